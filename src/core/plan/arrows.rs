//! What comes before what: arrows between the nodes of a plan, from the dependencies of
//! both catalogs.
//!
//! It draws them; circles among them are the order's to break.

mod keepers;
mod leaving;
mod names;
mod roles;
mod several;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Catalog, Edge, EdgeKind, Inline, Ref},
    kinds::{self, Cx, FROM_PARENT},
};

use super::{
    decide::is_linked,
    fate::Decisions,
    nodes::{Nodes, Verb, is_linked_new, stays_whole},
    position,
};

/// `before -> after`, by node; true if it may be broken.
pub(super) type Arrows = BTreeMap<(usize, usize), bool>;

/// Draws the arrows between the nodes.
pub(super) fn arrows(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes) -> Arrows {
    let mut arrows = Arrows::new();
    let mut draw = |before: Option<usize>, after: Option<usize>, kind: EdgeKind| {
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            let is_weak = kind == EdgeKind::Mentions;
            arrows
                .entry((before, after))
                .and_modify(|weak| *weak &= is_weak)
                .or_insert(is_weak);
        }
    };
    drops(cx, all, nodes, &mut draw);
    alters(cx, all, nodes, &mut draw);
    creates(cx, all, nodes, &mut draw);
    stubs(cx, nodes, &mut draw);
    prepares(cx, nodes, &mut draw);
    roles::first(cx, nodes, &mut draw);
    ties(cx, nodes, &mut draw);
    several::handed_over(cx, all, nodes, &mut draw);
    keepers::let_go(cx, all, nodes, &mut draw);
    keepers::come(cx, all, nodes, &mut draw);
    keepers::go(cx, all, nodes, &mut draw);
    untied(cx, all, nodes, &mut draw);
    leaving::makes_room(cx, nodes, &mut draw);
    for (before, after) in position::in_turn(cx, all, nodes) {
        draw(Some(before), Some(after), EdgeKind::Mentions);
    }
    names::change_hands(cx, nodes, &mut draw);
    arrows
}

/// Draws an arrow from the first node to the second, if both are there.
type Draw<'a> = dyn FnMut(Option<usize>, Option<usize>, EdgeKind) + 'a;

fn drops(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let drop = |at: Ref| nodes.drop.get(&at).copied();
    let release = |at: Ref| nodes.release.get(&at).copied();
    for (old, at) in &nodes.drop {
        draw(nodes.empty.get(old).copied(), Some(*at), EdgeKind::Needs);
        // What a child keeps that is set free from its parent would go with the parent's.
        let heirs = cx
            .old
            .dependants(*old)
            .iter()
            .filter(|it| matches!(it.kind, EdgeKind::Follows | EdgeKind::Owned));
        for heir in heirs.map(|it| it.from).filter(|heir| !all.drops(*heir)) {
            let tie = tie(cx.old, heir, *old);
            draw(tie.and_then(drop), Some(*at), EdgeKind::Needs);
            // What another parent gives it comes first, so that it keeps it all the while.
            let is = cx.new.find(&cx.old.at(heir).id);
            for edge in is.map_or(&[][..], |is| cx.new.needs(is)) {
                let create = nodes.create.get(&edge.to).copied();
                let follows = edge.kind == EdgeKind::Follows && tie.is_none_or(|it| !all.drops(it));
                draw(create.filter(|_| follows), Some(*at), EdgeKind::Mentions);
            }
        }
        let kind = cx.old.at(*old).id.kind;
        if kind.info().links {
            untie(cx, nodes, *old, *at, draw);
        }
        if nodes.list.get(*at).map(|node| node.verb) == Some(Verb::Drop(*old)) {
            for held in kinds::of(kind).holds(cx.old, *old) {
                draw(Some(*at), drop(held), EdgeKind::Needs);
            }
        }
        for edge in cx.old.needs(*old) {
            if is_shared(cx.old, *old, edge) && is_linked(cx, all, *old, edge.to) {
                // The server lets go of what is a parent's and the child's own in turn.
                for above in several::line(cx, all, edge.to) {
                    draw(drop(above), Some(*at), edge.kind);
                }
                continue;
            }
            let ends = tie(cx.old, *old, edge.to).and_then(drop);
            if edge.kind == EdgeKind::Follows
                && (several::goes_with_another(cx, all, nodes, *old, edge.to)
                    || (ends.is_some() && is_shared(cx.old, *old, edge)))
            {
                draw(ends, Some(*at), edge.kind);
                continue;
            }
            // What was made hollow uses nothing any more.
            let empty = nodes.empty.get(old).copied();
            draw(empty, drop(edge.to), edge.kind);
            let kind = weak_if(empty.is_some(), edge.kind);
            let ends = Some(*at).filter(|_| !stays_whole(cx, all, nodes, *old, edge.to));
            draw(ends, drop(edge.to), kind);
            // What was moved aside still uses what it was made of.
            draw(release(*old), release(edge.to), kind);
            // Only a change of type needs those gone that use what changes.
            let pins = cx.old.at(*old).id.kind.info().pins;
            let kind = if pins || all.retypes(edge.to) {
                edge.kind
            } else {
                EdgeKind::Mentions
            };
            draw(Some(*at), nodes.alter.get(&edge.to).copied(), kind);
            if cx.old.at(*old).parent != Some(edge.to) {
                draw(Some(*at), nodes.detach.get(&edge.to).copied(), edge.kind);
            }
            if matches!(edge.kind, EdgeKind::Owned | EdgeKind::Follows) {
                // What is tied to its owner is set free before it can be dropped.
                let tie = tie(cx.old, *old, edge.to);
                draw(tie.and_then(drop), Some(*at), edge.kind);
            }
        }
    }
}

