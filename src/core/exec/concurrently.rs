//! Indexes that are built or dropped outside of transactions: which one a statement of
//! ours means, and what the catalog shows of it.
//!
//! The statement is read by its tokens, in the two forms that kinds write; of any other
//! nothing is claimed. What became of it is read from the catalog, by OID and table,
//! never by the name alone: the flags of an index do not tell an interrupted build from
//! an interrupted drop, and an index of that name may be somebody else's.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use squawk_lexer::{TokenKind, tokenize};

use crate::{
    catalog::{Action, Timing},
    conn::Session,
    error::{Report, Result},
    sql::quote::{ident, literal, qualified},
};

/// What a statement outside of transactions does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// It builds this index on that table.
    Create {
        schema: String,
        index: String,
        table: String,
    },
    /// It drops this index.
    Drop { schema: String, index: String },
    /// It takes this partition out of that table.
    Detach {
        schema: String,
        table: String,
        parent: String,
    },
    /// It changes rows in batches; what is done is not done again.
    Batches,
    /// Something else.
    Other,
}

/// What is written down before such a statement runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "means", rename_all = "snake_case")]
pub(super) enum Intent {
    /// An index is built.
    Create {
        schema: String,
        index: String,
        /// The table's OID.
        table: u32,
        /// The OIDs of the indexes that the table had.
        existing: Vec<u32>,
    },
    /// An index is dropped.
    Drop {
        schema: String,
        index: String,
        /// Its OID.
        oid: u32,
    },
    /// A partition is taken out of its table.
    Detach {
        schema: String,
        table: String,
        /// Its OID.
        oid: u32,
        /// The partitioned table, as SQL.
        parent: String,
    },
    /// Rows are changed in batches.
    Batches,
    /// Something else: what becomes of it cannot be seen.
    Other,
}

/// An index, as the catalog shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Index {
    pub(super) oid: u32,
    pub(super) table: u32,
    pub(super) valid: bool,
    pub(super) ready: bool,
    pub(super) live: bool,
    pub(super) definition: String,
}

impl Index {
    /// Tells whether it is fit for use.
    pub(super) const fn is_whole(&self) -> bool {
        self.valid && self.ready && self.live
    }
}

/// Returns what a step outside of transactions means.
pub(super) fn of(action: &Action) -> Means {
    match action.timing {
        Timing::Batches => Means::Batches,
        _ => read(&action.sql),
    }
}

/// Reads what a statement means.
pub(super) fn read(sql: &str) -> Means {
    let words = words(sql);
    let mut rest = words.as_slice();
    if take(&mut rest, &["ALTER", "TABLE"]) {
        return read_detach(rest).unwrap_or(Means::Other);
    }
    if take(&mut rest, &["DROP", "INDEX", "CONCURRENTLY"]) {
        take(&mut rest, &["IF", "EXISTS"]);
        return match name(&mut rest) {
            Some((Some(schema), index)) if rest.is_empty() => Means::Drop { schema, index },
            _ => Means::Other,
        };
    }
    if !take(&mut rest, &["CREATE"]) {
        return Means::Other;
    }
    take(&mut rest, &["UNIQUE"]);
    if !take(&mut rest, &["INDEX", "CONCURRENTLY"]) {
        return Means::Other;
    }
    let Some((None, index)) = name(&mut rest) else {
        return Means::Other;
    };
    if !take(&mut rest, &["ON"]) {
        return Means::Other;
    }
    take(&mut rest, &["ONLY"]);
    match name(&mut rest) {
        Some((Some(schema), table)) => Means::Create {
            schema,
            index,
            table,
        },
        _ => Means::Other,
    }
}

/// Reads what follows ALTER TABLE.
fn read_detach(mut rest: &[&str]) -> Option<Means> {
    let (schema, table) = name(&mut rest)?;
    let parent = qualified(&schema?, &table);
    take(&mut rest, &["DETACH", "PARTITION"]).then_some(())?;
    let (schema, table) = name(&mut rest)?;
    let means = Means::Detach {
        schema: schema?,
        table,
        parent,
    };
    (take(&mut rest, &["CONCURRENTLY"]) && rest.is_empty()).then_some(means)
}

