//! The trace: every statement of the plans between the pairs of the corpus is run by
//! itself, and what the server did is read back before it commits.
//!
//! Seen are the locks above ACCESS SHARE on relations that were there before the plan, the
//! tables with a new file, and the tables that were read from end to end. Statements that
//! refuse a transaction are run unseen.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, OnceLock},
    thread,
};

use pgworks_core::{
    catalog::{Action, Timing},
    conn::{
        Row, Session,
        setup::{pin_again, reset_for_data},
    },
    plan::{Segment, Step, script::SETTINGS},
    risk::Lock,
    sql::quote::literal,
};

use crate::{
    corpus::{self, Pair},
    harness::{Database, Server},
    round_trip,
};

/// One pair of so many is traced by default.
const EVERY: u64 = 24;

/// The relations that plans know: those of a database's own.
const RELATIONS: &str = "SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind, \
     coalesce(pg_relation_filenode(c.oid), 0), coalesce(i.indrelid, d.refobjid, 0) \
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     LEFT JOIN pg_index i ON i.indexrelid = c.oid \
     LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid \
     AND c.relkind = 'S' AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') \
     WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c') \
     AND n.nspname !~ '^pg_toast'";

const READ: &str = "SELECT relid, seq_scan + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables";

const HELD: &str = "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() \
     AND locktype = 'relation' AND database = (SELECT oid FROM pg_database \
     WHERE datname = current_database())";

/// A relation as it is before a statement.
#[derive(Clone, Debug)]
struct Relation {
    name: String,
    kind: char,
    file: u32,
    /// The table of an index, or that of the column a sequence is owned by.
    of: u32,
}

type Relations = BTreeMap<u32, Relation>;

/// What a statement did, or is said to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Effects {
    pub(super) locks: BTreeMap<String, Lock>,
    pub(super) rewrites: bool,
    pub(super) scans: bool,
}

/// One statement of a plan, and what speaks against its forecast.
#[derive(Clone, Debug)]
pub(super) struct Traced {
    pub(super) plan: String,
    pub(super) step: Step,
    /// The kinds of the relations that it says it locks, with the modes.
    pub(super) locks: Vec<(&'static str, Lock)>,
    pub(super) faults: Vec<String>,
}

/// Returns all statements of the pairs that are looked at in this run.
pub(super) fn traced(server: &'static Server) -> &'static [Traced] {
    static ALL: OnceLock<Vec<Traced>> = OnceLock::new();
    ALL.get_or_init(|| trace_all(server))
}

/// Tells whether every pair is looked at.
pub(super) fn is_whole() -> bool {
    std::env::var("PGWORKS_TRACE").is_ok_and(|it| it == "all")
        && std::env::var_os("PGWORKS_CORPUS").is_none()
        && std::env::var_os("PGWORKS_CORPUS_PART").is_none()
}

fn trace_all(server: &'static Server) -> Vec<Traced> {
    let major = server.cluster().major();
    let pairs = corpus::some("PGWORKS_TRACE", EVERY, major);
    let (queue, found) = (Mutex::new(pairs.iter()), Mutex::new(Vec::new()));
    let threads = thread::available_parallelism().map_or(2, usize::from) + 1;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                let runtime = runtime.unwrap();
                loop {
                    let Some(pair) = queue.lock().unwrap().next() else {
                        break;
                    };
                    let seen = runtime.block_on(trace_pair(server, pair));
                    found.lock().unwrap().extend(seen);
                }
            });
        }
    });
    let mut all = found.into_inner().unwrap();
    all.sort_by(|one, other| one.plan.cmp(&other.plan));
    all
}

