//! What is looked at before anything runs, and what is refused.

use std::time::Duration;

use serde::Serialize;

use crate::{
    conn::{Session, connect},
    error::{Class, Report, Result},
    introspect,
    plan::{Segment, file::Plan},
    sql::quote::literal,
};

use super::{
    Applied, Call, Target, Wishes,
    hold::{self, Hold},
    record::{self, Direction, Run, State},
    road::Road,
    stamp::Stamped,
};

/// How many of the objects that changed are named.
const NAMED: usize = 20;

/// What is known when a run may begin.
pub(super) struct Start {
    pub(super) stamped: Stamped,
    pub(super) stamp: String,
    pub(super) notes: Vec<String>,
}

/// Refuses a server of another major version than the plan was made for: what a statement
/// does, and how objects read, may differ.
pub(super) fn version(plan: &Plan, session: &Session) -> Result<()> {
    let (planned, found) = (plan.old.server_version / 10_000, session.version().major());
    if planned == 0 || planned == found {
        return Ok(());
    }
    Err(Report::refused(format!(
        "the plan was made for PostgreSQL {planned}, the server is PostgreSQL {found}"
    ))
    .on(session.describe())
    .hint("make the plan again, with the target as OLD"))
}

/// Refuses a second run while another is not finished.
pub(super) fn in_the_way(run: &Run, plan: &Plan) -> Report {
    let which = if run.plan == plan.id {
        "of this very plan"
    } else {
        "of another plan"
    };
    let id = run.id;
    Report::refused(format!(
        "run {id}, {which}, is not finished: {} of {} segments are done",
        run.segments_done, run.segments
    ))
    .hint("go on with it: pgworks resume --to TARGET")
    .hint("take it back: pgworks rollback --to TARGET")
    .hint(format!(
        "leave it as it is: pgworks apply PLAN --to TARGET --abandon {id}"
    ))
}

/// Reads the catalog and holds it against the guard of the state after `done` segments.
pub(super) async fn start(
    call: &Call<'_>,
    hold: &mut Hold,
    road: &Road<'_>,
    done: usize,
) -> Result<Start> {
    let stamped = Stamped::of(road);
    // Before the reading: what changes meanwhile shows as another stamp.
    let seen = stamped.look(hold.worker(), None).await?;
    let (scope, progress) = (&call.target.scope, call.progress);
    let catalog = introspect::read(hold.sessions(), scope, progress, call.cancel).await?;
    let broken = road.broken(&catalog, done);
    let mut notes = Vec::new();
    if !broken.is_empty() {
        return Err(stale(road, &broken, done).on(hold.worker().describe()));
    }
    let is_begin = done == 0 && road.direction == Direction::Apply;
    if is_begin && catalog.fingerprint() != road.plan.old.fingerprint {
        notes.push(
            "the database changed since the plan was made, though nothing that it touches, needs \
             or that depends on that"
                .to_owned(),
        );
    }
    let wait = lock_timeout(hold.worker(), call.wishes).await?;
    if wait > call.wishes.lock_timeout {
        notes.push(format!(
            "lock_timeout is {} ms: below the server's deadlock_timeout autovacuum never gives way",
            wait.as_millis()
        ));
    }
    Ok(Start {
        stamped,
        stamp: seen.stamp,
        notes,
    })
}

fn stale(road: &Road<'_>, broken: &[String], done: usize) -> Report {
    let mut report = Report::refused(match (road.direction, done) {
        (Direction::Apply, 0) => "STALE_PLAN: the database is not what the plan was made for",
        (Direction::Apply, _) => "STALE_PLAN: the database is not as the run left it",
        (Direction::Rollback, _) => {
            "STALE_PLAN: the database is not as the run left it, so the way back does not fit"
        }
    });
    for one in broken.iter().take(NAMED) {
        report = report.because(one);
    }
    if broken.len() > NAMED {
        report = report.because(format!("and {} more", broken.len() - NAMED));
    }
    match (road.direction, done) {
        (Direction::Apply, 0) => report.hint("make it again: pgworks plan TARGET NEW -o plan.json"),
        _ => report.hint("undo what was changed by hand, or plan from what is there now"),
    }
}

/// Tells whether the last run was of this plan and its end still stands.
pub(super) async fn already(
    call: &Call<'_>,
    hold: &mut Hold,
    road: &Road<'_>,
) -> Result<Option<Applied>> {
    let runs = record::runs(hold.worker(), "").await?;
    let Some(last) = runs
        .iter()
        .find(|run| matches!(run.state, State::Finished | State::TakenBack))
    else {
        return Ok(None);
    };
    let is_same = last.plan == road.plan.id
        && last.direction == Direction::Apply
        && last.state == State::Finished;
    if !is_same {
        return Ok(None);
    }
    let segments = road.segments.len();
    if start(call, hold, road, segments).await.is_err() {
        return Ok(None);
    }
    Ok(Some(Applied {
        run: last.id,
        direction: Direction::Apply,
        statements: 0,
        already_done: segments,
        segments,
        retries: 0,
        reconnects: 0,
        dumps: Vec::new(),
        notes: vec![format!("run {} has applied this plan already", last.id)],
    }))
}

