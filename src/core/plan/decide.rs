//! What happens to each object: the differences, and what they force upon others.
//!
//! An object that is replaced or dropped takes what depends on it along: a dependant that
//! stays is dropped before and created after. Columns keep data, so they change over to
//! the successor of their type instead.

use crate::{
    catalog::{AttrClass, Catalog, Edge, EdgeKind, Inline, Ref},
    diff::{Delta, Difference},
    kinds::{self, Alter, Changed, Cx},
};

use super::{
    fate::{Decisions, Fate, LeftAlone, Otherwise},
    loosen,
    reach::reaches,
};

/// Decides what happens to each object.
pub(super) fn decide(
    cx: &Cx<'_>,
    difference: &Difference,
    no_drops: bool,
    otherwise: &Otherwise,
) -> Decisions {
    let mut all = Decisions {
        texts: otherwise.texts.clone(),
        ..Decisions::default()
    };
    let mut queue = Vec::new();
    for delta in &difference.deltas {
        match delta {
            Delta::Add(new) => all.adds.push(*new),
            Delta::Drop(_) if no_drops => {}
            Delta::Drop(old) if stays(cx, *old) => {
                let object = cx.old.at(*old);
                let why = object.id.kind.info().stays;
                let left = why.map(|why| LeftAlone {
                    old: *old,
                    why: why.to_owned(),
                });
                all.left.extend(left);
            }
            Delta::Drop(old) => {
                all.fates.insert(*old, Fate::Drop);
                queue.push(*old);
            }
            Delta::Alter { old, new, changed } => {
                alter(cx, *old, *new, changed, &mut all, &mut queue);
            }
        }
    }
    for old in &otherwise.anew {
        replace(*old, &mut all, &mut queue);
    }
    for old in &otherwise.texts {
        if let Some(new) = cx
            .new
            .find(&cx.old.at(*old).id)
            .filter(|_| !all.drops(*old))
        {
            change_over(cx, *old, new, &mut all, &mut queue);
        }
    }
    join_parents(cx, difference, &mut all, &mut queue);
    for new in all.adds.clone() {
        loosen::unsettle(cx, new, &mut all, &mut queue);
        loosen::make_way(cx, new, &mut all, &mut queue);
    }
    while let Some(old) = queue.pop() {
        if let Some(new) = cx
            .new
            .find(&cx.old.at(old).id)
            .filter(|_| all.replaces(old))
        {
            loosen::unsettle(cx, new, &mut all, &mut queue);
        }
        spread(cx, old, &mut all, &mut queue);
        free(cx, old, &mut all, &mut queue);
        loosen::detach(cx, old, &mut all, &mut queue);
    }
    loosen::untie(cx, &mut all, &mut queue);
    // What is created anew is as it should be.
    let left = std::mem::take(&mut all.left);
    all.left = left.into_iter().filter(|it| !all.drops(it.old)).collect();
    if no_drops {
        keep_all(cx, &mut all);
    }
    all
}

/// Tells whether an object that the new catalog lacks is kept all the same: its kind is
/// never dropped, or it is about one that is.
fn stays(cx: &Cx<'_>, old: Ref) -> bool {
    let info = cx.old.at(old).id.kind.info();
    if info.stays.is_some() {
        return true;
    }
    info.is_global
        && cx.old.needs(old).iter().any(|edge| {
            let other = &cx.old.at(edge.to).id;
            other.kind.info().stays.is_some() && cx.new.find(other).is_none()
        })
}

