//! [`Sheet`]: a text of a pane as data: sentences, each in its tone, and SQL below them.
//!
//! How many lines it has depends on the width, and both `update` and the views must know:
//! so it is wrapped here.

use pgworks_core::sql::display;
use ratatui::buffer::CellWidth as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::sql_text::SqlText;

/// What a sentence means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// What matters less.
    Dim,
    /// What stands over others.
    Head,
    /// What is well.
    Good,
    /// What needs a second look.
    Warn,
    /// What is lost or failed.
    Danger,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What it means.
    pub tone: Tone,
    /// The words; they are made safe when they are wrapped.
    pub text: String,
    /// How far the second and later lines stand in.
    pub indent: usize,
}

/// Sentences, and SQL below them.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The SQL, to be drawn as it is written.
    pub sql: SqlText,
}

impl Sheet {
    /// Adds a sentence.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.sentences.push(Sentence {
            tone,
            text: text.into(),
            indent: 2,
        });
    }

    /// Adds a sentence behind a label.
    pub fn label(&mut self, tone: Tone, label: &str, text: &str) {
        self.sentences.push(Sentence {
            tone,
            text: format!("{label:<10}{text}"),
            indent: 10,
        });
    }

    /// Adds an empty line, unless nothing stands above it.
    pub fn gap(&mut self) {
        if self.sentences.last().is_some_and(|it| !it.text.is_empty()) {
            self.say(Tone::Plain, "");
        }
    }

    /// Returns the sentences as lines of at most so many cells.
    pub fn lines(&self, cells: usize) -> Vec<(Tone, String)> {
        let mut lines = Vec::new();
        for it in &self.sentences {
            if it.text.is_empty() {
                lines.push((it.tone, String::new()));
            }
            for line in it.text.lines() {
                let wrapped = wrap(line, cells.max(1), it.indent);
                lines.extend(wrapped.into_iter().map(|text| (it.tone, text)));
            }
        }
        lines
    }

    /// Returns how many lines the whole sheet has at a width.
    pub fn len(&self, cells: usize) -> usize {
        self.lines(cells).len() + self.sql.len()
    }

    /// Tells whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.sql.is_empty()
    }
}

/// Breaks one line into lines of at most `cells` cells, at blanks where there are any.
pub fn wrap(line: &str, cells: usize, indent: usize) -> Vec<String> {
    let line = display(line);
    let indent = if indent * 2 < cells { indent } else { 0 };
    let (mut rows, mut row, mut used) = (Vec::new(), String::new(), 0);
    let mut is_begun = false;
    for word in line.split_inclusive(' ') {
        let wide = width(word.trim_end_matches(' '));
        if is_begun && used + wide > cells {
            rows.push(turn(&mut row, indent));
            (used, is_begun) = (indent, false);
        }
        for sign in word.graphemes(true) {
            let wide = usize::from(sign.cell_width());
            if used + wide > cells {
                if sign == " " {
                    continue;
                }
                rows.push(turn(&mut row, indent));
                used = indent;
            }
            row.push_str(sign);
            used += wide;
            is_begun |= sign != " ";
        }
    }
    if is_begun || rows.is_empty() {
        rows.push(row.trim_end().to_owned());
    }
    rows
}

/// Ends a row and begins the next, which stands in.
fn turn(row: &mut String, indent: usize) -> String {
    let ended = std::mem::replace(row, " ".repeat(indent));
    ended.trim_end().to_owned()
}

fn width(text: &str) -> usize {
    text.graphemes(true)
        .map(|it| usize::from(it.cell_width()))
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_at_blanks_and_stand_in() {
        assert_eq!(
            wrap("loses the rows of a table", 12, 2),
            ["loses the", "  rows of a", "  table"]
        );
        assert_eq!(wrap("abcdefghij", 4, 0), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4, 0), [""]);
        assert_eq!(wrap("漢字漢字", 5, 0), ["漢字", "漢字"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for(text in "\\PC{0,60}", cells in 4_usize..40, indent in 0_usize..12) {
            for row in wrap(&text, cells, indent) {
                prop_assert!(width(&row) <= cells, "{row:?}");
                prop_assert!(!row.chars().any(char::is_control));
            }
        }
    }
}
