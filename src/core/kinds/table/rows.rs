//! Rows that a table takes along when it is made anew.
//!
//! A column that a table has of its own comes from a parent alone only in a table that is
//! created so: neither INHERIT nor the parent's ADD COLUMN takes that from it (`attislocal`;
//! `MergeAttributesIntoExisting` and `ATExecAddColumn` in `tablecmds.c`). The rows are set
//! aside meanwhile.

use crate::{
    catalog::{Action, Catalog, Object, Ref},
    kinds::{Cx, column, generated, identity, online, publication, sequence, subscription::SUBSCRIPTION, types},
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{FORCE_ROW_SECURITY, OF_TYPE, PARTITION_KEY, TABLE};

/// Tells whether the table of a member, which stays, can be made anew with its rows, and nobody
/// but who uses it is the wiser.
pub(in crate::kinds) fn can_be_made_anew(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let tables = cx.old.at(old).parent.zip(cx.new.at(new).parent);
    // A subscription knows its tables by OID; a subscriber would be told all rows again.
    let is_tracked = |catalog: &Catalog, table: Ref| {
        catalog.of_kind(SUBSCRIPTION).next().is_some() || publication::sends_unnamed(catalog, table)
    };
    tables.is_some_and(|(was, is)| {
        can_go_along(cx, was, is) && !is_tracked(cx.old, was) && !is_tracked(cx.new, is)
    })
}

/// Tells whether a table can be made anew with its rows, by what it is before and after:
/// nothing else holds what would go with it.
fn can_go_along(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let columns = columns(cx, old, new);
    // A row as text is none of another shape.
    let is_reshaped = |(was, is): &(Ref, Ref)| {
        cx.old.at(*was).text(column::TYPE) == cx.new.at(*is).text(column::TYPE)
            && types::is_reshaped(cx, *was)
    };
    is_plain(cx.old, old)
        && is_plain(cx.new, new)
        && !columns.is_empty()
        && !columns.iter().any(is_reshaped)
}

fn is_plain(catalog: &Catalog, table: Ref) -> bool {
    let object = catalog.at(table);
    object.id.kind == TABLE
        && object.attrs.text(PARTITION_KEY).is_none()
        && object.attrs.text(OF_TYPE).is_none()
        && column::row_keepers(catalog, table).is_empty()
}

/// Returns the statements that set the rows aside, if the table takes them along.
pub(super) fn set_aside(cx: &Cx<'_>, old: Ref) -> Option<Vec<Action>> {
    let table = &cx.old.at(old).id;
    let new = cx.new.find(table).filter(|new| goes_along(cx, old, *new))?;
    let (name, aside) = (table.dotted(), aside(cx.old.at(old)));
    let values: Vec<String> = columns(cx, old, new)
        .into_iter()
        .map(|(was, _)| {
            let column = ident(cx.old.at(was).id.name());
            // A type that is made anew does not leave while a table has it.
            let is_kept = has_its_type(cx, was);
            if is_kept { column.into_owned() } else { format!("{column}::text AS {column}") }
        })
        .collect();
    let locked = Risk::none()
        .lock(&name, Lock::AccessExclusive)
        .breaking(format!("whoever uses {name}, until its rows are copied out and in again"));
    let sql = format!("CREATE TABLE {aside} AS SELECT {} FROM ONLY {name}", values.join(", "));
    let mut actions = vec![
        Action::new(format!("LOCK TABLE ONLY {name}")).risk(locked),
    ];
    if cx.old.at(old).is(FORCE_ROW_SECURITY) {
        // The policies may have gone, and nobody but a superuser would read a row.
        let sql = format!("ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY");
        actions.push(Action::new(sql).risk(Risk::none().lock(&name, Lock::AccessExclusive)));
    }
    actions.push(
        Action::new(sql)
            .risk(Risk::none().lock(&name, Lock::AccessShare).scan())
            .ties_to(aside),
    );
    actions.extend(cx.old.children(old).iter().filter_map(|at| identity::position(cx, *at)));
    Some(actions)
}

/// Returns the statement that drops a table whose rows have been set aside.
pub(super) fn dropped(cx: &Cx<'_>, old: Ref, risk: Risk) -> Action {
    let table = &cx.old.at(old).id;
    let kept = cx.new.find(table).map_or_else(Vec::new, |new| columns(cx, old, new));
    let mut action = Action::new(format!("DROP TABLE {}", table.dotted())).risk(risk);
    let all = cx.old.children(old).iter().filter(|at| cx.old.at(**at).id.kind == column::COLUMN);
    let leaving = all.filter(|at| !is_generated(cx.old, **at) && !kept.iter().any(|it| it.0 == **at));
    for at in leaving {
        let values = format!("the values of {}", cx.old.at(*at).id.dotted());
        action.undo = action.undo.and(Undo::StructureOnly(values.clone()));
        action.risk = action.risk.losing(values);
    }
    let place = |catalog: &Catalog, at: Ref| catalog.at(at).get(column::POSITION);
    let mut order = kept;
    order.sort_by_key(|it| place(cx.old, it.0));
    if !order.is_sorted_by_key(|it| place(cx.new, it.1)) {
        let places = "the columns' places among the others".to_owned();
        action.undo = action.undo.and(Undo::StructureOnly(places));
    }
    action
}

/// Returns the statements that bring them back.
pub(super) fn brought_back(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let table = cx.new.at(new);
    let Some(old) = cx.old.find(&table.id).filter(|old| goes_along(cx, *old, new)) else {
        return Vec::new();
    };
    let (name, aside) = (table.id.dotted(), aside(table));
    let value = |(was, is): (Ref, Ref)| {
        let (old, new) = (cx.old.at(was), cx.new.at(is));
        let name = ident(new.id.name()).into_owned();
        let value = if has_its_type(cx, was) {
            column::value(cx, old, new, &name)
        } else {
            format!("{name}::{}", new.text(column::TYPE))
        };
        (name, value)
    };
    let values = columns(cx, old, new).into_iter().map(value);
    let (names, values): (Vec<String>, Vec<String>) = values.unzip();
    let (names, values) = (names.join(", "), values.join(", "));
    // A column GENERATED ALWAYS AS IDENTITY takes values no other way.
    let sql = format!(
        "INSERT INTO {name} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM {aside}"
    );
    let mut brought =
        Action::new(sql).risk(Risk::none().lock(&name, Lock::RowExclusive));
    for (was, is) in columns(cx, old, new) {
        let (was, is) = (cx.old.at(was), cx.new.at(is));
        if was.text(column::TYPE) != is.text(column::TYPE) {
            let retyped = column::retype(cx, was, is);
            brought.risk.loses = brought.risk.loses.or(retyped.risk.loses);
            brought.risk.breaks.extend(retyped.risk.breaks);
            brought.undo = brought.undo.and(retyped.undo);
        }
    }
    let mut actions = vec![brought, Action::new(format!("DROP TABLE {aside}"))];
    for column in cx.new.children(new) {
        actions.extend(identity::goes_on(cx, *column));
        let parts = cx.new.children(*column).iter();
        actions.extend(parts.flat_map(|part| sequence::behind_values_of(cx, *part)));
    }
    // The planner knows nothing of the new table's rows, and its users wait for them.
    actions.push(Action::new(format!("ANALYZE {name}")));
    actions
}

/// Tells whether a column of the new catalog has the values that it had before.
pub(in crate::kinds) fn has_values(cx: &Cx<'_>, column: Ref) -> bool {
    let object = cx.new.at(column);
    let Some(old) = cx.old.find(&object.id) else {
        return false;
    };
    let tables = cx.old.at(old).parent.zip(object.parent);
    !(cx.is_made)(column) || tables.is_some_and(|(old, new)| goes_along(cx, old, new))
}

fn goes_along(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    (cx.is_made)(new) && can_go_along(cx, old, new)
}

fn aside(table: &Object) -> String {
    qualified(table.id.part(0), &online::helper_name(&table.id, "rows"))
}

/// Lists the columns that both tables have values in, in both catalogs.
fn columns(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<(Ref, Ref)> {
    let columns = cx.new.children(new).iter().copied();
    columns
        .filter(|at| cx.new.at(*at).id.kind == column::COLUMN && !is_generated(cx.new, *at))
        .filter_map(|at| Some((cx.old.find(&cx.new.at(at).id)?, at)))
        .filter(|(was, _)| cx.old.at(*was).parent == Some(old) && !is_generated(cx.old, *was))
        .collect()
}

fn is_generated(catalog: &Catalog, column: Ref) -> bool {
    let mut parts = catalog.children(column).iter();
    parts.any(|it| catalog.at(*it).id.kind == generated::GENERATED)
}

/// Tells whether the type of a column of the old catalog stays what it is: no table may hold
/// values of it otherwise.
fn has_its_type(cx: &Cx<'_>, column: Ref) -> bool {
    let text = cx.old.at(column).text(column::TYPE);
    let name = text.trim_end_matches("[]");
    let goes = |at: Ref| {
        let object = cx.old.at(at);
        object.id.dotted() == name && cx.new.find(&object.id).is_none_or(|new| (cx.is_made)(new))
    };
    !cx.old.needs(column).iter().any(|edge| goes(edge.to)) && !types::is_reshaped(cx, column)
}
