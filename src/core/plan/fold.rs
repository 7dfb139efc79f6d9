//! Changes that are the same on many siblings, so that they can be shown as one.
//!
//! Siblings are objects tied to one other: the partitions of a table. What differs between
//! them by their nature (their own names, what ties them) does not count.

use std::collections::BTreeMap;

use crate::{
    catalog::{Attrs, Catalog, Ref},
    diff::{Delta, Difference, ignore::ties},
};

use super::choose::{Change, Verb};

/// From how many on they are folded.
const LEAST: usize = 3;

/// The same change on several siblings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What they are tied to, with its kind.
    pub of: String,
    /// What they are: `tables`.
    pub kind: &'static str,
    /// The changes, by their places in the list; at least three, in their order.
    pub members: Vec<usize>,
}

impl Fold {
    /// Returns it in words: `365 tables of table public.events`.
    pub fn words(&self) -> String {
        format!("{} {} of {}", self.members.len(), self.kind, self.of)
    }

    /// Returns the change that stands for all.
    pub fn head(&self) -> Option<usize> {
        self.members.first().copied()
    }
}

/// Finds what can be folded.
pub fn folds(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    changes: &[Change],
) -> Vec<Fold> {
    let (old_ties, new_ties) = (ties(old), ties(new));
    let above = |change: &Change| -> Option<String> {
        let of = |catalog: &Catalog, ties: &rustc_hash::FxHashMap<Ref, Ref>| {
            let to = ties.get(&catalog.find(&change.root)?)?;
            Some(catalog.at(*to).id.to_string())
        };
        of(new, &new_ties).or_else(|| of(old, &old_ties))
    };
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        if let Some(above) = above(change) {
            let what = what(old, new, difference, change);
            groups.entry((above, what)).or_default().push(at);
        }
    }
    let mut folds: Vec<Fold> = groups
        .into_iter()
        .filter(|(_, members)| members.len() >= LEAST)
        .filter_map(|((of, _), members)| {
            let first = changes.get(*members.first()?)?;
            let kind = first.root.kind.info().plural;
            Some(Fold { of, kind, members })
        })
        .collect();
    folds.sort_by_key(Fold::head);
    folds
}

/// Returns what a change does, without the name of what it is done to.
fn what(old: &Catalog, new: &Catalog, difference: &Difference, change: &Change) -> String {
    let deltas = change
        .deltas
        .iter()
        .filter_map(|it| difference.deltas.get(*it));
    let own = change.root.name();
    let mut lines: Vec<String> = deltas
        .map(|delta| match delta {
            Delta::Add(at) => whole('+', new, *at, own),
            Delta::Drop(at) => whole('-', old, *at, own),
            Delta::Alter {
                old: was,
                new: is,
                changed,
            } => {
                let (was, is) = (old.at(*was), new.at(*is));
                let mut line = format!("~ {} {}", is.id.kind, rest(is.id.name(), own));
                for name in changed.iter() {
                    line.push_str(&format!(
                        " {name}: {} -> {}",
                        value(&was.attrs, name, own),
                        value(&is.attrs, name, own)
                    ));
                }
                line
            }
        })
        .collect();
    lines.sort_unstable();
    let verb = match change.verb {
        Verb::Create => "create",
        Verb::Drop => "drop",
        Verb::Alter => "alter",
    };
    format!("{verb}\n{}", lines.join("\n"))
}

/// Describes an object that comes or goes with all that it is, but for what ties it.
fn whole(sign: char, catalog: &Catalog, at: Ref, own: &str) -> String {
    let object = catalog.at(at);
    let mut line = format!("{sign} {} {}", object.id.kind, rest(object.id.name(), own));
    if !object.id.kind.info().links {
        for (def, _) in object.attrs.iter() {
            line.push_str(&format!(
                " {}: {}",
                def.name,
                value(&object.attrs, def.name, own)
            ));
        }
    }
    line
}

fn value(attrs: &Attrs, name: &str, own: &str) -> String {
    let text = serde_json::to_string(&attrs.value(name)).unwrap_or_default();
    rest(&text, own)
}

/// Puts a star in the place of the object's own name.
fn rest(text: &str, own: &str) -> String {
    text.replace(own, "*")
}
