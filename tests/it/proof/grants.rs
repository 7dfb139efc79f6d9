//! Privileges that somebody else than the owner granted, through a grant option.

use crate::{
    harness::{self, Database},
    round_trip::Dump,
};

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

/// Deals numbers below a bound, the same ones each time.
struct Dealer(u64);

impl Dealer {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }
}

/// Returns tables, sequences and functions whose grants anybody with an option gave and took.
/// What the server refuses changes nothing.
fn dealt(dealer: &mut Dealer) -> String {
    let roles = ["OWN1", "OWN2", "HOLD1", "HOLD2", "HOLD3"];
    let mut all = String::new();
    for number in 0..12 {
        all += &format!(
            "CREATE TABLE t{number} (a int, b int); CREATE SEQUENCE s{number}; \
             CREATE FUNCTION f{number}() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
        );
        let kinds: [(&str, String, &[&str]); 3] = [
            (
                "TABLE",
                format!("t{number}"),
                &["SELECT", "UPDATE", "SELECT (a)", "UPDATE (a)"],
            ),
            ("SEQUENCE", format!("s{number}"), &["USAGE", "SELECT"]),
            ("FUNCTION", format!("f{number}()"), &["EXECUTE"]),
        ];
        for (word, name, privileges) in kinds {
            let owner = dealer.of(&roles[..2]);
            all += &format!("ALTER {word} {name} OWNER TO {owner};\n");
            for _ in 0..dealer.below(10) {
                let by = dealer.of(&["NONE", "NONE", "OWN1", "HOLD1", "HOLD2", "HOLD3"]);
                let what = dealer.of(privileges);
                let to = dealer.of(&["PUBLIC", "OWN1", "OWN2", "HOLD1", "HOLD2", "HOLD3"]);
                let said = match dealer.below(4) {
                    0 => format!("REVOKE {what} ON {word} {name} FROM {to} CASCADE"),
                    1 => format!("GRANT {what} ON {word} {name} TO {to}"),
                    _ if to == "PUBLIC" => format!("GRANT {what} ON {word} {name} TO PUBLIC"),
                    _ => format!("GRANT {what} ON {word} {name} TO {to} WITH GRANT OPTION"),
                };
                all += &format!(
                    "DO $$ BEGIN SET LOCAL ROLE {by}; {said}; SET LOCAL ROLE NONE; \
                     EXCEPTION WHEN OTHERS THEN NULL; END $$;\n"
                );
            }
        }
    }
    all
}

/// Takes away what was granted on a column by an option on the table that is gone since: no
/// dump of it can be restored.
const LOOSE: &str = "DO $$ DECLARE it record; BEGIN FOR it IN \
    SELECT x.grantor::regrole AS who, format('%s (%I) ON %s', x.privilege_type, attname, c.oid::regclass) \
    AS what FROM pg_class c JOIN pg_attribute ON attrelid = c.oid, aclexplode(attacl) x \
    WHERE x.grantor <> relowner AND NOT EXISTS (SELECT FROM (SELECT * FROM aclexplode(attacl) UNION ALL \
    SELECT * FROM aclexplode(relacl)) y WHERE y.grantee = x.grantor AND y.is_grantable \
    AND y.privilege_type = x.privilege_type) LOOP \
    EXECUTE format('GRANT %s TO %s WITH GRANT OPTION', it.what, it.who); \
    EXECUTE format('REVOKE %s FROM %s CASCADE', it.what, it.who); END LOOP; END $$";

#[test]
fn grants_of_anybody_lead_to_grants_of_anybody() {
    let (Some(old), Some(new)) = (harness::database("dealt"), harness::database("dealt")) else {
        return harness::skip(harness::NO_SERVER);
    };
    let roles = ["OWN1", "OWN2", "HOLD1", "HOLD2", "HOLD3"];
    let named = |text: &str| {
        roles.iter().fold(text.to_owned(), |text, role| {
            text.replace(role, &format!("{}_{}", old.name(), role.to_lowercase()))
        })
    };
    let made: Vec<String> = roles
        .iter()
        .map(|role| format!("CREATE ROLE {role};"))
        .collect();
    old.psql(&named(&made.concat()));
    let mut dealer = Dealer(7);
    for database in [&old, &new] {
        database.psql(&named(&(dealt(&mut dealer) + LOOSE)));
    }
    let home = tempfile::tempdir().unwrap();
    let sql = good(home.path(), &["diff", &old.keywords(), &new.keywords()]);
    assert!(sql.matches("DO $grant$").count() > 5, "{sql}");
    old.psql(&sql);
    let rest = Dump::of(&old).differences(&Dump::of(&new));
    assert!(rest.is_empty(), "{rest:?}");
    let dropped: Vec<String> = roles
        .iter()
        .map(|role| format!("DROP ROLE {role};"))
        .collect();
    new.psql(&named(
        "DROP OWNED BY OWN1, OWN2, HOLD1, HOLD2, HOLD3 CASCADE",
    ));
    old.psql(&named(&format!(
        "DROP OWNED BY OWN1, OWN2, HOLD1, HOLD2, HOLD3 CASCADE; {}",
        dropped.concat()
    )));
}
