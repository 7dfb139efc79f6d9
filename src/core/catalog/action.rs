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
    /// In a transaction of its own: it takes long under a lock that lets others work, and
    /// what stood beside it would keep them out for as long.
    Apart,
    /// The server refuses it inside a transaction block (SQLSTATE 25001).
    Alone,
    /// It changes rows in batches and commits each, so it is alone as well; what it fires
    /// runs under the database's own settings. It may be interrupted and run again.
    Batches,
}

impl Timing {
    /// Tells whether it runs outside of a transaction block.
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::Alone | Self::Batches)
    }

    /// Tells whether nothing else runs in its transaction.
    pub const fn is_by_itself(self) -> bool {
        matches!(self, Self::Apart | Self::Alone | Self::Batches)
    }
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
    /// The statements that take away what it leaves, for a run that is taken back before
    /// the object is done: an index under a name for the time being, a constraint that
    /// nobody has validated. A plan file holds them in its ways back.
    #[serde(skip)]
    pub take_back: Vec<String>,
    /// Whether the object is what it shall be when this is done; what comes behind only
    /// clears away. Where no action of an object says so, the last one is it.
    #[serde(skip)]
    pub settles: bool,
    /// A helper that others are tied to until a later statement drops it: nothing leads back
    /// from between.
    #[serde(skip)]
    pub helper: Option<String>,
}

impl Action {
    /// Returns an action without risk that can be undone exactly.
    pub fn new(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            risk: Risk::default(),
            undo: Undo::Exact,
            timing: Timing::Within,
            take_back: Vec::new(),
            settles: false,
            helper: None,
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

    /// Says that others are tied to a helper from now on.
    #[must_use]
    pub fn ties_to(mut self, helper: impl Into<String>) -> Self {
        self.helper = Some(helper.into());
        self
    }

    /// Says that the object is done with it.
    #[must_use]
    pub fn settling(mut self) -> Self {
        self.settles = true;
        self
    }

    /// Adds a statement that takes away what it leaves.
    #[must_use]
    pub fn taken_back_by(mut self, sql: impl Into<String>) -> Self {
        self.take_back.push(sql.into());
        self
    }
}
