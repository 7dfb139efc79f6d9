//! Turns ordered nodes into steps: the kinds write the statements.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Action, Catalog, Object, Ref},
    kinds::{self, Alter, Changed, Cx, Reach, common},
};

use super::{
    fate::{Decisions, Fate},
    nodes::{Nodes, Verb, is_inlined},
};

/// The statements of one node.
pub(super) struct Written {
    /// The node.
    pub node: usize,
    /// The object it is about, as people read it.
    pub object: crate::catalog::ObjectId,
    /// The statements.
    pub actions: Vec<Action>,
}

/// Writes the statements of all nodes in their order; every node is there.
pub(super) fn write(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, order: &[usize]) -> Vec<Written> {
    let inlined = |new: Ref| is_inlined(cx, nodes, new);
    let made: BTreeSet<Ref> = nodes.create.keys().copied().collect();
    let is_made = |new: Ref| made.contains(&new);
    let is_prepared = |new: Ref| {
        let old = cx.old.find(&cx.new.at(new).id);
        old.is_some_and(|old| nodes.prepare.contains_key(&old))
    };
    let cx = Cx {
        inlined: &inlined,
        is_made: &is_made,
        is_prepared: &is_prepared,
        ..*cx
    };
    let mut reach = Reach::new(&cx);
    order
        .iter()
        .filter_map(|at| {
            let node = nodes.list.get(*at)?;
            let (object, mut actions) = match node.verb {
                Verb::Drop(old) => (cx.old.at(old), drop(&cx, all, old)),
                Verb::Aside(old) => (cx.old.at(old), aside(&cx, old).0),
                Verb::DropAside(old) => (cx.old.at(old), aside(&cx, old).1),
                Verb::Alter(old, new) => (cx.new.at(new), alter(&cx, all, old, new)),
                Verb::Detach(old, new) => {
                    let rules = kinds::of(cx.old.at(old).id.kind);
                    let untied = rules.untie(&cx, old, new);
                    let away = untied.or_else(|| rules.detach(&cx, old));
                    (cx.new.at(new), away.unwrap_or_default())
                }
                Verb::Rehome(old, new) => (cx.new.at(new), rehome(&cx, all, old, new)),
                Verb::Prepare(old, new) => (cx.new.at(new), prepare(&cx, old, new)),
                Verb::Stub(new) => (cx.new.at(new), stub(cx.new.at(new))),
                Verb::Create(new) => {
                    let is_hollow = nodes.hollow.contains_key(&new);
                    (cx.new.at(new), create(&cx, new, &node.parts, is_hollow))
                }
                Verb::Empty(old) => (cx.old.at(old), hollow(cx.old, old, true)),
                Verb::Hollow(new) => (cx.new.at(new), hollow(cx.new, new, false)),
            };
            reach.spread(&mut actions);
            match node.verb {
                Verb::Drop(old) => reach.dropped(old),
                Verb::Create(new) => reach.made(&cx, new),
                _ => {}
            }
            Some(Written {
                node: *at,
                object: object.id.clone(),
                actions,
            })
        })
        .collect()
}

fn drop(cx: &Cx<'_>, all: &Decisions, old: Ref) -> Vec<Action> {
    let object = cx.old.at(old);
    let rules = kinds::of(object.id.kind);
    let is_left_behind = object.parent.is_some_and(|parent| !all.drops(parent));
    if is_left_behind && !all.replaces(old) {
        match rules.remove(cx, old) {
            Alter::InPlace(actions) | Alter::Retype(actions) | Alter::Swap(actions) => {
                return actions;
            }
            Alter::Replace | Alter::ReplaceParent | Alter::Refuse(_) => {}
        }
    }
    rules.drop(cx, old)
}

fn aside(cx: &Cx<'_>, old: Ref) -> (Vec<Action>, Vec<Action>) {
    kinds::of(cx.old.at(old).id.kind)
        .aside(cx, old)
        .unwrap_or_default()
}

