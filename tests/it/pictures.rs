//! The pictures of the README, drawn by the views themselves so that they cannot be old.
//!
//! `PGWORKS_WRITE_DOCS=1 cargo test --test it pictures` writes them anew.

pub(crate) mod svg;

use std::{env, fs, path::Path};

use pgworks::views::{
    compare::{self, Form},
    sql::Scroll,
    theme::{Depth, Theme, ThemeName},
};
use ratatui::{buffer::Buffer, layout::Rect};

use crate::views::shop_compared;

/// Compares a picture with the one in `assets/pictures`, or writes it.
pub(crate) fn hold(name: &str, buffer: &Buffer) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/pictures")
        .join(name);
    let drawn = svg::svg(buffer);
    if env::var_os("PGWORKS_WRITE_DOCS").is_some() {
        fs::write(&path, drawn).expect("the picture is written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/pictures/{name} is not what is drawn: write it anew with PGWORKS_WRITE_DOCS=1"
    );
}

#[test]
fn the_comparison_side_by_side() {
    let area = Rect::new(0, 0, 140, 21);
    let mut buffer = Buffer::empty(area);
    let theme = Theme::new(ThemeName::Dark, Depth::Truecolor);
    compare::draw(
        &mut buffer,
        area,
        &shop_compared(),
        Form::SideBySide,
        Scroll::default(),
        &theme,
    );
    hold("compare.svg", &buffer);
}

#[test]
fn a_picture_has_the_colours_and_no_escape_left() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    let theme = Theme::new(ThemeName::Dark, Depth::Truecolor);
    buffer.set_string(0, 0, "漢<", theme.danger);
    let red = "\x1b[0m\x1b[1m\x1b[38;2;255;123;114m";
    assert_eq!(svg::ansi(&buffer), format!("{red}漢<\x1b[0m \x1b[0m\n"));
    let picture = svg::svg(&buffer);
    assert!(
        picture.contains("#FF7B72") && picture.contains("漢&lt;"),
        "{picture}"
    );
    assert!(!picture.contains('\x1b'));
}
