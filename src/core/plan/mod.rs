//! From differences to an ordered plan whose every step says what it takes and how it is
//! undone.
//!
//! It knows no kinds: they write the statements, the dependencies of both catalogs order
//! them. The way back is the plan from new to old, made with it.

mod arrows;
mod compose;
mod confirm;
mod decide;
mod fate;
mod ignore;
mod leftover;
mod loosen;
mod moved;
mod nodes;
mod order;
mod position;
mod reach;
mod schedule;
mod segment;
mod unnamed;
mod write;

pub mod choose;
pub mod ddl;
pub mod file;
pub mod fold;
mod prepare;
pub mod rebuild;
pub mod rename;
pub mod script;
pub mod slice;

use std::collections::BTreeSet;

use crate::{
    catalog::{Catalog, EdgeKind, ObjectId, Ref},
    diff::{Difference, diff, ignore::Ignore},
    error::Result,
    kinds::Cx,
};

pub use crate::diff::Filter;
pub use confirm::confirm as confirm_difference;
pub use prepare::{Prepared, prepare};
pub use segment::{Segment, Step};

use decide::decide;
use fate::{Decisions, Otherwise};
use nodes::{Nodes, Verb};
use order::Ordered;
use segment::{Piece, cut};

/// What the user wishes of a plan.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// What is not compared.
    pub filter: Filter,
    /// Whether what comes new is given also what is not compared.
    pub whole: bool,
    /// Whether nothing may be dropped.
    pub no_drops: bool,
    /// Whether indexes are built and dropped without blocking writers.
    pub online: bool,
    /// The role that will run the statements, where it is known.
    pub role: Option<String>,
    /// Renames that somebody said no to: they are no candidates.
    pub refused: Vec<rename::Rename>,
    /// What is left out of the comparison.
    pub ignore: Ignore,
}

/// A difference that the plan does not remove.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Remainder {
    /// The object.
    pub object: String,
    /// Why it is left.
    pub why: String,
}

/// The statements that lead from one catalog to another.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// The statements.
    pub segments: Vec<Segment>,
    /// What they do not reach.
    pub left: Vec<Remainder>,
    /// The objects of the old catalog that they touch.
    pub touched: BTreeSet<ObjectId>,
    /// The objects that they make.
    pub made: BTreeSet<ObjectId>,
    /// What stays another order of parts, which is no difference.
    pub moved: Option<String>,
    /// What may read other columns for that.
    pub misread: Vec<String>,
    /// How far each object is after each segment; for the way back from the middle.
    progress: compose::Marks,
    /// What the middle of an object's change leaves.
    leftovers: leftover::Leftovers,
}

impl Route {
    /// Tells whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Lists all steps.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.segments.iter().flat_map(|segment| &segment.steps)
    }

    /// Returns the part of the catalog as it is when `done` segments are done.
    fn halfway(&self, catalogs: [&Catalog; 2], within: &BTreeSet<Ref>, done: usize) -> Catalog {
        compose::compose(catalogs, within, &self.progress, done)
    }

    /// Lists the objects that are half changed when `done` segments are done.
    pub fn under_way(&self, done: usize) -> BTreeSet<ObjectId> {
        self.leftovers.under_way(done)
    }

    /// Returns an object of which only a part has changed when `done` segments are done, so
    /// that nothing leads back from there.
    pub fn torn(&self, done: usize) -> Option<&ObjectId> {
        self.leftovers.torn(done)
    }

    /// Lists the statements that take away what half changed objects leave when `done`
    /// segments are done.
    pub fn take_back(&self, done: usize) -> Vec<Step> {
        self.leftovers.take_back(done)
    }
}

