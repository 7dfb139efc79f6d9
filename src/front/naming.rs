//! From the words for a live database to a connection: conninfo or profile.
//!
//! Sources that are no live database (files, snapshots, revisions) are core's `source`.

use std::collections::BTreeMap;

use pgworks_core::{
    conn::{Conninfo, Environment, Profile, nearest},
    error::{Report, Result},
    scratch::Choice,
    source::{Source, Word},
};

use crate::app::config::{self, Locations, ScratchChoice};

/// A live database as the user named it.
pub struct Target {
    /// How to connect.
    pub conninfo: Conninfo,
    /// The profile it was named by.
    pub profile: Option<Profile>,
}

/// Reads the name of a live database; nothing means what the environment says.
pub fn target(text: &str, locations: &Locations, environment: &Environment) -> Result<Target> {
    resolve(text, config::profiles(locations)?, environment)
}

/// A source as the user named it.
pub struct Named {
    /// The source.
    pub source: Source,
    /// Its name without a password.
    pub name: String,
    /// The profile it was named by.
    pub profile: Option<Profile>,
}

/// Turns a word into a source; not that for standard input, which only some can read.
pub async fn source(word: &str, locations: &Locations, environment: &Environment) -> Result<Named> {
    let source = match Word::read(word)? {
        Word::Input => {
            return Err(Report::usage("standard input cannot be a source here").on(word));
        }
        Word::Empty => Source::Empty,
        Word::Git { revision, path } => Source::of_git(&revision, &path).await?,
        Word::Snapshot(path) => Source::Snapshot(path),
        Word::Files(path) => Source::of_files(&path)?,
        Word::Conninfo(_) | Word::Profile(_) => {
            let target = target(word, locations, environment)?;
            return Ok(Named {
                name: target.conninfo.describe(),
                source: Source::Live(Box::new(target.conninfo)),
                profile: target.profile,
            });
        }
    };
    Ok(Named {
        source,
        name: word.to_owned(),
        profile: None,
    })
}

/// Returns where throw-away databases are made.
pub fn scratch(choice: &ScratchChoice, environment: &Environment) -> Result<Choice> {
    use secrecy::ExposeSecret as _;
    Ok(match choice {
        ScratchChoice::Auto => Choice::Auto,
        ScratchChoice::Local => Choice::Local,
        ScratchChoice::Embedded => Choice::Embedded,
        ScratchChoice::Url(url) => {
            Choice::Url(Box::new(Conninfo::parse(url.expose_secret(), environment)?))
        }
    })
}

fn resolve(
    text: &str,
    mut profiles: BTreeMap<String, Profile>,
    environment: &Environment,
) -> Result<Target> {
    let is_conninfo = ["postgres:", "postgresql:"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if text.is_empty() || is_conninfo || text.contains('=') {
        return Ok(Target {
            conninfo: Conninfo::parse(text, environment)?,
            profile: None,
        });
    }
    let Some(mut profile) = profiles.remove(text) else {
        return Err(unknown(text, &profiles));
    };
    text.clone_into(&mut profile.name);
    Ok(Target {
        conninfo: profile.conninfo(environment)?,
        profile: Some(profile),
    })
}

fn unknown(text: &str, profiles: &BTreeMap<String, Profile>) -> Report {
    let report = Report::usage("there is no such profile").on(text);
    let report = match nearest(text, profiles.keys().map(String::as_str)) {
        Some(near) => report.hint(format!("did you mean `{near}`?")),
        None if profiles.is_empty() => report.hint("connections.toml holds no profile"),
        None => {
            let names: Vec<&str> = profiles.keys().map(String::as_str).collect();
            report.hint(format!("the profiles are {}", names.join(", ")))
        }
    };
    report.hint("a database is named as postgresql://user@host/db or 'host=... dbname=...'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Result<Target> {
        let environment = Environment {
            os_user: Some("me".into()),
            ..Environment::default()
        };
        let shop = Profile {
            host: Some("db".into()),
            ..Profile::default()
        };
        resolve(
            text,
            BTreeMap::from([("shop".to_owned(), shop)]),
            &environment,
        )
    }

    #[test]
    fn a_database_is_named_by_url_words_profile_or_nothing() {
        for (text, expected) in [
            ("", "me@"),
            ("postgresql://you@there/that", "you@there:5432/that"),
            ("host=there user=you", "you@there:5432/you"),
            ("shop", "me@db:5432/me"),
        ] {
            let target = named(text).unwrap();
            let found = target.conninfo.describe();
            assert!(found.starts_with(expected), "{text}: {found}");
            assert_eq!(target.profile.is_some(), text == "shop");
        }
    }

    #[test]
    fn a_wrong_name_offers_the_near_one() {
        let report = named("shpo").err().unwrap();
        assert_eq!(report.to_string(), "there is no such profile: shpo");
        assert_eq!(report.hints()[0], "did you mean `shop`?");
        assert_eq!(
            named("elsewhere").err().unwrap().hints()[0],
            "the profiles are shop"
        );
    }
}
