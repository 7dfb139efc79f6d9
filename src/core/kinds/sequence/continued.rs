//! Sequences that come to columns which hold values: they go on behind those.

use crate::{
    catalog::{Action, Catalog, Object, ObjectId, Ref},
    kinds::{self, Cx, column, online, table},
    risk::{Lock, Risk},
    sql::quote::{ident, literal},
};

use super::SEQUENCE;

/// Returns the statement by which a new sequence goes on behind the values of a column that
/// was there before: a serial column that becomes an identity, or the other way round, would
/// begin again and meet its own values. `name` is the sequence's, quoted.
pub(in crate::kinds) fn behind_values(cx: &Cx<'_>, column: Ref, name: &str) -> Option<Action> {
    let object = cx.new.at(column);
    if !table::has_values(cx, column) || !is_number(cx, object) || column::is_elsewhere(cx.new, object) {
        return None;
    }
    let (id, at) = (&object.id, column);
    let (table, column) = (column::table_name(id), ident(id.name()));
    let before = cx.old.find(id).filter(|at| has_numbers(cx.old, *at));
    let given = before.map_or_else(String::new, |_| {
        let setting = literal(&setting(id));
        format!(", nullif(pg_catalog.current_setting({setting}, true), '')::numeric")
    });
    // What was given out already, to another column, is behind it too.
    let sql = format!(
        "SELECT pg_catalog.setval(s.seqrelid, v.last::bigint) \
         FROM pg_catalog.pg_sequence s, LATERAL (SELECT CASE WHEN s.seqincrement > 0 \
         THEN greatest(pg_catalog.max({column}){given}) \
         ELSE least(pg_catalog.min({column}){given}) END::numeric AS last \
         FROM {table}) v \
         WHERE s.seqrelid = {}::pg_catalog.regclass AND v.last BETWEEN s.seqmin AND s.seqmax \
         AND coalesce((v.last - pg_catalog.pg_sequence_last_value(s.seqrelid)) \
         * pg_catalog.sign(s.seqincrement) > 0, true)",
        literal(name)
    );
    let is_new = (cx.is_made)(at);
    let risk = Risk::none();
    let risk = if is_new { risk } else { risk.lock(table, Lock::AccessShare).scan() };
    Some(Action::new(sql).risk(risk))
}

/// Returns such statements for the sequences that an object of the new catalog, a part of a
/// column, names and that this plan makes.
pub(in crate::kinds) fn behind_values_of(cx: &Cx<'_>, part: Ref) -> Vec<Action> {
    let needs = cx.new.needs(part).iter().map(|edge| edge.to);
    let made = needs.filter(|at| cx.new.at(*at).id.kind == SEQUENCE && (cx.is_made)(*at));
    let column = cx.new.at(part).parent;
    made.filter_map(|at| behind_values(cx, column?, &cx.new.at(at).id.dotted())).collect()
}

/// Returns the statement that keeps for [`behind_values`] what the sequence of a column gave
/// out so far, where another takes its place: rows that are gone had numbers too. `name` is the
/// sequence's, quoted; a session that is lost in between loses it.
pub(in crate::kinds) fn position_kept(cx: &Cx<'_>, part: Ref, name: &str) -> Option<Action> {
    let id = &cx.old.at(cx.old.at(part).parent?).id;
    let column = cx.new.find(id)?;
    let is_made = |it: &Ref| has_own_numbers(cx.new, *it) || numbers(cx.new, *it).any(cx.is_made);
    let goes_on = is_number(cx, cx.new.at(column))
        && table::has_values(cx, column)
        && cx.new.children(column).iter().any(is_made);
    goes_on.then(|| {
        Action::new(format!(
            "SELECT pg_catalog.set_config({}, coalesce(pg_catalog.pg_sequence_last_value(\
             {}::pg_catalog.regclass)::text, ''), false)",
            literal(&setting(id)),
            literal(name)
        ))
    })
}

/// Returns such statements for the sequences that an object of the old catalog, a part of a
/// column, names.
pub(in crate::kinds) fn positions_kept(cx: &Cx<'_>, part: Ref) -> Vec<Action> {
    let sequences = numbers(cx.old, part).map(|at| cx.old.at(at).id.dotted());
    sequences.filter_map(|name| position_kept(cx, part, &name)).collect()
}

/// Returns the name of the setting that holds the position of a column's old sequence.
fn setting(column: &ObjectId) -> String {
    online::helper_name(column, "position").replacen('_', ".", 1)
}

/// Lists the sequences that a part of a column names.
fn numbers(catalog: &Catalog, part: Ref) -> impl Iterator<Item = Ref> + '_ {
    let needs = catalog.needs(part).iter().map(|edge| edge.to);
    needs.filter(|at| catalog.at(*at).id.kind == SEQUENCE)
}

/// Tells whether a part of a column is a sequence itself, by the name that it takes.
fn has_own_numbers(catalog: &Catalog, part: Ref) -> bool {
    let part = catalog.at(part);
    let claims = kinds::of(part.id.kind).claims(part);
    claims.iter().any(|it| it.space == "relation")
}

/// Tells whether the values of a column come from a sequence.
fn has_numbers(catalog: &Catalog, column: Ref) -> bool {
    let parts = catalog.children(column).iter();
    parts.copied().any(|it| has_own_numbers(catalog, it) || numbers(catalog, it).next().is_some())
}

fn is_number(cx: &Cx<'_>, column: &Object) -> bool {
    let base = column::base_of(cx.new, column.text(column::TYPE));
    ["smallint", "integer", "bigint", "numeric"].contains(&base.split('(').next().unwrap_or(&base))
}
