//! Draws a sheet: sentences in their tones, and SQL below them.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    sql::{self, Scroll},
    theme::Theme,
};
use crate::app::state::sheet::{Sheet, Tone};

/// Returns the style of a tone.
pub(super) fn style(theme: &Theme, tone: Tone) -> Style {
    match tone {
        Tone::Plain => theme.text,
        Tone::Dim => theme.dim,
        Tone::Head => theme.title,
        Tone::Good => theme.ok,
        Tone::Warn => theme.warn,
        Tone::Danger => theme.danger,
    }
}

/// Draws a sheet from a line on; the SQL is scrolled sideways.
pub(super) fn draw(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    sheet: &Sheet,
    (top, left): (usize, usize),
) {
    let lines = sheet.lines(usize::from(area.width));
    let drawn = self::lines(theme, frame, area, lines.iter().skip(top));
    let rest = Rect {
        y: area.y + drawn,
        height: area.height - drawn,
        ..area
    };
    if rest.height > 0 && !sheet.sql.is_empty() {
        let scroll = Scroll {
            line: top.saturating_sub(lines.len()),
            column: left,
        };
        sql::draw(frame.buffer_mut(), rest, &sheet.sql, scroll, false, theme);
    }
}

/// Draws wrapped sentences, as many as there is room for; returns how many rows they took.
pub(super) fn lines<'a>(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    lines: impl Iterator<Item = &'a (Tone, String)>,
) -> u16 {
    let mut drawn = 0;
    for (y, (tone, words)) in (area.y..area.bottom()).zip(lines) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let words = Span::styled(words.as_str(), style(theme, *tone));
        frame.render_widget(Line::from(words), row);
        drawn += 1;
    }
    drawn
}
