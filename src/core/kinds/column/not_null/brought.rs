//! The NOT NULL constraint that a column of a table which stays gets from a new parent alone
//! (18 and later).
//!
//! A table has to have the constraint before it becomes the parent's child, and one that is
//! added to the table itself is its own for good (`MergeConstraintsIntoExisting` in
//! `tablecmds.c`). It comes down from a helper table instead, which is a parent meanwhile.

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, Catalog, Edge, EdgeKind, Object, Ref},
    kinds::{Cx, identity::IDENTITY, inheritance, online, table},
    risk::{Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{FROM_PARENT, INHERITED_ONLY, NO_INHERIT, NOT_NULL, NOT_VALID, are_named};
use crate::kinds::column::{own, table_name};

/// Returns the helper by which the constraint of a column comes to its table, if it does so.
pub(in crate::kinds::column) fn bringer(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let column = cx.new.at(new);
    let has_own = cx.old.get(&column.id).is_some_and(|was| {
        let is_kept = was.is(INHERITED_ONLY) && !is_parted(cx, new);
        was.is(NOT_NULL) && (is_kept || super::family::is_pinned(cx, new))
    });
    // A new column that only new parents give comes by a helper itself.
    let is_own = own::bringer(cx, new).is_none() && !super::family::is_pinned(cx, new);
    let is_theirs = column.is(NOT_NULL) && column.is(INHERITED_ONLY) && !column.is(NOT_VALID);
    let stays = (!(cx.is_made)(new) || is_own)
        && column.parent.is_some_and(|at| !(cx.is_made)(at) && !table::is_partition(cx, at));
    let helps = are_named(cx) && is_theirs && stays && !has_own && is_given_by_new_ties(cx, new);
    // The column may have such a helper already.
    helps.then(|| own::holder(cx, new).map(|it| it.1)).flatten().or_else(|| {
        let name = online::helper_name(&column.id, "parent");
        helps.then(|| qualified(column.id.part(0), &name))
    })
}

/// Returns the statements by which the constraint comes to a new column of the table's own.
pub(super) fn brought(cx: &Cx<'_>, new: Ref) -> Option<Vec<Action>> {
    bringer(cx, new)?;
    let mut actions = stand_in(cx, new);
    actions.push(super::set(cx, new));
    Some(actions)
}

/// Returns the statements by which the helper becomes a parent of the table.
pub(super) fn stand_in(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let form = own::form_now(cx.new.at(new));
    let helper = bringer(cx, new).filter(|_| own::holder(cx, new).is_none());
    helper.map_or_else(Vec::new, |it| inheritance::stand_in(&cx.new.at(new).id, &it, &form))
}

/// Returns the statements that make the constraints of columns their parent's alone while their
/// table has left that for a moment, and those behind its return; nothing where they are the
/// table's own as well.
pub(in crate::kinds) fn again(
    cx: &Cx<'_>,
    columns: impl Iterator<Item = Ref>,
) -> [Vec<Action>; 2] {
    let mut around = [Vec::new(), Vec::new()];
    for column in columns {
        let [before, after] = given_again(cx, column);
        around[0].extend(before);
        around[1].extend(after);
    }
    around
}

fn given_again(cx: &Cx<'_>, new: Ref) -> [Vec<Action>; 2] {
    let column = cx.new.at(new);
    let is_theirs = column.is(NOT_NULL) && column.is(INHERITED_ONLY) && !column.is(NOT_VALID);
    let is_pinned = super::family::is_pinned(cx, new);
    if !are_named(cx) || !is_theirs || is_pinned {
        return [Vec::new(), Vec::new()];
    }
    let (table, on) = (table_name(&column.id), ident(column.id.name()));
    let helper = qualified(column.id.part(0), &online::helper_name(&column.id, "parent"));
    let risk = Risk::none().lock_all(&table, Lock::AccessExclusive).scan();
    let add = format!(
        "ALTER TABLE {helper} ADD CONSTRAINT {} NOT NULL {on}",
        ident(&super::name(cx.new, new))
    );
    let mut before = vec![super::unset(cx, new)];
    before.extend(inheritance::stand_in(&column.id, &helper, &own::form_now(column)));
    before.push(Action::new(add).risk(risk));
    let exclusive = Risk::none().lock(&table, Lock::AccessExclusive);
    let leave = Action::new(format!("ALTER TABLE {table} NO INHERIT {helper}")).risk(exclusive);
    [before, vec![leave, Action::new(format!("DROP TABLE {helper}"))]]
}

/// Returns the statement that gives a helper, which stands in for a parent, the constraint
/// that a table has of that parent, under the name that it has; `is_last` tells whether that is
/// the one that it is to have.
pub(in crate::kinds) fn lent(
    cx: &Cx<'_>,
    new: Ref,
    helper: &str,
    is_last: bool,
) -> Option<Action> {
    let id = &cx.new.at(new).id;
    let on = ident(id.name());
    let is_lent = if is_last {
        own::is_not_null_of_a_parent(cx, new)
    } else {
        own::stays_not_null_of_a_parent(cx, new) && !is_parted(cx, new)
    };
    let was = cx.old.find(id).filter(|_| !is_last);
    let name = was.map_or_else(|| super::name(cx.new, new), |old| super::name(cx.old, old));
    is_lent.then(|| Action::new(match are_named(cx).then_some(name) {
        Some(name) => format!("ALTER TABLE {helper} ADD CONSTRAINT {} NOT NULL {on}", ident(&name)),
        None => format!("ALTER TABLE {helper} ALTER COLUMN {on} SET NOT NULL"),
    }))
}

/// Returns the statement that gives the constraint, which a table has of a helper alone, the
/// name that it is to have from its next parent: INHERIT does not do that.
pub(in crate::kinds) fn renamed(cx: &Cx<'_>, new: Ref, helper: &str) -> Option<Action> {
    let id = &cx.new.at(new).id;
    let old = cx.old.find(id).filter(|_| are_named(cx))?;
    let (was, is) = (super::name(cx.old, old), super::name(cx.new, new));
    let is_lent = own::stays_not_null_of_a_parent(cx, new) && !is_parted(cx, new);
    (is_lent && was != is).then(|| {
        let (was, is) = (ident(&was), ident(&is));
        Action::new(format!("ALTER TABLE {helper} RENAME CONSTRAINT {was} TO {is}"))
            .risk(Risk::none().lock_all(table_name(id), Lock::AccessExclusive))
    })
}

/// Tells whether the constraint, which only a parent gives, goes with that one's column.
pub(super) fn goes_with_a_parents(cx: &Cx<'_>, old: Ref) -> bool {
    let goes = |at: &Ref| {
        let column = cx.old.at(*at);
        let heirs = inheritance::heirs(cx, *at);
        column.is(NOT_NULL)
            && !column.is(NO_INHERIT)
            && cx.new.find(&column.id).is_none()
            && heirs.kept.is_empty()
            && heirs.are_shared
            && !own_below(cx, *at)
    };
    let column = cx.old.at(old);
    let above = inheritance::still_above(cx, old);
    let mut giving = above.into_iter().filter(|at| cx.old.at(*at).is(NOT_NULL)).peekable();
    are_named(cx) && column.is(INHERITED_ONLY) && giving.peek().is_some() && giving.all(|it| goes(&it) || goes_with_a_parents(cx, it))
}

/// Tells whether a table further down has the column of its own, and the constraint from here.
fn own_below(cx: &Cx<'_>, old: Ref) -> bool {
    inheritance::still_below(cx, old).into_iter().any(|heir| {
        let it = cx.old.at(heir);
        let is_theirs = it.is(NOT_NULL) && !it.is(NO_INHERIT);
        let is = cx.new.get(&it.id);
        let is_own = is.is_some_and(|is| !it.is(FROM_PARENT) || !is.is(FROM_PARENT));
        is_theirs && (is_own || (is.is_none() && own_below(cx, heir)))
    })
}

/// Tells whether the constraint comes with the new column of a parent that the table keeps:
/// ADD COLUMN reaches those below that have the column already.
pub(super) fn comes_with_a_parents(cx: &Cx<'_>, new: Ref) -> bool {
    let gives = |above: &Object| above.is(NOT_NULL) && !above.is(NO_INHERIT);
    let edges = cx.new.needs(new).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let mut above = edges.map(|edge| edge.to).filter(|at| gives(cx.new.at(*at)));
    are_named(cx)
        && cx.new.at(new).is(INHERITED_ONLY)
        && !is_given_by_new_ties(cx, new)
        && above.any(|at| (cx.is_made)(at))
}

/// Tells whether all the parents whose column refuses NULL are new ones.
pub(super) fn is_given_by_new_ties(cx: &Cx<'_>, new: Ref) -> bool {
    let gives = |above: &Object| above.is(NOT_NULL) && !above.is(NO_INHERIT);
    let edges = cx.new.needs(new).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let above: Vec<_> = edges.map(|edge| cx.new.at(edge.to)).filter(|it| gives(it)).collect();
    let parts = cx.new.at(new).parent.map_or(&[][..], |table| cx.new.children(table)).iter();
    let mut kept = parts.filter(|at| {
        let tie = cx.new.at(**at);
        tie.id.kind == inheritance::INHERITANCE && inheritance::stays(cx, tie)
    });
    let is_theirs = |tie: &Ref| {
        let parents = cx.new.needs(*tie);
        above.iter().any(|it| parents.iter().any(|edge| Some(edge.to) == it.parent))
    };
    !above.is_empty() && !kept.any(is_theirs)
}

/// Returns the statements that take the constraint of a column which goes from the tables below
/// that keep the column: DROP COLUMN leaves theirs tied to nothing, so that none of them can be
/// renamed or dropped any more (`ATExecDropColumn` in `tablecmds.c`).
pub(in crate::kinds::column) fn left_to_heirs(
    cx: &Cx<'_>,
    old: Ref,
    heirs: &inheritance::Heirs,
) -> Vec<Action> {
    let column = cx.old.at(old);
    let is_own_below = own_below(cx, old);
    let is_theirs = !heirs.kept.is_empty() || heirs.are_shared || is_own_below;
    if !are_named(cx) || !is_theirs || !column.is(NOT_NULL) || column.is(NO_INHERIT) {
        return Vec::new();
    }
    let is_alone = is_own_below || !heirs.kept.is_empty();
    let only = if is_alone { "ONLY " } else { "" };
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let mut parts = cx.old.children(old).iter().map(|at| cx.old.at(*at).id.kind);
    let identity = parts.any(|kind| kind == IDENTITY).then_some("DROP IDENTITY IF EXISTS");
    let clauses = identity.into_iter().chain(["DROP NOT NULL"]);
    let alter = |clause| {
        let sql = format!("ALTER TABLE {only}{table} ALTER COLUMN {name} {clause}");
        Action::new(sql).risk(heirs.locked(&table))
    };
    let mut actions: Vec<Action> = clauses.map(alter).collect();
    if heirs.kept.is_empty() && is_own_below {
        // Those between go with it, without statements of their own.
        for heir in &heirs.others {
            actions.extend(left_to_heirs(cx, *heir, &inheritance::heirs(cx, *heir)));
        }
    }
    actions
}

/// Returns the statements by which the columns below a new one refuse NULL as it does, where
/// another parent gives them too and does not: ADD COLUMN finds them there and leaves them as
/// they are (before 18).
pub(super) fn merged(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let follows = |edge: &&Edge| edge.kind == EdgeKind::Follows;
    let heirs = cx.new.dependants(new).iter().filter(follows).map(|edge| edge.from);
    let heirs = heirs.filter(|heir| {
        let column = cx.new.at(*heir);
        let comes = (cx.is_made)(*heir) && column.parent.is_some_and(|table| !(cx.is_made)(table));
        let mut above = cx.new.needs(*heir).iter().filter(follows);
        comes && column.is(NOT_NULL) && above.any(|edge| !cx.new.at(edge.to).is(NOT_NULL))
    });
    heirs.map(|heir| super::set(cx, heir)).collect()
}

/// Lists the names that the constraint of a column which only parents gave may have: that of
/// the one that gave it first, which nothing tells where they differ.
pub(super) fn names_above(catalog: &Catalog, at: Ref) -> BTreeSet<String> {
    if !catalog.at(at).is(INHERITED_ONLY) {
        return BTreeSet::from([super::name(catalog, at)]);
    }
    let above = catalog.needs(at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let refusing = above.map(|edge| edge.to).filter(|at| catalog.at(*at).is(NOT_NULL));
    refusing.flat_map(|at| names_above(catalog, at)).collect()
}

/// Returns the statement that changes a column's type between those that take the constraint
/// from the tables below and give it back. The server makes all anew that stand on the column,
/// each from the table that it is on: where a table below has it of its own too, by another
/// name, that finds the parent's there and is refused (SQLSTATE 55000; 18 and later).
pub(in crate::kinds::column) fn let_go_for(cx: &Cx<'_>, old: Ref, retype: Action) -> Vec<Action> {
    let column = cx.old.at(old);
    // What is to go has gone.
    let stays = cx.new.get(&column.id).is_none_or(|it| it.is(NOT_NULL));
    let is_theirs =
        stays && column.is(NOT_NULL) && !column.is(NO_INHERIT) && !column.is(NOT_VALID);
    let is_parted = column.parent.is_some_and(|table| {
        cx.old.at(table).attrs.text(table::PARTITION_KEY).is_some()
    });
    let is_alone = inheritance::still_above(cx, old).is_empty() && !is_parted;
    let own = super::name(cx.old, old);
    if !are_named(cx) || !is_theirs || !is_alone || !has_another_below(cx, old, &own) {
        return vec![retype];
    }
    let (table, on) = (table_name(&column.id), ident(column.id.name()));
    let alter = |verb: &str| {
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {} {verb}", ident(&own));
        Action::new(sql).risk(Risk::none().lock_all(&table, Lock::AccessExclusive))
    };
    // What it has let go of is the child's own, and would be for good.
    let given = inheritance::still_below(cx, old).into_iter().filter(|heir| {
        let it = cx.old.at(*heir);
        it.is(NOT_NULL) && it.is(INHERITED_ONLY) && !it.is(NO_INHERIT)
    });
    let given = given.map(|heir| {
        let below = table_name(&cx.old.at(heir).id);
        Action::new(format!("ALTER TABLE {below} ALTER COLUMN {on} DROP NOT NULL"))
            .risk(Risk::none().lock_all(&below, Lock::AccessExclusive))
    });
    let mut actions = vec![alter("NO INHERIT")];
    actions.extend(given);
    actions.push(retype);
    let mut again = alter("INHERIT");
    again.risk = again.risk.scan();
    actions.push(again);
    actions
}

/// Returns the statements that take the constraint from a table which leaves a parent, and those
/// by which the helper that stands in gives it again under the name that it is to have.
pub(in crate::kinds) fn parted(cx: &Cx<'_>, new: Ref) -> Option<[Action; 2]> {
    let is_held = own::stays_not_null_of_a_parent(cx, new) && own::holder(cx, new).is_some();
    let is_again = is_held && is_parted(cx, new) && bringer(cx, new).is_some();
    is_again.then(|| [super::unset(cx, new), super::set(cx, new)])
}

/// Lists the names that the constraint may have in tables below.
fn names_below(catalog: &Catalog, at: Ref) -> BTreeSet<String> {
    let (mut names, mut queue) = (BTreeSet::new(), vec![at]);
    while let Some(above) = queue.pop() {
        let edges = catalog.dependants(above).iter();
        let heirs = edges.filter(|edge| edge.kind == EdgeKind::Follows).map(|edge| edge.from);
        let refusing: Vec<Ref> = heirs.filter(|it| catalog.at(*it).is(NOT_NULL)).collect();
        names.extend(refusing.iter().flat_map(|it| names_above(catalog, *it)));
        queue.extend(refusing);
    }
    names
}

/// Tells whether the constraint gets another name that a table below, which has it of its own
/// too, has not: RENAME CONSTRAINT finds none of that name there.
fn is_parted(cx: &Cx<'_>, new: Ref) -> bool {
    cx.old.find(&cx.new.at(new).id).is_some_and(|old| {
        let was = super::name(cx.old, old);
        let names = names_above(cx.old, old);
        let others = || names.len() > 1 || names_below(cx.old, old).into_iter().any(|it| it != was);
        was != super::name(cx.new, new) && others()
    })
}

/// Tells whether a table below has the constraint of its own too, by another name.
pub(super) fn has_another_below(cx: &Cx<'_>, old: Ref, name: &str) -> bool {
    inheritance::still_below(cx, old).into_iter().any(|heir| {
        let it = cx.old.at(heir);
        let is_own = it.is(NOT_NULL) && !it.is(INHERITED_ONLY);
        (is_own && super::name(cx.old, heir) != name) || has_another_below(cx, heir, name)
    })
}

/// Returns the statements for a column that a parent table gives and that has not been
/// written in CREATE TABLE, where its parent does not refuse NULL.
pub(in crate::kinds::column) fn own_of_inherited(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let stands_alone = column.parent.is_some_and(|at| table::is_partition(cx, at));
    if !column.is(FROM_PARENT) || stands_alone || are_named(cx) {
        return false;
    }
    let above = cx.new.followed(new).map(|at| cx.new.at(at));
    column.is(NOT_NULL) && !above.is_some_and(|it| it.is(NOT_NULL))
}
