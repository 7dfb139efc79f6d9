//! The details of an object: tabs, comment, a table or SQL, and what the selected line has
//! no room for.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    chrome, dialogs, sql,
    text::{fit, pad, width, wrap},
    theme::Theme,
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    layout::lines,
    object::{Body, Detail, ObjectPane, Tab},
    opened::Opened,
    table::{Column, GAP, Table},
};

/// Draws the pane.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let opened = state.shown_db();
    let title = opened.map_or_else(|| "Object".to_owned(), |it| title(&it.object));
    let inside = chrome::pane(state, theme, frame, (area, Pane::Detail), &title);
    let Some(opened) = opened else { return };
    let pane = &opened.object;
    if let Some(report) = &pane.failure {
        dialogs::report(theme, frame, inside, report);
        return;
    }
    match &pane.shown {
        Some(shown) => detail(state, theme, frame, inside, (pane, shown)),
        None => nothing(theme, frame, inside, opened),
    }
}

fn title(pane: &ObjectPane) -> String {
    match (&pane.wanted, &pane.shown) {
        (Some(wanted), Some(shown)) if *wanted == shown.id => shown.title.clone(),
        (Some(wanted), _) if pane.failure.is_some() => wanted.to_string(),
        (Some(wanted), _) => format!("{wanted} (looking it up)"),
        (None, _) => "Object".to_owned(),
    }
}

/// Says what can be done while no object is shown.
fn nothing(theme: &Theme, frame: &mut Frame<'_>, area: Rect, opened: &Opened) {
    let words = if opened.object.wanted.is_some() {
        ""
    } else {
        "Enter on an object of the tree shows it here; / finds one by its name."
    };
    let rows = wrap(words, usize::from(area.width), "");
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(Span::styled(row, theme.dim), line);
    }
}

fn detail(
    state: &State,
    theme: &Theme,
    frame: &mut Frame<'_>,
    inside: Rect,
    (pane, shown): (&ObjectPane, &Detail),
) {
    let row = |at: u16| Rect {
        y: inside.y + at,
        height: u16::from(at < inside.height),
        ..inside
    };
    tabs(theme, frame, row(0), pane, &shown.tabs);
    if let Some(comment) = &shown.comment {
        let words = fit(comment, usize::from(inside.width)).into_owned();
        frame.render_widget(Span::styled(words, theme.info), row(1));
    }
    let body = lines(state, Pane::Detail);
    match pane.tab().map(|tab| &tab.body) {
        Some(Body::Sql(text)) => {
            let scroll = sql::Scroll {
                line: pane.cursor.top,
                column: pane.left,
            };
            sql::draw(frame.buffer_mut(), body, text, scroll, true, theme);
        }
        Some(Body::Statistics) if pane.statistics.is_none() => {
            frame.render_widget(Span::styled("asking the server", theme.dim), body);
        }
        Some(_) => {
            if let Some(it) = pane.table().filter(|it| !it.rows.is_empty()) {
                table(state, theme, frame, (inside, body), (pane, it));
            } else {
                let words = format!("no {}", pane.tab.to_lowercase());
                frame.render_widget(Span::styled(words, theme.dim), body);
            }
        }
        None => {}
    }
}

