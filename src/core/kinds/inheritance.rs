//! Inheritance: the tie of a table to a parent table (manual, "Inheritance").

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, EdgeKind, Inline, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    risk::{Below, Lock, Risk},
};

mod stand_in;

pub(super) use stand_in::{anew, stand_in};
use stand_in::stand_in_for;

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, check, class,
    column,
};

/// The kind.
pub const INHERITANCE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    links: true,
    follows_retype: true,
    ..KindInfo::member("inheritance", "inheritances", Inline::Always)
};

/// The parent table.
pub const PARENT: Attr<Name> = Attr::new(&AttrDef { name: "parent", class: AttrClass::Plain });
/// Which of several parents it is, from 1.
pub const POSITION: Attr<i64> =
    Attr::new(&AttrDef { name: "position", class: AttrClass::Plain });

/// The rules of inheritances.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        INHERITANCE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[PARENT.def, POSITION.def];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT i.inhrelid, i.inhparent, \
                 row_number() OVER (PARTITION BY i.inhrelid ORDER BY i.inhseqno), \
                 quote_ident(s.nspname) || '.' || quote_ident(p.relname) \
                 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
                 JOIN pg_class p ON p.oid = i.inhparent \
                 JOIN pg_namespace s ON s.oid = p.relnamespace \
                 WHERE NOT c.relispartition AND c.relkind IN ('r', 'f') AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let child = Address::new(class::RELATION, row.take()?);
        let parent = Address::new(class::RELATION, row.take()?);
        let position: i64 = row.take()?;
        let name: &str = row.take()?;
        if let Some(mut draft) = reader.member(INHERITANCE, None, child, name) {
            draft.set(PARENT, reader.name(name)).set(POSITION, position);
            draft.needs(parent);
            reader.push(draft);
            reader.inherit(child, parent);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let tie = cx.new.at(new);
        let mut actions = check::held_to(cx, new);
        let [before, after] = stand_in::left_theirs(cx, tie.parent);
        if first_tie(cx, tie.parent) == Some(new) {
            let held = column::held(cx, tie.parent).filter_map(|(at, ..)| column::parted(cx, at));
            actions.extend(held.map(|[_, back]| back));
            actions.extend(before);
        }
        actions.push(statement(tie, "INHERIT"));
        for parent in kept_behind(cx, new) {
            actions.extend(["NO INHERIT", "INHERIT"].map(|verb| action(tie, verb, &parent)));
        }
        if last_tie(cx, tie.parent) == Some(new) {
            actions.extend(after);
            let held = column::held(cx, tie.parent).chain(check::held(cx, tie.parent));
            let helpers: BTreeSet<String> =
                held.map(|(_, _, helper)| helper)
                    .chain(column::bringers(cx, tie.parent))
                    .chain(check::bringers(cx, tie.parent))
                    .collect();
            for helper in helpers {
                actions.push(action(tie, "NO INHERIT", &helper));
                actions.push(Action::new(format!("DROP TABLE {helper}")));
            }
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let tie = cx.old.at(old);
        let table = tie.parent.and_then(|at| cx.new.find(&cx.old.at(at).id));
        let held: Vec<_> = column::held(cx, table).filter(|(_, by, _)| *by == old).collect();
        let checks: Vec<_> = check::held(cx, table).filter(|(_, by, _)| *by == old).collect();
        let mut actions = Vec::new();
        if let Some((_, _, helper)) = held.iter().chain(&checks).next() {
            let read = checks.iter().flat_map(|(at, ..)| check::columns_of(cx, *at));
            let columns: BTreeSet<Ref> = held.iter().map(|(at, ..)| *at).chain(read).collect();
            let columns: Vec<Ref> = columns.into_iter().collect();
            let checks: Vec<String> = checks.iter().map(|(at, ..)| check::full(cx, *at)).collect();
            actions.extend(stand_in_for(cx, &tie.id, helper, (&columns, &checks), false));
        }
        actions.push(statement(tie, "NO INHERIT"));
        let renamed = held.iter().filter_map(|(at, _, helper)| column::renamed(cx, *at, helper));
        actions.extend(renamed);
        let parted = held.iter().filter_map(|(at, ..)| column::parted(cx, *at));
        actions.extend(parted.map(|[away, _]| away));
        actions
    }

    /// A parent comes after those have left that the table had before.
    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("parents", &[object.id.part(0), object.id.part(1)])]
    }

    /// That one or another goes moves the rest without a statement. In another order are those
    /// that leave and come back: the statements are the first one's, or those of a new parent
    /// that comes before.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, _changed: &Changed) -> Alter {
        let own = cx.new.at(new);
        let was = order(cx.old, cx.old.at(old).parent);
        let is = order(cx.new, own.parent);
        let first_new = is.iter().position(|parent| !was.contains(parent));
        let (before, behind) = is.split_at(first_new.unwrap_or(is.len()));
        let stays: Vec<&Name> = was.iter().filter(|it| before.contains(it)).collect();
        let same = stays.iter().zip(before).take_while(|(one, other)| ***one == **other).count();
        let moved = before.get(same..).unwrap_or_default();
        let kept = behind.iter().filter(|parent| was.contains(parent));
        let mut all = moved.iter().chain(kept);
        if all.any(|parent| makes_local(cx.new, own.parent, parent)) {
            let why = "a parent's place among the others takes a table created anew";
            return Alter::Refuse(why.into());
        }
        if moved.first().is_none_or(|first| **first != *own.text(PARENT)) {
            return Alter::InPlace(Vec::new());
        }
        let both = moved.iter().flat_map(|parent| {
            ["NO INHERIT", "INHERIT"].map(|verb| action(own, verb, parent))
        });
        Alter::InPlace(both.collect())
    }

    /// A column that comes from two parents changes its type through neither (manual, "ALTER
    /// TABLE"; `ATPrepAlterColumnType` in `tablecmds.c`).
    fn untie(&self, cx: &Cx<'_>, old: Ref, _new: Ref) -> Option<Vec<Action>> {
        let tie = cx.old.at(old);
        let back = statement(tie, "INHERIT").sql;
        is_away(cx, old).then(|| vec![statement(tie, "NO INHERIT").taken_back_by(back)])
    }

    fn rehome(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Alter {
        let back = is_away(cx, old).then(|| statement(cx.new.at(new), "INHERIT"));
        Alter::InPlace(back.into_iter().collect())
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }

    /// INHERIT asks that all columns and checks of the parent are there, and refuse NULL as they
    /// do: that may come from above.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let siblings = cx.new.at(new).parent.map_or(&[][..], |table| cx.new.children(table));
        let place = cx.new.at(new).get(POSITION);
        let is_first = |at: &Ref| {
            let sibling = cx.new.at(*at);
            if sibling.id.kind == INHERITANCE {
                sibling.get(POSITION) < place
            } else {
                cx.new.followed(*at).is_some()
            }
        };
        let first = siblings.iter().copied().filter(is_first);
        let columns = siblings.iter().copied().filter(|at| cx.new.at(*at).id.kind == column::COLUMN);
        first.chain(columns.flat_map(|at| givers(cx.new, at))).collect()
    }
}

