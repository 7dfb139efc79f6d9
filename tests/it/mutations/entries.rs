//! The entries of `tests/mutations`: one change each, written straight in SQL, with the
//! differences that it must make.
//!
//! An entry is `-- mutation: KIND.WHAT`, with ` since N` where older servers do not know
//! it, then `-- delta: ` with what it changes, then its statements. In a delta stand
//! `kind.attribute`, `+kind` for what is new, `-kind` for what is gone and `?kind` for what
//! is only told as not modelled, all with dashes for blanks.

use std::{collections::BTreeSet, fs, path::PathBuf};

use pgworks_core::{
    catalog::{AttrClass, Catalog, KindInfo},
    diff::{Delta, Difference},
    kinds::{self, Rules, common},
};

const HEAD: &str = "-- mutation: ";
const DELTA: &str = "-- delta: ";

/// One change.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name: `column.type-length`.
    pub(super) name: String,
    /// The first major version that knows its statements; 0 for all.
    pub(super) since: u32,
    /// What it changes, in words.
    pub(super) delta: BTreeSet<String>,
    /// The statements.
    pub(super) sql: String,
}

impl Entry {
    /// Tells whether it is about what the cluster keeps for a database.
    pub(super) fn is_shared(&self) -> bool {
        self.is_about(|info| info.is_shared)
    }

    /// Tells whether it is about what belongs to the cluster or to the whole database.
    pub(super) fn is_global(&self) -> bool {
        self.is_about(|info| info.is_global)
    }

    fn is_about(&self, is_so: fn(&KindInfo) -> bool) -> bool {
        let all = kinds::ALL.iter().map(|rules| rules.kind());
        let mut wanted = all.filter(|kind| is_so(kind.info()));
        wanted.any(|kind| {
            let name = dashed(kind.name());
            let (subject, what) = self.name.split_once('.').unwrap_or_default();
            let is_common = ["comment", "owner", "grant"].contains(&subject);
            let is_it = what == name || what.starts_with(&format!("{name}-"));
            subject == name || is_common && is_it
        })
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mutations")
}

/// Returns the schema that every change starts from.
pub(super) fn base() -> String {
    fs::read_to_string(folder().join("base.sql")).unwrap()
}

/// Returns what the cluster keeps for the database of the base.
pub(super) fn shared() -> String {
    fs::read_to_string(folder().join("shared.sql")).unwrap()
}

/// Lists the files of entries, ordered.
fn files() -> Vec<PathBuf> {
    let all = fs::read_dir(folder()).unwrap();
    let mut files: Vec<PathBuf> = all.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with("base.sql") && !file.ends_with("shared.sql"));
    files.sort_unstable();
    files
}

/// Reads all entries.
pub(super) fn all() -> Vec<Entry> {
    let texts = files()
        .into_iter()
        .map(|file| fs::read_to_string(file).unwrap());
    texts.flat_map(|text| parse(&text)).collect()
}

fn parse(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix(HEAD) {
            let (name, since) = head.split_once(" since ").unwrap_or((head, "0"));
            entries.push(Entry {
                name: name.to_owned(),
                since: since.parse().unwrap(),
                delta: BTreeSet::new(),
                sql: String::new(),
            });
            continue;
        }
        let entry = entries.last_mut().unwrap();
        if let Some(words) = line.strip_prefix(DELTA) {
            entry.delta = words.split(", ").map(str::to_owned).collect();
        } else {
            entry.sql.push_str(line);
            entry.sql.push('\n');
        }
    }
    entries
}

/// Writes the deltas that were found into the files, in the place of those there.
pub(super) fn write(found: &[Entry]) {
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let mut written = String::new();
        let mut has_been_found = false;
        for line in text.lines() {
            if has_been_found && line.starts_with(DELTA) {
                continue;
            }
            written.push_str(line);
            written.push('\n');
            if let Some(head) = line.strip_prefix(HEAD) {
                let name = head.split(' ').next().unwrap();
                let entry = found.iter().find(|entry| entry.name == name);
                has_been_found = entry.is_some();
                if let Some(entry) = entry {
                    let words: Vec<&str> = entry.delta.iter().map(String::as_str).collect();
                    written.push_str(&format!("{DELTA}{}\n", words.join(", ")));
                }
            }
        }
        fs::write(&file, written).unwrap();
    }
}

/// Returns a name as it stands in a delta.
pub(super) fn dashed(name: &str) -> String {
    name.replace(' ', "-")
}

/// Says a difference in the words of a delta.
pub(super) fn words(old: &Catalog, new: &Catalog, difference: &Difference) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for delta in &difference.deltas {
        match delta {
            Delta::Add(at) => {
                words.insert(format!("+{}", dashed(new.at(*at).id.kind.name())));
            }
            Delta::Drop(at) => {
                words.insert(format!("-{}", dashed(old.at(*at).id.kind.name())));
            }
            Delta::Alter {
                new: at, changed, ..
            } => {
                let kind = dashed(new.at(*at).id.kind.name());
                words.extend(changed.iter().map(|name| format!("{kind}.{name}")));
            }
        }
    }
    let unmodelled = difference
        .unmodelled_old
        .iter()
        .chain(&difference.unmodelled_new);
    words.extend(unmodelled.map(|it| format!("?{}", dashed(&it.kind))));
    words
}

/// Returns what an entry must change by its name, where that names an attribute of a kind:
/// `column.type-length` must change `column.type`.
pub(super) fn promised(name: &str) -> Option<String> {
    let (subject, what) = name.split_once('.')?;
    let common = |attribute: &str| {
        let mut kinds: Vec<String> = kinds::ALL
            .iter()
            .map(|it| dashed(it.kind().name()))
            .collect();
        kinds.sort_unstable_by_key(|kind| std::cmp::Reverse(kind.len()));
        let kind = kinds
            .into_iter()
            .find(|kind| what == kind || what.starts_with(&format!("{kind}-")))?;
        Some(format!("{kind}.{attribute}"))
    };
    match subject {
        "comment" => return common(common::COMMENT.name()),
        "owner" => return common(common::OWNER.name()),
        "grant" => return common(common::ACL.name()),
        _ => {}
    }
    let rules = kinds::ALL
        .iter()
        .find(|rules| dashed(rules.kind().name()) == subject)?;
    match what {
        "present" => return Some(format!("+{subject}")),
        "absent" => return Some(format!("-{subject}")),
        _ => {}
    }
    let mut names: Vec<&str> = compared(*rules).collect();
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    let name = names.into_iter().find(|name| {
        let name = name.replace('_', "-");
        what == name || what.starts_with(&format!("{name}-"))
    })?;
    Some(format!("{subject}.{name}"))
}

/// Lists the attributes of its own that a kind is compared by.
pub(super) fn compared(rules: &dyn Rules) -> impl Iterator<Item = &'static str> {
    let attrs = rules.attrs().iter();
    attrs
        .filter(|def| def.class != AttrClass::Silent)
        .map(|def| def.name)
}
