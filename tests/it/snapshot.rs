//! Snapshot files of real databases: whole, in part, damaged, and what has drifted since.

use std::{fs, path::Path};

use pgworks_core::{
    catalog::{Catalog, EdgeKind},
    conn::{Conninfo, Environment},
    introspect::Scope,
    progress::{Cancel, Progress},
    scratch::Choice,
    source::{self, Reading, Source},
};

use crate::{
    cli::{run, stderr, stdout},
    documents::BASE,
    harness,
};

fn read(source: &Source, schemas: &[&str]) -> Catalog {
    let reading = Reading {
        choice: Choice::Local,
        places: harness::places(),
        scope: Scope {
            schemas: schemas.iter().map(|it| (*it).to_owned()).collect(),
            exclude: Vec::new(),
            globals: false,
        },
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(source.read(&reading)).unwrap().catalog
}

fn live(database: &harness::Database) -> Source {
    let environment = Environment::default();
    Source::Live(Box::new(
        Conninfo::parse(&database.keywords(), &environment).unwrap(),
    ))
}

/// Asserts that two catalogs hold the same, silent attributes and dependencies included. Who
/// mentions whom is a hint, and in a part it may come by way of what was left out.
fn equal(one: &Catalog, other: &Catalog) {
    assert_eq!(one.fingerprint(), other.fingerprint());
    let lines = |catalog: &Catalog| {
        let id = |at| catalog.at(at).id.to_string();
        let mut lines: Vec<String> = catalog
            .objects()
            .map(|(at, object)| {
                let mut edges: Vec<String> = catalog
                    .needs(at)
                    .iter()
                    .filter(|edge| edge.kind != EdgeKind::Mentions)
                    .map(|edge| format!("{:?} {}", edge.kind, id(edge.to)))
                    .collect();
                edges.sort();
                let parent = object.parent.map(id);
                format!("{} {parent:?} {:?} {edges:?}", object.id, object.attrs)
            })
            .collect();
        lines.sort();
        lines
    };
    for (one, other) in lines(one).iter().zip(&lines(other)) {
        assert_eq!(one, other);
    }
    assert_eq!(
        (&one.unmodelled, &one.unread),
        (&other.unmodelled, &other.unread)
    );
    assert_eq!(one.origin, other.origin);
}

#[test]
fn a_database_comes_back_whole_and_in_part() {
    let Some(database) = harness::database("kept") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(BASE);
    database.psql(
        "CREATE AGGREGATE side.total(integer) (SFUNC = int4pl, STYPE = integer); \
         ALTER ROUTINE side.total(integer) DEPENDS ON EXTENSION plpgsql;",
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.pgw");
    let was = read(&live(&database), &[]);
    assert!(!was.unmodelled.is_empty());
    source::keep(&was, &path).unwrap();
    let file = Source::Snapshot(path.clone());
    equal(&read(&file, &[]), &was);
    // The parts of the file are what is read from the server in that scope.
    for schemas in [
        &["app"][..],
        &["side"],
        &["side", "public"],
        &["ba*"],
        &["nowhere"],
    ] {
        equal(&read(&file, schemas), &read(&live(&database), schemas));
    }
    let bytes = fs::read(&path).unwrap();
    source::keep(&read(&live(&database), &[]), &path).unwrap();
    assert!(fs::read(&path).unwrap() == bytes, "nothing has changed");
}

#[test]
fn names_may_be_any_text() {
    let Some(database) = harness::database("named") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE SCHEMA \"../../../etc\"; CREATE TABLE \"../../../etc\".\"a\nb\" (\"\u{1b}[2J\" text); \
         COMMENT ON SCHEMA \"../../../etc\" IS E'manifest.json\\n\\x1b]0;\\x07'; \
         CREATE SCHEMA \"manifest.json\"; CREATE VIEW \"manifest.json\".\"\"\"\" AS SELECT 1 AS \"'\";",
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("named.pgw");
    let was = read(&live(&database), &[]);
    source::keep(&was, &path).unwrap();
    let file = Source::Snapshot(path);
    equal(&read(&file, &[]), &was);
    let part = read(&file, &["../../../etc"]);
    assert_eq!(part.len(), 3, "schema, table, column");
}

#[test]
fn commands_keep_and_read_snapshots() {
    let Some(database) = harness::database("drift") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql("CREATE SCHEMA a; CREATE TABLE a.t (x integer); CREATE SCHEMA b;");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.pgw");
    let (source, file) = (database.keywords(), path.display().to_string());
    let kept = run(&["snapshot", &source, "-o", &file]);
    assert_eq!(kept.status.code(), Some(0), "{}", stderr(&kept));
    assert!(kept.stdout.is_empty());

    let drift = |more: &[&str]| run(&[&["drift", &source, &file, "--exit-code"], more].concat());
    let none = drift(&[]);
    assert_eq!(
        (none.status.code(), stdout(&none).as_str()),
        (Some(0), "no difference\n")
    );
    database.psql("ALTER TABLE a.t ADD COLUMN y text; CREATE TABLE b.u ();");
    let some = drift(&[]);
    assert_eq!(some.status.code(), Some(1));
    assert!(
        stdout(&some).contains("create column  a.t.y\n"),
        "{}",
        stdout(&some)
    );
    assert!(
        stdout(&some).contains("create table  b.u\n"),
        "{}",
        stdout(&some)
    );
    let part = drift(&["--schema", "a", "--format", "sql"]);
    assert_eq!(part.status.code(), Some(1));
    assert!(
        stdout(&part).contains("ADD COLUMN y text"),
        "{}",
        stdout(&part)
    );
    assert!(!stdout(&part).contains("b.u"), "{}", stdout(&part));

    // The way back, from the live database to the snapshot.
    let back = run(&["diff", &source, &file]);
    database.psql(&stdout(&back));
    assert_eq!(drift(&[]).status.code(), Some(0));
    // A file that is damaged is no difference.
    cut(&path);
    let damaged = drift(&[]);
    assert_eq!(damaged.status.code(), Some(2), "{}", stderr(&damaged));
    assert!(
        stderr(&damaged).starts_with("error: "),
        "{}",
        stderr(&damaged)
    );
    assert!(damaged.stdout.is_empty());
    // A source that fails leaves the file as it was.
    let before = fs::read(&path).unwrap();
    let failed = run(&["snapshot", &format!("{source} dbname=nowhere"), "-o", &file]);
    assert_eq!(failed.status.code(), Some(4));
    assert_eq!(fs::read(&path).unwrap(), before);
}

fn cut(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}
