//! Foreign keys (manual, "Foreign Keys").
//!
//! Those that PostgreSQL makes for the partitions of a table that has one are part of it.

pub mod copies;
mod definition;

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, AttrDef, Catalog, Inline, Kind, KindInfo, Object, ObjectId, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, column,
    constraint::{
        self, COLUMNS, DEFERRABLE, INITIALLY_DEFERRED, NOT_ENFORCED, NOT_VALID, PERIOD,
        backing::PARTITIONED,
    },
    index::INDEX,
    index_attachment,
    primary_key::PRIMARY_KEY,
    unique::UNIQUE,
};

pub use definition::{
    MATCH, ON_DELETE, ON_DELETE_COLUMNS, ON_UPDATE, REFERENCED, REFERENCED_COLUMNS,
};

/// The kind.
pub const FOREIGN_KEY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member("foreign key", "foreign keys", Inline::Never);

/// The rules of foreign keys.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        FOREIGN_KEY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            COLUMNS.def,
            REFERENCED.def,
            REFERENCED_COLUMNS.def,
            MATCH.def,
            ON_UPDATE.def,
            ON_DELETE.def,
            ON_DELETE_COLUMNS.def,
            PERIOD.def,
            DEFERRABLE.def,
            INITIALLY_DEFERRED.def,
            NOT_VALID.def,
            NOT_ENFORCED.def,
            PARTITIONED.def,
        ];
        ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        match attribute {
            "on_delete_columns" => 15,
            "not_enforced" | "period" => 18,
            _ => 0,
        }
    }

    /// The names of the referenced columns come along only where their table is not read.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("k.connamespace", "k.conrelid");
        let is_read = cx.in_scope("t.relnamespace");
        let set = cx.since(15, "k.confdelsetcols", "NULL::int2[]");
        let enforced = cx.since(18, "k.conenforced", "true");
        let period = cx.since(18, "k.conperiod", "false");
        Query::new(
            Stage::Members,
            format!(
                "SELECT k.oid, k.conrelid, k.conname, k.conkey, k.confrelid, k.confkey, \
                 k.conindid, quote_ident(s.nspname) || '.' || quote_ident(t.relname), \
                 CASE WHEN NOT {is_read} OR t.oid = ANY (ARRAY(SELECT e.objid FROM pg_depend e \
                 WHERE e.refclassid = 3079 AND e.deptype = 'e' AND e.classid = 1259)) \
                 THEN ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u(n, at) \
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.n \
                 ORDER BY u.at) END, \
                 k.confmatchtype::text, k.confupdtype::text, k.confdeltype::text, {set}, \
                 {period}, k.condeferrable, k.condeferred, k.convalidated, {enforced}, \
                 r.relkind = 'p' \
                 FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid \
                 JOIN pg_class r ON r.oid = k.conrelid \
                 JOIN pg_namespace s ON s.oid = t.relnamespace \
                 WHERE k.contype = 'f' AND k.conparentid = 0 AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CONSTRAINT, row.take()?);
        let relation: u32 = row.take()?;
        let table = Address::new(class::RELATION, relation);
        let Some(mut draft) = reader.member(FOREIGN_KEY, Some(address), table, row.take()?) else {
            return Ok(());
        };
        definition::read_columns(row, reader, &mut draft, relation)?;
        definition::read_actions(row, reader, &mut draft, relation)?;
        draft
            .flag(PERIOD, row.take()?)
            .flag(DEFERRABLE, row.take()?)
            .flag(INITIALLY_DEFERRED, row.take()?);
        let (is_valid, is_enforced): (bool, bool) = (row.take()?, row.take()?);
        draft
            .flag(NOT_VALID, is_enforced && !is_valid)
            .flag(NOT_ENFORCED, !is_enforced)
            .flag(PARTITIONED, row.take()?);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        if copies::is_kept(cx, new) {
            return Vec::new();
        }
        definition::create(cx, new)
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        if copies::is_taken_in(cx, old) {
            return Vec::new();
        }
        definition::drop(cx, old)
    }

    /// Which of several keys of the same columns it was made on is not known before.
    fn holds(&self, catalog: &Catalog, at: Ref) -> Vec<Ref> {
        let needs = || catalog.needs(at).iter().map(|edge| edge.to);
        let Some(key) = needs().find(|it| is_unique_key(catalog, *it)) else {
            return Vec::new();
        };
        let columns = |of: Ref| -> BTreeSet<Ref> {
            let edges = catalog.needs(of).iter().map(|edge| edge.to);
            edges.filter(|it| catalog.at(*it).id.kind == column::COLUMN).collect()
        };
        let beside = catalog.at(key).parent.map_or(&[][..], |table| catalog.children(table));
        let beside = beside.iter().copied().filter(|it| *it != key);
        beside.filter(|it| is_unique_key(catalog, *it) && columns(*it) == columns(key)).collect()
    }

    fn left_by(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let like = copies::like(cx.old, cx.new.at(new));
        like.flat_map(|(tie, key)| [Some(tie), key]).flatten().collect()
    }

    fn taken_by(&self, cx: &Cx<'_>, old: Ref) -> Vec<Ref> {
        let like = copies::like(cx.new, cx.old.at(old));
        like.flat_map(|(tie, key)| [Some(tie), key]).flatten().collect()
    }

    /// The index of a partitioned table is not valid, and cannot be referenced, until
    /// those of all partitions are attached to it.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let needed = cx.new.needs(new).iter().map(|edge| edge.to);
        let keys = needed.filter(|at| cx.new.at(*at).is(PARTITIONED));
        keys.flat_map(|at| index_attachment::below(cx, at)).collect()
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if key_of(cx.old, old) == key_of(cx.new, new) {
            definition::alter(cx, new, changed)
        } else {
            Alter::Replace
        }
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(constraint::address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![constraint::claim(&object.id)]
    }
}

/// Returns the index or constraint by which referenced rows are found: a foreign key
/// stays with the one it was created on.
fn key_of(catalog: &Catalog, at: Ref) -> Option<&ObjectId> {
    let mut needed = catalog.needs(at).iter().map(|edge| edge.to);
    needed.find(|it| is_unique_key(catalog, *it)).map(|it| &catalog.at(it).id)
}

fn is_unique_key(catalog: &Catalog, at: Ref) -> bool {
    [INDEX, PRIMARY_KEY, UNIQUE].contains(&catalog.at(at).id.kind)
}

/// Lists the tables that the foreign keys of a table point to, itself left out.
pub(super) fn referenced(catalog: &Catalog, table: Ref) -> Vec<Ref> {
    let keys = catalog.children(table).iter().filter(|at| is_key(catalog, **at));
    let used = keys.flat_map(|at| catalog.needs(*at)).map(|edge| catalog.root(edge.to));
    used.filter(|at| *at != table).collect()
}

/// Lists the tables whose foreign keys point to a table, itself left out.
pub(super) fn referencing(catalog: &Catalog, table: Ref) -> Vec<Ref> {
    let parts = catalog.children(table).iter().copied().chain([table]);
    let users = parts.flat_map(|at| catalog.dependants(at)).map(|edge| edge.from);
    let keys = users.filter(|at| is_key(catalog, *at));
    keys.map(|at| catalog.root(at)).filter(|at| *at != table).collect()
}

fn is_key(catalog: &Catalog, at: Ref) -> bool {
    catalog.at(at).id.kind == FOREIGN_KEY
}
