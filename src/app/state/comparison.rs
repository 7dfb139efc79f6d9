//! A comparison: two catalogs, their changes, and which of them are ticked.

use std::{collections::BTreeSet, sync::Arc};

use pgworks_core::{
    catalog::Catalog,
    diff::{candidates::Candidate, ignore::Ignore},
    error::Report,
    plan::{Filter, Prepared, Wishes, choose::Change, fold::Fold, rename::Rename},
    risk::Level,
};

use secrecy::SecretString;

use super::{compare_text::CompareText, cursor::Cursor, id::DbId, input::Input, sql_text::SqlText};

/// One side as the user chose it.
#[derive(Clone, Debug)]
pub struct Side {
    /// The word: a database, a file, a snapshot, a profile. Never with a password.
    pub word: String,
    /// What was typed, where that is more than the word shows.
    pub typed: Option<SecretString>,
    /// The number under which it is open, or will be if it is a live database.
    pub db: DbId,
}

impl PartialEq for Side {
    fn eq(&self, other: &Self) -> bool {
        (&self.word, self.db) == (&other.word, other.db)
    }
}

impl Eq for Side {}

/// What is compared.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is.
    pub old: Side,
    /// What it should become.
    pub new: Side,
    /// How.
    pub options: Options,
}

/// How it is compared, and how statements are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Options {
    /// Whether owners are ignored.
    pub no_owner: bool,
    /// Whether grants are ignored.
    pub no_grants: bool,
    /// Whether comments are ignored.
    pub no_comments: bool,
    /// Whether nothing is dropped.
    pub no_drops: bool,
    /// Whether indexes are built without blocking writers.
    pub online: bool,
    /// The schemas that are read, as patterns; all if empty.
    pub schemas: Vec<String>,
    /// The renames that the user named.
    pub renames: Vec<String>,
    /// What the user said of what may have been renamed: the rename, yes or no.
    pub answers: Vec<(String, bool)>,
}

impl Options {
    /// Returns the wishes for core.
    pub fn wishes(&self) -> Wishes {
        Wishes {
            filter: Filter {
                kinds: Vec::new(),
                no_owner: self.no_owner,
                no_grants: self.no_grants,
                no_comments: self.no_comments,
                globals: false,
            },
            no_drops: self.no_drops,
            whole: false,
            online: self.online,
            role: None,
            refused: Vec::new(),
            ignore: Ignore::default(),
        }
    }

    /// Returns the renames for core.
    pub fn renames(&self) -> pgworks_core::error::Result<Vec<Rename>> {
        self.renames
            .iter()
            .map(|text| Rename::parse(text))
            .collect()
    }

    /// Says whether a candidate is still a question.
    pub fn is_open(&self, candidate: &Candidate) -> bool {
        let rename = candidate.rename();
        !self.answers.iter().any(|it| it.0 == rename)
    }
}

/// What a comparison found; made by a job and shared.
#[derive(Debug)]
pub struct Compared {
    /// What was asked.
    pub question: Question,
    /// How the sides are named, safe to be shown.
    pub names: [String; 2],
    /// Whether the old side is a live database, on which the plan can run.
    pub is_live: bool,
    /// The old catalog.
    pub old: Arc<Catalog>,
    /// The new catalog.
    pub new: Arc<Catalog>,
    /// The difference and the statements of all of it.
    pub prepared: Prepared,
    /// The changes, grouped by the object at the top.
    pub changes: Vec<Change>,
    /// What the list shows of each change.
    pub lines: Vec<Line>,
    /// Changes that are the same on many siblings.
    pub folds: Vec<Fold>,
    /// What the user should know.
    pub notes: Vec<String>,
}

/// A line of the list of changes; all texts are safe to be shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// `+`, `-` or `~`.
    pub sign: char,
    /// The kind.
    pub kind: &'static str,
    /// The object.
    pub name: String,
    /// What of it: `2 columns, 1 index`.
    pub what: String,
    /// The worst that its statements do.
    pub level: Level,
    /// The same in a word or two: `rewrites`.
    pub worst: &'static str,
    /// The words of the risk.
    pub risk: String,
    /// Whether it loses data.
    pub loses: bool,
}

/// The screen of a comparison.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each asked by name"
)]
pub struct Comparison {
    /// What is being compared, or was.
    pub question: Option<Question>,
    /// What was found.
    pub found: Option<Arc<Compared>>,
    /// The changes that are ticked.
    pub ticked: BTreeSet<usize>,
    /// The folds that are open, by their heads.
    pub unfolded: BTreeSet<usize>,
    /// The selected line among those shown.
    pub cursor: Cursor,
    /// What is typed to filter by.
    pub filter: Option<Input>,
    /// Whether keys go to the filter.
    pub is_typing: bool,
    /// Whether only changes with a danger are shown.
    pub only_risky: bool,
    /// Whether texts are shown side by side where there is room.
    pub is_unified: bool,
    /// The texts of a change.
    pub texts: Option<Texts>,
    /// The place in the texts.
    pub text_cursor: Cursor,
    /// The first column of cells shown.
    pub left: usize,
    /// Whether the old side was changed since.
    pub is_stale: bool,
    /// Why the last attempt to compare failed.
    pub failure: Option<Report>,
    /// Ticks before, for undo.
    pub undone: Vec<BTreeSet<usize>>,
    /// Ticks after, for redo.
    pub redone: Vec<BTreeSet<usize>>,
}

