//! What a choice drags in, and why.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::{
    catalog::{AttrClass, Catalog, Edge, EdgeKind, Inline, Ref},
    diff::{Delta, Difference},
    kinds::{self, Alter, Changed, Claim, Cx},
};

use super::{super::decide::own_changes, Change};

/// A choice with all that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closure {
    /// The changes, by their place in the list.
    pub all: BTreeSet<usize>,
    /// Those that were not ticked, each with the reason for which it came first:
    /// `needed by table public.x`.
    pub added: Vec<(usize, String)>,
    /// Of each that was not ticked: the change for which it came.
    pub because: BTreeMap<usize, usize>,
}

/// Returns the changes that were ticked and those without which they cannot be made.
///
/// What comes needs what it depends on, in its new form; of what goes nothing may be left
/// that depends on it; members that a parent table gives come and go with the parent's.
pub fn closure(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    changes: &[Change],
    ticked: &BTreeSet<usize>,
) -> Closure {
    let mut walk = Walk::new(old, new, difference, changes);
    let ticked = ticked.iter().copied().filter(|at| *at < changes.len());
    walk.queue = ticked.collect();
    walk.closure.all = walk.queue.iter().copied().collect();
    while let Some(at) = walk.queue.pop() {
        walk.visit(at);
    }
    walk.closure
}

struct Walk<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    difference: &'a Difference,
    changes: &'a [Change],
    /// By place in the old catalog: the delta.
    of_old: FxHashMap<Ref, usize>,
    /// By place in the new catalog: the delta.
    of_new: FxHashMap<Ref, usize>,
    /// By delta: the change.
    change: FxHashMap<usize, usize>,
    /// By role: the delta that makes it.
    roles: FxHashMap<String, usize>,
    /// Which drops give which name up.
    holders: FxHashMap<Claim, Vec<usize>>,
    queue: Vec<usize>,
    closure: Closure,
}

impl<'a> Walk<'a> {
    fn new(
        old: &'a Catalog,
        new: &'a Catalog,
        difference: &'a Difference,
        changes: &'a [Change],
    ) -> Self {
        let mut walk = Walk {
            old,
            new,
            difference,
            changes,
            of_old: FxHashMap::default(),
            of_new: FxHashMap::default(),
            change: FxHashMap::default(),
            roles: FxHashMap::default(),
            holders: FxHashMap::default(),
            queue: Vec::new(),
            closure: Closure::default(),
        };
        for (at, change) in changes.iter().enumerate() {
            walk.change
                .extend(change.deltas.iter().map(|delta| (*delta, at)));
        }
        for (number, delta) in difference.deltas.iter().enumerate() {
            match delta {
                Delta::Add(at) => {
                    walk.of_new.insert(*at, number);
                    let id = &new.at(*at).id;
                    let role = kinds::of(id.kind).role(id);
                    walk.roles.extend(role.map(|role| (role, number)));
                }
                Delta::Drop(at) => {
                    walk.of_old.insert(*at, number);
                    let object = old.at(*at);
                    let claims = kinds::of(object.id.kind).claims(object);
                    for claim in claims {
                        walk.holders.entry(claim).or_default().push(number);
                    }
                }
                Delta::Alter { old, new, .. } => {
                    walk.of_old.insert(*old, number);
                    walk.of_new.insert(*new, number);
                }
            }
        }
        walk
    }

    fn visit(&mut self, at: usize) {
        let (difference, changes) = (self.difference, self.changes);
        let deltas = changes.get(at).map_or(&[][..], |change| &change.deltas);
        for delta in deltas.iter().filter_map(|it| difference.deltas.get(*it)) {
            match delta {
                Delta::Add(new) => {
                    self.needs(*new, at);
                    self.followers(*new, at);
                    self.takes_names(*new, at);
                    self.given_by(*new, at);
                    self.makes_room(*new, at);
                }
                Delta::Drop(old) => {
                    self.dependants(*old, at);
                    self.goes_with(*old, at);
                    self.taken_along(*old, at);
                }
                Delta::Alter { old, new, .. } => {
                    self.needs(*new, at);
                    self.followers(*new, at);
                    self.goes_with(*old, at);
                    self.makes_room(*new, at);
                    if !self.stays_in_place(*old, *new) {
                        self.dependants(*old, at);
                    }
                }
            }
        }
    }

