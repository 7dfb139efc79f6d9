//! What the middle of an object's change leaves in the database: an index under a name for
//! the time being, a constraint that is not validated yet, a column that is being filled.
//!
//! No catalog between old and new says so. Who goes on needs not to mind it; who goes back
//! takes it away first.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Action, Catalog, EdgeKind, ObjectId, Ref},
    kinds::Cx,
};

use super::{
    Step,
    nodes::{Nodes, Verb},
    write::Written,
};

/// All that is left at some time.
#[derive(Clone, Debug, Default)]
pub(super) struct Leftovers {
    changes: Vec<Change>,
    statements: Vec<Leftover>,
    /// Objects of which a part has changed that nothing takes back.
    torn: Vec<Change>,
}

/// An object, and after how many segments its change has begun and is at its end.
#[derive(Clone, Debug)]
struct Change {
    object: ObjectId,
    from: usize,
    to: usize,
}

/// A statement that takes something away, and from when until when it is there.
#[derive(Clone, Debug)]
struct Leftover {
    object: ObjectId,
    sql: String,
    from: usize,
    to: usize,
}

/// Returns what the statements leave; `places` has the segment of each, and `ends` the one in
/// which each node is done.
pub(super) fn leftovers(
    cx: &Cx<'_>,
    nodes: &Nodes,
    written: &[Written],
    places: &[Vec<usize>],
    ends: &BTreeMap<usize, usize>,
) -> Leftovers {
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (it, place) in written.iter().zip(places) {
        if let (Some(first), Some(last)) = (place.first(), place.last()) {
            let span = spans.entry(it.node).or_insert((first + 1, last + 1));
            *span = (span.0.min(first + 1), span.1.max(last + 1));
        }
    }
    let mut all = Leftovers {
        torn: torn(cx, nodes, written, places, ends),
        ..Leftovers::default()
    };
    let mut seen = BTreeSet::new();
    for (it, place) in written.iter().zip(places) {
        let own = spans.get(&it.node).map_or(0, |span| span.1);
        let closing = closing(cx, nodes, it.node).and_then(|node| spans.get(&node));
        let to = closing.map_or(own, |span| span.1.max(own));
        for (action, at) in it.actions.iter().zip(place) {
            let leave = |sql: &String| Leftover {
                object: it.object.clone(),
                sql: sql.clone(),
                from: at + 1,
                to,
            };
            all.statements.extend(action.take_back.iter().map(leave));
        }
        let away = away_until(cx, nodes, it.node).and_then(|node| ends.get(&node));
        if let (Some(first), Some(back)) = (place.first(), away)
            && first < back
        {
            all.changes.push(Change {
                object: it.object.clone(),
                from: first + 1,
                to: back + 1,
            });
        }
        let is_prepared = matches!(verb(nodes, it.node), Some(Verb::Prepare(..)));
        if let Some((from, to)) = spans.get(&it.node).copied()
            && !is_prepared
            && from < to
            && seen.insert(it.node)
        {
            all.changes.push(Change {
                object: it.object.clone(),
                from,
                to,
            });
        }
    }
    all
}

/// Lists the objects of which a part has changed that nothing takes back, and from when until
/// when. What follows a statement that is taken back goes with it.
fn torn(
    cx: &Cx<'_>,
    nodes: &Nodes,
    written: &[Written],
    places: &[Vec<usize>],
    ends: &BTreeMap<usize, usize>,
) -> Vec<Change> {
    let mut torn: BTreeMap<usize, Change> = BTreeMap::new();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    for (it, place) in written.iter().zip(places) {
        let own = ends.get(&it.node).copied();
        let last = away_until(cx, nodes, it.node).and_then(|node| ends.get(&node).copied());
        let Some(to) = last.or(own) else {
            continue;
        };
        for (action, at) in it.actions.iter().zip(place) {
            if !action.take_back.is_empty() {
                covered.insert(it.node);
            }
            if *at < to && !covered.contains(&it.node) {
                torn.entry(it.node).or_insert(Change {
                    object: it.object.clone(),
                    from: at + 1,
                    to: to + 1,
                });
            }
        }
    }
    torn.into_values().chain(tied(written, places)).collect()
}

