//! The colours of the themes that come with pgworks, one table a theme.

use ratatui::style::Color;

use super::shade::Shade::{self, Default, Own, Rgb, Tint};

/// The colours of one sort of change.
#[derive(Clone, Copy)]
pub(super) struct Change {
    /// Of the sign, and of the text where there are no tints.
    pub(super) sign: Shade,
    /// Behind a line.
    pub(super) line: Shade,
    /// Behind what changed in a line.
    pub(super) mark: Shade,
}

/// The colours of a theme, from which every style is made.
#[derive(Clone, Copy)]
pub(super) struct Palette {
    pub(super) text: Shade,
    pub(super) ground: Shade,
    /// `None`: the text's colour, made faint by the terminal.
    pub(super) dim: Option<Shade>,
    pub(super) border: Option<Shade>,
    pub(super) focus: Shade,
    pub(super) title: Shade,
    /// `None`: text and background change places.
    pub(super) selection: Option<Shade>,
    pub(super) input: Option<Shade>,
    pub(super) ok: Shade,
    pub(super) warn: Shade,
    pub(super) danger: Shade,
    pub(super) info: Shade,
    /// Text on `ok`, `warn`, `danger` and `info`.
    pub(super) on_badge: Shade,
    pub(super) added: Change,
    pub(super) removed: Change,
    pub(super) changed: Change,
    /// Whether lines are told by a tint behind them; otherwise their text takes the colour.
    pub(super) has_tints: bool,
}

const fn plain(color: Color) -> Change {
    Change {
        sign: Own(color),
        line: Default,
        mark: Own(color),
    }
}

/// Only the terminal's own sixteen, so that it is right on whatever the user has.
pub(super) const ANSI: Palette = Palette {
    text: Default,
    ground: Default,
    dim: None,
    border: None,
    focus: Own(Color::Cyan),
    title: Default,
    selection: None,
    input: None,
    ok: Own(Color::Green),
    warn: Own(Color::Yellow),
    danger: Own(Color::Red),
    info: Own(Color::Cyan),
    on_badge: Own(Color::Black),
    added: plain(Color::Green),
    removed: plain(Color::Red),
    changed: plain(Color::Yellow),
    has_tints: false,
};

pub(super) const DARK: Palette = Palette {
    text: Rgb(215, 218, 224),
    ground: Rgb(27, 31, 39),
    dim: Some(Rgb(152, 160, 174)),
    border: Some(Rgb(84, 93, 110)),
    focus: Rgb(108, 182, 255),
    title: Rgb(236, 240, 246),
    selection: Some(Tint(43, 68, 108, 24)),
    input: Some(Tint(39, 45, 56, 236)),
    ok: Rgb(126, 231, 135),
    warn: Rgb(240, 200, 90),
    danger: Rgb(255, 123, 114),
    info: Rgb(121, 192, 255),
    on_badge: Rgb(20, 22, 27),
    added: Change {
        sign: Rgb(126, 231, 135),
        line: Tint(24, 50, 34, 22),
        mark: Tint(38, 104, 60, 28),
    },
    removed: Change {
        sign: Rgb(255, 123, 114),
        line: Tint(62, 30, 34, 52),
        mark: Tint(126, 44, 52, 88),
    },
    changed: Change {
        sign: Rgb(240, 200, 90),
        line: Tint(46, 43, 30, 236),
        mark: Tint(107, 90, 30, 94),
    },
    has_tints: true,
};

pub(super) const LIGHT: Palette = Palette {
    text: Rgb(31, 35, 40),
    ground: Rgb(255, 255, 255),
    dim: Some(Rgb(96, 103, 112)),
    border: Some(Rgb(150, 158, 168)),
    focus: Rgb(9, 90, 200),
    title: Rgb(10, 12, 16),
    selection: Some(Tint(180, 214, 255, 153)),
    input: Some(Tint(240, 242, 245, 255)),
    ok: Rgb(26, 127, 55),
    warn: Rgb(140, 90, 0),
    danger: Rgb(190, 28, 40),
    info: Rgb(9, 90, 200),
    on_badge: Rgb(255, 255, 255),
    added: Change {
        sign: Rgb(26, 127, 55),
        line: Tint(222, 250, 229, 194),
        mark: Tint(150, 228, 170, 157),
    },
    removed: Change {
        sign: Rgb(190, 28, 40),
        line: Tint(255, 234, 232, 224),
        mark: Tint(255, 180, 174, 217),
    },
    changed: Change {
        sign: Rgb(140, 90, 0),
        line: Tint(255, 248, 214, 230),
        mark: Tint(242, 218, 110, 221),
    },
    has_tints: true,
};

/// Blue against orange, which every usual kind of colour blindness tells apart.
pub(super) const COLORBLIND: Palette = Palette {
    ok: Rgb(121, 184, 255),
    warn: Rgb(242, 224, 92),
    danger: Rgb(255, 158, 64),
    info: Rgb(200, 204, 214),
    added: Change {
        sign: Rgb(121, 184, 255),
        line: Tint(22, 44, 76, 17),
        mark: Tint(34, 92, 164, 25),
    },
    removed: Change {
        sign: Rgb(255, 158, 64),
        line: Tint(66, 40, 12, 58),
        mark: Tint(146, 84, 14, 130),
    },
    changed: Change {
        sign: Rgb(214, 214, 228),
        line: Tint(46, 46, 58, 237),
        mark: Tint(86, 86, 116, 60),
    },
    ..DARK
};
