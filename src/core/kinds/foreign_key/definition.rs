//! The clauses of a foreign key: read, written, changed.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object, Ref},
    error::Result,
    kinds::{
        Address, Alter, Changed, Cx, Draft, Fields, Reader, class, common,
        constraint::{
            self, backing::PARTITIONED, COLUMNS, DEFERRABLE, INITIALLY_DEFERRED, NOT_ENFORCED, NOT_VALID, PERIOD,
            column_list, table_of,
        },
    },
    risk::{Below, Lock, Risk},
    sql::quote::ident,
};

/// The referenced table, as SQL.
pub const REFERENCED: Attr<Name> = Attr::new(&AttrDef {
    name: "referenced",
    class: AttrClass::Plain,
});
/// The referenced columns, in the order of the referring ones.
pub const REFERENCED_COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "referenced_columns",
    class: AttrClass::Plain,
});
/// How rows with some NULLs are treated, if not MATCH SIMPLE.
pub const MATCH: Attr<Name> = Attr::new(&AttrDef {
    name: "match",
    class: AttrClass::Plain,
});
/// What an update of the referenced row does, if not NO ACTION.
pub const ON_UPDATE: Attr<Name> = Attr::new(&AttrDef {
    name: "on_update",
    class: AttrClass::Plain,
});
/// What the deletion of the referenced row does, if not NO ACTION.
pub const ON_DELETE: Attr<Name> = Attr::new(&AttrDef {
    name: "on_delete",
    class: AttrClass::Plain,
});
/// The columns that ON DELETE SET sets, if not all (15 and later).
pub const ON_DELETE_COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "on_delete_columns",
    class: AttrClass::Plain,
});

/// Reads both lists of columns and the referenced table.
pub(super) fn read_columns(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
    relation: u32,
) -> Result<()> {
    let columns: Vec<i16> = row.take()?;
    constraint::needs_columns(draft, relation, &columns);
    let names = constraint::column_names(reader, relation, &columns);
    draft.set(COLUMNS, names.into());
    let referenced: u32 = row.take()?;
    let columns: Vec<i16> = row.take()?;
    constraint::needs_columns(draft, referenced, &columns);
    draft.needs(Address::new(class::RELATION, referenced));
    draft.needs(Address::new(class::RELATION, row.take()?));
    draft.set(REFERENCED, reader.name(row.take()?));
    let names = match row.take::<Option<Vec<&str>>>()? {
        Some(names) => reader.names(names),
        None => constraint::column_names(reader, referenced, &columns).into(),
    };
    draft.set(REFERENCED_COLUMNS, names);
    Ok(())
}

/// Reads MATCH, ON UPDATE and ON DELETE.
pub(super) fn read_actions(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
    relation: u32,
) -> Result<()> {
    let full = match row.take::<&str>()? {
        "f" => Some("FULL"),
        "p" => Some("PARTIAL"),
        _ => None,
    };
    if let Some(word) = full {
        draft.set(MATCH, reader.name(word));
    }
    for attr in [ON_UPDATE, ON_DELETE] {
        if let Some(words) = action_words(row.take()?) {
            draft.set(attr, reader.name(words));
        }
    }
    if let Some(columns) = row.take::<Option<Vec<i16>>>()? {
        let names = constraint::column_names(reader, relation, &columns);
        draft.set(ON_DELETE_COLUMNS, names.into());
    }
    Ok(())
}

/// Returns the words for a letter of `confupdtype`; nothing for NO ACTION.
fn action_words(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "r" => "RESTRICT",
        "c" => "CASCADE",
        "n" => "SET NULL",
        "d" => "SET DEFAULT",
        _ => return None,
    })
}

fn clause(object: &Object) -> String {
    let mut sql = format!(
        "FOREIGN KEY {} REFERENCES {} {}",
        columns(object, COLUMNS),
        object.text(REFERENCED),
        columns(object, REFERENCED_COLUMNS)
    );
    for (words, attr) in [
        ("MATCH", MATCH),
        ("ON UPDATE", ON_UPDATE),
        ("ON DELETE", ON_DELETE),
    ] {
        if let Some(text) = object.attrs.text(attr) {
            sql = format!("{sql} {words} {text}");
        }
    }
    let set = object.list(ON_DELETE_COLUMNS);
    if !set.is_empty() {
        sql = format!("{sql} {}", column_list(set));
    }
    sql.push_str(constraint::timing(object));
    sql
}

