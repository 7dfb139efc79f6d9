//! Running one statement while a second session looks on.
//!
//! It says who blocks it and when nobody does any more, how far an index is, and passes a
//! wish to stop on to the server. Whether the statement took effect is not decided here.

use std::{pin::pin, time::Duration};

use crate::{
    conn::Session,
    error::{Class, Report, Result},
    progress::{Blocker, Cancel, Detail, Progress},
};

use super::{blockers, hold::Hold};

/// How often the other session looks.
const EVERY: Duration = Duration::from_millis(400);

/// How long it may take to look: on a server in distress the statement is what matters.
const LOOK: Duration = Duration::from_secs(2);

/// What is being done, for those who look on.
pub(super) struct Doing<'a> {
    /// In words.
    pub(super) what: &'a str,
    /// How many statements are done.
    pub(super) done: usize,
    /// How many there are.
    pub(super) total: usize,
    /// Whether it builds an index, of which the server tells how far it is.
    pub(super) builds_index: bool,
}

impl Doing<'_> {
    /// Returns how many of the statements are done.
    fn count(&self) -> (u64, u64) {
        (self.done as u64, self.total as u64)
    }

    /// Says again what is being done, and what happens to it.
    pub(super) fn tell(&self, progress: &Progress, detail: Detail) {
        progress.tell(self.what, self.count(), detail);
    }
}

/// What came of a statement.
pub(super) struct Watched {
    /// What the server answered.
    pub(super) answer: Result<u64>,
    /// Who was last seen in its way.
    pub(super) blockers: Vec<Blocker>,
}

/// Runs a statement on the worker.
pub(super) async fn run(
    hold: &Hold,
    sql: &str,
    doing: &Doing<'_>,
    progress: &Progress,
    cancel: &Cancel,
) -> Watched {
    let worker = hold.worker();
    let mut blockers = Vec::new();
    let mut is_blocked = false;
    let mut work = pin!(worker.execute(sql));
    let mut ticks = tokio::time::interval(EVERY);
    // The first tick is at once, before there is anything to see.
    ticks.tick().await;
    let mut is_stopping = false;
    let answer = loop {
        tokio::select! {
            biased;
            answer = &mut work => break answer,
            () = cancel.cancelled(), if !is_stopping => {
                is_stopping = true;
                progress.tell("stopping the statement", (0, 0), Detail::Stopping);
                // If the request does not arrive, the next tick sends another.
                let _ = worker.cancel().await;
            }
            _ = ticks.tick() => {
                if is_stopping {
                    let _ = worker.cancel().await;
                }
                if let Some(watcher) = hold.watcher() {
                    let looking = look(watcher, worker, doing, progress);
                    if let Ok(Ok(seen)) = tokio::time::timeout(LOOK, looking).await {
                        if is_blocked && seen.is_empty() {
                            doing.tell(progress, Detail::Unblocked);
                        }
                        is_blocked = !seen.is_empty();
                        if is_blocked {
                            blockers = seen;
                        }
                    }
                }
            }
        }
    };
    if is_blocked {
        doing.tell(progress, Detail::Unblocked);
    }
    let answer = match answer {
        Err(report) if is_stopping && report.sqlstate() == Some("57014") => Err(blockers
            .iter()
            .fold(stopped(), |report, it| report.because(&it.words))),
        answer => answer,
    };
    Watched { answer, blockers }
}

/// Returns the report of a run that was stopped.
pub(super) fn stopped() -> Report {
    Report::new(Class::Interrupted, "stopped as asked")
}

async fn look(
    watcher: &Session,
    worker: &Session,
    doing: &Doing<'_>,
    progress: &Progress,
) -> Result<Vec<Blocker>> {
    let seen = blockers::of(watcher, worker.backend_pid()).await?;
    if let Some(first) = seen.first() {
        progress.tell(
            format!("{}: {}", doing.what, first.words),
            doing.count(),
            Detail::Blocked { by: seen.clone() },
        );
    }
    if doing.builds_index {
        built(watcher, worker, doing, progress).await?;
    }
    Ok(seen)
}

/// Says how far an index is (manual, "CREATE INDEX Progress Reporting").
async fn built(
    watcher: &Session,
    worker: &Session,
    doing: &Doing<'_>,
    progress: &Progress,
) -> Result<()> {
    let sql = format!(
        "SELECT phase, CASE WHEN blocks_total > 0 THEN blocks_done \
         WHEN tuples_total > 0 THEN tuples_done ELSE lockers_done END, \
         greatest(blocks_total, CASE WHEN blocks_total > 0 THEN 0 ELSE tuples_total END, \
         CASE WHEN blocks_total + tuples_total > 0 THEN 0 ELSE lockers_total END) \
         FROM pg_stat_progress_create_index WHERE pid = {}",
        worker.backend_pid()
    );
    if let Some(row) = watcher.query(&sql).await?.first() {
        let count = |at| row.get(at).and_then(|it| it.parse().ok()).unwrap_or(0_u64);
        let phase = row.get(0).unwrap_or_default();
        progress.tell(
            format!("{}: {phase}", doing.what),
            (count(1).min(count(2)), count(2)),
            Detail::Index {
                phase: phase.to_owned(),
            },
        );
    }
    Ok(())
}
