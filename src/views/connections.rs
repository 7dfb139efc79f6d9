//! The connections: profiles and what was opened, and what is known of the selected one.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    chrome, dialogs,
    text::{fit, pad, width, wrap},
    theme::{SAME, Theme, WARNING},
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    connections::{Connection, Connections},
    layout::lines,
    opened::{Opened, Phase},
};

/// The cells of a state, a badge and the read-only mark.
const STATE: usize = 10;
const BADGE: usize = 8;
const READ_ONLY: usize = 4;

/// What stands before the second row of a line of [`HOW`].
const INDENT: &str = "  ";

/// How to open a database, for whoever has none yet.
const HOW: [&str; 8] = [
    "No connection yet. Enter or n opens one:",
    "",
    "postgresql://user@host/shop    a URL",
    "host=db1 dbname=shop           keywords as of libpq",
    "(nothing)                      what the PG* variables say",
    "schema.sql, folder, shop.pgw   a text or a snapshot",
    "",
    "Profiles of connections.toml are listed here. Passwords come from ~/.pgpass, or are asked for.",
];

/// Draws both panes.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    if areas.0.width > 0 {
        let inside = chrome::pane(state, theme, frame, (areas.0, Pane::List), "Connections");
        list(state, theme, frame, inside);
    }
    if areas.1.width > 0 {
        let title = state.connections.selected().map_or_else(
            || "Connection".to_owned(),
            |line| name(state, line).to_owned(),
        );
        let inside = chrome::pane(state, theme, frame, (areas.1, Pane::Detail), &title);
        detail(state, theme, frame, inside);
    }
}

fn list(state: &State, theme: &Theme, frame: &mut Frame<'_>, inside: Rect) {
    let connections = &state.connections;
    if connections.lines.is_empty() {
        let room = usize::from(inside.width);
        let how = HOW.iter().flat_map(|it| wrap(it, room, INDENT));
        rows(frame, inside, how.map(|it| (it, theme.text)));
        return;
    }
    let found = connections.found();
    if let Some(filter) = &connections.filter {
        let sign = format!("/ {} of {} ", found.len(), connections.lines.len());
        let head = Rect {
            height: 1,
            ..inside
        };
        dialogs::field(theme, frame, head, &sign, filter, connections.is_typing);
    }
    let area = lines(state, Pane::List);
    let widest = widest(state, usize::from(area.width));
    let head = Rect {
        y: area.y.saturating_sub(1),
        height: 1,
        ..area
    };
    let words = format!(
        "{}{}{}{}database",
        pad("state", STATE),
        pad("name", widest + 2),
        pad("tag", BADGE),
        pad("", READ_ONLY)
    );
    let words = pad(&words, usize::from(area.width)).into_owned();
    frame.render_widget(Span::styled(words, theme.heading), head);
    let shown = found.iter().enumerate().skip(connections.cursor.top);
    for (y, (place, at)) in (area.y..area.bottom()).zip(shown) {
        let Some(line) = connections.lines.get(*at) else {
            continue;
        };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let is_selected = place == connections.cursor.at;
        let drawn = drawn(
            state,
            theme,
            line,
            (usize::from(area.width), widest),
            is_selected,
        );
        frame.render_widget(drawn, row);
    }
    if found.is_empty() {
        frame.render_widget(Span::styled("No connection fits.", theme.dim), area);
    }
}

/// Returns the cells for names: the longest, but not more than a third of the row.
fn widest(state: &State, room: usize) -> usize {
    let lines = state.connections.lines.iter();
    let widest = lines.map(|it| width(name(state, it))).max().unwrap_or(0);
    widest.clamp(4, (room / 3).max(4))
}

fn name<'a>(state: &'a State, line: &'a Connection) -> &'a str {
    let opened = db(state, line).filter(|_| !line.is_profile);
    match opened.map(|it| (&it.server, &it.name)) {
        // What was typed is long, and says where it leads a second time.
        Some((Some(server), name)) if *name == server.describe => &server.database,
        Some((_, name)) if line.word.is_empty() => name,
        _ => &line.word,
    }
}

fn db<'a>(state: &'a State, line: &Connection) -> Option<&'a Opened> {
    state.db(line.db?)
}

fn drawn<'a>(
    state: &State,
    theme: &Theme,
    line: &Connection,
    (room, widest): (usize, usize),
    is_selected: bool,
) -> Line<'a> {
    let opened = db(state, line);
    let (sign, word, style) = phase(opened, theme);
    let tag = opened.map_or(&line.tag, |it| &it.tag);
    let badge = tag.badge().unwrap_or_default();
    let badge_style = if badge.is_empty() {
        theme.text
    } else {
        chrome::badge_style(tag, theme)
    };
    let server = opened.and_then(|it| it.server.as_ref());
    let is_read_only = server.map_or(line.is_read_only, |it| it.is_read_only);
    let describe = server.map_or(&line.describe, |it| &it.describe);
    let left = room.saturating_sub(STATE + widest + 2 + BADGE + READ_ONLY);
    let badge = fit(&badge, BADGE - 1).into_owned();
    let blanks = " ".repeat(BADGE.saturating_sub(width(&badge)));
    let mut drawn = Line::from(vec![
        Span::styled(pad(&format!("{sign} {word}"), STATE).into_owned(), style),
        Span::styled(pad(name(state, line), widest + 2).into_owned(), theme.text),
        Span::styled(badge, badge_style),
        Span::styled(blanks, theme.text),
        Span::styled(
            pad(if is_read_only { "RO" } else { "" }, READ_ONLY).into_owned(),
            theme.warn,
        ),
        Span::styled(pad(describe, left).into_owned(), theme.dim),
    ]);
    if is_selected {
        drawn = drawn.patch_style(selection(state, theme, Pane::List));
    }
    drawn
}

