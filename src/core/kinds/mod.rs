//! One file a kind of object. To add a kind: write its file, add its line below.
//!
//! A kind's file says how it is read from the catalog, what it is compared by, and which
//! statements create, drop and alter it, each with its risk. The kind-free code reaches it
//! through [`Rules`] only.

mod address;
pub mod by_place;
mod changes;
pub mod common;
pub mod constraint;
pub mod extension_tie;
pub mod foreign_options;
mod likeness;
pub mod managed;
pub mod online;
mod reach;
mod reader;
pub mod routine;
mod rules;
mod setting;
mod types;

pub use address::{Address, class};
use changes::replace;
pub use changes::{Alter, Changed, Cx, Move, list_changes, option_clauses, option_lock};
pub(crate) use domain_default::is_of_no_default;
pub use enum_type::LABEL;
pub use extension::{Passage, passages};
pub use likeness::Likeness;
pub use reach::Reach;
pub use reader::{Draft, FROM_PARENT, Fields, INHERITED, Reader, Seldom, Traces};
pub use rules::{Claim, GrantTarget, Query, ReadCx, Rules, Stage};

use crate::catalog::{AttrDef, Kind};

macro_rules! kinds {
    ($($module:ident),+ $(,)?) => {
        $(pub mod $module;)+
        /// All kinds, in the order in which the tree shows them.
        pub static ALL: &[&dyn Rules] = &[$(&$module::Own),+];
    };
}

kinds! {
    schema,
    extension,
    member_grant,
    language,
    access_method,
    collation,
    conversion,
    base_type,
    shell_type,
    enum_type,
    composite,
    attribute,
    domain,
    domain_constraint,
    domain_default,
    range,
    sequence,
    sequence_owner,
    default_privilege,
    table,
    column,
    system_column,
    default,
    identity,
    generated,
    partition,
    inheritance,
    primary_key,
    unique,
    check,
    foreign_key,
    exclusion,
    index,
    index_attachment,
    statistics_object,
    view,
    materialized_view,
    view_column,
    rule,
    trigger,
    policy,
    function,
    procedure,
    aggregate,
    transform,
    cast,
    operator,
    operator_family,
    family_member,
    operator_class,
    text_search_parser,
    text_search_template,
    text_search_dictionary,
    text_search_configuration,
    foreign_data_wrapper,
    foreign_server,
    user_mapping,
    foreign_table,
    publication,
    published_table,
    published_schema,
    subscription,
    event_trigger,
    database,
    role,
    membership,
    role_setting,
}

/// Returns the rules of a kind.
///
/// # Panics
/// If the kind is not registered, which `every_kind_is_registered` excludes.
#[expect(
    clippy::expect_used,
    reason = "a Kind exists only through a registered file"
)]
pub fn of(kind: Kind) -> &'static dyn Rules {
    *ALL.iter()
        .find(|rules| rules.kind() == kind)
        .expect("the kind is registered")
}

/// Finds a kind by its name.
pub fn named(name: &str) -> Option<&'static dyn Rules> {
    ALL.iter()
        .copied()
        .find(|rules| rules.kind().name() == name)
}

/// Returns the place of a kind in the order in which the tree shows them.
pub fn rank(kind: Kind) -> usize {
    ALL.iter()
        .position(|rules| rules.kind() == kind)
        .unwrap_or(ALL.len())
}

/// Finds an attribute of a kind, its own or one common to all kinds.
pub fn attr(rules: &dyn Rules, name: &str) -> Option<&'static AttrDef> {
    let common = common::ATTRS.iter().copied();
    rules
        .attrs()
        .iter()
        .copied()
        .chain(common)
        .find(|def| def.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = ALL.iter().map(|rules| rules.kind().name()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
