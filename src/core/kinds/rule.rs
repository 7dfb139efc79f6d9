//! Rewrite rules (manual, "CREATE RULE"). The rule `_RETURN` of a view is the view itself
//! and is not read.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class,
    trigger::{firing_verb, firing_word},
    view::bare_query,
};

/// The kind.
pub const RULE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member("rule", "rules", Inline::Never);

/// What follows `CREATE RULE name AS`.
pub const DEFINITION: Attr<Name> = Attr::new(&AttrDef {
    name: "definition",
    class: AttrClass::Expression,
});

/// When it fires, where that is not the usual: `disabled`, `replica`, `always`.
pub const FIRING: Attr<Name> = Attr::new(&AttrDef {
    name: "firing",
    class: AttrClass::Plain,
});

/// The rules of rewrite rules.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        RULE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[DEFINITION.def, FIRING.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT r.oid, r.ev_class, r.rulename, quote_ident(r.rulename), \
                 pg_get_ruledef(r.oid), r.ev_enabled::text \
                 FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class \
                 WHERE r.rulename <> '_RETURN' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RULE, row.take()?);
        let parent = Address::new(class::RELATION, row.take()?);
        let Some(mut draft) = reader.member(RULE, Some(address), parent, row.take()?) else {
            return Ok(());
        };
        let name: &str = row.take()?;
        let definition = bare_query(row.take()?);
        let body = definition
            .strip_prefix("CREATE RULE ")
            .and_then(|rest| rest.strip_prefix(name))
            .and_then(|rest| rest.strip_prefix(" AS"))
            .unwrap_or(definition);
        draft.set(DEFINITION, reader.name(body.trim_start()));
        if let Some(word) = firing_word(row.take()?) {
            draft.set(FIRING, reader.name(word));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let rule = cx.new.at(new);
        let risk = risk_of(cx, rule);
        let mut actions = vec![Action::new(statement("CREATE RULE", rule)).risk(risk.clone())];
        if rule.attrs.text(FIRING).is_some() {
            actions.push(Action::new(firing(rule)).risk(risk));
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let rule = cx.old.at(old);
        let (name, table) = (ident(rule.id.name()), table(rule));
        let risk = Risk::none().lock(&*table, Lock::AccessExclusive);
        vec![Action::new(format!("DROP RULE {name} ON {table}")).risk(risk)]
    }

    /// OR REPLACE keeps the comment and the state of firing (`InsertRule` in the server).
    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        let rule = cx.new.at(new);
        let risk = risk_of(cx, rule);
        let mut actions = Vec::new();
        if changed.has(DEFINITION) {
            let sql = statement("CREATE OR REPLACE RULE", rule);
            actions.push(Action::new(sql).risk(risk.clone()));
        }
        if changed.has(FIRING) {
            actions.push(Action::new(firing(rule)).risk(risk));
        }
        Alter::InPlace(actions)
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        let name = ident(object.id.name());
        Some(format!("RULE {name} ON {}", table(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        vec![Claim::new("rule", &[id.part(0), id.part(1), id.part(2)])]
    }
}

/// Returns the relation of a member, quoted and qualified.
pub(super) fn table(member: &Object) -> String {
    crate::sql::quote::qualified(member.id.part(0), member.id.part(1))
}

fn statement(verb: &str, rule: &Object) -> String {
    let name = ident(rule.id.name());
    format!("{verb} {name} AS\n{}", rule.text(DEFINITION))
}

fn firing(rule: &Object) -> String {
    let verb = firing_verb(rule.attrs.text(FIRING));
    let (table, name) = (table(rule), ident(rule.id.name()));
    format!("ALTER TABLE {table} {verb} RULE {name}")
}

fn risk_of(cx: &Cx<'_>, rule: &Object) -> Risk {
    if rule.parent.is_some_and(|table| (cx.is_made)(table)) {
        return Risk::none();
    }
    Risk::none().lock(table(rule), Lock::AccessExclusive)
}
