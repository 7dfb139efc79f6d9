//! The ways back as a file has them: of what guards each, only what is not so at the end.
//!
//! Thirty ways back of a plan that changes fifty of ten thousand tables seal three thousand
//! objects each, nearly all alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Guard, Plan, Seal};

/// What a seal is of.
type Of<'a> = (&'a str, &'a [String]);

fn of(seal: &Seal) -> Of<'_> {
    (&seal.kind, &seal.path)
}

impl Guard {
    /// Returns what tells this guard from another, which covers the same attributes.
    fn apart_from(&self, other: &Self) -> Self {
        let same: BTreeSet<&Seal> = other.seals.iter().collect();
        let own: BTreeSet<Of<'_>> = self.seals.iter().map(of).collect();
        let lacks = other.seals.iter().filter(|seal| !own.contains(&of(seal)));
        Self {
            has_texts: self.has_texts,
            without: self.without.clone(),
            seals: self
                .seals
                .iter()
                .filter(|seal| !same.contains(seal))
                .cloned()
                .collect(),
            lacks: lacks
                .map(|seal| Seal {
                    digest: None,
                    ..seal.clone()
                })
                .collect(),
        }
    }

    /// Returns the guard that this one was before it was told apart from another.
    fn together_with(&self, other: &Self) -> Self {
        let mut seals: BTreeMap<Of<'_>, &Seal> =
            other.seals.iter().map(|seal| (of(seal), seal)).collect();
        for lacking in &self.lacks {
            seals.remove(&of(lacking));
        }
        seals.extend(self.seals.iter().map(|seal| (of(seal), seal)));
        let mut seals: Vec<Seal> = seals.into_values().cloned().collect();
        seals.sort_by_cached_key(Seal::id);
        Self {
            has_texts: self.has_texts,
            without: self.without.clone(),
            seals,
            lacks: Vec::new(),
        }
    }
}

/// Returns the plan as it is written.
pub(super) fn shortened(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for way in &mut plan.returns {
        way.guard = way.guard.apart_from(&plan.after);
    }
    plan
}

/// Makes a plan that was read whole again.
pub(super) fn complete(plan: &mut Plan) {
    for way in &mut plan.returns {
        way.guard = way.guard.together_with(&plan.after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(seals: &[(&str, Option<&str>)]) -> Guard {
        let seal = |(name, digest): &(&str, Option<&str>)| Seal {
            kind: "schema".to_owned(),
            path: vec![(*name).to_owned()],
            digest: digest.map(str::to_owned),
        };
        Guard {
            seals: seals.iter().map(seal).collect(),
            ..Guard::default()
        }
    }

    #[test]
    fn a_guard_is_what_it_was_when_put_together_again() {
        let end = guard(&[
            ("a", Some("1")),
            ("b", Some("2")),
            ("c", None),
            ("e", Some("5")),
        ]);
        let way = guard(&[
            ("a", Some("1")),
            ("c", Some("3")),
            ("d", Some("4")),
            ("e", None),
        ]);
        let apart = way.apart_from(&end);
        let names = |seals: &[Seal]| {
            let names = seals.iter().flat_map(|seal| seal.path.clone());
            names.collect::<String>()
        };
        assert_eq!(
            (names(&apart.seals).as_str(), names(&apart.lacks).as_str()),
            ("cde", "b")
        );
        assert_eq!(apart.together_with(&end), way);
        assert_eq!(end.apart_from(&end).seals, []);
    }
}
