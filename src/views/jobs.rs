//! Jobs and log: what runs, what ran, what was said.

use std::time::Duration;

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    chrome, dialogs,
    text::{fit, pad, pad_left, width},
    theme::{REMOVED, SAME, Theme, WARNING},
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    jobs::{self, Job, Standing, Weight},
    layout::lines,
};

/// The cells of a job's state, and of a time.
const STATE: usize = 9;
const TIME: usize = 8;

/// Draws both panes.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    if areas.0.width > 0 {
        chrome::pane(state, theme, frame, (areas.0, Pane::List), "Jobs");
        all(state, theme, frame);
    }
    if areas.1.width > 0 {
        let inside = chrome::pane(state, theme, frame, (areas.1, Pane::Detail), "Log");
        if let Some(filter) = &state.jobs.filter {
            let sign = format!(
                "/ {} of {} ",
                state.jobs.found().len(),
                state.jobs.log.len()
            );
            let head = Rect {
                height: 1,
                ..inside
            };
            dialogs::field(theme, frame, head, &sign, filter, state.jobs.is_typing);
        }
        log(state, theme, frame);
    }
}

fn all(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    let area = lines(state, Pane::List);
    let jobs = state.jobs.shown().enumerate().skip(state.jobs.cursor.top);
    for (y, (at, job)) in (area.y..area.bottom()).zip(jobs) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let is_selected = at == state.jobs.cursor.at;
        let line = line(state, theme, job, usize::from(area.width), is_selected);
        frame.render_widget(line, row);
    }
    if state.jobs.shown().next().is_none() {
        frame.render_widget(Span::styled("Nothing was asked for yet.", theme.dim), area);
    }
}

/// Returns a job as a row: sign and state, time, what it does, how far it is.
fn line<'a>(state: &State, theme: &Theme, job: &Job, room: usize, is_selected: bool) -> Line<'a> {
    let (sign, word, style) = standing(job, theme);
    let took = job.ended.unwrap_or(state.now).saturating_sub(job.began);
    let head = format!(
        "{sign} {} {}  ",
        pad(word, STATE),
        pad_left(&time(took), TIME)
    );
    let said = said(job);
    let rest = room.saturating_sub(width(&head));
    // What it says last gives way to what it is.
    let title = fit(&job.title, rest).into_owned();
    let left = rest.saturating_sub(width(&title) + 3);
    let said = if said.is_empty() || left < 8 {
        String::new()
    } else {
        format!(" · {}", fit(&said, left))
    };
    let mut line = Line::from(vec![
        Span::styled(head, style),
        Span::styled(title, theme.text),
        Span::styled(said, theme.dim),
    ]);
    if is_selected {
        line = line.patch_style(selection(state, theme, Pane::List));
    }
    line
}

fn standing(job: &Job, theme: &Theme) -> (&'static str, &'static str, Style) {
    match job.standing {
        Standing::Running => ("▶", "runs", theme.info),
        Standing::Stopping => ("■", "stopping", theme.warn),
        Standing::Done => (SAME, "done", theme.ok),
        Standing::Cancelled => (REMOVED, "stopped", theme.dim),
        Standing::Failed(_) => (WARNING, "failed", theme.danger),
    }
}

/// Returns how far a running job is, or why one failed.
fn said(job: &Job) -> String {
    match &job.standing {
        Standing::Failed(report) => report.title().to_owned(),
        Standing::Running | Standing::Stopping if job.step.is_some() => {
            let words = chrome::progress_words(job);
            match &job.step {
                Some(step) if step.total > 0 => {
                    format!("{words} ({} of {})", step.done, step.total)
                }
                _ => words,
            }
        }
        _ => String::new(),
    }
}

/// Returns a time in few signs: `340 ms`, `12.3 s`, `4:05`, `1:02:03`.
pub(super) fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0 => format!("{} ms", time.as_millis()),
        1..60 => format!("{seconds}.{} s", time.subsec_millis() / 100),
        60..3600 => format!("{}:{:02}", seconds / 60, seconds % 60),
        _ => format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ),
    }
}

fn log(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    let area = lines(state, Pane::Detail);
    let found = state.jobs.found();
    let cursor = state.jobs.log_cursor;
    for (y, (at, line)) in (area.y..area.bottom()).zip(found.iter().enumerate().skip(cursor.top)) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(
            said_line(state, theme, line, usize::from(area.width), at == cursor.at),
            row,
        );
    }
    if found.is_empty() {
        frame.render_widget(Span::styled("No line fits.", theme.dim), area);
    }
}

fn said_line<'a>(
    state: &State,
    theme: &Theme,
    line: &jobs::Line,
    room: usize,
    is_selected: bool,
) -> Line<'a> {
    let (sign, style) = match line.weight {
        Weight::Note => (" ", theme.text),
        Weight::Done => (SAME, theme.ok),
        Weight::Warning => (WARNING, theme.warn),
        Weight::Failure => (WARNING, theme.danger),
    };
    let seconds = line.at.as_secs();
    let at = format!("{:>3}:{:02}", seconds / 60, seconds % 60);
    let head = format!("{at} {sign} {}  ", pad(line.weight.word(), 7));
    let rest = room.saturating_sub(width(&head));
    let words = fit(&line.words, rest).into_owned();
    let mut drawn = Line::from(vec![
        Span::styled(format!("{at} "), theme.dim),
        Span::styled(format!("{sign} {}  ", pad(line.weight.word(), 7)), style),
        Span::styled(words, theme.text),
    ]);
    if is_selected {
        drawn = drawn.patch_style(selection(state, theme, Pane::Detail));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short() {
        for (millis, words) in [
            (0, "0 ms"),
            (340, "340 ms"),
            (12_345, "12.3 s"),
            (245_000, "4:05"),
            (3_723_000, "1:02:03"),
        ] {
            assert_eq!(time(Duration::from_millis(millis)), words);
        }
    }
}
