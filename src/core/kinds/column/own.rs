//! Columns that a table has from a parent: those that become its own besides, and those
//! that must not while the table goes from one parent to another.
//!
//! A column that a table has for a moment from no parent is its own for good (manual,
//! "Inheritance"; `RemoveInheritance` in `tablecmds.c`). A helper table stands in as the
//! parent meanwhile.

use crate::{
    catalog::{Action, Catalog, Edge, EdgeKind, Object, Ref},
    kinds::{Changed, Cx, generated::GENERATED, identity::IDENTITY, inheritance, online, table},
    sql::quote::{ident, qualified},
};

use super::{COLLATION, COLUMN, FROM_PARENT, INHERITED, INHERITED_ONLY, NOT_NULL, TYPE, not_null};

/// Why a member that parents are to give stays the table's own.
pub(in crate::kinds) const STAYS_OWN: &str = "it stays the table's own besides being inherited: \
     no statement changes that, and the table cannot be made anew";

/// Says what of a change no statement brings about: whether a column is the table's own.
pub(super) fn left(cx: &Cx<'_>, new: Ref) -> Option<String> {
    if cx.new.at(new).is(INHERITED_ONLY) {
        return Some(STAYS_OWN.into());
    }
    let is_left = becomes_own_too(cx, new) && inheritance::anew(cx, new).is_none();
    is_left.then(|| "no statement makes it the table's own besides being inherited".into())
}

/// Tells whether a column that a table has from a parent only is to be its own besides.
pub(super) fn becomes_own_too(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let was_only = cx.old.get(&column.id).is_some_and(|old| old.is(INHERITED_ONLY));
    let is_both = column.is(INHERITED) && !column.is(FROM_PARENT);
    was_only && is_both
}

