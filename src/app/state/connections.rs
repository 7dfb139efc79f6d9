//! The list of connections: profiles, and what was typed.

use pgworks_core::error::Report;

use super::{cursor::Cursor, id::DbId, input::Input, opened::Tag};

/// The screen of connections.
#[derive(Clone, Debug, Default)]
pub struct Connections {
    /// The lines, profiles first.
    pub lines: Vec<Connection>,
    /// The selected line, among those that fit the filter.
    pub cursor: Cursor,
    /// What is typed to filter by.
    pub filter: Option<Input>,
    /// Whether keys go to the filter.
    pub is_typing: bool,
    /// Why the profiles could not be read.
    pub failure: Option<Report>,
    /// What the last test said.
    pub tested: Option<Tested>,
}

/// A line.
#[derive(Clone, Debug)]
pub struct Connection {
    /// What it is opened by: a profile's name or a conninfo without a password; empty for
    /// what cannot be opened by a word, such as the demo's databases.
    pub word: String,
    /// Host and database, without a password.
    pub describe: String,
    /// The environment.
    pub tag: Tag,
    /// Whether nothing may be written over it.
    pub is_read_only: bool,
    /// Whether it comes from `connections.toml`.
    pub is_profile: bool,
    /// The database that was opened by it.
    pub db: Option<DbId>,
}

/// What a test found: labels and values, or what failed.
#[derive(Clone, Debug)]
pub struct Tested {
    /// What was tested.
    pub word: String,
    /// What came of it; nothing while it runs.
    pub outcome: Option<Result<Vec<(String, String)>, Report>>,
}

impl Connection {
    /// Returns a line for a database that was opened by a word.
    pub fn of_word(word: &str, db: DbId) -> Self {
        Self {
            word: word.to_owned(),
            describe: String::new(),
            tag: Tag::None,
            is_read_only: false,
            is_profile: false,
            db: Some(db),
        }
    }
}

impl Connections {
    /// Lists the places of the lines that fit the filter.
    pub fn found(&self) -> Vec<usize> {
        let query = self.filter.as_ref().map_or("", Input::text);
        let texts: Vec<String> = self
            .lines
            .iter()
            .map(|line| format!("{} {}", line.word, line.describe))
            .collect();
        super::fuzzy::search(query, texts.iter().map(String::as_str))
            .into_iter()
            .map(|at| at as usize)
            .collect()
    }

    /// Returns the selected line.
    pub fn selected(&self) -> Option<&Connection> {
        let at = self.found().get(self.cursor.at).copied()?;
        self.lines.get(at)
    }
}
