//! The table of attributes: every attribute that any kind is compared by, and how many
//! changes show that a difference in it is seen.
//!
//! It is made from the registry of kinds and the entries, so that an attribute nobody
//! planted a change for cannot be forgotten.

use std::{fmt::Write as _, fs, path::Path};

use pgworks_core::{
    catalog::{AttrClass, Catalog, Object},
    kinds::{self, Rules, common},
};

use super::entries::{Entry, compared, dashed};

const FILE: &str = "docs/ATTRIBUTES.md";

/// What no entry can change, and why.
const OUT_OF_REACH: &[(&str, &str)] = &[
    ("default-privilege.owner", "it is part of the name"),
    ("inheritance.parent", "it is part of the name"),
    (
        "primary-key.nulls_not_distinct",
        "a primary key has no nulls",
    ),
    (
        "exclusion-constraint.replica_identity",
        "the index is not unique",
    ),
    ("shell-type.comment", "the server refuses one on a shell"),
    ("database.(there or not)", "there is always one"),
    ("procedure.returns", OF_FUNCTIONS),
    ("procedure.window", OF_FUNCTIONS),
    ("procedure.volatility", OF_FUNCTIONS),
    ("procedure.strict", OF_FUNCTIONS),
    ("procedure.leakproof", OF_FUNCTIONS),
    ("procedure.parallel", OF_FUNCTIONS),
    ("procedure.cost", OF_FUNCTIONS),
    ("procedure.rows", OF_FUNCTIONS),
    ("procedure.support", OF_FUNCTIONS),
];

/// Kinds that the base has no object of, and why.
const NOT_IN_BASE: &[(&str, &str)] = &[
    (
        "published schema",
        "PostgreSQL 13 and 14, which load the base, have none",
    ),
    ("membership", OF_CLUSTER),
    ("role setting", OF_CLUSTER),
];

const OF_CLUSTER: &str = "it would be for all databases of the tests' server";

/// Why a procedure lacks an attribute (manual, "CREATE PROCEDURE").
const OF_FUNCTIONS: &str = "only functions have it";

/// One line of the table.
struct Line {
    kind: String,
    attribute: String,
    /// The words that stand for it in a delta.
    words: Vec<String>,
}

/// Lists the lines; what kinds have comments, owners and grants is told by the objects of
/// the base.
fn lines(base: &Catalog) -> Vec<Line> {
    let mut lines = Vec::new();
    for rules in kinds::ALL {
        let kind = dashed(rules.kind().name());
        let mut line = |attribute: &str, words: Vec<String>| {
            lines.push(Line {
                kind: kind.clone(),
                attribute: attribute.to_owned(),
                words,
            });
        };
        line(
            "(there or not)",
            vec![format!("+{kind}"), format!("-{kind}")],
        );
        let own = compared(*rules).chain(of_all(*rules, base));
        for name in own {
            line(name, vec![format!("{kind}.{name}")]);
        }
    }
    lines
}

/// Lists which of the attributes common to all kinds a kind has.
fn of_all(rules: &'static dyn Rules, base: &Catalog) -> Vec<&'static str> {
    let objects: Vec<&Object> = base.of_kind(rules.kind()).map(|at| base.at(at)).collect();
    let name = rules.kind().name();
    let is_there = !objects.is_empty() || NOT_IN_BASE.iter().any(|(it, _)| *it == name);
    assert!(is_there, "the base has no {name}");
    let has = |test: &dyn Fn(&Object) -> bool| objects.iter().any(|it| test(it));
    let mut names = Vec::new();
    if has(&|it| rules.address(it).is_some()) {
        names.push(common::COMMENT.name());
    }
    if has(&|it| it.attrs.text(common::OWNER).is_some()) {
        names.push(common::OWNER.name());
    }
    if has(&|it| rules.grant_target(it).is_some()) {
        names.push(common::ACL.name());
    }
    names
}

/// Returns the page, and what is wrong with it.
fn page(base: &Catalog, entries: &[Entry]) -> (String, Vec<String>) {
    let mut page = String::from(
        "# Attributes\n\n\
         Every attribute that two schemas are compared by, and how many planted changes\n\
         (`tests/mutations`) show that a difference in it is seen. Written by\n\
         `tests/it/mutations.rs` from the registry of kinds and the entries.\n\n\
         | kind | attribute | mutations | since |\n|---|---|--:|--:|\n",
    );
    let mut faults = Vec::new();
    for line in lines(base) {
        let concerned: Vec<&Entry> = entries
            .iter()
            .filter(|entry| line.words.iter().any(|word| entry.delta.contains(word)))
            .collect();
        let since = concerned.iter().map(|entry| entry.since).min().unwrap_or(0);
        let since = if since == 0 {
            String::new()
        } else {
            since.to_string()
        };
        let Line {
            kind, attribute, ..
        } = &line;
        let name = format!("{kind}.{attribute}");
        let excuse = OUT_OF_REACH.iter().find(|(it, _)| *it == name);
        let count = match (concerned.len(), excuse) {
            (0, Some((_, why))) => (*why).to_owned(),
            (count, _) => count.to_string(),
        };
        let _ = writeln!(page, "| {kind} | {attribute} | {count} | {since} |");
        match (concerned.is_empty(), excuse) {
            (true, None) => faults.push(format!("{name}: no entry changes it")),
            (false, Some(_)) => faults.push(format!("{name}: an entry does change it")),
            _ => {}
        }
    }
    let _ = writeln!(page, "\n{} mutations.\n", entries.len());
    page.push_str("Kept for writing and showing, not compared:\n\n");
    for rules in kinds::ALL {
        let silent = rules.attrs().iter();
        let silent: Vec<&str> = silent
            .filter(|def| def.class == AttrClass::Silent)
            .map(|def| def.name)
            .collect();
        if !silent.is_empty() {
            let _ = writeln!(
                page,
                "- {}: {}",
                dashed(rules.kind().name()),
                silent.join(", ")
            );
        }
    }
    (page, faults)
}

/// Holds the table equal to the registry and the entries, or writes it when asked; returns
/// what is wrong.
pub(super) fn faults(base: &Catalog, entries: &[Entry], writes: bool) -> Vec<String> {
    let (page, mut faults) = page(base, entries);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if writes {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &page).unwrap();
    }
    if fs::read_to_string(&file).unwrap_or_default() != page {
        faults.push(format!(
            "{FILE} is out of date: PGWORKS_WRITE_DOCS=1 brings it up"
        ));
    }
    faults
}