/// What leaves another does so before the parts of both change or come: each gets its own.
fn untie(cx: &Cx<'_>, nodes: &Nodes, tie: Ref, at: usize, draw: &mut Draw<'_>) {
    let above = cx.old.needs(tie).iter().map(|edge| edge.to);
    let both: BTreeSet<Ref> = above.chain(cx.old.at(tie).parent).collect();
    for table in both
        .into_iter()
        .filter(|it| cx.old.at(*it).parent.is_none())
    {
        for part in cx.old.children(table) {
            let alter = nodes.alter.get(part).copied();
            draw(Some(at), alter, EdgeKind::Mentions);
        }
        let is = cx.new.find(&cx.old.at(table).id);
        for part in is.map_or(&[][..], |is| cx.new.children(is)) {
            draw(
                Some(at),
                nodes.create.get(part).copied(),
                EdgeKind::Mentions,
            );
        }
    }
}

fn alters(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (old, at) in &nodes.alter {
        for edge in cx.old.needs(*old) {
            let tie = tie(cx.old, *old, edge.to).and_then(|it| nodes.drop.get(&it).copied());
            if edge.kind == EdgeKind::Follows && tie.is_some() {
                // What is set free changes by itself.
                draw(tie, Some(*at), edge.kind);
            } else if edge.kind == EdgeKind::Follows
                && (cx.old.at(*old).is(FROM_PARENT) || nodes.drop.contains_key(&edge.to))
            {
                // What it has from there is its own alone then, if no other gives it.
                let is = cx.new.get(&cx.old.at(*old).id);
                let kind = weak_if(is.is_some_and(|is| is.is(FROM_PARENT)), edge.kind);
                draw(nodes.drop.get(&edge.to).copied(), Some(*at), kind);
            } else if edge.kind != EdgeKind::Mentions || !all.replaces(edge.to) {
                // A text lets go of its type at once.
                let text = nodes.detach.get(old).filter(|_| all.texts.contains(old));
                let at = text.unwrap_or(at);
                draw(Some(*at), nodes.release.get(&edge.to).copied(), edge.kind);
            }
        }
        if let Some(new) = cx.new.find(&cx.old.at(*old).id) {
            comes_after(cx, all, nodes, new, *at, draw);
            let rules = kinds::of(cx.old.at(*old).id.kind);
            for first in rules.changes_behind(cx, new) {
                draw(
                    nodes.create.get(&first).copied(),
                    Some(*at),
                    EdgeKind::Needs,
                );
            }
            for first in rules.changes_after(cx, *old, new) {
                draw(nodes.alter.get(&first).copied(), Some(*at), EdgeKind::Needs);
            }
        }
    }
}

