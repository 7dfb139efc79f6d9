//! Showing text that is not ours: names, comments, values and server messages.
//!
//! PostgreSQL keeps any character but NUL in names and comments; a terminal obeys some of
//! them. What comes out here moves no cursor, hides nothing and runs in one direction.
//! It is for eyes, not for SQL: names go through [`super::quote`] to be executed.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns `text` with every character visible that a screen would obey or hide.
///
/// Controls become `\n`, `\t`, `\r` or `\x1b`; bidirectional controls, zero-width and
/// other invisible characters, line separators and tags become `\u{202e}`. All else is
/// unchanged.
pub fn display(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else {
        return Cow::Borrowed(text);
    };
    let (plain, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(plain);
    for letter in rest.chars() {
        push(&mut shown, letter);
    }
    Cow::Owned(shown)
}

/// Returns `text` fit to stand behind `-- ` in a generated script.
///
/// A newline would end the comment and turn what follows into SQL, so it is shown instead.
pub fn comment(text: &str) -> String {
    display(text).into_owned()
}

fn push(shown: &mut String, letter: char) {
    match letter {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        // Writing to a String cannot fail.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
            let _ = write!(shown, "\\x{:02x}", u32::from(letter));
        }
        _ if is_hidden(letter) => {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(letter));
        }
        _ => shown.push(letter),
    }
}

/// Returns whether a screen would obey or hide `letter`: the Unicode classes Cc, Cf, Zl
/// and Zp, the property `Default_Ignorable_Code_Point`, and the noncharacters.
const fn is_hidden(letter: char) -> bool {
    match letter {
        ' '..='~' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        _ => {
            matches!(
                letter,
                '\u{ad}'
                    | '\u{34f}'
                    | '\u{600}'..='\u{605}'
                    | '\u{61c}'
                    | '\u{6dd}'
                    | '\u{70f}'
                    | '\u{890}'..='\u{891}'
                    | '\u{8e2}'
                    | '\u{115f}'..='\u{1160}'
                    | '\u{17b4}'..='\u{17b5}'
                    | '\u{180b}'..='\u{180f}'
                    | '\u{200b}'..='\u{200f}'
                    | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}'
                    | '\u{2800}'
                    | '\u{3164}'
                    | '\u{fe00}'..='\u{fe0f}'
                    | '\u{feff}'
                    | '\u{ffa0}'
                    | '\u{fff0}'..='\u{fffb}'
                    | '\u{110bd}'
                    | '\u{110cd}'
                    | '\u{13430}'..='\u{1343f}'
                    | '\u{1bca0}'..='\u{1bca3}'
                    | '\u{1d173}'..='\u{1d17a}'
                    | '\u{e0000}'..='\u{e0fff}'
            ) || is_noncharacter(letter)
        }
    }
}

const fn is_noncharacter(letter: char) -> bool {
    letter as u32 & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        for text in ["", "film", "größe 漢字 \\ ' \" 🎬", "a\u{a0}b"] {
            assert!(
                matches!(display(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn what_a_terminal_obeys_is_made_visible() {
        for (text, shown) in [
            ("a\x1b]0;x\x07", "a\\x1b]0;x\\x07"),
            ("\u{9b}31m", "\\x9b31m"),
            ("a\nb\r\tc\0", "a\\nb\\r\\tc\\x00"),
            ("\u{202e}evil", "\\u{202e}evil"),
            (
                "a\u{200b}b\u{feff}\u{2028}",
                "a\\u{200b}b\\u{feff}\\u{2028}",
            ),
            (
                "\u{e0041}\u{2066}\u{fe0f}\u{ffff}",
                "\\u{e0041}\\u{2066}\\u{fe0f}\\u{ffff}",
            ),
            ("\x7f", "\\x7f"),
        ] {
            assert_eq!(display(text), shown);
        }
    }

    #[test]
    fn no_control_survives_whatever_the_text() {
        for code in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let text = format!("a{code}b");
            let shown = comment(&text);
            assert!(
                !shown.chars().any(char::is_control),
                "{:x}",
                u32::from(code)
            );
            assert_eq!(shown, display(&shown));
        }
    }
}
