//! A change of type that would write the table anew, made while the table is in use: a
//! column of the new type is added under a name for the time being, a trigger keeps it in
//! step, batches fill it, and one short transaction puts it in the old one's place.
//!
//! The column then comes last. Where that cannot be done (partitions, inheritance, identity,
//! generated columns, expressions over the column) the type is changed in place.

use crate::{
    catalog::{Action, Catalog, EdgeKind, Name, Object, Ref},
    kinds::{
        self, Cx, by_place, common, default, exclusion, generated,
        index::{EXPRESSIONS, INDEX, PREDICATE},
        online, partition,
        table::{OF_TYPE, PARTITION_KEY, TABLE},
    },
    risk::{Lock, Risk},
    sql::{
        identifiers,
        quote::{ident, literal, qualified},
    },
};

use super::{
    COLLATION, COMPRESSION, INHERITED, NOT_NULL, not_null, Own, TYPE, fill, publish, retype, table_name,
};

/// Tells whether another column can take the place of this one.
pub(super) fn can_swap(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let (was, is) = (cx.old.at(old), cx.new.at(new));
    cx.online
        && retype::action(cx, was, is).risk.rewrites
        && is_plain(cx.old, old)
        && is_plain(cx.new, new)
        && uses_are_plain(cx.old, old)
        && uses_are_plain(cx.new, new)
}

/// Tells whether a column stands in a table that is nobody's part, and has at most a default.
fn is_plain(catalog: &Catalog, at: Ref) -> bool {
    let column = catalog.at(at);
    let Some(table) = column.parent else {
        return false;
    };
    let of_table = catalog.at(table);
    let is_tied = |at: &Ref| catalog.at(*at).id.kind.info().links;
    let has_parts_below = catalog.dependants(table).iter().any(|edge| {
        catalog.at(edge.from).id.kind == partition::PARTITION || is_tied(&edge.from)
    });
    of_table.id.kind == TABLE
        && of_table.get(PARTITION_KEY).is_none()
        && of_table.get(OF_TYPE).is_none()
        && !catalog.children(table).iter().any(is_tied)
        && !has_parts_below
        && !column.is(INHERITED)
        // Values of the row type elsewhere would lose the column's.
        && super::row_keepers(catalog, table).is_empty()
        && !by_place::is_read(catalog, table)
        && catalog.children(at).iter().all(|it| catalog.at(*it).id.kind == default::DEFAULT)
}

/// Tells whether all that depends on a column can be made for another one.
fn uses_are_plain(catalog: &Catalog, at: Ref) -> bool {
    let name = ident(catalog.at(at).id.name());
    let is_in = |text: &str| identifiers(text).iter().any(|it| *it == *name);
    let users = catalog.dependants(at).iter();
    users.filter(|edge| edge.kind == EdgeKind::Needs).all(|edge| {
        let user = catalog.at(edge.from);
        let in_expression = user.list(EXPRESSIONS).iter().any(|it| is_in(it))
            || is_in(user.text(PREDICATE));
        user.id.kind != exclusion::EXCLUSION
            && user.id.kind != generated::GENERATED
            && !(user.id.kind == INDEX && in_expression)
            && !(user.id.kind.info().holds_data && user.parent != Some(at))
    })
}

/// Returns the name under which the successor of a column stands while it is made ready.
pub(in crate::kinds) fn stand_in(column: &Object) -> String {
    online::helper_name(&column.id, "column")
}

/// Returns columns with the names that they have while an index is made ready for them.
pub(in crate::kinds) fn present_names(cx: &Cx<'_>, new: Ref, names: &[Name]) -> Vec<Name> {
    let swapped: Vec<(String, String)> = cx
        .new
        .needs(new)
        .iter()
        .filter(|edge| cx.new.at(edge.to).parent == cx.new.at(new).parent)
        .filter(|edge| cx.new.at(edge.to).id.kind == super::COLUMN && (cx.is_prepared)(edge.to))
        .map(|edge| cx.new.at(edge.to))
        .map(|column| (column.id.name().to_owned(), stand_in(column)))
        .collect();
    let present = |name: &Name| {
        let of_name = |was: &str, is: &str| {
            let quoted = ident(was);
            if **name == *was {
                return Some(is.to_owned());
            }
            // A key of an index has its operator class and order behind the column.
            let rest = name.strip_prefix(&*quoted)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| format!("{is}{rest}"))
        };
        let found = swapped.iter().find_map(|(was, is)| of_name(was, is));
        found.map_or_else(|| name.clone(), Name::from)
    };
    names.iter().map(present).collect()
}

