//! Builds a catalog on a scratch database, and runs segments there.
//!
//! Only statements that pgworks wrote run here.

use std::collections::BTreeSet;

use crate::{
    catalog::{Catalog, Object, Timing},
    conn::setup::{pin_again, reset_for_data},
    error::{Report, Result},
    introspect::{self, Scope},
    kinds,
    scratch::{Database, Prover, Scratch},
    source::{Reading, empty},
};

use super::{Segment, Wishes, plan_between, script::SETTINGS};

/// A scratch database that holds a catalog.
pub struct Rebuilt {
    /// The database.
    pub database: Database,
    /// The roles that the catalog names and that could not be made.
    pub missing: Vec<String>,
    /// The objects, as people read them, whose owners may not own them there.
    pub unowned: BTreeSet<String>,
}

/// Lists the objects that a session could not give to their owners.
pub fn unowned(session: &Prover, segments: &[Segment]) -> BTreeSet<String> {
    let not_given = session.not_given();
    let steps = segments.iter().flat_map(|segment| &segment.steps);
    steps
        .filter(|step| not_given.contains(&step.action.sql))
        .map(|step| step.object.clone())
        .collect()
}

/// Makes a scratch database that holds a catalog.
pub async fn rebuild(catalog: &Catalog, scratch: &Scratch, reading: &Reading) -> Result<Rebuilt> {
    let missing = scratch.ensure_roles(&roles(catalog)).await?;
    let database = scratch.create().await?;
    let mut origin = catalog.origin.clone();
    origin.version = scratch.version().num();
    let wishes = Wishes::default();
    let (_, route) = plan_between(&empty(&origin), catalog, &wishes)?;
    let session = database.connect_to_run(texts(&route.segments)).await?;
    let built = run(&session, &route.segments, reading).await;
    let unowned = unowned(&session, &route.segments);
    session.close().await;
    match built {
        Ok(()) => Ok(Rebuilt {
            database,
            missing,
            unowned,
        }),
        Err(report) => {
            database.drop().await?;
            Err(report)
        }
    }
}

/// Makes a copy of a scratch database that holds a catalog, with what a template does not
/// carry over because the cluster keeps it.
pub async fn copy(
    database: &Database,
    catalog: &Catalog,
    scratch: &Scratch,
    reading: &Reading,
) -> Result<Database> {
    let copy = scratch.copy(database).await?;
    let is_shared = |object: &Object| object.id.kind.info().is_shared;
    if !catalog.objects().any(|(_, object)| is_shared(object)) {
        return Ok(copy);
    }
    let mut without = catalog.filter(|_, object| !is_shared(object));
    without.origin.version = scratch.version().num();
    let (_, route) = plan_between(&without, catalog, &Wishes::default())?;
    let session = copy.connect_to_run(texts(&route.segments)).await?;
    let built = run(&session, &route.segments, reading).await;
    session.close().await;
    match built {
        Ok(()) => Ok(copy),
        Err(report) => {
            copy.drop().await?;
            Err(report)
        }
    }
}

/// Lists the statements of segments.
pub fn texts(segments: &[Segment]) -> impl Iterator<Item = &str> {
    let steps = segments.iter().flat_map(|segment| &segment.steps);
    steps.map(|step| &*step.action.sql)
}

/// Lists the roles that a catalog names, each once.
pub fn roles(catalog: &Catalog) -> Vec<String> {
    let mut roles: Vec<String> = catalog
        .objects()
        .flat_map(|(_, object)| kinds::of(object.id.kind).roles(object))
        .filter(|role| !role.starts_with("pg_"))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Runs segments one statement at a time.
pub async fn run(session: &Prover, segments: &[Segment], reading: &Reading) -> Result<()> {
    for (name, value) in SETTINGS {
        session.execute(&format!("SET {name} = {value}")).await?;
    }
    let total: usize = segments.iter().map(|segment| segment.steps.len()).sum();
    let mut done = 0_usize;
    for segment in segments {
        if segment.in_transaction {
            session.begin().await?;
        }
        for step in &segment.steps {
            if reading.cancel.is_cancelled() {
                return Err(Report::connect(
                    "working on the scratch database was cancelled",
                ));
            }
            reading
                .progress
                .count("running on the scratch database", done as u64, total as u64);
            let changes_rows = step.action.timing == Timing::Batches;
            if changes_rows {
                reset_for_data(session.session().await?).await?;
            }
            session
                .execute(&step.action.sql)
                .await
                .map_err(|report| report.on(&*step.object))?;
            if changes_rows {
                pin_again(session.session().await?).await?;
            }
            done += 1;
        }
        if segment.in_transaction {
            session.commit().await?;
        }
    }
    Ok(())
}

/// Reads the catalog of a scratch database, whole.
pub async fn read(database: &Database, reading: &Reading) -> Result<Catalog> {
    let sessions = database.connect_to_read().await?;
    let scope = Scope::default();
    let catalog = introspect::read(&sessions, &scope, &reading.progress, &reading.cancel).await;
    for session in sessions {
        session.close().await;
    }
    catalog
}
