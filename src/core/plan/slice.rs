//! A part of a catalog that can stand by itself: some objects and all they need.

use std::collections::BTreeSet;

use crate::{
    catalog::{Catalog, EdgeKind, Inline, Object, ObjectId, Ref},
    kinds,
};

/// Returns the objects, what they need, and the parents of all of them with what stands in
/// their statements: a partition key names columns, a child has those of its parents. Of
/// what PostgreSQL does not record the users of, all that their types allow.
pub fn needed<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a ObjectId>) -> Catalog {
    let mut kept = closure(catalog, ids.into_iter().filter_map(|id| catalog.find(id)));
    let unrecorded: Vec<Ref> = catalog
        .objects()
        .filter(|(_, object)| object.id.kind.info().unrecorded)
        .map(|(at, _)| at)
        .collect();
    loop {
        let silent = unrecorded
            .iter()
            .filter(|at| has_its_types(catalog, **at, &kept));
        let parts = kept
            .iter()
            .flat_map(|at| catalog.children(*at))
            .filter(|at| {
                let info = catalog.at(**at).id.kind.info();
                info.links || info.inline != Inline::Never
            });
        let more: Vec<Ref> = silent
            .chain(parts)
            .copied()
            .filter(|at| !kept.contains(at))
            .collect();
        if more.is_empty() {
            return catalog.filter(|at, _| kept.contains(&at));
        }
        kept.extend(closure(catalog, more));
    }
}

/// Tells whether all types that an object is for are among those kept.
fn has_its_types(catalog: &Catalog, at: Ref, kept: &BTreeSet<Ref>) -> bool {
    let is_type = |at: Ref| {
        let object = catalog.at(at);
        let claims = kinds::of(object.id.kind).claims(object);
        claims.iter().any(|claim| claim.space == "type")
    };
    let mut needs = catalog.needs(at).iter().map(|edge| edge.to);
    needs.all(|to| kept.contains(&to) || !is_type(to))
}

/// Returns the objects, what depends on them, all parts of the relations concerned, and
/// all that these need.
pub fn surroundings<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a ObjectId>) -> Catalog {
    let mut concerned = with_users(catalog, ids.into_iter().filter_map(|id| catalog.find(id)));
    let roots: BTreeSet<Ref> = concerned.iter().map(|at| catalog.root(*at)).collect();
    for root in roots {
        add_parts(catalog, root, &mut concerned);
    }
    let ids: Vec<&ObjectId> = concerned.iter().map(|at| &catalog.at(*at).id).collect();
    needed(catalog, ids)
}

/// Lists objects and all that depends on them.
fn with_users(catalog: &Catalog, of: impl Iterator<Item = Ref>) -> BTreeSet<Ref> {
    let mut all: BTreeSet<Ref> = BTreeSet::new();
    let mut open: Vec<Ref> = of.collect();
    while let Some(at) = open.pop() {
        if all.insert(at) {
            let edges = catalog.dependants(at).iter();
            let users = edges.filter(|edge| edge.kind != EdgeKind::Mentions);
            open.extend(users.map(|edge| edge.from));
        }
    }
    all
}

/// Lists the objects of `old` that matter when it is compared with a catalog on the way to
/// `new` that differs from it in these alone: they, with what they are parts of as a whole
/// and what that joins; what depends on them, as a whole where it is a relation or a part that
/// makes one up; what all of these need, before and after; and what sways others in silence.
///
/// Unlike [`surroundings`] this cannot be made by itself: of a table that only has a trigger
/// among them nothing else is there.
pub(super) fn compared(old: &Catalog, new: &Catalog, ids: &BTreeSet<&ObjectId>) -> BTreeSet<Ref> {
    let before = concerned(old, ids);
    let after = concerned(new, ids).into_iter();
    let after = after.filter_map(|at| old.find(&new.at(at).id));
    let all = closure(old, before.into_iter().chain(after));
    with_what_joins_them(old, with_what_they_say(old, all))
}

/// Adds the parts of what holds no data: what is asked of a value of a domain.
fn with_what_they_say(catalog: &Catalog, mut all: BTreeSet<Ref>) -> BTreeSet<Ref> {
    let mut open: Vec<Ref> = all.iter().copied().collect();
    while let Some(at) = open.pop() {
        if !catalog.at(at).id.kind.info().holds_data {
            let parts = catalog.children(at).iter().copied();
            let more: Vec<Ref> = closure(catalog, parts).difference(&all).copied().collect();
            all.extend(&more);
            open.extend(more);
        }
    }
    all
}

