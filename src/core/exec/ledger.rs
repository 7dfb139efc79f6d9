//! The ledger's tables: found by their mark, made once, refused where they would be
//! replicated.
//!
//! Rows are only ever inserted. Each table has a primary key, and the columns are final:
//! what a later version has to add goes into `facts`. What stands in the rows is
//! [`super::record`]'s.

use crate::{
    conn::Session,
    error::{Class, Report, Result},
};

/// The schema.
const SCHEMA: &str = "pgworks";

/// What marks the schema as ours, with the version of its tables. Schemas with such a
/// comment are no part of any catalog that pgworks reads.
const MARK: &str = "pgworks:ledger:1";

/// The statements that make it. A segment is done once: a second record of it fails, and
/// its transaction with it.
const TABLES: &[&str] = &[
    "CREATE SCHEMA pgworks",
    "COMMENT ON SCHEMA pgworks IS 'pgworks:ledger:1'",
    "CREATE TABLE pgworks.run (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        plan_id text NOT NULL,
        plan text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('apply', 'rollback')),
        parent bigint REFERENCES pgworks.run,
        parent_done integer,
        segments integer NOT NULL,
        steps integer NOT NULL,
        made timestamptz,
        started timestamptz NOT NULL DEFAULT clock_timestamp(),
        session_role name NOT NULL DEFAULT session_user,
        role name NOT NULL,
        client_address inet DEFAULT inet_client_addr(),
        client_pid bigint,
        backend_pid integer NOT NULL DEFAULT pg_backend_pid(),
        application text NOT NULL,
        pgworks_version text NOT NULL,
        server_version integer NOT NULL,
        system_identifier text,
        database_oid oid NOT NULL,
        database name NOT NULL DEFAULT current_database(),
        lock_key bigint NOT NULL,
        wishes jsonb NOT NULL DEFAULT '{}',
        facts jsonb NOT NULL DEFAULT '{}'
     )",
    "CREATE TABLE pgworks.event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run bigint NOT NULL REFERENCES pgworks.run,
        segment integer,
        step integer,
        kind text NOT NULL,
        attempt integer NOT NULL DEFAULT 0,
        statement text,
        digest text,
        facts jsonb NOT NULL DEFAULT '{}',
        sqlstate text,
        message text,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        backend_pid integer NOT NULL DEFAULT pg_backend_pid(),
        at timestamptz NOT NULL DEFAULT clock_timestamp()
     )",
    "CREATE INDEX event_run ON pgworks.event (run, id)",
    "CREATE UNIQUE INDEX event_done ON pgworks.event (run, segment) WHERE kind = 'done'",
    "CREATE UNIQUE INDEX event_end ON pgworks.event (run) WHERE kind IN ('finished', 'abandoned')",
];

/// Tells whether the database has a ledger; refuses what bears its name and is not ours.
pub(super) async fn find(session: &Session) -> Result<bool> {
    let rows = session
        .query(
            "SELECT coalesce(obj_description(n.oid, 'pg_namespace'), '') \
             FROM pg_namespace n WHERE n.nspname = 'pgworks'",
        )
        .await?;
    let Some(row) = rows.first() else {
        return Ok(false);
    };
    match row.get(0).unwrap_or_default() {
        MARK => Ok(true),
        other if other.starts_with("pgworks:ledger:") => Err(Report::refused(
            "the ledger of this database was made by another version of pgworks",
        )
        .on(SCHEMA)
        .because(format!("it is marked {other}, this version writes {MARK}"))
        .hint("use the version of pgworks that made it, or a newer one")),
        _ => Err(
            Report::refused("the database has a schema pgworks that is not a ledger")
                .on(session.describe())
                .because("its comment does not carry the mark of a ledger")
                .hint("rename that schema: pgworks keeps its ledger under this name"),
        ),
    }
}

/// Makes the ledger if there is none, and refuses where its rows would be replicated.
/// The caller holds the advisory lock.
pub(super) async fn ready(session: &Session) -> Result<()> {
    refuse_published(session).await?;
    if find(session).await? {
        return Ok(());
    }
    session.execute("BEGIN").await?;
    for sql in TABLES {
        if let Err(report) = session.execute(sql).await {
            if report.class() == Class::Server {
                session.execute("ROLLBACK").await?;
            }
            return Err(worded(report));
        }
    }
    session.execute("COMMIT").await.map(drop)
}

fn worded(report: Report) -> Report {
    if report.sqlstate() == Some("42501") {
        return report
            .because("the ledger of pgworks could not be made")
            .hint(
                "the role needs CREATE on the database, once: GRANT CREATE ON DATABASE ... TO ...",
            );
    }
    report
}

/// A subscriber without the same table stops at the first row that reaches it (manual,
/// "Logical Replication", "Restrictions").
async fn refuse_published(session: &Session) -> Result<()> {
    let mut sql = String::from(
        "SELECT p.pubname FROM pg_publication p WHERE p.puballtables \
         UNION SELECT p.pubname FROM pg_publication p \
         JOIN pg_publication_rel r ON r.prpubid = p.oid JOIN pg_class c ON c.oid = r.prrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'pgworks'",
    );
    // FOR TABLES IN SCHEMA came with 15.
    if session.version().num() >= 150_000 {
        sql.push_str(
            " UNION SELECT p.pubname FROM pg_publication p \
             JOIN pg_publication_namespace r ON r.pnpubid = p.oid \
             JOIN pg_namespace n ON n.oid = r.pnnspid WHERE n.nspname = 'pgworks'",
        );
    }
    let rows = session.query(&format!("{sql} ORDER BY 1")).await?;
    let names: Vec<&str> = rows.iter().filter_map(|row| row.get(0)).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Report::refused("the ledger would be replicated")
        .on(format!("publication {}", names.join(", ")))
        .because("its subscribers have no such tables and would stop at the first row")
        .hint("publish named tables or schemas instead of all tables, then run this again"))
}
