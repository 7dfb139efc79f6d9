//! How the terminal is given back: after leaving, panics, signals, stops, its own end.

use std::time::Duration;

use super::{DRAWN, Start, is_given_back, opened, session, settings};

#[test]
fn it_comes_and_goes_without_a_trace() {
    let mut session = opened(Start::of(&[]));
    session.look(|screen| {
        assert!(screen.alternate_screen());
        assert!(screen.bracketed_paste());
    });
    assert_ne!(session.settings(), settings(), "raw");
    session.keys("q");
    assert_eq!(session.code(), 0);
    is_given_back(&session);
    assert_eq!(session.text().trim(), "");
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_told() {
    let mut session = opened(Start::of(&[]).var("PGWORKS_TEST_PANIC", "loop"));
    session.keys("j");
    assert_eq!(session.code(), 70);
    is_given_back(&session);
    let text = session.text().replace('\n', "");
    assert!(
        text.contains("error: pgworks has a fault and stopped"),
        "{text}"
    );
    assert!(
        text.contains("a test \\x1b[31m asked for a panic in the loop"),
        "{text}"
    );
    assert!(text.contains("hint: please report this line"), "{text}");
}

#[test]
fn a_panic_of_a_job_disturbs_no_screen() {
    let mut session = Start::of(&[]).var("PGWORKS_TEST_PANIC", "job").run();
    session.shows("a job ended early");
    session.rest();
    let before = session.text();
    assert!(before.contains("the program goes on"), "{before}");
    assert!(!before.contains("pgworks has a fault"), "{before}");
    // Drawn anew, nothing is different: nothing was written past the screen.
    session.keys("\u{1b}");
    session.hides("a job ended early");
    session.keys("\u{c}");
    session.rest();
    session.keys("q");
    assert_eq!(session.code(), 0);
    is_given_back(&session);
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    for name in ["TERM", "HUP"] {
        let mut session = opened(Start::of(&[]));
        session.signal(name);
        assert_eq!(session.code(), 0, "{name}");
        is_given_back(&session);
    }
}

#[test]
fn a_terminal_that_is_gone_ends_it() {
    for is_controlled in [true, false] {
        let start = Start::of(&[]);
        let start = if is_controlled {
            start
        } else {
            start.uncontrolled()
        };
        let took = opened(start).close();
        assert!(took < Duration::from_secs(5), "{is_controlled}: {took:?}");
    }
}

/// A shell stands between, for a process that nobody could continue does not stop.
#[test]
fn it_stops_and_goes_on() {
    let binary = env!("CARGO_BIN_EXE_pgworks");
    let script =
        format!("set -m; '{binary}'; echo stopped-$?; read x; fg >/dev/null; echo ended-$?");
    let mut session = opened(Start::program(&["bash", "-c", &script]));
    let whole = session.text();
    let child = child_of(session.pid());
    session.keys("\u{1a}");
    session.shows("stopped-148");
    assert_eq!(state_of(child), 'T');
    is_given_back(&session);
    // In the meantime the terminal has got another size.
    session.resize(100, 30);
    session.keys("\r");
    session.shows(DRAWN);
    session.rest();
    assert_ne!(state_of(child), 'T');
    session.look(|screen| assert!(screen.alternate_screen() && screen.bracketed_paste()));
    let fresh = opened(Start::of(&[]).size(100, 30)).text();
    assert_eq!(session.text(), fresh);
    assert_ne!(session.text(), whole);
    session.keys("q");
    session.shows("ended-0");
    assert_eq!(session.code(), 0);
    is_given_back(&session);
}

/// Returns the child that a process has.
fn child_of(pid: u32) -> u32 {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let text = std::fs::read_to_string(path).expect("a process");
    text.trim().parse().expect("one child")
}

/// Returns the letter of a process's state.
fn state_of(pid: u32) -> char {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
    let (_, behind) = text.rsplit_once(") ").expect("a name in brackets");
    behind.chars().next().expect("a letter")
}

#[test]
fn from_outside_it_is_stopped_and_continued_too() {
    let mut session = opened(Start::of(&[]));
    session.signal("STOP");
    session.keys("?");
    session::signal(session.pid(), "CONT");
    session.shows("Keys valid here");
    session.keys("\u{1b}");
    session.hides("Keys valid here");
    session.keys("q");
    assert_eq!(session.code(), 0);
}