    /// Takes in what an object of the new catalog depends on; what its parent's statement
    /// alone can make or change needs what that needs.
    fn needs(&mut self, new: Ref, by: usize) {
        let object = self.new.at(new);
        if !self.roles.is_empty() {
            for role in kinds::of(object.id.kind).roles(object) {
                if let Some(number) = self.roles.get(&role).copied() {
                    self.take(number, by, "named by");
                }
            }
        }
        if let (Some(parent), Inline::Always) = (object.parent, object.id.kind.info().inline) {
            self.needs(parent, by);
        }
        for edge in self.new.needs(new).iter().filter(|edge| is_strong(edge)) {
            let Some(number) = self.of_new.get(&edge.to).copied() else {
                continue;
            };
            if edge.kind == EdgeKind::Follows || self.matters(number) {
                self.take(number, by, "needed by");
            }
        }
    }

    /// Takes in what is in the way of an object of the new catalog until it changes or goes.
    fn makes_room(&mut self, new: Ref, by: usize) {
        let cx = Cx::of(self.old, self.new);
        for old in kinds::of(self.new.at(new).id.kind).in_the_way(&cx, new) {
            if let Some(number) = self.of_old.get(&old).copied() {
                self.take(number, by, "in the way of");
            }
        }
    }

    /// Tells whether a dependant in its new form may ask for this delta: not where what
    /// keeps data changes in place, or only code does.
    fn matters(&self, number: usize) -> bool {
        let Some(Delta::Alter { old, new, changed }) = self.difference.deltas.get(number) else {
            return true;
        };
        let object = self.new.at(*new);
        let own = own_changes(self.old, self.new, *old, *new, changed);
        if object.id.kind.info().holds_data {
            return !self.stays_in_place(*old, *new);
        }
        let is_code = |name: &str| {
            let mut attrs = object.attrs.iter();
            attrs.any(|(def, _)| def.name == name && def.class == AttrClass::Code)
        };
        own.iter().any(|name| !is_code(name))
    }

    /// Tells whether an object that differs is changed where it stands, with all that
    /// depends on it left alone.
    fn stays_in_place(&self, old: Ref, new: Ref) -> bool {
        let changed = match self
            .of_old
            .get(&old)
            .and_then(|it| self.difference.deltas.get(*it))
        {
            Some(Delta::Alter { changed, .. }) => changed.clone(),
            _ => Changed::default(),
        };
        let own = own_changes(self.old, self.new, old, new, &changed);
        if own.is_empty() {
            return true;
        }
        let cx = Cx::of(self.old, self.new);
        let answer = kinds::of(self.new.at(new).id.kind).alter(&cx, old, new, &own);
        matches!(answer, Alter::InPlace(_) | Alter::Refuse(_))
    }

    /// Takes in members of other tables that come or change with this one.
    fn followers(&mut self, new: Ref, by: usize) {
        let catalog = self.new;
        let edges = catalog.dependants(new).iter();
        for edge in edges.filter(|it| matches!(it.kind, EdgeKind::Follows | EdgeKind::Owned)) {
            // What is made as a whole follows when it is made.
            let root = catalog.root(edge.from);
            if edge.from == root || !self.is_there(root) {
                continue;
            }
            if let Some(number) = self.of_new.get(&edge.from).copied() {
                self.take(number, by, "follows");
            }
        }
    }

    /// Takes in the member of a parent table that this one came from, if that goes while
    /// the table stays its child: until then this one cannot go, or be the child's own.
    fn goes_with(&mut self, old: Ref, by: usize) {
        let catalog = self.old;
        let Some(table) = catalog.at(old).parent else {
            return;
        };
        let follows = catalog
            .needs(old)
            .iter()
            .filter(|it| it.kind == EdgeKind::Follows);
        for edge in follows {
            let (goes, above) = (
                self.of_old.get(&edge.to).copied(),
                catalog.at(edge.to).parent,
            );
            let is_tie = |at: &&Ref| {
                let mut ends = catalog.needs(**at).iter().map(|it| Some(it.to));
                catalog.at(**at).id.kind.info().links && ends.any(|end| end == above)
            };
            let tie = catalog.children(table).iter().find(is_tie);
            let is_cut = tie.is_none_or(|tie| self.is_dropped(*tie));
            if let Some(goes) = goes.filter(|_| !is_cut && self.is_dropped(edge.to)) {
                self.take(goes, by, "goes with");
            }
        }
    }

