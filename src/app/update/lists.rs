//! Moving in lists and texts, and filtering by typing, wherever the focus is.

use crossterm::event::{KeyCode, KeyEvent};

use super::{diff, tree};
use crate::app::{
    command::Act,
    effect::Effect,
    state::{
        Message, Pane, Screen, State,
        cursor::Cursor,
        input::Input,
        jobs::Weight,
        layout::{self, lines, seen},
        object::Body,
        sheets,
        wizard::Step,
    },
};

/// What a list is: its cursor, how many lines it has, how many are seen.
struct Listed<'a> {
    cursor: &'a mut Cursor,
    len: usize,
    page: usize,
}

/// Returns what a pane moves in.
fn listed(state: &mut State, pane: Pane) -> Option<Listed<'_>> {
    if let Some((sheet, area)) = sheets::shown(state, pane) {
        let cursor = match state.screen {
            Screen::Migrate if state.wizard.step != Step::Run => &mut state.wizard.text,
            _ => &mut state.running.text,
        };
        return Some(Listed {
            cursor,
            len: sheet.len(usize::from(area.width)),
            page: usize::from(area.height).max(1),
        });
    }
    let page = seen(state, pane);
    let (cursor, len) = match (state.screen, pane) {
        (Screen::Connections, Pane::List) => {
            let len = state.connections.found().len();
            (&mut state.connections.cursor, len)
        }
        (Screen::Connections, Pane::Detail) => return None,
        (Screen::Schema, Pane::List) => {
            let tree = &mut state.shown_db_mut()?.tree;
            match &mut tree.filter {
                Some(filter) => (&mut filter.cursor, filter.found.len()),
                None => (&mut tree.cursor, tree.rows.len()),
            }
        }
        (Screen::Schema, Pane::Detail) => {
            let object = &mut state.shown_db_mut()?.object;
            let len = object.len();
            (&mut object.cursor, len)
        }
        (Screen::Diff, pane) => return Some(changes(state, pane)),
        (Screen::Migrate, pane) => match state.wizard.step {
            Step::Review => return Some(changes(state, pane)),
            Step::Plan => {
                let len = state.wizard.len();
                (&mut state.wizard.plan_cursor, len)
            }
            Step::Run => return Some(steps(state)),
            _ => {
                let len = state.wizard.len();
                (&mut state.wizard.cursor, len)
            }
        },
        (Screen::Run, _) => return Some(steps(state)),
        (Screen::Jobs, Pane::List) => {
            let len = state.jobs.shown().count();
            (&mut state.jobs.cursor, len)
        }
        (Screen::Jobs, Pane::Detail) => {
            let len = state.jobs.found().len();
            (&mut state.jobs.log_cursor, len)
        }
    };
    Some(Listed { cursor, len, page })
}

fn changes(state: &mut State, pane: Pane) -> Listed<'_> {
    let seen = |area: ratatui::layout::Rect| usize::from(area.height).max(1);
    if pane == Pane::Detail {
        return Listed {
            len: diff::text_len(state),
            page: seen(layout::change_texts(state).body),
            cursor: &mut state.comparison.text_cursor,
        };
    }
    Listed {
        len: state.comparison.shown().len(),
        page: seen(layout::changes(state).body),
        cursor: &mut state.comparison.cursor,
    }
}

fn steps(state: &mut State) -> Listed<'_> {
    Listed {
        len: state.running.rows.len(),
        page: usize::from(layout::steps(state).body.height).max(1),
        cursor: &mut state.running.cursor,
    }
}

/// Moves in the list that has the focus.
pub(super) fn go(state: &mut State, act: Act) -> Vec<Effect> {
    // A text is scrolled by its first line, a list by its selected one.
    let is_text = is_text(state);
    let is_run = state.screen == Screen::Run
        || (state.screen == Screen::Migrate && state.wizard.step == Step::Run);
    let pane = state.pane();
    if is_run && pane == Pane::List {
        state.running.follows = act == Act::Last;
    }
    let pane = match state.screen {
        // The right side only tells of the selected line.
        Screen::Connections => Pane::List,
        _ => pane,
    };
    if let Some(Listed { cursor, len, page }) = listed(state, pane) {
        let by = isize::try_from(page).unwrap_or(1);
        if is_text {
            let last = len.saturating_sub(page);
            let top = match act {
                Act::Up => cursor.top.saturating_sub(1),
                Act::Down => cursor.top + 1,
                Act::PageUp => cursor.top.saturating_sub(page),
                Act::PageDown => cursor.top + page,
                Act::First => 0,
                _ => last,
            };
            cursor.top = top.min(last);
            cursor.at = cursor.top;
        } else {
            match act {
                Act::Up => cursor.step(-1, len, page),
                Act::Down => cursor.step(1, len, page),
                Act::PageUp => cursor.step(-by, len, page),
                Act::PageDown => cursor.step(by, len, page),
                Act::First => cursor.go(0, len, page),
                _ => cursor.go(len.saturating_sub(1), len, page),
            }
        }
    }
    moved(state)
}