/// Decides how the attributes of one object change.
fn alter(
    cx: &Cx<'_>,
    old: Ref,
    new: Ref,
    changed: &Changed,
    all: &mut Decisions,
    queue: &mut Vec<Ref>,
) {
    let own = own_changes(cx.old, cx.new, old, new, changed);
    let answer = if own.is_empty() {
        Alter::InPlace(Vec::new())
    } else {
        kinds::of(cx.new.at(new).id.kind).alter(cx, old, new, &own)
    };
    if matches!(answer, Alter::InPlace(_) | Alter::Retype(_)) {
        let why = kinds::of(cx.new.at(new).id.kind).leaves(cx, old, new, &own);
        all.left.extend(why.map(|why| LeftAlone { old, why }));
    }
    match answer {
        Alter::InPlace(_) | Alter::Retype(_) | Alter::Swap(_) => {
            let swaps = matches!(answer, Alter::Swap(_));
            let retypes = swaps || matches!(answer, Alter::Retype(_));
            let changed = changed.clone();
            all.fates.insert(
                old,
                Fate::Alter {
                    changed,
                    retypes,
                    swaps,
                },
            );
            if !retypes && kinds::of(cx.new.at(new).id.kind).rewrites(&own) {
                all.rewritten.insert(old);
            }
            if all.loosens(old) {
                queue.push(old);
            }
        }
        Alter::Replace => replace(old, all, queue),
        Alter::ReplaceParent => {
            replace(old, all, queue);
            if let Some(parent) = cx.old.at(old).parent {
                replace(parent, all, queue);
            }
        }
        Alter::Refuse(why) => all.left.push(LeftAlone { old, why }),
    }
}

/// Returns the changes that are the kind's own, without those common to all kinds.
pub(super) fn own_changes(
    old: &Catalog,
    new: &Catalog,
    was: Ref,
    is: Ref,
    changed: &Changed,
) -> Changed {
    let is_common = |name: &str| {
        let attrs = old.at(was).attrs.iter().chain(new.at(is).attrs.iter());
        attrs
            .into_iter()
            .any(|(def, _)| def.name == name && def.class == AttrClass::Common)
    };
    Changed::new(changed.iter().filter(|name| !is_common(name)))
}

/// Looks after parts that come to or leave an object that stays, and that only the whole
/// can take in or let go.
fn join_parents(cx: &Cx<'_>, difference: &Difference, all: &mut Decisions, queue: &mut Vec<Ref>) {
    for delta in &difference.deltas {
        let (answer, parent) = match delta {
            Delta::Add(new) => {
                let object = cx.new.at(*new);
                let parent = object.parent.and_then(|at| cx.old.find(&cx.new.at(at).id));
                (
                    parent.map(|_| kinds::of(object.id.kind).add(cx, *new)),
                    parent,
                )
            }
            Delta::Drop(old) if all.drops(*old) => {
                let object = cx.old.at(*old);
                let parent = object.parent.filter(|at| !all.drops(*at));
                (
                    parent.map(|_| kinds::of(object.id.kind).remove(cx, *old)),
                    parent,
                )
            }
            _ => continue,
        };
        if let (Some(Alter::ReplaceParent), Some(parent)) = (answer, parent) {
            replace(parent, all, queue);
        }
    }
}

pub(super) fn replace(old: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    if !all.drops(old) {
        all.fates.insert(old, Fate::Replace);
        queue.push(old);
    }
}

/// Replaces what keeps a part that leaves a whole which stays tied to another.
fn free(cx: &Cx<'_>, old: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    if !all.drops(old) {
        return;
    }
    for keeper in kinds::of(cx.old.at(old).id.kind).keepers(cx, old) {
        let stays = cx.new.find(&cx.old.at(keeper).id).is_some();
        let (child, parent) = (cx.old.root(old), cx.old.root(keeper));
        let both_stay = !all.drops(child) && !all.drops(parent);
        if stays && both_stay && is_tied(cx, all, child, parent) {
            replace(keeper, all, queue);
        }
    }
}

/// Tells whether a table stays a part of another.
fn is_tied(cx: &Cx<'_>, all: &Decisions, child: Ref, parent: Ref) -> bool {
    // The tie goes with what it is to, be that decided of it already or not.
    !all.drops(parent)
        && cx.old.children(child).iter().any(|link| {
            cx.old.at(*link).id.kind.info().links
                && !all.drops(*link)
                && cx.new.find(&cx.old.at(*link).id).is_some()
                && cx.old.needs(*link).iter().any(|edge| edge.to == parent)
        })
}

