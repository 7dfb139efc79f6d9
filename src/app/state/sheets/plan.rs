//! What belongs to the selected line of a plan.

use pgworks_core::{
    plan::{Segment, Step},
    risk::{Level, Undo},
};

use super::{State, count};
use crate::app::state::{
    sheet::{Sheet, Tone},
    sql_text::SqlText,
    wizard::{PlanRow, Planned},
};

/// Returns the selected line's text: of an action its risk and its whole statement.
pub fn detail(state: &State) -> Sheet {
    let mut sheet = Sheet::default();
    let Some(planned) = &state.wizard.planned else {
        return sheet;
    };
    match state.wizard.plan_row() {
        None => {}
        Some(PlanRow::Added(at)) => added(&mut sheet, planned, at),
        Some(PlanRow::Left(at)) => left(&mut sheet, planned, at),
        Some(PlanRow::Head(at)) => {
            if let Some(segment) = planned.plan.segments.get(at) {
                head(&mut sheet, at, planned.plan.segments.len(), segment);
            }
        }
        Some(PlanRow::Step(segment, at)) => {
            let segment = planned.plan.segments.get(segment);
            if let Some(it) = segment.and_then(|it| it.steps.get(at)) {
                step(&mut sheet, it);
            }
        }
    }
    sheet
}

fn added(sheet: &mut Sheet, planned: &Planned, at: usize) {
    if let Some((name, why)) = planned.added.get(at) {
        sheet.say(
            Tone::Warn,
            format!("{name} was not ticked, and is changed too:"),
        );
        sheet.say(Tone::Plain, why);
        sheet.gap();
        sheet.say(
            Tone::Dim,
            "Without it the ticked changes cannot be made. To leave it out, untick what needs it.",
        );
    }
}

fn left(sheet: &mut Sheet, planned: &Planned, at: usize) {
    if let Some(it) = planned.plan.left.get(at) {
        sheet.say(Tone::Warn, format!("{} stays different:", it.object));
        sheet.say(Tone::Plain, &it.why);
    }
}

/// Says what a whole segment takes, until its end.
fn head(sheet: &mut Sheet, at: usize, of: usize, segment: &Segment) {
    let steps = count(segment.steps.len(), "statement", "statements");
    let how = if segment.in_transaction {
        "in one transaction: all of them stand, or none"
    } else {
        "outside of a transaction: it stands as soon as it is done"
    };
    sheet.say(Tone::Head, format!("segment {} of {of}: {steps}", at + 1));
    sheet.say(Tone::Plain, how);
    let risks = segment.steps.iter().map(|it| it.action.risk.clone());
    let Some(risk) = risks.reduce(pgworks_core::risk::Risk::and) else {
        return;
    };
    sheet.gap();
    if let Some(what) = &risk.loses {
        sheet.label(Tone::Danger, "loses", what);
    }
    for (relation, lock) in &risk.locks {
        let effect = if lock.blocks_reads() {
            "nobody reads or writes it until the end of the segment"
        } else if lock.blocks_writes() {
            "nobody writes it until the end of the segment"
        } else {
            "readers and writers go on"
        };
        let tone = if lock.blocks_writes() {
            Tone::Warn
        } else {
            Tone::Plain
        };
        sheet.label(tone, "locks", &format!("{relation}: {lock}; {effect}"));
    }
    if risk.locks.is_empty() {
        sheet.label(Tone::Good, "locks", "no table that is there already");
    }
}

/// Says what one statement takes, loses, and how it is undone.
fn step(sheet: &mut Sheet, step: &Step) {
    let (risk, undo) = (&step.action.risk, &step.action.undo);
    sheet.say(Tone::Head, &step.object);
    let tone = match risk.level() {
        Level::Safe => Tone::Good,
        Level::Notice => Tone::Plain,
        Level::Warning => Tone::Warn,
        Level::Danger => Tone::Danger,
    };
    sheet.label(tone, "risk", &risk.words());
    let tone = match undo {
        Undo::Exact => Tone::Good,
        Undo::ExactIf(_) => Tone::Plain,
        Undo::StructureOnly(_) | Undo::Impossible(_) => Tone::Warn,
    };
    sheet.label(tone, "undo", &undo.words());
    sheet.gap();
    sheet.sql = SqlText::new(&format!("{};", step.action.sql));
}
