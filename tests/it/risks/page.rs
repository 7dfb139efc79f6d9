//! `docs/RISKS.md`: what the statements of the corpus say of themselves, shape by shape.
//!
//! A run over the whole corpus on one server brings the lines of that major version up,
//! one over a part of it adds to them; those seen on other versions stay. A run that writes
//! nothing asks that its statements are on the page.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use pgworks_core::catalog::Timing;

use super::{
    shape::shape,
    trace::{Traced, is_whole},
};

const FILE: &str = "docs/RISKS.md";

const HEAD: &str = "# Risks\n\n\
     What the statements of plans say of themselves before they run: written by\n\
     `tests/it/risks` from the plans between the pairs of `tests/corpus`, both ways, and held\n\
     against what the server does (`forecasts_are_what_the_server_does`). Locks are those on\n\
     relations that were there before the plan, above ACCESS SHARE; where nothing stands,\n\
     nobody waits; *of several* is the same lock on more than one relation: partitions, tables\n\
     that inherit, tables that keys point to. A second line without a lock is of statements on\n\
     what the plan itself made. A statement that is not in a transaction block\n\
     is marked †, one in a transaction of its own ‡. The last column says on which major\n\
     versions the line was seen.\n\n\
     | statement | locks | rewrites | reads all | loses | may break | security | undo | seen on |\n\
     |---|---|---|---|---|---|---|---|---|\n";

/// Returns the cells of a statement's line but the last.
fn line(it: &Traced) -> String {
    let action = &it.step.action;
    let risk = &action.risk;
    let mark = match action.timing {
        Timing::Alone | Timing::Batches => " †",
        Timing::Apart => " ‡",
        Timing::Within | Timing::CommitBeforeUse => "",
    };
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (kind, lock) in &it.locks {
        *counts.entry((lock.to_string(), kind)).or_default() += 1;
    }
    let locks = counts.iter().map(|((lock, kind), count)| {
        let several = if *count > 1 { " of several" } else { "" };
        format!("{lock} {kind}{several}")
    });
    let yes = |is: bool| if is { "yes" } else { "" };
    let cells = [
        format!("{}{mark}", shape(&action.sql)),
        locks.collect::<Vec<_>>().join(", "),
        yes(risk.rewrites).to_owned(),
        if risk.unknown {
            "not known".to_owned()
        } else {
            yes(risk.scans).to_owned()
        },
        general(risk.loses.as_deref().unwrap_or("")),
        risk.breaks
            .iter()
            .map(|it| general(it))
            .collect::<Vec<_>>()
            .join("; "),
        general(risk.security.as_deref().unwrap_or("")),
        general(&action.undo.words()).replace("undo is exact", "exact"),
    ];
    format!("| {} |", cells.map(|it| it.replace('|', "\\|")).join(" | "))
}

/// Puts `…` for the names in words: quoted ones, dotted ones, those behind a word for what
/// they name.
fn general(words: &str) -> String {
    const NAMED: &[&str] = &[
        "ALL",
        "CREATE",
        "DELETE",
        "EXECUTE",
        "INSERT",
        "REFERENCES",
        "SELECT",
        "TEMPORARY",
        "TRIGGER",
        "TRUNCATE",
        "UPDATE",
        "USAGE",
        "MAINTAIN",
    ];
    const BEFORE: &[&str] = &[
        "constraint",
        "that",
        "functions",
        "fit",
        "extension",
        "type",
        "schema",
        "server",
        "wrapper",
        "language",
        "role",
        "mapping",
        "index",
        "operator",
        "family",
        "class",
        "cast",
    ];
    for before in [" fit ", " the same "] {
        if let Some((start, _)) = words.rsplit_once(before) {
            return format!("{}{before}…", general(start));
        }
    }
    let mut out: Vec<String> = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let length = word(rest);
        let (token, after) = rest.split_at(length);
        rest = after.trim_start();
        let tail = token
            .trim_start_matches(['(', '['])
            .trim_end_matches([',', ';', ':', ')']);
        let ends = token.get(tail.len()..).unwrap_or_default();
        let is_name = tail.contains(['.', '"', '(', '_', '=']) || NAMED.contains(&tail);
        let before = out.last().map(String::as_str);
        let follows = before.is_some_and(|it| BEFORE.contains(&it))
            && matches!(rest.split(' ').next(), Some("refuses" | ""));
        let gains = rest.starts_with("gains ") || rest.starts_with("who loses ");
        let shown = if is_name || follows || gains {
            format!("…{}", if ends.len() == 1 { ends } else { "" })
        } else {
            token.to_owned()
        };
        if shown != "…" || before != Some("…") {
            out.push(shown);
        }
    }
    let mut text = out.join(" ");
    for twice in ["…, …", "…; …", "… …"] {
        while text.contains(twice) {
            text = text.replace(twice, "…");
        }
    }
    text
}

/// Returns the length of the first word; a quoted name with blanks is one.
fn word(text: &str) -> usize {
    let mut is_quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// Reads the lines of a page, each with the versions it was seen on.
fn read(page: &str) -> BTreeMap<String, BTreeSet<u32>> {
    let lines = page
        .lines()
        .filter(|it| it.starts_with("| ") && !it.starts_with("| statement |"));
    lines
        .filter_map(|text| {
            let (line, versions) = text.strip_suffix(" |")?.rsplit_once(" | ")?;
            let numbers = versions.split(", ").filter_map(|it| it.parse().ok());
            Some((format!("{line} |"), numbers.collect()))
        })
        .collect()
}

fn written(lines: &BTreeMap<String, BTreeSet<u32>>) -> String {
    let mut page = HEAD.to_owned();
    for (line, versions) in lines {
        let versions: Vec<String> = versions.iter().map(ToString::to_string).collect();
        let _ = writeln!(page, "{line} {} |", versions.join(", "));
    }
    page
}

/// Holds the page against the statements of a run, or writes it when asked; returns what is
/// wrong.
pub(super) fn faults(all: &[Traced], major: u32, writes: bool) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let page = fs::read_to_string(&file).unwrap_or_default();
    let seen: BTreeSet<String> = all.iter().map(line).collect();
    let mut lines = read(&page);
    if writes || is_whole() {
        if is_whole() {
            for versions in lines.values_mut() {
                versions.remove(&major);
            }
        }
        for line in &seen {
            lines.entry(line.clone()).or_default().insert(major);
        }
        lines.retain(|_, versions| !versions.is_empty());
        let wanted = written(&lines);
        if writes {
            fs::write(&file, &wanted).unwrap();
        } else if wanted != page {
            return vec![format!(
                "{FILE} is out of date: PGWORKS_TRACE=all PGWORKS_WRITE_DOCS=1 brings it up"
            )];
        }
        return Vec::new();
    }
    if !lines.values().any(|versions| versions.contains(&major)) {
        // Nobody has written what this version says.
        return Vec::new();
    }
    let is_there = |line: &&String| lines.contains_key(*line);
    let missing = seen.iter().filter(|line| !is_there(line));
    missing
        .map(|line| format!("{FILE} has no line {line}"))
        .collect()
}
