//! Running a plan on a live database, so that it can be stopped anywhere and goes on.
//!
//! Three things carry it. The ledger in the target says what was done: a transaction and
//! its ledger row are committed together; a statement that refuses transactions stands
//! between an intent and what the catalog shows afterwards. An advisory lock keeps other
//! runs away, and nobody looks into the ledger without it. A guard compares what the plan
//! was made for with what is there, before the first statement and again within each
//! transaction once its locks are held. Nothing here writes DDL of its own, except for the
//! ledger and for removing what an interrupted statement of the run left behind.

mod alone;
mod blockers;
mod concurrently;
mod guards;
mod hold;
mod journey;
mod ledger;
mod losses;
mod record;
mod retry;
mod road;
mod stamp;
mod transaction;
mod watch;

use std::{path::PathBuf, time::Duration};

use serde::Serialize;

use crate::{
    conn::Conninfo,
    error::{Class, Report, Result},
    introspect::Scope,
    plan::file::Plan,
    progress::{Cancel, Progress},
};

use journey::Journey;
use record::NewRun;
use road::Road;

pub use guards::{Asked, Loss, Preview, preview};
pub use record::{Direction, Run, State};

/// The database that a plan runs on.
#[derive(Clone, Debug)]
pub struct Target {
    /// How to connect.
    pub conninfo: Conninfo,
    /// What of it is read for the guards; it must hold all that the plan touches.
    pub scope: Scope,
}

/// What the user wishes of a run.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// How long a statement in a transaction waits for a lock; raised above the server's
    /// `deadlock_timeout`, below which autovacuum never gives way.
    pub lock_timeout: Duration,
    /// How often a transaction or statement is tried again that others stood in the way of.
    pub retries: u32,
    /// The losses that the user named.
    pub allow_loss: Vec<String>,
    /// The role that runs the statements, where it is not the one that connects.
    pub role: Option<String>,
    /// How long to wait for another run on the same database.
    pub wait_for_lock: Duration,
    /// How long to try to reach a server again that was lost.
    pub reconnect_for: Duration,
    /// The folder into which rows are copied before they are lost.
    pub dump_losses_to: Option<PathBuf>,
    /// An unfinished run to be left as it is.
    pub abandon: Option<i64>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            lock_timeout: Duration::from_secs(2),
            retries: 10,
            allow_loss: Vec::new(),
            role: None,
            wait_for_lock: Duration::from_mins(1),
            reconnect_for: Duration::from_mins(2),
            dump_losses_to: None,
            abandon: None,
        }
    }
}

/// What a run did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The run's number in the ledger.
    pub run: i64,
    /// Whether it went forward or back.
    pub direction: Direction,
    /// How many statements this call ran.
    pub statements: usize,
    /// How many segments were done before this call.
    pub already_done: usize,
    /// How many segments there are.
    pub segments: usize,
    /// How often something was tried again because others stood in the way.
    pub retries: u32,
    /// How often the connection was lost.
    pub reconnects: u32,
    /// The files into which rows were copied before they were lost.
    pub dumps: Vec<PathBuf>,
    /// What the user should know.
    pub notes: Vec<String>,
}

/// What the ledger of a database says now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Whether there is a ledger.
    pub has_ledger: bool,
    /// Who holds the lock, in words.
    pub at_work: Option<String>,
    /// The run that can be resumed.
    pub unfinished: Option<Run>,
    /// The run that `rollback` would take back.
    pub last: Option<Run>,
}

/// What the caller handed in.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    target: &'a Target,
    wishes: &'a Wishes,
    progress: &'a Progress,
    cancel: &'a Cancel,
}

