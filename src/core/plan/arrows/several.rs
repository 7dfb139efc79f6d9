//! Members that a table has from several parents, one of which it gets or leaves: they come
//! and go with that of a parent which it has all the while.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Catalog, Edge, EdgeKind, Ref},
    kinds::{Cx, FROM_PARENT},
    plan::{
        decide::is_linked,
        fate::Decisions,
        nodes::{Nodes, followed_only, is_linked_new},
    },
};

use super::{Draw, tie};

/// Tells whether a member that several parents give comes with that of one that its table has
/// all the while: what `edge` leads to is another's.
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
        && others.any(|it| nodes.create.get(&it) == own && is_linked_new(cx, all, new, it))
}

/// Lists a member and all that it follows by parents that stay: it goes with the last of them.
pub(super) fn line(cx: &Cx<'_>, all: &Decisions, member: Ref) -> Vec<Ref> {
    let mut line = vec![member];
    let mut next = 0;
    while let Some(at) = line.get(next).copied() {
        next += 1;
        let above = cx.old.needs(at).iter();
        let above =
            above.filter(|edge| edge.kind == EdgeKind::Follows && is_linked(cx, all, at, edge.to));
        let new: Vec<Ref> = above
            .map(|edge| edge.to)
            .filter(|it| !line.contains(it))
            .collect();
        line.extend(new);
    }
    line
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
    others.any(|it| nodes.drop.get(&it) == own && is_linked(cx, all, old, it))
}

/// A member that a table has from parents alone, from others than before, is theirs before the
/// former ones let it go: in between it would be nobody's, and leave with its values or become
/// the table's own. Where one tie takes the place of another, a helper holds it.
pub(super) fn handed_over(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let concerned: BTreeSet<Ref> = nodes
        .drop
        .keys()
        .flat_map(|old| heirs(cx.old, *old))
        .collect();
    for old in concerned {
        let object = cx.old.at(old);
        let new = cx.new.find(&object.id).filter(|_| !all.drops(old));
        let Some(new) = new.filter(|_| object.is(FROM_PARENT)) else {
            continue;
        };
        if nodes.create.contains_key(&new) || !cx.new.at(new).is(FROM_PARENT) {
            continue;
        }
        let leave: Vec<Change> = givers(cx.old, old)
            .map(|it| happens(cx.old, &nodes.drop, it))
            .collect();
        let come: Vec<Change> = givers(cx.new, new)
            .map(|it| happens(cx.new, &nodes.create, it))
            .collect();
        if leave.iter().chain(&come).any(|it| it.node.is_none()) {
            // One of them has it all the while.
            continue;
        }
        for come in &come {
            for leave in &leave {
                let between_ties = come.is_tie && leave.is_tie;
                draw(
                    come.node.filter(|_| !between_ties),
                    leave.node,
                    EdgeKind::Needs,
                );
            }
        }
    }
}

/// Lists the members that follow one, and those of the table that a tie is a part of.
fn heirs(catalog: &Catalog, at: Ref) -> Vec<Ref> {
    let object = catalog.at(at);
    if object.id.kind.info().links {
        return object
            .parent
            .map_or_else(Vec::new, |table| catalog.children(table).to_vec());
    }
    let users = catalog.dependants(at).iter();
    users
        .filter(|edge| edge.kind == EdgeKind::Follows)
        .map(|edge| edge.from)
        .collect()
}

/// Lists what gives a member: that of a parent, and the tie to it.
fn givers(catalog: &Catalog, at: Ref) -> impl Iterator<Item = (Ref, Option<Ref>)> + '_ {
    let above = catalog
        .needs(at)
        .iter()
        .filter(|edge| edge.kind == EdgeKind::Follows);
    above.map(move |edge| (edge.to, tie(catalog, at, edge.to)))
}

/// When a parent begins or ceases to give a member.
struct Change {
    node: Option<usize>,
    /// Whether the table joins or leaves it; the member comes or goes otherwise.
    is_tie: bool,
}

fn happens(
    catalog: &Catalog,
    nodes: &BTreeMap<Ref, usize>,
    (member, tie): (Ref, Option<Ref>),
) -> Change {
    let node = |at: Ref| nodes.get(&at).copied();
    let of_tie = tie.and_then(node);
    let of_table = catalog.at(member).parent.and_then(node);
    Change {
        node: of_tie.or_else(|| node(member)).or(of_table),
        is_tie: of_tie.is_some() || of_table.is_some(),
    }
}
