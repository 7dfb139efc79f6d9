//! Candidates of renames, judged on labelled pairs (`tests/renames`): what is found of what
//! was renamed, and what is found that was not.

use std::{collections::BTreeSet, fs, io::Write as _, path::Path};

use pgworks_core::{
    diff::{Filter, candidates::candidates, diff},
    plan::rename::Rename,
};

use crate::{
    harness::{self, Database},
    round_trip,
};

/// What the test must reach at least.
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.9;

/// Says something past the capture of the test runner.
macro_rules! say {
    ($($words:tt)*) => {
        writeln!(std::io::stderr(), $($words)*).unwrap()
    };
}

/// Empties a database: making one anew takes longer than all the rest.
const EMPTY: &str = "DO $$ DECLARE it text; BEGIN \
    FOR it IN SELECT format('PUBLICATION %I', pubname) FROM pg_publication \
    UNION ALL SELECT format('SCHEMA %I', nspname) FROM pg_namespace \
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' \
    LOOP EXECUTE 'DROP ' || it || ' CASCADE'; END LOOP; END $$; CREATE SCHEMA public";

/// A labelled pair.
struct Case {
    name: String,
    old: String,
    new: String,
    renames: BTreeSet<String>,
}

/// Reads the cases of all files.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/renames");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut is_new = false;
        for line in fs::read_to_string(&file).unwrap().lines() {
            if let Some(name) = line.strip_prefix("-- case: ") {
                cases.push(Case {
                    name: format!("{stem}: {name}"),
                    old: String::new(),
                    new: String::new(),
                    renames: BTreeSet::new(),
                });
                continue;
            }
            let Some(case) = cases.last_mut() else {
                continue;
            };
            match line.strip_prefix("-- rename: ") {
                Some(rename) => drop(case.renames.insert(rename.to_owned())),
                None if line == "-- old" || line == "-- new" => is_new = line == "-- new",
                None if is_new => case.new.push_str(&format!("{line}\n")),
                None => case.old.push_str(&format!("{line}\n")),
            }
        }
    }
    cases
}

/// Returns the candidates of a case, as `--rename` takes them, each with its score and why.
async fn found(databases: &[Database; 2], case: &Case) -> Vec<(String, String)> {
    let mut sides = Vec::new();
    for (database, text) in databases.iter().zip([&case.old, &case.new]) {
        database.psql(&format!("{EMPTY};\n{text}"));
        sides.push(round_trip::catalog(database).await);
    }
    let [old, new] = <[_; 2]>::try_from(sides).unwrap();
    let difference = diff(&old, &new, &Filter::default());
    let found = candidates(&old, &new, &difference, &|_| false);
    let said = |it: &pgworks_core::diff::candidates::Candidate| {
        let rename = it.rename();
        // What is offered can be read again.
        Rename::parse(&rename).unwrap();
        (rename, format!("{} %: {}", it.score, it.reasons.join("; ")))
    };
    found.list.iter().map(said).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn candidates_are_found_and_few_others() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let databases = ["old", "new"].map(|name| server.database(name, "template0"));
    let cases = cases();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
    for case in &cases {
        let found = found(&databases, case).await;
        for (rename, why) in &found {
            if case.renames.contains(rename) {
                right += 1;
            } else {
                wrong += 1;
                say!("wrong   {}: {rename} ({why})", case.name);
            }
        }
        for rename in &case.renames {
            if !found.iter().any(|it| it.0 == *rename) {
                missed += 1;
                say!("missed  {}: {rename}", case.name);
            }
        }
        if std::env::var_os("PGWORKS_RENAMES").is_some() {
            say!("{}: {found:#?}", case.name);
        }
    }
    let share = |of: u32| f64::from(right) / f64::from(right + of);
    let (precision, recall) = (share(wrong), share(missed));
    say!(
        "{} cases, {right} found, {wrong} wrong, {missed} missed: precision {precision:.3}, \
         recall {recall:.3}",
        cases.len()
    );
    assert!(precision >= PRECISION, "precision {precision:.3}");
    assert!(recall >= RECALL, "recall {recall:.3}");
}
