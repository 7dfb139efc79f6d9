//! The order in which an online plan does what takes long.
//!
//! A statement that needs a transaction of its own cuts in two the transaction around it:
//! what was dropped before it and comes back after it would be away for as long. So all that
//! is quick and waits for nothing comes first, and what takes long comes when nothing quick
//! is left that may run.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, HashSet},
};

use crate::catalog::{Action, ObjectId, Timing};

use super::{arrows::Arrows, write::Written};

/// Splits the statements of each node where one runs by itself, and puts the parts into the
/// order in which an online plan runs them. `all` holds every node once, those without
/// statements too.
pub(super) fn schedule(all: Vec<Written>, arrows: &Arrows) -> Vec<Written> {
    let mut parts: Vec<Option<Written>> = Vec::new();
    let mut ends: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut links: Vec<(usize, usize)> = Vec::new();
    for written in all {
        let first = parts.len();
        let (node, object) = (written.node, written.object.clone());
        for actions in split(written.actions) {
            if parts.len() > first {
                links.push((parts.len() - 1, parts.len()));
            }
            parts.push(Some(Written {
                node,
                object: object.clone(),
                actions,
            }));
        }
        ends.insert(node, (first, parts.len() - 1));
    }
    let pairs = set_aside(&parts, &ends);
    let part = |at: usize| parts.get(at).and_then(Option::as_ref);
    for (before, after) in arrows.keys() {
        if let (Some((begin, last)), Some((first, end))) = (ends.get(before), ends.get(after)) {
            // Nothing is away while others' rows are read.
            let is_read = begin < last && is_one_apart(part(*last));
            let is_other = part(*first).map(relation) != part(*last).map(relation);
            let is_away = is_other && pairs.iter().any(|it| it.1 == *first);
            let skipped = usize::from(is_read && is_away);
            let goes_away = is_other && pairs.iter().any(|it| it.0 == *last);
            let is_begun = goes_away && is_prepared(parts.get(*first..=*end));
            links.push((last - skipped, if is_begun { *end } else { *first }));
        }
    }
    for pair in pairs {
        come_before(&mut links, pair);
    }
    sort(parts, &links)
}

/// Returns where the table is that an object is or belongs to.
fn relation(part: &Written) -> [&str; 2] {
    [part.object.part(0), part.object.part(1)]
}

/// Lists the parts that set rows aside, each with the one that brings them back.
fn set_aside(
    parts: &[Option<Written>],
    ends: &HashMap<usize, (usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut aside: HashMap<&ObjectId, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(part) = part.as_ref() else {
            continue;
        };
        if part.actions.iter().any(|it| it.helper.is_some()) {
            aside.insert(&part.object, at);
        } else if ends.get(&part.node).is_some_and(|(first, _)| *first == at)
            && let Some(before) = aside.remove(&part.object)
        {
            pairs.push((before, at));
        }
    }
    pairs
}

/// What the second of two waits for comes before the first as well, where it can, and so does
/// what all between them waits for: nothing that takes long stands there.
fn come_before(links: &mut Vec<(usize, usize)>, (first, second): (usize, usize)) {
    let behind = reached(first, links.iter().copied());
    let before = reached(second, links.iter().map(|it| (it.1, it.0)));
    let waits = links.iter().filter(|it| {
        let is_between = it.1 == second || (before.contains(&it.1) && behind.contains(&it.1));
        it.1 != first && is_between && !behind.contains(&it.0)
    });
    let free: HashSet<usize> = waits.map(|it| it.0).collect();
    links.extend(free.into_iter().map(|at| (at, first)));
}

/// Returns all that links lead to from one part, and the part itself.
fn reached(from: usize, links: impl Iterator<Item = (usize, usize)>) -> HashSet<usize> {
    let mut next: HashMap<usize, Vec<usize>> = HashMap::new();
    for (before, after) in links {
        next.entry(before).or_default().push(after);
    }
    let mut all = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let after = next.get(&at).into_iter().flatten().copied();
        open.extend(after.filter(|at| all.insert(*at)));
    }
    all
}

/// Tells whether all but the last of some parts only prepare that one: a helper that can be
/// taken back, and what reads rows for it.
fn is_prepared(parts: Option<&[Option<Written>]>) -> bool {
    let Some([Some(first), between @ .., Some(last)]) = parts else {
        return false;
    };
    let is_helper = first
        .actions
        .first()
        .is_some_and(|it| !it.take_back.is_empty());
    let mut between = between.iter().map(Option::as_ref).peekable();
    between.peek().is_some() && is_helper && between.all(is_one_apart) && !is_one_apart(Some(last))
}

