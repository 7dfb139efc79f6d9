//! The marks of scratch databases on servers that are not ours, and the removal of those
//! that a killed process left behind.

use crate::conn::{Conninfo, Session, connect};
use crate::error::Result;
use crate::sql::quote::{ident, literal};

/// How the names of scratch databases begin; the sign of their process follows.
pub(super) const PREFIX: &str = "pgworks_scratch_";

/// The comment of a scratch database.
const MARK: &str = "pgworks scratch database";

/// Returns the application name by which a living process is known to hold its databases.
pub(super) fn holder(token: &str) -> String {
    format!("{} {token}", super::APPLICATION_NAME)
}

/// Returns the statement that marks a scratch database.
pub(super) fn mark(name: &str) -> String {
    let comment = format!("{MARK}: made by pgworks, dropped by it, of no use to others");
    format!(
        "COMMENT ON DATABASE {} IS {}",
        ident(name),
        literal(&comment)
    )
}

/// Drops the subscriptions of a database: it could not be dropped before. They have no slot
/// then and a connection that leads nowhere, so nobody else takes notice.
pub(super) async fn let_go(session: &Session, conninfo: &Conninfo) -> Result<()> {
    let sql = format!(
        "SELECT s.subname FROM pg_catalog.pg_subscription s \
         JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = {}",
        literal(&conninfo.dbname)
    );
    let rows = session.query(&sql).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let within = connect(conninfo, super::APPLICATION_NAME).await?;
    // What a text made must not fire by this role; statements about event triggers fire none.
    let firing = "SELECT evtname FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D'";
    for row in within.query(firing).await? {
        let name = ident(row.get(0).unwrap_or_default()).into_owned();
        within
            .execute(&format!("ALTER EVENT TRIGGER {name} DISABLE"))
            .await?;
    }
    for name in rows.iter().filter_map(|row| row.get(0)) {
        let name = ident(name);
        for sql in [
            format!("ALTER SUBSCRIPTION {name} DISABLE"),
            format!("ALTER SUBSCRIPTION {name} SET (slot_name = NONE)"),
            format!("DROP SUBSCRIPTION {name}"),
        ] {
            within.execute(&sql).await?;
        }
    }
    within.close().await;
    Ok(())
}

/// Drops the scratch databases of this role whose process is gone.
///
/// Each must bear the name and the mark, nobody may be connected to it, and no session of
/// its process may be there; a role sees the application names of its own sessions.
pub(super) async fn sweep(session: &Session, conninfo: &Conninfo) -> Result<()> {
    let from = PREFIX.len() + 1;
    let sql = format!(
        "SELECT d.datname FROM pg_catalog.pg_database d \
         WHERE pg_catalog.starts_with(d.datname::text, {prefix}) \
         AND d.datdba = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) \
         AND pg_catalog.starts_with(\
             pg_catalog.shobj_description(d.oid, 'pg_database'), {mark}) \
         AND d.datname <> {own} \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid \
             OR a.application_name = {name} || ' ' || \
                pg_catalog.substr(d.datname::text, {from}, 16))",
        prefix = literal(PREFIX),
        mark = literal(MARK),
        own = literal(&conninfo.dbname),
        name = literal(super::APPLICATION_NAME),
    );
    for row in session.query(&sql).await? {
        if let Some(name) = row.get(0) {
            let_go(session, &conninfo.with_database(name)).await?;
            // Somebody may have connected, or swept, in between: then it stays for another
            // time, or is gone already.
            let sql = format!("DROP DATABASE IF EXISTS {}", ident(name));
            if let Err(report) = session.execute(&sql).await
                && !matches!(report.sqlstate(), Some("55006" | "42501"))
            {
                return Err(report);
            }
        }
    }
    Ok(())
}
