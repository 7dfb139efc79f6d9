//! The statements that make what is there: a whole catalog, or one object of it.
//!
//! They are a plan like any other, from a catalog without it.

use crate::{
    catalog::{Catalog, Ref},
    error::Result,
};

use super::{Segment, Wishes, plan_between};

/// Returns the statements that make all of a catalog in a database that holds `empty`.
pub fn of_catalog(catalog: &Catalog, empty: &Catalog) -> Result<Vec<Segment>> {
    let (_, route) = plan_between(empty, catalog, &Wishes::default())?;
    Ok(route.segments)
}

/// Returns the statements that make one object with its parts, where all else is there.
pub fn of_object(catalog: &Catalog, at: Ref) -> Result<Vec<Segment>> {
    let without = catalog.filter(|it, _| it != at);
    of_catalog(catalog, &without)
}
