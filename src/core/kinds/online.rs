//! What online plans make for the time being: names and marks of helpers, and the statement
//! that changes all rows of a table in batches.
//!
//! Helpers bear a mark in their comment, so that no catalog holds them; a plan that is run
//! to its end leaves none.

use sha2::{Digest, Sha256};

use crate::{
    catalog::{Action, Object, ObjectId, Timing},
    risk::{Lock, Risk},
    sql::quote::literal,
};

use super::common::COMMENT;

/// What the comment of everything begins with that pgworks made for itself.
pub const MARK: &str = "pgworks:";

/// How many pages of a table one batch covers.
const PAGES: u32 = 100;

/// What surrounds an update of all rows of a table.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The tables that it concerns, as SQL names them.
    pub tables: Vec<String>,
    /// The statements before it, one a table.
    pub before: Vec<String>,
    /// The statements behind it, one a table.
    pub after: Vec<String>,
}

/// Tells whether pgworks made an object for the time being.
pub fn is_helper(object: &Object) -> bool {
    object.text(COMMENT).starts_with(MARK)
}

/// Returns the name of a helper: the same for the same object each time, and hardly
/// anybody else's. `role` tells several for one object apart.
pub(super) fn helper_name(id: &ObjectId, role: &str) -> String {
    let digest = Sha256::digest(format!("{} {}", id.kind, id.dotted()));
    let hex = digest
        .iter()
        .take(6)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("pgworks_{role}_{hex}")
}

/// Returns the statement that marks a helper; `address` is what stands behind COMMENT ON.
pub(super) fn mark(address: &str, of: &ObjectId) -> Action {
    let text = format!("{MARK}helper: stands in for {of} while an online plan runs");
    let risk = match address.strip_prefix("INDEX ") {
        Some(index) => Risk::none().lock(index, Lock::ShareUpdateExclusive),
        None => Risk::none(),
    };
    Action::new(format!("COMMENT ON {address} IS {}", literal(&text))).risk(risk)
}

/// Returns the statement that sets a column in all rows of a table and of those below it,
/// where `condition` holds, in batches that are committed one by one.
///
/// It walks the pages, so that each is read once; a second round finds the rows that moved
/// to a page behind it. `set` and `condition` are SQL; `around` are statements before the
/// first batch and after the last.
pub(super) fn backfill(table: &str, set: &str, condition: &str, around: &Around) -> Action {
    let (name, set, condition) = (literal(table), literal(set), literal(condition));
    let [before, after] = [&around.before, &around.after].map(|list| {
        let each = |sql: &String| format!("\n    {sql};\n    COMMIT;");
        list.iter().map(each).collect::<String>()
    });
    let sql = format!(
        "DO $pgworks$
DECLARE
    relations pg_catalog.oid[] := ARRAY(
        WITH RECURSIVE tree (relation) AS (
            SELECT {name}::pg_catalog.regclass::pg_catalog.oid
            UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i
            JOIN tree t ON t.relation OPERATOR(pg_catalog.=) i.inhparent)
        SELECT t.relation FROM tree t JOIN pg_catalog.pg_class c
        ON c.oid OPERATOR(pg_catalog.=) t.relation
        WHERE c.relkind OPERATOR(pg_catalog.=) 'r'::\"char\");
    one pg_catalog.oid;
    page pg_catalog.int8;
    pages pg_catalog.int8;
BEGIN{before}
    FOR pass IN 1..2 LOOP
        FOREACH one IN ARRAY relations LOOP
            page := 0;
            LOOP
                pages := pg_catalog.pg_relation_size(one) OPERATOR(pg_catalog./)
                    pg_catalog.current_setting('block_size')::pg_catalog.int8;
                EXIT WHEN page OPERATOR(pg_catalog.>=) pages;
                EXECUTE pg_catalog.format('UPDATE ONLY %s SET %s WHERE (%s) AND ctid '
                    'OPERATOR(pg_catalog.>=) ''(%s,0)'' AND ctid OPERATOR(pg_catalog.<) ''(%s,0)''',
                    one::pg_catalog.regclass, {set}, {condition}, page,
                    page OPERATOR(pg_catalog.+) {PAGES});
                page := page OPERATOR(pg_catalog.+) {PAGES};
                COMMIT;
            END LOOP;
        END LOOP;
    END LOOP;{after}
END $pgworks$"
    );
    let exclusive = |risk: Risk, table: &String| risk.lock(table.clone(), Lock::AccessExclusive);
    let risk = around.tables.iter().fold(Risk::none(), exclusive);
    let risk = risk
        .lock_all(table, Lock::RowExclusive)
        .scan()
        .breaking(format!(
            "whoever counts updates: it fires the UPDATE triggers of {table}"
        ));
    let action = Action::new(sql).risk(risk).timing(Timing::Batches);
    around
        .after
        .iter()
        .fold(action, |action, sql| action.taken_back_by(sql.clone()))
}
