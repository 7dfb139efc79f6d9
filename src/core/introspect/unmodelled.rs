//! Lists what a database holds and no kind models. Every kind of object that PostgreSQL
//! keeps in a database has one: what is left are properties of some kinds.
//!
//! It reads enough to tell two definitions apart, and nothing to write one. What a kind
//! models by an attribute leaves the list by itself.

use crate::{
    catalog::Unmodelled,
    conn::Row,
    kinds::{self, ReadCx},
    sql::quote::literal,
};

/// Returns the SQL that lists kind, name and digest. Digests are made of words: OIDs
/// differ from database to database.
pub(super) fn query(cx: &ReadCx) -> String {
    let tablespaces = format!(
        "SELECT 'tablespace', concat_ws(' ', i.type, i.identity), md5(s.spcname) \
         FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace, \
         pg_identify_object('pg_class'::regclass, c.oid, 0) i \
         WHERE {} AND c.relkind <> 't' AND i.type <> ALL ({})",
        cx.in_scope("c.relnamespace"),
        kinds_with("tablespace")
    );
    let ties = format!(
        "SELECT 'dependency on an extension', \
         concat_ws(' ', i.type, i.identity, 'on', e.extname), '' \
         FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid, \
         pg_identify_object(d.classid, d.objid, d.objsubid) i \
         WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass \
         AND i.type <> ALL ({})",
        kinds_with("depends_on_extension")
    );
    format!("{tablespaces} UNION ALL {ties}")
}

/// Reads a row of [`query`].
pub(super) fn read(row: &Row) -> Option<Unmodelled> {
    Some(Unmodelled {
        kind: row.get(0)?.to_owned(),
        name: row.get(1)?.to_owned(),
        digest: row.get(2).unwrap_or_default().to_owned(),
    })
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
            globals: false,
            is_superuser: true,
            relations: None,
        };
        let sql = query(&cx);
        assert!(sql.contains("'materialized view'") && sql.contains("'function'"));
    }
}
