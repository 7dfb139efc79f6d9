//! What the commands share that look at one source: which it is, what of it, and reading it.

use std::mem::ManuallyDrop;

use pgworks_core::{catalog::Catalog, error::Result, introspect::Scope, source::Reading};

use super::{
    comparing::{self, Scoping, Scratching},
    context::Context,
};

/// What of a source is read, and how.
#[derive(clap::Args)]
pub(super) struct Looking {
    #[command(flatten)]
    scoping: Scoping,

    #[command(flatten)]
    scratching: Scratching,
}

/// A source that was read.
pub(super) struct Read {
    /// Its name without a password.
    pub(super) name: String,
    /// What is in it, until the process ends: to take a large catalog apart takes a while.
    pub(super) catalog: ManuallyDrop<Catalog>,
    /// How it was read.
    pub(super) reading: Reading,
}

impl Looking {
    /// Reads a source, and says what there is to know about it.
    pub(super) async fn read(&self, source: &str, cx: &Context) -> Result<Read> {
        self.read_in(source, self.scoping.scope(), cx).await
    }

    /// As [`Self::read`], with what belongs to the server or to the database as a whole.
    pub(super) async fn read_with_globals(&self, source: &str, cx: &Context) -> Result<Read> {
        let scope = Scope {
            globals: true,
            ..self.scoping.scope()
        };
        self.read_in(source, scope, cx).await
    }

    async fn read_in(&self, source: &str, scope: Scope, cx: &Context) -> Result<Read> {
        let named = comparing::named(source, cx).await?;
        let reading = comparing::reading(cx, scope, &self.scratching, None)?;
        let found = Box::pin(named.source.read(&reading)).await?;
        comparing::notes(cx, &named.name, &found.notes, &found.catalog);
        Ok(Read {
            name: named.name,
            catalog: ManuallyDrop::new(found.catalog),
            reading,
        })
    }
}
