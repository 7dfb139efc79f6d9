//! Where the values of columns are: of a table's row type elsewhere, or in no table here.

use crate::{
    catalog::{Catalog, Object, Ref},
    kinds::{Cx, types},
};

use super::{TYPE, retype};

/// Lists what keeps values of the row type of a table, or of one below it: what changes in its
/// columns does so there too.
pub(in crate::kinds) fn row_keepers(catalog: &Catalog, table: Ref) -> Vec<Ref> {
    let family = family(catalog, table);
    let mut keepers: Vec<Ref> = family.iter().flat_map(|it| keepers_of(catalog, *it)).collect();
    keepers.sort_unstable();
    keepers.dedup();
    keepers
}

/// Lists a table and all below it, each behind the one that it comes from.
pub(super) fn family(catalog: &Catalog, table: Ref) -> Vec<Ref> {
    let mut family = vec![table];
    let mut at = 0;
    while let Some(above) = family.get(at).copied() {
        at += 1;
        let ties = catalog.dependants(above).iter().map(|edge| edge.from);
        let ties = ties.filter(|tie| catalog.at(*tie).id.kind.info().links);
        let below = ties.filter_map(|tie| catalog.at(tie).parent);
        let below: Vec<Ref> = below.filter(|it| *it != above && !family.contains(it)).collect();
        family.extend(below);
    }
    family
}

fn keepers_of(catalog: &Catalog, table: Ref) -> Vec<Ref> {
    let row = catalog.at(table).id.dotted();
    let is_row = |column: &Object| column.text(TYPE).trim_end_matches("[]") == row;
    let is_keeper = |at: &Ref| {
        let column = catalog.at(*at);
        // A table's own columns depend on it one way or another.
        !is_elsewhere(catalog, column) && (column.parent != Some(table) || is_row(column))
    };
    types::keepers(catalog, table).into_iter().filter(is_keeper).collect()
}

/// Tells whether the values of a column are not in this database: those of foreign tables.
pub(in crate::kinds) fn is_elsewhere(catalog: &Catalog, column: &Object) -> bool {
    column.parent.is_some_and(|table| !catalog.at(table).id.kind.info().holds_data)
}

/// Returns the value of a column as the one that takes its place takes it.
pub(in crate::kinds) fn value(cx: &Cx<'_>, old: &Object, new: &Object, name: &str) -> String {
    let converted = retype::conversion(cx, old, new, name);
    let is_same = old.text(TYPE) == new.text(TYPE) && converted.is_none();
    let value = converted.unwrap_or_else(|| name.to_owned());
    if is_same { value } else { format!("({value})::{}", new.text(TYPE)) }
}
