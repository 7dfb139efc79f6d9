//! Comparisons for which SQL names no operator: IS DISTINCT FROM, NULLIF, CASE x WHEN, USING.
//!
//! PostgreSQL looks their operators up by `search_path` when it reads the text (manual,
//! "Schemas": "The System Catalog Schema"), which holds nothing but the system's own where a
//! plan runs, as where a dump is restored: `=` of an extension's type becomes that of text.

use std::collections::BTreeSet;

use crate::{
    catalog::{AttrClass, Catalog, Ref, Value},
    kinds,
};

use super::Route;

/// Says which objects that the plan makes may compare otherwise than where they come from.
pub(super) fn remarks(new: &Catalog, route: &Route) -> Vec<String> {
    let made: BTreeSet<&str> = route.steps().map(|step| &*step.object).collect();
    let brings = |at: Ref| kinds::of(new.at(at).id.kind).brings_operators(new.at(at));
    let users: BTreeSet<Ref> = new
        .objects()
        .filter(|(at, _)| brings(*at))
        .flat_map(|(at, _)| {
            let direct = new.dependants(at).iter().map(|edge| edge.from);
            let parts = direct.clone().filter(|it| new.at(*it).parent.is_some());
            let further = parts.flat_map(|it| new.dependants(it).iter().map(|edge| edge.from));
            direct.chain(further).collect::<Vec<_>>()
        })
        .collect();
    let is_made = |at: Ref| made.contains(new.at(at).id.to_string().as_str());
    let concerned = users
        .into_iter()
        .filter(|at| is_made(*at) || is_made(new.root(*at)));
    concerned
        .filter(|at| compares(new, *at))
        .map(|at| {
            format!(
                "{} compares without naming an operator (IS DISTINCT FROM, NULLIF, CASE, USING) \
                 and uses what an extension brings: made by its text it may compare as the \
                 system's own types do, as after a dump is restored; look at what it returns",
                new.at(at).id
            )
        })
        .collect()
}

/// Tells whether a text of an object compares without an operator.
fn compares(catalog: &Catalog, at: Ref) -> bool {
    let texts = catalog
        .at(at)
        .attrs
        .iter()
        .filter_map(|(def, value)| match value {
            Value::Text(text) if def.class == AttrClass::Expression => Some(text),
            _ => None,
        });
    texts.into_iter().any(|text| is_unnamed(text))
}

fn is_unnamed(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_case = words.windows(2).any(|pair| {
        pair.first().is_some_and(|word| word.ends_with("CASE")) && pair.get(1) != Some(&"WHEN")
    });
    let has_using = words.windows(2).any(|pair| {
        pair.first() == Some(&"USING") && pair.get(1).is_some_and(|next| next.starts_with('('))
    });
    has_case
        || has_using
        || text.contains("IS DISTINCT FROM")
        || text.contains("IS NOT DISTINCT FROM")
        || text.contains("NULLIF(")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_without_an_operator_are_found() {
        for text in [
            "SELECT (t.c IS DISTINCT FROM 'a'::e.citext) AS d FROM t",
            "SELECT NULLIF(t.c, 'a'::e.citext) AS d FROM t",
            "SELECT CASE t.c WHEN 'a'::e.citext THEN 1 ELSE 2 END AS d FROM t",
            "SELECT t.c FROM (t JOIN u USING (c))",
        ] {
            assert!(is_unnamed(text), "{text}");
        }
        for text in [
            "SELECT CASE WHEN (t.c OPERATOR(e.=) 'a'::e.citext) THEN 1 END AS d FROM t",
            "SELECT t.c FROM (t JOIN u ON ((t.c OPERATOR(e.=) u.c)))",
        ] {
            assert!(!is_unnamed(text), "{text}");
        }
    }
}