/// Lists the columns above one from which it has its NOT NULL.
fn givers(catalog: &Catalog, column: Ref) -> BTreeSet<Ref> {
    let mut givers = BTreeSet::new();
    let mut queue = vec![column];
    while let Some(at) = queue.pop() {
        let above = above(catalog, at).filter(|it| catalog.at(*it).is(column::NOT_NULL));
        queue.extend(above.filter(|it| givers.insert(*it)));
    }
    givers
}

/// Tells whether a table has a parent before, after and all the while; `tie` is of either
/// catalog.
pub(super) fn stays(cx: &Cx<'_>, tie: &Object) -> bool {
    let made = |at: Ref| {
        (cx.is_made)(at) || cx.new.needs(at).iter().any(|edge| (cx.is_made)(edge.to))
    };
    cx.old.find(&tie.id).is_some() && cx.new.find(&tie.id).is_some_and(|at| !made(at))
}

/// What children have from a member of their parent alone.
pub(super) struct Heirs {
    /// By place in the new catalog: what stays, and is the child's own then; of children and
    /// of all below those of the others.
    pub kept: Vec<Ref>,
    /// By place in the old catalog: what goes from a child with that of the parent.
    pub others: Vec<Ref>,
    /// Whether another parent gives it to one of them besides.
    pub are_shared: bool,
}

impl Heirs {
    /// Returns the risk of the statement by which the member goes from its table: told ONLY,
    /// it reaches the next tables below.
    pub(super) fn locked(&self, table: &str) -> Risk {
        let below = if self.kept.is_empty() { Below::All } else { Below::Direct };
        let risk = Risk::none().lock(table, Lock::AccessExclusive);
        risk.lock_below(table, Lock::AccessExclusive, below)
    }
}

/// Lists what a member that goes leaves to the children that stay children of its table.
/// The server drops it there as well, and in what is below those, unless told ONLY.
pub(super) fn heirs(cx: &Cx<'_>, old: Ref) -> Heirs {
    let mut heirs = Heirs { kept: Vec::new(), others: Vec::new(), are_shared: false };
    let below = still_below(cx, old).into_iter();
    for heir in below.filter(|at| cx.old.at(*at).is(column::FROM_PARENT)) {
        let new = cx.new.find(&cx.old.at(heir).id).filter(|at| !(cx.is_made)(*at));
        match new {
            Some(new) if !cx.new.at(new).is(column::FROM_PARENT) => heirs.kept.push(new),
            Some(_) => heirs.are_shared = true,
            None => {
                let below = self::heirs(cx, heir);
                heirs.are_shared |= below.are_shared;
                heirs.kept.extend(below.kept);
                heirs.others.push(heir);
            }
        }
    }
    heirs
}