/// Returns the statements that lead from `old` to `new`.
pub fn route(
    old: &Catalog,
    new: &Catalog,
    difference: &Difference,
    wishes: &Wishes,
) -> Result<Route> {
    let unsaid = if wishes.whole {
        Vec::new()
    } else {
        wishes.filter.unsaid()
    };
    let cx = Cx {
        online: wishes.online,
        role: wishes.role.as_deref(),
        is_prepared: &|_| true,
        unsaid: &unsaid,
        ..Cx::of(old, new)
    };
    let (all, (nodes, order, arrows)) = ordered(&cx, difference, wishes.no_drops)?;
    let mut written = write::write(&cx, &all, &nodes, &order);
    if wishes.online {
        written = schedule::schedule(written, &arrows);
    }
    written.retain(|it| !it.actions.is_empty());
    let pieces = written.iter().map(|it| Piece {
        object: it.object.clone(),
        needs: needs_of(&cx, &nodes, it.node),
        actions: it.actions.clone(),
    });
    let (segments, places) = cut(pieces.collect());
    let ends = write::ends(&written, &places);
    let starts = write::starts(&written, &places);
    let progress = compose::marks(&cx, &nodes, &order, [&starts, &ends]);
    let leftovers = leftover::leftovers(&cx, &nodes, &written, &places, &ends);
    let (touched, made) = concerned(&cx, &all, &nodes);
    let moved = position::moved(&cx, &all, &nodes, &written);
    Ok(Route {
        segments,
        left: left(&cx, &all),
        touched,
        made,
        moved: position::remark(&cx, &moved),
        misread: position::misread(&cx, &nodes, &moved),
        progress,
        leftovers,
    })
}

/// Decides what happens and in which order. In a circle that nothing else opens, what keeps
/// values of a row type becomes text in between, and what changes is made anew, unless data
/// would go with it.
fn ordered(cx: &Cx<'_>, difference: &Difference, no_drops: bool) -> Result<(Decisions, Ordered)> {
    let mut otherwise = Otherwise::default();
    let mut all = decide(cx, difference, no_drops, &otherwise);
    let mut found = order::order(cx, &all);
    let losses = all.losses(cx);
    loop {
        let circle = match found {
            Ok(found) => return Ok((all, found)),
            Err(circle) => circle,
        };
        let before = otherwise.clone();
        otherwise.texts.extend(circle.keepers);
        if otherwise == before {
            otherwise.anew.extend(circle.changed);
        }
        let decided = decide(cx, difference, no_drops, &otherwise);
        if no_drops || otherwise == before || decided.losses(cx) != losses {
            return Err(circle.report);
        }
        all = decided;
        found = order::order(cx, &all);
    }
}

/// Compares two catalogs and returns the statements from one to the other.
pub fn plan_between(old: &Catalog, new: &Catalog, wishes: &Wishes) -> Result<(Difference, Route)> {
    let difference = diff(old, new, &wishes.filter);
    let route = route(old, new, &difference, wishes)?;
    Ok((difference, route))
}

/// Lists what a node's statements use: for what must have been committed before.
fn needs_of(cx: &Cx<'_>, nodes: &Nodes, at: usize) -> BTreeSet<ObjectId> {
    let Some(node) = nodes.list.get(at) else {
        return BTreeSet::new();
    };
    let own = match node.verb {
        Verb::Create(new)
        | Verb::Hollow(new)
        | Verb::Prepare(_, new)
        | Verb::Alter(_, new)
        | Verb::Detach(_, new)
        | Verb::Rehome(_, new) => new,
        Verb::Drop(_) | Verb::Aside(_) | Verb::DropAside(_) | Verb::Stub(_) | Verb::Empty(_) => {
            return BTreeSet::new();
        }
    };
    let all = std::iter::once(&own).chain(&node.parts);
    all.flat_map(|part| cx.new.needs(*part))
        .filter(|edge| edge.kind != EdgeKind::Follows)
        .map(|edge| cx.new.at(edge.to).id.clone())
        .collect()
}

fn left(cx: &Cx<'_>, all: &Decisions) -> Vec<Remainder> {
    let remainder = |it: &fate::LeftAlone| Remainder {
        object: cx.old.at(it.old).id.to_string(),
        why: it.why.clone(),
    };
    all.left.iter().map(remainder).collect()
}

/// Lists the objects of the old catalog that the plan touches, and those it makes.
fn concerned(
    cx: &Cx<'_>,
    all: &Decisions,
    nodes: &Nodes,
) -> (BTreeSet<ObjectId>, BTreeSet<ObjectId>) {
    let touched = all
        .fates
        .keys()
        .map(|old| cx.old.at(*old).id.clone())
        .collect();
    let made = nodes
        .create
        .keys()
        .map(|new| cx.new.at(*new).id.clone())
        .collect();
    (touched, made)
}
