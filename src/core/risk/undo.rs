//! [`Undo`]: how far an action can be taken back.
//!
//! It holds the class and its wording; the statements that undo are the plan's.

use serde::{Deserialize, Serialize};

/// How far an action can be taken back, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "class", content = "words", rename_all = "snake_case")]
pub enum Undo {
    /// Everything is as it was.
    #[default]
    Exact,
    /// Everything is as it was if this guard, in words, holds when it is undone.
    ExactIf(String),
    /// The structure comes back, but not this, in words.
    StructureOnly(String),
    /// It cannot be undone, for this reason in words.
    Impossible(String),
}

impl Undo {
    /// Returns whether the structure can be brought back.
    pub const fn is_possible(&self) -> bool {
        !matches!(self, Self::Impossible(_))
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::ExactIf(_) => 1,
            Self::StructureOnly(_) => 2,
            Self::Impossible(_) => 3,
        }
    }

    /// Returns the class of undoing both; of two equal ones both wordings are kept.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::ExactIf(a), Self::ExactIf(b)) => Self::ExactIf(joined(a, &b)),
            (Self::StructureOnly(a), Self::StructureOnly(b)) => Self::StructureOnly(joined(a, &b)),
            (Self::Impossible(a), Self::Impossible(b)) => Self::Impossible(joined(a, &b)),
            (a, b) if a.rank() >= b.rank() => a,
            (_, b) => b,
        }
    }

    /// Returns one line for people.
    pub fn words(&self) -> String {
        match self {
            Self::Exact => "undo is exact".to_owned(),
            Self::ExactIf(guard) => format!("undo is exact if {guard}"),
            Self::StructureOnly(lost) => {
                format!("undo restores the structure; it does not restore {lost}")
            }
            Self::Impossible(why) => format!("cannot be undone: {why}"),
        }
    }
}

fn joined(mut words: String, more: &str) -> String {
    if words != more {
        words.push_str(", ");
        words.push_str(more);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_class_wins_and_equal_ones_add_up() {
        let guard = || Undo::ExactIf("no row uses the label".into());
        let rows = || Undo::StructureOnly("the rows of a".into());
        assert_eq!(Undo::Exact.and(guard()), guard());
        assert_eq!(guard().and(guard()), guard());
        assert_eq!(rows().and(guard()), rows());
        assert_eq!(
            rows()
                .and(Undo::StructureOnly("the rows of b".into()))
                .words(),
            "undo restores the structure; it does not restore the rows of a, the rows of b"
        );
        assert!(
            !rows()
                .and(Undo::Impossible("an extension cannot go back".into()))
                .is_possible()
        );
    }

    #[test]
    fn it_survives_json() {
        let text = serde_json::to_string(&Undo::ExactIf("x".into())).unwrap();
        assert_eq!(text, r#"{"class":"exact_if","words":"x"}"#);
        assert_eq!(
            serde_json::to_string(&Undo::Exact).unwrap(),
            r#"{"class":"exact"}"#
        );
        assert_eq!(
            serde_json::from_str::<Undo>(&text).unwrap(),
            Undo::ExactIf("x".into())
        );
    }
}
