//! What others use without the server keeping note of it: a cast, an operator class.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Address, Reader};
use crate::catalog::{AttrClass, EdgeKind, Ref};

impl Reader {
    /// Records that whoever depends on `of` may use `by`: a hint for the order of statements.
    pub fn serve(&mut self, by: Address, of: Address) {
        self.served.push((by, of));
    }

    /// Makes hints of what [`Self::serve`] recorded: for those that depend on what is served,
    /// and those that depend on them; where that is the server's own, for all expressions.
    pub(super) fn hint_at_served(&mut self) {
        let served = std::mem::take(&mut self.served);
        if served.is_empty() {
            return;
        }
        let mut users: FxHashMap<Ref, Vec<Ref>> = FxHashMap::default();
        for (from, to, kind) in &self.edges {
            if let Some(to) = self.resolve(*to).filter(|_| *kind == EdgeKind::Needs) {
                users.entry(to).or_default().push(*from);
            }
        }
        let mut known: FxHashSet<Ref> = FxHashSet::default();
        let mut hints: FxHashSet<(Ref, Ref)> = FxHashSet::default();
        let none = Vec::new();
        for (by, of) in &served {
            let (Some(by), Some(of)) = (self.resolve(*by), self.resolve(*of)) else {
                continue;
            };
            known.insert(by);
            for user in users.get(&of).unwrap_or(&none) {
                hints.insert((*user, by));
                for next in users.get(user).unwrap_or(&none) {
                    hints.insert((*next, by));
                }
            }
        }
        let strangers: FxHashSet<Ref> = served
            .iter()
            .filter_map(|(by, _)| self.resolve(*by))
            .filter(|by| !known.contains(by))
            .collect();
        if !strangers.is_empty() {
            let expressions = self.builder.objects().filter(|(_, object)| {
                let mut attrs = object.attrs.iter();
                attrs.any(|(def, _)| def.class == AttrClass::Expression)
            });
            for (at, _) in expressions {
                hints.extend(strangers.iter().map(|by| (at, *by)));
            }
        }
        for (from, to) in hints.into_iter().filter(|(from, to)| from != to) {
            self.builder.edge(from, to, EdgeKind::Mentions);
        }
    }
}
