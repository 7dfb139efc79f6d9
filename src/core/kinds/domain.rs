//! Domains (manual, "CREATE DOMAIN"); their checks and defaults are objects of their own.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::{ident, literal},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
    domain_constraint::{self, DOMAIN_CONSTRAINT},
    domain_default,
    types,
};

/// The kind.
pub const DOMAIN: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("domain", "domains")
};

/// The type it is made from, with its modifier.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// The collation, where it is not that of the type.
pub const COLLATION: Attr<Name> = Attr::new(&AttrDef {
    name: "collation",
    class: AttrClass::Plain,
});

/// Whether it refuses NULL.
pub const NOT_NULL: Attr<bool> = Attr::new(&AttrDef {
    name: "not_null",
    class: AttrClass::Plain,
});

/// The name of the constraint that refuses NULL, where PostgreSQL (17 and later) keeps one
/// and did not choose it.
pub const NOT_NULL_NAME: Attr<Name> = Attr::new(&AttrDef {
    name: "not_null_name",
    class: AttrClass::Plain,
});

/// The comment on its NOT NULL constraint (17 and later).
pub const NOT_NULL_COMMENT: Attr<Name> = Attr::new(&AttrDef {
    name: "not_null_comment",
    class: AttrClass::Plain,
});

/// The rules of domains.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        DOMAIN
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            TYPE.def,
            COLLATION.def,
            NOT_NULL.def,
            NOT_NULL_NAME.def,
            NOT_NULL_COMMENT.def,
        ]
    }

    fn since(&self, attribute: &str) -> u32 {
        if attribute.starts_with("not_null_") { 17 } else { 0 }
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.typnamespace");
        let common = common::columns("t.typowner", "t.typacl", "T");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.typnamespace, t.typname, t.typbasetype, \
                 format_type(t.typbasetype, t.typtypmod), \
                 CASE WHEN t.typcollation <> b.typcollation \
                 THEN quote_ident(n.nspname) || '.' || quote_ident(l.collname) END, \
                 t.typnotnull, CASE WHEN t.typnotnull THEN (SELECT k.conname FROM pg_constraint k \
                 WHERE k.contypid = t.oid AND k.contype = 'n' \
                 AND k.conname <> left(t.typname, 54) || '_not_null') END, \
                 (SELECT d.description FROM pg_constraint k JOIN pg_description d \
                 ON d.classoid = 2606 AND d.objoid = k.oid AND d.objsubid = 0 \
                 WHERE k.contypid = t.oid AND k.contype = 'n'), {common} \
                 FROM pg_type t JOIN pg_type b ON b.oid = t.typbasetype \
                 LEFT JOIN pg_collation l ON l.oid = t.typcollation \
                 LEFT JOIN pg_namespace n ON n.oid = l.collnamespace \
                 WHERE t.typtype = 'd' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TYPE, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(DOMAIN, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        draft.needs(Address::new(class::TYPE, row.take()?));
        draft.set(TYPE, reader.name(row.take()?));
        if let Some(collation) = row.take::<Option<&str>>()? {
            draft.set(COLLATION, reader.name(collation));
        }
        draft.flag(NOT_NULL, row.take()?);
        if let Some(name) = row.take::<Option<&str>>()? {
            draft.set(NOT_NULL_NAME, reader.name(name));
        }
        if let Some(comment) = row.take::<Option<&str>>()? {
            draft.set(NOT_NULL_COMMENT, comment.into());
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let mut sql = format!("CREATE DOMAIN {name} AS {}", object.text(TYPE));
        if let Some(collation) = object.attrs.text(COLLATION) {
            sql = sql + " COLLATE " + collation;
        }
        if object.is(NOT_NULL) {
            sql.push(' ');
            // The name is not free where what it succeeds has it still.
            let succeeds = cx.old.get(&object.id).is_some_and(|old| old.is(NOT_NULL));
            sql.push_str(&if succeeds && cx.version() >= 170_000 {
                format!("CONSTRAINT {} NOT NULL", ident(&not_null_name(object)))
            } else {
                not_null(object)
            });
        }
        if let Some(default) = domain_default::clause(cx, new) {
            sql = sql + " " + &default;
        }
        let mut after = Vec::new();
        for (at, check) in cx.inlined_children(new, DOMAIN_CONSTRAINT) {
            // CREATE DOMAIN takes no NOT VALID.
            if check.is(domain_constraint::NOT_VALID) {
                after.extend(domain_constraint::add(cx, at));
            } else {
                sql.push(' ');
                sql.push_str(&domain_constraint::definition(check));
            }
        }
        after.insert(0, Action::new(sql));
        if object.attrs.text(NOT_NULL_COMMENT).is_some() {
            after.push(comment_on_not_null(object));
        }
        if domain_default::is_taken_away(cx, new) {
            after.push(Action::new(format!("ALTER DOMAIN {name} DROP DEFAULT")));
        }
        after
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    fn alter(&self, cx: &Cx<'_>, old_at: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(TYPE) || changed.has(COLLATION) {
            return Alter::Replace;
        }
        let (old, new) = (cx.old.at(old_at), cx.new.at(new));
        if new.is(NOT_NULL) && !old.is(NOT_NULL) && types::is_contained(cx.old, old_at) {
            return Alter::Replace;
        }
        let name = new.id.dotted();
        let action = |what: String| Action::new(format!("ALTER DOMAIN {name} {what}"));
        let mut actions = Vec::new();
        let (was, will) = (old.is(NOT_NULL), new.is(NOT_NULL));
        if was && !will {
            let whom = format!("readers that expect no NULL in {}", new.id);
            let undo = Undo::ExactIf("no NULL was written".into());
            let risk = Risk::none().breaking(whom);
            actions.push(action("DROP NOT NULL".into()).risk(risk).undo(undo));
        } else if will && !was {
            let whom = format!("writers of NULL into {}", new.id);
            let risk = types::check_relations(cx.old, old_at).breaking(whom);
            let what = match new.attrs.text(NOT_NULL_NAME) {
                Some(_) => format!("ADD {}", not_null(new)),
                None => "SET NOT NULL".to_owned(),
            };
            actions.push(action(what).risk(risk));
        } else if changed.has(NOT_NULL_NAME) {
            let (from, to) = (not_null_name(old), not_null_name(new));
            let what = format!("RENAME CONSTRAINT {} TO {}", ident(&from), ident(&to));
            actions.push(action(what));
        }
        let has_comment = new.attrs.text(NOT_NULL_COMMENT).is_some();
        if will && (changed.has(NOT_NULL_COMMENT) || (!was && has_comment)) {
            actions.push(comment_on_not_null(new));
        }
        Alter::InPlace(actions)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(address(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![types::claim(object)]
    }

    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        Some(types::aside(cx, cx.old.at(old), "DOMAIN"))
    }
}

fn address(object: &Object) -> String {
    format!("DOMAIN {}", object.id.dotted())
}

fn not_null(object: &Object) -> String {
    match object.attrs.text(NOT_NULL_NAME) {
        Some(name) => format!("CONSTRAINT {} NOT NULL", ident(name)),
        None => "NOT NULL".to_owned(),
    }
}

fn comment_on_not_null(object: &Object) -> Action {
    let (domain, name) = (object.id.dotted(), not_null_name(object));
    let text = object.attrs.text(NOT_NULL_COMMENT);
    let text = text.map_or_else(|| "NULL".to_owned(), literal);
    let name = ident(&name);
    Action::new(format!("COMMENT ON CONSTRAINT {name} ON DOMAIN {domain} IS {text}"))
}

/// Returns the name of the NOT NULL constraint as PostgreSQL chooses it, unless another is
/// known.
fn not_null_name(object: &Object) -> String {
    match object.attrs.text(NOT_NULL_NAME) {
        Some(name) => name.to_owned(),
        None => format!("{}_not_null", object.id.name()),
    }
}
