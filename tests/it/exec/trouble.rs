//! Runs that others stand in the way of, that fail, that lose their connection, that are
//! stopped.

use std::time::{Duration, Instant};

use pgworks_core::{
    catalog::{Action, Timing},
    conn::connect,
    error::Class,
    exec::{self, Wishes},
    plan::{
        self, Segment,
        file::{self, Plan},
    },
    progress::{Cancel, Progress},
};

use super::{
    CHANGE, apply, catalog, differences, plan_between, quick, refused, resume, run, shop, target,
};
use crate::harness::{self, Database};

#[test]
fn a_lock_that_is_not_granted_is_named_and_resumed() {
    let Some((shop, plan, wanted)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    let outcome = run(async {
        let other = connect(&target(&shop).conninfo, "the_blocker")
            .await
            .unwrap();
        other.execute("BEGIN").await.unwrap();
        other.execute("LOCK TABLE public.customer").await.unwrap();
        exec::apply(
            &plan,
            &target(&shop),
            &quick(),
            &Progress::silent(),
            &Cancel::new(),
        )
        .await
    });
    let report = refused(outcome, Class::Interrupted, "pgworks resume");
    assert_eq!(report.sqlstate(), Some("55P03"));
    let causes = report.causes().join("\n");
    assert!(causes.contains("the_blocker"), "{causes}");
    assert!(causes.contains("tried 2 times"), "{causes}");
    let status = run(exec::status(&target(&shop))).unwrap();
    assert_eq!(status.unfinished.unwrap().segments_done, 0);
    resume(&shop).unwrap();
    assert_eq!(differences(&shop, &wanted), [""; 0]);
}

/// A plan with one statement that the server refuses, between two segments that it takes.
fn failing(shop: &Database, sql: &str) -> Plan {
    let now = run(catalog(shop));
    let mut plan = run(plan_between(&now, &now));
    let segment = |sql: &str, timing: Timing| Segment {
        in_transaction: timing != Timing::Alone,
        steps: vec![plan::Step {
            object: "table public.x".into(),
            name: "public.x".into(),
            action: Action::new(sql).timing(timing),
        }],
    };
    plan.segments = vec![
        segment("CREATE TABLE public.x (i int)", Timing::Within),
        segment(
            sql,
            if sql.contains("CONCURRENTLY") {
                Timing::Alone
            } else {
                Timing::Within
            },
        ),
        segment("CREATE TABLE public.y (i int)", Timing::Within),
    ];
    plan.id = file::digest(&plan.segments);
    plan
}

#[test]
fn a_refused_statement_leaves_what_was_done_and_can_be_gone_on_with() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    shop.psql("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (1)");
    let sql = "CREATE UNIQUE INDEX CONCURRENTLY t_i ON public.t (i)";
    let plan = failing(&shop, sql);
    let report = refused(
        apply(&plan, &shop, &quick()),
        Class::Server,
        "INVALID index",
    );
    assert_eq!(report.sqlstate(), Some("23505"));
    let there =
        "SELECT to_regclass('public.x'), to_regclass('public.t_i'), to_regclass('public.y')";
    assert_eq!(shop.psql(there), "x||\n");
    // Another plan has to wait for this one.
    let other = failing(&shop, "CREATE TABLE public.z (i int)");
    let report = refused(apply(&other, &shop, &quick()), Class::Refused, "--abandon");
    assert!(report.to_string().contains("of another plan"));
    shop.psql("DELETE FROM t WHERE ctid = '(0,1)'");
    let applied = resume(&shop).unwrap();
    assert_eq!((applied.already_done, applied.statements), (1, 2));
    assert_eq!(shop.psql(there), "x|t_i|y\n");
}

#[test]
fn of_two_at_once_one_applies_and_the_other_finds_it_done() {
    let Some((shop, plan, wanted)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| apply(&plan, &shop, &quick())))
            .collect();
        threads
            .into_iter()
            .map(|it| it.join().unwrap().unwrap().statements)
            .collect::<Vec<_>>()
    });
    let all = plan.steps().count();
    assert_eq!(outcomes.iter().filter(|it| **it == all).count(), 1);
    assert_eq!(outcomes.iter().filter(|it| **it == 0).count(), 3);
    assert_eq!(differences(&shop, &wanted), [""; 0]);
}

#[test]
fn a_lost_connection_is_made_again_and_the_run_goes_on() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let plan = failing(&shop, "SELECT pg_catalog.pg_sleep(3)");
    let applied = std::thread::scope(|scope| {
        let applying = scope.spawn(|| apply(&plan, &shop, &quick()));
        terminate(&shop, "SELECT pg_catalog.pg_sleep(3)");
        applying.join().unwrap().unwrap()
    });
    assert_eq!((applied.reconnects, applied.statements), (1, 3));
    let notes = "SELECT count(*) FROM pgworks.event WHERE kind = 'note'";
    assert_eq!(shop.psql(notes), "1\n");
}

/// Ends the backend that runs a statement.
fn terminate(shop: &Database, statement: &str) {
    let begun = Instant::now();
    let sql = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE query = '{statement}' AND datname = current_database()"
    );
    while shop.psql(&sql).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it never ran");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn stopping_rolls_the_transaction_back_and_says_how_to_go_on() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let plan = failing(&shop, "SELECT pg_catalog.pg_sleep(60)");
    let begun = Instant::now();
    let outcome = run(async {
        let cancel = Cancel::new();
        let stop = cancel.clone();
        let seen = Progress::new(move |step| {
            if step.what.contains("pg_sleep") {
                stop.cancel();
            }
        });
        exec::apply(&plan, &target(&shop), &quick(), &seen, &cancel).await
    });
    refused(outcome, Class::Interrupted, "pgworks resume");
    assert!(begun.elapsed() < Duration::from_secs(30));
    let there = "SELECT to_regclass('public.x'), to_regclass('public.y')";
    assert_eq!(shop.psql(there), "x|\n");
}

#[test]
fn a_change_between_reading_and_locking_is_noticed() {
    let Some((shop, plan, _)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    // Somebody holds the table when the run comes, and changes it before letting go.
    let outcome = run(async {
        let other = connect(&target(&shop).conninfo, "other").await.unwrap();
        other.execute("BEGIN").await.unwrap();
        other
            .execute("LOCK TABLE public.customer IN SHARE MODE")
            .await
            .unwrap();
        let wishes = Wishes {
            lock_timeout: Duration::from_secs(20),
            ..quick()
        };
        let target = target(&shop);
        let (progress, cancel) = (Progress::silent(), Cancel::new());
        let applying = exec::apply(&plan, &target, &wishes, &progress, &cancel);
        let changing = async {
            let look = connect(&target.conninfo, "look").await.unwrap();
            let waits = "SELECT count(*) FROM pg_locks WHERE NOT granted \
                 AND relation = 'public.customer'::regclass";
            while look.query_one(waits).await.unwrap().get(0) == Some("0") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            other
                .execute("ALTER TABLE public.customer ADD COLUMN mail integer")
                .await
                .unwrap();
            other.execute("COMMIT").await.unwrap();
        };
        tokio::join!(applying, changing).0
    });
    refused(outcome, Class::Refused, "STALE_PLAN");
    let column = "SELECT format_type(atttypid, -1) FROM pg_attribute WHERE attname = 'mail'";
    assert_eq!(shop.psql(column), "integer\n");
}
