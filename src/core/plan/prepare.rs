//! From two catalogs to a difference that can be believed and the statements for it.

use crate::{
    catalog::Catalog,
    diff::{Difference, diff, remarks},
    error::Result,
    source::Reading,
};

use super::{
    Route, Segment, Step, Wishes,
    confirm::confirm,
    rename::{self, Rename, Renamed},
    route,
};

/// A difference and its statements.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// The old catalog under its new names; absent without renames.
    pub renamed: Option<Renamed>,
    /// What differs, from there on.
    pub difference: Difference,
    /// The statements for that.
    pub route: Route,
    /// All statements, renames first.
    pub segments: Vec<Segment>,
    /// Remarks for the user.
    pub notes: Vec<String>,
}

impl Prepared {
    /// Returns the old catalog that the difference is about.
    pub fn old<'a>(&'a self, old: &'a Catalog) -> &'a Catalog {
        self.renamed.as_ref().map_or(old, |renamed| &renamed.old)
    }
}

/// Compares two catalogs and plans the way from one to the other.
pub async fn prepare(
    old: &Catalog,
    new: &Catalog,
    wishes: &Wishes,
    renames: &[Rename],
    reading: &Reading,
) -> Result<Prepared> {
    let renamed = if renames.is_empty() {
        None
    } else {
        Some(rename::apply(old, renames, reading).await?)
    };
    let from = renamed.as_ref().map_or(old, |renamed| &renamed.old);
    let mut difference = diff(from, new, &wishes.filter);
    let mut notes = confirm(from, new, &mut difference, reading).await;
    notes.extend(remarks(from, new, &difference));
    let route = route(from, new, &difference, wishes)?;
    let mut segments = route.segments.clone();
    if let Some(renamed) = &renamed {
        put_first(&mut segments, &renamed.there);
    }
    Ok(Prepared {
        renamed,
        difference,
        route,
        segments,
        notes,
    })
}

/// Puts steps before all others: into the first transaction, or in one of their own.
pub(super) fn put_first(segments: &mut Vec<Segment>, steps: &[Step]) {
    let joins = |it: &Segment| it.in_transaction && !it.is_apart();
    match segments.first_mut() {
        Some(first) if joins(first) => {
            first.steps.splice(0..0, steps.iter().cloned());
        }
        _ => segments.insert(
            0,
            Segment {
                in_transaction: true,
                steps: steps.to_vec(),
            },
        ),
    }
}

/// Puts steps behind all others: into the last transaction, or in one of their own.
pub(super) fn put_last(segments: &mut Vec<Segment>, steps: &[Step]) {
    match segments.last_mut() {
        Some(last) if last.in_transaction && !last.is_apart() => {
            last.steps.extend(steps.iter().cloned());
        }
        _ => segments.push(Segment {
            in_transaction: true,
            steps: steps.to_vec(),
        }),
    }
}
