//! Keys for the dialog on top, and leaving.

use crossterm::event::{KeyCode, KeyEvent};

use super::{diff, lists, open, palette, renames, run, wizard};
use crate::app::{
    command::Act,
    effect::Effect,
    state::{
        Pane, Screen, State,
        dialog::{Ask, Confirm, Dialog, Purpose, Then},
        input::Input,
        jobs::{Standing, Weight},
    },
};

/// Takes a key for the dialog on top.
pub(super) fn press(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    match state.dialogs.last_mut() {
        Some(Dialog::Help(_) | Dialog::Palette(_)) => palette::press(state, key),
        Some(Dialog::Ask(_)) => answer(state, key),
        Some(Dialog::Confirm(_)) => confirm(state, key),
        Some(Dialog::Text(text)) => {
            let page = usize::from(state.size.1 / 2);
            match key.code {
                KeyCode::Down | KeyCode::Char('j') => text.top += 1,
                KeyCode::Up | KeyCode::Char('k') => text.top = text.top.saturating_sub(1),
                KeyCode::PageDown => text.top += page,
                KeyCode::PageUp => text.top = text.top.saturating_sub(page),
                _ => {
                    state.dialogs.pop();
                    return Vec::new();
                }
            }
            text.top = text.top.min(text.lines.len().saturating_sub(1));
            Vec::new()
        }
        Some(Dialog::Failure(_)) => {
            // A key already on its way must not close what nobody has read.
            if matches!(key.code, KeyCode::Enter | KeyCode::Esc) {
                state.dialogs.pop();
            }
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Asks for a line.
pub(super) fn ask(state: &mut State, title: &str, lines: &[&str], input: Input, purpose: Purpose) {
    state.dialogs.push(Dialog::Ask(Ask {
        title: title.to_owned(),
        lines: lines.iter().map(|it| (*it).to_owned()).collect(),
        input,
        purpose,
    }));
}

fn answer(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Esc => {
            if let Some(Dialog::Ask(ask)) = state.dialogs.pop()
                && let Purpose::Password(_) = ask.purpose
            {
                state.say(Weight::Warning, "no password was given");
            }
            Vec::new()
        }
        KeyCode::Enter => {
            let Some(Dialog::Ask(ask)) = state.dialogs.pop() else {
                return Vec::new();
            };
            answered(state, &ask)
        }
        _ => {
            if let Some(input) = state.dialogs.last_mut().and_then(Dialog::input) {
                input.key(key);
            }
            Vec::new()
        }
    }
}

fn answered(state: &mut State, ask: &Ask) -> Vec<Effect> {
    let text = ask.input.text();
    match &ask.purpose {
        Purpose::Password(db) => open::with_password(state, *db, text),
        Purpose::Connect => open::open(state, text.trim()),
        Purpose::CompareWith(db) if !text.trim().is_empty() => {
            diff::compare_with(state, *db, text.trim())
        }
        Purpose::OldSide | Purpose::NewSide if !text.trim().is_empty() => {
            wizard::side(state, &ask.purpose, text.trim());
            Vec::new()
        }
        Purpose::Schemas | Purpose::Rename => {
            wizard::scope(state, &ask.purpose, text.trim());
            Vec::new()
        }
        Purpose::Folder if !text.trim().is_empty() => wizard::save(state, text.trim()),
        _ => Vec::new(),
    }
}

fn confirm(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Confirm(dialog)) = state.dialogs.last_mut() else {
        return Vec::new();
    };
    if let Then::Rename(rename) = &dialog.then {
        let rename = rename.clone();
        state.dialogs.pop();
        return renames::answer(state, &rename, key.code);
    }
    let says_yes = if dialog.wanted.is_empty() {
        if !matches!(key.code, KeyCode::Char('y' | 'Y')) {
            state.dialogs.pop();
            return Vec::new();
        }
        true
    } else {
        match key.code {
            KeyCode::Esc => {
                state.dialogs.pop();
                state.say(Weight::Note, "not confirmed: nothing was changed");
                return Vec::new();
            }
            KeyCode::Up | KeyCode::PageUp => {
                dialog.top = dialog.top.saturating_sub(1);
                return Vec::new();
            }
            KeyCode::Down | KeyCode::PageDown => {
                let last = dialog.lines.len().saturating_sub(1);
                dialog.top = (dialog.top + 1).min(last);
                return Vec::new();
            }
            KeyCode::Enter if dialog.input.text().trim() == dialog.wanted => true,
            KeyCode::Enter => {
                let wanted = dialog.wanted.clone();
                state.say(
                    Weight::Warning,
                    &format!("type {wanted} to confirm, or Esc"),
                );
                return Vec::new();
            }
            _ => {
                dialog.input.key(key);
                return Vec::new();
            }
        }
    };
    if !says_yes {
        return Vec::new();
    }
    let Some(Dialog::Confirm(dialog)) = state.dialogs.pop() else {
        return Vec::new();
    };
    match dialog.then {
        Then::Quit => vec![Effect::Quit],
        Then::Apply | Then::Resume | Then::RollBack => run::begin(state, &dialog.then),
        // It was answered above, by its own keys.
        Then::Rename(_) => Vec::new(),
    }
}

/// Goes back one level, cancels what runs, or leaves.
pub(super) fn leave(state: &mut State, act: Act) -> Vec<Effect> {
    if act == Act::Cancel {
        return cancel(state);
    }
    if act == Act::Back {
        if lists::leave_filter(state) {
            return Vec::new();
        }
        if state.is_zoomed {
            state.is_zoomed = false;
            lists::fit(state);
            return Vec::new();
        }
        if state.pane() == Pane::Detail {
            state.focus(Pane::List);
            return Vec::new();
        }
        if state.screen != Screen::Connections {
            let to = match state.screen {
                Screen::Run if state.last_screen == Some(Screen::Migrate) => Screen::Migrate,
                Screen::Migrate if state.last_screen == Some(Screen::Diff) => Screen::Diff,
                Screen::Diff | Screen::Migrate | Screen::Run | Screen::Jobs
                    if state.current.is_some() =>
                {
                    Screen::Schema
                }
                _ => Screen::Connections,
            };
            state.show(to);
            lists::fit(state);
            return Vec::new();
        }
    }
    quit(state)
}

/// Leaves at once where nothing can be lost, else asks.
fn quit(state: &mut State) -> Vec<Effect> {
    let running: Vec<String> = state.jobs.at_work().map(|job| job.title.clone()).collect();
    if running.is_empty() {
        return vec![Effect::Quit];
    }
    let mut lines: Vec<String> = running
        .iter()
        .take(5)
        .map(|it| format!("runs: {it}"))
        .collect();
    if state.running.is_under_way() {
        lines.push(
            "The run is stopped at a safe point and recorded; `pgworks resume` goes on.".into(),
        );
    }
    state.dialogs.push(Dialog::Confirm(Confirm {
        title: "Quit pgworks?".into(),
        lines,
        wanted: String::new(),
        input: Input::default(),
        top: 0,
        then: Then::Quit,
    }));
    Vec::new()
}

/// Cancels the newest job; with a dialog on top closes that; with nothing running asks.
fn cancel(state: &mut State) -> Vec<Effect> {
    if let Some(dialog) = state.dialogs.pop() {
        // A second time in the question whether to quit means yes.
        return match dialog {
            Dialog::Confirm(it) if it.then == Then::Quit => vec![Effect::Quit],
            _ => Vec::new(),
        };
    }
    // One that was told already ends when it can; a second wish does not reach it sooner.
    let newest = state
        .jobs
        .at_work()
        .find(|job| matches!(job.standing, Standing::Running))
        .map(|job| job.id);
    if let Some(id) = newest {
        return super::jobs::cancel(state, id);
    }
    let quit = Confirm {
        title: "Quit pgworks?".into(),
        lines: vec!["Nothing is running.".into()],
        wanted: String::new(),
        input: Input::default(),
        top: 0,
        then: Then::Quit,
    };
    state.dialogs.push(Dialog::Confirm(quit));
    Vec::new()
}