fn creates(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (new, at) in &nodes.hollow {
        // It needs what its outside names, which cannot lie in the circle.
        let mut hint = |before: Option<usize>, after: Option<usize>, _: EdgeKind| {
            draw(before, after, EdgeKind::Mentions);
        };
        comes_after(cx, all, nodes, *new, *at, &mut hint);
        draw(Some(*at), nodes.create.get(new).copied(), EdgeKind::Needs);
        if let Some(old) = cx.old.find(&cx.new.at(*new).id) {
            draw(nodes.drop.get(&old).copied(), Some(*at), EdgeKind::Needs);
        }
    }
    for (new, at) in &nodes.create {
        comes_after(cx, all, nodes, *new, *at, draw);
        // What another's statement brings along comes when that does.
        let is_own = nodes
            .list
            .get(*at)
            .is_some_and(|node| node.verb == Verb::Create(*new));
        let firsts = if is_own {
            kinds::of(cx.new.at(*new).id.kind).after(cx, *new)
        } else {
            Vec::new()
        };
        for left in kinds::of(cx.new.at(*new).id.kind).left_by(cx, *new) {
            draw(nodes.drop.get(&left).copied(), Some(*at), EdgeKind::Needs);
        }
        for first in firsts {
            draw(
                nodes.create.get(&first).copied(),
                Some(*at),
                EdgeKind::Needs,
            );
            let changed = cx.old.find(&cx.new.at(first).id);
            let changed = changed.and_then(|old| nodes.alter.get(&old).copied());
            draw(changed, Some(*at), EdgeKind::Needs);
        }
        if let Some(old) = cx.old.find(&cx.new.at(*new).id) {
            draw(nodes.drop.get(&old).copied(), Some(*at), EdgeKind::Needs);
        }
    }
}

/// Draws the arrows about stand-ins: each comes before the object itself, and after what
/// that needs and does not need it.
fn stubs(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (new, at) in &nodes.stub {
        draw(Some(*at), nodes.create.get(new).copied(), EdgeKind::Needs);
        for edge in cx.new.needs(*new) {
            if !cx.new.is_mutual(edge.to, *new) {
                draw(nodes.create.get(&edge.to).copied(), Some(*at), edge.kind);
            }
        }
        if let Some(old) = cx.old.find(&cx.new.at(*new).id) {
            draw(nodes.drop.get(&old).copied(), Some(*at), EdgeKind::Needs);
        }
    }
}

/// A table joins another when what that has and is to lose has gone: it would have to have
/// all of its columns and checks.
fn ties(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (at, node) in nodes.list.iter().enumerate() {
        let Verb::Create(new) = node.verb else {
            continue;
        };
        if !cx.new.at(new).id.kind.info().links {
            continue;
        }
        for edge in cx.new.needs(new) {
            let above = cx.old.find(&cx.new.at(edge.to).id);
            for part in above.map_or(&[][..], |above| cx.old.children(above)) {
                let is_column = cx.old.at(*part).id.kind.info().holds_data;
                let kind = if is_column {
                    EdgeKind::Needs
                } else {
                    EdgeKind::Mentions
                };
                draw(nodes.drop.get(part).copied(), Some(at), kind);
            }
        }
    }
}

