//! The colours of the workbench: every style by name, for each theme and depth.
//!
//! Views take styles from here and nowhere else. Colour never says anything alone: the
//! signs below, words and fonts say it too, so that `NO_COLOR` loses nothing.

mod palette;
mod shade;
mod syntax;

use std::str::FromStr;

use pgworks_core::error::Report;
use ratatui::style::{Color, Modifier, Style};

use crate::app::state::sql_text::TokenClass;

use self::{
    palette::{Change, Palette},
    shade::Shade,
};
pub use shade::Depth;

/// What only the new side has.
pub const ADDED: &str = "+";
/// What only the old side has.
pub const REMOVED: &str = "-";
/// What both sides have and is not the same.
pub const CHANGED: &str = "~";
/// What both sides have alike.
pub const SAME: &str = "=";
/// What needs a second look.
pub const WARNING: &str = "!";

/// A theme that comes with pgworks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// The terminal's own sixteen colours, whatever they are.
    #[default]
    Ansi,
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// Blue against orange, on dark.
    Colorblind,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Ansi, Self::Dark, Self::Light, Self::Colorblind];

    /// Returns the name as settings write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ansi => "ansi",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Colorblind => "colorblind",
        }
    }

    const fn palette(self) -> &'static Palette {
        match self {
            Self::Ansi => &palette::ANSI,
            Self::Dark => &palette::DARK,
            Self::Light => &palette::LIGHT,
            Self::Colorblind => &palette::COLORBLIND,
        }
    }

    /// Returns the text of its `.tmTheme` file.
    const fn syntax(self) -> &'static str {
        match self {
            Self::Ansi => include_str!("../../assets/themes/pgworks-ansi.tmTheme"),
            Self::Dark => include_str!("../../assets/themes/pgworks-dark.tmTheme"),
            Self::Light => include_str!("../../assets/themes/pgworks-light.tmTheme"),
            Self::Colorblind => include_str!("../../assets/themes/pgworks-colorblind.tmTheme"),
        }
    }
}

impl FromStr for ThemeName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|name| name.as_str() == text);
        found.ok_or_else(|| "\"ansi\", \"dark\", \"light\" or \"colorblind\"".into())
    }
}

/// How one sort of change is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeStyle {
    /// The sign before the line, and a word that says the same.
    pub sign: Style,
    /// What lies over a whole line.
    pub line: Style,
    /// What lies over the part of the line that differs.
    pub mark: Style,
}

/// The tags of connections, each a style for a word on its own ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Badges {
    /// A developer's database.
    pub dev: Style,
    /// A database for tests.
    pub test: Style,
    /// The last stop before production.
    pub staging: Style,
    /// The one that must not break.
    pub production: Style,
}

/// Every style of the workbench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text, and the ground of the whole screen.
    pub text: Style,
    /// What matters less.
    pub dim: Style,
    /// The title of a pane.
    pub title: Style,
    /// The heading of a column or a group.
    pub heading: Style,
    /// The border of a pane.
    pub border: Style,
    /// The border of the pane that has the keys.
    pub border_focus: Style,
    /// The selected row of the pane that has the keys.
    pub selection: Style,
    /// The selected row of another pane.
    pub selection_elsewhere: Style,
    /// The tags of connections.
    pub badges: Badges,
    /// Something went well.
    pub ok: Style,
    /// Something needs a second look.
    pub warn: Style,
    /// Something is lost, broken, or about to be.
    pub danger: Style,
    /// Something to know.
    pub info: Style,
    /// What only the new side has.
    pub added: ChangeStyle,
    /// What only the old side has.
    pub removed: ChangeStyle,
    /// What both have and is not the same.
    pub changed: ChangeStyle,
    /// Where a side has no line that the other has.
    pub absent: Style,
    /// Numbers of lines.
    pub line_number: Style,
    /// A key in a hint.
    pub key: Style,
    /// What the key does.
    pub key_text: Style,
    /// The field that is typed in.
    pub input: Style,
    /// The place in the field where the next letter goes.
    pub cursor: Style,
    /// Letters that match what was typed.
    pub found: Style,
    /// The part of a progress bar that is done.
    pub progress: Style,
    /// The part that is not.
    pub progress_rest: Style,
    syntax: syntax::Styles,
}

impl Theme {
    /// Returns a theme that comes with pgworks, for a terminal of that depth.
    pub fn new(name: ThemeName, depth: Depth) -> Self {
        let styles = syntax::read(name.syntax()).map(|theme| syntax::styles(&theme, depth));
        // Our own files are read by a test; without one SQL would be plain text.
        Self::with(name, depth, styles.unwrap_or_default())
    }

    /// Returns such a theme with SQL coloured by the text of a user's `.tmTheme` file.
    pub fn with_syntax(name: ThemeName, depth: Depth, text: &str) -> Result<Self, Report> {
        let theme = syntax::read(text)?;
        Ok(Self::with(name, depth, syntax::styles(&theme, depth)))
    }