fn columns(object: &Object, attr: Attr<Box<[Name]>>) -> String {
    let names = object.list(attr);
    let last = names.len().saturating_sub(1);
    let written = names.iter().enumerate().map(|(at, name)| {
        let period = if at == last && object.is(PERIOD) { "PERIOD " } else { "" };
        format!("{period}{}", ident(name))
    });
    format!("({})", written.collect::<Vec<_>>().join(", "))
}

/// Returns the risk of holding `lock` on both tables, as far as others can see them.
fn risk(cx: &Cx<'_>, new: Ref, lock: Lock) -> Risk {
    let object = cx.new.at(new);
    let mut risk = Risk::none();
    if !constraint::is_on_made_table(cx, new) {
        let table = table_of(&object.id);
        risk = constraint::locked_to_add(cx, object, lock).lock_partitions(table, lock);
    }
    risk = risk.lock_below(object.text(REFERENCED), lock, Below::Partitions);
    if is_referenced_made(cx, new) {
        risk
    } else {
        risk.lock(object.text(REFERENCED), lock)
    }
}

fn is_referenced_made(cx: &Cx<'_>, new: Ref) -> bool {
    let name = cx.new.at(new).text(REFERENCED);
    let tables = cx.new.needs(new).iter().map(|edge| cx.new.root(edge.to));
    let mut named = tables.filter(|at| cx.new.at(*at).id.dotted() == name);
    named.next().is_some_and(|table| (cx.is_made)(table))
}

/// Returns the statements that create a foreign key.
pub(super) fn create(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let is_made = constraint::is_on_made_table(cx, new);
    let risk = risk(cx, new, Lock::ShareRowExclusive);
    let risk = if is_made { risk } else { risk.breaking(constraint::refused(object)) };
    let (clause, validity) = (clause(object), constraint::validity(object));
    // NOT VALID is refused on a partitioned table before 18.
    let can_wait = cx.online && (cx.version() >= 180_000 || !object.is(PARTITIONED));
    if can_wait && !is_made && validity.is_empty() {
        let add = constraint::add(object, "", &format!("{clause} NOT VALID"));
        return vec![
            Action::new(add)
                .risk(risk)
                .taken_back_by(constraint::take_back(object)),
            validate(cx, object),
        ];
    }
    let scans = !is_made && validity.is_empty();
    let risk = if scans { risk.scan() } else { risk };
    vec![Action::new(constraint::add(object, "", &format!("{clause}{validity}"))).risk(risk)]
}

fn validate(cx: &Cx<'_>, object: &Object) -> Action {
    let risk = Risk::none()
        .lock_partitions(table_of(&object.id), Lock::ShareUpdateExclusive)
        .lock(object.text(REFERENCED), Lock::RowShare)
        .scan();
    Action::new(constraint::validate(object))
        .risk(risk)
        .timing(constraint::timing_of_scan(cx))
}

/// Returns the statements that drop a foreign key.
pub(super) fn drop(cx: &Cx<'_>, old: Ref) -> Vec<Action> {
    let referenced = cx.old.at(old).text(REFERENCED);
    let risk = Risk::none()
        .lock_partitions(referenced, Lock::AccessExclusive)
        .breaking("readers that rely on the row referred to");
    vec![constraint::drop(cx.old, old, risk)]
}

