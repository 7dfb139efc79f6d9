//! The proof: a plan is applied to a scratch database and read back equal, forward and
//! back.
//!
//! The scratch is built from the old catalog by our own statements, so it must first read
//! back equal to it: otherwise our writer and our reader could forget the same thing
//! together. What the proof cannot show is said with it, every time.

mod rows;
mod sentence;
mod walk;

use std::collections::BTreeSet;

use crate::{
    catalog::{Catalog, Object, ObjectId},
    diff::{Delta, diff},
    error::{Class, Report, Result},
    kinds,
    plan::{
        file::{Plan, ProofNote, digest},
        slice,
    },
    scratch::{self},
    source::{Reading, wish},
};
use walk::{Rows, Run};

/// What was proven, or why not.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Proof {
    /// Whether everything held.
    pub holds: bool,
    /// The stages in order: what was looked at, and whether it held.
    pub stages: Vec<Stage>,
    /// The version of the server that it ran on.
    pub server_version: u32,
    /// The provider of the scratch, in words.
    pub scratch: String,
    /// How many objects were built, of how many.
    pub objects: (usize, usize),
    /// How many tables had rows, and how many rows these were.
    pub rows: (usize, usize),
    /// What the proof does not show.
    pub not_proven: Vec<String>,
    /// The sentence.
    pub says: String,
}

/// One stage of a proof.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Stage {
    /// What was looked at: `the plan ends in NEW`.
    pub claim: String,
    /// What speaks against it; nothing if it held.
    pub against: Vec<String>,
}

/// A catalog with more objects than this is proven by the part that the plan concerns.
const LARGE: usize = 8_000;

/// Proves a plan from `old` to `new`, forward and back.
///
/// `old` is the catalog that the plan begins with, before renames.
pub async fn prove(plan: &Plan, old: &Catalog, new: &Catalog, reading: &Reading) -> Result<Proof> {
    proof(plan, old, old, Some(new), reading).await
}

/// Tells whether a plan can lead from `old` to `new`: what it does not name is the same in
/// both. A database that changed since the plan was made has more than the new side, or less.
pub fn leads_to(plan: &Plan, old: &Catalog, new: &Catalog) -> bool {
    let named = plan.before.ids().into_iter().chain(plan.after.ids());
    let named: BTreeSet<ObjectId> = named.collect();
    let difference = diff(old, new, &plan.filter);
    difference.deltas.iter().all(|delta| {
        let object = match delta {
            Delta::Add(at) => new.at(*at),
            Delta::Drop(at) | Delta::Alter { old: at, .. } => old.at(*at),
        };
        named.contains(&object.id) || object.id.kind.info().is_global
    })
}

/// Proves a plan where the new side cannot be read again: the run must end in what the
/// plan sealed when it was made. Texts that PostgreSQL deparses are not part of the seals.
pub async fn prove_sealed(plan: &Plan, old: &Catalog, reading: &Reading) -> Result<Proof> {
    proof(plan, old, old, None, reading).await
}

/// Proves a plan on a scratch database that is built from `built_from` instead of `old`.
///
/// What our writer is given to build the scratch can so be made to lack something: the
/// proof must then fail, as it must where the writer itself forgets it.
pub async fn prove_built_from(
    plan: &Plan,
    built_from: &Catalog,
    old: &Catalog,
    new: &Catalog,
    reading: &Reading,
) -> Result<Proof> {
    proof(plan, built_from, old, Some(new), reading).await
}

async fn proof(
    plan: &Plan,
    built_from: &Catalog,
    old: &Catalog,
    new: Option<&Catalog>,
    reading: &Reading,
) -> Result<Proof> {
    reading
        .progress
        .say("opening a scratch database for the proof");
    let scratch = scratch::open(&reading.choice, &reading.places, wish(&old.origin)).await?;
    let sides = Sides::of(plan, old, new);
    let mut run = Run {
        plan,
        reading,
        scratch: &scratch,
        stages: Vec::new(),
        missing: Vec::new(),
        unowned: BTreeSet::new(),
        rows: Rows::default(),
    };
    let built_from = if std::ptr::eq(built_from, old) {
        &sides.old
    } else {
        built_from
    };
    let outcome = Box::pin(run.all(built_from, &sides)).await;
    let (stages, missing, rows) = (run.stages, run.missing, run.rows);
    let unowned: Vec<String> = run.unowned.into_iter().collect();
    outcome?;
    let holds = !stages.is_empty() && stages.iter().all(|stage| stage.against.is_empty());
    let mut proof = Proof {
        holds,
        stages,
        server_version: scratch.version().num(),
        scratch: scratch.describe(),
        objects: (sides.old.len(), old.len()),
        rows: rows.count,
        not_proven: sentence::not_proven(plan, &sides, old, &scratch, [&missing, &unowned], &rows),
        says: String::new(),
    };
    proof.says = sentence::says(&proof, scratch.acts_as());
    Ok(proof)
}

