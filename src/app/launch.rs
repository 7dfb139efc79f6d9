//! What the workbench is started with: the command line's choice, the settings, the
//! surroundings. Plain data; nothing is read here.

use pgworks_core::{conn::Environment, scratch::Places};

use super::config::{Config, Locations, ScratchChoice};
use crate::front::project::Project;

/// What the workbench opens on.
#[derive(Clone, Debug)]
pub enum Opening {
    /// The list of connections.
    Connections,
    /// A database, a text, a snapshot: a source as the user named it.
    Source(String),
    /// The comparison of the demo's two shops.
    Demo,
}

/// What the workbench is started with.
#[derive(Clone)]
pub struct Launch {
    /// What it opens on.
    pub opening: Opening,
    /// The settings.
    pub config: Config,
    /// Where files lie.
    pub locations: Locations,
    /// Where throw-away databases are made.
    pub scratch: ScratchChoice,
    /// What a connection may take from outside.
    pub environment: Environment,
    /// Where programs are looked for and temporary folders made.
    pub places: Places,
    /// What the terminal is said to be.
    pub terminal: Terminal,
    /// What the project says of comparisons.
    pub project: Project,
}

/// What the environment says of the terminal.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// Whether `NO_COLOR` asks for no colour.
    pub no_color: bool,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// Whether it is reached over SSH (`SSH_TTY`, `SSH_CONNECTION`).
    pub is_remote: bool,
    /// Whether it is inside of tmux (`TMUX`).
    pub is_tmux: bool,
}
