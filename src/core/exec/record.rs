//! The rows of the ledger: runs and what happened in them.
//!
//! What happened is told by events, in the order of their numbers and by the server's
//! clock: `intent` before a statement that refuses transactions, `done` once for each
//! segment, `failed`, `settled` (an interrupted statement was looked after), `note`, and
//! one `finished` or `abandoned` at the end.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    conn::{Row, Session},
    error::{Report, Result},
    plan::{file::Plan, script},
    sql::quote::literal,
};

use super::{
    Call,
    hold::{Identity, LOCK},
    ledger,
    road::Road,
};

/// Whether a run goes forward or back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The plan's own statements.
    #[default]
    Apply,
    /// The way back.
    Rollback,
}

impl Direction {
    /// Returns the word, as in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Rollback => "rollback",
        }
    }
}

/// What became of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is under way, or it was interrupted.
    #[default]
    Unfinished,
    /// It came to its end.
    Finished,
    /// It was taken back by another run.
    TakenBack,
    /// It was left as it was.
    Abandoned,
}

/// One run of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// The digest of the plan's statements.
    pub plan: String,
    /// Whether it goes forward or back.
    pub direction: Direction,
    /// What became of it.
    pub state: State,
    /// The run that it takes back.
    pub parent: Option<i64>,
    /// How many segments of that were done.
    pub parent_done: Option<usize>,
    /// How many segments it has.
    pub segments: usize,
    /// How many of them are done.
    pub segments_done: usize,
    /// How many statements it has.
    pub steps: usize,
    /// When it began, in UTC.
    pub started: String,
    /// When it ended.
    pub ended: Option<String>,
    /// The role that runs it.
    pub role: String,
    /// The client's address; absent for a local socket.
    pub client: Option<String>,
    /// The client's process.
    pub client_pid: Option<String>,
    /// What failed last.
    pub failure: Option<String>,
    /// Whether a statement outside of transactions was begun and nothing is known of it.
    pub has_intent: bool,
    #[serde(skip)]
    system: Option<String>,
    #[serde(skip)]
    database: String,
}

impl Run {
    /// Refuses a run that came here with a copy of another database.
    pub(super) fn is_of(&self, identity: &Identity) -> Result<()> {
        let same_system = match (&self.system, &identity.system) {
            (Some(was), Some(is)) => was == is,
            _ => true,
        };
        if same_system && self.database == identity.database {
            return Ok(());
        }
        Err(Report::refused(format!(
            "run {} is of another database, of which this one is a copy",
            self.id
        ))
        .because(
            "the server's system identifier or the database's OID is not the one in the ledger",
        )
        .hint(format!(
            "leave that run as it is with: pgworks apply PLAN --to TARGET --abandon {}",
            self.id
        )))
    }
}

/// A run to be written down.
pub(super) struct NewRun {
    plan: String,
    id: String,
    made: String,
    direction: Direction,
    parent: Option<i64>,
    after: Option<usize>,
    segments: usize,
    steps: usize,
    role: Option<String>,
    wishes: Value,
}

impl NewRun {
    pub(super) fn of(road: &Road<'_>, call: &Call<'_>) -> Result<Self> {
        let wishes = call.wishes;
        Ok(Self {
            plan: road.plan.to_json()?,
            id: road.plan.id.clone(),
            made: road.plan.made.clone(),
            direction: road.direction,
            parent: None,
            after: None,
            segments: road.segments.len(),
            steps: road.steps(),
            role: wishes.role.clone(),
            wishes: json!({
                "lock_timeout_ms": u64::try_from(wishes.lock_timeout.as_millis()).unwrap_or(u64::MAX),
                "retries": wishes.retries,
                "allow_loss": wishes.allow_loss,
                "settings": script::SETTINGS,
            }),
        })
    }

    /// Says which run it takes back, and how many segments of that were done.
    pub(super) fn taking_back(mut self, parent: i64, done: usize) -> Self {
        self.parent = Some(parent);
        self.after = Some(done);
        self
    }
}

/// Returns a text as SQL; NUL, which no PostgreSQL text can hold, is left out.
fn text(text: &str) -> String {
    literal(&text.replace('\0', ""))
}

fn or_null(value: Option<impl AsRef<str>>) -> String {
    value.map_or_else(|| "NULL".into(), |it| text(it.as_ref()))
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "NULL".into(), |it| it.to_string())
}

