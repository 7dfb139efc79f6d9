//! The nodes of the plan's graph: each is one object's drop, change or creation, with the
//! parts that go or come with it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Catalog, EdgeKind, Inline, Ref},
    kinds::{self, Cx, FROM_PARENT},
};

use super::{
    decide::{goes_with, has_aside, is_linked},
    fate::{Decisions, Fate},
};

/// What a node does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    /// Drops an object of the old catalog.
    Drop(Ref),
    /// Moves an object of the old catalog out of the way under another name.
    Aside(Ref),
    /// Makes ready what takes the place of an object, while that is still in use.
    Prepare(Ref, Ref),
    /// Changes an object: its places in the old and the new catalog.
    Alter(Ref, Ref),
    /// Lets a column go from the row type that it is of, or a table from its type.
    Detach(Ref, Ref),
    /// Changes a column over to its type's successor.
    Rehome(Ref, Ref),
    /// Makes a stand-in for an object of the new catalog, for what needs it and is needed
    /// by it.
    Stub(Ref),
    /// Creates an object of the new catalog.
    Create(Ref),
    /// Drops what was moved out of the way.
    DropAside(Ref),
    /// Puts something hollow in the place of an object of the old catalog.
    Empty(Ref),
    /// Creates an object of the new catalog hollow; [`Verb::Create`] fills it.
    Hollow(Ref),
}

/// One node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it does.
    pub verb: Verb,
    /// The objects that it drops or creates besides, in the same catalog.
    pub parts: Vec<Ref>,
}

/// All nodes, and where each object's are.
#[derive(Default)]
pub(super) struct Nodes {
    /// The nodes.
    pub list: Vec<Node>,
    /// By place in the old catalog: the node by which it leaves.
    pub drop: BTreeMap<Ref, usize>,
    /// By place in the old catalog: the node after which its name and form are gone.
    pub release: BTreeMap<Ref, usize>,
    /// By place in the old catalog: the node that makes its successor ready.
    pub prepare: BTreeMap<Ref, usize>,
    /// By place in the old catalog: the node by which it lets go of a row type.
    pub detach: BTreeMap<Ref, usize>,
    /// By place in the old catalog: the node that changes it.
    pub alter: BTreeMap<Ref, usize>,
    /// By place in the new catalog: the node that makes its stand-in.
    pub stub: BTreeMap<Ref, usize>,
    /// By place in the new catalog: the node that creates it.
    pub create: BTreeMap<Ref, usize>,
    /// By place in the old catalog: the node that makes it hollow before it goes.
    pub empty: BTreeMap<Ref, usize>,
    /// By place in the new catalog: the node that makes it hollow at first.
    pub hollow: BTreeMap<Ref, usize>,
}

/// What breaks a circle of dependencies: objects that get a statement of their own though
/// they could come or go with another, and those that make room before they can go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// By place in the old catalog: dropped apart.
    pub drops: BTreeSet<Ref>,
    /// By place in the new catalog: created apart.
    pub creates: BTreeSet<Ref>,
    /// By place in the new catalog: what gets a stand-in first.
    pub stubs: BTreeSet<Ref>,
    /// By place in the old catalog: what goes with another that it needs and that needs it.
    pub joins: BTreeMap<Ref, Ref>,
    /// By place in the old catalog: moved aside, and dropped at the end.
    pub asides: BTreeSet<Ref>,
    /// By place in the old catalog: made hollow before it goes.
    pub empties: BTreeSet<Ref>,
    /// By place in the new catalog: made hollow at first.
    pub hollows: BTreeSet<Ref>,
    /// By place in the old catalog: what is replaced without its successor being made ready
    /// before.
    pub unprepared: BTreeSet<Ref>,
}

