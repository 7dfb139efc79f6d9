//! Databases: how to reach them, opening and testing them.
//!
//! A connection text may hold a password, so it stays here and never enters the state.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use pgworks_core::{
    catalog::Catalog,
    conn::{self, Conninfo, Profile, Session},
    error::Result,
    exec,
    introspect::{self, Kept, Scope},
    source::{self, Source},
};
use secrecy::SecretString;

use super::Work;
use crate::{
    app::{
        config,
        event::Answer,
        state::{
            connections::Connection,
            id::DbId,
            opened::{Server, Tag},
            tree::Index,
        },
    },
    front::{
        demo::Shops,
        naming::{self, Named},
    },
};

/// The name under which the workbench's sessions show up on their server.
const APPLICATION_NAME: &str = "pgworks";

/// The databases that were opened.
#[derive(Default)]
pub(in crate::app) struct Databases {
    known: Mutex<HashMap<DbId, Known>>,
    /// Throw-away databases that live as long as the program.
    kept: Mutex<Vec<Shops>>,
}

/// A database that was opened.
#[derive(Clone)]
pub(super) struct Known {
    /// Where its catalog comes from.
    pub(super) source: Source,
    /// How the user named it, without a password.
    pub(super) name: String,
    /// The environment it belongs to.
    pub(super) tag: Tag,
    /// A session for small questions.
    pub(super) session: Option<Arc<Session>>,
    /// What was read last.
    pub(super) kept: Option<Arc<Kept>>,
}

impl Known {
    /// Returns how to connect, where it is a live database.
    pub(super) fn conninfo(&self) -> Option<&Conninfo> {
        match &self.source {
            Source::Live(conninfo) => Some(conninfo),
            _ => None,
        }
    }
}

impl Databases {
    fn all(&self) -> MutexGuard<'_, HashMap<DbId, Known>> {
        // Nothing in there can be left half changed.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a database.
    pub(super) fn get(&self, db: DbId) -> Option<Known> {
        self.all().get(&db).cloned()
    }

    /// Keeps throw-away databases until the program ends.
    pub(super) fn keep(&self, shops: Shops) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(shops);
    }

    /// Drops the throw-away databases that were kept on a server of the user's; those of a
    /// private one end with the program. Whatever is left is swept the next time.
    pub(in crate::app) async fn drop_kept(&self) {
        self.all().clear();
        let kept = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *kept)
        };
        for Shops { scratch, old, new } in kept {
            if !scratch.is_private() {
                let _ = old.drop().await;
                let _ = new.drop().await;
            }
        }
    }

    /// Keeps a database.
    pub(super) fn put(&self, db: DbId, known: Known) {
        self.all().insert(db, known);
    }

    /// Keeps what was read of a database: the next reading starts from there.
    fn keep_read(&self, db: DbId, kept: Kept) -> Arc<Catalog> {
        let catalog = Arc::clone(&kept.catalog);
        if let Some(known) = self.all().get_mut(&db) {
            known.kept = Some(Arc::new(kept));
        }
        catalog
    }

    /// Forgets what was read of a database, so that the next reading is whole.
    pub(super) fn forget_read(&self, db: DbId) {
        if let Some(known) = self.all().get_mut(&db) {
            known.kept = None;
        }
    }

    /// Forgets a database; its session ends when nothing uses it any more.
    pub(in crate::app) fn forget(&self, db: DbId) {
        self.all().remove(&db);
    }

    /// Returns the open session of a live database, or opens one.
    pub(super) async fn session(&self, db: DbId) -> Result<Option<Arc<Session>>> {
        let Some(known) = self.get(db) else {
            return Ok(None);
        };
        if let Some(session) = known.session.filter(|it| !it.is_closed()) {
            return Ok(Some(session));
        }
        let Source::Live(conninfo) = &known.source else {
            return Ok(None);
        };
        let session = Arc::new(conn::connect(conninfo, APPLICATION_NAME).await?);
        // Where there is one session, it is not kept from those who need it next.
        if conninfo.sole.is_none()
            && let Some(known) = self.all().get_mut(&db)
        {
            known.session = Some(Arc::clone(&session));
        }
        Ok(Some(session))
    }
}

/// Lists the profiles.
pub(super) fn profiles(work: &Work) -> Result<Answer> {
    let launch = &work.cx.launch;
    let profiles = config::profiles::<Profile>(&launch.locations)?;
    let lines = profiles.into_iter().map(|(name, mut profile)| {
        profile.name.clone_from(&name);
        let describe = match profile.conninfo(&launch.environment) {
            Ok(conninfo) => conninfo.describe(),
            Err(report) => format!("! {report}"),
        };
        Connection {
            word: name,
            describe,
            tag: Tag::read(profile.tag.as_deref()),
            is_read_only: profile.read_only,
            is_profile: true,
            db: None,
        }
    });
    Ok(Answer::Profiles(lines.collect()))
}

