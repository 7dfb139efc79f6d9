//! Keys and pasted text, read by a thread of their own.
//!
//! crossterm reads without end from a terminal that is gone, so it is asked only when the
//! terminal has something to say, and never by the thread that draws.

use std::{io, thread};

use crossterm::event::{self, Event as Input};
use tokio::sync::mpsc::UnboundedSender;

use super::event::Event;

/// Starts reading; the end of the input is told as a wish to stop.
pub(super) fn start(events: UnboundedSender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".into())
        .spawn(move || {
            // Whatever ends it: nobody can type any more.
            let _ = read(&events);
            let _ = events.send(Event::Stop);
        })
        .map(|_| ())
}

fn read(events: &UnboundedSender<Event>) -> io::Result<()> {
    loop {
        wait()?;
        while event::poll(std::time::Duration::ZERO)? {
            let event = match event::read()? {
                Input::Key(key) => Event::Key(key),
                Input::Paste(text) => Event::Paste(text),
                // On Unix a signal tells it at once; what is read here comes with the next key.
                Input::Resize(columns, rows) if !cfg!(unix) => Event::Resize(columns, rows),
                _ => continue,
            };
            if events.send(event).is_err() {
                return Ok(());
            }
        }
    }
}

/// Waits until the terminal has something to say; fails when it is gone.
#[cfg(unix)]
fn wait() -> io::Result<()> {
    use rustix::{
        event::{PollFd, PollFlags, poll},
        io::Errno,
    };

    let stdin = io::stdin();
    let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut asked, None) {
            Ok(_) => break,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if asked.iter().any(|it| it.revents().intersects(gone)) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// Elsewhere crossterm waits by itself.
#[cfg(not(unix))]
fn wait() -> io::Result<()> {
    event::poll(std::time::Duration::from_secs(3600)).map(|_| ())
}
