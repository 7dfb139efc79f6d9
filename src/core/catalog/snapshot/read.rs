//! Reads a snapshot, whole or some schemas of it. The file is somebody else's: what it says
//! of itself is checked before it is believed.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{
    super::{Attrs, Builder, Catalog, Kind, Name, Object, ObjectId, Ref, Unmodelled, Value},
    Entry, FORMAT, Lexicon, MANIFEST, Manifest, VERSION, hexadecimal,
    line::Line,
    most, on, seal,
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
    let mut lines = Vec::new();
    for entry in manifest.entries.iter().filter(|entry| is_wanted(entry)) {
        archive.objects(entry, &mut lines)?;
    }
    let is_whole = manifest.entries.iter().all(is_wanted);
    let mut catalog = build(path, &manifest, lines, lexicon)?;
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

/// An open file, and how many bytes may still come out of it.
struct Archive<'a> {
    path: &'a Path,
    zip: ZipArchive<BufReader<File>>,
    left: u64,
}

impl<'a> Archive<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        let failed = |error| {
            on(
                path,
                Report::usage("cannot read the snapshot").because(error),
            )
        };
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        if !about.is_file() {
            return Err(on(
                path,
                Report::usage("a snapshot is a file, and this is none"),
            ));
        }
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| foreign(path, error))?;
        let left = most(about.len());
        Ok(Self { path, zip, left })
    }

    /// Decompresses an entry of at most `bytes` bytes.
    fn bytes(&mut self, name: &str, bytes: u64) -> Result<Vec<u8>> {
        let path = self.path;
        let entry = self
            .zip
            .by_name(name)
            .map_err(|error| damaged(path, error))?;
        let mut text = Vec::new();
        entry
            .take(bytes.saturating_add(1))
            .read_to_end(&mut text)
            .map_err(|error| damaged(path, error))?;
        let length = text.len() as u64;
        if length > bytes {
            return Err(damaged(
                path,
                format!("{name} is longer than it says, or than any schema"),
            ));
        }
        self.left = self.left.saturating_sub(length);
        Ok(text)
    }

    fn manifest(&mut self) -> Result<Manifest> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
            pgworks: String,
        }
        let path = self.path;
        if self.zip.index_for_name(MANIFEST).is_none() {
            return Err(foreign(path, format!("it holds no {MANIFEST}")));
        }
        let text = self.bytes(MANIFEST, self.left)?;
        let head: Head = serde_json::from_slice(&text).map_err(|error| foreign(path, error))?;
        if head.format != FORMAT {
            return Err(foreign(path, format!("its format is {}", head.format)));
        }
        if head.version != VERSION {
            let report = Report::usage(format!(
                "the snapshot has version {} of the format; this pgworks reads version {VERSION}",
                head.version
            ));
            return Err(on(path, report).hint(format!("read it with pgworks {}", head.pgworks)));
        }
        if self.zip.comment() != seal(&text).as_bytes() {
            return Err(damaged(
                path,
                format!("{MANIFEST} is not as it was written"),
            ));
        }
        serde_json::from_slice(&text).map_err(|error| damaged(path, error))
    }

    /// Reads the objects of an entry.
    fn objects(&mut self, entry: &Entry, lines: &mut Vec<Line>) -> Result<()> {
        let path = self.path;
        let file = &entry.file;
        if entry.bytes > self.left {
            return Err(damaged(
                path,
                format!("{file} is larger than any schema of its size"),
            ));
        }
        let text = self.bytes(file, entry.bytes)?;
        if hexadecimal(Sha256::new_with_prefix(&text)) != entry.sha256 {
            return Err(damaged(path, format!("{file} is not as it was written")));
        }
        let before = lines.len();
        for line in text
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            let line = serde_json::from_slice(line).map_err(|error| damaged(path, error))?;
            lines.push(line);
        }
        if lines.len() - before != entry.objects as usize {
            return Err(damaged(
                path,
                format!("{file} does not hold {} objects", entry.objects),
            ));
        }
        Ok(())
    }
}

/// Puts the catalog together, what others are a part of first.
fn build(
    path: &Path,
    manifest: &Manifest,
    mut lines: Vec<Line>,
    lexicon: &Lexicon<'_>,
) -> Result<Catalog> {
    lines.sort_by_key(|line| line.n);
    let mut builder = Builder::default();
    let mut places: FxHashMap<u32, Ref> = FxHashMap::default();
    let mut edges = Vec::with_capacity(lines.len());
    for line in lines {
        let at = line.n;
        let kind = (lexicon.kind)(&line.kind)
            .ok_or_else(|| newer(path, manifest, "kind of object", &line.kind))?;
        let parent = match line.parent {
            None => None,
            Some(number) => match places.get(&number).copied() {
                None => return Err(damaged(path, format!("object {at} has no parent"))),
                found => found,
            },
        };
        let object = Object {
            id: id(&mut builder, kind, &line.path),
            parent,
            attrs: attributes(path, manifest, &mut builder, kind, line.attrs, lexicon)?,
        };
        let Some(place) = builder.add(object) else {
            return Err(damaged(path, format!("object {at} is there twice")));
        };
        if places.insert(at, place).is_some() {
            return Err(damaged(path, format!("there are two objects {at}")));
        }
        edges.push((place, line.edges));
    }
    for (from, list) in &edges {
        for (to, kind) in list.iter() {
            // What stands in a schema that was not read is not there.
            if let Some(to) = places.get(&to) {
                builder.edge(*from, *to, kind);
            }
        }
    }
    Ok(builder.finish(manifest.origin()))
}

fn id(builder: &mut Builder, kind: Kind, path: &[Name]) -> ObjectId {
    let path: Vec<Name> = path.iter().map(|part| builder.name(part)).collect();
    ObjectId::new(kind, path)
}

fn attributes(
    path: &Path,
    manifest: &Manifest,
    builder: &mut Builder,
    kind: Kind,
    read: BTreeMap<String, Value>,
    lexicon: &Lexicon<'_>,
) -> Result<Attrs> {
    let mut attrs = Attrs::default();
    for (name, value) in read {
        let def = (lexicon.attr)(kind, &name)
            .ok_or_else(|| newer(path, manifest, "attribute", &format!("{name} of a {kind}")))?;
        let value = match value {
            Value::Text(text) => Value::Text(builder.name(&text)),
            Value::List(list) => Value::List(list.iter().map(|text| builder.name(text)).collect()),
            plain => plain,
        };
        attrs.set_value(def, value);
    }
    Ok(attrs)
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

fn foreign(path: &Path, why: impl std::fmt::Display) -> Report {
    on(
        path,
        Report::usage("this is not a snapshot that pgworks wrote"),
    )
    .because(why)
    .hint("make one with: pgworks snapshot SOURCE -o FILE")
}

fn damaged(path: &Path, why: impl std::fmt::Display) -> Report {
    on(
        path,
        Report::usage("the snapshot was changed or cut off after it was written"),
    )
    .because(why)
    .hint("make it again with: pgworks snapshot SOURCE -o FILE")
}

fn newer(path: &Path, manifest: &Manifest, what: &str, name: &str) -> Report {
    on(
        path,
        Report::usage("the snapshot holds what this version of pgworks does not know"),
    )
    .because(format!("{what}: {name}"))
    .hint(format!(
        "it was written by pgworks {}, and this is {}",
        manifest.pgworks,
        env!("CARGO_PKG_VERSION")
    ))
}
