//! Scratch databases: throw-away databases to load texts into and to prove plans on.
//!
//! Where they come from is a [`Choice`]: a server that the user names, a private cluster
//! from the programs found on this machine, or the embedded engine. They are made like the database they stand in
//! for ([`Wish`]) and are never made on a server that nobody named.

pub mod binaries;
pub mod cluster;
mod embedded;
pub mod load;
mod prover;
mod provider;
mod server;
mod sweep;

use std::sync::Arc;

pub use binaries::{Engine, Places};
pub use load::{Loaded, load};
pub use prover::Prover;

use crate::conn::{Conninfo, ServerVersion, Session, connect};
use crate::error::{Report, Result};
use provider::{Made, Provider};

/// The name under which sessions on scratch databases show up on their server.
const APPLICATION_NAME: &str = "pgworks scratch";

/// Where scratch databases are to come from.
#[derive(Clone, Debug)]
pub enum Choice {
    /// The first provider that can be had.
    Auto,
    /// A private cluster from the programs found on this machine.
    Local,
    /// The engine that comes with pgworks.
    Embedded,
    /// This server, which the user named for it.
    Url(Box<Conninfo>),
}

/// What a scratch database should be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The major version of the database it stands in for.
    pub major: Option<u32>,
    /// The encoding.
    pub encoding: String,
    /// The order of strings (`LC_COLLATE`).
    pub collate: String,
    /// The classes of characters (`LC_CTYPE`).
    pub ctype: String,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            major: None,
            encoding: "UTF8".into(),
            collate: "C".into(),
            ctype: "C".into(),
        }
    }
}

/// An open provider of scratch databases; clones share it.
#[derive(Clone, Debug)]
pub struct Scratch {
    provider: Arc<dyn Provider>,
    wish: Wish,
}

/// A scratch database.
#[derive(Debug)]
pub struct Database {
    provider: Arc<dyn Provider>,
    made: Made,
}

/// Opens the provider chosen. A private cluster is kept for the next time.
pub async fn open(choice: &Choice, places: &Places, wish: Wish) -> Result<Scratch> {
    let is_embedded = match choice {
        Choice::Embedded => true,
        Choice::Auto => places.engine.is_some() && !server::is_installed(places).await?,
        Choice::Local | Choice::Url(_) => false,
    };
    let provider: Arc<dyn Provider> = match choice {
        Choice::Url(conninfo) => server::on(conninfo).await?,
        _ if is_embedded => embedded::open(places).await?,
        _ => server::local(places, wish.major).await?,
    };
    Ok(Scratch { provider, wish })
}

impl Scratch {
    /// Makes an empty database as wished.
    pub async fn create(&self) -> Result<Database> {
        let made = self.provider.create(&self.wish, None).await?;
        Ok(self.database(made))
    }

    /// Makes a copy of a database of this provider; nobody may be connected to it.
    pub async fn copy(&self, database: &Database) -> Result<Database> {
        let template = Some(&database.made);
        let made = self.provider.create(&self.wish, template).await?;
        Ok(self.database(made))
    }

    fn database(&self, made: Made) -> Database {
        Database {
            provider: Arc::clone(&self.provider),
            made,
        }
    }

    /// Sees to it that roles exist, where roles may be made; elsewhere returns those that
    /// do not.
    pub async fn ensure_roles(&self, roles: &[String]) -> Result<Vec<String>> {
        self.provider.ensure_roles(roles).await
    }

    /// Returns the version of the server.
    pub fn version(&self) -> ServerVersion {
        self.provider.version()
    }

    /// Tells whether the cluster is ours alone: roles may be made there.
    pub fn is_private(&self) -> bool {
        self.provider.is_private()
    }

    /// Says as whom statements of ours run there.
    pub fn acts_as(&self) -> &'static str {
        self.provider.acts_as()
    }

    /// Describes the provider in words.
    pub fn describe(&self) -> String {
        self.provider.describe()
    }

    /// Drops every database made and not yet dropped. A private cluster goes on: it ends
    /// with this process.
    pub async fn close(self) -> Result<()> {
        self.provider.close().await
    }
}

impl Database {
    /// Returns how to connect to it with the provider's own rights: in a private cluster
    /// a superuser, whose sessions must not run statements of a text.
    pub fn conninfo(&self) -> &Conninfo {
        &self.made.conninfo
    }

    /// Returns how to connect to it as the role without superuser that owns it, for
    /// statements that are not ours.
    ///
    /// Fails where the only role there is may run programs on the server or read its files.
    pub fn unprivileged(&self) -> Result<&Conninfo> {
        self.made.unprivileged.as_ref().ok_or_else(|| {
            Report::refused("a text is not run by a role that may take over its server")
                .on(self.made.conninfo.user.clone())
                .because(
                    "the role named for the scratch server is a superuser, or may run \
                          programs or touch files there",
                )
                .hint("name another role: CREATE ROLE scratch LOGIN CREATEDB")
                .hint("or use a private cluster: --scratch local")
        })
    }

    /// Opens a session with the provider's own rights.
    pub async fn connect(&self) -> Result<Session> {
        connect(self.conninfo(), APPLICATION_NAME).await
    }

    /// Opens a session that will run these statements, all of them ours: without superuser
    /// where the cluster is ours, elsewhere with the provider's own rights.
    pub async fn connect_to_run<'a>(
        &self,
        statements: impl IntoIterator<Item = &'a str>,
    ) -> Result<Prover> {
        if let Some(sole) = &self.conninfo().sole {
            for sql in statements {
                sole.prepare(sql);
            }
        }
        match &self.made.prover {
            Some((conninfo, lender)) => Prover::open(conninfo, lender).await,
            None => Ok(Prover::plain(self.connect().await?)),
        }
    }

    /// Returns the role of [`Self::connect_to_run`].
    pub fn runner(&self) -> &str {
        let prover = self.made.prover.as_ref().map(|(conninfo, _)| conninfo);
        &prover.unwrap_or(self.conninfo()).user
    }

    /// Opens a session to put rows in with: neither triggers nor foreign keys fire, where the
    /// role may have it so.
    pub async fn connect_to_fill(&self) -> Result<Session> {
        if let Some((conninfo, lender)) = &self.made.prover {
            return prover::quiet(conninfo, lender).await;
        }
        let session = self.connect().await?;
        match session
            .execute("SET session_replication_role = replica")
            .await
        {
            Err(report) if report.sqlstate() != Some("42501") => Err(report),
            _ => Ok(session),
        }
    }

    /// Opens the sessions to read its catalog with: two, or the one that it can hold.
    pub async fn connect_to_read(&self) -> Result<Vec<Session>> {
        let mut sessions = vec![self.connect().await?];
        if self.conninfo().sole.is_none() {
            sessions.push(self.connect().await?);
        }
        Ok(sessions)
    }

    /// Returns what is not as wished.
    pub fn notes(&self) -> &[String] {
        &self.made.notes
    }

    /// Drops the database. One that is merely forgotten is dropped with its provider.
    pub async fn drop(self) -> Result<()> {
        self.provider.remove(&self.made).await
    }
}
