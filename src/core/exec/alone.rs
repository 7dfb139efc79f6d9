//! A statement that the server refuses inside a transaction: between an intent and what
//! the catalog shows afterwards.
//!
//! The intent is committed before the statement is sent, with the OIDs that were there.
//! When the statement was interrupted, by a killed client as well, whoever goes on looks:
//! what is as intended is recorded as done, what is INVALID and ours is removed. These
//! statements wait without limit inside, and a limit would leave INVALID indexes behind:
//! neither `lock_timeout` nor `statement_timeout` holds for them.

use std::time::Instant;

use serde_json::{Value, json};

use crate::{
    conn::{
        Session,
        setup::{pin_again, reset_for_data},
    },
    error::{Class, Report, Result},
    plan::Step,
    progress::Detail,
    sql::quote::{ident, qualified},
};

use super::{
    Call,
    concurrently::{self, Intent, Means},
    hold::Hold,
    journey::Journey,
    record::{self, Event},
    retry,
    road::Road,
    transaction::{begins, on_step},
    watch::{self, Doing},
};

/// What an interrupted statement left.
enum Left {
    /// It took effect; what the catalog shows.
    Done(Value),
    /// It did not, or what it left is removed.
    Nothing,
}

/// Looks after the interrupted statement of a run, if there is one; returns how many
/// segments are done.
pub(super) async fn settle(
    call: &Call<'_>,
    hold: &Hold,
    road: &Road<'_>,
    run: i64,
    done: usize,
) -> Result<usize> {
    let worker = hold.worker();
    let Some(facts) = record::open_intent(worker, run, done).await? else {
        return Ok(done);
    };
    let Ok(intent) = serde_json::from_value::<Intent>(facts) else {
        return Err(Report::fault("an intent of the ledger could not be read"));
    };
    call.progress
        .say("looking after the statement that was interrupted");
    let left = look(hold, &intent).await?;
    let (kind, facts, is_done) = match left {
        Left::Done(facts) => ("done", facts, true),
        Left::Nothing => ("settled", json!({}), false),
    };
    let event = Event {
        segment: Some(done),
        step: Some(road.steps_before(done) + 1),
        kind,
        facts: Some(facts),
        message: Some("it was interrupted"),
        ..Event::default()
    };
    record::write(worker, run, &event).await?;
    Ok(done + usize::from(is_done))
}

/// Reads from the catalog what became of a statement, and removes what is of no use.
async fn look(hold: &Hold, intent: &Intent) -> Result<Left> {
    let worker = hold.worker();
    if let Some(facts) = took_effect(worker, intent).await? {
        return Ok(Left::Done(facts));
    }
    match intent {
        Intent::Create { .. } => {
            concurrently::clear(worker, intent).await?;
            Ok(Left::Nothing)
        }
        Intent::Drop { schema, index, oid } => {
            let named = concurrently::named(worker, schema, index).await?;
            if named.is_some_and(|it| it.oid != *oid) {
                return Err(Report::refused(
                    "the index that was being dropped has another name now",
                )
                .on(qualified(schema, index)));
            }
            Ok(Left::Nothing)
        }
        Intent::Batches => Ok(Left::Nothing),
        Intent::Detach {
            schema,
            table,
            oid,
            parent,
        } => {
            if concurrently::leaving(worker, *oid).await? != Some(true) {
                return Ok(Left::Nothing);
            }
            let partition = (schema.as_str(), table.as_str());
            concurrently::finish_leaving(worker, partition, parent).await?;
            Ok(Left::Done(json!({ "detached": oid })))
        }
        Intent::Other => Err(Report::new(
            Class::Interrupted,
            "it is not known whether the interrupted statement took effect",
        )
        .because("it runs outside of transactions, and what it leaves cannot be told by its text")
        .hint("look, finish it by hand if it is not done, and make a new plan")
        .hint("leave this run as it is with: pgworks apply PLAN --to TARGET --abandon RUN")),
    }
}

/// Reads from the catalog whether a statement did all that it should do, and what shows it.
async fn took_effect(worker: &Session, intent: &Intent) -> Result<Option<Value>> {
    Ok(match intent {
        Intent::Create {
            schema,
            index,
            table,
            existing,
        } => {
            let found = concurrently::named(worker, schema, index).await?;
            let ours = found.filter(|it| it.table == *table && !existing.contains(&it.oid));
            ours.filter(concurrently::Index::is_whole)
                .map(|found| json!({ "found": found }))
        }
        Intent::Drop { oid, .. } => {
            let is_gone = *oid != 0 && concurrently::numbered(worker, *oid).await?.is_none();
            is_gone.then(|| json!({ "gone": oid }))
        }
        Intent::Detach { oid, .. } => {
            let is_out = concurrently::leaving(worker, *oid).await?.is_none();
            is_out.then(|| json!({ "detached": oid }))
        }
        Intent::Batches | Intent::Other => None,
    })
}