/// Adds the column that takes the place, and fills it.
pub(super) fn prepare(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    let (was, column) = (cx.old.at(old), cx.new.at(new));
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let ready = stand_in(column);
    let mut definition = format!("{ready} {}", column.text(TYPE));
    if let Some(collation) = column.attrs.text(COLLATION) {
        definition = format!("{definition} COLLATE {collation}");
    }
    if let Some(method) = column.attrs.text(COMPRESSION) {
        definition = format!("{definition} COMPRESSION {method}");
    }
    let exclusive = Risk::none().lock_all(&table, Lock::AccessExclusive);
    let light = Risk::none().lock(&table, Lock::ShareUpdateExclusive);
    let mut actions = vec![
        Action::new(format!("ALTER TABLE {table} ADD COLUMN {definition}"))
            .risk(exclusive)
            .taken_back_by(format!("ALTER TABLE {table} DROP COLUMN IF EXISTS {ready}")),
        online::mark(&format!("COLUMN {table}.{ready}"), &column.id).risk(light),
    ];
    actions.extend(keep_in_step(cx, was, column));
    let value = retype::conversion(cx, was, column, &name);
    let value = value.unwrap_or_else(|| name.to_string());
    actions.push(online::backfill(
        &table,
        &format!("{ready} = {value}"),
        &format!("{ready} IS NULL AND {name} IS NOT NULL"),
        &publish::around(cx, new),
    ));
    if column.is(NOT_NULL) {
        let check = online::helper_name(&column.id, "not_null");
        actions.extend(fill::prove(&table, &check, &format!("{ready} IS NOT NULL"), column));
    }
    actions
}

/// Names the function and the trigger: triggers run in the order of their names, so this
/// one sees what others make of the row.
fn names(column: &Object) -> (String, String) {
    let name = online::helper_name(&column.id, "step");
    (qualified(column.id.part(0), &name), ident(&format!("~{name}")).into_owned())
}

/// Makes the trigger that gives the new column what a writer gives the old one.
fn keep_in_step(cx: &Cx<'_>, was: &Object, column: &Object) -> Vec<Action> {
    let table = table_name(&column.id);
    let (function, trigger) = names(column);
    let of_row = format!("NEW.{}", ident(column.id.name()));
    let value = retype::conversion(cx, was, column, &of_row).unwrap_or(of_row);
    let body = format!("BEGIN\n    NEW.{} := {value};\n    RETURN NEW;\nEND", stand_in(column));
    let on_table = |lock| Risk::none().lock_partitions(&table, lock);
    vec![
        Action::new(format!(
            "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql \
             SET search_path = pg_catalog, pg_temp AS {}",
            literal(&body)
        ))
        .taken_back_by(format!("DROP FUNCTION IF EXISTS {function}()")),
        online::mark(&format!("FUNCTION {function}()"), &column.id),
        Action::new(format!(
            "CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION {function}()"
        ))
        .risk(on_table(Lock::ShareRowExclusive))
        .taken_back_by(format!("DROP TRIGGER IF EXISTS {trigger} ON {table}")),
        online::mark(&format!("TRIGGER {trigger} ON {table}"), &column.id),
        // Rows that a subscription writes are kept in step too.
        Action::new(format!("ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}"))
            .risk(on_table(Lock::ShareRowExclusive)),
    ]
}

/// Puts the column that was made ready in the place of the old one.
pub(super) fn swap(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    let (was, column) = (cx.old.at(old), cx.new.at(new));
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let (function, trigger) = names(column);
    let in_place = retype::action(cx, was, column);
    let exclusive = || Risk::none().lock_all(&table, Lock::AccessExclusive);
    let mut risk = exclusive()
        .breaking("prepared statements and clients that expect the old type")
        .breaking("whoever relies on the order of columns: this one comes last");
    risk.loses = in_place.risk.loses;
    let alter = |clause: &str| Action::new(format!("ALTER TABLE {table} {clause}")).risk(exclusive());
    let mut actions = vec![
        Action::new(format!("DROP TRIGGER {trigger} ON {table}")).risk(exclusive()),
        Action::new(format!("DROP FUNCTION {function}()")),
        Action::new(format!("ALTER TABLE {table} DROP COLUMN {name}"))
            .risk(risk)
            .undo(in_place.undo.and(crate::risk::Undo::StructureOnly(
                "the column's place among the others".into(),
            ))),
        alter(&format!("RENAME COLUMN {} TO {name}", stand_in(column))),
        Action::new(format!("COMMENT ON COLUMN {table}.{name} IS NULL"))
            .risk(Risk::none().lock(&table, Lock::ShareUpdateExclusive)),
    ];
    if column.is(NOT_NULL) {
        let mut set = not_null::set(cx, new);
        set.risk = exclusive();
        actions.push(set);
        actions.push(fill::drop_proof(column));
    }
    actions.extend(super::settings(cx, new));
    actions.extend(common::create(cx, &Own as &dyn kinds::Rules, new));
    actions
}
