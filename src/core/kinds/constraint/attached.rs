//! Another name for an index that is attached to one of a partitioned table.
//!
//! Such an index cannot be dropped while its table is a partition (manual, "ALTER INDEX",
//! ATTACH PARTITION), and the server names those it makes itself as it likes, so that two
//! databases often differ in these names alone. A new name is given in place.

use crate::{
    catalog::{Action, AttrClass, Catalog, EdgeKind, Object, Ref},
    kinds::{
        Alter, Changed, Cx, Rules,
        common::{self, COMMENT},
        index_attachment::INDEX_ATTACHMENT,
    },
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::backing::{self, INDEX_COMMENT, OPTIONS};

/// Returns the object of the new catalog that takes the place of an old one which is
/// attached and has no successor of its name.
pub(in crate::kinds) fn successor(cx: &Cx<'_>, old: Ref) -> Option<Ref> {
    let object = cx.old.at(old);
    let above = above(cx.old, old)?;
    let table = cx.new.find(&cx.old.at(object.parent?).id)?;
    let mut members = cx.new.children(table).iter().copied();
    let new = members.find(|at| {
        let other = cx.new.at(*at);
        other.id.kind == object.id.kind
            && cx.old.find(&other.id).is_none()
            && self::above(cx.new, *at).is_some_and(|it| cx.new.at(it).id == cx.old.at(above).id)
    })?;
    let stays = cx.new.find(&object.id).is_none() && !is_made_above(cx, new);
    stays.then_some(new)
}

/// Returns the object of the old catalog whose place a new one takes.
fn predecessor(cx: &Cx<'_>, new: Ref) -> Option<Ref> {
    let table = cx.old.find(&cx.new.at(cx.new.at(new).parent?).id)?;
    above(cx.new, new)?;
    let mut members = cx.old.children(table).iter().copied();
    members.find(|at| successor(cx, *at) == Some(new))
}

/// Returns the index or constraint that this one is attached to.
fn above(catalog: &Catalog, at: Ref) -> Option<Ref> {
    let mut parts = catalog.children(at).iter().copied();
    let attachment = parts.find(|part| catalog.at(*part).id.kind == INDEX_ATTACHMENT)?;
    let mut needs = catalog.needs(attachment).iter();
    needs
        .find(|edge| edge.kind == EdgeKind::Needs && edge.to != at)
        .map(|edge| edge.to)
}

/// Returns the statements that give an attached index its own options and comments again: when
/// a column of partitioned tables changes its type, the server builds it as the one above is
/// (`DefineIndex` in `indexcmds.c`), before PostgreSQL 18 with its comment too.
pub(in crate::kinds) fn again(cx: &Cx<'_>, rules: &dyn Rules, new: Ref) -> Vec<Action> {
    let all = std::iter::successors(above(cx.new, new), |at| above(cx.new, *at));
    let Some(top) = all.last() else {
        return Vec::new();
    };
    let (object, above) = (cx.new.at(new), cx.new.at(top));
    let has_theirs = cx.version() < 180_000;
    let is_said = |attr| {
        let is_commented = |it: &Object| !it.text(attr).is_empty();
        is_commented(object) || (has_theirs && is_commented(above))
    };
    let mut actions = backing::set_options(object, above.list(OPTIONS));
    actions.extend(backing::marks(cx, new));
    if is_said(COMMENT) {
        let changed = Changed::new([COMMENT.name()]);
        actions.extend(common::alter(cx, rules, object, object, &changed));
    }
    if is_said(INDEX_COMMENT) {
        actions.push(backing::comment(object));
    }
    actions
}

/// Tells whether this plan makes the index above anew, or the tie between the tables: in
/// both cases the old one goes by itself.
fn is_made_above(cx: &Cx<'_>, new: Ref) -> bool {
    let is_made = |at: Ref| (cx.is_made)(at);
    let table = cx.new.at(new).parent;
    let mut ties = table.map_or(&[][..], |table| cx.new.children(table)).iter();
    above(cx.new, new).is_some_and(is_made)
        || ties.any(|at| cx.new.at(*at).id.kind.info().links && is_made(*at))
}

/// Returns the statements that turn a predecessor into a new object; nothing if it has none.
pub(in crate::kinds) fn rename(cx: &Cx<'_>, rules: &dyn Rules, new: Ref) -> Option<Vec<Action>> {
    let old = predecessor(cx, new)?;
    let (before, object) = (cx.old.at(old), cx.new.at(new));
    let (was, is) = (backing::index_name(before), ident(object.id.name()));
    let risk = Risk::none().lock(&was, Lock::ShareUpdateExclusive);
    let rename = Action::new(format!("ALTER INDEX {was} RENAME TO {is}")).risk(risk);
    let mut actions = vec![rename];
    let changed = changed(before, object);
    if !changed.is_empty()
        && let Alter::InPlace(more) = rules.alter(cx, old, new, &changed)
    {
        actions.extend(more);
    }
    // A comment of its own is given to the new object as to any other.
    if !before.text(COMMENT).is_empty()
        && object.text(COMMENT).is_empty()
        && let Some(address) = rules.address(object)
    {
        actions.push(Action::new(format!("COMMENT ON {address} IS NULL")));
    }
    Some(actions)
}

/// Lists the attributes that differ and are the kind's own.
fn changed(old: &Object, new: &Object) -> Changed {
    let defs = old.attrs.iter().chain(new.attrs.iter()).map(|(def, _)| def);
    let own = defs.filter(|def| !matches!(def.class, AttrClass::Common | AttrClass::Silent));
    let differ = own.filter(|def| old.attrs.value(def.name) != new.attrs.value(def.name));
    Changed::new(differ.map(|def| def.name))
}
