//! What `expect.toml` asks of the online plans of a pair.
//!
//! `there` and `back` list texts that must be in the statements of that way, in this order;
//! `never` what may not be in any. No statement may keep writers out of a table that is
//! there while it reads or writes all of it, but those which hold a text of `blocks`. The
//! query `rows` must have the same answer before and after each way. A table `since-18` says
//! what holds instead on such a server.

use pgworks_core::{catalog::Catalog, plan::Segment};

type Way = Result<Vec<Segment>, String>;

/// Returns what speaks against the plans from old to new and back.
pub(super) fn judge(text: &str, old: &Catalog, (there, back): (Way, Way)) -> Vec<String> {
    let expected = for_version(text.parse().unwrap(), old.origin.version / 10_000);
    let known = ["there", "back", "never", "blocks", "rows"];
    let mut faults: Vec<String> = expected
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .map(|key| format!("expect.toml: unknown: {key}"))
        .collect();
    for (name, way) in [("there", there), ("back", back)] {
        let Ok(segments) = way else {
            // Why there is none is said where it is led.
            continue;
        };
        let texts: Vec<&str> = segments
            .iter()
            .flat_map(|it| &it.steps)
            .map(|it| it.action.sql.as_str())
            .collect();
        let mut rest = texts.iter();
        for wanted in list(&expected, name) {
            if !rest.any(|text| text.contains(wanted)) {
                faults.push(format!(
                    "online, {name}: not said: {wanted}\n{}",
                    texts.join(";\n")
                ));
                break;
            }
        }
        for unwanted in list(&expected, "never") {
            if let Some(text) = texts.iter().find(|text| text.contains(unwanted)) {
                faults.push(format!("online, {name}: may not be said: {text}"));
            }
        }
        let may = list(&expected, "blocks");
        for blocking in blocking(&segments, old) {
            if !may.iter().any(|it| blocking.contains(it)) {
                faults.push(format!("online, {name}: blocks: {blocking}"));
            }
        }
    }
    faults
}

/// Returns the query whose answer stays the same.
pub(super) fn rows(text: &str) -> Option<String> {
    let expected: toml::Table = text.parse().unwrap();
    Some(expected.get("rows")?.as_str().unwrap().to_owned())
}

/// Returns what is asked on a server of this major version: the tables for versions that it
/// is of, the highest last, take the place of what stands above them.
fn for_version(mut expected: toml::Table, major: u32) -> toml::Table {
    let since = |key: &str| {
        key.strip_prefix("since-")
            .and_then(|it| it.parse::<u32>().ok())
    };
    let mut tables: Vec<(u32, String)> = expected
        .keys()
        .filter_map(|key| Some((since(key)?, key.clone())))
        .collect();
    tables.sort_unstable();
    for (first, key) in tables {
        let instead = expected.remove(&key).unwrap();
        if major >= first {
            expected.extend(instead.as_table().unwrap().clone());
        }
    }
    expected
}

fn list<'a>(table: &'a toml::Table, key: &str) -> Vec<&'a str> {
    let values = table.get(key).and_then(toml::Value::as_array);
    values
        .into_iter()
        .flatten()
        .map(|it| it.as_str().unwrap())
        .collect()
}

/// Lists the statements that keep writers out of a table which both sides know, for as long
/// as it takes to read or write it.
fn blocking(segments: &[Segment], old: &Catalog) -> Vec<String> {
    let is_there = |name: &str| old.objects().any(|(_, it)| it.id.dotted() == name);
    let steps = segments.iter().flat_map(|it| &it.steps);
    steps
        .filter(|step| step.action.risk.scans || step.action.risk.rewrites)
        .filter(|step| {
            let mut locks = step.action.risk.locks.iter();
            locks.any(|(relation, lock)| lock.blocks_writes() && is_there(relation))
        })
        .map(|step| step.action.sql.clone())
        .collect()
}