/// Adds the ties of all that is a part or a child of relations, and theirs: a statement on the
/// whole locks them too.
fn with_what_joins_them(catalog: &Catalog, mut all: BTreeSet<Ref>) -> BTreeSet<Ref> {
    let mut open: Vec<Ref> = all.iter().copied().collect();
    while let Some(at) = open.pop() {
        let users = catalog.dependants(at).iter().map(|edge| edge.from);
        let ties = users.filter(|it| catalog.at(*it).id.kind.info().links && !all.contains(it));
        let more: Vec<Ref> = closure(catalog, ties).difference(&all).copied().collect();
        all.extend(&more);
        open.extend(more);
    }
    all
}

/// Lists relations and all that they are parts or children of: what happens to a partition
/// locks others.
fn with_what_they_join(catalog: &Catalog, of: impl Iterator<Item = Ref>) -> BTreeSet<Ref> {
    let mut all: BTreeSet<Ref> = BTreeSet::new();
    let mut open: Vec<Ref> = of.collect();
    while let Some(at) = open.pop() {
        if all.insert(at) {
            let parts = catalog.children(at).iter();
            let ties = parts.filter(|part| catalog.at(**part).id.kind.info().links);
            let above = ties.flat_map(|tie| catalog.needs(*tie));
            open.extend(above.map(|edge| catalog.root(edge.to)));
        }
    }
    all
}

fn concerned(catalog: &Catalog, ids: &BTreeSet<&ObjectId>) -> BTreeSet<Ref> {
    let places = || ids.iter().filter_map(|id| catalog.find(id));
    let wholes = with_what_they_join(catalog, places().map(|at| catalog.root(at)));
    let mut concerned = with_users(catalog, places().chain(wholes));
    let is_part = |at: &Ref| catalog.at(*at).id.kind.info().holds_data;
    let parts = concerned.iter().copied().filter(is_part);
    let tables: BTreeSet<Ref> = parts.filter_map(|at| catalog.at(at).parent).collect();
    // What keeps rows of a table keeps what a column of it is of.
    let rules = |table: Ref| kinds::of(catalog.at(table).id.kind);
    let keepers = tables
        .iter()
        .flat_map(|table| rules(*table).row_keepers(catalog, *table));
    concerned.extend(with_users(catalog, keepers));
    let sways = |object: &Object| object.id.kind.info().sways;
    let silent = catalog.objects().filter(|(_, object)| sways(object));
    concerned.extend(silent.map(|(at, _)| at));
    let is_whole = |at: &Ref| {
        let object = catalog.at(*at);
        object.parent.is_none() || object.id.kind.info().inline != Inline::Never
    };
    let wholes = concerned.iter().copied().filter(is_whole).chain(places());
    let roots: BTreeSet<Ref> = wholes.map(|at| catalog.root(at)).collect();
    for root in roots {
        add_parts(catalog, root, &mut concerned);
    }
    // What mentions them, and what they mention, is sealed with them.
    let near = concerned.iter().flat_map(|at| {
        let users = catalog.dependants(*at).iter().map(|edge| edge.from);
        users.chain(catalog.needs(*at).iter().map(|edge| edge.to))
    });
    let near: Vec<Ref> = near.collect();
    concerned.extend(near);
    closure(catalog, concerned)
}

/// Adds the parts of an object, and theirs.
pub(super) fn add_parts(catalog: &Catalog, at: Ref, parts: &mut BTreeSet<Ref>) {
    for part in catalog.children(at) {
        parts.insert(*part);
        add_parts(catalog, *part, parts);
    }
}

/// Lists objects, what they need, and the parents of all of them.
pub(super) fn closure(catalog: &Catalog, of: impl IntoIterator<Item = Ref>) -> BTreeSet<Ref> {
    let mut kept = BTreeSet::new();
    let mut open: Vec<Ref> = of.into_iter().collect();
    while let Some(at) = open.pop() {
        if kept.insert(at) {
            open.extend(catalog.at(at).parent);
            let edges = catalog.needs(at).iter();
            open.extend(
                edges
                    .filter(|edge| edge.kind != EdgeKind::Mentions)
                    .map(|edge| edge.to),
            );
        }
    }
    kept
}