fn prepare(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    kinds::of(cx.new.at(new).id.kind).prepare(cx, old, new)
}

fn alter(cx: &Cx<'_>, all: &Decisions, old: Ref, new: Ref) -> Vec<Action> {
    match all.fates.get(&old) {
        Some(Fate::Alter { changed, .. }) => changes(cx, old, new, changed),
        _ => Vec::new(),
    }
}

fn changes(cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Vec<Action> {
    let rules = kinds::of(cx.new.at(new).id.kind);
    let mut actions = match rules.alter(cx, old, new, changed) {
        Alter::InPlace(actions) | Alter::Retype(actions) | Alter::Swap(actions) => actions,
        Alter::Replace | Alter::ReplaceParent | Alter::Refuse(_) => Vec::new(),
    };
    actions.extend(common::alter(
        cx,
        rules,
        cx.old.at(old),
        cx.new.at(new),
        changed,
    ));
    actions
}

fn rehome(cx: &Cx<'_>, all: &Decisions, old: Ref, new: Ref) -> Vec<Action> {
    let rules = kinds::of(cx.new.at(new).id.kind);
    let mut actions = match rules.rehome(cx, old, new) {
        Alter::InPlace(actions) | Alter::Retype(actions) | Alter::Swap(actions) => actions,
        Alter::Replace | Alter::ReplaceParent | Alter::Refuse(_) => Vec::new(),
    };
    if let Some(Fate::Rehome { changed }) = all.fates.get(&old) {
        let others = changed.without(rules.rehomed());
        if !others.is_empty() {
            actions.extend(changes(cx, old, new, &others));
        }
    }
    actions
}

fn stub(object: &Object) -> Vec<Action> {
    let action = kinds::of(object.id.kind).stub(object);
    action.into_iter().collect()
}

fn hollow(catalog: &Catalog, at: Ref, is_there: bool) -> Vec<Action> {
    let rules = kinds::of(catalog.at(at).id.kind);
    rules.hollow(catalog, at, is_there).into_iter().collect()
}

fn create(cx: &Cx<'_>, new: Ref, parts: &[Ref], is_hollow: bool) -> Vec<Action> {
    let object = cx.new.at(new);
    let rules = kinds::of(object.id.kind);
    let joins = object.parent.is_some_and(|parent| !(cx.is_made)(parent))
        && cx.old.find(&object.id).is_none();
    let mut actions = if is_hollow {
        rules.fill(cx, new)
    } else if joins {
        match rules.add(cx, new) {
            Alter::InPlace(actions) | Alter::Retype(actions) | Alter::Swap(actions) => actions,
            Alter::Replace | Alter::ReplaceParent | Alter::Refuse(_) => rules.create(cx, new),
        }
    } else {
        rules.create(cx, new)
    };
    actions.extend(common::create(cx, rules, new));
    for part in parts {
        let rules = kinds::of(cx.new.at(*part).id.kind);
        if !(cx.inlined)(*part) {
            actions.extend(rules.settle(cx, *part));
        }
        actions.extend(common::create(cx, rules, *part));
    }
    actions
}

/// Returns the segments in which nodes begin; `places` has that of each statement.
pub(super) fn starts(written: &[Written], places: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for (it, place) in written.iter().zip(places) {
        if let Some(at) = place.first() {
            starts.entry(it.node).or_insert(*at);
        }
    }
    starts
}

/// Returns the segments in which nodes are done; `places` has that of each statement.
pub(super) fn ends(written: &[Written], places: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    let mut settled: BTreeMap<usize, usize> = BTreeMap::new();
    for (it, place) in written.iter().zip(places) {
        for (action, at) in it.actions.iter().zip(place) {
            ends.insert(it.node, *at);
            if action.settles {
                settled.insert(it.node, *at);
            }
        }
    }
    ends.extend(settled);
    ends
}
