//! How values come from one form of a type of the user's to another: through text, and those of
//! composite types attribute by attribute, as a text tells only their order.

use crate::{
    catalog::{Action, Catalog, Object, Ref},
    kinds::{
        Alter, Changed, Cx,
        attribute::{self, ATTRIBUTE},
        composite::COMPOSITE,
        table,
    },
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    COLLATION, TYPE, is_elsewhere, not_null,
    retype::{self, CLIENTS, base_of, is_string, loss, reached_by, risk_elsewhere, uncut},
    table_name,
};

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

/// Returns the expression that turns a value of one composite type into one of another.
pub(super) fn between(cx: &Cx<'_>, was: &str, is: &str, value: &str) -> Option<Carried> {
    let element = |of_type: &str| of_type.strip_suffix("[]").unwrap_or(of_type).to_owned();
    let (one, other) = (element(was), element(is));
    let both = composite(cx.old, &one).zip(composite(cx.new, &other));
    (one != other && both.is_some()).then(|| carried(cx, was, is, value))
}

fn form(cx: &Cx<'_>, was: &str, is: &str, value: &str, losses: &mut Vec<String>) -> String {
    // A domain over such a type has its attributes.
    let (inner, outer) = (base_of(cx.old, was), base_of(cx.new, is));
    if (&*inner, &*outer) != (was, is) && !is.ends_with("[]")
        && let (Some(old), Some(new)) = (composite(cx.old, &inner), composite(cx.new, &outer))
        && is_other(cx, old, new)
    {
        let row = by_attribute(cx, [old, new], &outer, value, losses);
        return if outer == is { row } else { format!("({row})::{is}") };
    }
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
    if inner.ends_with("[]") != outer.ends_with("[]") {
        let convert = |was: &str, is: &str, value: &str| Some(form(cx, was, is, value, losses));
        let one = if outer.ends_with("[]") {
            listed(&inner, &outer, value, convert)
        } else {
            unlisted(&inner, &outer, value, convert)
        };
        if let Some(sql) = one {
            return if outer == is { sql } else { format!("({sql})::{is}") };
        }
    }
    let are_lists = is.ends_with("[]") && base_of(cx.old, was).ends_with("[]");
    let middle = if are_lists { "text[]" } else { "text" };
    match uncut(&base_of(cx.new, is)) {
        Some(to) if to == middle => format!("{value}::{middle}"),
        Some(to) => format!("{value}::{middle}::{to}"),
        None => format!("{value}::{middle}::{is}"),
    }
}

/// Returns the expression that makes a value the one element of an array, and none where
/// there is none. A string may be an array's text, and is read as that: nothing is returned.
pub(super) fn listed(
    was: &str,
    is: &str,
    name: &str,
    mut convert: impl FnMut(&str, &str, &str) -> Option<String>,
) -> Option<String> {
    let element = is.strip_suffix("[]").filter(|_| !is_string(was))?;
    let value = convert(was, element, name).unwrap_or_else(|| name.to_owned());
    Some(format!("CASE WHEN {name} IS DISTINCT FROM NULL THEN ARRAY[{value}] END"))
}

/// Returns the expression that makes an array of one element that element. Any other is read
/// as a value of the type, which it hardly ever is: the statement then fails, and nothing is
/// lost. A string holds an array's text instead: nothing is returned.
pub(super) fn unlisted(
    was: &str,
    is: &str,
    name: &str,
    mut convert: impl FnMut(&str, &str, &str) -> Option<String>,
) -> Option<String> {
    let element = was.strip_suffix("[]").filter(|_| !is_string(is))?;
    let first = format!("{name}[1]");
    let value = convert(element, is, &first).unwrap_or(first);
    Some(format!(
        "CASE WHEN array_dims({name}) = '[1:1]' THEN {value} ELSE {name}::text::{is} END"
    ))
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
/// order or as arrays, at any depth.
fn is_other(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let (before, after) = (attributes(cx.old, old), attributes(cx.new, new));
    before.len() != after.len()
        || before.iter().zip(&after).any(|(one, other)| {
            let types = [one.text(attribute::TYPE), other.text(attribute::TYPE)];
            let [was, is] = types.map(|it| it.strip_suffix("[]").unwrap_or(it));
            let inner = composite(cx.old, was).zip(composite(cx.new, is));
            one.id.name() != other.id.name()
                || types[0].ends_with("[]") != types[1].ends_with("[]")
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

/// Returns the statement that makes a column a text for a while.
pub(super) fn to_text(cx: &Cx<'_>, column: &Object) -> Action {
    let table = reached_by(cx, column);
    let name = ident(column.id.name());
    let middle = if column.text(TYPE).ends_with("[]") { "text[]" } else { "text" };
    let sql = format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {middle}");
    if is_elsewhere(cx.old, column) {
        return Action::new(sql).risk(risk_elsewhere(&table)).undo(Undo::Exact);
    }
    let sql = format!("{sql} USING {name}::{middle}");
    let risk = Risk::none().lock_all(table_name(&column.id), Lock::AccessExclusive);
    Action::new(sql).risk(risk.rewrite()).undo(Undo::Exact)
}

/// Returns how a column changes over to the successor of its type: by itself, or with the
/// parent table's that it follows.
pub(super) fn rehome(cx: &Cx<'_>, old: Ref, new: Ref) -> Alter {
    if table::is_in_partition_key(cx.old.at(old), cx.old) {
        return Alter::ReplaceParent;
    }
    let followed = cx.old.followed(old).and(cx.new.followed(new));
    if followed.is_some_and(|above| not_null::is_tied(cx, new, above)) {
        return Alter::InPlace(Vec::new());
    }
    let behind = retype::behind(cx, new, &Changed::default());
    Alter::InPlace([vec![through_text(cx, cx.old.at(old), cx.new.at(new))], behind].concat())
}

/// Returns the statement by which a column changes over to a new type of the same name.
fn through_text(cx: &Cx<'_>, was: &Object, column: &Object) -> Action {
    let table = reached_by(cx, column);
    let (name, text) = (ident(column.id.name()), column.text(TYPE));
    let collate = column
        .attrs
        .text(COLLATION)
        .map(|collation| format!(" COLLATE {collation}"))
        .unwrap_or_default();
    if is_elsewhere(cx.new, column) {
        let sql = format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {text}{collate}");
        return Action::new(sql).risk(risk_elsewhere(&table));
    }
    let mut value = carried(cx, was.text(TYPE), text, &name);
    let types = [base_of(cx.old, was.text(TYPE)), base_of(cx.new, text)];
    if types[0] != types[1] {
        value.losses.extend(loss(&types[0], &types[1]).map(str::to_owned));
    }
    let sql = format!(
        "ALTER TABLE {table} ALTER COLUMN {name} TYPE {text}{collate} USING {}",
        value.sql
    );
    // Through a helper it is the table all the same.
    let mut risk = Risk::none().lock_all(table_name(&column.id), Lock::AccessExclusive);
    // Nothing happens to a text on its way through text.
    risk.rewrites = !["text", "character varying"].contains(&text);
    risk = risk
        .breaking(CLIENTS)
        .breaking("the statement itself, if a value is left that the new type has not");
    let of = column.id.dotted();
    if !value.losses.is_empty() {
        risk = risk.losing(format!("{} of {of}", value.losses.join(", ")));
        let undo = Undo::StructureOnly(format!("what the values of {of} lost"));
        return Action::new(sql).risk(risk).undo(undo);
    }
    let guard =
        format!("the values of {of} are all of the old type too, and written alike in both");
    Action::new(sql).risk(risk).undo(Undo::ExactIf(guard))
}
