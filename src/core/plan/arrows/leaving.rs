//! What another's change or going makes room for.

use crate::{
    catalog::{EdgeKind, Ref},
    kinds::{self, Cx},
};

use super::{Draw, Nodes};

/// What comes or changes waits for what is in its way to change or to go.
pub(super) fn makes_room(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    let changed = nodes.alter.iter().filter_map(|(old, at)| {
        let new = cx.new.find(&cx.old.at(*old).id)?;
        Some((new, *at))
    });
    let made = nodes.create.iter().map(|(new, at)| (*new, *at));
    let both: Vec<(Ref, usize)> = changed.chain(made).collect();
    for (new, at) in both {
        for old in kinds::of(cx.new.at(new).id.kind).in_the_way(cx, new) {
            let leaves = nodes.alter.get(&old).or_else(|| nodes.drop.get(&old));
            draw(leaves.copied(), Some(at), EdgeKind::Mentions);
        }
    }
}
