//! The shop of `pgworks demo`: both versions load without superuser, the rows fit.

use crate::harness;

const OLD: &str = include_str!("../../assets/demo/old.sql");
const NEW: &str = include_str!("../../assets/demo/new.sql");
const ROWS: &str = include_str!("../../assets/demo/rows.sql");

#[test]
fn both_shops_load_for_an_ordinary_role() {
    let Some(old) = harness::database("demo_old") else {
        return harness::skip(harness::NO_SERVER);
    };
    let new = harness::database("demo_new").unwrap();
    old.psql("CREATE ROLE demo_owner");
    for (database, texts) in [(&old, &[OLD, ROWS][..]), (&new, &[NEW])] {
        let name = database.name();
        database.psql(&format!(
            "GRANT CREATE ON DATABASE \"{name}\" TO demo_owner"
        ));
        database.psql(&format!("SET ROLE demo_owner;\n{}", texts.concat()));
    }
    assert_ne!(old.dump(), new.dump());
    assert_eq!(old.psql("SELECT count(*) FROM shop.order_lines"), "360\n");
    assert_eq!(
        old.psql("SELECT count(*) FROM shop.customers WHERE fax IS NOT NULL"),
        "10\n"
    );
}