fn phase(opened: Option<&Opened>, theme: &Theme) -> (&'static str, &'static str, Style) {
    match opened.map(|it| &it.phase) {
        None => (" ", "", theme.dim),
        Some(Phase::Connecting) => ("▶", "connects", theme.info),
        Some(Phase::WantsPassword) => (WARNING, "password", theme.warn),
        Some(Phase::Reading) => ("▶", "reads", theme.info),
        Some(Phase::Ready) => (SAME, "open", theme.ok),
        Some(Phase::Failed(_)) => (WARNING, "failed", theme.danger),
    }
}

fn detail(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let connections = &state.connections;
    let room = usize::from(area.width);
    let mut text: Vec<(String, Style)> = Vec::new();
    if let Some(line) = connections.selected() {
        known(&mut text, theme, state, (line, room));
        tested(&mut text, theme, connections, (line, room));
    }
    if let Some(report) = &connections.failure {
        text.push((String::new(), theme.text));
        text.push(("The profiles could not be read".into(), theme.danger));
        let words = dialogs::report_rows(report, room);
        text.extend(words.into_iter().map(|it| (it, theme.text)));
    }
    rows(frame, area, text.into_iter());
}

/// Says what is known of a connection: where it leads, and of the open database.
fn known(
    text: &mut Vec<(String, Style)>,
    theme: &Theme,
    state: &State,
    (line, room): (&Connection, usize),
) {
    let mut pair = |label: &str, value: &str| {
        let pair = format!("{} {value}", pad(label, 12));
        text.extend(
            wrap(&pair, room, "             ")
                .into_iter()
                .map(|it| (it, theme.text)),
        );
    };
    let opened = db(state, line);
    let origin = match (line.is_profile, line.word.is_empty()) {
        (true, _) => "a profile",
        (false, true) => "opened in this session, not by a name",
        (false, false) => "typed in this session",
    };
    pair("connection", origin);
    let Some(opened) = opened else {
        if !line.describe.is_empty() {
            pair("leads to", &line.describe);
        }
        pair("state", "not open (enter opens it, t tests it)");
        return;
    };
    if let Some(server) = &opened.server {
        pair("leads to", &server.describe);
        for (label, value) in [
            ("database", &server.database),
            ("role", &server.role),
            ("PostgreSQL", &server.version),
            ("protection", &server.protection),
        ] {
            if !value.is_empty() {
                pair(label, value);
            }
        }
        if server.is_read_only {
            pair("writing", "refused: it is read-only");
        }
        if server.is_in_recovery {
            pair("standby", "yes");
        }
    }
    let index = &opened.tree.index;
    if index.objects > 0 {
        pair("objects", &index.objects.to_string());
    }
    if index.missing > 0 {
        pair(
            "only named",
            &format!(
                "{} that pgworks does not model or may not read",
                index.missing
            ),
        );
    }
    match &opened.phase {
        Phase::Failed(report) => {
            text.push((String::new(), theme.text));
            let words = dialogs::report_rows(report, room);
            text.extend(words.into_iter().map(|it| (it, theme.danger)));
            text.push(("enter tries again".into(), theme.dim));
        }
        Phase::WantsPassword => pair("state", "it wants a password (enter asks again)"),
        Phase::Connecting => pair("state", "connecting"),
        Phase::Reading => pair("state", "reading the catalog"),
        Phase::Ready => {}
    }
}

/// Says what the last test of this connection found.
fn tested(
    text: &mut Vec<(String, Style)>,
    theme: &Theme,
    connections: &Connections,
    (line, room): (&Connection, usize),
) {
    let Some(tested) = connections
        .tested
        .as_ref()
        .filter(|it| it.word == line.word)
    else {
        return;
    };
    text.push((String::new(), theme.text));
    match &tested.outcome {
        None => text.push(("Test: connecting".into(), theme.info)),
        Some(Ok(pairs)) => {
            text.push((format!("{SAME} Test passed"), theme.ok));
            for (label, value) in pairs {
                let pair = format!("{} {value}", pad(label, 12));
                let rows = wrap(&pair, room, "             ");
                text.extend(rows.into_iter().map(|it| (it, theme.text)));
            }
        }
        Some(Err(report)) => {
            text.push((format!("{WARNING} Test failed"), theme.danger));
            let words = dialogs::report_rows(report, room);
            text.extend(words.into_iter().map(|it| (it, theme.text)));
        }
    }
}

fn rows(frame: &mut Frame<'_>, area: Rect, text: impl Iterator<Item = (String, Style)>) {
    for (y, (words, style)) in (area.y..area.bottom()).zip(text) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let words = fit(&words, usize::from(area.width)).into_owned();
        frame.render_widget(Span::styled(words, style), row);
    }
}
