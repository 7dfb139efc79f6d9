//! Writes a snapshot beside its place, and moves it there when it is whole.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    super::{Catalog, EdgeKind, Name, Ref},
    Entry, FORMAT, Lexicon, MANIFEST, Manifest, VERSION, hexadecimal, line, most, on, seal,
};
use crate::error::{Report, Result};

/// Writes a catalog into the file at `path`, which is replaced whole or not at all.
pub fn write(catalog: &Catalog, path: &Path, lexicon: &Lexicon<'_>) -> Result<()> {
    let failed = |error: io::Error| {
        on(
            path,
            Report::usage("cannot write the snapshot").because(error),
        )
    };
    let place = place(path)?;
    let folder = place.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let file = beside(folder).map_err(failed)?;
    let bytes = archive(catalog, lexicon, file.as_file()).map_err(failed)?;
    let compressed = file.as_file().metadata().map_err(failed)?.len();
    if bytes > most(compressed) {
        let report = Report::usage("the schema is too large to be kept in a snapshot");
        return Err(on(path, report.hint("keep some of it with --schema")));
    }
    // The new name must not be there before the bytes are.
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&place).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Returns where the file goes: a link is followed, what is no file is left alone.
fn place(path: &Path) -> Result<PathBuf> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if place.exists() && !place.is_file() {
        return Err(on(
            path,
            Report::usage("a snapshot is written to a file, and this is none"),
        ));
    }
    Ok(place)
}

/// Makes a file that goes away unless it is kept, with the rights of any new file.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pgworks-").suffix(".part");
    #[cfg(unix)]
    let open = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(open);
    builder.tempfile_in(folder)
}

/// Writes the archive; returns how many bytes it holds when decompressed.
fn archive(catalog: &Catalog, lexicon: &Lexicon<'_>, file: &fs::File) -> io::Result<u64> {
    let Order { groups, numbers } = order(catalog, lexicon)?;
    let mut entries = Vec::with_capacity(groups.len());
    for (number, (schema, list)) in groups.iter().enumerate() {
        let mut sink = Measure::default();
        lines(catalog, list, &numbers, &mut sink)?;
        entries.push(Entry {
            file: schema.as_ref().map_or_else(
                || "objects.jsonl".into(),
                |_| format!("schemas/{number}.jsonl"),
            ),
            schema: schema.as_ref().map(ToString::to_string),
            objects: count(list.len())?,
            bytes: sink.bytes,
            sha256: hexadecimal(sink.digest),
        });
    }
    let manifest = serde_json::to_vec_pretty(&manifest(catalog, entries.clone())?)?;
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o644);
    archive.set_comment(seal(&manifest))?;
    archive.start_file(MANIFEST, options)?;
    archive.write_all(&manifest)?;
    for (entry, list) in entries.iter().zip(groups.values()) {
        archive.start_file(&entry.file, options)?;
        lines(catalog, list, &numbers, &mut archive)?;
    }
    archive.finish()?.flush()?;
    let manifest = u64::try_from(manifest.len()).unwrap_or(u64::MAX);
    Ok(entries
        .iter()
        .fold(manifest, |sum, entry| sum.saturating_add(entry.bytes)))
}

fn manifest(catalog: &Catalog, entries: Vec<Entry>) -> io::Result<Manifest> {
    let origin = &catalog.origin;
    Ok(Manifest {
        format: FORMAT.into(),
        version: VERSION,
        pgworks: env!("CARGO_PKG_VERSION").into(),
        server_version: origin.version,
        database: origin.database.clone(),
        role: origin.role.clone(),
        locale: origin.locale.clone(),
        states_owners: origin.states_owners,
        states_roles: origin.states_roles,
        fingerprint: catalog.fingerprint(),
        objects: count(catalog.len())?,
        entries,
        unmodelled: catalog.unmodelled.clone(),
        unread: catalog.unread.clone(),
    })
}

