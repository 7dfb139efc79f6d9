//! Moving in lists and texts, and filtering by typing, wherever the focus is.

use crossterm::event::{KeyCode, KeyEvent};

use super::{diff, tree};
use crate::app::{
    command::Act,
    effect::Effect,
    state::{
        Pane, Screen, State,
        cursor::Cursor,
        input::Input,
        layout::{self, areas, page},
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
    let areas = areas(state);
    let (list, detail) = (page(areas.list, 0), page(areas.detail, 0));
    Some(match (state.screen, pane) {
        (Screen::Connections, _) => {
            let len = state.connections.found().len();
            Listed {
                cursor: &mut state.connections.cursor,
                len,
                page: list,
            }
        }
        (Screen::Schema, Pane::List) => tree_list(state, list)?,
        (Screen::Schema, Pane::Detail) => {
            let object = &mut state.shown_db_mut()?.object;
            let len = object.len();
            Listed {
                cursor: &mut object.cursor,
                len,
                page: detail.saturating_sub(2).max(1),
            }
        }
        (Screen::Diff, pane) => changes(state, pane),
        (Screen::Migrate, pane) => match state.wizard.step {
            Step::Review => changes(state, pane),
            Step::Plan => {
                let len = state.wizard.len();
                Listed {
                    cursor: &mut state.wizard.plan_cursor,
                    len,
                    page: list,
                }
            }
            Step::Run => steps(state),
            _ => {
                let len = state.wizard.len();
                Listed {
                    cursor: &mut state.wizard.cursor,
                    len,
                    page: list,
                }
            }
        },
        (Screen::Run, _) => steps(state),
        (Screen::Jobs, Pane::List) => {
            let len = state.jobs.all.len();
            Listed {
                cursor: &mut state.jobs.cursor,
                len,
                page: list,
            }
        }
        (Screen::Jobs, Pane::Detail) => {
            let len = state.jobs.log.len();
            Listed {
                cursor: &mut state.jobs.log_cursor,
                len,
                page: detail,
            }
        }
    })
}

fn tree_list(state: &mut State, list: usize) -> Option<Listed<'_>> {
    let tree = &mut state.shown_db_mut()?.tree;
    Some(match &mut tree.filter {
        Some(filter) => Listed {
            len: filter.found.len(),
            cursor: &mut filter.cursor,
            page: list.saturating_sub(1).max(1),
        },
        None => Listed {
            cursor: &mut tree.cursor,
            len: tree.rows.len(),
            page: list,
        },
    })
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
        (Screen::Schema, Pane::Detail) => state.shown_db().is_some_and(|it| {
            matches!(
                it.object.tab().map(|tab| &tab.body),
                Some(crate::app::state::object::Body::Sql(_))
            )
        }),
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
        Screen::Schema => {
            if let Some(opened) = state.shown_db_mut() {
                opened.object.left = by(opened.object.left);
            }
        }
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

/// Begins to filter the list that has the focus.
pub(super) fn filter(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => {
            state.connections.filter.get_or_insert_with(Input::default);
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
        _ => {}
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
    if state.pane() != Pane::List {
        return false;
    }
    match state.screen {
        Screen::Connections => state.connections.filter.is_some(),
        Screen::Schema => state
            .shown_db()
            .and_then(|it| it.tree.filter.as_ref())
            .is_some_and(|it| it.is_typing),
        Screen::Diff => state.comparison.is_typing,
        Screen::Migrate => state.wizard.step == Step::Review && state.comparison.is_typing,
        _ => false,
    }
}

fn input(state: &mut State) -> Option<&mut Input> {
    match state.screen {
        Screen::Connections => state.connections.filter.as_mut(),
        Screen::Schema => Some(&mut state.shown_db_mut()?.tree.filter.as_mut()?.input),
        Screen::Diff | Screen::Migrate => state.comparison.filter.as_mut(),
        _ => None,
    }
}

/// What follows from another text being typed.
fn refilter(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => state.connections.cursor = Cursor::default(),
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
        Screen::Connections => super::connections::open(state),
        Screen::Schema => tree::open(state),
        _ => {
            state.comparison.is_typing = false;
            Vec::new()
        }
    }
}

/// Removes the filter of the list that has the focus; tells whether there was one.
pub(super) fn leave_filter(state: &mut State) -> bool {
    if state.pane() != Pane::List {
        return false;
    }
    let removed = match state.screen {
        Screen::Connections => state.connections.filter.take().is_some(),
        Screen::Schema => state
            .shown_db_mut()
            .is_some_and(|it| it.tree.filter.take().is_some()),
        Screen::Diff | Screen::Migrate => {
            state.comparison.is_typing = false;
            state.comparison.filter.take().is_some()
        }
        _ => false,
    };
    if removed {
        fit(state);
    }
    removed
}

/// Keeps every cursor of the screen within its list and in sight.
pub(super) fn fit(state: &mut State) {
    let areas = areas(state);
    for (pane, area) in [(Pane::List, areas.list), (Pane::Detail, areas.detail)] {
        // What is not shown fits when it is.
        if area.height == 0 {
            continue;
        }
        if let Some(Listed { cursor, len, page }) = listed(state, pane) {
            cursor.fit(len, page);
        }
    }
}