/// Traces the way there and the way back; those made for it with the tables in use too.
async fn trace_pair(server: &'static Server, pair: &Pair) -> Vec<Traced> {
    let mut all = Vec::new();
    let modes: &[bool] = if pair.name.starts_with("online--") {
        &[false, true]
    } else {
        &[false]
    };
    for online in modes {
        let sides = ["old.sql", "new.sql"].map(|file| load(server, &pair.text(file).unwrap()));
        let [Some(start), Some(end)] = sides else {
            return all;
        };
        let (old, new) = (
            round_trip::catalog(&start).await,
            round_trip::catalog(&end).await,
        );
        for (way, from, to) in [("there", &old, &new), ("back", &new, &old)] {
            let plan = format!(
                "{} {way}{}",
                pair.name,
                if *online { " online" } else { "" }
            );
            // That there is a way, and that it can be gone, the corpus itself shows.
            let Ok(segments) = round_trip::way_of(from, to, *online) else {
                break;
            };
            if !trace(&start, &plan, &segments, &mut all).await {
                break;
            }
        }
    }
    all
}

/// Makes a database of a text; nothing if that is refused, which is for the corpus to show.
/// Two that make one role at the same time get in each other's way once.
fn load(server: &'static Server, text: &str) -> Option<Database> {
    let tries = (0..2).map(|_| {
        let database = server.database("trace", "template0");
        server.psql(database.name(), text).ok().map(|_| database)
    });
    tries.flatten().next()
}

/// Traces one plan; tells whether it came to its end.
async fn trace(
    database: &Database,
    plan: &str,
    segments: &[Segment],
    all: &mut Vec<Traced>,
) -> bool {
    let session = round_trip::session(database).await;
    for (name, value) in SETTINGS {
        session
            .execute(&format!("SET {name} = {value}"))
            .await
            .unwrap();
    }
    let there: BTreeSet<u32> = relations(&session).await.into_keys().collect();
    for step in segments.iter().flat_map(|it| &it.steps) {
        let outcome = trace_step(&session, &there, &step.action).await;
        let Some((locks, faults)) = outcome else {
            session.close().await;
            return false;
        };
        all.push(Traced {
            plan: plan.to_owned(),
            step: step.clone(),
            locks,
            faults,
        });
    }
    session.close().await;
    true
}

