//! What a column has beyond its definition, set by statements of their own.

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, EdgeKind, Object, Ref},
    kinds::{
        Cx, INHERITED, common, default,
        foreign_options::{self, FOREIGN_OPTIONS},
        identity, table,
    },
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{COMPRESSION, FROM_PARENT, OPTIONS, STATISTICS, STORAGE, not_null, table_name};

type Clause = (String, Lock);

/// Returns the statements that give a column just created what its definition cannot say,
/// or, where a parent table gave it, how it differs from there.
pub(in crate::kinds) fn settings(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let mut clauses = setting_clauses(column);
    let mut push = |clause: String| clauses.push((clause, Lock::AccessExclusive));
    if column.is(FROM_PARENT) && !column.parent.is_some_and(|at| table::is_partition(cx, at)) {
        if not_null::own_of_inherited(cx, new) {
            push("SET NOT NULL".to_owned());
        }
        default::own_clause(cx, new).into_iter().for_each(&mut push);
        let options = foreign_options::changes(&[], column.list(FOREIGN_OPTIONS));
        options.into_iter().for_each(&mut push);
    }
    let of_type = column.parent.and_then(|at| cx.new.at(at).get(table::OF_TYPE));
    if let (Some(_), Some(method)) = (of_type, column.attrs.text(COMPRESSION)) {
        push(format!("SET COMPRESSION {method}"));
    }
    if column.is(INHERITED) && default::is_taken_away(cx, new) {
        push("DROP DEFAULT".to_owned());
    }
    let mut actions = statements(cx, new, clauses);
    actions.extend(not_null::settings(cx, new));
    actions.extend(identity::persistence(cx, new));
    actions
}

/// Returns the statements that give a column, which ADD COLUMN on a parent table made, what
/// it has of its own. All below the parent have got the parent's default.
pub(super) fn own_settings(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    // Its own children have it as well.
    let mut actions: Vec<Action> = not_null::own_of_added(cx, new).into_iter().collect();
    let mut clauses = setting_clauses(column);
    let mut push = |clause: String| clauses.push((clause, Lock::AccessExclusive));
    let options = foreign_options::changes(&[], column.list(FOREIGN_OPTIONS));
    options.into_iter().for_each(&mut push);
    let own = default::clause(cx, new);
    // Of several parents, the first to have it gives its default to those below.
    if tops(cx, new).into_iter().any(|top| default::clause(cx, top) != own) {
        push(own.map_or_else(|| "DROP DEFAULT".to_owned(), |clause| format!("SET {clause}")));
    }
    actions.extend(statements(cx, new, clauses));
    actions
}

/// Lists the new columns above one that follow no other new ones; itself, if it follows none.
fn tops(cx: &Cx<'_>, new: Ref) -> BTreeSet<Ref> {
    let (mut tops, mut queue) = (BTreeSet::new(), vec![new]);
    while let Some(at) = queue.pop() {
        let edges = cx.new.needs(at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
        let above: Vec<Ref> = edges.map(|edge| edge.to).filter(|it| (cx.is_made)(*it)).collect();
        if above.is_empty() {
            tops.insert(at);
        }
        queue.extend(above);
    }
    tops
}

/// Returns the statements of clauses; nobody waits for one on a table that the plan makes.
fn statements(cx: &Cx<'_>, new: Ref, clauses: Vec<Clause>) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let is_made = column.parent.is_some_and(|table| (cx.is_made)(table));
    let action = |(clause, lock)| {
        let risk = if is_made { Risk::none() } else { Risk::none().lock(&table, lock) };
        Action::new(format!("ALTER TABLE ONLY {table} ALTER COLUMN {name} {clause}")).risk(risk)
    };
    clauses.into_iter().map(action).collect()
}

fn setting_clauses(column: &Object) -> Vec<Clause> {
    let mut clauses = Vec::new();
    if let Some(target) = column.get(STATISTICS) {
        clauses.push((format!("SET STATISTICS {target}"), Lock::ShareUpdateExclusive));
    }
    if let Some(storage) = column.attrs.text(STORAGE) {
        clauses.push((format!("SET STORAGE {storage}"), Lock::AccessExclusive));
    }
    let options = column.list(OPTIONS);
    if !options.is_empty() {
        let options = common::options(options.iter().map(|it| &**it));
        clauses.push((format!("SET ({options})"), Lock::ShareUpdateExclusive));
    }
    clauses
}

/// Returns what SET STORAGE calls a strategy of the catalog.
pub(super) fn storage_word(letter: &str) -> &'static str {
    match letter {
        "p" => "PLAIN",
        "e" => "EXTERNAL",
        "x" => "EXTENDED",
        _ => "MAIN",
    }
}
