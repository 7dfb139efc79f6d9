//! What differs between two catalogs. It knows no kinds.
//!
//! Objects are the same if they have the same name; renames are the planner's, which
//! applies them to a scratch copy first. Texts that PostgreSQL deparsed are compared by
//! their tokens here; those still different may mean the same, which `plan::confirm`
//! settles on a scratch database.

mod across;
pub mod candidates;
pub mod ignore;
mod needed;

use std::collections::BTreeSet;

pub use across::{is_across, remarks};

use rustc_hash::FxHashSet;

use crate::{
    catalog::{AttrClass, Attrs, Catalog, Object, Ref, Unmodelled, Value},
    kinds::{
        self, Changed,
        common::{ACL, COMMENT, OTHER_COMMENTS, OWNER},
    },
    sql::canonical,
};

/// What is left out of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Filter {
    /// Kinds to compare, by their plural with dashes for blanks; all if empty.
    pub kinds: Vec<String>,
    /// Whether owners are ignored.
    pub no_owner: bool,
    /// Whether grants are ignored.
    pub no_grants: bool,
    /// Whether comments are ignored.
    pub no_comments: bool,
    /// Whether what belongs to the cluster or to the database as a whole is compared.
    #[serde(default)]
    pub globals: bool,
}

impl Filter {
    fn ignores(&self, name: &str) -> bool {
        self.unsaid().contains(&name)
    }

    /// Lists the attributes, common to all kinds, that are ignored.
    pub fn unsaid(&self) -> Vec<&'static str> {
        let all = [
            (self.no_owner, OWNER.name()),
            (self.no_grants, ACL.name()),
            (self.no_comments, COMMENT.name()),
        ];
        let ignored = all.iter().filter(|it| it.0).map(|it| it.1);
        let others = OTHER_COMMENTS.iter().filter(|_| self.no_comments);
        ignored.chain(others.copied()).collect()
    }

    fn wants(&self, object: &Object) -> bool {
        if object.id.kind.info().is_global && !self.globals {
            return false;
        }
        if object.id.kind.info().is_grant && self.no_grants {
            return false;
        }
        let plural = object.id.kind.info().plural;
        self.kinds.is_empty()
            || self
                .kinds
                .iter()
                .any(|kind| kind.replace('-', " ") == plural)
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delta {
    /// Only the new catalog has the object.
    Add(Ref),
    /// Only the old catalog has it.
    Drop(Ref),
    /// Both have it, and these attributes differ.
    Alter {
        /// In the old catalog.
        old: Ref,
        /// In the new catalog.
        new: Ref,
        /// The attributes.
        changed: Changed,
    },
}

/// All that differs between two catalogs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Differences of objects, in the order of the catalogs: drops, then the rest.
    pub deltas: Vec<Delta>,
    /// What no kind models and only the old side has.
    pub unmodelled_old: Vec<Unmodelled>,
    /// What no kind models and only the new side has.
    pub unmodelled_new: Vec<Unmodelled>,
}

impl Difference {
    /// Tells whether the catalogs are equal as far as they could be compared.
    pub fn is_empty(&self) -> bool {
        self.deltas.is_empty() && self.unmodelled_old.is_empty() && self.unmodelled_new.is_empty()
    }
}

