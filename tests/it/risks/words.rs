//! The words of changes: `tests/risks/changes.toml`, all in one plan.

use std::{fs, path::Path};

use pgworks_core::{catalog::Action, plan::Step};

use crate::{
    harness::{self, Server},
    round_trip,
};

const TABLE: &str = "tests/risks/changes.toml";

const KEYS: &[&str] = &[
    "both",
    "old",
    "new",
    "since",
    "statement",
    "breaks",
    "loses",
    "security",
    "undo",
    "rewrites",
    "scans",
];

/// Writes the schema of every change as one text.
fn text(changes: &toml::Table, side: &str) -> String {
    let mut all = String::new();
    for (name, change) in changes {
        all.push_str(&format!(
            "CREATE SCHEMA {name};\nSET search_path = {name};\n"
        ));
        for part in ["both", side] {
            let sql = change.get(part).and_then(toml::Value::as_str).unwrap_or("");
            all.push_str(&format!("{sql};\n"));
        }
    }
    all
}

/// Says where an action says something else than it should.
fn judge(name: &str, change: &toml::Table, action: &Action) -> Vec<String> {
    let risk = &action.risk;
    let mut faults = Vec::new();
    let breaks = risk.breaks.join(", ");
    let texts = [
        ("breaks", breaks.as_str()),
        ("loses", risk.loses.as_deref().unwrap_or("")),
        ("security", risk.security.as_deref().unwrap_or("")),
        ("undo", &action.undo.words()),
    ];
    for (key, said) in texts {
        let Some(wanted) = change.get(key).map(|it| it.as_str().unwrap()) else {
            continue;
        };
        let is_said = if wanted.is_empty() {
            said.is_empty()
        } else {
            said.contains(wanted)
        };
        if !is_said {
            faults.push(format!("{name}: {key}: wanted {wanted:?}, said {said:?}"));
        }
    }
    for (key, said) in [("rewrites", risk.rewrites), ("scans", risk.scans)] {
        let wanted = change.get(key).and_then(toml::Value::as_bool);
        if wanted.is_some_and(|wanted| wanted != said) {
            faults.push(format!("{name}: {key} is said to be {said}"));
        }
    }
    faults
}

async fn plan(server: &'static Server, changes: &toml::Table) -> Vec<Step> {
    let (old, new) = (
        server.database("words", "template0"),
        server.database("words", "template0"),
    );
    old.psql(&text(changes, "old"));
    new.psql(&text(changes, "new"));
    let (old, new) = (
        round_trip::catalog(&old).await,
        round_trip::catalog(&new).await,
    );
    let segments = round_trip::way(&old, &new).unwrap();
    segments.into_iter().flat_map(|it| it.steps).collect()
}

#[tokio::test]
async fn changes_say_whom_they_break_and_what_they_lose() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let mut changes: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let major = i64::from(server.cluster().major());
    let is_known = |change: &toml::Value| {
        change
            .get("since")
            .and_then(toml::Value::as_integer)
            .is_none_or(|since| since <= major)
    };
    changes.retain(|_, change| is_known(change));
    let steps = plan(server, &changes).await;
    let mut wrong = Vec::new();
    for (name, change) in &changes {
        let change = change.as_table().unwrap();
        for key in change.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            wrong.push(format!("{name}: unknown: {key}"));
        }
        let statement = change
            .get("statement")
            .and_then(toml::Value::as_str)
            .unwrap();
        let of_schema = format!("{name}.");
        let own: Vec<&Step> = steps
            .iter()
            .filter(|it| it.action.sql.contains(&of_schema))
            .collect();
        match own.iter().find(|it| it.action.sql.contains(statement)) {
            Some(step) => wrong.extend(judge(name, change, &step.action)),
            None => wrong.push(format!(
                "{name}: no statement says {statement}: {:?}",
                own.iter().map(|it| &it.action.sql).collect::<Vec<_>>()
            )),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
