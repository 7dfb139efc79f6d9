//! The migration wizard: from two sides to a report.

use std::{path::PathBuf, sync::Arc};

use super::{ask, dialog, diff, key, open, run};
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
        wizard::{PlanRow, SCOPE, SIDES, ScopeLine, SideLine, Step},
    },
};

/// Carries a command of the wizard out.
pub(super) fn act(state: &mut State, act: Act) -> Vec<Effect> {
    match act {
        Act::NextStep => state.wizard.step.next().map_or_else(Vec::new, |step| {
            let effects = go(state, step);
            if step == Step::Run {
                return run::prepare(state, None);
            }
            effects
        }),
        Act::PreviousStep => {
            let before = state.wizard.step.previous();
            before.map_or_else(Vec::new, |step| go(state, step))
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

/// Shows a step and asks for what it shows, unless that is there.
pub(super) fn go(state: &mut State, step: Step) -> Vec<Effect> {
    state.wizard.step = step;
    state.wizard.text = Cursor::default();
    state.show(Screen::Migrate);
    state.focus(Pane::List);
    state.is_zoomed = false;
    enter(state)
}

/// Asks for what the step shows, unless that is there or under way.
pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    match state.wizard.step {
        Step::Sides => {
            if state.wizard.old.is_none() {
                state.wizard.old = state.shown_db().map(|it| Side {
                    word: it.name.clone(),
                    db: it.id,
                    typed: None,
                });
            }
            Vec::new()
        }
        Step::Review => review(state),
        Step::Plan => plan(state),
        Step::Verify => verify(state),
        Step::Run => run::enter(state),
        Step::Scope | Step::Report => Vec::new(),
    }
}

/// Makes anew what the step shows.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    match state.wizard.step {
        Step::Review => diff::again(state),
        Step::Plan => {
            let mut effects = diff::stale(state);
            effects.extend(plan(state));
            effects
        }
        Step::Verify => start(state),
        Step::Run => run::prepare(state, None),
        Step::Sides | Step::Scope | Step::Report => Vec::new(),
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
    let is_there = state.comparison.found.is_some() && state.comparison.failure.is_none();
    if is_known && (is_there || state.jobs.running(Slot::Compare).is_some()) {
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
    go(state, Step::Plan)
}

/// Asks for a plan, unless there is one for these ticks.
fn plan(state: &mut State) -> Vec<Effect> {
    let is_asked = state.wizard.planned.is_some() || state.jobs.running(Slot::Plan).is_some();
    let Some(compared) = state.comparison.found.clone().filter(|_| !is_asked) else {
        return Vec::new();
    };
    let ticked = state.comparison.ticked.clone();
    if ticked.is_empty() || state.jobs.running(Slot::Compare).is_some() {
        return Vec::new();
    }
    let changes = if ticked.len() == 1 {
        "change"
    } else {
        "changes"
    };
    let title = format!("plan {} {changes}", ticked.len());
    state.wizard.plan_cursor = Cursor::default();
    state.wizard.text = Cursor::default();
    state.wizard.failure = None;
    let question = Ask::Plan { compared, ticked };
    vec![ask(state, Slot::Plan, title, question)]
}

/// Asks for the proof, unless it is there or under way.
fn verify(state: &mut State) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return plan(state);
    };
    if state.wizard.proof.is_some() || state.jobs.running(Slot::Verify).is_some() {
        return Vec::new();
    }
    let question = Ask::Verify { planned };
    let title = "prove the plan on a scratch database";
    vec![ask(state, Slot::Verify, title, question)]
}

/// Starts what the step is for.
fn start(state: &mut State) -> Vec<Effect> {
    match state.wizard.step {
        Step::Plan => go(state, Step::Verify),
        Step::Verify if state.jobs.running(Slot::Verify).is_some() => Vec::new(),
        // One key leads on; a proof that holds is not made twice by it.
        Step::Verify if state.wizard.is_proven() => act(state, Act::NextStep),
        Step::Verify => {
            state.wizard.proof = None;
            state.wizard.text = Cursor::default();
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
        Step::Verify if state.wizard.proof.is_some() => key::perform(state, Act::NextStep),
        Step::Verify => key::perform(state, Act::Start),
        Step::Run if state.running.began.is_none() => key::perform(state, Act::Start),
        Step::Plan | Step::Run => {
            state.focus(Pane::Detail);
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
    let proof = match &state.wizard.proof {
        Some(Ok(proof)) => Some(Arc::clone(proof)),
        _ => None,
    };
    let title = format!("save into {folder}");
    let folder = PathBuf::from(folder);
    let question = Ask::Save {
        planned,
        proof,
        folder,
    };
    vec![ask(state, Slot::Save, title, question)]
}

/// What follows from a plan being there.
pub(super) fn planned(state: &mut State) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return Vec::new();
    };
    if !planned.added.is_empty() {
        let words = match planned.added.len() {
            1 => "1 change was added: ticked ones need it".to_owned(),
            added => format!("{added} changes were added: ticked ones need them"),
        };
        state.say(Weight::Warning, &words);
    }
    if std::mem::take(&mut state.wizard.wants_save) {
        let folder = state.wizard.saved.clone().unwrap_or_default();
        return save(state, &folder);
    }
    if state.screen == Screen::Migrate && state.wizard.step > Step::Plan {
        return enter(state);
    }
    Vec::new()
}

/// Returns the statements of the selected line.
pub(super) fn sql(state: &State) -> Option<String> {
    if state.wizard.step == Step::Run {
        return run::sql(state);
    }
    let segments = &state.wizard.planned.as_ref()?.plan.segments;
    let steps = match state.wizard.plan_row()? {
        PlanRow::Step(segment, at) => segments.get(segment)?.steps.get(at..=at)?,
        PlanRow::Head(segment) => &segments.get(segment)?.steps,
        PlanRow::Added(_) | PlanRow::Left(_) => return None,
    };
    let lines: Vec<String> = steps
        .iter()
        .map(|it| format!("{};", it.action.sql))
        .collect();
    Some(lines.join("\n"))
}
