//! `docs/COVERAGE.md`: what is read, compared and written, with the figures that
//! `.ci/versions` has found, and what is left out and why.
//!
//! It is made from the registry of kinds, the corpus, the table of catalogs and the failures
//! that are pinned. `PGWORKS_WRITE_DOCS=1` writes it.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

use pgworks_core::kinds;

use super::{Places, places, read};
use crate::{corpus, mutations};

const FILE: &str = "docs/COVERAGE.md";

const HEAD: &str = "# Coverage\n\nWhat of a PostgreSQL schema is read, compared and written. \
Printed by `tests/it/coverage/page.rs`\nfrom the registry of kinds, the corpus, \
`tests/coverage` and the failures that are pinned; the\nfigures are those of `.ci/versions`.\n";

/// Pairs that hold and all pairs, by subject and version.
type Figures = BTreeMap<String, BTreeMap<u32, (u32, u32)>>;

/// Returns the latest figures for each subject and version.
fn figures(what: &str) -> Figures {
    let mut figures = Figures::new();
    for line in read("results.txt").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (major, subject, hold, all) = match words[..] {
            [major, kind, subject, hold, all] if kind == what => (major, subject, hold, all),
            [major, kind, hold, all] if kind == what => (major, "all", hold, all),
            _ => continue,
        };
        let figure = (hold.parse().unwrap(), all.parse().unwrap());
        let row = figures.entry(subject.to_owned()).or_default();
        row.insert(major.parse().unwrap(), figure);
    }
    figures
}

fn cells(row: Option<&BTreeMap<u32, (u32, u32)>>) -> String {
    let cell = |major: u32| match row.and_then(|row| row.get(&major)) {
        Some((hold, all)) if hold == all => format!("{all}"),
        Some((hold, all)) => format!("{hold} of {all}"),
        None => String::new(),
    };
    (13..=18)
        .map(cell)
        .map(|cell| [" ", &cell, " |"].concat())
        .collect()
}

/// Counts the pairs of each subject: what stands before the dashes.
fn pairs() -> BTreeMap<String, usize> {
    let mut pairs = BTreeMap::new();
    for name in corpus::names() {
        let subject = name.split_once("--").map_or(&*name, |(subject, _)| subject);
        *pairs.entry(subject.to_owned()).or_default() += 1;
    }
    pairs
}

fn page(places: &Places) -> String {
    let mut text = HEAD.to_owned();
    let names: Vec<&str> = kinds::ALL.iter().map(|it| it.kind().name()).collect();
    let _ = writeln!(text, "\n## Kinds\n\n{}.", names.join(", "));
    let versions = "| 13 | 14 | 15 | 16 | 17 | 18 |";
    let _ = writeln!(
        text,
        "\n## Pairs of schemas\n\nEach leads from old to new and back, and from new to old \
         and back; `pg_dump` and a second\ncomparison judge. One number: all hold.\n\n\
         | subject | pairs {versions}\n|---|--:|--:|--:|--:|--:|--:|--:|"
    );
    let (pairs, held) = (pairs(), figures("corpus"));
    for (subject, count) in &pairs {
        let _ = writeln!(text, "| {subject} | {count} |{}", cells(held.get(subject)));
    }
    let all: usize = pairs.values().sum();
    let _ = writeln!(text, "| all | {all} |{}", cells(held.get("all")));
    let seen = figures("mutations");
    let _ = writeln!(
        text,
        "\n## Planted changes that are seen\n\n{versions}\n|--:|--:|--:|--:|--:|--:|\n|{}",
        cells(seen.get("all"))
    );
    text.push_str("\n## Known failures\n\n");
    for (name, why) in corpus::KNOWN.iter().chain(mutations::KNOWN) {
        let _ = writeln!(text, "- `{name}`: {why}");
    }
    left_out(&mut text, places);
    text
}

/// Lists what is left out, by reason.
fn left_out(text: &mut String, places: &Places) {
    for (what, title) in [("ignored", "Left out on purpose"), ("unread", "Not read")] {
        let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (table, columns) in places {
            for (column, place) in columns {
                let Some((_, why)) = place.split_once(": ").filter(|(is, _)| *is == what) else {
                    continue;
                };
                let name = if column == "*" {
                    format!("`{table}`")
                } else {
                    format!("`{table}.{column}`")
                };
                let why = why.split_once("; tested").map_or(why, |(why, _)| why);
                reasons.entry(why).or_default().push(name);
            }
        }
        let _ = writeln!(text, "\n## {title}\n");
        for (why, names) in reasons {
            let _ = writeln!(text, "- {why}: {}", names.join(", "));
        }
    }
}

#[test]
fn the_page_is_what_the_tables_say() {
    let expected = page(&places());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if env::var_os("PGWORKS_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let is = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        is == expected,
        "{FILE} is out of date: PGWORKS_WRITE_DOCS=1 brings it up"
    );
}
