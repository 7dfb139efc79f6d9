//! The query that reads indexes, and its rows.
//!
//! A database has more indexes than tables, so that raw columns are read, and PostgreSQL
//! is asked for text only where an index is not plain: expressions, operator classes that
//! may not be the default, columns with a collation.

use crate::{
    catalog::{Kind, Name},
    error::Result,
    kinds::{
        Address, Draft, Fields, Query, ReadCx, Reader, Stage, class,
        constraint::{backing, key, needs_columns},
    },
    sql::quote::ident,
};

use super::definition::{
    EXPRESSIONS, HOLE, INVALID, KEYS, METHOD, PREDICATE, STATISTICS, UNIQUE,
};

/// The operator classes that are the default of every column that accepts them, and take
/// no parameters.
///
/// Left out: the access methods whose classes may have parameters (`gist`, `spgist`, `brin`
/// and those of extensions), the types that another type with a default of its own is
/// binary-coercible to (`bpchar`, `bit`, `varbit`), and polymorphic ones where somebody
/// has made a default class for, say, one enum type.
const PLAIN_CLASSES: &str = "ARRAY(SELECT o.oid FROM pg_opclass o \
     WHERE o.opcdefault AND o.oid < 16384 AND o.opcmethod IN (403, 405, 2742) \
     AND o.opcintype NOT IN (1042, 1560, 1562) \
     AND NOT (o.opcintype IN (2277, 3500, 3831, 4537, 2249) AND EXISTS (SELECT \
     FROM pg_opclass u WHERE u.opcdefault AND u.oid >= 16384 AND u.opcmethod = o.opcmethod)))";

/// For each key column: the operator class with its parameters and a blank before, or an
/// empty text. PostgreSQL's own text of the index tells whether it is the default; where
/// that is in doubt (a column has the name of the class) the class is written, which is
/// never wrong.
const CLASSES: &str = "ARRAY(SELECT CASE WHEN x.attoptions IS NOT NULL \
     OR strpos(pg_get_indexdef(i.indexrelid), quote_ident(o.opcname)) > 0 THEN ' ' || \
     CASE WHEN s.nspname = 'pg_catalog' THEN '' ELSE quote_ident(s.nspname) || '.' END || \
     quote_ident(o.opcname) || coalesce((SELECT ' (' || string_agg(quote_ident(\
     split_part(p, '=', 1)) || '=' || quote_literal(substr(p, strpos(p, '=') + 1)), ', ') \
     || ')' FROM unnest(x.attoptions) p), '') ELSE '' END \
     FROM unnest(i.indclass::oid[]) WITH ORDINALITY u(class, at) \
     JOIN pg_opclass o ON o.oid = u.class JOIN pg_namespace s ON s.oid = o.opcnamespace \
     JOIN pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = u.at ORDER BY u.at)";

/// For each key column: COLLATE and a blank before, or an empty text. A column's own
/// collation is not written; an expression's own is not known, so that there only the
/// database's is taken for granted.
const COLLATIONS: &str = "ARRAY(SELECT CASE WHEN u.coll <> 0 AND (CASE WHEN u.col > 0 \
     THEN u.coll <> a.attcollation WHEN u.coll = 100 \
     THEN strpos(pg_get_indexdef(i.indexrelid), 'COLLATE \"default\"') > 0 ELSE true END) \
     THEN ' COLLATE ' || (SELECT CASE WHEN s.nspname = 'pg_catalog' THEN '' \
     ELSE quote_ident(s.nspname) || '.' END || quote_ident(o.collname) FROM pg_collation o \
     JOIN pg_namespace s ON s.oid = o.collnamespace WHERE o.oid = u.coll) ELSE '' END \
     FROM unnest(i.indcollation::oid[], i.indkey::int2[]) WITH ORDINALITY u(coll, col, at) \
     LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.col AND u.col > 0 \
     WHERE u.at <= i.indnkeyatts ORDER BY u.at)";

/// The relations that have columns with another collation than the database's.
const COLLATED: &str = "SELECT a.attrelid FROM pg_attribute a \
     WHERE a.attcollation NOT IN (0, 100) AND a.attnum > 0 AND a.attrelid >= 16384";

/// The expressions of the key, in their order.
const KEY_EXPRESSIONS: &str = "ARRAY(SELECT pg_get_indexdef(i.indexrelid, u.at::int, false) \
     FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(col, at) WHERE u.col = 0 ORDER BY u.at)";

/// The statistics targets of the key's expressions; no other column of an index has one.
const TARGETS: &str = "ARRAY(SELECT x.attnum || '=' || x.attstattarget FROM pg_attribute x \
     WHERE x.attrelid = i.indexrelid AND x.attstattarget >= 0 ORDER BY x.attnum)";

/// The names of the columns, where they are no objects: those of materialized views.
const COLUMN_NAMES: &str = "ARRAY(SELECT a.attname FROM unnest(i.indkey::int2[]) \
     WITH ORDINALITY u(col, at) LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid \
     AND a.attnum = u.col AND u.col > 0 ORDER BY u.at)";

