//! What a text does not say, or the user does not compare, stays as it is even where an object
//! is made anew, and what comes is left as the server makes it.

use std::path::Path;

use crate::{
    harness::{self, Database},
    round_trip::Dump,
};

use super::texts::good;

const OLD: &str = "CREATE TABLE t (id integer, a integer); \
    CREATE VIEW v AS SELECT id, a FROM t; \
    CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT $1'; \
    COMMENT ON VIEW v IS 'old'; GRANT SELECT ON v TO pg_monitor; \
    REVOKE ALL ON FUNCTION f(integer) FROM PUBLIC; GRANT SELECT (a) ON v TO pg_signal_backend; \
    CREATE TABLE gone (id integer); COMMENT ON TABLE gone IS 'gone'; \
    GRANT SELECT ON gone TO pg_monitor;";
/// The view and the function have to be made anew.
const NEW: &str = "CREATE TABLE t (id integer, a bigint); \
    CREATE VIEW v AS SELECT id, a FROM t; \
    CREATE FUNCTION f(x integer) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT $1'; \
    COMMENT ON VIEW v IS 'new'; GRANT SELECT ON v TO pg_read_all_stats; \
    CREATE TABLE more (id integer); COMMENT ON TABLE more IS 'more'; \
    GRANT SELECT ON more TO pg_monitor;";

/// Dumps a database without what pgworks wrote down in it.
pub(super) fn dumped(database: &Database) -> Dump {
    let copy = database.copy("kept");
    copy.psql("DROP SCHEMA IF EXISTS pgworks CASCADE");
    Dump::of(&copy)
}

/// Returns owner, grants and comment of a relation or a function.
fn about(database: &Database, name: &str) -> String {
    let catalog = if name.contains('(') { "proc" } else { "class" };
    let short = if catalog == "proc" { "pro" } else { "rel" };
    let text = database.psql(&format!(
        "SELECT {short}owner::regrole, {short}acl, obj_description(oid, 'pg_{catalog}') \
         FROM pg_{catalog} WHERE oid = '{name}'::reg{}",
        if catalog == "proc" {
            "procedure"
        } else {
            "class"
        }
    ));
    text.trim().to_owned()
}

/// Brings a database to a text.
pub(super) fn brought(
    home: &Path,
    database: &Database,
    text: &str,
    options: &[&str],
    losses: &[&str],
) {
    std::fs::write(home.join("new.sql"), text).unwrap();
    let target = database.keywords();
    let local = ["--scratch", "local"];
    let words = ["plan", &target, "new.sql", "-o", "plan.json", "--verify"];
    let said = good(home, &[&words[..], &local, options].concat());
    assert!(said.contains("Proven"), "{said}");
    let apply = ["apply", "plan.json", "--to", &target, "--yes"];
    good(home, &[&apply[..], &local, losses].concat());
}

pub(super) fn taken_back(home: &Path, database: &Database, options: &[&str]) {
    let target = database.keywords();
    let back = ["rollback", "--to", &target, "--yes"];
    good(home, &[&back[..], options].concat());
}

/// Brings a database to the text and back with options; returns it in between.
fn led(options: &[&str], look: impl Fn(&Database)) -> Option<()> {
    let database = harness::database("kept")?;
    let owner = format!("{}_owner", database.name());
    database.psql(&format!(
        "CREATE ROLE {owner}; {OLD} ALTER TABLE t OWNER TO {owner}; \
         ALTER VIEW v OWNER TO {owner}; ALTER FUNCTION f(integer) OWNER TO {owner}"
    ));
    let was = dumped(&database);
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    std::fs::write(home.join("new.sql"), NEW).unwrap();
    let target = database.keywords();
    let local = ["--scratch", "local"];
    let words = ["plan", &target, "new.sql", "-o", "plan.json", "--verify"];
    let said = good(home, &[&words[..], &local, options].concat());
    assert!(said.contains("Proven"), "{said}");
    let apply = ["apply", "plan.json", "--to", &target, "--yes"];
    let loss = ["--allow-data-loss", "public.gone"];
    good(home, &[&apply[..], &loss, &local].concat());
    for of in ["t", "v", "f(integer)"] {
        let first = about(&database, of);
        assert!(first.starts_with(&owner), "{options:?}: {first}");
    }
    look(&database);
    let again = good(
        home,
        &[&["diff", &target, "new.sql"], &local[..], options].concat(),
    );
    assert!(
        !again.contains("ALTER") && !again.contains("CREATE"),
        "{again}"
    );
    let back = ["rollback", "--to", &target, "--yes"];
    let loss = ["--allow-data-loss", "public.more"];
    good(home, &[&back[..], &loss].concat());
    let rest = was.differences(&dumped(&database));
    assert!(rest.is_empty(), "{options:?}: {rest:?}");
    database.psql(&format!("DROP OWNED BY {owner} CASCADE; DROP ROLE {owner}"));
    Some(())
}

#[test]
fn an_owner_that_a_text_does_not_say_stays() {
    let done = led(&[], |database| {
        let view = about(database, "v");
        assert!(
            view.ends_with("|new") && view.contains("pg_read_all_stats=r/"),
            "{view}"
        );
        assert!(about(database, "more").ends_with("|more"));
    });
    if done.is_none() {
        harness::skip(harness::NO_SERVER);
    }
}

