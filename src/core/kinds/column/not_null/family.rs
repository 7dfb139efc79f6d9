//! A change of NOT NULL where tables inherit from one another or are partitions.
//!
//! A constraint that a table got from its parent can be changed there only. So the first of
//! a family that differs writes the statements for all of it.

use crate::{
    catalog::{Action, EdgeKind, Object, Ref},
    kinds::{Cx, identity, partition, primary_key, table},
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    COMMENT, INHERITED_ONLY, NAME, NO_INHERIT, NOT_NULL, NOT_VALID, OWN, add, are_named, brought, change_alone,
    comment, comment_change, giver, name, rename, set, swap, unset, table_name, validate,
};

/// A column of the family, in both catalogs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) old: Ref,
    pub(super) new: Ref,
}

/// Returns the statements for the family of a column, if it is the first that differs.
pub(super) fn change(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let family = family(cx, new);
    let first = family.iter().find(|member| differs(cx, **member));
    let (Some(first), Some(root)) = (first, family.first()) else {
        return Vec::new();
    };
    if first.new != new {
        return Vec::new();
    }
    let was_theirs = cx.old.at(root.old).is(INHERITED_ONLY);
    let comes = brought::comes_with_a_parents(cx, root.new)
        && !(was_theirs && is_set(cx, *root, false));
    if family.len() == 1 && are_named(cx) && !comes {
        return swap::change(cx, *root);
    }
    let rest = family.get(1..).unwrap_or_default();
    if brought::goes_with_a_parents(cx, root.old) {
        // Those below had it from there too.
        let set = family.iter().rev().filter(|it| gets_its_own(cx, *root, **it) || (**it == *root && is_set(cx, **it, true)));
        return set.map(|it| super::set(cx, it.new)).collect();
    }
    let is_given = |member: &Member| is_given_all_along(cx, &family, *member);
    if rest.iter().all(|member| is_explained(cx, *root, *member) || is_given(member)) {
        let mut actions = Vec::new();
        if !is_set(cx, *root, false) && is_set(cx, *root, true) {
            // What has a form of its own has it before the parent's takes it in.
            for member in rest.iter().rev().filter(|it| gets_its_own(cx, *root, **it)) {
                actions.push(set(cx, member.new));
            }
        }
        if comes {
            // Its own would stay beside that.
            actions.extend(is_set(cx, *root, false).then(|| unset(cx, root.new)));
            actions.extend(comment_change(cx, root.old, root.new));
        } else {
            actions.extend(change_alone(cx, root.old, root.new));
        }
        actions.extend(validations(cx, rest));
        actions.extend(rest.iter().filter_map(|it| comment_change(cx, it.old, it.new)));
        return actions;
    }
    if is_only_named(cx, &family) && family.iter().any(|it| is_pinned(cx, it.new)) {
        return family.iter().flat_map(|it| rename_apart(cx, *it)).collect();
    }
    redo(cx, &family)
}

/// Lists the columns that follow the same one, that first, parents before children.
fn family(cx: &Cx<'_>, new: Ref) -> Vec<Member> {
    let mut root = new;
    // The bound excludes circles.
    for _ in 0..64 {
        let edges = cx.new.needs(root).iter().filter(|it| it.kind == EdgeKind::Follows);
        match edges.map(|it| it.to).find(|above| is_tied(cx, root, *above)) {
            Some(above) => root = above,
            None => break,
        }
    }
    let mut found: Vec<Ref> = vec![root];
    let mut at = 0;
    while let Some(above) = found.get(at).copied() {
        for edge in cx.new.dependants(above) {
            let is_new = edge.kind == EdgeKind::Follows && !found.contains(&edge.from);
            if is_new && is_tied(cx, edge.from, above) {
                found.push(edge.from);
            }
        }
        at += 1;
    }
    let both = found.into_iter().filter_map(|new| {
        Some(Member { old: cx.old.find(&cx.new.at(new).id)?, new })
    });
    both.collect()
}

