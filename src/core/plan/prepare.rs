//! From two catalogs to a difference that can be believed and the statements for it.

use std::collections::BTreeMap;

use crate::{
    catalog::{Attrs, Catalog, EdgeKind, Object, ObjectId, Ref},
    diff::{
        Difference, Filter,
        candidates::{Candidate, Candidates, candidates},
        diff,
        ignore::Ignored,
        remarks,
    },
    error::{Report, Result},
    kinds::{
        self,
        common::{OTHER_COMMENTS, OWNER},
    },
    source::Reading,
};

use super::{
    Route, Segment, Step, Wishes,
    confirm::confirm,
    ignore::cut,
    moved::Moves,
    rename::{self, Rename, Renamed},
    route, unnamed,
};

/// A difference and its statements.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// The old catalog under its new names; absent without renames.
    pub renamed: Option<Renamed>,
    /// The catalog in which the plan ends, where that is not the new one: what is ignored
    /// stays as it is.
    pub end: Option<Catalog>,
    /// What differs, from there on.
    pub difference: Difference,
    /// The statements for that.
    pub route: Route,
    /// All statements, renames first.
    pub segments: Vec<Segment>,
    /// What was left out of the comparison.
    pub ignored: Vec<Ignored>,
    /// What may have been renamed, and nobody said so.
    pub candidates: Vec<Candidate>,
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
    let mut said = None;
    let renamed = if renames.is_empty() && Moves::between(old, new, wishes).is_empty() {
        None
    } else {
        match rename::apply(old, new, renames, wishes, reading).await {
            Ok(renamed) => Some(renamed),
            Err(error) if renames.is_empty() => {
                said = Some(unmoved(&error));
                None
            }
            Err(error) => return Err(error),
        }
    };
    let from = renamed.as_ref().map_or(old, |renamed| &renamed.old);
    let mut difference = diff(from, new, &wishes.filter);
    let mut notes = confirm(from, new, &mut difference, reading).await;
    notes.extend(said);
    let (mut end, mut ignored, mut left) = (None, Vec::new(), Vec::new());
    if let Some(cut) = cut(from, new, &difference, &wishes.ignore) {
        difference = cut.difference;
        (end, ignored, left) = (Some(cut.end), cut.ignored, cut.left);
        notes.extend(cut.notes);
    }
    end = settled(from, end.as_ref().unwrap_or(new), &wishes.filter).or(end);
    let to = end.as_ref().unwrap_or(new);
    notes.extend(remarks(from, to, &difference));
    let looked = looked_for(from, to, &difference, wishes);
    notes.extend(looked.passed_over);
    let mut route = route(from, to, &difference, wishes)?;
    route.left.extend(left);
    notes.extend(route.moved.clone());
    notes.extend(route.misread.clone());
    notes.extend(unnamed::remarks(to, &route));
    let mut segments = route.segments.clone();
    if let Some(renamed) = &renamed {
        put_first(&mut segments, &renamed.there);
    }
    Ok(Prepared {
        renamed,
        end,
        difference,
        route,
        segments,
        ignored,
        candidates: looked.list,
        notes,
    })
}

/// Returns the new catalog with what it does not say, or nobody compares, as it is on the old
/// side: an object that is made anew keeps its owner, grants and comment. Nothing where that
/// changes nothing.
fn settled(old: &Catalog, new: &Catalog, filter: &Filter) -> Option<Catalog> {
    let unsaid = filter.unsaid();
    let taken = |was: &Object, is: &Object| -> Vec<&str> {
        let is_open = is.attrs.value(OWNER.name()).is_none() && !unsaid.contains(&OWNER.name());
        let open = is_open.then_some(OWNER.name());
        let kept = kinds::of(is.id.kind).kept().iter().copied();
        let names = unsaid.iter().copied().chain(open).chain(kept);
        names
            .filter(|name| was.attrs.value(name) != is.attrs.value(name))
            .collect()
    };
    let has_comments = |is: &Object, unsaid: &[&str]| {
        let mut others = OTHER_COMMENTS.iter().filter(|it| unsaid.contains(it));
        others.any(|name| is.attrs.value(name).is_some())
    };
    let nothing = Attrs::default();
    let mut all: BTreeMap<&ObjectId, (&Attrs, Vec<&str>)> = BTreeMap::new();
    for (at, is) in new.objects() {
        let (was, names) = match old.get(&is.id) {
            Some(was) => (&was.attrs, taken(was, is)),
            None if has_comments(is, &unsaid) => (&nothing, OTHER_COMMENTS.to_vec()),
            None => match owner_of_whole(old, new, at) {
                Some(whole) if is.attrs.value(OWNER.name()).is_none() || filter.no_owner => {
                    (&whole.attrs, vec![OWNER.name()])
                }
                _ => continue,
            },
        };
        if !names.is_empty() {
            all.insert(&is.id, (was, names));
        }
    }
    if all.is_empty() {
        return None;
    }
    Some(new.map(|object| {
        if let Some((was, names)) = all.get(&object.id) {
            for name in names {
                object.attrs.take_over(was, name);
            }
        }
    }))
}

/// Returns the table of the old catalog to which something new belongs, a sequence: both have
/// one owner (manual, "CREATE SEQUENCE": OWNED BY).
fn owner_of_whole<'a>(old: &'a Catalog, new: &Catalog, at: Ref) -> Option<&'a Object> {
    let mut edges = new.needs(at).iter().filter(|_| new.at(at).parent.is_none());
    let edge = edges.find(|edge| edge.kind == EdgeKind::Owned)?;
    old.get(&new.at(new.root(edge.to)).id)
}

/// Says that what names an object that moves is made anew instead.
fn unmoved(error: &Report) -> String {
    format!(
        "an object moves, and what names it is made anew for that, columns too: their tables \
         would not be, if the move could be tried on a scratch database ({error})"
    )
}

/// Looks for renames that nobody named and nobody refused.
fn looked_for(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    wishes: &Wishes,
) -> Candidates {
    let is_refused = |candidate: &Candidate| {
        let named = Rename::parse(&candidate.rename());
        named.is_ok_and(|named| wishes.refused.iter().any(|it| it.is_same(&named)))
    };
    candidates(old, new, difference, &is_refused)
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
