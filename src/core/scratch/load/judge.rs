//! What to do with a statement of a text: run it, keep it as a setting, leave it out.
//!
//! It also holds the fixed list of what the owner of the scratch database runs in place of
//! the role without superuser that runs all else. Each entry states the whole form of the
//! statement: a text must not get anything else of its own run with the owner's rights.

use super::subscription::{self, Rewritten};
use super::words::{Word, after, begins, contains, words};

/// How a statement of a text is treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It is run.
    Run,
    /// It is run and remembered as part of the file's session.
    Setting {
        /// The statement that has the effect in a session without a transaction.
        sql: String,
        /// It ends with the file's transaction.
        local: bool,
    },
    /// It begins a transaction, or is of no effect here.
    Within,
    /// It ends a transaction.
    End,
    /// It is about an event trigger: run by the owner after all else.
    EventTrigger,
    /// It creates this role: created without rights where roles may be.
    Role(String),
    /// It is about a subscription: the owner runs these in its place.
    Instead(Vec<String>),
    /// It is left out, for this reason.
    Skip(&'static str),
}

/// Decides how a statement is treated, by its first words.
pub(super) fn treatment(text: &str) -> Treatment {
    let first: Vec<Word<'_>> = words(text).take(12).collect();
    let begins = |pattern: &[&str]| begins(&first, pattern);
    let Some(word) = first.first() else {
        return Treatment::Within;
    };
    if word.is_any(&["BEGIN", "START", "SAVEPOINT", "RELEASE", "LOCK"])
        || begins(&["SET", "CONSTRAINTS"])
        || begins(&["SET", "TRANSACTION"])
        || begins(&["ROLLBACK", "[WORK", "[TRANSACTION", "TO"])
    {
        return Treatment::Within;
    }
    if word.is_any(&["COMMIT", "END", "ROLLBACK", "ABORT"]) {
        return Treatment::End;
    }
    if word.is_any(&["SET", "RESET"]) || begins(&["DISCARD", "ALL"]) {
        return setting(text, &first);
    }
    if begins(&["SELECT", "[PG_CATALOG", "[.", "SET_CONFIG"]) {
        return Treatment::Setting {
            sql: text.to_string(),
            local: false,
        };
    }
    let rest = after(&first, &["CREATE"])
        .or_else(|| after(&first, &["ALTER"]))
        .or_else(|| after(&first, &["DROP"]))
        .or_else(|| after(&first, &["COMMENT", "ON"]));
    if rest.is_some_and(|rest| super::words::begins(rest, &["EVENT", "TRIGGER"])) {
        return Treatment::EventTrigger;
    }
    match subscription::rewrite(text) {
        Some(Rewritten::Run(list)) => Treatment::Instead(list),
        Some(Rewritten::Skip(why)) => Treatment::Skip(why),
        None => cluster_wide(&first),
    }
}

