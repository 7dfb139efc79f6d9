//! The way a run goes: its segments, and what the objects must be after each of them.

use std::collections::BTreeSet;

use crate::{
    catalog::Catalog,
    error::{Report, Result},
    plan::{
        Remainder, Segment,
        file::{Guard, Plan, Return, Seal},
    },
};

use super::record::{Direction, Run};

/// A way forward or back.
pub(super) struct Road<'a> {
    pub(super) plan: &'a Plan,
    pub(super) direction: Direction,
    pub(super) segments: &'a [Segment],
    back: Option<&'a Return>,
}

impl<'a> Road<'a> {
    /// Returns the way forward.
    pub(super) fn forth(plan: &'a Plan) -> Self {
        Self {
            plan,
            direction: Direction::Apply,
            segments: &plan.segments,
            back: None,
        }
    }

    /// Returns the way back after `done` segments.
    pub(super) fn back(plan: &'a Plan, done: usize) -> Result<Self> {
        let back = plan.returns.iter().find(|it| it.after == done);
        let Some(back) = back else {
            return Err(Report::refused(format!(
                "the plan holds no way back from the middle, after {done} of {} segments",
                plan.segments.len()
            ))
            .hint("go on to its end first: pgworks resume --to TARGET"));
        };
        Ok(Self {
            plan,
            direction: Direction::Rollback,
            segments: &back.segments,
            back: Some(back),
        })
    }

    /// Returns the way of a run in the ledger.
    pub(super) fn of_run(plan: &'a Plan, run: &Run) -> Result<Self> {
        match run.direction {
            Direction::Apply => Ok(Self::forth(plan)),
            Direction::Rollback => Self::back(plan, run.parent_done.unwrap_or(plan.segments.len())),
        }
    }

    /// Refuses what cannot be recorded segment by segment.
    pub(super) fn check(&self) -> Result<()> {
        let is_fit = |it: &Segment| it.in_transaction || it.steps.len() == 1;
        if self.segments.iter().all(is_fit) {
            return Ok(());
        }
        Err(
            Report::usage("a segment outside of transactions holds more than one statement")
                .hint("make the plan again"),
        )
    }

    /// Returns how many statements it has.
    pub(super) fn steps(&self) -> usize {
        self.segments.iter().map(|it| it.steps.len()).sum()
    }

    /// Returns how many statements stand before a segment.
    pub(super) fn steps_before(&self, segment: usize) -> usize {
        let before = self.segments.iter().take(segment);
        before.map(|it| it.steps.len()).sum()
    }

    /// Lists what the way back does not bring back.
    pub(super) fn left(&self) -> &[Remainder] {
        self.back.map_or(&[], |it| &it.left)
    }

    /// Tells whether tables are written anew: `pg_statistic` then has no rows of what was
    /// retyped until somebody analyses it.
    pub(super) fn loses_statistics(&self) -> bool {
        let mut steps = self.segments.iter().flat_map(|it| &it.steps);
        steps.any(|step| step.action.risk.rewrites)
    }

    /// Lists what is not as it must be when `done` segments are done.
    pub(super) fn broken(&self, catalog: &Catalog, done: usize) -> Vec<String> {
        let plan = self.plan;
        match self.back {
            None if done == 0 => plan.before.broken(catalog),
            None if done == self.segments.len() => plan.after.broken(catalog),
            None => match plan.returns.iter().find(|it| it.after == done) {
                Some(halfway) => laid_over(&plan.before, &halfway.guard).broken(catalog),
                None => in_between(&plan.before, &plan.after, catalog),
            },
            Some(back) if done == 0 => back.guard.broken(catalog),
            Some(_) if done == self.segments.len() => plan.before.broken(catalog),
            Some(back) => in_between(&back.guard, &plan.before, catalog),
        }
    }

    /// Lists schema and name of all that the guards name, for a cheap look at whether
    /// somebody changed it.
    pub(super) fn names(&self) -> BTreeSet<(&'a str, &'a str)> {
        let guards = [&self.plan.before, &self.plan.after];
        let seals = guards
            .into_iter()
            .chain(self.back.map(|it| &it.guard))
            .flat_map(|guard| &guard.seals);
        seals
            .filter_map(|seal| Some((seal.path.first()?.as_str(), seal.path.get(1)?.as_str())))
            .collect()
    }
}

/// Returns what the objects are halfway: those that the way back concerns as it says, all
/// others as they were.
fn laid_over(before: &Guard, halfway: &Guard) -> Guard {
    let place = |seal: &Seal| (seal.kind.clone(), seal.path.clone());
    let known: BTreeSet<_> = halfway.seals.iter().map(place).collect();
    let untouched = before
        .seals
        .iter()
        .filter(|seal| !known.contains(&place(seal)));
    Guard {
        seals: halfway.seals.iter().chain(untouched).cloned().collect(),
    }
}

/// Lists what is neither as it was nor as it will be, nor away in between.
fn in_between(was: &Guard, will_be: &Guard, catalog: &Catalog) -> Vec<String> {
    let fits = |seal: &Seal| {
        Guard {
            seals: vec![seal.clone()],
        }
        .broken(catalog)
        .is_empty()
    };
    let place = |seal: &Seal| (seal.kind.clone(), seal.path.clone());
    let good: BTreeSet<_> = was
        .seals
        .iter()
        .chain(&will_be.seals)
        .filter(|seal| {
            let away = Seal {
                digest: None,
                ..(*seal).clone()
            };
            fits(seal) || fits(&away)
        })
        .map(place)
        .collect();
    let bad = was
        .seals
        .iter()
        .chain(&will_be.seals)
        .filter(|seal| !good.contains(&place(seal)));
    let mut seen = BTreeSet::new();
    bad.filter(|seal| seen.insert(place(seal)))
        .map(|seal| format!("{} {} has changed", seal.kind, seal.path.join(".")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(name: &str, digest: Option<&str>) -> Seal {
        Seal {
            kind: "schema".into(),
            path: vec![name.into()],
            digest: digest.map(str::to_owned),
        }
    }

    #[test]
    fn halfway_counts_over_before() {
        let before = Guard {
            seals: vec![seal("a", Some("1")), seal("b", Some("1"))],
        };
        let halfway = Guard {
            seals: vec![seal("a", None), seal("c", Some("3"))],
        };
        let expected = laid_over(&before, &halfway);
        assert_eq!(
            expected.seals,
            [seal("a", None), seal("c", Some("3")), seal("b", Some("1"))]
        );
    }

    #[test]
    fn in_between_an_object_may_be_away_but_not_another() {
        let was = Guard {
            seals: vec![seal("a", Some("1"))],
        };
        let will_be = Guard {
            seals: vec![seal("a", Some("2")), seal("b", Some("2"))],
        };
        let empty = Catalog::default();
        assert!(in_between(&was, &will_be, &empty).is_empty());
    }
}
