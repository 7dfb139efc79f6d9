//! Another order of columns is no difference, and is said.

use pgworks_core::plan::{self, Wishes};

use crate::{harness, round_trip};

/// Returns what is said of two texts, and what is when the plan was run.
async fn said(old: &str, new: &str) -> Option<[Option<String>; 2]> {
    let (was, is) = (harness::database("place")?, harness::database("place")?);
    was.psql(old);
    is.psql(new);
    let wanted = round_trip::catalog(&is).await;
    let look = async || {
        let catalog = round_trip::catalog(&was).await;
        let (_, route) = plan::plan_between(&catalog, &wanted, &Wishes::default()).unwrap();
        route
    };
    let first = look().await;
    round_trip::run(&was, &first.segments).await.unwrap();
    let second = look().await;
    assert!(second.is_empty());
    Some([first.moved, second.moved])
}

#[tokio::test]
async fn another_order_of_columns_is_said_each_time() {
    let short = "CREATE TABLE t (a int, c int);";
    let Some(middle) = said(short, "CREATE TABLE t (a int, b int, c int);").await else {
        return harness::skip(harness::NO_SERVER);
    };
    for moved in middle {
        let moved = moved.unwrap();
        assert!(
            moved.starts_with(
                "the order of columns stays another than that of the new side in table public.t:"
            ),
            "{moved}"
        );
    }
    let last = said(short, "CREATE TABLE t (a int, c int, b int);").await;
    assert_eq!(last, Some([None, None]));
    let fewer = said("CREATE TABLE t (x int, a int, c int);", short).await;
    assert_eq!(fewer, Some([None, None]));
    // A table that is made anew has them as they should be.
    let anew = said(
        "CREATE TABLE t (c int, a int);",
        "CREATE TABLE t (a int, c int) PARTITION BY RANGE (a);",
    );
    assert_eq!(anew.await, Some([None, None]));
}

/// What PostgreSQL writes by the places of columns reads other ones then; today's wrong result,
/// which no statement but one that writes the table anew could change, is said.
#[tokio::test]
async fn what_reads_by_place_is_named() {
    let (Some(was), Some(is)) = (harness::database("place"), harness::database("place")) else {
        return harness::skip(harness::NO_SERVER);
    };
    was.psql("CREATE TABLE t (x int, y int); INSERT INTO t VALUES (1, 2);");
    is.psql(
        "CREATE TABLE t (z int, x int, y int); CREATE VIEW v AS SELECT c1 FROM t q(c0, c1, c2); \
         CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM public.t'; \
         CREATE VIEW w AS SELECT x FROM f(); CREATE VIEW fine AS SELECT x FROM t q;",
    );
    let (from, to) = (
        round_trip::catalog(&was).await,
        round_trip::catalog(&is).await,
    );
    let (_, route) = plan::plan_between(&from, &to, &Wishes::default()).unwrap();
    let named = |view: &str| route.misread.iter().any(|it| it.starts_with(view));
    assert_eq!(route.misread.len(), 2, "{:?}", route.misread);
    assert!(
        named("view public.v ") && named("view public.w "),
        "{:?}",
        route.misread
    );
    round_trip::run(&was, &route.segments).await.unwrap();
    assert_eq!(was.psql("SELECT c1 FROM v").trim(), "2");
}