fn setting(text: &str, first: &[Word<'_>]) -> Treatment {
    let begins = |pattern: &[&str]| begins(first, pattern);
    if begins(&["SET", "[SESSION", "CLIENT_ENCODING"]) || begins(&["SET", "[SESSION", "NAMES"]) {
        let named = first.last().and_then(Word::name_or_text);
        let named = named.unwrap_or_default().to_ascii_lowercase();
        return if matches!(named.as_str(), "utf8" | "utf-8" | "unicode") {
            Treatment::Within
        } else {
            Treatment::Skip("the text was read as UTF-8 already")
        };
    }
    if begins(&["SET", "SESSION", "CHARACTERISTICS"]) {
        return Treatment::Within;
    }
    let authorization = ["SET", "[LOCAL", "[SESSION", "SESSION", "AUTHORIZATION"];
    if let Some(role) = after(first, &authorization)
        .or_else(|| after(first, &["SET", "SESSION", "AUTHORIZATION"]))
        .and_then(|rest| rest.first())
    {
        // Only a superuser may become another session user; SET ROLE has the same effect
        // on who owns what is created.
        let sql = match role.name_or_text() {
            Some(name) if !role.is("DEFAULT") => {
                format!("SET ROLE {}", crate::sql::quote::ident(&name))
            }
            _ => "RESET ROLE".to_string(),
        };
        return Treatment::Setting { sql, local: false };
    }
    if begins(&["RESET", "SESSION", "AUTHORIZATION"]) {
        return Treatment::Setting {
            sql: "RESET ROLE".into(),
            local: false,
        };
    }
    if let Some(rest) = after(first, &["SET", "LOCAL"]) {
        let from = rest.first().map_or(text.len(), |word| word.start);
        return Treatment::Setting {
            sql: format!("SET {}", text.get(from..).unwrap_or_default()),
            local: true,
        };
    }
    Treatment::Setting {
        sql: text.to_string(),
        local: false,
    }
}

/// Decides about statements that reach beyond the database.
fn cluster_wide(first: &[Word<'_>]) -> Treatment {
    for role in ["ROLE", "USER", "GROUP"] {
        let mapping = first.get(2).is_some_and(|word| word.is("MAPPING"));
        if let Some([name, ..]) = after(first, &["CREATE", role])
            && !mapping
        {
            return match name.name() {
                Some(name) => Treatment::Role(name.into_owned()),
                None => Treatment::Run,
            };
        }
        if !mapping && (begins(first, &["ALTER", role]) || begins(first, &["DROP", role])) {
            return Treatment::Skip("roles belong to the cluster, not to the schema");
        }
    }
    let grants = begins(first, &["GRANT"]) || begins(first, &["REVOKE"]);
    if grants && is_membership(first) {
        return Treatment::Skip("memberships of roles belong to the cluster, not to the schema");
    }
    for object in ["DATABASE", "TABLESPACE", "SYSTEM"] {
        for verb in ["CREATE", "ALTER", "DROP"] {
            if begins(first, &[verb, object]) || begins(first, &["COMMENT", "ON", object]) {
                return Treatment::Skip("it reaches beyond the scratch database");
            }
        }
    }
    if grants && contains(first, &["ON", "DATABASE"]) {
        return Treatment::Skip("it is about a database of another name");
    }
    Treatment::Run
}

/// Tells whether a GRANT or REVOKE is of roles: then TO or FROM comes before any ON.
fn is_membership(first: &[Word<'_>]) -> bool {
    first
        .iter()
        .find(|word| word.is_any(&["ON", "TO", "FROM"]))
        .is_some_and(|word| !word.is("ON"))
}

/// What a statement asks for that only a superuser may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scratch) enum Privileged {
    /// It may be run by the owner.
    Yes,
    /// It may, if this built-in function is one that everybody may call.
    Internal(String),
    /// It may not.
    No,
}

/// Decides whether the owner runs a statement in place of the unprivileged role.
pub(in crate::scratch) fn privileged(text: &str) -> Privileged {
    let all: Vec<Word<'_>> = words(text).collect();
    // A string that goes on in the next line reads its escapes by its first part, which
    // these words do not know: what follows it may not be what it seems.
    if all.iter().any(Word::is_escape) {
        return Privileged::No;
    }
    if routine_start(&all) {
        return routine(&all);
    }
    if subscription::is_harmless(text)
        || is_event_trigger(text)
        || simple(&all)
        || owner_to(&all)
        || triggers_all(&all)
    {
        Privileged::Yes
    } else {
        Privileged::No
    }
}

/// Statements that hold nothing the owner would evaluate.
fn simple(all: &[Word<'_>]) -> bool {
    const ALLOWED: [&[&str]; 23] = [
        &["CREATE", "EXTENSION"],
        &["ALTER", "EXTENSION"],
        &["DROP", "EXTENSION"],
        &["COMMENT", "ON", "EXTENSION"],
        &[
            "CREATE",
            "[OR",
            "[REPLACE",
            "[TRUSTED",
            "[PROCEDURAL",
            "LANGUAGE",
        ],
        &["COMMENT", "ON", "[PROCEDURAL", "LANGUAGE"],
        &["CREATE", "ACCESS", "METHOD"],
        &["COMMENT", "ON", "ACCESS", "METHOD"],
        &["CREATE", "OPERATOR", "CLASS"],
        &["CREATE", "OPERATOR", "FAMILY"],
        &["ALTER", "OPERATOR", "FAMILY"],
        &["CREATE", "TEXT", "SEARCH", "PARSER"],
        &["CREATE", "TEXT", "SEARCH", "TEMPLATE"],
        &["COMMENT", "ON", "TEXT", "SEARCH", "PARSER"],
        &["COMMENT", "ON", "TEXT", "SEARCH", "TEMPLATE"],
        &["COMMENT", "ON", "FOREIGN", "DATA", "WRAPPER"],
        &["COMMENT", "ON", "PUBLICATION"],
        &["DROP", "[TRUSTED", "[PROCEDURAL", "LANGUAGE"],
        &["DROP", "ACCESS", "METHOD"],
        // Its functions take and return values of the server's inside.
        &["CREATE", "[OR", "[REPLACE", "TRANSFORM"],
        &["COMMENT", "ON", "TRANSFORM"],
        &["DROP", "TRANSFORM"],
        // Its options are checked by the wrapper's own function, which is no function of
        // the text's.
        &["CREATE", "SERVER"],
    ];
    if ALLOWED.iter().any(|pattern| begins(all, pattern)) {
        return true;
    }
    if wrapper(all) {
        return true;
    }
    if begins(all, &["ALTER", "PUBLICATION"]) {
        return contains(all, &["TABLES", "IN", "SCHEMA"]);
    }
    if begins(all, &["CREATE", "PUBLICATION"]) {
        return contains(all, &["FOR", "ALL", "TABLES"])
            || contains(all, &["TABLES", "IN", "SCHEMA"]);
    }
    if begins(all, &["CREATE", "TYPE"]) {
        return !all.iter().any(|word| word.is("AS"));
    }
    if begins(all, &["CREATE", "CAST"]) {
        return contains(all, &["WITHOUT", "FUNCTION"]) || contains(all, &["WITH", "INOUT"]);
    }
    if begins(all, &["ALTER", "TYPE"]) {
        let sets = all
            .windows(2)
            .any(|it| matches!(it, [set, open] if set.is("SET") && open.is("(")));
        return sets;
    }
    let grants = begins(all, &["GRANT"]) || begins(all, &["REVOKE"]);
    grants && (contains(all, &["ON", "LANGUAGE"]) || contains(all, &["ON", "FOREIGN"]))
}

/// A foreign-data wrapper that checks no options, or by the server's own function: one of
/// the text's would be run at once, and again for each server.
fn wrapper(all: &[Word<'_>]) -> bool {
    let is_one = ["CREATE", "ALTER"]
        .iter()
        .any(|verb| begins(all, &[verb, "FOREIGN", "DATA", "WRAPPER"]));
    let own = ["PG_CATALOG", ".", "POSTGRESQL_FDW_VALIDATOR"];
    is_one
        && !contains(all, &["OWNER", "TO"])
        && (0..all.len()).all(|at| {
            let rest = all.get(at..).unwrap_or_default();
            // The wrapper itself, the fifth word, may be called NO.
            let is_none = at > 5 && all.get(at - 1).is_some_and(|word| word.is("NO"));
            is_none || after(rest, &["VALIDATOR"]).is_none_or(|rest| begins(rest, &own))
        })
}

/// `ALTER ... OWNER TO role` and nothing beside: another clause of the same ALTER TABLE
/// could evaluate an expression, and `CURRENT_USER` would be the owner itself.
fn owner_to(all: &[Word<'_>]) -> bool {
    let [start @ .., owner, to, role] = all else {
        return false;
    };
    let mut depth = 0_i32;
    let plain = start.iter().all(|word| {
        depth += i32::from(word.is("(")) - i32::from(word.is(")"));
        depth > 0 || !word.is(",")
    });
    begins(all, &["ALTER"])
        && owner.is("OWNER")
        && to.is("TO")
        && plain
        && !role.is_any(&["CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"])
        && role.name().is_some_and(|name| is_ordinary(&name))
}

/// Tells whether a statement is about an event trigger and of a form that names it alone.
pub(super) fn is_event_trigger(text: &str) -> bool {
    let all: Vec<Word<'_>> = words(text).collect();
    let given = begins(&all, &["ALTER"]) && contains(&all, &["OWNER", "TO"]);
    !given && treatment(text) == Treatment::EventTrigger
}

/// Returns the role that a statement gives an object to, if it does nothing else.
pub(in crate::scratch) fn owner_to_role(text: &str) -> Option<String> {
    let start = text.get(..5)?;
    if !start.eq_ignore_ascii_case("ALTER") {
        return None;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    let role = all.last().filter(|_| owner_to(&all))?;
    role.name().map(std::borrow::Cow::into_owned)
}

/// Tells whether a statement, rolled back, is as if it had never run: what moves a sequence
/// or reads the clock does not belong here, nor what refuses a transaction.
pub(super) fn leaves_nothing(text: &str) -> bool {
    let first: Vec<Word<'_>> = words(text).take(4).collect();
    let defines = first
        .first()
        .is_some_and(|word| word.is_any(&["CREATE", "ALTER", "COMMENT", "GRANT", "REVOKE"]));
    defines
        && !first.iter().any(|word| word.is("CONCURRENTLY"))
        && treatment(text) == Treatment::Run
}

/// Tells whether a statement makes the schema that every database has from the start.
pub(super) fn makes_public(text: &str) -> bool {
    let all: Vec<Word<'_>> = words(text).collect();
    matches!(after(&all, &["CREATE", "SCHEMA"]), Some([name]) if name.name().as_deref() == Some("public"))
}

/// Tells whether a role could be one of a text: neither a predefined role nor our own.
pub(super) fn is_ordinary(role: &str) -> bool {
    role != super::super::cluster::SUPERUSER && !role.starts_with("pg_")
}

/// `ALTER TABLE t DISABLE TRIGGER ALL`, which dumps of data contain, and nothing beside.
fn triggers_all(all: &[Word<'_>]) -> bool {
    let Some(mut rest) = after(all, &["ALTER", "TABLE", "[IF", "[EXISTS", "[ONLY"]) else {
        return false;
    };
    while let [name, others @ ..] = rest {
        if name.is_any(&["DISABLE", "ENABLE"]) {
            return others.len() == 2 && begins(others, &["TRIGGER", "ALL"]);
        }
        if name.name().is_none() && !name.is(".") {
            return false;
        }
        rest = others;
    }
    false
}

/// Tells whether a statement creates or alters a routine.
pub(super) fn makes_routine(text: &str) -> bool {
    routine_start(&words(text).collect::<Vec<_>>())
}

fn routine_start(all: &[Word<'_>]) -> bool {
    ["FUNCTION", "PROCEDURE", "ROUTINE"].iter().any(|kind| {
        begins(all, &["CREATE", "[OR", "[REPLACE", kind]) || begins(all, &["ALTER", kind])
    })
}

fn routine(all: &[Word<'_>]) -> Privileged {
    if begins(all, &["ALTER"]) && contains(all, &["OWNER", "TO"]) {
        return if owner_to(all) {
            Privileged::Yes
        } else {
            Privileged::No
        };
    }
    // A parameter may be called LANGUAGE or have a default with AS in it: every such word
    // must be harmless, whichever of them the server takes for the clause.
    let languages = followers(all, "LANGUAGE");
    let all_are = |names: &[&str]| {
        languages.iter().all(|word| {
            let name = word.name_or_text();
            name.is_some_and(|name| names.contains(&name.as_str()))
        })
    };
    if !languages.is_empty() && all_are(&["internal"]) {
        return match strings(all).as_deref() {
            Some([source]) => Privileged::Internal(source.clone()),
            _ => Privileged::No,
        };
    }
    if !languages.is_empty() && all_are(&["c", "C"]) {
        let installed = |libraries: Vec<String>| {
            !libraries.is_empty() && libraries.iter().all(|library| is_installed(library))
        };
        return if strings(all).is_some_and(installed) {
            Privileged::Yes
        } else {
            Privileged::No
        };
    }
    let asks = contains(all, &["LEAKPROOF"]) || contains(all, &["SUPPORT"]);
    let known = begins(all, &["ALTER"]) || !languages.is_empty();
    if asks && known && all_are(&["sql", "plpgsql"]) {
        Privileged::Yes
    } else {
        Privileged::No
    }
}

/// Returns the words that follow a key word, wherever it stands.
fn followers<'a>(all: &[Word<'a>], keyword: &str) -> Vec<Word<'a>> {
    all.windows(2)
        .filter(|pair| pair.first().is_some_and(|word| word.is(keyword)))
        .filter_map(|pair| pair.get(1).copied())
        .collect()
}

/// Returns the strings that follow AS, or nothing where one is of a form not read here.
fn strings(all: &[Word<'_>]) -> Option<Vec<String>> {
    followers(all, "AS")
        .iter()
        .filter(|word| word.name().is_none())
        .map(Word::text)
        .collect()
}

/// Tells whether a library is one of the server's own: a file beside the text would be run
/// as code. Those left out hand on what the server guards by rights on their functions.
fn is_installed(library: &str) -> bool {
    let name = library.strip_prefix("$libdir/").unwrap_or(library);
    let open = ["adminpack", "dblink", "file_fdw", "pageinspect"];
    !name.is_empty()
        && !name.contains(['/', '\\'])
        && !name.starts_with("pl")
        && !open.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_and_settings_are_told_apart() {
        assert_eq!(treatment("BEGIN"), Treatment::Within);
        assert_eq!(treatment("commit work"), Treatment::End);
        assert_eq!(treatment("rollback to savepoint x"), Treatment::Within);
        let local = Treatment::Setting {
            sql: "SET search_path = a".into(),
            local: true,
        };
        assert_eq!(treatment("set local search_path = a"), local);
        let role = Treatment::Setting {
            sql: "SET ROLE \"Joe\"".into(),
            local: false,
        };
        assert_eq!(treatment("SET SESSION AUTHORIZATION 'Joe'"), role);
        assert!(matches!(
            treatment("SELECT pg_catalog.set_config('search_path', '', false)"),
            Treatment::Setting { .. }
        ));
        assert_eq!(treatment("SELECT 1"), Treatment::Run);
    }

    #[test]
    fn only_definitions_go_together() {
        for text in [
            "CREATE TABLE t ()",
            "GRANT SELECT ON t TO x",
            "comment on table t is ''",
        ] {
            assert!(leaves_nothing(text), "{text}");
        }
        for text in [
            "INSERT INTO t VALUES (1)",
            "SELECT setval('s', 1)",
            "CREATE INDEX CONCURRENTLY i ON t (x)",
            "CREATE UNIQUE INDEX CONCURRENTLY i ON t (x)",
            "CREATE ROLE x",
            "DO $$ BEGIN END $$",
        ] {
            assert!(!leaves_nothing(text), "{text}");
        }
        let role = owner_to_role("ALTER TABLE t OWNER TO \"Joe\"");
        assert_eq!(role.as_deref(), Some("Joe"));
        assert_eq!(owner_to_role("ALTER TABLE t RENAME TO joe"), None);
    }

    #[test]
    fn what_reaches_beyond_the_database_is_left_out() {
        for text in [
            "CREATE DATABASE x",
            "ALTER DATABASE x SET a = b",
            "GRANT admin TO joe",
            "GRANT CONNECT ON DATABASE x TO joe",
            "ALTER ROLE joe SUPERUSER",
            "ALTER SYSTEM SET a = b",
        ] {
            assert!(matches!(treatment(text), Treatment::Skip(_)), "{text}");
        }
        assert_eq!(
            treatment("CREATE USER joe SUPERUSER"),
            Treatment::Role("joe".into())
        );
        assert_eq!(
            treatment("CREATE USER MAPPING FOR joe SERVER s"),
            Treatment::Run
        );
        assert_eq!(treatment("GRANT SELECT ON t TO joe"), Treatment::Run);
        assert_eq!(
            treatment("COMMENT ON EVENT TRIGGER e IS 'x'"),
            Treatment::EventTrigger
        );
    }

    #[test]
    fn the_owner_runs_whole_forms_only() {
        for text in [
            "CREATE EXTENSION citext",
            "CREATE TYPE box (INPUT = box_in, OUTPUT = box_out)",
            "CREATE TYPE shell",
            "CREATE CAST (a AS b) WITHOUT FUNCTION",
            "CREATE PUBLICATION p FOR ALL TABLES",
            "ALTER PUBLICATION p ADD TABLES IN SCHEMA s",
            "CREATE FOREIGN DATA WRAPPER w HANDLER h NO VALIDATOR OPTIONS (a 'b')",
            "CREATE FOREIGN DATA WRAPPER w VALIDATOR pg_catalog.postgresql_fdw_validator",
            "ALTER TABLE t OWNER TO joe",
            "ALTER FUNCTION f(a int, b int) OWNER TO joe",
            "ALTER TABLE ONLY s.t DISABLE TRIGGER ALL",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql LEAKPROOF AS 'select 1'",
            "CREATE FUNCTION f(cstring) RETURNS x AS '$libdir/x', 'f' LANGUAGE c",
        ] {
            assert_eq!(privileged(text), Privileged::Yes, "{text}");
        }
        for text in [
            "CREATE TABLE t ()",
            "CREATE TYPE c AS (a int)",
            "CREATE CAST (a AS b) WITH FUNCTION f(a)",
            "ALTER TABLE t ALTER c TYPE int USING f(), OWNER TO joe",
            "ALTER TABLE t OWNER TO CURRENT_USER",
            "ALTER FUNCTION f() OWNER TO pgworks_superuser",
            "ALTER TABLE t OWNER TO pg_read_server_files",
            "ALTER TABLE t DISABLE TRIGGER ALL, ALTER c TYPE int USING f()",
            "CREATE FUNCTION f() RETURNS int AS '/tmp/x.so', 'f' LANGUAGE c",
            "CREATE FUNCTION f() RETURNS int AS '$libdir/../x', 'f' LANGUAGE c",
            "CREATE FUNCTION f() RETURNS int AS '$libdir/adminpack', 'f' LANGUAGE \"c\"",
            "CREATE FUNCTION f() RETURNS int AS 'x' LANGUAGE plpython3u",
            "CREATE FUNCTION f() RETURNS int AS 'x' LANGUAGE plpython3u LEAKPROOF",
            "CREATE FUNCTION f(language sql) RETURNS int AS 'x' LANGUAGE plpython3u LEAKPROOF",
            "CREATE FUNCTION f(a c) RETURNS int AS E'$libdir/x', 'f' LANGUAGE c",
            "CREATE FUNCTION f() RETURNS int AS '/tmp/x', 'f' LANGUAGE c AS '$libdir/x'",
            "CREATE PUBLICATION p FOR TABLE t WHERE (f())",
            "CREATE FOREIGN DATA WRAPPER w VALIDATOR f",
            "CREATE FOREIGN DATA WRAPPER no VALIDATOR f",
            "ALTER FOREIGN DATA WRAPPER w NO HANDLER VALIDATOR public.postgresql_fdw_validator",
            "CREATE FUNCTION f() RETURNS int LEAKPROOF AS E'x'\n'b\\'' LANGUAGE plpython3u --'",
        ] {
            assert_eq!(privileged(text), Privileged::No, "{text}");
        }
        assert_eq!(
            privileged("CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file'"),
            Privileged::Internal("pg_read_file".into())
        );
    }
}