/// Asks how far a partition is from leaving: absent if it has left, else whether it is
/// about to.
pub(super) async fn leaving(session: &Session, oid: u32) -> Result<Option<bool>> {
    // The column came with PostgreSQL 14, and so did the statement.
    let sql = format!("SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = {oid}");
    let rows = session.query(&sql).await?;
    Ok(rows.first().map(|row| row.get(0) == Some("t")))
}

/// Finishes what was interrupted when the partition was about to leave.
pub(super) async fn finish_leaving(
    session: &Session,
    (schema, table): (&str, &str),
    parent: &str,
) -> Result<()> {
    let name = qualified(schema, table);
    let sql = format!("ALTER TABLE {parent} DETACH PARTITION {name} FINALIZE");
    session.execute(&sql).await.map(drop)
}

fn words(sql: &str) -> Vec<&str> {
    let mut start = 0;
    tokenize(sql)
        .filter_map(|token| {
            let end = start + token.len as usize;
            let word = sql.get(start..end);
            start = end;
            let is_blank = matches!(
                token.kind,
                TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. }
            );
            word.filter(|word| !is_blank && !word.is_empty())
        })
        // A name is among the first words; a long predicate need not be read.
        .take(16)
        .collect()
}

/// Takes these key words off the front, if all are there.
fn take(rest: &mut &[&str], keys: &[&str]) -> bool {
    let found = rest.len() >= keys.len()
        && rest
            .iter()
            .zip(keys)
            .all(|(word, key)| word.eq_ignore_ascii_case(key));
    if found {
        *rest = rest.get(keys.len()..).unwrap_or(&[]);
    }
    found
}

/// Takes a name off the front, with its schema if that is written.
fn name(rest: &mut &[&str]) -> Option<(Option<String>, String)> {
    let [first, more @ ..] = *rest else {
        return None;
    };
    let first = unquoted(first)?.into_owned();
    if let [".", second, more @ ..] = more {
        *rest = more;
        return Some((Some(first), unquoted(second)?.into_owned()));
    }
    *rest = more;
    Some((None, first))
}

fn unquoted(word: &str) -> Option<Cow<'_, str>> {
    if let Some(inner) = word.strip_prefix('"') {
        return Some(Cow::Owned(inner.strip_suffix('"')?.replace("\"\"", "\"")));
    }
    let is_name = word.starts_with(|it: char| it.is_alphabetic() || it == '_');
    is_name.then(|| Cow::Owned(word.to_ascii_lowercase()))
}

/// Looks up what has to be known before the statement runs.
pub(super) async fn intend(session: &Session, means: &Means) -> Result<Intent> {
    match means {
        Means::Other => Ok(Intent::Other),
        Means::Batches => Ok(Intent::Batches),
        Means::Detach {
            schema,
            table,
            parent,
        } => {
            let name = literal(&qualified(schema, table));
            let row = session
                .query_one(&format!("SELECT to_regclass({name})::oid"))
                .await?;
            Ok(Intent::Detach {
                schema: schema.clone(),
                table: table.clone(),
                oid: row
                    .get(0)
                    .and_then(|it| it.parse().ok())
                    .unwrap_or_default(),
                parent: parent.clone(),
            })
        }
        Means::Create {
            schema,
            index,
            table,
        } => {
            let sql = format!(
                "SELECT c.oid, array_to_string(ARRAY(SELECT i.indexrelid::bigint \
                 FROM pg_index i WHERE i.indrelid = c.oid), ' ') FROM pg_class c \
                 JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = {} AND c.relname = {}",
                literal(schema),
                literal(table)
            );
            let rows = session.query(&sql).await?;
            let row = rows.first();
            let existing = row.and_then(|row| row.get(1)).unwrap_or_default();
            Ok(Intent::Create {
                schema: schema.clone(),
                index: index.clone(),
                table: row
                    .and_then(|row| row.get(0)?.parse().ok())
                    .unwrap_or_default(),
                existing: existing
                    .split(' ')
                    .filter_map(|oid| oid.parse().ok())
                    .collect(),
            })
        }
        Means::Drop { schema, index } => Ok(Intent::Drop {
            schema: schema.clone(),
            index: index.clone(),
            oid: named(session, schema, index).await?.map_or(0, |it| it.oid),
        }),
    }
}

