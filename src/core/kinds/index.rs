//! Indexes that stand behind no constraint (manual, "CREATE INDEX").
//!
//! They are members of their table or materialized view. An index of a partitioned table
//! is made for that table only; those of its partitions are objects of their own.

pub(super) mod build;
mod definition;
mod read;

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
};

use super::{
    Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules,
    constraint::{
        attached,
        backing::{self, PARTITIONED},
        key,
    },
    extension_tie::DEPENDS_ON_EXTENSION,
    index_attachment,
};

pub use definition::{EXPRESSIONS, INVALID, KEYS, METHOD, PREDICATE, STATISTICS, UNIQUE};

/// The kind.
pub const INDEX: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("index", "indexes", Inline::Never)
};

/// The rules of indexes.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        INDEX
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            UNIQUE.def,
            METHOD.def,
            KEYS.def,
            EXPRESSIONS.def,
            key::INCLUDE.def,
            key::NULLS_NOT_DISTINCT.def,
            PREDICATE.def,
            STATISTICS.def,
            INVALID.def,
            backing::OPTIONS.def,
            backing::TABLESPACE.def,
            backing::CLUSTERED.def,
            backing::REPLICA_IDENTITY.def,
            PARTITIONED.def,
            DEPENDS_ON_EXTENSION.def,
        ];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        read::query(cx)
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        read::read(INDEX, row, reader)
    }

    /// What is attached changes with the index above.
    fn prepare(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
        let (before, object) = (cx.old.at(old), cx.new.at(new));
        let stands_alone = |object: &Object, has_parts: bool| !object.is(PARTITIONED) && !has_parts;
        if !stands_alone(before, !cx.old.children(old).is_empty())
            || !stands_alone(object, !cx.new.children(new).is_empty())
        {
            return Vec::new();
        }
        build::prepare(cx, new)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        if let Some(actions) = attached::rename(cx, self, new) {
            return actions;
        }
        if (cx.is_prepared)(new) {
            return build::take_over(cx, new);
        }
        build::create(cx, new)
    }

    /// What is attached cannot be dropped concurrently, nor what things are attached to.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        if attached::successor(cx, old).is_some() {
            return Vec::new();
        }
        build::drop(cx, old)
    }

    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        index_attachment::before(cx, new)
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (before, object) = (cx.old.at(old), cx.new.at(new));
        if !backing::can_alter(object, changed, &[STATISTICS.name()]) {
            return Alter::Replace;
        }
        let mut actions = backing::alter(cx, old, new, changed);
        if changed.has(STATISTICS) {
            actions.extend(definition::statistics(object, before.list(STATISTICS)));
        }
        Alter::InPlace(actions)
    }

    /// The index is built anew, without the targets (`ATPostAlterTypeParse` in `tablecmds.c`).
    fn retyped(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let mut actions = attached::again(cx, self, new);
        actions.extend(definition::statistics(cx.new.at(new), &[]));
        actions.extend(backing::ties(cx.new.at(new), &[]));
        actions
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("INDEX {}", backing::index_name(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("relation", &[object.id.part(0), object.id.part(2)])]
    }
}
