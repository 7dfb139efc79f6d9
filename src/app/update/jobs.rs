//! The list of jobs: what came of them, cancelling.

use crate::app::{
    effect::Effect,
    state::{
        Pane, State,
        dialog::{Dialog, Text},
        id::JobId,
        jobs::{Standing, Weight},
    },
};

/// Shows why the selected job failed; of another, the log.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.jobs.selected().map(|job| job.standing.clone()) {
        Some(Standing::Failed(report)) => state.dialogs.push(Dialog::Failure(report)),
        _ => state.focus(Pane::Detail),
    }
    Vec::new()
}

/// Shows a line of the log whole.
pub(super) fn read(state: &mut State) -> Vec<Effect> {
    let found = state.jobs.found();
    if let Some(line) = found.get(state.jobs.log_cursor.at) {
        let text = Text {
            title: line.weight.word().to_owned(),
            lines: vec![line.words.clone()],
            top: 0,
        };
        state.dialogs.push(Dialog::Text(text));
    }
    Vec::new()
}

/// Cancels the selected job.
pub(super) fn cancel_selected(state: &mut State) -> Vec<Effect> {
    let job = state.jobs.selected();
    let Some(id) = job.filter(|job| job.is_running()).map(|job| job.id) else {
        state.say(Weight::Warning, "this job does not run");
        return Vec::new();
    };
    cancel(state, id)
}

/// Asks a job to stop. It counts as running until it says that it ended: what it began on
/// a server is ended there first.
pub(super) fn cancel(state: &mut State, id: JobId) -> Vec<Effect> {
    let Some(job) = state.jobs.awaited(id) else {
        return Vec::new();
    };
    job.standing = Standing::Stopping;
    let words = format!("stopping: {}", job.title);
    state.say(Weight::Note, &words);
    vec![Effect::Cancel(id)]
}
