//! Copies of foreign keys: each partition has its own of those that the tables above it have
//! (`CloneForeignKeyConstraints` in `tablecmds.c`).
//!
//! They are part of those, and no objects, until DETACH PARTITION leaves them to the partition
//! as keys of its own (`DetachPartitionFinalize`).

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Name, Object, Ref},
    kinds::{
        Claim, Cx, common,
        constraint::{NOT_VALID, backing::PARTITIONED, table_of},
        inheritance,
    },
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{FOREIGN_KEY, REFERENCED};

/// The copies that a partition has, four names each: its own, and schema, table and name of the
/// key it is a copy of.
pub const COPIES: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "copies",
    class: AttrClass::Silent,
});

/// Returns the expression that reads [`COPIES`] of the relation whose OID a column holds; null
/// where it has none.
pub fn expression(relation: &str) -> String {
    format!(
        "(WITH RECURSIVE up(copy, above) AS ( \
         SELECT k.conname, k.conparentid FROM pg_constraint k \
         JOIN pg_constraint u ON u.oid = k.conparentid AND u.conrelid <> k.conrelid \
         WHERE k.conrelid = {relation} AND k.contype = 'f' \
         UNION ALL SELECT up.copy, k.conparentid FROM up JOIN pg_constraint k ON k.oid = up.above \
         WHERE k.conparentid <> 0) \
         SELECT array_agg(e.name ORDER BY up.copy, e.at) FROM up \
         JOIN pg_constraint k ON k.oid = up.above AND k.conparentid = 0 \
         JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace \
         CROSS JOIN LATERAL unnest(ARRAY[up.copy, s.nspname, t.relname, k.conname]) \
         WITH ORDINALITY e(name, at))"
    )
}

/// A copy: its name, and the key it is one of, if that was read.
struct Copy<'a> {
    name: &'a str,
    of: Option<Ref>,
}

fn copies<'a>(catalog: &'a Catalog, tie: &'a Object) -> impl Iterator<Item = Copy<'a>> {
    tie.list(COPIES).chunks_exact(4).filter_map(|names| {
        let [name, schema, table, key] = names else {
            return None;
        };
        let of = catalog.find(&Catalog::id(FOREIGN_KEY, &[schema, table, key]));
        Some(Copy { name, of })
    })
}

/// Lists the names that the copies of a partition have taken among its constraints.
pub fn claims(tie: &Object) -> impl Iterator<Item = Claim> {
    let [schema, table] = [tie.id.part(0), tie.id.part(1)];
    let names = tie.list(COPIES).iter().step_by(4);
    names.map(move |name| Claim::new("constraint", &[schema, table, name]))
}

/// Lists what goes only after a partition has left its table, as its copies would go with it:
/// the keys they are of, and the tie of that table to one above.
pub fn held(catalog: &Catalog, tie: Ref) -> Vec<Ref> {
    let object = catalog.at(tie);
    let keys: Vec<Ref> = copies(catalog, object).filter_map(|copy| copy.of).collect();
    if keys.is_empty() {
        return keys;
    }
    let above = catalog.needs(tie).iter().map(|edge| edge.to);
    let above = above.filter(|at| Some(*at) != object.parent);
    let ties = above.flat_map(|at| ties(catalog, at));
    ties.chain(keys.iter().copied()).collect()
}

/// Lists the ties of a key's table, in a catalog, by which it has a copy of the key's name, and
/// what that is a copy of.
pub fn like<'a>(
    catalog: &'a Catalog,
    key: &'a Object,
) -> impl Iterator<Item = (Ref, Option<Ref>)> + 'a {
    let id = &key.id;
    let table = catalog.objects().find(|(_, it)| {
        it.parent.is_none()
            && it.id.kind.info().holds_data
            && (it.id.part(0), it.id.part(1)) == (id.part(0), id.part(1))
    });
    let ties = table.into_iter().flat_map(|(table, _)| ties(catalog, table));
    ties.filter_map(|tie| {
        let mut named = copies(catalog, catalog.at(tie));
        named.find(|copy| copy.name == id.name()).map(|copy| (tie, copy.of))
    })
}

