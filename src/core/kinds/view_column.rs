//! Columns of views and materialized views: the query gives them name and type, so that
//! they have no statement of their own; comment, grants, default and settings they do have.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, GrantTarget, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, common, materialized_view::MATERIALIZED_VIEW, option_clauses,
};

/// The kind.
pub const VIEW_COLUMN: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "columns",
    ..KindInfo::member("view column", "view columns", Inline::Always)
};

/// The type with its modifier.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// The collation, where it has one that is not the database's.
pub const COLLATION: Attr<Name> = Attr::new(&AttrDef {
    name: "collation",
    class: AttrClass::Plain,
});

/// The number in `pg_attribute`.
pub const POSITION: Attr<i64> = Attr::new(&AttrDef {
    name: "position",
    class: AttrClass::Silent,
});

/// What INSERT into a view puts in when the column is left out.
pub const DEFAULT: Attr<Name> = Attr::new(&AttrDef {
    name: "default",
    class: AttrClass::Expression,
});

/// The statistics target of a materialized view's column.
pub const STATISTICS: Attr<i64> = Attr::new(&AttrDef {
    name: "statistics",
    class: AttrClass::Plain,
});

/// The storage of a materialized view's column, where it is not its type's.
pub const STORAGE: Attr<Name> = Attr::new(&AttrDef {
    name: "storage",
    class: AttrClass::Plain,
});

/// The compression of a materialized view's column, where one was chosen.
pub const COMPRESSION: Attr<Name> = Attr::new(&AttrDef {
    name: "compression",
    class: AttrClass::Plain,
});

/// `n_distinct` and `n_distinct_inherited` of a materialized view's column.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::Set,
});

/// The rules of views' columns.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        VIEW_COLUMN
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            TYPE.def,
            COLLATION.def,
            POSITION.def,
            DEFAULT.def,
            STATISTICS.def,
            STORAGE.def,
            COMPRESSION.def,
            OPTIONS.def,
        ]
    }

    /// The database's own collation has the OID 100 (`pg_collation.dat`). The statistics
    /// target says "default" by -1 up to version 16, by NULL since.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let compression = cx.since(14, "a.attcompression::text", "''");
        let acl = common::acl_columns("a.attacl", "c", "c.relowner");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, \
                 CASE WHEN a.attcollation NOT IN (0, 100) THEN a.attcollation::regcollation::text END, \
                 d.oid, CASE WHEN d.oid IS NOT NULL THEN pg_get_expr(d.adbin, d.adrelid) END, \
                 NULLIF(a.attstattarget, -1)::int8, \
                 CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage \
                 THEN a.attstorage::text END, {compression}, a.attoptions, {acl} \
                 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
                 JOIN pg_type t ON t.oid = a.atttypid \
                 LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
                 WHERE c.relkind IN ('v', 'm') AND {scope} AND a.attnum > 0 \
                 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let relation: u32 = row.take()?;
        let number: i16 = row.take()?;
        let address = Address::column(relation, number);
        let parent = Address::new(class::RELATION, relation);
        let Some(mut draft) = reader.member(VIEW_COLUMN, Some(address), parent, row.take()?) else {
            return Ok(());
        };
        draft.set(POSITION, i64::from(number));
        draft.set(TYPE, reader.type_text(row.take()?, row.take()?)?);
        if let Some(collation) = row.take::<Option<&str>>()? {
            draft.set(COLLATION, reader.name(collation));
        }
        if let Some(default) = row.take::<Option<u32>>()? {
            reader.alias(Address::new(class::DEFAULT, default), address);
        }
        if let Some(default) = row.take::<Option<&str>>()? {
            draft.set(DEFAULT, reader.name(default));
        }
        if let Some(target) = row.take::<Option<i64>>()? {
            draft.set(STATISTICS, target);
        }
        if let Some(word) = row.take::<Option<&str>>()?.and_then(storage_word) {
            draft.set(STORAGE, reader.name(word));
        }
        if let Some(word) = compression_word(row.take()?) {
            draft.set(COMPRESSION, reader.name(word));
        }
        if let Some(options) = row.take::<Option<Vec<&str>>>()? {
            draft.set(OPTIONS, reader.names(options));
        }
        common::read_acl(row, reader, &mut draft, u32::MAX)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Action> {
        Vec::new()
    }

    /// SET STORAGE DEFAULT came with PostgreSQL 16.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(TYPE) || changed.has(COLLATION) {
            return Alter::ReplaceParent;
        }
        let (old, column) = (cx.old.at(old), cx.new.at(new));
        let loses_storage = changed.has(STORAGE) && column.attrs.text(STORAGE).is_none();
        if loses_storage && cx.version() < 160_000 {
            return Alter::ReplaceParent;
        }
        let Some(parent) = column.parent.map(|at| cx.new.at(at)) else {
            return Alter::InPlace(Vec::new());
        };
        let word = if parent.id.kind == MATERIALIZED_VIEW {
            "MATERIALIZED VIEW"
        } else {
            "VIEW"
        };
        Alter::InPlace(changes(word, parent, true, Some(old), column))
    }

    fn likeness(&self) -> Likeness {
        Likeness::COLUMN
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("COLUMN {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let (schema, relation) = (ident(object.id.part(0)), ident(object.id.part(1)));
        Some(GrantTarget {
            column: Some(ident(object.id.name()).into_owned()),
            ..GrantTarget::on(format!("TABLE {schema}.{relation}"))
        })
    }
}

