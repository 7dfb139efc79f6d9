//! Dialogs as data: keys go to the last one, drawing walks the list.

use pgworks_core::error::Report;

use super::{cursor::Cursor, id::DbId, input::Input};
use crate::app::command::Act;

/// A dialog.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// The keys that are valid here, filtered by typing.
    Help(Choosing),
    /// All commands, found by typing.
    Palette(Choosing),
    /// A line to be typed.
    Ask(Ask),
    /// Yes or no; the default is no.
    Confirm(Confirm),
    /// What failed.
    Failure(Report),
    /// A text to read.
    Text(Text),
}

/// A list of commands, filtered by typing.
#[derive(Clone, Debug, Default)]
pub struct Choosing {
    /// What is typed.
    pub input: Input,
    /// The selected line among those found.
    pub cursor: Cursor,
}

/// A line to be typed.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked.
    pub title: String,
    /// How to answer, a line each.
    pub lines: Vec<String>,
    /// What is typed.
    pub input: Input,
    /// What the answer is for.
    pub purpose: Purpose,
}

/// What a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A source to open.
    Connect,
    /// The source to compare a database with.
    CompareWith(DbId),
    /// The old side of the wizard.
    OldSide,
    /// The new side of the wizard.
    NewSide,
    /// Schemas that the wizard reads.
    Schemas,
    /// A rename, OLD=NEW.
    Rename,
    /// The password of a database that is being opened.
    Password(DbId),
    /// The folder to save into.
    Folder,
}

/// A question to be answered with yes or no, or by typing a name.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What is asked.
    pub title: String,
    /// What will happen, a line each.
    pub lines: Vec<String>,
    /// What must be typed: `yes`, or the database's name; a single key answers if empty.
    pub wanted: String,
    /// What is typed.
    pub input: Input,
    /// The first line shown.
    pub top: usize,
    /// What happens then.
    pub then: Then,
}

/// What a confirmation sets off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Leave the program.
    Quit,
    /// Run the plan.
    Apply,
    /// Go on with the unfinished run.
    Resume,
    /// Take the last run back.
    RollBack,
    /// Take a candidate for a rename, or refuse it.
    Rename(String),
}

/// A text to read.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// The first line shown.
    pub top: usize,
}

impl Dialog {
    /// Returns the field that is typed into.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::Help(it) | Self::Palette(it) => Some(&mut it.input),
            Self::Ask(it) => Some(&mut it.input),
            Self::Confirm(it) if !it.wanted.is_empty() => Some(&mut it.input),
            _ => None,
        }
    }
}

impl Choosing {
    /// Lists the commands that fit what is typed, of those offered; the best first.
    pub fn found(&self, offered: &[Act]) -> Vec<Act> {
        super::fuzzy::commands(self.input.text(), offered)
    }
}
