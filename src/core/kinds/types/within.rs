//! What holds values of what: a type is no part of itself (SQLSTATE 42P16,
//! `CheckAttributeType` in `heap.c`), not even for a moment.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Catalog, EdgeKind, Ref},
    kinds::{
        Cx,
        attribute::ATTRIBUTE,
        column::{self, COLUMN},
        domain::DOMAIN,
        range::RANGE,
    },
};

/// Lists the columns and attributes of the old catalog by which the types of a member, of the
/// new one, hold values of what that is a member of: they let go of it first.
pub(in crate::kinds) fn in_the_way(cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
    let whole = cx.new.at(new).parent;
    let Some(was) = whole.and_then(|whole| cx.old.find(&cx.new.at(whole).id)) else {
        return Vec::new();
    };
    let mut search = Search {
        catalog: cx.old,
        whole: was,
        known: BTreeMap::new(),
        by: Vec::new(),
    };
    for edge in cx
        .new
        .needs(new)
        .iter()
        .filter(|edge| Some(edge.to) != whole)
    {
        if let Some(held) = cx.old.find(&cx.new.at(edge.to).id) {
            search.holds(held);
        }
    }
    search.by
}

/// Tells whether a composite or row type changes that a member of the old catalog holds values
/// of: one of its parts comes, goes or is of another type.
pub(in crate::kinds) fn is_reshaped(cx: &Cx<'_>, member: Ref) -> bool {
    let mut open = vec![member];
    let mut seen = BTreeSet::from([member]);
    while let Some(at) = open.pop() {
        let parent = cx.old.at(at).parent;
        let needs = cx.old.needs(at).iter();
        let named = needs.filter(|edge| edge.kind == EdgeKind::Needs && Some(edge.to) != parent);
        for held in named.map(|edge| edge.to) {
            let object = cx.old.at(held);
            let was = parts(cx.old, held);
            let is = cx
                .new
                .find(&object.id)
                .map_or_else(Vec::new, |new| parts(cx.new, new));
            let say = |catalog: &Catalog, at: &Ref| {
                let part = catalog.at(*at);
                (
                    part.id.clone(),
                    part.attrs.text(column::TYPE).map(str::to_owned),
                )
            };
            let (before, after): (BTreeSet<_>, BTreeSet<_>) = (
                was.iter().map(|at| say(cx.old, at)).collect(),
                is.iter().map(|at| say(cx.new, at)).collect(),
            );
            if before != after {
                return true;
            }
            let is_over = [DOMAIN, RANGE].contains(&object.id.kind);
            let next = was.into_iter().chain(is_over.then_some(held));
            open.extend(next.filter(|at| seen.insert(*at)));
        }
    }
    false
}

fn parts(catalog: &Catalog, of: Ref) -> Vec<Ref> {
    let parts = catalog.children(of).iter().copied();
    parts
        .filter(|at| [ATTRIBUTE, COLUMN].contains(&catalog.at(*at).id.kind))
        .collect()
}

struct Search<'a> {
    catalog: &'a Catalog,
    whole: Ref,
    /// Whether what was looked at holds values of the whole.
    known: BTreeMap<Ref, bool>,
    by: Vec<Ref>,
}

impl Search<'_> {
    fn holds(&mut self, at: Ref) -> bool {
        if at == self.whole {
            return true;
        }
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        self.known.insert(at, false);
        let is_over = [DOMAIN, RANGE].contains(&self.catalog.at(at).id.kind);
        let mut does = is_over && self.names_one(at);
        for member in parts(self.catalog, at) {
            if self.names_one(member) {
                self.by.push(member);
                does = true;
            }
        }
        self.known.insert(at, does);
        does
    }

    fn names_one(&mut self, at: Ref) -> bool {
        let parent = self.catalog.at(at).parent;
        let needs = self.catalog.needs(at).iter();
        let named = needs.filter(|edge| edge.kind == EdgeKind::Needs && Some(edge.to) != parent);
        let named: Vec<Ref> = named.map(|edge| edge.to).collect();
        // All are looked at: each may be in the way.
        let holding = named.into_iter().filter(|it| self.holds(*it));
        holding.count() > 0
    }
}
