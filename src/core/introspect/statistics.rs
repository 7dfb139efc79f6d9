//! What the server counts about one object: rows, sizes, scans, when it was last vacuumed.
//!
//! One query by the name that the object takes, so that a pane can ask for it at any time.
//! It never waits for a lock: sizes are left out where somebody holds or wants the table for
//! himself. Rows are not counted here, and nothing of it is compared.

use crate::{
    catalog::{Attrs, Object, ObjectId},
    conn::Session,
    error::{Result, ServerError},
    kinds,
    sql::quote::literal,
};

/// Lists what the server counts about an object: labels and values, in the order in which to
/// show them. Empty for what nothing is counted of; what this role may not read, or what is
/// not counted here, is a value that says so.
pub async fn statistics(session: &Session, id: &ObjectId) -> Result<Vec<(String, String)>> {
    let Some(sql) = query(id) else {
        return Ok(Vec::new());
    };
    let rows = match session.query(&sql).await {
        Ok(rows) => rows,
        Err(report) if report.sqlstate() == Some(NOT_ALLOWED) => {
            let why = report
                .server_error()
                .map(|ServerError { message, .. }| message);
            let why = why.map_or("no permission", |it| it);
            return Ok(vec![("statistics".into(), format!("not readable: {why}"))]);
        }
        Err(report) => return Err(report),
    };
    let pair = |row: &crate::conn::Row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned()));
    Ok(rows.iter().filter_map(pair).collect())
}

/// `insufficient_privilege`.
const NOT_ALLOWED: &str = "42501";

/// Returns the query for an object; nothing for one that takes no name under which the
/// server counts.
fn query(id: &ObjectId) -> Option<String> {
    let object = Object {
        id: id.clone(),
        parent: None,
        attrs: Attrs::default(),
    };
    let claims = kinds::of(id.kind).claims(&object);
    claims
        .iter()
        .find_map(|claim| match (claim.space, claim.path.as_slice()) {
            ("relation", [schema, name]) => Some(of_relation(schema, name)),
            ("routine", [schema, name, arguments]) => Some(of_routine(schema, name, arguments)),
            _ => None,
        })
}

/// Tables, materialized views, indexes and sequences share their names.
fn of_relation(schema: &str, name: &str) -> String {
    let (schema, name) = (literal(schema), literal(name));
    let rows = sizes().into_iter().chain(counts()).chain(numbers());
    let values: Vec<String> = (1..)
        .zip(rows)
        .map(|(place, (label, value))| format!("({place}, '{label}', {value})"))
        .collect();
    format!(
        "WITH c AS MATERIALIZED (SELECT c.oid, c.relkind, c.reltuples, c.relpages, \
         c.reltoastrelid, c.relkind IN ('r', 'm') AS is_table, s.seqmax, s.seqmin, \
         s.seqincrement, current_setting('server_version_num')::int AS version, \
         c.relkind IN ('r', 'm', 'i') AND EXISTS (SELECT FROM pg_locks l WHERE l.relation = c.oid \
         AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()) AS is_locked, \
         CASE WHEN c.relkind = 'S' AND has_sequence_privilege(c.oid, 'USAGE, SELECT') \
         THEN coalesce(pg_sequence_last_value(c.oid)::text, 'never used') END AS last_value \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_sequence s ON s.seqrelid = c.oid \
         WHERE n.nspname = {schema} AND c.relname = {name}) \
         SELECT v.label, v.value FROM c CROSS JOIN LATERAL (VALUES {}) v (place, label, value) \
         WHERE v.value IS NOT NULL ORDER BY v.place",
        values.join(", ")
    )
}

