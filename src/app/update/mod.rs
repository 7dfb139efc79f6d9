//! The one writer of state: an event in, effects out, nothing else touched.
//!
//! Pure: no clock, no file, no connection. What takes longer than a frame is asked for as
//! an effect, and its answer comes back as an event.

mod connections;
mod dialog;
mod diff;
mod jobs;
mod key;
mod lists;
mod news;
mod open;
mod palette;
mod renames;
mod run;
mod start;
mod tree;
mod wizard;

use std::time::Duration;

pub use start::start;

use super::{
    effect::{Ask, Effect, Start},
    event::Event,
    state::{State, jobs::Slot},
};

/// Takes an event into the state and says what the outside should do.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    if let Event::Clock(now) = event {
        state.now = now;
        return Vec::new();
    }
    let effects = take(state, event);
    // Whatever changed, the selected line is in sight.
    lists::fit(state);
    effects
}

fn take(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Clock(_) => Vec::new(),
        Event::Resize(columns, rows) => {
            state.size = (columns, rows);
            state.wants_clear = true;
            Vec::new()
        }
        Event::Key(key) => key::press(state, key),
        Event::Paste(text) => key::paste(state, &text),
        Event::Job(id, news) => news::take(state, id, news),
        Event::Stop => vec![Effect::Quit],
        Event::Resumed => {
            state.wants_clear = true;
            Vec::new()
        }
    }
}

/// Asks for a job; the one that runs in the slot is forgotten.
fn ask(state: &mut State, slot: Slot, title: impl Into<String>, ask: Ask) -> Effect {
    ask_after(state, slot, title, ask, Duration::ZERO)
}

/// Asks for a job that begins after a while, unless a newer question comes.
fn ask_after(
    state: &mut State,
    slot: Slot,
    title: impl Into<String>,
    ask: Ask,
    after: Duration,
) -> Effect {
    let title = pgworks_core::sql::display(&title.into()).into_owned();
    let id = state.jobs.begin(slot, title, state.now);
    Effect::Start(Start {
        id,
        slot,
        after,
        ask,
    })
}