    /// Returns the style of a piece of SQL, to be laid over [`Self::text`].
    pub fn syntax(&self, class: TokenClass) -> Style {
        // The styles stand in the order of the classes, which is that of the enum.
        self.syntax.get(class as usize).copied().unwrap_or_default()
    }

    fn with(name: ThemeName, depth: Depth, syntax: syntax::Styles) -> Self {
        let paint = Paint {
            palette: name.palette(),
            depth,
        };
        let p = paint.palette;
        let bold = Modifier::BOLD;
        Self {
            text: paint.fg(p.text).patch(paint.bg(p.ground)),
            dim: paint.faint(p.dim),
            title: paint.fg(p.title).add_modifier(bold),
            heading: paint.faint(p.dim).add_modifier(Modifier::UNDERLINED),
            border: paint.faint(p.border),
            border_focus: paint.fg(p.focus).add_modifier(bold),
            selection: paint.ground(p.selection, Modifier::REVERSED),
            selection_elsewhere: Style::new().add_modifier(bold | Modifier::UNDERLINED),
            badges: paint.badges(),
            ok: paint.fg(p.ok),
            warn: paint.fg(p.warn).add_modifier(bold),
            danger: paint.fg(p.danger).add_modifier(bold),
            info: paint.fg(p.info),
            added: paint.change(p.added),
            removed: paint.change(p.removed),
            changed: paint.change(p.changed),
            absent: paint.faint(p.border),
            line_number: paint.faint(p.dim),
            key: paint.fg(p.focus).add_modifier(bold),
            key_text: paint.faint(p.dim),
            input: paint.ground(p.input, Modifier::UNDERLINED),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            found: paint.fg(p.warn).add_modifier(bold | Modifier::UNDERLINED),
            progress: paint.fg(p.focus).add_modifier(bold),
            progress_rest: paint.faint(p.border),
            syntax,
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(ThemeName::default(), Depth::default())
    }
}

/// Makes styles of a palette's colours.
struct Paint {
    palette: &'static Palette,
    depth: Depth,
}

impl Paint {
    fn at(&self, shade: Shade) -> Option<Color> {
        shade.at(self.depth)
    }

    fn fg(&self, shade: Shade) -> Style {
        self.at(shade)
            .map_or_else(Style::new, |color| Style::new().fg(color))
    }

    fn bg(&self, shade: Shade) -> Style {
        self.at(shade)
            .map_or_else(Style::new, |color| Style::new().bg(color))
    }

    /// Returns a colour for what matters less; without one the terminal makes it faint.
    fn faint(&self, shade: Option<Shade>) -> Style {
        let color = shade.and_then(|shade| self.at(shade));
        color.map_or_else(
            || Style::new().add_modifier(Modifier::DIM),
            |color| Style::new().fg(color),
        )
    }

    /// Returns a background; where there are no faint ones the font says it.
    fn ground(&self, shade: Option<Shade>, otherwise: Modifier) -> Style {
        let color = shade
            .filter(|_| self.depth > Depth::Ansi16)
            .and_then(|shade| self.at(shade));
        color.map_or_else(
            || Style::new().add_modifier(otherwise),
            |color| Style::new().bg(color),
        )
    }

    fn change(&self, change: Change) -> ChangeStyle {
        let sign = self.fg(change.sign).add_modifier(Modifier::BOLD);
        if self.depth == Depth::None {
            let mark = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
            return ChangeStyle {
                sign,
                line: Style::new(),
                mark,
            };
        }
        if self.palette.has_tints && self.depth > Depth::Ansi16 {
            let mark = self.bg(change.mark).add_modifier(Modifier::BOLD);
            return ChangeStyle {
                sign,
                line: self.bg(change.line),
                mark,
            };
        }
        let text = self.fg(change.sign);
        ChangeStyle {
            sign,
            line: text,
            mark: text.add_modifier(Modifier::REVERSED),
        }
    }

