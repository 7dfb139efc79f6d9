//! Where a catalog comes from: a live database, SQL text, a snapshot, a git revision,
//! nothing.
//!
//! Text is never understood here: it is loaded into a scratch database and read back.

mod files;
mod git;
mod live;
mod snapshot;

use std::{collections::BTreeSet, path::PathBuf};

pub use live::refresh;
pub use snapshot::keep;

use crate::{
    catalog::{Builder, Catalog, Object, Origin},
    conn::Conninfo,
    error::{Report, Result},
    introspect::Scope,
    kinds::{self, schema::SCHEMA},
    progress::{Cancel, Progress},
    scratch::{self, Choice, Places, Wish},
};

/// The word by which a user names a source, told apart by its look only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// SQL text on standard input.
    Input,
    /// An empty database.
    Empty,
    /// A connection string, or nothing: what the environment says.
    Conninfo(String),
    /// SQL files as of a git revision.
    Git {
        /// The revision.
        revision: String,
        /// The file or folder.
        path: String,
    },
    /// A snapshot that pgworks wrote.
    Snapshot(PathBuf),
    /// An SQL file, or a folder of them.
    Files(PathBuf),
    /// The name of a profile.
    Profile(String),
}

impl Word {
    /// Tells what a word names, in the order that the manual of pgworks gives.
    pub fn read(word: &str) -> Result<Self> {
        let ends_in = |end: &str| word.to_ascii_lowercase().ends_with(end);
        Ok(match word {
            "-" => Self::Input,
            "empty" => Self::Empty,
            _ if word.starts_with("postgres:") || word.starts_with("postgresql:") => {
                Self::Conninfo(word.to_owned())
            }
            _ if word.starts_with("git:") => {
                let parts = word
                    .strip_prefix("git:")
                    .and_then(|rest| rest.split_once(':'));
                match parts {
                    Some((revision, path)) if !revision.is_empty() && !path.is_empty() => {
                        Self::Git {
                            revision: revision.to_owned(),
                            path: path.to_owned(),
                        }
                    }
                    _ => {
                        return Err(Report::usage("a git source is written git:REVISION:PATH")
                            .on(word)
                            .hint("for example git:HEAD~1:schema.sql or git:v2:db/"));
                    }
                }
            }
            "" => Self::Conninfo(String::new()),
            _ if word.contains('=') => Self::Conninfo(word.to_owned()),
            _ if ends_in(".pgw") => Self::Snapshot(word.into()),
            _ if ends_in(".sql") || word.contains('/') => Self::Files(word.into()),
            _ => Self::Profile(word.to_owned()),
        })
    }
}

/// A source that can be read.
#[derive(Clone, Debug)]
pub enum Source {
    /// A live database.
    Live(Box<Conninfo>),
    /// SQL text: names and texts of files.
    Text(Vec<(String, String)>),
    /// A snapshot.
    Snapshot(PathBuf),
    /// An empty database.
    Empty,
}

/// What reading a source takes.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Where scratch databases come from.
    pub choice: Choice,
    /// Where programs are found and temporary folders made.
    pub places: Places,
    /// What to read.
    pub scope: Scope,
    /// The major version and locale that a scratch should have, where the other side is a
    /// live database.
    pub like: Option<Origin>,
    /// Where steps are reported.
    pub progress: Progress,
    /// What stops the reading.
    pub cancel: Cancel,
}

/// A catalog that was read, and what there is to say about the reading.
#[derive(Clone, Debug)]
pub struct Found {
    /// The catalog.
    pub catalog: Catalog,
    /// Remarks for the user.
    pub notes: Vec<String>,
}

impl Source {
    /// Returns the source that names files: one, or all `.sql` files below a folder.
    pub fn of_files(path: &std::path::Path) -> Result<Self> {
        files::read(path).map(Self::Text)
    }

    /// Returns the source that a git revision holds.
    pub async fn of_git(revision: &str, path: &str) -> Result<Self> {
        git::read(revision, path).await.map(Self::Text)
    }

    /// Reads the catalog.
    pub async fn read(&self, reading: &Reading) -> Result<Found> {
        match self {
            Self::Live(conninfo) => live::read(conninfo, reading).await,
            Self::Text(files) => text(files, reading).await,
            Self::Snapshot(path) => snapshot::read(path, reading),
            Self::Empty => {
                let like = reading.like.clone().unwrap_or_default();
                let catalog = empty(&like);
                Ok(Found {
                    catalog: catalog.filter(|_, object| {
                        object.id.kind != SCHEMA || reading.scope.wants(object.id.name())
                    }),
                    notes: Vec::new(),
                })
            }
        }
    }
}

