//! Sequences that come to columns which hold values: they go on behind those.

use crate::{
    catalog::{Action, Object, Ref},
    kinds::{Cx, column},
    risk::{Lock, Risk},
    sql::quote::{ident, literal},
};

use super::SEQUENCE;

/// Returns the statement by which a new sequence goes on behind the values of a column that
/// was there before: a serial column that becomes an identity, or the other way round, would
/// begin again and meet its own values. `name` is the sequence's, quoted.
pub(in crate::kinds) fn behind_values(cx: &Cx<'_>, column: Ref, name: &str) -> Option<Action> {
    let object = cx.new.at(column);
    let is_there = cx.old.find(&object.id).is_some() && !(cx.is_made)(column);
    if !is_there || !is_number(cx, object) || column::is_elsewhere(cx.new, object) {
        return None;
    }
    let (table, column) = (column::table_name(&object.id), ident(object.id.name()));
    // What was given out already, to another column, is behind it too.
    let sql = format!(
        "SELECT pg_catalog.setval(s.seqrelid, v.last::bigint) \
         FROM pg_catalog.pg_sequence s, LATERAL (SELECT CASE WHEN s.seqincrement > 0 \
         THEN pg_catalog.max({column}) ELSE pg_catalog.min({column}) END::numeric AS last \
         FROM {table}) v \
         WHERE s.seqrelid = {}::pg_catalog.regclass AND v.last BETWEEN s.seqmin AND s.seqmax \
         AND coalesce((v.last - pg_catalog.pg_sequence_last_value(s.seqrelid)) \
         * pg_catalog.sign(s.seqincrement) > 0, true)",
        literal(name)
    );
    let risk = Risk::none().lock(table, Lock::AccessShare).scan();
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

fn is_number(cx: &Cx<'_>, column: &Object) -> bool {
    let base = column::base_of(cx.new, column.text(column::TYPE));
    ["smallint", "integer", "bigint", "numeric"].contains(&base.split('(').next().unwrap_or(&base))
}
