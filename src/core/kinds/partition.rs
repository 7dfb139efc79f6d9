//! Partitions: the bound by which a table is a part of a partitioned one (manual, "Table
//! Partitioning").
//!
//! A partition is created as a table of its own and attached then, as `pg_dump` does it:
//! only so do its columns, constraints and indexes keep their own order and names.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, column,
    foreign_key::{FOREIGN_KEY, REFERENCED},
    index_attachment, table,
};

/// The kind.
pub const PARTITION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    links: true,
    follows_retype: true,
    ..KindInfo::member("partition bound", "partition bounds", Inline::Never)
};

/// The partitioned table.
pub const PARENT: Attr<Name> = Attr::new(&AttrDef { name: "parent", class: AttrClass::Plain });
/// The bound: FOR VALUES ... or DEFAULT.
pub const BOUND: Attr<Name> =
    Attr::new(&AttrDef { name: "bound", class: AttrClass::Expression });
/// Whether a DETACH PARTITION ... CONCURRENTLY stopped halfway (14 and later): the parent no
/// longer reads the rows, and only FINALIZE goes on.
pub const DETACHING: Attr<bool> =
    Attr::new(&AttrDef { name: "detaching", class: AttrClass::Plain });

/// The rules of partition bounds.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PARTITION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[PARENT.def, BOUND.def, DETACHING.def];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.relnamespace");
        let detaching = cx.since(14, "i.inhdetachpending", "false");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT i.inhrelid, i.inhparent, \
                 quote_ident(s.nspname) || '.' || quote_ident(p.relname), \
                 pg_get_expr(c.relpartbound, c.oid), {detaching}, ARRAY(SELECT a.atttypid \
                 FROM pg_partitioned_table k JOIN pg_attribute a ON a.attrelid = k.partrelid \
                 AND a.attnum = ANY (k.partattrs) WHERE k.partrelid = i.inhparent \
                 AND a.attnum > 0 AND a.atttypid >= 16384) \
                 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
                 JOIN pg_class p ON p.oid = i.inhparent \
                 JOIN pg_namespace s ON s.oid = p.relnamespace \
                 WHERE c.relispartition AND {} AND {scope}",
                table::WITH_COLUMNS
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let child = Address::new(class::RELATION, row.take()?);
        let parent = Address::new(class::RELATION, row.take()?);
        if let Some(mut draft) = reader.member(PARTITION, None, child, "partition") {
            draft.set(PARENT, reader.name(row.take()?)).set(BOUND, reader.name(row.take()?));
            draft.flag(DETACHING, row.take()?);
            draft.needs(parent);
            // Its values are of the types of the key.
            for oid in row.take::<Vec<u32>>()? {
                draft.needs(Address::new(class::TYPE, oid));
            }
            reader.push(draft);
            reader.inherit(child, parent);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (parent, child) = (object.text(PARENT), column::table_name(&object.id));
        let is_new = object.parent.is_some_and(|table| (cx.is_made)(table));
        let risk = Risk::none().lock(parent, Lock::ShareUpdateExclusive);
        let risk = if is_new { risk } else { risk.lock(&child, Lock::AccessExclusive).scan() };
        let bound = object.text(BOUND);
        vec![
            Action::new(format!("ALTER TABLE ONLY {parent} ATTACH PARTITION {child} {bound}"))
                .risk(risk),
        ]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let (parent, child) = (object.text(PARENT), column::table_name(&object.id));
        let risk = Risk::none()
            .lock(parent, Lock::AccessExclusive)
            .lock(&child, Lock::AccessExclusive)
            .breaking(format!("readers of {parent}: the rows are no longer part of it"));
        let rest = if object.is(DETACHING) { " FINALIZE" } else { "" };
        vec![Action::new(format!("ALTER TABLE {parent} DETACH PARTITION {child}{rest}")).risk(risk)]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, _changed: &Changed) -> Alter {
        if cx.new.at(new).is(DETACHING) {
            return Alter::Refuse("a detach that stopped halfway cannot be made".to_owned());
        }
        Alter::Replace
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }

    /// ATTACH asks that all columns and checks of the parent are there. It takes indexes and
    /// keys that fit those of the parent and are valid, and makes others, under names of its
    /// own choice, where there are none yet.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let Some(table) = cx.new.at(new).parent else {
            return Vec::new();
        };
        let members = cx.new.children(table).iter().copied();
        let mut first = Vec::new();
        for at in members {
            if takes_a_relation_name(cx.new.at(at)) {
                first.extend(index_attachment::below(cx, at));
                first.push(at);
            } else if cx.new.followed(at).is_some() {
                first.push(at);
            }
        }
        first
    }
}

/// Returns the statements that take a partition out of its table, and back in, where that
/// stays as it is.
pub(super) fn apart(cx: &Cx<'_>, new: Ref) -> (Action, Action) {
    let object = cx.new.at(new);
    let (parent, child) = (object.text(PARENT), column::table_name(&object.id));
    let risk = Risk::none().lock(parent, Lock::AccessExclusive).lock(&child, Lock::AccessExclusive);
    let detach = format!("ALTER TABLE {parent} DETACH PARTITION {child}");
    let attach = format!("ALTER TABLE {parent} ATTACH PARTITION {child} {}", object.text(BOUND));
    (Action::new(detach).risk(risk.clone()), Action::new(attach).risk(risk.scan()))
}

/// Tells whether a member is an index or a key: it shares the names of tables.
fn takes_a_relation_name(member: &Object) -> bool {
    let claims = super::of(member.id.kind).claims(member);
    claims.iter().any(|claim| claim.space == "relation")
}

/// Lists the statements that take a partition out of a table which stays, where a foreign
/// key points there: a table is not dropped while it has its part of that.
pub(super) fn detach(cx: &Cx<'_>, old: Ref) -> Vec<Action> {
    let members = cx.old.children(old).iter().copied();
    let mut ties = members.filter(|at| cx.old.at(*at).id.kind == PARTITION);
    let Some(tie) = ties.next() else {
        return Vec::new();
    };
    let above = cx.old.needs(tie).iter().map(|edge| edge.to).find(|at| *at != old);
    let stays = |at: Ref| cx.new.find(&cx.old.at(at).id).is_some();
    if above.is_some_and(|above| stays(above) && is_referenced(cx, above)) {
        Own.drop(cx, tie)
    } else {
        Vec::new()
    }
}

/// Tells whether a foreign key points to a table, or to one that it is a partition of.
fn is_referenced(cx: &Cx<'_>, table: Ref) -> bool {
    let name = cx.old.at(table).id.dotted();
    let members = cx.old.children(table).iter().copied();
    let is_key = |at: Ref| {
        let object = cx.old.at(at);
        object.id.kind == FOREIGN_KEY && *object.text(REFERENCED) == *name
    };
    let ties = members.filter(|at| cx.old.at(*at).id.kind == PARTITION);
    let mut above = ties.flat_map(|tie| cx.old.needs(tie)).map(|edge| edge.to);
    cx.old.dependants(table).iter().any(|edge| is_key(edge.from))
        || above.any(|at| at != table && is_referenced(cx, at))
}
