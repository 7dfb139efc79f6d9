//! Cuts a plan into segments: the actions of one transaction, or one action that refuses
//! to run inside one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalog::{Action, ObjectId, Timing};

/// One statement of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The object, as people read it: `column public.users.email`.
    pub object: String,
    /// Its path as SQL writes it, the name that `--allow-data-loss` takes.
    pub name: String,
    /// The statement and what it does.
    #[serde(flatten)]
    pub action: Action,
}

/// The actions of one transaction, or one action outside of any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// Whether the steps run in one transaction.
    pub in_transaction: bool,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// What one node of the plan's graph does, and on what it depends.
pub(super) struct Piece {
    /// The object.
    pub object: ObjectId,
    /// What must have been committed before this piece.
    pub needs: BTreeSet<ObjectId>,
    /// The statements.
    pub actions: Vec<Action>,
}

/// How many statements one transaction holds at most: each lock it takes stays until its
/// end, and the server's lock table is finite (`max_locks_per_transaction`).
const LARGEST: usize = 1_500;

/// Cuts the pieces into segments, in their order; tells in which segment each ended.
pub(super) fn cut(pieces: Vec<Piece>) -> (Vec<Segment>, Vec<usize>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut ends = Vec::with_capacity(pieces.len());
    // What the open transaction made and nobody may use before it is committed.
    let mut unusable: BTreeSet<ObjectId> = BTreeSet::new();
    for Piece {
        object,
        needs,
        actions,
    } in pieces
    {
        let mut must_begin = needs.iter().any(|id| unusable.contains(id));
        for action in actions {
            let is_alone = action.timing == Timing::Alone;
            // A constraint that is validated apart from its creation.
            must_begin |= action.timing == Timing::Within && unusable.contains(&object);
            let fits = segments.last().is_some_and(|segment| {
                segment.in_transaction && !is_alone && segment.steps.len() < LARGEST
            });
            if must_begin || !fits {
                segments.push(Segment {
                    in_transaction: !is_alone,
                    steps: Vec::new(),
                });
                unusable.clear();
                must_begin = false;
            }
            if action.timing == Timing::CommitBeforeUse {
                unusable.insert(object.clone());
            }
            let step = Step {
                object: object.to_string(),
                name: object.dotted(),
                action,
            };
            if let Some(segment) = segments.last_mut() {
                segment.steps.push(step);
            }
        }
        ends.push(segments.len().saturating_sub(1));
    }
    (segments, ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Catalog, kinds::schema::SCHEMA};

    fn piece(name: &str, needs: &[&str], timing: Timing) -> Piece {
        let id = |name: &str| Catalog::id(SCHEMA, &[name]);
        Piece {
            object: id(name),
            needs: needs.iter().map(|name| id(name)).collect(),
            actions: vec![Action::new(name).timing(timing)],
        }
    }

    #[test]
    fn a_new_value_is_committed_before_it_is_used() {
        let pieces = vec![
            piece("value", &[], Timing::CommitBeforeUse),
            piece("other", &[], Timing::Within),
            piece("user", &["value"], Timing::Within),
            piece("index", &[], Timing::Alone),
            piece("last", &[], Timing::Within),
        ];
        let (segments, ends) = cut(pieces);
        let sizes: Vec<(bool, usize)> = segments
            .iter()
            .map(|it| (it.in_transaction, it.steps.len()))
            .collect();
        assert_eq!(sizes, [(true, 2), (true, 1), (false, 1), (true, 1)]);
        assert_eq!(ends, [0, 0, 1, 2, 3]);
    }

    #[test]
    fn a_piece_may_commit_between_its_actions() {
        let mut apart = piece("key", &[], Timing::CommitBeforeUse);
        apart.actions.push(Action::new("validate"));
        let (segments, ends) = cut(vec![apart, piece("other", &[], Timing::Within)]);
        let sizes: Vec<usize> = segments.iter().map(|it| it.steps.len()).collect();
        assert_eq!((sizes, ends), (vec![1, 2], vec![1, 1]));
    }
}
