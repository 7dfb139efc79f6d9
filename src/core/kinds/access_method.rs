//! Access methods of tables and indexes (manual, "CREATE ACCESS METHOD"). They belong to
//! the database, not to a schema, and have no owner.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
};

/// The kind.
pub const ACCESS_METHOD: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("access method", "access methods");

/// What it stores: `TABLE` or `INDEX`.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// The function that tells the server of it, quoted and qualified.
pub const HANDLER: Attr<Name> = Attr::new(&AttrDef {
    name: "handler",
    class: AttrClass::Plain,
});

/// The rules of access methods.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        ACCESS_METHOD
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TYPE.def, HANDLER.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Containers,
            "SELECT a.oid, a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, \
             a.amhandler::text FROM pg_am a WHERE a.oid >= 16384",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::ACCESS_METHOD, row.take()?);
        let Some(mut draft) = reader.global(ACCESS_METHOD, address, row.take()?) else {
            return Ok(());
        };
        draft.set(TYPE, reader.name(row.take()?));
        draft.set(HANDLER, reader.name(row.take()?));
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (name, of, handler) = (object.id.dotted(), object.text(TYPE), object.text(HANDLER));
        let sql = format!("CREATE ACCESS METHOD {name} TYPE {of} HANDLER {handler}");
        let risk = Risk::none().security(format!("{handler} runs inside the server"));
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let risk = Risk::none().breaking(format!("everybody who uses {}", object.id));
        vec![Action::new(format!("DROP ACCESS METHOD {}", object.id.dotted())).risk(risk)]
    }

    /// Rows written by one handler mean nothing to another.
    fn alter(&self, cx: &Cx<'_>, old: Ref, _new: Ref, changed: &Changed) -> Alter {
        let keeps_rows = cx
            .old
            .dependants(old)
            .iter()
            .any(|edge| cx.old.at(edge.from).id.kind.info().holds_data);
        if keeps_rows && changed.only(&[TYPE.name(), HANDLER.name()]) {
            return Alter::Refuse(
                "tables are stored by it, and no statement changes its handler: make another \
                 access method and move the tables with ALTER TABLE ... SET ACCESS METHOD"
                    .to_owned(),
            );
        }
        super::replace(self, changed)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("ACCESS METHOD {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("access method", &[object.id.name()])]
    }
}
