//! Attributes of composite types (manual, "ALTER TYPE").

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, Catalog, Inline, Kind, KindInfo, Name, Object, Ref,
    },
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage, class,
    types,
};

/// The kind.
pub const ATTRIBUTE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member("attribute", "attributes", Inline::Always);

/// The type, with its modifier.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// The collation, where it is not the type's own.
pub const COLLATION: Attr<Name> = Attr::new(&AttrDef {
    name: "collation",
    class: AttrClass::Plain,
});

/// The place among the attributes ever made.
pub const POSITION: Attr<i64> = Attr::new(&AttrDef {
    name: "position",
    class: AttrClass::Silent,
});

/// The rules of attributes.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        ATTRIBUTE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TYPE.def, COLLATION.def, POSITION.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.relnamespace");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT c.reltype, c.oid, a.attnum, a.attname, a.atttypid, \
                 format_type(a.atttypid, a.atttypmod), \
                 CASE WHEN a.attcollation <> t.typcollation \
                 THEN quote_ident(n.nspname) || '.' || quote_ident(l.collname) END \
                 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
                 JOIN pg_type t ON t.oid = a.atttypid \
                 LEFT JOIN pg_collation l ON l.oid = a.attcollation \
                 LEFT JOIN pg_namespace n ON n.oid = l.collnamespace \
                 WHERE c.relkind = 'c' AND a.attnum > 0 AND NOT a.attisdropped AND {scope} \
                 ORDER BY c.oid, a.attnum"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let parent = Address::new(class::TYPE, row.take()?);
        let relation = row.take()?;
        let number = row.take()?;
        let address = Address::column(relation, number);
        let Some(mut draft) = reader.member(ATTRIBUTE, Some(address), parent, row.take()?) else {
            return Ok(());
        };
        draft.needs(Address::new(class::TYPE, row.take()?));
        draft.set(TYPE, reader.name(row.take()?));
        if let Some(collation) = row.take::<Option<&str>>()? {
            draft.set(COLLATION, reader.name(collation));
        }
        draft.set(POSITION, i64::from(number));
        reader.push(draft);
        Ok(())
    }

    fn position(&self, object: &Object) -> Option<i64> {
        object.get(POSITION)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (whole, definition) = (whole(object), definition(object));
        let sql = format!("ALTER TYPE {whole} ADD ATTRIBUTE {definition}");
        let whom = format!("writers of whole values of type {whole}");
        let undo = format!("the values of attribute {}", object.id.dotted());
        vec![
            Action::new(sql)
                .risk(locks(object).breaking(whom))
                .undo(Undo::ExactIf(format!("nobody needs {undo}"))),
        ]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let (whole, name) = (whole(object), ident(object.id.name()));
        let mut risk = locks(object).breaking(format!("users of type {whole}"));
        let mut undo = Undo::Exact;
        if is_kept(cx.old, object) {
            let values = format!("the values of attribute {}", object.id.dotted());
            risk = risk.losing(values.clone());
            undo = Undo::StructureOnly(values);
        }
        let sql = format!("ALTER TYPE {whole} DROP ATTRIBUTE {name}");
        vec![Action::new(sql).risk(risk).undo(undo)]
    }

    /// PostgreSQL refuses to change the type of an attribute while a column keeps values
    /// of the whole (SQLSTATE 0A000): one that is there, or that this plan may add first.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if !changed.has(TYPE) && !changed.has(COLLATION) {
            return Alter::InPlace(Vec::new());
        }
        let (old, new) = (cx.old.at(old), cx.new.at(new));
        if is_kept(cx.old, old) || is_kept(cx.new, new) {
            return Alter::ReplaceParent;
        }
        let (whole, name) = (whole(new), ident(new.id.name()));
        let to = type_and_collation(new);
        let sql = format!("ALTER TYPE {whole} ALTER ATTRIBUTE {name} TYPE {to}");
        let whom = format!("users of type {whole}");
        Alter::InPlace(vec![Action::new(sql).risk(locks(new).breaking(whom))])
    }

    fn in_the_way(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        types::in_the_way(cx, new)
    }

    fn likeness(&self) -> Likeness {
        Likeness::COLUMN
    }

    fn rename(&self, object: &Object, new: &[String]) -> Option<Vec<Action>> {
        let (parent, name) = new.split_last().map(|(name, parent)| (parent, name))?;
        let stays = object.id.path.iter().zip(parent).all(|(old, new)| **old == **new);
        stays.then(|| {
            let (whole, old) = (whole(object), ident(object.id.name()));
            let sql = format!("ALTER TYPE {whole} RENAME ATTRIBUTE {old} TO {}", ident(name));
            vec![Action::new(sql).risk(locks(object).breaking("everybody who uses the old name"))]
        })
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("COLUMN {}", object.id.dotted()))
    }
}

/// Returns the attribute as CREATE TYPE and ADD ATTRIBUTE take it.
pub(super) fn definition(object: &Object) -> String {
    format!("{} {}", ident(object.id.name()), type_and_collation(object))
}

fn type_and_collation(object: &Object) -> String {
    let mut text = object.text(TYPE).to_owned();
    if let Some(collation) = object.attrs.text(COLLATION) {
        text.push_str(" COLLATE ");
        text.push_str(collation);
    }
    text
}

/// Returns the name of the type that the attribute is a part of.
fn whole(object: &Object) -> String {
    qualified(object.id.part(0), object.id.part(1))
}

fn is_kept(catalog: &Catalog, old: &Object) -> bool {
    old.parent
        .is_some_and(|parent| !types::keepers(catalog, parent).is_empty())
}

/// ALTER TYPE locks the type and the tables made OF it, not those with columns of it.
fn locks(object: &Object) -> Risk {
    Risk::none().lock(whole(object), Lock::AccessExclusive)
}
