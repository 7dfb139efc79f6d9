//! Primary keys and unique constraints: both are a unique index under a name of the table
//! (manual, "Unique Constraints", "Primary Keys").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Kind, Name, Object, Ref},
    error::Result,
    kinds::{
        Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
        column, extension_tie::DEPENDS_ON_EXTENSION, index::build, online,
    },
    risk::{Below, Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{
    COLUMNS, DEFERRABLE, INITIALLY_DEFERRED, PERIOD, add, attached,
    backing::{self, INDEX_COMMENT, PARTITIONED},
    column_list, column_names, is_on_made_table, locked_to_add, needs_columns, refused, table_of,
    timing,
};

/// Columns that the index carries without being unique in them.
pub const INCLUDE: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "include",
    class: AttrClass::Plain,
});
/// Whether two NULLs are equal (15 and later).
pub const NULLS_NOT_DISTINCT: Attr<bool> = Attr::new(&AttrDef {
    name: "nulls_not_distinct",
    class: AttrClass::Plain,
});

/// The attributes of both.
pub(in crate::kinds) static ATTRS: &[&AttrDef] = &[
    COLUMNS.def,
    INCLUDE.def,
    NULLS_NOT_DISTINCT.def,
    PERIOD.def,
    DEFERRABLE.def,
    INITIALLY_DEFERRED.def,
    backing::OPTIONS.def,
    backing::TABLESPACE.def,
    backing::CLUSTERED.def,
    backing::REPLICA_IDENTITY.def,
    INDEX_COMMENT.def,
    PARTITIONED.def,
    DEPENDS_ON_EXTENSION.def,
];

/// Returns the query for the constraints of a letter in `pg_constraint.contype`.
pub(in crate::kinds) fn query(cx: &ReadCx, letter: char) -> Query {
    let scope = cx.relation_in_scope("k.connamespace", "k.conrelid");
    let period = cx.since(18, "k.conperiod", "false");
    let nulls = cx.since(15, "i.indnullsnotdistinct", "false");
    let (columns, joins) = (backing::columns("c.reloptions"), backing::joins());
    Query::new(
        Stage::Members,
        format!(
            "SELECT k.oid, k.conrelid, k.conname, k.conindid, k.condeferrable, k.condeferred, \
             {period}, i.indkey::int2[], i.indnkeyatts, {nulls}, d.description, {columns} \
             FROM pg_constraint k JOIN pg_index i ON i.indexrelid = k.conindid \
             JOIN pg_class c ON c.oid = k.conindid \
             LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = k.conindid \
             AND d.objsubid = 0 {joins} WHERE k.contype = '{letter}' AND {scope}"
        ),
    )
}

/// Reads one row of the query.
pub(in crate::kinds) fn read(kind: Kind, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
    let address = Address::new(class::CONSTRAINT, row.take()?);
    let relation: u32 = row.take()?;
    let table = Address::new(class::RELATION, relation);
    let Some(mut draft) = reader.member(kind, Some(address), table, row.take()?) else {
        return Ok(());
    };
    reader.alias(Address::new(class::RELATION, row.take()?), address);
    draft
        .flag(DEFERRABLE, row.take()?)
        .flag(INITIALLY_DEFERRED, row.take()?);
    draft.flag(PERIOD, row.take()?);
    let numbers: Vec<i16> = row.take()?;
    let keys = usize::try_from(row.take::<i16>()?).unwrap_or(0);
    let (keys, include) = numbers.split_at(keys.min(numbers.len()));
    needs_columns(&mut draft, relation, &numbers);
    draft.set(COLUMNS, column_names(reader, relation, keys).into());
    if !include.is_empty() {
        draft.set(INCLUDE, column_names(reader, relation, include).into());
    }
    draft.flag(NULLS_NOT_DISTINCT, row.take()?);
    if let Some(comment) = row.take::<Option<&str>>()? {
        draft.set(INDEX_COMMENT, comment.into());
    }
    let above = backing::read(row, reader, &mut draft)?;
    backing::push(reader, draft, above);
    Ok(())
}

/// Returns the statements that create a constraint; `word` is PRIMARY KEY or UNIQUE.
pub(in crate::kinds) fn create(
    cx: &Cx<'_>,
    rules: &dyn Rules,
    new: Ref,
    word: &str,
) -> Vec<Action> {
    if let Some(actions) = attached::rename(cx, rules, new) {
        return actions;
    }
    let object = cx.new.at(new);
    let mut actions = if (cx.is_prepared)(new) {
        vec![use_index(
            object,
            word,
            &online::helper_name(&object.id, "new"),
        )]
    } else if can_wait(cx, new) && !is_on_made_table(cx, new) {
        let index = object.id.name();
        let full = backing::index_name(object);
        let build = build::concurrent(cx, new, Action::new(build_index(object, index)));
        vec![
            build.taken_back_by(build::taken_back(&full)),
            use_index(object, word, index),
        ]
    } else {
        // Without ONLY the server would choose the names of the partitions' constraints.
        let only = if object.is(PARTITIONED) { "ONLY " } else { "" };
        let (is_made, table) = (is_on_made_table(cx, new), table_of(&object.id));
        let risk = if word == "PRIMARY KEY" && !object.is(PARTITIONED) {
            // Its columns become NOT NULL, in the tables that inherit them too.
            let lock = if is_made {
                Lock::None
            } else {
                Lock::AccessExclusive
            };
            let risk = Risk::none().lock_below(&*table, Lock::AccessExclusive, Below::All);
            risk.lock(table, lock)
        } else if is_made {
            Risk::none()
        } else {
            locked_to_add(cx, object, Lock::AccessExclusive)
        };
        let risk = builds(risk, object);
        vec![Action::new(add(object, only, &clause(object, word))).risk(risk)]
    };
    actions.extend(backing::settings(cx, new));
    if (cx.is_prepared)(new) && object.text(INDEX_COMMENT).is_empty() {
        // The mark.
        let name = backing::index_name(object);
        actions.push(Action::new(format!("COMMENT ON INDEX {name} IS NULL")));
    }
    actions
}

