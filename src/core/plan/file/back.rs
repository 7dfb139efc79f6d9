//! The ways back of a plan: one from each place where a run of it may stop.

use std::collections::BTreeSet;

use crate::{
    catalog::{Catalog, ObjectId, Ref},
    error::Result,
    plan::{
        Route, Wishes,
        leftover::with_parts,
        plan_between,
        prepare::{put_first, put_last},
        slice,
    },
};

use super::{Making, Return, Seal, guard, without};

/// What the ways back of a plan have to do with. Only this is compared for each of them: to
/// compare whole catalogs takes seconds where there are ten thousand tables.
pub(super) struct Ground {
    /// The part of the catalog that the ways lead to.
    old: Catalog,
    /// Where that part stands in the whole.
    within: BTreeSet<Ref>,
}

impl Ground {
    /// Returns the ground of a plan.
    pub(super) fn of(making: &Making<'_>) -> Self {
        let old = making.prepared.old(making.old);
        let route = &making.prepared.route;
        let changed = route.touched.iter().chain(&route.made).collect();
        let within = slice::compared(old, making.new, &changed);
        Self {
            old: old.filter(|at, _| within.contains(&at)),
            within,
        }
    }

    /// Returns the ground that leaves nothing out.
    pub(super) fn whole(making: &Making<'_>) -> Self {
        let old = making.prepared.old(making.old);
        Self {
            old: old.clone(),
            within: old.objects().map(|(at, _)| at).collect(),
        }
    }

    /// Returns the part of the catalog as it is when `done` segments of the route are done.
    pub(super) fn halfway(&self, making: &Making<'_>, done: usize) -> Catalog {
        let (old, new) = (making.prepared.old(making.old), making.new);
        let route = &making.prepared.route;
        route.halfway([old, new], &self.within, done)
    }
}

/// Returns the way back from where `after` segments are done. The renames are the first
/// thing done, so they are the last undone.
pub(super) fn way_back(making: &Making<'_>, ground: &Ground, after: usize) -> Result<Return> {
    let prepared = making.prepared;
    let from = &ground.old;
    let of_its_own = prepared.segments.len() - prepared.route.segments.len();
    let done = after - of_its_own.min(after);
    let halfway = ground.halfway(making, done);
    let wishes = Wishes {
        no_drops: false,
        // What the plan drops comes back with all that it had.
        whole: true,
        ..making.wishes.clone()
    };
    let refused = prepared.route.torn(done).map(|id| {
        format!(
            "{id} is half changed after {after} of {} segments",
            prepared.segments.len()
        )
    });
    let (route, back) = (
        &prepared.route,
        match refused {
            Some(_) => Route::default(),
            None => plan_between(&halfway, from, &wishes)?.1,
        },
    );
    // Who goes on from there is judged by it too.
    let concerns = if refused.is_some() { route } else { &back };
    let concerned: BTreeSet<&ObjectId> = concerns.touched.iter().chain(&concerns.made).collect();
    let guard = guard(&halfway, &concerned, false, without(making));
    let mut segments = back.segments;
    let take_back = prepared.route.take_back(done);
    if !take_back.is_empty() && refused.is_none() {
        put_first(&mut segments, &take_back);
    }
    if let Some(renamed) = prepared.renamed.as_ref().filter(|_| refused.is_none()) {
        put_last(&mut segments, &renamed.back);
    }
    Ok(Return {
        after,
        guard,
        segments,
        left: back.left,
        under_way: with_parts(
            &half_changed(making, [from, &halfway], done),
            [&halfway, making.new],
        )
        .iter()
        .map(Seal::away)
        .collect(),
        refused,
    })
}

/// Lists what is half changed, and what names it: a column says its type otherwise while that
/// has moved aside.
fn half_changed(
    making: &Making<'_>,
    [old, halfway]: [&Catalog; 2],
    done: usize,
) -> BTreeSet<ObjectId> {
    let mut half = making.prepared.route.under_way(done);
    let changed = half.clone();
    for catalog in [halfway, old] {
        let there: Vec<Ref> = changed.iter().filter_map(|id| catalog.find(id)).collect();
        for edge in there.iter().flat_map(|at| catalog.dependants(*at)) {
            half.insert(catalog.at(edge.from).id.clone());
        }
    }
    half.extend(torn_off(old, halfway));
    let touched = making.prepared.route.touched.iter();
    half.extend(
        touched
            .filter(|id| says_otherwise(id, [old, halfway, making.new]))
            .cloned(),
    );
    half
}

/// Tells whether an object still waits for its change while something that it names has
/// changed already: a column whose type's extension has moved.
fn says_otherwise(id: &ObjectId, [old, halfway, new]: [&Catalog; 3]) -> bool {
    let changes = |id: &ObjectId| match (old.get(id), halfway.get(id), new.get(id)) {
        (Some(was), Some(now), Some(is)) if was.attrs != is.attrs => Some(now.attrs == is.attrs),
        _ => None,
    };
    let Some(at) = halfway.find(id).filter(|_| changes(id) == Some(false)) else {
        return false;
    };
    let parent = halfway.at(at).parent;
    let mut named = halfway.needs(at).iter().map(|edge| edge.to);
    named.any(|it| Some(it) != parent && changes(&halfway.at(it).id) == Some(true))
}

/// Lists the parts of tables that have left another which tied them to parts of that one: the
/// index of a partition that goes later is no longer attached.
fn torn_off(old: &Catalog, halfway: &Catalog) -> Vec<ObjectId> {
    let ties = old
        .objects()
        .filter(|(_, object)| object.id.kind.info().links);
    let gone = ties.filter(|(_, object)| halfway.find(&object.id).is_none());
    let mut parts = Vec::new();
    for (tie, object) in gone {
        let others: BTreeSet<Ref> = old.needs(tie).iter().map(|edge| edge.to).collect();
        let mut below: Vec<Ref> = object.parent.into_iter().collect();
        while let Some(at) = below.pop() {
            below.extend(old.children(at));
            let mut needs = old.needs(at).iter().map(|edge| old.root(edge.to));
            if needs.any(|root| Some(root) != object.parent && others.contains(&root)) {
                parts.push(old.at(at).id.clone());
            }
        }
    }
    parts
}
