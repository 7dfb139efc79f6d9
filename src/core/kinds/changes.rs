//! What a kind is told when it writes statements, and what it answers about a change.

use std::collections::BTreeSet;

use crate::{
    catalog::{Action, Catalog, Name, Object, Ref},
    risk::Lock,
};

/// Both catalogs and the wishes that concern the writing of statements.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The catalog that is.
    pub old: &'a Catalog,
    /// The catalog that should become.
    pub new: &'a Catalog,
    /// Whether indexes are built and dropped without blocking writers.
    pub online: bool,
    /// The role that will run the statements, where it is known.
    pub role: Option<&'a str>,
    /// Whether an object of the new catalog is made by its parent's statement.
    pub inlined: &'a dyn Fn(Ref) -> bool,
    /// Whether an object of the new catalog is made by this plan, so that nobody can use
    /// it yet; asked by its place in the new catalog.
    pub is_made: &'a dyn Fn(Ref) -> bool,
    /// Whether an object of the new catalog was made ready before its predecessor leaves;
    /// while that is not decided yet, whether it may be.
    pub is_prepared: &'a dyn Fn(Ref) -> bool,
    /// The attributes that what comes new is left to have as the server makes it.
    pub unsaid: &'a [&'static str],
}

/// Statements by which an object comes to another place, and those back.
#[derive(Clone, Debug)]
pub struct Move {
    /// The statements.
    pub there: Vec<Action>,
    /// The statements back.
    pub back: Vec<Action>,
}

impl<'a> Cx<'a> {
    /// Returns what is said of two catalogs before anything is decided.
    pub fn of(old: &'a Catalog, new: &'a Catalog) -> Self {
        Self {
            old,
            new,
            online: false,
            role: None,
            inlined: &|_| false,
            is_made: &|_| false,
            is_prepared: &|_| false,
            unsaid: &[],
        }
    }

    /// Returns the `server_version_num` of the server that runs the statements.
    pub fn version(&self) -> u32 {
        let old = self.old.origin.version;
        if old == 0 {
            self.new.origin.version
        } else {
            old
        }
    }

    /// Lists the parts of an object of the new catalog that are of `kind` and are made
    /// by its own statement.
    pub fn inlined_children(
        &self,
        new: Ref,
        kind: crate::catalog::Kind,
    ) -> impl Iterator<Item = (Ref, &'a Object)> {
        let (catalog, inlined) = (self.new, self.inlined);
        catalog
            .children(new)
            .iter()
            .copied()
            .map(move |at| (at, catalog.at(at)))
            .filter(move |(at, child)| child.id.kind == kind && inlined(*at))
    }
}

/// The attributes that differ between an old and a new object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed(BTreeSet<&'static str>);

impl Changed {
    /// Returns the set of these names.
    pub fn new(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self(names.into_iter().collect())
    }

    /// Tells whether an attribute is among them.
    pub fn has<T>(&self, attr: crate::catalog::Attr<T>) -> bool {
        self.0.contains(attr.name())
    }

    /// Tells whether the attribute of that name is among them.
    pub fn has_name(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether all of them are among these.
    pub fn only(&self, names: &[&str]) -> bool {
        self.0.iter().all(|name| names.contains(name))
    }

    /// Returns the set without these.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        Self::new(self.iter().filter(|name| !names.contains(name)))
    }

    /// Lists the names.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

/// Returns the answer of a kind of which nothing can be altered but what all kinds have.
pub(super) fn replace(rules: &dyn super::Rules, changed: &Changed) -> Alter {
    if rules.attrs().iter().any(|def| changed.has_name(def.name)) {
        Alter::Replace
    } else {
        Alter::InPlace(Vec::new())
    }
}

/// How a change is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Alter {
    /// By these statements; the object stays.
    InPlace(Vec<Action>),
    /// By these statements, which change the type of a column: what does not follow such
    /// a change leaves before and comes back after.
    Retype(Vec<Action>),
    /// By these statements, which put another column in its place that was made ready
    /// before: all that depends on it leaves before and comes back after.
    Swap(Vec<Action>),
    /// By dropping it and creating it anew.
    Replace,
    /// By dropping and creating the object it is a part of.
    ReplaceParent,
    /// Not at all; the reason in words.
    Refuse(String),
}

/// Lists what is in `new` and not in `old`, and what is in `old` and not in `new`.
pub fn list_changes<'a>(old: &'a [Name], new: &'a [Name]) -> (Vec<&'a Name>, Vec<&'a Name>) {
    let added = new.iter().filter(|it| !old.contains(it)).collect();
    let gone = old.iter().filter(|it| !new.contains(it)).collect();
    (added, gone)
}

/// Returns the clauses RESET (...) and SET (...) that bring options, each `key=value`, from
/// old to new.
///
/// PostgreSQL keeps an option that is set where it ends up, behind the others, and shows
/// them in that order; where it would not become that of `new`, all are set afresh.
pub fn option_clauses(old: &[Name], new: &[Name]) -> Vec<String> {
    let key = |option: &Name| {
        option
            .split_once('=')
            .map_or(&**option, |(key, _)| key)
            .to_owned()
    };
    let (set, gone) = list_changes(old, new);
    let kept: Vec<String> = new.iter().map(key).collect();
    let reset: Vec<String> = gone
        .into_iter()
        .map(key)
        .filter(|it| !kept.contains(it))
        .collect();
    let stays = old.iter().filter(|option| new.contains(option));
    let in_order = stays.chain(set.iter().copied()).eq(new.iter());
    let (reset, set): (Vec<String>, Vec<&Name>) = if in_order {
        (reset, set)
    } else {
        (old.iter().map(key).collect(), new.iter().collect())
    };
    let mut clauses = Vec::new();
    if !reset.is_empty() {
        clauses.push(format!("RESET ({})", reset.join(", ")));
    }
    if !set.is_empty() {
        clauses.push(format!(
            "SET ({})",
            super::common::options(set.iter().map(|it| &***it))
        ));
    }
    clauses
}

/// Returns the lock that RESET (...) and SET (...) take: the strongest that one of the
/// options asks for (`reloptions.c` of the server; those not named here ask for less).
pub fn option_lock(clause: &str) -> Lock {
    const STRONG: &[&str] = &[
        "autosummarize",
        "buffering",
        "check_option",
        "fastupdate",
        "gin_pending_list_limit",
        "pages_per_range",
        "security_barrier",
        "security_invoker",
        "user_catalog_table",
    ];
    let words = clause.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let mut words = words.filter(|word| STRONG.contains(word));
    match words.next() {
        Some(_) => Lock::AccessExclusive,
        None => Lock::ShareUpdateExclusive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_end_up_in_the_order_of_the_new_side() {
        let names = |list: &[&str]| list.iter().map(|it| Name::from(*it)).collect::<Vec<_>>();
        let clauses = |old: &[&str], new: &[&str]| option_clauses(&names(old), &names(new));
        assert_eq!(clauses(&["a=1"], &["a=1", "b=2"]), ["SET (b='2')"]);
        assert_eq!(clauses(&["a=1", "b=2"], &["b=2"]), ["RESET (a)"]);
        assert_eq!(
            clauses(&["a=1", "b=2"], &["a=3", "b=2"]),
            ["RESET (a, b)", "SET (a='3', b='2')"]
        );
    }
}
