//! Nothing in silence: every column of every catalog table of the server is read by a kind,
//! or stands in `tests/coverage/catalogs.toml` with the reason why not; and what is left out
//! because it is no part of the schema does not alter what `pg_dump` writes.
//!
//! The ordinary run sees the server at hand, `.ci/versions` those of 13 to 18.

mod neutral;
mod page;

use std::{collections::BTreeMap, fs, path::Path};

use pgworks_core::kinds::{self, ReadCx};

use crate::harness;

/// What becomes of the columns of each table: by table, by column.
pub(crate) type Places = BTreeMap<String, BTreeMap<String, String>>;

/// Reads a file of the folder.
fn read(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coverage");
    fs::read_to_string(folder.join(file)).unwrap_or_default()
}

/// Reads `catalogs.toml`.
fn places() -> Places {
    let mut places = Places::new();
    let mut table = String::new();
    for line in read("catalogs.toml").lines() {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut table);
        } else if let Some((column, place)) = line.split_once(" = ") {
            let unquoted = |text: &str| text.trim_matches('"').to_owned();
            let columns = places.entry(table.clone()).or_default();
            let was = columns.insert(unquoted(column), unquoted(place));
            assert!(was.is_none(), "{table}.{column} stands there twice");
        }
    }
    places
}

/// Tells whether a word stands in a text by itself.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
        .any(|it| it == word)
}

/// Says what is wrong with the place of a column; nothing if all is well.
fn fault(column: &str, place: &str, queries: &BTreeMap<&str, String>) -> Option<String> {
    let (what, rest) = place.split_once(": ").unwrap_or((place, ""));
    match what {
        "core" => None,
        "kind" => {
            let texts: Vec<&String> = rest.split(", ").filter_map(|it| queries.get(it)).collect();
            // What no kind models yet is listed as such by the reader.
            let is_read = texts.is_empty() || texts.iter().any(|it| has_word(it, column));
            (!is_read).then(|| format!("no query of {rest} reads it"))
        }
        "through" => {
            let is_called = queries.values().any(|it| has_word(it, rest));
            (!is_called).then(|| format!("no query calls {rest}"))
        }
        "ignored" | "unread" => {
            let tested = rest.split_once("; tested: ").map(|(_, name)| name);
            let is_known = tested.is_none_or(neutral::is_case);
            (rest.is_empty() || !is_known).then(|| format!("no reason, or no such test: {rest}"))
        }
        _ => Some(format!("what is meant by {place}?")),
    }
}

#[test]
fn every_catalog_column_has_its_place() {
    let Some(database) = harness::database("coverage") else {
        return harness::skip(harness::NO_SERVER);
    };
    let cx = ReadCx {
        version: database.server().cluster().major() * 10_000,
        schemas: "'{2200}'::oid[]".into(),
        globals: true,
        is_superuser: true,
        relations: None,
    };
    let queries: BTreeMap<&str, String> = kinds::ALL
        .iter()
        .map(|rules| (rules.kind().name(), rules.query(&cx).sql))
        .collect();
    let places = places();
    let columns = database.psql(
        "SELECT c.relname || ' ' || a.attname FROM pg_class c \
         JOIN pg_attribute a ON a.attrelid = c.oid \
         WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' \
         AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1",
    );
    assert!(columns.lines().count() > 500, "{columns}");
    let mut wrong = Vec::new();
    for line in columns.lines() {
        let (table, column) = line.split_once(' ').unwrap();
        let known = places.get(table);
        let place = known.and_then(|it| it.get(column).or_else(|| it.get("*")));
        let fault = match place {
            Some(place) => fault(column, place, &queries),
            None => Some("neither read nor listed with a reason".to_owned()),
        };
        wrong.extend(fault.map(|why| format!("{table}.{column}: {why}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