/// Lists the parents that a table keeps and that come directly behind a new one: they leave
/// and come back for that.
fn kept_behind(cx: &Cx<'_>, new: Ref) -> Vec<Name> {
    let tie = cx.new.at(new);
    let members = tie.parent.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    let mut ties: Vec<Ref> =
        members.filter(|at| cx.new.at(*at).id.kind == INHERITANCE).collect();
    ties.sort_by_key(|at| cx.new.at(*at).get(POSITION));
    let behind = ties.into_iter().skip_while(|at| *at != new).skip(1);
    let kept = behind.take_while(|at| stays(cx, cx.new.at(*at)));
    let names: Vec<Name> = kept.filter_map(|at| cx.new.at(at).get(PARENT)).collect();
    let is_local = |parent: &Name| makes_local(cx.new, tie.parent, parent);
    if names.iter().any(is_local) { Vec::new() } else { names }
}

/// Returns the tie of a table that is made last, among those that are made.
fn last_tie(cx: &Cx<'_>, table: Option<Ref>) -> Option<Ref> {
    made_ties(cx, table).max_by_key(|at| cx.new.at(*at).get(POSITION))
}

fn first_tie(cx: &Cx<'_>, table: Option<Ref>) -> Option<Ref> {
    made_ties(cx, table).min_by_key(|at| cx.new.at(*at).get(POSITION))
}

fn made_ties<'a>(cx: &'a Cx<'_>, table: Option<Ref>) -> impl Iterator<Item = Ref> + 'a {
    let members = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    members.filter(|at| cx.new.at(*at).id.kind == INHERITANCE && (cx.is_made)(*at))
}

fn statement(object: &Object, verb: &str) -> Action {
    action(object, verb, object.text(PARENT))
}

fn action(object: &Object, verb: &str, parent: &str) -> Action {
    let table = column::table_name(&object.id);
    let mut risk = Risk::none().lock(&table, Lock::AccessExclusive);
    if verb == "INHERIT" {
        risk = risk.lock(parent, Lock::ShareUpdateExclusive);
    }
    Action::new(format!("ALTER TABLE {table} {verb} {parent}")).risk(risk)
}

/// Tells whether a member of a table would become its own for good if the table left the
/// parent for a moment: one that it has from there only.
fn makes_local(catalog: &Catalog, table: Option<Ref>, parent: &str) -> bool {
    let members = table.map_or(&[][..], |table| catalog.children(table));
    members.iter().any(|at| {
        let member = catalog.at(*at);
        let above = above(catalog, *at).filter_map(|above| catalog.at(above).parent);
        let above: Vec<String> = above.map(|table| catalog.at(table).id.dotted()).collect();
        let is_own = member.id.kind == column::COLUMN && !member.is(column::FROM_PARENT);
        !is_own && above.iter().any(|it| it == parent) && above.len() == 1
    })
}

