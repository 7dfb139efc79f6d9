//! A segment that runs in one transaction, its ledger row included.
//!
//! Order within: settings, the locks of the tables that are there, the stamp, the
//! statements, the ledger row, the stamp again, COMMIT. Whoever gives up gives all locks
//! back before it waits. COMMIT is never cancelled, and one without an answer is unknown:
//! the ledger is asked when the lock is ours again.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use crate::{
    error::{Class, Report, Result},
    plan::{Segment, Step, file, script},
    progress::Detail,
    risk::Lock,
    sql::quote::{ident, literal},
};

use super::{
    guards,
    journey::Journey,
    losses, record,
    record::Event,
    retry,
    watch::{self, Doing},
};

/// How a transaction ended that was not committed.
enum End {
    /// Somebody changed what it is about.
    Changed,
    /// It failed.
    Failed(Report),
}

impl From<Report> for End {
    fn from(report: Report) -> Self {
        Self::Failed(report)
    }
}

impl<'a> Journey<'a> {
    /// Runs a segment in one transaction, again if others stood in its way.
    pub(super) async fn transaction(&mut self, at: usize, segment: &'a Segment) -> Result<()> {
        let mut attempt = 0;
        loop {
            self.look_again(at).await?;
            let (dumps, begun) = (self.dumps.len(), Instant::now());
            let end = match self.attempt(at, segment, attempt).await {
                Ok(stamp) => {
                    self.stamp = Some(stamp);
                    return Ok(());
                }
                Err(end) => end,
            };
            losses::discard(self.dumps.split_off(dumps));
            let report = match end {
                // A loss ends the transaction by itself; or its COMMIT has landed.
                End::Failed(report) if report.class() == Class::Connect => return Err(report),
                End::Failed(report) => report,
                End::Changed => {
                    self.stamp = None;
                    Report::refused("somebody changes these objects all the time")
                        .because("what the plan is about was changed during each attempt")
                }
            };
            self.hold.worker().execute("ROLLBACK").await?;
            let may = self.stamp.is_none() || retry::passes(&report);
            if !may || attempt >= self.call.wishes.retries || self.call.cancel.is_cancelled() {
                return Err(self.given_up(report, attempt));
            }
            self.retries += 1;
            self.note_retry(at, attempt, &report).await?;
            // A long attempt has been wait enough.
            if begun.elapsed() < Duration::from_secs(10) {
                retry::pause(attempt, self.call.cancel).await;
            }
            attempt += 1;
        }
    }

    /// Reads the catalog and holds it against the guard, unless it is known to be right.
    pub(super) async fn look_again(&mut self, at: usize) -> Result<()> {
        if self.stamp.is_none() {
            let start = guards::start(&self.call, &mut self.hold, &self.road, at).await?;
            self.stamp = Some(start.stamp);
        }
        Ok(())
    }

    async fn note_retry(&self, at: usize, attempt: u32, report: &Report) -> Result<()> {
        self.say_waiting(at, attempt, report);
        let message = report.to_string();
        let event = Event {
            segment: Some(at),
            kind: "note",
            attempt,
            sqlstate: report.sqlstate(),
            message: Some(&message),
            ..Event::default()
        };
        record::write(self.hold.worker(), self.run, &event).await
    }

    /// Says that a segment is tried again.
    pub(super) fn say_waiting(&self, at: usize, attempt: u32, report: &Report) {
        let (attempt, of) = (attempt + 1, self.call.wishes.retries);
        let what = format!(
            "segment {}: trying again, {attempt} of {of}: {report}",
            at + 1
        );
        let why = report.to_string();
        let waiting = Detail::Waiting { attempt, of, why };
        self.call.progress.tell(what, (0, 0), waiting);
    }

    /// Words the end of the patience: what others stood in the way of can be resumed.
    pub(super) fn given_up(&self, report: Report, attempt: u32) -> Report {
        if !retry::passes(&report) {
            return report;
        }
        let mut report = report
            .into_class(Class::Interrupted)
            .because(format!("tried {} times", attempt + 1));
        for blocker in &self.blockers {
            report = report.because(&blocker.words);
        }
        report
    }

    /// Runs the transaction once; returns the stamp as of its end.
    async fn attempt(
        &mut self,
        at: usize,
        segment: &'a Segment,
        attempt: u32,
    ) -> Result<String, End> {
        self.execute("BEGIN").await?;
        if !self.hold.is_held().await? {
            return Err(End::Failed(lock_lost()));
        }
        self.settings().await?;
        let first = self.road.steps_before(at) + 1;
        self.name_session(first).await?;
        self.lock_tables(at, segment).await?;
        let seen = self.stamped.look(self.hold.worker(), None).await?;
        if self.stamp.as_ref() != Some(&seen.stamp) {
            return Err(End::Changed);
        }
        self.steps(at, segment, first).await?;
        if self.call.wishes.role.is_some() {
            self.execute("RESET ROLE").await?;
        }
        let event = Event {
            segment: Some(at),
            kind: "done",
            attempt,
            facts: Some(serde_json::json!({
                "steps": segment.steps.len(),
                "statements": file::digest(std::slice::from_ref(segment)),
            })),
            ..Event::default()
        };
        record::write(self.hold.worker(), self.run, &event).await?;
        let end = self
            .stamped
            .look(self.hold.worker(), Some(&seen.snapshot))
            .await?;
        if end.others > 0 {
            return Err(End::Changed);
        }
        // Not to be cancelled: whether it landed would not be known.
        self.execute("COMMIT").await?;
        Ok(end.stamp)
    }

