//! Connections against a real server: conninfo with psql as the judge, sessions, TLS.

mod conninfo;
mod session;
mod tls;

use std::path::Path;

use pgworks_core::conn::{Conninfo, Environment, Session, connect};
use pgworks_core::error::{Report, Result};

/// Returns surroundings with these variables and this home directory.
fn environment(vars: &[(&str, &str)], home: Option<&Path>) -> Environment {
    Environment {
        vars: vars
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        home: home.map(Path::to_path_buf),
        os_user: Some("postgres".into()),
    }
}

/// Opens a session by a connection text, in empty surroundings.
async fn open(text: &str) -> Result<Session> {
    connect(&Conninfo::parse(text, &Environment::default())?, "test").await
}

/// Returns why no session can be opened.
async fn refused(text: &str) -> Report {
    match open(text).await {
        Ok(session) => panic!("{text} connected: {}", session.negotiated()),
        Err(report) => report,
    }
}
