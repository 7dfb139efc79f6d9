//! Transforms between a type and a procedural language (manual, "CREATE TRANSFORM"). They
//! stand in no schema and have no owner.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
};

/// The kind. Its path is what names it in SQL: `FOR app.money LANGUAGE plperl`.
pub const TRANSFORM: Kind = Kind::new(&INFO);

/// A function of the language with a parameter of the type depends on it, even one that
/// does not use it (`ProcedureCreate` in the server).
static INFO: KindInfo = KindInfo {
    has_signature: true,
    clings: true,
    ..KindInfo::new("transform", "transforms")
};

/// The function that hands a value to the language, with its arguments.
pub const FROM_SQL: Attr<Name> = Attr::new(&AttrDef {
    name: "from_sql",
    class: AttrClass::Plain,
});

/// The function that takes a value from the language, with its arguments.
pub const TO_SQL: Attr<Name> = Attr::new(&AttrDef {
    name: "to_sql",
    class: AttrClass::Plain,
});

/// The rules of transforms.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TRANSFORM
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[FROM_SQL.def, TO_SQL.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Objects,
            "SELECT t.oid, format_type(t.trftype, NULL), l.lanname, \
             NULLIF(t.trffromsql::regprocedure::text, '-'), \
             NULLIF(t.trftosql::regprocedure::text, '-') \
             FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE t.oid >= 16384",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TRANSFORM, row.take()?);
        let (of, language): (&str, &str) = (row.take()?, row.take()?);
        let name = format!("FOR {of} LANGUAGE {}", ident(language));
        let Some(mut draft) = reader.global(TRANSFORM, address, &name) else {
            return Ok(());
        };
        for attr in [FROM_SQL, TO_SQL] {
            if let Some(function) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(function));
            }
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![Action::new(statement("CREATE", cx.new.at(new)))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![Action::new(format!("DROP {}", address(object))).risk(breaks(object))]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        let object = cx.new.at(new);
        let mut actions = Vec::new();
        if changed.has(FROM_SQL) || changed.has(TO_SQL) {
            let sql = statement("CREATE OR REPLACE", object);
            actions.push(Action::new(sql).risk(breaks(object)));
        }
        Alter::InPlace(actions)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("transform", &[object.id.part(0)])]
    }
}

fn address(object: &Object) -> String {
    format!("TRANSFORM {}", object.id.part(0))
}

fn breaks(object: &Object) -> Risk {
    Risk::none().breaking(format!("the functions that use the {}", object.id))
}

fn statement(verb: &str, object: &Object) -> String {
    let mut functions = Vec::new();
    for (word, attr) in [("FROM", FROM_SQL), ("TO", TO_SQL)] {
        if let Some(function) = object.attrs.text(attr) {
            functions.push(format!("{word} SQL WITH FUNCTION {function}"));
        }
    }
    format!("{verb} {} ({})", address(object), functions.join(", "))
}
