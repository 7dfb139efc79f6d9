//! Draws the visible lines of an SQL text.
//!
//! It looks at no line that is not seen, so that a text may be as long as it likes.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::app::state::sql_text::SqlText;

use super::{
    line::{self, Line},
    theme::Theme,
};

pub use super::line::Scroll;

/// The fewest cells of text beside which line numbers are worth their place.
const MIN_TEXT: u16 = 30;

/// Draws `text` from `scroll` on, with the numbers of its lines if they are wanted and
/// there is room.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    text: &SqlText,
    scroll: Scroll,
    numbers: bool,
    theme: &Theme,
) {
    line::clear(buf, area, theme);
    let wide = line::number_width(text.len());
    let gutter = if numbers && area.width >= wide + 1 + MIN_TEXT {
        wide + 1
    } else {
        0
    };
    let lines = scroll.line..text.len();
    for (y, index) in (area.y..area.bottom()).zip(lines) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        if gutter > 0 {
            let place = Rect { width: wide, ..row };
            line::number(buf, place, Some(index), theme.line_number);
        }
        let place = Rect {
            x: row.x + gutter,
            width: row.width - gutter,
            ..row
        };
        let shown = Line {
            text,
            index,
            column: scroll.column,
            over: Style::new(),
            marks: &[],
            mark: Style::new(),
        };
        line::draw(buf, place, &shown, theme);
    }
}
