//! From two catalogs to a difference that can be believed and the statements for it.

use crate::{
    catalog::Catalog,
    diff::{Difference, diff},
    error::Result,
    source::Reading,
};

use super::{Route, Wishes, rename::Rename, route};

/// A difference and its statements.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// The old catalog with the renames applied; absent if there are none.
    pub old: Option<Catalog>,
    /// What differs.
    pub difference: Difference,
    /// The statements.
    pub route: Route,
    /// Remarks for the user.
    pub notes: Vec<String>,
}

/// Compares two catalogs and plans the way from one to the other.
pub async fn prepare(
    old: &Catalog,
    new: &Catalog,
    wishes: &Wishes,
    renames: &[Rename],
    reading: &Reading,
) -> Result<Prepared> {
    let _ = (renames, reading);
    let difference = diff(old, new, &wishes.filter);
    let route = route(old, new, &difference, wishes)?;
    Ok(Prepared {
        old: None,
        difference,
        route,
        notes: Vec::new(),
    })
}
