//! What one reading hands to the next: relations that have not changed since are carried
//! over with all that belongs to them, instead of being read again.

use rustc_hash::FxHashMap;

use super::{Address, Reader};
use crate::{
    catalog::{Catalog, EdgeKind, Name, Object, Ref},
    kinds::class,
};

/// What a reading knew besides its catalog: where the server's rows went.
#[derive(Debug)]
pub struct Traces {
    addresses: Vec<Option<Address>>,
    aliases: FxHashMap<Address, Address>,
    inherits: Vec<(Ref, Ref)>,
    schemas: FxHashMap<u32, Name>,
    roles: FxHashMap<u32, Name>,
}

impl Traces {
    /// Returns the OIDs of the relations of which objects were read.
    pub fn relations(&self) -> impl Iterator<Item = u32> {
        let addresses = self.addresses.iter().flatten();
        addresses
            .filter(|it| it.class == class::RELATION && it.part == 0)
            .map(|it| it.object)
    }

    fn address(&self, at: Ref) -> Option<Address> {
        self.addresses.get(at.index()).copied().flatten()
    }
}

impl Reader {
    /// Returns what the next reading may use of this one.
    pub(super) fn traces(&self) -> Traces {
        let mut addresses = vec![None; self.builder.objects().count()];
        for (address, at) in &self.places {
            if let Some(slot) = addresses.get_mut(at.index()) {
                *slot = Some(*address);
            }
        }
        Traces {
            addresses,
            aliases: self.aliases.clone(),
            inherits: self.inherits.clone(),
            schemas: self.schemas.clone(),
            roles: self.roles.clone(),
        }
    }

    /// Tells whether schemas and roles are called as they were: texts of objects name them,
    /// and nothing in the rows of these objects tells that one was renamed.
    pub fn is_called_as(&self, before: &Traces) -> bool {
        let is_same = |was: &FxHashMap<u32, Name>, is: &FxHashMap<u32, Name>| {
            let mut was = was.iter();
            was.all(|(oid, name)| is.get(oid).is_none_or(|it| it == name))
        };
        is_same(&before.schemas, &self.schemas) && is_same(&before.roles, &self.roles)
    }

    /// Takes over the relations of `before` that `stays` names by their OID, with their
    /// parts and what these depend on. Everything else is to be read.
    pub fn carry(&mut self, before: &Catalog, traces: &Traces, stays: impl Fn(u32) -> bool) {
        self.aliases.extend(&traces.aliases);
        let mut moved: Vec<Option<Ref>> = vec![None; before.len()];
        for (at, object) in before.objects() {
            let address = traces.address(at);
            let parent = match object.parent {
                Some(parent) => match moved.get(parent.index()).copied().flatten() {
                    Some(parent) => Some(parent),
                    None => continue,
                },
                None if address
                    .is_some_and(|it| it.class == class::RELATION && stays(it.object)) =>
                {
                    None
                }
                None => continue,
            };
            let place = self.take_over(object, parent, address);
            if let Some(slot) = moved.get_mut(at.index()) {
                *slot = place;
            }
        }
        let place = |at: Ref| moved.get(at.index()).copied().flatten();
        for edge in before.edges() {
            let Some(from) = place(edge.from) else {
                continue;
            };
            // The others are found again when everything is there.
            if !matches!(edge.kind, EdgeKind::Needs | EdgeKind::Owned) {
                continue;
            }
            match (traces.address(edge.to), place(edge.to)) {
                (Some(to), _) => self.edges.push((from, to, edge.kind)),
                (None, Some(to)) => self.builder.edge(from, to, edge.kind),
                (None, None) => {}
            }
        }
        for (child, parent) in &traces.inherits {
            if let (Some(child), Some(parent)) = (place(*child), traces.address(*parent)) {
                self.inherits_later.push((child, parent));
            }
        }
    }

    fn take_over(
        &mut self,
        object: &Object,
        parent: Option<Ref>,
        address: Option<Address>,
    ) -> Option<Ref> {
        let at = self.builder.add(Object {
            parent,
            ..object.clone()
        })?;
        if let Some(address) = address {
            self.places.insert(address, at);
        }
        Some(at)
    }
}
