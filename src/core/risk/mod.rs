//! The classes of danger of one action, and their wording.
//!
//! An action of ours carries its [`Risk`] from the place that writes its SQL; nothing here
//! reads SQL. Relations are named quoted and qualified, as they stand in SQL.

mod lock;
mod undo;

use serde::{Deserialize, Serialize};

pub use lock::Lock;
pub use undo::Undo;

/// How much attention an action needs, the least first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Disturbs nobody.
    #[default]
    Safe,
    /// Blocks others for a moment: no longer than it takes to change the catalog.
    Notice,
    /// Blocks others for as long as a table is read or written, breaks someone, opens
    /// something, or is not known.
    Warning,
    /// Loses data.
    Danger,
}

impl Level {
    /// Returns the word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// What one action may do to the data and to the other sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Risk {
    /// The locks it takes: the relation, quoted and qualified, and the strongest mode on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<(String, Lock)>,
    /// Whether it writes a table anew.
    #[serde(skip_serializing_if = "is_false")]
    pub rewrites: bool,
    /// Whether it reads a whole table while it holds its locks.
    #[serde(skip_serializing_if = "is_false")]
    pub scans: bool,
    /// What data it loses, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loses: Option<String>,
    /// Whom it may break, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<String>,
    /// What it opens or takes away in rights, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<String>,
    /// Whether its effects are not known: SQL that we did not write and could not trace.
    #[serde(skip_serializing_if = "is_false")]
    pub unknown: bool,
    /// The locks that go on to other tables, until it is known which those are.
    #[serde(skip)]
    below: Vec<(String, Lock, Below)>,
}

/// Which tables a statement goes on to from the one that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// Partitions only.
    Partitions,
    /// Partitions, and tables that inherit.
    All,
    /// The tables that inherit from it themselves.
    Direct,
    /// The partition that takes all rows for which there is no other.
    Default,
    /// The tables that its foreign keys point to.
    Referenced,
    /// The tables whose foreign keys point to it.
    Pointing,
    /// The tables whose foreign keys point to it; what leaves it is looked for there.
    Searched,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Risk {
    /// Returns the risk of an action that disturbs nobody.
    pub fn none() -> Self {
        Self::default()
    }

    /// Returns the risk of SQL that nobody has judged.
    pub fn of_unknown() -> Self {
        Self {
            unknown: true,
            ..Self::default()
        }
    }

    /// Adds a lock; of two on one relation the stronger stays.
    #[must_use]
    pub fn lock(mut self, relation: impl Into<String>, lock: Lock) -> Self {
        self.add_lock(relation.into(), lock);
        self
    }

    /// Adds a lock on a table and on all tables below it.
    #[must_use]
    pub fn lock_all(self, table: impl Into<String>, lock: Lock) -> Self {
        let table = table.into();
        self.lock_below(&*table, lock, Below::All).lock(table, lock)
    }

    /// Adds a lock on a table and on its partitions.
    #[must_use]
    pub fn lock_partitions(self, table: impl Into<String>, lock: Lock) -> Self {
        let table = table.into();
        self.lock_below(&*table, lock, Below::Partitions)
            .lock(table, lock)
    }

    /// Adds a lock on tables that one leads to, without that one.
    #[must_use]
    pub fn lock_below(mut self, table: impl Into<String>, lock: Lock, below: Below) -> Self {
        self.below.push((table.into(), lock, below));
        self
    }

    /// Names the tables that locks go on to; `list` says which they are.
    pub fn spread(&mut self, list: impl Fn(&str, Below) -> Vec<String>) {
        for (table, lock, below) in std::mem::take(&mut self.below) {
            for table in list(&table, below) {
                self.scans |= below == Below::Searched;
                self.add_lock(table, lock);
            }
        }
    }

    fn add_lock(&mut self, relation: String, lock: Lock) {
        if lock == Lock::None {
            return;
        }
        match self.locks.iter_mut().find(|(name, _)| *name == relation) {
            Some((_, held)) => *held = held.union(lock),
            None => self.locks.push((relation, lock)),
        }
    }

    /// Says that a table is written anew.
    #[must_use]
    pub fn rewrite(mut self) -> Self {
        self.rewrites = true;
        self
    }

    /// Says that a whole table is read.
    #[must_use]
    pub fn scan(mut self) -> Self {
        self.scans = true;
        self
    }

    /// Says what data is lost; a second loss is added to the first.
    #[must_use]
    pub fn losing(mut self, what: impl Into<String>) -> Self {
        add_words(&mut self.loses, what.into());
        self
    }

    /// Says whom it may break.
    #[must_use]
    pub fn breaking(mut self, whom: impl Into<String>) -> Self {
        add_once(&mut self.breaks, whom.into());
        self
    }

    /// Says what it opens or takes away in rights; a second is added to the first.
    #[must_use]
    pub fn security(mut self, what: impl Into<String>) -> Self {
        add_words(&mut self.security, what.into());
        self
    }

    /// Returns the risk of doing both in one transaction.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (relation, lock) in other.locks {
            self.add_lock(relation, lock);
        }
        self.below.extend(other.below);
        self.rewrites |= other.rewrites;
        self.scans |= other.scans;
        self.unknown |= other.unknown;
        if let Some(what) = other.loses {
            add_words(&mut self.loses, what);
        }
        for whom in other.breaks {
            add_once(&mut self.breaks, whom);
        }
        if let Some(what) = other.security {
            add_words(&mut self.security, what);
        }
        self
    }

    /// Returns the strongest lock it takes.
    pub fn strongest(&self) -> Lock {
        self.locks
            .iter()
            .map(|(_, lock)| *lock)
            .max()
            .unwrap_or_default()
    }

    /// Returns whether somebody waits while it runs.
    pub fn blocks(&self) -> bool {
        self.locks.iter().any(|(_, lock)| lock.blocks_writes())
    }

    /// Returns how much attention it needs.
    pub fn level(&self) -> Level {
        if self.loses.is_some() {
            Level::Danger
        } else if self.rewrites
            || (self.scans && self.blocks())
            || !self.breaks.is_empty()
            || self.security.is_some()
            || self.unknown
        {
            Level::Warning
        } else if self.blocks() {
            Level::Notice
        } else {
            Level::Safe
        }
    }

    /// Returns one line for people, the worst first; raw names in it are the caller's to escape.
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        if let Some(what) = &self.loses {
            parts.push(format!("loses {what}"));
        }
        if !self.breaks.is_empty() {
            parts.push(format!("may break {}", self.breaks.join(", ")));
        }
        if let Some(what) = &self.security {
            parts.push(format!("security: {what}"));
        }
        if self.rewrites {
            parts.push("rewrites the table".to_owned());
        }
        if self.scans {
            parts.push("reads the whole table".to_owned());
        }
        parts.extend(
            self.locks
                .iter()
                .map(|(relation, lock)| lock_words(relation, *lock)),
        );
        if self.unknown {
            parts.push("effects not known".to_owned());
        }
        if parts.is_empty() {
            parts.push("disturbs nobody".to_owned());
        }
        parts.join("; ")
    }
}