#[test]
fn what_is_not_compared_stays_and_does_not_come() {
    let done = led(
        &["--no-grants", "--no-comments", "--no-owner"],
        |database| {
            let view = about(database, "v");
            assert!(
                view.ends_with("|old") && view.contains("pg_monitor=r/"),
                "{view}"
            );
            assert!(!view.contains("pg_read_all_stats"), "{view}");
            let column =
                "SELECT attacl FROM pg_attribute WHERE attrelid = 'v'::regclass AND attname = 'a'";
            assert!(database.psql(column).contains("pg_signal_backend=r/"));
            let function = about(database, "f(integer)");
            assert!(!function.contains("{=X"), "{function}");
            let more = about(database, "more");
            assert!(more.ends_with("||"), "{more}");
        },
    );
    if done.is_none() {
        harness::skip(harness::NO_SERVER);
    }
}

const FILLED: &str = "CREATE TABLE serial_id (id serial PRIMARY KEY, n integer); \
    INSERT INTO serial_id (n) VALUES (1), (2), (3); DELETE FROM serial_id WHERE n > 1; \
    CREATE TABLE plain_id (id bigint NOT NULL); INSERT INTO plain_id VALUES (41), (-3); \
    CREATE TABLE down_id (id integer GENERATED BY DEFAULT AS IDENTITY (INCREMENT -1)); \
    INSERT INTO down_id DEFAULT VALUES; INSERT INTO down_id DEFAULT VALUES; \
    DELETE FROM down_id WHERE id = -2;";
const CONTINUED: &str = "CREATE TABLE serial_id (id integer GENERATED BY DEFAULT AS IDENTITY \
        PRIMARY KEY, n integer); \
    CREATE TABLE plain_id (id bigserial); \
    CREATE SEQUENCE down INCREMENT -1; \
    CREATE TABLE down_id (id integer NOT NULL DEFAULT nextval('down'));";

/// Inserts a row into each table and returns what its sequence gave.
fn next(database: &Database, tables: &[&str]) -> Vec<String> {
    let insert = |table: &&str| {
        let text = database.psql(&format!("INSERT INTO {table} DEFAULT VALUES RETURNING id"));
        text.lines().next().unwrap_or_default().to_owned()
    };
    tables.iter().map(insert).collect()
}

#[test]
fn a_new_sequence_goes_on_behind_the_values_of_its_column() {
    let Some(database) = harness::database("kept") else {
        return harness::skip(harness::NO_SERVER);
    };
    let owner = format!("{}_owner", database.name());
    database.psql(&format!(
        "CREATE ROLE {owner}; {FILLED} ALTER TABLE plain_id OWNER TO {owner}"
    ));
    let home = tempfile::tempdir().unwrap();
    brought(home.path(), &database, CONTINUED, &[], &[]);
    let all = ["serial_id", "plain_id", "down_id"];
    assert_eq!(next(&database, &all), ["4", "42", "-3"]);
    // A sequence belongs to whom its table belongs.
    assert!(about(&database, "plain_id_id_seq").starts_with(&owner));
    database.psql("DELETE FROM serial_id; DELETE FROM down_id");
    taken_back(home.path(), &database, &[]);
    assert_eq!(next(&database, &["serial_id", "down_id"]), ["5", "-4"]);
    database.psql(&format!("DROP OWNED BY {owner} CASCADE; DROP ROLE {owner}"));
}

#[test]
fn what_is_no_schema_stays_as_it_is() {
    let Some(database) = harness::database("kept") else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = tempfile::tempdir().unwrap();
    let old = "CREATE TABLE t (a integer, b text UNIQUE); INSERT INTO t VALUES (1, 'x'); \
        COMMENT ON INDEX t_b_key IS 'behind'; CREATE INDEX i ON t (b); COMMENT ON INDEX i IS 'i';";
    database.psql(&format!(
        "{old} CREATE MATERIALIZED VIEW m AS SELECT a FROM t; \
         ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor"
    ));
    let was = dumped(&database);
    // As a dump of the schema alone has it.
    let new = "CREATE TABLE t (a bigint, b varchar(9) UNIQUE); \
        CREATE INDEX i ON t (b); COMMENT ON INDEX i IS 'other'; \
        CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA; \
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO pg_monitor;";
    let options = ["--no-grants", "--no-comments"];
    let loss = ["--allow-data-loss", "public.t.b"];
    brought(home.path(), &database, new, &options, &loss);
    assert_eq!(database.psql("SELECT a FROM m"), "1\n");
    let comments = "SELECT obj_description('t_b_key'::regclass), obj_description('i'::regclass)";
    assert_eq!(database.psql(comments), "behind|i\n");
    assert!(
        database
            .psql("SELECT defaclacl FROM pg_default_acl")
            .contains("pg_monitor")
    );
    // A run without statements stands in no other's way.
    brought(home.path(), &database, new, &options, &[]);
    taken_back(home.path(), &database, &[]);
    assert_eq!(database.psql("SELECT a FROM m"), "1\n");
    let rest = was.differences(&dumped(&database));
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
fn an_index_with_a_comment_is_replaced_in_use_and_back() {
    let Some(database) = harness::database("kept") else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = tempfile::tempdir().unwrap();
    let table = "CREATE TABLE t (b text);";
    database.psql(&format!(
        "{table} CREATE INDEX i ON t (b); COMMENT ON INDEX i IS 'i';"
    ));
    let was = dumped(&database);
    let new = format!("{table} CREATE INDEX i ON t (b DESC); COMMENT ON INDEX i IS 'other';");
    brought(home.path(), &database, &new, &["--online"], &[]);
    assert_eq!(
        database.psql("SELECT obj_description('i'::regclass)"),
        "other\n"
    );
    taken_back(home.path(), &database, &[]);
    let rest = was.differences(&dumped(&database));
    assert!(rest.is_empty(), "{rest:?}");
}