/// Refuses losses of the segments still to be run that the user did not name.
pub(super) fn losses(road: &Road<'_>, done: usize, wishes: &Wishes) -> Result<()> {
    let steps = road.segments.iter().skip(done).flat_map(|it| &it.steps);
    let unnamed: Vec<(&str, &str)> = steps
        .filter_map(|step| Some((step.name.as_str(), step.action.risk.loses.as_deref()?)))
        .filter(|(name, _)| !wishes.allow_loss.iter().any(|it| it == name))
        .collect();
    if unnamed.is_empty() {
        return Ok(());
    }
    let mut report = Report::refused("data would be lost that was not named");
    for (name, what) in &unnamed {
        report = report.because(format!("{name}: loses {what}"));
    }
    for (name, _) in &unnamed {
        report = report.hint(format!("--allow-data-loss {}", shell(name)));
    }
    Err(report)
}

/// Quotes a word for a shell, where it needs that.
fn shell(word: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
    if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Returns how long to wait for a lock: longer than `deadlock_timeout`, after which the
/// server asks autovacuum to give way.
pub(super) async fn lock_timeout(session: &Session, wishes: &Wishes) -> Result<Duration> {
    let sql = "SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout'";
    let row = session.query_one(sql).await?;
    let deadlock = row.get(0).and_then(|it| it.parse().ok()).unwrap_or(1_000);
    let least = Duration::from_millis(deadlock + 200);
    Ok(wishes.lock_timeout.max(least))
}

/// A loss that a run would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The name that allows it.
    pub name: String,
    /// What is lost, in words.
    pub what: String,
    /// The bytes of the table it is in, as far as the server knows.
    pub bytes: Option<u64>,
    /// Whether the user named it.
    pub is_allowed: bool,
}

/// What a confirmation shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    /// The connection, without a password.
    pub connection: String,
    /// The database.
    pub database: String,
    /// The role that would run the statements.
    pub role: String,
    /// The server's version.
    pub server_version: String,
    /// How the connection is protected.
    pub protection: String,
    /// Whether the plan's own statements run or a way back.
    pub direction: Direction,
    /// The run that would be gone on with or taken back.
    pub run: Option<i64>,
    /// The statements that would run.
    pub statements: Vec<String>,
    /// The same in their segments, each with its number in the way that is run.
    #[serde(skip)]
    pub segments: Vec<(usize, Segment)>,
    /// What would be lost.
    pub losses: Vec<Loss>,
    /// What the way back does not bring back.
    pub left: Vec<String>,
}

/// What is to be previewed.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// Running a plan.
    Apply(&'a Plan),
    /// Going on with the unfinished run.
    Resume,
    /// Taking back the last run.
    Rollback,
}

/// Says what a call would do and to which database; writes nothing.
pub async fn preview(asked: Asked<'_>, target: &Target, wishes: &Wishes) -> Result<Preview> {
    let session = connect(&target.conninfo, "pgworks").await?;
    hold::writable(&session)?;
    let stored;
    let (road, run, done) = match asked {
        Asked::Apply(plan) => {
            version(plan, &session)?;
            (Road::forth(plan), None, 0)
        }
        Asked::Resume | Asked::Rollback => {
            let run = record::for_going_on(&session, matches!(asked, Asked::Rollback)).await?;
            stored = record::plan(&session, run.id).await?;
            let forth = Road::of_run(&stored, &run)?;
            match asked {
                Asked::Rollback if run.segments_done > 0 => {
                    let back = Road::back(&stored, run.segments_done)?;
                    (back, Some(run.id), 0)
                }
                Asked::Rollback => (forth, Some(run.id), run.segments),
                _ => (forth, Some(run.id), run.segments_done),
            }
        }
    };
    let steps = || road.segments.iter().skip(done).flat_map(|it| &it.steps);
    let mut losses = Vec::new();
    for step in steps() {
        if let Some(what) = &step.action.risk.loses {
            losses.push(Loss {
                name: step.name.clone(),
                what: what.clone(),
                bytes: size(
                    &session,
                    step.action.risk.locks.first().map(|it| it.0.as_str()),
                )
                .await?,
                is_allowed: wishes.allow_loss.contains(&step.name),
            });
        }
    }
    let preview = Preview {
        connection: session.describe().to_owned(),
        database: session.database().to_owned(),
        role: wishes
            .role
            .clone()
            .unwrap_or_else(|| session.user().to_owned()),
        server_version: session.version().to_string(),
        protection: session.negotiated().to_string(),
        direction: road.direction,
        run,
        statements: steps().map(|it| it.action.sql.clone()).collect(),
        segments: road
            .segments
            .iter()
            .cloned()
            .enumerate()
            .skip(done)
            .collect(),
        losses,
        left: road.left(),
    };
    session.close().await;
    Ok(preview)
}

/// Returns the size of the relation that a statement locks.
async fn size(session: &Session, relation: Option<&str>) -> Result<Option<u64>> {
    let Some(relation) = relation else {
        return Ok(None);
    };
    let sql = format!(
        "SELECT pg_total_relation_size(to_regclass({}))",
        literal(relation)
    );
    // A relation that somebody drops at this moment has no size; that is no failure.
    match session.query_one(&sql).await {
        Ok(row) => Ok(row.get(0).and_then(|it| it.parse().ok())),
        Err(report) if report.class() == Class::Server => Ok(None),
        Err(report) => Err(report),
    }
}

#[cfg(test)]
mod tests {
    use super::shell;

    #[test]
    fn a_name_is_quoted_for_the_shell() {
        assert_eq!(shell("public.users"), "public.users");
        assert_eq!(shell("public.\"it's\""), "'public.\"it'\\''s\"'");
    }
}
