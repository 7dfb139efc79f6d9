//! Scratch databases on a PostgreSQL server: one that the user named, or a private cluster.
//!
//! On a server that is not ours nothing but databases is made, and each bears a mark.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;

use super::binaries::{self, Places};
use super::cluster::{self, Cluster, Options};
use super::provider::{Answer, Made, Provider};
use super::{Wish, prover::Lender, sweep};
use crate::conn::{Conninfo, Environment, ServerVersion, Session, connect};
use crate::error::{Report, Result};
use crate::sql::quote::{ident, literal};

/// The role of a private cluster that owns its databases and runs texts.
pub(super) const LOADER: &str = "pgworks_loader";

/// The role of a private cluster by which statements of ours run.
const PROVER: &str = "pgworks_prover";

/// A server on which scratch databases are made.
#[derive(Debug)]
pub(super) struct Server {
    /// The database from which the others are made.
    admin: Conninfo,
    /// Our sign in `pg_stat_activity` and in the names of our databases.
    token: String,
    version: ServerVersion,
    /// The role is no danger to the server, should a text misuse it.
    is_harmless: bool,
    cluster: Option<Cluster>,
    /// Lends the role that proves the rights of a superuser, where there is such a role.
    lender: Option<Arc<Lender>>,
    /// Shows others, on a server that is not ours, that our databases are in use.
    _holder: Option<Session>,
    made: std::sync::Mutex<Vec<String>>,
}

/// The private clusters of this process, by the folder of their programs: starting one
/// takes a second, a database in it a tenth.
static WARM: Mutex<Vec<(PathBuf, Arc<Server>)>> = Mutex::const_new(Vec::new());

/// Returns a private cluster, starting it at the first call.
pub(super) async fn local(places: &Places, major: Option<u32>) -> Result<Arc<Server>> {
    let mut warm = WARM.lock().await;
    let looked_at = places.clone();
    let found = blocking(move || binaries::find(&looked_at)).await?;
    let Some(binaries) = binaries::choose(&found, major).cloned() else {
        let report = Report::connect("no scratch database is to be had")
            .because(format!(
                "no PostgreSQL server program in {}",
                binaries::LOOKED_AT
            ))
            .hint("install PostgreSQL's server package: pgworks starts its own private server")
            .hint("or name a server for it: --scratch postgresql://...");
        return Err(match places.engine {
            Some(_) => report.hint("or use the engine that comes with it: --scratch embedded"),
            None => report,
        });
    };
    let runs = |server: &Server| server.cluster.as_ref().is_some_and(Cluster::is_running);
    warm.retain(|(_, server)| runs(server));
    if let Some((_, server)) = warm.iter().find(|(bin, _)| *bin == binaries.bin) {
        return Ok(Arc::clone(server));
    }
    let bin = binaries.bin.clone();
    let places = places.clone();
    let cluster =
        blocking(move || cluster::start(&binaries, &places, &Options::default())).await??;
    let server =
        Arc::new(Server::new(&private(&cluster, cluster::SUPERUSER)?, Some(cluster)).await?);
    let session = server.admin_session().await?;
    for sql in [
        format!("CREATE ROLE {LOADER} LOGIN"),
        // Row security is the schema's; it must not hide rows from the proof.
        format!("CREATE ROLE {PROVER} LOGIN BYPASSRLS"),
        // A member of every role, by way of the other one.
        format!("GRANT {LOADER} TO {PROVER}"),
    ] {
        session.execute(&sql).await?;
    }
    warm.push((bin, Arc::clone(&server)));
    Ok(server)
}

/// Tells whether programs for a private cluster are found on this machine.
pub(super) async fn is_installed(places: &Places) -> Result<bool> {
    let places = places.clone();
    blocking(move || !binaries::find(&places).is_empty()).await
}

/// Returns the server that the user named, swept of what earlier runs left behind.
pub(super) async fn on(conninfo: &Conninfo) -> Result<Arc<Server>> {
    let server = Server::new(conninfo, None).await?;
    sweep::sweep(&server.admin_session().await?, conninfo).await?;
    Ok(Arc::new(server))
}

/// Returns how to connect to a private cluster.
fn private(cluster: &Cluster, role: &str) -> Result<Conninfo> {
    let folder = cluster.socket_folder().display().to_string();
    let folder = folder.replace('\\', "\\\\").replace('\'', "\\'");
    let port = cluster::PORT;
    let text = format!("host='{folder}' port={port} user={role} dbname=postgres sslmode=disable");
    Conninfo::parse(&text, &Environment::default())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Report::fault("starting a scratch server broke off").because(error))
}

