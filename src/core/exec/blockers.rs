//! Who stands in the way of a session that waits for a lock.

use crate::{conn::Session, error::Result, progress::Blocker};

/// Lists the sessions that a backend waits for. Process 0 stands for prepared
/// transactions, which have no session (manual, `pg_blocking_pids`): these are named all.
pub(super) async fn of(watcher: &Session, backend: i32) -> Result<Vec<Blocker>> {
    let sql = format!(
        "SELECT b.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''), \
         coalesce(a.state, a.backend_type, ''), \
         coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::bigint, 0), \
         left(coalesce(a.query, ''), 200) \
         FROM (SELECT DISTINCT unnest(pg_blocking_pids({backend}))) b (pid) \
         LEFT JOIN pg_stat_activity a ON a.pid = b.pid AND b.pid <> 0 ORDER BY 5 DESC"
    );
    let mut found = Vec::new();
    for row in watcher.query(&sql).await? {
        let field = |at| row.get(at).unwrap_or_default();
        if field(0) == "0" {
            found.extend(prepared(watcher).await?);
            continue;
        }
        let advice = if field(5).ends_with("(to prevent wraparound)") {
            "; it does not give way: wait for it"
        } else {
            ""
        };
        let words = format!(
            "blocked by process {} (role {}, application {}, {}, for {} s): {}{advice}",
            field(0),
            field(1),
            field(2),
            field(3),
            field(4),
            field(5),
        );
        let pid = field(0).parse().unwrap_or(0);
        found.push(Blocker { pid, words });
    }
    Ok(found)
}

async fn prepared(watcher: &Session) -> Result<Vec<Blocker>> {
    let rows = watcher
        .query(
            "SELECT gid, owner, extract(epoch FROM clock_timestamp() - prepared)::bigint \
             FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared",
        )
        .await?;
    let words = rows.iter().map(|row| {
        let field = |at| row.get(at).unwrap_or_default();
        let words = format!(
            "blocked by the prepared transaction {} (role {}, for {} s): it waits for COMMIT \
             PREPARED or ROLLBACK PREPARED",
            field(0),
            field(1),
            field(2)
        );
        Blocker { pid: 0, words }
    });
    Ok(words.collect())
}
