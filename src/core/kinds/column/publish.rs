//! Rows that are changed while their table is published: the server updates none of a table
//! that has nothing to tell its rows by (`CheckCmdReplicaIdentity` in `execReplication.c`).

use crate::{
    catalog::{Catalog, Ref},
    kinds::{
        Cx, constraint::backing, online::Around, partition, primary_key::PRIMARY_KEY, publication, published_table, table,
    },
};

use super::rows;

/// Returns the statements around one that updates the rows of a column's table and of those
/// below it, by which a subscriber is told all of a row, where nothing else would tell it.
pub(super) fn around(cx: &Cx<'_>, column: Ref) -> Around {
    let mut found = Around::default();
    let family = cx.new.at(column).parent.map(|table| rows::family(cx.new, table));
    for table in family.unwrap_or_default() {
        if let Some(back) = back(cx, table) {
            let name = cx.new.at(table).id.dotted();
            let set = |what: &str| format!("ALTER TABLE {name} REPLICA IDENTITY {what}");
            found.before.push(set("FULL"));
            found.after.push(set(&back));
            found.tables.push(name);
        }
    }
    found
}

/// Returns the replica identity that a table gets again, if it needs another meanwhile.
fn back(cx: &Cx<'_>, is: Ref) -> Option<String> {
    let table = cx.new.at(is);
    let was = cx.old.find(&table.id)?;
    let identity = |catalog: &Catalog, at: Ref| {
        catalog.at(at).attrs.text(table::REPLICA_IDENTITY).map(str::to_owned)
    };
    // Where that changes as well, it is not known which comes first; the key may have gone by
    // then, or not come yet. An index of it that is gone cannot be named again.
    let stays = identity(cx.old, was) == identity(cx.new, is)
        && identity(cx.new, is).as_deref() != Some("INDEX");
    let has_rows = table.id.kind.info().holds_data && table.attrs.text(table::PARTITION_KEY).is_none();
    let lacks = lacks_identity(cx.old, was) || lacks_identity(cx.new, is);
    let is_sent = is_published(cx.old, was) || is_published(cx.new, is);
    let needs = stays && has_rows && lacks && is_sent;
    needs.then(|| identity(cx.new, is).unwrap_or_else(|| "DEFAULT".to_owned()))
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

/// Tells whether updates of a table are published: by its name, its schema's, with all, or as
/// those of the table that it is a partition of.
fn is_published(catalog: &Catalog, at: Ref) -> bool {
    let mut parts = catalog.children(at).iter();
    let tie = parts.find(|it| catalog.at(**it).id.kind == partition::PARTITION);
    let mut above = tie.map_or(&[][..], |tie| catalog.needs(*tie)).iter().map(|edge| edge.to);
    let is_table = |it: &Ref| catalog.at(*it).attrs.text(table::PARTITION_KEY).is_some();
    if above.any(|it| it != at && is_table(&it) && is_published(catalog, it)) {
        return true;
    }
    catalog.dependants(at).iter().any(|edge| {
        catalog.at(edge.from).id.kind == published_table::PUBLISHED_TABLE
    }) || publication::sends_unnamed(catalog, at)
}
