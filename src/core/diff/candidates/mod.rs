//! Candidates of renames: what went and came under another name. It knows no kinds.
//!
//! Objects that only one side has are paired within one kind and one parent, the outermost
//! first: below a pair its parts are compared as if it were renamed already. The pairing is
//! the one with the highest sum of likeness. A candidate is a question, never an answer:
//! nothing is renamed unless somebody says so.

mod assign;
mod labels;
mod names;
mod score;

use std::{borrow::Cow, collections::BTreeMap};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::{
    catalog::{Catalog, Kind, Name, ObjectId, Ref},
    kinds,
    sql::quote::ident,
};

use super::{Delta, Difference};
use score::{Judge, Scored, percent};

/// What a candidate scores at least, from 0 to 1.
pub const LEAST: f64 = 0.6;

/// By how much a pair must be better than any other of either of its two.
const MARGIN: f64 = 0.02;

/// The same for what its definition alone tells: of two of one definition only the names
/// say which is which.
const MARGIN_BY_DEFINITION: f64 = 0.15;

/// Of how many pairs a group is looked at: more are those of two different schemas.
const PAIRS: usize = 60_000;

/// Something that may have been renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The kind in PostgreSQL's words, or the word for a name that is no object: `label`.
    pub kind: String,
    /// The path that is, as SQL writes it, under the new names of what it is a part of.
    pub old: String,
    /// The path that it may have become.
    pub new: String,
    /// The likeness in percent.
    pub score: u8,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<String>,
}

impl Candidate {
    /// Returns it as `--rename` takes it.
    pub fn rename(&self) -> String {
        format!("{} {}={}", self.kind, self.old, self.new)
    }

    /// Returns it in words, with its score and the reasons.
    pub fn words(&self) -> String {
        format!(
            "may be a rename, {} %: {} ({})",
            self.score,
            self.rename(),
            self.reasons.join("; ")
        )
    }
}

/// All candidates of a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// The candidates, the outermost first.
    pub list: Vec<Candidate>,
    /// What was not looked at, and why.
    pub passed_over: Vec<String>,
}

/// Looks for candidates; `is_refused` says of which somebody said no.
pub fn candidates(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    is_refused: &dyn Fn(&Candidate) -> bool,
) -> Candidates {
    let mut look = Look::new(old, new, difference, is_refused);
    if !look.gone.is_empty() && !look.come.is_empty() {
        let judge = Judge::new(old, new);
        let deepest = old.objects().map(|(_, it)| depth(&it.id)).max();
        for depth in 1..=deepest.unwrap_or_default() {
            // Definitions name columns: these come first.
            for by_definition in [false, true] {
                let before = look.found.list.len();
                look.level(&judge, depth, by_definition);
                // What was found tells more about the others: a partition of a table.
                if look.found.list.len() > before {
                    look.level(&judge, depth, by_definition);
                }
            }
        }
        look.moved_elsewhere(&judge);
    }
    let labels = labels::candidates(old, new, &look.moves);
    look.found
        .list
        .extend(labels.into_iter().filter(|it| !is_refused(it)));
    look.found
}

/// The names that candidates would give, so that what uses the old ones can be compared.
#[derive(Default)]
pub(super) struct Moves {
    there: Ways,
    back: Ways,
    words: FxHashMap<Name, Name>,
}

/// Where objects go, and what is in them.
#[derive(Default)]
struct Ways {
    ids: FxHashMap<ObjectId, ObjectId>,
    /// Paths of what may hold others.
    paths: FxHashMap<Vec<Name>, Vec<Name>>,
}

impl Ways {
    fn add(&mut self, from: &ObjectId, to: &ObjectId) {
        self.ids.insert(from.clone(), to.clone());
        self.paths.insert(whole(from), whole(to));
    }

