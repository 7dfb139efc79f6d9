//! Names that one object gives up and another takes, and calls that fit two routines.

use std::collections::{BTreeSet, HashMap};

use crate::{
    catalog::{Catalog, EdgeKind, Ref},
    kinds::{self, Claim, Cx},
};

use super::{Draw, Nodes};

/// Who takes a name waits for who gives it up.
pub(super) fn change_hands(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    let mut holders: HashMap<Claim, BTreeSet<usize>> = HashMap::new();
    for (old, node) in &nodes.drop {
        for claim in claims(cx.old, *old) {
            holders.entry(claim).or_default().insert(*node);
        }
    }
    for (new, at) in nodes.create.iter().chain(&nodes.hollow) {
        for claim in claims(cx.new, *new) {
            for holder in holders.get(&claim).into_iter().flatten() {
                draw(Some(*holder), nodes.stub.get(new).copied(), EdgeKind::Needs);
                draw(Some(*holder), Some(*at), EdgeKind::Needs);
            }
        }
    }
    calls(cx, nodes, &holders, draw);
}

/// Who calls a routine waits for others of its name to go: the server could not tell which one
/// is meant while both are there.
fn calls(
    cx: &Cx<'_>,
    nodes: &Nodes,
    holders: &HashMap<Claim, BTreeSet<usize>>,
    draw: &mut Draw<'_>,
) {
    let leaving: Vec<(&Claim, &BTreeSet<usize>)> = holders
        .iter()
        .filter(|(claim, _)| claim.is_routine())
        .collect();
    if leaving.is_empty() {
        return;
    }
    let altered = nodes.alter.iter().filter_map(|(old, at)| {
        let new = cx.new.find(&cx.old.at(*old).id)?;
        Some((new, *at))
    });
    for (new, at) in nodes
        .create
        .iter()
        .map(|(new, at)| (*new, *at))
        .chain(altered)
    {
        for edge in cx.new.needs(new) {
            for claim in claims(cx.new, edge.to) {
                let others = leaving.iter().filter(|(it, _)| it.is_overload_of(&claim));
                for holder in others.flat_map(|(_, holders)| holders.iter()) {
                    draw(Some(*holder), Some(at), EdgeKind::Mentions);
                }
            }
        }
    }
}

fn claims(catalog: &Catalog, at: Ref) -> Vec<Claim> {
    let object = catalog.at(at);
    kinds::of(object.id.kind).claims(object)
}