/// What is untied from what prescribes its parts is so while they, and that, change.
fn untied(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let needs = EdgeKind::Needs;
    for old in &all.untied {
        let (away, back) = (
            nodes.detach.get(old).copied(),
            nodes.alter.get(old).copied(),
        );
        let of = cx.old.needs(*old).iter().map(|edge| edge.to);
        let wholes: Vec<Ref> = of
            .filter(|it| cx.old.at(*it).parent.is_none())
            .chain([*old])
            .collect();
        for whole in wholes {
            let is_part = |catalog: &Catalog, at: Ref| {
                let info = catalog.at(at).id.kind.info();
                info.holds_data || info.inline == Inline::Always
            };
            let mut around = |node: Option<usize>| {
                draw(away, node, needs);
                draw(node, back, needs);
            };
            for part in cx
                .old
                .children(whole)
                .iter()
                .filter(|at| is_part(cx.old, **at))
            {
                around(nodes.drop.get(part).copied());
                around(nodes.alter.get(part).copied());
                if !cx.old.at(*old).id.kind.info().links {
                    continue;
                }
                for edge in cx.old.needs(*part) {
                    let above = nodes.alter.get(&edge.to).copied();
                    around(above.filter(|_| edge.kind == EdgeKind::Follows));
                }
            }
            let is = cx.new.find(&cx.old.at(whole).id);
            for part in is.map_or(&[][..], |is| cx.new.children(is)) {
                if is_part(cx.new, *part) {
                    around(nodes.create.get(part).copied());
                }
            }
        }
    }
}

/// What is made ready comes before the object it is for leaves or changes, and before all
/// leaves that depends on it: nothing is away while it is made.
fn prepares(cx: &Cx<'_>, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (old, at) in &nodes.prepare {
        let needs = EdgeKind::Needs;
        draw(Some(*at), nodes.drop.get(old).copied(), needs);
        draw(Some(*at), nodes.alter.get(old).copied(), needs);
        for edge in cx.old.dependants(*old) {
            if edge.kind == needs {
                draw(Some(*at), nodes.drop.get(&edge.from).copied(), needs);
            }
        }
        let Some(new) = cx.new.find(&cx.old.at(*old).id) else {
            continue;
        };
        let create = nodes.create.get(&new).copied();
        draw(Some(*at), create, needs);
        // The old one was moved out of the way; it goes when the new one is there.
        for edge in cx.old.needs(*old).iter().filter(|_| create.is_some()) {
            draw(create, nodes.drop.get(&edge.to).copied(), edge.kind);
        }
        for edge in cx.new.needs(new) {
            draw(nodes.create.get(&edge.to).copied(), Some(*at), edge.kind);
            let Some(was) = cx.old.find(&cx.new.at(edge.to).id) else {
                continue;
            };
            let ready = nodes.prepare.get(&was).or_else(|| nodes.alter.get(&was));
            draw(ready.copied(), Some(*at), edge.kind);
            // It names what is ready, not yet in its place.
            if nodes.prepare.contains_key(&was) {
                draw(Some(*at), nodes.alter.get(&was).copied(), needs);
            }
        }
    }
}

/// Returns the node that makes an object hollow at first; a part of such an object is there
/// then, too.
fn hollow(cx: &Cx<'_>, nodes: &Nodes, new: Ref) -> Option<usize> {
    let whole = cx.new.at(new).parent;
    let whole = whole.filter(|whole| nodes.create.get(whole) == nodes.create.get(&new));
    let nodes = &nodes.hollow;
    nodes.get(&new).or_else(|| nodes.get(&whole?)).copied()
}

