//! Operators (manual, "CREATE OPERATOR").
//!
//! Commutator and negator are kept by both operators of a pair, and a name in them may come
//! before its operator: the server makes a shell then, which the operator itself fills.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER,
};

/// The kind. Its path is the schema, the name, and the types of both sides: `NONE, integer`.
pub const OPERATOR: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    has_signature: true,
    ..KindInfo::new("operator", "operators")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The function, quoted and qualified.
pub const FUNCTION: Attr<Name> = Attr::new(&plain("function"));

/// What it returns; decided by the function.
pub const RESULT: Attr<Name> = Attr::new(&plain("result"));

/// The operator with the sides exchanged: `OPERATOR(app.<)`.
pub const COMMUTATOR: Attr<Name> = Attr::new(&plain("commutator"));

/// The operator with the opposite result.
pub const NEGATOR: Attr<Name> = Attr::new(&plain("negator"));

/// The function that estimates how many rows it keeps.
pub const RESTRICT: Attr<Name> = Attr::new(&plain("restrict"));

/// The function that estimates how many pairs of rows it keeps.
pub const JOIN: Attr<Name> = Attr::new(&plain("join"));

/// Whether it can support a hash join.
pub const HASHES: Attr<bool> = Attr::new(&plain("hashes"));

/// Whether it can support a merge join.
pub const MERGES: Attr<bool> = Attr::new(&plain("merges"));

/// The options that have a value, with their words.
const VALUES: [(&str, Attr<Name>); 4] = [
    ("COMMUTATOR", COMMUTATOR),
    ("NEGATOR", NEGATOR),
    ("RESTRICT", RESTRICT),
    ("JOIN", JOIN),
];

/// The options that have none.
const FLAGS: [(&str, Attr<bool>); 2] = [("HASHES", HASHES), ("MERGES", MERGES)];

/// The rules of operators.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        OPERATOR
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            FUNCTION.def,
            RESULT.def,
            COMMUTATOR.def,
            NEGATOR.def,
            RESTRICT.def,
            JOIN.def,
            HASHES.def,
            MERGES.def,
        ]
    }

    /// A shell that nobody has filled is no operator, and no statement can name it.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("o.oprnamespace");
        let named = |column: &str| {
            format!(
                "(SELECT 'OPERATOR(' || quote_ident(n.nspname) || '.' || c.oprname || ')' \
                 FROM pg_operator c JOIN pg_namespace n ON n.oid = c.oprnamespace \
                 WHERE c.oid = o.{column})"
            )
        };
        let side = |column: &str| {
            format!("CASE WHEN o.{column} = 0 THEN 'NONE' ELSE format_type(o.{column}, NULL) END")
        };
        Query::new(
            Stage::Objects,
            format!(
                "SELECT o.oid, o.oprnamespace, o.oprname, {} || ', ' || {}, o.oprowner, \
                 o.oprcode::text, format_type(o.oprresult, NULL), {}, {}, \
                 NULLIF(o.oprrest::text, '-'), NULLIF(o.oprjoin::text, '-'), o.oprcanhash, \
                 o.oprcanmerge FROM pg_operator o WHERE o.oprcode <> 0 AND {scope}",
                side("oprleft"),
                side("oprright"),
                named("oprcom"),
                named("oprnegate"),
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::OPERATOR, row.take()?);
        let schema = row.take()?;
        let path = [row.take()?, row.take()?];
        let Some(mut draft) = reader.top(OPERATOR, address, schema, &path) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(OWNER, owner);
        for attr in [FUNCTION, RESULT, COMMUTATOR, NEGATOR, RESTRICT, JOIN] {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(text));
            }
        }
        for (_, attr) in FLAGS {
            draft.flag(attr, row.take()?);
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![Action::new(statement(cx.new.at(new)))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let risk = Risk::none().breaking(format!("everybody who uses {}", object.id));
        vec![Action::new(format!("DROP {}", address(object))).risk(risk)]
    }

    /// The estimators can be altered; since PostgreSQL 17 what is not yet set of the rest
    /// can be set (manual, "ALTER OPERATOR").
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        const ESTIMATORS: &[&str] = &[RESTRICT.name(), JOIN.name()];
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let sets_more = cx.version() >= 170_000
            && !changed.has(FUNCTION)
            && !changed.has(RESULT)
            && [COMMUTATOR, NEGATOR]
                .iter()
                .all(|attr| !changed.has(*attr) || was.attrs.text(*attr).is_none())
            && FLAGS
                .iter()
                .all(|(_, attr)| !changed.has(*attr) || is.is(*attr));
        let own = Changed::new(
            changed
                .iter()
                .filter(|name| self.attrs().iter().any(|def| def.name == *name)),
        );
        if own.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        if !own.only(ESTIMATORS) && !sets_more {
            return Alter::Replace;
        }
        let mut options = Vec::new();
        for (word, attr) in VALUES.iter().filter(|(_, attr)| own.has(*attr)) {
            let value = is.attrs.text(*attr).unwrap_or("NONE");
            // A partner that is made by this plan sets it on both.
            if !is_partner_made(cx, value) {
                options.push(format!("{word} = {value}"));
            }
        }
        let flags = FLAGS.iter().filter(|(_, attr)| own.has(*attr));
        options.extend(flags.map(|(word, _)| (*word).to_owned()));
        if options.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let sql = format!("ALTER {} SET ({})", address(is), options.join(", "));
        Alter::InPlace(vec![Action::new(sql)])
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn brings_operators(&self, _object: &Object) -> bool {
        true
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        vec![Claim::new("operator", &[id.part(0), id.part(1), id.part(2)])]
    }
}

