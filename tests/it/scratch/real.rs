//! Schemas of real programs, loaded by us and by `psql`: `pg_dump` must say the same.

use std::path::PathBuf;

use pgworks_core::progress::{Cancel, Progress};
use pgworks_core::scratch::{self, Choice, Wish};

use crate::harness;

/// Returns the text of a schema kept beside the repository, where it is there.
fn text(name: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("../shared/data").join(name)).ok()
}

/// Loads files twice and compares; before `psql` runs them, it runs `first`.
async fn loads_as_psql_loads_it(name: &str, files: &[&str], first: &str) {
    let texts: Option<Vec<String>> = files.iter().map(|file| text(file)).collect();
    let Some(texts) = texts else {
        return harness::skip("../shared/data is not there");
    };
    let Some(judge) = harness::database(name) else {
        return harness::skip(harness::NO_SERVER);
    };
    judge.psql(&format!("{first}\n{}", texts.join("\n")));
    let places = harness::places();
    let scratch = scratch::open(&Choice::Local, &places, Wish::default())
        .await
        .unwrap();
    let database = scratch.create().await.unwrap();
    let pairs: Vec<_> = files
        .iter()
        .copied()
        .zip(texts.iter().map(String::as_str))
        .collect();
    let loaded = scratch::load(&database, &pairs, &Progress::silent(), &Cancel::new()).await;
    let loaded = loaded.unwrap();
    assert_eq!(loaded.notes, [""; 0]);
    let conninfo = database.conninfo();
    let place = format!(
        "host={} user={} dbname={}",
        conninfo.hosts[0].name, conninfo.user, conninfo.dbname
    );
    let mut ours = judge.server().dump(&place);
    let mut theirs = judge.dump();
    for role in &loaded.stand_ins {
        ours = ours.replace(role, harness::SUPERUSER);
        theirs = theirs.replace(role, harness::SUPERUSER);
    }
    let differs = ours
        .lines()
        .zip(theirs.lines())
        .find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(ours.len(), theirs.len());
}

#[tokio::test]
async fn pagila() {
    loads_as_psql_loads_it("pagila", &["pagila/schema.sql", "pagila/data.sql"], "").await;
}

#[tokio::test]
async fn chinook() {
    loads_as_psql_loads_it("chinook", &["chinook/schema.sql", "chinook/data.sql"], "").await;
}

#[tokio::test]
async fn northwind() {
    loads_as_psql_loads_it("northwind", &["northwind/schema.sql"], "").await;
}

#[tokio::test]
async fn musicbrainz() {
    // A block of it does other things where the role may not use LANGUAGE C: ours may not.
    let first = "CREATE EXTENSION earthdistance CASCADE; CREATE ROLE pgworks_loader; GRANT CREATE ON DATABASE :\"DBNAME\" TO pgworks_loader;\n\
                 SET SESSION AUTHORIZATION pgworks_loader;";
    loads_as_psql_loads_it("musicbrainz", &["musicbrainz/schema.sql"], first).await;
}

#[tokio::test]
async fn openstreetmap() {
    loads_as_psql_loads_it("openstreetmap", &["openstreetmap/schema.sql"], "").await;
}
