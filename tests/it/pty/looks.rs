//! What the terminal gets: sizes, colours, and nothing where none is wanted.

use std::{
    fs::File,
    process::{Command, Stdio},
};

use super::{DRAWN, Sequence, Start, opened, sequences};

#[test]
fn another_size_is_drawn_whole() {
    let mut session = opened(Start::of(&[]));
    for (columns, rows) in [(120, 40), (61, 15), (30, 5), (200, 50), (80, 24)] {
        session.resize(columns, rows);
        session.shows(if columns < 60 { "quits." } else { DRAWN });
        session.rest();
        let fresh = Start::of(&[]).size(columns, rows).run();
        fresh.until("a screen", |it| !it.text().trim().is_empty());
        fresh.rest();
        assert_eq!(session.text(), fresh.text(), "{columns}x{rows}");
    }
    session.keys("q");
    assert_eq!(session.code(), 0);
}

#[test]
fn a_terminal_that_is_too_small_can_be_left() {
    let mut session = Start::of(&[]).size(20, 5).run();
    session.shows("quits.");
    session.keys("\u{3}\u{3}");
    assert_eq!(session.code(), 0);
}

/// The parameters of all `CSI ... m` of what was written.
fn renditions(bytes: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    for sequence in sequences(bytes) {
        if let Sequence::Csi(words, 'm') = sequence {
            found.extend(
                words
                    .split([';', ':'])
                    .filter_map(|it| it.parse::<u32>().ok()),
            );
        }
    }
    found
}

#[test]
fn without_colour_only_attributes_are_written() {
    for (start, has_colour) in [
        (Start::of(&[]), true),
        (Start::of(&[]).var("NO_COLOR", ""), true),
        (Start::of(&[]).var("NO_COLOR", "1"), false),
        (
            Start::of(&[])
                .var("NO_COLOR", "1")
                .var("COLORTERM", "truecolor"),
            false,
        ),
    ] {
        let mut session = opened(start);
        session.keys("?");
        session.shows("Keys valid here");
        session.keys("\u{1b}\u{c}");
        session.rest();
        let found = renditions(&session.bytes());
        // 39, 49 and 59 only take colours back.
        let coloured = found
            .iter()
            .any(|it| matches!(it, 30..=38 | 40..=48 | 58 | 90..=107));
        assert_eq!(coloured, has_colour, "{found:?}");
        assert!(
            found.iter().any(|it| matches!(it, 1 | 4 | 7)),
            "attributes: {found:?}"
        );
    }
}

#[test]
fn what_is_no_terminal_is_refused() {
    for (name, start) in [
        ("dumb", Start::of(&[]).var("TERM", "dumb")),
        ("empty", Start::of(&[]).var("TERM", "")),
    ] {
        let mut session = start.run();
        assert_eq!(session.code(), 2, "{name}");
        let text = session.text();
        assert!(
            text.contains("error: the workbench needs a terminal"),
            "{text}"
        );
        assert!(text.contains("hint: `pgworks --help`"), "{text}");
        assert!(is_plain(&session.bytes()), "{name}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pgworks"))
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(
        text.contains("error: the workbench needs a terminal"),
        "{text}"
    );
}

/// Tells whether nothing was written but lines, colours in them allowed.
fn is_plain(bytes: &[u8]) -> bool {
    sequences(bytes).iter().all(|it| {
        matches!(
            it,
            Sequence::Text(_) | Sequence::Control('\r' | '\n') | Sequence::Csi(_, 'm')
        )
    })
}

#[test]
fn output_into_a_file_is_refused_though_there_is_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out");
    let script = format!("'{}' >'{}'", env!("CARGO_BIN_EXE_pgworks"), file.display());
    let mut session = Start::program(&["sh", "-c", &script]).run();
    assert_eq!(session.code(), 2);
    assert_eq!(
        File::open(&file)
            .and_then(|it| it.metadata())
            .expect("a file")
            .len(),
        0
    );
}

#[test]
fn what_needs_no_screen_takes_none() {
    for (words, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&["open", "--help"], 0),
        (&["diff", "--nonsense"], 2),
        (&["completions", "bash"], 0),
        (&["open", "a\u{1b}[2Jb.nonsense", "c"], 2),
    ] {
        let mut session = Start::of(words).run();
        assert_eq!(session.code(), code, "{words:?}");
        assert!(is_plain(&session.bytes()), "{words:?}");
    }
}
