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

impl Segment {
    /// Tells whether it is one statement that shares its transaction with no other.
    pub(super) fn is_apart(&self) -> bool {
        self.steps
            .iter()
            .any(|step| step.action.timing.is_by_itself())
    }
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

/// Cuts the pieces into segments, in their order; tells for each piece in which segment
/// each of its statements stands.
pub(super) fn cut(pieces: Vec<Piece>) -> (Vec<Segment>, Vec<Vec<usize>>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut places = Vec::with_capacity(pieces.len());
    // What the open transaction made and nobody may use before it is committed.
    let mut unusable: BTreeSet<ObjectId> = BTreeSet::new();
    let mut is_closed = true;
    for Piece {
        object,
        needs,
        actions,
    } in pieces
    {
        let mut must_begin = needs.iter().any(|id| unusable.contains(id));
        let mut place = Vec::with_capacity(actions.len());
        for action in actions {
            let timing = action.timing;
            // A statement that uses what one before it made, apart from that.
            must_begin |= timing == Timing::Within && unusable.contains(&object);
            // What locks a table to do something with it does that in one transaction.
            let most = if place.is_empty() {
                LARGEST
            } else {
                2 * LARGEST
            };
            let is_full = segments.last().is_some_and(|it| it.steps.len() >= most);
            if must_begin || is_closed || is_full || timing.is_by_itself() {
                segments.push(Segment {
                    in_transaction: !timing.is_outside(),
                    steps: Vec::new(),
                });
                unusable.clear();
                must_begin = false;
            }
            is_closed = timing.is_by_itself();
            if timing == Timing::CommitBeforeUse {
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
            place.push(segments.len().saturating_sub(1));
        }
        places.push(place);
    }
    (segments, places)
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
        let (segments, places) = cut(pieces);
        let sizes: Vec<(bool, usize)> = segments
            .iter()
            .map(|it| (it.in_transaction, it.steps.len()))
            .collect();
        assert_eq!(sizes, [(true, 2), (true, 1), (false, 1), (true, 1)]);
        assert_eq!(places.concat(), [0, 0, 1, 2, 3]);
    }

    #[test]
    fn a_piece_may_commit_between_its_actions() {
        let mut apart = piece("key", &[], Timing::CommitBeforeUse);
        apart.actions.push(Action::new("validate"));
        let (segments, places) = cut(vec![apart, piece("other", &[], Timing::Within)]);
        let sizes: Vec<usize> = segments.iter().map(|it| it.steps.len()).collect();
        assert_eq!((sizes, places), (vec![1, 2], vec![vec![0, 1], vec![1]]));
    }

    #[test]
    fn a_large_transaction_ends_between_pieces() {
        let mut pieces: Vec<Piece> = (1..LARGEST)
            .map(|number| piece(&number.to_string(), &[], Timing::Within))
            .collect();
        let mut last = piece("last", &[], Timing::Within);
        last.actions
            .extend([Action::new("two"), Action::new("three")]);
        pieces.extend([last, piece("next", &[], Timing::Within)]);
        let (segments, _) = cut(pieces);
        let sizes: Vec<usize> = segments.iter().map(|it| it.steps.len()).collect();
        assert_eq!(sizes, [LARGEST + 2, 1]);
    }

    #[test]
    fn what_takes_long_shares_no_transaction() {
        let pieces = vec![
            piece("one", &[], Timing::Within),
            piece("slow", &[], Timing::Apart),
            piece("slower", &[], Timing::Apart),
            piece("other", &[], Timing::Within),
        ];
        let (segments, _) = cut(pieces);
        assert!(
            segments
                .iter()
                .all(|it| it.in_transaction && it.steps.len() == 1)
        );
        assert_eq!(segments.len(), 4);
    }
}