type Outcome = (Vec<(&'static str, Lock)>, Vec<String>);

/// Runs one statement and compares; nothing if the server refuses it.
async fn trace_step(session: &Session, there: &BTreeSet<u32>, action: &Action) -> Option<Outcome> {
    let mut before = relations(session).await;
    before.retain(|oid, _| there.contains(oid));
    let (said, kinds, mut faults) = forecast(session, &before, action).await;
    if action.timing.is_outside() {
        let changes_rows = action.timing == Timing::Batches;
        if changes_rows {
            reset_for_data(session).await.unwrap();
        }
        let outcome = session.execute(&action.sql).await;
        if changes_rows {
            pin_again(session).await.unwrap();
        }
        outcome.ok()?;
        return Some((kinds, faults));
    }
    session.execute("BEGIN").await.unwrap();
    let reads = numbers(session, READ).await;
    let outcome = session.execute(&action.sql).await;
    if outcome.is_err() {
        session.execute("ROLLBACK").await.unwrap();
        return None;
    }
    let held = held(session).await;
    let after = relations(session).await;
    let read: BTreeMap<u32, u32> = numbers(session, READ).await;
    session.execute("COMMIT").await.ok()?;
    let mut done = Effects {
        rewrites: before.iter().any(|(oid, it)| {
            let now = after.get(oid).map_or(it.file, |it| it.file);
            matches!(it.kind, 'r' | 'm') && now != it.file
        }),
        ..Effects::default()
    };
    done.scans = !done.rewrites
        && before
            .keys()
            .any(|oid| read.get(oid).unwrap_or(&0) > reads.get(oid).unwrap_or(&0));
    for (oid, lock) in &held {
        if let Some(relation) = before.get(oid)
            && !comes_along(relation, *lock, &held, &said)
        {
            done.locks.insert(relation.name.clone(), *lock);
        }
    }
    faults.extend(compare(&said, &done));
    Some((kinds, faults))
}

/// Tells whether a lock need not be forecast, for nobody waits for it alone.
///
/// That is one on a part of a relation which nobody gets at past the lock on the relation
/// itself: an index, a sequence of a column. One on a composite type, which no query locks.
/// And the locks of readers and writers that the statements inside of a rule or a routine
/// take while they are read.
fn comes_along(
    relation: &Relation,
    lock: Lock,
    held: &BTreeMap<u32, Lock>,
    said: &Effects,
) -> bool {
    let is_part = relation.of != 0 && matches!(relation.kind, 'i' | 'I' | 'S');
    let whole = held.get(&relation.of).copied().unwrap_or_default();
    let stands_behind = is_part && (whole == Lock::AccessExclusive || !lock.blocks_writes());
    let is_read = lock <= Lock::RowExclusive;
    !said.locks.contains_key(&relation.name) && (stands_behind || is_read || relation.kind == 'c')
}

/// Returns what an action says it does, by the names that the server gives its relations.
async fn forecast(
    session: &Session,
    there: &Relations,
    action: &Action,
) -> (Effects, Vec<(&'static str, Lock)>, Vec<String>) {
    let risk = &action.risk;
    let mut said = Effects {
        rewrites: risk.rewrites,
        scans: risk.scans && !risk.rewrites,
        ..Effects::default()
    };
    let (mut kinds, mut faults) = (Vec::new(), Vec::new());
    for (name, lock) in &risk.locks {
        let sql = format!("SELECT to_regclass({})::oid", literal(name));
        let row = session.query_one(&sql).await;
        let found = row.ok().and_then(|row| row.get(0)?.parse::<u32>().ok());
        match found.map(|oid| there.get(&oid)) {
            None => faults.push(format!("a lock on {name}, which is no relation")),
            // Nobody knows what the plan itself made.
            Some(None) => {}
            Some(Some(relation)) => {
                kinds.push((word(relation.kind), *lock));
                if *lock > Lock::AccessShare {
                    let slot = said.locks.entry(relation.name.clone()).or_default();
                    *slot = slot.union(*lock);
                }
            }
        }
    }
    (said, kinds, faults)
}

fn word(kind: char) -> &'static str {
    match kind {
        'f' => "foreign table",
        'v' => "view",
        'm' => "materialized view",
        'S' => "sequence",
        'i' | 'I' => "index",
        'c' => "type",
        _ => "table",
    }
}

/// Says where forecast and truth differ.
fn compare(said: &Effects, done: &Effects) -> Vec<String> {
    let mut faults = Vec::new();
    let names: BTreeSet<&String> = said.locks.keys().chain(done.locks.keys()).collect();
    for name in names {
        let said = said.locks.get(name).copied().unwrap_or_default();
        let done = done.locks.get(name).copied().unwrap_or_default();
        if said != done {
            faults.push(format!("on {name}: says {said}, takes {done}"));
        }
    }
    for (what, said, done) in [
        ("rewrites", said.rewrites, done.rewrites),
        ("scans", said.scans, done.scans),
    ] {
        if said != done {
            faults.push(format!("{what}: says {said}, is {done}"));
        }
    }
    faults
}

async fn held(session: &Session) -> BTreeMap<u32, Lock> {
    let mut held: BTreeMap<u32, Lock> = BTreeMap::new();
    for row in session.query(HELD).await.unwrap() {
        let lock = row.get(1).and_then(Lock::from_mode).unwrap_or_default();
        if lock > Lock::AccessShare {
            let slot = held.entry(number(&row, 0)).or_default();
            *slot = slot.union(lock);
        }
    }
    held
}

async fn relations(session: &Session) -> Relations {
    let rows = session.query(RELATIONS).await.unwrap();
    let relation = |row: &Row| Relation {
        name: row.get(1).unwrap_or_default().to_owned(),
        kind: row.get(2).and_then(|it| it.chars().next()).unwrap_or(' '),
        file: number(row, 3),
        of: number(row, 4),
    };
    rows.iter()
        .map(|row| (number(row, 0), relation(row)))
        .collect()
}

async fn numbers(session: &Session, sql: &str) -> BTreeMap<u32, u32> {
    let rows = session.query(sql).await.unwrap();
    rows.iter()
        .map(|row| (number(row, 0), number(row, 1)))
        .collect()
}

fn number(row: &Row, at: usize) -> u32 {
    row.get(at).and_then(|it| it.parse().ok()).unwrap_or(0)
}
