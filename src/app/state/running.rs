//! A run that is watched: steps, the current statement, who blocks, what came of it.

use std::time::Duration;

use pgworks_core::{
    error::Report,
    exec::{Applied, Direction, Preview, Status},
    plan::Segment,
    sql::display,
};

use super::{cursor::Cursor, dialog::Then, id::DbId};

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
    /// It ran, and its transaction was rolled back.
    Undone,
}

impl Mark {
    /// Returns the word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Committed => "committed",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }

    /// Returns the sign before the line.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Waiting => " ",
            Self::Running => ">",
            Self::Done => "-",
            Self::Committed => "=",
            Self::Failed => "!",
            Self::Undone => "x",
        }
    }
}

/// A step of a run.
#[derive(Clone, Debug)]
pub struct RunStep {
    /// The statement, safe to be shown.
    pub sql: String,
    /// The object, safe to be shown.
    pub object: String,
    /// The segment it belongs to, as counted in the way that is run.
    pub segment: usize,
    /// Its place in the segment.
    pub place: usize,
    /// Whether the segment is one transaction.
    pub in_transaction: bool,
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
    /// The steps.
    pub steps: Vec<RunStep>,
    /// The lines of the list: the steps under the heads of their segments.
    pub rows: Vec<RunRow>,
    /// The selected line.
    pub cursor: Cursor,
    /// The place in the text beside the list.
    pub text: Cursor,
    /// The first column of cells shown.
    pub left: usize,
    /// Whether the cursor follows the step that runs.
    pub follows: bool,
    /// When it began.
    pub began: Option<Duration>,
    /// When it ended.
    pub ended: Option<Duration>,
    /// What it is doing, in words, safe to be shown.
    pub doing: String,
    /// Who stands in the way, or that the connection is lost, in words.
    pub blockers: Vec<String>,
    /// What came of it.
    pub outcome: Option<Result<Applied, Report>>,
    /// What the ledger says.
    pub status: Option<Status>,
    /// What a run would do: what a confirmation shows.
    pub ahead: Option<Ahead>,
    /// Whether the look under way is one at the ledger only, with nothing to confirm.
    pub looks_only: bool,
    /// What is confirmed as soon as it was looked up.
    pub wants: Option<Then>,
    /// Why it could not be looked up.
    pub failure: Option<Report>,
    /// Whether it ended because the user wished so.
    pub was_stopped: bool,
    /// The losses that the user allowed by confirming.
    pub allowed: Vec<String>,
    /// The digest of what is left different afterwards, in words.
    pub left_over: Option<String>,
}

/// What a run would do.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// Which run.
    pub then: Then,
    /// What a confirmation shows.
    pub preview: Preview,
}

/// A line of the list of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunRow {
    /// The head of a segment, by the number of its first step.
    Head(usize),
    /// A step.
    Step(usize),
}

/// Returns the steps of segments, each segment with its number.
pub fn steps<'a>(segments: impl Iterator<Item = (usize, &'a Segment)>) -> Vec<RunStep> {
    let mut steps = Vec::new();
    for (number, segment) in segments {
        for (place, step) in segment.steps.iter().enumerate() {
            steps.push(RunStep {
                sql: step.action.sql.clone(),
                object: display(&step.object).into_owned(),
                segment: number,
                place,
                in_transaction: segment.in_transaction,
                mark: Mark::Waiting,
                began: None,
                took: None,
            });
        }
    }
    steps
}

impl Running {
    /// Takes steps to be shown.
    pub fn fill(&mut self, steps: Vec<RunStep>) {
        self.rows = Vec::with_capacity(steps.len() + 2);
        let mut last = None;
        for (at, step) in steps.iter().enumerate() {
            if last != Some(step.segment) {
                self.rows.push(RunRow::Head(at));
                last = Some(step.segment);
            }
            self.rows.push(RunRow::Step(at));
        }
        self.steps = steps;
        self.cursor = Cursor::default();
        self.text = Cursor::default();
    }

    /// Returns the selected step; of a head its first.
    pub fn selected(&self) -> Option<&RunStep> {
        match self.rows.get(self.cursor.at)? {
            RunRow::Head(at) | RunRow::Step(at) => self.steps.get(*at),
        }
    }

    /// Returns the line of a step.
    pub fn row_of(&self, step: usize) -> usize {
        let row = self.rows.iter().position(|it| *it == RunRow::Step(step));
        row.unwrap_or_default()
    }

    /// Returns the steps of a segment.
    pub fn segment(&self, number: usize) -> impl Iterator<Item = &RunStep> {
        self.steps.iter().filter(move |it| it.segment == number)
    }

    /// Returns how many segments there are, and how many of them stand.
    pub fn segments(&self) -> (usize, usize) {
        let (mut all, mut stand) = (0, 0);
        for row in &self.rows {
            if let RunRow::Head(at) = row {
                all += 1;
                let step = self.steps.get(*at);
                stand += usize::from(step.is_some_and(|it| it.mark == Mark::Committed));
            }
        }
        (all, stand)
    }

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
