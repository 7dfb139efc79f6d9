//! Partitions: the bound by which a table is a part of a partitioned one (manual, "Table
//! Partitioning").
//!
//! A partition is created as a table of its own and attached then, as `pg_dump` does it:
//! only so do its columns, constraints and indexes keep their own order and names.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Inline, Kind, KindInfo, Name, Object, Ref, Timing},
    error::Result,
    risk::{Below, Lock, Risk, Undo},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, column,
    exclusion::EXCLUSION,
    foreign_key::{FOREIGN_KEY, REFERENCED, copies},
    function, index_attachment, inheritance, online, table, trigger,
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

/// What all rows of the partition satisfy, those of the tables above it included; absent
/// where the server would take long to say so, or says it by numbers that it alone knows.
pub const CONDITION: Attr<Name> =
    Attr::new(&AttrDef { name: "condition", class: AttrClass::Silent });

/// The rules of partition bounds.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PARTITION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = 
            &[PARENT.def, BOUND.def, DETACHING.def, CONDITION.def, copies::COPIES.def];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let detaching = cx.since(14, "i.inhdetachpending", "false");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT i.inhrelid, i.inhparent, \
                 quote_ident(s.nspname) || '.' || quote_ident(p.relname), \
                 pg_get_expr(c.relpartbound, c.oid), {detaching}, {CONDITION_TEXT}, \
                 ARRAY(SELECT a.atttypid \
                 FROM pg_partitioned_table k JOIN pg_attribute a ON a.attrelid = k.partrelid \
                 AND a.attnum = ANY (k.partattrs) WHERE k.partrelid = i.inhparent \
                 AND a.attnum > 0 AND a.atttypid >= 16384), {} \
                 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
                 JOIN pg_class p ON p.oid = i.inhparent \
                 JOIN pg_namespace s ON s.oid = p.relnamespace \
                 WHERE c.relispartition AND {} AND {scope}",
                copies::expression("i.inhrelid"),
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
            let condition = row.take::<Option<&str>>()?;
            if let Some(text) = condition.filter(|it| !has_number(it)) {
                draft.set(CONDITION, text.into());
            }
            draft.needs(parent);
            // Its values are of the types of the key.
            for oid in row.take::<Vec<u32>>()? {
                draft.needs(Address::new(class::TYPE, oid));
            }
            if let Some(names) = row.take::<Option<Vec<&str>>>()? {
                draft.set(copies::COPIES, reader.names(names));
            }
            reader.push(draft);
            reader.inherit(child, parent);
        }
        Ok(())
    }

    /// Bounds of one table do not overlap: all that leave do so before another comes.
    fn claims(&self, object: &Object) -> Vec<Claim> {
        let bounds = Claim::new("bounds", &[object.text(PARENT)]);
        copies::claims(object).chain([bounds]).collect()
    }

    fn holds(&self, catalog: &Catalog, at: Ref) -> Vec<Ref> {
        copies::held(catalog, at)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (parent, child) = (object.text(PARENT), column::table_name(&object.id));
        let is_new = object.parent.is_some_and(|table| (cx.is_made)(table));
        let risk = joining(parent);
        let proofs = if is_new { Vec::new() } else { proofs(cx, new) };
        let is_proven = proofs.iter().any(|proof| proof.table == child);
        let risk = if is_new { risk } else { risk.lock_partitions(&child, Lock::AccessExclusive) };
        let looks_there = default_beside(cx, new).is_some_and(|default| {
            let default = column::table_name(&cx.new.at(default).id);
            !proofs.iter().any(|proof| proof.table == default)
        });
        let looks_here = !is_new && !is_proven && !is_elsewhere(cx.new, object);
        let risk = if looks_here || looks_there { risk.scan() } else { risk };
        let bound = object.text(BOUND);
        let mut actions: Vec<Action> = proofs.iter().flat_map(Proof::make).collect();
        actions.push(
            Action::new(format!("ALTER TABLE ONLY {parent} ATTACH PARTITION {child} {bound}"))
                .risk(risk),
        );
        actions.extend(proofs.iter().map(Proof::drop));
        actions.extend(object.parent.into_iter().flat_map(|at| trigger::copies_anew(cx, at)));
        actions
    }

    /// Without a proof DETACH CONCURRENTLY leaves a check of the server's own.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let (parent, child) = (object.text(PARENT), column::table_name(&object.id));
        let breaks = format!("readers of {parent}: the rows are no longer part of it");
        let sql = format!("ALTER TABLE {parent} DETACH PARTITION {child}");
        let risk = |lock| {
            let risk = leaving(parent, &child, lock);
            risk.breaking(breaks.as_str())
        };
        let freed = copies::dropped(cx, old);
        if object.is(DETACHING) {
            let finalize = Action::new(format!("{sql} FINALIZE"));
            let finalize = finalize.risk(risk(Lock::AccessExclusive));
            return [finalize].into_iter().chain(freed).collect();
        }
        let leaves = object.parent.is_some_and(|table| cx.new.find(&cx.old.at(table).id).is_some());
        let proof = Proof::of(cx.old, old, object);
        let undo = Undo::ExactIf(format!("all rows of {child} still fit its bound"));
        let proof = proof.filter(|_| leaves && can_leave_online(cx, old) && keeps_its_own(cx, old));
        let Some(proof) = proof else {
            let detach = Action::new(sql).risk(risk(Lock::AccessExclusive)).undo(undo);
            return [detach].into_iter().chain(freed).collect();
        };
        let mut actions = proof.make();
        let detach = Action::new(format!("{sql} CONCURRENTLY"));
        let light = risk(Lock::ShareUpdateExclusive);
        actions.push(detach.risk(light).timing(Timing::Alone).undo(undo).settling());
        actions.push(proof.drop());
        actions.extend(freed);
        actions
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

    /// ATTACH makes an index for each of the parent's that has none here; what was made ON ONLY
    /// the parent is for some partitions alone.
    fn unsettled_by(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let own = cx.new.at(new).parent;
        let above = cx.new.needs(new).iter().map(|edge| edge.to);
        let parents = above.filter(|at| Some(*at) != own);
        let parts = parents.flat_map(|at| cx.new.children(at).iter().copied());
        // No index of an exclusion constraint is attached by the server.
        let indexes = parts.filter(|at| {
            let object = cx.new.at(*at);
            takes_a_relation_name(object) && object.id.kind != EXCLUSION
        });
        indexes.filter(|at| index_attachment::links_without(cx, *at).contains(&new)).collect()
    }

    /// ATTACH asks that all columns and checks of the parent are there. It takes indexes and
    /// keys that fit those of the parent and are valid, and makes others, under names of its
    /// own choice, where there are none yet.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let Some(table) = cx.new.at(new).parent else {
            return Vec::new();
        };
        let mut above = cx.new.needs(new).iter().map(|edge| edge.to);
        // A new parent gets its indexes behind its partitions, as where a dump is restored.
        let is_first = above.any(|at| Some(at) != cx.new.at(new).parent && index_attachment::is_new(cx, at));
        // ATTACH passes over what is not valid, and would make another.
        let comes_behind = |at: &Ref| {
            let is_index = takes_a_relation_name(cx.new.at(*at));
            is_index && (is_first || index_attachment::comes_behind(cx, *at))
        };
        let members = cx.new.children(table).iter().copied();
        let mut first = Vec::new();
        for at in members.filter(|at| !comes_behind(at)) {
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
    let detach = format!("ALTER TABLE {parent} DETACH PARTITION {child}");
    let attach = format!("ALTER TABLE {parent} ATTACH PARTITION {child} {}", object.text(BOUND));
    (
        Action::new(detach).risk(leaving(parent, &child, Lock::AccessExclusive)),
        Action::new(attach).risk(joining(parent).lock_partitions(child, Lock::AccessExclusive).scan()),
    )
}