impl Server {
    async fn new(conninfo: &Conninfo, cluster: Option<Cluster>) -> Result<Self> {
        let token = format!("{:016x}", RandomState::new().build_hasher().finish());
        let mut admin = conninfo.clone();
        admin.application_name = None;
        let session = connect(&admin, &sweep::holder(&token)).await?;
        let is_harmless = !session.is_superuser() && is_harmless(&session).await?;
        Ok(Self {
            version: session.version(),
            token,
            is_harmless,
            lender: cluster
                .is_some()
                .then(|| Arc::new(Lender::new(admin.clone(), PROVER))),
            _holder: cluster.is_none().then_some(session),
            admin,
            cluster,
            made: std::sync::Mutex::default(),
        })
    }

    /// Opens a session from which databases are made. One for each use: a session ends with
    /// the runtime that opened it, and a private cluster is shared by all there are.
    async fn admin_session(&self) -> Result<Session> {
        connect(&self.admin, &sweep::holder(&self.token)).await
    }

    fn made(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        // A list of names cannot be left half changed by a panic.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn make(&self, wish: &Wish, template: Option<&Made>) -> Result<Made> {
        let number = RandomState::new().build_hasher().finish();
        let name = format!("{}{}_{number:016x}", sweep::PREFIX, self.token);
        let mut notes = template.map_or_else(Vec::new, |one| one.notes.clone());
        let session = self.admin_session().await?;
        // Listed first: a cancelled call must not leave a database unknown.
        self.made().push(name.clone());
        match template {
            Some(template) => {
                let from = format!("TEMPLATE {}", ident(&template.conninfo.dbname));
                self.copy(&session, &name, &from).await?;
            }
            None => notes.extend(self.like(&session, &name, wish).await?),
        }
        session.execute(&sweep::mark(&name)).await?;
        session.close().await;
        let conninfo = self.within(&name);
        let unprivileged = match &self.cluster {
            Some(cluster) => Some(private(cluster, LOADER)?.with_database(&name)),
            None => self.is_harmless.then(|| conninfo.clone()),
        };
        if self.cluster.is_some() && self.version.major() < 15 && template.is_none() {
            // Since 15 the schema public belongs to whoever owns the database.
            let session = connect(&conninfo, super::APPLICATION_NAME).await?;
            let sql = format!("ALTER SCHEMA public OWNER TO {LOADER}");
            session.execute(&sql).await?;
            session.close().await;
        }
        let prover = match (&self.cluster, &self.lender) {
            (Some(cluster), Some(lender)) => {
                let conninfo = private(cluster, PROVER)?.with_database(&name);
                Some((conninfo, Arc::clone(lender)))
            }
            _ => None,
        };
        Ok(Made {
            conninfo,
            unprivileged,
            prover,
            notes,
        })
    }

    /// Returns how to connect to one of our databases.
    fn within(&self, name: &str) -> Conninfo {
        let mut conninfo = self.admin.with_database(name);
        if self.cluster.is_some() && self.version.major() >= 17 {
            // A text's event trigger must not fire in a superuser's session, least of all
            // when it logs in. Before 17 there are no login triggers.
            conninfo.options = Some("-c event_triggers=off".into());
        }
        conninfo
    }

    /// Makes a database with the encoding and locale wished; returns what could not be had.
    async fn like(&self, session: &Session, name: &str, wish: &Wish) -> Result<Option<String>> {
        let template = |collate: &str, ctype: &str| {
            format!(
                "TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}",
                literal(&wish.encoding),
                literal(collate),
                literal(ctype)
            )
        };
        let wished = template(&wish.collate, &wish.ctype);
        match session.execute(&self.statement(name, &wished)).await {
            Ok(_) => Ok(None),
            // A locale unknown to this system is a wrong object type (42809), one that does
            // not go with the encoding an invalid value (22023).
            Err(report) if matches!(report.sqlstate(), Some("42809" | "22023")) => {
                let plain = template("C", "C");
                session.execute(&self.statement(name, &plain)).await?;
                Ok(Some(format!(
                    "the locale {} / {} is not to be had on the scratch server: C was used, \
                     so orderings are not proven",
                    wish.collate, wish.ctype
                )))
            }
            Err(report) => Err(report),
        }
    }

