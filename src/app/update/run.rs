//! Runs: what would be done, the confirmation, how far it is, what came of it.

mod ask;
mod told;

use pgworks_core::{exec::Direction, plan::Segment};

use super::ask as ask_for;
use crate::app::{
    command::Act,
    effect::{Ask, Effect, Run},
    state::{
        Screen, State,
        dialog::Then,
        jobs::{Slot, Weight},
        running::{Ahead, RunRow, Running, steps},
        wizard::Step,
    },
};

pub(super) use told::{ended, told};

/// Looks at what the ledger of the run's database says.
pub(super) fn look(state: &mut State) -> Vec<Effect> {
    // A question with a confirmation behind it is not replaced by one without.
    if state.running.is_under_way() || state.running.wants.is_some() {
        return Vec::new();
    }
    if state.running.db.is_none() {
        state.running.db = state.current;
    }
    let db = state.running.db.filter(|db| state.db(*db).is_some());
    let is_live = |state: &State, db| {
        let server = state.db(db).and_then(|it| it.server.as_ref());
        server.is_some_and(|it| !it.version.is_empty())
    };
    match db {
        Some(db) if is_live(state, db) => {
            state.running.failure = None;
            state.running.looks_only = true;
            let question = Ask::Look { db, run: None };
            vec![ask_for(state, Slot::Look, "look at the ledger", question)]
        }
        _ => Vec::new(),
    }
}

/// Asks for what the wizard's step Run shows, unless a run is there already.
pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    let is_there = state.running.began.is_some() || state.running.ahead.is_some();
    if is_there || looks_ahead(state) {
        return Vec::new();
    }
    prepare(state, None)
}

/// Sets the screen of the run up for the wizard's plan, and looks at what it would do;
/// then it is confirmed, if that is wanted.
pub(super) fn prepare(state: &mut State, wants: Option<Then>) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return Vec::new();
    };
    if state.running.is_under_way() {
        return Vec::new();
    }
    let db = planned.compared.question.old.db;
    state.running = Running {
        db: Some(db),
        wants,
        ..Running::default()
    };
    let segments = planned.plan.segments.iter().enumerate();
    state.running.fill(steps(segments));
    if !planned.compared.is_live {
        return Vec::new();
    }
    let run = Some(Run::Apply(planned, None));
    let question = Ask::Look { db, run };
    vec![ask_for(state, Slot::Look, "look at the target", question)]
}

/// Tells whether it is being looked up what a run would do.
fn looks_ahead(state: &State) -> bool {
    state.jobs.running(Slot::Look).is_some() && !state.running.looks_only
}

/// Asks for the confirmation of the wizard's plan; what it would do is looked up first.
pub(super) fn confirm_apply(state: &mut State) -> Vec<Effect> {
    let is_known = |it: &Ahead| it.then == Then::Apply;
    if state.running.began.is_none() && state.running.ahead.as_ref().is_some_and(is_known) {
        ask::confirm(state);
        return Vec::new();
    }
    if state.running.began.is_none() && looks_ahead(state) {
        state.running.wants = Some(Then::Apply);
        return Vec::new();
    }
    prepare(state, Some(Then::Apply))
}

/// Asks for the way on or back; what it would do is looked up first.
pub(super) fn again(state: &mut State, act: Act) -> Vec<Effect> {
    let db = match state.screen {
        Screen::Connections => state.connections.selected().and_then(|it| it.db),
        Screen::Migrate => state.running.db,
        _ => state.running.db.or(state.current),
    };
    let Some(db) = db.filter(|db| state.db(*db).is_some()) else {
        state.say(Weight::Warning, "open the database first");
        return Vec::new();
    };
    if state.running.db != Some(db) {
        state.running = Running::default();
    }
    state.running.db = Some(db);
    state.running.ahead = None;
    state.running.failure = None;
    let (run, then) = match act {
        Act::Resume => (Run::Resume, Then::Resume),
        _ => (Run::RollBack, Then::RollBack),
    };
    state.running.wants = Some(then);
    if state.screen == Screen::Connections {
        state.show(Screen::Run);
    }
    state.running.looks_only = false;
    let question = Ask::Look { db, run: Some(run) };
    vec![ask_for(state, Slot::Look, "look at the last run", question)]
}

/// Takes what was looked up.
pub(super) fn looked(state: &mut State, preview: Option<pgworks_core::exec::Preview>) {
    let Some(preview) = preview else { return };
    let wants = state.running.wants.take();
    let then = wants.clone().unwrap_or(Then::Apply);
    if state.running.began.is_none() {
        let segments = preview.segments.iter().map(|(at, it)| (*at, it));
        let steps = steps(segments);
        if steps.len() != state.running.steps.len() || then != Then::Apply {
            state.running.fill(steps);
        }
    }
    state.running.ahead = Some(Ahead { then, preview });
    if wants.is_some() {
        ask::confirm(state);
    }
}

/// Takes that nothing could be looked up.
pub(super) fn not_looked(state: &mut State, report: &pgworks_core::error::Report) {
    state.running.wants = None;
    state.running.failure = Some(report.clone());
}

/// Begins what was confirmed.
pub(super) fn begin(state: &mut State, then: &Then) -> Vec<Effect> {
    let db = state.running.db;
    let ahead = state.running.ahead.take().filter(|it| it.then == *then);
    let (Some(db), Some(Ahead { preview, .. })) = (db, ahead) else {
        return Vec::new();
    };
    if state.running.is_under_way() {
        return Vec::new();
    }
    let run = match then {
        Then::Apply => match (state.wizard.planned.clone(), &state.wizard.proof) {
            (Some(planned), Some(Ok(proof))) => Run::Apply(planned, Some(proof.clone())),
            (Some(planned), _) => Run::Apply(planned, None),
            (None, _) => return Vec::new(),
        },
        Then::Resume => Run::Resume,
        _ => Run::RollBack,
    };
    let title = match then {
        Then::Apply => "run the plan",
        Then::Resume => "go on with the run",
        _ => "take the run back",
    };
    let before = std::mem::take(&mut state.running);
    state.running = Running {
        db: Some(db),
        direction: Some(direction(then, preview.direction)),
        status: before.status,
        began: Some(state.now),
        follows: true,
        ..Running::default()
    };
    let segments: Vec<&(usize, Segment)> = preview.segments.iter().collect();
    let segments = segments.into_iter().map(|(at, it)| (*at, it));
    state.running.fill(steps(segments));
    if state.screen == Screen::Migrate {
        state.wizard.step = Step::Run;
    } else {
        state.show(Screen::Run);
    }
    let question = Ask::Run {
        db,
        run,
        allow: before.allowed,
    };
    vec![ask_for(state, Slot::Run, title, question)]
}

/// Going on goes the way that the run went.
fn direction(then: &Then, previewed: Direction) -> Direction {
    match then {
        Then::RollBack => Direction::Rollback,
        Then::Apply => Direction::Apply,
        _ => previewed,
    }
}

/// Returns the statements of the selected line.
pub(super) fn sql(state: &State) -> Option<String> {
    let running = &state.running;
    match running.rows.get(running.cursor.at)? {
        RunRow::Step(at) => Some(format!("{};", running.steps.get(*at)?.sql)),
        RunRow::Head(at) => {
            let number = running.steps.get(*at)?.segment;
            let lines: Vec<_> = running
                .segment(number)
                .map(|it| format!("{};", it.sql))
                .collect();
            Some(lines.join("\n"))
        }
    }
}
