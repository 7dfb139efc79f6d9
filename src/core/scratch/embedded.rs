//! Scratch databases in the embedded engine: PostgreSQL in WebAssembly, for machines that
//! have none.
//!
//! Each database is a child process, which the front end says how to start: the engine
//! holds one session at a time, hears no cancel request, and must be killable. A text is
//! run there by the engine's superuser: it can reach nothing of the machine but the folder
//! of its own database, runs no programs, and has no network.

mod child;
mod keeper;
mod lacks;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use super::{
    APPLICATION_NAME, Wish,
    binaries::{Engine, Places},
    cluster::SUPERUSER,
    provider::{Answer, Made, Provider},
};
use crate::{
    conn::{Conninfo, Environment, ServerVersion, Session, Sole, connect},
    error::{Report, Result},
    sql::quote::{ident, literal},
};
use child::Child;
use keeper::Holder;

/// How long a child may take to get ready: the first one ever unpacks the engine.
const PATIENCE: Duration = Duration::from_mins(2);

/// The database of each child.
const DATABASE: &str = "postgres";

/// The superuser that the engine comes with.
const MADE_BY: &str = "postgres";

/// The embedded engine.
#[derive(Debug)]
pub(super) struct Embedded {
    engine: Engine,
    places: Places,
    version: ServerVersion,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    databases: Vec<Arc<One>>,
    /// A database that nobody has asked for yet.
    spare: Option<Arc<One>>,
    /// The roles that every database is to have.
    roles: Vec<String>,
}

/// A database and its child.
#[derive(Debug)]
struct One {
    child: Arc<Child>,
    conninfo: Conninfo,
    /// The roles it has.
    roles: Mutex<Vec<String>>,
}

/// Opens the embedded engine, which starts the first child.
pub(super) async fn open(places: &Places) -> Result<Arc<Embedded>> {
    let Some(engine) = places.engine.clone() else {
        return Err(Report::usage("this pgworks has no embedded engine")
            .because("it was built without the feature `embedded`")
            .hint(lacks::WAY_OUT));
    };
    let (one, version) = start(&engine, places, None).await?;
    Ok(Arc::new(Embedded {
        engine,
        places: places.clone(),
        version,
        state: Mutex::new(State {
            spare: Some(one),
            ..State::default()
        }),
    }))
}

/// Starts a child and waits until it can be connected to.
async fn start(
    engine: &Engine,
    places: &Places,
    template: Option<&Path>,
) -> Result<(Arc<One>, ServerVersion)> {
    let (engine, at, template) = (engine.clone(), places.clone(), template.map(Path::to_owned));
    let is_copy = template.is_some();
    let begun = blocking(move || Child::start(&engine, &at, template.as_deref()));
    let child = Arc::new(begun.await??);
    let failed = |why: String| {
        Report::connect("the embedded engine did not start")
            .because(why)
            .hint(lacks::WAY_OUT)
    };
    let asked = Arc::clone(&child);
    let address = tokio::time::timeout(PATIENCE, blocking(move || asked.address())).await;
    let Ok(address) = address else {
        // Its pipe ends with it, and so does the waiting for its word.
        child.kill();
        return Err(failed("it did not get ready in time".into()));
    };
    let address = address?.map_err(failed)?;
    let conninfo = reach(&address, &child)?;
    let version = if is_copy {
        connect(&conninfo, APPLICATION_NAME).await?.version()
    } else {
        rename(&conninfo).await?
    };
    let one = One {
        child,
        conninfo,
        roles: Mutex::default(),
    };
    Ok((Arc::new(one), version))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Report::fault("starting the embedded engine broke off").because(error))
}

/// Returns how to connect to a child.
fn reach(address: &str, child: &Arc<Child>) -> Result<Conninfo> {
    let text = format!("{address} user={SUPERUSER} dbname={DATABASE} sslmode=disable");
    let mut conninfo = Conninfo::parse(&text, &Environment::default())?;
    conninfo.sole = Some(Sole::new(Holder::of(child)));
    Ok(conninfo)
}

/// Gives the superuser a name that no text has: one that names `postgres` gets an ordinary
/// role, as on a private cluster.
async fn rename(conninfo: &Conninfo) -> Result<ServerVersion> {
    let mut first = conninfo.clone();
    MADE_BY.clone_into(&mut first.user);
    let session = connect(&first, APPLICATION_NAME).await?;
    // ALTER ROLE refuses to rename the role of its own session.
    let sql = format!(
        "UPDATE pg_catalog.pg_authid SET rolname = {} WHERE rolname = {}",
        literal(SUPERUSER),
        literal(MADE_BY)
    );
    session.execute(&sql).await?;
    let version = session.version();
    session.close().await;
    Ok(version)
}