/// Returns the risk of a partition leaving its table: whether any row points into it is
/// looked for.
fn leaving(parent: &str, child: &str, lock: Lock) -> Risk {
    Risk::none()
        .lock(parent, lock)
        .lock_below(parent, Lock::AccessExclusive, Below::Searched)
        .lock_partitions(child, Lock::AccessExclusive)
        .lock_below(parent, Lock::AccessExclusive, Below::Default)
}

/// Returns the risk of a partition joining a table, but for that on itself: it gets the
/// foreign keys of the table, and those that point there point to it.
fn joining(parent: &str) -> Risk {
    Risk::none()
        .lock(parent, Lock::ShareUpdateExclusive)
        .lock_below(parent, Lock::ShareRowExclusive, Below::Referenced)
        .lock_below(parent, Lock::ShareRowExclusive, Below::Pointing)
        .lock_below(parent, Lock::AccessExclusive, Below::Default)
}

/// The condition, with the parent of a hash partition by its name.
const CONDITION_TEXT: &str = "CASE WHEN pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' \
     OR (SELECT count(*) FROM pg_inherits o WHERE o.inhparent = i.inhparent) < 200 \
     THEN replace(pg_get_partition_constraintdef(c.oid), quote_literal(i.inhparent) || '::oid', \
     quote_literal(quote_ident(s.nspname) || '.' || quote_ident(p.relname)) || '::regclass') END";

/// Tells whether a condition names a table by its number.
fn has_number(condition: &str) -> bool {
    condition.contains("'::oid")
}

/// A check by which the server need not look whether rows fit a bound; for the time being.
struct Proof<'a> {
    table: String,
    name: String,
    condition: String,
    of: &'a Object,
}

impl<'a> Proof<'a> {
    /// Returns the check on the table of a bound, for the sake of `of`. Foreign tables are
    /// never looked at.
    fn of(catalog: &'a Catalog, on: Ref, of: &'a Object) -> Option<Self> {
        let on = catalog.at(on);
        (catalog.at(on.parent?).id.kind == table::TABLE).then_some(())?;
        let is_own = on.id == of.id;
        Some(Self {
            table: column::table_name(&on.id),
            name: online::helper_name(&of.id, if is_own { "bound" } else { "rest" }),
            condition: on.attrs.text(CONDITION)?.to_owned(),
            of,
        })
    }

