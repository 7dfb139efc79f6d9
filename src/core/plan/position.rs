//! Where parts of an object stand in an order that no statement changes: PostgreSQL puts a
//! new column behind all others (manual, "ALTER TABLE"), and a dump tells.

use std::collections::BTreeMap;

use crate::{
    catalog::{Name, Ref},
    kinds::{self, Cx},
};

use super::decide::Decisions;

/// How many are named in a remark.
const NAMED: usize = 3;

/// Says which objects end with their parts in another order than the new catalog has.
pub(super) fn remark(cx: &Cx<'_>, all: &Decisions) -> Option<String> {
    let mut moved = Vec::new();
    let wholes = cx
        .new
        .objects()
        .filter(|(at, _)| !cx.new.children(*at).is_empty());
    for (new, object) in wholes {
        let Some(old) = cx.old.find(&object.id).filter(|old| !all.drops(*old)) else {
            continue;
        };
        let wanted: Vec<&Name> = placed(cx, new, true).into_values().collect();
        if wanted.len() > 1 && ends(cx, all, old, &wanted) != wanted {
            moved.push(object.id.to_string());
        }
    }
    let named = moved
        .iter()
        .take(NAMED)
        .cloned()
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

/// Lists the parts that have a place, in their order.
fn placed<'a>(cx: &Cx<'a>, whole: Ref, is_new: bool) -> BTreeMap<i64, &'a Name> {
    let catalog = if is_new { cx.new } else { cx.old };
    let parts = catalog.children(whole).iter().filter_map(|at| {
        let part = catalog.at(*at);
        let place = kinds::of(part.id.kind).position(part)?;
        Some((place, part.id.path.last()?))
    });
    parts.collect()
}

/// Lists the parts in the order in which they end: what stays, then what comes.
fn ends<'a>(cx: &Cx<'a>, all: &Decisions, old: Ref, wanted: &[&'a Name]) -> Vec<&'a Name> {
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
    let before = placed(cx, old, false);
    let first = before.into_values().filter(|name| stays.contains_key(name));
    let first: Vec<&Name> = first.filter(|name| wanted.contains(name)).collect();
    let last = wanted
        .iter()
        .copied()
        .filter(|name| !stays.contains_key(name));
    first.into_iter().chain(last).collect()
}
