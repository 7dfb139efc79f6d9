//! The outline of a database: its schemas and relations, before the whole catalog is read.
//!
//! One query over `pg_class`, so that a tree can be shown at once. It holds what a tree
//! shows closed: names, rough sizes. Types, routines and all parts of relations come with
//! the whole reading, which leaves out what is left out here.

use std::collections::BTreeMap;

use crate::{
    catalog::Kind,
    conn::Session,
    error::{Class, Report, Result},
    kinds::{self, Fields},
    progress::Cancel,
};

use super::{IS_USERS, Scope};

/// The schemas and relations of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The server's `server_version_num`.
    pub version: u32,
    /// The database.
    pub database: String,
    /// The role that read it.
    pub role: String,
    /// The schemas in scope, by name.
    pub schemas: Vec<OutlineSchema>,
}

/// A schema and its relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlineSchema {
    /// Its name.
    pub name: String,
    /// Its relations, by kind in the order of the tree, then by name.
    pub relations: Vec<OutlineRelation>,
}

/// A relation, without its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRelation {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// How many rows the server believes it has; absent if it was never analysed or has
    /// none of its own.
    pub rows: Option<i64>,
    /// How many bytes its rows took when it was last analysed, without indexes and TOAST.
    pub bytes: Option<i64>,
}

/// The kinds of relations by `relkind`, and whether they keep rows and pages of their own.
/// Composite types, indexes and TOAST tables are relations for PostgreSQL only.
const RELATIONS: &[(&str, &str, bool, bool)] = &[
    ("r", "table", true, true),
    ("p", "table", true, false),
    ("f", "foreign table", false, false),
    ("v", "view", false, false),
    ("m", "materialized view", true, true),
    ("S", "sequence", false, false),
];

/// Reads the outline of a database.
pub async fn outline(session: &Session, scope: &Scope, cancel: &Cancel) -> Result<Outline> {
    tokio::select! {
        outline = read(session, scope) => outline,
        () = cancel.cancelled() => {
            session.cancel_reading().await?;
            Err(Report::new(Class::Interrupted, "reading the outline was cancelled"))
        }
    }
}

async fn read(session: &Session, scope: &Scope) -> Result<Outline> {
    let kinds = known();
    let mut schemas: BTreeMap<String, Vec<(usize, OutlineRelation)>> = BTreeMap::new();
    session
        .stream(&query(&kinds), |row| {
            let mut row = Fields::new(row);
            let schema: &str = row.take()?;
            if !scope.wants(schema) {
                return Ok(());
            }
            // A schema without relations is one row of which the rest is null.
            if !schemas.contains_key(schema) {
                schemas.insert(schema.to_owned(), Vec::new());
            }
            let letter: Option<&str> = row.take()?;
            let known = kinds.iter().find(|it| Some(it.letter) == letter);
            if let (Some(known), Some(list)) = (known, schemas.get_mut(schema)) {
                list.push((known.rank, relation(known, &mut row)?));
            }
            Ok(())
        })
        .await?;
    let schema = |(name, mut list): (String, Vec<(usize, OutlineRelation)>)| {
        list.sort_unstable_by(|(rank, one), (other_rank, other)| {
            (rank, &one.name).cmp(&(other_rank, &other.name))
        });
        let relations = list.into_iter().map(|(_, relation)| relation).collect();
        OutlineSchema { name, relations }
    };
    Ok(Outline {
        version: session.version().num(),
        database: session.database().to_owned(),
        role: session.user().to_owned(),
        schemas: schemas.into_iter().map(schema).collect(),
    })
}

/// A kind of relations that is registered.
struct Known {
    letter: &'static str,
    kind: Kind,
    rank: usize,
    has_rows: bool,
    has_pages: bool,
}

fn known() -> Vec<Known> {
    let kind = |(letter, name, has_rows, has_pages): &(&'static str, &str, bool, bool)| {
        let kind = kinds::named(name)?.kind();
        Some(Known {
            letter,
            kind,
            rank: kinds::rank(kind),
            has_rows: *has_rows,
            has_pages: *has_pages,
        })
    };
    RELATIONS.iter().filter_map(kind).collect()
}

fn relation(known: &Known, row: &mut Fields<'_>) -> Result<OutlineRelation> {
    let name: &str = row.take()?;
    // Before PostgreSQL 14 a relation that was never analysed has 0 rows on 0 pages.
    let is_analysed: bool = row.take()?;
    let (rows, bytes): (i64, i64) = (row.take()?, row.take()?);
    Ok(OutlineRelation {
        kind: known.kind,
        name: name.to_owned(),
        rows: (known.has_rows && is_analysed).then_some(rows),
        bytes: (known.has_pages && is_analysed).then_some(bytes),
    })
}

/// Members of extensions are left out, and the sequences of identity columns, which are
/// parts of those. Both are listed first: asked for each relation, they take four times as
/// long.
fn query(kinds: &[Known]) -> String {
    let letters: Vec<String> = kinds.iter().map(|it| format!("'{}'", it.letter)).collect();
    format!(
        "SELECT n.nspname, c.relkind::text, c.relname, \
         c.reltuples > 0 OR c.relpages > 0 \
         OR c.reltuples = 0 AND current_setting('server_version_num')::int >= 140000, \
         c.reltuples::bigint, c.relpages * current_setting('block_size')::bigint \
         FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid \
         AND c.relkind IN ({}) AND c.oid NOT IN (SELECT objid FROM pg_depend \
         WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass \
         AND deptype = 'e' UNION ALL SELECT d.objid FROM pg_sequence s JOIN pg_depend d \
         ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype = 'i') \
         WHERE {IS_USERS}",
        letters.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_a_registered_kind() {
        assert_eq!(known().len(), RELATIONS.len());
    }
}
