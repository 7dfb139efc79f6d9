//! What is said of a run: above its steps how it stands, beside them the statement, who is
//! in the way, and what the ledger holds.

use std::time::Duration;

use pgworks_core::{
    error::Report,
    exec::{Applied, Direction, Run, State as RunState, Status},
};

use super::{State, clock, count, failure, key, size, took};
use crate::app::state::{
    Screen,
    jobs::{Slot, Standing},
    running::{Ahead, Mark, RunStep, Running},
    sheet::{Sheet, Tone},
    sql_text::SqlText,
};

/// Returns what stands above the steps of a run.
pub fn head(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    let running = &state.running;
    match (&running.began, &running.outcome) {
        (None, _) => before(state, &mut sheet),
        (Some(began), None) => under_way(state, state.now.saturating_sub(*began), &mut sheet),
        (Some(began), Some(outcome)) => {
            let took = running.ended.unwrap_or(state.now).saturating_sub(*began);
            match outcome {
                Ok(applied) => done(state, applied, took, &mut sheet),
                Err(report) => stopped(state, report, took, &mut sheet),
            }
        }
    }
    sheet
}

/// Returns how many of a run's segments stand, in words.
fn stand(running: &Running) -> String {
    let (all, stand) = running.segments();
    format!("{stand} of {all} segments committed")
}

fn under_way(state: &State, elapsed: Duration, sheet: &mut Sheet) {
    let running = &state.running;
    let job = state.jobs.running(Slot::Run);
    let is_stopping = job.is_some_and(|it| matches!(it.standing, Standing::Stopping));
    let what = match (is_stopping, running.direction) {
        (true, _) => "STOPPING at a safe point",
        (_, Some(Direction::Rollback)) => "TAKING BACK",
        _ => "RUNNING",
    };
    let (done, all) = (running.done(), running.steps.len());
    let words = format!(
        "{what}  {}  {done} of {} done, {}",
        clock(elapsed),
        count(all, "statement", "statements"),
        stand(running)
    );
    sheet.say(if is_stopping { Tone::Warn } else { Tone::Head }, words);
    // Who blocks stands below, in full.
    let doing = running.doing.split(": blocked by").next();
    sheet.say(Tone::Plain, doing.unwrap_or_default());
    for words in &running.blockers {
        sheet.say(Tone::Danger, format!("! {words}"));
    }
}

fn done(state: &State, applied: &Applied, elapsed: Duration, sheet: &mut Sheet) {
    let what = match applied.direction {
        Direction::Rollback => "TAKEN BACK",
        Direction::Apply => "DONE",
    };
    let statements = count(applied.statements, "statement", "statements");
    let words = format!(
        "{what} in {}: {statements}, run {}",
        took(elapsed),
        applied.run
    );
    sheet.say(Tone::Good, words);
    if let Some(left) = &state.running.left_over {
        sheet.say(Tone::Plain, left);
    }
    if applied.direction == Direction::Apply {
        sheet.say(
            Tone::Dim,
            format!("{} takes the run back", key(state, "roll-back")),
        );
    }
}

fn stopped(state: &State, report: &Report, elapsed: Duration, sheet: &mut Sheet) {
    let running = &state.running;
    if running.was_stopped {
        let words = format!("STOPPED as asked after {}", took(elapsed));
        sheet.say(Tone::Warn, words);
    } else {
        let words = format!("FAILED after {}: {}", took(elapsed), report.title());
        sheet.say(Tone::Danger, words);
        if let Some(server) = report.server_error() {
            sheet.say(Tone::Danger, &server.message);
        }
    }
    let is_open = running
        .status
        .as_ref()
        .is_none_or(|it| it.unfinished.is_some());
    if is_open {
        let words = format!(
            "{}; {} goes on, {} takes back",
            stand(running),
            key(state, "resume"),
            key(state, "roll-back")
        );
        sheet.say(Tone::Plain, words);
    } else {
        sheet.say(Tone::Plain, "nothing was changed");
    }
}

fn before(state: &State, sheet: &mut Sheet) {
    let running = &state.running;
    if let Some(report) = &running.failure {
        failure(sheet, report);
        let words = format!("{} looks again", key(state, "refresh"));
        sheet.say(Tone::Dim, words);
        return;
    }
    if state.screen == Screen::Migrate {
        to_run(state, sheet);
    }
    match &running.status {
        Some(status) => ledger(state, status, sheet),
        None if state.jobs.running(Slot::Look).is_some() => {
            sheet.say(Tone::Dim, "looking at the database ...");
        }
        None if running.db.is_none() => sheet.say(Tone::Dim, "no database is open"),
        None => {}
    }
}

