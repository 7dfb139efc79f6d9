//! Choosing a part of a difference: whole tables, views and routines, each with its parts.
//!
//! What a choice drags in is told by the dependencies of both catalogs; what code only
//! mentions by name is not dragged in, since its server does not ask for it either. The
//! part is a catalog of its own, so that it is planned and proven like any other.

mod closure;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::{
    catalog::{Catalog, EdgeKind, ObjectId, Ref},
    diff::{Delta, Difference, Filter, changed_attrs},
    error::Result,
    kinds,
};

use super::{
    Prepared, Wishes,
    compose::{Form, weave},
    prepare::put_first,
    route,
};

pub use closure::{Closure, closure};

/// What happens to an object as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Only the new catalog has it.
    Create,
    /// Only the old catalog has it.
    Drop,
    /// Both have it; it or parts of it differ.
    Alter,
}

/// All differences of an object that is no part of another, and of its parts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The object.
    #[serde(serialize_with = "name")]
    pub root: ObjectId,
    /// What happens to it.
    pub verb: Verb,
    /// Which of the difference's deltas these are.
    pub deltas: Vec<usize>,
}

fn name<S: serde::Serializer>(id: &ObjectId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// Groups the deltas of a difference by the object at the top, in the order of the tree.
pub fn changes(old: &Catalog, new: &Catalog, difference: &Difference) -> Vec<Change> {
    let mut groups: BTreeMap<(usize, ObjectId), Change> = BTreeMap::new();
    for (number, delta) in difference.deltas.iter().enumerate() {
        let (catalog, at, verb) = match delta {
            Delta::Add(at) => (new, *at, Verb::Create),
            Delta::Drop(at) => (old, *at, Verb::Drop),
            Delta::Alter { new: at, .. } => (new, *at, Verb::Alter),
        };
        let root = catalog.root(at);
        let id = catalog.at(root).id.clone();
        let change = groups
            .entry((kinds::rank(id.kind), id.clone()))
            .or_insert(Change {
                root: id,
                verb: Verb::Alter,
                deltas: Vec::new(),
            });
        if root == at {
            change.verb = verb;
        }
        change.deltas.push(number);
    }
    groups.into_values().collect()
}

/// Returns the catalog that `old` becomes when only the changes of `all` are made, and what
/// differs from there to `old`.
///
/// `all` must be closed under what its changes need; see [`closure`].
pub fn part(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    changes: &[Change],
    all: &BTreeSet<usize>,
) -> (Catalog, Difference) {
    if (0..changes.len()).all(|at| all.contains(&at)) {
        return (new.clone(), difference.clone());
    }
    let chosen = Chosen::of(old, difference, changes, all);
    let mut between = weave(
        old,
        new,
        |at| chosen.form(old, new, at),
        |at| chosen.adds.contains(&at),
    );
    between.origin = new.origin.clone();
    let deltas = chosen.deltas.iter().filter_map(|at| {
        let delta = difference.deltas.get(*at)?;
        let moved = |at: Ref| between.find(&new.at(at).id);
        Some(match delta {
            Delta::Add(at) => Delta::Add(moved(*at)?),
            Delta::Drop(at) => Delta::Drop(*at),
            Delta::Alter { old, new, changed } => Delta::Alter {
                old: *old,
                new: moved(*new)?,
                changed: changed.clone(),
            },
        })
    });
    let deltas = deltas.collect();
    // What no kind models stays different, whatever is chosen.
    let rest = Difference {
        deltas,
        ..difference.clone()
    };
    (between, rest)
}

/// Returns the part of what was prepared that the changes of `all` make: the catalog in
/// which it ends, and the statements for it. Renames that were prepared are part of it.
///
/// A caller prepares once, shows [`changes`] of `prepared.old(old)` and `new`, and asks for
/// the part of what the user ticked; plan and proof take `old`, that catalog and what was
/// returned with it.
pub fn prepare_part(
    prepared: &Prepared,
    old: &Catalog,
    new: &Catalog,
    all: &BTreeSet<usize>,
    wishes: &Wishes,
) -> Result<(Catalog, Prepared)> {
    let from = prepared.old(old);
    let groups = changes(from, new, &prepared.difference);
    let (end, difference) = part(from, new, &prepared.difference, &groups, all);
    let route = route(from, &end, &difference, wishes)?;
    let mut segments = route.segments.clone();
    if let Some(renamed) = &prepared.renamed {
        put_first(&mut segments, &renamed.there);
    }
    let part = Prepared {
        renamed: prepared.renamed.clone(),
        end: None,
        difference,
        route,
        segments,
        ignored: prepared.ignored.clone(),
        candidates: prepared.candidates.clone(),
        notes: prepared.notes.clone(),
    };
    Ok((end, part))
}

/// The deltas of what was chosen, by the places of their objects.
struct Chosen {
    deltas: BTreeSet<usize>,
    roots: BTreeSet<ObjectId>,
    adds: BTreeSet<Ref>,
    drops: BTreeSet<Ref>,
    alters: FxHashMap<Ref, Ref>,
    /// Differs, and stays as it is.
    stays: BTreeSet<Ref>,
}

impl Chosen {
    fn of(
        old: &Catalog,
        difference: &Difference,
        changes: &[Change],
        all: &BTreeSet<usize>,
    ) -> Self {
        let wanted = || all.iter().filter_map(|at| changes.get(*at));
        let mut chosen = Self {
            deltas: wanted().flat_map(|it| it.deltas.iter().copied()).collect(),
            roots: wanted().map(|it| it.root.clone()).collect(),
            adds: BTreeSet::new(),
            drops: BTreeSet::new(),
            alters: FxHashMap::default(),
            stays: BTreeSet::new(),
        };
        for (number, delta) in difference.deltas.iter().enumerate() {
            let is_chosen = chosen.deltas.contains(&number);
            match delta {
                Delta::Add(at) if is_chosen => drop(chosen.adds.insert(*at)),
                Delta::Drop(at) if is_chosen => drop(chosen.drops.insert(*at)),
                Delta::Alter { old, new, .. } if is_chosen => {
                    chosen.alters.insert(*old, *new);
                }
                Delta::Drop(at) | Delta::Alter { old: at, .. } => drop(chosen.stays.insert(*at)),
                Delta::Add(_) => {}
            }
        }
        // A part of what goes has no place to stay, even if nobody compared it.
        for (at, object) in old.objects() {
            if object.parent.is_some_and(|it| chosen.drops.contains(&it)) {
                chosen.drops.insert(at);
            }
        }
        chosen
    }

    /// Returns what becomes of an object of the old catalog. One that does not differ has
    /// the new form where a change around it is chosen: its dependencies may be others.
    fn form(&self, old: &Catalog, new: &Catalog, at: Ref) -> Form {
        if self.drops.contains(&at) {
            return Form::Gone;
        }
        if let Some(new) = self.alters.get(&at) {
            return Form::New(*new);
        }
        let object = old.at(at);
        let Some(successor) = new.find(&object.id).filter(|_| !self.stays.contains(&at)) else {
            return Form::Old;
        };
        let is_same = || {
            let (was, is) = (&object.attrs, &new.at(successor).attrs);
            changed_attrs(was, is, &Filter::default()).is_empty()
        };
        let loses = |edge: &crate::catalog::Edge| {
            edge.kind != EdgeKind::Mentions && self.drops.contains(&edge.to)
        };
        let is_around = self.roots.contains(&old.at(old.root(at)).id);
        if (is_around || old.needs(at).iter().any(loses)) && is_same() {
            Form::New(successor)
        } else {
            Form::Old
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Builder, Object},
        diff::diff,
        kinds::{column::COLUMN, common::COMMENT, schema::SCHEMA, table::TABLE},
    };

    /// A catalog of these paths, each needing its parent; a comment on those of one part.
    fn catalog(paths: &[&[&str]], comment: &str) -> Catalog {
        let mut builder = Builder::default();
        for path in paths {
            let kind = [SCHEMA, TABLE, COLUMN][path.len() - 1];
            let above = path.split_last().map_or(&[][..], |(_, above)| above);
            let above = match above.len() {
                0 => None,
                len => builder.find(&Catalog::id([SCHEMA, TABLE][len - 1], above)),
            };
            let mut object = Object {
                id: Catalog::id(kind, path),
                parent: above.filter(|_| kind == COLUMN),
                attrs: crate::catalog::Attrs::default(),
            };
            if kind == SCHEMA {
                object.attrs.set(COMMENT, comment.into());
            }
            let at = builder.add(object).unwrap();
            if let Some(to) = above {
                builder.edge(at, to, EdgeKind::Needs);
            }
        }
        builder.finish(crate::catalog::Origin::default())
    }

    fn named(changes: &[Change]) -> Vec<String> {
        let name = |it: &Change| format!("{:?} {} {}", it.verb, it.root, it.deltas.len());
        changes.iter().map(name).collect()
    }

    #[test]
    fn a_part_holds_what_was_chosen_and_what_that_needs() {
        let old = catalog(
            &[&["a"], &["a", "t"], &["a", "t", "x"], &["z"], &["z", "t"]],
            "was",
        );
        let new = catalog(
            &[
                &["a"],
                &["a", "t"],
                &["a", "t", "y"],
                &["b"],
                &["b", "t"],
                &["b", "t", "x"],
            ],
            "is",
        );
        let difference = diff(&old, &new, &Filter::default());
        let all = changes(&old, &new, &difference);
        assert_eq!(
            named(&all),
            [
                "Alter schema a 1",
                "Create schema b 1",
                "Drop schema z 1",
                "Alter table a.t 2",
                "Create table b.t 2",
                "Drop table z.t 1",
            ]
        );
        let close = |at: usize| closure(&old, &new, &difference, &all, &BTreeSet::from([at]));
        assert_eq!(close(0).added, []);
        assert_eq!(close(3).added, []);
        assert_eq!(close(4).added, [(1, "needed by table b.t".to_owned())]);
        assert_eq!(close(2).added, [(5, "depends on schema z".to_owned())]);
        assert_eq!(close(99), Closure::default());
        let (end, rest) = part(&old, &new, &difference, &all, &close(4).all);
        assert_eq!(rest.deltas.len(), 3);
        assert_eq!(
            named(&changes(&old, &end, &rest)),
            ["Create schema b 1", "Create table b.t 2"]
        );
        assert_eq!(diff(&old, &end, &Filter::default()).deltas, rest.deltas);
        let schema = end.get(&Catalog::id(SCHEMA, &["a"])).unwrap();
        assert_eq!(schema.text(COMMENT), "was");
    }
}
