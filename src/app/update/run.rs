//! Runs: what would be done, the confirmation, how far it is, what came of it.

use std::time::Duration;

use pgworks_core::{
    exec::{Direction, Preview},
    plan::Segment,
    progress::{Detail, Step as Told},
    sql::display,
};

use super::{ask, lists};
use crate::app::{
    command::Act,
    effect::{Ask, Effect, Run},
    state::{
        Screen, State,
        dialog::{Confirm, Dialog, Then},
        input::Input,
        jobs::{Slot, Weight},
        opened::Opened,
        running::{Mark, RunStep, Running},
        wizard::Step,
    },
};

/// How many statements a confirmation shows.
const SHOWN: usize = 8;

/// Looks at what the ledger of the run's database says.
pub(super) fn look(state: &mut State) -> Vec<Effect> {
    if state.running.is_under_way() {
        return Vec::new();
    }
    if state.running.db.is_none() {
        state.running.db = state.current;
    }
    match state.running.db {
        Some(db) if state.screen == Screen::Run && state.db(db).is_some() => {
            let question = Ask::Look { db, run: None };
            vec![ask(state, Slot::Look, "look at the ledger", question)]
        }
        _ => Vec::new(),
    }
}

/// Sets the screen of the run up for the wizard's plan, and looks at what it would do.
pub(super) fn prepare(state: &mut State) -> Vec<Effect> {
    let Some(planned) = state.wizard.planned.clone() else {
        return Vec::new();
    };
    if state.running.is_under_way() {
        return Vec::new();
    }
    let db = planned.compared.question.old.db;
    state.running = Running {
        db: Some(db),
        steps: steps(&planned.plan.segments),
        ..Running::default()
    };
    if !planned.compared.is_live {
        return Vec::new();
    }
    let run = Some(Run::Apply(planned));
    vec![ask(
        state,
        Slot::Look,
        "look at the target",
        Ask::Look { db, run },
    )]
}

fn steps(segments: &[Segment]) -> Vec<RunStep> {
    let mut steps = Vec::new();
    for (number, segment) in segments.iter().enumerate() {
        for step in &segment.steps {
            steps.push(RunStep {
                sql: display(&step.action.sql).into_owned(),
                object: display(&step.object).into_owned(),
                segment: number,
                mark: Mark::Waiting,
                began: None,
                took: None,
            });
        }
    }
    steps
}

/// Asks for the confirmation of the wizard's plan.
pub(super) fn confirm_apply(state: &mut State) -> Vec<Effect> {
    if state.running.preview.is_none() {
        state.say(Weight::Note, "the target is still being looked at");
        return match state.jobs.running(Slot::Look) {
            Some(_) => Vec::new(),
            None => prepare(state),
        };
    }
    confirm(state, Then::Apply)
}

