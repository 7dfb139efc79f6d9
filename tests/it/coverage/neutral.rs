//! Changes that are no change of the schema: `pg_dump` does not see them, nor do we.

use pgworks_core::catalog::Catalog;

use crate::{
    harness::{self, Database},
    round_trip::{self, Dump},
};

/// A thing that is not compared: its name in `catalogs.toml`, what makes it, what alters it.
const CASES: &[(&str, &str, &str)] = &[
    (
        "analyze",
        "CREATE TABLE t (a integer)",
        "INSERT INTO t SELECT generate_series(1, 500); ANALYZE t",
    ),
    (
        "rewrite",
        "CREATE TABLE t (a integer); CREATE INDEX t_a ON t (a)",
        "VACUUM FULL t",
    ),
    (
        "missing-value",
        "CREATE TABLE t (a integer); INSERT INTO t VALUES (1); \
         ALTER TABLE t ADD COLUMN b integer DEFAULT 7",
        "VACUUM FULL t",
    ),
    (
        "array-dimensions",
        "CREATE TABLE t (a integer[], b integer[])",
        "DROP TABLE t; CREATE TABLE t (a integer[][], b integer[3])",
    ),
    (
        "domain-dimensions",
        "CREATE DOMAIN d AS integer[]",
        "DROP DOMAIN d; CREATE DOMAIN d AS integer[][]",
    ),
    (
        "extension-owner",
        "CREATE EXTENSION hstore; CREATE ROLE coverage_owner",
        "UPDATE pg_extension SET extowner = 'coverage_owner'::regrole WHERE extname = 'hstore'",
    ),
    (
        "collation-version",
        "CREATE COLLATION c (provider = libc, locale = 'C')",
        "UPDATE pg_collation SET collversion = '0' WHERE collname = 'c' \
         AND collnamespace = 'public'::regnamespace",
    ),
    (
        "sequence-position",
        "CREATE SEQUENCE s",
        "SELECT nextval('s'), nextval('s')",
    ),
    ("large-object", "SELECT 1", "SELECT lo_create(0)"),
    (
        "column-numbers",
        "CREATE TABLE t (a integer, b integer)",
        "ALTER TABLE t ADD COLUMN c integer; ALTER TABLE t DROP COLUMN c",
    ),
];

/// Tells whether there is a case of that name.
pub(super) fn is_case(name: &str) -> bool {
    CASES.iter().any(|(known, ..)| *known == name)
}

fn catalog(database: &Database) -> Catalog {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(round_trip::catalog(database))
}

#[test]
fn what_is_no_change_of_the_schema_is_in_no_dump() {
    let mut wrong = Vec::new();
    for (name, made, altered) in CASES {
        let Some(database) = harness::database("neutral") else {
            return harness::skip(harness::NO_SERVER);
        };
        database.psql(made);
        let (dump, old) = (Dump::of(&database), catalog(&database));
        database.psql(altered);
        let now = Dump::of(&database);
        for line in now.differences(&dump) {
            wrong.push(format!("{name}: pg_dump sees {line}"));
        }
        let new = catalog(&database);
        let rest = round_trip::difference(&old, &new);
        for line in round_trip::named(&old, &new, &rest) {
            wrong.push(format!("{name}: a comparison sees {line}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