/// The texts of a change.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Whose.
    pub change: usize,
    /// Old and new, compared.
    pub rows: CompareText,
    /// The statements of the change, for copying.
    pub sql: String,
    /// The same, to be drawn.
    pub statements: SqlText,
}

impl Compared {
    /// Returns the fold that a change is in.
    pub fn fold(&self, at: usize) -> Option<&Fold> {
        // They are in the order of the list.
        self.folds
            .iter()
            .find(|it| it.members.binary_search(&at).is_ok())
    }

    /// Returns the first candidate of a rename that is still a question.
    pub fn question_left(&self, options: &Options) -> Option<&Candidate> {
        let mut candidates = self.prepared.candidates.iter();
        candidates.find(|it| options.is_open(it))
    }
}

impl Comparison {
    /// Counts what may have been renamed and nobody said so.
    pub fn questions(&self) -> usize {
        let Some((found, question)) = self.found.as_ref().zip(self.question.as_ref()) else {
            return 0;
        };
        let candidates = found.prepared.candidates.iter();
        candidates.filter(|it| question.options.is_open(it)).count()
    }

    /// Lists the changes that are shown: those that fit the filters.
    pub fn shown(&self) -> Vec<usize> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let query = self.filter.as_ref().map_or("", Input::text);
        if query.trim().is_empty() && !self.only_risky {
            return self.folded(found);
        }
        let texts: Vec<String> = found
            .lines
            .iter()
            .map(|line| format!("{} {}", line.kind, line.name))
            .collect();
        super::fuzzy::search(query, texts.iter().map(String::as_str))
            .into_iter()
            .map(|at| at as usize)
            .filter(|at| {
                !self.only_risky
                    || found
                        .lines
                        .get(*at)
                        .is_some_and(|it| it.level > Level::Safe)
            })
            .collect()
    }

    /// Lists all changes; of those that are folded the head stands for all, and where it is
    /// open the others follow it.
    fn folded(&self, found: &Compared) -> Vec<usize> {
        if found.folds.is_empty() {
            return (0..found.lines.len()).collect();
        }
        let mut hidden: BTreeSet<usize> = BTreeSet::new();
        for fold in &found.folds {
            hidden.extend(fold.members.iter().skip(1));
        }
        let mut shown = Vec::new();
        for at in (0..found.lines.len()).filter(|at| !hidden.contains(at)) {
            shown.push(at);
            if let Some(fold) = found.fold(at).filter(|_| self.unfolded.contains(&at)) {
                shown.extend(fold.members.iter().skip(1));
            }
        }
        shown
    }

    /// Returns the fold that a change stands for, if it is shown as that: closed.
    pub fn closed(&self, at: usize) -> Option<&Fold> {
        let is_flat = self.only_risky
            || self
                .filter
                .as_ref()
                .is_some_and(|it| !it.text().trim().is_empty());
        let fold = self.found.as_ref()?.fold(at)?;
        (fold.head() == Some(at) && !is_flat && !self.unfolded.contains(&at)).then_some(fold)
    }

    /// Opens or closes the fold of a change; tells whether there is one.
    pub fn unfold(&mut self, at: usize, opens: bool) -> bool {
        let head = self
            .found
            .as_ref()
            .and_then(|it| it.fold(at))
            .and_then(Fold::head);
        match head {
            Some(head) if opens => head == at && self.unfolded.insert(head),
            Some(head) => {
                let was_open = self.unfolded.remove(&head);
                if let Some(place) = self.shown().iter().position(|it| *it == head)
                    && was_open
                {
                    self.cursor.at = place;
                }
                was_open
            }
            None => false,
        }
    }

    /// Returns the changes that a line of the list stands for.
    pub fn meant(&self, at: usize) -> Vec<usize> {
        self.closed(at)
            .map_or_else(|| vec![at], |fold| fold.members.clone())
    }

    /// Returns the selected change.
    pub fn selected(&self) -> Option<usize> {
        self.shown().get(self.cursor.at).copied()
    }

    /// Changes the ticks; what they were can be brought back.
    pub fn tick(&mut self, ticked: BTreeSet<usize>) {
        let before = std::mem::replace(&mut self.ticked, ticked);
        self.undone.push(before);
        self.redone.clear();
    }

    /// Takes the last change of ticks back; tells whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.undone.pop() else {
            return false;
        };
        self.redone
            .push(std::mem::replace(&mut self.ticked, before));
        true
    }

    /// Does again what was taken back; tells whether there was anything.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.redone.pop() else {
            return false;
        };
        self.undone.push(std::mem::replace(&mut self.ticked, after));
        true
    }
}