    async fn execute(&self, sql: &str) -> Result<()> {
        self.hold.worker().execute(sql).await.map(drop)
    }

    /// Makes the settings of a transaction, and takes the role.
    async fn settings(&self) -> Result<()> {
        let wait = guards::lock_timeout(self.hold.worker(), self.call.wishes).await?;
        let mut calls = vec![format!(
            "set_config('lock_timeout', '{}', true)",
            wait.as_millis()
        )];
        let calls_of_script = script::SETTINGS.iter().map(|(name, value)| {
            format!("set_config({}, {}, true)", literal(name), literal(value))
        });
        calls.extend(calls_of_script);
        self.hold
            .worker()
            .query(&format!("SELECT {}", calls.join(", ")))
            .await?;
        if let Some(role) = &self.call.wishes.role {
            self.execute(&format!("SET LOCAL ROLE {}", ident(role)))
                .await?;
        }
        Ok(())
    }

    /// Takes the locks on tables that are there already, before any work is done: who has
    /// to wait waits with empty hands, and after it nobody else changes these tables.
    async fn lock_tables(&mut self, at: usize, segment: &'a Segment) -> Result<()> {
        let mut wanted: BTreeMap<&str, Lock> = BTreeMap::new();
        let mut order = Vec::new();
        for (relation, lock) in segment.steps.iter().flat_map(|it| &it.action.risk.locks) {
            let held = wanted.entry(relation).or_insert_with(|| {
                order.push(relation.as_str());
                Lock::None
            });
            *held = held.union(*lock);
        }
        let there = self.lockable(&order).await?;
        for (relation, name) in there {
            let lock = wanted.get(&*relation).copied().unwrap_or_default();
            let sql = format!("LOCK TABLE ONLY {name} IN {lock} MODE");
            let what = format!(
                "segment {} of {}: waiting for {lock} on {relation}",
                at + 1,
                self.road.segments.len()
            );
            let begins = Detail::Lock {
                segment: at,
                relation,
                mode: lock.to_string(),
            };
            self.watched(&sql, &what, self.road.steps_before(at), begins)
                .await?;
        }
        Ok(())
    }

    /// Of these relations, those that LOCK TABLE takes and that this role may lock, in their
    /// order, each with its name as the server writes it.
    async fn lockable(&self, relations: &[&str]) -> Result<Vec<(String, String)>> {
        if relations.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<String> = relations.iter().map(|it| literal(it)).collect();
        let sql = format!(
            "SELECT u.name, c.oid::regclass FROM unnest(ARRAY[{}]::text[]) \
             WITH ORDINALITY u (name, place) JOIN pg_class c ON c.oid = to_regclass(u.name) \
             WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 \
             AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') ORDER BY u.place",
            names.join(", ")
        );
        let rows = self.hold.worker().query(&sql).await?;
        let pair = |row: &crate::conn::Row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned()));
        Ok(rows.iter().filter_map(pair).collect())
    }

    async fn steps(&mut self, at: usize, segment: &'a Segment, first: usize) -> Result<()> {
        let mut named = Instant::now();
        for (number, step) in (first..).zip(&segment.steps) {
            if self.call.cancel.is_cancelled() {
                return Err(watch::stopped());
            }
            // A name for each of ten thousand quick statements would double their time.
            if named.elapsed() > Duration::from_millis(200) {
                self.name_session(number).await?;
                named = Instant::now();
            }
            if let (Some(folder), Some(_)) =
                (&self.call.wishes.dump_losses_to, &step.action.risk.loses)
            {
                let file = losses::dump(self.hold.worker(), folder, self.run, number, step).await?;
                self.dumps.extend(file);
            }
            let (what, place) = (self.doing(at, step), number - first);
            let (begun, begins) = (Instant::now(), begins(at, place, step));
            self.watched(&step.action.sql, &what, number - 1, begins)
                .await
                .map_err(|report| on_step(report, step))?;
            let ended = Detail::Done {
                segment: at,
                step: place,
                elapsed: begun.elapsed(),
            };
            let count = (number as u64, self.road.steps() as u64);
            self.call.progress.tell(what, count, ended);
        }
        Ok(())
    }

    async fn watched(&mut self, sql: &str, what: &str, done: usize, begins: Detail) -> Result<()> {
        let doing = Doing {
            what,
            done,
            total: self.road.steps(),
            builds_index: false,
        };
        doing.tell(self.call.progress, begins);
        let watched = watch::run(
            &self.hold,
            sql,
            &doing,
            self.call.progress,
            self.call.cancel,
        )
        .await;
        if !watched.blockers.is_empty() {
            self.blockers = watched.blockers;
        }
        watched.answer.map(drop)
    }
}

/// Returns what is told when a statement begins.
pub(super) fn begins(segment: usize, step: usize, of: &Step) -> Detail {
    Detail::Statement {
        segment,
        step,
        sql: of.action.sql.clone(),
        object: of.object.clone(),
    }
}

/// Names the object that a statement was about.
pub(super) fn on_step(report: Report, step: &Step) -> Report {
    if report.class() == Class::Connect {
        report
    } else {
        report.on(step.object.clone())
    }
}

fn lock_lost() -> Report {
    Report::new(
        Class::Interrupted,
        "the advisory lock of the run is no longer ours",
    )
    .because("a pooler may have handed the session to somebody else")
    .hint("connect to the server itself, or to a pool in session mode")
}
