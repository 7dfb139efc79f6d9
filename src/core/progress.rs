//! What a long operation tells its caller, and how the caller stops it.
//!
//! An operation that may take longer than a frame takes a [`Progress`] sink and a
//! [`Cancel`] token. Cancelling stops the waiting on our side; whoever owns the
//! session also sends PostgreSQL's cancel request.

use std::sync::Arc;

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
        if let Some(tell) = &self.0 {
            tell(Step {
                what: what.into(),
                done,
                total,
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
