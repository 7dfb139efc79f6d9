//! Values that come to another form of their type: none changes in silence.

use crate::harness;

use super::texts::{good, pgworks};

const OLD: &str = "CREATE TYPE inner_type AS (p int, q text); \
    CREATE TYPE c AS (first text, last text, n int, i inner_type); \
    CREATE DOMAIN d AS varchar(10); CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN of_e AS e; \
    CREATE TABLE t (id int, v c, w d, x d[], k int[], bits text, e e, f e[]);";
const NEW: &str = "CREATE TYPE inner_type AS (q text, p bigint); \
    CREATE TYPE c AS (last text, first text, n bigint, \"Z\" date, i inner_type); \
    CREATE DOMAIN d AS varchar(3); CREATE TYPE e AS ENUM ('b', 'a'); CREATE DOMAIN of_e AS e; \
    CREATE TABLE t (id int, v c, w d, x d[], k jsonb, bits bit(3), e of_e, f of_e[]);";
const ROWS: &str = "INSERT INTO t VALUES \
    (1, ROW('Ann', 'Smith', 3, ROW(1, 'x')), 'abc', '{abc}', '{}', '101', 'a', '{b}'), \
    (2, NULL, NULL, NULL, '{1,2}', NULL, NULL, NULL), \
    (3, ROW(NULL, NULL, NULL, NULL), 'a', '{a}', NULL, NULL, 'b', '{}');";

/// Makes a database of the old text with rows, brings it to the new, and returns whether that
/// went well and what the table holds then.
fn changed(rows: &str) -> Option<(bool, String)> {
    let database = harness::database("values")?;
    database.psql(&format!("{OLD} {rows}"));
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    std::fs::write(home.join("new.sql"), NEW).unwrap();
    let target = database.keywords();
    let local = ["--scratch", "local"];
    good(
        home,
        &[&["plan", &target, "new.sql", "-o", "plan.json"], &local[..]].concat(),
    );
    let losses = [
        "--allow-data-loss",
        "public.t.w",
        "--allow-data-loss",
        "public.t.x",
    ];
    let apply = ["apply", "plan.json", "--to", &target, "--yes"];
    let done = pgworks(home, &[&apply[..], &losses, &local].concat());
    let columns = "v, v IS NOT DISTINCT FROM NULL, w, x, k, bits, e, f";
    let held = database.psql(&format!("SELECT {columns} FROM t ORDER BY id"));
    Some((done.status.success(), held))
}

#[test]
fn values_go_by_the_names_of_attributes() {
    let Some((is_done, held)) = changed(ROWS) else {
        return harness::skip(harness::NO_SERVER);
    };
    assert!(is_done, "{held}");
    let expected = "(Smith,Ann,3,,\"(x,1)\")|f|abc|{abc}|[]|101|a|{b}\n\
                    |t|||[1, 2]|||\n(,,,,)|f|a|{a}|||b|{}";
    assert_eq!(held.trim(), expected);
}

#[test]
fn what_does_not_fit_is_refused_not_cut_off() {
    for row in [
        "(1, NULL, 'abcd', NULL, NULL, NULL)",
        "(1, NULL, NULL, '{abcd}', NULL, NULL)",
        "(1, NULL, NULL, NULL, NULL, '10101')",
    ] {
        let Some((is_done, held)) = changed(&format!("INSERT INTO t VALUES {row};")) else {
            return harness::skip(harness::NO_SERVER);
        };
        assert!(!is_done, "{row}: {held}");
        assert!(held.contains("abcd") || held.contains("10101"), "{held}");
    }
}

/// To a type of another schema, and through a domain: by names as well.
#[test]
fn values_go_by_name_to_another_type() {
    let Some(database) = harness::database("values") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE SCHEMA x; CREATE TYPE x.c AS (first text, last text); CREATE DOMAIN dm AS x.c; \
         CREATE TYPE k AS (a text, b text); CREATE DOMAIN dk AS k; \
         CREATE TYPE e AS ENUM ('a', 'b'); CREATE TYPE x.of_e AS (e e, n text); \
         CREATE TABLE t (id int, v x.c, z dk, w x.of_e); INSERT INTO t VALUES \
         (1, ROW('Ann', 'Smith'), ROW('A', 'B'), ROW('a', 'N')), (2, NULL, NULL, NULL);",
    );
    let home = tempfile::tempdir().unwrap();
    std::fs::write(
        home.path().join("new.sql"),
        "CREATE SCHEMA y; CREATE TYPE y.c AS (last text, first text); \
         CREATE TYPE k AS (b text, a text); CREATE DOMAIN dk AS k; \
         CREATE TYPE e AS ENUM ('b', 'a'); CREATE TYPE y.of_e AS (e e, n text); \
         CREATE TABLE t (id int, v y.c, z dk, w y.of_e);",
    )
    .unwrap();
    let target = database.keywords();
    let plan = [
        "plan",
        &target,
        "new.sql",
        "-o",
        "up/",
        "--scratch",
        "local",
    ];
    good(home.path(), &plan);
    let sql = std::fs::read_to_string(home.path().join("up/up.sql")).unwrap();
    database.psql(&sql);
    let held = database.psql("SELECT (v).first, (v).last, (z).a, w, z IS NULL FROM t ORDER BY id");
    assert_eq!(held.trim(), "Ann|Smith|A|(a,N)|f\n||||t");
}

/// A value comes into an array as its one element, and back; what would be lost is refused.
#[test]
fn a_value_becomes_an_array_and_back() {
    let Some(database) = harness::database("values") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TYPE c AS (p int, q text); \
         CREATE TABLE t (id int, one numeric, m e, v c, many int[], at date); \
         INSERT INTO t VALUES (1, 1.5, 'b', (1, 'x'), '{7}', '2020-01-01'); INSERT INTO t VALUES (2)",
    );
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let new = "CREATE TYPE e AS ENUM ('b', 'a'); CREATE TYPE c AS (q text, p bigint); \
               CREATE TABLE t (id int, one numeric[], m e[], v c[], many bigint, at date[]);";
    std::fs::write(home.join("new.sql"), new).unwrap();
    let target = database.keywords();
    let run = |name: &str| {
        let plan = ["plan", &target, "new.sql", "--scratch", "local", "-o", name];
        good(home, &plan);
        let run = [
            "apply",
            name,
            "--to",
            &target,
            "--yes",
            "--scratch",
            "local",
        ];
        pgworks(home, &run)
    };
    let held = || database.psql("SELECT one, m, v, many, at FROM t ORDER BY id");
    let before = held();
    database.psql("UPDATE t SET many = '{7,8}' WHERE id = 1");
    let refused = run("refused.json");
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("{7,8}"), "{said}");
    database.psql("UPDATE t SET many = '{7}' WHERE id = 1");
    let done = run("plan.json");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let is = database.psql("SELECT one, m, v, many, at FROM t ORDER BY id");
    let expected = "{1.5}|{b}|{\"(x,1)\"}|7|{2020-01-01}\n||||";
    assert_eq!(is.trim(), expected);
    let back = ["rollback", "--to", &target, "--yes"];
    good(home, &back);
    assert_eq!(held(), before);
}
