//! What a server that holds one session at a time needs: turns, and another way to stop.
//!
//! Its second connection would wait in silence for the first to end, its statements hear no
//! cancel request, and opening a session takes it longer than anything else: so one that is
//! closed is kept for the next. Who made such a server says so here; nothing else in this
//! module knows what it is.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::session::Session;
use crate::error::{Report, Result};

/// How long a session waits for the one before it to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the maker of a server with one session can do for it.
pub trait Keeper: Send + Sync {
    /// Ends the server, and with it whatever its session is doing.
    fn stop(&self);

    /// Gets the server ready for a text before the session that runs it begins; tells
    /// whether a session that has begun cannot see that.
    fn prepare(&self, sql: &str) -> bool;

    /// Adds to a failure what the server could not know to say.
    fn explain(&self, report: Report) -> Report;
}

/// The one session of a server, which those who connect have in turns; clones share it.
#[derive(Clone)]
pub struct Sole(Arc<Inner>);

struct Inner {
    turn: Arc<Semaphore>,
    keeper: Box<dyn Keeper>,
    /// A session that was closed and can be had again. It does not know of `Sole` while it
    /// is here, or neither would ever go.
    parked: Mutex<Option<Session>>,
}

impl Sole {
    /// Returns the session of a server.
    pub fn new(keeper: impl Keeper + 'static) -> Self {
        Self(Arc::new(Inner {
            turn: Arc::new(Semaphore::new(1)),
            keeper: Box::new(keeper),
            parked: Mutex::default(),
        }))
    }

    /// Waits until nobody has the session; others have it when the answer is dropped.
    pub(super) async fn take(&self) -> Result<Turn> {
        self.take_within(PATIENCE).await
    }

    async fn take_within(&self, patience: Duration) -> Result<Turn> {
        let turn = Arc::clone(&self.0.turn).acquire_owned();
        match tokio::time::timeout(patience, turn).await {
            Ok(Ok(permit)) => Ok(Turn { _permit: permit }),
            // Nobody closes it: both say that it did not come.
            Ok(Err(_)) | Err(_) => Err(Report::connect(
                "a database that holds one session at a time is in use",
            )
            .because(format!(
                "its session did not end within {} seconds",
                patience.as_secs()
            ))),
        }
    }

    /// Waits until nobody has the session and ends one that is kept; as long as the answer
    /// lives nobody connects.
    pub async fn quiet(&self) -> Result<Turn> {
        let turn = self.take().await?;
        if let Some(session) = self.unpark() {
            session.close().await;
        }
        Ok(turn)
    }

    /// Tells whether nobody has the session.
    pub fn is_free(&self) -> bool {
        self.0.turn.available_permits() > 0
    }

    /// Gets the server ready for a text that the next session will run.
    pub fn prepare(&self, sql: &str) {
        if self.0.keeper.prepare(sql) {
            drop(self.unpark());
        }
    }

    pub(super) fn stop(&self) {
        self.0.keeper.stop();
    }

    pub(super) fn explain(&self, report: Report) -> Report {
        self.0.keeper.explain(report)
    }

    /// Keeps a session for the next that connects.
    pub(super) fn park(&self, session: Session) {
        *self.parked() = Some(session);
    }

    /// Returns the session that is kept.
    pub(super) fn unpark(&self) -> Option<Session> {
        self.parked().take()
    }

    fn parked(&self) -> MutexGuard<'_, Option<Session>> {
        // What is in it is whole or not there.
        self.0.parked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Sole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sole")
            .field("is_free", &self.is_free())
            .finish_non_exhaustive()
    }
}

/// The right to be the one session.
#[derive(Debug)]
pub struct Turn {
    _permit: OwnedSemaphorePermit,
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nobody;

    impl Keeper for Nobody {
        fn stop(&self) {}
        fn prepare(&self, _: &str) -> bool {
            false
        }
        fn explain(&self, report: Report) -> Report {
            report
        }
    }

    #[tokio::test]
    async fn one_at_a_time_and_no_wait_for_ever() {
        let sole = Sole::new(Nobody);
        let first = sole.clone().take().await.unwrap();
        assert!(!sole.is_free());
        let report = sole.take_within(Duration::ZERO).await.unwrap_err();
        assert_eq!(report.class().exit_code(), 4);
        drop(first);
        assert!(sole.take().await.is_ok());
    }
}
