//! A run that is watched: steps, the current statement, who blocks, what came of it.

use std::{sync::Arc, time::Duration};

use pgworks_core::{
    error::Report,
    exec::{Applied, Direction, Preview, Status},
    plan::file::Plan,
};

use super::{cursor::Cursor, id::DbId};

/// How a step of a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It has not begun.
    #[default]
    Waiting,
    /// It runs.
    Running,
    /// It is done, but not committed.
    Done,
    /// It is committed.
    Committed,
    /// It failed.
    Failed,
}

/// A step of a run.
#[derive(Clone, Debug)]
pub struct RunStep {
    /// The statement, safe to be shown.
    pub sql: String,
    /// The object, safe to be shown.
    pub object: String,
    /// The segment it belongs to.
    pub segment: usize,
    /// How it stands.
    pub mark: Mark,
    /// When it began, since the start of the program.
    pub began: Option<Duration>,
    /// How long it took.
    pub took: Option<Duration>,
}

/// The screen of a run.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// The database it runs on.
    pub db: Option<DbId>,
    /// Whether it goes forward or back; nothing before a run.
    pub direction: Option<Direction>,
    /// The plan, where the run was begun here.
    pub plan: Option<Arc<Plan>>,
    /// The steps.
    pub steps: Vec<RunStep>,
    /// The selected step.
    pub cursor: Cursor,
    /// The first column of cells shown.
    pub left: usize,
    /// Whether the cursor follows the step that runs.
    pub follows: bool,
    /// When it began.
    pub began: Option<Duration>,
    /// When it ended.
    pub ended: Option<Duration>,
    /// What it is doing, in words.
    pub doing: String,
    /// Who stands in the way, in words.
    pub blockers: Vec<String>,
    /// What came of it.
    pub outcome: Option<Result<Applied, Report>>,
    /// What the ledger says.
    pub status: Option<Status>,
    /// What a run would do: what a confirmation shows.
    pub preview: Option<Preview>,
    /// What is confirmed as soon as it was looked up.
    pub wants: Option<super::dialog::Then>,
    /// The losses that the user allowed by confirming.
    pub allowed: Vec<String>,
    /// The digest of what is left different afterwards, in words.
    pub left_over: Option<String>,
}

impl Running {
    /// Tells whether a run is under way.
    pub fn is_under_way(&self) -> bool {
        self.began.is_some() && self.ended.is_none()
    }

    /// Returns how many steps are done.
    pub fn done(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| matches!(step.mark, Mark::Done | Mark::Committed))
            .count()
    }
}
