//! Shell types: a name that functions may use before the type itself is made (manual,
//! "CREATE TYPE").

use crate::{
    catalog::{Action, AttrDef, Kind, KindInfo, Object, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER, types,
};

/// The kind.
pub const SHELL_TYPE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("shell type", "shell types")
};

/// The rules of shell types.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SHELL_TYPE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.typnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.typnamespace, t.typname, t.typowner FROM pg_type t \
                 WHERE t.typtype = 'p' AND NOT t.typisdefined AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TYPE, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(SHELL_TYPE, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(OWNER, owner);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![types::shell(cx.new.at(new))]
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

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![types::claim(object)]
    }
}