/// Asks for the way on or back; what it would do is looked up first.
pub(super) fn again(state: &mut State, act: Act) -> Vec<Effect> {
    let db = match state.screen {
        Screen::Connections => state.connections.selected().and_then(|it| it.db),
        Screen::Migrate => state.wizard.old.as_ref().map(|it| it.db),
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
    state.running.preview = None;
    let (run, then) = match act {
        Act::Resume => (Run::Resume, Then::Resume),
        _ => (Run::RollBack, Then::RollBack),
    };
    state.running.wants = Some(then);
    if state.screen == Screen::Connections {
        state.show(Screen::Run);
    }
    let question = Ask::Look { db, run: Some(run) };
    vec![ask(state, Slot::Look, "look at the last run", question)]
}

/// Takes what was looked up.
pub(super) fn looked(state: &mut State) -> Vec<Effect> {
    let wants = state.running.wants.take();
    match (wants, state.running.preview.is_some()) {
        (Some(then), true) => confirm(state, then),
        _ => Vec::new(),
    }
}

/// Shows what will be done and asks.
fn confirm(state: &mut State, then: Then) -> Vec<Effect> {
    let (Some(db), Some(preview)) = (state.running.db, state.running.preview.clone()) else {
        return Vec::new();
    };
    let is_production = state.db(db).is_some_and(Opened::is_production);
    let wanted = if is_production {
        preview.database.clone()
    } else {
        "yes".to_owned()
    };
    state.running.allowed = preview.losses.iter().map(|it| it.name.clone()).collect();
    let title = match then {
        Then::RollBack => format!("Take back on {}", display(&preview.database)),
        Then::Resume => format!("Go on on {}", display(&preview.database)),
        _ => format!("Run on {}", display(&preview.database)),
    };
    let mut lines = shown(&preview);
    if then == Then::Apply && !state.wizard.is_proven() {
        lines.push("! This plan is not proven.".into());
        if is_production {
            state.say(
                Weight::Warning,
                "production: prove the plan first (step Verify)",
            );
            return Vec::new();
        }
    }
    lines.push(format!("Type {} to run this.", display(&wanted)));
    state.dialogs.push(Dialog::Confirm(Confirm {
        title,
        lines,
        wanted,
        input: Input::default(),
        then,
    }));
    Vec::new()
}

/// Returns what a confirmation shows.
fn shown(preview: &Preview) -> Vec<String> {
    let mut lines = vec![
        format!("server    {}", display(&preview.connection)),
        format!(
            "          PostgreSQL {}, {}",
            display(&preview.server_version),
            display(&preview.protection)
        ),
        format!("role      {}", display(&preview.role)),
        format!("runs      {} statements", preview.statements.len()),
    ];
    for sql in preview.statements.iter().take(SHOWN) {
        let first = sql.lines().next().unwrap_or_default();
        lines.push(format!("  {}", display(first)));
    }
    if preview.statements.len() > SHOWN {
        lines.push(format!("  and {} more", preview.statements.len() - SHOWN));
    }
    for loss in &preview.losses {
        let size = loss.bytes.map_or_else(String::new, |bytes| {
            format!(" (in a table of {bytes} bytes)")
        });
        lines.push(format!("! loses   {}{size}", display(&loss.what)));
    }
    for left in &preview.left {
        lines.push(format!("! leaves  {}", display(left)));
    }
    lines
}

/// Begins what was confirmed.
pub(super) fn begin(state: &mut State, then: &Then) -> Vec<Effect> {
    let Some(db) = state.running.db else {
        return Vec::new();
    };
    let (run, title, direction) = match then {
        Then::Apply => match state.wizard.planned.clone() {
            Some(planned) => (Run::Apply(planned), "run the plan", Direction::Apply),
            None => return Vec::new(),
        },
        Then::Resume => (Run::Resume, "go on with the run", Direction::Apply),
        _ => (Run::RollBack, "take the run back", Direction::Rollback),
    };
    let allow = std::mem::take(&mut state.running.allowed);
    let before = std::mem::take(&mut state.running);
    state.running = Running {
        db: Some(db),
        direction: Some(direction),
        steps: match then {
            Then::Apply => before.steps,
            // Which statements these are was looked up, not where they are cut.
            _ => before
                .preview
                .map_or_else(Vec::new, |it| of_statements(&it.statements)),
        },
        status: before.status,
        began: Some(state.now),
        follows: true,
        ..Running::default()
    };
    if state.screen != Screen::Migrate {
        state.show(Screen::Run);
    } else if state.wizard.step != Step::Run {
        state.wizard.step = Step::Run;
    }
    state.say(Weight::Note, title);
    vec![ask(state, Slot::Run, title, Ask::Run { db, run, allow })]
}

fn of_statements(statements: &[String]) -> Vec<RunStep> {
    statements
        .iter()
        .map(|sql| RunStep {
            sql: display(sql).into_owned(),
            object: String::new(),
            segment: 0,
            mark: Mark::Waiting,
            began: None,
            took: None,
        })
        .collect()
}

/// Takes a step of the run.
pub(super) fn told(state: &mut State, told: &Told) {
    let now = state.now;
    let running = &mut state.running;
    running.doing = display(&told.what).into_owned();
    match &told.detail {
        Detail::Statement { sql, .. } => {
            running.blockers.clear();
            begin_step(running, &display(sql), now);
        }
        Detail::Done { elapsed, .. } => {
            running.blockers.clear();
            if let Some(step) = running.steps.iter_mut().find(|it| it.mark == Mark::Running) {
                step.mark = Mark::Done;
                step.took = Some(*elapsed);
            }
        }
        Detail::Committed { .. } => mark(running, &[Mark::Running, Mark::Done], Mark::Committed),
        // Nothing of the segment stands: it begins anew.
        Detail::Waiting { .. } | Detail::Lost { .. } => {
            mark(running, &[Mark::Running, Mark::Done], Mark::Waiting);
        }
        Detail::Blocked { by } => {
            running.blockers = by
                .iter()
                .map(|it| display(&it.words).into_owned())
                .collect();
        }
        Detail::Unblocked => running.blockers.clear(),
        _ => {}
    }
    lists::fit(state);
}

/// Marks the step that begins: the first with this statement that does not stand yet.
fn begin_step(running: &mut Running, sql: &str, now: Duration) {
    let at = running
        .steps
        .iter()
        .position(|it| it.mark == Mark::Waiting && it.sql == sql);
    let Some(at) = at else { return };
    if let Some(step) = running.steps.get_mut(at) {
        step.mark = Mark::Running;
        step.began = Some(now);
        step.took = None;
    }
    if running.follows {
        running.cursor.at = at;
    }
}

fn mark(running: &mut Running, from: &[Mark], to: Mark) {
    for step in &mut running.steps {
        if from.contains(&step.mark) {
            step.mark = to;
        }
    }
}

/// What follows from a run that ended.
pub(super) fn ended(state: &mut State) {
    let now = state.now;
    let running = &mut state.running;
    running.ended = Some(now);
    running.blockers.clear();
    let has_failed = matches!(running.outcome, Some(Err(_)));
    for step in &mut running.steps {
        if step.mark == Mark::Running && has_failed {
            step.mark = Mark::Failed;
        } else if !has_failed {
            step.mark = Mark::Committed;
        } else if step.mark == Mark::Done {
            // Its transaction was rolled back.
            step.mark = Mark::Waiting;
        }
        if let (None, Some(began)) = (step.took, step.began) {
            step.took = Some(now.saturating_sub(began));
        }
    }
    running.doing.clear();
    let words = match (&running.outcome, running.direction) {
        (Some(Ok(_)), Some(Direction::Rollback)) => "taken back".to_owned(),
        (Some(Ok(applied)), _) => format!("done: {} statements", applied.statements),
        (Some(Err(report)), _) => format!("the run stopped: {report}"),
        (None, _) => return,
    };
    let weight = if has_failed {
        Weight::Failure
    } else {
        Weight::Done
    };
    state.say(weight, &words);
    if !has_failed && state.screen == Screen::Migrate && state.wizard.step == Step::Run {
        super::wizard::go(state, Step::Report);
    }
}

/// Returns the statement of the selected step.
pub(super) fn sql(state: &State) -> Option<String> {
    let step = state.running.steps.get(state.running.cursor.at)?;
    Some(format!("{};", step.sql))
}
