//! Random schemas: one made of many objects that depend on one another, and what random
//! changes make of it. The way there is planned and run, judged by our catalog and by
//! `pg_dump`, then the way back.
//!
//! What the server refuses to load is left out, statement by statement. A failure is made
//! small and printed with its seed and both texts. `PGWORKS_RANDOM_SEED`,
//! `PGWORKS_RANDOM_CASES` and `PGWORKS_RANDOM_SECONDS` choose other ones,
//! `PGWORKS_RANDOM_SHRINKS` how many smaller cases are tried, `.ci/random` runs many.

#![expect(
    clippy::unnecessary_wraps,
    reason = "all makers have one signature, though some can always make something"
)]

mod heirs;
mod makers;
mod on_relations;
mod on_routines;
mod on_types;
mod world;

use std::{
    fmt::Write as _,
    fs::OpenOptions,
    io::Write as _,
    time::{Duration, Instant},
};

use pgworks_core::{
    catalog::{Catalog, ObjectId},
    kinds::table,
    plan::Segment,
};
use proptest::{
    strategy::{Strategy, ValueTree as _},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{
    harness::{self, Database, Server},
    round_trip::{self, Dump},
};

use world::{Case, Dice, Item, SCHEMAS, World};

/// How many smaller cases are tried after a failure, if not told otherwise.
const SHRINKS: usize = 60;

fn setting<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    let value = std::env::var(format!("PGWORKS_RANDOM_{name}")).ok();
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// Returns the statements that items make.
fn statements(items: &[Item]) -> Vec<String> {
    let makers = makers::table();
    let mut world = World::default();
    let mut all: Vec<String> = SCHEMAS[1..]
        .iter()
        .map(|schema| format!("CREATE SCHEMA {schema}"))
        .collect();
    for item in items {
        let mut dice = Dice::new(item);
        let made = (makers[item.maker % makers.len()].make)(&mut dice, &mut world);
        all.extend(made.into_iter().flatten());
    }
    all
}

/// A schema as the server took it.
struct Side {
    database: Database,
    taken: Vec<String>,
    catalog: Catalog,
}

async fn load(server: &'static Server, statements: Vec<String>) -> Side {
    let database = server.database("random", "template0");
    let session = round_trip::session(&database).await;
    let mut taken = Vec::new();
    for sql in statements {
        if session.execute(&sql).await.is_ok() {
            taken.push(sql);
        }
    }
    session.close().await;
    assert!(!taken.is_empty(), "the server takes none of the statements");
    let catalog = round_trip::catalog(&database).await;
    Side {
        database,
        taken,
        catalog,
    }
}

/// Names a table that both catalogs have, partitioned or not alike, and that is dropped: its
/// rows would be gone.
fn lost(from: &Catalog, to: &Catalog, segments: &[Segment]) -> Option<String> {
    let key = |catalog: &Catalog, id: &ObjectId| {
        let table = catalog.get(id)?;
        Some(table.attrs.text(table::PARTITION_KEY).map(str::to_owned))
    };
    let steps = || segments.iter().flat_map(|it| &it.steps);
    let mut tables = from.of_kind(table::TABLE).map(|at| &from.at(at).id);
    let is_lost = |id: &&ObjectId| {
        let drop = format!("DROP TABLE {}", id.dotted());
        let takes_along = format!(" FROM ONLY {}", id.dotted());
        key(from, id) == Some(None)
            && key(to, id) == Some(None)
            && steps().any(|step| step.action.sql == drop)
            && !steps().any(|step| step.action.sql.ends_with(&takes_along))
    };
    tables.find(is_lost).map(ToString::to_string)
}

/// Leads a database from one catalog to another, and judges where it ends.
async fn lead(
    database: &Database,
    from: &Catalog,
    to: &Catalog,
    dump: Option<&Dump>,
) -> Result<(), String> {
    let segments = round_trip::way(from, to)?;
    if let Some(table) = lost(from, to, &segments) {
        return Err(format!("a table that both have is dropped: {table}"));
    }
    round_trip::run(database, &segments).await?;
    let is = round_trip::catalog(database).await;
    let rest = round_trip::difference(&is, to);
    if !rest.is_empty() {
        return Err(round_trip::named(&is, to, &rest).join("\n"));
    }
    if let Some(wanted) = dump {
        let is = Dump::of(database);
        let differences = is
            .without_column_order()
            .differences(&wanted.without_column_order());
        if !differences.is_empty() {
            return Err(format!("pg_dump differs:\n{}", differences.join("\n")));
        }
    }
    Ok(())
}

async fn judge(
    server: &'static Server,
    (old, new): (Vec<String>, Vec<String>),
    dump: bool,
) -> Result<(), (String, Side, Side)> {
    let old = load(server, old).await;
    let new = load(server, new).await;
    let dumps = dump.then(|| (Dump::of(&old.database), Dump::of(&new.database)));
    let at = &old.database;
    let mut outcome = lead(
        at,
        &old.catalog,
        &new.catalog,
        dumps.as_ref().map(|it| &it.1),
    )
    .await;
    if outcome.is_ok() {
        let back = lead(
            at,
            &new.catalog,
            &old.catalog,
            dumps.as_ref().map(|it| &it.0),
        )
        .await;
        outcome = back.map_err(|why| format!("back: {why}"));
    }
    outcome.map_err(|why| (why, old, new))
}

/// Where the two texts of the smallest failure are kept, one folder a failure.
fn keep(what: &str, (seed, number): (u64, usize), why: &str, old: &Side, new: &Side) -> String {
    let folder = format!(
        "{}/random/{what}-{seed}-{number}",
        env!("CARGO_TARGET_TMPDIR")
    );
    std::fs::create_dir_all(&folder).unwrap();
    for (name, side) in [("old", old), ("new", new)] {
        let mut text = side.taken.join(";\n");
        text.push_str(";\n");
        std::fs::write(format!("{folder}/{name}.sql"), text).unwrap();
    }
    std::fs::write(format!("{folder}/why"), why).unwrap();
    folder
}

/// Tells whether a failure is a known one: a sequence and a type have one name, which the server
/// takes in one order only and `pg_dump` writes in the other; or the plan says itself that a
/// column stays the table's own, as columns elsewhere have values of that table's row type.
pub(crate) fn is_known(why: &str) -> bool {
    let in_one_order =
        why.contains("already exists (SQLSTATE 42710)") && why.contains("  CREATE SEQUENCE ");
    in_one_order || (why.starts_with("left: column ") && why.ends_with("cannot be made anew"))
}

/// Deals schemas of a strategy, leads each there and back, and makes failures small.
fn deal<C: std::fmt::Debug>(
    what: &str,
    strategy: &impl Strategy<Value = C>,
    sides: impl Fn(&C) -> (Vec<String>, Vec<String>),
) {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let seed: u64 = setting("SEED", 1);
    let (cases, seconds) = (setting("CASES", 40), setting("SECONDS", 60));
    let (begun, limit) = (Instant::now(), Duration::from_secs(seconds));
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let first: usize = setting("FIRST", 0);
    let (mut done, mut failures) = (0, String::new());
    for number in 0..cases {
        let mut tree = strategy.new_tree(&mut runner).unwrap();
        if number < first {
            continue;
        }
        if begun.elapsed() > limit {
            break;
        }
        let dump = number % 4 == 0;
        let mut worst = runtime
            .block_on(judge(server, sides(&tree.current()), dump))
            .err()
            .filter(|(why, ..)| !is_known(why));
        done += 1;
        if worst.is_none() {
            continue;
        }
        let shrinks = setting("SHRINKS", SHRINKS);
        let mut tries = 0;
        'smaller: while tries < shrinks && tree.simplify() {
            loop {
                tries += 1;
                let smaller = runtime
                    .block_on(judge(server, sides(&tree.current()), dump))
                    .err()
                    .filter(|(why, ..)| !is_known(why));
                if smaller.is_some() {
                    worst = smaller;
                    break;
                }
                if tries >= shrinks || !tree.complicate() {
                    break 'smaller;
                }
            }
        }
        if let Some((why, old, new)) = worst {
            let folder = keep(what, (seed, number), &why, &old, &new);
            writeln!(
                failures,
                "seed {seed}, case {number}, kept in {folder}:\n{why}"
            )
            .unwrap();
        }
    }
    let took = begun.elapsed().as_secs();
    let line = format!(
        "{seed},{first},{done},{},{took}\n",
        failures.matches("seed ").count()
    );
    std::io::stderr()
        .write_all(format!("random {what}: {line}").as_bytes())
        .unwrap();
    if let Ok(file) = std::env::var("PGWORKS_RANDOM_FILE") {
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(file)
            .unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn random_schemas_there_and_back() {
    let strategy = world::cases(makers::table().len());
    let sides = |it: &Case| (statements(&it.items), statements(&it.changed()));
    deal("schemas", &strategy, sides);
}

#[test]
fn random_heirs_there_and_back() {
    deal("heirs", &heirs::cases(), heirs::Case::sides);
}
