//! What a tree and a detail pane ask for: the outline of a database before it is read, what
//! the server counts about an object, its DDL as text.

use pgworks_core::{
    catalog::Catalog,
    introspect::{self, Outline, Scope},
    kinds,
    plan::ddl,
    progress::Cancel,
};

use crate::{
    harness::{self, Database},
    round_trip::{self, session},
};

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
    let whole = round_trip::catalog(&database).await;
    for schema in &found.schemas {
        for it in &schema.relations {
            let id = Catalog::id(it.kind, &[&schema.name, &it.name]);
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
        globals: false,
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

async fn statistics(database: &Database, kind: &str, path: &[&str]) -> Vec<(String, String)> {
    let id = Catalog::id(kinds::named(kind).unwrap().kind(), path);
    let session = session(database).await;
    introspect::statistics(&session, &id).await.unwrap()
}

fn value<'a>(of: &'a [(String, String)], label: &str) -> &'a str {
    let found = of.iter().find(|(name, _)| name == label);
    found.map_or("", |(_, value)| value)
}

fn labels(of: &[(String, String)]) -> Vec<&str> {
    of.iter().map(|(label, _)| &**label).collect()
}

#[tokio::test]
async fn an_object_has_the_statistics_of_its_kind() {
    let Some(database) = harness::database("browse") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE TABLE t (id serial PRIMARY KEY, word text);
         INSERT INTO t (word) SELECT repeat('w', 9) FROM generate_series(1, 400); ANALYZE t;
         CREATE TABLE young (i int); CREATE VIEW v AS SELECT 1 AS one;
         CREATE TABLE p (i int) PARTITION BY RANGE (i);
         CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
         CREATE SEQUENCE tiny MAXVALUE 4; SELECT nextval('tiny'); CREATE SEQUENCE idle;
         CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    );
    let of = statistics(&database, "table", &["public", "t"]).await;
    assert_eq!(value(&of, "estimated rows"), "400");
    assert_eq!(value(&of, "table size"), "24 kB");
    assert_eq!(value(&of, "TOAST size"), "8192 bytes");
    assert!(value(&of, "last analyze").starts_with("20"), "{of:?}");
    assert_eq!(value(&of, "last vacuum"), "never");
    for label in [
        "index size",
        "total size",
        "dead rows",
        "sequential scans",
        "index scans",
    ] {
        assert!(!value(&of, label).is_empty(), "{label}: {of:?}");
    }
    let of = statistics(&database, "table", &["public", "young"]).await;
    assert_eq!(value(&of, "estimated rows"), "never analysed");
    assert_eq!(value(&of, "TOAST size"), "");
    let of = statistics(&database, "primary key", &["public", "t", "t_pkey"]).await;
    assert_eq!(labels(&of), ["size", "scans", "entries read"]);
    let of = statistics(&database, "table", &["public", "p"]).await;
    assert_eq!(labels(&of), ["estimated rows", "partitions"]);
    let of = statistics(&database, "sequence", &["public", "tiny"]).await;
    assert_eq!(
        (value(&of, "last value"), value(&of, "used")),
        ("1", "25.0 %")
    );
    let of = statistics(&database, "sequence", &["public", "idle"]).await;
    assert_eq!(
        (value(&of, "last value"), value(&of, "used")),
        ("never used", "")
    );
    let of = statistics(&database, "function", &["public", "f", "integer, text"]).await;
    assert_eq!(
        value(&of, "calls"),
        "not counted here: track_functions is none"
    );
    for (kind, path) in [
        ("view", &["public", "v"][..]),
        ("table", &["public", "gone"]),
        ("schema", &["public"]),
    ] {
        assert_eq!(statistics(&database, kind, path).await, [], "{kind}");
    }
}

