//! The demo's two shops on throw-away databases: what is, and what it should become.

use pgworks_core::{
    error::Result,
    plan::{Filter, Wishes},
    scratch::{self, Database, Scratch, Wish},
    source::Reading,
};

const OLD: &str = include_str!("../../assets/demo/old.sql");
const NEW: &str = include_str!("../../assets/demo/new.sql");
const ROWS: &str = include_str!("../../assets/demo/rows.sql");

/// The column that the new shop no longer has.
pub const LOSS: &str = "shop.customers.fax";

/// The shops.
#[derive(Debug)]
pub struct Shops {
    /// The provider of both databases.
    pub scratch: Scratch,
    /// What is, with rows.
    pub old: Database,
    /// What it should become.
    pub new: Database,
}

/// Makes the shops.
pub async fn shops(reading: &Reading) -> Result<Shops> {
    let scratch = scratch::open(&reading.choice, &reading.places, Wish::default()).await?;
    let (old, new) = (scratch.create().await?, scratch.create().await?);
    let (progress, cancel) = (&reading.progress, &reading.cancel);
    let files = [("old.sql", OLD), ("rows.sql", ROWS)];
    scratch::load(&old, &files, progress, cancel).await?;
    scratch::load(&new, &[("new.sql", NEW)], progress, cancel).await?;
    Ok(Shops { scratch, old, new })
}

/// Returns how the shops are compared: both were loaded by one role; who that is says
/// nothing.
pub fn wishes() -> Wishes {
    Wishes {
        filter: Filter {
            no_owner: true,
            ..Filter::default()
        },
        ..Wishes::default()
    }
}