fn count(objects: usize) -> io::Result<u32> {
    u32::try_from(objects).map_err(io::Error::other)
}

/// The objects of a catalog in an order of their own: readings of one database differ in
/// theirs, since two sessions share the work.
struct Order {
    /// By schema; each object behind what it is a part of.
    groups: BTreeMap<Option<Name>, Vec<Ref>>,
    /// The number of each object, by its place in the catalog.
    numbers: Vec<u32>,
}

/// Sorts the objects by the schema they stand in, and these by name and kind. Parts follow
/// what they are a part of, in the order of the catalog.
fn order(catalog: &Catalog, lexicon: &Lexicon<'_>) -> io::Result<Order> {
    let roots = catalog
        .objects()
        .filter(|(_, object)| object.parent.is_none());
    let mut roots: Vec<Ref> = roots.map(|(at, _)| at).collect();
    roots.sort_by_key(|at| {
        let id = &catalog.at(*at).id;
        (&id.path, id.kind)
    });
    let mut groups: BTreeMap<Option<Name>, Vec<Ref>> = BTreeMap::new();
    for root in roots {
        let schema = schema_of(catalog, root, lexicon);
        let mut pending = vec![root];
        while let Some(at) = pending.pop() {
            // What stands in no schema comes first, so its parts may stand in one.
            let is_apart = schema.is_none() && at != root;
            let own = is_apart
                .then(|| schema_of_part(catalog, at, lexicon))
                .flatten();
            groups
                .entry(own.or_else(|| schema.clone()))
                .or_default()
                .push(at);
            let mut parts = catalog.children(at).to_vec();
            parts.sort_by_key(|part| catalog.at(*part).id.kind);
            pending.extend(parts.into_iter().rev());
        }
    }
    let mut numbers = vec![0; catalog.len()];
    for (number, at) in groups.values().flatten().enumerate() {
        if let Some(slot) = numbers.get_mut(at.index()) {
            *slot = count(number)?;
        }
    }
    Ok(Order { groups, numbers })
}

/// Returns the schema an object stands in: one that it needs and whose name is in its path.
/// An extension needs one too, and stands in none.
fn schema_of(catalog: &Catalog, root: Ref, lexicon: &Lexicon<'_>) -> Option<Name> {
    let id = &catalog.at(root).id;
    if id.kind == lexicon.schema {
        return id.path.last().cloned();
    }
    let needs = catalog.needs(root).iter();
    needs
        .filter(|edge| edge.kind == EdgeKind::Needs && id.path.len() > 1)
        .map(|edge| &catalog.at(edge.to).id)
        .filter(|needed| needed.kind == lexicon.schema)
        .find_map(|needed| needed.path.last().filter(|name| id.path.contains(name)))
        .cloned()
}

/// Returns the schema that is read with a part of what stands in none: the table of a
/// publication is there if its schema is.
fn schema_of_part(catalog: &Catalog, part: Ref, lexicon: &Lexicon<'_>) -> Option<Name> {
    let id = &catalog.at(part).id;
    let needs = catalog.needs(part).iter();
    needs
        .filter(|edge| edge.kind == EdgeKind::Needs)
        .filter_map(|edge| schema_of(catalog, catalog.root(edge.to), lexicon))
        .find(|schema| id.path.contains(schema))
}

fn lines(
    catalog: &Catalog,
    list: &[Ref],
    numbers: &[u32],
    sink: &mut impl Write,
) -> io::Result<()> {
    let mut text = Vec::new();
    for at in list {
        text.clear();
        serde_json::to_writer(&mut text, &line::written(catalog, *at, numbers))?;
        text.push(b'\n');
        sink.write_all(&text)?;
    }
    Ok(())
}

/// Counts and digests what is written to it.
#[derive(Default)]
struct Measure {
    bytes: u64,
    digest: Sha256,
}

impl Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.digest.update(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
