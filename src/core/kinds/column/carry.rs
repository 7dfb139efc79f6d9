//! How values come from one form of a type of the user's to another: through text, and those of
//! composite types attribute by attribute, as a text tells only their order.

use crate::{
    catalog::{Catalog, Object, Ref},
    kinds::{
        Cx,
        attribute::{self, ATTRIBUTE},
        composite::COMPOSITE,
    },
    sql::quote::ident,
};

use super::retype::{base_of, uncut};

/// An expression, and what it loses without an error.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) sql: String,
    pub(super) losses: Vec<String>,
}

/// Returns the expression that turns `value`, of a type of the old catalog, into one of the
/// new. The server still checks the length of what is assigned.
pub(super) fn carried(cx: &Cx<'_>, was: &str, is: &str, value: &str) -> Carried {
    let mut losses = Vec::new();
    let sql = form(cx, was, is, value, &mut losses);
    Carried { sql, losses }
}

fn form(cx: &Cx<'_>, was: &str, is: &str, value: &str, losses: &mut Vec<String>) -> String {
    if let (Some(old), Some(new)) = (composite(cx.old, was), composite(cx.new, is))
        && is_other(cx, old, new)
    {
        return by_attribute(cx, [old, new], is, value, losses);
    }
    if let (Some(one), Some(other)) = (was.strip_suffix("[]"), is.strip_suffix("[]"))
        && let (Some(old), Some(new)) = (composite(cx.old, one), composite(cx.new, other))
        && is_other(cx, old, new)
    {
        losses.push(format!(
            "which attribute of {one} is which in arrays (carried over by their order)"
        ));
    }
    let middle = if is.ends_with("[]") { "text[]" } else { "text" };
    match uncut(&base_of(cx.new, is)) {
        Some(to) if to == middle => format!("{value}::{middle}"),
        Some(to) => format!("{value}::{middle}::{to}"),
        None => format!("{value}::{middle}::{is}"),
    }
}

/// A row that is no value at all stays none; one whose attributes are all NULL stays that.
fn by_attribute(
    cx: &Cx<'_>,
    [old, new]: [Ref; 2],
    is: &str,
    value: &str,
    losses: &mut Vec<String>,
) -> String {
    let before = attributes(cx.old, old);
    let fields: Vec<String> = attributes(cx.new, new)
        .into_iter()
        .map(|attribute| {
            let name = attribute.id.name();
            let Some(was) = before.iter().find(|it| it.id.name() == name) else {
                return "NULL".to_owned();
            };
            let field = format!("({value}).{}", ident(name));
            let (from, to) = (was.text(attribute::TYPE), attribute.text(attribute::TYPE));
            if from == to && !to.contains('.') {
                return field;
            }
            if from != to && uncut(&base_of(cx.new, to)).is_some() {
                losses.push(format!("what of {} does not fit {to}", was.id.dotted()));
            }
            form(cx, from, to, &field, losses)
        })
        .collect();
    let is_there = |gone: &Object| cx.new.get(&gone.id).is_some();
    let gone = before.iter().filter(|it| !is_there(it));
    losses.extend(gone.map(|it| format!("attribute {} of all values", it.id.dotted())));
    let fields = fields.join(", ");
    format!("CASE WHEN {value} IS DISTINCT FROM NULL THEN ROW({fields})::{is} END")
}

/// Tells whether two forms of a composite type have other attributes, or the same in another
/// order, at any depth.
fn is_other(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let (before, after) = (attributes(cx.old, old), attributes(cx.new, new));
    before.len() != after.len()
        || before.iter().zip(&after).any(|(one, other)| {
            let types = [one.text(attribute::TYPE), other.text(attribute::TYPE)];
            let [was, is] = types.map(|it| it.strip_suffix("[]").unwrap_or(it));
            let inner = composite(cx.old, was).zip(composite(cx.new, is));
            one.id.name() != other.id.name()
                || inner.is_some_and(|(was, is)| is_other(cx, was, is))
        })
}

fn composite(catalog: &Catalog, name: &str) -> Option<Ref> {
    let mut types = catalog.of_kind(COMPOSITE);
    types.find(|at| catalog.at(*at).id.dotted() == name)
}

fn attributes(catalog: &Catalog, of: Ref) -> Vec<&Object> {
    let members = catalog.children(of).iter().map(|at| catalog.at(*at));
    let mut attributes: Vec<&Object> = members.filter(|it| it.id.kind == ATTRIBUTE).collect();
    attributes.sort_by_key(|it| it.get(attribute::POSITION));
    attributes
}
