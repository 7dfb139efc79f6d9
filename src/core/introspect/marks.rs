//! Which relations changed since a reading: marks over the rows of the catalogs.
//!
//! Every row bears the transaction that wrote it (`xmin`). A mark is the sum over the hashes
//! of all rows whose OIDs fall together: it changes with whatever comes, goes or is written
//! anew. What a relation's texts name without a row of its own (a function that is called
//! otherwise now) is found by what depends on rows that are younger than the reading.

use std::fmt::Write as _;

use crate::{
    conn::Session,
    error::Result,
    kinds::{ReadCx, class},
    sql::quote::literal,
};

/// How many marks there are: OIDs that leave the same remainder share one.
const MARKS: usize = 16_384;

/// The state of the catalogs at the time of a reading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// The database, its server since it was started, and the role: another one may read
    /// other things.
    whose: String,
    /// The catalogs whose changes reach everywhere.
    whole: String,
    /// By remainder; those of which there is no row are 0.
    sums: Vec<i128>,
    /// The first transaction that the reading did not see.
    horizon: String,
}

/// What is to be read again.
pub(super) struct Touched {
    /// Relations and their indexes, as an SQL array of OIDs.
    pub(super) relations: String,
    /// The OIDs of these relations, ordered.
    pub(super) oids: Vec<u32>,
    /// These, their parts, and what belongs to no relation, as an SQL array of OIDs.
    pub(super) parts: String,
}

/// A catalog, the column with the OID that its rows go by, and which of them count.
const BY_RELATION: &[(&str, &str, &str)] = &[
    ("pg_class", "oid", "true"),
    ("pg_attribute", "attrelid", "x.attnum > 0"),
    // An index that went leaves no row that tells whose it was.
    ("pg_index", "indrelid", "true"),
    ("pg_constraint", "conrelid", "x.conrelid <> 0"),
    ("pg_attrdef", "adrelid", "true"),
    ("pg_trigger", "tgrelid", "true"),
    ("pg_rewrite", "ev_class", "true"),
    ("pg_policy", "polrelid", "true"),
    ("pg_inherits", "inhrelid", "true"),
    ("pg_sequence", "seqrelid", "true"),
    ("pg_partitioned_table", "partrelid", "true"),
    ("pg_foreign_table", "ftrelid", "true"),
    ("pg_description", "objoid", "x.classoid = ANY ({parts})"),
    ("pg_seclabel", "objoid", "x.classoid = ANY ({parts})"),
    ("pg_depend", "objid", "x.classid = ANY ({parts})"),
];

/// Catalogs that are small, seldom change, and whose names stand in texts everywhere.
const WHOLE: &[&str] = &[
    "pg_am",
    "pg_cast",
    "pg_collation",
    "pg_extension",
    "pg_foreign_data_wrapper",
    "pg_foreign_server",
    "pg_language",
    "pg_opclass",
    "pg_operator",
    "pg_opfamily",
    "pg_tablespace",
    "pg_ts_config",
    "pg_ts_dict",
];

/// The catalogs whose rows are relations or parts of relations.
const OF_RELATIONS: [u32; 6] = [
    class::RELATION,
    class::DEFAULT,
    class::CONSTRAINT,
    class::TRIGGER,
    class::RULE,
    class::POLICY,
];

/// Returns the catalogs of whose rows [`Touched::parts`] lists those to read, as an SQL array.
pub(super) fn classes_of_parts() -> String {
    oids(OF_RELATIONS.into_iter().chain([class::TYPE]))
}

fn oids(oids: impl IntoIterator<Item = u32>) -> String {
    let texts: Vec<String> = oids.into_iter().map(|oid| oid.to_string()).collect();
    format!("{}::oid[]", literal(&format!("{{{}}}", texts.join(","))))
}

