//! What an index is made of, and the statements that say so.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object},
    kinds::{
        constraint::{
            backing::{self, PARTITIONED},
            key, table_of,
        },
        list_changes,
    },
    risk::{Lock, Risk},
    sql::quote::ident,
};

/// Whether it refuses a second row with the same key.
pub const UNIQUE: Attr<bool> = Attr::new(&AttrDef {
    name: "unique",
    class: AttrClass::Plain,
});
/// The access method, if not btree.
pub const METHOD: Attr<Name> = Attr::new(&AttrDef {
    name: "method",
    class: AttrClass::Plain,
});
/// The key: a column, or `HOLE` for an expression, with collation, operator class and
/// order behind it, as SQL.
pub const KEYS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "keys",
    class: AttrClass::Plain,
});
/// The expressions of the key, in the order of its holes.
pub const EXPRESSIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "expressions",
    class: AttrClass::Expression,
});
/// The condition of a partial index.
pub const PREDICATE: Attr<Name> = Attr::new(&AttrDef {
    name: "predicate",
    class: AttrClass::Expression,
});
/// Statistics targets of expressions: `number of the key column=target`.
pub const STATISTICS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "statistics",
    class: AttrClass::Plain,
});
/// Whether building it failed or is not over: it is there, but no query uses it.
pub const INVALID: Attr<bool> = Attr::new(&AttrDef {
    name: "invalid",
    class: AttrClass::Silent,
});

/// Stands in [`KEYS`] for an expression. No identifier has this form.
pub(super) const HOLE: &str = "()";

/// Returns the statement that creates the index.
pub(super) fn create(object: &Object, is_online: bool) -> String {
    create_as(object, object.id.name(), is_online)
}

/// Returns the statement that creates an index as this one under a name.
pub(super) fn create_as(object: &Object, name: &str, is_online: bool) -> String {
    let unique = if object.is(UNIQUE) { "UNIQUE " } else { "" };
    let online = if is_online { "CONCURRENTLY " } else { "" };
    // Without ONLY the server would choose the names of the partitions' indexes.
    let only = if object.is(PARTITIONED) { "ONLY " } else { "" };
    let (name, table) = (ident(name), table_of(&object.id));
    let mut sql = format!("CREATE {unique}INDEX {online}{name} ON {only}{table}");
    if let Some(method) = object.attrs.text(METHOD) {
        sql = format!("{sql} USING {}", ident(method));
    }
    sql = format!("{sql} ({}){}", written_keys(object), key::include(object));
    if object.is(key::NULLS_NOT_DISTINCT) {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    sql.push_str(&backing::with_options(object));
    sql.push_str(&backing::in_tablespace(object, "TABLESPACE"));
    if let Some(predicate) = object.attrs.text(PREDICATE) {
        sql = format!("{sql} WHERE {predicate}");
    }
    sql
}

fn written_keys(object: &Object) -> String {
    let mut expressions = object.list(EXPRESSIONS).iter();
    let keys = object.list(KEYS).iter().map(|key| match key.strip_prefix(HOLE) {
        Some(rest) => format!("{}{rest}", expressions.next().map_or(HOLE, |it| it)),
        None => key.to_string(),
    });
    keys.collect::<Vec<_>>().join(", ")
}

/// Returns the statements that bring the statistics targets from `old` to the object's;
/// -1 takes a target away on every version.
pub(super) fn statistics(object: &Object, old: &[Name]) -> Vec<Action> {
    let new = object.list(STATISTICS);
    let (set, gone) = list_changes(old, new);
    let number = |entry: &Name| entry.split('=').next().map(str::to_owned);
    let is_kept = |entry: &&Name| new.iter().any(|it| number(it) == number(entry));
    let mut entries: Vec<String> = set.into_iter().map(ToString::to_string).collect();
    let gone = gone.into_iter().filter(|entry| !is_kept(entry));
    entries.extend(gone.filter_map(number).map(|number| format!("{number}=-1")));
    let name = backing::index_name(object);
    let statement = |entry: String| {
        let (number, target) = entry.split_once('=')?;
        let sql = format!("ALTER INDEX {name} ALTER COLUMN {number} SET STATISTICS {target}");
        Some(Action::new(sql).risk(Risk::none().lock(&name, Lock::ShareUpdateExclusive)))
    };
    entries.into_iter().filter_map(statement).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Attrs, Catalog},
        kinds::index::INDEX,
    };

    fn index(set: impl Fn(&mut Attrs)) -> Object {
        let mut attrs = Attrs::default();
        attrs.set(KEYS, ["a".into(), "() COLLATE \"C\" DESC".into()].into());
        attrs.set(EXPRESSIONS, ["lower(b)".into()].into());
        set(&mut attrs);
        let id = Catalog::id(INDEX, &["s", "T b", "i"]);
        Object { id, parent: None, attrs }
    }

    #[test]
    fn an_index_is_written_with_all_its_clauses() {
        let object = index(|attrs| {
            attrs.set(UNIQUE, true);
            attrs.set(METHOD, "gist".into());
            attrs.set(key::INCLUDE, ["C".into(), "d".into()].into());
            attrs.set(key::NULLS_NOT_DISTINCT, true);
            attrs.set(backing::OPTIONS, ["fillfactor=70".into()].into());
            attrs.set(backing::TABLESPACE, "fast".into());
            attrs.set(PREDICATE, "(a > 0)".into());
        });
        assert_eq!(
            create(&object, true),
            "CREATE UNIQUE INDEX CONCURRENTLY i ON s.\"T b\" USING gist \
             (a, lower(b) COLLATE \"C\" DESC) INCLUDE (\"C\", d) NULLS NOT DISTINCT \
             WITH (fillfactor='70') TABLESPACE fast WHERE (a > 0)"
        );
        let partitioned = index(|attrs| attrs.set(PARTITIONED, true));
        assert!(create(&partitioned, false).starts_with("CREATE INDEX i ON ONLY s.\"T b\" (a, "));
    }

    #[test]
    fn statistics_targets_are_set_and_taken_away() {
        let object = index(|attrs| attrs.set(STATISTICS, ["2=100".into(), "3=7".into()].into()));
        let old = ["1=5".into(), "2=50".into(), "3=7".into()];
        let written: Vec<String> =
            statistics(&object, &old).into_iter().map(|action| action.sql).collect();
        assert_eq!(
            written,
            [
                "ALTER INDEX s.i ALTER COLUMN 2 SET STATISTICS 100",
                "ALTER INDEX s.i ALTER COLUMN 1 SET STATISTICS -1",
            ]
        );
    }
}
