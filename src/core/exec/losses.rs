//! Copies of rows that a statement is about to lose.
//!
//! They are made in the statement's own transaction, when its locks are held: rows that
//! were written between a copy and the drop would be in neither. What is to be lost is
//! found by the step's name alone, by asking the server what that name stands for.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    conn::Session,
    error::{Report, Result},
    plan::Step,
    sql::quote::literal,
};

/// A file that was written.
pub(super) type Dumped = PathBuf;

/// Copies what a step loses into a file of its own, for its owner only; nothing is
/// written for what has no rows.
pub(super) async fn dump(
    session: &Session,
    folder: &Path,
    run: i64,
    number: usize,
    step: &Step,
) -> Result<Option<Dumped>> {
    let Some(query) = query(session, &step.name).await? else {
        return Ok(None);
    };
    let name: String = step
        .name
        .chars()
        .map(|it| {
            if it.is_alphanumeric() || "._-".contains(it) {
                it
            } else {
                '_'
            }
        })
        .take(80)
        .collect();
    let path = folder.join(format!("run{run}-step{number}-{name}.csv"));
    let failed = |error: std::io::Error| {
        Report::usage("cannot write the rows that would be lost")
            .on(path.to_string_lossy())
            .because(error)
            .hint("nothing was lost: the transaction is rolled back")
    };
    let mut file = create(&path).map_err(failed)?;
    let sql = format!("COPY ({query}) TO STDOUT (FORMAT csv, HEADER)");
    let copied = session
        .copy_out(&sql, |piece| file.write_all(piece).map_err(failed))
        .await
        .and_then(|()| file.sync_all().map_err(failed));
    match copied {
        Ok(()) => Ok(Some(path)),
        Err(report) => {
            discard(vec![path]);
            // The server may still be sending; what fails here is reported by the next.
            if !session.is_closed() {
                let _ = session.cancel().await;
            }
            Err(report)
        }
    }
}

/// Removes the files of a transaction that was rolled back.
pub(super) fn discard(files: Vec<Dumped>) {
    for file in files {
        // A file too many does no harm.
        let _ = fs::remove_file(file);
    }
}

fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Returns the query for what is lost: a relation's rows, or a column with the key of its
/// table; nothing if the name stands for neither.
async fn query(session: &Session, name: &str) -> Result<Option<String>> {
    let Some(parts) = parts(name) else {
        return Ok(None);
    };
    let (schema, relation, column) = match parts.as_slice() {
        [schema, relation] => (schema, relation, None),
        [schema, relation, column] => (schema, relation, Some(column)),
        _ => return Ok(None),
    };
    let column = column.map_or("NULL".into(), |it| literal(it));
    let sql = format!(
        "SELECT CASE WHEN w.col IS NULL THEN format('SELECT * FROM %s', c.oid::regclass) \
         ELSE format('SELECT %s FROM %s', (SELECT string_agg(quote_ident(k.attname), ', ') \
         FROM (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid \
         AND a.attnum = ANY (i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary \
         AND a.attname <> w.col UNION ALL SELECT w.col) k), c.oid::regclass) END \
         FROM (SELECT {column}::name AS col) w, pg_class c \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = {} AND c.relname = {} AND c.relkind IN ('r', 'p', 'm', 'S') \
         AND c.relispopulated AND (w.col IS NULL OR EXISTS (SELECT FROM pg_attribute a \
         WHERE a.attrelid = c.oid AND a.attname = w.col AND a.attnum > 0))",
        literal(schema),
        literal(relation)
    );
    let rows = session.query(&sql).await?;
    Ok(rows.first().and_then(|row| row.get(0)).map(str::to_owned))
}

/// Takes a dotted name apart; nothing if it is more than names and dots.
fn parts(name: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = name;
    loop {
        let (part, more) = if let Some(quoted) = rest.strip_prefix('"') {
            quoted_part(quoted)?
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            let (part, more) = rest.split_at(end);
            let is_name = |it: char| it.is_alphanumeric() || "_$".contains(it);
            if part.is_empty() || !part.chars().all(is_name) {
                return None;
            }
            (part.to_owned(), more)
        };
        parts.push(part);
        if more.is_empty() {
            return Some(parts);
        }
        rest = more.strip_prefix('.')?;
    }
}

/// Reads a quoted part up to its closing quote.
fn quoted_part(text: &str) -> Option<(String, &str)> {
    let mut part = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        part.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                part.push('"');
                rest = after;
            }
            None => return Some((part, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_dotted_name_is_taken_apart() {
        let split = |name: &str| parts(name).map(|parts| parts.join("|"));
        assert_eq!(split("public.users.email").unwrap(), "public|users|email");
        assert_eq!(split("s.\"a.b\"\"c\"").unwrap(), "s|a.b\"c");
        for name in ["s.f(integer)", "", "s.", "s.\"a", "s.\"a\"b"] {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
