//! The styles of SQL's token classes, out of a `TextMate` theme.
//!
//! Only the theme is `TextMate`'s; the tokens are squawk's, since no grammar at hand knows
//! PostgreSQL.

use std::{io::Cursor, str::FromStr};

use pgworks_core::error::Report;
use ratatui::style::{Color, Modifier, Style};
use syntect::{
    highlighting::{Color as ThemeColor, FontStyle, Highlighter, Theme, ThemeSet},
    parsing::ScopeStack,
};

use crate::app::state::sql_text::TokenClass;

use super::shade::{Depth, Shade};

/// The style of each class, in the order of [`TokenClass::ALL`].
pub(super) type Styles = [Style; TokenClass::ALL.len()];

/// Returns the scopes of a class as `TextMate`'s grammars name them.
const fn scopes(class: TokenClass) -> &'static str {
    match class {
        TokenClass::Plain => "source.sql",
        TokenClass::Keyword => "source.sql keyword.other.sql",
        TokenClass::Type => "source.sql storage.type.sql",
        TokenClass::Function => "source.sql support.function.sql",
        TokenClass::Identifier => "source.sql variable.other.sql",
        TokenClass::QuotedIdentifier => "source.sql variable.other.quoted.sql",
        TokenClass::String => "source.sql string.quoted.single.sql",
        TokenClass::Number => "source.sql constant.numeric.sql",
        TokenClass::Parameter => "source.sql variable.parameter.sql",
        TokenClass::Operator => "source.sql keyword.operator.sql",
        TokenClass::Punctuation => "source.sql punctuation.separator.sql",
        TokenClass::Comment => "source.sql comment.line.sql",
        TokenClass::DollarTag => "source.sql string.quoted.other.tag.sql",
        TokenClass::DollarBody => "source.sql string.quoted.other.body.sql",
        TokenClass::Hidden => "source.sql invalid.illegal.sql",
    }
}

/// Reads a theme from the text of a `.tmTheme` file.
pub(super) fn read(text: &str) -> Result<Theme, Report> {
    ThemeSet::load_from_reader(&mut Cursor::new(text.as_bytes())).map_err(|error| {
        Report::usage("the theme cannot be read")
            .because(error)
            .hint("a theme is a .tmTheme file: an XML property list with a list of settings")
    })
}

/// Returns the styles of a theme at a depth. With no colours only its fonts are left, and
/// what the class itself calls for.
pub(super) fn styles(theme: &Theme, depth: Depth) -> Styles {
    let highlighter = Highlighter::new(theme);
    TokenClass::ALL.map(|class| {
        if depth == Depth::None {
            return without_colour(class);
        }
        let stack = ScopeStack::from_str(scopes(class)).unwrap_or_default();
        let found = highlighter.style_mod_for_stack(stack.as_slice());
        let mut style = Style::new().add_modifier(modifiers(found.font_style));
        if let Some(color) = found.foreground.and_then(|color| color_at(color, depth)) {
            style = style.fg(color);
        }
        // No place of a terminal's palette is faint in every palette.
        if class == TokenClass::Comment && style.fg == Some(Color::Reset) {
            style = style.add_modifier(Modifier::DIM);
        }
        style
    })
}

fn modifiers(font: Option<FontStyle>) -> Modifier {
    let font = font.unwrap_or_default();
    let mut modifiers = Modifier::empty();
    modifiers.set(Modifier::BOLD, font.contains(FontStyle::BOLD));
    modifiers.set(Modifier::UNDERLINED, font.contains(FontStyle::UNDERLINE));
    modifiers.set(Modifier::ITALIC, font.contains(FontStyle::ITALIC));
    modifiers
}

fn without_colour(class: TokenClass) -> Style {
    match class {
        TokenClass::Keyword => Style::new().add_modifier(Modifier::BOLD),
        TokenClass::Comment => Style::new().add_modifier(Modifier::DIM),
        TokenClass::Hidden => Style::new().add_modifier(Modifier::REVERSED),
        _ => Style::new(),
    }
}

/// Returns a theme's colour; with an alpha of 0 its red is a place in the terminal's own
/// palette, and with 1 it is the terminal's default, as bat writes them.
fn color_at(color: ThemeColor, depth: Depth) -> Option<Color> {
    const OWN: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match color.a {
        0 => OWN
            .get(usize::from(color.r))
            .copied()
            .or(Some(Color::Indexed(color.r))),
        1 => Some(Color::Reset),
        _ => Shade::Rgb(color.r, color.g, color.b).at(depth),
    }
}
