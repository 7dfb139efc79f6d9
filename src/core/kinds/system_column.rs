//! Grants on system columns of tables: `ctid`, `xmin`, `tableoid` and their like (manual,
//! "System Columns").
//!
//! The columns themselves come with each table and cannot be changed; who may read them is
//! the user's to say, and `pg_dump` writes it.

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage, class,
    common,
};

/// The kind. Only columns on which something was granted are read.
pub const SYSTEM_COLUMN: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_grant: true,
    ..KindInfo::member("grant on a system column", "grants on system columns", Inline::Never)
};

/// The rules of grants on system columns.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SYSTEM_COLUMN
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let acl = common::acl_columns("a.attacl", "c", "c.relowner");
        Query::new(
            Stage::Members,
            format!(
                "SELECT a.attrelid, a.attname, {acl} FROM pg_attribute a \
                 JOIN pg_class c ON c.oid = a.attrelid \
                 WHERE a.attnum < 0 AND a.attacl IS NOT NULL AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let table = Address::new(class::RELATION, row.take()?);
        // What names such a column depends on its table.
        let Some(mut draft) = reader.member(SYSTEM_COLUMN, None, table, row.take()?) else {
            return Ok(());
        };
        common::read_acl(row, reader, &mut draft, u32::MAX)?;
        if draft.has(common::ACL) {
            reader.push(draft);
        }
        Ok(())
    }

    /// The grants themselves are written with those of all kinds.
    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        common::undo_grants(cx, self, cx.old.at(old))
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let (schema, table) = (ident(object.id.part(0)), ident(object.id.part(1)));
        Some(GrantTarget {
            column: Some(ident(object.id.name()).into_owned()),
            ..GrantTarget::on(format!("TABLE {schema}.{table}"))
        })
    }
}
