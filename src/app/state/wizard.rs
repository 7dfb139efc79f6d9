//! The migration wizard: seven steps from two sides to a report.

use std::sync::Arc;

use pgworks_core::{error::Report, plan::file::Plan, verify::Proof};

use super::{
    comparison::{Options, Side},
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
    pub end: Arc<pgworks_core::catalog::Catalog>,
    /// The catalog that it begins with.
    pub old: Arc<pgworks_core::catalog::Catalog>,
    /// Changes that were added because ticked ones need them, and why; safe to be shown.
    pub added: Vec<(String, String)>,
    /// The comparison it was made from.
    pub compared: Arc<super::comparison::Compared>,
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
    /// The first column of cells shown of the plan.
    pub left: usize,
    /// The proof, of this plan.
    pub proof: Option<Result<Arc<Proof>, Report>>,
    /// The folder that script and plan were saved into.
    pub saved: Option<String>,
    /// Whether the plan is saved as soon as it is made.
    pub wants_save: bool,
}

impl Wizard {
    /// Returns how many lines the step has that can be selected.
    pub fn len(&self) -> usize {
        match self.step {
            Step::Sides => SIDES.len(),
            Step::Scope => SCOPE.len(),
            Step::Plan => self
                .planned
                .as_ref()
                .map_or(0, |it| it.plan.steps().count()),
            _ => 0,
        }
    }

    /// Tells whether the step has no lines.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
