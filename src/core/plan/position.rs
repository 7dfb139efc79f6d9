//! Where parts of an object stand in an order that no statement changes: PostgreSQL puts a
//! new column behind all others (manual, "ALTER TABLE"), and a dump tells.

use std::collections::{BTreeMap, HashMap};

use crate::{
    catalog::{Name, Ref},
    kinds::{self, Cx, by_place},
};

use super::{
    fate::Decisions,
    nodes::{Nodes, Verb},
    write::Written,
};

/// How many are named in a remark.
const NAMED: usize = 3;

/// A part of the new catalog and its name.
type Part<'a> = (Ref, &'a Name);

/// Lists the objects of the new catalog that end with their parts in another order than it has,
/// when the statements have run as they were written.
pub(super) fn moved(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, written: &[Written]) -> Vec<Ref> {
    let mut of_nodes: HashMap<usize, usize> = HashMap::new();
    for (turn, it) in written.iter().enumerate() {
        of_nodes.entry(it.node).or_insert(turn);
    }
    let turn = |new: Ref| {
        let old = cx.old.find(&cx.new.at(new).id);
        let ready = old.filter(|old| all.swaps(*old));
        let ready = ready.and_then(|old| nodes.prepare.get(&old));
        of_nodes
            .get(ready.or_else(|| nodes.hollow.get(&new).or(nodes.create.get(&new)))?)
            .copied()
    };
    let mut moved = Vec::new();
    let wholes = cx
        .new
        .objects()
        .filter(|(at, _)| !cx.new.children(*at).is_empty());
    for (new, object) in wholes {
        let Some(old) = cx.old.find(&object.id).filter(|old| !all.drops(*old)) else {
            continue;
        };
        let wanted: Vec<Part<'_>> = placed(cx, new, true).into_values().collect();
        let names = wanted.iter().map(|it| it.1);
        if wanted.len() > 1 && !ends(cx, all, old, &wanted, turn).into_iter().eq(names) {
            moved.push(new);
        }
    }
    moved
}

/// Says which objects stay with their parts in another order.
pub(super) fn remark(cx: &Cx<'_>, moved: &[Ref]) -> Option<String> {
    let named = moved
        .iter()
        .take(NAMED)
        .map(|at| cx.new.at(*at).id.to_string())
        .collect::<Vec<_>>()
        .join(", ");
    let more = match moved.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!moved.is_empty()).then(|| {
        format!(
            "the order of columns stays another than that of the new side in {named}{more}: \
             no statement moves one, a new one comes last"
        )
    })
}

/// Says what the plan writes that reads those objects by the order of their parts.
pub(super) fn misread(cx: &Cx<'_>, nodes: &Nodes, moved: &[Ref]) -> Vec<String> {
    let is_written = |at: Ref| {
        let was = cx.old.find(&cx.new.at(at).id);
        nodes.create.contains_key(&at) || was.is_some_and(|was| nodes.alter.contains_key(&was))
    };
    let readers = moved.iter().flat_map(|whole| {
        let readers = by_place::readers(cx.new, *whole).into_iter();
        readers.map(|reader| (reader, *whole))
    });
    let written = readers.filter(|(at, _)| is_written(*at) || is_written(cx.new.root(*at)));
    let said = written.map(|(at, whole)| {
        format!(
            "{} names the columns of {} by their place, and their order is another here: it \
             reads other columns than on the new side; look at what it returns",
            cx.new.at(at).id,
            cx.new.at(whole).id
        )
    });
    said.collect()
}

/// Lists nodes and the next of the same whole: what comes to one that is there does so in
/// the order of its parts, where nothing speaks against it.
pub(super) fn in_turn(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes) -> Vec<(usize, usize)> {
    let mut come: BTreeMap<Ref, BTreeMap<i64, usize>> = BTreeMap::new();
    for (at, node) in nodes.list.iter().enumerate() {
        let new = match node.verb {
            Verb::Create(new) if !nodes.hollow.contains_key(&new) => new,
            Verb::Hollow(new) => new,
            Verb::Prepare(old, new) if all.swaps(old) => new,
            _ => continue,
        };
        let part = cx.new.at(new);
        let place = kinds::of(part.id.kind).position(part);
        if let (Some(whole), Some(place)) = (part.parent, place) {
            come.entry(whole).or_default().insert(place, at);
        }
    }
    let next = |parts: &BTreeMap<i64, usize>| {
        let all: Vec<usize> = parts.values().copied().collect();
        all.iter()
            .copied()
            .zip(all.iter().copied().skip(1))
            .collect::<Vec<_>>()
    };
    come.values().flat_map(next).collect()
}

/// Lists the parts that have a place, in their order.
fn placed<'a>(cx: &Cx<'a>, whole: Ref, is_new: bool) -> BTreeMap<i64, Part<'a>> {
    let catalog = if is_new { cx.new } else { cx.old };
    let parts = catalog.children(whole).iter().filter_map(|at| {
        let part = catalog.at(*at);
        let place = kinds::of(part.id.kind).position(part)?;
        Some((place, (*at, part.id.path.last()?)))
    });
    parts.collect()
}

/// Lists the parts in the order in which they end: what stays, then what comes.
fn ends<'a>(
    cx: &Cx<'a>,
    all: &Decisions,
    old: Ref,
    wanted: &[Part<'a>],
    turn: impl Fn(Ref) -> Option<usize>,
) -> Vec<&'a Name> {
    let stays: BTreeMap<&Name, Ref> = cx
        .old
        .children(old)
        .iter()
        .filter(|at| !all.drops(**at) && !all.swaps(**at))
        .filter(|at| {
            let part = cx.old.at(**at);
            kinds::of(part.id.kind).position(part).is_some()
        })
        .filter_map(|at| Some((cx.old.at(*at).id.path.last()?, *at)))
        .collect();
    let is_wanted = |name: &Name| wanted.iter().any(|it| it.1 == name);
    let before = placed(cx, old, false).into_values().map(|it| it.1);
    let first = before.filter(|name| stays.contains_key(name) && is_wanted(name));
    let mut last: Vec<Part<'a>> = wanted.to_vec();
    last.retain(|it| !stays.contains_key(it.1));
    last.sort_by_key(|it| turn(it.0));
    first.chain(last.into_iter().map(|it| it.1)).collect()
}
