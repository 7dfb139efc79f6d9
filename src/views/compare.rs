//! Draws two SQL texts compared, side by side or unified.
//!
//! Both sides scroll together. Each line bears a sign, so that the colours say nothing
//! that cannot be read: `-` went, `+` came, `~` changed.

use ratatui::{buffer::Buffer, layout::Rect, symbols::line::VERTICAL};

use crate::app::state::{
    compare_text::{CompareText, Row, RowKind, Side},
    sql_text::SqlText,
};

use super::{
    line::{self, Line, Scroll},
    theme::{self, ChangeStyle, Theme},
};

/// The fewest cells in which two texts stand side by side.
pub const SIDE_BY_SIDE: u16 = 120;

/// The fewest cells of text beside which line numbers are worth their place.
const MIN_TEXT: u16 = 40;

/// How a comparison is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Old on the left, new on the right.
    SideBySide,
    /// Old above new, change by change.
    Unified,
}

impl Form {
    /// Returns the form that so many cells have room for.
    pub const fn of(width: u16) -> Self {
        if width >= SIDE_BY_SIDE {
            Self::SideBySide
        } else {
            Self::Unified
        }
    }

    /// Returns how many rows a comparison has in this form.
    pub fn rows(self, compare: &CompareText) -> usize {
        match self {
            Self::SideBySide => compare.rows().len(),
            Self::Unified => compare.unified().len(),
        }
    }
}

/// Draws a comparison from `scroll` on.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    compare: &CompareText,
    form: Form,
    scroll: Scroll,
    theme: &Theme,
) {
    line::clear(buf, area, theme);
    match form {
        Form::SideBySide => side_by_side(buf, area, compare, scroll, theme),
        Form::Unified => unified(buf, area, compare, scroll, theme),
    }
}

/// Returns the two panes of a comparison side by side; between them stands a line. A
/// caller that has titles for them puts these above.
pub const fn panes(area: Rect) -> (Rect, Rect) {
    let half = area.width.saturating_sub(1) / 2;
    let right = area.width.saturating_sub(half + 1);
    let old = Rect {
        width: half,
        ..area
    };
    let new = Rect {
        x: area.x + (area.width - right),
        width: right,
        ..area
    };
    (old, new)
}

fn side_by_side(
    buf: &mut Buffer,
    area: Rect,
    compare: &CompareText,
    scroll: Scroll,
    theme: &Theme,
) {
    let (old_pane, new_pane) = panes(area);
    let rows = compare.rows().get(scroll.line..).unwrap_or_default();
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let at = |pane: Rect| Rect {
            y,
            height: 1,
            ..pane
        };
        for (pane, side) in [(at(old_pane), Side::Old), (at(new_pane), Side::New)] {
            let cell = Cell::new(compare, row, side, theme, true);
            let numbers = [cell.line];
            match cell.line {
                Some(_) => cell.draw(buf, pane, &numbers, scroll.column, theme),
                None => buf.set_style(pane.intersection(buf.area), theme.absent),
            }
        }
    }
    if area.width == 0 {
        return;
    }
    for y in area.y..area.bottom() {
        let middle = Rect {
            x: old_pane.right(),
            y,
            width: 1,
            height: 1,
        };
        line::put_text(buf, middle, VERTICAL, theme.border);
    }
}

fn unified(buf: &mut Buffer, area: Rect, compare: &CompareText, scroll: Scroll, theme: &Theme) {
    let rows = compare.unified().get(scroll.line..).unwrap_or_default();
    for (y, unified) in (area.y..area.bottom()).zip(rows) {
        let Some(row) = compare.rows().get(unified.row) else {
            continue;
        };
        let cell = Cell::new(compare, row, unified.side, theme, false);
        let numbers = match unified.side {
            Side::Old => [row.old, None],
            Side::New => [None, row.new],
            Side::Both => [row.old, row.new],
        };
        cell.draw(
            buf,
            Rect {
                y,
                height: 1,
                ..area
            },
            &numbers,
            scroll.column,
            theme,
        );
    }
}

/// One line of one side, with its sign and what lies over it.
struct Cell<'a> {
    text: &'a SqlText,
    /// The lines of the longer text, so that both panes have the same gutter.
    most_lines: usize,
    line: Option<usize>,
    marks: &'a [std::ops::Range<usize>],
    sign: &'static str,
    style: ChangeStyle,
}

impl<'a> Cell<'a> {
    /// `beside`: the other side is seen in the same row, so a changed line says so.
    fn new(
        compare: &'a CompareText,
        row: &'a Row,
        side: Side,
        theme: &Theme,
        beside: bool,
    ) -> Self {
        let is_old = side == Side::Old;
        let one_sided = if is_old { theme.removed } else { theme.added };
        let (sign, style) = match row.kind {
            RowKind::Equal => (" ", ChangeStyle::default()),
            RowKind::Replace if beside => {
                let mark = one_sided.mark;
                (
                    theme::CHANGED,
                    ChangeStyle {
                        mark,
                        ..theme.changed
                    },
                )
            }
            _ if is_old => (theme::REMOVED, one_sided),
            _ => (theme::ADDED, one_sided),
        };
        let most_lines = compare.old().len().max(compare.new_text().len());
        let (text, line, marks) = if is_old {
            (compare.old(), row.old, &row.old_marks)
        } else {
            (compare.new_text(), row.new, &row.new_marks)
        };
        Self {
            text,
            most_lines,
            line,
            marks,
            sign,
            style,
        }
    }

    fn draw(
        &self,
        buf: &mut Buffer,
        area: Rect,
        numbers: &[Option<usize>],
        column: usize,
        theme: &Theme,
    ) {
        let Some(index) = self.line else { return };
        let wide = line::number_width(self.most_lines) + 1;
        let gutter: u16 = numbers.iter().map(|_| wide).sum();
        let mut x = area.x;
        buf.set_style(area.intersection(buf.area), self.style.line);
        if area.width >= gutter + 2 + MIN_TEXT {
            for number in numbers {
                let place = Rect {
                    x,
                    width: wide - 1,
                    ..area
                };
                line::number(buf, place, *number, theme.line_number);
                x += wide;
            }
        }
        let sign = Rect {
            x,
            width: area.right().saturating_sub(x).min(2),
            ..area
        };
        line::put_text(buf, sign, self.sign, self.style.sign);
        x += sign.width;
        let shown = Line {
            text: self.text,
            index,
            column,
            over: self.style.line,
            marks: self.marks,
            mark: self.style.mark,
        };
        let place = Rect {
            x,
            width: area.right().saturating_sub(x),
            ..area
        };
        line::draw(buf, place, &shown, theme);
    }
}
