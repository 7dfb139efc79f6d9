//! Names that are no objects and can be renamed: the labels of an enum.

use crate::{
    catalog::{Catalog, Name},
    kinds,
    sql::quote::ident,
};

use super::{Candidate, LEAST, Moves, assign, names, score::percent};

/// How much the place counts beside the name.
const BETWEEN: f64 = 2.0;
const AT_END: f64 = 0.6;
const NAME: f64 = 1.5;

/// Looks for labels that may have been renamed, in objects that both sides have.
pub(super) fn candidates(old: &Catalog, new: &Catalog, moves: &Moves) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (_, object) in old.objects() {
        let rules = kinds::of(object.id.kind);
        let Some((word, was)) = rules.labels(object) else {
            continue;
        };
        let Some(there) = new.get(&moves.image(&object.id)) else {
            continue;
        };
        let Some((_, is)) = rules.labels(there).filter(|it| it.1 != was) else {
            continue;
        };
        let of = |name: &Name| format!("{}.{}", there.id.dotted(), ident(name));
        found.extend(pairs(was, is).into_iter().map(|pair| Candidate {
            kind: word.to_owned(),
            old: of(pair.old),
            new: of(pair.new),
            score: percent(pair.score),
            reasons: pair.reasons,
        }));
    }
    found
}

struct Pair<'a> {
    old: &'a Name,
    new: &'a Name,
    score: f64,
    reasons: Vec<String>,
}

/// Pairs labels that went with those that came. A label keeps its place when it is renamed.
fn pairs<'a>(was: &'a [Name], is: &'a [Name]) -> Vec<Pair<'a>> {
    let slots = |these: &'a [Name], those: &'a [Name]| -> Vec<(&'a Name, [usize; 2], bool)> {
        let (mut kept, mut within) = (0, 0);
        let last = those.iter().filter(|it| these.contains(it)).count();
        let mut slots = Vec::new();
        for name in these {
            if those.contains(name) {
                (kept, within) = (kept + 1, 0);
            } else {
                slots.push((name, [kept, within], kept > 0 && kept == last));
                within += 1;
            }
        }
        slots
    };
    let (gone, come) = (slots(was, is), slots(is, was));
    let score = |row: usize, column: usize| {
        let (Some((old, was, _)), Some((new, is, is_end))) = (gone.get(row), come.get(column))
        else {
            return 0.0;
        };
        // Others may have come before it in the same place.
        if was[0] != is[0] {
            return 0.0;
        }
        let place = if *is_end { AT_END } else { BETWEEN };
        let same = if was[1] == is[1] { 1.0 } else { 0.7 };
        let score = (NAME * names::alike(old, new) + place * same) / (NAME + place);
        if names::differ_in_number(old, new) || score < LEAST {
            return 0.0;
        }
        score
    };
    assign::best(gone.len(), come.len(), &score)
        .into_iter()
        .filter_map(|(row, column)| {
            let (old, new) = (gone.get(row)?, come.get(column)?);
            let alike = names::alike(old.0, new.0);
            let mut reasons = Vec::new();
            if alike >= 0.5 {
                reasons.push(format!("names {} % alike", percent(alike)));
            }
            if !new.2 {
                reasons.push("in the same place".to_owned());
            }
            Some(Pair {
                old: old.0,
                new: new.0,
                score: score(row, column),
                reasons,
            })
        })
        .collect()
}
