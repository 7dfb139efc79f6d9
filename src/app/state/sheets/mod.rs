//! What the panes of the wizard and of a run say, as [`Sheet`]s: functions of the state.

mod plan;
mod run;
mod step;

use std::time::Duration;

use pgworks_core::error::Report;
use ratatui::layout::Rect;

use super::{
    Pane, Screen, State,
    layout::{areas, inside},
    sheet::{Sheet, Tone},
    wizard::Step,
};

pub use plan::detail as plan_detail;
pub use run::{detail as run_detail, head as run_head};
pub use step::{report, scope, sides, verify};

/// Returns the sheet that a pane shows, and where; nothing if it shows a list.
pub fn shown(state: &State, pane: Pane) -> Option<(Sheet, Rect)> {
    let areas = areas(state);
    let (list, detail) = (inside(areas.list), inside(areas.detail));
    match (state.screen, state.wizard.step, pane) {
        (Screen::Run, _, Pane::Detail) | (Screen::Migrate, Step::Run, Pane::Detail) => {
            Some((run_detail(state), detail))
        }
        (Screen::Migrate, Step::Plan, Pane::Detail) => Some((plan_detail(state), detail)),
        (Screen::Migrate, Step::Verify, _) => Some((verify(state), list)),
        (Screen::Migrate, Step::Report, _) => Some((report(state), list)),
        _ => None,
    }
}

/// Returns a duration as a clock shows it: `0:42`, `1:02:03`.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// Returns a duration in few signs: `35 ms`, `4.2 s`, `1:02`.
pub fn took(time: Duration) -> String {
    match time.as_millis() {
        millis @ 0..1_000 => format!("{millis} ms"),
        millis @ 1_000..60_000 => format!("{}.{} s", millis / 1_000, millis % 1_000 / 100),
        _ => clock(time),
    }
}

/// Returns the first key of a command, as people read it.
pub fn key(state: &State, name: &str) -> String {
    let keys = state.keymap.keys(name);
    keys.into_iter()
        .next()
        .unwrap_or_else(|| format!(":{name}"))
}

/// Returns a count with its word.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns bytes as people read them.
pub fn size(bytes: u64) -> String {
    let mut value = bytes;
    for unit in ["bytes", "kB", "MB", "GB"] {
        if value < 10_000 {
            return format!("{value} {unit}");
        }
        value /= 1024;
    }
    format!("{value} TB")
}

/// Says what failed, on what, why, and what to do next.
fn failure(sheet: &mut Sheet, report: &Report) {
    sheet.say(Tone::Danger, report.title());
    if let Some(object) = report.object() {
        sheet.label(Tone::Plain, "on", object);
    }
    for cause in report.causes() {
        sheet.label(Tone::Plain, "because", cause);
    }
    if let Some(server) = report.server_error() {
        let words = format!("{} (SQLSTATE {})", server.message, server.sqlstate);
        sheet.label(Tone::Plain, "server", &words);
        for (label, text) in [("detail", &server.detail), ("hint", &server.hint)] {
            if let Some(text) = text {
                sheet.label(Tone::Plain, label, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_short() {
        assert_eq!(clock(Duration::from_secs(42)), "0:42");
        assert_eq!(clock(Duration::from_secs(3_723)), "1:02:03");
        assert_eq!(took(Duration::from_millis(35)), "35 ms");
        assert_eq!(took(Duration::from_millis(4_250)), "4.2 s");
        assert_eq!(took(Duration::from_secs(62)), "1:02");
        assert_eq!(size(8_192), "8192 bytes");
        assert_eq!(size(52_428_800), "50 MB");
    }
}