/// Draws the arrows from what an object of the new catalog needs to its node.
fn comes_after(
    cx: &Cx<'_>,
    all: &Decisions,
    nodes: &Nodes,
    new: Ref,
    at: usize,
    draw: &mut Draw<'_>,
) {
    let alter = |at: Ref| nodes.alter.get(&cx.old.find(&cx.new.at(at).id)?).copied();
    for edge in cx.new.needs(new) {
        let is_mutual = cx.new.is_mutual(new, edge.to);
        let stub = nodes.stub.get(&edge.to).copied().filter(|_| is_mutual);
        let create = stub.or_else(|| nodes.create.get(&edge.to).copied());
        let with_another = several::comes_with_another(cx, all, nodes, new, edge);
        let is_linked = is_linked_new(cx, all, new, edge.to);
        if is_given_later(cx, nodes, new, edge) || (with_another && !is_linked) {
            continue;
        }
        let hollow = hollow(cx, nodes, edge.to);
        draw(hollow, Some(at), edge.kind);
        let kind = weak_if(hollow.is_some() || with_another, edge.kind);
        let is_there = is_shared(cx.new, new, edge) || was_own(cx, nodes, new, edge);
        if is_there && is_linked {
            // The parent's takes in what the child has already.
            draw(Some(at), create, kind);
        } else if edge.kind == EdgeKind::Follows && waits_for(cx, edge.to, new) {
            draw(Some(at), create, kind);
        } else {
            draw(create, Some(at), kind);
        }
        // Of two that need one another the one that is there already changes last, and what is
        // untied is tied again after its parts.
        let is_untied = cx
            .old
            .find(&cx.new.at(edge.to).id)
            .is_some_and(|it| all.untied.contains(&it));
        if !(is_mutual || is_untied && cx.new.at(new).parent == Some(edge.to)) {
            draw(alter(edge.to), Some(at), edge.kind);
        }
        // Its parts as well come first where they can: those split off it to break a circle,
        // those that change.
        let parts = cx.new.children(edge.to).iter();
        for part in parts.filter(|part| is_inline(cx.new, **part) && **part != new) {
            draw(
                nodes.create.get(part).copied(),
                Some(at),
                EdgeKind::Mentions,
            );
            draw(alter(*part), Some(at), EdgeKind::Mentions);
        }
    }
}

fn is_inline(catalog: &Catalog, at: Ref) -> bool {
    catalog.at(at).id.kind.info().inline == Inline::IfPossible
}

fn weak_if(is_weak: bool, kind: EdgeKind) -> EdgeKind {
    if is_weak { EdgeKind::Mentions } else { kind }
}

/// Tells whether an object gets its owner by a statement of its own, so that it can be there
/// first: the sequence that a new column of an old table has as its default.
fn is_given_later(cx: &Cx<'_>, nodes: &Nodes, new: Ref, edge: &Edge) -> bool {
    let is_member = cx.new.at(new).parent.is_some();
    let table = cx.new.at(edge.to).parent;
    edge.kind == EdgeKind::Owned
        && !is_member
        && table.is_some_and(|table| !nodes.create.contains_key(&table))
}

/// Tells whether a member comes from a parent table and is the table's own as well.
fn is_shared(catalog: &Catalog, at: Ref, edge: &Edge) -> bool {
    edge.kind == EdgeKind::Follows && !catalog.at(at).is(FROM_PARENT)
}

/// Tells whether a member that changes was its table's own before.
fn was_own(cx: &Cx<'_>, nodes: &Nodes, new: Ref, edge: &Edge) -> bool {
    let old = cx.old.find(&cx.new.at(new).id);
    edge.kind == EdgeKind::Follows
        && old.is_some_and(|old| nodes.alter.contains_key(&old) && !cx.old.at(old).is(FROM_PARENT))
}

/// Tells whether a member comes to the table of another only when that is there.
fn waits_for(cx: &Cx<'_>, member: Ref, other: Ref) -> bool {
    let firsts = kinds::of(cx.new.at(member).id.kind).after(cx, member);
    cx.new
        .at(other)
        .parent
        .is_some_and(|table| firsts.contains(&table))
}

/// Returns what ties the table of a member to that of its owner.
pub(super) fn tie(catalog: &Catalog, owned: Ref, by: Ref) -> Option<Ref> {
    let (table, above) = (catalog.at(owned).parent?, catalog.at(by).parent?);
    let mut members = catalog.children(table).iter().copied();
    members.find(|at| {
        catalog.at(*at).id.kind.info().links
            && catalog.needs(*at).iter().any(|edge| edge.to == above)
    })
}
