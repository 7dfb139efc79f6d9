//! Rows that are changed while their table is published: the server updates none of a table
//! that has nothing to tell its rows by (`CheckCmdReplicaIdentity` in `execReplication.c`).

use crate::{
    catalog::{Catalog, Ref},
    kinds::{
        Cx, constraint::backing, primary_key::PRIMARY_KEY, publication, published_schema,
        published_table, table,
    },
};

/// Returns the statements around one that updates the rows of a column's table, by which a
/// subscriber is told all of a row, where nothing else would tell it.
pub(super) fn around(cx: &Cx<'_>, column: Ref) -> Option<[String; 2]> {
    let is = cx.new.at(column).parent?;
    let id = &cx.new.at(is).id;
    let was = cx.old.find(id)?;
    let identity = |catalog: &Catalog, at: Ref| {
        catalog.at(at).attrs.text(table::REPLICA_IDENTITY).map(str::to_owned)
    };
    // Where that changes as well, it is not known which comes first; the key may have gone by
    // then, or not come yet. An index of it that is gone cannot be named again.
    let stays = identity(cx.old, was) == identity(cx.new, is)
        && identity(cx.new, is).as_deref() != Some("INDEX");
    let lacks = lacks_identity(cx.old, was) || lacks_identity(cx.new, is);
    let is_sent = is_published(cx.old, was) || is_published(cx.new, is);
    let set = |what: &str| format!("ALTER TABLE {} REPLICA IDENTITY {what}", id.dotted());
    let back = identity(cx.new, is).unwrap_or_else(|| "DEFAULT".to_owned());
    (stays && lacks && is_sent).then(|| [set("FULL"), set(&back)])
}

fn lacks_identity(catalog: &Catalog, at: Ref) -> bool {
    let mut parts = catalog.children(at).iter().map(|part| catalog.at(*part));
    match catalog.at(at).attrs.text(table::REPLICA_IDENTITY) {
        Some("NOTHING") => true,
        Some("INDEX") => !parts.any(|part| part.is(backing::REPLICA_IDENTITY)),
        Some(_) => false,
        None => !parts.any(|part| part.id.kind == PRIMARY_KEY),
    }
}

/// Tells whether updates of a table are published, by its name, its schema's or with all.
fn is_published(catalog: &Catalog, at: Ref) -> bool {
    let names = |of: Ref, kind| {
        catalog.dependants(of).iter().any(|edge| catalog.at(edge.from).id.kind == kind)
    };
    let schema = Catalog::id(crate::kinds::schema::SCHEMA, &[catalog.at(at).id.part(0)]);
    names(at, published_table::PUBLISHED_TABLE)
        || catalog
            .find(&schema)
            .is_some_and(|schema| names(schema, published_schema::PUBLISHED_SCHEMA))
        || catalog
            .of_kind(publication::PUBLICATION)
            .any(|it| catalog.at(it).is(publication::ALL_TABLES))
}