impl Embedded {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // Its lists cannot be left half changed by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn make(&self, wish: &Wish, template: Option<&Made>) -> Result<Made> {
        let one = match template {
            Some(template) => self.copy(template).await?,
            None => match self.spare() {
                Some(one) => one,
                None => start(&self.engine, &self.places, None).await?.0,
            },
        };
        let roles = self.state().roles.clone();
        one.give(&roles).await?;
        self.state().databases.push(Arc::clone(&one));
        Ok(Made {
            conninfo: one.conninfo.clone(),
            prover: None,
            unprivileged: Some(one.conninfo.clone()),
            notes: template.map_or_else(|| unlike(wish), |one| one.notes.clone()),
        })
    }

    fn spare(&self) -> Option<Arc<One>> {
        self.state().spare.take()
    }

    /// Copies the files of a database: its engine runs while somebody is connected only.
    async fn copy(&self, template: &Made) -> Result<Arc<One>> {
        let Some(from) = self.find(template) else {
            return Err(Report::fault("the database to copy is not there"));
        };
        let turn = match &from.conninfo.sole {
            Some(sole) => Some(sole.quiet().await?),
            None => None,
        };
        let asked = Arc::clone(&from.child);
        blocking(move || asked.wait_until_quiet()).await??;
        let folder = from.child.folder();
        let (one, _) = start(&self.engine, &self.places, Some(folder)).await?;
        drop(turn);
        let has = from.roles().clone();
        one.roles().extend(has);
        Ok(one)
    }

    fn find(&self, made: &Made) -> Option<Arc<One>> {
        let is_it = |one: &&Arc<One>| one.conninfo.hosts == made.conninfo.hosts;
        self.state().databases.iter().find(is_it).cloned()
    }

    /// Makes roles known, and gives them to the databases that nobody is connected to; the
    /// others get them when they are asked for again.
    async fn make_roles(&self, roles: &[String]) -> Result<Vec<String>> {
        let (databases, all) = {
            let mut state = self.state();
            for role in roles {
                if !state.roles.contains(role) {
                    state.roles.push(role.clone());
                }
            }
            (state.databases.clone(), state.roles.clone())
        };
        for one in databases {
            let is_free = one.conninfo.sole.as_ref().is_none_or(Sole::is_free);
            if is_free {
                one.give(&all).await?;
            }
        }
        Ok(Vec::new())
    }
}

impl One {
    fn roles(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.roles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the roles that it lacks.
    async fn give(&self, roles: &[String]) -> Result<()> {
        let missing: Vec<String> = {
            let has = self.roles();
            let lacks = |role: &&String| !has.contains(role);
            roles.iter().filter(lacks).cloned().collect()
        };
        if missing.is_empty() {
            return Ok(());
        }
        let session = connect(&self.conninfo, APPLICATION_NAME).await?;
        for role in &missing {
            make_role(&session, role).await?;
        }
        session.close().await;
        self.roles().extend(missing);
        Ok(())
    }
}

/// Makes a role, unless it is there.
pub(super) async fn make_role(session: &Session, role: &str) -> Result<()> {
    let sql = format!(
        "SELECT FROM pg_catalog.pg_roles WHERE rolname = {}",
        literal(role)
    );
    if session.query(&sql).await?.is_empty() {
        let sql = format!("CREATE ROLE {} NOLOGIN", ident(role));
        session.execute(&sql).await?;
    }
    Ok(())
}

/// Returns what of a wish the engine cannot fulfil: it has one encoding and one locale.
fn unlike(wish: &Wish) -> Vec<String> {
    let mut notes = Vec::new();
    if wish.encoding != "UTF8" {
        notes.push(format!(
            "the encoding {} is not to be had in the embedded engine: UTF8 was used",
            wish.encoding
        ));
    }
    let is_plain = |name: &str| matches!(name, "C" | "POSIX" | "C.UTF-8" | "C.utf8");
    if !is_plain(&wish.collate) || !is_plain(&wish.ctype) {
        notes.push(format!(
            "the locale {} / {} is not to be had in the embedded engine: C was used, so \
             orderings are not proven",
            wish.collate, wish.ctype
        ));
    }
    notes
}

impl Provider for Embedded {
    fn describe(&self) -> String {
        format!("PostgreSQL {} embedded", self.version)
    }

    fn version(&self) -> ServerVersion {
        self.version
    }

    fn is_private(&self) -> bool {
        true
    }

    fn acts_as(&self) -> &'static str {
        "the engine's superuser"
    }

    fn create<'a>(&'a self, wish: &'a Wish, template: Option<&'a Made>) -> Answer<'a, Made> {
        Box::pin(self.make(wish, template))
    }

    fn remove<'a>(&'a self, made: &'a Made) -> Answer<'a, ()> {
        Box::pin(async {
            let found = self.find(made);
            let is_it = |one: &Arc<One>| one.conninfo.hosts == made.conninfo.hosts;
            self.state().databases.retain(|one| !is_it(one));
            drop(found);
            Ok(())
        })
    }

    fn ensure_roles<'a>(&'a self, roles: &'a [String]) -> Answer<'a, Vec<String>> {
        Box::pin(self.make_roles(roles))
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(async {
            let mut state = self.state();
            state.databases.clear();
            state.spare = None;
            Ok(())
        })
    }
}
