//! Objects that take what names them along when they move: an extension's types in columns.
//!
//! As a change among others such a move comes too late: what names the old place has to be
//! made anew before, and every table with such a column is written anew. So it comes before
//! all else, as a rename does, and the comparison starts from what PostgreSQL makes of it.

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, Catalog, ObjectId, Ref},
    diff::{Delta, diff},
    kinds::{
        self, Cx, Move,
        common::{OWNER, own},
    },
};

use super::{Step, Wishes, ignore::cut};

/// What moves, and what has to be there first.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// The steps, in their order.
    pub there: Vec<Step>,
    /// The steps back, in their order.
    pub back: Vec<Step>,
    /// What is made for it: where it moves to.
    made: BTreeSet<ObjectId>,
    /// The roles that own that.
    pub owners: Vec<String>,
}

impl Moves {
    /// Finds what moves between two catalogs and is named by anything.
    pub(super) fn between(old: &Catalog, new: &Catalog, wishes: &Wishes) -> Self {
        let mut moves = Self::default();
        let all = new.objects().filter_map(|(is, object)| {
            let was = old.find(&object.id)?;
            let is_named = old.dependants(was).iter().next().is_some();
            let moved = kinds::of(object.id.kind).moved(old.at(was), object)?;
            is_named.then_some((is, moved))
        });
        let all: Vec<(Ref, Move)> = all.collect();
        if all.is_empty() {
            return moves;
        }
        let mut difference = diff(old, new, &wishes.filter);
        if let Some(cut) = cut(old, new, &difference, &wishes.ignore) {
            difference = cut.difference;
        }
        let is_wanted = |is: Ref| {
            let mut deltas = difference.deltas.iter();
            deltas.any(|delta| matches!(delta, Delta::Alter { new, .. } if *new == is))
        };
        let cx = Cx {
            role: wishes.role.as_deref(),
            ..Cx::of(old, new)
        };
        for (is, moved) in all {
            if is_wanted(is) && knows_owners(&cx, is) {
                moves.add(&cx, is, moved);
            }
        }
        moves
    }

    /// Tells whether nothing moves.
    pub(super) fn is_empty(&self) -> bool {
        self.there.is_empty()
    }

    fn add(&mut self, cx: &Cx<'_>, is: Ref, moved: Move) {
        for place in cx.new.needs(is).iter().map(|edge| edge.to) {
            let object = cx.new.at(place);
            let id = &object.id;
            if cx.old.find(id).is_none() && self.made.insert(id.clone()) {
                // Grants and comment are differences from there on.
                let mut made = kinds::of(id.kind).create(cx, place);
                made.extend(own(cx, place));
                let back = kinds::of(id.kind).drop(&Cx::of(cx.new, cx.old), place);
                self.there.extend(made.into_iter().map(|it| step(id, it)));
                self.back.extend(back.into_iter().map(|it| step(id, it)));
                self.owners
                    .extend(object.attrs.text(OWNER).map(str::to_owned));
            }
        }
        let id = &cx.new.at(is).id;
        self.there
            .extend(moved.there.into_iter().map(|it| step(id, it)));
        let back: Vec<Step> = moved.back.into_iter().map(|it| step(id, it)).collect();
        self.back.splice(0..0, back);
    }

    /// Gives what was made on a scratch database for these moves the owner that it has then.
    pub(super) fn owned(&self, catalog: &Catalog, new: &Catalog) -> Catalog {
        catalog.map(|object| {
            if let Some(wanted) = new.get(&object.id).filter(|it| self.made.contains(&it.id)) {
                object.attrs.take_over(&wanted.attrs, OWNER.name());
            }
        })
    }
}

/// Tells whether the roles that shall own what is made for a move are there: those that the
/// plan makes come later.
fn knows_owners(cx: &Cx<'_>, is: Ref) -> bool {
    let places = cx.new.needs(is).iter().map(|edge| cx.new.at(edge.to));
    let mut made = places.filter(|place| cx.old.find(&place.id).is_none());
    let is_there = |owner: &str| {
        let mut roles = cx.old.objects().map(|(_, object)| &object.id);
        roles.any(|id| kinds::of(id.kind).role(id).as_deref() == Some(owner))
    };
    made.all(|place| {
        let owner = place.attrs.text(OWNER);
        !cx.old.origin.states_roles || owner.is_none_or(is_there)
    })
}

fn step(id: &ObjectId, action: Action) -> Step {
    Step {
        object: id.to_string(),
        name: id.dotted(),
        action,
    }
}
