//! Runs: what would be done, doing it, and what is left different afterwards.

use std::sync::Arc;

use pgworks_core::{
    diff,
    error::{Report, Result},
    exec::{self, Asked},
    introspect::Scope,
    plan::{confirm_difference, file::Plan},
    source::Source,
};

use super::Work;
use crate::app::{
    effect::Run,
    event::Answer,
    state::{id::DbId, wizard::Planned},
};

/// Returns the database, and what of it is read: for a plan what was compared for it.
fn target(work: &Work, db: DbId, run: Option<&Run>) -> Result<exec::Target> {
    let known = work.cx.databases.get(db);
    let conninfo = known.as_ref().and_then(|it| it.conninfo()).cloned();
    let conninfo = conninfo.ok_or_else(|| {
        Report::usage("nothing can be run here: this is no live database")
            .hint("save the script and run it with psql")
    })?;
    let schemas = match run {
        Some(Run::Apply(planned, _)) => planned.compared.question.options.schemas.clone(),
        _ => Vec::new(),
    };
    Ok(exec::Target {
        conninfo,
        scope: Scope {
            schemas,
            globals: true,
            ..Scope::default()
        },
    })
}

fn wishes(work: &Work, allow: Vec<String>) -> exec::Wishes {
    let config = &work.cx.launch.config;
    exec::Wishes {
        lock_timeout: config.lock_timeout,
        retries: config.retries,
        allow_loss: allow,
        ..exec::Wishes::default()
    }
}

/// Looks at what the ledger says, and at what a run would do.
pub(super) async fn look(work: &Work, db: DbId, run: Option<Run>) -> Result<Answer> {
    let target = target(work, db, run.as_ref())?;
    let status = work.stoppable(exec::status(&target)).await?;
    let wishes = wishes(work, Vec::new());
    let preview = match &run {
        None => None,
        Some(run) => {
            let asked = match run {
                Run::Apply(planned, _) => Asked::Apply(&planned.plan),
                Run::Resume => Asked::Resume,
                Run::RollBack => Asked::Rollback,
            };
            let preview = exec::preview(asked, &target, &wishes);
            Some(Box::new(work.stoppable(preview).await?))
        }
    };
    Ok(Answer::Looked {
        status: Box::new(status),
        preview,
    })
}

/// Runs a plan, goes on, or takes back. It listens to `cancel` itself: a step is never left
/// in the middle.
pub(super) async fn run(work: &Work, db: DbId, run: Run, allow: Vec<String>) -> Result<Answer> {
    let target = target(work, db, Some(&run))?;
    let wishes = wishes(work, allow);
    let (progress, cancel) = (&work.progress, &work.cancel);
    let applied = match &run {
        Run::Apply(planned, proof) => {
            let plan = planned.with_proof(proof.as_deref());
            Box::pin(exec::apply(&plan, &target, &wishes, progress, cancel)).await?
        }
        Run::Resume => Box::pin(exec::resume(&target, &wishes, progress, cancel)).await?,
        Run::RollBack => Box::pin(exec::rollback(&target, &wishes, progress, cancel)).await?,
    };
    let left = match &run {
        Run::Apply(planned, _) => Some(left(work, planned, &planned.plan, &target).await),
        _ => None,
    };
    Ok(Answer::Ran(Box::new(applied), left))
}

/// Says whether the database is now what it was to become. A failure to look is said too:
/// the run itself is done.
async fn left(work: &Work, planned: &Arc<Planned>, plan: &Plan, target: &exec::Target) -> String {
    let reading = match work.reading(target.scope.clone()) {
        Ok(reading) => reading,
        Err(report) => return format!("not compared again: {report}"),
    };
    let source = Source::Live(Box::new(target.conninfo.clone()));
    let found = match source.read(&reading).await {
        Ok(found) => found,
        Err(report) => return format!("not compared again: {report}"),
    };
    let mut difference = diff::diff(&found.catalog, &planned.end, &plan.filter);
    if !difference.is_empty() {
        let _ = confirm_difference(&found.catalog, &planned.end, &mut difference, &reading).await;
    }
    match (difference.deltas.len(), plan.left.len()) {
        (0, _) => "compared again: no difference is left".into(),
        (count, 0) => format!("compared again: {count} objects still differ"),
        (count, left) => format!(
            "compared again: {count} objects still differ; the plan leaves {left} on purpose"
        ),
    }
}
