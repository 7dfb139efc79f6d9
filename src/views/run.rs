//! A run: how it stands, its steps, and beside them the statement and who is in the way.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    chrome, sheet,
    text::{fit, pad, pad_left},
    theme::Theme,
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    layout::{self, inside},
    running::{Mark, RunRow, RunStep},
    sheets::{self, took},
};

/// Cells of the word that says how a step stands, and of how long it took.
const STANDS: usize = 18;

/// Draws the panes.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    if areas.0.width > 2 {
        list(state, theme, frame, areas.0);
    }
    if areas.1.width > 2 {
        let title = "statement";
        chrome::pane(state, theme, frame, (areas.1, Pane::Detail), title);
        let text = sheets::run_detail(state);
        let place = (state.running.text.top, state.running.left);
        sheet::draw(theme, frame, inside(areas.1), &text, place);
    }
}

fn list(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let running = &state.running;
    let name = running
        .db
        .and_then(|it| state.db(it))
        .map_or("", |it| &it.name);
    let title = match running.steps.len() {
        0 => format!("run {name}"),
        steps => format!("run {name}: {} of {steps} done", running.done()),
    };
    chrome::pane(state, theme, frame, (area, Pane::List), title.trim_end());
    let parts = layout::steps(state);
    let head = sheets::run_head(state).lines(usize::from(parts.head.width));
    sheet::lines(theme, frame, parts.head, head.iter());
    let seen = running.rows.iter().enumerate().skip(running.cursor.top);
    for (y, (place, row)) in (parts.body.y..parts.body.bottom()).zip(seen) {
        let line = Rect {
            y,
            height: 1,
            ..parts.body
        };
        let is_selected = place == running.cursor.at;
        let drawn = match row {
            RunRow::Head(at) => head_row(state, theme, *at, usize::from(line.width)),
            RunRow::Step(at) => step_row(state, theme, *at, usize::from(line.width)),
        };
        let drawn = if is_selected {
            selected(drawn, selection(state, theme, Pane::List))
        } else {
            drawn
        };
        frame.render_widget(drawn, line);
    }
}

/// Returns a line as the selected one: its own colours would fight with the selection's.
pub(super) fn selected(mut line: Line<'static>, style: Style) -> Line<'static> {
    for span in &mut line.spans {
        span.style = Style::new();
    }
    if let Some(first) = line.spans.first_mut() {
        first.content = ">".into();
    }
    line.style(style)
}

fn head_row(state: &State, theme: &Theme, first: usize, cells: usize) -> Line<'static> {
    let Some(step) = state.running.steps.get(first) else {
        return Line::default();
    };
    let how = if step.in_transaction {
        "one transaction"
    } else {
        "outside of a transaction"
    };
    let steps = state.running.segment(step.segment).count();
    let words = match steps {
        1 => format!("segment {}  {how}", step.segment + 1),
        _ => format!("segment {}  {how}, {steps} statements", step.segment + 1),
    };
    Line::from(vec![
        Span::raw(" "),
        Span::styled(pad(&words, cells.saturating_sub(1)).into_owned(), theme.dim),
    ])
}

fn step_row(state: &State, theme: &Theme, at: usize, cells: usize) -> Line<'static> {
    let Some(step) = state.running.steps.get(at) else {
        return Line::default();
    };
    let style = match step.mark {
        Mark::Waiting => theme.dim,
        Mark::Running => theme.info,
        Mark::Done | Mark::Committed => theme.ok,
        Mark::Failed => theme.danger,
        Mark::Undone => theme.warn,
    };
    let room = cells.saturating_sub(STANDS + 9);
    let sql = one_line(&step.sql, room);
    let stands = format!(
        "{} {}",
        pad(step.mark.word(), 9),
        pad_left(&time(state, step), 8)
    );
    Line::from(vec![
        Span::raw(" "),
        Span::styled(format!("{} ", step.mark.sign()), style),
        Span::styled(
            format!("{} ", pad_left(&(at + 1).to_string(), 4)),
            theme.dim,
        ),
        Span::styled(pad(&sql, room).into_owned(), theme.text),
        Span::raw(" "),
        Span::styled(stands, style),
    ])
}

fn time(state: &State, step: &RunStep) -> String {
    match (step.mark, step.began, step.took) {
        (_, _, Some(time)) => took(time),
        (Mark::Running, Some(began), _) => {
            let seconds = state.now.saturating_sub(began).as_secs();
            if seconds < 60 {
                format!("{seconds} s")
            } else {
                sheets::clock(std::time::Duration::from_secs(seconds))
            }
        }
        _ => String::new(),
    }
}

/// Returns a statement in one line of so many cells.
pub(super) fn one_line(sql: &str, cells: usize) -> String {
    let mut line = String::new();
    for word in sql.split_whitespace() {
        if line.len() > cells.saturating_mul(4) {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    fit(&line, cells).into_owned()
}
