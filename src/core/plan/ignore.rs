//! What rules leave out of a comparison, taken out of a difference before it is planned.
//!
//! What is left out stays as it is on the old side, and the plan ends in that: it is like a
//! choice of all other changes. A change that cannot be made without dropping or changing
//! what is left out is itself left alone, and said; what is left out and only has to be made
//! for another change is made, and said.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Catalog, ObjectId, Ref},
    diff::{
        Delta, Difference,
        ignore::{Ignore, Ignored, Marks},
    },
    kinds,
};

use super::{
    Remainder,
    choose::{self, Change, Verb},
};

/// A difference without what is left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// The catalog in which the plan ends.
    pub end: Catalog,
    /// The differences that are left, from the old catalog to that one.
    pub difference: Difference,
    /// What was left out, by rule.
    pub ignored: Vec<Ignored>,
    /// Changes that are not made for the sake of what is left out.
    pub left: Vec<Remainder>,
    /// Remarks for the user.
    pub notes: Vec<String>,
}

/// Takes what the rules leave out away; nothing where there are no rules.
pub(super) fn cut(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    ignore: &Ignore,
) -> Option<Cut> {
    if ignore.is_empty() {
        return None;
    }
    let marks = ignore.marks(old, new);
    let mut ignored = marks.rules.clone();
    let (changes, kept) = units(old, new, difference, &marks, &mut ignored);
    let mut ticked = kept.clone();
    let mut left = Vec::new();
    let closure = loop {
        let closure = choose::closure(old, new, difference, &changes, &ticked);
        let added = closure.added.iter().map(|it| it.0);
        let Some(at) = added
            .into_iter()
            .find(|at| !only_makes(difference, &changes, *at))
        else {
            break closure;
        };
        let Some(by) = asked_by(&closure.because, at, &ticked) else {
            break closure;
        };
        ticked.remove(&by);
        if let (Some(it), Some(for_it)) = (changes.get(by), changes.get(at)) {
            left.push(Remainder {
                object: it.root.to_string(),
                why: format!("it would drop or change {}, which is ignored", for_it.root),
            });
        }
    };
    let mut notes = Vec::new();
    for (at, why) in &closure.added {
        if let Some(change) = changes.get(*at) {
            notes.push(format!(
                "made although it is ignored: {}: {why}",
                change.root
            ));
        }
    }
    let (end, difference) = choose::part(old, new, difference, &changes, &closure.all);
    ignored.retain(|it| it.objects > 0);
    Some(Cut {
        end,
        difference,
        ignored,
        left,
        notes,
    })
}

/// Groups the deltas by the object at the top, those left out apart from the others; returns
/// the groups, and which of them are not left out.
fn units(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    marks: &Marks,
    ignored: &mut [Ignored],
) -> (Vec<Change>, BTreeSet<usize>) {
    let mut groups: BTreeMap<(usize, ObjectId, bool), Change> = BTreeMap::new();
    for (number, delta) in difference.deltas.iter().enumerate() {
        let (catalog, at, verb, rule) = match delta {
            Delta::Add(at) => (new, *at, Verb::Create, marks.new.get(at)),
            Delta::Drop(at) => (old, *at, Verb::Drop, marks.old.get(at)),
            Delta::Alter {
                old: was, new: is, ..
            } => {
                let rule = marks.new.get(is).or_else(|| marks.old.get(was));
                (new, *is, Verb::Alter, rule)
            }
        };
        if let Some(it) = rule.and_then(|rule| ignored.get_mut(*rule)) {
            it.differences += 1;
        }
        let root: Ref = catalog.root(at);
        let id = catalog.at(root).id.clone();
        let change = groups
            .entry((kinds::rank(id.kind), id.clone(), rule.is_some()))
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
    let kept = groups.keys().enumerate().filter(|(_, key)| !key.2);
    let kept = kept.map(|(at, _)| at).collect();
    (groups.into_values().collect(), kept)
}

/// Tells whether a change makes what is not there, and does nothing else.
fn only_makes(difference: &Difference, changes: &[Change], at: usize) -> bool {
    let deltas = changes.get(at).map_or(&[][..], |it| &it.deltas);
    let mut deltas = deltas.iter().filter_map(|it| difference.deltas.get(*it));
    deltas.all(|it| matches!(it, Delta::Add(_)))
}

/// Returns the ticked change for which another was dragged in.
fn asked_by(
    because: &BTreeMap<usize, usize>,
    at: usize,
    ticked: &BTreeSet<usize>,
) -> Option<usize> {
    let mut at = at;
    for _ in 0..=because.len() {
        at = *because.get(&at)?;
        if ticked.contains(&at) {
            return Some(at);
        }
    }
    None
}
