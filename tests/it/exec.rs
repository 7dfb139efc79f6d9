//! Runs of plans on a real server: what is done once, refused, tried again, taken back.
//!
//! What a killed client leaves behind is `kill`'s.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use pgworks_core::{
    catalog::{Catalog, Timing},
    conn::{Conninfo, Environment, connect},
    error::{Class, Report, Result},
    exec::{self, Applied, Direction, State, Target, Wishes},
    introspect::{self, Scope},
    plan::{
        self, Segment,
        file::{self, Making, Plan},
    },
    progress::{Cancel, Progress},
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

fn run<T>(work: impl Future<Output = T>) -> T {
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

async fn catalog(database: &Database) -> Catalog {
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

fn plan_between(old: &Catalog, new: &Catalog) -> Plan {
    let wishes = plan::Wishes {
        online: true,
        ..plan::Wishes::default()
    };
    let (difference, route) = plan::plan_between(old, new, &wishes).unwrap();
    file::make(&Making {
        old,
        new,
        old_source: "old",
        new_source: "new",
        difference: &difference,
        route: &route,
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
    let plan = plan_between(&before, &after);
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
    plan_between(&now, wanted)
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

#[test]
fn a_lock_that_is_not_granted_is_named_and_resumed() {
    let Some((shop, plan, wanted)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    let outcome = run(async {
        let other = connect(&target(&shop).conninfo, "the_blocker")
            .await
            .unwrap();
        other.execute("BEGIN").await.unwrap();
        other.execute("LOCK TABLE public.customer").await.unwrap();
        exec::apply(
            &plan,
            &target(&shop),
            &quick(),
            &Progress::silent(),
            &Cancel::new(),
        )
        .await
    });
    let report = refused(outcome, Class::Interrupted, "pgworks resume");
    assert_eq!(report.sqlstate(), Some("55P03"));
    let causes = report.causes().join("\n");
    assert!(causes.contains("the_blocker"), "{causes}");
    assert!(causes.contains("tried 2 times"), "{causes}");
    let status = run(exec::status(&target(&shop))).unwrap();
    assert_eq!(status.unfinished.unwrap().segments_done, 0);
    resume(&shop).unwrap();
    assert_eq!(differences(&shop, &wanted), [""; 0]);
}

/// A plan with one statement that the server refuses, between two segments that it takes.
fn failing(shop: &Database, sql: &str) -> Plan {
    let now = run(catalog(shop));
    let mut plan = plan_between(&now, &now);
    let segment = |sql: &str, timing: Timing| Segment {
        in_transaction: timing != Timing::Alone,
        steps: vec![plan::Step {
            object: "table public.x".into(),
            name: "public.x".into(),
            action: pgworks_core::catalog::Action::new(sql).timing(timing),
        }],
    };
    plan.segments = vec![
        segment("CREATE TABLE public.x (i int)", Timing::Within),
        segment(
            sql,
            if sql.contains("CONCURRENTLY") {
                Timing::Alone
            } else {
                Timing::Within
            },
        ),
        segment("CREATE TABLE public.y (i int)", Timing::Within),
    ];
    plan.id = file::digest(&plan.segments);
    plan
}

#[test]
fn a_refused_statement_leaves_what_was_done_and_can_be_gone_on_with() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    shop.psql("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (1)");
    let sql = "CREATE UNIQUE INDEX CONCURRENTLY t_i ON public.t (i)";
    let plan = failing(&shop, sql);
    let report = refused(
        apply(&plan, &shop, &quick()),
        Class::Server,
        "INVALID index",
    );
    assert_eq!(report.sqlstate(), Some("23505"));
    let there =
        "SELECT to_regclass('public.x'), to_regclass('public.t_i'), to_regclass('public.y')";
    assert_eq!(shop.psql(there), "x||\n");
    // Another plan has to wait for this one.
    let other = failing(&shop, "CREATE TABLE public.z (i int)");
    let report = refused(apply(&other, &shop, &quick()), Class::Refused, "--abandon");
    assert!(report.to_string().contains("of another plan"));
    shop.psql("DELETE FROM t WHERE ctid = '(0,1)'");
    let applied = resume(&shop).unwrap();
    assert_eq!((applied.already_done, applied.statements), (1, 2));
    assert_eq!(shop.psql(there), "x|t_i|y\n");
}

#[test]
fn of_two_at_once_one_applies_and_the_other_finds_it_done() {
    let Some((shop, plan, wanted)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| apply(&plan, &shop, &quick())))
            .collect();
        threads
            .into_iter()
            .map(|it| it.join().unwrap().unwrap().statements)
            .collect::<Vec<_>>()
    });
    let all = plan.steps().count();
    assert_eq!(outcomes.iter().filter(|it| **it == all).count(), 1);
    assert_eq!(outcomes.iter().filter(|it| **it == 0).count(), 3);
    assert_eq!(differences(&shop, &wanted), [""; 0]);
}

#[test]
fn a_lost_connection_is_made_again_and_the_run_goes_on() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let plan = failing(&shop, "SELECT pg_catalog.pg_sleep(3)");
    let applied = std::thread::scope(|scope| {
        let applying = scope.spawn(|| apply(&plan, &shop, &quick()));
        terminate(&shop, "SELECT pg_catalog.pg_sleep(3)");
        applying.join().unwrap().unwrap()
    });
    assert_eq!((applied.reconnects, applied.statements), (1, 3));
    let notes = "SELECT count(*) FROM pgworks.event WHERE kind = 'note'";
    assert_eq!(shop.psql(notes), "1\n");
}

/// Ends the backend that runs a statement.
fn terminate(shop: &Database, statement: &str) {
    let begun = Instant::now();
    let sql = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE query = '{statement}' AND datname = current_database()"
    );
    while shop.psql(&sql).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it never ran");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn stopping_rolls_the_transaction_back_and_says_how_to_go_on() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let plan = failing(&shop, "SELECT pg_catalog.pg_sleep(60)");
    let begun = Instant::now();
    let outcome = run(async {
        let cancel = Cancel::new();
        let stop = cancel.clone();
        let seen = Progress::new(move |step| {
            if step.what.contains("pg_sleep") {
                stop.cancel();
            }
        });
        exec::apply(&plan, &target(&shop), &quick(), &seen, &cancel).await
    });
    refused(outcome, Class::Interrupted, "pgworks resume");
    assert!(begun.elapsed() < Duration::from_secs(30));
    let there = "SELECT to_regclass('public.x'), to_regclass('public.y')";
    assert_eq!(shop.psql(there), "x|\n");
}