/// Tells whether a column follows another in both catalogs, and the tables stay tied.
pub(in crate::kinds::column) fn is_tied(cx: &Cx<'_>, new: Ref, above: Ref) -> bool {
    let was = cx.old.find(&cx.new.at(new).id);
    let was_above = cx.old.find(&cx.new.at(above).id);
    let (Some(was), Some(was_above)) = (was, was_above) else {
        return false;
    };
    let mut edges = cx.old.needs(was).iter();
    let is_made = |at: Ref| (cx.is_made)(at);
    let links = cx.new.at(new).parent.map_or(&[][..], |table| cx.new.children(table));
    let mut ties = links.iter().filter(|at| {
        let needs = |at: Ref| cx.new.needs(at).iter().any(|it| Some(it.to) == cx.new.at(above).parent);
        cx.new.at(**at).id.kind.info().links && needs(**at)
    });
    edges.any(|edge| edge.kind == EdgeKind::Follows && edge.to == was_above)
        && !is_made(new)
        && !is_made(above)
        && !ties.any(|at| is_made(*at))
}

fn is_set(cx: &Cx<'_>, member: Member, is_new: bool) -> bool {
    if is_new { cx.new.at(member.new).is(NOT_NULL) } else { cx.old.at(member.old).is(NOT_NULL) }
}

fn is_partition(cx: &Cx<'_>, member: Member) -> bool {
    cx.new.at(member.new).parent.is_some_and(|at| table::is_partition(cx, at))
}

fn differs(cx: &Cx<'_>, member: Member) -> bool {
    let (was, is) = (cx.old.at(member.old), cx.new.at(member.new));
    is_set(cx, member, false) != is_set(cx, member, true)
        || (are_named(cx)
            && (was.attrs.text(NAME) != is.attrs.text(NAME)
                || was.attrs.text(COMMENT) != is.attrs.text(COMMENT)
                || [NOT_VALID, NO_INHERIT, INHERITED_ONLY]
                    .iter()
                    .any(|attr| was.is(*attr) != is.is(*attr))))
}

/// Tells whether a member's own constraint differs from the one that the root's brings.
fn gets_its_own(cx: &Cx<'_>, root: Member, member: Member) -> bool {
    let is = cx.new.at(member.new);
    is_set(cx, member, true)
        && !is_set(cx, member, false)
        && are_named(cx)
        && if is_partition(cx, member) {
            name(cx.new, member.new) != name(cx.new, root.new)
        } else {
            !is.is(INHERITED_ONLY)
        }
}

/// Tells whether a member has the constraint of a parent that is none of the family, before and
/// after and all the while.
fn is_given_all_along(cx: &Cx<'_>, family: &[Member], member: Member) -> bool {
    let (was, is) = (cx.old.at(member.old), cx.new.at(member.new));
    let is_theirs = |it: &Object| it.is(NOT_NULL) && it.is(INHERITED_ONLY);
    let gives = |above: Ref| {
        let Some(old) = cx.old.find(&cx.new.at(above).id) else { return false };
        let (was, is) = (cx.old.at(old), cx.new.at(above));
        let stays = [was, is].iter().all(|it| it.is(NOT_NULL) && !it.is(NO_INHERIT));
        let its = Member { old, new: above };
        stays
            && is_tied(cx, member.new, above)
            && (!family.contains(&its) || is_given_all_along(cx, family, its))
    };
    let edges = cx.new.needs(member.new).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    are_named(cx)
        && is_theirs(was)
        && is_theirs(is)
        && was.is(NOT_VALID) == is.is(NOT_VALID)
        && edges.map(|edge| edge.to).any(gives)
}

