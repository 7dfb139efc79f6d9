//! The first state, and the first effects.

use std::sync::Arc;

use super::{ask, connections, open};
use crate::app::{
    command::Keymap,
    effect::{Ask, Effect},
    launch::Opening,
    state::{
        Screen, State,
        jobs::Slot,
        opened::{Opened, Tag},
    },
};

/// Returns the state before anything happened, and what to begin with.
pub fn start(opening: &Opening, keymap: Keymap, size: (u16, u16)) -> (State, Vec<Effect>) {
    let mut state = State {
        size,
        keymap: Arc::new(keymap),
        ..State::default()
    };
    let mut effects = vec![ask(
        &mut state,
        Slot::Profiles,
        "read the profiles",
        Ask::Profiles,
    )];
    match opening {
        Opening::Connections => {}
        Opening::Source(word) => effects.extend(open::open(&mut state, word)),
        Opening::Demo => {
            let (old, new) = (state.new_db(), state.new_db());
            for (db, name) in [(old, "the old shop"), (new, "the new shop")] {
                state
                    .opened
                    .push(Opened::new(db, name.to_owned(), Tag::Development));
                connections::list(&mut state, "", db);
            }
            state.current = Some(old);
            state.wants_guide = true;
            state.show(Screen::Diff);
            state.last_screen = None;
            effects.push(ask(
                &mut state,
                Slot::Compare,
                "set up two shops",
                Ask::Demo { old, new },
            ));
        }
    }
    (state, effects)
}
