//! Foreign tables (manual, "CREATE FOREIGN TABLE"): the rows are on a foreign server.
//!
//! Columns, checks, triggers and the rest are of the same kinds as those of tables.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
    foreign_options::{self, FOREIGN_OPTIONS},
    inheritance, partition, table,
};

/// The kind.
pub const FOREIGN_TABLE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("foreign table", "foreign tables");

/// The foreign server.
pub const SERVER: Attr<Name> = Attr::new(&AttrDef {
    name: "server",
    class: AttrClass::Plain,
});

/// The rules of foreign tables.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        FOREIGN_TABLE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[SERVER.def, FOREIGN_OPTIONS.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let common = common::columns("c.relowner", "c.relacl", "r");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.relnamespace, c.relname, f.ftserver, s.srvname, f.ftoptions, \
                 {common} FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid \
                 JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RELATION, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(FOREIGN_TABLE, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        draft.needs(Address::new(class::FOREIGN_SERVER, row.take()?));
        draft.set(SERVER, reader.name(row.take()?));
        if let Some(options) = row.take::<Option<Vec<&str>>>()? {
            draft.set(FOREIGN_OPTIONS, reader.names(options));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut sql = format!("CREATE FOREIGN TABLE {}", object.id.dotted());
        let members = table::members(cx, new);
        if members.is_empty() {
            sql.push_str(" ()");
        } else {
            sql = format!("{sql} (\n    {}\n)", members.join(",\n    "));
        }
        let parents = inheritance::parents(cx, new);
        if !parents.is_empty() {
            sql = format!("{sql}\nINHERITS ({})", parents.join(", "));
        }
        let server = ident(object.text(SERVER));
        let options = foreign_options::clause(object.list(FOREIGN_OPTIONS));
        let mut actions = vec![
            Action::new(format!("{sql}\nSERVER {server}{options}")).risk(table::made(cx, new)),
        ];
        actions.extend(table::settings(cx, new));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        let mut actions = partition::detach(cx, old);
        let risk = if actions.is_empty() { table::left(cx, old) } else { Risk::none() };
        let risk = risk
            .lock(&name, Lock::AccessExclusive)
            .breaking("everybody who names the table");
        actions.push(Action::new(format!("DROP FOREIGN TABLE {name}")).risk(risk));
        actions
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(SERVER) {
            return Alter::Replace;
        }
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let name = is.id.dotted();
        let clause =
            foreign_options::changes(was.list(FOREIGN_OPTIONS), is.list(FOREIGN_OPTIONS));
        let action = clause.map(|clause| {
            let risk = Risk::none()
                .lock(&name, Lock::AccessExclusive)
                .breaking("whoever reads the table");
            Action::new(format!("ALTER FOREIGN TABLE {name} {clause}")).risk(risk)
        });
        Alter::InPlace(action.into_iter().collect())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("FOREIGN TABLE {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(format!("TABLE {}", object.id.dotted())))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("relation", &path), Claim::new("type", &path)]
    }
}
