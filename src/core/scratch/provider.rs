//! What a provider of scratch databases can do.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Wish, prover::Lender};
use crate::conn::{Conninfo, ServerVersion};
use crate::error::Result;

/// The answer of a provider, once it comes.
pub(super) type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A database as its provider made it.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// How to connect with the provider's own rights.
    pub(super) conninfo: Conninfo,
    /// How to connect as the role without superuser that owns it, where there is one.
    pub(super) unprivileged: Option<Conninfo>,
    /// How to connect as the role without superuser that proves, and who lends it more,
    /// where there is one.
    pub(super) prover: Option<(Conninfo, Arc<Lender>)>,
    /// What is not as wished.
    pub(super) notes: Vec<String>,
}

/// A source of scratch databases.
pub(super) trait Provider: fmt::Debug + Send + Sync {
    /// Describes it in words.
    fn describe(&self) -> String;

    /// Returns the version of its server.
    fn version(&self) -> ServerVersion;

    /// Tells whether its cluster is ours alone.
    fn is_private(&self) -> bool;

    /// Says as whom statements of ours run there.
    fn acts_as(&self) -> &'static str;

    /// Makes an empty database, or a copy of one it made.
    fn create<'a>(&'a self, wish: &'a Wish, template: Option<&'a Made>) -> Answer<'a, Made>;

    /// Drops a database it made.
    fn remove<'a>(&'a self, made: &'a Made) -> Answer<'a, ()>;

    /// Makes roles, where it may; returns those that do not exist afterwards.
    fn ensure_roles<'a>(&'a self, roles: &'a [String]) -> Answer<'a, Vec<String>>;

    /// Drops what is left of what it made.
    fn close(&self) -> Answer<'_, ()>;
}
