//! The way a run goes: its segments, and what the objects must be after each of them.

use std::collections::BTreeSet;

use crate::{
    catalog::Catalog,
    error::{Report, Result},
    plan::{
        Remainder, Segment,
        file::{Guard, Plan, Return, Seal},
    },
    risk::Undo,
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
        if let Some(why) = &back.refused {
            return Err(
                Report::refused(format!("nothing leads back from there: {why}"))
                    .hint("go on to its end first: pgworks resume --to TARGET"),
            );
        }
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

    /// Lists what the way back does not bring back: what it leaves different, and what the
    /// statements it undoes have lost.
    pub(super) fn left(&self) -> Vec<String> {
        let Some(back) = self.back else {
            return Vec::new();
        };
        let different = |it: &Remainder| format!("{}: {}", it.object, it.why);
        let undone = self.plan.segments.iter().take(back.after);
        let lost = undone.flat_map(|it| &it.steps).filter_map(|step| {
            let lost = match &step.action.undo {
                Undo::StructureOnly(lost) | Undo::Impossible(lost) => lost,
                Undo::Exact | Undo::ExactIf(_) => return None,
            };
            Some(format!("{}: {lost}", step.object))
        });
        back.left.iter().map(different).chain(lost).collect()
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
                Some(halfway) => {
                    let half = &halfway.under_way;
                    let rest = without(&plan.before, &halfway.guard);
                    let mut broken = spared(&halfway.guard, half).broken(catalog);
                    broken.extend(spared(&rest, half).broken(catalog));
                    broken
                }
                None => in_between(&plan.before, &plan.after, catalog),
            },
            Some(back) if done == 0 => spared(&back.guard, &back.under_way).broken(catalog),
            Some(_) if done == self.segments.len() => plan.before.broken(catalog),
            Some(back) => {
                let half = &back.under_way;
                in_between(
                    &spared(&back.guard, half),
                    &spared(&plan.before, half),
                    catalog,
                )
            }
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

/// Returns the seals of the one guard whose objects the other does not name: halfway, those
/// that the way back concerns are as its guard says, and all others as they were.
fn without(one: &Guard, other: &Guard) -> Guard {
    let named: BTreeSet<_> = other.seals.iter().map(place).collect();
    Guard {
        seals: one
            .seals
            .iter()
            .filter(|seal| !named.contains(&place(seal)))
            .cloned()
            .collect(),
        has_texts: one.has_texts,
        without: one.without.clone(),
        ..Guard::default()
    }
}

/// Returns a guard that does not look at objects which are half changed, nor at those of
/// their names: an index is there before the constraint that it is for.
fn spared(guard: &Guard, half: &[Seal]) -> Guard {
    let half: BTreeSet<&[String]> = half.iter().map(|seal| &*seal.path).collect();
    let seals = guard.seals.iter();
    Guard {
        seals: seals
            .filter(|seal| !half.contains(&*seal.path))
            .cloned()
            .collect(),
        ..guard.clone()
    }
}

fn place(seal: &Seal) -> (&str, &[String]) {
    (&seal.kind, &seal.path)
}

/// Lists what is neither as it was nor as it will be, nor away in between.
fn in_between(was: &Guard, will_be: &Guard, catalog: &Catalog) -> Vec<String> {
    let all = || {
        [was, will_be]
            .into_iter()
            .flat_map(|guard| guard.seals.iter().map(move |seal| (guard, seal)))
    };
    let fits = |guard: &Guard, seal: Seal| {
        Guard {
            seals: vec![seal],
            has_texts: guard.has_texts,
            without: guard.without.clone(),
            ..Guard::default()
        }
        .broken(catalog)
        .is_empty()
    };
    let good: BTreeSet<_> = all()
        .filter(|(guard, seal)| {
            let away = Seal {
                digest: None,
                ..(*seal).clone()
            };
            fits(guard, away) || fits(guard, (*seal).clone())
        })
        .map(|(_, seal)| place(seal))
        .collect();
    let mut seen = BTreeSet::new();
    all()
        .map(|(_, seal)| seal)
        .filter(|seal| !good.contains(&place(seal)) && seen.insert(place(seal)))
        .map(|seal| format!("{} {} has changed", seal.kind, seal.path.join(".")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(seals: &[(&str, Option<&str>)]) -> Guard {
        let seal = |(name, digest): &(&str, Option<&str>)| Seal {
            kind: "schema".into(),
            path: vec![(*name).to_owned()],
            digest: digest.map(str::to_owned),
        };
        Guard {
            seals: seals.iter().map(seal).collect(),
            ..Guard::default()
        }
    }

    #[test]
    fn halfway_counts_over_before() {
        let before = guard(&[("a", Some("1")), ("b", Some("1"))]);
        let halfway = guard(&[("a", None), ("c", Some("3"))]);
        let rest = without(&before, &halfway);
        assert_eq!(rest.seals, guard(&[("b", Some("1"))]).seals);
    }

    #[test]
    fn in_between_an_object_may_be_away() {
        let was = guard(&[("a", Some("1"))]);
        let will_be = guard(&[("a", Some("2")), ("b", Some("2"))]);
        assert!(in_between(&was, &will_be, &Catalog::default()).is_empty());
    }
}