    /// Takes in what tells that a member of a child stays, which the statement would take along
    /// with the parent's: its own change, and that of the tie.
    fn taken_along(&mut self, old: Ref, by: usize) {
        let catalog = self.old;
        let above = catalog.at(old).parent;
        let below = catalog.dependants(old).iter();
        for edge in below.filter(|it| it.kind == EdgeKind::Follows) {
            let heir = catalog.at(edge.from);
            if self.new.find(&heir.id).is_none() {
                continue;
            }
            let parts = heir.parent.map_or(&[][..], |table| catalog.children(table));
            let ties = parts.iter().filter(|at| {
                catalog.at(**at).id.kind.info().links
                    && catalog.needs(**at).iter().any(|it| Some(it.to) == above)
            });
            for at in ties.chain([&edge.from]) {
                if let Some(number) = self.of_old.get(at).copied() {
                    self.take(number, by, "stays without");
                }
            }
        }
    }

    /// Takes in what a tie to a parent gives the members of a child that stay as they are.
    fn given_by(&mut self, tie: Ref, by: usize) {
        let catalog = self.new;
        let Some(table) = catalog
            .at(tie)
            .parent
            .filter(|_| catalog.at(tie).id.kind.info().links)
        else {
            return;
        };
        let ends: Vec<Ref> = catalog.needs(tie).iter().map(|edge| edge.to).collect();
        let members = catalog
            .children(table)
            .iter()
            .flat_map(|at| catalog.needs(*at));
        for edge in members.filter(|it| it.kind == EdgeKind::Follows) {
            let is_given = catalog
                .at(edge.to)
                .parent
                .is_some_and(|it| ends.contains(&it));
            if let Some(number) = self.of_new.get(&edge.to).copied().filter(|_| is_given) {
                self.take(number, by, "needed by");
            }
        }
    }

    fn is_dropped(&self, old: Ref) -> bool {
        let number = self.of_old.get(&old);
        let delta = number.and_then(|it| self.difference.deltas.get(*it));
        matches!(delta, Some(Delta::Drop(_)))
    }

    fn is_there(&self, new: Ref) -> bool {
        self.old.find(&self.new.at(new).id).is_some()
    }

    /// Takes in whoever gives up a name that an object of the new catalog takes.
    fn takes_names(&mut self, new: Ref, by: usize) {
        let object = self.new.at(new);
        for claim in kinds::of(object.id.kind).claims(object) {
            for number in self.holders.get(&claim).cloned().unwrap_or_default() {
                self.take(number, by, "gives its name to");
            }
        }
    }

    /// Takes in what depends on an object of the old catalog that goes; what stays without
    /// a difference of its own needs something else from now on.
    fn dependants(&mut self, old: Ref, by: usize) {
        let catalog = self.old;
        for edge in catalog.dependants(old).iter().filter(|it| is_strong(it)) {
            if let Some(number) = self.of_old.get(&edge.from).copied() {
                self.take(number, by, "depends on");
            } else if let Some(new) = self.new.find(&catalog.at(edge.from).id) {
                self.needs(new, by);
                // What is made anew comes with its parts as they should become.
                for part in self.new.children(new) {
                    if let Some(number) = self.of_new.get(part).copied() {
                        self.take(number, by, "depends on");
                    }
                }
            }
        }
    }

    fn take(&mut self, number: usize, by: usize, why: &str) {
        let Some(at) = self.change.get(&number).copied() else {
            return;
        };
        if self.closure.all.insert(at)
            && let Some(change) = self.changes.get(by)
        {
            self.closure
                .added
                .push((at, format!("{why} {}", change.root)));
            self.closure.because.insert(at, by);
            self.queue.push(at);
        }
    }
}

fn is_strong(edge: &Edge) -> bool {
    edge.kind != EdgeKind::Mentions
}
