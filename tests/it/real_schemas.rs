//! Schemas of real programs: written by us from nothing, and by `pg_dump` and `psql`, they
//! must come out the same.
//!
//! They are kept beside the repository; where they are not, the tests are skipped.

mod drawn;

use std::path::Path;

use pgworks_core::{
    introspect::Scope,
    plan::{self, Wishes},
    progress::{Cancel, Progress},
    scratch::Choice,
    source::{self, Reading},
};

use crate::{
    harness::{self, Database},
    round_trip::{self, Dump},
};

/// Statements that restoring a schema's own dump changes, by the server's doing: a cast of
/// an array constant in a CHECK is folded into its elements, a column that a subquery left
/// nameless gets a name. Our statements go through the same deparse functions as a dump's.
const NO_FIXPOINTS: &[(&str, usize)] = &[("musicbrainz", 3)];

/// Returns the text of a schema, if it is there.
fn text_of(name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(format!("../shared/data/{name}/schema.sql"))).ok()
}

/// Returns the dump of a database as its own server takes it, though `pg_dump` may be
/// newer.
fn dump_of(database: &Database) -> String {
    let dump = database
        .server()
        .run("pg_dump", database.name(), &["--schema-only"], "");
    let dump = dump.unwrap();
    let lines = dump
        .lines()
        .filter(|it| !it.starts_with("SET transaction_timeout"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Recreates a schema from nothing and compares.
async fn comes_out_the_same(name: &str, first: &str) {
    let Some(text) = text_of(name) else {
        return harness::skip("../shared/data is not there");
    };
    let Some(original) = harness::database(name) else {
        return harness::skip(harness::NO_SERVER);
    };
    let server = original.server();
    let (restored, ours) = (
        server.database(name, "template0"),
        server.database(name, "template0"),
    );
    original.psql(&format!("{first}\n{text}"));
    restored.psql(&dump_of(&original));

    let old = round_trip::catalog(&ours).await;
    let new = round_trip::catalog(&original).await;
    let empty = source::empty(&new.origin);
    let rest = round_trip::difference(&empty, &old);
    assert_eq!(
        round_trip::named(&empty, &old, &rest),
        [""; 0],
        "an empty database is empty"
    );
    let segments = round_trip::way(&empty, &new).unwrap();
    round_trip::run(&ours, &segments).await.unwrap();

    let dump = Dump::of(&ours);
    assert_eq!(dump.differences(&Dump::of(&restored)), [""; 0]);
    let expected = NO_FIXPOINTS
        .iter()
        .find(|it| it.0 == name)
        .map_or(0, |it| it.1);
    assert_eq!(dump.differences(&Dump::of(&original)).len(), expected * 2);
    let is = round_trip::catalog(&ours).await;
    let restored = round_trip::catalog(&restored).await;
    for (one, other) in [(&is, &restored), (&restored, &is)] {
        let rest = round_trip::difference(one, other);
        assert_eq!(round_trip::named(one, other, &rest), [""; 0]);
    }

    // What the server deparses in another way means the same.
    let reading = Reading {
        choice: Choice::Local,
        places: harness::places(),
        scope: Scope::default(),
        like: Some(new.origin.clone()),
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    for (one, other) in [(&is, &new), (&new, &is)] {
        let wishes = Wishes::default();
        let prepared = plan::prepare(one, other, &wishes, &[], &reading)
            .await
            .unwrap();
        assert_eq!(round_trip::named(one, other, &prepared.difference), [""; 0]);
    }

    // And back to nothing.
    let segments = round_trip::way(&is, &empty).unwrap();
    round_trip::run(&ours, &segments).await.unwrap();
    let is = round_trip::catalog(&ours).await;
    let rest = round_trip::difference(&is, &empty);
    assert_eq!(round_trip::named(&is, &empty, &rest), [""; 0]);
}

#[tokio::test]
async fn pagila() {
    comes_out_the_same("pagila", "").await;
}

#[tokio::test]
async fn chinook() {
    comes_out_the_same("chinook", "").await;
}

#[tokio::test]
async fn northwind() {
    comes_out_the_same("northwind", "").await;
}

#[tokio::test]
async fn musicbrainz() {
    // A block of it does other things where the extension is not there yet.
    comes_out_the_same("musicbrainz", "CREATE EXTENSION earthdistance CASCADE;").await;
}

#[tokio::test]
async fn openstreetmap() {
    comes_out_the_same("openstreetmap", "").await;
}
