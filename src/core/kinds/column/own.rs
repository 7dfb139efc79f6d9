//! Columns that a table has from a parent, and that become its own besides.

use crate::{catalog::Ref, kinds::Cx};

use super::{FROM_PARENT, INHERITED, INHERITED_ONLY};

/// Tells whether a column that a table has from a parent only is to be its own besides.
pub(super) fn becomes_own_too(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let was_only = cx.old.get(&column.id).is_some_and(|old| old.is(INHERITED_ONLY));
    let is_both = column.is(INHERITED) && !column.is(FROM_PARENT);
    was_only && is_both
}

/// Tells whether it is the first such column of its table: what makes one so makes all so.
pub(super) fn is_first_to_be_own(cx: &Cx<'_>, new: Ref) -> bool {
    let table = cx.new.at(new).parent;
    let mut columns = table.map_or(&[][..], |table| cx.new.children(table)).iter();
    columns.find(|at| becomes_own_too(cx, **at)) == Some(&new)
}
