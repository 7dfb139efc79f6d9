//! The schema tree: only the rows that are seen are looked at.

use ratatui::{Frame, layout::Rect, text::Span};

use super::{
    chrome, dialogs,
    text::{fit, pad, width},
    theme::Theme,
};
use crate::app::state::{
    Pane, State, detail,
    layout::lines,
    opened::{Opened, Phase},
    tree::{Filter, Node, Row},
};

/// Draws the tree of the current database.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(opened) = state.shown_db() else {
        let inside = chrome::pane(state, theme, frame, (area, Pane::List), "Schema");
        let words = "No database is open. 1 shows the connections.";
        frame.render_widget(Span::styled(words, theme.dim), inside);
        return;
    };
    let title = title(opened);
    let inside = chrome::pane(state, theme, frame, (area, Pane::List), &title);
    match &opened.tree.filter {
        Some(filter) => found(state, opened, filter, theme, frame, inside),
        None => rows(state, opened, theme, frame, inside),
    }
}

/// Returns the title: the database, how far it is, what it holds.
fn title(opened: &Opened) -> String {
    let index = &opened.tree.index;
    // A name made of where it leads stands in the bar already.
    let name = match &opened.server {
        Some(server) if server.describe == opened.name => &server.database,
        _ => &opened.name,
    };
    if index.objects > 0 {
        let plural = if index.objects == 1 { "" } else { "s" };
        let mut title = format!("{name} {} object{plural}", index.objects);
        if index.missing > 0 {
            title.push_str(&format!(", {} only named", index.missing));
        }
        if matches!(opened.phase, Phase::Failed(_)) {
            title.push_str(" (LOST: r reads again)");
        }
        return title;
    }
    match &opened.phase {
        Phase::Connecting => format!("connecting: {name}"),
        Phase::WantsPassword => format!("wants a password (r asks again): {name}"),
        Phase::Failed(_) => format!("failed (r tries again): {name}"),
        Phase::Reading => format!("reading: {name}"),
        Phase::Ready => format!("{name} 0 objects"),
    }
}

fn rows(state: &State, opened: &Opened, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let tree = &opened.tree;
    if tree.rows.is_empty() {
        let words = match &opened.phase {
            Phase::Failed(report) => {
                dialogs::report(theme, frame, area, report);
                return;
            }
            Phase::Ready => "The database is empty: it holds no object of its own.",
            Phase::WantsPassword => "It wants a password: r asks for it again.",
            Phase::Connecting => "connecting",
            Phase::Reading => "reading the catalog",
        };
        let words = fit(words, usize::from(area.width)).into_owned();
        frame.render_widget(Span::styled(words, theme.dim), area);
        return;
    }
    let shown = tree.rows.iter().enumerate().skip(tree.cursor.top);
    for (y, (at, row)) in (area.y..area.bottom()).zip(shown) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        let is_selected = at == tree.cursor.at;
        draw_row(state, opened, (theme, frame, line), row, is_selected);
    }
}

fn draw_row(
    state: &State,
    opened: &Opened,
    (theme, frame, area): (&Theme, &mut Frame<'_>, Rect),
    row: &Row,
    is_selected: bool,
) {
    let sign = match (row.has_children, row.is_open) {
        (false, _) => "  ",
        (true, false) => "▸ ",
        (true, true) => "▾ ",
    };
    let (label, note) = words(opened, row.node);
    let indent = usize::from(row.depth) * 2;
    let room = usize::from(area.width);
    let left = format!("{}{sign}{label}", " ".repeat(indent));
    let text = if note.is_empty() || width(&left) + width(&note) + 2 > room {
        pad(&left, room).into_owned()
    } else {
        let gap = room - width(&note) - 1;
        format!("{}{note} ", pad(&left, gap))
    };
    let style = if is_selected {
        selection(state, theme, Pane::List)
    } else if matches!(row.node, Node::Folder(..) | Node::Members(_)) {
        theme.dim
    } else {
        theme.text
    };
    frame.render_widget(Span::styled(text, style), area);
}

/// Returns the style of the selected line of a pane.
pub(super) fn selection(state: &State, theme: &Theme, pane: Pane) -> ratatui::style::Style {
    if state.pane() == pane {
        theme.selection
    } else {
        theme.selection_elsewhere
    }
}

/// Returns what a row says, and what stands at its right end.
fn words(opened: &Opened, node: Node) -> (String, String) {
    let index = &opened.tree.index;
    let catalog = opened.catalog.as_deref();
    match node {
        Node::Shelf(shelf) => {
            let shelf = index.shelves.get(shelf as usize);
            let count: usize =
                shelf.map_or(0, |it| it.folders.iter().map(|it| it.entries.len()).sum());
            (
                shelf.map_or_else(String::new, |it| it.label.to_string()),
                count.to_string(),
            )
        }
        Node::Folder(shelf, folder) => index.folder(shelf, folder).map_or_else(
            || (String::new(), String::new()),
            |it| (it.label.to_string(), it.entries.len().to_string()),
        ),
        Node::Entry(shelf, folder, at) => index.entry(shelf, folder, at).map_or_else(
            || (String::new(), String::new()),
            |it| {
                let note = it
                    .note
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string);
                (it.label.to_string(), note)
            },
        ),
        Node::Members(at) => {
            let label = catalog.map_or("", |it| it.at(at).id.kind.info().folder);
            (
                label.to_owned(),
                index.children(node, catalog).len().to_string(),
            )
        }
        Node::Member(at) => {
            let object = catalog.map(|it| it.at(at));
            object.map_or_else(
                || (String::new(), String::new()),
                |it| (it.id.name().to_owned(), detail::summary(it)),
            )
        }
    }
}

fn found(
    state: &State,
    opened: &Opened,
    filter: &Filter,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let names = &opened.tree.index.names;
    let head = Rect { height: 1, ..area };
    let sign = format!("/ {} of {} ", filter.found.len(), names.texts.len());
    dialogs::field(theme, frame, head, &sign, &filter.input, filter.is_typing);
    let list = lines(state, Pane::List);
    if filter.found.is_empty() {
        let is_answered = filter.answered.as_deref() == Some(filter.input.text());
        let words = match (is_answered, opened.catalog.is_some()) {
            (false, _) => "",
            (true, true) => "No name fits.",
            (true, false) => "No name fits so far: the catalog is still being read.",
        };
        let words = fit(words, usize::from(list.width)).into_owned();
        frame.render_widget(Span::styled(words, theme.dim), list);
    }
    let shown = filter.found.iter().enumerate().skip(filter.cursor.top);
    for (y, (place, at)) in (list.y..list.bottom()).zip(shown) {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        let name = names.texts.get(*at as usize).map_or("", |it| it);
        let kind = match names.nodes.get(*at as usize) {
            Some(Node::Entry(shelf, folder, _)) => opened
                .tree
                .index
                .folder(*shelf, *folder)
                .map_or("", |it| &it.label),
            _ => "",
        };
        let room = usize::from(list.width);
        let gap = room.saturating_sub(width(kind) + 2);
        let is_selected = place == filter.cursor.at;
        let sign = if is_selected { ">" } else { " " };
        let text = format!("{sign}{}{kind} ", pad(name, gap));
        let style = if is_selected {
            selection(state, theme, Pane::List)
        } else {
            theme.text
        };
        frame.render_widget(Span::styled(text, style), row);
    }
}
