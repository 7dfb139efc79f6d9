//! Catalogs between two others, put together from objects and edges of both.
//!
//! One in the middle of a plan is what a target holds when some segments are done: from it
//! the way back is planned for a run that stopped halfway. Which objects make up a part
//! that somebody chose is not decided here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    catalog::{Builder, Catalog, Edge, EdgeKind, Object, ObjectId, Ref},
    kinds::{self, Cx, FROM_PARENT},
};

use super::{
    arrows::tie,
    nodes::{Nodes, Verb},
};

/// After how many segments something has happened to an object.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// By place in the old catalog: gone.
    gone: BTreeMap<Ref, usize>,
    /// By place in the old catalog: changed.
    changed: BTreeMap<Ref, usize>,
    /// By place in the new catalog: there.
    there: BTreeMap<Ref, usize>,
}

/// Returns the marks of a plan. It is told of the nodes that have statements the segments in
/// which they begin and are done. A node without is done with that of the object it
/// follows, or else with the one before it.
pub(super) fn marks(
    cx: &Cx<'_>,
    nodes: &Nodes,
    order: &[usize],
    [starts, ends]: [&BTreeMap<usize, usize>; 2],
) -> Marks {
    let end_of: BTreeMap<usize, usize> = ends.iter().map(|(node, end)| (*node, end + 1)).collect();
    let mut done_after: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last = 0;
    for at in order {
        last = end_of.get(at).copied().unwrap_or(last);
        done_after.insert(*at, last);
    }
    for at in order.iter().filter(|at| !end_of.contains_key(at)) {
        if let Some(start) = taken_in(cx, nodes, *at).and_then(|by| starts.get(&by)) {
            done_after.insert(*at, start + 1);
            continue;
        }
        let mut above = std::iter::successors(leader(cx, nodes, *at), |at| leader(cx, nodes, *at));
        // Bounded: two that leave the same table may lead to one another.
        let end = above
            .by_ref()
            .take(64)
            .find_map(|at| end_of.get(&at).copied());
        if let Some(end) = end.or_else(|| renamed_by(cx, nodes, *at, &end_of)) {
            done_after.insert(*at, end);
        }
    }
    let when = |at: &usize| done_after.get(at).copied().unwrap_or(0);
    let mut marks = Marks::default();
    for (old, at) in &nodes.drop {
        marks.gone.insert(*old, when(at));
    }
    for (old, at) in &nodes.alter {
        if matches!(
            nodes.list.get(*at).map(|node| node.verb),
            Some(Verb::Alter(..) | Verb::Rehome(..))
        ) {
            marks.changed.insert(*old, when(at));
        }
    }
    for (new, at) in &nodes.create {
        marks.there.insert(*new, when(at));
    }
    wait_for_givers(cx, &mut marks.there);
    go_with_givers(cx, &mut marks);
    marks
}

/// A member that stays, from parents alone, is away from when the last of those that gave it
/// has gone and its table is tied to one that is to give it, until that does so for good.
fn go_with_givers(cx: &Cx<'_>, marks: &mut Marks) {
    loop {
        let away = cx.old.objects().filter_map(|(old, member)| {
            let is = member.is(FROM_PARENT) && !marks.gone.contains_key(&old);
            let new = cx.new.find(&member.id).filter(|_| is)?;
            let is = cx.new.at(new).is(FROM_PARENT) && !marks.there.contains_key(&new);
            let gone = |at: Ref| marks.gone.get(&at).copied();
            let from = givers(cx.old, old).map(gone).collect::<Option<Vec<_>>>()?;
            let there = |at: Ref| marks.there.get(&at).copied().unwrap_or(0);
            let from = from.into_iter().max().filter(|_| is)?;
            let to = givers(cx.new, new).map(there).min()?;
            let ties = givers(cx.new, new).filter_map(|above| tie(cx.new, new, above));
            let tied = ties.map(there).min().filter(|_| from < to)?;
            let from = from.max(tied);
            (from < to).then_some((old, from, new, to))
        });
        let away: Vec<(Ref, usize, Ref, usize)> = away.collect();
        if away.is_empty() {
            return;
        }
        for (old, from, new, to) in away {
            marks.gone.insert(old, from);
            marks.there.insert(new, to);
        }
    }
}

fn givers(catalog: &Catalog, member: Ref) -> impl Iterator<Item = Ref> {
    let needs = catalog.needs(member).iter();
    let givers = needs.filter(|edge| edge.kind == EdgeKind::Follows);
    givers.map(|edge| edge.to)
}

