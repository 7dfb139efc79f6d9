//! Keys, pastes and copies in a real terminal.

use std::net::TcpListener;

use super::{DRAWN, Sequence, Session, Start, is_given_back, opened, sequences};

#[test]
fn with_nothing_running_ctrl_c_asks_and_then_quits() {
    let mut session = opened(Start::of(&[]));
    session.keys("\u{3}");
    session.shows("Quit pgworks?");
    session.keys("n");
    session.hides("Quit pgworks?");
    session.keys("\u{3}");
    session.shows("Quit pgworks?");
    session.keys("\u{3}");
    assert_eq!(session.code(), 0);
    is_given_back(&session);
}

/// A server that takes connections and says nothing.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    (
        listener,
        format!("postgresql://me@127.0.0.1:{port}/shop?connect_timeout=0"),
    )
}

#[test]
fn with_a_job_running_ctrl_c_cancels_it() {
    let (_listener, word) = silent();
    let mut session = Start::of(&[&word]).run();
    session.shows("connecting");
    session.keys("\u{3}");
    session.shows("stopped as asked");
    session.keys("\u{3}");
    session.shows("Quit pgworks?");
    session.keys("\u{3}");
    assert_eq!(session.code(), 0);
}

#[test]
fn leaving_asks_while_a_job_runs_and_does_not_wait_for_it() {
    let (_listener, word) = silent();
    let mut session = Start::of(&[&word]).run();
    session.shows("connecting");
    session.keys(":quit\r");
    session.shows("Quit pgworks?");
    session.shows("runs: open");
    session.keys("y");
    assert_eq!(session.code(), 0);
    is_given_back(&session);
}

#[test]
fn a_paste_is_text_and_never_commands() {
    let mut session = opened(Start::of(&[]));
    // Where nothing is typed it does nothing: `q` would quit, `?` would open the help.
    session.keys("\u{1b}[200~?q\r\n\u{3}:quit\r\u{1b}[201~");
    session.rest();
    assert!(session.text().contains(DRAWN));
    assert!(!session.text().contains("Keys valid here"));
    // Where something is typed it is one line, and Enter in it sends nothing.
    session.keys("n");
    session.shows("Open");
    session.keys("\u{1b}[200~no-such-file.sql\r\n:quit\r\n\u{1b}[31m\u{1b}[201~");
    session.shows("no-such-file.sql");
    session.rest();
    assert!(session.text().contains("Open"));
    session.keys("\u{1b}");
    session.rest();
    session.keys("q");
    assert_eq!(session.code(), 0);
}

#[test]
fn keys_typed_at_a_terminal_that_takes_nothing_are_not_lost() {
    let mut session = opened(Start::of(&[]).size(200, 50));
    session.block(true);
    // The reader takes one more piece before it stops; the rest fills the line.
    for _ in 0..150 {
        session.keys("\u{c}?\u{1b}");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    session.keys("nmy-own-words");
    session.block(false);
    session.shows("my-own-words");
    session.keys("\u{1b}");
    session.rest();
    session.keys("q");
    assert_eq!(session.code(), 0);
}

/// Opens the demo's shop from a snapshot, with an object selected in the tree.
fn at_an_object(start: Start) -> Session {
    let mut session = start.run();
    session.shows("shop");
    session.rest();
    session.keys("/");
    session.keys("customers");
    session.shows("shop.customers");
    session.rest();
    session.keys("\r");
    session.rest();
    session
}

fn snapshot() -> String {
    let folder = env!("CARGO_MANIFEST_DIR");
    format!("{folder}/tests/it/walk/old.pgw")
}

#[test]
fn a_copy_goes_to_the_terminal_and_claims_nothing() {
    let source = snapshot();
    let encoded = "c2hvcC5jdXN0b21lcnM=";
    for is_tmux in [false, true] {
        let start = Start::of(&[&source]);
        let start = if is_tmux {
            start.var("TMUX", "/tmp/tmux,1,0")
        } else {
            start
        };
        let mut session = at_an_object(start);
        let before = session.bytes().len();
        session.keys("yy");
        session.shows("sent to the terminal's clipboard: 14 bytes");
        assert!(!session.text().contains("copied"));
        let written = sequences(&session.bytes()[before..]);
        let plain = Sequence::Osc(format!("52;c;{encoded}"));
        let wrapped = Sequence::Dcs(format!("tmux;\u{1b}\u{1b}]52;c;{encoded}\u{7}"));
        let count = |sequence: &Sequence| written.iter().filter(|it| *it == sequence).count();
        assert_eq!(count(&plain), 1);
        assert_eq!(count(&wrapped), usize::from(is_tmux));
        session.keys(":quit\r");
        assert_eq!(session.code(), 0);
    }
}
