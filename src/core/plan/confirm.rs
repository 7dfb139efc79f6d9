//! Texts that differ and mean the same.
//!
//! What PostgreSQL deparses is no fixpoint: a CHECK that was dumped and restored may come
//! back with other casts and parentheses. So objects that differ in such texts only are
//! created once more, with what they need, on a scratch database, from either side's text,
//! and compared again as they are read back. Nothing else is started for it, and nothing
//! at all where the words of the texts differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{AttrClass, Attrs, Catalog, ObjectId, Value},
    diff::{Delta, Difference, is_across},
    error::Result,
    kinds::Changed,
    scratch::{self, Scratch},
    source::{Reading, wish},
    sql::canonical,
};

use super::{rebuild, slice};

/// How often a text is put through the server before it counts as settled.
const ROUNDS: usize = 2;

/// Takes differences away that are none; returns remarks.
pub async fn confirm(
    old: &Catalog,
    new: &Catalog,
    difference: &mut Difference,
    reading: &Reading,
) -> Vec<String> {
    let doubtful: BTreeSet<ObjectId> = difference
        .deltas
        .iter()
        .filter_map(|delta| match delta {
            Delta::Alter {
                old: was,
                new: is,
                changed,
            } => {
                let (was, is) = (old.at(*was), new.at(*is));
                let doubts = changed
                    .iter()
                    .any(|name| is_doubtful(&was.attrs, &is.attrs, name, is_across(old, new)));
                doubts.then(|| is.id.clone())
            }
            _ => None,
        })
        .collect();
    if doubtful.is_empty() {
        return Vec::new();
    }
    reading
        .progress
        .say("comparing expressions on a scratch database");
    match settle(old, new, &doubtful, reading).await {
        Ok(same) => {
            remove(difference, new, &same);
            Vec::new()
        }
        Err(report) => doubtful
            .iter()
            .map(|id| {
                format!("unconfirmed: the texts of {id} differ and may mean the same ({report})")
            })
            .collect(),
    }
}

/// Tells whether the two texts of an attribute are made of the same words, or come from
/// servers of two versions, which deparse the same in different words.
fn is_doubtful(was: &Attrs, is: &Attrs, name: &str, is_across: bool) -> bool {
    let is_expression = was
        .iter()
        .any(|(def, _)| def.name == name && def.class == AttrClass::Expression);
    match (was.value(name), is.value(name)) {
        (Some(was), Some(is)) if is_expression => is_across || words(was) == words(is),
        _ => false,
    }
}

/// Returns the words of an expression in any order, without casts, aliases and brackets.
fn words(value: &Value) -> BTreeSet<String> {
    let texts: Vec<&str> = match value {
        Value::Text(text) => vec![text],
        Value::List(list) => list.iter().map(|it| &**it).collect(),
        _ => Vec::new(),
    };
    let mut words = BTreeSet::new();
    for text in texts {
        let form = canonical(text);
        // What the word before makes of this one: a type's name, an alias, neither.
        let mut skips = false;
        for word in form.split(' ') {
            let goes_on = matches!(
                word,
                "." | "varying" | "precision" | "time" | "zone" | "with" | "without"
            );
            match word {
                "::" | "as" => skips = true,
                "(" | ")" | "[" | "]" | "," | "array" => skips = false,
                _ if skips || goes_on => skips = goes_on,
                _ => {
                    words.insert(word.to_owned());
                }
            }
        }
    }
    words
}

/// The attributes of an object that turned out to be the same.
type Same = BTreeMap<ObjectId, BTreeSet<&'static str>>;

async fn settle(
    old: &Catalog,
    new: &Catalog,
    doubtful: &BTreeSet<ObjectId>,
    reading: &Reading,
) -> Result<Same> {
    let scratch = scratch::open(&reading.choice, &reading.places, wish(&old.origin)).await?;
    let mut same = Same::new();
    let mut sides = [old.clone(), new.clone()];
    for _ in 0..ROUNDS {
        for side in &mut sides {
            *side = again(side, doubtful, &scratch, reading).await?;
        }
        let [was, is] = &sides;
        for id in doubtful {
            let forms = [old.get(id), was.get(id), new.get(id), is.get(id)];
            let [Some(was_first), Some(was), Some(is_first), Some(is)] = forms else {
                continue;
            };
            for (def, _) in was
                .attrs
                .iter()
                .filter(|(def, _)| def.class == AttrClass::Expression)
            {
                let value = |attrs: &Attrs| attrs.value(def.name).map(token_form);
                let (was_now, is_now) = (value(&was.attrs), value(&is.attrs));
                let is_same = was_now == is_now
                    || value(&was_first.attrs) == is_now
                    || was_now == value(&is_first.attrs);
                if is_same {
                    same.entry(id.clone()).or_default().insert(def.name);
                }
            }
        }
    }
    Ok(same)
}

fn token_form(value: &Value) -> Vec<String> {
    match value {
        Value::Text(text) => vec![canonical(text)],
        Value::List(list) => list.iter().map(|it| canonical(it)).collect(),
        _ => Vec::new(),
    }
}

/// Creates the objects from a catalog's texts and reads them back.
async fn again(
    catalog: &Catalog,
    ids: &BTreeSet<ObjectId>,
    scratch: &Scratch,
    reading: &Reading,
) -> Result<Catalog> {
    let part = slice::needed(catalog, ids);
    let database = rebuild::rebuild(&part, scratch, reading).await?.database;
    let read = rebuild::read(&database, reading).await;
    database.drop().await?;
    read
}

/// Takes the attributes that are the same out of the difference.
fn remove(difference: &mut Difference, new: &Catalog, same: &Same) {
    let deltas = std::mem::take(&mut difference.deltas);
    for delta in deltas {
        let Delta::Alter {
            old: was,
            new: is,
            changed,
        } = delta
        else {
            difference.deltas.push(delta);
            continue;
        };
        let settled = same.get(&new.at(is).id);
        let kept = Changed::new(
            changed
                .iter()
                .filter(|name| settled.is_none_or(|settled| !settled.contains(name))),
        );
        if !kept.is_empty() {
            difference.deltas.push(Delta::Alter {
                old: was,
                new: is,
                changed: kept,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casts_brackets_and_aliases_do_not_count() {
        let same =
            |was: &str, is: &str| words(&Value::Text(was.into())) == words(&Value::Text(is.into()));
        assert!(same(
            "((x)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "((x)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))"
        ));
        assert!(same("NULL::integer AS int4", "NULL::integer"));
        assert!(same(
            "((a > 1) AND (b > 2)) AND c",
            "(a > 1) AND (b > 2) AND c"
        ));
        assert!(!same("(a > 1)", "(a > 2)"));
    }
}