    fn lead(&self, id: &ObjectId) -> ObjectId {
        if let Some(to) = self.ids.get(id) {
            return to.clone();
        }
        // Not the whole path: a column and an index may have one.
        for end in (1..depth(id)).rev() {
            let start = id.path.get(..end).unwrap_or_default();
            if let Some(to) = self.paths.get(start) {
                let rest = id.path.get(end..).unwrap_or_default();
                let path: Vec<Name> = to.iter().chain(rest).cloned().collect();
                return ObjectId::new(id.kind, path);
            }
        }
        id.clone()
    }
}

impl Moves {
    fn add(&mut self, old: &ObjectId, new: &ObjectId) {
        self.there.add(old, new);
        self.back.add(new, old);
        if old.name() != new.name() {
            self.words.insert(old.name().into(), new.name().into());
        }
    }

    /// Returns the id of an old object under the new names of what holds it.
    fn image(&self, id: &ObjectId) -> ObjectId {
        self.there.lead(id)
    }

    /// Returns the id that an object of the new catalog had.
    fn origin(&self, id: &ObjectId) -> ObjectId {
        self.back.lead(id)
    }

    /// Returns the new form of an own name.
    fn word<'a>(&'a self, word: &'a str) -> &'a str {
        self.words.get(word).map_or(word, |it| it)
    }

    /// The same for a token, which may be quoted.
    fn token<'a>(&'a self, token: &'a str) -> &'a str {
        if self.words.is_empty() {
            return token;
        }
        let bare = token.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        match self.words.get(bare.unwrap_or(token)) {
            Some(new) if bare.is_none() || matches!(ident(new), Cow::Owned(_)) => new,
            _ => token,
        }
    }
}

/// Returns how many parts the path has, an argument list aside.
fn depth(id: &ObjectId) -> usize {
    id.path.len() - usize::from(id.kind.info().has_signature)
}

/// Returns the path without an argument list.
fn whole(id: &ObjectId) -> Vec<Name> {
    id.path.iter().take(depth(id)).cloned().collect()
}

/// What two objects must share to be a pair: kind, holder, arguments.
type Group = (Kind, Vec<Name>, Option<Name>);

fn group(id: &ObjectId, holder: Vec<Name>) -> Group {
    let has_signature = id.kind.info().has_signature;
    let arguments = id.path.last().filter(|_| has_signature).cloned();
    (id.kind, holder, arguments)
}

/// Tells whether another pairing of these would be nearly as good: nobody can tell then.
fn is_doubtful(
    (row, column): (usize, usize),
    pairs: &[(usize, usize)],
    (rows, columns): (usize, usize),
    margin: f64,
    score: &impl Fn(usize, usize) -> f64,
) -> bool {
    let own = score(row, column);
    let by_column = (0..columns).filter(|it| *it != column).any(|other| {
        let partner = pairs.iter().find(|it| it.1 == other).map(|it| it.0);
        let (kept, given) = partner.map_or((0.0, 0.0), |it| (score(it, other), score(it, column)));
        score(row, other) > 0.0 && score(row, other) + given + margin > own + kept
    });
    let is_paired = |it: usize| pairs.iter().any(|pair| pair.0 == it);
    let by_row = (0..rows).any(|other| !is_paired(other) && score(other, column) + margin > own);
    by_column || by_row
}

struct Look<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    is_refused: &'a dyn Fn(&Candidate) -> bool,
    gone: Vec<Ref>,
    come: Vec<Ref>,
    /// The paths of what went and came.
    gone_paths: FxHashSet<Vec<Name>>,
    come_paths: FxHashSet<Vec<Name>>,
    /// What has found its pair.
    settled_old: FxHashSet<Ref>,
    settled_new: FxHashSet<Ref>,
    moves: Moves,
    found: Candidates,
}

