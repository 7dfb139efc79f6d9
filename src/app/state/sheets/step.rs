//! What the wizard's steps without a list say: the proof, the report, and what stands
//! below the lines of Sides and Scope.

use std::time::Duration;

use pgworks_core::{
    exec::{Applied, Direction},
    verify::Proof,
};

use super::{State, clock, count, failure, key, took};
use crate::app::state::{
    comparison::Side,
    jobs::Slot,
    opened::Opened,
    sheet::{Sheet, Tone},
};

/// Returns what stands below the lines of the step Sides.
pub fn sides(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    let wizard = &state.wizard;
    sheet.gap();
    if let (Some(old), Some(new)) = (&wizard.old, &wizard.new)
        && old.word == new.word
    {
        sheet.say(Tone::Warn, "OLD and NEW are the same source");
    }
    let is_production = |side: &Side| state.db(side.db).is_some_and(Opened::is_production);
    if wizard.old.as_ref().is_some_and(is_production) {
        sheet.say(
            Tone::Warn,
            "OLD is production: the plan must be proven, and running it asks for the \
             database's name",
        );
    }
    sheet.say(
        Tone::Dim,
        "The plan changes OLD so that it becomes what NEW is. Nothing is written before the \
         step Run, and NEW is only ever read.",
    );
    sheet.say(Tone::Dim, on(state, "chooses a side"));
    sheet
}

fn on(state: &State, enter: &str) -> String {
    format!(
        "{} {enter}, {} goes on",
        key(state, "open"),
        key(state, "next-step")
    )
}

/// Returns what stands below the lines of the step Scope.
pub fn scope(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.say(
        Tone::Dim,
        "Without the name of what was renamed, a rename is a drop and a create, and its rows \
         are lost. What looks like one is asked for in the step Review.",
    );
    sheet.say(Tone::Dim, on(state, "changes an option"));
    sheet
}

/// Returns what the proof says.
pub fn verify(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    if let Some(job) = state.jobs.running(Slot::Verify) {
        let words = format!(
            "PROVING on a scratch database  {}",
            clock(state.now.saturating_sub(job.began))
        );
        sheet.say(Tone::Head, words);
        sheet.say(Tone::Plain, job.step.as_ref().map_or("", |it| &it.what));
        sheet.gap();
        sheet.say(
            Tone::Dim,
            "The plan is run forward and back on a copy of the schema, and both ends are read \
             and compared. The target is not touched.",
        );
        return sheet;
    }
    match &state.wizard.proof {
        None if state.wizard.planned.is_none() => sheet.say(Tone::Dim, "there is no plan yet"),
        None => {
            let words = format!("not proven yet: {} proves it", key(state, "start"));
            sheet.say(Tone::Warn, words);
        }
        Some(Err(report)) => {
            sheet.say(Tone::Danger, "NOT PROVEN: the proof could not be made");
            sheet.gap();
            failure(&mut sheet, report);
            for hint in report.hints() {
                sheet.label(Tone::Plain, "try", hint);
            }
            let words = format!("{} tries again", key(state, "start"));
            sheet.say(Tone::Dim, words);
        }
        Some(Ok(proof)) => proof_says(state, proof, &mut sheet),
    }
    sheet
}

fn proof_says(state: &State, proof: &Proof, sheet: &mut Sheet) {
    if proof.holds {
        sheet.say(Tone::Good, "PROVEN, forward and back");
    } else {
        sheet.say(Tone::Danger, "NOT PROVEN: the proof failed");
    }
    sheet.gap();
    for stage in &proof.stages {
        let (tone, word) = if stage.against.is_empty() {
            (Tone::Good, "holds")
        } else {
            (Tone::Danger, "FAILS")
        };
        sheet.label(tone, word, &stage.claim);
        for against in &stage.against {
            sheet.label(Tone::Danger, "", against);
        }
    }
    sheet.gap();
    sheet.say(Tone::Plain, &proof.says);
    sheet.gap();
    let words = format!("scratch: {}", proof.scratch);
    sheet.say(Tone::Dim, words);
    let next = if proof.holds {
        format!("{} goes on to the run", key(state, "next-step"))
    } else {
        format!(
            "{} goes back to the plan, {} proves again",
            key(state, "previous-step"),
            key(state, "start")
        )
    };
    sheet.say(Tone::Dim, next);
}

/// Returns what came of the run, and what can be done next.
pub fn report(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    let running = &state.running;
    let elapsed = match (running.began, running.ended) {
        (Some(began), Some(ended)) => ended.saturating_sub(began),
        _ => Duration::ZERO,
    };
    match &running.outcome {
        None => sheet.say(Tone::Dim, "nothing was run yet"),
        Some(Ok(applied)) => came(state, applied, elapsed, &mut sheet),
        Some(Err(report)) => {
            let words = format!("NOT DONE, after {}", took(elapsed));
            sheet.say(Tone::Danger, words);
            sheet.gap();
            failure(&mut sheet, report);
            let words = format!(
                "{} shows the run: it can be gone on with or taken back there",
                key(state, "previous-step")
            );
            sheet.say(Tone::Dim, words);
        }
    }
    for file in &state.wizard.files {
        sheet.label(Tone::Plain, "written", file);
    }
    sheet
}

fn came(state: &State, applied: &Applied, elapsed: Duration, sheet: &mut Sheet) {
    let is_back = applied.direction == Direction::Rollback;
    let statements = count(applied.statements, "statement", "statements");
    let segments = count(applied.segments, "segment", "segments");
    let what = if is_back { "TAKEN BACK" } else { "DONE" };
    sheet.say(Tone::Good, format!("{what} in {}", took(elapsed)));
    sheet.gap();
    if let Some(opened) = state.running.db.and_then(|it| state.db(it)) {
        let words = opened
            .server
            .as_ref()
            .map_or(&opened.name, |it| &it.describe);
        sheet.label(Tone::Plain, "database", words);
    }
    let words = format!(
        "run {} in the ledger: {statements} in {segments}",
        applied.run
    );
    sheet.label(Tone::Plain, "run", &words);
    if applied.already_done > 0 {
        let words = format!(
            "{} stood before",
            count(applied.already_done, "segment", "segments")
        );
        sheet.label(Tone::Plain, "", &words);
    }
    let tries = (applied.retries, applied.reconnects);
    let words = match tries {
        (0, 0) => "nothing had to be tried again".to_owned(),
        (retries, reconnects) => {
            format!("{retries} tried again, {reconnects} times connected again")
        }
    };
    sheet.label(Tone::Plain, "trouble", &words);
    if let Some(left) = &state.running.left_over {
        let is_equal = left.ends_with("no difference is left");
        let tone = if is_equal { Tone::Good } else { Tone::Warn };
        sheet.label(tone, "end", left);
    }
    for dump in &applied.dumps {
        sheet.label(Tone::Plain, "kept", &dump.display().to_string());
    }
    for note in &applied.notes {
        sheet.label(Tone::Warn, "note", note);
    }
    sheet.gap();
    let next = if is_back {
        format!("{} shows the comparison", key(state, "diff"))
    } else {
        format!(
            "{} takes the run back, {} saves script, plan and report, {} shows the comparison",
            key(state, "roll-back"),
            key(state, "save"),
            key(state, "diff")
        )
    };
    sheet.say(Tone::Dim, next);
}
