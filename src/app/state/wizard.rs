//! The migration wizard: seven steps from two sides to a report.

use std::{collections::BTreeSet, sync::Arc};

use pgworks_core::{
    catalog::Catalog,
    error::{Report, Result},
    plan::{
        choose,
        file::{self, Making, Plan},
    },
    sql::display,
    verify::Proof,
};

use super::{
    comparison::{Compared, Options, Side},
    cursor::Cursor,
};

/// A step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which sides.
    #[default]
    Sides,
    /// What is compared, and how.
    Scope,
    /// The changes, to be ticked.
    Review,
    /// The actions in their order.
    Plan,
    /// The proof.
    Verify,
    /// The run.
    Run,
    /// What came of it.
    Report,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 7] = [
        Self::Sides,
        Self::Scope,
        Self::Review,
        Self::Plan,
        Self::Verify,
        Self::Run,
        Self::Report,
    ];

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sides => "Sides",
            Self::Scope => "Scope",
            Self::Review => "Review",
            Self::Plan => "Plan",
            Self::Verify => "Verify",
            Self::Run => "Run",
            Self::Report => "Report",
        }
    }

    /// Returns its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// Returns the step after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// Returns the step before it.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }
}

/// A plan for what was ticked; made by a job and shared.
#[derive(Debug)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// The part of the new catalog in which it ends.
    pub end: Arc<Catalog>,
    /// The catalog that it begins with.
    pub old: Arc<Catalog>,
    /// Changes that were added because ticked ones need them, and why; safe to be shown.
    pub added: Vec<(String, String)>,
    /// The lines of its list.
    pub rows: Vec<PlanRow>,
    /// The comparison it was made from.
    pub compared: Arc<Compared>,
}

/// A line of the list of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRow {
    /// A change that was added, by its place.
    Added(usize),
    /// The head of a segment.
    Head(usize),
    /// A step of a segment.
    Step(usize, usize),
    /// A difference that the plan leaves, by its place.
    Left(usize),
}

impl Planned {
    /// Plans what is ticked, and what that needs.
    pub fn of(compared: &Arc<Compared>, ticked: &BTreeSet<usize>, made: String) -> Result<Self> {
        let (old, new) = (&compared.old, &compared.new);
        let from = compared.prepared.old(old);
        let difference = &compared.prepared.difference;
        let closure = choose::closure(from, new, difference, &compared.changes, ticked);
        let added = closure.added.iter().filter_map(|(at, why)| {
            let change = compared.changes.get(*at)?;
            let name = display(&change.root.to_string()).into_owned();
            Some((name, display(why).into_owned()))
        });
        let added: Vec<_> = added.collect();
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
            made,
        })?;
        Ok(Self {
            rows: rows(&plan, added.len()),
            plan,
            end: Arc::new(end),
            old: Arc::clone(old),
            added,
            compared: Arc::clone(compared),
        })
    }

    /// Returns the plan with what its proof found.
    pub fn with_proof(&self, proof: Option<&Proof>) -> Plan {
        let mut plan = self.plan.clone();
        plan.proof = proof.and_then(|it| it.note(&plan));
        plan
    }
}

fn rows(plan: &Plan, added: usize) -> Vec<PlanRow> {
    let mut rows: Vec<PlanRow> = (0..added).map(PlanRow::Added).collect();
    for (number, segment) in plan.segments.iter().enumerate() {
        rows.push(PlanRow::Head(number));
        rows.extend((0..segment.steps.len()).map(|step| PlanRow::Step(number, step)));
    }
    rows.extend((0..plan.left.len()).map(PlanRow::Left));
    rows
}

/// The wizard.
#[derive(Clone, Debug, Default)]
pub struct Wizard {
    /// The step that is shown.
    pub step: Step,
    /// What is.
    pub old: Option<Side>,
    /// What it should become.
    pub new: Option<Side>,
    /// What is compared, and how.
    pub options: Options,
    /// The selected line of a step with lines: Sides and Scope.
    pub cursor: Cursor,
    /// The plan.
    pub planned: Option<Arc<Planned>>,
    /// The selected action of the plan.
    pub plan_cursor: Cursor,
    /// The place in the text of a step: the proof, the report, the selected action.
    pub text: Cursor,
    /// The first column of cells shown of the plan.
    pub left: usize,
    /// Why there is no plan.
    pub failure: Option<Report>,
    /// The proof, of this plan.
    pub proof: Option<Result<Arc<Proof>, Report>>,
    /// The folder that script and plan are saved into.
    pub saved: Option<String>,
    /// The files that were written.
    pub files: Vec<String>,
    /// Whether the plan is saved as soon as it is made.
    pub wants_save: bool,
}

impl Wizard {
    /// Returns how many lines the step has that can be selected.
    pub fn len(&self) -> usize {
        match self.step {
            Step::Sides => SIDES.len(),
            Step::Scope => SCOPE.len(),
            Step::Plan => self.planned.as_ref().map_or(0, |it| it.rows.len()),
            _ => 0,
        }
    }

    /// Tells whether the step has no lines.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the selected line of the plan.
    pub fn plan_row(&self) -> Option<PlanRow> {
        let rows = &self.planned.as_ref()?.rows;
        rows.get(self.plan_cursor.at).copied()
    }

    /// Tells whether the proof holds.
    pub fn is_proven(&self) -> bool {
        matches!(&self.proof, Some(Ok(proof)) if proof.holds)
    }
}

/// A line of the step Sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideLine {
    /// The old side.
    Old,
    /// The new side.
    New,
    /// Swaps them.
    Swap,
}

/// The lines of the step Sides.
pub const SIDES: [SideLine; 3] = [SideLine::Old, SideLine::New, SideLine::Swap];

/// A line of the step Scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeLine {
    /// The schemas.
    Schemas,
    /// Whether owners are ignored.
    NoOwner,
    /// Whether grants are ignored.
    NoGrants,
    /// Whether comments are ignored.
    NoComments,
    /// Whether nothing is dropped.
    NoDrops,
    /// Whether writers are not blocked by indexes.
    Online,
    /// The renames.
    Renames,
}

/// The lines of the step Scope.
pub const SCOPE: [ScopeLine; 7] = [
    ScopeLine::Schemas,
    ScopeLine::NoOwner,
    ScopeLine::NoGrants,
    ScopeLine::NoComments,
    ScopeLine::NoDrops,
    ScopeLine::Online,
    ScopeLine::Renames,
];