/// Tells whether a member becomes what it should by the statements for the root.
fn is_explained(cx: &Cx<'_>, root: Member, member: Member) -> bool {
    let (was, is) = (cx.old.at(member.old), cx.new.at(member.new));
    let (was_set, is_set_now) = (is_set(cx, member, false), is_set(cx, member, true));
    let root_was = is_set(cx, root, false) && !cx.old.at(root.old).is(NO_INHERIT);
    let root_is = is_set(cx, root, true) && !cx.new.at(root.new).is(NO_INHERIT);
    if !are_named(cx) {
        return was_set == is_set_now || root_is == is_set_now;
    }
    let renamed = |was_name: &str, is_name: &str| {
        if was_name == name(cx.old, root.old) {
            is_name == name(cx.new, root.new)
        } else {
            is_name == was_name && name(cx.old, root.old) == name(cx.new, root.new)
        }
    };
    let is_local = |it: &Object| is_partition(cx, member) || !it.is(INHERITED_ONLY);
    let opens = !was.is(NOT_VALID) && is.is(NOT_VALID);
    let closes = was.is(NOT_VALID) && !is.is(NOT_VALID);
    let root_closes =
        cx.old.at(root.old).is(NOT_VALID) && !cx.new.at(root.new).is(NOT_VALID);
    if opens || (closes && !root_closes) || was.is(NO_INHERIT) != is.is(NO_INHERIT) {
        return false;
    }
    // What goes with the root's, and what stays without it.
    let goes = if is_partition(cx, member) { !was.is(OWN) } else { was.is(INHERITED_ONLY) };
    let is_dropped = root_was && !is_set(cx, root, true);
    match (was_set, is_set_now) {
        (false, false) => !root_is,
        // What it has of its own comes before.
        (false, true) => root_is && !root_was,
        (true, false) => is_dropped && goes,
        (true, true) if root_was && root_is => {
            was.is(INHERITED_ONLY) == is.is(INHERITED_ONLY)
                && renamed(&name(cx.old, member.old), &name(cx.new, member.new))
        }
        (true, true) => {
            let stays = name(cx.old, member.old) == name(cx.new, member.new);
            stays && is_local(is) && !(is_dropped && goes)
        }
    }
}

/// Tells whether nothing but names of partitions differs.
fn is_only_named(cx: &Cx<'_>, family: &[Member]) -> bool {
    family.iter().filter(|member| differs(cx, **member)).all(|member| {
        let (was, is) = (cx.old.at(member.old), cx.new.at(member.new));
        let flags = [NOT_NULL, NOT_VALID, NO_INHERIT, INHERITED_ONLY];
        is_partition(cx, *member) && flags.iter().all(|attr| was.is(*attr) == is.is(*attr))
    })
}

/// Tells whether something else asks that a column refuses NULL.
pub(super) fn is_pinned(cx: &Cx<'_>, new: Ref) -> bool {
    let mut parts = cx.new.children(new).iter();
    parts.any(|at| cx.new.at(*at).id.kind == identity::IDENTITY)
        || cx.new.dependants(new).iter().any(|edge| {
            cx.new.at(edge.from).id.kind == primary_key::PRIMARY_KEY
        })
}

/// Returns the statements that give the constraint of a partition another name: it can have
/// one only while it is no partition.
fn rename_apart(cx: &Cx<'_>, member: Member) -> Vec<Action> {
    let (was, is) = (name(cx.old, member.old), name(cx.new, member.new));
    let mut actions = Vec::new();
    if was != is {
        let table = cx.new.at(member.new).parent;
        let mut parts = table.map_or(&[][..], |table| cx.new.children(table)).iter();
        let Some(tie) = parts.find(|at| cx.new.at(**at).id.kind == partition::PARTITION) else {
            return vec![rename(cx, member.new, &was)];
        };
        let (detach, attach) = partition::apart(cx, *tie);
        actions = vec![detach, rename(cx, member.new, &was), attach];
    }
    actions.extend(comment_change(cx, member.old, member.new));
    actions
}

