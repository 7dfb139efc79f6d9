//! The jobs that run and have run, and the log of what happened.

use std::{collections::VecDeque, time::Duration};

use pgworks_core::{error::Report, progress::Step, sql::display};

use super::{cursor::Cursor, id::JobId};

/// How many ended jobs and log lines are kept.
const KEPT: usize = 500;

/// What a job works for: in one slot the newest question wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The list of profiles.
    Profiles,
    /// A test of a connection.
    Test,
    /// Opening or reading a database, by its number.
    Database(u32),
    /// The details of an object.
    Detail,
    /// Its statistics.
    Statistics,
    /// The search among names.
    Search,
    /// The comparison.
    Compare,
    /// The texts of a change.
    Texts,
    /// The plan.
    Plan,
    /// The proof.
    Verify,
    /// What the ledger says, and what a run would do.
    Look,
    /// The run: never replaced by a newer one.
    Run,
    /// Saving.
    Save,
}

impl Slot {
    /// Tells whether the user should hear of it: what is answered at once is no news.
    pub const fn is_quiet(self) -> bool {
        matches!(
            self,
            Self::Detail | Self::Search | Self::Texts | Self::Statistics | Self::Profiles
        )
    }
}

/// How a job stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It runs.
    Running,
    /// It was asked to stop.
    Stopping,
    /// It is done.
    Done,
    /// It was cancelled.
    Cancelled,
    /// It failed.
    Failed(Report),
}

/// A job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What it works for.
    pub slot: Slot,
    /// What it does, in words.
    pub title: String,
    /// When it began, since the start of the program.
    pub began: Duration,
    /// When it ended.
    pub ended: Option<Duration>,
    /// What it last said.
    pub step: Option<Step>,
    /// How it stands.
    pub standing: Standing,
}

impl Job {
    /// Tells whether it has not ended.
    pub fn is_running(&self) -> bool {
        matches!(self.standing, Standing::Running | Standing::Stopping)
    }
}

/// How much a line of the log matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// What happened.
    Note,
    /// What went well.
    Done,
    /// What needs attention.
    Warning,
    /// What failed.
    Failure,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// When, since the start of the program.
    pub at: Duration,
    /// How much it matters.
    pub weight: Weight,
    /// The words, safe to be shown.
    pub words: String,
}

/// The jobs and the log.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// The jobs, the newest first; quiet ones only while they run.
    pub all: VecDeque<Job>,
    /// The log, the newest last.
    pub log: VecDeque<Line>,
    /// The selected job.
    pub cursor: Cursor,
    /// The place in the log.
    pub log_cursor: Cursor,
    next: u64,
}

impl Jobs {
    /// Writes down a new job. One that runs in the same slot is forgotten: its answer will
    /// be late.
    pub fn begin(&mut self, slot: Slot, title: impl Into<String>, now: Duration) -> JobId {
        self.next += 1;
        let id = JobId(self.next);
        for job in &mut self.all {
            if job.slot == slot && job.is_running() {
                job.standing = Standing::Cancelled;
                job.ended = Some(now);
            }
        }
        self.all
            .retain(|job| job.is_running() || !job.slot.is_quiet());
        self.all.truncate(KEPT);
        self.all.push_front(Job {
            id,
            slot,
            title: title.into(),
            began: now,
            ended: None,
            step: None,
            standing: Standing::Running,
        });
        id
    }

    /// Forgets the job that runs in a slot: its answer will be late. Returns which it was.
    pub fn forget(&mut self, slot: Slot, now: Duration) -> Option<JobId> {
        let mut running = self.all.iter_mut().filter(|it| it.slot == slot);
        let job = running.find(|it| it.is_running())?;
        job.standing = Standing::Cancelled;
        job.ended = Some(now);
        Some(job.id)
    }

    /// Returns the job if it is still waited for.
    pub fn awaited(&mut self, id: JobId) -> Option<&mut Job> {
        self.all
            .iter_mut()
            .find(|job| job.id == id && job.is_running())
    }

    /// Returns the job that runs in a slot.
    pub fn running(&self, slot: Slot) -> Option<&Job> {
        self.all
            .iter()
            .find(|job| job.slot == slot && job.is_running())
    }

    /// Lists the jobs that run and that the user should know of, the newest first.
    pub fn at_work(&self) -> impl Iterator<Item = &Job> {
        self.all
            .iter()
            .filter(|job| job.is_running() && !job.slot.is_quiet())
    }

    /// Writes a line into the log.
    pub fn note(&mut self, weight: Weight, words: &str, now: Duration) {
        let follows = self.log_cursor.at + 1 >= self.log.len();
        if self.log.len() >= KEPT {
            self.log.pop_front();
        }
        self.log.push_back(Line {
            at: now,
            weight,
            words: display(words).into_owned(),
        });
        if follows {
            self.log_cursor.at = self.log.len().saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_question_wins_in_a_slot() {
        let mut jobs = Jobs::default();
        let first = jobs.begin(Slot::Search, "search", Duration::ZERO);
        let second = jobs.begin(Slot::Search, "search", Duration::ZERO);
        assert!(jobs.awaited(first).is_none());
        assert!(jobs.awaited(second).is_some());
        assert_eq!(jobs.at_work().count(), 0, "a search is no news");
        jobs.begin(Slot::Compare, "compare", Duration::ZERO);
        assert_eq!(jobs.at_work().count(), 1);
    }

    #[test]
    fn the_log_is_safe_and_bounded() {
        let mut jobs = Jobs::default();
        for _ in 0..KEPT + 10 {
            jobs.note(Weight::Note, "a\x1b[2J", Duration::ZERO);
        }
        assert_eq!(jobs.log.len(), KEPT);
        assert!(jobs.log.iter().all(|line| !line.words.contains('\x1b')));
    }
}
