//! What an object cannot be without.

use std::collections::BTreeSet;

use crate::{
    catalog::{EdgeKind, Ref},
    kinds::Cx,
};

/// Tells whether an object of the new catalog cannot be without another, be it through others
/// and what those are made with.
pub(super) fn reaches(cx: &Cx<'_>, from: Ref, other: Ref) -> bool {
    let catalog = cx.new;
    let parts = |at: Ref| {
        let is_new = cx.old.find(&catalog.at(at).id).is_none();
        if is_new { catalog.children(at) } else { &[] }
    };
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == other {
            return true;
        }
        let needs = catalog
            .needs(at)
            .iter()
            .filter(|edge| edge.kind != EdgeKind::Mentions);
        let next = needs.map(|edge| edge.to).chain(catalog.at(at).parent);
        let next = next.chain(parts(at).iter().copied());
        open.extend(next.filter(|at| seen.insert(*at)));
    }
    false
}
