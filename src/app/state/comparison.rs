//! A comparison: two catalogs, their changes, and which of them are ticked.

use std::{collections::BTreeSet, sync::Arc};

use pgworks_core::{
    catalog::Catalog,
    error::Report,
    plan::{Filter, Prepared, Wishes, choose::Change, rename::Rename},
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
            },
            no_drops: self.no_drops,
            online: self.online,
            role: None,
        }
    }

    /// Returns the renames for core.
    pub fn renames(&self) -> pgworks_core::error::Result<Vec<Rename>> {
        self.renames
            .iter()
            .map(|text| Rename::parse(text))
            .collect()
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

impl Comparison {
    /// Lists the changes that are shown: those that fit the filters.
    pub fn shown(&self) -> Vec<usize> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let query = self.filter.as_ref().map_or("", Input::text);
        if query.trim().is_empty() && !self.only_risky {
            return (0..found.lines.len()).collect();
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