    fn statement(&self, name: &str, from: &str) -> String {
        let mut sql = format!("CREATE DATABASE {} {from}", ident(name));
        if self.cluster.is_some() {
            sql.push_str(" OWNER ");
            sql.push_str(LOADER);
            if self.version.major() >= 15 {
                // Without fsync the checkpoints it asks for cost less than logging each page.
                sql.push_str(" STRATEGY file_copy");
            }
        }
        sql
    }

    /// Makes a copy; a session that has just been closed may hold its template a moment.
    async fn copy(&self, session: &Session, name: &str, from: &str) -> Result<()> {
        let sql = self.statement(name, from);
        let mut tries = 0;
        loop {
            match session.execute(&sql).await {
                Err(report) if report.sqlstate() == Some("55006") && tries < 50 => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                other => return other.map(drop),
            }
        }
    }

    async fn drop_database(&self, name: &str) -> Result<()> {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", ident(name));
        let session = self.admin_session().await?;
        sweep::let_go(&session, &self.within(name)).await?;
        let mut tries = 0;
        // Who is no superuser may not end the server's own workers: they leave by themselves.
        while let Err(report) = session.execute(&sql).await {
            if tries == 100 || !matches!(report.sqlstate(), Some("42501" | "55006")) {
                return Err(report);
            }
            tries += 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        self.made().retain(|known| known != name);
        Ok(())
    }

    async fn existing(&self, roles: &[String]) -> Result<Vec<String>> {
        let list: Vec<_> = roles.iter().map(|role| literal(role)).collect();
        let sql = format!(
            "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ({})",
            list.join(", ")
        );
        let rows = self.admin_session().await?.query(&sql).await?;
        let name = |row: &crate::conn::Row| row.get(0).map(str::to_owned);
        Ok(rows.iter().filter_map(name).collect())
    }

    async fn make_roles(&self, roles: &[String]) -> Result<Vec<String>> {
        if roles.is_empty() {
            return Ok(Vec::new());
        }
        let existing = self.existing(roles).await?;
        let mut missing: Vec<String> = roles
            .iter()
            .filter(|role| !existing.contains(role))
            .cloned()
            .collect();
        missing.dedup();
        if self.cluster.is_none() {
            return Ok(missing);
        }
        let session = self.admin_session().await?;
        for role in &missing {
            let role = ident(role);
            session
                .execute(&format!("CREATE ROLE {role} NOLOGIN"))
                .await?;
            // Only a member may give objects to a role and go on altering them.
            session
                .execute(&format!("GRANT {role} TO {LOADER}"))
                .await?;
        }
        Ok(Vec::new())
    }
}

/// Tells whether a role is not one that may run programs on its server or touch its files.
async fn is_harmless(session: &Session) -> Result<bool> {
    let row = session
        .query_one(
            "SELECT NOT pg_catalog.bool_or(pg_catalog.pg_has_role(oid, 'MEMBER')) \
             FROM pg_catalog.pg_roles WHERE rolsuper OR rolname IN \
             ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')",
        )
        .await?;
    Ok(row.get(0) == Some("t"))
}

impl Provider for Server {
    fn describe(&self) -> String {
        let version = self.version;
        if let Some(cluster) = &self.cluster {
            let bin = cluster.bin().display();
            return format!("a private PostgreSQL {version} from {bin}");
        }
        let host = self.admin.hosts.first().map(|host| host.name.as_str());
        let host = host.filter(|name| !name.is_empty());
        format!("PostgreSQL {version} on {}", host.unwrap_or("this machine"))
    }

    fn version(&self) -> ServerVersion {
        self.version
    }

    fn is_private(&self) -> bool {
        self.cluster.is_some()
    }

    fn acts_as(&self) -> &'static str {
        if self.lender.is_some() {
            "a role without superuser that acts for every owner"
        } else {
            "the role of the scratch server"
        }
    }

    fn create<'a>(&'a self, wish: &'a Wish, template: Option<&'a Made>) -> Answer<'a, Made> {
        Box::pin(self.make(wish, template))
    }

    fn remove<'a>(&'a self, made: &'a Made) -> Answer<'a, ()> {
        Box::pin(self.drop_database(&made.conninfo.dbname))
    }

    fn ensure_roles<'a>(&'a self, roles: &'a [String]) -> Answer<'a, Vec<String>> {
        Box::pin(self.make_roles(roles))
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(async {
            let names = self.made().clone();
            for name in names {
                self.drop_database(&name).await?;
            }
            Ok(())
        })
    }
}
