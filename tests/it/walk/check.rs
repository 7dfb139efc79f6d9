//! What must hold on every step of the walk.

use std::fmt::Write as _;

use pgworks::{
    app::state::{
        Pane, Screen, State,
        cursor::Cursor,
        layout::{changes, seen, steps},
        wizard::Step,
    },
    views::text,
};
use pgworks_core::sql::display;
use ratatui::buffer::Buffer;

/// Says what does not hold of the state; nothing if all holds.
pub(crate) fn state(state: &State) -> Result<(), String> {
    let within = |what: &str, cursor: &Cursor, len: usize| {
        let is_within = cursor.at < len.max(1) && cursor.top < len.max(1);
        if is_within {
            Ok(())
        } else {
            Err(format!("{what}: {cursor:?} in {len}"))
        }
    };
    within(
        "connections",
        &state.connections.cursor,
        state.connections.found().len(),
    )?;
    for opened in &state.opened {
        within("tree", &opened.tree.cursor, opened.tree.rows.len())?;
        within("object", &opened.object.cursor, opened.object.len())?;
        if let Some(filter) = &opened.tree.filter {
            within("found", &filter.cursor, filter.found.len())?;
        }
    }
    within(
        "changes",
        &state.comparison.cursor,
        state.comparison.shown().len(),
    )?;
    within("steps", &state.running.cursor, state.running.rows.len())?;
    within("jobs", &state.jobs.cursor, state.jobs.shown().count())?;
    within("log", &state.jobs.log_cursor, state.jobs.found().len())?;
    in_sight(state)
}

/// Says what is selected and not seen, in the list that has the focus.
fn in_sight(state: &State) -> Result<(), String> {
    let cursor = match (state.screen, state.pane()) {
        (Screen::Connections, Pane::List) => state.connections.cursor,
        (Screen::Schema, Pane::List) => match state.shown_db().map(|it| &it.tree) {
            Some(tree) => tree.filter.as_ref().map_or(tree.cursor, |it| it.cursor),
            None => return Ok(()),
        },
        (Screen::Diff, Pane::List) => state.comparison.cursor,
        (Screen::Migrate, Pane::List) => match state.wizard.step {
            Step::Review => state.comparison.cursor,
            Step::Plan => state.wizard.plan_cursor,
            Step::Run => state.running.cursor,
            _ => return Ok(()),
        },
        (Screen::Run, Pane::List) => state.running.cursor,
        (Screen::Jobs, Pane::List) => state.jobs.cursor,
        (Screen::Jobs, Pane::Detail) => state.jobs.log_cursor,
        _ => return Ok(()),
    };
    let is_step = |step| state.screen == Screen::Migrate && state.wizard.step == step;
    let page = if state.screen == Screen::Diff || is_step(Step::Review) {
        usize::from(changes(state).body.height)
    } else if state.screen == Screen::Run || is_step(Step::Run) {
        usize::from(steps(state).body.height)
    } else {
        seen(state, state.pane())
    };
    let page = page.max(1);
    if (cursor.top..cursor.top + page).contains(&cursor.at) {
        return Ok(());
    }
    let place = state.place();
    Err(format!(
        "out of sight in {place:?}: {cursor:?} of {page} rows"
    ))
}

/// Says which cell holds what a terminal would obey, hide or turn around.
pub(crate) fn cells(buffer: &Buffer) -> Result<(), String> {
    for (at, cell) in buffer.content.iter().enumerate() {
        let symbol = cell.symbol();
        if !symbol.is_ascii() && display(symbol) != symbol || symbol.chars().any(char::is_control) {
            return Err(format!("cell {:?} holds {symbol:?}", buffer.pos_of(at)));
        }
    }
    Ok(())
}

/// Says where two screens differ. What lies under the second half of a wide character is
/// not seen.
pub(crate) fn same(one: &Buffer, other: &Buffer) -> Result<(), String> {
    if one.content == other.content {
        return Ok(());
    }
    let mut told = String::new();
    for y in one.area.top()..one.area.bottom() {
        let mut x = one.area.left();
        while x < one.area.right() {
            let (a, b) = (&one[(x, y)], &other[(x, y)]);
            if a != b {
                let _ = writeln!(told, "{x},{y}: {a:?}\n     {b:?}");
            }
            x += u16::try_from(text::width(a.symbol())).unwrap_or(1).max(1);
        }
    }
    if told.is_empty() { Ok(()) } else { Err(told) }
}
