//! The roles that one statement names: owners, grantees, the roles of a policy.
//!
//! It finds where they stand in the text, so that they can be created or replaced. It is
//! asked only after the server said that a role does not exist.

use std::ops::Range;

use super::words::{Word, after, begins, words};
use crate::error::Report;

/// A role named in a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The role's name.
    pub(super) name: String,
    /// Where it stands, in bytes.
    pub(super) place: Range<usize>,
}

/// Words that stand where a role's name stands and are none.
const NO_ROLE: [&str; 6] = [
    "PUBLIC",
    "CURRENT_USER",
    "CURRENT_ROLE",
    "SESSION_USER",
    "NONE",
    "DEFAULT",
];

/// Tells whether the server refused because a role does not exist.
///
/// 42704 says of many kinds of object that they do not exist; the routines are those of
/// `acl.c` that look roles up.
pub(super) fn is_missing_role(report: &Report) -> bool {
    const ROUTINES: [&str; 5] = [
        "get_role_oid",
        "get_rolespec_oid",
        "get_rolespec_tuple",
        "check_role",
        "check_session_authorization",
    ];
    report.server_error().is_some_and(|error| {
        let routine = error.routine.as_deref().unwrap_or_default();
        // An unknown role in SET ROLE is an invalid value (22023).
        matches!(error.sqlstate.as_str(), "42704" | "22023") && ROUTINES.contains(&routine)
    })
}

/// Lists the roles a statement names, in order.
pub(super) fn named(text: &str) -> Vec<Named> {
    let all: Vec<Word<'_>> = words(text).collect();
    let mut found = Vec::new();
    for at in 0..all.len() {
        let Some(rest) = all.get(at..) else { break };
        if let Some(list) = list_after(&all, rest) {
            collect(list, &mut found);
        }
    }
    found
}

/// Returns the words from the first role on, where a list of roles begins behind `rest`'s
/// first key words.
fn list_after<'w, 'a>(all: &[Word<'a>], rest: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    const EVERYWHERE: [&[&str]; 7] = [
        &["OWNER", "TO"],
        &["GRANTED", "BY"],
        &["AUTHORIZATION"],
        &["FOR", "ROLE"],
        &["FOR", "USER"],
        &["SET", "[LOCAL", "[SESSION", "ROLE"],
        &["OWNED", "BY"],
    ];
    if let Some(list) = EVERYWHERE.iter().find_map(|start| after(rest, start)) {
        return Some(list);
    }
    let gives = begins(all, &["GRANT"])
        || begins(all, &["CREATE", "POLICY"])
        || begins(all, &["ALTER", "POLICY"])
        || begins(all, &["ALTER", "DEFAULT", "PRIVILEGES"]);
    let takes = begins(all, &["REVOKE"]) || begins(all, &["ALTER", "DEFAULT", "PRIVILEGES"]);
    let mapping = begins(all, &["CREATE", "USER", "MAPPING"])
        || begins(all, &["ALTER", "USER", "MAPPING"])
        || begins(all, &["DROP", "USER", "MAPPING"]);
    let list = gives
        .then(|| after(rest, &["TO", "[GROUP"]))
        .flatten()
        .or_else(|| takes.then(|| after(rest, &["FROM", "[GROUP"])).flatten())
        .or_else(|| mapping.then(|| after(rest, &["FOR"])).flatten())?;
    Some(list)
}

/// Collects names separated by commas.
fn collect(list: &[Word<'_>], found: &mut Vec<Named>) {
    for pair in list.chunks(2) {
        let [word, behind @ ..] = pair else { return };
        if let Some(name) = word.name_or_text()
            && !word.is_any(&NO_ROLE)
        {
            let place = word.start..word.end;
            if !found.iter().any(|known| known.place == place) {
                found.push(Named { name, place });
            }
        }
        if !behind.first().is_some_and(|sign| sign.is(",")) {
            return;
        }
    }
}

/// Returns the statement with the roles that `missing` names replaced by the current one.
pub(super) fn without(text: &str, missing: impl Fn(&str) -> bool) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    let mut all = named(text);
    all.sort_by_key(|role| role.place.start);
    for role in all {
        if missing(&role.name) {
            changed.push_str(text.get(from..role.place.start).unwrap_or_default());
            changed.push_str("CURRENT_USER");
            from = role.place.end;
        }
    }
    changed.push_str(text.get(from..).unwrap_or_default());
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        named(text).into_iter().map(|role| role.name).collect()
    }

    #[test]
    fn roles_are_found_where_statements_name_them() {
        for (text, expected) in [
            ("ALTER TABLE t OWNER TO \"Mr X\"", &["Mr X"][..]),
            (
                "GRANT SELECT ON t TO a, PUBLIC, b WITH GRANT OPTION",
                &["a", "b"],
            ),
            ("REVOKE ALL ON t FROM GROUP a", &["a"]),
            (
                "CREATE POLICY p ON t FOR SELECT TO a, b USING (x = 1)",
                &["a", "b"],
            ),
            (
                "ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s GRANT SELECT ON TABLES TO b",
                &["a", "b"],
            ),
            ("CREATE SCHEMA s AUTHORIZATION a", &["a"]),
            ("SET SESSION AUTHORIZATION 'joe'", &["joe"]),
            ("SET ROLE joe", &["joe"]),
            ("CREATE USER MAPPING FOR a SERVER s", &["a"]),
            ("CREATE TABLE t (a text DEFAULT 'x TO y')", &[]),
            ("ALTER TABLE t RENAME TO u", &[]),
            ("ALTER TABLE t OWNER TO CURRENT_USER", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn missing_roles_become_the_current_one() {
        assert_eq!(
            without("GRANT SELECT ON t TO a, \"b c\"", |name| name == "b c"),
            "GRANT SELECT ON t TO a, CURRENT_USER"
        );
    }
}
