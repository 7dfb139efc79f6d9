//! Indexes that stand behind no constraint (manual, "CREATE INDEX").
//!
//! They are members of their table or materialized view. An index of a partitioned table
//! is made for that table only; those of its partitions are objects of their own.

mod definition;
mod read;

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref, Timing},
    error::Result,
    risk::{Lock, Risk, Undo},
};

use super::{
    Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules,
    constraint::{
        self, attached,
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

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        if let Some(actions) = attached::rename(cx, self, new) {
            return actions;
        }
        let object = cx.new.at(new);
        let is_made = constraint::is_on_made_table(cx, new);
        let is_online = cx.online && !is_made && !object.is(PARTITIONED);
        let create = Action::new(definition::create(object, is_online));
        let create = if is_online {
            let risk = constraint::risk_on_table(cx, new, Lock::ShareUpdateExclusive);
            create.risk(risk.scan()).timing(Timing::Alone)
        } else {
            let risk = constraint::risk_on_table(cx, new, Lock::Share);
            let reads = !is_made && !object.is(PARTITIONED);
            create.risk(if reads { risk.scan() } else { risk })
        };
        let mut actions = vec![create];
        actions.extend(definition::statistics(object, &[]));
        actions.extend(backing::settings(cx, new));
        actions
    }

    /// What is attached cannot be dropped concurrently, nor what things are attached to.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        if attached::successor(cx, old).is_some() {
            return Vec::new();
        }
        let object = cx.old.at(old);
        let (name, table) = (backing::index_name(object), constraint::table_of(&object.id));
        let is_online =
            cx.online && !object.is(PARTITIONED) && cx.old.children(old).is_empty();
        let risk = |lock| {
            let risk = Risk::none().lock(table.as_str(), lock).lock(name.as_str(), lock);
            if object.is(UNIQUE) {
                risk.breaking("ON CONFLICT that relies on the index")
            } else {
                risk
            }
        };
        let undo = if object.is(UNIQUE) {
            Undo::ExactIf(format!("no two rows have the same key of index {name}"))
        } else {
            Undo::Exact
        };
        let action = if is_online {
            Action::new(format!("DROP INDEX CONCURRENTLY {name}"))
                .risk(risk(Lock::ShareUpdateExclusive))
                .timing(Timing::Alone)
        } else {
            Action::new(format!("DROP INDEX {name}")).risk(risk(Lock::AccessExclusive))
        };
        vec![action.undo(undo)]
    }

    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        index_attachment::links_without(cx, new)
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

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("INDEX {}", backing::index_name(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("relation", &[object.id.part(0), object.id.part(2)])]
    }
}
