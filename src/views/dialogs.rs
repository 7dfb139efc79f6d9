//! Dialogs: drawn over everything, in the order of the list.

use pgworks_core::{error::Report, sql::display};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::{
    chrome::popup,
    text::{fit, pad, width, wrap},
    theme::Theme,
};
use crate::app::{
    command::{self, Act, offered},
    state::{
        State,
        dialog::{Ask, Choosing, Confirm, Dialog, Text},
        input::Input,
    },
};

/// Draws all dialogs.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    for dialog in &state.dialogs {
        match dialog {
            Dialog::Help(it) => choosing(state, theme, frame, it, "Keys valid here"),
            Dialog::Palette(it) => choosing(state, theme, frame, it, "Commands"),
            Dialog::Ask(it) => ask(theme, frame, it),
            Dialog::Confirm(it) => confirm(theme, frame, it),
            Dialog::Failure(it) => failure(theme, frame, it),
            Dialog::Text(it) => text(theme, frame, it),
        }
    }
}

fn choosing(state: &State, theme: &Theme, frame: &mut Frame<'_>, it: &Choosing, title: &str) {
    let found = it.found(&offered(state.place()));
    let rows = frame.area().height.saturating_sub(4).min(24);
    let title = format!("{title}: {}", state.place().name());
    let inside = popup(theme, frame, (76, rows), &title, theme.border_focus);
    input(theme, frame, inside, "> ", &it.input);
    let list = below(inside, 1);
    let page = usize::from(list.height);
    let top = it.cursor.at.saturating_sub(page.saturating_sub(1));
    for (row, act) in (list.y..list.bottom()).zip(found.iter().skip(top)) {
        let line = Rect {
            y: row,
            height: 1,
            ..list
        };
        let at = top + usize::from(row - list.y);
        choice(state, theme, frame, line, *act, at == it.cursor.at);
    }
    if found.is_empty() && list.height > 0 {
        frame.render_widget(Span::styled("no command fits", theme.dim), list);
    }
}

fn choice(
    state: &State,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    act: Act,
    is_selected: bool,
) {
    let Some(row) = command::of(act) else { return };
    let keys = state.keymap.keys(row.name).join(", ");
    let why = state.refusal(act);
    let words = match why {
        Some(why) => format!("{} ({why})", row.doc),
        None => row.doc.to_owned(),
    };
    let room = usize::from(area.width).saturating_sub(32);
    let style = if is_selected {
        theme.selection
    } else if why.is_some() {
        theme.dim
    } else {
        theme.text
    };
    let sign = if is_selected { ">" } else { " " };
    let line = format!(
        "{sign}{} {} {}",
        pad(&keys, 14),
        pad(row.name, 15),
        pad(&words, room)
    );
    frame.render_widget(Span::styled(line, style), area);
}

fn ask(theme: &Theme, frame: &mut Frame<'_>, it: &Ask) {
    let rows = u16::try_from(it.lines.len()).unwrap_or(4) + 4;
    let inside = popup(theme, frame, (84, rows), &it.title, theme.border_focus);
    let rest = lines(theme, frame, inside, &it.lines);
    input(theme, frame, below(rest, 1), "> ", &it.input);
}

fn confirm(theme: &Theme, frame: &mut Frame<'_>, it: &Confirm) {
    let has_input = !it.wanted.is_empty();
    let width = frame.area().width.saturating_sub(4).min(100);
    let words = wrapped(&it.lines, usize::from(width).saturating_sub(2));
    let all = u16::try_from(words.len()).unwrap_or(u16::MAX);
    let rows = all.saturating_add(2 + u16::from(has_input));
    let inside = popup(theme, frame, (width, rows), &it.title, theme.warn);
    // The last line says what to type: it and the field are seen however long the list is.
    let foot = if has_input { 2 } else { 0 };
    let room = inside.height.saturating_sub(foot);
    let above = Rect {
        height: room,
        ..inside
    };
    if !has_input {
        lines(theme, frame, above, &words);
        return;
    }
    let (asks, told) = words
        .split_last()
        .map_or(("", &words[..0]), |(last, rest)| (last.as_str(), rest));
    let top = it.top.min(told.len().saturating_sub(usize::from(room)));
    let mut shown: Vec<String> = told.iter().skip(top).cloned().collect();
    if shown.len() > usize::from(room)
        && let Some(last) = shown.get_mut(usize::from(room.saturating_sub(1)))
    {
        let more = told.len() - top - usize::from(room) + 1;
        *last = format!("! {more} more lines: down shows them");
    }
    shown.truncate(usize::from(room));
    lines(theme, frame, above, &shown);
    let foot = below(inside, room);
    let asks = fit(asks, usize::from(foot.width)).into_owned();
    frame.render_widget(
        Span::styled(asks, theme.title),
        Rect {
            height: 1.min(foot.height),
            ..foot
        },
    );
    input(theme, frame, below(foot, 1), "> ", &it.input);
}

