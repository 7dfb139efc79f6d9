//! What an index has whether a constraint stands in front of it or not: storage
//! parameters, tablespace, CLUSTER ON, REPLICA IDENTITY, its place below the index of a
//! partitioned table (manual, "ALTER INDEX").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, EdgeKind, Name, Object, Ref},
    error::Result,
    kinds::{
        Address, Changed, Cx, Draft, Fields, Reader, class, common,
        extension_tie::{self, DEPENDS_ON_EXTENSION},
        index_attachment, option_clauses, option_lock,
    },
    risk::{Lock, Risk},
    sql::quote::{ident, literal, qualified},
};

use super::{risk_on_table, table_of};

/// Storage parameters, `key=value`.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::Set,
});
/// The tablespace, if not the database's.
pub const TABLESPACE: Attr<Name> = Attr::new(&AttrDef {
    name: "tablespace",
    class: AttrClass::Plain,
});
/// Whether CLUSTER orders the table by it.
pub const CLUSTERED: Attr<bool> = Attr::new(&AttrDef {
    name: "clustered",
    class: AttrClass::Plain,
});
/// Whether it identifies rows to subscribers.
pub const REPLICA_IDENTITY: Attr<bool> = Attr::new(&AttrDef {
    name: "replica_identity",
    class: AttrClass::Plain,
});
/// The comment on the index behind a constraint, which has one of its own.
pub const INDEX_COMMENT: Attr<Name> = Attr::new(&AttrDef {
    name: "index_comment",
    class: AttrClass::Plain,
});
/// Whether it is on a partitioned table: it holds no rows itself.
pub const PARTITIONED: Attr<bool> = Attr::new(&AttrDef {
    name: "partitioned",
    class: AttrClass::Silent,
});

/// The attributes that change without the index being built anew.
pub(in crate::kinds) const IN_PLACE: &[&str] = &[
    OPTIONS.name(),
    TABLESPACE.name(),
    CLUSTERED.name(),
    REPLICA_IDENTITY.name(),
    INDEX_COMMENT.name(),
    DEPENDS_ON_EXTENSION.name(),
];

/// Returns the SQL of the columns that [`read`] takes, from `pg_index i`, the index's
/// `pg_class c` and the joins of [`joins`].
pub(in crate::kinds) fn columns(options: &str) -> String {
    format!(
        "{options}, tie.extensions, space.spcname, i.indisclustered, i.indisreplident, c.relkind = 'I', \
         above.inhparent, CASE WHEN above.inhparent IS NOT NULL THEN (SELECT \
         quote_ident(n.nspname) || '.' || quote_ident(p.relname) FROM pg_class p \
         JOIN pg_namespace n ON n.oid = p.relnamespace WHERE p.oid = above.inhparent) END"
    )
}

/// Returns the joins that [`columns`] needs.
pub(in crate::kinds) fn joins() -> String {
    let tie = extension_tie::join("pg_class", "i.indexrelid");
    format!(
        "{tie} LEFT JOIN pg_tablespace space ON space.oid = c.reltablespace \
         LEFT JOIN pg_inherits above ON above.inhrelid = i.indexrelid"
    )
}

/// The index of a partitioned table that an index is a part of: OID and name.
pub(in crate::kinds) type Above<'a> = Option<(u32, &'a str)>;

/// Reads the columns that [`columns`] returns.
pub(in crate::kinds) fn read<'a>(
    row: &mut Fields<'a>,
    reader: &mut Reader,
    draft: &mut Draft,
) -> Result<Above<'a>> {
    if let Some(options) = row.take::<Option<Vec<&str>>>()? {
        draft.set(OPTIONS, reader.names(options));
    }
    extension_tie::read(row, reader, draft)?;
    if let Some(space) = row.take::<Option<&str>>()? {
        draft.set(TABLESPACE, reader.name(space));
    }
    draft
        .flag(CLUSTERED, row.take()?)
        .flag(REPLICA_IDENTITY, row.take()?);
    draft.flag(PARTITIONED, row.take()?);
    let parent: Option<u32> = row.take()?;
    let name: Option<&str> = row.take()?;
    if let Some(oid) = parent {
        // The server drops it with the index above.
        draft.edge(Address::new(class::RELATION, oid), EdgeKind::Owned);
    }
    Ok(parent.zip(name))
}

/// Takes a finished index or constraint in, and its attachment to the index above.
pub(in crate::kinds) fn push(reader: &mut Reader, draft: Draft, above: Above<'_>) {
    if let (Some(at), Some((oid, name))) = (reader.push(draft), above) {
        index_attachment::read(reader, at, oid, name);
    }
}

/// Returns the name of the index, which stands in the schema of its table.
pub(in crate::kinds) fn index_name(object: &Object) -> String {
    qualified(object.id.part(0), object.id.part(2))
}

/// Returns the storage parameters of an index, with a blank before.
pub(in crate::kinds) fn with_options(object: &Object) -> String {
    let options = object.list(OPTIONS);
    if options.is_empty() {
        return String::new();
    }
    format!(
        " WITH ({})",
        common::options(options.iter().map(|it| &**it))
    )
}

/// Returns the tablespace behind `words`, with a blank before.
pub(in crate::kinds) fn in_tablespace(object: &Object, words: &str) -> String {
    object
        .attrs
        .text(TABLESPACE)
        .map_or_else(String::new, |space| format!(" {words} {}", ident(space)))
}