/// Returns what a word names, keeping what was opened before; files are read again.
pub(super) async fn known(work: &Work, db: DbId, word: &str) -> Result<Known> {
    let before = work.cx.databases.get(db);
    let word = match &before {
        Some(known) if matches!(known.source, Source::Text(_)) => known.name.as_str(),
        Some(known) => return Ok(known.clone()),
        None => word,
    };
    let launch = &work.cx.launch;
    let named = naming::source(word, &launch.locations, &launch.environment).await?;
    let known = of_named(named, word);
    work.cx.databases.put(db, known.clone());
    Ok(known)
}

fn of_named(named: Named, word: &str) -> Known {
    let profile = named.profile.as_ref();
    Known {
        tag: Tag::read(profile.and_then(|it| it.tag.as_deref())),
        name: match profile {
            Some(_) => word.to_owned(),
            None => named.name,
        },
        source: named.source,
        session: None,
        kept: None,
    }
}

/// Connects, shows what is there at once, then reads the rest.
pub(super) async fn open(
    work: &Work,
    db: DbId,
    word: &str,
    password: Option<SecretString>,
) -> Result<Answer> {
    let mut known = known(work, db, word).await?;
    if let (Some(password), Source::Live(conninfo)) = (password, &known.source) {
        known.source = Source::Live(Box::new(conninfo.with_password(password)));
        known.session = None;
        work.cx.databases.put(db, known.clone());
    }
    work.progress.say(format!("connecting to {}", known.name));
    let outline = match work.stoppable(work.cx.databases.session(db)).await {
        Ok(Some(session)) => {
            reached(work, db, &known, server(&session));
            let outline = introspect::outline(&session, &Scope::default(), &work.cancel).await?;
            work.part(Answer::Outline(db, Arc::new(Index::of_outline(&outline))));
            Some(outline)
        }
        Ok(None) => {
            reached(work, db, &known, of_text(&known));
            None
        }
        Err(report) if report.wants_password() => return Ok(Answer::WantsPassword(db)),
        Err(report) => return Err(report),
    };
    let reading = work.reading(Scope::default())?;
    let catalog = match known.conninfo() {
        Some(conninfo) => {
            let before = known.kept.as_deref();
            let kept = source::refresh(conninfo, &reading, before).await?;
            work.cx.databases.keep_read(db, kept)
        }
        None => Arc::new(known.source.read(&reading).await?.catalog),
    };
    let catalog = work.busy(move || {
        let index = Index::of_catalog(&catalog, outline.as_ref());
        Ok(Answer::Catalog(db, catalog, Arc::new(index)))
    });
    work.part(catalog.await?);
    // Without rights on the ledger nothing is said of it: step Run does, with the reason.
    let unfinished = match known.conninfo() {
        Some(conninfo) => {
            let target = exec::Target {
                conninfo: conninfo.clone(),
                scope: Scope::default(),
            };
            let status = work.stoppable(exec::status(&target)).await.ok();
            status.and_then(|it| it.unfinished).map(|run| run.id)
        }
        None => None,
    };
    Ok(Answer::Ledger(db, unfinished))
}

/// Tells the state what answered.
pub(super) fn reached(work: &Work, db: DbId, known: &Known, server: Server) {
    work.part(Answer::Reached {
        db,
        name: known.name.clone(),
        tag: known.tag.clone(),
        server,
    });
}

/// Returns what is known of a server.
pub(super) fn server(session: &Session) -> Server {
    Server {
        describe: session.describe().to_owned(),
        database: session.database().to_owned(),
        role: session.user().to_owned(),
        version: session.version().to_string(),
        protection: session.negotiated().to_string(),
        is_read_only: session.is_read_only(),
        is_in_recovery: session.is_in_recovery(),
    }
}

/// Returns what is known of a text or snapshot.
pub(super) fn of_text(known: &Known) -> Server {
    Server {
        describe: known.name.clone(),
        database: known.name.clone(),
        is_read_only: true,
        ..Server::default()
    }
}

/// Connects, looks, and leaves.
pub(super) async fn test(work: &Work, word: &str) -> Result<Answer> {
    let launch = &work.cx.launch;
    let target = naming::target(word, &launch.locations, &launch.environment)?;
    let begun = Instant::now();
    let connecting = conn::connect(&target.conninfo, "pgworks conn test");
    let session = work.stoppable(connecting).await?;
    let took = begun.elapsed();
    let server = server(&session);
    let yes = |it: bool| if it { "yes" } else { "no" }.to_owned();
    let lines = vec![
        (
            "server".to_owned(),
            format!("PostgreSQL {}", server.version),
        ),
        ("connection".to_owned(), server.describe),
        ("database".to_owned(), server.database),
        ("role".to_owned(), server.role),
        ("superuser".to_owned(), yes(session.is_superuser())),
        ("standby".to_owned(), yes(server.is_in_recovery)),
        ("read-only".to_owned(), yes(server.is_read_only)),
        ("protection".to_owned(), server.protection),
        ("took".to_owned(), format!("{} ms", took.as_millis())),
    ];
    session.close().await;
    Ok(Answer::Tested(lines))
}
