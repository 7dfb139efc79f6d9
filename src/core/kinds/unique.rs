//! Unique constraints of tables (manual, "CREATE TABLE").
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
pub const UNIQUE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("unique constraint", "unique constraints", Inline::Never)
};

/// The rules of unique constraints.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        UNIQUE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        key::ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        match attribute {
            "nulls_not_distinct" => 15,
            "period" => 18,
            _ => 0,
        }
    }

    fn query(&self, cx: &ReadCx) -> Query {
        key::query(cx, 'u')
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        key::read(UNIQUE, row, reader)
    }

    fn prepare(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
        key::prepare(cx, old, new)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        key::create(cx, self, new, "UNIQUE")
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