impl Journey<'_> {
    /// Runs a statement outside of transactions.
    pub(super) async fn alone(&mut self, at: usize, step: &Step) -> Result<()> {
        self.look_before(at).await?;
        let means = concurrently::of(&step.action);
        let mut attempt = 0;
        loop {
            let intent = concurrently::intend(self.hold.worker(), &means).await?;
            self.record_alone(at, step, "intent", attempt, Some(&json!(intent)), None)
                .await?;
            let report = match self.once(at, step, &means).await {
                Ok(()) => {
                    let facts = self.as_intended(&intent).await?;
                    self.record_alone(at, step, "done", attempt, Some(&facts), None)
                        .await?;
                    // It changed row versions that no stamp of ours has seen.
                    self.stamp = None;
                    return Ok(());
                }
                Err(report) if report.class() == Class::Connect => return Err(report),
                Err(report) => on_step(report, step),
            };
            // The wish to stop may arrive when the work is committed and only the answer is not
            // there yet: the statement is cancelled, and has taken effect.
            if self.call.cancel.is_cancelled()
                && let Some(facts) = self.took_effect_after_all(&intent).await
            {
                self.record_alone(at, step, "done", attempt, Some(&facts), None)
                    .await?;
                self.stamp = None;
                return Ok(());
            }
            self.stamp = None;
            let report = self.clear(&intent, report).await;
            self.record_alone(at, step, "failed", attempt, None, Some(&report))
                .await?;
            let may = retry::passes(&report) && attempt < self.call.wishes.retries;
            if !may || self.call.cancel.is_cancelled() {
                self.is_recorded = true;
                return Err(self.given_up(report, attempt));
            }
            self.retries += 1;
            self.say_waiting(at, attempt, &report);
            retry::pause(attempt, self.call.cancel).await;
            attempt += 1;
        }
    }

    /// Reads the catalog again if somebody changed what the plan is about.
    async fn look_before(&mut self, at: usize) -> Result<()> {
        if self.stamp.is_some() {
            let seen = self.stamped.look(self.hold.worker(), None).await?;
            if self.stamp.as_ref() != Some(&seen.stamp) {
                self.stamp = None;
            }
        }
        self.look_again(at).await?;
        if self.hold.is_held().await? {
            Ok(())
        } else {
            Err(Report::connect("the advisory lock was lost"))
        }
    }

    async fn once(&mut self, at: usize, step: &Step, means: &Means) -> Result<()> {
        let number = self.road.steps_before(at);
        self.name_session(number + 1).await?;
        let worker = self.hold.worker();
        for setting in ["lock_timeout", "statement_timeout"] {
            worker.execute(&format!("SET {setting} = 0")).await?;
        }
        if let Some(role) = &self.call.wishes.role {
            worker.execute(&format!("SET ROLE {}", ident(role))).await?;
        }
        let what = self.doing(at, step);
        let doing = Doing {
            what: &what,
            done: number,
            total: self.road.steps(),
            builds_index: matches!(means, Means::Create { .. }),
        };
        let begun = Instant::now();
        doing.tell(self.call.progress, begins(at, 0, step));
        if *means == Means::Batches {
            reset_for_data(worker).await?;
        }
        let watched = watch::run(
            &self.hold,
            &step.action.sql,
            &doing,
            self.call.progress,
            self.call.cancel,
        )
        .await;
        if !watched.blockers.is_empty() {
            self.blockers = watched.blockers;
        }
        let answer = watched.answer;
        if *means == Means::Batches {
            match &answer {
                Err(report) if report.class() == Class::Connect => {}
                _ => pin_again(self.hold.worker()).await?,
            }
        }
        answer?;
        let ended = Detail::Done {
            segment: at,
            step: 0,
            elapsed: begun.elapsed(),
        };
        let count = (number as u64 + 1, self.road.steps() as u64);
        self.call.progress.tell(&*what, count, ended);
        if self.call.wishes.role.is_some() {
            self.hold.worker().execute("RESET ROLE").await?;
        }
        Ok(())
    }

    /// Returns what the catalog shows after a statement that succeeded.
    async fn as_intended(&self, intent: &Intent) -> Result<Value> {
        if matches!(intent, Intent::Other | Intent::Batches) {
            return Ok(json!({}));
        }
        match look(&self.hold, intent).await? {
            Left::Done(facts) => Ok(facts),
            Left::Nothing => Err(Report::fault(
                "the statement succeeded, but the catalog does not show what it should have done",
            )),
        }
    }

    /// Returns what the catalog shows of a cancelled statement, if that is all it should do.
    async fn took_effect_after_all(&self, intent: &Intent) -> Option<Value> {
        let worker = self.hold.worker();
        worker.execute("RESET ROLE").await.ok()?;
        took_effect(worker, intent).await.ok().flatten()
    }

    /// Removes what a failed statement left. If that fails too, `resume` does it.
    async fn clear(&self, intent: &Intent, report: Report) -> Report {
        let worker = self.hold.worker();
        let cleared = async {
            worker.execute("RESET ROLE").await?;
            // A wish to stop is no wish to wait for strangers: then `resume` clears up.
            if self.call.cancel.is_cancelled() {
                worker.execute("SET lock_timeout = '2s'").await?;
            }
            concurrently::clear(worker, intent).await
        };
        match cleared.await {
            Ok(true) => report.because("the INVALID index that it left was removed"),
            Ok(false) => report,
            Err(error) => report
                .because(format!("it may have left an INVALID index: {error}"))
                .hint("pgworks resume removes what was left, and goes on"),
        }
    }

    async fn record_alone(
        &self,
        at: usize,
        step: &Step,
        kind: &str,
        attempt: u32,
        facts: Option<&Value>,
        report: Option<&Report>,
    ) -> Result<()> {
        let message = report.map(ToString::to_string);
        let event = Event {
            segment: Some(at),
            step: Some(self.road.steps_before(at) + 1),
            kind,
            attempt,
            statement: Some(&step.action.sql),
            facts: facts.cloned(),
            sqlstate: report.and_then(Report::sqlstate),
            message: message.as_deref(),
        };
        record::write(self.hold.worker(), self.run, &event).await
    }
}
