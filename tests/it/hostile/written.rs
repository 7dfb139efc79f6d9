//! Hostile names in a real server and a real terminal: of all that is written, nothing is
//! but text and the sequences that the workbench itself uses.

use super::names;
use crate::{
    harness,
    pty::{Sequence, Session, Start, sequences},
    walk::random::Random,
};

/// How many names and comments the database has.
const COUNT: usize = 2_000;

/// Quotes a name or a text.
fn quote(text: &str, sign: char) -> String {
    let doubled = text.replace(sign, &format!("{sign}{sign}"));
    format!("{sign}{doubled}{sign}")
}

/// Makes tables, columns, functions and comments of hostile names.
fn fill(random: &mut Random) -> String {
    let names = names::names(random, COUNT);
    let mut sql = String::from("SET standard_conforming_strings = on;\nCREATE SCHEMA wild;\n");
    for (at, name) in names.iter().enumerate() {
        let name = quote(name, '"');
        let comment = quote(&names::text(random, 300), '\'');
        sql += &match at % 4 {
            0 | 1 => format!(
                "CREATE TABLE wild.{name} ({name} text DEFAULT {comment});\n\
                 COMMENT ON TABLE wild.{name} IS {comment};\n\
                 COMMENT ON COLUMN wild.{name}.{name} IS {comment};\n"
            ),
            2 => format!(
                "CREATE FUNCTION wild.{name}({name} text) RETURNS text LANGUAGE sql AS {comment};\n\
                 COMMENT ON FUNCTION wild.{name}(text) IS {comment};\n"
            ),
            _ => format!("CREATE SCHEMA {name};\nCOMMENT ON SCHEMA {name} IS {comment};\n"),
        };
    }
    format!("SET check_function_bodies = off;\n{sql}")
}

/// Asserts that nothing was written but what the workbench writes; returns how much.
fn is_ours(session: &Session, copies: usize) -> usize {
    let bytes = session.bytes();
    let mut copied = 0;
    for sequence in sequences(&bytes) {
        let is_ours = match &sequence {
            Sequence::Text(text) => pgworks_core::sql::display(text) == text.as_str(),
            // Colours, the cursor's place, clearing.
            Sequence::Csi(words, 'm' | 'H' | 'J') => {
                words.chars().all(|it| it.is_ascii_digit() || it == ';')
            }
            // The second screen, the cursor, pastes in brackets.
            Sequence::Csi(words, 'h' | 'l') => {
                matches!(words.as_str(), "?1049" | "?25" | "?2004")
            }
            Sequence::Osc(words) => {
                copied += 1;
                words.starts_with("52;c;")
            }
            // Messages after leaving come in lines.
            Sequence::Control(_) | Sequence::Csi(..) | Sequence::Dcs(_) | Sequence::Escape(_) => {
                false
            }
        };
        assert!(is_ours, "{sequence:?} was written");
    }
    assert_eq!(copied, copies, "texts for the clipboard");
    bytes.len()
}

/// Waits long enough for a frame, not for every answer.
fn moment() {
    std::thread::sleep(std::time::Duration::from_millis(60));
}

#[test]
fn no_name_or_comment_reaches_a_terminal_as_it_is() {
    let Some(old) = harness::database("hostile_old") else {
        return harness::skip(harness::NO_SERVER);
    };
    let new = harness::database("hostile_new").expect("a database");
    old.psql(&fill(&mut Random::new(3)));
    new.psql(&fill(&mut Random::new(5)));
    let mut session = Start::of(&[&old.keywords()]).size(160, 45).run();
    session.shows("objects");
    session.rest();
    // Through the schemas, then through the tables, looking at details here and there.
    for _ in 0..14 {
        session.keys("\u{1b}[6~");
        moment();
    }
    session.keys("/");
    session.keys("wild");
    session.rest();
    session.keys("\r");
    session.rest();
    session.keys("\t");
    for _ in 0..12 {
        session.keys("ll");
        moment();
        for _ in 0..6 {
            session.keys("lj");
            moment();
        }
        session.keys("\tjjjjjjj\r");
        moment();
    }
    session.keys("yy");
    session.until("a copy", |it| it.text().contains("sent to the terminal"));
    // The comparison of both, and what its changes look like.
    session.keys("c");
    session.shows("Compare with");
    session.keys(&format!("\u{15}{}\r", new.keywords()));
    session.shows("Diff");
    session.shows(" ticked");
    for _ in 0..25 {
        session.keys("\u{1b}[6~j");
        moment();
    }
    session.keys("m");
    session.rest();
    for _ in 0..10 {
        session.keys("\u{1b}[6~");
        moment();
    }
    session.keys("0");
    session.rest();
    let written = is_ours(&session, 1);
    assert!(written > 100_000, "{written} bytes are not much");
    session.keys("\u{1b}");
    session.rest();
    session.keys(":quit\r");
    session.rest();
    session.keys("y");
    assert_eq!(session.code(), 0);
}
