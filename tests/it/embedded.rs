//! The embedded engine: what must hold on a machine that has no PostgreSQL, tried on every
//! machine.

mod corpus;
mod process;

use std::time::{Duration, Instant};

use pgworks_core::{
    error::{Class, Result},
    introspect::Scope,
    plan::{Wishes, rebuild},
    progress::{Cancel, Progress},
    scratch::{self, Choice, Database, Loaded, Scratch, Wish},
    source::Reading,
};

use crate::harness;

/// Returns how to read, with everything from the embedded engine.
fn reading() -> Reading {
    Reading {
        choice: Choice::Embedded,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    }
}

async fn engine() -> Scratch {
    scratch::open(&Choice::Embedded, &harness::places(), Wish::default())
        .await
        .unwrap()
}

async fn load(database: &Database, text: &str) -> Result<Loaded> {
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    scratch::load(database, &[("t.sql", text)], &silent, &cancel).await
}

async fn value(database: &Database, sql: &str) -> String {
    let session = database.connect().await.unwrap();
    let row = session.query_one(sql).await.unwrap();
    session.close().await;
    row.get(0).unwrap_or("NULL").to_owned()
}

#[tokio::test]
async fn a_text_is_loaded_read_and_copied() {
    let engine = engine().await;
    assert!(engine.is_private());
    assert_eq!(engine.version().major(), 17);
    assert!(engine.describe().contains("embedded"));
    let database = engine.create().await.unwrap();
    let text = "CREATE ROLE app;\nCREATE EXTENSION citext;\n\
                CREATE TABLE t (id int PRIMARY KEY, name citext);\n\
                ALTER TABLE t OWNER TO postgres;\n\
                SET SESSION AUTHORIZATION app;\nSELECT current_user;\n\
                RESET SESSION AUTHORIZATION;\n\
                GRANT SELECT ON t TO app, other;\nINSERT INTO t VALUES (1, 'A');";
    let loaded = load(&database, text).await.unwrap();
    assert_eq!(loaded.stand_ins, ["pgworks_superuser"]);
    let owner = "SELECT pg_get_userbyid(relowner) || relacl::text FROM pg_class \
                 WHERE oid = 'public.t'::regclass";
    let wanted = "postgres{postgres=arwdDxtm/postgres,app=r/postgres,other=r/postgres}";
    assert_eq!(value(&database, owner).await, wanted);
    let roles = "SELECT count(*) FROM pg_roles WHERE rolsuper";
    assert_eq!(value(&database, roles).await, "1");

    let copy = engine.copy(&database).await.unwrap();
    load(&copy, "INSERT INTO t VALUES (2, 'B');").await.unwrap();
    let count = "SELECT count(*) FROM public.t WHERE name::text = 'A'";
    assert_eq!(value(&copy, count).await, "1");
    let all = "SELECT count(*) FROM public.t";
    assert_eq!(value(&copy, all).await, "2");
    assert_eq!(value(&database, all).await, "1");
    assert_eq!(value(&copy, owner).await, wanted);
    // A role made later reaches every database, as it does in a cluster.
    engine.ensure_roles(&["late".into()]).await.unwrap();
    let late = "SELECT count(*) FROM pg_roles WHERE rolname = 'late'";
    assert_eq!(value(&database, late).await, "1");
    assert_eq!(value(&engine.create().await.unwrap(), late).await, "1");
}

#[tokio::test]
async fn a_session_begins_like_new_and_a_second_one_waits() {
    let database = engine().await.create().await.unwrap();
    let first = database.connect().await.unwrap();
    for sql in [
        "SET work_mem = '64kB'",
        "CREATE TEMPORARY TABLE hidden (x int)",
        "SELECT pg_advisory_lock(7)",
        "BEGIN",
        "CREATE TABLE public.undone (x int)",
    ] {
        first.execute(sql).await.unwrap();
    }
    let closing = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        first.close().await;
    };
    let (second, ()) = tokio::join!(database.connect(), closing);
    let second = second.unwrap();
    let sql = "SELECT current_setting('work_mem') || to_regclass('hidden') IS NULL \
               AND to_regclass('public.undone') IS NULL \
               AND (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') = 0 \
               AND current_setting('application_name') = 'pgworks scratch' \
               AND current_setting('search_path') = 'pg_catalog, pg_temp'";
    assert_eq!(second.query_one(sql).await.unwrap().get(0), Some("t"));
}

