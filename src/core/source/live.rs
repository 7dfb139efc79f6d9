//! A live database, read over two sessions where it holds two.

use crate::{
    conn::{Conninfo, Session, connect},
    error::Result,
    introspect::{self, Kept},
};

use super::{Found, Reading};

/// The name under which the sessions show up on the server.
const APPLICATION_NAME: &str = "pgworks read";

/// Reads the catalog of a database.
pub(super) async fn read(conninfo: &Conninfo, reading: &Reading) -> Result<Found> {
    reading
        .progress
        .say(format!("connecting to {}", conninfo.describe()));
    let sessions = sessions(conninfo).await?;
    let catalog = introspect::read(
        &sessions,
        &reading.scope,
        &reading.progress,
        &reading.cancel,
    )
    .await;
    for session in sessions {
        session.close().await;
    }
    Ok(Found {
        catalog: catalog?,
        notes: Vec::new(),
    })
}

/// Reads the catalog of a database; of what was read `before` only what changed since, where
/// that can be told.
pub async fn refresh(
    conninfo: &Conninfo,
    reading: &Reading,
    before: Option<&Kept>,
) -> Result<Kept> {
    reading
        .progress
        .say(format!("connecting to {}", conninfo.describe()));
    let sessions = sessions(conninfo).await?;
    let kept = introspect::refresh(
        &sessions,
        &reading.scope,
        before,
        &reading.progress,
        &reading.cancel,
    )
    .await;
    for session in sessions {
        session.close().await;
    }
    kept
}

/// Connects twice. A second session only saves time: where it cannot be had, one does.
async fn sessions(conninfo: &Conninfo) -> Result<Vec<Session>> {
    if conninfo.sole.is_some() {
        return Ok(vec![connect(conninfo, APPLICATION_NAME).await?]);
    }
    let (first, second) = tokio::join!(
        connect(conninfo, APPLICATION_NAME),
        connect(conninfo, APPLICATION_NAME)
    );
    let mut sessions = vec![first?];
    sessions.extend(second);
    Ok(sessions)
}
