//! Text cut to cells: nothing wider than asked for, no character cut in half.
//!
//! Everything that comes out has passed `display`: it moves no cursor and hides nothing.

use std::borrow::Cow;

use pgworks_core::sql::display::display;
use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Stands for what was cut off.
pub const ELLIPSIS: &str = "…";

/// Returns the cells that a text takes on the screen.
pub fn width(text: &str) -> usize {
    let text = display(text);
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(cells_of).sum()
    }
}

/// Returns the cells of one grapheme, as ratatui counts them.
fn cells_of(grapheme: &str) -> usize {
    usize::from(grapheme.cell_width())
}

/// Returns `text` in at most `cells` cells, its end cut off behind an ellipsis if it must.
pub fn fit(text: &str, cells: usize) -> Cow<'_, str> {
    let text = display(text);
    let Some(cut) = overflow(&text, cells) else {
        return text;
    };
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let kept = text.get(..cut).unwrap_or_default();
    Cow::Owned([kept, ELLIPSIS].concat())
}

/// Returns `text` in exactly `cells` cells: cut, or blanks behind it.
pub fn pad(text: &str, cells: usize) -> Cow<'_, str> {
    let text = fit(text, cells);
    let blanks = cells.saturating_sub(width(&text));
    if blanks == 0 {
        return text;
    }
    Cow::Owned(text.into_owned() + &" ".repeat(blanks))
}

/// Returns `text` in exactly `cells` cells: cut, or blanks before it. For numbers.
pub fn pad_left(text: &str, cells: usize) -> Cow<'_, str> {
    let text = fit(text, cells);
    let blanks = cells.saturating_sub(width(&text));
    if blanks == 0 {
        return text;
    }
    Cow::Owned(" ".repeat(blanks) + &text)
}

/// Returns `text` in at most `cells` cells, its middle cut out if it must: of a path both
/// ends say more than the middle.
pub fn fit_middle(text: &str, cells: usize) -> Cow<'_, str> {
    let text = display(text);
    if overflow(&text, cells).is_none() {
        return text;
    }
    let Some(room) = cells.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let head = prefix(text.graphemes(true), room / 3);
    let head_cells = width(text.get(..head).unwrap_or_default());
    let tail = prefix(text.graphemes(true).rev(), room - head_cells);
    let head = text.get(..head).unwrap_or_default();
    let tail = text.get(text.len() - tail..).unwrap_or_default();
    Cow::Owned([head, ELLIPSIS, tail].concat())
}

/// Returns `text` in rows of at most `cells` cells, broken at blanks where there are any.
/// Rows after the first begin with `indent`, where that leaves room. A character that is wider
/// than a row is shown as cut off.
pub fn wrap(text: &str, cells: usize, indent: &str) -> Vec<String> {
    let cells = cells.max(1);
    let indent = if width(indent) * 2 < cells {
        indent
    } else {
        ""
    };
    let mut rows = Vec::new();
    for line in text.lines() {
        let line = display(line);
        let mut row = String::new();
        let mut used = 0;
        let mut begin = 0;
        for word in line.split_inclusive(' ') {
            let wide = width(word.trim_end());
            if used > begin && used + wide > cells {
                rows.push(std::mem::replace(&mut row, indent.to_owned()));
                begin = width(indent);
                used = begin;
            }
            for grapheme in word.graphemes(true) {
                let (grapheme, wide) = match cells_of(grapheme) {
                    wide if wide + width(indent) > cells => (ELLIPSIS, 1),
                    wide => (grapheme, wide),
                };
                // A blank at the end of a row is not missed.
                if used + wide > cells && grapheme != " " {
                    rows.push(std::mem::replace(&mut row, indent.to_owned()));
                    begin = width(indent);
                    used = begin;
                }
                row.push_str(grapheme);
                used += wide;
            }
        }
        rows.push(row);
    }
    for row in &mut rows {
        row.truncate(row.trim_end().len());
    }
    if rows.is_empty() {
        rows.push(String::new());
    }
    rows
}

/// Returns the bytes of the first graphemes that fit in `cells`.
fn prefix<'a>(graphemes: impl Iterator<Item = &'a str>, cells: usize) -> usize {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += cells_of(grapheme);
            used <= cells
        })
        .map(str::len)
        .sum()
}

