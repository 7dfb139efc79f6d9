//! [`Action`]: one SQL statement that carries its own risk.

use serde::{Deserialize, Serialize};

use crate::risk::{Risk, Undo};

/// How an action stands to transactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// It runs with others in one transaction.
    #[default]
    Within,
    /// It runs in a transaction that must be committed before anything uses what it made
    /// (a new enum value: SQLSTATE 55P04).
    CommitBeforeUse,
    /// The server refuses it inside a transaction block (SQLSTATE 25001).
    Alone,
}

/// One SQL statement, with what it does to the database while it runs and how it is undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// The statement, without a semicolon.
    pub sql: String,
    /// Locks, rewrites, losses.
    pub risk: Risk,
    /// What undoing it brings back.
    pub undo: Undo,
    /// How it stands to transactions.
    pub timing: Timing,
}

impl Action {
    /// Returns an action without risk that can be undone exactly.
    pub fn new(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            risk: Risk::default(),
            undo: Undo::Exact,
            timing: Timing::Within,
        }
    }

    /// Sets the risk.
    #[must_use]
    pub fn risk(mut self, risk: Risk) -> Self {
        self.risk = risk;
        self
    }

    /// Sets how it is undone.
    #[must_use]
    pub fn undo(mut self, undo: Undo) -> Self {
        self.undo = undo;
        self
    }

    /// Sets how it stands to transactions.
    #[must_use]
    pub fn timing(mut self, timing: Timing) -> Self {
        self.timing = timing;
        self
    }
}
