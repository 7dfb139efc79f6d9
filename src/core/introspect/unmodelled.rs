//! Lists what a database holds and no kind models: whole objects, and properties of objects
//! that are modelled.
//!
//! It reads enough to tell two definitions apart, and nothing to write one. What a kind
//! models by the same name leaves the list by itself.

use crate::{
    catalog::Unmodelled,
    conn::Row,
    kinds::{self, ReadCx},
    sql::quote::literal,
};

/// A catalog of the server whose rows are objects without a kind.
struct Listed {
    /// The kind in PostgreSQL's words.
    kind: &'static str,
    /// The catalog; its rows are called `x`.
    catalog: &'static str,
    /// The column that holds the schema; empty for what stands in none.
    schema: &'static str,
    /// A further condition.
    only: &'static str,
    /// What the row itself does not say in words, as SQL text; NULL if nothing.
    more: String,
}

/// Returns the SQL that lists kind, name and digest.
///
/// The digest is made of the row's words: numbers and OIDs differ from database to
/// database, so that what they stand for is added in words.
pub(super) fn query(cx: &ReadCx) -> String {
    let mut listed = in_schemas();
    listed.extend(of_types());
    listed.extend(of_the_database(cx));
    let objects: Vec<String> = listed
        .iter()
        .filter(|it| kinds::named(it.kind).is_none())
        .map(|it| select(cx, it))
        .collect();
    let mut parts = vec![format!(
        "SELECT l.kind, i.identity, md5(concat_ws(' ', l.more, \
         (SELECT string_agg(e.key || '=' || e.value, ' ' ORDER BY e.key) \
         FROM jsonb_each_text(l.words) e WHERE e.value !~ '^[][\", 0-9.-]*$'), \
         (SELECT d.description FROM pg_description d \
         WHERE d.classoid = l.class AND d.objoid = l.oid AND d.objsubid = 0))) \
         FROM ({}) l (kind, class, oid, words, more), \
         pg_identify_object(l.class, l.oid, 0) i \
         WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = l.class \
         AND d.objid = l.oid AND d.deptype IN ('e', 'i'))",
        objects.join(" UNION ALL ")
    )];
    parts.extend(properties(cx));
    parts.join(" UNION ALL ")
}

/// Reads a row of [`query`].
pub(super) fn read(row: &Row) -> Option<Unmodelled> {
    Some(Unmodelled {
        kind: row.get(0)?.to_owned(),
        name: row.get(1)?.to_owned(),
        digest: row.get(2).unwrap_or_default().to_owned(),
    })
}

fn select(cx: &ReadCx, it: &Listed) -> String {
    let Listed {
        kind,
        catalog,
        more,
        ..
    } = it;
    // Rows with an expression in them have positions and OIDs in their text.
    let words = match *catalog {
        "pg_class" | "pg_statistic_ext" => "'{}'::jsonb",
        _ => "to_jsonb(x)",
    };
    let mut sql = format!(
        "SELECT '{kind}', '{catalog}'::regclass::oid, x.oid, {words}, {more} \
         FROM {catalog} x WHERE x.oid >= 16384"
    );
    if !it.schema.is_empty() {
        sql = sql + " AND " + &cx.in_scope(it.schema);
    }
    if !it.only.is_empty() {
        sql = sql + " AND " + it.only;
    }
    sql
}

