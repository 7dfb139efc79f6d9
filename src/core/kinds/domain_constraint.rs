//! The checks of domains (manual, "ALTER DOMAIN").
//!
//! NOT NULL is an attribute of the domain: it has no expression, and only one can be.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, domain::DOMAIN, types,
};

/// The kind.
pub const DOMAIN_CONSTRAINT: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member(
    "domain constraint",
    "domain constraints",
    Inline::IfPossible,
);

/// The condition that a value must fulfil.
pub const EXPRESSION: Attr<Name> = Attr::new(&AttrDef {
    name: "expression",
    class: AttrClass::Expression,
});

/// Whether values from before it are not known to fulfil it.
pub const NOT_VALID: Attr<bool> = Attr::new(&AttrDef {
    name: "not_valid",
    class: AttrClass::Plain,
});

/// The rules of domain constraints.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        DOMAIN_CONSTRAINT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[EXPRESSION.def, NOT_VALID.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("k.connamespace");
        Query::new(
            Stage::Members,
            format!(
                "SELECT k.oid, k.contypid, k.conname, pg_get_expr(k.conbin, 0), k.convalidated \
                 FROM pg_constraint k \
                 WHERE k.contypid <> 0 AND k.contype = 'c' AND {scope} ORDER BY k.conname"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CONSTRAINT, row.take()?);
        let domain = Address::new(class::TYPE, row.take()?);
        let name = row.take()?;
        let Some(mut draft) = reader.member(DOMAIN_CONSTRAINT, Some(address), domain, name) else {
            return Ok(());
        };
        draft.set(EXPRESSION, reader.name(row.take()?));
        draft.flag(NOT_VALID, !row.take::<bool>()?);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        add(cx, new)
    }

    fn add(&self, cx: &Cx<'_>, new: Ref) -> Alter {
        if is_refused(cx, cx.new.at(new)) {
            return Alter::ReplaceParent;
        }
        Alter::InPlace(add(cx, new))
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let (domain, name) = (domain(object), ident(object.id.name()));
        let sql = format!("ALTER DOMAIN {domain} DROP CONSTRAINT {name}");
        let whom = format!("readers that rely on {}", object.id);
        let mut action = Action::new(sql).risk(Risk::none().breaking(whom));
        if object.is(NOT_VALID) {
            return vec![action];
        }
        action = action.undo(Undo::ExactIf("no value breaks the condition".to_owned()));
        vec![action]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let old = cx.old.at(old);
        if changed.has(EXPRESSION) || (changed.has(NOT_VALID) && !old.is(NOT_VALID)) {
            return if is_refused(cx, cx.new.at(new)) {
                Alter::ReplaceParent
            } else {
                Alter::Replace
            };
        }
        if !changed.has(NOT_VALID) {
            return Alter::InPlace(Vec::new());
        }
        let object = cx.new.at(new);
        if is_refused(cx, object) {
            return Alter::ReplaceParent;
        }
        let (domain, name) = (domain(object), ident(object.id.name()));
        let sql = format!("ALTER DOMAIN {domain} VALIDATE CONSTRAINT {name}");
        Alter::InPlace(vec![Action::new(sql).risk(checks(cx, object))])
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        let (domain, name) = (domain(object), ident(object.id.name()));
        Some(format!("CONSTRAINT {name} ON DOMAIN {domain}"))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path: Vec<&str> = object.id.path.iter().map(|part| &**part).collect();
        vec![Claim::new("constraint", &path)]
    }
}

/// Returns the statement that adds a constraint to its domain.
pub(super) fn add(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let (domain, definition) = (domain(object), definition(object));
    let mut sql = format!("ALTER DOMAIN {domain} ADD {definition}");
    let whom = format!("writers of values that {} refuses", object.id);
    let risk = if object.is(NOT_VALID) {
        sql.push_str(" NOT VALID");
        Risk::none()
    } else {
        checks(cx, object)
    };
    vec![Action::new(sql).risk(risk.breaking(whom))]
}

/// Returns the constraint as CREATE DOMAIN and ADD take it.
pub(super) fn definition(object: &Object) -> String {
    let name = ident(object.id.name());
    format!("CONSTRAINT {name} CHECK ({})", object.text(EXPRESSION))
}

fn domain(object: &Object) -> String {
    qualified(object.id.part(0), object.id.part(1))
}

/// Every table that keeps values of the domain is read under a lock that stops writers.
fn checks(cx: &Cx<'_>, object: &Object) -> Risk {
    if object.parent.is_some_and(|parent| (cx.is_made)(parent)) {
        return Risk::none();
    }
    match old_domain(cx, object) {
        Some(old) => types::check_relations(cx.old, old),
        None => Risk::none(),
    }
}

fn old_domain(cx: &Cx<'_>, object: &Object) -> Option<Ref> {
    let path: Vec<Name> = object.id.path.iter().take(2).cloned().collect();
    cx.old.find(&ObjectId::new(DOMAIN, path))
}

/// Tells whether PostgreSQL refuses to check the values that are there already.
fn is_refused(cx: &Cx<'_>, new: &Object) -> bool {
    !new.is(NOT_VALID)
        && old_domain(cx, new).is_some_and(|domain| types::is_contained(cx.old, domain))
}
