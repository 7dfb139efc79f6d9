//! Composite types of their own (manual, "Composite Types"); the row types of tables are
//! part of the tables.

use crate::{
    catalog::{Action, AttrDef, Kind, KindInfo, Object, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    attribute::{self, ATTRIBUTE},
    class, common, types,
};

/// The kind.
pub const COMPOSITE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("composite type", "composite types")
};

/// The rules of composite types.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        COMPOSITE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.relnamespace");
        let common = common::columns("t.typowner", "t.typacl", "T");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.reltype, c.relnamespace, c.relname, c.oid, {common} \
                 FROM pg_class c JOIN pg_type t ON t.oid = c.reltype \
                 WHERE c.relkind = 'c' AND {scope}"
            ),
        )
    }

    /// Attributes and dependencies on them name the relation behind the type.
    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TYPE, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(COMPOSITE, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        reader.alias(Address::new(class::RELATION, row.take()?), address);
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let attributes: Vec<String> = cx
            .inlined_children(new, ATTRIBUTE)
            .map(|(_, it)| attribute::definition(it))
            .collect();
        let name = cx.new.at(new).id.dotted();
        let attributes = attributes.join(", ");
        vec![Action::new(format!("CREATE TYPE {name} AS ({attributes})"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&types::address(object), object)]
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(types::address(object))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(types::address(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let name = [object.id.part(0), object.id.part(1)];
        vec![types::claim(object), Claim::new("relation", &name)]
    }

    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        Some(types::aside(cx, cx.old.at(old), "TYPE"))
    }
}
