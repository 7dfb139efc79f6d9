//! A live database, read over two sessions where it holds two.

use crate::{
    conn::{Conninfo, Session, connect},
    error::Result,
    introspect,
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
