//! Texts loaded into scratch databases of a private cluster.

use pgworks_core::error::{Class, Report, Result};
use pgworks_core::progress::{Cancel, Progress};
use pgworks_core::scratch::{self, Choice, Database, Loaded, Scratch, Wish};

use crate::harness;

/// Returns a private provider, or nothing where PostgreSQL is not installed.
async fn private() -> Option<Scratch> {
    harness::server()?;
    let opened = scratch::open(&Choice::Local, &harness::places(), Wish::default()).await;
    Some(opened.unwrap())
}

async fn load(database: &Database, files: &[(&str, &str)]) -> Result<Loaded> {
    scratch::load(database, files, &Progress::silent(), &Cancel::new()).await
}

async fn value(database: &Database, sql: &str) -> String {
    let session = database.connect().await.unwrap();
    let row = session.query_one(sql).await.unwrap();
    row.get(0).unwrap_or("NULL").to_owned()
}

async fn refused(scratch: &Scratch, files: &[(&str, &str)]) -> Report {
    let database = scratch.create().await.unwrap();
    load(&database, files).await.unwrap_err()
}

#[tokio::test]
async fn files_come_in_any_order() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let files = [
        ("a_view.sql", "CREATE VIEW v AS SELECT * FROM t;"),
        (
            "b_rows.sql",
            "INSERT INTO t VALUES (1);\nINSERT INTO u VALUES (1);",
        ),
        ("c_key.sql", "CREATE TABLE u (id int REFERENCES t);"),
        ("d_table.sql", "CREATE TABLE t (id int PRIMARY KEY);"),
    ];
    let loaded = load(&database, &files).await.unwrap();
    assert_eq!(loaded.notes, [""; 0]);
    // A statement that succeeded before its file was blocked did not run again.
    assert_eq!(value(&database, "SELECT count(*) FROM public.v").await, "1");
    let owner = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'v'";
    assert_eq!(value(&database, owner).await, loaded.owner);
    assert!(loaded.stand_ins.contains(&loaded.owner));
    database.drop().await.unwrap();
}

#[tokio::test]
async fn the_statement_that_blocks_is_named_with_its_line() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let text = "CREATE TABLE t (\n  id int\n);\n\n-- next\nCREATE TABLE u (\n  id intt\n);";
    let report = refused(&scratch, &[("schema.sql", text)]).await;
    assert_eq!(report.class(), Class::Server);
    let place = report.place().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("schema.sql", 7));
    assert_eq!(report.sqlstate(), Some("42704"));

    let files = [
        ("a.sql", "CREATE VIEW v AS SELECT * FROM t;"),
        ("b.sql", "CREATE TABLE t (id int CHECK (id = 'x'));"),
    ];
    let report = refused(&scratch, &files).await;
    assert_eq!(report.place().unwrap().file, "b.sql");
    assert!(!report.hints().is_empty());
}

#[tokio::test]
async fn each_file_has_its_own_session() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let files = [
        (
            "a.sql",
            "CREATE SCHEMA a;\nSET search_path = a;\nCREATE TABLE late (x missing);\n\
             CREATE TABLE after (x int);",
        ),
        (
            "b.sql",
            "CREATE DOMAIN missing AS int;\nCREATE TABLE t (x int);",
        ),
        (
            "c.sql",
            "BEGIN; SET LOCAL search_path = pg_catalog, a; COMMIT; CREATE TABLE u (x int);",
        ),
        ("d.sql", "CREATE DOMAIN a.missing AS int;"),
    ];
    load(&database, &files).await.unwrap();
    let place = |name: &str| {
        format!("SELECT relnamespace::regnamespace FROM pg_class WHERE relname = '{name}'")
    };
    for (table, schema) in [
        ("late", "a"),
        ("after", "a"),
        ("t", "public"),
        ("u", "public"),
    ] {
        assert_eq!(value(&database, &place(table)).await, schema, "{table}");
    }
}

