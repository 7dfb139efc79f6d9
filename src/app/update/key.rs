//! Keys and pasted text: to the dialog on top, to what is being typed, or to the command
//! that the table names.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use pgworks_core::error::Report;

use super::{connections, dialog, diff, jobs, lists, open, palette, renames, run, tree, wizard};
use crate::app::{
    command::{Act, Match, chord},
    effect::Effect,
    state::{Pane, Screen, State, dialog::Dialog, jobs::Weight, wizard::Step},
};

/// Takes a key.
pub(super) fn press(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if key.kind == KeyEventKind::Release {
        return Vec::new();
    }
    state.message = None;
    if is_ctrl(key, 'c') {
        state.pressed.clear();
        return perform(state, Act::Cancel);
    }
    if is_ctrl(key, 'z') {
        return perform(state, Act::Suspend);
    }
    if !state.dialogs.is_empty() {
        return dialog::press(state, key);
    }
    if let Some(effects) = lists::typed(state, key) {
        return effects;
    }
    command(state, key)
}

/// Takes pasted text: only where something is being typed.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    state.message = None;
    if let Some(top) = state.dialogs.last_mut() {
        if let Some(input) = top.input() {
            input.paste(text);
        }
        return Vec::new();
    }
    lists::pasted(state, text)
}

fn is_ctrl(key: KeyEvent, sign: char) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char(sign)
}

fn command(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    // Esc only ever ends what was begun.
    if key.code == KeyCode::Esc && !state.pressed.is_empty() {
        state.pressed.clear();
        return Vec::new();
    }
    state.pressed.push(key);
    let chords: Vec<_> = state.pressed.iter().copied().map(chord).collect();
    match state.keymap.find(state.place(), &chords) {
        Match::Prefix => Vec::new(),
        Match::Command(row) => {
            state.pressed.clear();
            perform(state, row.act)
        }
        Match::Nothing => {
            state.pressed.clear();
            Vec::new()
        }
    }
}

/// Carries a command out, or says why it cannot be.
pub(super) fn perform(state: &mut State, act: Act) -> Vec<Effect> {
    if let Some(why) = state.refusal(act) {
        state.message = Some(crate::app::state::Message {
            weight: Weight::Warning,
            words: why.to_owned(),
        });
        return Vec::new();
    }
    match act {
        Act::Palette | Act::Help => palette::open(state, act),
        Act::Back | Act::Quit | Act::Cancel => dialog::leave(state, act),
        Act::Suspend => vec![Effect::Suspend],
        Act::Redraw => {
            state.wants_clear = true;
            Vec::new()
        }
        Act::ShowConnections
        | Act::ShowSchema
        | Act::ShowDiff
        | Act::ShowMigrate
        | Act::ShowRun
        | Act::ShowJobs
        | Act::LastView
        | Act::NextPane
        | Act::PreviousPane
        | Act::Zoom
        | Act::Wider
        | Act::Narrower
        | Act::NextDatabase => view(state, act),
        Act::Up | Act::Down | Act::PageUp | Act::PageDown | Act::First | Act::Last => {
            lists::go(state, act)
        }
        Act::ScrollLeft | Act::ScrollRight => lists::scroll(state, act),
        Act::Filter => lists::filter(state),
        Act::Connect | Act::Test | Act::Disconnect => connections::act(state, act),
        Act::Compare => diff::compare(state),
        Act::Refresh => refresh(state),
        Act::ReadWhole => open::current_whole(state),
        Act::Open | Act::Close => enter(state, act),
        Act::NextTab | Act::PreviousTab => tree::turn(state, act),
        Act::ObjectBefore => tree::before(state),
        Act::Expand => tree::expand(state),
        Act::CopyName | Act::CopySql => copy(state, act),
        Act::Tick | Act::TickAll | Act::Undo | Act::Redo | Act::SideBySide | Act::OnlyRisky => {
            tick(state, act)
        }
        Act::Swap => wizard::swap(state),
        Act::Renames => renames::ask(state),
        Act::Migrate => wizard::migrate(state),
        Act::NextStep | Act::PreviousStep | Act::Start | Act::Save => wizard::act(state, act),
        Act::Resume | Act::RollBack => run::again(state, act),
        Act::CancelJob => jobs::cancel_selected(state),
    }
}

