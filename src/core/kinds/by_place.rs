//! Texts that name the columns of a table by their place: `FROM s.t q(a, b)`, and `FROM s.f() f(a, b)`
//! of a function that returns its rows, as PostgreSQL writes both whether or not the user did
//! (manual, "Table Expressions", "Table and Column Aliases").
//!
//! Where the order of columns stays another than that of the new side, they read other ones.

use std::collections::BTreeSet;

use crate::{
    catalog::{AttrClass, Catalog, Object, Ref, Value},
    kinds,
    sql::quote::qualified,
};

/// Lists what reads a table's rows by the order of its columns.
pub fn readers(catalog: &Catalog, table: Ref) -> BTreeSet<Ref> {
    let whole = (table, catalog.at(table).id.dotted());
    let sources = rows_of(catalog, table).chain([whole]);
    let readers = sources.flat_map(|(at, name)| {
        let users = users(catalog, at).into_iter();
        users.filter(move |user| reads(catalog.at(*user), &name))
    });
    readers.collect()
}

/// Tells whether something reads a table's rows by the order of its columns: a function that
/// takes or returns them, or a text with a list of names for them.
pub(super) fn is_read(catalog: &Catalog, table: Ref) -> bool {
    rows_of(catalog, table).next().is_some() || !readers(catalog, table).is_empty()
}

/// Lists the routines that take or return rows of a table, with the names of their calls.
fn rows_of(catalog: &Catalog, table: Ref) -> impl Iterator<Item = (Ref, String)> + '_ {
    let users = catalog.dependants(table).iter().map(|edge| edge.from);
    users.filter_map(|at| {
        let claims = kinds::of(catalog.at(at).id.kind).claims(catalog.at(at));
        let is_routine = claims.iter().any(|claim| claim.space == "routine");
        is_routine.then(|| {
            let id = &catalog.at(at).id;
            (at, qualified(id.part(0), id.part(1)))
        })
    })
}

fn users(catalog: &Catalog, at: Ref) -> BTreeSet<Ref> {
    let parts = catalog.children(at).iter().copied().chain([at]);
    parts
        .flat_map(|part| catalog.dependants(part))
        .map(|edge| edge.from)
        .collect()
}

fn reads(object: &Object, name: &str) -> bool {
    object.attrs.iter().any(|(def, value)| match value {
        Value::Text(text) if def.class == AttrClass::Expression => has_list(text, name),
        _ => false,
    })
}

/// Tells whether a list of names for columns stands behind a relation or a call of a function.
fn has_list(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let rest = if rest.starts_with('(') {
            let arguments = within(rest);
            rest.get(arguments..).unwrap_or_default()
        } else {
            rest
        };
        let Some(alias) = rest.strip_prefix(' ') else {
            return false;
        };
        let end = if alias.starts_with('"') {
            alias.get(1..).and_then(|it| it.find('"')).map(|it| it + 2)
        } else {
            alias.find(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '$')
        };
        end.is_some_and(|end| end > 0 && alias.get(end..).is_some_and(|it| it.starts_with('(')))
    })
}

/// Returns how many bytes the parentheses at the beginning take; all, if they do not end.
fn within(text: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (None, '\'' | '"') => quote = Some(sign),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_behind_relations_and_calls_are_found() {
        for text in [
            "SELECT q.c1 FROM s.t q(c0, c1)",
            "SELECT q.c1 FROM (s.u JOIN s.t \"Q q\"(c0, c1) ON true)",
            "SELECT f1.x FROM s.t('a)', (1)) f1(z, x)",
        ] {
            assert!(has_list(text, "s.t"), "{text}");
        }
        for text in [
            "SELECT t.a, count(*) FROM s.t GROUP BY t.a HAVING (count(*) > 1)",
            "SELECT q.a FROM s.t q WHERE (q.a > 1)",
            "SELECT s.t(1) AS t, (1) AS x",
            "SELECT s.t(",
        ] {
            assert!(!has_list(text, "s.t"), "{text}");
        }
    }
}
