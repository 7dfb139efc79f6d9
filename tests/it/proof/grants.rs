//! Privileges that somebody else than the owner granted, through a grant option.

use crate::harness::{self, Database};

use super::{
    kept::{brought, dumped, taken_back},
    texts::good,
};

const MADE: &str = "CREATE ROLE OWN; CREATE ROLE HOLDER; CREATE ROLE OTHER;";
const SCHEMA: &str = "CREATE SCHEMA app; CREATE TABLE app.t (id integer, a integer); \
    CREATE SEQUENCE app.s; CREATE FUNCTION app.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; \
    ALTER SCHEMA app OWNER TO OWN; ALTER TABLE app.t OWNER TO OWN; \
    ALTER SEQUENCE app.s OWNER TO OWN; ALTER FUNCTION app.f() OWNER TO OWN; \
    GRANT USAGE ON SCHEMA app TO HOLDER, OTHER;";
const OLD: &str = "GRANT SELECT ON app.t TO HOLDER WITH GRANT OPTION; \
    GRANT SELECT (a), UPDATE (a) ON app.t TO HOLDER WITH GRANT OPTION; \
    GRANT EXECUTE ON FUNCTION app.f() TO HOLDER WITH GRANT OPTION; SET ROLE HOLDER; \
    GRANT SELECT ON app.t TO OTHER; GRANT EXECUTE ON FUNCTION app.f() TO OTHER; \
    GRANT UPDATE (a) ON app.t TO OTHER; RESET ROLE;";
/// The other one loses the table, and gains the sequence; the function is given by the owner.
const NEW: &str = "GRANT SELECT ON app.t TO HOLDER WITH GRANT OPTION; \
    GRANT SELECT (a), UPDATE (a) ON app.t TO HOLDER WITH GRANT OPTION; \
    GRANT EXECUTE ON FUNCTION app.f() TO OTHER; \
    GRANT USAGE ON SEQUENCE app.s TO HOLDER WITH GRANT OPTION; SET ROLE HOLDER; \
    GRANT USAGE ON SEQUENCE app.s TO OTHER; GRANT UPDATE (a) ON app.t TO OTHER; RESET ROLE;";

/// Returns a text with the roles of this database.
fn named(database: &Database, parts: &[&str]) -> String {
    let name = database.name();
    let role = |of: &str| format!("\"{name} {of}\"");
    parts
        .concat()
        .replace("OWN;", &(role("own") + ";"))
        .replace("HOLDER", &role("\"\"holder\"\""))
        .replace("OTHER", &role("other"))
}

#[test]
fn what_a_holder_of_an_option_granted_comes_and_goes() {
    let Some(database) = harness::database("grants") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(&named(&database, &[MADE, SCHEMA, OLD]));
    let was = dumped(&database);
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    brought(home, &database, &named(&database, &[SCHEMA, NEW]), &[], &[]);
    let may = |what: &str| {
        let other = format!("{} other", database.name());
        let sql = what.replace("WHO", &format!("'{other}'"));
        database.psql(&format!("SELECT {sql}")).trim().to_owned()
    };
    assert_eq!(may("has_table_privilege(WHO, 'app.t', 'SELECT')"), "f");
    assert_eq!(may("has_sequence_privilege(WHO, 'app.s', 'USAGE')"), "t");
    assert_eq!(
        may("has_column_privilege(WHO, 'app.t', 'a', 'UPDATE')"),
        "t"
    );
    let words = [
        "diff",
        &database.keywords(),
        "new.sql",
        "--scratch",
        "local",
    ];
    let again = good(home, &words);
    assert!(
        !again.contains("GRANT") && !again.contains("REVOKE"),
        "{again}"
    );
    taken_back(home, &database, &[]);
    let rest = was.differences(&dumped(&database));
    assert!(rest.is_empty(), "{rest:?}");
    database.psql(&named(
        &database,
        &["DROP SCHEMA app CASCADE; DROP OWNED BY HOLDER, OTHER; \
         DROP ROLE HOLDER; DROP ROLE OTHER; DROP ROLE OWN;"],
    ));
}