/// Makes the nodes for what was decided.
pub(super) fn nodes(cx: &Cx<'_>, all: &Decisions, split: &Split) -> Nodes {
    let mut nodes = Nodes::default();
    let mut creates: BTreeSet<Ref> = all.adds.iter().copied().collect();
    creates.extend(changes(cx, all, split, &mut nodes));
    let drops: Vec<Ref> = all
        .fates
        .keys()
        .copied()
        .filter(|old| all.drops(*old))
        .collect();
    for old in &drops {
        let root = drop_root(cx, all, split, *old);
        let at = *nodes.drop.entry(root).or_insert_with(|| {
            let moves = split.asides.contains(&root) || is_rehomed(cx, all, root);
            let verb = if moves {
                Verb::Aside(root)
            } else {
                Verb::Drop(root)
            };
            nodes.list.push(Node {
                verb,
                parts: Vec::new(),
            });
            nodes.list.len() - 1
        });
        join(&mut nodes, at, root, *old);
        nodes.drop.insert(*old, at);
    }
    for old in &drops {
        let Some(at) = nodes.drop.get(old).copied() else {
            continue;
        };
        let release = match nodes.list.get(at).map(|node| node.verb) {
            Some(Verb::Aside(root)) => *nodes.release.entry(root).or_insert_with(|| {
                nodes.list.push(Node {
                    verb: Verb::DropAside(root),
                    parts: Vec::new(),
                });
                nodes.list.len() - 1
            }),
            _ => at,
        };
        nodes.release.insert(*old, release);
    }
    stubs(&mut nodes, &creates, split);
    for new in &creates {
        let root = create_root(cx, all, split, &creates, *new);
        let at = *nodes.create.entry(root).or_insert_with(|| {
            nodes.list.push(Node {
                verb: Verb::Create(root),
                parts: Vec::new(),
            });
            nodes.list.len() - 1
        });
        join(&mut nodes, at, root, *new);
        nodes.create.insert(*new, at);
    }
    hollow(&mut nodes, all, split);
    nodes
}

fn stubs(nodes: &mut Nodes, creates: &BTreeSet<Ref>, split: &Split) {
    for new in split.stubs.iter().filter(|new| creates.contains(new)) {
        nodes.stub.insert(*new, nodes.list.len());
        nodes.add(Verb::Stub(*new));
    }
}

/// Makes the nodes for what changes in place or is made ready; returns what is replaced.
fn changes(cx: &Cx<'_>, all: &Decisions, split: &Split, nodes: &mut Nodes) -> Vec<Ref> {
    let mut replaced = Vec::new();
    for (old, fate) in &all.fates {
        let Some(new) = cx.new.find(&cx.old.at(*old).id) else {
            continue;
        };
        if is_prepared(cx, all, split, *old, new) {
            nodes.prepare.insert(*old, nodes.list.len());
            nodes.add(Verb::Prepare(*old, new));
        }
        let verb = match fate {
            Fate::Drop => continue,
            Fate::Replace => {
                replaced.push(new);
                continue;
            }
            Fate::Alter { .. } => Verb::Alter(*old, new),
            Fate::Rehome { .. } => Verb::Rehome(*old, new),
        };
        if all.detaches(*old) || all.untied.contains(old) {
            nodes.detach.insert(*old, nodes.list.len());
            nodes.add(Verb::Detach(*old, new));
        }
        nodes.alter.insert(*old, nodes.list.len());
        nodes.add(verb);
    }
    replaced
}

impl Nodes {
    fn add(&mut self, verb: Verb) {
        self.list.push(Node {
            verb,
            parts: Vec::new(),
        });
    }
}

/// Adds the nodes of what is hollow for a time.
fn hollow(nodes: &mut Nodes, all: &Decisions, split: &Split) {
    let is_own = |new: &&Ref| {
        let at = nodes.create.get(*new).and_then(|at| nodes.list.get(*at));
        at.is_some_and(|node| node.verb == Verb::Create(**new))
    };
    let awaited = all.awaits.values().flatten().filter(is_own);
    let hollows: BTreeSet<Ref> = awaited.chain(&split.hollows).copied().collect();
    let list = &mut nodes.list;
    let mut push = |verb| {
        list.push(Node {
            verb,
            parts: Vec::new(),
        });
        list.len() - 1
    };
    let empties = split.empties.iter();
    nodes.empty = empties.map(|old| (*old, push(Verb::Empty(*old)))).collect();
    nodes.hollow = hollows
        .into_iter()
        .map(|new| (new, push(Verb::Hollow(new))))
        .collect();
}

/// Tells whether the successor of an object is made ready while the object is in use.
fn is_prepared(cx: &Cx<'_>, all: &Decisions, split: &Split, old: Ref, new: Ref) -> bool {
    let object = cx.old.at(old);
    cx.online
        && (all.replaces(old) || all.swaps(old))
        && !split.unprepared.contains(&old)
        && !object.parent.is_some_and(|parent| all.drops(parent))
        && !kinds::of(object.id.kind).prepare(cx, old, new).is_empty()
}

fn join(nodes: &mut Nodes, at: usize, root: Ref, part: Ref) {
    if root != part
        && let Some(node) = nodes.list.get_mut(at)
    {
        node.parts.push(part);
    }
}

/// Tells whether a column changes over from an object to its successor, or from another
/// that contains it and moves aside too.
fn is_rehomed(cx: &Cx<'_>, all: &Decisions, old: Ref) -> bool {
    has_aside(cx, old)
        && cx.old.dependants(old).iter().any(|edge| {
            let user = cx.old.root(edge.from);
            edge.kind == EdgeKind::Needs
                && (matches!(all.fates.get(&edge.from), Some(Fate::Rehome { .. }))
                    || (user != old
                        && all.drops(user)
                        && (is_rehomed(cx, all, user) || is_left(cx, all, user))))
        })
}

