//! The workbench in a real terminal: how it takes it over and gives it back, whatever
//! happens, and what it writes to it.

#![cfg(unix)]

mod bytes;
mod leaving;
mod looks;
mod session;
mod working;

pub(crate) use bytes::{Sequence, sequences};
pub(crate) use session::{Session, Start};

/// The word that the first screen has, once the workbench is drawn.
const DRAWN: &str = "Connections";

fn opened(start: Start) -> Session {
    let session = start.run();
    session.shows(DRAWN);
    session.rest();
    session
}

/// The settings of a terminal that nobody changed.
fn settings() -> String {
    Start::program(&["cat"]).run().settings()
}

/// Asserts that the terminal is as it was before the workbench came.
fn is_given_back(session: &Session) {
    session.look(|screen| {
        assert!(!screen.alternate_screen(), "the second screen is shown");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes come in brackets");
        assert!(!screen.contents().contains(DRAWN), "something is left");
    });
    assert_eq!(session.settings(), settings());
}