/// Returns the statements that give a new index what its creation cannot.
pub(in crate::kinds) fn settings(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let mut actions = marks(cx, new);
    if !object.text(INDEX_COMMENT).is_empty() {
        actions.push(comment(object));
    }
    actions.extend(ties(object, &[]));
    actions
}

/// Returns the statements for what a table says of its index.
pub(super) fn marks(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let mut actions = Vec::new();
    if object.is(CLUSTERED) {
        actions.push(cluster(cx, new));
    }
    if object.is(REPLICA_IDENTITY) {
        actions.push(identify(cx, new));
    }
    actions
}

/// Returns the statements that tie an index to the extensions that it depends on.
pub(in crate::kinds) fn ties(object: &Object, old: &[Name]) -> Vec<Action> {
    let address = format!("INDEX {}", index_name(object));
    extension_tie::changes(Some(address), old, object.list(DEPENDS_ON_EXTENSION))
}

/// Tells whether all that changed can change in place.
pub(in crate::kinds) fn can_alter(new: &Object, changed: &Changed, more: &[&str]) -> bool {
    // ALTER INDEX SET is refused for the index of a partitioned table.
    let is_refused = changed.has(OPTIONS) && new.is(PARTITIONED);
    !is_refused
        && changed.iter().all(|name| {
            IN_PLACE.contains(&name)
                || more.contains(&name)
                || common::ATTRS.iter().any(|def| def.name == name)
        })
}

/// Returns the statements for the attributes that change in place.
pub(in crate::kinds) fn alter(cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Vec<Action> {
    let (before, object) = (cx.old.at(old), cx.new.at(new));
    let mut actions = Vec::new();
    if changed.has(OPTIONS) {
        actions.extend(set_options(object, before.list(OPTIONS)));
    }
    if changed.has(TABLESPACE) {
        actions.push(move_to_tablespace(object));
    }
    if changed.has(CLUSTERED) {
        if object.is(CLUSTERED) {
            actions.push(cluster(cx, new));
        } else if !has_clustered_sibling(cx, new) {
            let table = table_of(&object.id);
            actions.push(
                Action::new(format!("ALTER TABLE {table} SET WITHOUT CLUSTER"))
                    .risk(risk_on_table(cx, new, Lock::ShareUpdateExclusive)),
            );
        }
    }
    // Where it is no longer the identity, the table or another index says what is.
    if changed.has(REPLICA_IDENTITY) && object.is(REPLICA_IDENTITY) {
        actions.push(identify(cx, new));
    }
    if changed.has(INDEX_COMMENT) {
        actions.push(comment(object));
    }
    if changed.has(DEPENDS_ON_EXTENSION) {
        actions.extend(ties(object, before.list(DEPENDS_ON_EXTENSION)));
    }
    actions
}

/// Returns the statements that bring the options of an index from `before` to its own.
pub(super) fn set_options(object: &Object, before: &[Name]) -> Vec<Action> {
    let name = index_name(object);
    let clauses = option_clauses(before, object.list(OPTIONS)).into_iter();
    let statement = |clause: String| {
        let risk = Risk::none().lock(&name, option_lock(&clause));
        Action::new(format!("ALTER INDEX {name} {clause}")).risk(risk)
    };
    clauses.map(statement).collect()
}

/// Returns the statement that moves an index to its tablespace.
pub(in crate::kinds) fn move_to_tablespace(object: &Object) -> Action {
    let name = index_name(object);
    let space = ident(object.attrs.text(TABLESPACE).unwrap_or("pg_default"));
    Action::new(format!("ALTER INDEX {name} SET TABLESPACE {space}"))
        .risk(Risk::none().lock(&name, Lock::AccessExclusive))
}

fn cluster(cx: &Cx<'_>, new: Ref) -> Action {
    let id = &cx.new.at(new).id;
    let (table, name) = (table_of(id), ident(id.name()));
    Action::new(format!("ALTER TABLE {table} CLUSTER ON {name}")).risk(risk_on_table(
        cx,
        new,
        Lock::ShareUpdateExclusive,
    ))
}

fn identify(cx: &Cx<'_>, new: Ref) -> Action {
    let id = &cx.new.at(new).id;
    let (table, name) = (table_of(id), ident(id.name()));
    Action::new(format!(
        "ALTER TABLE {table} REPLICA IDENTITY USING INDEX {name}"
    ))
    .risk(risk_on_table(cx, new, Lock::AccessExclusive))
}

pub(super) fn comment(object: &Object) -> Action {
    let name = index_name(object);
    let text = object
        .attrs
        .text(INDEX_COMMENT)
        .map_or_else(|| "NULL".to_owned(), literal);
    Action::new(format!("COMMENT ON INDEX {name} IS {text}"))
        .risk(Risk::none().lock(&name, Lock::ShareUpdateExclusive))
}

/// CLUSTER ON another index takes the mark away from this one.
fn has_clustered_sibling(cx: &Cx<'_>, new: Ref) -> bool {
    let siblings = cx
        .new
        .at(new)
        .parent
        .map_or(&[][..], |table| cx.new.children(table));
    siblings.iter().any(|at| cx.new.at(*at).is(CLUSTERED))
}
