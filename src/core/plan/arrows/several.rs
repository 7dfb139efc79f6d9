//! Members that a table has from several parents, one of which it gets or leaves: they come
//! and go with that of a parent which it has all the while.

use crate::{
    catalog::{Edge, EdgeKind, Ref},
    kinds::Cx,
    plan::{
        decide::is_linked,
        fate::Decisions,
        nodes::{Nodes, followed_only, is_linked_new},
    },
};

/// Tells whether a member that several parents give comes with that of one that its table has
/// all the while: what `edge` leads to is of one that it gets.
pub(super) fn comes_with_another(
    cx: &Cx<'_>,
    all: &Decisions,
    nodes: &Nodes,
    new: Ref,
    edge: &Edge,
) -> bool {
    let own = nodes.create.get(&new);
    let mut others = followed_only(cx.new, new).filter(|it| *it != edge.to);
    edge.kind == EdgeKind::Follows
        && own.is_some()
        && !is_linked_new(cx, all, new, edge.to)
        && others.any(|it| nodes.create.get(&it) == own && is_linked_new(cx, all, new, it))
}

/// As [`comes_with_another`], for one that goes with that of a parent that stays.
pub(super) fn goes_with_another(
    cx: &Cx<'_>,
    all: &Decisions,
    nodes: &Nodes,
    old: Ref,
    from: Ref,
) -> bool {
    let own = nodes.drop.get(&old);
    let mut others = followed_only(cx.old, old).filter(|it| *it != from);
    !is_linked(cx, all, old, from)
        && others.any(|it| nodes.drop.get(&it) == own && is_linked(cx, all, old, it))
}
