//! Foreign servers (manual, "CREATE SERVER"). They belong to the database, not to a schema.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::{ident, literal},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
    foreign_options::{self, FOREIGN_OPTIONS},
};

/// The kind.
pub const FOREIGN_SERVER: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("foreign server", "foreign servers");

/// The foreign-data wrapper.
pub const WRAPPER: Attr<Name> = Attr::new(&AttrDef {
    name: "wrapper",
    class: AttrClass::Plain,
});

/// The type, in the words of its wrapper.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// The version, in the words of its wrapper.
pub const VERSION: Attr<Name> = Attr::new(&AttrDef {
    name: "version",
    class: AttrClass::Plain,
});

/// The rules of foreign servers.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        FOREIGN_SERVER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[WRAPPER.def, TYPE.def, VERSION.def, FOREIGN_OPTIONS.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        let common = common::columns("s.srvowner", "s.srvacl", "S");
        Query::new(
            Stage::Containers,
            format!(
                "SELECT s.oid, s.srvname, s.srvfdw, w.fdwname, s.srvtype, s.srvversion, \
                 s.srvoptions, {common} FROM pg_foreign_server s \
                 JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::FOREIGN_SERVER, row.take()?);
        let Some(mut draft) = reader.global(FOREIGN_SERVER, address, row.take()?) else {
            return Ok(());
        };
        draft.needs(Address::new(class::FOREIGN_DATA_WRAPPER, row.take()?));
        for attr in [WRAPPER, TYPE, VERSION] {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(text));
            }
        }
        if let Some(options) = row.take::<Option<Vec<&str>>>()? {
            draft.set(FOREIGN_OPTIONS, reader.names(options));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut sql = format!("CREATE SERVER {}", object.id.dotted());
        for (word, attr) in [("TYPE", TYPE), ("VERSION", VERSION)] {
            if let Some(text) = object.attrs.text(attr) {
                sql = format!("{sql} {word} {}", literal(text));
            }
        }
        let wrapper = ident(object.text(WRAPPER));
        let options = foreign_options::clause(object.list(FOREIGN_OPTIONS));
        vec![Action::new(format!("{sql} FOREIGN DATA WRAPPER {wrapper}{options}"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        vec![Action::new(format!("DROP SERVER {name}"))]
    }

    /// A server keeps its wrapper and its type, and a version that it has once.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        if changed.has(WRAPPER) || changed.has(TYPE) {
            return Alter::Replace;
        }
        let mut clauses = Vec::new();
        if changed.has(VERSION) {
            let version = is.attrs.text(VERSION);
            clauses.push(format!("VERSION {}", version.map_or("NULL".to_owned(), literal)));
        }
        clauses.extend(foreign_options::changes(
            was.list(FOREIGN_OPTIONS),
            is.list(FOREIGN_OPTIONS),
        ));
        if clauses.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let sql = format!("ALTER SERVER {} {}", is.id.dotted(), clauses.join(" "));
        let risk = Risk::none().breaking("whoever reads one of its tables");
        Alter::InPlace(vec![Action::new(sql).risk(risk)])
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("SERVER {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(format!("FOREIGN SERVER {}", object.id.dotted())))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("foreign server", &[object.id.name()])]
    }
}
