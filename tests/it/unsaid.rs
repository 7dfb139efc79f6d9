//! What no dump says of a database is no difference of it.

use crate::{
    harness,
    round_trip::{self, Dump},
};

/// Compares two databases made by these texts; returns what differs, and whether their dumps do.
async fn compared(old: &str, new: &str) -> Option<([Vec<String>; 2], bool)> {
    let (was, is) = (harness::database("unsaid")?, harness::database("unsaid")?);
    was.psql(old);
    is.psql(new);
    let (one, other) = (
        round_trip::catalog(&was).await,
        round_trip::catalog(&is).await,
    );
    let named = |from, to| round_trip::named(from, to, &round_trip::difference(from, to));
    let same = Dump::of(&was) == Dump::of(&is);
    Some(([named(&one, &other), named(&other, &one)], same))
}

const FAMILY: &str = "CREATE TABLE top (a int);
    CREATE TABLE middle (b int) INHERITS (top);
    CREATE TABLE low (c int) INHERITS (middle);";
const OPEN: &str = "ALTER TABLE top ADD CONSTRAINT seen CHECK (a > 0) NOT VALID;";

/// A table that comes under a check which is not valid has a valid one, and so has a table
/// on which VALIDATE CONSTRAINT was run alone.
#[tokio::test]
async fn a_check_from_parents_alone_is_as_valid_as_theirs() {
    let before = format!("{FAMILY}{OPEN}");
    let behind = format!(
        "CREATE TABLE top (a int); {OPEN} CREATE TABLE middle (b int) INHERITS (top);
         CREATE TABLE low (c int) INHERITS (middle);"
    );
    let one_by_one = format!("{before} ALTER TABLE low VALIDATE CONSTRAINT seen;");
    for other in [behind, one_by_one] {
        let Some((differs, same_dump)) = compared(&before, &other).await else {
            return harness::skip(harness::NO_SERVER);
        };
        assert!(same_dump, "{other}");
        assert_eq!(differs, [Vec::<String>::new(), Vec::new()], "{other}");
    }
}

/// A check that is the table's own too, and one of a partition, are dumped as they are.
#[tokio::test]
async fn a_check_of_its_own_says_whether_it_is_valid() {
    let own =
        format!("{FAMILY} ALTER TABLE low ADD CONSTRAINT seen CHECK (a > 0) NOT VALID;{OPEN}");
    let parted = "CREATE TABLE top (a int) PARTITION BY LIST (a);
         CREATE TABLE low PARTITION OF top FOR VALUES IN (1);
         ALTER TABLE top ADD CONSTRAINT seen CHECK (a > 0) NOT VALID;";
    for text in [&own, parted] {
        let valid = format!("{text} ALTER TABLE low VALIDATE CONSTRAINT seen;");
        let Some((differs, same_dump)) = compared(text, &valid).await else {
            return harness::skip(harness::NO_SERVER);
        };
        assert!(!same_dump, "{text}");
        let told = vec!["differs: check constraint public.low.seen (not_valid)".to_owned()];
        assert_eq!(differs, [told.clone(), told], "{text}");
    }
}
