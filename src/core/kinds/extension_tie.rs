//! `DEPENDS ON EXTENSION` (manual, "ALTER FUNCTION"): what is dropped together with an
//! extension though it is no member of it. For functions, procedures, triggers,
//! materialized views and indexes. The dependency itself is read with all the others.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{Draft, Fields, Reader, list_changes};

/// The names of the extensions.
pub const DEPENDS_ON_EXTENSION: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "depends_on_extension",
    class: AttrClass::Plain,
});

/// Returns the join that gives the column `tie.extensions`, for the rows of a catalog whose
/// OIDs are `oid`. It starts at the few extensions: `pg_depend` is large.
pub(super) fn join(catalog: &str, oid: &str) -> String {
    format!(
        "LEFT JOIN (SELECT d.objid, array_agg(e.extname::text ORDER BY e.extname) AS extensions \
         FROM pg_extension e JOIN pg_depend d ON d.refobjid = e.oid \
         AND d.refclassid = 'pg_extension'::regclass WHERE d.deptype = 'x' \
         AND d.classid = '{catalog}'::regclass GROUP BY d.objid) tie ON tie.objid = {oid}"
    )
}

/// Reads the column `tie.extensions`.
pub(super) fn read(row: &mut Fields<'_>, reader: &mut Reader, draft: &mut Draft) -> Result<()> {
    if let Some(names) = row.take::<Option<Vec<&str>>>()? {
        draft.set(DEPENDS_ON_EXTENSION, reader.names(names));
    }
    Ok(())
}

/// Returns the statements that bring the ties of the object at `address` from old to new.
/// OR REPLACE unties an object (measured on 15): its old ties are none.
pub(super) fn changes(address: Option<String>, old: &[Name], new: &[Name]) -> Vec<Action> {
    let Some(address) = address else {
        return Vec::new();
    };
    let (added, gone) = list_changes(old, new);
    let statement = |no: &str, name: &Name| {
        let name = ident(name);
        let words = ["INDEX ", "MATERIALIZED VIEW "];
        let relation = words.iter().find_map(|word| address.strip_prefix(word));
        let risk = match relation {
            Some(relation) => Risk::none().lock(relation, Lock::AccessExclusive),
            None => Risk::none(),
        };
        let sql = format!("ALTER {address} {no}DEPENDS ON EXTENSION {name}");
        Action::new(sql).risk(risk)
    };
    let gone = gone.into_iter().map(|name| statement("NO ", name));
    gone.chain(added.into_iter().map(|name| statement("", name)))
        .collect()
}
