//! The hold on a target: two sessions, the identity of the database, the advisory lock.
//!
//! The lock is tried, never waited for: a session that waits for it holds a snapshot, and
//! CREATE INDEX CONCURRENTLY of the one that has it would wait for that snapshot (manual,
//! "Building Indexes Concurrently"). Whoever lost its connection takes the lock again
//! before it believes the ledger: until then the old backend may still commit.

use std::time::{Duration, Instant};

use crate::{
    conn::{Session, connect},
    error::{Class, Report, Result},
    progress::Detail,
};

use super::{Call, Target, retry};

/// The key of the advisory lock: "pgworks1". One run a database at a time.
pub(super) const LOCK: i64 = 0x7067_776f_726b_7331;

/// Which database this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The server's system identifier, where the role may read it.
    pub(super) system: Option<String>,
    /// The database's OID.
    pub(super) database: String,
}

/// Two sessions on the target; the first holds the lock.
pub(super) struct Hold {
    sessions: Vec<Session>,
    pub(super) identity: Identity,
}

impl Hold {
    /// Returns the session that runs the statements.
    pub(super) fn worker(&self) -> &Session {
        // `take` puts one in, and nothing takes it out.
        #[expect(clippy::indexing_slicing, reason = "never empty, see `take`")]
        &self.sessions[0]
    }

    /// Returns the session that watches the other, if the server had one left.
    pub(super) fn watcher(&self) -> Option<&Session> {
        self.sessions.get(1).filter(|session| !session.is_closed())
    }

    /// Returns both sessions, for reading the catalog.
    pub(super) fn sessions(&self) -> &[Session] {
        if self.watcher().is_some() {
            &self.sessions
        } else {
            self.sessions.get(..1).unwrap_or(&self.sessions)
        }
    }

    /// Tells whether the lock is still ours. It is lost with its session only; but behind
    /// a pooler that hands transactions out, the session may be another's by now.
    pub(super) async fn is_held(&self) -> Result<bool> {
        let sql =
            format!("SELECT count(*) FROM pg_locks l WHERE {HOLDERS} AND l.pid = pg_backend_pid()");
        Ok(self.worker().query_one(&sql).await?.get(0) != Some("0"))
    }
}

/// The locks of our key in this database (manual, `pg_locks`: a bigint key is shown in two
/// halves, with objsubid 1).
const HOLDERS: &str = "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
     AND l.classid = 1885828975 AND l.objid = 1919644465";

/// Connects, looks whether the target is one that can be written to, and takes the lock.
pub(super) async fn take(call: &Call<'_>) -> Result<Hold> {
    call.progress
        .say(format!("connecting to {}", call.target.conninfo.describe()));
    let worker = connect(&call.target.conninfo, "pgworks").await?;
    writable(&worker)?;
    if let Some(role) = &call.wishes.role {
        is_allowed(&worker, role).await?;
    }
    let identity = identify(&worker).await?;
    lock(call, &worker).await?;
    let mut sessions = vec![worker];
    // Too few connections left is no reason not to run: only the watching falls away.
    if call.target.conninfo.sole.is_none()
        && let Ok(watcher) = connect(&call.target.conninfo, "pgworks watching").await
    {
        sessions.push(watcher);
    }
    Ok(Hold { sessions, identity })
}

/// Connects again after a loss, to the same database, and takes the lock again.
pub(super) async fn retake(call: &Call<'_>, before: &Identity) -> Result<Hold> {
    let begun = Instant::now();
    let mut attempt = 0;
    loop {
        let detail = Detail::Reconnecting {
            attempt: attempt + 1,
        };
        call.progress.tell("connecting again", (0, 0), detail);
        let lost = match take(call).await {
            Ok(hold) if hold.identity == *before => return Ok(hold),
            Ok(hold) => {
                return Err(Report::new(
                    Class::Interrupted,
                    "the connection was lost, and another database answers now",
                )
                .on(hold.worker().describe())
                .hint("reach the one that the run began on, then: pgworks resume --to TARGET"));
            }
            Err(report) => report,
        };
        // A server that starts, or a standby that is being promoted, needs a moment.
        let passes = lost.class() == Class::Connect || lost.class() == Class::Refused;
        if !passes || begun.elapsed() > call.wishes.reconnect_for || call.cancel.is_cancelled() {
            return Err(lost
                .into_class(Class::Interrupted)
                .because("the connection was lost while applying")
                .hint("when the server is back: pgworks resume --to TARGET"));
        }
        retry::pause(attempt, call.cancel).await;
        attempt += 1;
    }
}