/// Tells whether a part is one statement that shares its transaction with no other and only
/// reads: what a constraint's VALIDATE says is true of what comes later besides.
fn is_one_apart(part: Option<&Written>) -> bool {
    let actions = part.map_or(&[][..], |it| &it.actions);
    matches!(actions, [one] if one.timing == Timing::Apart)
}

/// Splits statements so that each that runs by itself stands alone, and what uses something
/// that was to be committed first stands behind that; one empty part of none.
fn split(actions: Vec<Action>) -> Vec<Vec<Action>> {
    let mut parts: Vec<Vec<Action>> = vec![Vec::new()];
    let mut is_closed = false;
    let mut is_unusable = false;
    for action in actions {
        let is_alone = action.timing.is_by_itself();
        let waits = is_unusable && action.timing == Timing::Within;
        is_unusable = (is_unusable && !waits) || action.timing == Timing::CommitBeforeUse;
        match parts.last_mut() {
            Some(last) if last.is_empty() || !(is_closed || is_alone || waits) => last.push(action),
            _ => parts.push(vec![action]),
        }
        is_closed = is_alone;
    }
    parts
}

/// Lists the parts that may have to wait for the end of a transaction.
fn behind_commits(parts: &[Option<Written>], links: &[(usize, usize)]) -> HashSet<usize> {
    let commits = |at: usize| {
        let actions = parts
            .get(at)
            .and_then(Option::as_ref)
            .map_or(&[][..], |it| &it.actions);
        actions
            .iter()
            .any(|it| it.timing == Timing::CommitBeforeUse)
    };
    let waits = links.iter().filter(|(before, _)| commits(*before));
    waits.map(|(_, after)| *after).collect()
}

fn sort(mut parts: Vec<Option<Written>>, links: &[(usize, usize)]) -> Vec<Written> {
    let mut waits = vec![0_usize; parts.len()];
    let mut next: HashMap<usize, Vec<usize>> = HashMap::new();
    for (before, after) in links {
        next.entry(*before).or_default().push(*after);
        if let Some(count) = waits.get_mut(*after) {
            *count += 1;
        }
    }
    let late = behind_commits(&parts, links);
    let rank = |parts: &[Option<Written>], at: usize| {
        let part = parts.get(at).and_then(Option::as_ref);
        let first = part.and_then(|it| it.actions.first());
        let is_by_itself = first.is_some_and(|it| it.timing.is_by_itself());
        (is_by_itself || (first.is_some() && late.contains(&at)), at)
    };
    let mut ready: BinaryHeap<Reverse<(bool, usize)>> = (0..parts.len())
        .filter(|at| waits.get(*at) == Some(&0))
        .map(|at| Reverse(rank(&parts, at)))
        .collect();
    let mut ordered = Vec::with_capacity(parts.len());
    while let Some(Reverse((_, at))) = ready.pop() {
        ordered.extend(parts.get_mut(at).and_then(Option::take));
        for after in next.get(&at).into_iter().flatten() {
            if let Some(count) = waits.get_mut(*after) {
                *count -= 1;
                if *count == 0 {
                    ready.push(Reverse(rank(&parts, *after)));
                }
            }
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Catalog, kinds::schema::SCHEMA};

    #[test]
    fn what_takes_long_waits_for_what_is_quick() {
        let written = |node: usize, actions: &[(&str, Timing)]| Written {
            node,
            object: Catalog::id(SCHEMA, &["s"]),
            actions: actions
                .iter()
                .map(|(sql, timing)| Action::new(*sql).timing(*timing))
                .collect(),
        };
        let all = vec![
            written(0, &[("drop view", Timing::Within)]),
            written(1, &[("add", Timing::Within), ("validate", Timing::Apart)]),
            written(2, &[("build", Timing::Alone), ("comment", Timing::Within)]),
            written(3, &[]),
            written(4, &[("create view", Timing::Within)]),
        ];
        // The view comes after a node that has nothing to say, and that after the index.
        let arrows = Arrows::from([((0, 4), false), ((2, 3), false)]);
        let texts = |list: Vec<Written>| {
            let actions = list.into_iter().flat_map(|it| it.actions);
            actions.map(|it| it.sql).collect::<Vec<_>>()
        };
        assert_eq!(
            texts(schedule(all, &arrows)),
            [
                "drop view",
                "add",
                "create view",
                "validate",
                "build",
                "comment"
            ]
        );
    }
}