/// Returns the statements that give a column just made what the query of its view does not;
/// the view itself may have been there before.
pub(super) fn settings(word: &str, view: &Object, is_there: bool, column: &Object) -> Vec<Action> {
    changes(word, view, is_there, None, column)
}

fn changes(
    word: &str,
    view: &Object,
    is_there: bool,
    old: Option<&Object>,
    new: &Object,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut add = |what: String, lock: Lock| {
        let (view, column) = (view.id.dotted(), ident(new.id.name()));
        let mut action = Action::new(format!("ALTER {word} {view} ALTER COLUMN {column} {what}"));
        if is_there {
            action = action.risk(Risk::none().lock(view, lock));
        }
        actions.push(action);
    };
    let text = |of: Option<&Object>, attr| of.and_then(|it| it.get::<Name>(attr));
    let is = text(Some(new), DEFAULT);
    if is != text(old, DEFAULT) {
        let what = is.map_or("DROP DEFAULT".into(), |it| format!("SET DEFAULT {it}"));
        add(what, Lock::AccessExclusive);
    }
    let target = new.get(STATISTICS);
    if target != old.and_then(|it| it.get(STATISTICS)) {
        let what = format!("SET STATISTICS {}", target.unwrap_or(-1));
        add(what, Lock::ShareUpdateExclusive);
    }
    let is = text(Some(new), STORAGE);
    if is != text(old, STORAGE) {
        let what = format!("SET STORAGE {}", is.as_deref().unwrap_or("DEFAULT"));
        add(what, Lock::AccessExclusive);
    }
    let is = text(Some(new), COMPRESSION);
    if is != text(old, COMPRESSION) {
        let what = format!("SET COMPRESSION {}", is.as_deref().unwrap_or("default"));
        add(what, Lock::AccessExclusive);
    }
    let before = old.map_or(&[][..], |it| it.list(OPTIONS));
    for clause in option_clauses(before, new.list(OPTIONS)) {
        add(clause, Lock::ShareUpdateExclusive);
    }
    actions
}

/// Returns the word for a letter of `pg_attribute.attstorage`.
fn storage_word(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "p" => "PLAIN",
        "e" => "EXTERNAL",
        "m" => "MAIN",
        "x" => "EXTENDED",
        _ => return None,
    })
}

/// Returns the word for a letter of `pg_attribute.attcompression`.
fn compression_word(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "p" => "pglz",
        "l" => "lz4",
        _ => return None,
    })
}
