//! Casts (manual, "CREATE CAST"). They stand in no schema and have no owner.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
};

/// The kind. Its path is both types: `integer AS app.money`.
pub const CAST: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    has_signature: true,
    unrecorded: true,
    ..KindInfo::new("cast", "casts")
};

/// How a value is changed: `WITH FUNCTION f(integer)`, `WITHOUT FUNCTION`, `WITH INOUT`.
pub const METHOD: Attr<Name> = Attr::new(&AttrDef {
    name: "method",
    class: AttrClass::Plain,
});

/// Where it is used without being asked for: `ASSIGNMENT`, `IMPLICIT`; absent if nowhere.
pub const CONTEXT: Attr<Name> = Attr::new(&AttrDef {
    name: "context",
    class: AttrClass::Plain,
});

/// The rules of casts.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        CAST
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[METHOD.def, CONTEXT.def]
    }

    /// That from a range type to its multirange type comes with them.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Objects,
            "SELECT c.oid, format_type(c.castsource, NULL), format_type(c.casttarget, NULL), \
             CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure \
             WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END, \
             CASE c.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' END, \
             c.castsource, c.casttarget FROM pg_cast c WHERE c.oid >= 16384 \
             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass \
             AND d.objid = c.oid AND d.deptype = 'i')",
        )
    }

    /// What depends on the types may use the cast, and the server keeps no note of it.
    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CAST, row.take()?);
        let (source, target): (&str, &str) = (row.take()?, row.take()?);
        let name = format!("{source} AS {target}");
        let Some(mut draft) = reader.global(CAST, address, &name) else {
            return Ok(());
        };
        draft.set(METHOD, reader.name(row.take()?));
        if let Some(context) = row.take::<Option<&str>>()? {
            draft.set(CONTEXT, reader.name(context));
        }
        for _ in 0..2 {
            reader.serve(address, Address::new(class::TYPE, row.take()?));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut sql = format!("CREATE {} {}", address(object), object.text(METHOD));
        let mut risk = Risk::none();
        if let Some(context) = object.attrs.text(CONTEXT) {
            sql = format!("{sql} AS {context}");
            risk = risk.breaking("expressions that were refused, or meant something else");
        }
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let risk = Risk::none().breaking(format!("whoever uses the {}", object.id));
        vec![Action::new(format!("DROP {}", address(object))).risk(risk)]
    }

    /// PostgreSQL knows no ALTER CAST.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("cast", &[object.id.part(0)])]
    }
}

fn address(object: &Object) -> String {
    format!("CAST ({})", object.id.part(0))
}