fn in_schemas() -> Vec<Listed> {
    let entry = |kind, catalog, schema, more: &str| Listed {
        kind,
        catalog,
        schema,
        only: "",
        more: more.to_owned(),
    };
    vec![
        entry(
            "conversion",
            "pg_conversion",
            "x.connamespace",
            "concat_ws(' ', pg_encoding_to_char(x.conforencoding), \
             pg_encoding_to_char(x.contoencoding))",
        ),
        entry(
            "operator",
            "pg_operator",
            "x.oprnamespace",
            "concat_ws(' ', format_type(x.oprresult, NULL), x.oprcom::regoperator, \
             x.oprnegate::regoperator)",
        ),
        entry(
            "operator class",
            "pg_opclass",
            "x.opcnamespace",
            "concat_ws(' ', format_type(x.opcintype, NULL), format_type(x.opckeytype, NULL), \
             (SELECT f.identity FROM pg_identify_object('pg_opfamily'::regclass, x.opcfamily, 0) f))",
        ),
        entry("operator family", "pg_opfamily", "x.opfnamespace", FAMILY),
        entry(
            "statistics object",
            "pg_statistic_ext",
            "x.stxnamespace",
            STATISTICS,
        ),
        entry(
            "text search parser",
            "pg_ts_parser",
            "x.prsnamespace",
            "NULL",
        ),
        entry(
            "text search template",
            "pg_ts_template",
            "x.tmplnamespace",
            "NULL",
        ),
        Listed {
            only: "x.relkind = 'f'",
            ..entry("foreign table", "pg_class", "x.relnamespace", FOREIGN_TABLE)
        },
    ]
}

const FAMILY: &str = "concat_ws(' ', (SELECT string_agg(concat_ws(' ', o.amopstrategy, \
             o.amopopr::regoperator, o.amoppurpose), ', ' ORDER BY o.amopstrategy, \
             o.amopopr::regoperator::text) FROM pg_amop o WHERE o.amopfamily = x.oid), \
             (SELECT string_agg(concat_ws(' ', p.amprocnum, p.amproc::oid::regprocedure), ', ' \
             ORDER BY p.amprocnum, p.amproc::oid::regprocedure::text) \
             FROM pg_amproc p WHERE p.amprocfamily = x.oid))";

const STATISTICS: &str = "concat_ws(' ', pg_get_statisticsobjdef(x.oid), \
     nullif(to_jsonb(x)->>'stxstattarget', '-1'))";

const FOREIGN_TABLE: &str = "(SELECT concat_ws(' ', s.srvname, f.ftoptions, \
     pg_get_expr(x.relpartbound, x.oid), \
     (SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) \
     FROM pg_inherits h WHERE h.inhrelid = x.oid), \
     (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), \
     a.attnotnull, a.attgenerated, a.attfdwoptions, pg_get_expr(v.adbin, v.adrelid)), ', ' \
     ORDER BY a.attname) FROM pg_attribute a LEFT JOIN pg_attrdef v \
     ON v.adrelid = a.attrelid AND v.adnum = a.attnum \
     WHERE a.attrelid = x.oid AND a.attnum > 0 AND NOT a.attisdropped), \
     (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname) \
     FROM pg_constraint k WHERE k.conrelid = x.oid), \
     (SELECT string_agg(pg_get_triggerdef(t.oid), ', ' ORDER BY t.tgname) \
     FROM pg_trigger t WHERE t.tgrelid = x.oid AND NOT t.tgisinternal)) \
     FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver \
     WHERE f.ftrelid = x.oid)";

/// Array types are told by their output function: a base type may claim their category.
fn of_types() -> [Listed; 2] {
    let entry = |kind, only, more: &str| Listed {
        kind,
        catalog: "pg_type",
        schema: "x.typnamespace",
        only,
        more: more.to_owned(),
    };
    [
        entry(
            "base type",
            "x.typtype = 'b' AND x.typoutput <> 'array_out'::regproc",
            "concat_ws(' ', x.typlen, format_type(nullif(x.typelem, 0), NULL), \
             x.typcollation <> 0)",
        ),
        entry(
            "shell type",
            "x.typtype = 'p' AND NOT x.typisdefined",
            "NULL",
        ),
    ]
}

fn of_the_database(cx: &ReadCx) -> Vec<Listed> {
    let entry = |kind, catalog, more: &str| Listed {
        kind,
        catalog,
        schema: "",
        only: "",
        more: more.to_owned(),
    };
    vec![
        entry("access method", "pg_am", "NULL"),
        entry("cast", "pg_cast", "x.castfunc::regprocedure::text"),
        entry(
            "event trigger",
            "pg_event_trigger",
            "x.evtfoid::regprocedure::text",
        ),
        entry(
            "foreign-data wrapper",
            "pg_foreign_data_wrapper",
            "concat_ws(' ', x.fdwhandler::regproc, x.fdwvalidator::regproc)",
        ),
        entry(
            "foreign server",
            "pg_foreign_server",
            "(SELECT w.fdwname FROM pg_foreign_data_wrapper w WHERE w.oid = x.srvfdw)",
        ),
        entry(
            "language",
            "pg_language",
            "concat_ws(' ', x.lanplcallfoid::regproc, x.laninline::regproc, \
             x.lanvalidator::regproc)",
        ),
        entry("publication", "pg_publication", &publication(cx)),
        entry("transform", "pg_transform", "NULL"),
    ]
}

