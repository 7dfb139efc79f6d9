//! What a tree and a detail pane ask for: the outline of a database before it is read.

use pgworks_core::{
    conn::{Conninfo, Environment, Session, connect},
    introspect::{self, Outline, Scope},
    progress::Cancel,
};

use crate::harness::{self, Database};

async fn session(database: &Database) -> Session {
    let conninfo = Conninfo::parse(&database.keywords(), &Environment::default()).unwrap();
    connect(&conninfo, "test").await.unwrap()
}

async fn outline(database: &Database, scope: &Scope) -> Outline {
    let session = session(database).await;
    introspect::outline(&session, scope, &Cancel::new())
        .await
        .unwrap()
}

/// Lists `schema.name kind rows bytes`, and schemas without relations by their name.
fn lines(outline: &Outline) -> Vec<String> {
    let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| it.to_string());
    let mut lines = Vec::new();
    for schema in &outline.schemas {
        if schema.relations.is_empty() {
            lines.push(schema.name.clone());
        }
        for it in &schema.relations {
            lines.push(format!(
                "{}.{} {} {} {}",
                schema.name,
                it.name,
                it.kind,
                number(it.rows),
                number(it.bytes)
            ));
        }
    }
    lines
}

#[tokio::test]
async fn an_outline_lists_what_the_whole_reading_lists() {
    let Some(database) = harness::database("browse") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s serial);
         CREATE TABLE a (i int); INSERT INTO a SELECT generate_series(1, 300);
         CREATE TABLE none (i int);
         CREATE TABLE p (i int) PARTITION BY RANGE (i);
         CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
         INSERT INTO p SELECT 1; CREATE VIEW v AS SELECT 1 AS x;
         CREATE MATERIALIZED VIEW m AS SELECT i FROM a; CREATE TYPE c AS (i int);
         CREATE SCHEMA empty; CREATE SCHEMA ledger; COMMENT ON SCHEMA ledger IS 'pgworks: runs';
         CREATE TABLE ledger.t (i int); CREATE TEMP TABLE passing (i int);
         CREATE EXTENSION pg_stat_statements SCHEMA empty;
         CREATE TABLE empty.\"Größe\" (i int); ANALYZE a; ANALYZE none; ANALYZE p; ANALYZE m",
    );
    let found = outline(&database, &Scope::default()).await;
    assert_eq!(
        lines(&found),
        [
            "empty.Größe table - -",
            "public.b_s_seq sequence - -",
            "public.a table 300 16384",
            "public.b table - -",
            "public.none table 0 0",
            "public.p table 1 -",
            "public.p1 table 1 8192",
            "public.v view - -",
            "public.m materialized view 300 16384",
        ]
    );
    assert!(found.version > 120_000 && found.role == harness::SUPERUSER);
    assert_eq!(found.database, database.name());
    let whole = crate::round_trip::catalog(&database).await;
    for schema in &found.schemas {
        for it in &schema.relations {
            let id = pgworks_core::catalog::Catalog::id(it.kind, &[&schema.name, &it.name]);
            assert!(whole.find(&id).is_some(), "{id}");
        }
    }
}

#[tokio::test]
async fn an_outline_keeps_to_its_scope_and_can_be_stopped() {
    let Some(database) = harness::database("browse") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql("CREATE SCHEMA app; CREATE SCHEMA app_old; CREATE SCHEMA other");
    let scope = Scope {
        schemas: vec!["app*".into()],
        exclude: vec!["*_old".into()],
    };
    assert_eq!(lines(&outline(&database, &scope).await), ["app"]);
    let (session, cancel) = (session(&database).await, Cancel::new());
    cancel.cancel();
    let stopped = introspect::outline(&session, &scope, &cancel).await;
    // What was cancelled before it was sent may as well have been answered.
    if let Err(report) = stopped {
        assert_eq!(report.class(), pgworks_core::error::Class::Interrupted);
    }
}
