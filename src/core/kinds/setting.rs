//! Settings that are kept with an object, each `name=value`: of roles, databases, routines.

use crate::{
    catalog::{Attr, AttrClass, AttrDef, Name},
    sql::quote::{ident, literal},
};

use super::list_changes;

/// The settings, each `name=value`.
pub(super) const SETTINGS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "settings",
    class: AttrClass::Set,
});

/// The settings whose value is a list of names, which is kept with its quotes and must be
/// written element by element (`GUC_LIST_QUOTE` in the server).
const LISTS: &[&str] = &[
    "local_preload_libraries",
    "search_path",
    "session_preload_libraries",
    "shared_preload_libraries",
    "temp_tablespaces",
    "unix_socket_directories",
];

/// Returns the clauses SET and RESET that bring settings from old to new.
pub(super) fn changes(old: &[Name], new: &[Name]) -> Vec<String> {
    let (set, gone) = list_changes(old, new);
    let key = |setting: &Name| split(setting).0.to_owned();
    let kept: Vec<String> = new.iter().map(key).collect();
    let reset = gone.into_iter().map(key).filter(|it| !kept.contains(it));
    let mut clauses: Vec<String> = reset.map(|it| format!("RESET {}", name(&it))).collect();
    clauses.extend(set.into_iter().map(|it| {
        let (key, value) = split(it);
        format!("SET {} TO {}", name(key), setting_value(key, value))
    }));
    clauses
}

fn split(setting: &str) -> (&str, &str) {
    setting.split_once('=').unwrap_or((setting, ""))
}

/// Returns the name of a setting; one of an extension has two parts.
fn name(name: &str) -> String {
    name.split('.')
        .map(|part| ident(part).into_owned())
        .collect::<Vec<_>>()
        .join(".")
}

/// Returns a value as it stands behind TO.
pub(super) fn setting_value(name: &str, value: &str) -> String {
    if !LISTS.contains(&name) {
        return literal(value);
    }
    let elements: Vec<String> = list_elements(value).iter().map(|it| literal(it)).collect();
    if elements.is_empty() {
        "''".to_owned()
    } else {
        elements.join(", ")
    }
}

/// Splits a list of names at commas; quoted ones may hold commas and doubled quotes.
fn list_elements(value: &str) -> Vec<String> {
    let mut elements = Vec::new();
    let mut letters = value.chars().peekable();
    while letters
        .next_if(|it| it.is_ascii_whitespace() || *it == ',')
        .is_some()
    {}
    while let Some(first) = letters.next() {
        let mut element = String::new();
        if first == '"' {
            while let Some(letter) = letters.next() {
                if letter == '"' && letters.next_if_eq(&'"').is_none() {
                    break;
                }
                element.push(letter);
            }
        } else {
            element.push(first);
            while let Some(letter) = letters.next_if(|it| *it != ',') {
                element.push(letter);
            }
            element.truncate(element.trim_end().len());
        }
        elements.push(element);
        while letters
            .next_if(|it| it.is_ascii_whitespace() || *it == ',')
            .is_some()
        {}
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_written_element_by_element() {
        let path = "\"$user\", public, \"a,\"\"b'\", \"\"";
        assert_eq!(
            setting_value("search_path", path),
            "'$user', 'public', 'a,\"b''', ''"
        );
        assert_eq!(setting_value("search_path", ""), "''");
        assert_eq!(setting_value("app.user", "a, \"b\""), "'a, \"b\"'");
    }
}
