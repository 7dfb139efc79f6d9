//! Opening databases, reading them again, closing them.

use secrecy::SecretString;

use super::{ask, connections};
use crate::app::{
    effect::{Ask, Effect},
    state::{
        Screen, State,
        id::DbId,
        jobs::{Slot, Weight},
        opened::{Opened, Phase, Tag},
    },
};

/// Opens what the user named, or shows it if it is open.
pub(super) fn open(state: &mut State, word: &str) -> Vec<Effect> {
    let known = state
        .connections
        .lines
        .iter()
        .find(|line| line.word == word)
        .and_then(|line| line.db);
    if let Some(db) = known.filter(|db| state.db(*db).is_some()) {
        return show(state, db);
    }
    let db = state.new_db();
    let shown = match without_password(word) {
        shown if shown.is_empty() => "what the PG* variables say".to_owned(),
        shown => shown,
    };
    state.opened.push(Opened::new(db, shown.clone(), Tag::None));
    let again = if shown == word { word } else { "" };
    connections::list(state, again, db);
    connections::select(state, db);
    state.current = Some(db);
    state.show(Screen::Schema);
    let question = Ask::Open {
        db,
        word: word.to_owned(),
        password: None,
    };
    vec![ask(
        state,
        Slot::Database(db.0),
        format!("open {shown}"),
        question,
    )]
}

/// Shows a database; one that failed is tried again.
pub(super) fn show(state: &mut State, db: DbId) -> Vec<Effect> {
    state.current = Some(db);
    state.show(Screen::Schema);
    match state.db(db).map(|it| &it.phase) {
        Some(Phase::Failed(_) | Phase::WantsPassword) => refresh(state, db),
        _ => Vec::new(),
    }
}

/// Reads a database again.
pub(super) fn refresh(state: &mut State, db: DbId) -> Vec<Effect> {
    let Some(opened) = state.db_mut(db) else {
        return Vec::new();
    };
    if !matches!(opened.phase, Phase::Ready) {
        opened.phase = Phase::Connecting;
    }
    let title = format!("read {}", opened.name);
    let question = Ask::Open {
        db,
        word: String::new(),
        password: None,
    };
    vec![ask(state, Slot::Database(db.0), title, question)]
}

/// Tries again with the password that was typed.
pub(super) fn with_password(state: &mut State, db: DbId, password: &str) -> Vec<Effect> {
    let Some(opened) = state.db_mut(db) else {
        return Vec::new();
    };
    opened.phase = Phase::Connecting;
    opened.is_password_tried = true;
    let title = format!("open {}", opened.name);
    let question = Ask::Open {
        db,
        word: String::new(),
        password: Some(SecretString::from(password.to_owned())),
    };
    vec![ask(state, Slot::Database(db.0), title, question)]
}

/// Closes a database.
pub(super) fn close(state: &mut State, db: DbId) -> Vec<Effect> {
    if state.running.db == Some(db) && state.running.is_under_way() {
        state.say(Weight::Warning, "a run is under way on this database");
        return Vec::new();
    }
    let mut effects = Vec::new();
    if let Some(job) = state.jobs.running(Slot::Database(db.0)) {
        effects.push(Effect::Cancel(job.id));
    }
    state.opened.retain(|it| it.id != db);
    for line in &mut state.connections.lines {
        if line.db == Some(db) {
            line.db = None;
        }
    }
    let lines = &mut state.connections.lines;
    lines.retain(|it| it.db.is_some() || !it.word.is_empty());
    if state.current == Some(db) {
        state.current = state.opened.first().map(|it| it.id);
    }
    effects.push(Effect::Forget(db));
    effects
}

/// Returns a source's name without a password: of a URL, and of keywords.
pub(super) fn without_password(word: &str) -> String {
    if word.starts_with("postgres:") || word.starts_with("postgresql:") {
        let Some((scheme, rest)) = word.split_once("://") else {
            return word.to_owned();
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let Some((user, hosts)) = authority.rsplit_once('@') else {
            return drop_query(scheme, authority, path);
        };
        let user = user.split(':').next().unwrap_or_default();
        return drop_query(scheme, &format!("{user}@{hosts}"), path);
    }
    if word.contains('=') {
        let words = word.split_whitespace();
        let kept: Vec<&str> = words.filter(|it| !it.starts_with("password")).collect();
        return if kept.iter().any(|it| it.contains('\'')) || kept.iter().any(|it| !it.contains('='))
        {
            "a database".to_owned()
        } else {
            kept.join(" ")
        };
    }
    word.to_owned()
}

/// The query part of a URL may hold a password too.
fn drop_query(scheme: &str, authority: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    format!("{scheme}://{authority}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_no_password() {
        for (word, shown) in [
            ("postgresql://me:sesame@host/db", "postgresql://me@host/db"),
            ("postgresql://me:se@same@host/db", "postgresql://me@host/db"),
            (
                "postgresql://host/db?password=sesame",
                "postgresql://host/db",
            ),
            ("host=a dbname=b password=sesame", "host=a dbname=b"),
            ("host=a password='open sesame'", "a database"),
            ("host=a password = sesame", "a database"),
            ("shop", "shop"),
            ("a/schema.sql", "a/schema.sql"),
        ] {
            assert_eq!(without_password(word), shown, "{word}");
        }
    }

    #[test]
    fn what_is_open_is_shown_and_not_opened_again() {
        let mut state = State::default();
        assert_eq!(open(&mut state, "shop").len(), 1);
        assert_eq!(state.opened.len(), 1);
        assert_eq!(state.screen, Screen::Schema);
        let db = state.opened[0].id;
        let effects = close(&mut state, db);
        assert!(matches!(
            effects[..],
            [Effect::Cancel(_), Effect::Forget(_)]
        ));
        assert!(state.opened.is_empty());
    }
}