    /// Returns the check on the partition that takes all other rows, that none of its rows
    /// belongs into the one that comes. The server sees that it need not look there by this
    /// form of it only, and by no condition of a table above (measured on 15).
    fn beside(catalog: &'a Catalog, default: Ref, of: &'a Object) -> Option<Self> {
        let table = catalog.at(default).parent;
        let above = catalog.needs(default).iter().map(|edge| edge.to);
        let mut parts = above
            .filter(|at| Some(*at) != table)
            .flat_map(|at| catalog.children(at));
        if parts.any(|at| catalog.at(*at).id.kind == PARTITION) {
            return None;
        }
        let condition = format!("NOT {}", of.attrs.text(CONDITION)?);
        Some(Self { condition, ..Self::of(catalog, default, of)? })
    }

    fn make(&self) -> Vec<Action> {
        column::prove(&self.table, &self.name, &self.condition, self.of)
    }

    fn drop(&self) -> Action {
        let (table, name) = (&self.table, &self.name);
        Action::new(format!("ALTER TABLE {table} DROP CONSTRAINT {name}"))
            .risk(Risk::none().lock_all(table, Lock::AccessExclusive))
    }
}

/// Returns the checks that make an attachment short: for the table itself, and for the
/// partition that takes all other rows.
fn proofs<'a>(cx: &Cx<'a>, new: Ref) -> Vec<Proof<'a>> {
    let object = cx.new.at(new);
    if !cx.online {
        return Vec::new();
    }
    let is_there = |at: &Ref| cx.old.find(&cx.new.at(*at).id).is_some();
    let default = default_beside(cx, new).filter(is_there);
    let beside = default.and_then(|at| Proof::beside(cx.new, at, object));
    let own = Proof::of(cx.new, new, object).filter(|_| !gets_partitions(cx, new));
    own.into_iter().chain(beside).collect()
}

/// Tells whether the table of a bound gets partitions of its own, which would have to have
/// the proof as well.
fn gets_partitions(cx: &Cx<'_>, new: Ref) -> bool {
    let table = cx.new.at(new).parent;
    let users = table.map_or(&[][..], |table| cx.new.dependants(table)).iter();
    let mut ties = users.map(|edge| edge.from).filter(|at| *at != new);
    ties.any(|at| cx.new.at(at).id.kind == PARTITION && (cx.is_made)(at))
}

/// Returns the bound of the partition beside this one that takes all other rows, where that
/// is a table of this database which was there before.
fn default_beside(cx: &Cx<'_>, new: Ref) -> Option<Ref> {
    let object = cx.new.at(new);
    let others = cx.new.needs(new).iter().map(|edge| edge.to);
    let above = others.filter(|at| Some(*at) != object.parent);
    let siblings = above.flat_map(|at| cx.new.dependants(at)).map(|edge| edge.from);
    siblings.filter(|at| *at != new).find(|at| {
        let sibling = cx.new.at(*at);
        sibling.id.kind == PARTITION
            && sibling.text(BOUND) == "DEFAULT"
            && sibling.parent.is_some_and(|table| !(cx.is_made)(table))
            && !is_elsewhere(cx.new, sibling)
    })
}

/// Tells whether the rows are not in this database: those of foreign tables.
fn is_elsewhere(catalog: &Catalog, tie: &Object) -> bool {
    tie.parent.is_some_and(|table| !catalog.at(table).id.kind.info().holds_data)
}

/// Tells whether a partition can leave while its table is in use: from 14 on, and not if
/// one takes all other rows (manual, "ALTER TABLE", DETACH PARTITION). Where a function is
/// part of the key, the proof is not seen to be one once that was replaced; nor is it where the
/// key has a collation (measured on 15 to 18).
fn can_leave_online(cx: &Cx<'_>, old: Ref) -> bool {
    let parent = cx.old.at(old).text(PARENT);
    let above = cx.old.needs(old).iter().map(|edge| edge.to);
    let mut keys = above
        .filter(|at| Some(*at) != cx.old.at(old).parent)
        .flat_map(|at| cx.old.needs(at));
    if keys.any(|edge| cx.old.at(edge.to).id.kind == function::FUNCTION) {
        return false;
    }
    let mut all = cx.old.objects().map(|(_, object)| object);
    let condition = cx.old.at(old).attrs.text(CONDITION);
    cx.online
        && cx.version() >= 140_000
        && !condition.is_some_and(|it| it.contains(" COLLATE "))
        && !all.any(|it| {
            it.id.kind == PARTITION && it.text(PARENT) == parent && it.text(BOUND) == "DEFAULT"
        })
}

/// Tells whether a partition has the same partitions of its own before and after: one that
/// leaves while there is a proof on it would take a copy of that along.
fn keeps_its_own(cx: &Cx<'_>, old: Ref) -> bool {
    let table = cx.old.at(old).parent;
    let users = table.map_or(&[][..], |table| cx.old.dependants(table)).iter();
    let ties = users.map(|edge| edge.from).filter(|at| cx.old.at(*at).id.kind == PARTITION);
    let mut below = ties.filter(|at| cx.old.at(*at).parent != table);
    below.all(|tie| inheritance::stays(cx, cx.old.at(tie)))
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
