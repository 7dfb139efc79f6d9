//! Schemas (manual, "CREATE SCHEMA").

use crate::{
    catalog::{Action, AttrDef, Attrs, Catalog, Kind, KindInfo, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
};

/// The kind.
pub const SCHEMA: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo { holds_data: true, ..KindInfo::new("schema", "schemas") };

/// The rules of schemas.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SCHEMA
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("n.oid");
        let common = common::columns("n.nspowner", "n.nspacl", "n");
        Query::new(
            Stage::Containers,
            format!("SELECT n.oid, n.nspname, {common} FROM pg_namespace n WHERE {scope}"),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::SCHEMA, row.take()?);
        if let Some(mut draft) = reader.global(SCHEMA, address, row.take()?) {
            common::read(row, reader, &mut draft)?;
            reader.push(draft);
        }
        Ok(())
    }

    /// The schema `public`, as PostgreSQL 15 and later create it; before, its owner is
    /// whoever ran initdb, and everybody may create in it.
    fn initial(&self, version: u32) -> Vec<Object> {
        let mut attrs = Attrs::default();
        let mut grants = vec!["+USAGE ".into()];
        if version >= 150_000 {
            attrs.set(common::OWNER, "pg_database_owner".into());
        } else {
            grants.insert(0, "+CREATE ".into());
        }
        attrs.set(common::ACL, grants.into());
        attrs.set(common::COMMENT, "standard public schema".into());
        vec![Object { id: Catalog::id(SCHEMA, &["public"]), parent: None, attrs }]
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let name = cx.new.at(new).id.dotted();
        vec![Action::new(format!("CREATE SCHEMA {name}"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        vec![
            Action::new(format!("DROP SCHEMA {name}"))
                .risk(Risk::none().breaking("everybody who names the schema")),
        ]
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("SCHEMA {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("schema", &[object.id.name()])]
    }
}
