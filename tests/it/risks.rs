//! What actions say of themselves, held against what the server does.
//!
//! By default every 24th pair of the corpus is traced; by
//! `PGWORKS_TRACE=all` each, by `PGWORKS_CORPUS` those of a name.

mod outside;
mod page;
mod shape;
mod trace;
mod words;

use std::{collections::BTreeMap, fs, io::Write as _, path::Path};

use crate::harness;

use shape::shape;
use trace::{Traced, traced};

/// Forecasts that differ from what the server does, and why: the shape of the statement,
/// what differs.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "ATTACH PARTITION … DEFAULT",
        "scans: says true",
        "without another partition at that moment there is nothing to look for",
    ),
    (
        "ADD CONSTRAINT … NOT NULL",
        "scans: says true",
        "partitions that have the constraint already are not read",
    ),
    (
        "VALIDATE CONSTRAINT",
        "scans: says true",
        "under a parent's check that is not valid, rows may have been read already: no text says",
    ),
    (
        "FOREIGN KEY",
        "scans: says false",
        "a table made by the plan has no rows to look for; the server may read the other table",
    ),
];

fn is_known(it: &Traced, fault: &str) -> bool {
    let shape = shape(&it.step.action.sql);
    let mut known = KNOWN.iter();
    known.any(|(of, what, _)| shape.contains(of) && fault.starts_with(what))
}

#[test]
fn forecasts_are_what_the_server_does() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let all = traced(server);
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for it in all {
        let faults = it.faults.iter().filter(|fault| !is_known(it, fault));
        let faults: Vec<&str> = faults.map(String::as_str).collect();
        if !faults.is_empty() {
            let sql = it.step.action.sql.replace('\n', " ");
            let line = format!("{}: {}\n      {sql}", it.plan, faults.join("; "));
            wrong.entry(shape(&sql)).or_default().push(line);
        }
    }
    let count = wrong.values().map(Vec::len).sum::<usize>();
    let text = format!("trace: {} statements, {count} wrong\n", all.len());
    std::io::stderr().write_all(text.as_bytes()).unwrap();
    let mut text = String::new();
    for (shape, lines) in wrong {
        text.push_str(&format!(
            "{shape}: {}\n    {}\n",
            lines.len(),
            lines.join("\n    ")
        ));
    }
    assert!(text.is_empty(), "\n{text}");
}

#[test]
fn statements_outside_of_transactions_say_what_they_lock() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let wrong = outside::faults(traced(server));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Only the scripts of an extension are not known: what they do is the extension's business.
#[test]
fn only_the_scripts_of_extensions_are_not_known() {
    let kinds = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/kinds");
    let mut folders = vec![kinds];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "extension.rs") {
                let text = fs::read_to_string(&path).unwrap();
                assert!(!text.contains("of_unknown"), "{}", path.display());
            }
        }
    }
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    for it in traced(server)
        .iter()
        .filter(|it| it.step.action.risk.unknown)
    {
        let sql = &it.step.action.sql;
        let is_script = sql.starts_with("CREATE EXTENSION ")
            || (sql.starts_with("ALTER EXTENSION ") && sql.contains(" UPDATE TO "));
        assert!(is_script, "{sql}");
    }
}

#[test]
fn the_page_of_risks_holds_every_statement() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let writes = std::env::var_os("PGWORKS_WRITE_DOCS").is_some();
    let wrong = page::faults(traced(server), server.cluster().major(), writes);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
