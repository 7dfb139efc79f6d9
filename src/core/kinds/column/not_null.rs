//! The NOT NULL constraints of columns (manual, "Not-Null Constraints").
//!
//! From PostgreSQL 18 on each is a constraint with a name, which is inherited and can be
//! NOT VALID or NO INHERIT. Before, a column refuses NULL or not, and no more is known of
//! it. A column has one at most, so that it is no object of its own.

mod brought;
mod family;
mod swap;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Edge, EdgeKind, Name, Object, Ref},
    kinds::{Cx, Draft, ReadCx, Reader, Seldom, constraint, table},
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, literal},
};

use super::{FROM_PARENT, NOT_NULL, fill, retype, table_name};

pub(in crate::kinds) use brought::{again, lent, parted, renamed};
pub(super) use brought::{bringer, left_to_heirs, let_go_for, own_of_inherited};
use brought::names_above;
pub(super) use family::is_tied;

/// The name of the constraint, if not the one that the server gives it by itself (18 and
/// later). One that only a parent table gave is called as it is there.
pub const NAME: Attr<Name> =
    Attr::new(&AttrDef { name: "not_null_name", class: AttrClass::Plain });
/// Whether rows that were there before may hold NULL (18 and later).
pub const NOT_VALID: Attr<bool> =
    Attr::new(&AttrDef { name: "not_null_not_valid", class: AttrClass::Plain });
/// Whether tables that inherit from this one go without it (18 and later).
pub const NO_INHERIT: Attr<bool> =
    Attr::new(&AttrDef { name: "not_null_no_inherit", class: AttrClass::Plain });
/// Whether only a parent table gave it; never in a partition (18 and later).
pub const INHERITED_ONLY: Attr<bool> =
    Attr::new(&AttrDef { name: "not_null_from_parent", class: AttrClass::Plain });
/// Whether a partition's is its own as well as its parent's: it stays when that leaves.
pub const OWN: Attr<bool> = Attr::new(&AttrDef { name: "not_null_own", class: AttrClass::Silent });
/// The comment on the constraint (18 and later).
pub const COMMENT: Attr<Name> =
    Attr::new(&AttrDef { name: "not_null_comment", class: AttrClass::Plain });

/// The version from which on the constraints have names.
const NAMED: u32 = 180_000;

/// Returns the fields of a column's row and the joins that they take.
pub(super) fn fields(cx: &ReadCx) -> (&'static str, &'static str) {
    if cx.version < NAMED {
        return ("NULL", "");
    }
    (
        "CASE WHEN (k.conislocal OR c.relispartition) \
         AND k.conname::text <> c.relname || '_' || a.attname || '_not_null' \
         THEN k.conname::text END, (k.convalidated IS FALSE)::text, \
         (k.connoinherit IS TRUE)::text, \
         (NOT c.relispartition AND k.conislocal IS FALSE)::text, \
         (c.relispartition AND k.conislocal IS TRUE)::text, e.description",
        "LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'n' \
         AND k.conkey = ARRAY[a.attnum] \
         LEFT JOIN pg_description e ON e.classoid = 2606 AND e.objoid = k.oid \
         AND e.objsubid = 0",
    )
}

/// Returns the condition that none of the fields says anything.
pub(super) fn is_plain(cx: &ReadCx) -> &'static str {
    if cx.version < NAMED {
        return "true";
    }
    "(k.oid IS NULL OR k.convalidated AND NOT k.connoinherit AND k.conislocal \
     AND NOT c.relispartition AND e.description IS NULL \
     AND k.conname::text = c.relname || '_' || a.attname || '_not_null')"
}

/// Reads the fields.
pub(super) fn read(seldom: &mut Seldom<'_>, reader: &mut Reader, draft: &mut Draft) {
    if let Some(name) = seldom.text() {
        draft.set(NAME, reader.name(name));
    }
    draft
        .flag(NOT_VALID, seldom.flag())
        .flag(NO_INHERIT, seldom.flag())
        .flag(INHERITED_ONLY, seldom.flag())
        .flag(OWN, seldom.flag());
    if let Some(comment) = seldom.text() {
        draft.set(COMMENT, comment.into());
    }
}

/// Tells whether the servers of both sides give names to these constraints.
fn are_named(cx: &Cx<'_>) -> bool {
    let knows = |catalog: &Catalog| catalog.origin.version == 0 || catalog.origin.version >= NAMED;
    cx.version() >= NAMED && knows(cx.new)
}

