//! The migration wizard: from two sides to a report.

use std::path::PathBuf;

use super::{ask, dialog, diff, lists, open, run};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        Pane, Screen, State,
        comparison::{Question, Side},
        cursor::Cursor,
        dialog::Purpose,
        input::Input,
        jobs::{Slot, Weight},
        wizard::{SCOPE, SIDES, ScopeLine, SideLine, Step},
    },
};

/// Carries a command of the wizard out.
pub(super) fn act(state: &mut State, act: Act) -> Vec<Effect> {
    match act {
        Act::NextStep => next(state),
        Act::PreviousStep => {
            if let Some(step) = state.wizard.step.previous() {
                go(state, step);
            }
            Vec::new()
        }
        Act::Save => {
            let lines = ["up.sql, down.sql, plan.json and report.md are written into the folder"];
            let input = Input::new(state.wizard.saved.as_deref().unwrap_or("migration"));
            dialog::ask(state, "Save into", &lines, input, Purpose::Folder);
            Vec::new()
        }
        _ => start(state),
    }
}

/// Shows a step.
pub(super) fn go(state: &mut State, step: Step) {
    state.wizard.step = step;
    state.show(Screen::Migrate);
    state.focus(Pane::List);
    state.is_zoomed = false;
    lists::fit(state);
}

/// Goes on, and asks for what the next step shows.
fn next(state: &mut State) -> Vec<Effect> {
    let Some(step) = state.wizard.step.next() else {
        return Vec::new();
    };
    go(state, step);
    match step {
        Step::Review => review(state),
        Step::Plan => plan(state),
        Step::Verify => verify(state),
        Step::Run => run::prepare(state),
        _ => Vec::new(),
    }
}

/// Compares, unless just that was compared already.
fn review(state: &mut State) -> Vec<Effect> {
    let (Some(old), Some(new)) = (state.wizard.old.clone(), state.wizard.new.clone()) else {
        return Vec::new();
    };
    let options = state.wizard.options.clone();
    let is_known = state
        .comparison
        .question
        .as_ref()
        .is_some_and(|it| it.old == old && it.new == new && it.options == options);
    if is_known && (state.comparison.found.is_some() || state.jobs.running(Slot::Compare).is_some())
    {
        return diff::texts(state);
    }
    diff::begin(state, Question { old, new, options })
}

/// Leads from the comparison to its plan.
pub(super) fn migrate(state: &mut State) -> Vec<Effect> {
    if let Some(question) = state.comparison.question.clone() {
        state.wizard.old = Some(question.old);
        state.wizard.new = Some(question.new);
        state.wizard.options = question.options;
    }
    go(state, Step::Plan);
    plan(state)
}

/// Asks for a plan, unless there is one for these ticks.
fn plan(state: &mut State) -> Vec<Effect> {
    if state.wizard.planned.is_some() {
        return Vec::new();
    }
    let Some(compared) = state.comparison.found.clone() else {
        return Vec::new();
    };
    let ticked = state.comparison.ticked.clone();
    let title = format!("plan {} changes", ticked.len());
    state.wizard.plan_cursor = Cursor::default();
    vec![ask(
        state,
        Slot::Plan,
        title,
        Ask::Plan { compared, ticked },
    )]
}

/// Asks for the proof, unless it is there or under way.
fn verify(state: &mut State) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return Vec::new();
    };
    if state.wizard.proof.is_some() || state.jobs.running(Slot::Verify).is_some() {
        return Vec::new();
    }
    let question = Ask::Verify { planned };
    vec![ask(
        state,
        Slot::Verify,
        "prove the plan on a scratch database",
        question,
    )]
}

/// Starts what the step is for.
fn start(state: &mut State) -> Vec<Effect> {
    match state.wizard.step {
        Step::Plan => next(state),
        Step::Verify => {
            state.wizard.proof = None;
            verify(state)
        }
        Step::Run => run::confirm_apply(state),
        _ => Vec::new(),
    }
}

/// Opens the selected line of a step: answers a question, turns an option, goes on.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.wizard.step {
        Step::Sides => sides(state),
        Step::Scope => scope_line(state),
        Step::Plan => {
            state.focus(Pane::Detail);
            Vec::new()
        }
        Step::Verify => start(state),
        Step::Run => {
            if state.running.began.is_none() {
                return run::confirm_apply(state);
            }
            Vec::new()
        }
        Step::Review | Step::Report => Vec::new(),
    }
}

