//! One run from its first open segment to its end.
//!
//! It goes segment by segment, connects again where the connection is lost, writes down
//! what fails, and holds the end against what the plan promised. How a segment runs is
//! told in `transaction` and `alone`.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    error::{Class, Report, Result},
    introspect,
    plan::{Segment, Step},
    progress::{Blocker, Detail},
};

use super::{
    Applied, Call, alone, guards,
    hold::{self, Hold},
    losses::Dumped,
    record::{self, Direction, Event},
    road::Road,
    stamp::Stamped,
    watch,
};

/// How often one segment may lose its connection: a statement that takes the server down
/// is not sent for ever.
const LOSSES: u32 = 5;

/// A run under way.
pub(super) struct Journey<'a> {
    pub(super) call: Call<'a>,
    pub(super) road: Road<'a>,
    pub(super) run: i64,
    pub(super) hold: Hold,
    pub(super) stamped: Stamped,
    /// The stamp of what the plan is about, as it was last known to be right.
    pub(super) stamp: Option<String>,
    pub(super) dumps: Vec<Dumped>,
    pub(super) retries: u32,
    pub(super) blockers: Vec<Blocker>,
    pub(super) notes: Vec<String>,
    pub(super) statements: usize,
    /// Whether the failure that ends the run is in the ledger already.
    pub(super) is_recorded: bool,
    done: usize,
    already_done: usize,
    reconnects: u32,
}

impl<'a> Journey<'a> {
    pub(super) fn new(
        call: Call<'a>,
        road: Road<'a>,
        run: i64,
        done: usize,
        hold: Hold,
        start: guards::Start,
    ) -> Self {
        Self {
            call,
            road,
            run,
            hold,
            stamped: start.stamped,
            stamp: Some(start.stamp),
            dumps: Vec::new(),
            retries: 0,
            blockers: Vec::new(),
            notes: start.notes,
            statements: 0,
            is_recorded: false,
            done,
            already_done: done,
            reconnects: 0,
        }
    }

    /// Goes to the end.
    pub(super) async fn drive(mut self) -> Result<Applied> {
        let segments = self.road.segments;
        let mut losses = 0;
        while let Some(segment) = segments.get(self.done) {
            let begun = Instant::now();
            let outcome = if self.call.cancel.is_cancelled() {
                Err(watch::stopped())
            } else {
                self.segment(self.done, segment).await
            };
            match outcome {
                Ok(()) => {
                    self.say_committed(self.done, begun.elapsed());
                    self.done += 1;
                    self.statements += segment.steps.len();
                    losses = 0;
                }
                Err(report) if report.class() == Class::Connect && losses < LOSSES => {
                    losses += 1;
                    let before = self.done;
                    self.regain(&report).await?;
                    if self.done > before {
                        self.say_committed(before, begun.elapsed());
                    }
                }
                Err(report) => return Err(self.fail(report).await),
            }
        }
        self.finish().await
    }

    async fn segment(&mut self, at: usize, segment: &'a Segment) -> Result<()> {
        if segment.in_transaction {
            self.transaction(at, segment).await
        } else {
            match segment.steps.first() {
                Some(step) => self.alone(at, step).await,
                None => Ok(()),
            }
        }
    }

    fn say_committed(&self, segment: usize, elapsed: Duration) {
        let total = self.road.segments.len();
        self.call.progress.tell(
            format!("segment {} of {total} is done", segment + 1),
            (
                self.road.steps_before(segment + 1) as u64,
                self.road.steps() as u64,
            ),
            Detail::Committed { segment, elapsed },
        );
    }

    /// Connects again, and looks into the ledger how far the run came.
    async fn regain(&mut self, lost: &Report) -> Result<()> {
        self.reconnects += 1;
        self.stamp = None;
        let why = lost.to_string();
        let what = format!("the connection was lost: {why}");
        self.call.progress.tell(what, (0, 0), Detail::Lost { why });
        self.hold = hold::retake(&self.call, &self.hold.identity).await?;
        let worker = self.hold.worker();
        let message = lost.to_string();
        let note = Event {
            segment: Some(self.done),
            kind: "note",
            message: Some(&message),
            ..Event::default()
        };
        record::write(worker, self.run, &note).await?;
        let before = self.done;
        self.done = record::done(worker, self.run).await?;
        if self.done == before {
            self.done = alone::settle(&self.call, &self.hold, &self.road, self.run, before).await?;
        }
        if let Some(segment) = self
            .road
            .segments
            .get(before)
            .filter(|_| self.done > before)
        {
            self.statements += segment.steps.len();
        }
        let segments = self.done;
        self.call
            .progress
            .tell("connected again", (0, 0), Detail::Reconnected { segments });
        Ok(())
    }

