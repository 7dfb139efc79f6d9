//! Draws one line of an SQL text in one row of the screen.

use std::ops::Range;

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
    style::Style,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::state::sql_text::SqlText;

use super::{text::pad_left, theme::Theme};

/// The most bytes a cell takes; of a letter with more marks piled on it the rest is left
/// out.
const MAX_CELL: usize = 32;

/// The first line and the first cell of it that are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first row.
    pub line: usize,
    /// The first cell of each row.
    pub column: usize,
}

/// A line to be drawn, and what lies over it.
pub(super) struct Line<'a> {
    pub(super) text: &'a SqlText,
    pub(super) index: usize,
    /// The first cell that is seen.
    pub(super) column: usize,
    /// What lies over the whole line.
    pub(super) over: Style,
    /// The bytes that differ, in order, and what lies over them.
    pub(super) marks: &'a [Range<usize>],
    pub(super) mark: Style,
}

/// Draws a line in the first row of `area`; what does not fit is not looked at.
pub(super) fn draw(buf: &mut Buffer, area: Rect, line: &Line<'_>, theme: &Theme) {
    let row = Rect {
        height: area.height.min(1),
        ..area
    }
    .intersection(buf.area);
    if row.is_empty() {
        return;
    }
    buf.set_style(row, theme.text.patch(line.over));
    let shown = line.text.line(line.index);
    let (start, mut cells) = first_seen(shown, line.column);
    let mut pieces = line.text.pieces(line.index, start).peekable();
    let mut marks = line
        .marks
        .iter()
        .skip_while(|mark| mark.end <= start)
        .peekable();
    let rest = shown.get(start..).unwrap_or_default();
    for (at, grapheme) in rest.grapheme_indices(true) {
        let (at, grapheme) = (start + at, cut(grapheme));
        let wide = usize::from(grapheme.cell_width());
        if cells + wide > usize::from(row.width) {
            break;
        }
        while pieces.next_if(|(_, piece)| piece.end <= at).is_some() {}
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        let class = pieces
            .peek()
            .map(|(class, _)| theme.syntax(*class))
            .unwrap_or_default();
        let mut style = class.patch(line.over);
        if marks.peek().is_some_and(|mark| mark.start <= at) {
            style = style.patch(line.mark);
        }
        cells += put(buf, row, cells, grapheme, wide, style);
    }
}

/// Returns the byte where the seen part of a line begins, and the blank cells before it
/// when a wide character is cut by the left edge.
fn first_seen(shown: &str, column: usize) -> (usize, usize) {
    if shown.is_ascii() {
        return (column.min(shown.len()), 0);
    }
    let (mut at, mut cells) = (0, 0);
    while let Some(rest) = shown.get(at..).filter(|rest| !rest.is_empty()) {
        if cells >= column {
            return (at, cells - column);
        }
        // The last letter of a run of ASCII may bear a mark that follows it.
        let run = rest.bytes().take_while(u8::is_ascii).count();
        let skipped = run.saturating_sub(1).min(column - cells);
        if skipped > 0 {
            (at, cells) = (at + skipped, cells + skipped);
        } else if let Some(grapheme) = rest.graphemes(true).next() {
            at += grapheme.len();
            cells += usize::from(cut(grapheme).cell_width());
        }
    }
    (shown.len(), 0)
}

/// Writes a grapheme `cells` behind the row's beginning; returns the cells it took.
fn put(
    buf: &mut Buffer,
    row: Rect,
    cells: usize,
    grapheme: &str,
    wide: usize,
    style: Style,
) -> usize {
    let column =
        |cells: usize| u16::try_from(cells).map_or(u16::MAX, |at| row.x.saturating_add(at));
    for next in 1..wide {
        if let Some(cell) = buf.cell_mut((column(cells + next), row.y)) {
            cell.set_symbol(" ").set_style(style);
        }
    }
    let Some(cell) = buf.cell_mut((column(cells), row.y)).filter(|_| wide > 0) else {
        return 0;
    };
    cell.set_symbol(grapheme).set_style(style);
    wide
}

fn cut(grapheme: &str) -> &str {
    if grapheme.len() <= MAX_CELL {
        return grapheme;
    }
    let end = grapheme.floor_char_boundary(MAX_CELL);
    grapheme.get(..end).unwrap_or_default()
}

/// Draws a line's number, or nothing, right-aligned in the first row of `area`.
pub(super) fn number(buf: &mut Buffer, area: Rect, line: Option<usize>, style: Style) {
    let text = line.map(|line| (line + 1).to_string()).unwrap_or_default();
    let text = pad_left(&text, usize::from(area.width));
    put_text(buf, area, &text, style);
}

/// Writes a short text of ours in the first row of `area`.
pub(super) fn put_text(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let area = area.intersection(buf.area);
    if !area.is_empty() {
        buf.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
}

/// Returns the cells that the numbers of so many lines take.
pub(super) fn number_width(lines: usize) -> u16 {
    let digits = lines.max(1).ilog10() + 1;
    u16::try_from(digits).unwrap_or(u16::MAX)
}

/// Empties `area` to the ground of the theme.
pub(super) fn clear(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    buf.set_style(area, theme.text);
}