/// Opens a session that only looks.
pub(super) async fn look(target: &Target) -> Result<Session> {
    connect(&target.conninfo.with_read_only(), "pgworks").await
}

/// Refuses what cannot or should not be written to.
pub(super) fn writable(session: &Session) -> Result<()> {
    if session.is_in_recovery() {
        return Err(
            Report::refused("the server is a standby: it can only be read")
                .on(session.describe())
                .hint("name the primary, or several hosts with target_session_attrs=read-write"),
        );
    }
    if session.is_read_only() {
        return Err(Report::refused("transactions are read-only here")
            .on(session.describe())
            .because("the profile, the role, the database or the server says so")
            .hint("see default_transaction_read_only, and read_only in connections.toml"));
    }
    Ok(())
}

async fn is_allowed(session: &Session, role: &str) -> Result<()> {
    let role = crate::sql::quote::ident(role);
    session.execute(&format!("SET ROLE {role}")).await?;
    session.execute("RESET ROLE").await.map(drop)
}

/// Says which database this is. Ordinary roles may call `pg_control_system()` unless
/// somebody took that right away, as some hosts do.
async fn identify(session: &Session) -> Result<Identity> {
    let row = session
        .query_one(
            "SELECT oid, has_function_privilege('pg_control_system()', 'EXECUTE') \
             FROM pg_database WHERE datname = current_database()",
        )
        .await?;
    let system = if row.get(1) == Some("t") {
        let sql = "SELECT system_identifier FROM pg_control_system()";
        let row = session.query_one(sql).await?;
        row.get(0).map(str::to_owned)
    } else {
        None
    };
    Ok(Identity {
        system,
        database: row.get(0).unwrap_or_default().to_owned(),
    })
}

async fn lock(call: &Call<'_>, session: &Session) -> Result<()> {
    let begun = Instant::now();
    let sql = format!("SELECT pg_try_advisory_lock({LOCK})");
    loop {
        if session.query_one(&sql).await?.get(0) == Some("t") {
            return Ok(());
        }
        let holder = holder(session).await?;
        let holder = holder.unwrap_or_else(|| "a session that has just ended".into());
        if call.cancel.is_cancelled() {
            return Err(Report::new(
                Class::Interrupted,
                "stopped while waiting for another run",
            ));
        }
        if begun.elapsed() >= call.wishes.wait_for_lock {
            return Err(Report::refused("another run is at work on this database")
                .on(session.describe())
                .because(holder)
                .hint(
                    "wait for it; a server notices within some seconds that a client was killed",
                ));
        }
        call.progress.tell(
            format!("waiting for another run: {holder}"),
            (0, 0),
            Detail::OtherRun { by: holder },
        );
        tokio::time::sleep(Duration::from_millis(100) + retry::jitter(Duration::from_millis(200)))
            .await;
    }
}

/// Says who holds the lock.
pub(super) async fn holder(session: &Session) -> Result<Option<String>> {
    let sql = format!(
        "SELECT l.pid, coalesce(a.application_name, ''), coalesce(a.usename, ''), \
         coalesce(host(a.client_addr), 'local') FROM pg_locks l \
         LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE {HOLDERS}"
    );
    let rows = session.query(&sql).await?;
    Ok(rows.first().map(|row| {
        let field = |at| row.get(at).unwrap_or_default();
        format!(
            "{}, role {}, from {}, process {} of the server",
            field(1),
            field(2),
            field(3),
            field(0)
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_the_key_are_those_of_the_lock() {
        assert_eq!(LOCK.to_be_bytes(), *b"pgworks1");
        let (high, low) = (LOCK >> 32, LOCK & 0xffff_ffff);
        assert!(HOLDERS.contains(&format!("l.classid = {high} AND l.objid = {low}")));
    }
}