/// Tells whether the focus is on a text rather than on a list.
fn is_text(state: &State) -> bool {
    if sheets::shown(state, state.pane()).is_some() {
        return true;
    }
    match (state.screen, state.pane()) {
        (Screen::Diff, Pane::Detail) => true,
        (Screen::Migrate, Pane::Detail) => state.wizard.step == Step::Review,
        (Screen::Schema, Pane::Detail) => state
            .shown_db()
            .is_some_and(|it| matches!(it.object.tab().map(|tab| &tab.body), Some(Body::Sql(_)))),
        _ => false,
    }
}

/// What follows from another line being selected.
fn moved(state: &mut State) -> Vec<Effect> {
    let is_review = state.screen == Screen::Migrate && state.wizard.step == Step::Review;
    if (state.screen == Screen::Diff || is_review) && state.pane() == Pane::List {
        return diff::texts(state);
    }
    if state.pane() == Pane::List {
        // The text beside the list is another one.
        match state.screen {
            Screen::Migrate if state.wizard.step == Step::Plan => {
                state.wizard.text = Cursor::default();
            }
            Screen::Migrate | Screen::Run => state.running.text = Cursor::default(),
            _ => {}
        }
    }
    Vec::new()
}

/// Scrolls a text sideways.
pub(super) fn scroll(state: &mut State, act: Act) -> Vec<Effect> {
    let by = |left: usize| match act {
        Act::ScrollLeft => left.saturating_sub(8),
        _ => (left + 8).min(10_000),
    };
    match state.screen {
        Screen::Schema => scroll_object(state, act),
        Screen::Diff => state.comparison.left = by(state.comparison.left),
        Screen::Migrate => match state.wizard.step {
            Step::Review => state.comparison.left = by(state.comparison.left),
            Step::Run => state.running.left = by(state.running.left),
            _ => state.wizard.left = by(state.wizard.left),
        },
        Screen::Run => state.running.left = by(state.running.left),
        Screen::Connections | Screen::Jobs => {}
    }
    Vec::new()
}

/// Scrolls a text by cells, a table by columns, neither beyond its end.
fn scroll_object(state: &mut State, act: Act) {
    let room = usize::from(lines(state, Pane::Detail).width);
    let Some(opened) = state.shown_db_mut() else {
        return;
    };
    let object = &mut opened.object;
    let (by, last) = match (object.table(), object.tab().map(|it| &it.body)) {
        (Some(table), _) => (1, table.last_left(room)),
        (None, Some(Body::Sql(text))) => (8, text.width().saturating_sub(8)),
        _ => return,
    };
    let left = match act {
        Act::ScrollLeft => object.left.saturating_sub(by),
        _ => object.left + by,
    };
    let left = left.min(last);
    if left == object.left {
        state.message = Some(Message {
            weight: Weight::Warning,
            words: "there is nothing more on this side".to_owned(),
        });
    } else {
        object.left = left;
    }
}

/// Begins to filter the list that has the focus.
pub(super) fn filter(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => {
            state.focus(Pane::List);
            state.connections.filter.get_or_insert_with(Input::default);
            state.connections.is_typing = true;
            state.connections.cursor = Cursor::default();
        }
        Screen::Schema => {
            state.focus(Pane::List);
            return tree::filter(state);
        }
        Screen::Migrate if state.wizard.step != Step::Review => {}
        Screen::Diff | Screen::Migrate => {
            state.focus(Pane::List);
            state.comparison.filter.get_or_insert_with(Input::default);
            state.comparison.is_typing = true;
        }
        Screen::Jobs => {
            state.focus(Pane::Detail);
            state.jobs.filter.get_or_insert_with(Input::default);
            state.jobs.is_typing = true;
        }
        Screen::Run => {}
    }
    Vec::new()
}