impl Proof {
    /// Returns the note that a plan keeps of its proof.
    pub fn note(&self, plan: &Plan) -> Option<ProofNote> {
        self.holds.then(|| ProofNote {
            statements: digest(&plan.segments),
            server_version: self.server_version,
            says: self.says.clone(),
        })
    }

    /// Returns the failure as a report.
    pub fn report(&self) -> Report {
        let failed = self.stages.iter().find(|stage| !stage.against.is_empty());
        let mut report = Report::new(Class::Proof, "the proof failed");
        if let Some(stage) = failed {
            report = report.on(&*stage.claim);
            for reason in stage.against.iter().take(20) {
                report = report.because(reason);
            }
        }
        report.hint("nothing was changed; `pgworks diff OLD NEW` shows the statements")
    }
}

/// The two sides as the proof builds them.
struct Sides {
    old: Catalog,
    /// Absent where it cannot be read again.
    new: Option<Catalog>,
    /// What was left out because it runs code of a text's on every statement.
    silenced: Vec<ObjectId>,
    /// What was left out because it belongs to the cluster or to the database as a whole.
    outside: Vec<ObjectId>,
}

impl Sides {
    /// Lists all that is not part of the proof.
    fn left_out(&self) -> Vec<ObjectId> {
        self.silenced.iter().chain(&self.outside).cloned().collect()
    }
}

impl Sides {
    /// Takes the whole catalogs, or of large ones the part that the plan concerns. From a
    /// text no object is built that would run its code with the scratch's own rights.
    fn of(plan: &Plan, old: &Catalog, new: Option<&Catalog>) -> Self {
        let silenced = silenced(plan, old);
        let is_large = old.len() > LARGE || new.is_some_and(|new| new.len() > LARGE);
        let (was, is) = if is_large {
            concerned(plan, old, new)
        } else {
            (old.clone(), new.cloned())
        };
        let keep = |catalog: Catalog| {
            let catalog = if is_of_texts(plan) {
                without_role(&catalog, &old.origin.role)
            } else {
                catalog
            };
            let is_kept = |object: &Object| {
                !object.id.kind.info().is_global && !silenced.contains(&object.id)
            };
            if catalog.objects().all(|(_, object)| is_kept(object)) {
                catalog
            } else {
                catalog.filter(|_, object| is_kept(object))
            }
        };
        let planned = plan.before.ids().into_iter().chain(plan.after.ids());
        let global = |id: &ObjectId| id.kind.info().is_global;
        let outside: BTreeSet<ObjectId> = planned.filter(global).collect();
        Self {
            old: keep(was),
            new: is.map(keep),
            silenced,
            outside: outside.into_iter().collect(),
        }
    }
}

/// Tells whether neither side of a plan names the role that runs its statements.
fn is_of_texts(plan: &Plan) -> bool {
    plan.old.role.is_empty() && plan.new.role.is_empty()
}

/// Returns a catalog in which what is a role's, or about it, is so of whoever runs the
/// statements.
fn without_role(catalog: &Catalog, role: &str) -> Catalog {
    catalog.map(|object| kinds::of(object.id.kind).forget_role(object, role, ""))
}

/// Lists what would run code of a text's, with the scratch's own rights, on every
/// statement. A source that is a live database named its role; a text has none.
fn silenced(plan: &Plan, old: &Catalog) -> Vec<ObjectId> {
    if !plan.old.role.is_empty() && !plan.new.role.is_empty() {
        return Vec::new();
    }
    let there = old.objects().map(|(_, object)| object.id.clone());
    let mut silenced: Vec<ObjectId> = there
        .chain(plan.after.ids())
        .filter(|id| id.kind.info().fires)
        .collect();
    silenced.sort();
    silenced.dedup();
    silenced
}

/// Returns the parts of both sides that a plan concerns, each with what the other has of it.
fn concerned(plan: &Plan, old: &Catalog, new: Option<&Catalog>) -> (Catalog, Option<Catalog>) {
    let ids = |catalog: &Catalog| {
        catalog
            .objects()
            .map(|(_, object)| object.id.clone())
            .collect::<Vec<_>>()
    };
    let mut all: BTreeSet<ObjectId> = plan
        .before
        .ids()
        .into_iter()
        .chain(plan.after.ids())
        .collect();
    all.extend(ids(&slice::surroundings(old, &all)));
    let is = new.map(|new| slice::surroundings(new, &all));
    all.extend(is.iter().flat_map(ids));
    (slice::surroundings(old, &all), is)
}
