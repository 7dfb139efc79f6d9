//! Schemas of a publication, with all their tables, those to come as well (PostgreSQL 15;
//! manual, "CREATE PUBLICATION").

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind. Its path is the publication and the schema.
pub const PUBLISHED_SCHEMA: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    sways: true,
    ..KindInfo::member("published schema", "published schemas", Inline::Never)
};

/// The rules of published schemas.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PUBLISHED_SCHEMA
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("s.pnnspid");
        let sql = format!(
            "SELECT s.oid, s.pnpubid, s.pnnspid, n.nspname FROM pg_publication_namespace s \
             JOIN pg_namespace n ON n.oid = s.pnnspid WHERE {scope}"
        );
        let nothing = "SELECT 0::oid, 0::oid, 0::oid, ''::name WHERE false";
        Query::new(Stage::Objects, cx.since(15, &sql, nothing))
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::PUBLISHED_SCHEMA, row.take()?);
        let publication = Address::new(class::PUBLICATION, row.take()?);
        let schema = Address::new(class::SCHEMA, row.take()?);
        let name = row.take()?;
        if let Some(mut draft) =
            reader.member(PUBLISHED_SCHEMA, Some(address), publication, name)
        {
            draft.needs(schema);
            reader.push(draft);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let (publication, schema) = names(cx.new.at(new));
        let sql = format!("ALTER PUBLICATION {publication} ADD TABLES IN SCHEMA {schema}");
        let risk = Risk::none().breaking(format!(
            "whoever updates or deletes in a table of {schema} without replica identity"
        ));
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let (publication, schema) = names(cx.old.at(old));
        let sql = format!("ALTER PUBLICATION {publication} DROP TABLES IN SCHEMA {schema}");
        let risk = Risk::none().breaking(format!("subscribers: tables of {schema} are not sent"));
        vec![Action::new(sql).risk(risk)]
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Returns the publication and the schema, as SQL names them.
fn names(object: &Object) -> (String, String) {
    let part = |at| ident(object.id.part(at)).into_owned();
    (part(0), part(1))
}
