//! What the constraints of tables share: attributes, names, and the statements that add,
//! validate and drop them (manual, "ALTER TABLE").
//!
//! It is no kind itself; constraints of domains are not of these kinds.

pub(super) mod attached;
pub mod backing;
pub mod key;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Name, Object, ObjectId, Ref, Timing},
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{Address, Claim, Cx, Draft, Reader};

/// The columns of the constraint.
pub const COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "columns",
    class: AttrClass::Plain,
});
/// Whether the check may be put off to the end of the transaction.
pub const DEFERRABLE: Attr<bool> = Attr::new(&AttrDef {
    name: "deferrable",
    class: AttrClass::Plain,
});
/// Whether the check is put off unless a session says otherwise.
pub const INITIALLY_DEFERRED: Attr<bool> = Attr::new(&AttrDef {
    name: "initially_deferred",
    class: AttrClass::Plain,
});
/// Whether rows that were there before may break it.
pub const NOT_VALID: Attr<bool> = Attr::new(&AttrDef {
    name: "not_valid",
    class: AttrClass::Plain,
});
/// Whether it is written down only (18 and later).
pub const NOT_ENFORCED: Attr<bool> = Attr::new(&AttrDef {
    name: "not_enforced",
    class: AttrClass::Plain,
});
/// Whether its last column is a range or period: WITHOUT OVERLAPS, PERIOD (18 and later).
pub const PERIOD: Attr<bool> = Attr::new(&AttrDef {
    name: "period",
    class: AttrClass::Plain,
});

/// Returns the table of a member, as SQL.
pub(super) fn table_of(id: &ObjectId) -> String {
    qualified(id.part(0), id.part(1))
}

/// Returns what COMMENT ON names.
pub(super) fn address(object: &Object) -> String {
    let (name, table) = (ident(object.id.name()), table_of(&object.id));
    format!("CONSTRAINT {name} ON {table}")
}

/// Returns the claim on the constraint's name.
pub(super) fn claim(id: &ObjectId) -> Claim {
    Claim::new("constraint", &[id.part(0), id.part(1), id.part(2)])
}

/// Returns names as a list in parentheses.
pub(super) fn column_list(names: &[Name]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| ident(name)).collect();
    format!("({})", quoted.join(", "))
}

/// Returns the names of columns that were read.
pub(super) fn column_names(reader: &Reader, relation: u32, numbers: &[i16]) -> Vec<Name> {
    numbers
        .iter()
        .filter_map(|number| reader.column(relation, *number).cloned())
        .collect()
}

/// Records that a member needs columns; expressions and whole rows (0) are none.
pub(super) fn needs_columns(draft: &mut Draft, relation: u32, numbers: &[i16]) {
    for number in numbers.iter().filter(|number| **number > 0) {
        draft.needs(Address::column(relation, *number));
    }
}

/// Returns the words for when the constraint is checked, with a blank before.
pub(super) fn timing(object: &Object) -> &'static str {
    match (object.is(DEFERRABLE), object.is(INITIALLY_DEFERRED)) {
        (_, true) => " DEFERRABLE INITIALLY DEFERRED",
        (true, false) => " DEFERRABLE",
        (false, false) => "",
    }
}

/// Returns the words for whether it holds, with a blank before.
pub(super) fn validity(object: &Object) -> &'static str {
    if object.is(NOT_ENFORCED) {
        " NOT ENFORCED"
    } else if object.is(NOT_VALID) {
        " NOT VALID"
    } else {
        ""
    }
}

/// Tells whether the table of a new member is made by this plan, so that nobody uses it.
pub(super) fn is_on_made_table(cx: &Cx<'_>, new: Ref) -> bool {
    cx.new
        .at(new)
        .parent
        .is_some_and(|table| (cx.is_made)(table))
}

/// Returns the risk of a statement that holds a lock on the table of a new member.
pub(super) fn risk_on_table(cx: &Cx<'_>, new: Ref, lock: Lock) -> Risk {
    if is_on_made_table(cx, new) {
        Risk::none()
    } else {
        Risk::none().lock(table_of(&cx.new.at(new).id), lock)
    }
}

/// Returns the statement that adds a constraint.
pub(super) fn add(object: &Object, only: &str, clause: &str) -> String {
    let (table, name) = (table_of(&object.id), ident(object.id.name()));
    format!("ALTER TABLE {only}{table} ADD CONSTRAINT {name} {clause}")
}

/// Returns the risk of ADD CONSTRAINT, which locks the tables below from 18 on, whether they
/// get the constraint or not (measured); ONLY keeps it from that.
pub(super) fn locked_to_add(cx: &Cx<'_>, object: &Object, lock: Lock) -> Risk {
    let table = table_of(&object.id);
    if cx.version() >= 180_000 && !object.is(backing::PARTITIONED) {
        Risk::none().lock_all(table, lock)
    } else {
        Risk::none().lock(table, lock)
    }
}

/// Says whom a new constraint may break.
pub(super) fn refused(object: &Object) -> String {
    format!("writers of rows that {} refuses", ident(object.id.name()))
}

/// Returns the statement that looks for rows which break a constraint.
pub(super) fn validate(object: &Object) -> String {
    let (table, name) = (table_of(&object.id), ident(object.id.name()));
    format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
}

/// Returns the statement that takes a constraint away again, if it is there.
pub(super) fn take_back(object: &Object) -> String {
    let (table, name) = (table_of(&object.id), ident(object.id.name()));
    format!("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
}

/// Returns how a statement that reads a whole table under a lock which lets others work
/// stands to transactions.
pub(super) const fn timing_of_scan(cx: &Cx<'_>) -> Timing {
    if cx.online {
        Timing::Apart
    } else {
        Timing::Within
    }
}

/// Returns the statement that drops a constraint; `risk` is that of the locks it takes.
pub(super) fn drop(catalog: &Catalog, old: Ref, risk: Risk) -> Action {
    let object = catalog.at(old);
    let (table, name) = (table_of(&object.id), ident(object.id.name()));
    let risk = if object.is(backing::PARTITIONED) {
        risk.lock_partitions(&table, Lock::AccessExclusive)
    } else {
        risk.lock(&table, Lock::AccessExclusive)
    };
    Action::new(format!("ALTER TABLE {table} DROP CONSTRAINT {name}"))
        .risk(risk)
        .undo(Undo::ExactIf(format!(
            "all rows still satisfy constraint {name}"
        )))
}