fn sides(state: &mut State) -> Vec<Effect> {
    let line = SIDES.get(state.wizard.cursor.at).copied();
    let lines =
        ["a database, a profile, a .sql file or folder, a .pgw snapshot, git:REV:path, empty"];
    let current = |side: &Option<Side>| {
        Input::new(
            &side
                .as_ref()
                .map_or_else(String::new, |it| open::without_password(&it.word)),
        )
    };
    match line {
        Some(SideLine::Old) => {
            let input = current(&state.wizard.old);
            dialog::ask(state, "OLD: what is", &lines, input, Purpose::OldSide);
        }
        Some(SideLine::New) => {
            let input = current(&state.wizard.new);
            dialog::ask(
                state,
                "NEW: what it should become",
                &lines,
                input,
                Purpose::NewSide,
            );
        }
        Some(SideLine::Swap) => return swap(state),
        None => {}
    }
    Vec::new()
}

/// Takes the answer to which side.
pub(super) fn side(state: &mut State, purpose: &Purpose, word: &str) {
    let side = diff::side(state, word);
    match purpose {
        Purpose::OldSide => state.wizard.old = Some(side),
        _ => state.wizard.new = Some(side),
    }
}

/// Swaps the two sides; in the comparison they are compared again.
pub(super) fn swap(state: &mut State) -> Vec<Effect> {
    if state.screen == Screen::Diff {
        let Some(mut question) = state.comparison.question.clone() else {
            return Vec::new();
        };
        std::mem::swap(&mut question.old, &mut question.new);
        return diff::begin(state, question);
    }
    let wizard = &mut state.wizard;
    std::mem::swap(&mut wizard.old, &mut wizard.new);
    Vec::new()
}

fn scope_line(state: &mut State) -> Vec<Effect> {
    let options = &mut state.wizard.options;
    match SCOPE.get(state.wizard.cursor.at).copied() {
        Some(ScopeLine::NoOwner) => options.no_owner = !options.no_owner,
        Some(ScopeLine::NoGrants) => options.no_grants = !options.no_grants,
        Some(ScopeLine::NoComments) => options.no_comments = !options.no_comments,
        Some(ScopeLine::NoDrops) => options.no_drops = !options.no_drops,
        Some(ScopeLine::Online) => options.online = !options.online,
        Some(ScopeLine::Schemas) => {
            let input = Input::new(&options.schemas.join(","));
            let lines = ["patterns with commas between; * and ? as in shells; empty: all"];
            dialog::ask(state, "Schemas", &lines, input, Purpose::Schemas);
        }
        Some(ScopeLine::Renames) => {
            let input = Input::new(&options.renames.join(","));
            let lines = [
                "schema.table=schema.table or schema.table.column=schema.table.column,",
                "several with commas between; without it a rename is a drop and a create",
            ];
            dialog::ask(state, "Renames", &lines, input, Purpose::Rename);
        }
        None => {}
    }
    Vec::new()
}

/// Takes the answer to a question of the step Scope.
pub(super) fn scope(state: &mut State, purpose: &Purpose, text: &str) {
    let words = text
        .split(',')
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    match purpose {
        Purpose::Schemas => state.wizard.options.schemas = words,
        _ => state.wizard.options.renames = words,
    }
}

/// Saves script and plan into a folder.
pub(super) fn save(state: &mut State, folder: &str) -> Vec<Effect> {
    state.wizard.saved = Some(folder.to_owned());
    let Some(planned) = state.wizard.planned.clone() else {
        // The plan is made first; saving goes on when it is there.
        state.wizard.wants_save = true;
        return plan(state);
    };
    let title = format!("save into {folder}");
    let folder = PathBuf::from(folder);
    vec![ask(state, Slot::Save, title, Ask::Save { planned, folder })]
}

/// What follows from a plan being there.
pub(super) fn planned(state: &mut State) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return Vec::new();
    };
    if !planned.added.is_empty() {
        let words = format!(
            "{} changes were added: ticked ones need them",
            planned.added.len()
        );
        state.say(Weight::Warning, &words);
    }
    lists::fit(state);
    if std::mem::take(&mut state.wizard.wants_save) {
        let folder = state.wizard.saved.clone().unwrap_or_default();
        return save(state, &folder);
    }
    if state.screen == Screen::Migrate && state.wizard.step == Step::Verify {
        return verify(state);
    }
    Vec::new()
}

/// Returns the statement of the selected action.
pub(super) fn sql(state: &State) -> Option<String> {
    if state.wizard.step == Step::Run {
        return run::sql(state);
    }
    let planned = state.wizard.planned.as_ref()?;
    let step = planned.plan.steps().nth(state.wizard.plan_cursor.at)?;
    Some(format!("{};", step.action.sql))
}
