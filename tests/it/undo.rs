//! The way back of every pair of the corpus, with rows in the tables: a plan whose every
//! step calls its undo exact brings the rows back, not only the schema.
//!
//! A plan that rows refuse is counted, not judged: that they fit is not what a plan claims.
//! `PGWORKS_CORPUS` picks pairs; by default about one of `EVERY` is judged, by
//! `PGWORKS_UNDO=all` each.

use std::{collections::BTreeMap, io::Write as _};

use pgworks_core::{plan::Segment, risk::Undo};

use crate::{
    corpus,
    harness::{self, Database, Server},
    round_trip,
};

/// One pair of so many is judged by default.
const EVERY: u64 = 24;

/// Pairs whose rows do not come back though their plan says so, and why.
const KNOWN: &[(&str, &str)] = &[(
    "domain--range-over-it-retyped",
    "a value goes by its text into a narrower base type, which does not take 2.00 for 2",
)];

/// Gives every table two rows where it takes them.
const SEED: &str = include_str!("undo/seed.sql");

/// Says what every table holds, whatever the order of its columns.
const ROWS: &str = "SELECT format('SELECT %L || coalesce(jsonb_agg(to_jsonb(t) ORDER BY \
     to_jsonb(t)::text)::text, '''') FROM ONLY %s t;', c.oid::regclass, c.oid::regclass) \
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' \
     AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY c.oid::regclass::text";

fn rows(database: &Database) -> String {
    let each = database.psql(ROWS);
    database.psql(&each)
}

/// What a plan claims of its undo as a whole.
fn claim(segments: &[Segment]) -> Undo {
    let steps = segments.iter().flat_map(|segment| &segment.steps);
    steps.fold(Undo::Exact, |all, step| all.and(step.action.undo.clone()))
}

/// Judges one way of a pair: its class, or what is wrong.
async fn judge(server: &'static Server, texts: [&str; 2]) -> Result<&'static str, String> {
    let (old, new) = (
        server.database("undo", "template0"),
        server.database("undo", "template0"),
    );
    old.psql(texts[0]);
    new.psql(texts[1]);
    old.psql(SEED);
    let before = rows(&old);
    let catalogs = (
        round_trip::catalog(&old).await,
        round_trip::catalog(&new).await,
    );
    let there = round_trip::way(&catalogs.0, &catalogs.1)?;
    let back = round_trip::way(&catalogs.1, &catalogs.0)?;
    let class = match claim(&there) {
        Undo::Exact => "exact",
        Undo::ExactIf(_) => "exact if a guard holds",
        Undo::StructureOnly(_) => "structure only",
        Undo::Impossible(_) => return Ok("impossible"),
    };
    if round_trip::run(&old, &there).await.is_err() {
        return Ok("the rows do not fit");
    }
    if let Err(why) = round_trip::run(&old, &back).await {
        return match class {
            "exact" => Err(format!("exact, and the way back is refused: {why}")),
            _ => Ok("the rows do not fit back"),
        };
    }
    let rest = round_trip::difference(&round_trip::catalog(&old).await, &catalogs.0);
    if !rest.is_empty() {
        return Err(format!("{class}, and the schema differs"));
    }
    let after = rows(&old);
    if class != "structure only" && after != before {
        return Err(format!("{class}, and the rows differ:\n{before}\n{after}"));
    }
    Ok(class)
}

/// Tells whether a pair is known to fail, here or as a pair of the corpus.
fn is_known(name: &str) -> bool {
    let mut all = KNOWN.iter().chain(corpus::KNOWN);
    all.any(|(known, _)| *known == name)
}

#[test]
fn rows_come_back_where_undo_is_exact() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let pairs = corpus::some("PGWORKS_UNDO", EVERY, server.cluster().major());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (mut classes, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for pair in pairs {
        let texts = ["old.sql", "new.sql"].map(|file| pair.text(file).unwrap());
        for (way, order) in [("there", [0, 1]), ("back", [1, 0])] {
            let texts = order.map(|at: usize| texts[at].as_str());
            match runtime.block_on(judge(server, texts)) {
                Ok(class) => *classes.entry(class).or_default() += 1,
                Err(_) if is_known(&pair.name) => {}
                Err(why) => wrong.push(format!("{}: {way}: {why}", pair.name)),
            }
        }
    }
    for (class, count) in &classes {
        let line = format!(
            "{class:24} {count:4}
"
        );
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