/// Reads both sides of a comparison: live ones and snapshots first, since a scratch for the
/// other side should be like them; else side by side.
///
/// Roles are read as well: the new side may name some that the old one's server lacks.
pub async fn pair(old: &Source, new: &Source, reading: &Reading) -> Result<(Found, Found)> {
    let mut reading = reading.clone();
    reading.scope.globals = true;
    let (was, mut is) = Box::pin(read_pair(old, new, &reading)).await?;
    is.catalog = fit(&is.catalog, &was.catalog);
    Ok((was, is))
}

/// Returns a new side fitted to the database of the old one.
#[must_use]
pub fn fit(new: &Catalog, old: &Catalog) -> Catalog {
    new.map(|object| kinds::of(object.id.kind).adopt(object, &old.origin))
}

async fn read_pair(old: &Source, new: &Source, reading: &Reading) -> Result<(Found, Found)> {
    let is_live = |side: &Source| matches!(side, Source::Live(_) | Source::Snapshot(_));
    let like = |found: &Found| Reading {
        like: Some(found.catalog.origin.clone()),
        ..reading.clone()
    };
    match (is_live(old), is_live(new)) {
        (false, true) => {
            let is = new.read(reading).await?;
            Ok((old.read(&like(&is)).await?, is))
        }
        (true, false) => {
            let was = old.read(reading).await?;
            let is = new.read(&like(&was)).await?;
            Ok((was, is))
        }
        _ => {
            let both = tokio::join!(old.read(reading), new.read(reading));
            Ok((both.0?, both.1?))
        }
    }
}

/// Returns how scratch databases for an origin are wished.
pub fn wish(origin: &Origin) -> Wish {
    let [encoding, collate, ctype] = origin.locale.clone();
    if encoding.is_empty() {
        return Wish::default();
    }
    Wish {
        major: (origin.version > 0).then_some(origin.version / 10_000),
        encoding,
        collate,
        ctype,
    }
}

/// Returns the catalog of a database just created on a server like that of `like`.
pub fn empty(like: &Origin) -> Catalog {
    // A version that nobody named: the newest that all scratch providers have.
    let version = if like.version == 0 {
        150_000
    } else {
        like.version
    };
    let mut builder = Builder::default();
    for rules in kinds::ALL {
        for object in rules.initial(version) {
            builder.add(object);
        }
    }
    builder.finish(Origin {
        version,
        database: "empty".into(),
        role: String::new(),
        states_owners: true,
        states_roles: false,
        locale: like.locale.clone(),
    })
}

/// Loads text into a scratch database and reads that.
async fn text(files: &[(String, String)], reading: &Reading) -> Result<Found> {
    let like = reading.like.clone().unwrap_or_default();
    reading.progress.say("opening a scratch database");
    let scratch = scratch::open(&reading.choice, &reading.places, wish(&like)).await?;
    let database = scratch.create().await?;
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let loaded = scratch::load(&database, &files, &reading.progress, &reading.cancel).await?;
    let found = live::read(database.conninfo(), reading).await?;
    let mut notes = database.notes().to_vec();
    notes.extend(loaded.notes);
    notes.extend(found.notes);
    database.drop().await?;
    Ok(Found {
        catalog: without_stand_ins(&found.catalog, &loaded.stand_ins, &like.role),
        notes,
    })
}

/// Takes out the roles that loaded the text and that it did not name. `runner` is the role
/// that will run its statements, where it is known.
fn without_stand_ins(catalog: &Catalog, stand_ins: &[String], runner: &str) -> Catalog {
    let mut plain = catalog.map(|object| {
        for role in stand_ins {
            kinds::of(object.id.kind).forget_role(object, role, runner);
        }
    });
    plain.origin.states_owners = false;
    plain.origin.states_roles = false;
    plain.origin.role = String::new();
    // Of the scratch server's roles those are the text's that its objects name.
    let is_global = |object: &Object| object.id.kind.info().is_global;
    let objects = || plain.objects().map(|(_, object)| object);
    let named: BTreeSet<String> = objects()
        .filter(|object| !is_global(object))
        .flat_map(|object| kinds::of(object.id.kind).roles(object))
        .collect();
    plain.filter(|_, object| {
        let role = kinds::of(object.id.kind).role(&object.id);
        !is_global(object) || role.is_some_and(|role| named.contains(&role))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_look() {
        let read = |word| Word::read(word).unwrap();
        assert_eq!(read("-"), Word::Input);
        assert_eq!(read("empty"), Word::Empty);
        assert_eq!(read("shop"), Word::Profile("shop".into()));
        assert_eq!(read("./shop"), Word::Files("./shop".into()));
        assert_eq!(read("a.sql"), Word::Files("a.sql".into()));
        assert_eq!(read("a.pgw"), Word::Snapshot("a.pgw".into()));
        assert_eq!(read("dbname=a.sql"), Word::Conninfo("dbname=a.sql".into()));
        assert_eq!(
            read("git:HEAD~1:db/"),
            Word::Git {
                revision: "HEAD~1".into(),
                path: "db/".into()
            }
        );
        assert!(Word::read("git:HEAD").is_err());
    }
}