#[tokio::test]
async fn dumps_load_as_they_are() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = harness::database("dumped").unwrap();
    source.psql(
        "CREATE ROLE \"Dump Owner\"; CREATE ROLE dump_reader;\n\
         CREATE SCHEMA s AUTHORIZATION \"Dump Owner\";\n\
         CREATE TABLE s.t (id serial PRIMARY KEY, name text);\n\
         ALTER TABLE s.t OWNER TO \"Dump Owner\";\n\
         INSERT INTO s.t (name) VALUES ('one'), ('t\\tab');\n\
         CREATE VIEW s.v AS SELECT name FROM s.t;\n\
         GRANT SELECT ON s.v TO dump_reader;\n\
         ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;\n\
         CREATE POLICY p ON s.t TO dump_reader USING (true);\n\
         CREATE FUNCTION s.f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;\n\
         CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION s.f();\n\
         COMMENT ON EVENT TRIGGER e IS 'seen';\n\
         CREATE PUBLICATION everything FOR ALL TABLES;",
    );
    let server = source.server();
    let text = server.run("pg_dump", source.name(), &[], "").unwrap();
    let database = scratch.create().await.unwrap();
    let loaded = load(&database, &[("dump.sql", &text)]).await.unwrap();
    // The event trigger.
    let [note] = &loaded.notes[..] else {
        panic!("{}", loaded.notes.join("\n"));
    };
    assert!(note.ends_with("only a superuser could own it"));
    assert_eq!(
        value(&database, "SELECT string_agg(name, ',') FROM s.t").await,
        "one,t\\tab"
    );
    let owner = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 't'";
    assert_eq!(value(&database, owner).await, "Dump Owner");
    let grant = "SELECT has_table_privilege('dump_reader', 's.v', 'SELECT')";
    assert_eq!(value(&database, grant).await, "t");
    let enabled = "SELECT evtenabled FROM pg_event_trigger";
    assert_eq!(value(&database, enabled).await, "O");
    let login = "SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname LIKE '%ump%'";
    assert_eq!(value(&database, login).await, "0");

    let copy = scratch.copy(&database).await.unwrap();
    assert_eq!(value(&copy, "SELECT count(*) FROM s.t").await, "2");
}

#[tokio::test]
async fn a_text_cannot_take_over_the_server() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    for text in [
        "COPY (SELECT 1) TO PROGRAM 'id';",
        "COPY (SELECT 1) TO '/tmp/pgworks-never';",
        "SELECT pg_read_file('/etc/passwd');",
        "CREATE FUNCTION r(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all';",
        "CREATE FUNCTION r() RETURNS int LANGUAGE c AS '/tmp/evil.so', 'r';",
        "CREATE FUNCTION r() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1';\n\
         ALTER FUNCTION r() OWNER TO pgworks_superuser;",
        "CREATE TABLE t (x int); ALTER TABLE t ALTER x TYPE text USING pg_read_file('x'), \
         OWNER TO pgworks_loader;",
        "SET ROLE pgworks_superuser; SELECT pg_read_file('/etc/passwd');",
        "ALTER TABLE pg_class OWNER TO joe;\nGRANT pg_read_server_files TO pgworks_loader;\n\
         SELECT pg_read_file('/etc/passwd');",
        "CREATE FUNCTION evil(oid) RETURNS void LANGUAGE plpgsql AS \
         'BEGIN PERFORM pg_read_file(''/etc/passwd''); END';\n\
         CREATE OR REPLACE LANGUAGE plpgsql HANDLER plpgsql_call_handler \
         INLINE plpgsql_inline_handler VALIDATOR evil;\n\
         CREATE FUNCTION f() RETURNS int LEAKPROOF LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';",
    ] {
        let report = refused(&scratch, &[("evil.sql", text)]).await;
        assert_eq!(report.sqlstate(), Some("42501"), "{text}: {report}");
    }
}

