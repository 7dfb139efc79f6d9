//! The jobs that run and have run, and the log of what happened.

use std::{collections::VecDeque, time::Duration};

use pgworks_core::{error::Report, progress::Step, sql::display};

use super::{cursor::Cursor, id::JobId, input::Input};

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

impl Weight {
    /// Returns its word: what the log is filtered by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Done => "done",
            Self::Warning => "warning",
            Self::Failure => "failure",
        }
    }
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
    /// The place in the log, among the lines that fit the filter.
    pub log_cursor: Cursor,
    /// What is typed to filter the log by.
    pub filter: Option<Input>,
    /// Whether keys go to the filter.
    pub is_typing: bool,
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
        let mut kept = 0;
        self.all.retain(|job| {
            kept += usize::from(!job.is_running());
            job.is_running() || (!job.slot.is_quiet() && kept <= KEPT)
        });
        if self.cursor.at > 0 && !slot.is_quiet() {
            // The selected job stays selected; on the newest the selection stays on top.
            self.cursor.at += 1;
        }
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

    /// Lists the jobs that are shown, the newest first.
    pub fn shown(&self) -> impl Iterator<Item = &Job> {
        self.all.iter().filter(|job| !job.slot.is_quiet())
    }

    /// Returns the selected job.
    pub fn selected(&self) -> Option<&Job> {
        self.shown().nth(self.cursor.at)
    }

    /// Lists the lines of the log that fit the filter: its words, or the word of the weight.
    pub fn found(&self) -> Vec<&Line> {
        let wanted = self.filter.as_ref().map_or("", Input::text).to_lowercase();
        let fits = |line: &&Line| {
            wanted.is_empty()
                || line.weight.word().contains(&wanted)
                || line.words.to_lowercase().contains(&wanted)
        };
        self.log.iter().filter(fits).collect()
    }

    /// Writes a line into the log. A cursor on the last line follows.
    pub fn note(&mut self, weight: Weight, words: &str, now: Duration) {
        let follows = self.log_cursor.at + 1 >= self.found().len();
        if self.log.len() >= KEPT {
            self.log.pop_front();
            self.log_cursor.at = self.log_cursor.at.saturating_sub(1);
            self.log_cursor.top = self.log_cursor.top.saturating_sub(1);
        }
        self.log.push_back(Line {
            at: now,
            weight,
            words: display(words).into_owned(),
        });
        if follows {
            self.log_cursor.at = self.found().len().saturating_sub(1);
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
    fn a_selected_job_stays_selected() {
        let mut jobs = Jobs::default();
        let first = jobs.begin(Slot::Compare, "compare", Duration::ZERO);
        jobs.begin(Slot::Plan, "plan", Duration::ZERO);
        assert_eq!(jobs.selected().map(|it| it.title.as_str()), Some("plan"));
        jobs.cursor.at = 1;
        jobs.begin(Slot::Detail, "a quiet one", Duration::ZERO);
        jobs.begin(Slot::Save, "save", Duration::ZERO);
        assert_eq!(jobs.selected().map(|it| it.id), Some(first));
        assert_eq!(jobs.shown().count(), 3);
    }

    #[test]
    fn the_log_is_followed_from_its_end_only_and_filtered() {
        let mut jobs = Jobs::default();
        jobs.note(Weight::Note, "opened", Duration::ZERO);
        jobs.note(Weight::Failure, "lost", Duration::ZERO);
        assert_eq!(jobs.log_cursor.at, 1);
        jobs.log_cursor.at = 0;
        jobs.note(Weight::Done, "opened again", Duration::ZERO);
        assert_eq!(jobs.log_cursor.at, 0);
        let found = |jobs: &mut Jobs, words| {
            jobs.filter = Some(Input::new(words));
            let found = jobs.found().into_iter().map(|it| it.words.clone());
            found.collect::<Vec<_>>()
        };
        assert_eq!(found(&mut jobs, "OPEN"), ["opened", "opened again"]);
        assert_eq!(found(&mut jobs, "fail"), ["lost"]);
        assert!(found(&mut jobs, "zzz").is_empty());
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
