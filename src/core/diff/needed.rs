//! Roles that a difference needs: what comes or changes names them, and the old side's
//! server lacks them.
//!
//! They are part of the difference though roles are not compared. Where the old side says
//! nothing of its server's roles, a text, nothing is known to be lacking.

use std::collections::{BTreeMap, BTreeSet};

use super::{Delta, Filter};
use crate::{
    catalog::{Catalog, Ref},
    kinds::{
        self,
        common::{ACL, OWNER},
    },
};

/// Adds the roles that are needed, each once.
pub(super) fn add(old: &Catalog, new: &Catalog, filter: &Filter, deltas: &mut Vec<Delta>) {
    if !old.origin.states_roles {
        return;
    }
    let there = roles(old);
    let missing: BTreeMap<String, Ref> = roles(new)
        .into_iter()
        .filter(|(name, _)| !there.contains_key(name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut wanted = BTreeSet::new();
    for delta in deltas.iter() {
        let named = match delta {
            Delta::Add(at) | Delta::Alter { new: at, .. } => named(new, *at, filter),
            Delta::Drop(_) => continue,
        };
        wanted.extend(named.iter().filter_map(|name| missing.get(name).copied()));
    }
    wanted.retain(|at| !deltas.contains(&Delta::Add(*at)));
    deltas.extend(wanted.into_iter().map(Delta::Add));
}

/// Lists the roles of a catalog by name.
fn roles(catalog: &Catalog) -> BTreeMap<String, Ref> {
    let role = |(at, object): (Ref, &crate::catalog::Object)| {
        Some((kinds::of(object.id.kind).role(&object.id)?, at))
    };
    catalog.objects().filter_map(role).collect()
}

/// Lists the roles that an object names where that is compared.
fn named(catalog: &Catalog, at: Ref, filter: &Filter) -> Vec<String> {
    let object = catalog.at(at);
    let rules = kinds::of(object.id.kind);
    if !filter.no_owner && !filter.no_grants {
        return rules.roles(object);
    }
    let mut object = object.clone();
    if filter.no_owner {
        object.attrs.remove(OWNER.name());
    }
    if filter.no_grants {
        object.attrs.remove(ACL.name());
    }
    rules.roles(&object)
}
