//! Reads a snapshot, whole or some schemas of it, and puts the catalog together.

use std::path::Path;

use super::{
    super::{
        Attrs, Builder, Catalog, EdgeKind, Kind, Name, Object, ObjectId, Ref, Unmodelled, Value,
    },
    Entry, Lexicon, Manifest,
    archive::Archive,
    line::Line,
    on,
};
use crate::{
    error::{Report, Result},
    sql::quote::ident,
};

/// Reads the catalog in a file: the schemas that are `wanted`, and what stands in none.
pub fn read(path: &Path, lexicon: &Lexicon<'_>, wanted: &dyn Fn(&str) -> bool) -> Result<Catalog> {
    let mut archive = Archive::open(path)?;
    let manifest = archive.manifest()?;
    let is_wanted = |entry: &Entry| entry.schema.as_deref().is_none_or(wanted);
    let mut assembly = Assembly::new(path, &manifest, lexicon);
    for entry in manifest.entries.iter().filter(|entry| is_wanted(entry)) {
        archive.objects(entry, |line| assembly.take(line))?;
    }
    let mut catalog = assembly.finish();
    let is_whole = manifest.entries.iter().all(is_wanted);
    if is_whole {
        verify(path, &manifest, &catalog)?;
        catalog.unmodelled.clone_from(&manifest.unmodelled);
    } else {
        let unwanted = manifest.entries.iter().filter(|entry| !is_wanted(entry));
        let prefixes: Vec<String> = unwanted
            .filter_map(|entry| entry.schema.as_deref())
            .map(|schema| format!("{}.", ident(schema)))
            .collect();
        let stands_elsewhere = |it: &&Unmodelled| {
            prefixes
                .iter()
                .any(|prefix| it.name.starts_with(prefix.as_str()))
        };
        let rest = manifest
            .unmodelled
            .iter()
            .filter(|it| !stands_elsewhere(it));
        catalog.unmodelled = rest.cloned().collect();
    }
    catalog.unread.clone_from(&manifest.unread);
    Ok(catalog)
}

/// Reads what a file says of itself; the objects stay compressed.
pub fn manifest(path: &Path) -> Result<Manifest> {
    Archive::open(path)?.manifest()
}

/// A catalog that is being put together.
struct Assembly<'a> {
    path: &'a Path,
    manifest: &'a Manifest,
    lexicon: &'a Lexicon<'a>,
    builder: Builder,
    /// The number of each object in the file, by its place in the catalog; they rise.
    numbers: Vec<u32>,
    /// From, the number of the other, and how.
    edges: Vec<(Ref, u32, EdgeKind)>,
}

impl<'a> Assembly<'a> {
    fn new(path: &'a Path, manifest: &'a Manifest, lexicon: &'a Lexicon<'a>) -> Self {
        Self {
            path,
            manifest,
            lexicon,
            builder: Builder::default(),
            numbers: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// Takes the next object in.
    fn take(&mut self, line: Line) -> Result<()> {
        let at = line.n;
        let damaged = |why: &str| damaged(self.path, format!("object {at} {why}"));
        if self.numbers.last().is_some_and(|last| *last >= at) {
            return Err(damaged("does not stand where its number says"));
        }
        let kind = (self.lexicon.kind)(&line.kind)
            .ok_or_else(|| self.newer("kind of object", &line.kind))?;
        let parent = match line.parent {
            None => None,
            Some(number) => match self.place(number) {
                None => return Err(damaged("has no parent")),
                found => found,
            },
        };
        let attrs = self.attributes(kind, line.attrs)?;
        let path: Vec<Name> = line.path.iter().map(|it| self.builder.name(it)).collect();
        let id = ObjectId::new(kind, path);
        let Some(place) = self.builder.add(Object { id, parent, attrs }) else {
            return Err(damaged("is there twice"));
        };
        self.numbers.push(at);
        self.edges
            .extend(line.edges.iter().map(|(to, kind)| (place, to, kind)));
        Ok(())
    }

    /// Finds an object that was taken in.
    fn place(&self, number: u32) -> Option<Ref> {
        let at = self.numbers.binary_search(&number).ok()?;
        u32::try_from(at).ok().map(Ref)
    }

    fn attributes(&mut self, kind: Kind, read: Vec<(String, Value)>) -> Result<Attrs> {
        let mut attrs = Attrs::default();
        for (name, value) in read {
            let def = (self.lexicon.attr)(kind, &name)
                .ok_or_else(|| self.newer("attribute", &format!("{name} of a {kind}")))?;
            let mut own = |text: &Name| self.builder.name(text);
            let value = match value {
                Value::Text(text) => Value::Text(own(&text)),
                Value::List(list) => Value::List(list.iter().map(own).collect()),
                plain => plain,
            };
            attrs.set_value(def, value);
        }
        Ok(attrs)
    }

    /// Returns the report of something that a newer pgworks wrote.
    fn newer(&self, what: &str, name: &str) -> Report {
        let title = "the snapshot holds what this version of pgworks does not know";
        on(self.path, Report::usage(title))
            .because(format!("{what}: {name}"))
            .hint(format!(
                "it was written by pgworks {}, and this is {}",
                self.manifest.pgworks,
                env!("CARGO_PKG_VERSION")
            ))
    }

    /// Returns the catalog. What stands in a schema that was not read is not there, and
    /// nothing depends on it.
    fn finish(mut self) -> Catalog {
        for (from, to, kind) in std::mem::take(&mut self.edges) {
            if let Some(to) = self.place(to) {
                self.builder.edge(from, to, kind);
            }
        }
        self.builder.finish(self.manifest.origin())
    }
}

/// Compares what was read with what was written. Another version of pgworks may have made
/// the fingerprint of other attributes; the digests of the entries hold all the same.
fn verify(path: &Path, manifest: &Manifest, catalog: &Catalog) -> Result<()> {
    let is_ours = manifest.pgworks == env!("CARGO_PKG_VERSION");
    if catalog.len() != manifest.objects as usize
        || is_ours && catalog.fingerprint() != manifest.fingerprint
    {
        return Err(damaged(path, "its objects are not those it was made of"));
    }
    Ok(())
}

/// Returns the report of a file that is no snapshot.
pub(super) fn foreign(path: &Path, why: impl std::fmt::Display) -> Report {
    on(
        path,
        Report::usage("this is not a snapshot that pgworks wrote"),
    )
    .because(why)
    .hint("make one with: pgworks snapshot SOURCE -o FILE")
}

/// Returns the report of a snapshot that is not as it was written.
pub(super) fn damaged(path: &Path, why: impl std::fmt::Display) -> Report {
    on(
        path,
        Report::usage("the snapshot was changed or cut off after it was written"),
    )
    .because(why)
    .hint("make it again with: pgworks snapshot SOURCE -o FILE")
}
