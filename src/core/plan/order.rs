//! The order of the nodes: a topological sort over the dependencies of both catalogs.
//!
//! There is no hand-written order of kinds. A circle is broken by giving a part that could
//! come or go with another a statement of its own, or by letting a mere mention go.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, HashMap},
};

use petgraph::{algo::tarjan_scc, graph::DiGraph};

use crate::{
    catalog::{Catalog, Inline, Object, Ref},
    error::{Report, Result},
    kinds::{self, Cx},
};

use super::{
    arrows::{Arrows, arrows, tie},
    decide::has_aside,
    fate::Decisions,
    nodes::{Nodes, Split, Verb, followed_only, nodes},
};

/// The nodes, their order and the arrows between them.
pub(super) type Ordered = (Nodes, Vec<usize>, Arrows);

/// Nodes that no order was found for.
pub(super) struct Circle {
    /// What is said of it.
    pub(super) report: Report,
    /// What changes where it stands, in the old catalog, and holds no data: it may be made
    /// anew.
    pub(super) changed: BTreeSet<Ref>,
    /// What keeps values of a row type that changes or goes, and changes its type itself: it
    /// may become text in between.
    pub(super) keepers: BTreeSet<Ref>,
}

/// Puts the nodes into an order.
pub(super) fn order(cx: &Cx<'_>, all: &Decisions) -> Result<Ordered, Box<Circle>> {
    let mut split = Split::default();
    // Each round splits at least one part off, and most plans need none.
    for _ in 0..100 {
        let nodes = nodes(cx, all, &split);
        let mut arrows = arrows(cx, all, &nodes);
        while let Err(rest) = sort(cx, &nodes, &arrows) {
            let circles = circles(&rest, &arrows);
            if !drop_mentions(&circles, &mut arrows) {
                if split_apart(cx, &nodes, &circles, &mut split) {
                    break;
                }
                return Err(Box::new(Circle {
                    report: circle_report(cx, &nodes, &circles),
                    changed: changed(cx, &nodes, &circles),
                    keepers: keepers(cx, all, &nodes, &circles),
                }));
            }
        }
        if let Ok(order) = sort(cx, &nodes, &arrows) {
            return Ok((nodes, order, arrows));
        }
    }
    Err(Box::new(Circle {
        report: Report::fault("the plan's dependencies cannot be ordered"),
        changed: BTreeSet::new(),
        keepers: BTreeSet::new(),
    }))
}

fn changed(cx: &Cx<'_>, nodes: &Nodes, circles: &[BTreeSet<usize>]) -> BTreeSet<Ref> {
    let altered = circles
        .iter()
        .flatten()
        .filter_map(|at| match nodes.list.get(*at)?.verb {
            Verb::Alter(old, _) => Some(old),
            _ => None,
        });
    altered
        .filter(|old| !cx.old.at(*old).id.kind.info().holds_data)
        .collect()
}

