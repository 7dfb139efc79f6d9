//! What a program writes to its terminal, taken apart: text, controls, escape sequences.
//!
//! It follows the states of a real terminal (ECMA-48), also for sequences that nobody
//! would write on purpose: what is looked for here is what must not be there.

/// A piece of what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// Text that is shown, C1 controls left out.
    Text(String),
    /// A control character, of C0 or C1.
    Control(char),
    /// `ESC [`: parameters with intermediates, and the final byte.
    Csi(String, char),
    /// `ESC ]`: its content.
    Osc(String),
    /// `ESC P`: its content.
    Dcs(String),
    /// Any other escape sequence.
    Escape(String),
}

/// Takes apart what was written.
pub(crate) fn sequences(bytes: &[u8]) -> Vec<Sequence> {
    let text: Vec<char> = String::from_utf8_lossy(bytes).chars().collect();
    let mut found = Vec::new();
    let mut rest = text.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            '\u{1b}' => rest = escape(rest, &mut found),
            letter if letter.is_control() => found.push(Sequence::Control(*letter)),
            letter => match found.last_mut() {
                Some(Sequence::Text(text)) => text.push(*letter),
                _ => found.push(Sequence::Text(letter.to_string())),
            },
        }
    }
    found
}

fn escape<'a>(rest: &'a [char], found: &mut Vec<Sequence>) -> &'a [char] {
    let Some((kind, rest)) = rest.split_first() else {
        found.push(Sequence::Escape(String::new()));
        return rest;
    };
    match kind {
        '[' => {
            let len = rest.iter().take_while(|it| matches!(it, ' '..='?')).count();
            let words = rest[..len].iter().collect();
            let last = rest.get(len).copied().unwrap_or('\0');
            found.push(Sequence::Csi(words, last));
            rest.get(len + 1..).unwrap_or_default()
        }
        ']' => {
            let (words, rest) = until(rest, true);
            found.push(Sequence::Osc(words));
            rest
        }
        'P' => {
            let (words, rest) = until(rest, false);
            found.push(Sequence::Dcs(words));
            rest
        }
        _ => {
            found.push(Sequence::Escape(kind.to_string()));
            rest
        }
    }
}

/// Reads to the end of a string: BEL where that ends it, else `ESC \`. In a string for
/// passing through, ESC is doubled.
fn until(rest: &[char], bell_ends: bool) -> (String, &[char]) {
    let mut at = 0;
    while let Some(letter) = rest.get(at) {
        match (letter, rest.get(at + 1)) {
            ('\u{7}', _) if bell_ends => {
                return (rest[..at].iter().collect(), &rest[at + 1..]);
            }
            ('\u{1b}', Some('\\')) => return (rest[..at].iter().collect(), &rest[at + 2..]),
            ('\u{1b}', Some('\u{1b}')) => at += 2,
            _ => at += 1,
        }
    }
    (rest.iter().collect(), &[])
}

#[test]
fn what_is_written_is_taken_apart() {
    use Sequence::{Control, Csi, Dcs, Escape, Osc, Text};

    let text = |it: &str| Text(it.to_owned());
    for (bytes, expected) in [
        ("größe", vec![text("größe")]),
        (
            "a\u{1b}[1;31mb",
            vec![text("a"), Csi("1;31".into(), 'm'), text("b")],
        ),
        ("\u{1b}[?25l", vec![Csi("?25".into(), 'l')]),
        (
            "\u{1b}]52;c;YQ==\u{7}x",
            vec![Osc("52;c;YQ==".into()), text("x")],
        ),
        ("\u{1b}]0;t\u{1b}\\x", vec![Osc("0;t".into()), text("x")]),
        (
            "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{7}\u{1b}\\x",
            vec![Dcs("tmux;\u{1b}\u{1b}]52;c;YQ==\u{7}".into()), text("x")],
        ),
        (
            "\u{1b}c\u{9b}2J\u{7}",
            vec![
                Escape("c".into()),
                Control('\u{9b}'),
                text("2J"),
                Control('\u{7}'),
            ],
        ),
    ] {
        assert_eq!(sequences(bytes.as_bytes()), expected, "{bytes:?}");
    }
}
