//! Runs of plans on a real server: what is done once, refused, tried again, taken back.
//!
//! What a killed client leaves behind is `kill`'s.

mod telling;
mod trouble;

use std::{path::PathBuf, time::Duration};

use pgworks_core::{
    catalog::Catalog,
    conn::{Conninfo, Environment, connect},
    error::{Class, Report, Result},
    exec::{self, Applied, Direction, State, Target, Wishes},
    introspect::{self, Scope},
    plan::{
        self,
        file::{self, Making, Plan},
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
};

use crate::harness::{self, Database};

/// What the shop is before.
const OLD: &str = "
    CREATE TABLE customer (id int PRIMARY KEY, name text);
    CREATE TABLE orders (id int PRIMARY KEY, customer int, note text);
    INSERT INTO customer SELECT i, 'c' || i FROM generate_series(1, 50) i;
    INSERT INTO orders SELECT i, i % 50 + 1, 'n' || i FROM generate_series(1, 500) i;";

/// What is done to it: tables, columns, a view, and two indexes while it is in use.
const CHANGE: &str = "
    ALTER TABLE customer ADD COLUMN mail text DEFAULT 'none';
    CREATE INDEX orders_customer ON orders (customer);
    CREATE TABLE tag (id int PRIMARY KEY, word text NOT NULL);
    CREATE INDEX tag_word ON tag (word);
    CREATE INDEX customer_mail ON customer (lower(mail));
    CREATE VIEW mails AS SELECT id, mail FROM customer;";

pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

fn target(database: &Database) -> Target {
    Target {
        conninfo: Conninfo::parse(&database.keywords(), &Environment::default()).unwrap(),
        scope: Scope::default(),
    }
}

/// Reads the catalog of a database.
pub(crate) async fn catalog(database: &Database) -> Catalog {
    let session = connect(&target(database).conninfo, "test").await.unwrap();
    let sessions = [session];
    introspect::read(
        &sessions,
        &Scope::default(),
        &Progress::silent(),
        &Cancel::new(),
    )
    .await
    .unwrap()
}

pub(crate) async fn plan_between(old: &Catalog, new: &Catalog) -> Plan {
    let wishes = plan::Wishes {
        online: true,
        ..plan::Wishes::default()
    };
    let reading = Reading {
        choice: Choice::Auto,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let prepared = plan::prepare(old, new, &wishes, &[], &reading)
        .await
        .unwrap();
    file::make(&Making {
        old,
        new,
        old_source: "old",
        new_source: "new",
        prepared: &prepared,
        wishes: &wishes,
        made: "2026-01-01T00:00:00Z".into(),
    })
    .unwrap()
}

/// Returns a database and the plan that makes `change` to it.
fn shop(change: &str) -> Option<(Database, Plan, Catalog)> {
    let old = harness::database("shop")?;
    old.psql(OLD);
    let new = old.copy("shop_new");
    new.psql(change);
    let (before, after) = run(async { (catalog(&old).await, catalog(&new).await) });
    let plan = run(plan_between(&before, &after));
    Some((old, plan, after))
}

fn quick() -> Wishes {
    Wishes {
        lock_timeout: Duration::from_millis(1200),
        retries: 1,
        wait_for_lock: Duration::from_secs(10),
        reconnect_for: Duration::from_secs(10),
        ..Wishes::default()
    }
}

fn apply(plan: &Plan, database: &Database, wishes: &Wishes) -> Result<Applied> {
    run(exec::apply(
        plan,
        &target(database),
        wishes,
        &Progress::silent(),
        &Cancel::new(),
    ))
}

fn resume(database: &Database) -> Result<Applied> {
    run(exec::resume(
        &target(database),
        &quick(),
        &Progress::silent(),
        &Cancel::new(),
    ))
}

fn rollback(database: &Database, wishes: &Wishes) -> Result<Applied> {
    run(exec::rollback(
        &target(database),
        wishes,
        &Progress::silent(),
        &Cancel::new(),
    ))
}

fn differences(database: &Database, wanted: &Catalog) -> Vec<String> {
    let now = run(catalog(database));
    run(plan_between(&now, wanted))
        .steps()
        .map(|step| step.action.sql.clone())
        .collect()
}

fn refused(outcome: Result<Applied>, class: Class, words: &str) -> Report {
    let report = outcome.unwrap_err();
    assert_eq!(report.class(), class, "{report}");
    let whole = format!("{report} {:?}", report.hints());
    assert!(whole.contains(words), "{whole}");
    report
}

#[test]
fn forth_again_and_back() {
    let Some((shop, plan, wanted)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    let before = run(catalog(&shop));
    assert!(plan.segments.iter().any(|it| !it.in_transaction));
    let applied = apply(&plan, &shop, &quick()).unwrap();
    assert_eq!(applied.statements, plan.steps().count());
    assert_eq!(differences(&shop, &wanted), [""; 0]);
    // Again: nothing happens.
    let again = apply(&plan, &shop, &quick()).unwrap();
    assert_eq!((again.statements, again.run), (0, applied.run));
    // The ledger is in no catalog, and says what was done once.
    assert!(wanted.len() == run(catalog(&shop)).len());
    let done = "SELECT count(*), count(DISTINCT segment) FROM pgworks.event WHERE kind = 'done'";
    let segments = plan.segments.len();
    assert_eq!(shop.psql(done), format!("{segments}|{segments}\n"));

    let status = run(exec::status(&target(&shop))).unwrap();
    assert!(status.unfinished.is_none() && status.at_work.is_none());
    assert_eq!(status.last.unwrap().id, applied.run);

    let losses = plan
        .rollback()
        .unwrap()
        .segments
        .iter()
        .flat_map(|it| &it.steps);
    let names: Vec<String> = losses
        .filter(|step| step.action.risk.loses.is_some())
        .map(|step| step.name.clone())
        .collect();
    refused(
        rollback(&shop, &quick()),
        Class::Refused,
        "--allow-data-loss public.tag",
    );
    let wishes = Wishes {
        allow_loss: names,
        ..quick()
    };
    let back = rollback(&shop, &wishes).unwrap();
    assert_eq!(back.direction, Direction::Rollback);
    assert_eq!(differences(&shop, &before), [""; 0]);
    assert_eq!(shop.psql("SELECT count(*) FROM orders"), "500\n");
    let runs = run(exec::history(&target(&shop))).unwrap();
    let states: Vec<(Direction, State)> = runs.iter().map(|it| (it.direction, it.state)).collect();
    assert_eq!(
        states,
        [
            (Direction::Rollback, State::Finished),
            (Direction::Apply, State::TakenBack)
        ]
    );
    refused(
        rollback(&shop, &quick()),
        Class::Refused,
        "no run to take back",
    );
}

#[test]
fn a_stale_plan_is_refused_and_unrelated_changes_are_not() {
    let Some((shop, plan, _)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    shop.psql("CREATE TABLE unrelated (i int)");
    shop.psql("ALTER TABLE customer ADD COLUMN mail text");
    let report = refused(apply(&plan, &shop, &quick()), Class::Refused, "STALE_PLAN");
    assert!(
        report.causes().iter().any(|it| it.contains("mail")),
        "{report}"
    );
    // Nothing was written, not even a ledger.
    assert_eq!(
        shop.psql("SELECT to_regnamespace('pgworks') IS NULL"),
        "t\n"
    );
    shop.psql("ALTER TABLE customer DROP COLUMN mail");
    let applied = apply(&plan, &shop, &quick()).unwrap();
    assert!(
        applied.notes.iter().any(|it| it.contains("changed since")),
        "{:?}",
        applied.notes
    );
}

#[test]
fn what_is_no_place_to_write_is_refused() {
    let Some((shop, plan, _)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    let mut read_only = target(&shop);
    read_only.conninfo = read_only.conninfo.with_read_only();
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    let outcome = run(exec::apply(&plan, &read_only, &quick(), &silent, &cancel));
    refused(outcome, Class::Refused, "read-only");

    let mut other = plan.clone();
    other.old.server_version = 120_000;
    refused(
        apply(&other, &shop, &quick()),
        Class::Refused,
        "PostgreSQL 12",
    );

    shop.psql("CREATE SCHEMA pgworks");
    refused(
        apply(&plan, &shop, &quick()),
        Class::Refused,
        "not a ledger",
    );
    shop.psql("DROP SCHEMA pgworks; CREATE PUBLICATION everything FOR ALL TABLES");
    refused(apply(&plan, &shop, &quick()), Class::Refused, "replicated");
    assert_eq!(
        shop.psql("SELECT to_regnamespace('pgworks') IS NULL"),
        "t\n"
    );
}

#[test]
fn rows_are_copied_before_they_are_lost() {
    let Some((shop, plan, _)) = shop("ALTER TABLE orders DROP COLUMN note") else {
        return harness::skip(harness::NO_SERVER);
    };
    refused(
        apply(&plan, &shop, &quick()),
        Class::Refused,
        "--allow-data-loss public.orders.note",
    );
    let folder = tempfile::tempdir().unwrap();
    let wishes = Wishes {
        allow_loss: vec!["public.orders.note".into()],
        dump_losses_to: Some(PathBuf::from(folder.path())),
        ..quick()
    };
    let applied = apply(&plan, &shop, &wishes).unwrap();
    let text = std::fs::read_to_string(&applied.dumps[0]).unwrap();
    assert_eq!(text.lines().next(), Some("id,note"));
    assert_eq!(text.lines().count(), 501);
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(&applied.dumps[0]).unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
}
