//! [`Kind`]: which kind of object this is, and what the kind-free code may ask of it.

use std::{cmp::Ordering, fmt, hash::Hash};

/// How the creation of an object may be part of its parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    /// It is always a statement of its own.
    Never,
    /// The parent's statement makes it, or nothing does.
    Always,
    /// The parent's statement makes it unless that would close a circle of dependencies.
    IfPossible,
}

/// What is the same for all objects of a kind; declared once, in the kind's file.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each asked by name"
)]
pub struct KindInfo {
    /// The kind's name in PostgreSQL's words, lower case: `materialized view`.
    pub name: &'static str,
    /// The name of many: `materialized views`; what `--kinds` takes, with spaces as dashes.
    pub plural: &'static str,
    /// Whether dropping the parent drops it.
    pub drops_with_parent: bool,
    /// Whether creating the parent can create it.
    pub inline: Inline,
    /// Whether it keeps rows or a state that a drop destroys, so that it is never rebuilt
    /// to let something else change.
    pub holds_data: bool,
    /// Whether it stays in place while a column it depends on changes type: PostgreSQL
    /// rebuilds indexes by itself, and refuses while a view is in the way.
    pub follows_retype: bool,
    /// Whether it ties the object it is a part of to another, whose members that one then
    /// shares: a partition's bound, an inheritance.
    pub links: bool,
    /// Whether it runs code of the user's on every later statement that defines something.
    pub fires: bool,
    /// Whether PostgreSQL does not record who uses it, as with casts.
    pub unrecorded: bool,
    /// Whether its users depend on it whatever becomes of them, as long as it is there.
    pub clings: bool,
    /// Whether what it is made of does not change while it is there: a primary key asks its
    /// columns to refuse NULL.
    pub pins: bool,
    /// Whether the last part of its path is an argument list.
    pub has_signature: bool,
    /// Whether it stands in a catalog of the whole cluster, so that a copy of the database
    /// made by template lacks it.
    pub is_shared: bool,
    /// Whether it belongs to the cluster or to the database as a whole: compared only where
    /// the user asks for it, made where what is made names it, and no part of a proof.
    pub is_global: bool,
    /// Whether it tells of objects that neither name it nor are named by it: how those that
    /// come are granted, which tables are published.
    pub sways: bool,
    /// Whether it is nothing but grants.
    pub is_grant: bool,
    /// Why it is never dropped, if that is so.
    pub stays: Option<&'static str>,
    /// The folder in which the tree shows it.
    pub folder: &'static str,
}

impl KindInfo {
    /// Returns the usual kind: an object of its own, without data.
    pub const fn new(name: &'static str, plural: &'static str) -> Self {
        Self {
            name,
            plural,
            drops_with_parent: false,
            inline: Inline::Never,
            holds_data: false,
            follows_retype: false,
            links: false,
            fires: false,
            unrecorded: false,
            clings: false,
            pins: false,
            has_signature: false,
            is_shared: false,
            is_grant: false,
            is_global: false,
            sways: false,
            stays: None,
            folder: plural,
        }
    }

    /// Returns a kind whose objects are part of another and go with it.
    pub const fn member(name: &'static str, plural: &'static str, inline: Inline) -> Self {
        Self {
            drops_with_parent: true,
            inline,
            ..Self::new(name, plural)
        }
    }
}

/// A kind of object.
#[derive(Clone, Copy)]
pub struct Kind(&'static KindInfo);

impl Kind {
    /// Returns the kind that `info` describes.
    pub const fn new(info: &'static KindInfo) -> Self {
        Self(info)
    }

    /// Returns what is the same for all objects of the kind.
    pub const fn info(self) -> &'static KindInfo {
        self.0
    }

    /// Returns the kind's name in PostgreSQL's words.
    pub const fn name(self) -> &'static str {
        self.0.name
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0.name == other.0.name
    }
}

impl Eq for Kind {}

impl Hash for Kind {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.name.hash(state);
    }
}

impl PartialOrd for Kind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kind {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.name.cmp(other.0.name)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name)
    }
}