impl<'a> Look<'a> {
    fn new(
        old: &'a Catalog,
        new: &'a Catalog,
        difference: &Difference,
        is_refused: &'a dyn Fn(&Candidate) -> bool,
    ) -> Self {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for delta in &difference.deltas {
            match delta {
                Delta::Drop(at) => gone.push(*at),
                Delta::Add(at) => come.push(*at),
                Delta::Alter { .. } => {}
            }
        }
        let paths = |catalog: &Catalog, list: &[Ref]| {
            list.iter().map(|at| whole(&catalog.at(*at).id)).collect()
        };
        Self {
            gone_paths: paths(old, &gone),
            come_paths: paths(new, &come),
            old,
            new,
            is_refused,
            gone,
            come,
            settled_old: FxHashSet::default(),
            settled_new: FxHashSet::default(),
            moves: Moves::default(),
            found: Candidates::default(),
        }
    }

    /// Pairs what stands at one depth.
    fn level(&mut self, judge: &Judge<'_>, depth_of: usize, by_definition: bool) {
        let mut groups: BTreeMap<Group, (Vec<Ref>, Vec<Ref>)> = BTreeMap::new();
        let wanted = |id: &ObjectId| {
            depth(id) == depth_of && kinds::of(id.kind).likeness().by_definition == by_definition
        };
        for at in self.gone.clone() {
            let id = &self.old.at(at).id;
            if !wanted(id) || self.settled_old.contains(&at) {
                continue;
            }
            let Some(holder) = self.holder(id, false) else {
                continue;
            };
            let image = self.moves.image(id);
            if let Some(there) = self.new.find(&image) {
                // It comes along with what holds it.
                self.settled_old.insert(at);
                self.settled_new.insert(there);
                self.moves.add(id, &image);
                continue;
            }
            groups.entry(group(id, holder)).or_default().0.push(at);
        }
        for at in self.come.iter().copied() {
            let id = &self.new.at(at).id;
            if !wanted(id) || self.settled_new.contains(&at) {
                continue;
            }
            if let Some(holder) = self.holder(id, true)
                && let Some(group) = groups.get_mut(&group(id, holder))
            {
                group.1.push(at);
            }
        }
        for ((kind, ..), (gone, come)) in groups {
            self.pair(judge, kind, &gone, &come);
        }
    }

    /// Returns what holds an object, under its new name; nothing where that goes or comes
    /// as a whole.
    fn holder(&self, id: &ObjectId, is_new: bool) -> Option<Vec<Name>> {
        let mut path = whole(id);
        path.pop();
        if is_new {
            let is_known =
                self.moves.back.paths.contains_key(&path) || !self.come_paths.contains(&path);
            return is_known.then_some(path);
        }
        match self.moves.there.paths.get(&path) {
            Some(to) => Some(to.clone()),
            None => (!self.gone_paths.contains(&path)).then_some(path),
        }
    }

    /// Pairs what went with what came.
    fn pair(&mut self, judge: &Judge<'_>, kind: Kind, gone: &[Ref], come: &[Ref]) {
        if gone.is_empty() || come.is_empty() {
            return;
        }
        if gone.len() * come.len() > PAIRS {
            let info = kind.info();
            self.found.passed_over.push(format!(
                "{} {} went and {} came: too many to look for renames among them",
                gone.len(),
                info.plural,
                come.len()
            ));
            return;
        }
        let mut table: Vec<Vec<Scored>> = Vec::with_capacity(gone.len());
        for old in gone {
            let row = come.iter().map(|new| self.judged(judge, *old, *new));
            table.push(row.collect());
        }
        let score = |row: usize, column: usize| {
            table
                .get(row)
                .and_then(|it| it.get(column))
                .map_or(0.0, |it| it.score)
        };
        let margin = if kinds::of(kind).likeness().by_definition {
            MARGIN_BY_DEFINITION
        } else {
            MARGIN
        };
        let pairs = assign::best(gone.len(), come.len(), &score);
        for (row, column) in pairs.iter().copied() {
            let scored = table.get(row).and_then(|it| it.get(column));
            if let (Some(old), Some(new), Some(scored)) = (gone.get(row), come.get(column), scored)
                && !is_doubtful(
                    (row, column),
                    &pairs,
                    (gone.len(), come.len()),
                    margin,
                    &score,
                )
            {
                self.settle(*old, *new, scored);
            }
        }
    }