/// Opens or closes what is selected, wherever the focus is.
fn enter(state: &mut State, act: Act) -> Vec<Effect> {
    let opens = act == Act::Open;
    match (state.screen, state.pane()) {
        (Screen::Connections, _) if opens => connections::open(state),
        (Screen::Schema, Pane::List) if opens => tree::open(state),
        (Screen::Schema, Pane::List) => tree::close(state),
        (Screen::Schema, Pane::Detail) if opens => tree::follow(state),
        (Screen::Jobs, Pane::Detail) if opens => jobs::read(state),
        (Screen::Diff, Pane::List) if opens => diff::open(state),
        (Screen::Diff, Pane::List) => diff::close(state),
        (Screen::Migrate, pane) if opens => match (state.wizard.step, pane) {
            (Step::Review, Pane::List) => diff::open(state),
            (Step::Review, Pane::Detail) => Vec::new(),
            _ => wizard::open(state),
        },
        (_, Pane::Detail) => {
            state.focus(Pane::List);
            Vec::new()
        }
        (Screen::Migrate, Pane::List) if state.wizard.step == Step::Review => diff::close(state),
        (Screen::Jobs, Pane::List) if opens => jobs::open(state),
        (Screen::Run, Pane::List) if opens => {
            state.focus(Pane::Detail);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Ticks in the list of changes, or in a step of the wizard.
fn tick(state: &mut State, act: Act) -> Vec<Effect> {
    let is_option = state.screen == Screen::Migrate && state.wizard.step != Step::Review;
    if act == Act::Tick && is_option {
        wizard::open(state)
    } else {
        diff::act(state, act)
    }
}

fn view(state: &mut State, act: Act) -> Vec<Effect> {
    let screen = match act {
        Act::ShowConnections => Some(Screen::Connections),
        Act::ShowSchema => Some(Screen::Schema),
        Act::ShowDiff => Some(Screen::Diff),
        Act::ShowMigrate => Some(Screen::Migrate),
        Act::ShowRun => Some(Screen::Run),
        Act::ShowJobs => Some(Screen::Jobs),
        Act::LastView => state.last_screen,
        _ => None,
    };
    if let Some(screen) = screen {
        state.show(screen);
    }
    match act {
        Act::NextPane | Act::PreviousPane => {
            let other = match state.pane() {
                Pane::List => Pane::Detail,
                Pane::Detail => Pane::List,
            };
            state.focus(other);
        }
        Act::Zoom => state.is_zoomed = !state.is_zoomed,
        Act::Wider => state.list_width = (state.list_width + 4).min(50),
        Act::Narrower => state.list_width = (state.list_width - 4).max(-24),
        Act::NextDatabase => next_database(state),
        _ => {}
    }
    lists::fit(state);
    match act {
        Act::ShowRun => run::look(state),
        Act::ShowMigrate => wizard::enter(state),
        _ => Vec::new(),
    }
}

fn next_database(state: &mut State) {
    let at = state
        .opened
        .iter()
        .position(|it| Some(it.id) == state.current)
        .map_or(0, |at| at + 1);
    let next = state.opened.get(at).or_else(|| state.opened.first());
    state.current = next.map(|it| it.id);
    state.show(Screen::Schema);
}

fn refresh(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Connections => connections::refresh(state),
        Screen::Schema => match state.current {
            Some(db) => open::refresh(state, db),
            None => Vec::new(),
        },
        Screen::Diff => diff::again(state),
        Screen::Migrate => wizard::refresh(state),
        Screen::Run => run::look(state),
        Screen::Jobs => Vec::new(),
    }
}

fn copy(state: &mut State, act: Act) -> Vec<Effect> {
    let text = match (state.screen, act) {
        (Screen::Schema, Act::CopyName) => tree::name(state),
        (Screen::Schema, _) => tree::sql(state),
        (Screen::Diff, Act::CopyName) => diff::name(state),
        (Screen::Diff, _) => diff::sql(state),
        (Screen::Migrate, act) if state.wizard.step == Step::Review => match act {
            Act::CopyName => diff::name(state),
            _ => diff::sql(state),
        },
        (Screen::Migrate, _) => wizard::sql(state),
        (Screen::Run, _) => run::sql(state),
        _ => None,
    };
    let Some(text) = text else {
        state.say(Weight::Warning, "nothing here to copy");
        return Vec::new();
    };
    vec![Effect::Copy(text)]
}

/// Shows what failed.
pub(super) fn fail(state: &mut State, report: Report) {
    state
        .jobs
        .note(Weight::Failure, &report.to_string(), state.now);
    state.dialogs.push(Dialog::Failure(report));
}