    fn badges(&self) -> Badges {
        let badge = |shade| {
            let style = Style::new().add_modifier(Modifier::BOLD);
            match (self.at(self.palette.on_badge), self.at(shade)) {
                (Some(text), Some(ground)) => style.fg(text).bg(ground),
                _ => style.add_modifier(Modifier::REVERSED),
            }
        };
        let p = self.palette;
        Badges {
            dev: badge(p.ok),
            test: badge(p.info),
            staging: badge(p.warn),
            production: badge(p.danger),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPTHS: [Depth; 4] = [Depth::None, Depth::Ansi16, Depth::Ansi256, Depth::Truecolor];

    fn all() -> impl Iterator<Item = (ThemeName, Depth, Theme)> {
        let pairs = ThemeName::ALL
            .into_iter()
            .flat_map(|name| DEPTHS.map(|depth| (name, depth)));
        pairs.map(|(name, depth)| (name, depth, Theme::new(name, depth)))
    }

    fn styles(theme: &Theme) -> Vec<Style> {
        let changes = [theme.added, theme.removed, theme.changed];
        let mut styles = vec![
            theme.text,
            theme.dim,
            theme.title,
            theme.border,
            theme.border_focus,
            theme.selection,
            theme.ok,
            theme.warn,
            theme.danger,
            theme.badges.dev,
            theme.badges.production,
            theme.input,
            theme.progress,
        ];
        styles.extend(
            changes
                .iter()
                .flat_map(|change| [change.sign, change.line, change.mark]),
        );
        styles.extend(TokenClass::ALL.map(|class| theme.syntax(class)));
        styles
    }

    #[test]
    fn every_theme_file_is_read_and_colours_key_words() {
        for name in ThemeName::ALL {
            let theme = syntax::read(name.syntax()).expect("a theme of ours reads");
            let styles = syntax::styles(&theme, Depth::Truecolor);
            assert_ne!(
                styles[TokenClass::Keyword as usize],
                Style::new(),
                "{name:?}"
            );
            assert_eq!(name.as_str().parse(), Ok(name));
        }
        assert!("solarized".parse::<ThemeName>().is_err());
    }

    #[test]
    fn classes_stand_in_order() {
        for (index, class) in TokenClass::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, index);
        }
    }

    #[test]
    fn no_colour_means_none() {
        for (name, _, theme) in all().filter(|(_, depth, _)| *depth == Depth::None) {
            for style in styles(&theme) {
                assert_eq!((style.fg, style.bg), (None, None), "{name:?}");
            }
        }
    }

    #[test]
    fn a_depth_is_never_exceeded() {
        for (name, depth, theme) in all() {
            let colors = styles(&theme)
                .into_iter()
                .flat_map(|style| [style.fg, style.bg]);
            for color in colors.flatten() {
                let needs = match color {
                    Color::Rgb(..) => Depth::Truecolor,
                    Color::Indexed(_) => Depth::Ansi256,
                    _ => Depth::Ansi16,
                };
                assert!(needs <= depth, "{name:?} {depth:?}: {color:?}");
                assert!(
                    name != ThemeName::Ansi || needs == Depth::Ansi16,
                    "{color:?}"
                );
            }
        }
    }

    #[test]
    fn what_must_be_seen_differs_from_text() {
        for (name, depth, theme) in all() {
            let text = theme.text;
            let over = |style: Style| text.patch(style);
            for (what, style) in [
                ("selection", theme.selection),
                ("another selection", theme.selection_elsewhere),
                ("focus", theme.border_focus),
                ("danger", theme.danger),
                ("production", theme.badges.production),
                ("added", theme.added.mark),
                ("removed", theme.removed.mark),
                ("input", theme.input),
                ("hidden", theme.syntax(TokenClass::Hidden)),
            ] {
                assert_ne!(over(style), text, "{name:?} {depth:?}: {what}");
            }
            let marks = [theme.added.mark, theme.removed.mark];
            let lines = [theme.added.line, theme.removed.line];
            for (line, mark) in lines.into_iter().zip(marks) {
                assert_ne!(over(line), over(line.patch(mark)), "{name:?} {depth:?}");
            }
        }
    }

    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else {
            panic!("{color:?}")
        };
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for (name, _, theme) in
            all().filter(|(name, depth, _)| *name != ThemeName::Ansi && *depth == Depth::Truecolor)
        {
            let ground = theme.text.bg.expect("it has a ground");
            let text = theme.text.fg.expect("it has a colour");
            for (on, least) in [
                (ground, 4.5),
                (theme.selection.bg.expect("a ground"), 3.0),
                (theme.added.line.bg.expect("a ground"), 3.0),
                (theme.removed.line.bg.expect("a ground"), 3.0),
                (theme.changed.line.bg.expect("a ground"), 3.0),
                (theme.added.mark.bg.expect("a ground"), 2.2),
                (theme.removed.mark.bg.expect("a ground"), 2.2),
            ] {
                for class in TokenClass::ALL {
                    let color = theme.syntax(class).fg.unwrap_or(text);
                    let (one, other) = (luminance(color) + 0.05, luminance(on) + 0.05);
                    let contrast = one.max(other) / one.min(other);
                    assert!(
                        contrast >= least,
                        "{name:?} {class:?} on {on:?}: {contrast:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_users_theme_is_taken_or_refused_with_a_reason() {
        let own = ThemeName::Dark.syntax();
        let theme = Theme::with_syntax(ThemeName::Light, Depth::Truecolor, own).expect("it reads");
        let dark = Theme::new(ThemeName::Dark, Depth::Truecolor);
        assert_eq!(
            theme.syntax(TokenClass::Keyword),
            dark.syntax(TokenClass::Keyword)
        );
        for broken in [
            "",
            "no plist",
            "<plist version=\"1.0\"><dict></dict></plist>",
        ] {
            let report = Theme::with_syntax(ThemeName::Dark, Depth::Truecolor, broken)
                .expect_err("it does not read");
            assert!(!report.hints().is_empty(), "{broken}");
        }
    }
}