/// Takes the marks as the session's snapshot sees the catalogs.
pub(super) async fn take(session: &Session) -> Result<Marks> {
    let mut whole = String::new();
    for (at, catalog) in WHOLE.iter().enumerate() {
        let or = if at == 0 { "" } else { " UNION ALL " };
        // Writing to a String cannot fail.
        let _ = write!(
            whole,
            "{or}SELECT {at} AS at, x.oid::int8 AS oid, x.xmin::text::int8 AS xid FROM {catalog} x"
        );
    }
    let mut rows = String::new();
    for (at, (catalog, column, condition)) in BY_RELATION.iter().enumerate() {
        let or = if at == 0 { "" } else { " UNION ALL " };
        let condition = condition.replace("{parts}", &oids(OF_RELATIONS));
        let _ = write!(
            rows,
            "{or}SELECT x.{column}::int8 AS oid, hashint8extended((x.{column}::int8 << 32) \
             | x.xmin::text::int8, {at}) AS hash FROM {catalog} x \
             WHERE x.{column} >= 16384 AND {condition}"
        );
    }
    let row = session
        .query_one(&format!(
            "SELECT concat_ws(' ', d.oid, current_user, session_user, \
             extract(epoch FROM pg_postmaster_start_time())), \
             (SELECT sum(hashint8extended((w.oid << 32) | w.xid, w.at))::text FROM ({whole}) w), \
             (SELECT string_agg(m.at || ' ' || m.mark, ' ') FROM (SELECT r.oid % {MARKS} AS at, \
             sum(r.hash) AS mark FROM ({rows}) r GROUP BY 1) m), \
             pg_snapshot_xmin(pg_current_snapshot())::text \
             FROM pg_database d WHERE d.datname = current_database()"
        ))
        .await?;
    let field = |at: usize| row.get(at).unwrap_or_default().to_owned();
    let mut sums = vec![0; MARKS];
    let all = field(2);
    let mut words = all.split(' ');
    while let (Some(at), Some(mark)) = (words.next(), words.next()) {
        let slot = at.parse().ok().and_then(|at: usize| sums.get_mut(at));
        if let (Some(slot), Ok(mark)) = (slot, mark.parse()) {
            *slot = mark;
        }
    }
    Ok(Marks {
        whose: field(0),
        whole: field(1),
        sums,
        horizon: field(3),
    })
}

impl Marks {
    /// Returns the remainders whose marks differ; nothing where all is to be read again.
    pub(super) fn differing(&self, before: &Self) -> Option<Vec<usize>> {
        if self.whose != before.whose || self.whole != before.whole {
            return None;
        }
        let pairs = self.sums.iter().zip(&before.sums).enumerate();
        let differing = pairs.filter(|(_, (is, was))| is != was);
        let differing: Vec<usize> = differing.map(|(at, _)| at).collect();
        // To pick an eighth of all takes longer than to read all.
        (differing.len() <= MARKS / 8).then_some(differing)
    }

    /// Returns the place of an OID's mark.
    pub(super) fn remainder(oid: u32) -> usize {
        oid as usize % MARKS
    }
}

