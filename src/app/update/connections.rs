//! The list of connections: open, test, compare, close.

use super::{ask, dialog, open};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        State,
        connections::{Connection, Tested},
        dialog::Purpose,
        input::Input,
        jobs::{Slot, Weight},
        opened::Tag,
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
    state.connections.tested = Some(Tested {
        word: word.clone(),
        outcome: None,
    });
    let title = format!("test {}", open::without_password(&word));
    vec![ask(state, Slot::Test, title, Ask::Test { word })]
}

/// Opens the selected connection.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.connections.selected().map(|line| line.word.clone()) {
        Some(word) => open::open(state, &word),
        None => act(state, Act::Connect),
    }
}

/// Opens what was typed. It stays in the list until the program ends, unless it holds a
/// password.
pub(super) fn typed(state: &mut State, word: &str) -> Vec<Effect> {
    let shown = open::without_password(word);
    let is_known = state.connections.lines.iter().any(|it| it.word == word);
    if !is_known && shown == word && !word.is_empty() {
        state.connections.lines.push(Connection {
            word: word.to_owned(),
            describe: String::new(),
            tag: Tag::None,
            is_read_only: false,
            is_profile: false,
            db: None,
        });
    }
    open::open(state, word)
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
