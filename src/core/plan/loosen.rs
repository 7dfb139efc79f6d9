//! What lets go for a while of something that changes: columns of a table's row type, tables
//! whose columns a composite type prescribes, indexes that a partition is not to get.

use std::collections::BTreeSet;

use crate::{
    catalog::Ref,
    kinds::{self, Cx},
};

use super::{
    decide::{change_over, replace},
    fate::{Decisions, Fate},
};

/// Unties what stays and changes in its parts, or in what prescribes them.
pub(super) fn untie(cx: &Cx<'_>, all: &mut Decisions, queue: &mut Vec<Ref>) {
    let added: BTreeSet<Ref> = all
        .adds
        .iter()
        .filter_map(|new| cx.old.find(&cx.new.at(cx.new.at(*new).parent?).id))
        .collect();
    let moves = |all: &Decisions, at: Ref| {
        let mut family = cx.old.children(at).iter().chain([&at]);
        added.contains(&at) || family.any(|it| all.fates.contains_key(it))
    };
    let of_types: BTreeSet<Ref> = all
        .fates
        .keys()
        .copied()
        .chain(added.iter().copied())
        .collect();
    let users = of_types.iter().flat_map(|at| {
        let root = cx.old.root(*at);
        let users = cx.old.dependants(root).iter().map(|edge| edge.from);
        users.chain([root])
    });
    let tied: BTreeSet<Ref> = users.collect();
    for old in tied {
        let Some(new) = cx.new.find(&cx.old.at(old).id).filter(|_| !all.drops(old)) else {
            continue;
        };
        let mut prescribe = cx.old.needs(old).iter().map(|edge| edge.to);
        if kinds::of(cx.old.at(old).id.kind)
            .untie(cx, old, new)
            .is_some()
            && (moves(all, old) || prescribe.any(|it| moves(all, it)))
        {
            change_over(cx, old, new, all, queue);
            all.untied.insert(old);
        }
    }
}

/// Lets what keeps values of a row type go while a column of the table changes its type, or
/// the table is written anew.
pub(super) fn detach(cx: &Cx<'_>, old: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    if !all.loosens(old) || all.swaps(old) {
        return;
    }
    let is = cx.new.find(&cx.old.at(old).id);
    let after = is.map(|at| kinds::of(cx.new.at(at).id.kind).row_keepers(cx.new, at));
    let after: BTreeSet<Ref> = after.into_iter().flatten().collect();
    for keeper in kinds::of(cx.old.at(old).id.kind).row_keepers(cx.old, old) {
        let object = cx.old.at(keeper);
        let Some(new) = cx.new.find(&object.id).filter(|_| !all.drops(keeper)) else {
            continue;
        };
        let rules = kinds::of(object.id.kind);
        if rules.detach(cx, keeper).is_none() {
            replace(keeper, all, queue);
        } else if !after.contains(&new)
            && (all.texts.contains(&keeper)
                || matches!(
                    all.fates.get(&keeper),
                    Some(Fate::Alter { retypes: true, .. })
                ))
        {
            // Its new type lets go of the rows for good.
            all.released.entry(keeper).or_default().push(old);
        } else {
            change_over(cx, keeper, new, all, queue);
            all.detached.entry(keeper).or_default().push(old);
        }
    }
}

/// Lets what keeps values of a row type go while a column comes that each row is written
/// anew for.
pub(super) fn make_way(cx: &Cx<'_>, new: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    let object = cx.new.at(new);
    let table = object.parent.and_then(|it| cx.old.find(&cx.new.at(it).id));
    let Some(table) = table.filter(|_| kinds::of(object.id.kind).fills_rows(cx, new)) else {
        return;
    };
    for keeper in kinds::of(cx.old.at(table).id.kind).row_keepers(cx.old, table) {
        let object = cx.old.at(keeper);
        let Some(is) = cx.new.find(&object.id).filter(|_| !all.drops(keeper)) else {
            continue;
        };
        if kinds::of(object.id.kind).detach(cx, keeper).is_none() {
            replace(keeper, all, queue);
        } else {
            change_over(cx, keeper, is, all, queue);
            all.awaits.entry(keeper).or_default().push(new);
        }
    }
}

/// Replaces what would give an object that comes what it has not.
pub(super) fn unsettle(cx: &Cx<'_>, new: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    let rules = kinds::of(cx.new.at(new).id.kind);
    for unsettled in rules.unsettled_by(cx, new) {
        if let Some(old) = cx.old.find(&cx.new.at(unsettled).id) {
            replace(old, all, queue);
        }
    }
}
