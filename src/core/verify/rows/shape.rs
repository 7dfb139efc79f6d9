//! What the tables of a scratch database are made of, as far as rows for them go.
//!
//! It reads the server's catalogs and not ours: what our own reading lacks must not be
//! lacking here too.

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    conn::Session,
    error::{Report, Result},
    sql::quote::literal,
};

/// A table that rows are made for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Table {
    /// The server's number for it, by which it is known under every name.
    pub(super) oid: u32,
    /// The name, quoted and qualified.
    pub(super) name: String,
    /// The columns a row gives values for, in order.
    pub(super) columns: Vec<Column>,
    /// What rows must fulfil.
    pub(super) checks: Vec<Check>,
}

/// A column.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Column {
    /// Its name, quoted.
    pub(super) name: String,
    /// Its type as SQL writes it.
    pub(super) declared: String,
    /// Its type.
    pub(super) of: u32,
    pub(super) not_null: bool,
    /// Whether a key, a foreign key or an exclusion constraint holds it.
    pub(super) is_key: bool,
    /// Whether the server computes it.
    pub(super) is_generated: bool,
}

/// A condition on rows, the bound of a partition among them.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Check {
    /// The constraint's name; none for the bound of a partition.
    pub(super) name: Option<String>,
    /// The expression, as the server writes it.
    pub(super) text: String,
}

/// A type.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Type {
    pub(super) oid: u32,
    /// The bare name: `int4`.
    pub(super) name: String,
    /// As SQL writes it.
    pub(super) sql: String,
    /// `typtype`: b, c, d, e, r, m, p.
    pub(super) sort: String,
    /// What a domain is made of, or the elements of an array, or the subtype of a range, or
    /// the range of a multirange.
    pub(super) inner: Option<u32>,
    pub(super) is_array: bool,
    /// The labels of an enum, in order.
    pub(super) labels: Vec<String>,
    /// The types of a composite type's attributes.
    pub(super) attributes: Vec<u32>,
    /// What values of a domain must fulfil.
    pub(super) checks: Vec<String>,
}

/// The tables and the types they use.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) tables: Vec<Table>,
    pub(super) types: HashMap<u32, Type>,
}

/// Reads the tables named, those that they refer to, and their partitions and children.
pub(super) async fn read(session: &Session, names: &[String]) -> Result<Shape> {
    let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
    let tables: Vec<Table> = all(session, &tables(&names.join(", "))).await?;
    let mut used: Vec<String> = tables
        .iter()
        .flat_map(|table| &table.columns)
        .map(|column| column.of.to_string())
        .collect();
    used.sort_unstable();
    used.dedup();
    let types: Vec<Type> = all(session, &types(&used.join(", "))).await?;
    Ok(Shape {
        tables,
        types: types.into_iter().map(|it| (it.oid, it)).collect(),
    })
}

async fn all<T: DeserializeOwned>(session: &Session, sql: &str) -> Result<Vec<T>> {
    let rows = session.query(sql).await?;
    let texts = rows.iter().filter_map(|row| row.get(0));
    texts
        .map(|text| {
            serde_json::from_str(text).map_err(|error| {
                Report::fault("a row of the catalog is not as asked for").because(error)
            })
        })
        .collect()
}

fn tables(names: &str) -> String {
    format!(
        "WITH RECURSIVE touched (oid) AS ( \
         SELECT to_regclass(n)::oid FROM unnest(ARRAY[{names}]::text[]) n \
         WHERE to_regclass(n) IS NOT NULL \
         UNION SELECT r.oid FROM touched t JOIN ( \
         SELECT conrelid AS by, confrelid AS oid FROM pg_constraint WHERE contype = 'f' \
         UNION ALL SELECT inhparent, inhrelid FROM pg_inherits) r ON r.by = t.oid) \
         SELECT json_build_object('oid', c.oid::bigint, 'name', \
         quote_ident(s.nspname) || '.' || quote_ident(c.relname), \
         'columns', coalesce((SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'declared', format_type(a.atttypid, a.atttypmod), \
         'of', a.atttypid::bigint, 'not_null', a.attnotnull, 'is_generated', a.attgenerated <> '', \
         'is_key', EXISTS (SELECT FROM pg_constraint k WHERE k.contype IN ('p', 'u', 'f', 'x') \
         AND (k.conrelid = c.oid AND a.attnum = ANY (k.conkey) \
         OR k.confrelid = c.oid AND a.attnum = ANY (k.confkey))) \
         OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique \
         AND a.attnum = ANY (i.indkey))) ORDER BY a.attnum) FROM pg_attribute a \
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]'), \
         'checks', coalesce((SELECT json_agg(json_build_object('name', k.conname, \
         'text', k.text)) FROM (SELECT conname, pg_get_constraintdef(oid) AS text \
         FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c' \
         UNION ALL SELECT NULL, pg_get_partition_constraintdef(c.oid) \
         WHERE c.relispartition) k WHERE k.text IS NOT NULL), '[]'))::text \
         FROM touched t JOIN pg_class c ON c.oid = t.oid \
         JOIN pg_namespace s ON s.oid = c.relnamespace \
         WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= 16384 \
         ORDER BY s.nspname, c.relname"
    )
}

fn types(used: &str) -> String {
    format!(
        "WITH RECURSIVE used (oid) AS ( \
         SELECT oid FROM pg_type WHERE oid = ANY (ARRAY[{used}]::oid[]) \
         UNION SELECT i.oid FROM used u JOIN ( \
         SELECT oid AS by, typbasetype AS oid FROM pg_type WHERE typtype = 'd' \
         UNION ALL SELECT oid, typelem FROM pg_type WHERE typelem <> 0 \
         UNION ALL SELECT rngtypid, rngsubtype FROM pg_range \
         UNION ALL SELECT y.oid, a.atttypid FROM pg_type y JOIN pg_attribute a \
         ON a.attrelid = y.typrelid WHERE y.typtype = 'c' AND a.attnum > 0 \
         AND NOT a.attisdropped) i ON i.by = u.oid) \
         SELECT json_build_object('oid', t.oid::bigint, 'name', t.typname, \
         'sql', format_type(t.oid, NULL), 'sort', t.typtype::text, \
         'inner', CASE WHEN t.typtype = 'd' THEN t.typbasetype \
         WHEN t.typtype = 'r' THEN (SELECT rngsubtype FROM pg_range WHERE rngtypid = t.oid) \
         WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem END::bigint, \
         'is_array', t.typtype = 'b' AND t.typcategory = 'A' AND t.typelem <> 0, \
         'labels', coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) \
         FROM pg_enum e WHERE e.enumtypid = t.oid), '[]'), \
         'attributes', coalesce((SELECT json_agg(a.atttypid::bigint ORDER BY a.attnum) \
         FROM pg_attribute a WHERE a.attrelid = t.typrelid AND t.typtype = 'c' \
         AND a.attnum > 0 AND NOT a.attisdropped), '[]'), \
         'checks', coalesce((SELECT json_agg(pg_get_constraintdef(k.oid)) \
         FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '[]'))::text \
         FROM used u JOIN pg_type t ON t.oid = u.oid"
    )
}
