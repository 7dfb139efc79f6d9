//! The session in which statements of ours run on a scratch database.
//!
//! They are ours, but functions, defaults and types in them may be anybody's: PostgreSQL
//! evaluates some while a schema is built, and all of them once a table has rows. So they
//! run by a role without superuser that is a member of every role there. For a statement
//! that only a superuser may run and that evaluates nothing (the list of `load::judge`) the
//! role is made one, and is none any more when the next statement begins.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use tokio::sync::RwLock;

use super::APPLICATION_NAME;
use super::load::judge::{self, Privileged};
use super::load::owner::{is_public, keeps_validators};
use crate::conn::{Conninfo, Session, connect};
use crate::error::Result;
use crate::sql::quote::ident;

/// Makes the prover's session take notice of what another session changed: a lock that is
/// taken anew makes a session read what others committed.
const NOTICE: &str = "SAVEPOINT pgworks_notice; \
     LOCK TABLE pg_catalog.pg_ts_template IN ACCESS SHARE MODE; \
     ROLLBACK TO SAVEPOINT pgworks_notice; RELEASE SAVEPOINT pgworks_notice";

/// The superuser of a private cluster, who lends the prover his rights.
#[derive(Debug)]
pub(super) struct Lender {
    /// How the superuser connects.
    admin: Conninfo,
    /// The role of the prover.
    role: String,
    /// Held by many while statements run, by one while the role is a superuser: sessions on
    /// other databases have the same role.
    lock: RwLock<()>,
    /// Whether the role may still be a superuser because a lending was broken off.
    lent: AtomicBool,
}

impl Lender {
    pub(super) fn new(admin: Conninfo, role: &str) -> Self {
        Self {
            admin,
            role: role.to_owned(),
            lock: RwLock::new(()),
            lent: AtomicBool::new(false),
        }
    }
}

/// A session on a scratch database that runs statements of ours.
#[derive(Debug)]
pub struct Prover {
    session: Session,
    lending: Option<(Arc<Lender>, Session)>,
    in_transaction: AtomicBool,
    /// Statements that give an object to a role which may not own it there.
    not_given: Mutex<Vec<String>>,
}

impl Prover {
    /// Returns a prover with a session's own rights, for servers on which roles are not
    /// ours to make and for the embedded engine, where nothing but the database is at risk.
    pub(super) fn plain(session: Session) -> Self {
        Self {
            session,
            lending: None,
            in_transaction: AtomicBool::new(false),
            not_given: Mutex::default(),
        }
    }

    /// Opens a session of a role without superuser, and one for the superuser that lends.
    pub(super) async fn open(conninfo: &Conninfo, lender: &Arc<Lender>) -> Result<Self> {
        let session = connect(conninfo, APPLICATION_NAME).await?;
        let admin = connect(&lender.admin, APPLICATION_NAME).await?;
        Ok(Self {
            session,
            lending: Some((Arc::clone(lender), admin)),
            in_transaction: AtomicBool::new(false),
            not_given: Mutex::default(),
        })
    }