#[tokio::test]
async fn statistics_wait_for_no_lock_and_say_what_may_not_be_read() {
    let Some(database) = harness::database("browse") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE TABLE t (i int); CREATE SEQUENCE hidden; CREATE ROLE browse_reader;
         GRANT SELECT ON t TO browse_reader",
    );
    let other = session(&database).await;
    other.execute("BEGIN").await.unwrap();
    other.execute("LOCK TABLE public.t").await.unwrap();
    let of = statistics(&database, "table", &["public", "t"]).await;
    assert!(value(&of, "sizes").starts_with("not read"), "{of:?}");
    assert_eq!(
        (value(&of, "table size"), value(&of, "live rows")),
        ("", "0")
    );
    other.execute("ROLLBACK").await.unwrap();

    let id = |kind: &str, name| Catalog::id(kinds::named(kind).unwrap().kind(), &["public", name]);
    other.execute("SET ROLE browse_reader").await.unwrap();
    let of = introspect::statistics(&other, &id("sequence", "hidden"))
        .await
        .unwrap();
    assert!(
        value(&of, "last value").starts_with("not readable"),
        "{of:?}"
    );
    other.execute("RESET ROLE").await.unwrap();
    other
        .execute("REVOKE EXECUTE ON FUNCTION pg_stat_get_live_tuples(oid) FROM public")
        .await
        .unwrap();
    other.execute("SET ROLE browse_reader").await.unwrap();
    let of = introspect::statistics(&other, &id("table", "t"))
        .await
        .unwrap();
    assert_eq!(labels(&of), ["statistics"]);
    assert!(
        value(&of, "statistics").contains("pg_stat_get_live_tuples"),
        "{of:?}"
    );
}

/// The texts of all objects that are no part of another, by name.
fn texts(catalog: &Catalog) -> Vec<(String, String)> {
    let roots = catalog.objects().filter(|(_, it)| it.parent.is_none());
    let mut texts: Vec<(String, String)> = roots
        .map(|(at, it)| (it.id.to_string(), ddl::text(catalog, at).unwrap()))
        .collect();
    texts.sort();
    texts
}

const TABLE: &str = "\
CREATE TABLE public.orders (
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    customer integer,
    note text DEFAULT 'none'::text NOT NULL,
    CONSTRAINT a_note CHECK ((note <> ''::text)),
    CONSTRAINT b_id CHECK ((id > 0))
);

ALTER TABLE public.orders OWNER TO postgres;
GRANT SELECT ON TABLE public.orders TO pg_monitor;
COMMENT ON TABLE public.orders IS 'all of them';
COMMENT ON COLUMN public.orders.note IS 'it''s read';

ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE public.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) \
REFERENCES public.people (id);

CREATE INDEX a_index ON public.orders (customer);
CREATE INDEX z_index ON public.orders (note);
";

#[tokio::test]
async fn the_text_of_an_object_is_the_same_wherever_it_is() {
    let Some(database) = harness::database("browse") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(include_str!("../../assets/demo/new.sql"));
    database.psql(
        "CREATE TABLE people (id int PRIMARY KEY);
         CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY, gone int, customer int,
           note text NOT NULL DEFAULT 'none');
         ALTER TABLE orders DROP COLUMN gone;
         CREATE INDEX z_index ON orders (note); CREATE INDEX a_index ON orders (customer);
         ALTER TABLE orders ADD CONSTRAINT b_id CHECK (id > 0),
           ADD CONSTRAINT a_note CHECK (note <> ''), ADD PRIMARY KEY (id),
           ADD FOREIGN KEY (customer) REFERENCES people;
         COMMENT ON COLUMN orders.note IS 'it''s read';
         COMMENT ON TABLE orders IS 'all of them'; GRANT SELECT ON orders TO pg_monitor;
         CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42'",
    );
    let catalog = round_trip::catalog(&database).await;
    let texts = texts(&catalog);
    let of = |name: &str| &*texts.iter().find(|(it, _)| it == name).unwrap().1;
    assert_eq!(of("table public.orders"), TABLE);
    assert!(of("function public.answer()").ends_with(";\n"));

    // Made again by our statements, in another order.
    let copy = harness::database("browse_copy").unwrap();
    let empty = round_trip::catalog(&copy).await;
    let way = round_trip::way(&empty, &catalog).unwrap();
    round_trip::run(&copy, &way).await.unwrap();
    assert_eq!(self::texts(&round_trip::catalog(&copy).await), texts);

    copy.psql("DROP INDEX a_index; ALTER TABLE orders ADD x int; ALTER TABLE orders DROP note");
    let changed = self::texts(&round_trip::catalog(&copy).await);
    let now = &changed
        .iter()
        .find(|(it, _)| it == "table public.orders")
        .unwrap()
        .1;
    let only = |these: &str, those: &str| -> Vec<String> {
        let lines = these
            .lines()
            .filter(|line| !those.lines().any(|it| it == *line));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(only(now, TABLE), ["    x integer,"]);
    assert_eq!(
        only(TABLE, now),
        [
            "    note text DEFAULT 'none'::text NOT NULL,",
            "    CONSTRAINT a_note CHECK ((note <> ''::text)),",
            "COMMENT ON COLUMN public.orders.note IS 'it''s read';",
            "CREATE INDEX a_index ON public.orders (customer);",
            "CREATE INDEX z_index ON public.orders (note);",
        ]
    );
}