#[tokio::test]
async fn what_only_a_superuser_may_is_run_and_given_away() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let text = "CREATE TYPE whole;\n\
        CREATE FUNCTION whole_in(cstring) RETURNS whole LANGUAGE internal IMMUTABLE STRICT AS 'int4in';\n\
        CREATE FUNCTION whole_out(whole) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';\n\
        CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = int4);\n\
        COMMENT ON TYPE whole IS 'mine';\n\
        COMMENT ON FUNCTION whole_in(cstring) IS 'mine';\n\
        CREATE CAST (int AS whole) WITHOUT FUNCTION;\n\
        CREATE FUNCTION proof(int) RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT $1';\n\
        COMMENT ON EXTENSION plpgsql IS 'ours';\n\
        CREATE TABLE t (w whole DEFAULT '7');\n\
        INSERT INTO t DEFAULT VALUES;";
    let loaded = load(&database, &[("types.sql", text)]).await.unwrap();
    assert_eq!(value(&database, "SELECT w FROM public.t").await, "7");
    let owner = "SELECT pg_get_userbyid(typowner) FROM pg_type WHERE typname = 'whole'";
    assert_eq!(value(&database, owner).await, loaded.owner);
    let functions = "SELECT string_agg(DISTINCT pg_get_userbyid(proowner)::text, ',') \
                     FROM pg_proc WHERE oid >= 16384";
    assert_eq!(value(&database, functions).await, loaded.owner);
}

#[tokio::test]
async fn what_belongs_elsewhere_is_left_out_and_told() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let text = "\\connect shop\nCREATE DATABASE shop;\nCREATE ROLE clerk LOGIN SUPERUSER;\n\
                SET no_such_setting = 1;\nCREATE SCHEMA public;\nGRANT clerk TO other;\n\
                CREATE TABLE t (x int);\nCREATE INDEX CONCURRENTLY i ON t (x);\n";
    let loaded = load(&database, &[("all.sql", text)]).await.unwrap();
    let lines: Vec<_> = loaded.notes.iter().map(|note| &note[..9]).collect();
    assert_eq!(
        lines,
        [
            "all.sql:1",
            "all.sql:2",
            "all.sql:3",
            "all.sql:4",
            "all.sql:6"
        ]
    );
    let clerk = "SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = 'clerk'";
    assert_eq!(value(&database, clerk).await, "f");
    assert_eq!(
        value(
            &database,
            "SELECT count(*) FROM pg_index WHERE indexrelid = 'public.i'::regclass AND indisvalid"
        )
        .await,
        "1"
    );
}

#[tokio::test]
async fn loading_stops_when_asked() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let cancel = Cancel::new();
    let silent = Progress::silent();
    let files = [("slow.sql", "SELECT pg_sleep(60);")];
    let (loaded, ()) = tokio::join!(scratch::load(&database, &files, &silent, &cancel), async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        cancel.cancel();
    });
    assert_eq!(loaded.unwrap_err().class(), Class::Interrupted);
}

#[tokio::test]
async fn a_subscription_of_a_text_never_connects() {
    let Some(scratch) = private().await else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = scratch.create().await.unwrap();
    let text = "
        CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'fired as %', session_user; END $$;
        CREATE SUBSCRIPTION s CONNECTION 'host=nowhere.invalid password=canary' PUBLICATION p;
        COMMENT ON SUBSCRIPTION s IS 'kept';
        ALTER SUBSCRIPTION s ENABLE;
        ALTER SUBSCRIPTION s SET PUBLICATION p, \"Q\";
        ALTER SUBSCRIPTION s RENAME TO t;
        CREATE SUBSCRIPTION gone CONNECTION 'x' PUBLICATION p WITH (copy_data = true);
        DROP SUBSCRIPTION gone;
        DROP SUBSCRIPTION IF EXISTS never;
        CREATE SUBSCRIPTION odd CONNECTION 'x' 'y' PUBLICATION p;
        CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION public.f();
        ALTER EVENT TRIGGER e ENABLE ALWAYS;";
    let loaded = load(&database, &[("s.sql", text)]).await.unwrap();
    assert_eq!(loaded.notes.len(), 2, "{:?}", loaded.notes);
    let made = "SELECT string_agg(concat_ws(' ', subname, subconninfo, subenabled, subslotname, \
                subpublications), ';') FROM pg_subscription \
                WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let expected = "t host=/nonexistent f s {p,Q}";
    assert_eq!(value(&database, made).await, expected);
    let name = value(&database, "SELECT current_database()").await;
    // It goes, though it holds a subscription and an event trigger that refuses all.
    database.drop().await.unwrap();
    let other = scratch.create().await.unwrap();
    let left = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(value(&other, &left).await, "0");
    other.drop().await.unwrap();
}
