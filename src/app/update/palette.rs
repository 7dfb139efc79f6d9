//! Palette and help: the commands that are valid here, found by typing.

use crossterm::event::{KeyCode, KeyEvent};

use super::key;
use crate::app::{
    command::{Act, offered},
    effect::Effect,
    state::{
        State,
        dialog::{Choosing, Dialog},
    },
};

/// How many lines a page of a list in a dialog has.
const PAGE: usize = 10;

/// Opens the palette or the help.
pub(super) fn open(state: &mut State, act: Act) -> Vec<Effect> {
    let choosing = Choosing::default();
    state.dialogs.push(match act {
        Act::Help => Dialog::Help(choosing),
        _ => Dialog::Palette(choosing),
    });
    Vec::new()
}

/// Takes a key.
pub(super) fn press(state: &mut State, event: KeyEvent) -> Vec<Effect> {
    let offered = offered(state.place());
    let Some(Dialog::Help(it) | Dialog::Palette(it)) = state.dialogs.last_mut() else {
        return Vec::new();
    };
    let found = it.found(&offered);
    match event.code {
        KeyCode::Esc => {
            state.dialogs.pop();
        }
        KeyCode::Down => it.cursor.step(1, found.len(), PAGE),
        KeyCode::Up => it.cursor.step(-1, found.len(), PAGE),
        KeyCode::PageDown => it.cursor.step(PAGE.cast_signed(), found.len(), PAGE),
        KeyCode::PageUp => it.cursor.step(-PAGE.cast_signed(), found.len(), PAGE),
        KeyCode::Enter => {
            let chosen = found.get(it.cursor.at).copied();
            state.dialogs.pop();
            if let Some(act) = chosen {
                return key::perform(state, act);
            }
        }
        _ => {
            if it.input.key(event) {
                it.cursor = crate::app::state::cursor::Cursor::default();
            }
        }
    }
    Vec::new()
}
