//! Cancelling jobs.

use crate::app::{
    effect::Effect,
    state::{
        State,
        id::JobId,
        jobs::{Standing, Weight},
    },
};

/// Cancels the selected job.
pub(super) fn cancel_selected(state: &mut State) -> Vec<Effect> {
    let job = state.jobs.all.get(state.jobs.cursor.at);
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
