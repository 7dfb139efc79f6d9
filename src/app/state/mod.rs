//! What the workbench knows: plain data, no handles, no senders, nothing drawn.
//!
//! Only `update` writes it. Views read it. Texts from a database are made safe for the
//! screen when they are put in here, or by the view that draws them.

pub mod changes;
pub mod compare_text;
pub mod comparison;
pub mod connections;
pub mod cursor;
pub mod detail;
pub mod dialog;
pub mod fuzzy;
pub mod id;
pub mod input;
pub mod jobs;
pub mod layout;
mod line_pairs;
pub mod object;
pub mod opened;
mod refusal;
pub mod running;
pub mod sheet;
pub mod sheets;
pub mod sql_text;
mod sql_tokens;
mod sql_words;
pub mod table;
pub mod tree;
pub mod wizard;

use std::{sync::Arc, time::Duration};

use crossterm::event::KeyEvent;

use super::command::{Keymap, Place};
use comparison::Comparison;
use connections::Connections;
use dialog::Dialog;
use id::DbId;
use jobs::{Jobs, Weight};
use opened::Opened;
use running::Running;
use wizard::{Step, Wizard};

/// A view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Screen {
    /// The list of connections.
    #[default]
    Connections,
    /// The schema of a database.
    Schema,
    /// A comparison.
    Diff,
    /// The migration wizard.
    Migrate,
    /// A run.
    Run,
    /// Jobs and log.
    Jobs,
}

impl Screen {
    /// All views.
    pub const ALL: [Self; 6] = [
        Self::Connections,
        Self::Schema,
        Self::Diff,
        Self::Migrate,
        Self::Run,
        Self::Jobs,
    ];

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Connections => "Connections",
            Self::Schema => "Schema",
            Self::Diff => "Diff",
            Self::Migrate => "Migrate",
            Self::Run => "Run",
            Self::Jobs => "Jobs",
        }
    }
}

/// A pane of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list.
    #[default]
    List,
    /// What belongs to the selected line.
    Detail,
}

/// A message in the row above the keys; the next key removes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How much it matters.
    pub weight: Weight,
    /// The words, safe to be shown.
    pub words: String,
}

/// All that the workbench knows.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The time since the program started, as far as was told.
    pub now: Duration,
    /// The view.
    pub screen: Screen,
    /// The view before.
    pub last_screen: Option<Screen>,
    /// The focused pane of each view.
    pub panes: [Pane; 6],
    /// Whether the focused pane is shown alone.
    pub is_zoomed: bool,
    /// How many hundredths the list is wider than usual.
    pub list_width: i32,
    /// The dialogs, the last on top.
    pub dialogs: Vec<Dialog>,
    /// The keys of a row that has begun.
    pub pressed: Vec<KeyEvent>,
    /// The bindings.
    pub keymap: Arc<Keymap>,
    /// What is said above the keys.
    pub message: Option<Message>,
    /// The connections.
    pub connections: Connections,
    /// The open databases.
    pub opened: Vec<Opened>,
    /// The one whose schema is shown.
    pub current: Option<DbId>,
    /// The comparison.
    pub comparison: Comparison,
    /// The wizard.
    pub wizard: Wizard,
    /// The run.
    pub running: Running,
    /// Jobs and log.
    pub jobs: Jobs,
    /// Whether all is drawn anew at the next frame.
    pub wants_clear: bool,
    /// Whether the demo's guide was asked for and not yet shown.
    pub wants_guide: bool,
    /// The number of the next database.
    pub next_db: u32,
}

impl State {
    /// Returns the focused pane.
    pub fn pane(&self) -> Pane {
        self.panes
            .get(self.screen as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Moves the focus.
    pub fn focus(&mut self, pane: Pane) {
        if let Some(slot) = self.panes.get_mut(self.screen as usize) {
            *slot = pane;
        }
    }

    /// Tells where the focus is.
    pub fn place(&self) -> Place {
        match (self.screen, self.pane()) {
            (Screen::Connections, _) => Place::Connections,
            (Screen::Schema, Pane::List) => Place::Tree,
            (Screen::Schema, Pane::Detail) => Place::Object,
            (Screen::Diff, Pane::List) => Place::Diff,
            (Screen::Diff, Pane::Detail) => Place::DiffText,
            (Screen::Migrate, pane) => match (self.wizard.step, pane) {
                (Step::Review, Pane::List) => Place::Diff,
                (Step::Review, Pane::Detail) => Place::DiffText,
                (Step::Plan | Step::Verify, _) => Place::Plan,
                (Step::Run, _) => Place::Run,
                (Step::Report, _) => Place::Report,
                _ => Place::Wizard,
            },
            (Screen::Run, _) => Place::Run,
            (Screen::Jobs, Pane::List) => Place::Jobs,
            (Screen::Jobs, Pane::Detail) => Place::Log,
        }
    }

    /// Returns an open database.
    pub fn db(&self, id: DbId) -> Option<&Opened> {
        self.opened.iter().find(|it| it.id == id)
    }

    /// Returns an open database, to be written.
    pub fn db_mut(&mut self, id: DbId) -> Option<&mut Opened> {
        self.opened.iter_mut().find(|it| it.id == id)
    }

    /// Returns the database whose schema is shown.
    pub fn shown_db(&self) -> Option<&Opened> {
        self.db(self.current?)
    }

    /// Returns the database whose schema is shown, to be written.
    pub fn shown_db_mut(&mut self) -> Option<&mut Opened> {
        self.db_mut(self.current?)
    }

    /// Returns the database that the focus is about, for the context bar.
    pub fn context(&self) -> Option<&Opened> {
        let id = match self.screen {
            Screen::Connections => {
                // The badge of one database must not stand beside another.
                let line = self.connections.selected()?;
                return self.db(line.db?);
            }
            Screen::Schema | Screen::Jobs => self.current,
            Screen::Diff => self.comparison.question.as_ref().map(|it| it.old.db),
            Screen::Migrate => self.wizard.old.as_ref().map(|it| it.db),
            Screen::Run => self.running.db,
        };
        id.and_then(|id| self.db(id)).or_else(|| self.shown_db())
    }

    /// Returns a number for a database to be opened.
    pub fn new_db(&mut self) -> DbId {
        self.next_db += 1;
        DbId(self.next_db)
    }

    /// Shows a view.
    pub fn show(&mut self, screen: Screen) {
        if self.screen != screen {
            self.last_screen = Some(self.screen);
            self.screen = screen;
            self.is_zoomed = false;
        }
    }

    /// Says something above the keys and writes it into the log.
    pub fn say(&mut self, weight: Weight, words: &str) {
        self.jobs.note(weight, words, self.now);
        self.message = Some(Message {
            weight,
            words: pgworks_core::sql::display(words).into_owned(),
        });
    }
}