/// Draws the tabs. Where they are too many the shown one stays in sight.
fn tabs(theme: &Theme, frame: &mut Frame<'_>, area: Rect, pane: &ObjectPane, tabs: &[Tab]) {
    let shown = pane.tab_at();
    let words: Vec<String> = tabs
        .iter()
        .enumerate()
        .map(|(at, tab)| {
            let count = match &tab.body {
                Body::Table(it) if !it.rows.is_empty() => format!(" {}", it.rows.len()),
                _ => String::new(),
            };
            // Not by colour alone.
            if at == shown {
                format!("[{}{count}]", tab.title)
            } else {
                format!(" {}{count} ", tab.title)
            }
        })
        .collect();
    let room = usize::from(area.width);
    let mut first = 0;
    let needed = |first: usize| -> usize {
        let before = usize::from(first > 0) * 2;
        let rest = words.iter().skip(first).take(shown + 1 - first.min(shown));
        before + rest.map(|it| width(it)).sum::<usize>() + 2
    };
    while first < shown && needed(first) > room {
        first += 1;
    }
    let mut spans = Vec::new();
    let mut left = room;
    if first > 0 {
        spans.push(Span::styled("‹ ", theme.dim));
        left = left.saturating_sub(2);
    }
    for (at, word) in words.iter().enumerate().skip(first) {
        let is_last = at + 1 == words.len();
        if width(word) + usize::from(!is_last) * 2 > left {
            spans.push(Span::styled(" ›", theme.dim));
            break;
        }
        left -= width(word);
        let style = if at == shown { theme.key } else { theme.text };
        spans.push(Span::styled(word.clone(), style));
    }
    frame.render_widget(Line::from(spans), area);
}

fn table(
    state: &State,
    theme: &Theme,
    frame: &mut Frame<'_>,
    (inside, body): (Rect, Rect),
    (pane, table): (&ObjectPane, &Table),
) {
    let room = usize::from(body.width);
    let columns = table.columns(room, pane.left);
    let head = Rect {
        y: body.y.saturating_sub(1),
        height: 1,
        ..body
    };
    let words = in_columns(&table.head, &columns);
    frame.render_widget(Span::styled(words, theme.heading), head);
    let is_more = columns
        .last()
        .is_some_and(|it| it.at + 1 < table.head.len());
    if is_more {
        let end = Rect {
            x: head.right().saturating_sub(1),
            width: 1,
            ..head
        };
        frame.render_widget(Span::styled("›", theme.key), end);
    }
    let rows = table.rows.iter().enumerate().skip(pane.cursor.top);
    for (y, (at, cells)) in (body.y..body.bottom()).zip(rows) {
        let row = Rect {
            y,
            height: 1,
            ..body
        };
        let style = if at == pane.cursor.at {
            selection(state, theme, Pane::Detail)
        } else {
            theme.text
        };
        frame.render_widget(Span::styled(in_columns(cells, &columns), style), row);
    }
    let below = Rect {
        y: body.bottom(),
        height: inside.bottom().saturating_sub(body.bottom()),
        ..body
    };
    if let Some(cells) = table.rows.get(pane.cursor.at).filter(|_| below.height > 0) {
        whole(theme, frame, below, (table, cells, &columns));
    }
}

fn in_columns(cells: &[String], columns: &[Column]) -> String {
    let mut text = String::new();
    for column in columns {
        if !text.is_empty() {
            text.push_str(&" ".repeat(GAP));
        }
        let cell = cells.get(column.at).map_or("", |it| it);
        text.push_str(&pad(cell, column.width));
    }
    text
}

/// Shows whole what the selected line has no room for.
fn whole(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    (table, cells, columns): (&Table, &[String], &[Column]),
) {
    let rule = "─".repeat(usize::from(area.width));
    frame.render_widget(Span::styled(rule, theme.border), Rect { height: 1, ..area });
    let mut rows: Vec<String> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let shown = columns
            .iter()
            .find(|it| it.at == at)
            .map_or(0, |it| it.width);
        if width(cell) <= shown {
            continue;
        }
        let head = table.head.get(at).map_or("", |it| it);
        rows.extend(wrap(
            &format!("{head}: {cell}"),
            usize::from(area.width),
            "  ",
        ));
    }
    let room = usize::from(area.height.saturating_sub(1));
    let is_cut = rows.len() > room;
    for (at, (y, row)) in (area.y + 1..area.bottom()).zip(rows).enumerate() {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        let row = if is_cut && at + 1 == room {
            fit(&format!("{row} …"), usize::from(area.width)).into_owned()
        } else {
            row
        };
        frame.render_widget(Span::styled(row, theme.text), line);
    }
}