/// A member that parents alone give is there for good with the first of theirs: one that is
/// not done yet goes with that again.
fn wait_for_givers(cx: &Cx<'_>, there: &mut BTreeMap<Ref, usize>) {
    loop {
        let given = there.iter().filter_map(|(new, at)| {
            let first = givers(cx.new, *new)
                .filter(|_| cx.new.at(*new).is(FROM_PARENT))
                .map(|above| there.get(&above).copied().unwrap_or(0))
                .min()?;
            (first > *at).then_some((*new, first))
        });
        let later: Vec<(Ref, usize)> = given.collect();
        if later.is_empty() {
            return;
        }
        there.extend(later);
    }
}

/// Returns the node that takes in, by the first of its statements, what goes without one: what
/// ties a table to another does so by its last.
fn taken_in(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> Option<usize> {
    let Verb::Drop(old) = nodes.list.get(at)?.verb else {
        return None;
    };
    let by = kinds::of(cx.old.at(old).id.kind).taken_by(cx, old);
    if by
        .iter()
        .any(|new| cx.new.at(*new).id.kind.info().links && nodes.create.contains_key(new))
    {
        return None;
    }
    by.iter().find_map(|new| nodes.create.get(new).copied())
}

/// Returns the node of the object that a node's object follows.
fn leader(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> Option<usize> {
    let verb = nodes.list.get(at)?.verb;
    let by = match verb {
        Verb::Create(new) => {
            let by = kinds::of(cx.new.at(new).id.kind).left_by(cx, new);
            by.iter().find_map(|old| nodes.drop.get(old).copied())
        }
        Verb::Drop(old) => {
            let by = kinds::of(cx.old.at(old).id.kind).taken_by(cx, old);
            by.iter().find_map(|new| nodes.create.get(new).copied())
        }
        _ => None,
    };
    if by.is_some() {
        return by;
    }
    match verb {
        Verb::Create(new) | Verb::Alter(_, new) => {
            let followed = cx.new.followed(new)?;
            let was = cx.old.find(&cx.new.at(followed).id);
            let altered = was.and_then(|was| nodes.alter.get(&was));
            nodes.create.get(&followed).or(altered).copied()
        }
        // What is made ready takes its place by one statement.
        Verb::Drop(old) if nodes.prepare.contains_key(&old) => {
            let new = cx.new.find(&cx.old.at(old).id)?;
            nodes.create.get(&new).copied()
        }
        Verb::Drop(old) => match cx.old.followed(old) {
            Some(followed) => nodes.drop.get(&followed).copied(),
            None => untied(cx, nodes, old),
        },
        _ => None,
    }
}

/// Returns the node by which the table of an object leaves another: what held them together
/// besides goes by that.
fn untied(cx: &Cx<'_>, nodes: &Nodes, old: Ref) -> Option<usize> {
    let above = std::iter::successors(cx.old.at(old).parent, |at| cx.old.at(*at).parent);
    let mut parts = above.flat_map(|at| cx.old.children(at));
    parts.find_map(|at| {
        let links = cx.old.at(*at).id.kind.info().links && *at != old;
        nodes.drop.get(at).copied().filter(|_| links)
    })
}

/// Returns when an object changes that has no statement of its own: with what it names.
fn renamed_by(
    cx: &Cx<'_>,
    nodes: &Nodes,
    at: usize,
    end_of: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let Verb::Alter(old, _) = nodes.list.get(at)?.verb else {
        return None;
    };
    let parent = cx.old.at(old).parent;
    let named = cx.old.needs(old).iter().map(|edge| edge.to);
    let changes = named.filter(|it| Some(*it) != parent);
    changes
        .filter_map(|it| end_of.get(nodes.alter.get(&it)?).copied())
        .max()
}

/// Returns the part of the catalog as it is when `done` segments are done: of the old one
/// these objects, a parent before its parts.
pub(super) fn compose(
    [old, new]: [&Catalog; 2],
    within: &BTreeSet<Ref>,
    marks: &Marks,
    done: usize,
) -> Catalog {
    let is_done = |at: Option<&usize>| at.is_some_and(|at| *at <= done);
    let form = |at: Ref| {
        if is_done(marks.gone.get(&at)) {
            return Form::Gone;
        }
        match new.find(&old.at(at).id) {
            Some(new) if is_done(marks.changed.get(&at)) => Form::New(new),
            _ => Form::Old,
        }
    };
    let come = marks.there.iter().filter(|(_, at)| **at <= done);
    let come = come.map(|(new, _)| *new);
    weave_of([old, new], within.iter().copied(), form, come)
}

/// What a catalog between two others holds of an object of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing.
    Gone,
    /// The object as it is.
    Old,
    /// The object of the new catalog.
    New(Ref),
}

/// Returns a catalog between two others: the objects of the old one in these forms, and
/// those of the new one that have come.
pub(super) fn weave(
    old: &Catalog,
    new: &Catalog,
    form: impl Fn(Ref) -> Form,
    has_come: impl Fn(Ref) -> bool,
) -> Catalog {
    let all = old.objects().map(|(at, _)| at);
    let come = new.objects().map(|(at, _)| at).filter(|at| has_come(*at));
    weave_of([old, new], all, form, come)
}

fn weave_of(
    [old, new]: [&Catalog; 2],
    olds: impl Iterator<Item = Ref>,
    form: impl Fn(Ref) -> Form,
    come: impl Iterator<Item = Ref>,
) -> Catalog {
    let mut builder = Builder::default();
    let mut kept: Vec<(Ref, bool)> = Vec::new();
    for at in olds {
        let (catalog, place, is_new) = match form(at) {
            Form::Gone => continue,
            Form::Old => (old, at, false),
            Form::New(new_at) => (new, new_at, true),
        };
        if add(&mut builder, catalog, place) {
            kept.push((place, is_new));
        }
    }
    for at in come {
        if add(&mut builder, new, at) {
            kept.push((at, true));
        }
    }
    let come = kept.iter().filter(|(_, is_new)| *is_new);
    let woven = Woven {
        old,
        new,
        come: come.map(|(at, _)| &new.at(*at).id).collect(),
        builder: &builder,
    };
    let edges: Vec<_> = kept
        .iter()
        .flat_map(|(at, is_new)| woven.edges(*at, *is_new))
        .collect();
    for (from, to, kind) in edges {
        builder.edge(from, to, kind);
    }
    let mut between = builder.finish(old.origin.clone());
    between.unmodelled.clone_from(&old.unmodelled);
    between.unread.clone_from(&old.unread);
    between
}

/// What is known of a catalog between two others before its edges are drawn.
struct Woven<'c> {
    old: &'c Catalog,
    new: &'c Catalog,
    /// What is as in the new catalog.
    come: HashSet<&'c ObjectId>,
    builder: &'c Builder,
}

