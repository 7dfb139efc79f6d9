//! What a run tells while it goes, and what follows from its end.

use std::time::Duration;

use pgworks_core::{
    error::Class,
    exec::Direction,
    progress::{Detail, Step as Told},
    sql::display,
};

use crate::app::{
    effect::Effect,
    state::{
        Screen, State,
        jobs::Weight,
        running::{Mark, RunStep, Running},
        wizard::Step,
    },
};

/// Takes a step of the run.
pub(in crate::app::update) fn told(state: &mut State, told: &Told) {
    let now = state.now;
    let running = &mut state.running;
    if !told.what.is_empty() {
        running.doing = display(&told.what).into_owned();
    }
    match &told.detail {
        Detail::Statement { segment, step, .. } => {
            running.blockers.clear();
            begin_step(running, (*segment, *step), now);
        }
        Detail::Done {
            segment,
            step,
            elapsed,
        } => {
            running.blockers.clear();
            for it in of(running, *segment).filter(|it| it.place == *step) {
                it.mark = Mark::Done;
                it.took = Some(*elapsed);
            }
        }
        Detail::Committed { segment, .. } => {
            running.blockers.clear();
            for it in of(running, *segment) {
                it.mark = Mark::Committed;
            }
        }
        // Nothing of the open segment stands: it begins anew, or the ledger says that it does.
        Detail::Waiting { .. } => {
            running.blockers.clear();
            open(running, Mark::Waiting);
        }
        Detail::Lost { why } => {
            let words = format!("the connection was lost: {}", display(why));
            running.blockers = vec![words];
            open(running, Mark::Waiting);
        }
        Detail::Reconnected { segments } => {
            running.blockers.clear();
            for it in running.steps.iter_mut().filter(|it| it.segment < *segments) {
                it.mark = Mark::Committed;
            }
        }
        Detail::Blocked { by } => {
            running.blockers = by
                .iter()
                .map(|it| display(&it.words).into_owned())
                .collect();
        }
        Detail::Lock { .. } | Detail::Unblocked => running.blockers.clear(),
        _ => {}
    }
}

fn of(running: &mut Running, segment: usize) -> impl Iterator<Item = &mut RunStep> {
    let steps = running.steps.iter_mut();
    steps.filter(move |it| it.segment == segment)
}

/// Marks the step that begins, and follows it.
fn begin_step(running: &mut Running, (segment, place): (usize, usize), now: Duration) {
    let is_it = |it: &RunStep| it.segment == segment && it.place == place;
    let Some(at) = running.steps.iter().position(is_it) else {
        return;
    };
    if let Some(step) = running.steps.get_mut(at) {
        step.mark = Mark::Running;
        step.began = Some(now);
        step.took = None;
    }
    if running.follows {
        running.cursor.at = running.row_of(at);
        running.text = crate::app::state::cursor::Cursor::default();
    }
}

/// Marks the steps of segments that are begun and do not stand.
fn open(running: &mut Running, to: Mark) {
    for step in &mut running.steps {
        if matches!(step.mark, Mark::Running | Mark::Done) {
            step.mark = to;
            step.took = None;
        }
    }
}

/// What follows from a run that ended.
pub(in crate::app::update) fn ended(state: &mut State, was_stopped: bool) -> Vec<Effect> {
    let now = state.now;
    let running = &mut state.running;
    running.ended = Some(now);
    running.was_stopped = was_stopped;
    running.blockers.clear();
    running.doing.clear();
    match &running.outcome {
        Some(Ok(_)) => {
            for step in &mut running.steps {
                step.mark = Mark::Committed;
            }
        }
        Some(Err(report)) => {
            let has_failed = !was_stopped && report.class() != Class::Interrupted;
            close(running, has_failed, now);
        }
        None => return Vec::new(),
    }
    say(state);
    let has_failed = matches!(state.running.outcome, Some(Err(_)));
    if !has_failed && state.wizard.step == Step::Run && state.wizard.planned.is_some() {
        state.wizard.step = Step::Report;
        state.wizard.text = crate::app::state::cursor::Cursor::default();
        if state.screen == Screen::Migrate {
            state.focus(crate::app::state::Pane::List);
            state.is_zoomed = false;
        }
    }
    super::look(state)
}

/// Marks what a run that did not come to its end leaves: of the open transaction nothing.
fn close(running: &mut Running, has_failed: bool, now: Duration) {
    for step in &mut running.steps {
        match step.mark {
            Mark::Running => {
                step.mark = if has_failed {
                    Mark::Failed
                } else {
                    Mark::Undone
                };
                let began = step.began.unwrap_or(now);
                step.took = Some(now.saturating_sub(began));
            }
            Mark::Done => step.mark = Mark::Undone,
            _ => {}
        }
    }
}

fn say(state: &mut State) {
    let (weight, words) = match (&state.running.outcome, state.running.direction) {
        (Some(Ok(_)), Some(Direction::Rollback)) => (Weight::Done, "taken back".to_owned()),
        (Some(Ok(applied)), _) => {
            let words = format!("done: {} statements", applied.statements);
            (Weight::Done, words)
        }
        (Some(Err(_)), _) if state.running.was_stopped => {
            let (all, stand) = state.running.segments();
            let words = format!("stopped as asked: {stand} of {all} segments are committed");
            (Weight::Warning, words)
        }
        (Some(Err(report)), _) => (Weight::Failure, format!("the run stopped: {report}")),
        (None, _) => return,
    };
    state.say(weight, &words);
}