/// Lists what a member follows.
fn above(catalog: &Catalog, at: Ref) -> impl Iterator<Item = Ref> {
    let edges = catalog.needs(at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    edges.map(|edge| edge.to)
}

/// Lists what a member follows before, after and all the while: its table stays a child of
/// that one's, and what happens there reaches it.
pub(super) fn still_above(cx: &Cx<'_>, old: Ref) -> Vec<Ref> {
    above(cx.old, old).filter(|up| are_tied(cx, old, *up)).collect()
}

/// Lists what follows a member so, a level further down.
pub(super) fn still_below(cx: &Cx<'_>, old: Ref) -> Vec<Ref> {
    let users = cx.old.dependants(old).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    users.map(|edge| edge.from).filter(|at| are_tied(cx, *at, old)).collect()
}

fn are_tied(cx: &Cx<'_>, below: Ref, above: Ref) -> bool {
    let (child, parent) = (cx.old.at(below).parent, cx.old.at(above).parent);
    let parts = child.map_or(&[][..], |child| cx.old.children(child));
    let mut ties = parts.iter().filter(|at| {
        cx.old.at(**at).id.kind.info().links
            && cx.old.needs(**at).iter().any(|edge| Some(edge.to) == parent)
    });
    ties.any(|tie| stays(cx, cx.old.at(*tie)))
}

/// Lists where a member comes from at last: the tables whose own it is.
fn origins(catalog: &Catalog, at: Ref) -> BTreeSet<Ref> {
    let mut origins = BTreeSet::new();
    let mut queue = vec![at];
    while let Some(at) = queue.pop() {
        let before = queue.len();
        queue.extend(above(catalog, at));
        if queue.len() == before {
            origins.insert(at);
        }
    }
    origins
}

/// Tells whether a table has to leave a parent while columns of that change their type: it
/// has one from another parent too, which no statement changes together with this. Those that
/// come behind such a parent leave with it, to keep their place.
fn is_away(cx: &Cx<'_>, old: Ref) -> bool {
    let tie = cx.old.at(old);
    let Some(new) = cx.new.find(&tie.id).filter(|_| cx.old.at(old).parent.is_some()) else {
        return false;
    };
    let (table, is) = (tie.parent, cx.new.at(new).parent);
    let parents = order(cx.old, table);
    let retyped = |at: &Ref| {
        let now = cx.new.get(&cx.old.at(*at).id);
        now.is_some_and(|now| *now.text(column::TYPE) != *cx.old.at(*at).text(column::TYPE))
    };
    let members = table.map_or(&[][..], |table| cx.old.children(table)).iter().copied();
    let columns = members.filter(|at| cx.old.at(*at).id.kind == column::COLUMN);
    let conflicts = columns.filter(retyped).filter_map(|at| {
        let mut above: Vec<_> = above(cx.old, at).filter_map(|above| {
            let parent = cx.old.at(cx.old.at(above).parent?).id.dotted();
            let place = parents.iter().position(|it| **it == *parent)?;
            Some((place, origins(cx.old, above)))
        }).collect();
        above.sort();
        let (_, first) = above.first()?;
        above.iter().find(|(_, origins)| origins != first).map(|(place, _)| *place)
    });
    let first = conflicts.min();
    let place = parents.iter().position(|it| **it == *tie.text(PARENT));
    let leaves = first.filter(|first| place.is_some_and(|place| place >= *first));
    let Some(leaving) = leaves.and_then(|first| parents.get(first..)) else {
        return false;
    };
    let local = |parent: &Name| makes_local(cx.old, table, parent) || makes_local(cx.new, is, parent);
    order(cx.new, is) == parents && !leaving.iter().any(local)
}

/// Tells whether no statement changes the type of a column that parents give, which its table
/// keeps all the while: others of them than before, or several of which each has it for itself
/// and none can be left for a moment.
pub(super) fn is_retyped_astray(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let ties = |catalog: &Catalog, at: Ref| -> Vec<Ref> {
        let parts = catalog.at(at).parent.map_or(&[][..], |table| catalog.children(table));
        let ties = parts.iter().copied().filter(|tie| catalog.at(*tie).id.kind == INHERITANCE);
        ties.filter(|tie| stays(cx, catalog.at(*tie))).collect()
    };
    let givers = |catalog: &Catalog, at: Ref| -> BTreeSet<ObjectId> {
        let ends: Vec<Ref> = ties(catalog, at)
            .into_iter()
            .flat_map(|tie| catalog.needs(tie))
            .map(|edge| edge.to)
            .collect();
        let above = above(catalog, at).filter(|it| {
            catalog.at(*it).parent.is_some_and(|table| ends.contains(&table))
        });
        above.map(|it| catalog.at(it).id.clone()).collect()
    };
    let (was, is) = (givers(cx.old, old), givers(cx.new, new));
    let sources: BTreeSet<_> = above(cx.old, old).map(|it| origins(cx.old, it)).collect();
    let ends = |catalog: &Catalog, at: Ref| -> BTreeSet<ObjectId> {
        origins(catalog, at).into_iter().map(|it| catalog.at(it).id.clone()).collect()
    };
    let moves = above(cx.old, old).count() > 1 && ends(cx.old, old) != ends(cx.new, new);
    moves || was != is || (sources.len() > 1 && !ties(cx.old, old).into_iter().any(|tie| is_away(cx, tie)))
}

/// Lists the parents that a table is created with, in their order.
pub(super) fn parents(cx: &Cx<'_>, table: Ref) -> Vec<String> {
    let mut parents: Vec<(i64, String)> = cx
        .inlined_children(table, INHERITANCE)
        .map(|(_, object)| (object.get(POSITION).unwrap_or(0), object.text(PARENT).to_owned()))
        .collect();
    parents.sort();
    parents.into_iter().map(|(_, parent)| parent).collect()
}

/// Lists the parents of a table in their order.
fn order(catalog: &Catalog, table: Option<Ref>) -> Vec<Name> {
    let members = table.map_or(&[][..], |table| catalog.children(table));
    let mut parents: Vec<(Option<i64>, Name)> = members
        .iter()
        .map(|at| catalog.at(*at))
        .filter(|member| member.id.kind == INHERITANCE)
        .filter_map(|member| Some((member.get(POSITION), member.get(PARENT)?)))
        .collect();
    parents.sort_unstable();
    parents.into_iter().map(|(_, parent)| parent).collect()
}