/// Returns the query for the indexes that stand behind no constraint.
pub(super) fn query(cx: &ReadCx) -> Query {
    let scope = cx.relation_in_scope("c.relnamespace", "i.indrelid");
    let nulls = cx.since(15, "i.indnullsnotdistinct", "false");
    let (columns, joins) = (backing::columns("c.reloptions"), backing::joins());
    Query::new(
        Stage::Members,
        format!(
            "SELECT i.indexrelid, i.indrelid, c.relname, i.indisunique, {nulls}, \
             NOT i.indisvalid AND c.relkind = 'i', \
             CASE WHEN am.amname <> 'btree' THEN am.amname END, \
             i.indkey::int2[], i.indnkeyatts, i.indoption::int2[], \
             CASE WHEN t.relkind = 'm' THEN {COLUMN_NAMES} END, \
             CASE WHEN i.indexprs IS NOT NULL THEN {KEY_EXPRESSIONS} END, \
             CASE WHEN 0 = ALL (i.indcollation::oid[]) OR i.indexprs IS NULL \
             AND i.indcollation::oid[] <@ '{{0,100}}' AND i.indrelid NOT IN ({COLLATED}) \
             THEN NULL ELSE {COLLATIONS} END, \
             CASE WHEN i.indexprs IS NULL AND i.indclass::oid[] <@ {PLAIN_CLASSES} \
             THEN NULL ELSE {CLASSES} END, \
             CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END, \
             CASE WHEN i.indexprs IS NOT NULL THEN {TARGETS} END, {columns} \
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
             JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am am ON am.oid = c.relam {joins} \
             WHERE {scope} AND NOT EXISTS (SELECT FROM pg_constraint k \
             WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"
        ),
    )
}

/// Reads one row of the query.
pub(super) fn read(kind: Kind, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
    let index: u32 = row.take()?;
    let relation: u32 = row.take()?;
    let address = Address::new(class::RELATION, index);
    let table = Address::new(class::RELATION, relation);
    let Some(mut draft) = reader.member(kind, Some(address), table, row.take()?) else {
        return Ok(());
    };
    draft
        .flag(UNIQUE, row.take()?)
        .flag(key::NULLS_NOT_DISTINCT, row.take()?)
        .flag(INVALID, row.take()?);
    if let Some(method) = row.take::<Option<&str>>()? {
        draft.set(METHOD, reader.name(method));
    }
    read_keys(row, reader, &mut draft, relation)?;
    if let Some(predicate) = row.take::<Option<&str>>()? {
        draft.set(PREDICATE, predicate.into());
    }
    let targets: Option<Vec<&str>> = row.take()?;
    if let Some(targets) = targets.filter(|targets| !targets.is_empty()) {
        draft.set(STATISTICS, reader.names(targets));
    }
    let above = backing::read(row, reader, &mut draft)?;
    backing::push(reader, draft, above);
    Ok(())
}

/// Reads key, included columns and expressions.
fn read_keys(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
    relation: u32,
) -> Result<()> {
    let numbers: Vec<i16> = row.take()?;
    let count = usize::try_from(row.take::<i16>()?).unwrap_or(0);
    let orders: Vec<i16> = row.take()?;
    let given: Option<Vec<Option<&str>>> = row.take()?;
    let expressions: Option<Vec<&str>> = row.take()?;
    let collations: Option<Vec<&str>> = row.take()?;
    let classes: Option<Vec<&str>> = row.take()?;
    needs_columns(draft, relation, &numbers);
    let names: Vec<Name> = if let Some(given) = given {
        let mut name = |name: Option<&str>| reader.name(name.unwrap_or_default());
        given.iter().map(|it| name(*it)).collect()
    } else {
        let name = |number: &i16| reader.column(relation, *number).cloned();
        let name = |number| name(number).unwrap_or_else(|| "".into());
        numbers.iter().map(name).collect()
    };
    let part = |list: &Option<Vec<&str>>, at: usize| {
        let list = list.as_ref();
        list.and_then(|list| list.get(at).copied()).unwrap_or_default().to_owned()
    };
    let mut keys = Vec::with_capacity(count);
    for (at, (number, name)) in numbers.iter().zip(&names).take(count).enumerate() {
        let base = if *number == 0 { HOLE.into() } else { ident(name) };
        let (collation, class) = (part(&collations, at), part(&classes, at));
        let order = order(orders.get(at).copied().unwrap_or(0));
        keys.push(format!("{base}{collation}{class}{order}"));
    }
    draft.set(KEYS, reader.names(keys));
    let include = names.get(count..).unwrap_or_default();
    if !include.is_empty() {
        draft.set(key::INCLUDE, include.into());
    }
    if let Some(expressions) = expressions {
        draft.set(EXPRESSIONS, reader.names(expressions));
    }
    Ok(())
}

/// Returns the words for the bits of `indoption`: 1 is DESC, 2 is NULLS FIRST. NULLs come
/// last by default, and first in a descending order.
const fn order(bits: i16) -> &'static str {
    match bits & 3 {
        1 => " DESC NULLS LAST",
        2 => " NULLS FIRST",
        3 => " DESC",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_written_only_when_it_is_not_the_default() {
        assert_eq!(
            [0, 1, 2, 3].map(order),
            ["", " DESC NULLS LAST", " NULLS FIRST", " DESC"]
        );
    }
}