/// Tells whether only a table made anew has a column as it is to be: one that was the
/// table's own and shall come from a parent alone, or the other way about where the table
/// cannot leave its parents for a moment, or one whose type changes while its parents do.
pub(super) fn is_made_with_table(cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> bool {
    let takes_one = changed.has(INHERITED_ONLY)
        && (cx.new.at(new).is(INHERITED_ONLY)
            || (becomes_own_too(cx, new) && inheritance::anew(cx, new).is_none())
            || is_left_in_diamond(cx, old, new));
    let is_retyped = changed.has(TYPE) || changed.has(COLLATION);
    (takes_one || (is_retyped && inheritance::is_retyped_astray(cx, old, new)))
        && table::can_be_made_anew(cx, old, new)
}

/// Tells whether a column becomes the table's own since the parent's goes, while another child
/// of that parent keeps having it from somebody else: DROP COLUMN told ONLY would make it
/// everybody's own, and told nothing, take it from all.
fn is_left_in_diamond(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let follows = |edge: &&Edge| edge.kind == EdgeKind::Follows;
    let goes = |at: &Ref| cx.new.find(&cx.old.at(*at).id).is_none();
    let above = cx.old.needs(old).iter().filter(follows).map(|edge| edge.to);
    let mut heirs = above.filter(goes).flat_map(|at| cx.old.dependants(at)).filter(follows);
    cx.old.at(old).is(INHERITED_ONLY)
        && !cx.new.at(new).is(INHERITED)
        && heirs.any(|edge| {
            let heir = cx.new.get(&cx.old.at(edge.from).id);
            edge.from != old && heir.is_some_and(|it| it.is(INHERITED_ONLY))
        })
}

/// Tells whether it is the first such column of its table: what makes one so makes all so.
fn is_first_to_be_own(cx: &Cx<'_>, new: Ref) -> bool {
    let table = cx.new.at(new).parent;
    let mut columns = table.map_or(&[][..], |table| cx.new.children(table)).iter();
    columns.find(|at| becomes_own_too(cx, **at)) == Some(&new)
}

/// Lists the ties of its table that give a column or a check.
fn givers(catalog: &Catalog, member: Ref) -> Vec<Ref> {
    let follows = catalog.needs(member).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let above: Vec<Ref> = follows.filter_map(|edge| catalog.at(edge.to).parent).collect();
    let parts = catalog.at(member).parent.map_or(&[][..], |table| catalog.children(table));
    let gives = |at: &Ref| {
        catalog.at(*at).id.kind == inheritance::INHERITANCE
            && catalog.needs(*at).iter().any(|edge| above.contains(&edge.to))
    };
    parts.iter().copied().filter(gives).collect()
}

/// Tells whether a column of the old catalog comes from parents, all of which its table leaves.
pub(super) fn is_set_free(cx: &Cx<'_>, old: Ref) -> bool {
    let givers = givers(cx.old, old);
    !givers.is_empty() && givers.iter().all(|tie| !inheritance::stays(cx, cx.old.at(*tie)))
}

fn comes_with_ties(cx: &Cx<'_>, new: Ref) -> bool {
    cx.new.at(new).is(INHERITED_ONLY) && is_given_by_new_ties(cx, new)
}

/// Tells whether parents that a table which stays gets in the same plan, and no other, have a
/// member of it.
pub(in crate::kinds) fn is_given_by_new_ties(cx: &Cx<'_>, new: Ref) -> bool {
    let givers = givers(cx.new, new);
    cx.new.at(new).parent.is_some_and(|table| !(cx.is_made)(table))
        && !givers.is_empty()
        && givers.iter().all(|tie| !inheritance::stays(cx, cx.new.at(*tie)))
}

/// Tells whether a parent that a table which stays gets in the same plan has a member of it,
/// be it another's too.
fn is_given_by_a_new_tie(cx: &Cx<'_>, new: Ref) -> bool {
    cx.new.at(new).parent.is_some_and(|table| !(cx.is_made)(table))
        && givers(cx.new, new).iter().any(|tie| !inheritance::stays(cx, cx.new.at(*tie)))
}

/// Returns the helper by which a new column comes to its table.
pub(super) fn bringer(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let mut parts = cx.new.children(new).iter();
    let is_identity = parts.any(|at| cx.new.at(*at).id.kind == IDENTITY);
    let column = cx.new.at(new);
    (comes_with_ties(cx, new) && !is_identity && (cx.is_made)(new)).then(|| {
        qualified(column.id.part(0), &online::helper_name(&column.id, "parent"))
    })
}

/// Tells whether a helper stands in for the parent that a column had.
pub(in crate::kinds) fn is_held(cx: &Cx<'_>, new: Ref) -> bool {
    holder(cx, new).is_some()
}

/// Tells whether a plain column that is there stays of its type.
pub(in crate::kinds) fn stays_alike(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let same = |was: &Object| form_now(was) == form_now(column);
    let mut parts = cx.new.children(new).iter();
    !(cx.is_made)(new)
        && cx.old.get(&column.id).is_some_and(same)
        && parts.all(|at| cx.new.at(*at).id.kind != GENERATED)
}

/// Returns the helper that stands in for the parent that a column or a check had, with the tie
/// to it.
pub(in crate::kinds) fn holder(cx: &Cx<'_>, new: Ref) -> Option<(Ref, String)> {
    let column = cx.new.at(new);
    let old = cx.old.find(&column.id)?;
    let givers = givers(cx.old, old);
    let tie = givers.first()?;
    let tied = cx.old.at(*tie);
    let stays = |tie: &Ref| inheritance::stays(cx, cx.old.at(*tie));
    let was = cx.old.at(old);
    // Its NOT NULL would become the table's own as well as it itself.
    let is_theirs = match (was.is(INHERITED_ONLY), column.is(INHERITED_ONLY)) {
        (true, true) => true,
        (false, false) => is_a_parents(was) && is_a_parents(column),
        _ => false,
    };
    let is_held = is_theirs
        && is_given_by_a_new_tie(cx, new)
        && !(cx.is_made)(new)
        && !givers.iter().any(stays);
    is_held.then(|| {
        let helper = online::helper_name(&tied.id, "parent");
        (*tie, qualified(column.id.part(0), &helper))
    })
}

/// Lists the columns of a table of the new catalog that keep coming from a parent while it
/// gets another, each with the old tie and the helper that stands in for that.
pub(in crate::kinds) fn held<'a>(
    cx: &'a Cx<'_>,
    table: Option<Ref>,
) -> impl Iterator<Item = (Ref, Ref, String)> + 'a {
    columns(cx, table).filter_map(|at| holder(cx, at).map(|(tie, helper)| (at, tie, helper)))
}