    /// Writes a failure down, and says what stands and how to go on.
    async fn fail(&mut self, report: Report) -> Report {
        let message = report.to_string();
        let event = Event {
            segment: Some(self.done),
            kind: "failed",
            sqlstate: report.sqlstate(),
            message: Some(&message),
            facts: self.blocked(),
            ..Event::default()
        };
        // Without a connection nothing can be written, and nothing has to be: what is not
        // recorded as done is not done.
        if !self.is_recorded {
            let _ = record::write(self.hold.worker(), self.run, &event).await;
        }
        let total = self.road.segments.len();
        let stands = format!(
            "run {}: {} of {total} segments are done and stand; of the next nothing does",
            self.run, self.done
        );
        // A request to stop may meet the statement behind the one that it was for.
        let is_stopped = self.call.cancel.is_cancelled() && report.sqlstate() == Some("57014");
        let report = match report.class() {
            Class::Connect => report.into_class(Class::Interrupted),
            _ if is_stopped => report.into_class(Class::Interrupted),
            _ => report,
        };
        let report = report
            .because(stands)
            .hint("to go on: pgworks resume --to TARGET");
        if self.road.direction == Direction::Apply {
            report.hint("to take it back: pgworks rollback --to TARGET")
        } else {
            report
        }
    }

    fn blocked(&self) -> Option<serde_json::Value> {
        let words: Vec<&str> = self.blockers.iter().map(|it| &*it.words).collect();
        (!words.is_empty()).then(|| json!({ "blockers": words }))
    }

    /// Holds the end against the plan's promise and closes the run.
    async fn finish(mut self) -> Result<Applied> {
        self.call.progress.say("reading the catalog again");
        let catalog = loop {
            let reading = introspect::read(
                self.hold.sessions(),
                &self.call.target.scope,
                self.call.progress,
                self.call.cancel,
            );
            match reading.await {
                Ok(catalog) => break catalog,
                Err(report) if report.class() == Class::Connect && self.reconnects < LOSSES => {
                    self.regain(&report).await?;
                }
                Err(report) => return Err(self.fail(report).await),
            }
        };
        let broken = self.road.broken(&catalog, self.road.segments.len());
        let event = Event {
            kind: "finished",
            facts: Some(json!({
                "differs": broken,
                "retries": self.retries,
                "reconnects": self.reconnects,
                "fingerprint": catalog.fingerprint(),
            })),
            ..Event::default()
        };
        record::write(self.hold.worker(), self.run, &event).await?;
        if broken.is_empty() {
            return Ok(self.applied());
        }
        let mut report = Report::new(
            Class::Proof,
            "all statements ran, but the end is not what the plan promised",
        )
        .on(self.hold.worker().describe());
        for one in broken {
            report = report.because(one);
        }
        Err(report.hint("compare again: pgworks diff TARGET NEW"))
    }

    fn applied(self) -> Applied {
        let mut notes = self.notes;
        if self.road.direction == Direction::Rollback {
            let left = self.road.left();
            notes.extend(left.iter().map(|it| format!("not taken back: {it}")));
        }
        if self.road.loses_statistics() {
            notes.push(
                "tables were written anew or columns changed their type: their statistics are \
                 gone until ANALYZE"
                    .to_owned(),
            );
        }
        Applied {
            run: self.run,
            direction: self.road.direction,
            statements: self.statements,
            already_done: self.already_done,
            segments: self.road.segments.len(),
            retries: self.retries,
            reconnects: self.reconnects,
            dumps: self.dumps,
            notes,
        }
    }

    /// Says what is being done: `segment 2 of 3: CREATE INDEX ...`.
    pub(super) fn doing(&self, at: usize, step: &Step) -> String {
        let total = self.road.segments.len();
        let first = step.action.sql.lines().next().unwrap_or_default();
        let short: String = first.chars().take(100).collect();
        let more = if short.len() < step.action.sql.len() {
            " ..."
        } else {
            ""
        };
        format!("segment {} of {total}: {short}{more}", at + 1)
    }

    /// Tells the server's `pg_stat_activity` where the run is.
    pub(super) async fn name_session(&self, step: usize) -> Result<()> {
        let sql = format!(
            "SET application_name = 'pgworks run {}, step {step} of {}'",
            self.run,
            self.road.steps()
        );
        self.hold.worker().execute(&sql).await.map(drop)
    }
}
