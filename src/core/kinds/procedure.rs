//! Procedures (manual, "CREATE PROCEDURE"). What they share with functions is in `routine`.

use crate::{
    catalog::{Action, AttrDef, Catalog, Kind, KindInfo, Object, Ref},
    error::Result,
};

use super::{Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, routine};

pub use super::routine::BODY;

/// The kind. Its path is the schema, the name, the types of the input parameters.
pub const PROCEDURE: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo { has_signature: true, ..KindInfo::new("procedure", "procedures") };

/// The rules of procedures.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PROCEDURE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        routine::ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        routine::query(cx, "'p'")
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        routine::read(PROCEDURE, row, reader)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        routine::create(self, "PROCEDURE", cx, new)
    }

    fn hollow(&self, catalog: &Catalog, at: Ref, is_there: bool) -> Option<Action> {
        routine::hollow("PROCEDURE", catalog.at(at), is_there)
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        routine::drop(self, cx.old.at(old))
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        routine::alter(self, "PROCEDURE", cx, old, new, changed)
    }

    /// One mode stated keeps the server from looking for output parameters among the types
    /// too, which may find two procedures (`LookupFuncWithArgs` in the server).
    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("PROCEDURE {}", routine::signature(object, "", "IN ")))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        routine::claims(object)
    }
}
