//! Roles that a difference needs and the old side's server lacks: they are made with the new
//! side's attributes, said loudly, and never with a password. Two servers stand for the two
//! sides, since all databases of one share its roles.

use std::fs;

use crate::{
    cli::{home, pgworks, stderr, stdout},
    harness::{self, Database},
};

/// Looked for in all that comes out.
const CANARY: &str = "canary9Kw4z";

const OLD: &str = "CREATE TABLE public.t (id integer PRIMARY KEY, who text);";

const NEW: &str = "CREATE TABLE public.t (id integer PRIMARY KEY, who text);
    CREATE ROLE \"App owner\" CREATEROLE;
    CREATE ROLE reader LOGIN CONNECTION LIMIT 5 PASSWORD 'canary9Kw4z';
    CREATE ROLE seer NOINHERIT BYPASSRLS;
    CREATE ROLE giver;
    CREATE ROLE mapped LOGIN VALID UNTIL '2033-01-01 00:00:00+00';
    CREATE ROLE bystander SUPERUSER LOGIN PASSWORD 'canary9Kw4z';
    CREATE TABLE public.u (id integer);
    ALTER TABLE public.u OWNER TO \"App owner\";
    GRANT SELECT (who) ON public.t TO reader;
    CREATE POLICY p ON public.t TO seer USING (true);
    ALTER DEFAULT PRIVILEGES FOR ROLE giver IN SCHEMA public GRANT SELECT ON TABLES TO reader;
    GRANT INSERT ON public.u TO mapped WITH GRANT OPTION;
    ALTER ROLE reader SET work_mem = '9MB';
    GRANT seer TO reader;";

/// The roles of a server, with their attributes.
const ROLES: &str = "SELECT string_agg(concat_ws(' ', rolname, rolsuper, rolinherit, \
    rolcreaterole, rolcanlogin, rolbypassrls, rolconnlimit, rolvaliduntil = '2033-01-01Z', \
    rolpassword IS NOT NULL), ';' ORDER BY rolname) FROM pg_authid WHERE rolname !~ '^pg_' \
    AND rolname <> 'postgres'";

/// Runs the program; what it says must not hold the canary, nor the password's hash.
fn say(words: &[&str], hash: &str) -> (Option<i32>, String) {
    let output = pgworks(home().path()).args(words).output().unwrap();
    let said = stdout(&output) + &stderr(&output);
    assert!(
        !said.contains(CANARY) && !said.contains(hash),
        "{words:?}: {said}"
    );
    (output.status.code(), said)
}

fn sides() -> Option<(Database, Database)> {
    let (one, other) = (harness::own_server()?, harness::own_server()?);
    let (old, new) = (
        one.database("roles", "template0"),
        other.database("roles", "template0"),
    );
    old.psql(OLD);
    new.psql(NEW);
    Some((old, new))
}

#[test]
fn a_role_that_is_needed_is_made_and_said() {
    let Some((old, new)) = sides() else {
        return harness::skip(harness::NO_SERVER);
    };
    let hash = new.psql("SELECT rolpassword FROM pg_authid WHERE rolname = 'reader'");
    let (from, to) = (old.keywords(), new.keywords());
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (plan, kept) = (file("plan.json"), file("kept.pgw"));
    let (_, said) = say(&["diff", &from, &to], hash.trim());
    for wanted in [
        "CREATE ROLE \"App owner\" WITH CREATEROLE NOLOGIN;",
        "CREATE ROLE reader WITH LOGIN CONNECTION LIMIT 5;",
        "CREATE ROLE seer WITH BYPASSRLS NOLOGIN NOINHERIT;",
        "CREATE ROLE giver WITH NOLOGIN;",
        "passwords are never read",
        "new to the whole server",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(
        !said.contains("bystander") && !said.contains("work_mem"),
        "{said}"
    );
    let (_, said) = say(&["diff", &from, &to, "--kinds", "policies"], hash.trim());
    assert!(
        !said.contains("App owner") && said.contains("CREATE ROLE seer"),
        "{said}"
    );

    // A snapshot carries the roles' attributes.
    say(&["snapshot", &to, "-o", &kept], hash.trim());
    assert!(
        !fs::read(&kept)
            .unwrap()
            .windows(11)
            .any(|it| it == CANARY.as_bytes())
    );
    let (code, said) = say(
        &["plan", &from, &kept, "-o", &plan, "--verify"],
        hash.trim(),
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("were not run (role"), "{said}");
    assert!(!fs::read_to_string(&plan).unwrap().contains(CANARY));
    let (code, said) = say(&["apply", &plan, "--to", &from, "--yes"], hash.trim());
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        old.psql(ROLES).trim(),
        "App owner f t t f f -1 f;giver f t f f f -1 f;mapped f t f t f -1 t f;\
         reader f t f t f 5 f;seer f f f f t -1 f"
    );
    let (code, said) = say(&["diff", &from, &to, "--exit-code"], hash.trim());
    assert_eq!(code, Some(0), "{said}");
    // With all of it compared there is more, and nothing is dropped.
    let (code, said) = say(
        &["diff", &from, &to, "--globals", "--exit-code"],
        hash.trim(),
    );
    assert_eq!(code, Some(1), "{said}");
    for wanted in [
        "CREATE ROLE bystander WITH SUPERUSER LOGIN;",
        "ALTER ROLE reader SET work_mem TO '9MB';",
        "GRANT seer TO reader",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let (_, said) = say(&["diff", &to, &from, "--globals"], hash.trim());
    assert!(
        !said.contains("DROP ROLE") && said.contains("a role is never dropped"),
        "{said}"
    );
    // The roles stay: the run would not end well if they were looked for in vain.
    let (code, said) = say(
        &[
            "rollback",
            "--to",
            &from,
            "--yes",
            "--allow-data-loss",
            "public.u",
        ],
        hash.trim(),
    );
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn globals_are_planned_proven_and_applied() {
    let Some((old, new)) = sides() else {
        return harness::skip(harness::NO_SERVER);
    };
    let hash = new.psql("SELECT rolpassword FROM pg_authid WHERE rolname = 'reader'");
    let (from, to) = (old.keywords(), new.keywords());
    let name = new.name();
    new.psql(&format!(
        "ALTER DATABASE \"{name}\" SET statement_timeout = 5000; \
         ALTER DATABASE \"{name}\" OWNER TO \"App owner\"; \
         COMMENT ON DATABASE \"{name}\" IS 'kept'; \
         GRANT TEMPORARY ON DATABASE \"{name}\" TO reader; \
         ALTER ROLE mapped IN DATABASE \"{name}\" SET search_path = a, \"B c\""
    ));
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.json").display().to_string();
    let (code, said) = say(
        &["plan", &from, &to, "--globals", "-o", &plan, "--verify"],
        &hash,
    );
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = say(&["verify", &from, &to, "--globals"], &hash);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = say(&["apply", &plan, "--to", &from, "--yes"], &hash);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = say(&["diff", &from, &to, "--globals", "--exit-code"], &hash);
    assert_eq!(code, Some(0), "{said}");
    // A text says nothing of them: that is said, and not taken for a difference.
    let text = folder.path().join("old.sql");
    fs::write(&text, OLD).unwrap();
    let (_, said) = say(
        &["diff", &from, &text.display().to_string(), "--globals"],
        &hash,
    );
    assert!(
        said.contains("says nothing of roles") && !said.contains("ALTER ROLE"),
        "{said}"
    );
}
