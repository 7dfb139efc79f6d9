//! The numbers of a sequence with PostgreSQL's defaults filled in (manual,
//! "CREATE SEQUENCE": NO MINVALUE, NO MAXVALUE, START).

use crate::catalog::Object;

use super::{CACHE, INCREMENT, MAXIMUM, MINIMUM, START, TYPE};

/// The type of numbers that a sequence has by default.
pub(super) const BIGINT: &str = "bigint";

/// All numbers of a sequence, as `pg_sequence` holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// What is added each time.
    pub(super) increment: i64,
    /// The least.
    pub(super) minimum: i64,
    /// The greatest.
    pub(super) maximum: i64,
    /// The first.
    pub(super) start: i64,
    /// How many a session takes at a time.
    pub(super) cache: i64,
}

impl Numbers {
    /// Returns what a sequence of a type has if only its increment is given.
    pub(super) fn default_for(word: &str, increment: i64) -> Self {
        let (least, greatest) = match word {
            "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
            "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        let (minimum, maximum) = if increment > 0 {
            (1, greatest)
        } else {
            (least, -1)
        };
        Self {
            increment,
            minimum,
            maximum,
            start: if increment > 0 { minimum } else { maximum },
            cache: 1,
        }
    }

    /// Returns the numbers of a sequence.
    pub(super) fn of(object: &Object) -> Self {
        let increment = object.get(INCREMENT).unwrap_or(1);
        let default = Self::default_for(word_of(object), increment);
        let minimum = object.get(MINIMUM).unwrap_or(default.minimum);
        let maximum = object.get(MAXIMUM).unwrap_or(default.maximum);
        let first = if increment > 0 { minimum } else { maximum };
        Self {
            increment,
            minimum,
            maximum,
            start: object.get(START).unwrap_or(first),
            cache: object.get(CACHE).unwrap_or(1),
        }
    }
}

/// Returns the word for the type of a sequence's numbers.
pub(super) fn word_of(object: &Object) -> &str {
    object.attrs.text(TYPE).unwrap_or(BIGINT)
}

/// Returns the word for a type of numbers by its OID, which `pg_type.dat` fixes.
pub(super) fn type_word(oid: u32) -> &'static str {
    match oid {
        21 => "smallint",
        23 => "integer",
        _ => BIGINT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_follow_type_and_direction() {
        let up = Numbers::default_for("integer", 5);
        assert_eq!((up.minimum, up.maximum, up.start), (1, 2_147_483_647, 1));
        let down = Numbers::default_for("smallint", -1);
        assert_eq!((down.minimum, down.maximum, down.start), (-32768, -1, -1));
        assert_eq!(Numbers::default_for(BIGINT, 1).maximum, i64::MAX);
    }
}
