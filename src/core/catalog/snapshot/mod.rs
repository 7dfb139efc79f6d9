//! The snapshot file `.pgw`: a catalog kept to compare with.
//!
//! A ZIP archive: first `manifest.json`, which says where the catalog was read and what is
//! in the other entries, then one entry a schema and one for what stands in none, each an
//! object a line in JSON. Who wants some schemas reads the manifest and their entries and
//! leaves the rest compressed. The manifest holds the digest of each entry, the archive's
//! comment that of the manifest: enough to notice a file that was cut off or edited, no
//! proof against somebody who makes a new one on purpose.
//!
//! It holds what a catalog holds: no rows, no passwords, no time, so that a database that
//! did not change gives the same bytes. What kinds and attributes there are is told by a [`Lexicon`],
//! since this module stands below the kinds.

mod archive;
mod line;
mod read;
mod write;

use std::{fmt::Write as _, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{AttrDef, Fingerprint, Kind, Origin, Unmodelled, Unread};
use crate::error::Report;

pub use read::{manifest, read};
pub use write::write;

/// What the manifest calls the format.
pub const FORMAT: &str = "pgworks snapshot";

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// The entry that comes first.
const MANIFEST: &str = "manifest.json";

/// What the archive's comment begins with; the manifest's digest follows.
const SEAL: &str = "pgworks snapshot, manifest sha256 ";

/// How many bytes an archive may become when it is read, however small it is.
const ALWAYS_ALLOWED: u64 = if cfg!(test) { 1 << 20 } else { 64 << 20 };

/// How many times larger than the file its contents may be. A schema of 10,000 tables
/// shrinks to a tenth; DEFLATE can shrink zeros to a thousandth.
const LARGEST_RATIO: u64 = 200;

/// How many bytes an archive may become at most.
const NEVER_MORE: u64 = 2 << 30;

/// What the reader and the writer of a snapshot must know of kinds.
#[derive(Clone, Copy)]
pub struct Lexicon<'a> {
    /// Finds a kind by its name.
    pub kind: &'a dyn Fn(&str) -> Option<Kind>,
    /// Finds an attribute of a kind by its name.
    pub attr: &'a dyn Fn(Kind, &str) -> Option<&'static AttrDef>,
    /// The kind of schemas.
    pub schema: Kind,
}

/// What a snapshot says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// The version of pgworks that wrote it.
    pub pgworks: String,
    /// The server's `server_version_num`.
    pub server_version: u32,
    /// The database, or what the user called the source.
    pub database: String,
    /// The role that read it.
    pub role: String,
    /// The encoding, collation and character type of the database.
    pub locale: [String; 3],
    /// Whether owners are part of it.
    pub states_owners: bool,
    /// Whether the roles of the server are part of it.
    #[serde(default)]
    pub states_roles: bool,
    /// The fingerprint of the whole catalog.
    pub fingerprint: Fingerprint,
    /// How many objects there are.
    pub objects: u32,
    /// The other entries.
    pub entries: Vec<Entry>,
    /// What the model does not know.
    pub unmodelled: Vec<Unmodelled>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// One entry of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the archive; not made of the schema's, which may be any text.
    pub file: String,
    /// The schema; none for what stands in no schema.
    pub schema: Option<String>,
    /// How many objects it holds.
    pub objects: u32,
    /// How many bytes it is when decompressed.
    pub bytes: u64,
    /// The SHA-256 digest of these bytes, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Returns where the catalog was read.
    pub fn origin(&self) -> Origin {
        Origin {
            version: self.server_version,
            database: self.database.clone(),
            role: self.role.clone(),
            states_owners: self.states_owners,
            states_roles: self.states_roles,
            locale: self.locale.clone(),
        }
    }
}

/// Returns how many bytes may come out of an archive of `compressed` bytes.
fn most(compressed: u64) -> u64 {
    compressed
        .saturating_mul(LARGEST_RATIO)
        .clamp(ALWAYS_ALLOWED, NEVER_MORE)
}