impl Woven<'_> {
    /// Lists the edges of an object in one of its forms.
    fn edges(&self, at: Ref, is_new: bool) -> Vec<(Ref, Ref, EdgeKind)> {
        let catalog = if is_new { self.new } else { self.old };
        let counts = |edge: &&Edge| match edge.kind {
            EdgeKind::Owned => self.is_tied(catalog, at, edge.to),
            EdgeKind::Follows => self.follows(catalog, at, edge.to),
            _ => true,
        };
        let own = catalog.needs(at).iter().filter(counts);
        let own = own.filter_map(|edge| self.found(catalog, at, edge));
        // What does not change may come from another parent all the same.
        let is = self.new.find(&catalog.at(at).id).filter(|_| !is_new);
        let led = is.into_iter().flat_map(|is| {
            let edges = self.new.needs(is).iter();
            let led = edges.filter(move |edge| {
                edge.kind == EdgeKind::Follows && self.follows(self.new, is, edge.to)
            });
            led.filter_map(move |edge| self.found(self.new, is, edge))
        });
        own.chain(led).collect()
    }

    fn found(&self, catalog: &Catalog, at: Ref, edge: &Edge) -> Option<(Ref, Ref, EdgeKind)> {
        let from = self.builder.find(&catalog.at(at).id)?;
        let to = self.builder.find(&catalog.at(edge.to).id)?;
        Some((from, to, edge.kind))
    }

    /// Tells whether what says that an object goes with another has come: the part of it that
    /// names the other, where there is one.
    fn is_tied(&self, catalog: &Catalog, at: Ref, to: Ref) -> bool {
        let names = |part: &&Ref| catalog.needs(**part).iter().any(|edge| edge.to == to);
        let mut ties = catalog.children(at).iter().filter(names).peekable();
        let is_there = |part: &Ref| self.builder.find(&catalog.at(*part).id).is_some();
        ties.peek().is_none() || ties.any(is_there)
    }

    /// Tells whether the table of a member is tied to that of the one it follows: what ties
    /// them may tie the table to another in the other catalog.
    fn follows(&self, catalog: &Catalog, member: Ref, followed: Ref) -> bool {
        let Some(tie) = tie(catalog, member, followed) else {
            return true;
        };
        let (id, above) = (&catalog.at(tie).id, catalog.at(followed).parent);
        let source = if self.come.contains(id) {
            self.new
        } else {
            self.old
        };
        let is_named = |at: Ref| {
            let mut ends = source.needs(at).iter().map(|edge| &source.at(edge.to).id);
            above.is_some_and(|above| ends.any(|id| *id == catalog.at(above).id))
        };
        self.builder.find(id).is_some() && source.find(id).is_some_and(is_named)
    }
}

/// Adds an object with its parent found again by name.
fn add(builder: &mut Builder, catalog: &Catalog, at: Ref) -> bool {
    let object = catalog.at(at);
    let parent = match object.parent {
        None => None,
        Some(parent) => match builder.find(&catalog.at(parent).id) {
            None => return false,
            found => found,
        },
    };
    builder
        .add(Object {
            parent,
            ..object.clone()
        })
        .is_some()
}