/// Returns the statements that take the constraints of a family apart, from above, and put
/// them together again, from below. What stays a table's own stays there all the while, and
/// only lets go of those below: a primary key may ask for it.
fn redo(cx: &Cx<'_>, family: &[Member]) -> Vec<Action> {
    let goes = |member: Member| brought::goes_with_a_parents(cx, member.old);
    let family: Vec<Member> =
        family.iter().copied().filter(|it| !is_given_all_along(cx, family, *it)).collect();
    let is_kept = |member: Member| {
        let (was, is) = (cx.old.at(member.old), cx.new.at(member.new));
        let is_own = is_partition(cx, member) || !is.is(INHERITED_ONLY);
        is_set(cx, member, false)
            && is_set(cx, member, true)
            && is_own
            && !goes(member)
            && !(is_above(cx, member) && (is_partition(cx, member) || !lets_go(cx, member)))
            && was.is(NOT_VALID) == is.is(NOT_VALID)
            && was.is(NO_INHERIT) == is.is(NO_INHERIT)
    };
    let apart = |member: Member, verb: &str, of: &str| {
        let table = table_name(&cx.new.at(member.new).id);
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {} {verb}", ident(of));
        let risk = Risk::none().lock_all(table, Lock::AccessExclusive);
        Action::new(sql).risk(if verb == "INHERIT" { risk.scan() } else { risk })
    };
    let mut actions = Vec::new();
    for member in family.iter().filter(|it| is_set(cx, **it, false) && !goes(**it)) {
        let was = name(cx.old, member.old);
        if !is_kept(*member) {
            let table = table_name(&cx.new.at(member.new).id);
            let what = if brought::names_above(cx.old, member.old).len() > 1 {
                format!("ALTER COLUMN {} DROP NOT NULL", ident(cx.old.at(member.old).id.name()))
            } else {
                format!("DROP CONSTRAINT {}", ident(&was))
            };
            let sql = format!("ALTER TABLE ONLY {table} {what}");
            // The tables below, which keep theirs, are locked too.
            let risk = Risk::none().lock_all(table, Lock::AccessExclusive);
            actions.push(Action::new(sql).risk(risk));
            continue;
        }
        if is_above(cx, *member) {
            actions.push(apart(*member, "NO INHERIT", &was));
        }
        if was != name(cx.new, member.new) {
            actions.push(rename(cx, member.new, &was));
        }
    }
    for member in family.iter().rev().filter(|it| is_set(cx, **it, true)) {
        let is = cx.new.at(member.new);
        let is_given = giver(cx.new, member.new).is_some_and(|above| {
            let same = name(cx.new, above) == name(cx.new, member.new);
            let is_theirs = is.is(INHERITED_ONLY) && brought::bringer(cx, member.new).is_none();
            is_theirs || (is_partition(cx, *member) && same)
        });
        if is_kept(*member) && is_above(cx, *member) {
            actions.push(apart(*member, "INHERIT", &name(cx.new, member.new)));
        } else if !is_kept(*member) && !is_given {
            let table = table_name(&is.id);
            let risk = Risk::none().lock_all(table, Lock::AccessExclusive);
            let risk = if is.is(NOT_VALID) { risk } else { risk.scan() };
            actions.extend(brought::stand_in(cx, member.new));
            actions.push(Action::new(add(cx, member.new)).risk(risk));
        }
    }
    actions.extend(validations(cx, &family));
    for member in family.iter().filter(|it| is_set(cx, **it, true)) {
        if is_kept(*member) {
            actions.extend(comment_change(cx, member.old, member.new));
        } else {
            actions.extend(comment(cx, member.new));
        }
    }
    actions
}

/// Tells whether a constraint can let go of those below and take them in again: one that has
/// been valid all the while and that tables below inherit.
fn lets_go(cx: &Cx<'_>, member: Member) -> bool {
    let is_plain = |it: &Object| !it.is(NOT_VALID) && !it.is(NO_INHERIT);
    are_named(cx) && is_plain(cx.old.at(member.old)) && is_plain(cx.new.at(member.new))
}

/// Returns the statements that make valid again what a member had from one above, which is
/// not valid any more: those below are made anew with it.
fn validations(cx: &Cx<'_>, members: &[Member]) -> Vec<Action> {
    let opens = |at: Ref| {
        let was = cx.old.get(&cx.new.at(at).id);
        cx.new.at(at).is(NOT_VALID) && !was.is_some_and(|was| was.is(NOT_VALID))
    };
    let is_open = |member: &&Member| {
        let above = cx.new.followed(member.new);
        are_named(cx)
            && is_set(cx, **member, true)
            && !cx.new.at(member.new).is(NOT_VALID)
            && above.is_some_and(opens)
    };
    members.iter().filter(is_open).map(|member| validate(cx, member.new)).collect()
}

/// Tells whether others follow a column.
fn is_above(cx: &Cx<'_>, member: Member) -> bool {
    let mut edges = cx.new.dependants(member.new).iter();
    edges.any(|edge| edge.kind == EdgeKind::Follows && is_tied(cx, edge.from, member.new))
}
