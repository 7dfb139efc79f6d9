//! The list of connections: open, test, compare, close.

use super::{ask, dialog, open};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        State,
        connections::{Connection, Tested},
        dialog::Purpose,
        id::DbId,
        input::Input,
        jobs::{Slot, Weight},
    },
};

/// Carries a command of the list out.
pub(super) fn act(state: &mut State, act: Act) -> Vec<Effect> {
    if act == Act::Connect {
        let lines = [
            "a URL (postgresql://user@host/db), keywords (host=... dbname=...),",
            "a profile, a .sql file or folder, a .pgw snapshot, git:REV:path, or empty;",
            "nothing means what the PG* variables say",
        ];
        dialog::ask(state, "Open", &lines, Input::default(), Purpose::Connect);
        return Vec::new();
    }
    let Some(line) = state.connections.selected() else {
        state.say(Weight::Warning, "no connection is selected");
        return Vec::new();
    };
    let (word, db) = (line.word.clone(), line.db);
    match (act, db) {
        (Act::Test, _) => test(state, word),
        (Act::Disconnect, Some(db)) => open::close(state, db),
        _ => {
            state.say(Weight::Warning, "this connection is not open");
            Vec::new()
        }
    }
}

fn test(state: &mut State, word: String) -> Vec<Effect> {
    if word.is_empty() {
        state.say(
            Weight::Warning,
            "it was not opened by a name that can be tested",
        );
        return Vec::new();
    }
    state.connections.tested = Some(Tested {
        word: word.clone(),
        outcome: None,
    });
    let title = format!("test {}", open::without_password(&word));
    vec![ask(
        state,
        Slot::Test,
        title,
        Ask::Test { word: word.into() },
    )]
}

/// Opens the selected connection, or shows the database that was opened by it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(line) = state.connections.selected() else {
        if state.connections.lines.is_empty() {
            return act(state, Act::Connect);
        }
        state.say(Weight::Warning, "no connection fits what is typed");
        return Vec::new();
    };
    let (word, db) = (line.word.clone(), line.db);
    match db.filter(|db| state.db(*db).is_some()) {
        Some(db) => open::show(state, db),
        None => open::open(state, &word),
    }
}

/// Lists a database that was opened by a word that no line has. What cannot be opened by
/// that word again, because a password was taken out of it, leaves the list when closed.
pub(super) fn list(state: &mut State, word: &str, db: DbId) {
    let lines = &mut state.connections.lines;
    match lines
        .iter_mut()
        .find(|it| it.word == word && !word.is_empty())
    {
        Some(line) => line.db = Some(db),
        None => lines.push(Connection::of_word(word, db)),
    }
}

/// Selects the line of a database, so that it is seen where it came from.
pub(super) fn select(state: &mut State, db: DbId) {
    let connections = &mut state.connections;
    let at = connections.found().iter().position(|at| {
        connections
            .lines
            .get(*at)
            .is_some_and(|it| it.db == Some(db))
    });
    if let Some(at) = at {
        connections.cursor.at = at;
    }
}

/// Reads the profiles again.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    vec![ask(
        state,
        Slot::Profiles,
        "read the profiles",
        Ask::Profiles,
    )]
}
