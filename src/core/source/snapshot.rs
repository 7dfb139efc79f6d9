//! A snapshot file as a source: the file format meets the kinds here.

use std::path::Path;

use crate::{
    catalog::{
        Catalog, Object,
        snapshot::{self, Lexicon},
    },
    error::Result,
    kinds::{self, schema::SCHEMA},
};

use super::{Found, Reading};

/// Reads the schemas in scope from a snapshot, and what stands in none.
pub(super) fn read(path: &Path, reading: &Reading) -> Result<Found> {
    reading
        .progress
        .say(format!("reading the snapshot {}", path.display()));
    let mut catalog = with_lexicon(|lexicon| {
        snapshot::read(path, lexicon, &|schema| reading.scope.wants(schema))
    })?;
    let is_left_out = |object: &Object| object.id.kind.info().is_global;
    if !reading.scope.globals && catalog.objects().any(|(_, it)| is_left_out(it)) {
        catalog = catalog.filter(|_, object| !is_left_out(object));
        catalog.origin.states_roles = false;
    }
    Ok(Found {
        catalog,
        notes: Vec::new(),
    })
}

/// Writes a catalog into a snapshot file, which is replaced whole or not at all.
pub fn keep(catalog: &Catalog, path: &Path) -> Result<()> {
    with_lexicon(|lexicon| snapshot::write(catalog, path, lexicon))
}

fn with_lexicon<T>(work: impl FnOnce(&Lexicon<'_>) -> T) -> T {
    work(&Lexicon {
        kind: &|name| kinds::named(name).map(kinds::Rules::kind),
        attr: &|kind, name| kinds::attr(kinds::of(kind), name),
        schema: SCHEMA,
    })
}
