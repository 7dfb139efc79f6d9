//! A database that is open, or being opened, or was lost.

use std::sync::Arc;

use pgworks_core::{catalog::Catalog, error::Report};

use super::{id::DbId, object::ObjectPane, tree::Tree};

/// The environment that a profile says it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tag {
    /// Nobody said.
    #[default]
    None,
    /// Development.
    Development,
    /// Tests.
    Test,
    /// Staging.
    Staging,
    /// Production: changes ask for the database's name.
    Production,
    /// Another word of the user's.
    Other(String),
}

impl Tag {
    /// Reads the word of a profile.
    pub fn read(word: Option<&str>) -> Self {
        match word.map(str::to_ascii_lowercase).as_deref() {
            None | Some("") => Self::None,
            Some("dev" | "development") => Self::Development,
            Some("test" | "testing") => Self::Test,
            Some("stage" | "staging") => Self::Staging,
            Some("prod" | "production") => Self::Production,
            Some(_) => Self::Other(word.unwrap_or_default().to_owned()),
        }
    }

    /// Returns the word of the badge; nothing where nobody said.
    pub fn badge(&self) -> Option<String> {
        Some(match self {
            Self::None => return None,
            Self::Development => "DEV".into(),
            Self::Test => "TEST".into(),
            Self::Staging => "STAGING".into(),
            Self::Production => "PROD".into(),
            Self::Other(word) => pgworks_core::sql::display(word).to_uppercase(),
        })
    }
}

/// How far a database is.
#[derive(Clone, Debug)]
pub enum Phase {
    /// It is being connected to.
    Connecting,
    /// It wants a password.
    WantsPassword,
    /// Its schemas and relations are there, the rest is being read.
    Reading,
    /// All of it is there.
    Ready,
    /// It failed; what was read before is kept.
    Failed(Report),
}

/// What is known of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// User, host, port and database, without a password.
    pub describe: String,
    /// The database.
    pub database: String,
    /// The role.
    pub role: String,
    /// The version.
    pub version: String,
    /// How the connection is protected.
    pub protection: String,
    /// Whether nothing may be written over it.
    pub is_read_only: bool,
    /// Whether the server is a standby.
    pub is_in_recovery: bool,
}

/// A database.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its number.
    pub id: DbId,
    /// How the user named it, without a password.
    pub name: String,
    /// The environment it belongs to.
    pub tag: Tag,
    /// How far it is.
    pub phase: Phase,
    /// What is known of the server.
    pub server: Option<Server>,
    /// The catalog, once it is read.
    pub catalog: Option<Arc<Catalog>>,
    /// Whether a password was typed that the server has not taken.
    pub is_password_tried: bool,
    /// When it was read, since the start of the program.
    pub read_at: std::time::Duration,
    /// The run that its ledger knows as unfinished.
    pub unfinished: Option<i64>,
    /// The tree.
    pub tree: Tree,
    /// The object whose details are shown.
    pub object: ObjectPane,
}

impl Opened {
    /// Returns a database that is being connected to.
    pub fn new(id: DbId, name: String, tag: Tag) -> Self {
        Self {
            id,
            name,
            tag,
            phase: Phase::Connecting,
            server: None,
            catalog: None,
            is_password_tried: false,
            read_at: std::time::Duration::ZERO,
            unfinished: None,
            tree: Tree::default(),
            object: ObjectPane::default(),
        }
    }

    /// Tells whether changes ask for the database's name.
    pub fn is_production(&self) -> bool {
        self.tag == Tag::Production
    }
}
