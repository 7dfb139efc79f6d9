//! Helpers that stand in for a parent while a table leaves it, or comes under another.

use crate::{
    catalog::{Action, ObjectId, Ref},
    kinds::{Cx, column, generated, online},
    risk::{Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{INHERITANCE, action, order, stays};

/// Returns the statements that make a helper a parent of the table of a member.
pub(in crate::kinds) fn stand_in(member: &ObjectId, helper: &str, columns: &str) -> Vec<Action> {
    vec![made_as(helper, &format!("({columns})")), tied(&column::table_name(member), helper)]
}

/// As [`stand_in`], with columns that the table has: by what they are at that time, as their
/// types may have another name by then. `is_last` tells whether all else has changed by then.
pub(super) fn stand_in_for(
    cx: &Cx<'_>,
    member: &ObjectId,
    helper: &str,
    (columns, checks): (&[Ref], &[String]),
    is_last: bool,
) -> Vec<Action> {
    let table = column::table_name(member);
    let name = |at: &Ref| ident(cx.new.at(*at).id.name()).into_owned();
    let made = |at: &Ref| generated::form_for_helper(cx, *at);
    let names: Vec<String> = columns.iter().filter(|at| made(at).is_none()).map(name).collect();
    let form = format!("AS SELECT {} FROM {table} WITH NO DATA", names.join(", "));
    let mut actions = vec![made_as(helper, &form)];
    let add = |form| Action::new(format!("ALTER TABLE {helper} ADD COLUMN {form}"));
    actions.extend(columns.iter().filter_map(made).map(add));
    actions.extend(columns.iter().filter_map(|at| column::lent(cx, *at, helper, is_last)));
    let add = |check: &String| Action::new(format!("ALTER TABLE {helper} ADD {check}"));
    actions.extend(checks.iter().map(add));
    actions.push(tied(&table, helper));
    actions
}

fn made_as(helper: &str, form: &str) -> Action {
    Action::new(format!("CREATE TABLE {helper} {form}"))
        .taken_back_by(format!("DROP TABLE IF EXISTS {helper}"))
}

fn tied(table: &str, helper: &str) -> Action {
    Action::new(format!("ALTER TABLE {table} INHERIT {helper}"))
        .taken_back_by(format!("ALTER TABLE {table} NO INHERIT {helper}"))
        .ties_to(helper)
        .risk(Risk::none().lock(table, Lock::AccessExclusive))
}

/// Returns the statements around the return of a table to a parent that leave the NOT NULLs to
/// that alone, of columns which become the table's own meanwhile.
pub(super) fn left_theirs(cx: &Cx<'_>, table: Option<Ref>) -> [Vec<Action>; 2] {
    let members = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    let is_left = |at: &Ref| {
        cx.new.at(*at).id.kind == column::COLUMN && column::becomes_own_with_parents(cx, *at)
    };
    column::again(cx, members.filter(is_left))
}

/// Returns the statements that let the table of a member leave its only parent table and
/// come back, by which all that it has from there becomes its own besides, but the columns
/// that a helper holds meanwhile. Nothing where the table comes or goes anyway, or a check
/// shall not become its own.
pub(in crate::kinds) fn anew(cx: &Cx<'_>, member: Ref) -> Option<Vec<Action>> {
    let table = cx.new.at(member).parent?;
    let old = cx.old.find(&cx.new.at(table).id)?;
    let parents = order(cx.new, Some(table));
    let [parent] = parents.as_slice() else {
        return None;
    };
    if order(cx.old, Some(old)) != parents {
        return None;
    }
    let mut ties = cx.old.children(old).iter().map(|at| cx.old.at(*at));
    if ties.any(|tie| tie.id.kind == INHERITANCE && !stays(cx, tie)) {
        // It leaves and comes back as its parent is made anew.
        return Some(Vec::new());
    }
    let is_column = |at: &Ref| cx.new.at(*at).id.kind == column::COLUMN;
    let was_given = |at: Ref| {
        cx.old.get(&cx.new.at(at).id).is_some_and(|was| was.is(column::FROM_PARENT))
    };
    let inherited = cx.new.children(table).iter().copied();
    let inherited = inherited.filter(|at| cx.new.followed(*at).is_some());
    let (held, others): (Vec<Ref>, Vec<Ref>) =
        inherited.partition(|at| cx.new.at(*at).is(column::FROM_PARENT));
    if !held.iter().all(|at| is_column(at) && was_given(*at)) {
        return None;
    }
    let own = cx.new.at(member);
    let mut actions = Vec::new();
    let helper = (!held.is_empty()).then(|| {
        let id = &cx.new.at(table).id;
        qualified(id.part(0), &online::helper_name(id, "parent"))
    });
    if let Some(helper) = &helper {
        actions.extend(stand_in_for(cx, &own.id, helper, (&held, &[]), true));
    }
    let [before, after] = column::again(cx, others.into_iter().filter(is_column));
    actions.push(action(own, "NO INHERIT", parent));
    actions.extend(before);
    actions.push(action(own, "INHERIT", parent));
    actions.extend(after);
    if let Some(helper) = &helper {
        actions.push(action(own, "NO INHERIT", helper));
        actions.push(Action::new(format!("DROP TABLE {helper}")));
    }
    Some(actions)
}
