//! Pairs of the corpus on the embedded engine: each led from old to new and back, and from
//! new to old and back.
//!
//! The texts are loaded, read, compared and led by the library, as `corpus` does on a real
//! server, but no `pg_dump` judges here: after each way a second comparison must find
//! nothing. `PGWORKS_CORPUS` picks others by a part of their names, `all` every one.

use std::{collections::BTreeSet, fs, io::Write as _, path::PathBuf, sync::Mutex, thread};

use pgworks_core::{
    catalog::Catalog,
    plan::rebuild,
    scratch::{Database, Scratch},
};

use super::{engine, load, reading};
use crate::round_trip;

/// The pairs, at least one of each kind that the engine can show.
const PAIRS: &[&str] = &[
    "aggregate--simple",
    "column--drop-used-by-view",
    "column--not-null",
    "column--retype-used-everywhere",
    "default-privileges--schema-and-global",
    "enum--remove-value-with-column",
    "event-trigger--add-change-drop",
    "exclusion--add-change",
    "extension--exclusion-needs-btree-gist",
    "function--begin-atomic",
    "function--return-type-under-view",
    "generated--add-drop-change",
    "grant--tables-and-columns",
    "hostile-names--quotes-and-newlines",
    "identity--kind-and-options",
    "index--partial-and-expression",
    "inheritance--parent-column-added",
    "materialized-view--query-and-dependants",
    "mixed--default-function-table-circle",
    "mixed--partitions-and-references",
    "mixed--security",
    "mixed--shop",
    "owner--various",
    "partition--default-in-the-way",
    "policy--add-drop-change",
    "primary-key--add-drop-rename",
    "procedure--becomes-function",
    "range--subtype-change",
    "rule--various",
    "schema--cross-references",
    "sequence--serial-to-identity",
    "trigger--timings",
    "view--chain-rebuilt",
    "view--remove-and-retype-columns",
];

/// Pairs that no way leads through here, and what the engine lacks for them.
const LACKING: &[(&str, &str)] = &[
    (
        "collation--changed-beneath-columns",
        "the embedded engine lacks ICU",
    ),
    (
        "text-search--mappings",
        "the embedded engine lacks the files of text search dictionaries",
    ),
];

/// One schema of a pair.
struct Side {
    database: Database,
    catalog: Catalog,
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn pairs() -> BTreeSet<String> {
    let Ok(wanted) = std::env::var("PGWORKS_CORPUS") else {
        return PAIRS.iter().map(|&name| name.to_owned()).collect();
    };
    fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| wanted == "all" || name.contains(&wanted))
        .collect()
}

/// Says what came of a pair, past the capture of the test runner: there are many of them,
/// and they take their time.
fn say(pair: &str, holds: bool) {
    let word = if holds { "holds" } else { "fails" };
    let line = format!("embedded: {pair} {word}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

async fn side(engine: &Scratch, pair: &str, file: &str) -> Result<Side, String> {
    let text = fs::read_to_string(corpus().join(pair).join(file)).unwrap();
    let database = engine.create().await.unwrap();
    let loaded = load(&database, &text).await;
    loaded.map_err(|report| format!("{file}: {report:?}"))?;
    let catalog = rebuild::read(&database, &reading()).await.unwrap();
    Ok(Side { database, catalog })
}

/// Leads a database that is as `from` to be as `to`.
async fn lead(database: &Database, from: &Catalog, to: &Catalog) -> Result<(), String> {
    let segments = round_trip::way(from, to)?;
    let session = database
        .connect_to_run(rebuild::texts(&segments))
        .await
        .unwrap();
    let ran = rebuild::run(&session, &segments, &reading()).await;
    session.close().await;
    ran.map_err(|report| report.to_string())?;
    let is = rebuild::read(database, &reading()).await.unwrap();
    let rest = round_trip::difference(&is, to);
    if rest.is_empty() {
        return Ok(());
    }
    let rest = round_trip::named(&is, to, &rest).join("\n");
    Err(format!("a second comparison finds:\n{rest}"))
}

async fn judge(engine: &Scratch, pair: &str) -> Result<(), String> {
    let old = side(engine, pair, "old.sql").await?;
    let new = side(engine, pair, "new.sql").await?;
    for (start, end) in [(&old, &new), (&new, &old)] {
        lead(&start.database, &start.catalog, &end.catalog).await?;
        lead(&start.database, &end.catalog, &start.catalog).await?;
    }
    old.database.drop().await.unwrap();
    new.database.drop().await.unwrap();
    Ok(())
}

#[test]
fn pairs_lead_there_and_back_without_postgresql() {
    let (pairs, faults) = (pairs(), Mutex::new(Vec::new()));
    let queue = Mutex::new(pairs.iter());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                runtime.block_on(async {
                    loop {
                        let Some(pair) = queue.lock().unwrap().next() else {
                            break;
                        };
                        let engine = engine().await;
                        let outcome = judge(&engine, pair).await;
                        say(pair, outcome.is_ok());
                        if let Err(why) = outcome {
                            faults.lock().unwrap().push(format!("{pair}: {why}"));
                        }
                    }
                });
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(pairs.len() >= 30 || std::env::var_os("PGWORKS_CORPUS").is_some());
}

#[tokio::test]
async fn pairs_that_the_engine_cannot_hold_say_so() {
    for (pair, lack) in LACKING {
        let why = judge(&engine().await, pair).await.unwrap_err();
        assert!(why.contains(lack), "{pair}: {why}");
    }
}
