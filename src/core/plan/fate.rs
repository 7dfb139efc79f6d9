//! The fate of each object: what [`super::decide`] comes to.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::Ref,
    kinds::{Changed, Cx},
};

/// What happens to an object of the old catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is dropped.
    Drop,
    /// It is changed where it stands; `retypes` if that is a column's type, `swaps` if
    /// another takes its place.
    Alter {
        changed: Changed,
        retypes: bool,
        swaps: bool,
    },
    /// It is dropped and created anew.
    Replace,
    /// It keeps its data and changes over to the successor of its type.
    Rehome { changed: Changed },
}

/// Why a difference is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LeftAlone {
    /// The object, in the old catalog.
    pub old: Ref,
    /// The reason in words.
    pub why: String,
}

/// What happens to all objects.
#[derive(Default)]
pub(super) struct Decisions {
    /// By place in the old catalog; absent: nothing.
    pub fates: BTreeMap<Ref, Fate>,
    /// What only the new catalog has.
    pub adds: Vec<Ref>,
    /// Differences that no statement removes.
    pub left: Vec<LeftAlone>,
    /// What keeps values of a row type: with the columns of the table that change their
    /// types meanwhile.
    pub detached: BTreeMap<Ref, Vec<Ref>>,
    /// What stays and is written anew as a whole.
    pub rewritten: BTreeSet<Ref>,
    /// What is untied from what prescribes its parts while those change.
    pub untied: BTreeSet<Ref>,
    /// What kept such values and changes its type itself: before these columns.
    pub released: BTreeMap<Ref, Vec<Ref>>,
    /// What becomes text before it changes over.
    pub texts: BTreeSet<Ref>,
    /// What keeps values of a row type: with the columns, by place in the new catalog, that
    /// come to the table hollow, and are filled meanwhile.
    pub awaits: BTreeMap<Ref, Vec<Ref>>,
}

impl Decisions {
    /// Tells whether an object of the old catalog leaves, be it for a successor.
    pub(super) fn drops(&self, old: Ref) -> bool {
        matches!(self.fates.get(&old), Some(Fate::Drop | Fate::Replace))
    }

    /// Lists what holds data and leaves.
    pub(super) fn losses(&self, cx: &Cx<'_>) -> BTreeSet<Ref> {
        let holds_data = |at: &Ref| cx.old.at(*at).id.kind.info().holds_data;
        let leaving = self.fates.keys().copied().filter(|at| self.drops(*at));
        leaving.filter(holds_data).collect()
    }

    /// Tells whether it is replaced.
    pub(super) fn replaces(&self, old: Ref) -> bool {
        matches!(self.fates.get(&old), Some(Fate::Replace))
    }

    /// Tells whether it stays and changes its type.
    pub(super) fn retypes(&self, old: Ref) -> bool {
        matches!(
            self.fates.get(&old),
            Some(Fate::Alter { retypes: true, .. } | Fate::Rehome { .. })
        )
    }

    /// Tells whether it stays and changes as it cannot while values of a row type that it
    /// is, or is a part of, are kept elsewhere.
    pub(super) fn loosens(&self, old: Ref) -> bool {
        self.retypes(old) || (self.rewritten.contains(&old) && self.alters(old))
    }

    /// Tells whether another takes its place that nothing depends on yet.
    pub(super) fn swaps(&self, old: Ref) -> bool {
        matches!(self.fates.get(&old), Some(Fate::Alter { swaps: true, .. }))
    }

    /// Tells whether it lets go of a row type: a column that was to change its type may be
    /// replaced after all.
    pub(super) fn detaches(&self, old: Ref) -> bool {
        let columns = self.detached.get(&old);
        self.texts.contains(&old)
            || self.awaits.contains_key(&old)
            || columns.is_some_and(|all| all.iter().any(|column| self.loosens(*column)))
    }

    /// Tells whether it stays and changes.
    pub(super) fn alters(&self, old: Ref) -> bool {
        matches!(
            self.fates.get(&old),
            Some(Fate::Alter { .. } | Fate::Rehome { .. })
        )
    }
}

/// What is decided otherwise since it would end in a circle, by place in the old catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Otherwise {
    /// What would change and is made anew.
    pub anew: BTreeSet<Ref>,
    /// What changes its type by way of text.
    pub texts: BTreeSet<Ref>,
}
