//! Reads a catalog again: only what changed since, where that can be told.
//!
//! The outcome is that of a whole reading. What cannot be told apart by the rows of the
//! catalogs (a schema or role that is called otherwise, another server, too many changes)
//! makes it one.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    catalog::Catalog,
    conn::Session,
    error::Result,
    kinds::{Reader, Traces},
    progress::{Cancel, Progress},
};

use super::{
    Round, Scope, Wish, jobs,
    marks::{self, Marks},
    until_stable,
};

/// A catalog that was read, with what it takes to read only what changes from now on.
#[derive(Debug)]
pub struct Kept {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// How many rows the server sent for it.
    pub rows: u64,
    /// Whether only what had changed was read.
    pub is_partial: bool,
    scope: Scope,
    marks: Option<Marks>,
    /// Nothing where the next reading must be whole.
    traces: Option<Traces>,
}

/// Reads the catalog of a database over one session, or two that are connected to it; of
/// what was read before only what changed since, if there is something.
pub async fn refresh(
    sessions: &[Session],
    scope: &Scope,
    before: Option<&Kept>,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Kept> {
    let before = before.filter(|it| it.scope == *scope);
    let outcome = until_stable(sessions, scope, &Wish::Next(before), progress, cancel).await?;
    Ok(Kept {
        catalog: Arc::new(outcome.catalog),
        rows: outcome.rows,
        is_partial: outcome.is_partial,
        scope: scope.clone(),
        marks: outcome.marks,
        traces: outcome.traces,
    })
}

/// Takes over what has not changed; returns the parts that are to be read, or nothing if all
/// are.
pub(super) async fn carry(
    round: &mut Round<'_>,
    reader: &Mutex<Reader>,
    before: &Kept,
    marks: &Marks,
) -> Result<Option<String>> {
    let (Some(traces), Some(was)) = (&before.traces, &before.marks) else {
        return Ok(None);
    };
    let Some(differing) = marks.differing(was) else {
        return Ok(None);
    };
    jobs::know_roles(round.first, reader).await?;
    let lock = || reader.lock().unwrap_or_else(PoisonError::into_inner);
    if !lock().is_called_as(traces) {
        return Ok(None);
    }
    let touched = marks::touched(round.first, &round.cx, was, &differing).await?;
    let is_touched = |oid: u32| {
        touched.oids.binary_search(&oid).is_ok()
            || differing.binary_search(&Marks::remainder(oid)).is_ok()
    };
    lock().carry(&before.catalog, traces, |oid| !is_touched(oid));
    round.cx.relations = Some(touched.relations);
    Ok(Some(touched.parts))
}