/// Says that the index of a constraint on a table that is there is built, and whom that may
/// break. A partitioned table has no rows.
pub(in crate::kinds) fn builds(risk: Risk, object: &Object) -> Risk {
    if risk.locks.is_empty() {
        return risk;
    }
    let risk = if object.is(PARTITIONED) {
        risk
    } else {
        risk.scan()
    };
    risk.breaking(refused(object))
}

/// Tells whether the index can be built while the table is in use.
fn can_wait(cx: &Cx<'_>, new: Ref) -> bool {
    let object = cx.new.at(new);
    cx.online && !object.is(PARTITIONED) && !object.is(PERIOD)
}

/// Builds the index of a key's successor while the key is in use.
pub(in crate::kinds) fn prepare(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
    let has_parts = |catalog: &Catalog, at: Ref| !catalog.children(at).is_empty();
    if !can_wait(cx, new) || has_parts(cx.old, old) || has_parts(cx.new, new) {
        return Vec::new();
    }
    let object = cx.new.at(new);
    let name = online::helper_name(&object.id, "new");
    let full = qualified(object.id.part(0), &name);
    let mut present = object.clone();
    let names = |attr| column::present_names(cx, new, object.list(attr));
    present.attrs.set(COLUMNS, names(COLUMNS).into());
    present.attrs.set(INCLUDE, names(INCLUDE).into());
    let build = build::concurrent(cx, new, Action::new(build_index(&present, &name)));
    vec![
        build.taken_back_by(build::taken_back(&full)),
        online::mark(&format!("INDEX {full}"), &object.id),
    ]
}

fn clause(object: &Object, word: &str) -> String {
    let nulls = if object.is(NULLS_NOT_DISTINCT) {
        " NULLS NOT DISTINCT"
    } else {
        ""
    };
    let mut columns = column_list(object.list(COLUMNS));
    if object.is(PERIOD) {
        columns.pop();
        columns.push_str(" WITHOUT OVERLAPS)");
    }
    let include = include(object);
    let options = backing::with_options(object);
    let space = backing::in_tablespace(object, "USING INDEX TABLESPACE");
    let timing = timing(object);
    format!("{word}{nulls} {columns}{include}{options}{space}{timing}")
}

/// Returns the columns that an index only carries, with a blank before.
pub(in crate::kinds) fn include(object: &Object) -> String {
    let include = object.list(INCLUDE);
    if include.is_empty() {
        return String::new();
    }
    format!(" INCLUDE {}", column_list(include))
}

/// Returns the statement that builds the index while the table is in use.
fn build_index(object: &Object, name: &str) -> String {
    let (table, name) = (table_of(&object.id), ident(name));
    let columns = column_list(object.list(COLUMNS));
    let include = include(object);
    let nulls = if object.is(NULLS_NOT_DISTINCT) {
        " NULLS NOT DISTINCT"
    } else {
        ""
    };
    let options = backing::with_options(object);
    let space = backing::in_tablespace(object, "TABLESPACE");
    format!(
        "CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} \
         {columns}{include}{nulls}{options}{space}"
    )
}

/// Puts a constraint in front of an index.
fn use_index(object: &Object, word: &str, index: &str) -> Action {
    let clause = format!("{word} USING INDEX {}{}", ident(index), timing(object));
    Action::new(add(object, "", &clause)).risk(
        Risk::none()
            .lock_all(table_of(&object.id), Lock::AccessExclusive)
            .breaking(refused(object)),
    )
}

/// Returns the statements that drop a constraint and its index.
pub(in crate::kinds) fn drop(cx: &Cx<'_>, old: Ref) -> Vec<Action> {
    if attached::successor(cx, old).is_some() {
        return Vec::new();
    }
    let index = backing::index_name(cx.old.at(old));
    let risk = Risk::none()
        .lock(index, Lock::AccessExclusive)
        .breaking("ON CONFLICT that relies on the constraint");
    vec![super::drop(cx.old, old, risk)]
}

/// A key itself never changes; what belongs to its index may.
pub(in crate::kinds) fn alter(cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
    if backing::can_alter(cx.new.at(new), changed, &[]) {
        Alter::InPlace(backing::alter(cx, old, new, changed))
    } else {
        Alter::Replace
    }
}

/// Returns the claims on the names of the constraint and of its index.
pub(in crate::kinds) fn claims(object: &Object) -> Vec<Claim> {
    let index = Claim::new("relation", &[object.id.part(0), object.id.part(2)]);
    vec![super::claim(&object.id), index]
}