/// Runs a plan.
pub async fn apply(
    plan: &Plan,
    target: &Target,
    wishes: &Wishes,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Applied> {
    let call = Call {
        target,
        wishes,
        progress,
        cancel,
    };
    let road = Road::forth(plan);
    road.check()?;
    let mut hold = hold::take(&call).await?;
    guards::version(plan, hold.worker())?;
    let ledger = ledger::find(hold.worker()).await?;
    let mut closed = Vec::new();
    if ledger {
        for run in record::unfinished(hold.worker()).await? {
            // One of which nothing was done stands in nobody's way.
            let is_void = run.segments_done == 0 && !run.has_intent;
            if !is_void && wishes.abandon != Some(run.id) {
                return Err(guards::in_the_way(&run, plan));
            }
            closed.push(run.id);
        }
    }
    let start = match guards::start(&call, &mut hold, &road, 0).await {
        Ok(start) => start,
        Err(report) if ledger && report.class() == Class::Refused => {
            return match guards::already(&call, &mut hold, &road).await? {
                Some(applied) => Ok(applied),
                None => Err(report),
            };
        }
        Err(report) => return Err(report),
    };
    guards::losses(&road, 0, wishes)?;
    ledger::ready(hold.worker()).await?;
    for run in closed {
        record::abandon(hold.worker(), run).await?;
    }
    let run = record::begin(hold.worker(), &hold.identity, &NewRun::of(&road, &call)?).await?;
    Journey::new(call, road, run, 0, hold, start).drive().await
}

/// Goes on with the unfinished run that the ledger holds, whichever machine began it.
pub async fn resume(
    target: &Target,
    wishes: &Wishes,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Applied> {
    let call = Call {
        target,
        wishes,
        progress,
        cancel,
    };
    let mut hold = hold::take(&call).await?;
    let run = record::for_going_on(hold.worker(), false).await?;
    run.is_of(&hold.identity)?;
    let plan = record::plan(hold.worker(), run.id).await?;
    guards::version(&plan, hold.worker())?;
    let road = Road::of_run(&plan, &run)?;
    road.check()?;
    guards::losses(&road, run.segments_done, wishes)?;
    ledger::ready(hold.worker()).await?;
    // What an interrupted statement left behind would look like somebody else's change.
    let done = alone::settle(&call, &hold, &road, run.id, run.segments_done).await?;
    let start = guards::start(&call, &mut hold, &road, done).await?;
    Journey::new(call, road, run.id, done, hold, start)
        .drive()
        .await
}

/// Takes back the last run, finished or not.
pub async fn rollback(
    target: &Target,
    wishes: &Wishes,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Applied> {
    let call = Call {
        target,
        wishes,
        progress,
        cancel,
    };
    let mut hold = hold::take(&call).await?;
    let run = record::for_going_on(hold.worker(), true).await?;
    run.is_of(&hold.identity)?;
    let plan = record::plan(hold.worker(), run.id).await?;
    guards::version(&plan, hold.worker())?;
    let forth = Road::of_run(&plan, &run)?;
    if run.direction == Direction::Rollback {
        return Err(Report::refused(format!(
            "run {} is itself a way back, and unfinished",
            run.id
        ))
        .hint("finish it: pgworks resume --to TARGET"));
    }
    let done = alone::settle(&call, &hold, &forth, run.id, run.segments_done).await?;
    if done == 0 {
        record::abandon(hold.worker(), run.id).await?;
        return Ok(nothing_done(run.id));
    }
    let road = Road::back(&plan, done)?;
    road.check()?;
    let start = guards::start(&call, &mut hold, &road, 0).await?;
    guards::losses(&road, 0, wishes)?;
    ledger::ready(hold.worker()).await?;
    let new = NewRun::of(&road, &call)?.taking_back(run.id, done);
    let id = record::begin(hold.worker(), &hold.identity, &new).await?;
    Journey::new(call, road, id, 0, hold, start).drive().await
}

fn nothing_done(run: i64) -> Applied {
    Applied {
        run,
        direction: Direction::Rollback,
        statements: 0,
        already_done: 0,
        segments: 0,
        retries: 0,
        reconnects: 0,
        dumps: Vec::new(),
        notes: vec![format!(
            "run {run} had changed nothing: it was closed, and there is nothing to take back"
        )],
    }
}

/// Says what the ledger of a database holds; writes nothing and waits for nobody.
pub async fn status(target: &Target) -> Result<Status> {
    let session = hold::look(target).await?;
    let has_ledger = ledger::find(&session).await?;
    let mut status = Status {
        has_ledger,
        at_work: hold::holder(&session).await?,
        unfinished: None,
        last: None,
    };
    if has_ledger {
        status.unfinished = record::unfinished(&session).await?.into_iter().next();
        status.last = record::to_take_back(&session).await?;
    }
    session.close().await;
    Ok(status)
}

/// Lists the runs of a database, the newest first.
pub async fn history(target: &Target) -> Result<Vec<Run>> {
    let session = hold::look(target).await?;
    let runs = if ledger::find(&session).await? {
        record::runs(&session, "").await?
    } else {
        Vec::new()
    };
    session.close().await;
    Ok(runs)
}
