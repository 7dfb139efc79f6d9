//! Runs that others stand in the way of, that fail, that lose their connection, that are
//! stopped.

use std::time::{Duration, Instant};

use pgworks_core::{
    catalog::{Action, Timing},
    conn::{Conninfo, Environment, connect},
    error::Class,
    exec::{self, Wishes},
    plan::{
        self, Segment,
        file::{self, Plan},
    },
    progress::{Cancel, Progress},
};

use super::{
    CHANGE, apply, catalog, differences, plan_between, quick, refused, resume, rollback, run, shop,
    target,
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

/// A segment of one statement.
fn segment(sql: &str, timing: Timing) -> Segment {
    Segment {
        in_transaction: timing != Timing::Alone,
        steps: vec![plan::Step {
            object: "table public.x".into(),
            name: "public.x".into(),
            action: Action::new(sql).timing(timing),
        }],
    }
}

/// A plan with one statement that the server refuses, between two segments that it takes.
pub(super) fn failing(shop: &Database, sql: &str) -> Plan {
    let now = run(catalog(shop));
    let mut plan = run(plan_between(&now, &now));
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
pub(super) fn terminate(shop: &Database, statement: &str) {
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

#[test]
fn a_prepared_transaction_in_the_way_is_named() {
    let Some((shop, plan, _)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    let name = format!("stuck in {}", shop.name());
    shop.psql(&format!(
        "BEGIN; LOCK TABLE customer; PREPARE TRANSACTION '{name}'"
    ));
    let outcome = apply(&plan, &shop, &quick());
    shop.psql(&format!("ROLLBACK PREPARED '{name}'"));
    refused(outcome, Class::Interrupted, &name);
}

/// Begins a plan and stops it in its second segment.
fn stopped_in_the_second_segment(shop: &Database, plan: &Plan) {
    let cancel = Cancel::new();
    let stop = cancel.clone();
    let seen = Progress::new(move |step| {
        if step.what.starts_with("segment 2 of") {
            stop.cancel();
        }
    });
    let outcome = run(exec::apply(plan, &target(shop), &quick(), &seen, &cancel));
    refused(outcome, Class::Interrupted, "pgworks rollback");
}

#[test]
fn a_run_that_stopped_halfway_is_taken_back() {
    let Some((shop, plan, _)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    let before = run(catalog(&shop));
    stopped_in_the_second_segment(&shop, &plan);
    let status = run(exec::status(&target(&shop))).unwrap();
    let done = status.unfinished.unwrap().segments_done;
    assert!(done > 0 && done < plan.segments.len(), "{done}");
    let back = plan.returns.iter().find(|it| it.after == done).unwrap();
    let losing = back.segments.iter().flat_map(|it| &it.steps);
    let wishes = Wishes {
        allow_loss: losing.map(|step| step.name.clone()).collect(),
        ..quick()
    };
    rollback(&shop, &wishes).unwrap();
    assert_eq!(differences(&shop, &before), [""; 0]);
    let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
    assert_eq!(shop.psql(invalid), "0\n");
    // Nothing is in the way of the same plan now.
    assert_eq!(apply(&plan, &shop, &quick()).unwrap().already_done, 0);
}

#[test]
fn a_run_that_came_with_a_copy_of_the_database_is_not_gone_on_with() {
    let Some((shop, plan, _)) = shop(CHANGE) else {
        return harness::skip(harness::NO_SERVER);
    };
    stopped_in_the_second_segment(&shop, &plan);
    let copy = shop.copy("shop_copy");
    let report = refused(resume(&copy), Class::Refused, "--abandon 1");
    assert!(report.to_string().contains("copy"), "{report}");
    resume(&shop).unwrap();
    // Left as it is on purpose, it is in nobody's way; the plan itself no longer fits.
    let wishes = Wishes {
        abandon: Some(1),
        ..quick()
    };
    refused(apply(&plan, &copy, &wishes), Class::Refused, "STALE_PLAN");
}

#[test]
fn an_ordinary_role_runs_as_the_owner() {
    let Some(shop) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let (owner, member) = (
        format!("{}_owner", shop.name()),
        format!("{}_member", shop.name()),
    );
    shop.psql(&format!(
        "CREATE ROLE {owner}; CREATE ROLE {member} LOGIN IN ROLE {owner}; \
         GRANT CREATE ON DATABASE {} TO {member}; CREATE SCHEMA app AUTHORIZATION {owner}; \
         SET ROLE {owner}; CREATE TABLE app.t (i int)",
        shop.name()
    ));
    let mut plan = failing(&shop, "SELECT 1");
    plan.segments = vec![
        segment("ALTER TABLE app.t ADD COLUMN j int", Timing::Within),
        segment("CREATE INDEX CONCURRENTLY t_i ON app.t (i)", Timing::Alone),
    ];
    plan.id = file::digest(&plan.segments);
    let mut target = target(&shop);
    let words = shop.keywords_as(&member);
    target.conninfo = Conninfo::parse(&words, &Environment::default()).unwrap();
    let wishes = Wishes {
        role: Some(owner.clone()),
        ..quick()
    };
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    run(exec::apply(&plan, &target, &wishes, &silent, &cancel)).unwrap();
    let owners = "SELECT DISTINCT relowner::regrole FROM pg_class \
         WHERE relnamespace = 'app'::regnamespace";
    assert_eq!(shop.psql(owners), format!("{owner}\n"));
    let ledger = "SELECT DISTINCT relowner::regrole FROM pg_class \
         WHERE relnamespace = 'pgworks'::regnamespace";
    assert_eq!(shop.psql(ledger), format!("{member}\n"));
    shop.psql(&format!(
        "DROP OWNED BY {member}, {owner}; DROP ROLE {member}, {owner}"
    ));
}