fn hexadecimal(digest: Sha256) -> String {
    digest
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Returns the archive's comment for a manifest.
fn seal(manifest: &[u8]) -> String {
    format!("{SEAL}{}", hexadecimal(Sha256::new_with_prefix(manifest)))
}

fn on(path: &Path, report: Report) -> Report {
    report.on(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        io::{Read as _, Write as _},
        path::PathBuf,
    };

    use tempfile::TempDir;
    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

    use super::{
        super::{
            Attr, AttrClass, Attrs, Builder, Catalog, EdgeKind, KindInfo, Name, Object, ObjectId,
            Ref,
        },
        *,
    };
    use crate::error::Class;

    static SPACE_INFO: KindInfo = KindInfo::new("space", "spaces");
    static THING_INFO: KindInfo = KindInfo::new("thing", "things");
    const SPACE: Kind = Kind::new(&SPACE_INFO);
    const THING: Kind = Kind::new(&THING_INFO);

    const WORDS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
        name: "words",
        class: AttrClass::Plain,
    });
    const TEXT: Attr<Name> = Attr::new(&AttrDef {
        name: "text",
        class: AttrClass::Plain,
    });
    const SIZE: Attr<i64> = Attr::new(&AttrDef {
        name: "size",
        class: AttrClass::Plain,
    });
    const IS_SO: Attr<bool> = Attr::new(&AttrDef {
        name: "is_so",
        class: AttrClass::Silent,
    });

    fn lexicon<T>(work: impl FnOnce(&Lexicon<'_>) -> T) -> T {
        work(&Lexicon {
            kind: &|name| [SPACE, THING].into_iter().find(|kind| kind.name() == name),
            attr: &|_, name| {
                [WORDS.def, TEXT.def, SIZE.def, IS_SO.def]
                    .into_iter()
                    .find(|def| def.name == name)
            },
            schema: SPACE,
        })
    }

    /// Names that a file, a terminal or a JSON parser could stumble over.
    const HOSTILE: [&str; 5] = [
        "a\"b",
        "../../etc/passwd",
        "line\nbreak\u{1b}[2J",
        "",
        "ünïcödé\u{202e}",
    ];

    fn add(builder: &mut Builder, kind: Kind, path: &[&str], parent: Option<Ref>) -> Ref {
        let path: Vec<Name> = path.iter().map(|part| builder.name(part)).collect();
        let mut attrs = Attrs::default();
        attrs.set(TEXT, builder.name(HOSTILE[2]));
        attrs.set(SIZE, i64::MIN);
        attrs.set(IS_SO, true);
        attrs.set(WORDS, HOSTILE.map(Name::from).into());
        let id = ObjectId::new(kind, path);
        builder.add(Object { id, parent, attrs }).unwrap()
    }

    fn catalog() -> Catalog {
        let mut builder = Builder::default();
        let spaces: Vec<Ref> = HOSTILE
            .iter()
            .map(|name| add(&mut builder, SPACE, &[name], None))
            .collect();
        let global = add(&mut builder, THING, &["global"], None);
        builder.edge(global, spaces[0], EdgeKind::Needs);
        for (space, name) in spaces.iter().zip(HOSTILE) {
            let thing = add(&mut builder, THING, &[name, "thing"], None);
            builder.edge(thing, *space, EdgeKind::Needs);
            let part = add(&mut builder, THING, &[name, "thing", name], Some(thing));
            builder.edge(part, thing, EdgeKind::Needs);
            builder.edge(part, global, EdgeKind::Mentions);
            builder.edge(part, spaces[1], EdgeKind::Follows);
            builder.edge(part, spaces[2], EdgeKind::Owned);
        }
        let mut catalog = builder.finish(Origin {
            version: 150_000,
            database: "db\n".into(),
            role: "me".into(),
            states_owners: true,
            states_roles: true,
            locale: ["UTF8".into(), "C".into(), "C".into()],
        });
        let unmodelled = |name: &str| Unmodelled {
            kind: "operator".into(),
            name: name.into(),
            digest: "d".into(),
        };
        catalog.unmodelled = vec![unmodelled("\"a\"\"b\".=(a,b)"), unmodelled("global")];
        catalog.unread = vec![Unread {
            what: "x".into(),
            why: "y".into(),
        }];
        catalog
    }

    fn kept(catalog: &Catalog) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.pgw");
        lexicon(|lexicon| write(catalog, &path, lexicon)).unwrap();
        (folder, path)
    }

    fn whole(path: &Path) -> crate::error::Result<Catalog> {
        lexicon(|lexicon| read(path, lexicon, &|_| true))
    }

    /// Asserts that a file is refused, without a panic and with a cause that holds `why`.
    fn refused(path: &Path, why: &str) {
        let report = whole(path).unwrap_err();
        assert_eq!(report.class(), Class::Usage);
        assert!(report.to_string().contains(why), "{report}");
    }

    /// Writes the archive again with its entries changed, and with a seal that fits or not.
    fn rewritten(path: &Path, is_sealed: bool, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) {
        let mut archive = ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut comment = String::from_utf8(archive.comment().to_vec()).unwrap();
        let mut entries = Vec::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            let name = entry.name().unwrap().into_owned();
            let bytes = change(&name, bytes);
            if name == MANIFEST && is_sealed {
                comment = seal(&bytes);
            }
            entries.push((name, bytes));
        }
        let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
        archive.set_comment(comment).unwrap();
        for (name, bytes) in entries {
            archive
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&bytes).unwrap();
        }
        archive.finish().unwrap();
    }

    fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1).into_bytes()
    }

    #[test]
    fn a_catalog_comes_back_as_it_was() {
        let catalog = catalog();
        let (_folder, path) = kept(&catalog);
        let read = whole(&path).unwrap();
        assert_eq!(read.fingerprint(), catalog.fingerprint());
        assert_eq!(read.origin, catalog.origin);
        assert_eq!(
            (&read.unmodelled, &read.unread),
            (&catalog.unmodelled, &catalog.unread)
        );
        for (at, was) in catalog.objects() {
            let (is, place) = (read.get(&was.id).unwrap(), read.find(&was.id).unwrap());
            let id = |catalog: &Catalog, at| catalog.at(at).id.to_string();
            let parents = (
                was.parent.map(|at| id(&catalog, at)),
                is.parent.map(|at| id(&read, at)),
            );
            assert_eq!(parents.0, parents.1);
            assert_eq!(was.attrs, is.attrs);
            let edges = |catalog: &Catalog, at| -> std::collections::BTreeSet<_> {
                let needs = catalog.needs(at).iter();
                needs
                    .map(|edge| (edge.kind, id(catalog, edge.to)))
                    .collect()
            };
            assert_eq!(edges(&catalog, at), edges(&read, place));
        }
        assert_eq!(manifest(&path).unwrap().objects as usize, catalog.len());
    }

    #[test]
    fn the_same_catalog_gives_the_same_bytes() {
        let catalog = catalog();
        let ((_one, one), (_two, two)) = (kept(&catalog), kept(&catalog));
        assert_eq!(fs::read(one).unwrap(), fs::read(two).unwrap());
    }

    #[test]
    fn a_part_is_read_without_the_rest() {
        let (_folder, path) = kept(&catalog());
        // What is not wanted is not even decompressed: here it is rubbish.
        rewritten(&path, false, |name, bytes| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let is_wanted = name == MANIFEST
                || text.contains(r#""path":["global"]"#)
                || text.contains(r#""path":["a\"b""#);
            if is_wanted {
                bytes
            } else {
                b"rubbish".to_vec()
            }
        });
        refused(&path, "is not as it was written");
        let part = lexicon(|lexicon| read(&path, lexicon, &|schema| schema == HOSTILE[0])).unwrap();
        let mut names: Vec<String> = part.objects().map(|(_, it)| it.id.to_string()).collect();
        names.sort();
        assert_eq!(
            names,
            [
                "space \"a\"\"b\"",
                "thing \"a\"\"b\".thing",
                "thing \"a\"\"b\".thing.\"a\"\"b\"",
                "thing global",
            ]
        );
        assert_eq!(part.unmodelled.len(), 2);
        let (_folder, path) = kept(&catalog());
        let none = lexicon(|lexicon| read(&path, lexicon, &|_| false)).unwrap();
        assert_eq!((none.len(), none.unmodelled.len()), (1, 1));
    }

    #[test]
    fn a_file_that_is_no_snapshot_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.pgw");
        refused(&path, "cannot read the snapshot");
        refused(folder.path(), "this is none");
        for bytes in [&b""[..], b"PK\x03\x04", b"-- SQL", &[0; 4096]] {
            fs::write(&path, bytes).unwrap();
            refused(&path, "not a snapshot that pgworks wrote");
        }
    }

    #[test]
    fn a_truncated_file_is_refused_at_every_length() {
        let (_folder, path) = kept(&catalog());
        let bytes = fs::read(&path).unwrap();
        for length in (0..bytes.len()).step_by(13) {
            fs::write(&path, &bytes[..length]).unwrap();
            assert_eq!(whole(&path).unwrap_err().class(), Class::Usage, "{length}");
        }
    }

    #[test]
    fn a_flipped_byte_changes_nothing_unnoticed() {
        let catalog = catalog();
        let (_folder, path) = kept(&catalog);
        let bytes = fs::read(&path).unwrap();
        for at in (0..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x41;
            fs::write(&path, &changed).unwrap();
            match whole(&path) {
                // Times and rights of entries are no part of the contents.
                Ok(read) => assert_eq!(read.fingerprint(), catalog.fingerprint(), "{at}"),
                Err(report) => assert_eq!(report.class(), Class::Usage, "{at}"),
            }
        }
    }

    #[test]
    fn edited_entries_are_refused() {
        let edits: [(bool, &str, &str, &str); 9] = [
            (
                false,
                "\"role\": \"me\"",
                "\"role\": \"you\"",
                "manifest.json is not as",
            ),
            (true, "pgworks snapshot", "other", "its format is other"),
            (
                true,
                "\"version\": 1",
                "\"version\": 2",
                "has version 2 of the format",
            ),
            (true, "\"objects\": ", "\"objects\": 1", ""),
            (
                true,
                "\"bytes\": ",
                "\"bytes\": 9999999",
                "larger than any schema",
            ),
            (
                true,
                "\"bytes\": ",
                "\"bytes\": 1, \"was\": ",
                "is longer than it says",
            ),
            (
                true,
                "\"sha256\": \"",
                "\"sha256\": \"0",
                "is not as it was written",
            ),
            (true, "objects.jsonl", "other.jsonl", "not as"),
            (
                true,
                "\"states_owners\": true",
                "\"states_owners\": 7",
                "invalid type",
            ),
        ];
        for (is_sealed, from, to, why) in edits {
            let (_folder, path) = kept(&catalog());
            rewritten(&path, is_sealed, |name, bytes| {
                if name == MANIFEST {
                    replaced(&bytes, from, to)
                } else {
                    bytes
                }
            });
            let report = whole(&path).unwrap_err();
            assert_eq!(report.class(), Class::Usage, "{report}");
            assert!(
                report.to_string().contains(why) || why == "not as",
                "{from}: {report}"
            );
        }
    }

    /// Changes the objects of one entry, with all digests made to fit.
    fn forged(change: impl Fn(Vec<u8>) -> Vec<u8>) -> (TempDir, PathBuf) {
        let (folder, path) = kept(&catalog());
        let digest = std::cell::RefCell::new(None);
        rewritten(&path, false, |name, bytes| {
            if name != "objects.jsonl" {
                return bytes;
            }
            let bytes = change(bytes);
            let sum = hexadecimal(Sha256::new_with_prefix(&bytes));
            *digest.borrow_mut() = Some((bytes.len(), sum));
            bytes
        });
        let (length, sum) = digest.into_inner().unwrap();
        rewritten(&path, true, |name, bytes| {
            if name != MANIFEST {
                return bytes;
            }
            let mut manifest: Manifest = serde_json::from_slice(&bytes).unwrap();
            let entry = manifest
                .entries
                .iter_mut()
                .find(|it| it.file == "objects.jsonl")
                .unwrap();
            (entry.bytes, entry.sha256) = (length as u64, sum.clone());
            serde_json::to_vec(&manifest).unwrap()
        });
        (folder, path)
    }

    #[test]
    fn forged_objects_are_refused() {
        let edits = [
            (
                "\"kind\":\"thing\"",
                "\"kind\":\"wonder\"",
                "kind of object: wonder",
            ),
            ("\"size\":", "\"weight\":", "attribute: weight of a thing"),
            (
                "\"n\":0",
                "\"n\":1",
                "object 1 does not stand where its number says",
            ),
            ("\"n\":0", "\"n\":-5", "invalid value"),
            (
                "\"attrs\"",
                "\"parent\":0,\"attrs\"",
                "object 0 has no parent",
            ),
            (
                "\"attrs\"",
                "\"parent\":99,\"attrs\"",
                "object 0 has no parent",
            ),
            ("\"attrs\"", "\"colour\":1,\"attrs\"", "unknown field"),
            (
                "\"size\":-9223372036854775808",
                "\"size\":1.5",
                "did not match any variant",
            ),
            ("[\"global\"]", "[\"a\\\"b\",\"thing\"]", "is there twice"),
            ("\"size\":-9", "\"size\":-8", "not those it was made of"),
            ("{", "[[", "not as it was written"),
        ];
        for (from, to, why) in edits {
            let (_folder, path) = forged(|bytes| replaced(&bytes, from, to));
            let report = whole(&path).unwrap_err();
            assert_eq!(report.class(), Class::Usage, "{report}");
            let is_json = why == "not as it was written";
            assert!(
                is_json || report.to_string().contains(why),
                "{from} {to}: {report}"
            );
        }
        // An edge to nowhere and one to itself are no edges.
        let (_folder, path) = forged(|bytes| replaced(&bytes, "[7]", "[4294967295,0]"));
        let read = whole(&path).unwrap();
        assert!(
            read.needs(read.find(&Catalog::id(THING, &["global"])).unwrap())
                .is_empty()
        );
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        // 8 MiB of blanks shrink to 8 KiB.
        let (_folder, path) = forged(|mut bytes| {
            bytes.resize(8 << 20, b' ');
            bytes
        });
        let mut packed = ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
        assert!(packed.by_name("objects.jsonl").unwrap().compressed_size() < 1 << 15);
        refused(&path, "larger than any schema");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_old_one() {
        let (folder, path) = kept(&catalog());
        let was = fs::read(&path).unwrap();
        let to = |path: &Path| lexicon(|lexicon| write(&Catalog::default(), path, lexicon));
        assert_eq!(
            to(&folder.path().join("no/such/it.pgw"))
                .unwrap_err()
                .class(),
            Class::Usage
        );
        assert_eq!(to(folder.path()).unwrap_err().class(), Class::Usage);
        assert_eq!(fs::read(&path).unwrap(), was);
        to(&path).unwrap();
        assert_ne!(fs::read(&path).unwrap(), was);
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed() {
        let (folder, path) = kept(&catalog());
        let link = folder.path().join("link.pgw");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        lexicon(|lexicon| write(&Catalog::default(), &link, lexicon)).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(whole(&path).unwrap().is_empty());
    }
}