/// The keys that move in a filtered list while its filter is being typed.
fn moves(key: KeyEvent) -> Option<Act> {
    Some(match key.code {
        KeyCode::Up => Act::Up,
        KeyCode::Down => Act::Down,
        KeyCode::PageUp => Act::PageUp,
        KeyCode::PageDown => Act::PageDown,
        _ => return None,
    })
}

/// Gives a key to the filter that is being typed; nothing if there is none.
pub(super) fn typed(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    if !is_typing(state) {
        return None;
    }
    if let Some(act) = moves(key) {
        return Some(go(state, act));
    }
    match key.code {
        KeyCode::Esc => {
            leave_filter(state);
            Some(Vec::new())
        }
        KeyCode::Tab | KeyCode::BackTab | KeyCode::F(_) => None,
        KeyCode::Enter => Some(entered(state)),
        _ => {
            let input = input(state)?;
            let changed = input.key(key);
            Some(if changed { refilter(state) } else { Vec::new() })
        }
    }
}

/// Gives pasted text to the filter that is being typed.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if !is_typing(state) {
        return Vec::new();
    }
    match input(state) {
        Some(input) => {
            input.paste(text);
            refilter(state)
        }
        None => Vec::new(),
    }
}

/// Tells whether keys go to a filter.
fn is_typing(state: &State) -> bool {
    let filtered = match state.screen {
        Screen::Jobs => Pane::Detail,
        _ => Pane::List,
    };
    if state.pane() != filtered {
        return false;
    }
    match state.screen {
        Screen::Connections => state.connections.is_typing,
        Screen::Jobs => state.jobs.is_typing,
        Screen::Schema => state
            .shown_db()
            .and_then(|it| it.tree.filter.as_ref())
            .is_some_and(|it| it.is_typing),
        Screen::Diff => state.comparison.is_typing,
        Screen::Migrate => state.wizard.step == Step::Review && state.comparison.is_typing,
        Screen::Run => false,
    }
}

fn input(state: &mut State) -> Option<&mut Input> {
    match state.screen {
        Screen::Connections => state.connections.filter.as_mut(),
        Screen::Schema => Some(&mut state.shown_db_mut()?.tree.filter.as_mut()?.input),
        Screen::Diff | Screen::Migrate => state.comparison.filter.as_mut(),
        Screen::Jobs => state.jobs.filter.as_mut(),
        Screen::Run => None,
    }
}

/// What follows from another text being typed.
fn refilter(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => state.connections.cursor = Cursor::default(),
        Screen::Jobs => state.jobs.log_cursor.at = state.jobs.found().len().saturating_sub(1),
        Screen::Schema => return tree::search(state),
        _ => {
            state.comparison.cursor = Cursor::default();
            return diff::texts(state);
        }
    }
    Vec::new()
}

/// Enter in a filter: opens what is selected, or keeps the filter and leaves typing.
fn entered(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => {
            // What is found stays listed until q or Esc.
            state.connections.is_typing = false;
            Vec::new()
        }
        Screen::Jobs => {
            state.jobs.is_typing = false;
            Vec::new()
        }
        Screen::Schema => tree::open(state),
        _ => {
            state.comparison.is_typing = false;
            Vec::new()
        }
    }
}

/// Removes the filter of the list that has the focus; tells whether there was one.
pub(super) fn leave_filter(state: &mut State) -> bool {
    if (state.pane() == Pane::Detail) != (state.screen == Screen::Jobs) {
        return false;
    }
    let removed = match state.screen {
        Screen::Connections => {
            state.connections.is_typing = false;
            state.connections.filter.take().is_some()
        }
        Screen::Jobs => {
            state.jobs.is_typing = false;
            state.jobs.filter.take().is_some()
        }
        Screen::Schema => state
            .shown_db_mut()
            .is_some_and(|it| it.tree.filter.take().is_some()),
        Screen::Diff | Screen::Migrate => {
            state.comparison.is_typing = false;
            state.comparison.filter.take().is_some()
        }
        Screen::Run => false,
    };
    if removed {
        fit(state);
    }
    removed
}

/// Keeps every cursor of the screen within its list and in sight.
pub(super) fn fit(state: &mut State) {
    for pane in [Pane::List, Pane::Detail] {
        if let Some(Listed { cursor, len, page }) = listed(state, pane) {
            cursor.fit(len, page);
        }
    }
}