/// Lists what changes its type in circles and keeps values of the row type of a table that
/// changes or goes there.
fn keepers(
    cx: &Cx<'_>,
    all: &Decisions,
    nodes: &Nodes,
    circles: &[BTreeSet<usize>],
) -> BTreeSet<Ref> {
    let verbs = circles
        .iter()
        .flatten()
        .filter_map(|at| Some(nodes.list.get(*at)?.verb));
    let (mut changed, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for verb in verbs {
        if let Verb::Alter(old, _) | Verb::Rehome(old, _) | Verb::Detach(old, _) | Verb::Drop(old) =
            verb
        {
            changed.extend((!matches!(verb, Verb::Drop(_))).then_some(old));
            kept.extend(kinds::of(cx.old.at(old).id.kind).row_keepers(cx.old, old));
            let users = cx.old.dependants(old).iter().map(|edge| edge.from);
            kept.extend(users.filter(|at| cx.old.at(*at).parent != Some(old)));
        }
    }
    let mut keepers: BTreeSet<Ref> = changed.intersection(&kept).copied().collect();
    keepers.retain(|at| all.retypes(*at));
    keepers
}

/// Sorts the nodes; those in circles, and behind them, are returned as the error.
fn sort(cx: &Cx<'_>, nodes: &Nodes, arrows: &Arrows) -> Result<Vec<usize>, BTreeSet<usize>> {
    let mut waits = vec![0_usize; nodes.list.len()];
    let mut next: HashMap<usize, Vec<usize>> = HashMap::new();
    for (before, after) in arrows.keys() {
        next.entry(*before).or_default().push(*after);
        if let Some(count) = waits.get_mut(*after) {
            *count += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<(Rank, usize)>> = waits
        .iter()
        .enumerate()
        .filter(|(_, count)| **count == 0)
        .map(|(at, _)| Reverse((rank(cx, nodes, at), at)))
        .collect();
    let mut order = Vec::with_capacity(nodes.list.len());
    while let Some(Reverse((_, at))) = ready.pop() {
        order.push(at);
        for after in next.get(&at).into_iter().flatten() {
            if let Some(count) = waits.get_mut(*after) {
                *count -= 1;
                if *count == 0 {
                    ready.push(Reverse((rank(cx, nodes, *after), *after)));
                }
            }
        }
    }
    if order.len() == nodes.list.len() {
        return Ok(order);
    }
    let done: BTreeSet<usize> = order.into_iter().collect();
    Err((0..nodes.list.len())
        .filter(|at| !done.contains(at))
        .collect())
}

/// What comes first where the dependencies leave it open: what runs code at each statement and
/// goes, other drops, then by schema and name, at last by place in the catalog.
type Rank = (u8, Vec<String>, usize, usize);

fn rank(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> Rank {
    let Some(node) = nodes.list.get(at) else {
        return (0, Vec::new(), 0, at);
    };
    let (class, object) = match node.verb {
        Verb::Drop(old) | Verb::Aside(old) | Verb::Empty(old) => (0, cx.old.at(old)),
        Verb::Prepare(_, new)
        | Verb::Alter(_, new)
        | Verb::Detach(_, new)
        | Verb::Rehome(_, new)
        | Verb::Stub(new)
        | Verb::Create(new)
        | Verb::Hollow(new) => (1, cx.new.at(new)),
        Verb::DropAside(old) => (2, cx.old.at(old)),
    };
    if matches!(node.verb, Verb::Create(_)) && kinds::of(object.id.kind).role(&object.id).is_some()
    {
        // Statements name roles that the objects they are for do not: by default privileges.
        return (0, Vec::new(), 0, at);
    }
    if matches!(node.verb, Verb::Drop(_)) && object.id.kind.info().fires {
        // It would run at all that follows, whatever of its function's is left by then.
        return (0, Vec::new(), 0, 0);
    }
    let kind = kinds::rank(object.id.kind);
    let top: Vec<String> = object
        .id
        .path
        .iter()
        .take(2)
        .map(ToString::to_string)
        .collect();
    let place = match node.verb {
        Verb::Hollow(new) => nodes.create.get(&new).copied().unwrap_or(at),
        _ => at,
    };
    (class, top, kind, place)
}

/// Returns the circles among the nodes that could not be sorted.
fn circles(rest: &BTreeSet<usize>, arrows: &Arrows) -> Vec<BTreeSet<usize>> {
    let mut graph = DiGraph::<usize, ()>::new();
    let places: HashMap<usize, _> = rest.iter().map(|at| (*at, graph.add_node(*at))).collect();
    for (before, after) in arrows.keys() {
        if let (Some(before), Some(after)) = (places.get(before), places.get(after)) {
            graph.add_edge(*before, *after, ());
        }
    }
    tarjan_scc(&graph)
        .into_iter()
        .filter(|circle| circle.len() > 1)
        .map(|circle| {
            circle
                .into_iter()
                .filter_map(|at| graph.node_weight(at).copied())
                .collect()
        })
        .collect()
}

/// Lets mentions within circles go; tells whether there was one.
fn drop_mentions(circles: &[BTreeSet<usize>], arrows: &mut Arrows) -> bool {
    let before = arrows.len();
    arrows.retain(|(from, to), is_weak| {
        !(*is_weak
            && circles
                .iter()
                .any(|circle| circle.contains(from) && circle.contains(to)))
    });
    arrows.len() < before
}

/// Splits off the parts of the nodes in circles; tells whether there was one to split.
fn split_apart(cx: &Cx<'_>, nodes: &Nodes, circles: &[BTreeSet<usize>], split: &mut Split) -> bool {
    let before = split.clone();
    let mut least: Option<Vec<Ref>> = None;
    for at in circles.iter().flatten() {
        let Some(node) = nodes.list.get(*at) else {
            continue;
        };
        match node.verb {
            Verb::Drop(old) | Verb::Aside(old) if joined(cx, nodes, old, *at, circles, split) => {}
            Verb::Drop(_) | Verb::Aside(_) => {
                let leaves = |part: &Ref| {
                    leaves_circle(cx.old, nodes, *part, *at, circles)
                        || gives_way(cx, nodes, *part, circles)
                };
                let apart: Vec<Ref> = node.parts.iter().copied().filter(leaves).collect();
                // One side of a circle is enough: the one that is the least in pieces.
                if !apart.is_empty() && least.as_ref().is_none_or(|it| apart.len() < it.len()) {
                    least = Some(apart);
                }
            }
            Verb::DropAside(old) => {
                let aside = nodes.drop.get(&old).and_then(|at| nodes.list.get(*at));
                let parts = aside.into_iter().flat_map(|node| &node.parts);
                split.drops.extend(
                    parts.filter(|part| leaves_circle(cx.old, nodes, **part, *at, circles)),
                );
            }
            Verb::Prepare(old, _) => {
                split.unprepared.insert(old);
            }
            Verb::Create(new) => {
                if has_stub(cx.new.at(new)) {
                    split.stubs.insert(new);
                }
                let can = |part: &&Ref| {
                    cx.new.at(**part).id.kind.info().inline == Inline::IfPossible
                        && cx.new.at(**part).parent.is_some()
                        && !cx.new.at(**part).id.kind.info().holds_data
                        && !comes_with_tie(cx, &before, **part)
                };
                split.creates.extend(node.parts.iter().filter(can));
            }
            _ => {}
        }
    }
    split.drops.extend(least.into_iter().flatten());
    if *split == before {
        make_room(cx, nodes, circles, split);
    }
    if *split == before {
        hollow_out(cx, nodes, circles, split);
    }
    *split != before
}

/// Tells whether a part has no statement, since its table is made as the child of one that
/// has it.
fn comes_with_tie(cx: &Cx<'_>, split: &Split, part: Ref) -> bool {
    let mut ties = followed_only(cx.new, part).filter_map(|above| tie(cx.new, part, above));
    ties.any(|tie| {
        cx.new.at(tie).id.kind.info().inline != Inline::Never && !split.creates.contains(&tie)
    })
}

fn has_stub(object: &Object) -> bool {
    kinds::of(object.id.kind).stub(object).is_some()
}

/// Joins to the drop of an object those that it needs and that need it, where the kind
/// has stand-ins; tells whether there was one.
fn joined(
    cx: &Cx<'_>,
    nodes: &Nodes,
    old: Ref,
    at: usize,
    circles: &[BTreeSet<usize>],
    split: &mut Split,
) -> bool {
    if !has_stub(cx.old.at(old)) {
        return false;
    }
    let mutual: Vec<Ref> = cx
        .old
        .needs(old)
        .iter()
        .map(|edge| edge.to)
        .filter(|to| cx.old.is_mutual(*to, old))
        .filter(|to| {
            let other = nodes.drop.get(to);
            other.is_some_and(|other| {
                *other != at
                    && circles
                        .iter()
                        .any(|circle| circle.contains(&at) && circle.contains(other))
            })
        })
        .collect();
    split.joins.extend(mutual.iter().map(|to| (*to, old)));
    !mutual.is_empty()
}

/// Makes hollow what has a definition that lies in a circle.
fn hollow_out(cx: &Cx<'_>, nodes: &Nodes, circles: &[BTreeSet<usize>], split: &mut Split) {
    let can = |catalog: &Catalog, at: Ref| {
        kinds::of(catalog.at(at).id.kind)
            .hollow(catalog, at, true)
            .is_some()
    };
    for node in circles
        .iter()
        .flatten()
        .filter_map(|at| nodes.list.get(*at))
    {
        match node.verb {
            Verb::Drop(old) if can(cx.old, old) => drop(split.empties.insert(old)),
            Verb::Create(new) if can(cx.new, new) => drop(split.hollows.insert(new)),
            _ => {}
        }
    }
}

/// Moves aside what would be dropped in a circle, where that gives its name free.
fn make_room(cx: &Cx<'_>, nodes: &Nodes, circles: &[BTreeSet<usize>], split: &mut Split) {
    let verbs = circles
        .iter()
        .flatten()
        .filter_map(|at| Some(nodes.list.get(*at)?.verb));
    split.asides.extend(verbs.filter_map(|verb| match verb {
        Verb::Drop(old) if has_aside(cx, old) => Some(old),
        _ => None,
    }));
}

/// Tells whether a part depends on another node of a circle: only such a part is worth a
/// statement of its own.
fn leaves_circle(
    old: &Catalog,
    nodes: &Nodes,
    part: Ref,
    own: usize,
    circles: &[BTreeSet<usize>],
) -> bool {
    old.needs(part).iter().any(|edge| {
        nodes.drop.get(&edge.to).is_some_and(|to| {
            *to != own
                && circles
                    .iter()
                    .any(|circle| circle.contains(&own) && circle.contains(to))
        })
    })
}

/// Tells whether a part has the name of what is created in a circle.
fn gives_way(cx: &Cx<'_>, nodes: &Nodes, part: Ref, circles: &[BTreeSet<usize>]) -> bool {
    let claims = |object: &Object| kinds::of(object.id.kind).claims(object);
    let held = claims(cx.old.at(part));
    let mut wanted = circles
        .iter()
        .flatten()
        .filter_map(|at| match nodes.list.get(*at)?.verb {
            Verb::Create(new) => Some(claims(cx.new.at(new))),
            _ => None,
        });
    !held.is_empty() && wanted.any(|wanted| wanted.iter().any(|claim| held.contains(claim)))
}

fn circle_report(cx: &Cx<'_>, nodes: &Nodes, circles: &[BTreeSet<usize>]) -> Report {
    let names: Vec<String> = circles
        .iter()
        .flatten()
        .filter_map(|at| nodes.list.get(*at))
        .map(|node| match node.verb {
            Verb::Drop(old) | Verb::Aside(old) | Verb::DropAside(old) | Verb::Empty(old) => {
                format!("drop {}", cx.old.at(old).id)
            }
            Verb::Alter(_, new) | Verb::Rehome(_, new) => format!("alter {}", cx.new.at(new).id),
            Verb::Prepare(_, new) => format!("make ready {}", cx.new.at(new).id),
            Verb::Detach(old, _) => format!("detach {}", cx.old.at(old).id),
            Verb::Stub(new) | Verb::Create(new) | Verb::Hollow(new) => {
                format!("create {}", cx.new.at(new).id)
            }
        })
        .collect();
    Report::fault("these changes depend on one another in a circle")
        .because(names.join(", "))
        .hint("make one of them by hand first, then compare again")
}
