//! A part of a catalog that can stand by itself: some objects and all they need.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, EdgeKind, ObjectId, Ref};

/// Returns the objects, what they need, and the parents of all of them.
pub fn needed<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a ObjectId>) -> Catalog {
    let kept = closure(catalog, ids.into_iter().filter_map(|id| catalog.find(id)));
    catalog.filter(|at, _| kept.contains(&at))
}

/// Returns the objects, what depends on them, all parts of the relations concerned, and
/// all that these need.
pub fn surroundings<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a ObjectId>) -> Catalog {
    let mut concerned: BTreeSet<Ref> = BTreeSet::new();
    let mut open: Vec<Ref> = ids.into_iter().filter_map(|id| catalog.find(id)).collect();
    while let Some(at) = open.pop() {
        if concerned.insert(at) {
            let edges = catalog.dependants(at).iter();
            open.extend(
                edges
                    .filter(|edge| edge.kind != EdgeKind::Mentions)
                    .map(|edge| edge.from),
            );
        }
    }
    let roots: BTreeSet<Ref> = concerned.iter().map(|at| catalog.root(*at)).collect();
    for root in roots {
        add_parts(catalog, root, &mut concerned);
    }
    let ids: Vec<&ObjectId> = concerned.iter().map(|at| &catalog.at(*at).id).collect();
    needed(catalog, ids)
}

/// Adds the parts of an object, and theirs.
pub(super) fn add_parts(catalog: &Catalog, at: Ref, parts: &mut BTreeSet<Ref>) {
    for part in catalog.children(at) {
        parts.insert(*part);
        add_parts(catalog, *part, parts);
    }
}

/// Lists objects, what they need, and the parents of all of them.
pub(super) fn closure(catalog: &Catalog, of: impl IntoIterator<Item = Ref>) -> BTreeSet<Ref> {
    let mut kept = BTreeSet::new();
    let mut open: Vec<Ref> = of.into_iter().collect();
    while let Some(at) = open.pop() {
        if kept.insert(at) {
            open.extend(catalog.at(at).parent);
            let edges = catalog.needs(at).iter();
            open.extend(
                edges
                    .filter(|edge| edge.kind != EdgeKind::Mentions)
                    .map(|edge| edge.to),
            );
        }
    }
    kept
}
