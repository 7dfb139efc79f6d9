//! Row security policies (manual, "CREATE POLICY"). Whether row security is on at all is
//! the table's.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, rule::table,
};

/// The kind.
pub const POLICY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member("policy", "policies", Inline::Never);

/// Whether it restricts what the others permit.
pub const RESTRICTIVE: Attr<bool> = Attr::new(&AttrDef {
    name: "restrictive",
    class: AttrClass::Plain,
});

/// The one command it is for; absent if for all.
pub const COMMAND: Attr<Name> = Attr::new(&AttrDef {
    name: "command",
    class: AttrClass::Plain,
});

/// The roles it is for, by name; absent if for PUBLIC.
pub const ROLES: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "roles",
    class: AttrClass::Plain,
});

/// Which rows are seen.
pub const USING: Attr<Name> = Attr::new(&AttrDef {
    name: "using",
    class: AttrClass::Expression,
});

/// Which rows may be written.
pub const CHECK: Attr<Name> = Attr::new(&AttrDef {
    name: "check",
    class: AttrClass::Expression,
});

/// The rules of policies.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        POLICY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            RESTRICTIVE.def,
            COMMAND.def,
            ROLES.def,
            USING.def,
            CHECK.def,
        ]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT p.oid, p.polrelid, p.polname, NOT p.polpermissive, p.polcmd::text, \
                 p.polroles, \
                 CASE WHEN p.polqual IS NOT NULL THEN pg_get_expr(p.polqual, p.polrelid) END, \
                 CASE WHEN p.polwithcheck IS NOT NULL \
                 THEN pg_get_expr(p.polwithcheck, p.polrelid) END \
                 FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::POLICY, row.take()?);
        let parent = Address::new(class::RELATION, row.take()?);
        let Some(mut draft) = reader.member(POLICY, Some(address), parent, row.take()?) else {
            return Ok(());
        };
        draft.flag(RESTRICTIVE, row.take()?);
        if let Some(command) = command_word(row.take()?) {
            draft.set(COMMAND, reader.name(command));
        }
        let roles: Vec<u32> = row.take()?;
        if !roles.contains(&0) {
            let mut names: Vec<Name> = roles.into_iter().map(|oid| reader.role(oid)).collect();
            names.sort_unstable();
            names.dedup();
            draft.set(ROLES, names.into());
        }
        for attr in [USING, CHECK] {
            if let Some(expression) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(expression));
            }
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let policy = cx.new.at(new);
        let (name, table) = (ident(policy.id.name()), table(policy));
        let kind = if policy.is(RESTRICTIVE) { " AS RESTRICTIVE" } else { "" };
        let command = match policy.attrs.text(COMMAND) {
            Some(command) => format!(" FOR {command}"),
            None => String::new(),
        };
        let roles = match policy.list(ROLES) {
            [] => String::new(),
            _ => format!(" TO {}", roles(policy)),
        };
        let conditions = conditions(policy, |_| true);
        vec![
            Action::new(format!("CREATE POLICY {name} ON {table}{kind}{command}{roles}{conditions}"))
                .risk(risk_of(cx, policy)),
        ]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let policy = cx.old.at(old);
        let (name, table) = (ident(policy.id.name()), table(policy));
        let risk = Risk::none()
            .security(format!("which rows of {table} are seen and written changes"))
            .lock(&*table, Lock::AccessExclusive);
        vec![Action::new(format!("DROP POLICY {name} ON {table}")).risk(risk)]
    }

    /// ALTER POLICY changes neither command nor kind, and takes no condition away.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (old, policy) = (cx.old.at(old), cx.new.at(new));
        let loses = |attr| old.attrs.text(attr).is_some() && policy.attrs.text(attr).is_none();
        if changed.has(RESTRICTIVE) || changed.has(COMMAND) || loses(USING) || loses(CHECK) {
            return Alter::Replace;
        }
        let to = if changed.has(ROLES) {
            format!(" TO {}", roles(policy))
        } else {
            String::new()
        };
        let conditions = conditions(policy, |attr| changed.has(attr));
        if to.is_empty() && conditions.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let (name, table) = (ident(policy.id.name()), table(policy));
        let sql = format!("ALTER POLICY {name} ON {table}{to}{conditions}");
        Alter::InPlace(vec![Action::new(sql).risk(risk_of(cx, policy))])
    }

    fn roles(&self, object: &Object) -> Vec<String> {
        object.list(ROLES).iter().map(ToString::to_string).collect()
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        let name = ident(object.id.name());
        Some(format!("POLICY {name} ON {}", table(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        vec![Claim::new("policy", &[id.part(0), id.part(1), id.part(2)])]
    }
}

fn roles(policy: &Object) -> String {
    match policy.list(ROLES) {
        [] => "PUBLIC".to_owned(),
        roles => roles.iter().map(|it| ident(it)).collect::<Vec<_>>().join(", "),
    }
}

fn conditions(policy: &Object, wanted: impl Fn(Attr<Name>) -> bool) -> String {
    let mut text = String::new();
    for (word, attr) in [("USING", USING), ("WITH CHECK", CHECK)] {
        if let Some(condition) = policy.attrs.text(attr).filter(|_| wanted(attr)) {
            text = format!("{text} {word} ({condition})");
        }
    }
    text
}

fn risk_of(cx: &Cx<'_>, policy: &Object) -> Risk {
    if policy.parent.is_some_and(|table| (cx.is_made)(table)) {
        return Risk::none();
    }
    let table = table(policy);
    Risk::none()
        .security(format!("which rows of {table} are seen and written changes"))
        .lock(table, Lock::AccessExclusive)
}

/// Returns the word for a letter of `pg_policy.polcmd`; nothing for all commands.
fn command_word(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "r" => "SELECT",
        "a" => "INSERT",
        "w" => "UPDATE",
        "d" => "DELETE",
        _ => return None,
    })
}