/// Lists the objects that are tied to a helper, and from when until when.
fn tied(written: &[Written], places: &[Vec<usize>]) -> Vec<Change> {
    let all = || {
        let pieces = written.iter().zip(places);
        pieces.flat_map(|(it, place)| it.actions.iter().zip(place).map(move |pair| (it, pair)))
    };
    let ties = all().filter_map(|(it, (action, at))| Some((it, action.helper.as_ref()?, *at)));
    ties.filter_map(|(it, helper, from)| {
        let named = all().filter(|(_, (action, _))| action.sql.contains(&**helper));
        let to = named.map(|(_, (_, at))| *at).max()?;
        (from < to).then(|| Change {
            object: it.object.clone(),
            from: from + 1,
            to: to + 1,
        })
    })
    .collect()
}

/// Returns the node at whose end an object is there again that another has moved away,
/// emptied, or stood in for.
fn away_until(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> Option<usize> {
    let is = |old| cx.new.find(&cx.old.at(old).id);
    match verb(nodes, at)? {
        Verb::Aside(old) => nodes.release.get(&old).copied(),
        Verb::Empty(old) => nodes.drop.get(&old).copied(),
        Verb::Detach(old, _) => nodes.alter.get(&old).copied(),
        Verb::Stub(new) | Verb::Hollow(new) => nodes.create.get(&new).copied(),
        Verb::Drop(old) => {
            let new = is(old)?;
            nodes.stub.get(&new).or(nodes.hollow.get(&new))?;
            nodes.create.get(&new).copied()
        }
        _ => None,
    }
}

fn verb(nodes: &Nodes, at: usize) -> Option<Verb> {
    nodes.list.get(at).map(|node| node.verb)
}

/// Returns the node at whose end nothing is left any more of what another made ready or
/// moved away.
fn closing(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> Option<usize> {
    let (old, new) = match verb(nodes, at)? {
        Verb::Prepare(old, new) => (old, new),
        Verb::Drop(old) => (old, cx.new.find(&cx.old.at(old).id)?),
        Verb::Detach(old, _) => return nodes.alter.get(&old).copied(),
        _ => return None,
    };
    nodes.prepare.get(&old)?;
    nodes
        .create
        .get(&new)
        .or_else(|| nodes.alter.get(&old))
        .copied()
}

/// Returns objects that are half changed, all their parts in both catalogs, and what follows
/// them.
pub(super) fn with_parts(ids: &BTreeSet<ObjectId>, catalogs: [&Catalog; 2]) -> BTreeSet<ObjectId> {
    let mut all = ids.clone();
    for catalog in catalogs {
        let mut queue: Vec<Ref> = ids.iter().filter_map(|id| catalog.find(id)).collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = queue.pop() {
            if !seen.insert(at) {
                continue;
            }
            all.insert(catalog.at(at).id.clone());
            queue.extend(catalog.children(at));
            let users = catalog.dependants(at).iter();
            let led = users.filter(|edge| edge.kind == EdgeKind::Follows);
            queue.extend(led.map(|edge| edge.from));
        }
    }
    all
}

impl Leftovers {
    /// Lists the objects that are half changed when `done` segments are done.
    pub(super) fn under_way(&self, done: usize) -> BTreeSet<ObjectId> {
        let changes = self.changes.iter().chain(&self.torn);
        changes
            .filter(|it| (it.from..it.to).contains(&done))
            .map(|it| it.object.clone())
            .collect()
    }

    /// Returns an object of which only a part has changed when `done` segments are done.
    pub(super) fn torn(&self, done: usize) -> Option<&ObjectId> {
        let mut torn = self.torn.iter();
        torn.find(|it| (it.from..it.to).contains(&done))
            .map(|it| &it.object)
    }

    /// Lists the statements that take away what is left when `done` segments are done, what
    /// came last first.
    pub(super) fn take_back(&self, done: usize) -> Vec<Step> {
        let there = self.statements.iter().rev();
        there
            .filter(|it| (it.from..it.to).contains(&done))
            .map(|it| Step {
                object: it.object.to_string(),
                name: it.object.dotted(),
                action: Action::new(it.sql.clone()),
            })
            .collect()
    }
}
