//! The terminal: taken over, given back, whatever happens.
//!
//! A panic of the thread that draws gives it back before the message is printed; a panic of
//! a job must not disturb the screen.

use std::{
    io::{self, BufWriter, Stdout, Write as _},
    panic,
    thread::{self, ThreadId},
};

use crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend};

/// How many bytes are gathered before they are written: a frame goes out in one piece.
const GATHERED: usize = 64 * 1024;

/// The terminal that is drawn on.
pub(super) type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Takes the terminal over.
pub(super) fn open() -> io::Result<Screen> {
    enter()?;
    let backend = CrosstermBackend::new(BufWriter::with_capacity(GATHERED, io::stdout()));
    Terminal::new(backend)
}

/// Prepares the terminal: raw, on its second screen, pasting in brackets.
pub(super) fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide
    )
}

/// Gives the terminal back. Errors are of no interest: it may be gone.
pub(super) fn leave() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

/// Gives the terminal back when the drawing thread panics; lets no other thread print.
pub(super) fn guard() {
    let drawing: ThreadId = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == drawing {
            leave();
            before(info);
        } else {
            tracing::error!("a job panicked: {info}");
        }
    }));
}