    /// Begins a transaction.
    pub async fn begin(&self) -> Result<()> {
        self.session.execute("BEGIN").await?;
        self.in_transaction.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Commits the transaction. Deferred constraints are checked without superuser.
    pub async fn commit(&self) -> Result<()> {
        self.ordinary("COMMIT").await?;
        self.in_transaction.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Runs one statement of ours.
    pub async fn execute(&self, sql: &str) -> Result<()> {
        let Some((_, admin)) = &self.lending else {
            return self.session.execute(sql).await.map(drop);
        };
        if judge::owner_to_role(sql).is_some() {
            return self.give(sql).await;
        }
        let is_lent = match judge::privileged(sql) {
            Privileged::Yes => true,
            Privileged::Internal(function) => {
                is_public(admin, &function, self.session.user()).await?
            }
            Privileged::No => false,
        };
        // By the session that runs it: the admin's does not see what is not committed.
        if is_lent && keeps_validators(&self.session, sql).await? {
            self.lend(sql).await
        } else {
            self.ordinary(sql).await
        }
    }

    /// Reads as the prover.
    pub async fn session(&self) -> Result<&Session> {
        if let Some((lender, admin)) = &self.lending {
            take_back(lender, admin).await?;
        }
        Ok(&self.session)
    }

    /// Ends the session.
    pub async fn close(self) {
        self.session.close().await;
        if let Some((_, admin)) = self.lending {
            admin.close().await;
        }
    }

    /// Runs a statement with the prover's own rights.
    async fn ordinary(&self, sql: &str) -> Result<()> {
        let Some((lender, admin)) = &self.lending else {
            return self.session.execute(sql).await.map(drop);
        };
        if lender.lent.load(Ordering::Acquire) {
            take_back(lender, admin).await?;
        }
        let _running = lender.lock.read().await;
        self.session.execute(sql).await.map(drop)
    }

    /// Gives an object to a role. Most are given without more: only a role that lacks a
    /// right in the schema needs a superuser (manual, "ALTER TABLE", OWNER).
    async fn give(&self, sql: &str) -> Result<()> {
        let is_within = self.in_transaction.load(Ordering::Relaxed);
        let tried = if is_within {
            let all = format!("SAVEPOINT pgworks_give;\n{sql};\nRELEASE SAVEPOINT pgworks_give");
            self.session.query(&all).await.map(drop)
        } else {
            self.ordinary(sql).await
        };
        match tried {
            Err(report) if report.sqlstate() == Some("42501") => {
                if is_within {
                    let back = "ROLLBACK TO SAVEPOINT pgworks_give; RELEASE SAVEPOINT pgworks_give";
                    self.session.query(back).await?;
                }
                self.give_by_superuser(sql, is_within).await
            }
            tried => tried,
        }
    }

    /// Gives an object with a superuser's rights. What only superusers may own (foreign-data
    /// wrappers, event triggers, subscriptions before PostgreSQL 16) is not given: no role
    /// of a schema is ever a superuser there, not for a moment.
    async fn give_by_superuser(&self, sql: &str, is_within: bool) -> Result<()> {
        if is_within {
            self.session.query("SAVEPOINT pgworks_give").await?;
        }
        let given = self.lend(sql).await;
        let is_refused = given
            .as_ref()
            .is_err_and(|it| it.sqlstate() == Some("42501"));
        if is_within && (given.is_ok() || is_refused) {
            let back = if is_refused {
                "ROLLBACK TO SAVEPOINT pgworks_give; "
            } else {
                ""
            };
            let end = format!("{back}RELEASE SAVEPOINT pgworks_give");
            self.session.query(&end).await?;
        }
        if !is_refused {
            return given;
        }
        self.notice().await?;
        let mut list = self
            .not_given
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        list.push(sql.to_owned());
        Ok(())
    }

    /// Lists the statements that would have given an object to a role which may not own it
    /// there, and were left out.
    pub fn not_given(&self) -> Vec<String> {
        self.not_given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Runs a statement as a superuser, alone among all provers.
    async fn lend(&self, sql: &str) -> Result<()> {
        let Some((lender, admin)) = &self.lending else {
            return self.session.execute(sql).await.map(drop);
        };
        let _alone = lender.lock.write().await;
        let role = ident(&lender.role);
        lender.lent.store(true, Ordering::Release);
        admin
            .execute(&format!("ALTER ROLE {role} SUPERUSER"))
            .await?;
        self.notice().await?;
        let outcome = self.session.execute(sql).await;
        admin
            .execute(&format!("ALTER ROLE {role} NOSUPERUSER"))
            .await?;
        lender.lent.store(false, Ordering::Release);
        outcome?;
        self.notice().await
    }

    /// Outside of a transaction each statement takes notice by itself.
    async fn notice(&self) -> Result<()> {
        if self.in_transaction.load(Ordering::Relaxed) {
            self.session.query(NOTICE).await?;
        }
        Ok(())
    }
}

/// Opens a session of the prover's role in which neither triggers nor foreign keys fire.
///
/// Only a superuser may set that; a setting that he leaves for the role holds from the start
/// of a session on (manual, "ALTER ROLE").
pub(super) async fn quiet(conninfo: &Conninfo, lender: &Lender) -> Result<Session> {
    let admin = connect(&lender.admin, APPLICATION_NAME).await?;
    take_back(lender, &admin).await?;
    let (role, database) = (ident(&lender.role), ident(&conninfo.dbname));
    let of = format!("ALTER ROLE {role} IN DATABASE {database}");
    admin
        .execute(&format!("{of} SET session_replication_role = replica"))
        .await?;
    let session = connect(conninfo, APPLICATION_NAME).await;
    admin
        .execute(&format!("{of} RESET session_replication_role"))
        .await?;
    admin.close().await;
    session
}

/// Takes back what a lending that was broken off left behind.
async fn take_back(lender: &Lender, admin: &Session) -> Result<()> {
    let _alone = lender.lock.write().await;
    if lender.lent.swap(false, Ordering::AcqRel) {
        let role = ident(&lender.role);
        admin
            .execute(&format!("ALTER ROLE {role} NOSUPERUSER"))
            .await?;
    }
    Ok(())
}
