//! The catalog in the middle of a plan: what a target holds when some segments are done.
//!
//! From it the way back is planned for a run that stopped halfway.

use std::collections::BTreeMap;

use crate::catalog::{Builder, Catalog, Object, Ref};

use super::nodes::{Nodes, Verb};

/// After how many segments something has happened to an object.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// By place in the old catalog: gone.
    gone: BTreeMap<Ref, usize>,
    /// By place in the old catalog: changed.
    changed: BTreeMap<Ref, usize>,
    /// By place in the new catalog: there.
    there: BTreeMap<Ref, usize>,
}

/// Returns the marks of a plan: `written` lists the nodes that have statements, `ends` the
/// segments in which those stand last. A node without is done with the one before it.
pub(super) fn marks(nodes: &Nodes, order: &[usize], written: &[usize], ends: &[usize]) -> Marks {
    let end_of: BTreeMap<usize, usize> = written
        .iter()
        .copied()
        .zip(ends.iter().map(|end| end + 1))
        .collect();
    let mut done_after: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last = 0;
    for at in order {
        last = end_of.get(at).copied().unwrap_or(last);
        done_after.insert(*at, last);
    }
    let when = |at: &usize| done_after.get(at).copied().unwrap_or(0);
    let mut marks = Marks::default();
    for (old, at) in &nodes.drop {
        marks.gone.insert(*old, when(at));
    }
    for (old, at) in &nodes.alter {
        if matches!(
            nodes.list.get(*at).map(|node| node.verb),
            Some(Verb::Alter(..) | Verb::Rehome(..))
        ) {
            marks.changed.insert(*old, when(at));
        }
    }
    for (new, at) in &nodes.create {
        marks.there.insert(*new, when(at));
    }
    marks
}

/// Returns the catalog when `done` segments are done.
pub(super) fn compose(old: &Catalog, new: &Catalog, marks: &Marks, done: usize) -> Catalog {
    let is_done = |at: Option<&usize>| at.is_some_and(|at| *at <= done);
    let mut builder = Builder::default();
    let mut kept: Vec<(Ref, bool)> = Vec::new();
    for (at, object) in old.objects() {
        if is_done(marks.gone.get(&at)) {
            continue;
        }
        let successor = new
            .find(&object.id)
            .filter(|_| is_done(marks.changed.get(&at)));
        let is_new = successor.is_some();
        let (catalog, place) = successor.map_or((old, at), |it| (new, it));
        if add(&mut builder, catalog, place) {
            kept.push((place, is_new));
        }
    }
    for (at, _) in new.objects() {
        if is_done(marks.there.get(&at)) && add(&mut builder, new, at) {
            kept.push((at, true));
        }
    }
    for (at, is_new) in kept {
        let catalog = if is_new { new } else { old };
        for edge in catalog.needs(at) {
            let ends = (
                builder.find(&catalog.at(at).id),
                builder.find(&catalog.at(edge.to).id),
            );
            if let (Some(from), Some(to)) = ends {
                builder.edge(from, to, edge.kind);
            }
        }
    }
    let mut halfway = builder.finish(old.origin.clone());
    halfway.unmodelled.clone_from(&old.unmodelled);
    halfway.unread.clone_from(&old.unread);
    halfway
}

/// Adds an object with its parent found again by name.
fn add(builder: &mut Builder, catalog: &Catalog, at: Ref) -> bool {
    let object = catalog.at(at);
    let parent = match object.parent {
        None => None,
        Some(parent) => match builder.find(&catalog.at(parent).id) {
            None => return false,
            found => found,
        },
    };
    builder
        .add(Object {
            parent,
            ..object.clone()
        })
        .is_some()
}
