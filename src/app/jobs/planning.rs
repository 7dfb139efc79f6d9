//! Plans for what is ticked, their proofs, their files.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use pgworks_core::{
    error::Result,
    introspect::Scope,
    verify::{self, Proof},
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
        let made = jiff::Timestamp::now().to_string();
        let planned = Planned::of(&compared, &ticked, made)?;
        Ok(Answer::Planned(Arc::new(planned)))
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
pub(super) async fn save(
    work: &Work,
    planned: Arc<Planned>,
    proof: Option<Arc<Proof>>,
    folder: PathBuf,
) -> Result<Answer> {
    let timeout = format!("{}ms", work.cx.launch.config.lock_timeout.as_millis());
    work.busy(move || {
        let files = saving::folder(&folder, &planned.with_proof(proof.as_deref()), &timeout)?;
        let names = files.iter().map(|it| it.display().to_string());
        Ok(Answer::Saved(names.collect()))
    })
    .await
}