/// Compares two catalogs.
pub fn diff(old: &Catalog, new: &Catalog, filter: &Filter) -> Difference {
    let filter = &Filter {
        // A text says nothing of them.
        globals: filter.globals && old.origin.states_roles && new.origin.states_roles,
        ..filter.clone()
    };
    let mut deltas = Vec::new();
    for (at, object) in old.objects().filter(|(_, object)| filter.wants(object)) {
        if new.find(&object.id).is_none() {
            deltas.push(Delta::Drop(at));
        }
    }
    for (at, object) in new.objects().filter(|(_, object)| filter.wants(object)) {
        let Some(was) = old.find(&object.id) else {
            deltas.push(Delta::Add(at));
            continue;
        };
        let changed = changed_attrs(&old.at(was).attrs, &object.attrs, filter);
        let changed = across::compared(old, new, was, at, changed);
        if !changed.is_empty() {
            deltas.push(Delta::Alter {
                old: was,
                new: at,
                changed,
            });
        }
    }
    pass_over(old, new, filter, &mut deltas);
    needed::add(old, new, filter, &mut deltas);
    let only = |these: &[Unmodelled], those: &[Unmodelled]| {
        let those: FxHashSet<(&str, &str, &str)> = those.iter().map(key).collect();
        these
            .iter()
            .filter(|it| !those.contains(&key(it)))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (unmodelled_old, unmodelled_new) = if filter.kinds.is_empty() {
        (
            only(&old.unmodelled, &new.unmodelled),
            only(&new.unmodelled, &old.unmodelled),
        )
    } else {
        (Vec::new(), Vec::new())
    };
    Difference {
        deltas,
        unmodelled_old,
        unmodelled_new,
    }
}

/// Takes out what is there on both sides, though on one as a member of an object that owns
/// its members as a whole: that is a change of the owner.
fn pass_over(old: &Catalog, new: &Catalog, filter: &Filter, deltas: &mut Vec<Delta>) {
    for passage in kinds::passages(old, new) {
        if !filter.wants(old.at(passage.old)) {
            continue;
        }
        let passes = |catalog: &Catalog, roots: &[Ref], at: Ref| roots.contains(&catalog.root(at));
        deltas.retain(|delta| match delta {
            Delta::Drop(at) => !passes(old, &passage.enter, *at),
            Delta::Add(at) => !passes(new, &passage.leave, *at),
            Delta::Alter { .. } => true,
        });
        let known = deltas.iter_mut().find_map(|delta| match delta {
            Delta::Alter { old, changed, .. } if *old == passage.old => Some(changed),
            _ => None,
        });
        match known {
            Some(changed) => *changed = Changed::new(changed.iter().chain([passage.attribute])),
            None => deltas.push(Delta::Alter {
                old: passage.old,
                new: passage.new,
                changed: Changed::new([passage.attribute]),
            }),
        }
    }
}

fn key(it: &Unmodelled) -> (&str, &str, &str) {
    (&it.kind, &it.name, &it.digest)
}

/// Lists the attributes that differ.
pub(crate) fn changed_attrs(old: &Attrs, new: &Attrs, filter: &Filter) -> Changed {
    let defs = old.iter().chain(new.iter()).map(|(def, _)| def);
    let mut seen = BTreeSet::new();
    let mut changed = Vec::new();
    for def in defs {
        if def.class == AttrClass::Silent || !seen.insert(def.name) || filter.ignores(def.name) {
            continue;
        }
        let (was, is) = (old.value(def.name), new.value(def.name));
        // A source that does not say who owns an object does not differ in it.
        let is_of_both = def.class == AttrClass::IfTold || def.name == OWNER.name();
        let is_unsaid = is_of_both && (was.is_none() || is.is_none());
        if was != is && !is_unsaid && !same_for(def.class, was, is) {
            changed.push(def.name);
        }
    }
    Changed::new(changed)
}

/// Tells whether two different values count as the same in an attribute of this class.
fn same_for(class: AttrClass, was: Option<&Value>, is: Option<&Value>) -> bool {
    match class {
        AttrClass::Expression => same_tokens(was, is),
        AttrClass::Set => same_set(was, is),
        _ => false,
    }
}

fn same_set(was: Option<&Value>, is: Option<&Value>) -> bool {
    match (was, is) {
        (Some(Value::List(was)), Some(Value::List(is))) => {
            was.len() == is.len() && was.iter().all(|it| is.contains(it))
        }
        _ => false,
    }
}

fn same_tokens(was: Option<&Value>, is: Option<&Value>) -> bool {
    match (was, is) {
        (Some(Value::Text(was)), Some(Value::Text(is))) => canonical(was) == canonical(is),
        (Some(Value::List(was)), Some(Value::List(is))) => {
            was.len() == is.len()
                && was
                    .iter()
                    .zip(is)
                    .all(|(was, is)| canonical(was) == canonical(is))
        }
        _ => false,
    }
}