/// When it is checked can change in place, and whether it is: VALIDATE, and from 18 on
/// ENFORCED (manual, "ALTER TABLE", ALTER CONSTRAINT).
pub(super) fn alter(cx: &Cx<'_>, new: Ref, changed: &Changed) -> Alter {
    let object = cx.new.at(new);
    let mut in_place = vec![
        DEFERRABLE.name(),
        INITIALLY_DEFERRED.name(),
        NOT_ENFORCED.name(),
    ];
    in_place.extend(common::ATTRS.iter().map(|def| def.name));
    if !object.is(NOT_VALID) {
        in_place.push(NOT_VALID.name());
    }
    let becomes_open = changed.has(NOT_ENFORCED) && object.is(NOT_VALID);
    if becomes_open || !changed.only(&in_place) {
        return Alter::Replace;
    }
    let mut words = String::new();
    if changed.has(DEFERRABLE) || changed.has(INITIALLY_DEFERRED) {
        words.push_str(match constraint::timing(object) {
            "" => " NOT DEFERRABLE",
            " DEFERRABLE" => " DEFERRABLE INITIALLY IMMEDIATE",
            timing => timing,
        });
    }
    let is_enforced = !object.is(NOT_ENFORCED);
    if changed.has(NOT_ENFORCED) {
        words.push_str(if is_enforced { " ENFORCED" } else { " NOT ENFORCED" });
    }
    let mut actions = Vec::new();
    if !words.is_empty() {
        let (table, name) = (table_of(&object.id), ident(object.id.name()));
        let risk = Risk::none().lock_partitions(&table, Lock::AccessExclusive);
        let referenced = object.text(REFERENCED);
        let risk = match (changed.has(NOT_ENFORCED), is_enforced) {
            (false, _) => risk,
            (true, true) => risk.scan().lock_partitions(referenced, Lock::ShareRowExclusive),
            (true, false) => risk
                .lock_partitions(referenced, Lock::AccessExclusive)
                .breaking("readers that rely on the row referred to"),
        };
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {name}{words}");
        actions.push(Action::new(sql).risk(risk));
    }
    // ENFORCED looks at all rows, so that nothing is left to validate.
    if changed.has(NOT_VALID) && is_enforced && !changed.has(NOT_ENFORCED) {
        actions.push(validate(cx, object));
    }
    Alter::InPlace(actions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Attrs, Builder, Catalog, Origin},
        kinds::foreign_key::FOREIGN_KEY,
    };

    fn with(set: impl Fn(&mut Attrs)) -> (Catalog, Ref) {
        let mut attrs = Attrs::default();
        attrs.set(COLUMNS, ["a".into(), "B".into()].into());
        attrs.set(REFERENCED, "s.p".into());
        attrs.set(REFERENCED_COLUMNS, ["x".into(), "y".into()].into());
        set(&mut attrs);
        let mut builder = Builder::default();
        let id = Catalog::id(FOREIGN_KEY, &["s", "t", "fk"]);
        let at = builder.add(Object { id, parent: None, attrs }).unwrap();
        (builder.finish(Origin::default()), at)
    }

    fn altered(set: impl Fn(&mut Attrs), changed: &[&'static str]) -> Option<Vec<String>> {
        let (catalog, at) = with(set);
        let cx = Cx::of(&catalog, &catalog);
        match alter(&cx, at, &Changed::new(changed.iter().copied())) {
            Alter::InPlace(actions) => Some(actions.into_iter().map(|it| it.sql).collect()),
            _ => None,
        }
    }

    #[test]
    fn all_clauses_are_written() {
        let (catalog, at) = with(|attrs| {
            attrs.set(MATCH, "FULL".into());
            attrs.set(ON_DELETE, "SET NULL".into());
            attrs.set(ON_DELETE_COLUMNS, ["B".into()].into());
            attrs.set(PERIOD, true);
            attrs.set(INITIALLY_DEFERRED, true);
        });
        assert_eq!(
            clause(catalog.at(at)),
            "FOREIGN KEY (a, PERIOD \"B\") REFERENCES s.p (x, PERIOD y) MATCH FULL \
             ON DELETE SET NULL (\"B\") DEFERRABLE INITIALLY DEFERRED"
        );
    }

    #[test]
    fn when_it_is_checked_changes_in_place() {
        assert_eq!(
            altered(|_| {}, &["deferrable", "initially_deferred", "comment"]),
            Some(vec!["ALTER TABLE s.t ALTER CONSTRAINT fk NOT DEFERRABLE".into()])
        );
        assert_eq!(
            altered(|_| {}, &["not_valid"]),
            Some(vec!["ALTER TABLE s.t VALIDATE CONSTRAINT fk".into()])
        );
        assert_eq!(
            altered(|_| {}, &["not_enforced"]),
            Some(vec!["ALTER TABLE s.t ALTER CONSTRAINT fk ENFORCED".into()])
        );
        assert_eq!(altered(|attrs| attrs.set(NOT_VALID, true), &["not_valid"]), None);
        assert_eq!(altered(|_| {}, &["on_delete"]), None);
    }
}
