//! Primary keys of tables (manual, "CREATE TABLE").
//!
//! The index behind one is not an object of its own.

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
};

use super::{
    Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules,
    constraint::{self, attached, key},
    index_attachment,
};

/// The kind.
pub const PRIMARY_KEY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    pins: true,
    ..KindInfo::member("primary key", "primary keys", Inline::Never)
};

/// The rules of primary keys.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PRIMARY_KEY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        key::ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        key::query(cx, 'p')
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        key::read(PRIMARY_KEY, row, reader)
    }

    fn prepare(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
        key::prepare(cx, old, new)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        key::create(cx, self, new, "PRIMARY KEY")
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        key::drop(cx, old)
    }

    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        index_attachment::before(cx, new)
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        key::alter(cx, old, new, changed)
    }

    fn retyped(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        attached::again(cx, self, new)
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(constraint::address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        key::claims(object)
    }
}