#[test]
fn a_change_between_reading_and_locking_is_noticed() {
    let Some((shop, plan, _)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    // Somebody holds the table when the run comes, and changes it before letting go.
    let outcome = run(async {
        let other = connect(&target(&shop).conninfo, "other").await.unwrap();
        other.execute("BEGIN").await.unwrap();
        other
            .execute("LOCK TABLE public.customer IN SHARE MODE")
            .await
            .unwrap();
        let wishes = Wishes {
            lock_timeout: Duration::from_secs(20),
            ..quick()
        };
        let target = target(&shop);
        let (progress, cancel) = (Progress::silent(), Cancel::new());
        let applying = exec::apply(&plan, &target, &wishes, &progress, &cancel);
        let changing = async {
            let look = connect(&target.conninfo, "look").await.unwrap();
            let waits = "SELECT count(*) FROM pg_locks WHERE NOT granted \
                 AND relation = 'public.customer'::regclass";
            while look.query_one(waits).await.unwrap().get(0) == Some("0") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            other
                .execute("ALTER TABLE public.customer ADD COLUMN mail integer")
                .await
                .unwrap();
            other.execute("COMMIT").await.unwrap();
        };
        tokio::join!(applying, changing).0
    });
    refused(outcome, Class::Refused, "STALE_PLAN");
    let column = "SELECT format_type(atttypid, -1) FROM pg_attribute WHERE attname = 'mail'";
    assert_eq!(shop.psql(column), "integer\n");
}