/// Finds an index by its name.
pub(super) async fn named(session: &Session, schema: &str, index: &str) -> Result<Option<Index>> {
    let condition = format!(
        "n.nspname = {} AND c.relname = {}",
        literal(schema),
        literal(index)
    );
    find(session, &condition).await
}

/// Finds an index by its OID.
pub(super) async fn numbered(session: &Session, oid: u32) -> Result<Option<Index>> {
    find(session, &format!("c.oid = {oid}")).await
}

async fn find(session: &Session, condition: &str) -> Result<Option<Index>> {
    let sql = format!(
        "SELECT i.indexrelid, i.indrelid, i.indisvalid, i.indisready, i.indislive, \
         pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {condition}"
    );
    let rows = session.query(&sql).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let oid = |at| row.get(at).and_then(|it| it.parse().ok()).unwrap_or(0);
    let is = |at| row.get(at) == Some("t");
    Ok(Some(Index {
        oid: oid(0),
        table: oid(1),
        valid: is(2),
        ready: is(3),
        live: is(4),
        definition: row.get(5).unwrap_or_default().to_owned(),
    }))
}

/// Tells whether a backend is building an index now.
async fn is_being_built(session: &Session, oid: u32) -> Result<bool> {
    let sql =
        format!("SELECT count(*) FROM pg_stat_progress_create_index WHERE index_relid = {oid}");
    Ok(session.query_one(&sql).await?.get(0) != Some("0"))
}

/// Drops what an interrupted build left, if it is ours: of the name and on the table that
/// the intent names, made after it, INVALID, and built by nobody at this moment.
pub(super) async fn clear(session: &Session, intent: &Intent) -> Result<bool> {
    let Intent::Create {
        schema,
        index,
        table,
        existing,
    } = intent
    else {
        return Ok(false);
    };
    let Some(found) = named(session, schema, index).await? else {
        return Ok(false);
    };
    let is_ours = found.table == *table && !existing.contains(&found.oid) && !found.valid;
    if !is_ours {
        return Ok(false);
    }
    if is_being_built(session, found.oid).await? {
        return Err(Report::refused("another session is building this index")
            .on(qualified(schema, index))
            .hint("wait for it, then: pgworks resume --to TARGET"));
    }
    let sql = format!("DROP INDEX CONCURRENTLY {}.{}", ident(schema), ident(index));
    session.execute(&sql).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_forms_are_read_and_nothing_else() {
        let create = |schema: &str, index: &str, table: &str| Means::Create {
            schema: schema.into(),
            index: index.into(),
            table: table.into(),
        };
        let drop = |schema: &str, index: &str| Means::Drop {
            schema: schema.into(),
            index: index.into(),
        };
        for (sql, means) in [
            (
                "CREATE INDEX CONCURRENTLY i ON s.t USING btree (a)",
                create("s", "i", "t"),
            ),
            (
                "CREATE UNIQUE INDEX CONCURRENTLY \"I \"\"x\" ON ONLY s.\"T.a\" (a)",
                create("s", "I \"x", "T.a"),
            ),
            (
                "DROP INDEX CONCURRENTLY public.\"a b\"",
                drop("public", "a b"),
            ),
            ("drop index concurrently if exists s.Big", drop("s", "big")),
            ("DROP INDEX CONCURRENTLY a", Means::Other),
            ("DROP INDEX CONCURRENTLY s.a, s.b", Means::Other),
            ("CREATE INDEX i ON s.t (a)", Means::Other),
            (
                "ALTER TABLE s.\"P\" DETACH PARTITION s.p1 CONCURRENTLY",
                Means::Detach {
                    schema: "s".into(),
                    table: "p1".into(),
                    parent: "s.\"P\"".into(),
                },
            ),
            ("ALTER TABLE s.p DETACH PARTITION s.p1", Means::Other),
            ("REINDEX INDEX CONCURRENTLY s.i", Means::Other),
            ("", Means::Other),
        ] {
            assert_eq!(read(sql), means, "{sql}");
        }
    }

    #[test]
    fn an_intent_survives_json() {
        let intent = Intent::Create {
            schema: "s".into(),
            index: "i".into(),
            table: 7,
            existing: vec![8, 9],
        };
        let json = serde_json::to_value(&intent).unwrap();
        assert_eq!(json["means"], "create");
        assert_eq!(serde_json::from_value::<Intent>(json).unwrap(), intent);
    }
}
