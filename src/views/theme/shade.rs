//! Colours and what is left of them on a terminal that shows fewer.

use ratatui::style::Color;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// None at all: `NO_COLOR`, or a terminal that has none.
    None,
    /// The sixteen of the terminal's own palette.
    #[default]
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// Any.
    Truecolor,
}

impl Depth {
    /// Returns the depth that these variables speak of: `NO_COLOR`, `COLORTERM`, `TERM`.
    ///
    /// `NO_COLOR` counts when it is set and not empty (no-color.org).
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            Self::None
        } else if colorterm.is_some_and(|value| matches!(value, "truecolor" | "24bit"))
            || term.ends_with("-direct")
        {
            Self::Truecolor
        } else if term.contains("256color") {
            Self::Ansi256
        } else {
            Self::Ansi16
        }
    }
}

/// A colour of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    /// Whatever the terminal writes in.
    Default,
    /// One of the terminal's own sixteen.
    Own(Color),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// A faint background, and the place among the 256 that keeps its hue.
    Tint(u8, u8, u8, u8),
}

impl Shade {
    /// Returns the colour as this depth has it; with no colours there is none.
    pub(super) fn at(self, depth: Depth) -> Option<Color> {
        match (self, depth) {
            (_, Depth::None) => None,
            (Self::Default, _) => Some(Color::Reset),
            (Self::Own(color), _) => Some(color),
            (Self::Rgb(r, g, b) | Self::Tint(r, g, b, _), Depth::Truecolor) => {
                Some(Color::Rgb(r, g, b))
            }
            (Self::Tint(_, _, _, index), Depth::Ansi256) => Some(Color::Indexed(index)),
            (Self::Rgb(r, g, b), Depth::Ansi256) => Some(Color::Indexed(nearest_256(r, g, b))),
            (Self::Rgb(r, g, b) | Self::Tint(r, g, b, _), Depth::Ansi16) => {
                Some(nearest_16(r, g, b))
            }
        }
    }
}

/// Returns the nearest of xterm's colour cube and greys; the first sixteen are left to
/// the terminal, which paints them as it likes.
fn nearest_256(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |value: u8| {
        let nearest = (0_u8..6)
            .zip(STEPS)
            .min_by_key(|(_, step)| value.abs_diff(*step));
        nearest.unwrap_or_default()
    };
    let far = |one: (u8, u8, u8)| {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(one.0, r) + square(one.1, g) + square(one.2, b)
    };
    let ((red, red_at), (green, green_at), (blue, blue_at)) = (step(r), step(g), step(b));
    let cube = 16 + 36 * red + 6 * green + blue;
    let grey = (0_u8..24)
        .map(|grey| {
            (
                232 + grey,
                far((8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey)),
            )
        })
        .min_by_key(|(_, far)| *far);
    match grey {
        Some((grey, distance)) if distance < far((red_at, green_at, blue_at)) => grey,
        _ => cube,
    }
}

/// Returns the one of sixteen with the same hue, or a grey of the same brightness: the
/// nearest by distance would be grey for most colours of a soft theme.
fn nearest_16(r: u8, g: u8, b: u8) -> Color {
    let most = r.max(g).max(b);
    let spread = i32::from(most - r.min(g).min(b));
    if spread * 4 <= i32::from(most) || most < 40 {
        return match most {
            0..64 => Color::Black,
            64..160 => Color::DarkGray,
            160..235 => Color::Gray,
            _ => Color::White,
        };
    }
    let (red, green, blue) = (i32::from(r), i32::from(g), i32::from(b));
    let hue = if most == r {
        (60 * (green - blue) / spread).rem_euclid(360)
    } else if most == g {
        120 + 60 * (blue - red) / spread
    } else {
        240 + 60 * (red - green) / spread
    };
    let is_light = most >= 190;
    match (hue, is_light) {
        (20..70, false) => Color::Yellow,
        (20..70, true) => Color::LightYellow,
        (70..165, false) => Color::Green,
        (70..165, true) => Color::LightGreen,
        (165..195, false) => Color::Cyan,
        (165..195, true) => Color::LightCyan,
        (195..262, false) => Color::Blue,
        (195..262, true) => Color::LightBlue,
        (262..335, false) => Color::Magenta,
        (262..335, true) => Color::LightMagenta,
        (_, false) => Color::Red,
        (_, true) => Color::LightRed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_comes_from_what_terminals_say() {
        for (no_color, colorterm, term, depth) in [
            (
                Some("1"),
                Some("truecolor"),
                Some("xterm-256color"),
                Depth::None,
            ),
            (Some(""), Some("truecolor"), Some("xterm"), Depth::Truecolor),
            (None, None, Some("tmux-256color"), Depth::Ansi256),
            (None, Some("24bit"), None, Depth::Truecolor),
            (None, None, Some("xterm-direct"), Depth::Truecolor),
            (None, None, Some("linux"), Depth::Ansi16),
            (None, None, Some("dumb"), Depth::None),
            (None, None, None, Depth::Ansi16),
        ] {
            assert_eq!(Depth::of(no_color, colorterm, term), depth, "{term:?}");
        }
    }

    #[test]
    fn fewer_colours_keep_the_hue() {
        for (shade, indexed, own) in [
            (Shade::Rgb(255, 0, 0), 196, Color::LightRed),
            (Shade::Rgb(207, 34, 46), 160, Color::LightRed),
            (Shade::Rgb(126, 231, 135), 114, Color::LightGreen),
            (Shade::Rgb(9, 105, 218), 26, Color::LightBlue),
            (Shade::Rgb(128, 128, 128), 244, Color::DarkGray),
            (Shade::Rgb(255, 255, 255), 231, Color::White),
            (Shade::Rgb(255, 180, 84), 215, Color::LightYellow),
            (Shade::Tint(22, 48, 31, 22), 22, Color::Green),
        ] {
            assert_eq!(
                shade.at(Depth::Ansi256),
                Some(Color::Indexed(indexed)),
                "{shade:?}"
            );
            assert_eq!(shade.at(Depth::Ansi16), Some(own), "{shade:?}");
            assert_eq!(shade.at(Depth::None), None);
        }
    }
}
