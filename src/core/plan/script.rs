//! A plan as an SQL script for `psql -v ON_ERROR_STOP=1 -f`.

use crate::{
    catalog::{Timing, Unmodelled},
    diff::{candidates::Candidate, ignore::Ignored},
    sql::display::comment,
};

use super::{Remainder, Segment};

/// What each transaction of a script, and of a run, sets first. Functions are not checked
/// while they are created: their bodies may name what comes later. Names are qualified, so
/// the path holds PostgreSQL's own only.
pub const SETTINGS: &[(&str, &str)] = &[
    ("search_path", "pg_catalog, pg_temp"),
    ("check_function_bodies", "off"),
    ("row_security", "off"),
];

/// What a script sets besides, for whoever runs it: a database, a role or a client may read its
/// literals otherwise, or put what is made elsewhere. A run's own session has it already.
const READING: &[(&str, &str)] = &[
    ("client_encoding", "'UTF8'"),
    ("standard_conforming_strings", "on"),
    ("IntervalStyle", "postgres"),
    ("xmloption", "content"),
    ("array_nulls", "on"),
    ("transform_null_equals", "off"),
    ("default_tablespace", "''"),
    ("default_table_access_method", "heap"),
];

/// What triggers and functions that a change of rows calls may rely on as the database has
/// it.
const PATH: &str = "search_path";

/// What a script says besides its statements.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remarks<'a> {
    /// Lines for its head.
    pub head: &'a [String],
    /// How long a statement waits for a lock, as PostgreSQL writes it.
    pub lock_timeout: &'a str,
    /// Differences that the statements do not remove.
    pub left: &'a [Remainder],
    /// Differences in what no kind models.
    pub unmodelled: &'a [Unmodelled],
    /// What was left out of the comparison.
    pub ignored: &'a [Ignored],
    /// What may have been renamed.
    pub candidates: &'a [Candidate],
}

/// Writes the script; empty if there is nothing to do and to say.
pub fn script(segments: &[Segment], remarks: &Remarks<'_>) -> String {
    let mut text = String::new();
    let mut line = |it: &str| {
        text.push_str(it);
        text.push('\n');
    };
    let says_more = !remarks.left.is_empty()
        || !remarks.unmodelled.is_empty()
        || remarks.ignored.iter().any(|it| it.differences > 0);
    if segments.is_empty() && !says_more {
        return text;
    }
    for it in remarks.head {
        line(&format!("-- {}", comment(it)));
    }
    for it in remarks.left {
        line(&format!(
            "-- not done: {}: {}",
            comment(&it.object),
            comment(&it.why)
        ));
    }
    for it in remarks.unmodelled {
        let what = format!("{} {}", it.kind, it.name);
        line(&format!("-- not modelled, differs: {}", comment(&what)));
    }
    for it in remarks.ignored {
        line(&format!("-- {}", comment(&it.words())));
    }
    for it in remarks.candidates {
        line(&format!("-- {}", comment(&it.words())));
    }
    if !segments.is_empty() {
        // Outside of transactions the settings hold for the session.
        for (name, value) in READING.iter().chain(SETTINGS) {
            line(&format!("SET {name} = {value};"));
        }
    }
    for segment in segments {
        line("");
        if segment.in_transaction {
            line("BEGIN;");
            line(&format!(
                "SET LOCAL lock_timeout = '{}';",
                remarks.lock_timeout
            ));
        }
        for step in &segment.steps {
            let risk = &step.action.risk;
            if risk.level() > crate::risk::Level::Safe {
                line(&format!("-- {}", comment(&risk.words())));
            }
            let changes_rows = step.action.timing == Timing::Batches;
            if changes_rows {
                line(&format!("RESET {PATH};"));
            }
            line(&format!("{};", step.action.sql));
            if changes_rows {
                let path = SETTINGS
                    .iter()
                    .find(|it| it.0 == PATH)
                    .map_or("", |it| it.1);
                line(&format!("SET {PATH} = {path};"));
            }
        }
        if segment.in_transaction {
            line("COMMIT;");
        }
    }
    text
}