/// Writes the beginning of a run down and returns its number.
pub(super) async fn begin(session: &Session, identity: &Identity, new: &NewRun) -> Result<i64> {
    let role = new.role.as_deref().unwrap_or(session.user());
    let sql = format!(
        "INSERT INTO pgworks.run (plan_id, plan, direction, parent, parent_done, segments, steps, \
         made, role, client_pid, application, pgworks_version, server_version, \
         system_identifier, database_oid, lock_key, wishes) VALUES ({}, {}, {}, {}, {}, {}, {}, \
         {}, {}, {}, current_setting('application_name'), {}, {}, {}, {}, {LOCK}, {}) RETURNING id",
        text(&new.id),
        text(&new.plan),
        text(new.direction.word()),
        number(new.parent),
        number(new.after),
        new.segments,
        new.steps,
        text(&new.made),
        text(role),
        std::process::id(),
        text(env!("CARGO_PKG_VERSION")),
        session.version().num(),
        or_null(identity.system.as_ref()),
        text(&identity.database),
        text(&new.wishes.to_string()),
    );
    let row = session.query_one(&sql).await?;
    row.get(0)
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Report::fault("the ledger gave a run no number"))
}

/// Something that happened in a run.
#[derive(Default)]
pub(super) struct Event<'a> {
    /// The segment, from 0.
    pub(super) segment: Option<usize>,
    /// The step, from 1 over the whole run.
    pub(super) step: Option<usize>,
    pub(super) kind: &'a str,
    pub(super) attempt: u32,
    pub(super) statement: Option<&'a str>,
    pub(super) facts: Option<Value>,
    pub(super) sqlstate: Option<&'a str>,
    pub(super) message: Option<&'a str>,
}

/// Writes an event down, in the session's transaction if there is one.
pub(super) async fn write(session: &Session, run: i64, event: &Event<'_>) -> Result<()> {
    let facts = event.facts.as_ref().map_or("{}".into(), Value::to_string);
    let statement = or_null(event.statement);
    let sql = format!(
        "INSERT INTO pgworks.event \
         (run, segment, step, kind, attempt, statement, digest, facts, sqlstate, message) \
         VALUES ({run}, {}, {}, {}, {}, {statement}, \
         encode(sha256(convert_to({statement}, 'UTF8')), 'hex'), {}, {}, {})",
        number(event.segment.map(|at| at + 1)),
        number(event.step),
        text(event.kind),
        event.attempt,
        text(&facts),
        or_null(event.sqlstate),
        or_null(event.message),
    );
    session.execute(&sql).await.map(drop)
}

/// Says that a run is left as it is.
pub(super) async fn abandon(session: &Session, run: i64) -> Result<()> {
    let event = Event {
        kind: "abandoned",
        ..Event::default()
    };
    write(session, run, &event).await
}

/// Returns how many segments of a run are done: they are done in their order.
pub(super) async fn done(session: &Session, run: i64) -> Result<usize> {
    let sql = format!("SELECT count(*) FROM pgworks.event WHERE run = {run} AND kind = 'done'");
    let row = session.query_one(&sql).await?;
    Ok(row.get(0).and_then(|it| it.parse().ok()).unwrap_or(0))
}

/// Returns the facts of the intent of a segment that nothing followed.
pub(super) async fn open_intent(
    session: &Session,
    run: i64,
    segment: usize,
) -> Result<Option<Value>> {
    let sql = format!(
        "SELECT e.facts FROM pgworks.event e WHERE e.run = {run} AND e.segment = {} \
         AND e.kind = 'intent' AND {OPEN} ORDER BY e.id DESC LIMIT 1",
        segment + 1
    );
    let rows = session.query(&sql).await?;
    let facts = rows.first().and_then(|row| row.get(0));
    Ok(facts.and_then(|facts| serde_json::from_str(facts).ok()))
}

/// That nothing came after the intent `e`.
const OPEN: &str = "NOT EXISTS (SELECT FROM pgworks.event f WHERE f.run = e.run \
     AND f.segment = e.segment AND f.id > e.id AND f.kind IN ('done', 'failed', 'settled'))";

/// Returns the plan of a run.
pub(super) async fn plan(session: &Session, run: i64) -> Result<Plan> {
    let sql = format!("SELECT plan FROM pgworks.run WHERE id = {run}");
    let row = session.query_one(&sql).await?;
    Plan::from_json(row.get(0).unwrap_or_default(), "pgworks.run")
}

