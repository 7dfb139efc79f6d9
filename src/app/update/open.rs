//! Opening databases, reading them again, closing them.

use pgworks_core::{
    conn::{Conninfo, Environment, PasswordSource},
    source::Word,
};
use secrecy::SecretString;

use super::{ask, connections};
use crate::app::{
    effect::{Ask, Effect},
    state::{
        Screen, State,
        comparison::Question,
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
        word: word.to_owned().into(),
        password: None,
        is_whole: false,
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

/// Reads what changed in a database.
pub(super) fn refresh(state: &mut State, db: DbId) -> Vec<Effect> {
    read(state, db, false)
}

/// Reads all of the current database again.
pub(super) fn current_whole(state: &mut State) -> Vec<Effect> {
    match state.current {
        Some(db) => read(state, db, true),
        None => Vec::new(),
    }
}

fn read(state: &mut State, db: DbId, is_whole: bool) -> Vec<Effect> {
    let Some(opened) = state.db_mut(db) else {
        return Vec::new();
    };
    if !matches!(opened.phase, Phase::Ready) {
        opened.phase = Phase::Connecting;
    }
    let title = format!("read {}", opened.name);
    let question = Ask::Open {
        db,
        word: String::new().into(),
        password: None,
        is_whole,
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
        word: String::new().into(),
        password: Some(SecretString::from(password.to_owned())),
        is_whole: false,
    };
    vec![ask(state, Slot::Database(db.0), title, question)]
}

/// Closes a database.
pub(super) fn close(state: &mut State, db: DbId) -> Vec<Effect> {
    if state.running.db == Some(db) && state.running.is_under_way() {
        state.say(Weight::Warning, "a run is under way on this database");
        return Vec::new();
    }
    let is_compared = |it: &Question| it.old.db == db || it.new.db == db;
    let question = state.comparison.question.as_ref();
    if state.jobs.running(Slot::Compare).is_some() && question.is_some_and(is_compared) {
        state.say(Weight::Warning, "it is being compared: ctrl-c stops that");
        return Vec::new();
    }
    let mut effects = Vec::new();
    // What its job still says is late.
    let reading = state.jobs.forget(Slot::Database(db.0), state.now);
    effects.extend(reading.map(Effect::Cancel));
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

/// Returns a source's name without a password. A connection text that holds one is named as
/// messages name it; one that cannot be read is not shown at all.
pub(super) fn without_password(word: &str) -> String {
    let is_url = word.starts_with("postgres:") || word.starts_with("postgresql:");
    if !is_url && (!word.contains('=') || !matches!(Word::read(word), Ok(Word::Conninfo(_)))) {
        return word.to_owned();
    }
    let nobody = Environment {
        os_user: Some(String::new()),
        ..Environment::default()
    };
    match Conninfo::parse(word, &nobody) {
        Ok(conninfo)
            if conninfo.password_source != PasswordSource::Text && !word.contains("password") =>
        {
            word.to_owned()
        }
        Ok(conninfo) => conninfo.describe().trim_start_matches('@').to_owned(),
        Err(_) => "a database".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_no_password() {
        for (word, shown) in [
            ("postgresql://me:sesame@host/db", "me@host:5432/db"),
            ("postgresql://host/db?password=sesame", "host:5432/db"),
            ("host=a dbname=b password=sesame", "a:5432/b"),
            ("host=a dbname=b sslpassword=sesame", "a:5432/b"),
            ("host=a dbname=b password='open sesame'", "a:5432/b"),
            ("host=a dbname=b password = sesame", "a:5432/b"),
            ("host=a dbname=b password=open\\ sesame", "a:5432/b"),
            ("host=a password", "a database"),
            ("postgresql://me@host/db", "postgresql://me@host/db"),
            ("host=a dbname=b", "host=a dbname=b"),
            ("shop", "shop"),
            ("a/schema.sql", "a/schema.sql"),
        ] {
            assert_eq!(without_password(word), shown, "{word}");
            assert!(!without_password(word).contains("sesame"));
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
