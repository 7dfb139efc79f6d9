//! [`Lock`]: the modes of table locks and who waits for whom.
//!
//! Manual, "Explicit Locking", table "Conflicting Lock Modes"; the same in 13 to 18.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A mode of table lock, the weakest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Lock {
    /// No lock on the relation.
    #[default]
    None,
    /// Taken by SELECT.
    AccessShare,
    /// Taken by SELECT FOR UPDATE and its kin.
    RowShare,
    /// Taken by INSERT, UPDATE, DELETE, MERGE.
    RowExclusive,
    /// Taken by VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT.
    ShareUpdateExclusive,
    /// Taken by CREATE INDEX.
    Share,
    /// Taken by CREATE TRIGGER and ADD FOREIGN KEY.
    ShareRowExclusive,
    /// Taken by REFRESH MATERIALIZED VIEW CONCURRENTLY.
    Exclusive,
    /// Taken by most of ALTER TABLE, by DROP, TRUNCATE, REINDEX, VACUUM FULL.
    AccessExclusive,
}

impl Lock {
    /// Every mode, the weakest first.
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::AccessShare,
        Self::RowShare,
        Self::RowExclusive,
        Self::ShareUpdateExclusive,
        Self::Share,
        Self::ShareRowExclusive,
        Self::Exclusive,
        Self::AccessExclusive,
    ];

    /// Returns PostgreSQL's words for the mode.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "no",
            Self::AccessShare => "ACCESS SHARE",
            Self::RowShare => "ROW SHARE",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::Exclusive => "EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// Returns the mode that `pg_locks.mode` calls `mode`.
    pub fn from_mode(mode: &str) -> Option<Self> {
        Some(match mode {
            "AccessShareLock" => Self::AccessShare,
            "RowShareLock" => Self::RowShare,
            "RowExclusiveLock" => Self::RowExclusive,
            "ShareUpdateExclusiveLock" => Self::ShareUpdateExclusive,
            "ShareLock" => Self::Share,
            "ShareRowExclusiveLock" => Self::ShareRowExclusive,
            "ExclusiveLock" => Self::Exclusive,
            "AccessExclusiveLock" => Self::AccessExclusive,
            _ => return None,
        })
    }

    /// Returns whether one session must wait for the other when they ask for these two modes.
    pub const fn conflicts_with(self, other: Self) -> bool {
        self.conflicts() & (1 << other as u16) != 0
    }

    /// Returns a bit for each mode that this one keeps out.
    const fn conflicts(self) -> u16 {
        match self {
            Self::None => 0,
            Self::AccessShare => 0b1_0000_0000,
            Self::RowShare => 0b1_1000_0000,
            Self::RowExclusive => 0b1_1110_0000,
            Self::ShareUpdateExclusive => 0b1_1111_0000,
            Self::Share => 0b1_1101_1000,
            Self::ShareRowExclusive => 0b1_1111_1000,
            Self::Exclusive => 0b1_1111_1100,
            Self::AccessExclusive => 0b1_1111_1110,
        }
    }

    /// Returns whether a SELECT waits for it.
    pub const fn blocks_reads(self) -> bool {
        self.conflicts_with(Self::AccessShare)
    }

    /// Returns whether an INSERT, UPDATE or DELETE waits for it.
    pub const fn blocks_writes(self) -> bool {
        self.conflicts_with(Self::RowExclusive)
    }

    /// Returns the weakest mode that keeps out all that the two keep out.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let wanted = self.conflicts() | other.conflicts();
        Self::ALL
            .into_iter()
            .find(|mode| mode.conflicts() & wanted == wanted)
            .unwrap_or(Self::AccessExclusive)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_go_both_ways_and_match_the_manual() {
        for one in Lock::ALL {
            for other in Lock::ALL {
                assert_eq!(
                    one.conflicts_with(other),
                    other.conflicts_with(one),
                    "{one} {other}"
                );
            }
        }
        let own: Vec<Lock> = Lock::ALL
            .into_iter()
            .filter(|mode| mode.conflicts_with(*mode))
            .collect();
        // SHARE is the one strong mode that does not keep itself out.
        assert_eq!(
            own,
            [
                Lock::ShareUpdateExclusive,
                Lock::ShareRowExclusive,
                Lock::Exclusive,
                Lock::AccessExclusive
            ]
        );
        assert!(Lock::Exclusive.conflicts_with(Lock::RowShare));
        assert!(!Lock::ShareRowExclusive.conflicts_with(Lock::RowShare));
    }

    #[test]
    fn readers_wait_only_for_the_strongest() {
        let reads: Vec<Lock> = Lock::ALL
            .into_iter()
            .filter(|mode| mode.blocks_reads())
            .collect();
        assert_eq!(reads, [Lock::AccessExclusive]);
        let writes: Vec<Lock> = Lock::ALL
            .into_iter()
            .filter(|mode| mode.blocks_writes())
            .collect();
        assert_eq!(
            writes,
            [
                Lock::Share,
                Lock::ShareRowExclusive,
                Lock::Exclusive,
                Lock::AccessExclusive
            ]
        );
    }

    #[test]
    fn the_union_of_two_modes_keeps_out_both() {
        assert_eq!(
            Lock::Share.union(Lock::ShareUpdateExclusive),
            Lock::ShareRowExclusive
        );
        assert_eq!(Lock::None.union(Lock::RowShare), Lock::RowShare);
        assert_eq!(
            Lock::from_mode("ShareRowExclusiveLock"),
            Some(Lock::ShareRowExclusive)
        );
        assert_eq!(Lock::from_mode("SIReadLock"), None);
        assert_eq!(Lock::AccessExclusive.to_string(), "ACCESS EXCLUSIVE");
    }
}