/// Row filters, column lists and whole schemas are of PostgreSQL 15 and later.
fn publication(cx: &ReadCx) -> String {
    let table = cx.since(
        15,
        "concat_ws(' ', r.prrelid::regclass, pg_get_expr(r.prqual, r.prrelid), \
         (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a \
         WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)))",
        "r.prrelid::regclass::text",
    );
    let schemas = cx.since(
        15,
        "(SELECT string_agg(s.pnnspid::regnamespace::text, ', ' \
         ORDER BY s.pnnspid::regnamespace::text) \
         FROM pg_publication_namespace s WHERE s.pnpubid = x.oid)",
        "NULL",
    );
    format!(
        "concat_ws(' ', (SELECT string_agg({table}, ', ' ORDER BY r.prrelid::regclass::text) \
         FROM pg_publication_rel r WHERE r.prpubid = x.oid), {schemas})"
    )
}

/// Returns the queries for what is no row of its own, and for catalogs that an ordinary
/// role may not read whole: options of user mappings and the connection of a subscription
/// hold passwords and are never read.
fn properties(cx: &ReadCx) -> Vec<String> {
    let mut parts = Vec::new();
    let mut unless = |kind: &str, sql: String| {
        if kinds::named(kind).is_none() {
            parts.push(sql);
        }
    };
    unless(
        "user mapping",
        "SELECT 'user mapping', m.usename || ' on server ' || m.srvname, '' \
         FROM pg_user_mappings m"
            .to_owned(),
    );
    unless(
        "subscription",
        "SELECT 'subscription', quote_ident(s.subname), \
         md5(concat_ws(' ', s.subpublications, s.subenabled)) FROM pg_subscription s \
         WHERE s.subdbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())"
            .to_owned(),
    );
    parts.push(format!(
        "SELECT 'tablespace', concat_ws(' ', i.type, i.identity), md5(s.spcname) \
         FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace, \
         pg_identify_object('pg_class'::regclass, c.oid, 0) i \
         WHERE {} AND c.relkind <> 't' AND i.type <> ALL ({})",
        cx.in_scope("c.relnamespace"),
        kinds_with("tablespace")
    ));
    parts.push(format!(
        "SELECT 'dependency on an extension', \
         concat_ws(' ', i.type, i.identity, 'on', e.extname), '' \
         FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid, \
         pg_identify_object(d.classid, d.objid, d.objsubid) i \
         WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass \
         AND i.type <> ALL ({})",
        kinds_with("depends_on_extension")
    ));
    parts
}

/// Returns the names of the kinds that model an attribute, as an SQL array: the server
/// calls them the same.
fn kinds_with(attribute: &str) -> String {
    let names: Vec<String> = kinds::ALL
        .iter()
        .filter(|rules| rules.attrs().iter().any(|def| def.name == attribute))
        .map(|rules| literal(rules.kind().name()))
        .collect();
    format!("ARRAY[{}]::text[]", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kind_models_is_not_listed() {
        let cx = ReadCx {
            version: 150_000,
            schemas: "'{2200}'::oid[]".into(),
        };
        let sql = query(&cx);
        assert!(sql.contains("'operator family'"));
        for rules in kinds::ALL {
            let quoted = format!("SELECT '{}',", rules.kind().name());
            assert!(!sql.contains(&quoted), "{quoted}");
        }
    }

    #[test]
    fn passwords_are_not_asked_for() {
        let cx = ReadCx {
            version: 150_000,
            schemas: "'{2200}'::oid[]".into(),
        };
        let sql = query(&cx);
        assert!(!sql.contains("umoptions") && !sql.contains("subconninfo"));
    }
}