/// Returns the statements by which a partition that has left its table gives up those copies
/// which it is not to have. The others need not be looked at again.
pub fn dropped(cx: &Cx<'_>, tie: Ref) -> Vec<Action> {
    let object = cx.old.at(tie);
    let stays = object.parent.and_then(|table| cx.new.find(&cx.old.at(table).id));
    if stays.is_none_or(|table| (cx.is_made)(table)) {
        return Vec::new();
    }
    let table = table_of(&object.id);
    let goes = copies(cx.old, object).filter(|copy| successor(cx, object, copy).is_none());
    goes.map(|copy| {
        let name = ident(copy.name);
        let by_key = copy.of.map(|of| ident(cx.old.at(of).id.name()));
        let risk = Risk::none().lock_partitions(&table, Lock::AccessExclusive);
        let risk = match copy.of.map(|of| cx.old.at(of).text(REFERENCED)) {
            Some(referenced) => risk.lock_partitions(referenced, Lock::AccessExclusive),
            None => risk,
        };
        // What was attached with a key of its own goes by the name of that, but not once this
        // very change was undone and made again. Some servers leave none that points to the
        // table itself.
        let to_itself = copy.of.is_some_and(|of| refers_to_itself(cx.old.at(of)));
        let sql = match by_key.filter(|by_key| to_itself || *by_key != name) {
            Some(other) => format!(
                "ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}, \
                 DROP CONSTRAINT IF EXISTS {other}"
            ),
            // What it is a copy of is half made here: it goes first, and takes its copies along.
            None if copy.of.is_none() => {
                format!("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            }
            None => format!("ALTER TABLE {table} DROP CONSTRAINT {name}"),
        };
        Action::new(sql)
            .risk(risk.breaking("readers that rely on the row referred to"))
            .undo(Undo::ExactIf(format!("all rows still satisfy constraint {name}")))
    })
    .collect()
}

/// Tells whether a key of a table is what it keeps from one that it was a partition of.
pub fn is_kept(cx: &Cx<'_>, new: Ref) -> bool {
    let object = cx.new.at(new);
    let table = object.parent.filter(|table| !(cx.is_made)(*table));
    let Some(was) = table.and_then(|table| cx.old.find(&cx.new.at(table).id)) else {
        return false;
    };
    cx.old.find(&object.id).is_none()
        && ties(cx.old, was).any(|tie| {
            let tie = cx.old.at(tie);
            let mut named = copies(cx.old, tie).filter(|copy| copy.name == object.id.name());
            !inheritance::stays(cx, tie)
                && named.any(|copy| successor(cx, tie, &copy) == Some(new))
        })
}

/// Tells whether ATTACH PARTITION, or the key that the table above gets, makes a key of the
/// table itself a copy, as it stands.
pub fn is_taken_in(cx: &Cx<'_>, old: Ref) -> bool {
    let object = cx.old.at(old);
    let table = object.parent.and_then(|table| cx.new.find(&cx.old.at(table).id));
    let Some(table) = table.filter(|table| !(cx.is_made)(*table)) else {
        return false;
    };
    let takes = |tie: Ref, of: Ref| {
        ((cx.is_made)(tie) || (cx.is_made)(of))
            && is_same(object, cx.new.at(of))
            && is_untouched(cx, old, of)
    };
    cx.new.find(&object.id).is_none()
        && !object.is(NOT_VALID)
        && ties(cx.new, table).any(|tie| {
            let mut named = copies(cx.new, cx.new.at(tie));
            named.any(|it| it.name == object.id.name() && it.of.is_some_and(|of| takes(tie, of)))
        })
}

/// Returns the key of the new catalog that a copy is, or becomes a part of, once the partition
/// has left its table.
fn successor(cx: &Cx<'_>, tie: &Object, copy: &Copy<'_>) -> Option<Ref> {
    let of = copy.of?;
    let was = cx.old.at(of);
    let table = cx.new.find(&cx.old.at(tie.parent?).id).filter(|table| !(cx.is_made)(*table))?;
    let own = cx.new.find(&Catalog::id(FOREIGN_KEY, &[tie.id.part(0), tie.id.part(1), copy.name]));
    if let Some(own) = own {
        return (is_same(was, cx.new.at(own)) && is_untouched(cx, of, own)).then_some(own);
    }
    // ATTACH PARTITION takes one in that is valid and says the same.
    let mut above = vec![table];
    let mut at = 0;
    while let Some(table) = above.get(at).copied() {
        at += 1;
        let up = ties(cx.new, table).flat_map(|tie| cx.new.needs(tie)).map(|edge| edge.to);
        above.extend(up.filter(|it| cx.new.at(*it).id.kind == cx.new.at(table).id.kind && *it != table));
    }
    let keys = above.iter().skip(1).flat_map(|at| cx.new.children(*at)).copied();
    let mut keys = keys.filter(|at| cx.new.at(*at).id.kind == FOREIGN_KEY);
    keys.find(|at| {
        let key = cx.new.at(*at);
        !key.is(NOT_VALID) && is_same(was, key) && is_untouched(cx, of, *at)
    })
}

/// Tells whether two keys, of whatever tables and names, say the same.
fn is_same(one: &Object, other: &Object) -> bool {
    let is_own = |def: &AttrDef| {
        def.name != PARTITIONED.name() && !common::ATTRS.iter().any(|it| it.name == def.name)
    };
    let own = |key: &Object| -> Vec<_> {
        let attrs = key.attrs.iter().filter(|(def, _)| is_own(def));
        attrs.map(|(def, value)| (def.name, value.clone())).collect()
    };
    own(one) == own(other)
}

/// Tells whether the columns that a key refers to stay, and its own, as they are: neither is
/// the table made anew nor any of them retyped.
fn is_untouched(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let columns = |catalog: &Catalog, at: Ref| -> Vec<Vec<(&'static str, _)>> {
        let needs = catalog.needs(at).iter().map(|edge| catalog.at(edge.to));
        let columns = needs.filter(|it| it.id.kind.info().holds_data && it.parent.is_some());
        let plain = |it: &Object| {
            let attrs = it.attrs.iter().filter(|(def, _)| def.class == AttrClass::Plain);
            attrs.map(|(def, value)| (def.name, value.clone())).collect()
        };
        columns.map(plain).collect()
    };
    let key = cx.new.at(new);
    let comes = key.parent.filter(|table| (cx.is_made)(*table));
    let needs = cx.new.needs(new).iter().map(|edge| edge.to);
    // What comes with a new table above is in the partition already.
    let mut others = needs.filter(|at| comes.is_none() || Some(cx.new.root(*at)) != comes);
    !refers_to_itself(key)
        && !others.any(|at| (cx.is_made)(at) || (cx.is_made)(cx.new.root(at)))
        && columns(cx.old, old) == columns(cx.new, new)
}

fn refers_to_itself(key: &Object) -> bool {
    *key.text(REFERENCED) == *table_of(&key.id)
}

/// Lists the ties of a table to those above it.
fn ties(catalog: &Catalog, table: Ref) -> impl Iterator<Item = Ref> {
    let members = catalog.children(table).iter().copied();
    members.filter(|at| catalog.at(*at).id.kind.info().links)
}