/// Lists the helpers by which new columns of a table come to it.
pub(in crate::kinds) fn bringers<'a>(
    cx: &'a Cx<'_>,
    table: Option<Ref>,
) -> impl Iterator<Item = String> + 'a {
    columns(cx, table).filter_map(|at| bringer(cx, at).or_else(|| not_null::bringer(cx, at)))
}

/// Tells whether a column that is there refuses NULL, before and after, only since a parent's
/// does.
pub(super) fn stays_not_null_of_a_parent(cx: &Cx<'_>, new: Ref) -> bool {
    let was = cx.old.get(&cx.new.at(new).id);
    was.is_none_or(is_a_parents) && is_not_null_of_a_parent(cx, new)
}

/// Tells whether a column is to refuse NULL only since a parent's does.
pub(super) fn is_not_null_of_a_parent(cx: &Cx<'_>, new: Ref) -> bool {
    is_a_parents(cx.new.at(new))
}

fn is_a_parents(column: &Object) -> bool {
    column.is(NOT_NULL) && column.is(not_null::INHERITED_ONLY)
}

/// Tells whether a column becomes its table's own besides as that leaves a parent, or comes back
/// to one, with a NOT NULL that stays theirs.
pub(in crate::kinds) fn becomes_own_with_parents(cx: &Cx<'_>, new: Ref) -> bool {
    becomes_own_too(cx, new)
        && stays_not_null_of_a_parent(cx, new)
        && is_given_by_a_new_tie(cx, new)
}

/// Tells whether a column of a table becomes its own besides, for which it leaves its parent.
pub(in crate::kinds) fn one_becomes_own(cx: &Cx<'_>, table: Option<Ref>) -> bool {
    columns(cx, table).any(|at| becomes_own_too(cx, at))
}

/// Returns the statements by which a column becomes its table's own besides.
pub(super) fn made_own(cx: &Cx<'_>, new: Ref, changed: &Changed) -> Vec<Action> {
    let is_first = changed.has(INHERITED_ONLY) && is_first_to_be_own(cx, new);
    is_first.then(|| inheritance::anew(cx, new)).flatten().unwrap_or_default()
}

/// Lists what comes first where a table leaves its parent for a moment: it comes back to
/// columns that are there.
pub(super) fn comes_behind(cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
    if !is_first_to_be_own(cx, new) {
        return Vec::new();
    }
    let table = cx.new.at(new).parent;
    let mut all: Vec<Ref> = columns(cx, table).collect();
    let mut next = 0;
    while let Some(at) = all.get(next).copied() {
        next += 1;
        let follows = cx.new.needs(at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
        let above: Vec<Ref> = follows.map(|edge| edge.to).filter(|it| !all.contains(it)).collect();
        all.extend(above);
    }
    all.into_iter().filter(|at| *at != new).collect()
}

/// Lists what changes first where a table leaves its parent for a moment: it comes back to
/// columns that are as they are to be.
pub(super) fn waits_for(cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
    let table = cx.new.at(new).parent.and_then(|table| cx.old.find(&cx.new.at(table).id));
    let Some(table) = table.filter(|_| is_first_to_be_own(cx, new)) else {
        return Vec::new();
    };
    let mut above: Vec<Ref> = cx.old.children(table).to_vec();
    let mut next = 0;
    while let Some(at) = above.get(next).copied() {
        next += 1;
        above.extend(inheritance::still_above(cx, at).into_iter().filter(|at| {
            cx.old.at(*at).id.kind == COLUMN
        }));
    }
    above.into_iter().filter(|at| cx.old.at(*at).parent != Some(table)).collect()
}

/// Returns what a helper has of a column that is as it is to be.
pub(in crate::kinds) fn form_now(column: &Object) -> String {
    let text = format!("{} {}", ident(column.id.name()), column.text(TYPE));
    match column.attrs.text(COLLATION) {
        Some(collation) => format!("{text} COLLATE {collation}"),
        None => text,
    }
}

fn columns<'a>(cx: &'a Cx<'_>, table: Option<Ref>) -> impl Iterator<Item = Ref> + 'a {
    let members = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    members.filter(|at| cx.new.at(*at).id.kind == COLUMN)
}
