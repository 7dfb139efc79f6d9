//! Options of foreign-data wrappers, their servers, tables and columns (manual, "CREATE
//! FOREIGN DATA WRAPPER"). Each wrapper has its own; PostgreSQL shows them by name.

use crate::{
    catalog::{Attr, AttrClass, AttrDef, Name},
    sql::quote::{ident, literal},
};

use super::list_changes;

/// The options, each `key=value`.
pub const FOREIGN_OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "foreign_options",
    class: AttrClass::Set,
});

fn split(option: &str) -> (&str, &str) {
    option.split_once('=').unwrap_or((option, ""))
}

/// Returns the clause OPTIONS (...) of a definition, with a blank before it; nothing if
/// there are none.
pub(super) fn clause(options: &[Name]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let written = options.iter().map(|option| {
        let (key, value) = split(option);
        format!("{} {}", ident(key), literal(value))
    });
    format!(" OPTIONS ({})", written.collect::<Vec<_>>().join(", "))
}

/// Returns the clause OPTIONS (...) that brings them from old to new; nothing if they are
/// the same.
pub(super) fn changes(old: &[Name], new: &[Name]) -> Option<String> {
    let has = |list: &[Name], key: &str| list.iter().any(|option| split(option).0 == key);
    let (set, gone) = list_changes(old, new);
    let mut parts: Vec<String> = gone
        .into_iter()
        .map(|option| split(option).0)
        .filter(|key| !has(new, key))
        .map(|key| format!("DROP {}", ident(key)))
        .collect();
    parts.extend(set.into_iter().map(|option| {
        let (key, value) = split(option);
        let verb = if has(old, key) { "SET" } else { "ADD" };
        format!("{verb} {} {}", ident(key), literal(value))
    }));
    (!parts.is_empty()).then(|| format!("OPTIONS ({})", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_added_set_and_dropped() {
        let names = |list: &[&str]| list.iter().map(|it| Name::from(*it)).collect::<Vec<_>>();
        let between = |old: &[&str], new: &[&str]| changes(&names(old), &names(new));
        assert_eq!(between(&["a=1"], &["a=1"]), None);
        assert_eq!(
            between(&["a=1", "b=2"], &["b=it's=x", "C d="]).as_deref(),
            Some("OPTIONS (DROP a, SET b 'it''s=x', ADD \"C d\" '')")
        );
        assert_eq!(
            clause(&names(&["a=1", "b=x=y"])),
            " OPTIONS (a '1', b 'x=y')"
        );
        assert_eq!(clause(&[]), "");
    }
}
