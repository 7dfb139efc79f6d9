//! What the outside should do: the only thing that `update` returns.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc, time::Duration};

use pgworks_core::{
    catalog::{Catalog, ObjectId},
    verify::Proof,
};
use secrecy::SecretString;

use super::state::{
    comparison::{Compared, Question},
    id::{DbId, JobId},
    jobs::Slot,
    tree::Names,
    wizard::Planned,
};

/// An effect.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start a job.
    Start(Start),
    /// Cancel a job.
    Cancel(JobId),
    /// Give a text to the clipboard of the user's terminal.
    Copy(String),
    /// Forget a database: its connections are closed.
    Forget(DbId),
    /// Suspend the process.
    Suspend,
    /// Leave.
    Quit,
}

/// A job to be started.
#[derive(Clone, Debug)]
pub struct Start {
    /// Its number.
    pub id: JobId,
    /// What it works for; the job that runs in this slot is cancelled.
    pub slot: Slot,
    /// How long to wait before it begins: another question may come.
    pub after: Duration,
    /// What is asked.
    pub ask: Ask,
}

/// What a job is asked for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The profiles.
    Profiles,
    /// Connect, look and leave.
    Test {
        /// The database. It may hold a password.
        word: SecretString,
    },
    /// Connect and read.
    Open {
        /// The number it gets.
        db: DbId,
        /// The database, as the user named it; empty if it was opened before. It may hold a
        /// password.
        word: SecretString,
        /// The password that was typed.
        password: Option<SecretString>,
        /// Whether all is read, and not only what changed since the last time.
        is_whole: bool,
    },
    /// The details of an object.
    Detail {
        /// The database.
        db: DbId,
        /// Its catalog.
        catalog: Arc<Catalog>,
        /// The object.
        id: ObjectId,
    },
    /// The server's figures of an object.
    Statistics {
        /// The database.
        db: DbId,
        /// The object.
        id: ObjectId,
    },
    /// The names that fit.
    Search {
        /// The database.
        db: DbId,
        /// The names.
        names: Arc<Names>,
        /// What was typed.
        query: String,
    },
    /// The demo's two shops.
    Demo {
        /// The number of the old one.
        old: DbId,
        /// The number of the new one.
        new: DbId,
    },
    /// A comparison.
    Compare(Box<Question>),
    /// The texts of a change.
    Texts {
        /// The comparison.
        compared: Arc<Compared>,
        /// The change.
        change: usize,
    },
    /// A plan for what is ticked.
    Plan {
        /// The comparison.
        compared: Arc<Compared>,
        /// The ticked changes.
        ticked: BTreeSet<usize>,
    },
    /// A proof.
    Verify {
        /// The plan.
        planned: Arc<Planned>,
    },
    /// What the ledger says, and what a run would do.
    Look {
        /// The database.
        db: DbId,
        /// For which confirmation.
        run: Option<Run>,
    },
    /// A run.
    Run {
        /// The database.
        db: DbId,
        /// What is run.
        run: Run,
        /// The losses that the user allowed.
        allow: Vec<String>,
    },
    /// Save script, plan and report into a folder.
    Save {
        /// The plan.
        planned: Arc<Planned>,
        /// Its proof.
        proof: Option<Arc<Proof>>,
        /// The folder.
        folder: PathBuf,
    },
}

/// What is run.
#[derive(Clone, Debug)]
pub enum Run {
    /// A plan, with its proof where there is one.
    Apply(Arc<Planned>, Option<Arc<Proof>>),
    /// The unfinished run.
    Resume,
    /// The way back of the last run.
    RollBack,
}