/// Finds the relations that changed since `before`, with those whose texts may have.
pub(super) async fn touched(
    session: &Session,
    cx: &ReadCx,
    before: &Marks,
    differing: &[usize],
) -> Result<Touched> {
    let remainders: Vec<String> = differing.iter().map(ToString::to_string).collect();
    let differs = |oid: &str| {
        format!(
            "{oid}::int8 % {MARKS} = ANY ({}::int8[])",
            literal(&format!("{{{}}}", remainders.join(",")))
        )
    };
    let recent = |catalog: &str, class: u32, column: &str| {
        format!(
            "SELECT {class}::oid AS class, x.{column} AS oid FROM {catalog} x \
             WHERE age(x.xmin) <= age(({}::int8 % 4294967296)::text::xid) AND x.{column} >= 16384",
            literal(&before.horizon)
        )
    };
    let recent = [
        recent("pg_class", class::RELATION, "oid"),
        recent("pg_attribute", class::RELATION, "attrelid"),
        recent("pg_proc", class::FUNCTION, "oid"),
        recent("pg_type", class::TYPE, "oid"),
        recent("pg_enum", class::TYPE, "enumtypid"),
    ]
    .join(" UNION ");
    // What the rows of a catalog belong to.
    let part = |catalog: &str, relation: &str, class: u32| {
        let is_hit = differs("x.oid");
        format!(
            "SELECT x.{relation} FROM {catalog} x WHERE x.{relation} >= 16384 AND ({is_hit} \
             OR x.oid IN (SELECT n.objid FROM near n WHERE n.classid = {class}))"
        )
    };
    let hit = [
        part("pg_class", "oid", class::RELATION),
        part("pg_constraint", "conrelid", class::CONSTRAINT),
        part("pg_attrdef", "adrelid", class::DEFAULT),
        part("pg_trigger", "tgrelid", class::TRIGGER),
        part("pg_rewrite", "ev_class", class::RULE),
        part("pg_policy", "polrelid", class::POLICY),
    ]
    .join(" UNION ");
    // The condition of a default partition says what all others hold, also those that left.
    let partitions = "SELECT d.inhrelid FROM tree t JOIN pg_inherits d ON d.inhparent = t.oid";
    let rows = session
        .query(&format!(
            "WITH RECURSIVE recent AS MATERIALIZED ({recent}), \
             near AS MATERIALIZED (SELECT d.classid, d.objid FROM recent r \
             JOIN pg_depend d ON d.refclassid = r.class AND d.refobjid = r.oid), \
             hit (oid) AS MATERIALIZED ({hit}), \
             owners (oid) AS (SELECT oid FROM hit \
             UNION SELECT i.indrelid FROM hit JOIN pg_index i ON i.indexrelid = hit.oid \
             UNION SELECT c.oid FROM hit JOIN pg_class c ON c.reltoastrelid = hit.oid \
             UNION SELECT d.refobjid FROM hit JOIN pg_depend d ON d.classid = {relation} \
             AND d.objid = hit.oid AND d.refclassid = {relation} AND d.deptype IN ('i', 'a')), \
             defaults (oid) AS (SELECT partdefid FROM pg_partitioned_table \
             WHERE partdefid <> 0 AND {is_any}), \
             tree (oid) AS (SELECT oid FROM owners UNION SELECT oid FROM defaults \
             UNION {partitions}) \
             SELECT oid FROM tree",
            relation = class::RELATION,
            is_any = !differing.is_empty(),
        ))
        .await?;
    let mut found: Vec<u32> = rows
        .iter()
        .filter_map(|row| row.get(0)?.parse().ok())
        .collect();
    found.sort_unstable();
    parts(session, cx, found).await
}

/// Lists the indexes and the other parts of relations.
async fn parts(session: &Session, cx: &ReadCx, found: Vec<u32>) -> Result<Touched> {
    let list = oids(found.iter().copied());
    let row = session
        .query_one(&format!(
            "WITH r AS MATERIALIZED (SELECT unnest({list}) AS oid UNION SELECT i.indexrelid \
             FROM pg_index i WHERE i.indrelid = ANY ({list})), \
             own AS (SELECT t.oid FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid \
             WHERE c.relkind <> 'c'), \
             p AS (SELECT oid FROM r \
             UNION ALL SELECT x.oid FROM pg_constraint x WHERE x.conrelid = ANY ({list}) \
             OR x.contypid <> 0 \
             UNION ALL SELECT x.oid FROM pg_attrdef x WHERE x.adrelid = ANY ({list}) \
             UNION ALL SELECT x.oid FROM pg_trigger x WHERE x.tgrelid = ANY ({list}) \
             UNION ALL SELECT x.oid FROM pg_rewrite x WHERE x.ev_class = ANY ({list}) \
             UNION ALL SELECT x.oid FROM pg_policy x WHERE x.polrelid = ANY ({list}) \
             UNION ALL SELECT c.oid FROM pg_class c WHERE c.relkind = 'c' AND {scope} \
             UNION ALL SELECT t.oid FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem \
             WHERE {types} AND (t.typrelid = ANY ({list}) OR e.typrelid = ANY ({list}) \
             OR t.oid NOT IN (SELECT oid FROM own) AND t.typelem NOT IN (SELECT oid FROM own))) \
             SELECT (SELECT array_agg(oid)::text FROM r), (SELECT array_agg(oid)::text FROM p)",
            scope = cx.in_scope("c.relnamespace"),
            types = cx.in_scope("t.typnamespace"),
        ))
        .await?;
    let array = |at: usize| format!("{}::oid[]", literal(row.get(at).unwrap_or("{}")));
    Ok(Touched {
        relations: array(0),
        oids: found,
        parts: array(1),
    })
}
