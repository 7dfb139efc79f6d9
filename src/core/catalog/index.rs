//! The objects of a catalog by their name, and the texts of one by themselves. Both keep the
//! hashes of what they hold and not what they hold: names are long, and there are many.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::{Name, Object, ObjectId, Ref};

/// Places by name.
#[derive(Clone, Debug, Default)]
pub(super) struct ById(HashTable<(u64, Ref)>);

impl ById {
    /// Lists objects, each at the place where it stands.
    pub(super) fn of(objects: &[Object]) -> Self {
        let mut all = Self::default();
        for (at, object) in (0..).map(Ref).zip(objects) {
            all.insert(&object.id, at, objects);
        }
        all
    }

    /// Returns the place of the object of that name among `objects`.
    pub(super) fn find(&self, id: &ObjectId, objects: &[Object]) -> Option<Ref> {
        let hash = FxBuildHasher.hash_one(id);
        let is_it = |(other, at): &(u64, Ref)| {
            *other == hash && objects.get(at.index()).is_some_and(|it| it.id == *id)
        };
        self.0.find(hash, is_it).map(|(_, at)| *at)
    }

    /// Adds a place; not if there is one of that name.
    pub(super) fn insert(&mut self, id: &ObjectId, at: Ref, objects: &[Object]) -> bool {
        let hash = FxBuildHasher.hash_one(id);
        let is_it = |(other, at): &(u64, Ref)| {
            *other == hash && objects.get(at.index()).is_some_and(|it| it.id == *id)
        };
        match self.0.entry(hash, is_it, |(hash, _)| *hash) {
            hashbrown::hash_table::Entry::Occupied(_) => false,
            hashbrown::hash_table::Entry::Vacant(free) => {
                free.insert((hash, at));
                true
            }
        }
    }
}

/// The one copy of each text.
#[derive(Default)]
pub(super) struct Names(HashTable<(u64, Name)>);

impl Names {
    /// Returns the copy, which is made if there is none.
    pub(super) fn get(&mut self, text: &str) -> Name {
        let hash = FxBuildHasher.hash_one(text);
        let is_it = |(other, name): &(u64, Name)| *other == hash && **name == *text;
        let entry = self.0.entry(hash, is_it, |(hash, _)| *hash);
        entry
            .or_insert_with(|| (hash, Name::from(text)))
            .get()
            .1
            .clone()
    }
}
