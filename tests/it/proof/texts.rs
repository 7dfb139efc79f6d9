//! Proofs of plans whose sides are texts: what a text says of whoever runs it, and a database
//! that has more than the text from which the plan was made.

use std::{
    path::Path,
    process::{Command, Output},
};

use crate::harness;

/// Names no role where it could.
const OLD: &str = "CREATE SCHEMA shop; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO pg_read_all_stats; \
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO pg_monitor; \
    CREATE FOREIGN DATA WRAPPER near; CREATE SERVER there FOREIGN DATA WRAPPER near; \
    CREATE USER MAPPING FOR CURRENT_USER SERVER there; \
    CREATE FUNCTION shop.same(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1'; \
    CREATE TABLE shop.kept (id integer);";
const MORE: &str = "DROP FUNCTION shop.same(integer); \
    CREATE FUNCTION shop.same(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT $1'; \
    CREATE TABLE shop.more (id integer); \
    CREATE FOREIGN TABLE shop.far (id integer) SERVER there; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT INSERT ON TABLES TO pg_monitor;";

/// Runs a command in a folder that is also its home.
pub(super) fn pgworks(home: &Path, words: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_pgworks"))
        .current_dir(home)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .args(words)
        .output();
    output.unwrap()
}

/// Runs a command that must succeed; returns what it says on both outputs.
pub(super) fn good(home: &Path, words: &[&str]) -> String {
    let output = pgworks(home, words);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(output.status.success(), "{words:?}: {said}");
    said
}

#[test]
fn what_a_text_says_of_whoever_runs_it() {
    let Some(database) = harness::database("texts") else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    std::fs::write(home.join("old.sql"), OLD).unwrap();
    std::fs::write(home.join("new.sql"), format!("{OLD} {MORE}")).unwrap();
    let local = ["--scratch", "local"];
    for sides in [["old.sql", "new.sql"], ["new.sql", "old.sql"]] {
        let said = good(home, &[&["verify"], &sides[..], &local].concat());
        assert!(said.contains("Proven"), "{said}");
    }
    let words = ["plan", "old.sql", "new.sql", "-o", "plan.json"];
    good(home, &[&words[..], &local].concat());
    // What the texts do not know is no part of the plan, and stops neither it nor its proof.
    database.psql(&format!(
        "{OLD} CREATE TABLE public.elsewhere (id integer);"
    ));
    let target = database.keywords();
    let apply = ["apply", "plan.json", "--to", &target, "--yes"];
    let said = good(home, &[&apply[..], &local].concat());
    assert!(said.contains("applied"), "{said}");
    let again = good(home, &[&["diff", &target, "new.sql"], &local[..]].concat());
    assert!(
        again.contains("elsewhere") && !again.contains("default privilege"),
        "{again}"
    );
    let back = ["rollback", "--to", &target, "--yes"];
    let said = good(
        home,
        &[&back[..], &["--allow-data-loss", "shop.more"]].concat(),
    );
    assert!(said.contains("taken back"), "{said}");
    assert_eq!(database.psql("SELECT to_regclass('shop.more')"), "\n");
}