/// Tells whether a part of a type that goes keeps what it is made of until that goes too, under
/// another name.
pub(super) fn stays_whole(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, part: Ref, of: Ref) -> bool {
    let is_aside = |at: &Ref| nodes.release.get(at) != nodes.drop.get(at);
    let whole = cx.old.root(part);
    is_aside(&of) && !is_aside(&part) && !is_aside(&whole) && is_left(cx, all, whole)
}

/// Tells whether something that keeps values of a type that goes changes over to another: until
/// then the type has to stay whole.
fn is_left(cx: &Cx<'_>, all: &Decisions, old: Ref) -> bool {
    cx.old.dependants(old).iter().any(|edge| {
        edge.kind == EdgeKind::Needs
            && all.retypes(edge.from)
            && cx.old.at(edge.from).id.kind.info().holds_data
    })
}

/// Returns the object whose drop takes this one along; itself if none does.
fn drop_root(cx: &Cx<'_>, all: &Decisions, split: &Split, old: Ref) -> Ref {
    let mut at = old;
    // Each step goes to a parent, an owner or a followed member; the bound excludes circles.
    for _ in 0..32 {
        if split.drops.contains(&at) {
            break;
        }
        if let Some(with) = split.joins.get(&at).filter(|with| all.drops(**with)) {
            at = *with;
            continue;
        }
        let object = cx.old.at(at);
        let parent = object
            .parent
            .filter(|parent| object.id.kind.info().drops_with_parent && all.drops(*parent));
        let owner = || {
            let mut edges = cx.old.needs(at).iter();
            edges
                .find(|edge| all.drops(edge.to) && goes_with(cx, all, at, edge))
                .map(|it| it.to)
        };
        let followed = || {
            let mut above = followed_only(cx.old, at);
            above.find(|to| all.drops(*to) && is_linked(cx, all, at, *to))
        };
        match parent.or_else(owner).or_else(followed) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// Returns the object whose creation brings this one along; itself if none does.
fn create_root(
    cx: &Cx<'_>,
    all: &Decisions,
    split: &Split,
    creates: &BTreeSet<Ref>,
    new: Ref,
) -> Ref {
    let mut at = new;
    for _ in 0..32 {
        if split.creates.contains(&at) {
            break;
        }
        let object = cx.new.at(at);
        let is_inline = object.id.kind.info().inline != Inline::Never;
        let parent = object
            .parent
            .filter(|parent| is_inline && creates.contains(parent));
        let followed = || {
            let mut above = followed_only(cx.new, at);
            above.find(|to| creates.contains(to) && is_linked_new(cx, all, at, *to))
        };
        match parent.or_else(followed) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// As [`is_linked`], for members of the new catalog: the tables and their tie are there
/// before and stay.
pub(super) fn is_linked_new(cx: &Cx<'_>, all: &Decisions, member: Ref, followed: Ref) -> bool {
    let (Some(child), Some(parent)) = (cx.new.at(member).parent, cx.new.at(followed).parent) else {
        return false;
    };
    let Some(child) = cx.old.find(&cx.new.at(child).id) else {
        return false;
    };
    let Some(parent) = cx.old.find(&cx.new.at(parent).id) else {
        return false;
    };
    !all.drops(child)
        && !all.drops(parent)
        && cx.old.children(child).iter().any(|link| {
            cx.old.at(*link).id.kind.info().links
                && !all.drops(*link)
                && cx.old.needs(*link).iter().any(|edge| edge.to == parent)
        })
}

/// Tells whether an object of the new catalog is created as part of its parent.
pub(super) fn is_inlined(cx: &Cx<'_>, nodes: &Nodes, new: Ref) -> bool {
    let Some(parent) = cx.new.at(new).parent else {
        return false;
    };
    let (Some(own), Some(of_parent)) = (nodes.create.get(&new), nodes.create.get(&parent)) else {
        return false;
    };
    own == of_parent && kinds::of(cx.new.at(new).id.kind).kind().info().inline != Inline::Never
}

/// Lists what a member follows, if no statement of its own made it.
pub(super) fn followed_only(catalog: &Catalog, at: Ref) -> impl Iterator<Item = Ref> {
    let is_given = catalog.at(at).is(FROM_PARENT);
    let edges = catalog
        .needs(at)
        .iter()
        .filter(move |edge| is_given && edge.kind == EdgeKind::Follows);
    edges.map(|edge| edge.to)
}