/// Returns the name that the constraint of a column has.
fn name(catalog: &Catalog, at: Ref) -> String {
    let column = catalog.at(at);
    match (column.attrs.text(NAME), giver(catalog, at)) {
        (Some(name), _) => name.to_owned(),
        (None, Some(above)) if column.is(INHERITED_ONLY) => name(catalog, above),
        _ => format!("{}_{}_not_null", column.id.part(1), column.id.name()),
    }
}

/// Returns the column above from which a column has the constraint, if one of those has it.
fn giver(catalog: &Catalog, at: Ref) -> Option<Ref> {
    let above = catalog.needs(at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let gives = |at: &Ref| catalog.at(*at).is(NOT_NULL) && !catalog.at(*at).is(NO_INHERIT);
    above.map(|edge| edge.to).find(gives)
}

/// Returns the constraint as part of the definition of its column; nothing if there is none
/// or if only another statement can make it.
pub(super) fn clause(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let column = cx.new.at(new);
    if !column.is(NOT_NULL) || (column.is(NOT_VALID) && are_named(cx)) {
        return None;
    }
    // A column of the table's own has it from its parents all the same.
    let is_made = column.parent.is_some_and(|table| (cx.is_made)(table));
    let comes = || !brought::is_given_by_new_ties(cx, new) || bringer(cx, new).is_some();
    if column.is(INHERITED_ONLY) && (is_made || comes()) {
        return None;
    }
    Some(format!("{}NOT NULL{}", named(cx, new), no_inherit(cx, column)))
}

/// Returns CONSTRAINT and the name, with a blank behind, where the server would not choose
/// it by itself.
fn named(cx: &Cx<'_>, new: Ref) -> String {
    let column = cx.new.at(new);
    if !are_named(cx) || (column.attrs.text(NAME).is_none() && !is_taken(cx, new)) {
        return String::new();
    }
    format!("CONSTRAINT {} ", ident(&name(cx.new, new)))
}

/// Tells whether another constraint of the schema may have the name that the server chooses
/// for a column: it then puts a number behind. Partitions have their parent's name.
fn is_taken(cx: &Cx<'_>, new: Ref) -> bool {
    let follows = |it: &Edge| it.kind == EdgeKind::Follows;
    let wanted = name(cx.new, new);
    let schema = cx.new.at(new).id.part(0);
    let is_in = |catalog: &Catalog| {
        let called = catalog.called(NAME, &wanted).iter();
        called.map(|at| catalog.at(*at)).any(|column| column.id.part(0) == schema)
    };
    cx.new.dependants(new).iter().any(follows)
        || cx.new.needs(new).iter().any(follows)
        || is_in(cx.old)
        || is_in(cx.new)
}

fn no_inherit(cx: &Cx<'_>, column: &Object) -> &'static str {
    if column.is(NO_INHERIT) && are_named(cx) { " NO INHERIT" } else { "" }
}

/// Tells whether a table's own constraint is on a column that a parent table gives: it is
/// written in CREATE TABLE, since only there the server takes another name for it.
fn stands_by_itself(cx: &Cx<'_>, column: &Object) -> bool {
    are_named(cx)
        && column.is(NOT_NULL)
        && column.is(FROM_PARENT)
        && !column.is(INHERITED_ONLY)
        && !column.is(NOT_VALID)
}

/// Returns the constraints that stand behind the columns in the statement which creates
/// their table: those on columns that its parents give.
pub(in crate::kinds) fn definitions(cx: &Cx<'_>, table: Ref) -> Vec<String> {
    let columns = cx.inlined_children(table, super::COLUMN);
    let mut clauses: Vec<String> = columns
        .filter(|(_, column)| stands_by_itself(cx, column))
        .map(|(at, column)| {
            let on = ident(column.id.name());
            format!("{}NOT NULL {on}{}", named(cx, at), no_inherit(cx, column))
        })
        .collect();
    clauses.sort_unstable();
    clauses
}

/// Returns the statements that give a new column what its definition does not say.
pub(super) fn settings(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let mut actions = Vec::new();
    if !column.is(NOT_NULL) {
        return actions;
    }
    if !are_named(cx) {
        return brought::merged(cx, new);
    }
    if column.is(NOT_VALID) && !column.is(INHERITED_ONLY) {
        actions.push(Action::new(add(cx, new)));
    }
    actions.extend(brought::brought(cx, new).into_iter().flatten());
    actions.extend(comment(cx, new));
    actions
}

/// Returns the statements that give a column, which came with that of a parent table, its
/// own constraint.
pub(super) fn own_of_added(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let column = cx.new.at(new);
    let stands_alone = column.parent.is_some_and(|at| table::is_partition(cx, at));
    let comes_first = !stands_alone && brought::is_given_by_new_ties(cx, new);
    let is_given = giver(cx.new, new).is_some() && !comes_first;
    if !column.is(NOT_NULL) {
        return Vec::new();
    }
    let mut actions = Vec::new();
    if let Some(brought) = brought::brought(cx, new) {
        actions.extend(brought);
    } else if !is_given || (are_named(cx) && !stands_alone && !column.is(INHERITED_ONLY)) {
        actions.push(set(cx, new));
    }
    if are_named(cx) {
        actions.extend(comment(cx, new));
    }
    actions
}

/// Returns the statements that bring the constraint from old to new: those before the column
/// gets another type, and those behind: where one below has it too, it goes first.
pub(super) fn around(cx: &Cx<'_>, old: Ref, new: Ref) -> (Vec<Action>, Vec<Action>) {
    let actions = change(cx, old, new);
    let goes = cx.old.at(old).is(NOT_NULL) && !cx.new.at(new).is(NOT_NULL);
    if goes && brought::has_another_below(cx, old, &name(cx.old, old)) { (actions, Vec::new()) } else { (Vec::new(), actions) }
}

fn change(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    if cx.version() >= NAMED {
        return family::change(cx, new);
    }
    let (was, is) = (cx.old.at(old).is(NOT_NULL), cx.new.at(new).is(NOT_NULL));
    if was == is || parent_decides(cx, old, new) {
        return Vec::new();
    }
    let heirs = heirs(cx, new);
    if heirs.iter().any(|at| cx.new.at(*at).is(NOT_NULL) != is) {
        apart(cx, new, &heirs)
    } else if is {
        let mut action = set(cx, new);
        action.risk.scans &= !can_be_proven(cx, old, new);
        vec![action]
    } else {
        vec![unset(cx, new)]
    }
}

/// Lists the columns that change along with one, as long as the server's statement reaches
/// them: those that follow it before and after, and theirs, from above to below.
fn heirs(cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
    let mut found = vec![new];
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        next += 1;
        let stays = |heir: &Ref| is_tied(cx, *heir, at);
        let follows = cx.new.dependants(at).iter().filter(|it| it.kind == EdgeKind::Follows);
        let below: Vec<Ref> = follows.map(|it| it.from).filter(stays).collect();
        found.extend(below);
    }
    found.remove(0);
    found
}

/// Returns the statements for a column and those that follow it where not all become alike:
/// before 18 a child may refuse NULL where its parent does not, and the other way about. What
/// is a partition is always changed with its table and then has to be changed back.
fn apart(cx: &Cx<'_>, new: Ref, heirs: &[Ref]) -> Vec<Action> {
    let wants = |at: Ref| cx.new.at(at).is(NOT_NULL);
    let write = |at: Ref| if wants(at) { set(cx, at) } else { unset(cx, at) };
    let is_parted = cx.new.at(new).parent.is_some_and(|table| {
        cx.new.at(table).attrs.text(table::PARTITION_KEY).is_some()
    });
    if is_parted {
        let mut reached: Vec<(Ref, bool)> = vec![(new, wants(new))];
        let mut actions = vec![write(new)];
        for heir in heirs {
            let above = cx.new.followed(*heir);
            let is = reached.iter().find(|(at, _)| Some(*at) == above).is_some_and(|it| it.1);
            if is != wants(*heir) {
                actions.push(write(*heir));
            }
            reached.push((*heir, wants(*heir)));
        }
        return actions;
    }
    let was = |at: Ref| cx.old.get(&cx.new.at(at).id).is_some_and(|it| it.is(NOT_NULL));
    let all = std::iter::once(new).chain(heirs.iter().copied());
    let alone = |at: Ref| {
        let mut action = write(at);
        action.sql = action.sql.replacen("ALTER TABLE ", "ALTER TABLE ONLY ", 1);
        action
    };
    all.filter(|at| was(*at) != wants(*at)).map(alone).collect()
}

/// Tells whether a check proves beforehand that no row is against it, so that the statement
/// need not look: before 18, where the constraint itself cannot be NOT VALID.
pub(super) fn can_be_proven(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    cx.online
        && !are_named(cx)
        && cx.new.at(new).is(NOT_NULL)
        && !cx.old.at(old).is(NOT_NULL)
        && fill::is_in_table(cx, new)
        && !parent_decides(cx, old, new)
}

/// Returns the statements that make a column of a table in use refuse NULL.
pub(super) fn set_in_use(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    if let Some(actions) = set_online(cx, new) {
        return actions;
    }
    let mut set = set(cx, new);
    set.risk.scans = false;
    let mut actions = fill::prove_not_null(cx, new);
    actions.push(set);
    actions.push(fill::drop_proof(cx.new.at(new)));
    actions
}

/// Tells whether SET or DROP NOT NULL on the parent table's column brings this one along.
fn parent_decides(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let (Some(was), Some(is)) = (cx.old.followed(old), cx.new.followed(new)) else {
        return false;
    };
    if !is_tied(cx, new, is) {
        return false;
    }
    let (was, is) = (cx.old.at(was), cx.new.at(is));
    was.id == is.id && was.is(NOT_NULL) != is.is(NOT_NULL)
}

/// Returns the statement that makes a column refuse NULL.
pub(super) fn set(cx: &Cx<'_>, new: Ref) -> Action {
    let column = cx.new.at(new);
    let table = table_name(&column.id);
    let risk = Risk::none().lock_all(&table, Lock::AccessExclusive).breaking("whoever writes NULL");
    let is_special = !named(cx, new).is_empty() || !no_inherit(cx, column).is_empty();
    if are_named(cx) && (is_special || column.is(NOT_VALID)) {
        let is_unread = column.is(NOT_VALID) || super::is_elsewhere(cx.new, column);
        let risk = if is_unread { risk } else { risk.scan() };
        return Action::new(add(cx, new)).risk(risk);
    }
    let name = ident(column.id.name());
    let onto = onto(cx, column);
    Action::new(format!("ALTER TABLE {onto} ALTER COLUMN {name} SET NOT NULL")).risk(if super::is_elsewhere(cx.new, column) { risk } else { risk.scan() })
}

/// Returns the table that gets the constraint: what only a parent gives comes with the helper
/// that stands in for it.
fn onto(cx: &Cx<'_>, column: &Object) -> String {
    if column.is(INHERITED_ONLY) {
        let bringer = cx.new.find(&column.id).and_then(|at| bringer(cx, at));
        bringer.unwrap_or_else(|| retype::reached_by(cx, column))
    } else {
        table_name(&column.id)
    }
}

fn unset(cx: &Cx<'_>, new: Ref) -> Action {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let is_alone = cx.old.get(&column.id).is_some_and(|it| it.is(NO_INHERIT));
    let risk = if is_alone {
        Risk::none().lock(&table, Lock::AccessExclusive)
    } else {
        Risk::none().lock_all(&table, Lock::AccessExclusive)
    };
    Action::new(format!("ALTER TABLE {table} ALTER COLUMN {name} DROP NOT NULL"))
        .risk(risk.breaking("readers that expect a value"))
        .undo(Undo::ExactIf("no NULL was written".into()))
}

/// Returns the statement that adds the constraint under its name.
fn add(cx: &Cx<'_>, new: Ref) -> String {
    let column = cx.new.at(new);
    let (table, on) = (onto(cx, column), ident(column.id.name()));
    let name = name(cx.new, new);
    let not_valid = if column.is(NOT_VALID) { " NOT VALID" } else { "" };
    format!(
        "ALTER TABLE {table} ADD CONSTRAINT {} NOT NULL {on}{}{not_valid}",
        ident(&name),
        no_inherit(cx, column)
    )
}

/// Returns the statement for the comment on the constraint, if there is one.
fn comment(cx: &Cx<'_>, new: Ref) -> Option<Action> {
    let text = cx.new.at(new).attrs.text(COMMENT)?;
    Some(comment_is(cx, new, &literal(text)))
}

fn comment_is(cx: &Cx<'_>, new: Ref, text: &str) -> Action {
    let (table, name) = (table_name(&cx.new.at(new).id), name(cx.new, new));
    Action::new(format!("COMMENT ON CONSTRAINT {} ON {table} IS {text}", ident(&name)))
}

/// Returns the statements for a column whose constraint is no other's business.
fn change_alone(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    let (was, is) = (cx.old.at(old), cx.new.at(new));
    let table = table_name(&is.id);
    let mut actions = Vec::new();
    let mut is_made = !was.is(NOT_NULL);
    let becomes_open = are_named(cx) && is.is(NOT_VALID) && !was.is(NOT_VALID);
    let is_brought = bringer(cx, new).is_some() && parted(cx, new).is_none();
    // What cannot be named cannot be renamed.
    let is_nameless = are_named(cx)
        && name(cx.old, old) != name(cx.new, new)
        && names_above(cx.old, old).len() > 1;
    if was.is(NOT_NULL) && (!is.is(NOT_NULL) || becomes_open || is_brought || is_nameless) {
        actions.push(unset(cx, new));
        is_made = true;
    }
    if !is.is(NOT_NULL) {
        return actions;
    }
    if is_made {
        actions.extend(brought::stand_in(cx, new));
        actions.extend(set_online(cx, new).unwrap_or_else(|| vec![set(cx, new)]));
        actions.extend(comment(cx, new).filter(|_| are_named(cx)));
        return actions;
    }
    if !are_named(cx) {
        return actions;
    }
    let (old_name, new_name) = (name(cx.old, old), name(cx.new, new));
    let quoted = ident(&new_name);
    let exclusive = || Risk::none().lock_all(&table, Lock::AccessExclusive);
    if old_name != new_name {
        actions.push(rename(cx, new, &old_name));
    }
    if was.is(NO_INHERIT) != is.is(NO_INHERIT) {
        let word = if is.is(NO_INHERIT) { "NO INHERIT" } else { "INHERIT" };
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {quoted} {word}");
        let risk = exclusive();
        let risk = if is.is(NO_INHERIT) { risk } else { risk.scan() };
        actions.push(Action::new(sql).risk(risk));
    }
    if was.is(NOT_VALID) {
        actions.extend((!is.is(NOT_VALID)).then(|| validate(cx, new)));
    }
    actions.extend(comment_change(cx, old, new));
    actions
}

fn rename(cx: &Cx<'_>, new: Ref, from: &str) -> Action {
    rename_to(cx, new, from, &name(cx.new, new))
}

fn rename_to(cx: &Cx<'_>, new: Ref, from: &str, to: &str) -> Action {
    let table = table_name(&cx.new.at(new).id);
    let (from, to) = (ident(from), ident(to));
    Action::new(format!("ALTER TABLE {table} RENAME CONSTRAINT {from} TO {to}"))
        .risk(Risk::none().lock_all(table, Lock::AccessExclusive))
}

fn validate(cx: &Cx<'_>, new: Ref) -> Action {
    let (table, name) = (table_name(&cx.new.at(new).id), name(cx.new, new));
    Action::new(format!("ALTER TABLE {table} VALIDATE CONSTRAINT {}", ident(&name)))
        .risk(Risk::none().lock_all(table, Lock::ShareUpdateExclusive).scan())
        .timing(constraint::timing_of_scan(cx))
}

fn comment_change(cx: &Cx<'_>, old: Ref, new: Ref) -> Option<Action> {
    let (was, is) = (cx.old.at(old).attrs.text(COMMENT), cx.new.at(new).attrs.text(COMMENT));
    (was != is).then(|| comment_is(cx, new, &is.map_or_else(|| "NULL".to_owned(), literal)))
}

/// Returns the statements that add the constraint without a scan under a strong lock.
fn set_online(cx: &Cx<'_>, new: Ref) -> Option<Vec<Action>> {
    let column = cx.new.at(new);
    if !cx.online || !are_named(cx) || column.is(NOT_VALID) || is_between(cx, new) {
        return None;
    }
    let table = table_name(&column.id);
    let risk = Risk::none().lock_all(&table, Lock::AccessExclusive).breaking("whoever writes NULL");
    let drop = format!("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {}", ident(&name(cx.new, new)));
    let open = Action::new(format!("{} NOT VALID", add(cx, new))).risk(risk);
    // What takes it back takes it from all below.
    let mut follows = cx.new.dependants(new).iter().map(|edge| edge.kind);
    let has_heirs = follows.any(|kind| kind == EdgeKind::Follows);
    let open = if has_heirs { open } else { open.taken_back_by(drop) };
    Some(vec![open, validate(cx, new)])
}

/// Tells whether the table of a column leaves a parent and comes back to it: nobody would find
/// its rows there in between.
fn is_between(cx: &Cx<'_>, new: Ref) -> bool {
    let parts = cx.new.at(new).parent.map_or(&[][..], |table| cx.new.children(table));
    let mut ties = parts.iter().filter(|at| cx.new.at(**at).id.kind.info().links);
    ties.any(|tie| (cx.is_made)(*tie) && cx.old.find(&cx.new.at(*tie).id).is_some())
}
