//! A cheap look at whether somebody else changed what the plan is about.
//!
//! The catalog is read and compared with the guard before the first transaction. Reading
//! it again within each would take long and wait for locks. So a stamp over the row
//! versions of the objects named in the guards is taken before the reading, and within
//! each transaction compared as soon as its locks are held: if it is another, the
//! transaction is given up and the catalog read again, which decides. At the end of the
//! transaction, rows of others that came since its locks were held are looked for again:
//! functions and types have no lock that lasts. The stamp as of then, own changes
//! included, is what the next transaction is held against.

use crate::{conn::Session, error::Result, sql::quote::literal};

use super::road::Road;

/// The objects that are looked at, as two SQL arrays of schemas and names.
#[derive(Clone, Debug)]
pub(super) struct Stamped {
    schemas: String,
    names: String,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// A digest of all row versions.
    pub(super) stamp: String,
    /// How many row versions transactions made that the given snapshot does not see, other
    /// than the present one.
    pub(super) others: u64,
    /// The snapshot that was current.
    pub(super) snapshot: String,
}

impl Stamped {
    pub(super) fn of(road: &Road<'_>) -> Self {
        let names = road.names();
        let array = |parts: Vec<String>| format!("ARRAY[{}]::name[]", parts.join(", "));
        Self {
            schemas: array(names.iter().map(|it| literal(it.0)).collect()),
            names: array(names.iter().map(|it| literal(it.1)).collect()),
        }
    }

    /// Looks at the row versions; `since` is the snapshot that tells what is new.
    ///
    /// A row's `xmin` has 32 bits; the present transaction id tells its epoch. One that is
    /// two thousand million transactions old may be taken for new: that costs a reading.
    pub(super) async fn look(&self, session: &Session, since: Option<&str>) -> Result<Seen> {
        let since = since.map_or("NULL".into(), literal);
        let (schemas, names) = (&self.schemas, &self.names);
        let of_relation = |catalog: &str, column: &str| {
            format!(
                "SELECT x.tableoid, x.ctid, x.xmin FROM {catalog} x \
                 JOIN relations r ON r.oid = x.{column}"
            )
        };
        let rows = [
            of_relation("pg_class", "oid"),
            of_relation("pg_attribute", "attrelid"),
            of_relation("pg_attrdef", "adrelid"),
            of_relation("pg_constraint", "conrelid"),
            of_relation("pg_index", "indrelid"),
            of_relation("pg_trigger", "tgrelid"),
            of_relation("pg_policy", "polrelid"),
            of_relation("pg_rewrite", "ev_class"),
            of_relation("pg_inherits", "inhrelid"),
            "SELECT x.tableoid, x.ctid, x.xmin FROM pg_proc x JOIN wanted w \
             ON w.schema = x.pronamespace AND w.name = x.proname"
                .into(),
            "SELECT x.tableoid, x.ctid, x.xmin FROM types x".into(),
            "SELECT x.tableoid, x.ctid, x.xmin FROM pg_enum x \
             JOIN types t ON t.oid = x.enumtypid"
                .into(),
            "SELECT x.tableoid, x.ctid, x.xmin FROM pg_constraint x \
             JOIN types t ON t.oid = x.contypid"
                .into(),
        ];
        let sql = format!(
            "WITH wanted AS MATERIALIZED (SELECT n.oid AS schema, u.name \
             FROM unnest({schemas}, {names}) u (schema, name) \
             JOIN pg_namespace n ON n.nspname = u.schema), \
             relations AS MATERIALIZED (SELECT c.oid FROM wanted w JOIN pg_class c \
             ON c.relnamespace = w.schema AND c.relname = w.name), \
             types AS MATERIALIZED (SELECT t.oid, t.tableoid, t.ctid, t.xmin FROM wanted w \
             JOIN pg_type t ON t.typnamespace = w.schema AND t.typname = w.name), \
             seen AS (SELECT v.*, v.xmin::text::bigint AS made, \
             pg_current_xact_id_if_assigned()::text::bigint AS own, \
             pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next \
             FROM ({}) v (catalog, place, xmin)) \
             SELECT count(*) || '/' || coalesce(sum(hashtextextended(\
             catalog::oid || ' ' || place::text || ' ' || xmin::text, 0)::numeric), 0), \
             count(*) FILTER (WHERE {since}::pg_snapshot IS NOT NULL AND NOT \
             pg_visible_in_snapshot((next - ((next - made) & 4294967295))::text::xid8, \
             {since}::pg_snapshot) AND made IS DISTINCT FROM own & 4294967295), \
             pg_current_snapshot()::text FROM seen",
            rows.join(" UNION ALL ")
        );
        let row = session.query_one(&sql).await?;
        let field = |at| row.get(at).unwrap_or_default();
        Ok(Seen {
            stamp: field(0).to_owned(),
            others: field(1).parse().unwrap_or(0),
            snapshot: field(2).to_owned(),
        })
    }
}
