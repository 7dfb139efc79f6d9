//! How an index comes, goes and gives its place to another, with the table in use or not.

use crate::{
    catalog::{Action, Object, Ref, Timing},
    kinds::{
        Cx, column,
        common::COMMENT,
        constraint::{
            self,
            backing::{self, PARTITIONED},
            key,
        },
        online,
    },
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, literal, qualified},
};

use super::definition::{self, KEYS, UNIQUE};

/// Returns the statements that create an index.
pub(super) fn create(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let is_made = constraint::is_on_made_table(cx, new);
    let is_online = cx.online && !is_made && !object.is(PARTITIONED);
    let create = Action::new(definition::create(object, is_online));
    let create = if is_online {
        concurrent(cx, new, create).taken_back_by(taken_back(&backing::index_name(object)))
    } else {
        let risk = constraint::risk_on_table(cx, new, Lock::Share);
        let reads = !is_made && !object.is(PARTITIONED);
        let risk = if reads { risk.scan() } else { risk };
        create.risk(if is_made { risk } else { refusing(risk, object) })
    };
    let mut actions = vec![create];
    actions.extend(definition::statistics(object, &[]));
    actions.extend(backing::settings(cx, new));
    actions
}

/// Says that an index is built while its table is in use.
pub(in crate::kinds) fn concurrent(cx: &Cx<'_>, new: Ref, create: Action) -> Action {
    let risk = constraint::risk_on_table(cx, new, Lock::ShareUpdateExclusive);
    create.risk(refusing(risk.scan(), cx.new.at(new))).timing(Timing::Alone)
}

/// Says whom a unique index may break.
fn refusing(risk: Risk, object: &Object) -> Risk {
    if object.is(UNIQUE) { risk.breaking(constraint::refused(object)) } else { risk }
}

/// Returns the statement that takes an index away again, if it is there.
pub(in crate::kinds) fn taken_back(name: &str) -> String {
    format!("DROP INDEX IF EXISTS {name}")
}

/// Returns the statements that drop an index. One that has a successor is moved out of the
/// way: that takes no longer than a name.
pub(super) fn drop(cx: &Cx<'_>, old: Ref) -> Vec<Action> {
    let object = cx.old.at(old);
    let name = backing::index_name(object);
    if let Some(new) = successor(cx, old) {
        if gives_way(cx, old) {
            return vec![now(object)];
        }
        let aside = online::helper_name(&cx.new.at(new).id, "old");
        let risk = Risk::none().lock(&name, Lock::ShareUpdateExclusive);
        let sql = format!("ALTER INDEX {name} RENAME TO {}", ident(&aside));
        let address = format!("INDEX {}", qualified(object.id.part(0), &aside));
        return vec![
            Action::new(sql)
                .risk(risk)
                .taken_back_by(taken_back(&qualified(object.id.part(0), &aside))),
            online::mark(&address, &object.id),
        ];
    }
    let is_online = cx.online
        && !object.is(PARTITIONED)
        && cx.old.children(old).is_empty()
        && !gives_way(cx, old);
    vec![if is_online { concurrently(object, &name) } else { now(object) }]
}

/// Tells whether a column of the index gives its place to another in the same transaction.
fn gives_way(cx: &Cx<'_>, old: Ref) -> bool {
    let mut columns = cx.old.needs(old).iter().filter(|edge| {
        cx.old.at(edge.to).parent == cx.old.at(old).parent && edge.to != old
    });
    columns.any(|edge| {
        let new = cx.new.find(&cx.old.at(edge.to).id);
        cx.online && new.is_some_and(|new| (cx.is_prepared)(new))
    })
}

fn successor(cx: &Cx<'_>, old: Ref) -> Option<Ref> {
    let new = cx.new.find(&cx.old.at(old).id)?;
    (cx.online && (cx.is_prepared)(new)).then_some(new)
}

fn concurrently(object: &Object, name: &str) -> Action {
    let risk = risk(object, Lock::ShareUpdateExclusive);
    Action::new(format!("DROP INDEX CONCURRENTLY {name}"))
        .risk(risk)
        .timing(Timing::Alone)
        .undo(undo(object))
}

fn now(object: &Object) -> Action {
    let sql = format!("DROP INDEX {}", backing::index_name(object));
    Action::new(sql)
        .risk(risk(object, Lock::AccessExclusive))
        .undo(undo(object))
}

fn risk(object: &Object, lock: Lock) -> Risk {
    let table = constraint::table_of(&object.id);
    let risk = Risk::none()
        .breaking("queries that it makes fast")
        .lock_partitions(table, lock)
        .lock(backing::index_name(object), lock);
    if object.is(UNIQUE) {
        risk.breaking("ON CONFLICT that relies on the index")
    } else {
        risk
    }
}

fn undo(object: &Object) -> Undo {
    if object.is(UNIQUE) {
        let name = backing::index_name(object);
        Undo::ExactIf(format!("no two rows have the same key of index {name}"))
    } else {
        Undo::Exact
    }
}

/// Builds the successor of an index under a name for the time being.
pub(super) fn prepare(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let name = online::helper_name(&object.id, "new");
    let full = qualified(object.id.part(0), &name);
    let mut present = object.clone();
    present
        .attrs
        .set(KEYS, column::present_names(cx, new, object.list(KEYS)).into());
    let include = column::present_names(cx, new, object.list(key::INCLUDE));
    present.attrs.set(key::INCLUDE, include.into());
    let build = Action::new(definition::create_as(&present, &name, true));
    vec![
        concurrent(cx, new, build).taken_back_by(taken_back(&full)),
        online::mark(&format!("INDEX {full}"), &object.id),
    ]
}

/// Gives a prepared index its name, and drops the one that had it.
pub(super) fn take_over(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let name = backing::index_name(object);
    let (schema, ready) = (object.id.part(0), online::helper_name(&object.id, "new"));
    let ready = qualified(schema, &ready);
    let risk = Risk::none().lock(&ready, Lock::ShareUpdateExclusive);
    let comment = object.attrs.text(COMMENT).map_or_else(|| "NULL".to_owned(), literal);
    let rename = format!("ALTER INDEX {ready} RENAME TO {}", ident(object.id.name()));
    let mut actions = vec![
        Action::new(rename).risk(risk).taken_back_by(taken_back(&name)),
        // In the place of the mark; what is dropped after this may stop the run.
        Action::new(format!("COMMENT ON INDEX {name} IS {comment}"))
            .risk(Risk::none().lock(&name, Lock::ShareUpdateExclusive)),
    ];
    actions.extend(definition::statistics(object, &[]));
    actions.extend(backing::settings(cx, new));
    if let Some(old) = cx.old.find(&object.id).filter(|old| !gives_way(cx, *old)) {
        let aside = qualified(schema, &online::helper_name(&object.id, "old"));
        actions.push(concurrently(cx.old.at(old), &aside));
    }
    actions
}