/// A label, and the expression for its value; NULL where it does not fit the relation.
type Entry = (&'static str, String);

fn of_table(value: &str) -> String {
    format!("CASE WHEN c.is_table THEN ({value})::text END")
}

fn of_index(value: &str) -> String {
    format!("CASE WHEN c.relkind = 'i' THEN ({value})::text END")
}

fn sizes() -> Vec<Entry> {
    let size = |call: &str| format!("CASE WHEN NOT c.is_locked THEN pg_size_pretty({call}) END");
    let own = size("pg_relation_size(c.oid)");
    let toast = size(
        "pg_table_size(c.oid) - pg_relation_size(c.oid) - pg_relation_size(c.oid, 'fsm') \
         - pg_relation_size(c.oid, 'vm')",
    );
    vec![
        ("estimated rows", ESTIMATE.to_owned()),
        ("table size", of_table(&own)),
        ("index size", of_table(&size("pg_indexes_size(c.oid)"))),
        (
            "TOAST size",
            format!("CASE WHEN c.is_table AND c.reltoastrelid <> 0 THEN {toast} END"),
        ),
        (
            "total size",
            of_table(&size("pg_total_relation_size(c.oid)")),
        ),
        ("size", of_index(&own)),
        ("sizes", LOCKED.to_owned()),
    ]
}

/// The functions behind the views `pg_stat_*` are called: those views cannot be asked for
/// one table without looking at all.
fn counts() -> Vec<Entry> {
    vec![
        ("live rows", of_table("pg_stat_get_live_tuples(c.oid)")),
        ("dead rows", of_table("pg_stat_get_dead_tuples(c.oid)")),
        (
            "rows inserted",
            of_table("pg_stat_get_tuples_inserted(c.oid)"),
        ),
        (
            "rows updated",
            of_table("pg_stat_get_tuples_updated(c.oid)"),
        ),
        (
            "rows deleted",
            of_table("pg_stat_get_tuples_deleted(c.oid)"),
        ),
        ("sequential scans", of_table("pg_stat_get_numscans(c.oid)")),
        ("index scans", of_table(INDEX_SCANS)),
        ("scans", of_index("pg_stat_get_numscans(c.oid)")),
        (
            "entries read",
            of_index("pg_stat_get_tuples_returned(c.oid)"),
        ),
        ("last vacuum", of_table(&moment("vacuum"))),
        ("last analyze", of_table(&moment("analyze"))),
    ]
}

fn numbers() -> Vec<Entry> {
    vec![
        ("partitions", PARTITIONS.to_owned()),
        ("last value", LAST_VALUE.to_owned()),
        ("used", USED.to_owned()),
    ]
}

const ESTIMATE: &str = "CASE WHEN c.relkind IN ('r', 'm', 'p') THEN CASE WHEN c.reltuples < 0 \
     OR c.reltuples + c.relpages = 0 AND c.version < 140000 THEN 'never analysed' \
     ELSE c.reltuples::bigint::text END END";

const LOCKED: &str =
    "CASE WHEN c.is_locked THEN 'not read: somebody has locked it, or waits to' END";

const INDEX_SCANS: &str = "SELECT sum(pg_stat_get_numscans(i.indexrelid)) FROM pg_index i \
     WHERE i.indrelid = c.oid";

const PARTITIONS: &str = "CASE WHEN c.relkind = 'p' THEN (SELECT count(*) FROM pg_inherits h \
     WHERE h.inhparent = c.oid)::text END";

const LAST_VALUE: &str = "CASE WHEN c.relkind = 'S' \
     THEN coalesce(c.last_value, 'not readable: no USAGE or SELECT on it') END";

/// How much of its numbers a sequence has given away.
const USED: &str = "CASE WHEN c.last_value ~ '^-?[0-9]+$' THEN round(100 * CASE \
     WHEN c.seqincrement > 0 THEN c.last_value::numeric - c.seqmin + 1 \
     ELSE c.seqmax - c.last_value::numeric + 1 END \
     / (c.seqmax::numeric - c.seqmin + 1), 1) || ' %' END";

/// Returns the expression for when a table was last looked after, and whether by the server
/// itself.
fn moment(what: &str) -> String {
    format!(
        "SELECT CASE WHEN t.own IS NULL AND t.auto IS NULL THEN 'never' \
         WHEN t.own IS NULL OR t.auto > t.own THEN t.auto::timestamptz(0) || ' (auto)' \
         ELSE t.own::timestamptz(0)::text END \
         FROM (SELECT pg_stat_get_last_{what}_time(c.oid), pg_stat_get_last_auto{what}_time(c.oid)) \
         t (own, auto)"
    )
}

fn of_routine(schema: &str, name: &str, arguments: &str) -> String {
    let (schema, name, arguments) = (literal(schema), literal(name), literal(arguments));
    format!(
        "WITH p AS MATERIALIZED (SELECT p.oid FROM pg_proc p \
         JOIN pg_namespace n ON n.oid = p.pronamespace \
         WHERE n.nspname = {schema} AND p.proname = {name} AND array_to_string(ARRAY(\
         SELECT format_type(u.t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY u (t, n) \
         ORDER BY u.n), ', ') = {arguments} AND p.prokind IN ('f', 'p', 'w')) \
         SELECT v.label, v.value FROM p CROSS JOIN LATERAL (VALUES \
         (1, 'calls', CASE WHEN current_setting('track_functions') = 'none' \
         AND pg_stat_get_function_calls(p.oid) IS NULL \
         THEN 'not counted here: track_functions is none' \
         ELSE coalesce(pg_stat_get_function_calls(p.oid), 0)::text END), \
         (2, 'total time', round(pg_stat_get_function_total_time(p.oid)::numeric, 1) || ' ms'), \
         (3, 'own time', round(pg_stat_get_function_self_time(p.oid)::numeric, 1) || ' ms')) \
         v (place, label, value) WHERE v.value IS NOT NULL ORDER BY v.place"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    fn of(kind: &str, path: &[&str]) -> Option<String> {
        query(&Catalog::id(kinds::named(kind).unwrap().kind(), path))
    }

    #[test]
    fn only_what_the_server_counts_is_asked_for() {
        for (kind, path) in [
            ("table", &["s", "t"][..]),
            ("sequence", &["s", "t"]),
            ("index", &["s", "t", "i"]),
            ("primary key", &["s", "t", "i"]),
            ("function", &["s", "f", "integer"]),
        ] {
            assert!(of(kind, path).is_some(), "{kind}");
        }
        assert!(
            of("primary key", &["s", "t", "i"])
                .unwrap()
                .contains("c.relname = 'i'")
        );
        assert!(of("table", &["s", "it's"]).unwrap().contains("'it''s'"));
        for (kind, path) in [("schema", &["s"][..]), ("column", &["s", "t", "c"])] {
            assert_eq!(of(kind, path), None, "{kind}");
        }
    }
}
