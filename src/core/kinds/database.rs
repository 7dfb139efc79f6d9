//! The database as a whole: owner, grants, settings, limit of connections (manual, "ALTER
//! DATABASE"). It is compared only where the user asks for it.
//!
//! Encoding, locale and tablespace are fixed when it is made, and where it is copied from
//! or whether it takes sessions is for those who run it.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Origin, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage, class,
    common,
    setting::{self, SETTINGS},
};

/// The kind. There is one, whatever its name is.
pub const DATABASE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_global: true,
    stays: Some("the database itself is never dropped"),
    ..KindInfo::new("database", "databases")
};

/// Its name, on either side that of the old one: statements are for that.
pub const NAME: Attr<Name> = Attr::new(&AttrDef {
    name: "name",
    class: AttrClass::Silent,
});

/// How many sessions there may be; absent if any number.
pub const CONNECTION_LIMIT: Attr<i64> = Attr::new(&AttrDef {
    name: "connection_limit",
    class: AttrClass::Plain,
});

/// The rules of databases.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        DATABASE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[NAME.def, CONNECTION_LIMIT.def, SETTINGS.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        let common = common::columns("d.datdba", "d.datacl", "d");
        Query::new(
            Stage::Containers,
            format!(
                "SELECT d.oid, d.datname, d.datconnlimit::bigint, (SELECT s.setconfig \
                 FROM pg_db_role_setting s WHERE s.setdatabase = d.oid AND s.setrole = 0), \
                 {common} FROM pg_database d WHERE d.datname = current_database()"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::DATABASE, row.take()?);
        let name: &str = row.take()?;
        let Some(mut draft) = reader.global(DATABASE, address, "this database") else {
            return Ok(());
        };
        draft.set(NAME, reader.name(name));
        let limit: i64 = row.take()?;
        if limit >= 0 {
            draft.set(CONNECTION_LIMIT, limit);
        }
        if let Some(settings) = row.take::<Option<Vec<&str>>>()? {
            draft.set(SETTINGS, reader.names(settings));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    /// It is there when anything is.
    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let name = ident(is.text(NAME));
        let act = |what: String| {
            Action::new(format!("ALTER DATABASE {name} {what}"))
                .risk(Risk::none().breaking("new sessions"))
        };
        let mut actions = Vec::new();
        if changed.has(CONNECTION_LIMIT) {
            let limit = is.get(CONNECTION_LIMIT).unwrap_or(-1);
            actions.push(act(format!("CONNECTION LIMIT {limit}")));
        }
        if changed.has(SETTINGS) {
            let changes = setting::changes(was.list(SETTINGS), is.list(SETTINGS));
            actions.extend(changes.into_iter().map(act));
        }
        Alter::InPlace(actions)
    }

    fn adopt(&self, object: &mut Object, old: &Origin) {
        object.attrs.set(NAME, old.database.as_str().into());
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("DATABASE {}", ident(object.text(NAME))))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }
}