/// Decides what the fate of one object means for those that depend on it.
fn spread(cx: &Cx<'_>, old: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    let edges: Vec<Edge> = cx.old.dependants(old).to_vec();
    for edge in edges {
        let dependant = edge.from;
        let object = cx.old.at(dependant);
        let Some(new) = cx.new.find(&object.id) else {
            continue;
        };
        if all.drops(dependant) {
            continue;
        }
        let concerned = match all.fates.get(&old) {
            Some(Fate::Drop) => {
                (edge.kind == EdgeKind::Needs && !releases(cx, all, dependant, new, old))
                    || goes_with_table(cx, all, dependant, &edge)
            }
            Some(Fate::Replace) => {
                edge.kind == EdgeKind::Needs
                    || (edge.kind == EdgeKind::Follows && is_linked(cx, all, dependant, old))
                    || goes_with_table(cx, all, dependant, &edge)
            }
            Some(Fate::Alter { retypes: true, .. } | Fate::Rehome { .. }) => {
                edge.kind == EdgeKind::Needs
                    && (all.swaps(old)
                        || !object.id.kind.info().follows_retype
                        || is_torn(cx, all, dependant, old))
            }
            _ => false,
        };
        if !concerned {
            continue;
        }
        let is_part = object.parent == Some(old);
        if object.id.kind.info().holds_data && !is_part && has_aside(cx, old) {
            if keeps(cx, new, old) {
                change_over(cx, dependant, new, all, queue);
            }
        } else {
            replace_apart(cx, dependant, new, all, queue);
        }
    }
}

/// Tells whether an expression reads `old` and something else that changes its type: it may
/// have no meaning after the first of the two statements. One over a row that is a text for a
/// while has none.
fn is_torn(cx: &Cx<'_>, all: &Decisions, dependant: Ref, old: Ref) -> bool {
    let mut attrs = cx.old.at(dependant).attrs.iter();
    let reads = attrs.any(|(def, _)| def.class == AttrClass::Expression);
    let mut needs = cx.old.needs(dependant).iter();
    let is_text = all.detached.contains_key(&old) || all.awaits.contains_key(&old);
    let is_retyped =
        |edge: &Edge| edge.kind == EdgeKind::Needs && edge.to != old && all.retypes(edge.to);
    reads && (is_text || needs.any(is_retyped))
}

/// Lets an object that keeps data change over to the successor of what it depends on.
pub(super) fn change_over(
    cx: &Cx<'_>,
    old: Ref,
    new: Ref,
    all: &mut Decisions,
    queue: &mut Vec<Ref>,
) {
    let changed = match all.fates.get(&old) {
        Some(Fate::Rehome { .. }) => return,
        Some(Fate::Alter { changed, .. }) => changed.clone(),
        _ => Changed::default(),
    };
    if kinds::of(cx.old.at(old).id.kind).rehome(cx, old, new) == Alter::ReplaceParent {
        replace(old, all, queue);
        if let Some(parent) = cx.old.at(old).parent {
            replace(parent, all, queue);
        }
        return;
    }
    all.fates.insert(old, Fate::Rehome { changed });
    queue.push(old);
}

/// Tells whether an object of the new catalog needs what comes in the place of one of the
/// old: the one of that name, though it may be of another kind.
fn keeps(cx: &Cx<'_>, new: Ref, old: Ref) -> bool {
    let gone = cx.old.at(old);
    let names = kinds::of(gone.id.kind).claims(gone);
    cx.new.needs(new).iter().any(|edge| {
        let used = cx.new.at(edge.to);
        let claims = || kinds::of(used.id.kind).claims(used);
        edge.kind == EdgeKind::Needs
            && (used.id == gone.id || claims().iter().any(|claim| names.contains(claim)))
    })
}