fn failure(theme: &Theme, frame: &mut Frame<'_>, report: &Report) {
    let width = frame.area().width.saturating_sub(4).min(100);
    let words = report_rows(report, usize::from(width).saturating_sub(2));
    let rows = u16::try_from(words.len()).unwrap_or(20) + 2;
    let inside = popup(theme, frame, (width, rows), "Failed", theme.danger);
    lines(theme, frame, inside, &words);
}

/// Returns a report as lines: what failed, on what, why, what to do next.
fn failure_lines(report: &Report) -> Vec<String> {
    let mut lines = vec![report.title().to_owned()];
    if let Some(object) = report.object() {
        lines.push(format!("on      {object}"));
    }
    if let Some(place) = report.place() {
        lines.push(format!("at      {}:{}", place.file, place.line));
    }
    for cause in report.causes() {
        lines.push(format!("because {cause}"));
    }
    if let Some(server) = report.server_error() {
        lines.push(format!(
            "server  {} (SQLSTATE {})",
            server.message, server.sqlstate
        ));
        for (label, text) in [("detail", &server.detail), ("hint", &server.hint)] {
            if let Some(text) = text {
                lines.push(format!("{label:<7} {text}"));
            }
        }
    }
    if let Some(sql) = report.refused_statement() {
        lines.push(format!("SQL     {sql}"));
    }
    for hint in report.hints() {
        lines.push(format!("try     {hint}"));
    }
    lines
}

/// Returns a report as rows that are not wider than `cells`.
pub(super) fn report_rows(report: &Report, cells: usize) -> Vec<String> {
    wrapped(&failure_lines(report), cells)
}

/// Breaks lines that are too wide, at blanks where there are any.
fn wrapped(lines: &[String], cells: usize) -> Vec<String> {
    let rows = |line: &String| {
        // A statement is one line, its end cut off.
        if line.starts_with("          ") {
            vec![fit(line, cells).into_owned()]
        } else {
            wrap(line, cells, "        ")
        }
    };
    lines.iter().flat_map(rows).collect()
}

/// Draws a report into a pane.
pub(super) fn report(theme: &Theme, frame: &mut Frame<'_>, area: Rect, report: &Report) {
    let rows = report_rows(report, usize::from(area.width));
    lines(theme, frame, area, &rows);
}

fn text(theme: &Theme, frame: &mut Frame<'_>, it: &Text) {
    let cells = usize::from(frame.area().width.saturating_sub(2).min(80)).saturating_sub(2);
    let all: Vec<String> = it
        .lines
        .iter()
        .flat_map(|line| wrap(line, cells, ""))
        .collect();
    let rows = u16::try_from(all.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inside = popup(theme, frame, (80, rows), &it.title, theme.border_focus);
    let shown: Vec<String> = all.into_iter().skip(it.top).collect();
    lines(theme, frame, inside, &shown);
}

/// Draws lines and returns what is left below them.
fn lines(theme: &Theme, frame: &mut Frame<'_>, area: Rect, lines: &[String]) -> Rect {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let style = if line.starts_with('!') {
            theme.danger
        } else {
            theme.text
        };
        let words = fit(line, usize::from(area.width)).into_owned();
        frame.render_widget(Span::styled(words, style), row);
    }
    below(area, u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// Draws a field above a list; the terminal's cursor is in it while it is typed into.
pub(super) fn field(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    sign: &str,
    it: &Input,
    is_typing: bool,
) {
    if is_typing {
        input(theme, frame, area, sign, it);
        return;
    }
    let words = format!("{sign}{}", it.text());
    let words = fit(&words, usize::from(area.width)).into_owned();
    frame.render_widget(Span::styled(words, theme.key), area);
}

/// Draws a field and puts the terminal's cursor into it.
pub(super) fn input(theme: &Theme, frame: &mut Frame<'_>, area: Rect, sign: &str, it: &Input) {
    if area.height == 0 {
        return;
    }
    let room = usize::from(area.width).saturating_sub(width(sign) + 1);
    let text: String = if it.is_secret() {
        "*".repeat(it.text().chars().count())
    } else {
        it.text().to_owned()
    };
    let before: String = text.chars().take(it.cursor()).collect();
    // The cursor stays in sight: what is far to the left of it is left out.
    let mut shown = before.as_str();
    while width(shown) > room {
        shown = shown
            .get(shown.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or_default();
    }
    let after: String = text.chars().skip(it.cursor()).collect();
    let at = width(sign) + width(shown);
    let rest = room.saturating_sub(width(shown));
    let line = Line::from(vec![
        Span::styled(sign.to_owned(), theme.key),
        Span::styled(
            format!("{}{}", display(shown), fit(&after, rest)),
            theme.input,
        ),
    ]);
    let row = Rect { height: 1, ..area };
    frame.render_widget(line, row);
    let x = area.x + u16::try_from(at).unwrap_or(0);
    frame.set_cursor_position(Position::new(x.min(area.right().saturating_sub(1)), area.y));
}