#[tokio::test]
async fn a_wish_to_stop_is_heard_within_two_seconds() {
    let database = engine().await.create().await.unwrap();
    let cancel = Cancel::new();
    let stopping = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        cancel.cancel();
        Instant::now()
    };
    let silent = Progress::silent();
    let files = [(
        "t.sql",
        "SELECT count(*) FROM generate_series(1, 100000000000)",
    )];
    let loading = scratch::load(&database, &files, &silent, &cancel);
    let (loaded, stopped) = tokio::join!(loading, stopping);
    assert!(stopped.elapsed() < Duration::from_secs(2));
    assert_eq!(loaded.unwrap_err().class(), Class::Interrupted);
    // The database is gone with its process, and says so at once.
    let report = database.connect().await.unwrap_err();
    assert_eq!(report.class(), Class::Connect);
    database.drop().await.unwrap();
}

#[tokio::test]
async fn what_the_engine_lacks_is_said_with_the_way_out() {
    let engine = engine().await;
    for (sql, lacks) in [
        ("CREATE EXTENSION pgcrypto", "pgcrypto"),
        ("CREATE EXTENSION \"uuid-ossp\"", "uuid-ossp"),
        ("CREATE EXTENSION postgres_fdw", "postgres_fdw"),
        ("CREATE COLLATION c (provider = icu, locale = 'de')", "ICU"),
        ("SELECT xmlelement(name a)", "XML"),
        ("SELECT to_tsvector('english', 'the cat')", "text search"),
    ] {
        let database = engine.create().await.unwrap();
        let report = load(&database, sql).await.unwrap_err();
        let said = report.causes().join("; ");
        assert!(said.contains(lacks), "{sql}: {report:?}");
        assert!(said.contains("the embedded engine lacks"), "{sql}: {said}");
        assert!(
            report
                .hints()
                .iter()
                .any(|it| it.contains("--scratch local"))
        );
        database.drop().await.unwrap();
    }
    // What it refuses for a reason of its own is no lack.
    let database = engine.create().await.unwrap();
    let report = load(&database, "SELECT 1/0").await.unwrap_err();
    assert_eq!(report.causes(), [""; 0]);
}

#[tokio::test]
async fn a_locale_it_has_not_is_noted() {
    let wish = Wish {
        encoding: "LATIN1".into(),
        collate: "de_DE.UTF-8".into(),
        ..Wish::default()
    };
    let places = harness::places();
    let engine = scratch::open(&Choice::Embedded, &places, wish)
        .await
        .unwrap();
    let database = engine.create().await.unwrap();
    assert_eq!(database.notes().len(), 2);
    assert!(database.notes()[1].contains("de_DE.UTF-8"));
}

#[tokio::test]
async fn the_proof_names_the_engine_and_the_target_s_version() {
    let reading = reading();
    let (engine, wishes) = (engine().await, Wishes::default());
    let (old, new) = (
        engine.create().await.unwrap(),
        engine.create().await.unwrap(),
    );
    // Both databases' own role is that of the proof too.
    let given = "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;";
    let text = |rest: &str| format!("{given} {rest}");
    load(&old, &text("CREATE TABLE t (a int);")).await.unwrap();
    load(&new, &text("CREATE TABLE t (a bigint NOT NULL);"))
        .await
        .unwrap();
    let mut old = rebuild::read(&old, &reading).await.unwrap();
    let new = rebuild::read(&new, &reading).await.unwrap();
    old.origin.version = 160_004;
    let prepared = pgworks_core::plan::prepare(&old, &new, &wishes, &[], &reading)
        .await
        .unwrap();
    let plan = pgworks_core::plan::file::make(&pgworks_core::plan::file::Making {
        old: &old,
        new: &new,
        old_source: "old",
        new_source: "new",
        prepared: &prepared,
        wishes: &wishes,
        made: String::new(),
    })
    .unwrap();
    let proof = pgworks_core::verify::prove(&plan, &old, &new, &reading)
        .await
        .unwrap();
    assert!(proof.holds, "{proof:?}");
    assert!(proof.scratch.contains("17.5 embedded"), "{}", proof.scratch);
    assert!(proof.says.contains("PostgreSQL 17.5"), "{}", proof.says);
    let warns = "the same on PostgreSQL 16, the target's version";
    assert!(proof.says.contains(warns), "{}", proof.says);
}

#[tokio::test]
async fn without_postgresql_the_engine_is_taken_by_itself() {
    let empty = tempfile::tempdir().unwrap();
    let mut places = harness::places();
    places.path = vec![empty.path().to_path_buf()];
    places.root = empty.path().to_path_buf();
    let opened = scratch::open(&Choice::Auto, &places, Wish::default()).await;
    assert!(opened.unwrap().describe().contains("embedded"));
    let report = scratch::open(&Choice::Local, &places, Wish::default())
        .await
        .unwrap_err();
    assert!(
        report
            .hints()
            .iter()
            .any(|it| it.contains("--scratch embedded"))
    );
    places.engine = None;
    let report = scratch::open(&Choice::Embedded, &places, Wish::default())
        .await
        .unwrap_err();
    assert_eq!(report.class(), Class::Usage);
}