    /// Judges a pair; below the least, refused or impossible ones count nothing.
    fn judged(&self, judge: &Judge<'_>, old: Ref, new: Ref) -> Scored {
        let mut scored = judge.judge(old, new, &self.moves);
        if scored.score < LEAST
            || self.comes_from_above(old)
            || !self.can_be_renamed(old, new)
            || (self.is_refused)(&self.candidate(old, new, &scored))
        {
            scored.score = 0.0;
        }
        scored
    }

    /// Tells whether an object has its name from the one it follows: the server renames it
    /// with that, and never by itself.
    fn comes_from_above(&self, old: Ref) -> bool {
        let kind = self.old.at(old).id.kind;
        let above = self.old.followed(old);
        kind.info().holds_data && above.is_some_and(|it| self.old.at(it).id.kind == kind)
    }

    fn can_be_renamed(&self, old: Ref, new: Ref) -> bool {
        let object = self.old.at(old);
        let path: Vec<String> = whole(&self.new.at(new).id)
            .iter()
            .map(ToString::to_string)
            .collect();
        let image = self.moves.image(&object.id);
        let object = crate::catalog::Object {
            id: image,
            ..object.clone()
        };
        kinds::of(object.id.kind)
            .rename(&object, &path)
            .is_some_and(|actions| !actions.is_empty())
    }

    fn candidate(&self, old: Ref, new: Ref, scored: &Scored) -> Candidate {
        let id = &self.old.at(old).id;
        // Only what holds it has its new name by then.
        let held = self.holder(id, false).map(|mut path| {
            path.extend(id.path.iter().skip(depth(id) - 1).cloned());
            ObjectId::new(id.kind, path)
        });
        Candidate {
            kind: id.kind.name().to_owned(),
            old: held.as_ref().unwrap_or(id).dotted(),
            new: self.new.at(new).id.dotted(),
            score: percent(scored.score),
            reasons: scored.reasons.clone(),
        }
    }

    fn settle(&mut self, old: Ref, new: Ref, scored: &Scored) {
        let candidate = self.candidate(old, new, scored);
        self.found.list.push(candidate);
        self.settled_old.insert(old);
        self.settled_new.insert(new);
        self.moves.add(&self.old.at(old).id, &self.new.at(new).id);
    }

    /// Looks for what went to another schema under its own name.
    fn moved_elsewhere(&mut self, judge: &Judge<'_>) {
        let mut groups: BTreeMap<Group, (Vec<Ref>, Vec<Ref>)> = BTreeMap::new();
        let own = |id: &ObjectId| group(id, vec![id.name().into()]);
        for at in &self.gone {
            let object = self.old.at(*at);
            if object.parent.is_none()
                && depth(&object.id) == 2
                && !self.settled_old.contains(at)
                && self.holder(&object.id, false).is_some()
            {
                groups.entry(own(&object.id)).or_default().0.push(*at);
            }
        }
        for at in &self.come {
            let object = self.new.at(*at);
            if object.parent.is_none()
                && !self.settled_new.contains(at)
                && let Some(group) = groups.get_mut(&own(&object.id))
            {
                group.1.push(*at);
            }
        }
        for (gone, come) in groups.into_values() {
            // With several of one name nobody can tell which went where.
            if let ([old], [new]) = (&gone[..], &come[..]) {
                let mut scored = self.judged(judge, *old, *new);
                // The name says nothing: the rest must be nearly the same.
                if scored.score >= 0.9 {
                    scored.score -= 0.05;
                    scored.reasons.retain(|it| !it.starts_with("names "));
                    scored
                        .reasons
                        .push("same name in another schema".to_owned());
                    self.settle(*old, *new, &scored);
                }
            }
        }
    }
}