/// Replaces a dependant; with its parent, where only that can let it go or take it in: an
/// attribute of a composite type cannot leave while something keeps values of the type.
fn replace_apart(cx: &Cx<'_>, old: Ref, new: Ref, all: &mut Decisions, queue: &mut Vec<Ref>) {
    replace(old, all, queue);
    let object = cx.old.at(old);
    let rules = kinds::of(object.id.kind);
    if let Some(parent) = object.parent
        && ((object.id.kind.info().inline == Inline::Always && has_aside(cx, parent))
            || rules.add(cx, new) == Alter::ReplaceParent
            || rules.remove(cx, old) == Alter::ReplaceParent)
    {
        replace(parent, all, queue);
    }
}

pub(super) fn has_aside(cx: &Cx<'_>, old: Ref) -> bool {
    kinds::of(cx.old.at(old).id.kind).aside(cx, old).is_some()
}

/// Tells whether a dependant that changes in place lets go of an object by that. A part
/// never does: what has its name in the new catalog is a part of something else.
fn releases(cx: &Cx<'_>, all: &Decisions, dependant: Ref, new: Ref, old: Ref) -> bool {
    let gone = cx.old.at(old);
    if cx.old.at(dependant).parent == Some(old) || gone.id.kind.info().clings {
        return false;
    }
    // It would wait for a successor that waits for it.
    let whole = cx.old.root(old);
    let successor = cx.new.find(&cx.old.at(whole).id);
    if all.drops(whole) && successor.is_some_and(|successor| reaches(cx, new, successor)) {
        return false;
    }
    // The server could not tell which of two routines a call means while both are there.
    let claims = kinds::of(gone.id.kind).claims(gone);
    let is_overload = |edge: &Edge| {
        let used = cx.new.at(edge.to);
        let names = kinds::of(used.id.kind).claims(used);
        names
            .iter()
            .any(|name| claims.iter().any(|claim| name.is_overload_of(claim)))
    };
    if cx.new.needs(new).iter().any(is_overload) {
        return false;
    }
    // What it says would mean the other by the name of this one, where one comes.
    !keeps(cx, new, old) && all.alters(dependant)
}

/// Tells whether the table of a member still takes part in that of the one it follows.
pub(super) fn is_linked(cx: &Cx<'_>, all: &Decisions, member: Ref, followed: Ref) -> bool {
    let (Some(child), Some(parent)) = (cx.old.at(member).parent, cx.old.at(followed).parent) else {
        return false;
    };
    !all.drops(child) && is_tied(cx, all, child, parent)
}

/// Tells whether the server drops an object with the one that owns it. A member of a table
/// that is owned by one of another goes only while the tables are tied: the index of a
/// partition with that of the partitioned table.
pub(super) fn goes_with(cx: &Cx<'_>, all: &Decisions, owned: Ref, edge: &Edge) -> bool {
    let is_member = cx.old.at(owned).parent.is_some() && cx.old.at(edge.to).parent.is_some();
    edge.kind == EdgeKind::Owned && (!is_member || is_linked(cx, all, owned, edge.to))
}

/// As [`goes_with`], for members of tables only: what is no member changes its owner in
/// place if it stays.
fn goes_with_table(cx: &Cx<'_>, all: &Decisions, owned: Ref, edge: &Edge) -> bool {
    cx.old.at(owned).parent.is_some() && goes_with(cx, all, owned, edge)
}

/// Takes back all drops: what would have been replaced stays as it is.
fn keep_all(cx: &Cx<'_>, all: &mut Decisions) {
    let replaced: Vec<Ref> = all
        .fates
        .keys()
        .copied()
        .filter(|at| all.drops(*at))
        .collect();
    for old in replaced {
        all.fates.remove(&old);
        let is_part = cx
            .old
            .at(old)
            .parent
            .is_some_and(|parent| all.drops(parent));
        if !is_part {
            let why = "it would have to be dropped and created anew".to_owned();
            all.left.push(LeftAlone { old, why });
        }
    }
}
