//! Operator families (manual, "CREATE OPERATOR FAMILY"). Their members are those of their
//! operator classes, and loose ones, which are a kind of their own.

use crate::{
    catalog::{Action, AttrDef, Kind, KindInfo, Object, Ref},
    error::Result,
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER, types,
};

/// The kind. Its path is the schema, the name, the access method.
pub const OPERATOR_FAMILY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    has_signature: true,
    unrecorded: true,
    ..KindInfo::new("operator family", "operator families")
};

/// The rules of operator families.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        OPERATOR_FAMILY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("f.opfnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT f.oid, f.opfnamespace, f.opfname, a.amname, f.opfowner, f.opfmethod \
                 FROM pg_opfamily f JOIN pg_am a ON a.oid = f.opfmethod WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::OPERATOR_FAMILY, row.take()?);
        let schema = row.take()?;
        let path = [row.take()?, row.take()?];
        let Some(mut draft) = reader.top(OPERATOR_FAMILY, address, schema, &path) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(OWNER, owner);
        draft.needs(Address::new(class::ACCESS_METHOD, row.take()?));
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![Action::new(format!("CREATE {}", address(cx.new.at(new))))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        vec![Claim::new("operator family", &[id.part(0), id.part(1), id.part(2)])]
    }
}

/// Returns what stands behind CREATE, ALTER and DROP for a family, and for a class with the
/// word for it.
fn address(object: &Object) -> String {
    let id = &object.id;
    let name = qualified(id.part(0), id.part(1));
    format!("OPERATOR FAMILY {name} USING {}", ident(id.part(2)))
}