fn lock_words(relation: &str, lock: Lock) -> String {
    let effect = if lock.blocks_reads() {
        " (blocks reads and writes)"
    } else if lock.blocks_writes() {
        " (blocks writes)"
    } else {
        ""
    };
    format!("{lock} lock on {relation}{effect}")
}

fn add_words(slot: &mut Option<String>, what: String) {
    match slot {
        Some(words) if *words == what => {}
        Some(words) => {
            words.push_str(", ");
            words.push_str(&what);
        }
        None => *slot = Some(what),
    }
}

fn add_once(list: &mut Vec<String>, entry: String) {
    if !list.contains(&entry) {
        list.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_follows_the_worst_thing() {
        let table = "public.film";
        assert_eq!(Risk::none().level(), Level::Safe);
        assert_eq!(
            Risk::none()
                .lock(table, Lock::ShareUpdateExclusive)
                .scan()
                .level(),
            Level::Safe
        );
        assert_eq!(
            Risk::none().lock(table, Lock::AccessExclusive).level(),
            Level::Notice
        );
        assert_eq!(
            Risk::none().lock(table, Lock::Share).scan().level(),
            Level::Warning
        );
        assert_eq!(Risk::of_unknown().level(), Level::Warning);
        assert_eq!(
            Risk::none()
                .breaking("readers of the view")
                .losing("the rows")
                .level(),
            Level::Danger
        );
    }

    #[test]
    fn the_words_name_everything_worst_first() {
        let risk = Risk::none()
            .lock("public.film", Lock::ShareUpdateExclusive)
            .lock("public.film", Lock::AccessExclusive)
            .lock("public.actor", Lock::ShareRowExclusive)
            .rewrite()
            .losing("column length of public.film");
        assert_eq!(
            risk.words(),
            "loses column length of public.film; rewrites the table; \
             ACCESS EXCLUSIVE lock on public.film (blocks reads and writes); \
             SHARE ROW EXCLUSIVE lock on public.actor (blocks writes)"
        );
        assert_eq!(Risk::none().words(), "disturbs nobody");
    }

    #[test]
    fn two_risks_add_up() {
        let both = Risk::none().lock("t", Lock::Share).losing("a").and(
            Risk::none()
                .lock("t", Lock::ShareUpdateExclusive)
                .losing("b")
                .losing("b")
                .scan(),
        );
        assert_eq!(both.locks, vec![("t".to_owned(), Lock::ShareRowExclusive)]);
        assert_eq!(both.loses.as_deref(), Some("a, b"));
        assert!(both.scans);
    }

    #[test]
    fn it_survives_json() {
        let risk = Risk::none()
            .lock("t", Lock::AccessExclusive)
            .scan()
            .security("PUBLIC may read");
        let text = serde_json::to_string(&risk).unwrap();
        assert_eq!(
            text,
            r#"{"locks":[["t","access_exclusive"]],"scans":true,"security":"PUBLIC may read"}"#
        );
        assert_eq!(serde_json::from_str::<Risk>(&text).unwrap(), risk);
    }
}
