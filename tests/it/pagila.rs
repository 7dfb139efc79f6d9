//! The whole road on pagila with its rows: 32 groups of changes made by hand on a copy,
//! reached by plan, proof and run, and taken back.
//!
//! Every row of every table and column that the plan does not drop must be the same
//! before, after, and after the way back. The schema is kept beside the repository.

use std::path::Path;

use pgworks_core::{
    catalog::Catalog,
    conn::{Conninfo, Environment},
    exec::{self, Target, Wishes},
    introspect::Scope,
    plan::{
        self, Segment,
        file::{self, Making, Plan},
        rename::Rename,
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
    verify,
};

use crate::{
    harness::{self, Database},
    round_trip::{self, Dump},
};

const RENAMES: &str = include_str!("../pagila/renames");
const CHANGES: &str = include_str!("../pagila/changes.sql");

#[tokio::test]
async fn every_row_survives_forth_and_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pagila");
    let read = |file: &str| std::fs::read_to_string(folder.join(file));
    let (Ok(schema), Ok(rows)) = (read("schema.sql"), read("data.sql")) else {
        return harness::skip("../shared/data is not there");
    };
    let Some(old) = harness::database("pagila") else {
        return harness::skip(harness::NO_SERVER);
    };
    old.psql(&schema);
    old.psql(&rows);
    let new = old.copy("pagila_new");
    new.psql(CHANGES);

    let renames: Vec<Rename> = RENAMES
        .lines()
        .map(|line| Rename::parse(line).unwrap())
        .collect();
    let digests = Digests::of_what_stays(&old, &new, &renames);
    assert!(digests.0.len() >= 15, "{} tables", digests.0.len());
    let (dump_before, rows_before) = (Dump::of(&old), digests.take(&old, false));

    let is = round_trip::catalog(&new).await;
    let plan = proven_plan(&round_trip::catalog(&old).await, &is, &renames).await;
    let target = Target {
        conninfo: Conninfo::parse(&old.keywords(), &Environment::default()).unwrap(),
        scope: Scope::default(),
    };
    let run = Wishes {
        allow_loss: losses(&plan.segments),
        ..Wishes::default()
    };
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    exec::apply(&plan, &target, &run, &silent, &cancel)
        .await
        .unwrap();
    // The ledger stands beside what was migrated, and in no dump that is compared.
    let without_ledger = |dump: Dump| dump.without("pgworks");
    assert_eq!(
        without_ledger(Dump::of(&old)).differences(&Dump::of(&new)),
        [""; 0]
    );
    let now = round_trip::catalog(&old).await;
    let rest = round_trip::difference(&now, &is);
    assert_eq!(round_trip::named(&now, &is, &rest), [""; 0]);
    assert_eq!(digests.take(&old, true), rows_before, "rows after the run");

    let back = Wishes {
        allow_loss: losses(&plan.rollback().unwrap().segments),
        ..Wishes::default()
    };
    exec::rollback(&target, &back, &silent, &cancel)
        .await
        .unwrap();
    let dump = without_ledger(Dump::of(&old)).without_column_order();
    assert_eq!(
        dump.differences(&dump_before.without_column_order()),
        [""; 0]
    );
    assert_eq!(
        digests.take(&old, false),
        rows_before,
        "rows after the way back"
    );
}

/// Plans the way from old to new and proves it.
async fn proven_plan(was: &Catalog, is: &Catalog, renames: &[Rename]) -> Plan {
    let reading = Reading {
        choice: Choice::Auto,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let wishes = plan::Wishes::default();
    let prepared = plan::prepare(was, is, &wishes, renames, &reading)
        .await
        .unwrap();
    let mut plan = file::make(&Making {
        old: was,
        new: is,
        old_source: "pagila",
        new_source: "pagila_new",
        prepared: &prepared,
        wishes: &wishes,
        made: "2026-01-01T00:00:00Z".into(),
    })
    .unwrap();
    let proof = verify::prove(&plan, was, is, &reading).await.unwrap();
    assert!(proof.holds, "{:#?}", proof.stages);
    plan.proof = proof.note(&plan);
    plan
}

/// Lists the losses of statements by the names that allow them.
fn losses(segments: &[Segment]) -> Vec<String> {
    let steps = segments.iter().flat_map(|segment| &segment.steps);
    steps
        .filter(|step| step.action.risk.loses.is_some())
        .map(|step| step.name.clone())
        .collect()
}

/// Tables and their columns, by the old names and the new.
struct Digests(Vec<(Names, Names)>);

struct Names {
    table: String,
    columns: Vec<String>,
}

impl Digests {
    /// Lists what both sides have, renames followed. Partitions are read by their parent.
    fn of_what_stays(old: &Database, new: &Database, renames: &[Rename]) -> Self {
        let (old, new) = (columns(old), columns(new));
        let renamed = |path: &[String]| {
            let mut path = path.to_vec();
            for rename in renames {
                if path.starts_with(&rename.old) {
                    path.splice(..rename.old.len(), rename.new.iter().cloned());
                }
            }
            path
        };
        let mut all: Vec<(Names, Names)> = Vec::new();
        for path in &old {
            let now = renamed(path);
            if !new.contains(&now) {
                continue;
            }
            let table = |path: &[String]| path[..2].join(".");
            if all.last().is_none_or(|(was, _)| was.table != table(path)) {
                let names = |path: &[String]| Names {
                    table: table(path),
                    columns: Vec::new(),
                };
                all.push((names(path), names(&now)));
            }
            let (was, is) = all.last_mut().unwrap();
            was.columns.push(path[2].clone());
            is.columns.push(now[2].clone());
        }
        Self(all)
    }

    /// Returns a digest of each table's rows in their order as text.
    fn take(&self, database: &Database, is_new: bool) -> Vec<String> {
        let queries: Vec<String> = self
            .0
            .iter()
            .map(|(old, new)| {
                let names = if is_new { new } else { old };
                let columns: Vec<String> = names
                    .columns
                    .iter()
                    .map(|column| format!("t.{column}::text"))
                    .collect();
                format!(
                    "SELECT '{}', count(*), md5(string_agg(row, '|' ORDER BY row)) FROM (SELECT \
                     md5(ROW({})::text) AS row FROM {} t) rows;",
                    old.table,
                    columns.join(", "),
                    names.table
                )
            })
            .collect();
        database
            .psql(&queries.join("\n"))
            .lines()
            .map(str::to_owned)
            .collect()
    }
}

/// Lists schema, table and column of all tables with rows of their own or of partitions.
fn columns(database: &Database) -> Vec<Vec<String>> {
    let text = database.psql(
        "SELECT quote_ident(n.nspname) || E'\\t' || quote_ident(c.relname) || E'\\t' || \
         quote_ident(a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') \
         AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped \
         AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
         ORDER BY 1",
    );
    text.lines()
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}
