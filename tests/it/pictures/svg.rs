//! Turns a drawn screen into the bytes of a terminal, and these into an SVG picture.

use std::fmt::Write as _;

use anstyle_svg::Term;
use ratatui::{
    buffer::{Buffer, CellWidth as _},
    style::{Color, Modifier},
};

/// Returns the screen as text with SGR sequences, a newline behind each row.
pub(crate) fn ansi(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        let mut last = String::new();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let sgr = sgr(cell.fg, cell.bg, cell.modifier);
            if sgr != last {
                write!(text, "\x1b[0m{sgr}").expect("a text takes it");
                last = sgr;
            }
            text.push_str(cell.symbol());
            x += cell.symbol().cell_width().max(1);
        }
        text.push_str("\x1b[0m\n");
    }
    text
}

/// Returns the screen as an SVG picture, on the ground of its first cell.
pub(crate) fn svg(buffer: &Buffer) -> String {
    let text = ansi(buffer);
    let picture = Term::new()
        .min_width_px(0)
        .render_svg(text.trim_end_matches('\n'));
    match buffer.content.first().map(|cell| cell.bg) {
        Some(Color::Rgb(r, g, b)) => {
            let ground = format!(".bg {{ fill: #{r:02X}{g:02X}{b:02X} }}");
            picture.replacen(".bg { fill: #000000 }", &ground, 1)
        }
        _ => picture,
    }
}

/// One sequence a property: `anstyle-svg` mixes up two colours of one sequence.
fn sgr(fg: Color, bg: Color, modifier: Modifier) -> String {
    let mut sgr = String::new();
    for (flag, code) in [
        (Modifier::BOLD, "\x1b[1m"),
        (Modifier::DIM, "\x1b[2m"),
        (Modifier::ITALIC, "\x1b[3m"),
        (Modifier::UNDERLINED, "\x1b[4m"),
        (Modifier::REVERSED, "\x1b[7m"),
    ] {
        if modifier.contains(flag) {
            sgr.push_str(code);
        }
    }
    for (color, base) in [(fg, 30), (bg, 40)] {
        sgr.push_str(&code(color, base));
    }
    sgr
}

fn code(color: Color, base: u8) -> String {
    let own = |place: u8| format!("\x1b[{}m", base + place);
    let bright = |place: u8| format!("\x1b[{}m", base + 60 + place);
    match color {
        Color::Reset => String::new(),
        Color::Black => own(0),
        Color::Red => own(1),
        Color::Green => own(2),
        Color::Yellow => own(3),
        Color::Blue => own(4),
        Color::Magenta => own(5),
        Color::Cyan => own(6),
        Color::Gray => own(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(place) => format!("\x1b[{};5;{place}m", base + 8),
        Color::Rgb(r, g, b) => format!("\x1b[{};2;{r};{g};{b}m", base + 8),
    }
}
