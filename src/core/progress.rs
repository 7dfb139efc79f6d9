//! What a long operation tells its caller, and how the caller stops it.
//!
//! An operation that may take longer than a frame takes a [`Progress`] sink and a
//! [`Cancel`] token. Cancelling stops the waiting on our side; whoever owns the
//! session also sends PostgreSQL's cancel request.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

/// One thing a long operation has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is being done, in the user's words: `reading tables`.
    pub what: String,
    /// How much is done, of `total`; 0 where it cannot be counted.
    pub done: u64,
    /// How much there is to do; 0 where it cannot be counted.
    pub total: u64,
    /// The same for whoever must not read words.
    pub detail: Detail,
}

/// What happens in a run. Segments are counted from 0 in the way that is run, forward or
/// back, and steps from 0 within their segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Nothing but what the words say.
    #[default]
    None,
    /// A lock is asked for before the statements of a segment begin.
    Lock {
        /// The segment.
        segment: usize,
        /// The table, as SQL writes it.
        relation: String,
        /// The mode, as in LOCK TABLE.
        mode: String,
    },
    /// A statement begins.
    Statement {
        /// The segment.
        segment: usize,
        /// The statement's place in it.
        step: usize,
        /// The statement.
        sql: String,
        /// The object that it is about.
        object: String,
    },
    /// A statement ended well. In a transaction it stands once that is committed.
    Done {
        /// The segment.
        segment: usize,
        /// The statement's place in it.
        step: usize,
        /// How long it took.
        elapsed: Duration,
    },
    /// What runs waits for others; told again while it does.
    Blocked {
        /// The others, the longest at work first.
        by: Vec<Blocker>,
    },
    /// Nobody is in the way any more.
    Unblocked,
    /// How far an index is.
    Index {
        /// The phase, in the server's words.
        phase: String,
    },
    /// A segment failed because others stood in its way, and is tried again after a while;
    /// nothing of it stands.
    Waiting {
        /// Which attempt comes, from 1 for the first repetition.
        attempt: u32,
        /// How many there may be.
        of: u32,
        /// What stood in the way.
        why: String,
    },
    /// A segment is done and stands, its line in the ledger with it.
    Committed {
        /// The segment.
        segment: usize,
        /// How long it took, repetitions included.
        elapsed: Duration,
    },
    /// The user's wish to stop was passed on to the server.
    Stopping,
    /// The connection is lost.
    Lost {
        /// Why.
        why: String,
    },
    /// It is being made again.
    Reconnecting {
        /// Which attempt this is, from 1.
        attempt: u32,
    },
    /// It is there again, and the ledger says how much stands.
    Reconnected {
        /// How many segments.
        segments: usize,
    },
    /// Another run has the database.
    OtherRun {
        /// Who, in words.
        by: String,
    },
}

/// Somebody in the way of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The process of the server, by which it can be cancelled; 0 for a prepared
    /// transaction, which has none.
    pub pid: i32,
    /// Who it is and what it does.
    pub words: String,
}

/// Where a long operation reports its steps.
#[derive(Clone)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Returns a sink that calls `tell` with each step.
    pub fn new(tell: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    /// Returns a sink that drops what it is told.
    pub const fn silent() -> Self {
        Self(None)
    }

    /// Reports a step that cannot be counted.
    pub fn say(&self, what: impl Into<String>) {
        self.count(what, 0, 0);
    }

    /// Reports that `done` of `total` is done.
    pub fn count(&self, what: impl Into<String>, done: u64, total: u64) {
        self.tell(what, (done, total), Detail::None);
    }

    /// Reports what happens, that `done` of `total` is done, and the same without words.
    pub fn tell(&self, what: impl Into<String>, (done, total): (u64, u64), detail: Detail) {
        if let Some(tell) = &self.0 {
            tell(Step {
                what: what.into(),
                done,
                total,
                detail,
            });
        }
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

/// A token by which a caller stops a long operation; clones share it.
#[derive(Clone, Debug)]
pub struct Cancel(Arc<watch::Sender<bool>>);

impl Default for Cancel {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Cancel {
    /// Returns a token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the operation to stop.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Tells whether the operation was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns once the operation was asked to stop.
    pub async fn cancelled(&self) {
        let mut watched = self.0.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = watched.wait_for(|stop| *stop).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_clone_sees_the_cancel() {
        let cancel = Cancel::new();
        let other = cancel.clone();
        assert!(!other.is_cancelled());
        cancel.cancel();
        other.cancelled().await;
        assert!(other.is_cancelled());
    }
}
