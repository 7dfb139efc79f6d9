//! An extension that moves to another schema takes what names its types along: no table is
//! written anew, no view and no function is made anew.

use crate::{
    harness::{self, Database},
    round_trip::Dump,
};

use super::texts::good;

const USES: &str = "CREATE TABLE shop.t (id integer PRIMARY KEY, c citext DEFAULT 'x'::citext, \
        h hstore, l citext[], CONSTRAINT no_b CHECK (c <> 'b'::citext)); \
    CREATE INDEX t_c ON shop.t (c); \
    CREATE VIEW shop.v AS SELECT id, c FROM shop.t WHERE h ? 'a'; \
    CREATE FUNCTION shop.f(citext) RETURNS citext LANGUAGE sql AS 'SELECT $1'; \
    CREATE VIEW shop.w AS SELECT shop.f(c) AS x FROM shop.t; \
    CREATE DOMAIN shop.name AS citext CHECK (VALUE <> ''::citext);";

fn old() -> String {
    format!("CREATE SCHEMA shop; CREATE EXTENSION citext; CREATE EXTENSION hstore; {USES}")
}

/// One extension comes to a schema that is new, the other to one that is there.
fn new() -> String {
    format!(
        "CREATE SCHEMA shop; CREATE SCHEMA ext; COMMENT ON SCHEMA ext IS 'extensions'; \
         GRANT USAGE ON SCHEMA ext TO pg_monitor; \
         CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION hstore SCHEMA shop; \
         SET search_path = public, ext, shop; {USES} CREATE TABLE shop.more (c citext);"
    )
}

/// Dumps a database without what pgworks wrote down in it.
fn dumped(database: &Database) -> Dump {
    let copy = database.copy("moves");
    copy.psql("DROP SCHEMA pgworks CASCADE");
    Dump::of(&copy)
}

#[test]
fn an_extension_takes_what_names_it_along() {
    let (Some(target), Some(wanted), Some(was)) = (
        harness::database("moves"),
        harness::database("moves"),
        harness::database("moves"),
    ) else {
        return harness::skip(harness::NO_SERVER);
    };
    let rows = "INSERT INTO shop.t VALUES (1, 'A', 'a=>1', '{b}');";
    let asks = "SELECT 'shop.t'::regclass::oid, pg_relation_filenode('shop.t'), \
                pg_relation_filenode('shop.t_c'), 'shop.v'::regclass::oid, \
                (SELECT oid FROM pg_proc WHERE proname = 'f'), id, c, h, l FROM shop.t";
    target.psql(&format!("{} {rows}", old()));
    wanted.psql(&new());
    was.psql(&old());
    let before = target.psql(asks);
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (from, to) = (target.keywords(), wanted.keywords());
    let local = ["--scratch", "local"];
    let words = ["plan", &from, &to, "-o", "plan.json", "--verify"];
    let said = good(home, &[&words[..], &local].concat());
    assert!(said.contains("Proven"), "{said}");
    let apply = ["apply", "plan.json", "--to", &from, "--yes"];
    good(home, &[&apply[..], &local].concat());
    assert_eq!(target.psql(asks), before);
    assert_eq!(dumped(&target), Dump::of(&wanted));
    let back = ["rollback", "--to", &from, "--yes"];
    good(
        home,
        &[&back[..], &["--allow-data-loss", "shop.more"]].concat(),
    );
    assert_eq!(target.psql(asks), before);
    assert_eq!(dumped(&target), Dump::of(&was));
}