/// Tells whether an operator of this name, as `OPERATOR(app.<)`, is made by this plan.
fn is_partner_made(cx: &Cx<'_>, name: &str) -> bool {
    cx.new.of_kind(OPERATOR).any(|at| {
        let id = &cx.new.at(at).id;
        (cx.is_made)(at) && name == format!("OPERATOR({}.{})", ident(id.part(0)), id.part(1))
    })
}

fn address(object: &Object) -> String {
    let id = &object.id;
    format!("OPERATOR {}.{} ({})", ident(id.part(0)), id.part(1), id.part(2))
}

fn statement(object: &Object) -> String {
    let id = &object.id;
    let mut options = vec![format!("FUNCTION = {}", object.text(FUNCTION))];
    let sides = id.part(2);
    // Types are separated by the one comma outside of quotes and parentheses.
    if let Some((left, right)) = split(sides) {
        for (word, side) in [("LEFTARG", left), ("RIGHTARG", right)] {
            if side != "NONE" {
                options.push(format!("{word} = {side}"));
            }
        }
    }
    for (word, attr) in VALUES {
        if let Some(value) = object.attrs.text(attr) {
            options.push(format!("{word} = {value}"));
        }
    }
    let flags = FLAGS.iter().filter(|(_, attr)| object.is(*attr));
    options.extend(flags.map(|(word, _)| (*word).to_owned()));
    let (schema, name) = (ident(id.part(0)), id.part(1));
    format!("CREATE OPERATOR {schema}.{name} (\n    {}\n)", options.join(",\n    "))
}

/// Splits `left, right` at the comma outside of quotes.
fn split(sides: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let comma = sides.char_indices().find(|(_, sign)| {
        is_quoted ^= *sign == '"';
        *sign == ',' && !is_quoted
    });
    let (at, _) = comma?;
    Some((sides.get(..at)?, sides.get(at + 1..)?.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Attrs, Catalog};

    #[test]
    fn names_of_operators_are_not_quoted() {
        let mut attrs = Attrs::default();
        attrs.set(FUNCTION, "app.\"not it\"".into());
        attrs.set(NEGATOR, "OPERATOR(app.!!)".into());
        attrs.set(HASHES, true);
        let id = Catalog::id(OPERATOR, &["My App", "!!", "NONE, app.\"a, b\""]);
        let operator = Object { id, parent: None, attrs };
        assert_eq!(
            statement(&operator),
            "CREATE OPERATOR \"My App\".!! (\n    FUNCTION = app.\"not it\",\n    \
             RIGHTARG = app.\"a, b\",\n    NEGATOR = OPERATOR(app.!!),\n    HASHES\n)"
        );
        assert_eq!(address(&operator), "OPERATOR \"My App\".!! (NONE, app.\"a, b\")");
        assert_eq!(split("app.\"a, b\", text"), Some(("app.\"a, b\"", "text")));
    }
}
