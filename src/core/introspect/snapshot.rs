//! One snapshot for all sessions of a reading, and the question whether it still holds.

use crate::{conn::Session, error::Result, sql::quote::literal};

/// An open snapshot.
pub(super) struct Open {
    /// The first transaction it does not see.
    horizon: String,
}

const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const HORIZON: &str = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text";

/// Opens a snapshot and shares it (manual, "Snapshot Synchronization Functions").
pub(super) async fn open(first: &Session, rest: &[Session]) -> Result<Open> {
    first.execute(BEGIN).await?;
    if !rest.is_empty() {
        let row = first.query_one("SELECT pg_export_snapshot()").await?;
        let name = literal(row.get(0).unwrap_or_default());
        for session in rest {
            session.execute(BEGIN).await?;
            session
                .execute(&format!("SET TRANSACTION SNAPSHOT {name}"))
                .await?;
        }
    }
    let horizon = first
        .query_one(HORIZON)
        .await?
        .get(0)
        .unwrap_or_default()
        .to_owned();
    Ok(Open { horizon })
}

/// Closes the snapshot; tells whether no object in the schemas has changed since it was
/// taken. Most often no transaction at all has begun, and that is cheap to know.
pub(super) async fn close(sessions: &[Session], open: &Open, schemas: &str) -> Result<bool> {
    let Some(first) = sessions.first() else {
        return Ok(true);
    };
    // The last session leaves first: it looks at the present while the others still hold
    // the snapshot, if there are others.
    let last = sessions.last().unwrap_or(first);
    let before = if sessions.len() == 1 {
        Some(stamp(first, schemas).await?)
    } else {
        None
    };
    last.execute("COMMIT").await?;
    let now = last.query_one(HORIZON).await?;
    let is_stable = if now.get(0) == Some(open.horizon.as_str()) {
        true
    } else {
        let before = match before {
            Some(stamp) => stamp,
            None => stamp(first, schemas).await?,
        };
        before == stamp(last, schemas).await?
    };
    for session in sessions.iter().rev().skip(1) {
        session.execute("COMMIT").await?;
    }
    Ok(is_stable)
}

/// Ends whatever transaction the sessions are in.
pub(super) async fn abandon(sessions: &[Session]) -> Result<()> {
    for session in sessions {
        session.execute("ROLLBACK").await?;
    }
    Ok(())
}

/// Returns a digest of which version of which row the catalogs hold for these schemas.
async fn stamp(session: &Session, schemas: &str) -> Result<String> {
    let part = |from: &str| {
        format!(
            "(SELECT count(*) || '/' || coalesce(sum(hashtextextended(x.xmin::text || x.ctid::text, \
             0)::numeric), 0) FROM {from})"
        )
    };
    let of = |catalog: &str, column: &str| {
        part(&format!("{catalog} x WHERE x.{column} = ANY ({schemas})"))
    };
    let parts = [
        of("pg_class", "relnamespace"),
        of("pg_proc", "pronamespace"),
        of("pg_type", "typnamespace"),
        of("pg_constraint", "connamespace"),
        part(&format!(
            "pg_attribute x JOIN pg_class c ON c.oid = x.attrelid WHERE c.relnamespace = ANY ({schemas})"
        )),
    ];
    let row = session
        .query_one(&format!("SELECT {}", parts.join(" || ' ' || ")))
        .await?;
    Ok(row.get(0).unwrap_or_default().to_owned())
}