/// Says what would be run where, and what it would cost.
fn to_run(state: &State, sheet: &mut Sheet) {
    let Some(planned) = &state.wizard.planned else {
        sheet.say(Tone::Warn, "there is no plan yet");
        return;
    };
    if !planned.compared.is_live {
        sheet.say(
            Tone::Warn,
            "OLD is no live database: nothing can be run here",
        );
        let words = format!("{} saves the script", key(state, "save"));
        sheet.say(Tone::Plain, words);
        return;
    }
    let (all, _) = state.running.segments();
    let name = planned.compared.names.first().map_or("", String::as_str);
    let words = format!(
        "{} in {} will run on {name}: {} runs them",
        count(state.running.steps.len(), "statement", "statements"),
        count(all, "segment", "segments"),
        key(state, "start")
    );
    sheet.say(Tone::Head, words);
    if !state.wizard.is_proven() {
        sheet.say(Tone::Warn, "! this plan is not proven (step 5)");
    }
    for (_, what) in planned.plan.losses() {
        sheet.say(Tone::Danger, format!("! loses {what}"));
    }
}

/// Says what the ledger holds.
fn ledger(state: &State, status: &Status, sheet: &mut Sheet) {
    if let Some(who) = &status.at_work {
        sheet.say(Tone::Warn, format!("another run is at work: {who}"));
    }
    if let Some(run) = &status.unfinished {
        let words = format!(
            "run {} is not finished: {} of {} segments are committed; {} goes on, {} takes back",
            run.id,
            run.segments_done,
            run.segments,
            key(state, "resume"),
            key(state, "roll-back")
        );
        sheet.say(Tone::Warn, words);
        if let Some(why) = &run.failure {
            sheet.say(Tone::Plain, format!("it failed: {why}"));
        }
    } else if state.screen == Screen::Run {
        match &status.last {
            Some(run) => {
                let words = format!(
                    "last run {}: {}; {} takes it back",
                    run.id,
                    became(run),
                    key(state, "roll-back")
                );
                sheet.say(Tone::Plain, words);
            }
            None => sheet.say(
                Tone::Dim,
                "no run of pgworks on this database can be taken back",
            ),
        }
    }
}

fn became(run: &Run) -> String {
    let steps = count(run.steps, "statement", "statements");
    let how = match run.state {
        RunState::Unfinished => "not finished",
        RunState::Finished => "finished",
        RunState::TakenBack => "taken back",
        RunState::Abandoned => "left as it was",
    };
    let when = run.ended.as_ref().unwrap_or(&run.started);
    format!("{how}, {steps}, by {} at {when}", run.role)
}

/// Returns what stands beside the steps of a run.
pub fn detail(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    let running = &state.running;
    if let Some(Err(report)) = running.outcome.as_ref().filter(|_| !running.was_stopped) {
        failure(&mut sheet, report);
        sheet.gap();
    }
    if let Some(report) = &running.failure {
        failure(&mut sheet, report);
        for hint in report.hints() {
            sheet.label(Tone::Plain, "try", hint);
        }
        sheet.gap();
    }
    if running.began.is_none()
        && let Some(ahead) = &running.ahead
    {
        target(&mut sheet, ahead);
        sheet.gap();
    }
    if let Some(step) = running.selected() {
        statement(&mut sheet, step, state.now);
    }
    sheet
}

/// Says where it would run and as whom.
fn target(sheet: &mut Sheet, ahead: &Ahead) {
    let preview = &ahead.preview;
    sheet.label(Tone::Plain, "server", &preview.connection);
    let words = format!(
        "PostgreSQL {}, {}",
        preview.server_version, preview.protection
    );
    sheet.label(Tone::Plain, "", &words);
    sheet.label(Tone::Plain, "role", &preview.role);
    for loss in &preview.losses {
        let size = loss.bytes.map_or_else(String::new, |bytes| {
            format!(" (in a table of {})", size(bytes))
        });
        sheet.label(Tone::Danger, "loses", &format!("{}{size}", loss.what));
    }
    for left in &preview.left {
        sheet.label(Tone::Warn, "not back", left);
    }
}

fn statement(sheet: &mut Sheet, step: &RunStep, now: Duration) {
    let time = match (step.mark, step.began, step.took) {
        (Mark::Running, Some(began), _) => format!(", {}", took(now.saturating_sub(began))),
        (_, _, Some(time)) => format!(", {}", took(time)),
        _ => String::new(),
    };
    let words = format!("{}: {}{time}", step.object, step.mark.word());
    sheet.say(Tone::Head, words);
    sheet.gap();
    sheet.sql = SqlText::new(&format!("{};", step.sql));
}
