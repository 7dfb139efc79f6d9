//! What may have been renamed: one question after the other, then compared again.

use crossterm::event::KeyCode;
use pgworks_core::{diff::candidates::Candidate, sql::display};

use super::diff;
use crate::app::{
    effect::Effect,
    state::{
        State,
        dialog::{Confirm, Dialog, Then},
        input::Input,
    },
};

/// Asks about the first candidate that is open.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let left = state.comparison.questions();
    let (Some(found), Some(question)) = (&state.comparison.found, &state.comparison.question)
    else {
        return Vec::new();
    };
    let Some(candidate) = found.question_left(&question.options) else {
        return again(state);
    };
    let dialog = Confirm {
        title: format!("Renamed? {left} to decide"),
        lines: lines(candidate),
        wanted: String::new(),
        input: Input::default(),
        top: 0,
        then: Then::Rename(candidate.rename()),
    };
    state.dialogs.push(Dialog::Confirm(dialog));
    Vec::new()
}

fn lines(candidate: &Candidate) -> Vec<String> {
    let (old, new) = (display(&candidate.old), display(&candidate.new));
    let mut lines = vec![
        format!("{} {old}", candidate.kind),
        format!("  may have become {new}  ({} %)", candidate.score),
    ];
    let reasons = candidate.reasons.iter();
    lines.extend(reasons.map(|it| format!("  - {}", display(it))));
    lines.push(String::new());
    lines.push("y  it was renamed: it keeps its rows and what depends on it".to_owned());
    lines.push("n  it was not: the one is dropped, the other made".to_owned());
    lines.push("Esc leaves it open. Answers are kept in pgworks.toml.".to_owned());
    lines
}

/// Takes an answer; another key leaves it open.
pub(super) fn answer(state: &mut State, rename: &str, key: KeyCode) -> Vec<Effect> {
    let is_accepted = match key {
        KeyCode::Char('y' | 'Y') => true,
        KeyCode::Char('n' | 'N') => false,
        _ => return again(state),
    };
    let answer = (rename.to_owned(), is_accepted);
    if let Some(question) = &mut state.comparison.question {
        question.options.answers.push(answer.clone());
    }
    state.wizard.options.answers.push(answer);
    ask(state)
}

/// Compares again, where anything was answered since.
fn again(state: &mut State) -> Vec<Effect> {
    let asked = state.comparison.question.as_ref();
    let found = state.comparison.found.as_ref();
    let is_same = asked
        .zip(found)
        .is_none_or(|(asked, found)| asked.options.answers == found.question.options.answers);
    if is_same {
        Vec::new()
    } else {
        diff::again(state)
    }
}
