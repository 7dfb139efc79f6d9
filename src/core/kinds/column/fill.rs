//! Columns that get their values, and their NOT NULL, while the table is in use.

use crate::{
    catalog::{Action, Catalog, Object, Ref, Timing},
    kinds::{Cx, default, domain_default, generated, identity, online, table::{self, TABLE}},
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{COLLATION, COMPRESSION, FROM_PARENT, NOT_NULL, TYPE, not_null, publish, retype, table_name, volatile};

/// Tells whether a new column is better filled after it was added: a default that differs
/// from row to row, on a table that is there.
pub(super) fn can_wait(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let has_default = |at: &Ref| {
        cx.new.at(*at).id.kind == default::DEFAULT && (cx.inlined)(*at)
    };
    cx.online
        && is_in_table(cx, new)
        && !column.parent.is_some_and(|table| (cx.is_made)(table))
        && !column.is(FROM_PARENT)
        && cx.new.children(new).iter().any(has_default)
        && volatile::fills_by_rewrite(cx, new)
}

/// Tells whether a column stands in a table whose rows are here.
pub(super) fn is_in_table(cx: &Cx<'_>, new: Ref) -> bool {
    let table = cx.new.at(new).parent;
    table.is_some_and(|table| cx.new.at(table).id.kind == TABLE)
}

/// Returns the statements that add such a column.
pub(super) fn add(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let mut actions = bare(cx, new);
    let values = format!("{name} = DEFAULT");
    let around = publish::around(cx, new);
    let still = format!("{name} IS NULL");
    actions.push(online::backfill(&table, &values, &still, &around));
    if column.is(NOT_NULL) {
        actions.extend(not_null::set_in_use(cx, new));
    }
    actions
}

/// Tells whether a column cannot be added with its default: the server refuses it where
/// columns elsewhere are of the table's row type (`find_composite_type_dependencies`).
pub(super) fn is_row_elsewhere(cx: &Cx<'_>, new: Ref) -> bool {
    let Some(table) = cx.new.at(new).parent.filter(|table| !(cx.is_made)(*table)) else {
        return false;
    };
    let has_default = |at: &Ref| {
        let kind = cx.new.at(*at).id.kind;
        (kind == default::DEFAULT || kind == identity::IDENTITY) && (cx.inlined)(*at)
    };
    let was = cx.old.find(&cx.new.at(table).id);
    // What becomes a partition gets its columns before.
    let is_given = cx.new.at(new).is(FROM_PARENT) && !table::is_partition(cx, table);
    is_in_table(cx, new)
        && !is_given
        && cx.new.children(new).iter().any(has_default)
        && (!super::row_keepers(cx.new, table).is_empty()
            || was.is_some_and(|was| !super::row_keepers(cx.old, was).is_empty()))
}

/// Returns the statements that add such a column, and give it to the rows.
pub(super) fn add_bare(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let set = |value: &str| {
        let risk = Risk::none().lock_all(&table, Lock::RowExclusive).scan();
        Action::new(format!("UPDATE {table} SET {name} = {value}")).risk(risk)
    };
    let mut actions = bare(cx, new);
    let mut fill = Vec::new();
    if let Some(identity) = identity::added(cx, new) {
        // An identity asks for NOT NULL, and that for values; these are of no account.
        fill.extend([set("0"), not_null::set(cx, new), identity, set("DEFAULT")]);
    } else {
        fill.push(set("DEFAULT"));
    }
    let is_set = fill.len() > 1;
    let around = publish::around(cx, new);
    let all = |list: Vec<String>| {
        let both = list.into_iter().zip(&around.tables);
        let action = |(sql, table): (String, &String)| {
            Action::new(sql).risk(Risk::none().lock(table.clone(), Lock::AccessExclusive))
        };
        both.map(action).collect::<Vec<_>>()
    };
    actions.extend(all(around.before));
    fill.extend(all(around.after));
    actions.extend(fill);
    if column.is(NOT_NULL) && !is_set {
        actions.push(not_null::set(cx, new));
    }
    actions
}

/// Tells whether a column that comes to a table has a value of each row checked: the server
/// writes the table anew for it (`ATExecAddColumn` in `tablecmds.c`).
pub(super) fn is_checked(cx: &Cx<'_>, new: Ref) -> bool {
    let column = cx.new.at(new);
    let is_made = |at: &Ref| {
        let kind = cx.new.at(*at).id.kind;
        kind == generated::GENERATED || kind == identity::IDENTITY
    };
    is_in_table(cx, new)
        && !column.parent.is_some_and(|table| (cx.is_made)(table))
        && !column.is(FROM_PARENT)
        && !cx.new.children(new).iter().any(is_made)
        && volatile::is_checked(cx, column.text(TYPE))
}

/// Returns the statement that adds such a column of the type that its domain is made from.
pub(super) fn unchecked(catalog: &Catalog, column: &Object) -> Action {
    addition(column, &retype::base_of(catalog, column.text(TYPE)))
}

/// Returns the statements that make it one of its domain, with the default for all rows.
pub(super) fn check(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let of_type = column.text(TYPE);
    let mut parts = cx.new.children(new).iter().map(|at| cx.new.at(*at));
    let own = parts.find(|it| it.id.kind == default::DEFAULT);
    let value = match own {
        Some(default) => Some(default.text(default::EXPRESSION)),
        None => domain_default::of(cx.new, of_type),
    };
    let value = value.map_or_else(|| name.clone().into_owned(), |value| format!("({value})"));
    let mut sql = format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {of_type}");
    if let Some(collation) = column.attrs.text(COLLATION) {
        sql = format!("{sql} COLLATE {collation}");
    }
    let exclusive = || Risk::none().lock_all(&table, Lock::AccessExclusive);
    let mut actions = vec![
        Action::new(format!("{sql} USING {value}::{of_type}")).risk(exclusive().rewrite()),
    ];
    actions.extend(default::clause(cx, new).map(|clause| {
        Action::new(format!("ALTER TABLE {table} ALTER COLUMN {name} SET {clause}"))
            .risk(exclusive())
    }));
    if column.is(NOT_NULL) {
        actions.push(not_null::set(cx, new));
    }
    actions
}

/// Returns the statements that add a column without values, and its default for later rows.
fn bare(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let add = addition(column, column.text(TYPE));
    let default = default::clause(cx, new).map(|clause| {
        Action::new(format!("ALTER TABLE {table} ALTER COLUMN {name} SET {clause}"))
            .risk(Risk::none().lock_all(&table, Lock::AccessExclusive))
    });
    [add].into_iter().chain(default).collect()
}

/// Returns the statement that adds a column of this type, and nothing more.
fn addition(column: &Object, of_type: &str) -> Action {
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let mut sql = format!("ALTER TABLE {table} ADD COLUMN {name} {of_type}");
    if let Some(collation) = column.attrs.text(COLLATION) {
        sql = format!("{sql} COLLATE {collation}");
    }
    if let Some(method) = column.attrs.text(COMPRESSION) {
        sql = format!("{sql} COMPRESSION {method}");
    }
    Action::new(sql)
        .risk(Risk::none().lock_all(&table, Lock::AccessExclusive))
        .undo(Undo::ExactIf("nothing was written to the column".into()))
        .taken_back_by(format!("ALTER TABLE {table} DROP COLUMN IF EXISTS {name}"))
}

/// Proves by a check that no row has NULL in the column, so that SET NOT NULL need not look.
pub(super) fn prove_not_null(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let check = online::helper_name(&column.id, "not_null");
    prove(&table, &check, &format!("{name} IS NOT NULL"), column)
}

/// Adds a check to a table and validates it, for the time being.
pub(in crate::kinds) fn prove(
    table: &str,
    check: &str,
    condition: &str,
    object: &Object,
) -> Vec<Action> {
    let drop = format!("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {check}");
    let light = Risk::none().lock_all(table, Lock::ShareUpdateExclusive);
    vec![
        Action::new(format!(
            "ALTER TABLE {table} ADD CONSTRAINT {check} CHECK ({condition}) NOT VALID"
        ))
        .risk(Risk::none().lock_all(table, Lock::AccessExclusive))
        .taken_back_by(drop),
        online::mark(&format!("CONSTRAINT {check} ON {table}"), &object.id),
        Action::new(format!("ALTER TABLE {table} VALIDATE CONSTRAINT {check}"))
            .risk(light.scan())
            .timing(Timing::Apart),
    ]
}

/// Drops the proof that a column holds no NULL.
pub(super) fn drop_proof(column: &Object) -> Action {
    let table = table_name(&column.id);
    let check = online::helper_name(&column.id, "not_null");
    Action::new(format!("ALTER TABLE {table} DROP CONSTRAINT {check}"))
        .risk(Risk::none().lock_all(&table, Lock::AccessExclusive))
}
