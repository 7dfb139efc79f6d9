//! Roles that a plan makes, and what names them.

use std::collections::HashMap;

use crate::{
    catalog::{EdgeKind, Ref},
    kinds::{self, Cx},
};

use super::{Draw, Nodes};

/// A role that is made comes before all that names it.
pub(super) fn first(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    let made = nodes.create.iter().filter_map(|(new, at)| {
        let id = &cx.new.at(*new).id;
        Some((kinds::of(id.kind).role(id)?, *at))
    });
    let made: HashMap<String, usize> = made.collect();
    if made.is_empty() {
        return;
    }
    let successor = |old: &Ref| cx.new.find(&cx.old.at(*old).id);
    let altered = nodes
        .alter
        .iter()
        .filter_map(|(old, at)| Some((successor(old)?, *at)));
    let created = nodes.create.iter().map(|(new, at)| (*new, *at));
    for (new, at) in altered.chain(created) {
        let object = cx.new.at(new);
        for role in kinds::of(object.id.kind).roles(object) {
            draw(made.get(&role).copied(), Some(at), EdgeKind::Needs);
        }
    }
}