/// Returns where to cut so that an ellipsis still fits, if the text is too wide.
fn overflow(text: &str, cells: usize) -> Option<usize> {
    if text.is_ascii() {
        return (text.len() > cells).then(|| cells.saturating_sub(1));
    }
    let (mut used, mut cut) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += cells_of(grapheme);
        if used > cells {
            return Some(cut);
        }
        if used < cells {
            cut = at + grapheme.len();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FAMILY: &str = "👨\u{200d}👩\u{200d}👧";

    #[test]
    fn text_that_fits_is_not_copied() {
        for text in ["", "orders", "größe", "漢字"] {
            assert!(
                matches!(fit(text, 8), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        for (text, cells, shown) in [
            ("orders", 6, "orders"),
            ("orders", 5, "orde…"),
            ("orders", 1, "…"),
            ("orders", 0, ""),
            ("漢字漢字", 7, "漢字漢…"),
            ("漢字漢字", 6, "漢字…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("a\nb", 4, "a\\nb"),
            ("a\u{202e}b", 5, "a\\u{…"),
        ] {
            assert_eq!(fit(text, cells), shown, "{text} in {cells}");
        }
    }

    #[test]
    fn a_joined_emoji_shows_its_joints() {
        assert_eq!(fit(FAMILY, 4), "👨\\…");
        assert_eq!(width(FAMILY), 22);
    }

    #[test]
    fn a_path_keeps_both_ends() {
        assert_eq!(
            fit_middle("/data/anna/bank/shop.sql", 24),
            "/data/anna/bank/shop.sql"
        );
        assert_eq!(
            fit_middle("/data/anna/bank/shop.sql", 16),
            "/data…k/shop.sql"
        );
        assert_eq!(fit_middle("漢字漢字漢字", 7), "漢…漢字");
        assert_eq!(fit_middle("abc", 1), "…");
    }

    #[test]
    fn long_texts_are_wrapped() {
        assert_eq!(wrap("one two three", 8, "  "), ["one two", "  three"]);
        assert_eq!(wrap("abcdefghij", 4, ""), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\nb", 4, "  "), ["a", "b"]);
        assert_eq!(wrap("漢字漢字", 5, ""), ["漢字", "漢字"]);
        assert_eq!(
            wrap("key: a long value", 10, "     "),
            ["key: a", "long value"]
        );
        assert_eq!(wrap("", 10, ""), [""]);
        // A cluster may take three cells.
        assert_eq!(wrap("a👧\u{bc1}b", 2, ""), ["a…", "b"]);
    }

    #[test]
    fn padding_fills_to_the_cell() {
        assert_eq!(pad("漢", 4), "漢  ");
        assert_eq!(pad("orders", 4), "ord…");
        assert_eq!(pad_left("42", 4), "  42");
    }

    fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[a-z ]{0,6}",
            any::<char>().prop_map(String::from),
            "\\PC{0,4}",
            Just(FAMILY.to_owned()),
            Just("漢字".to_owned()),
            Just("e\u{301}\u{302}".to_owned()),
            Just("\u{1b}[2J\u{7}\u{9b}".to_owned()),
            Just("\u{202e}\u{2066}\u{feff}".to_owned()),
            Just("🇩🇪🏳\u{fe0f}".to_owned()),
            Just("กำที่ देवनागरी عربي".to_owned()),
        ];
        prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked_for(text in hostile(), cells in 0_usize..40) {
            for shown in [fit(&text, cells), fit_middle(&text, cells)] {
                prop_assert!(width(&shown) <= cells, "{shown:?}");
                prop_assert!(!shown.chars().any(char::is_control), "{shown:?}");
                prop_assert_eq!(display(&shown), shown.as_ref());
            }
            for row in wrap(&text, cells, "  ") {
                prop_assert!(width(&row) <= cells.max(1), "{row:?}");
            }
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
        }

        #[test]
        fn what_fits_is_whole(text in hostile()) {
            prop_assert_eq!(fit(&text, width(&text)), display(&text));
            prop_assert_eq!(fit_middle(&text, width(&text)), display(&text));
        }
    }
}
