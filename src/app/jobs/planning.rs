//! Plans for what is ticked, their proofs, their files.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use pgworks_core::{
    error::Result,
    introspect::Scope,
    plan::{
        choose,
        file::{self, Making},
    },
    sql::display,
    verify,
};

use super::Work;
use crate::{
    app::{
        event::Answer,
        state::{comparison::Compared, wizard::Planned},
    },
    front::saving,
};

/// Plans what is ticked, and what that needs.
pub(super) async fn plan(
    work: &Work,
    compared: Arc<Compared>,
    ticked: BTreeSet<usize>,
) -> Result<Answer> {
    work.progress.say("planning");
    work.busy(move || {
        let (old, new) = (&compared.old, &compared.new);
        let from = compared.prepared.old(old);
        let difference = &compared.prepared.difference;
        let closure = choose::closure(from, new, difference, &compared.changes, &ticked);
        let added = closure.added.iter().filter_map(|(at, why)| {
            let change = compared.changes.get(*at)?;
            Some((
                display(&change.root.to_string()).into_owned(),
                display(why).into_owned(),
            ))
        });
        let added = added.collect();
        let wishes = compared.question.options.wishes();
        let (end, part) =
            choose::prepare_part(&compared.prepared, old, new, &closure.all, &wishes)?;
        let [old_source, new_source] = &compared.names;
        let plan = file::make(&Making {
            old,
            new: &end,
            old_source,
            new_source,
            prepared: &part,
            wishes: &wishes,
            made: jiff::Timestamp::now().to_string(),
        })?;
        Ok(Answer::Planned(Arc::new(Planned {
            plan,
            end: Arc::new(end),
            old: Arc::clone(old),
            added,
            compared: Arc::clone(&compared),
        })))
    })
    .await
}

/// Proves a plan on a scratch database.
pub(super) async fn verify(work: &Work, planned: Arc<Planned>) -> Result<Answer> {
    let mut reading = work.reading(Scope::default())?;
    reading.like = Some(planned.old.origin.clone());
    let proof = verify::prove(&planned.plan, &planned.old, &planned.end, &reading);
    let proof = work.stoppable(Box::pin(proof)).await?;
    Ok(Answer::Proved(Arc::new(proof)))
}

/// Writes script, plan and report into a folder.
pub(super) async fn save(work: &Work, planned: Arc<Planned>, folder: PathBuf) -> Result<Answer> {
    let timeout = format!("{}ms", work.cx.launch.config.lock_timeout.as_millis());
    work.busy(move || {
        let files = saving::folder(&folder, &planned.plan, &timeout)?;
        let names = files.iter().map(|it| it.display().to_string());
        Ok(Answer::Saved(names.collect()))
    })
    .await
}