/// Lists runs, the newest first; `only` is a condition on the result.
pub(super) async fn runs(session: &Session, only: &str) -> Result<Vec<Run>> {
    let when = |column: &str| {
        format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")
    };
    let sql = format!(
        "SELECT * FROM (SELECT r.id, r.plan_id, r.direction, CASE \
         WHEN z.kind = 'abandoned' THEN 'abandoned' \
         WHEN EXISTS (SELECT FROM pgworks.run c JOIN pgworks.event f ON f.run = c.id \
         AND f.kind = 'finished' WHERE c.parent = r.id) THEN 'taken_back' \
         WHEN z.kind = 'finished' THEN 'finished' ELSE 'unfinished' END AS state, \
         r.parent, r.parent_done, r.segments, r.steps, {} AS started, {} AS ended, r.role AS run_by, \
         host(r.client_address) AS client, r.client_pid, r.system_identifier, r.database_oid, \
         (SELECT count(*) FROM pgworks.event e WHERE e.run = r.id AND e.kind = 'done') AS done, \
         (SELECT coalesce(e.message, '') FROM pgworks.event e WHERE e.run = r.id \
         AND e.kind = 'failed' ORDER BY e.id DESC LIMIT 1) AS failure, \
         EXISTS (SELECT FROM pgworks.event e WHERE e.run = r.id AND e.kind = 'intent' \
         AND {OPEN}) AS has_intent \
         FROM pgworks.run r LEFT JOIN pgworks.event z \
         ON z.run = r.id AND z.kind IN ('finished', 'abandoned')) runs {only} ORDER BY id DESC",
        when("r.started"),
        when("z.at"),
    );
    let rows = session.query(&sql).await?;
    rows.iter()
        .map(|row| read(row).ok_or_else(|| Report::fault("a row of the ledger could not be read")))
        .collect()
}

fn read(row: &Row) -> Option<Run> {
    let owned = |name: &str| row.named(name).map(str::to_owned);
    let count = |name: &str| row.named(name).and_then(|it| it.parse().ok());
    Some(Run {
        id: row.named("id")?.parse().ok()?,
        plan: owned("plan_id")?,
        direction: match row.named("direction")? {
            "apply" => Direction::Apply,
            _ => Direction::Rollback,
        },
        state: match row.named("state")? {
            "finished" => State::Finished,
            "taken_back" => State::TakenBack,
            "abandoned" => State::Abandoned,
            _ => State::Unfinished,
        },
        parent: row.named("parent").and_then(|it| it.parse().ok()),
        parent_done: count("parent_done"),
        segments: count("segments")?,
        segments_done: count("done")?,
        steps: count("steps")?,
        started: owned("started")?,
        ended: owned("ended"),
        role: owned("run_by")?,
        client: owned("client"),
        client_pid: owned("client_pid"),
        failure: owned("failure"),
        has_intent: row.named("has_intent") == Some("t"),
        system: owned("system_identifier"),
        database: owned("database_oid")?,
    })
}

/// Lists the runs that came to no end, the newest first.
pub(super) async fn unfinished(session: &Session) -> Result<Vec<Run>> {
    runs(session, "WHERE state = 'unfinished'").await
}

/// Returns the run to go on with, or to take back; a report if there is none.
pub(super) async fn for_going_on(session: &Session, backwards: bool) -> Result<Run> {
    let found = match (ledger::find(session).await?, backwards) {
        (false, _) => None,
        (true, true) => to_take_back(session).await?,
        (true, false) => unfinished(session).await?.into_iter().next(),
    };
    found.ok_or_else(|| {
        Report::refused(if backwards {
            "there is no run to take back"
        } else {
            "there is no unfinished run"
        })
        .on(session.describe())
        .hint("the runs are listed by: pgworks history --to TARGET")
    })
}

/// Returns the run that `rollback` takes back: the unfinished one, else the last that did something and
/// stands.
pub(super) async fn to_take_back(session: &Session) -> Result<Option<Run>> {
    let runs = runs(
        session,
        "WHERE state = 'unfinished' \
         OR direction = 'apply' AND state = 'finished' AND segments > 0",
    )
    .await?;
    let unfinished = runs.iter().position(|run| run.state == State::Unfinished);
    Ok(runs.into_iter().nth(unfinished.unwrap_or(0)))
}
