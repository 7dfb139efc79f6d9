//! What a run tells whoever looks on, without words to be read.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use pgworks_core::{
    conn::{Session, connect},
    error::Result,
    exec::{self, Applied, Wishes},
    plan::file::Plan,
    progress::{Cancel, Detail, Progress},
};

use super::{
    quick, run, shop, target,
    trouble::{failing, terminate},
};
use crate::harness::{self, Database};

/// What was told, in order.
type Told = Arc<Mutex<Vec<Detail>>>;

fn told() -> (Told, Progress) {
    let told = Told::default();
    let into = told.clone();
    let progress = Progress::new(move |step| {
        if step.detail != Detail::None {
            into.lock().unwrap().push(step.detail);
        }
    });
    (told, progress)
}

async fn blocker(shop: &Database, sql: &str) -> Session {
    let other = connect(&target(shop).conninfo, "the_blocker")
        .await
        .unwrap();
    other.execute("BEGIN").await.unwrap();
    other.execute(sql).await.unwrap();
    other
}

/// Applies a plan while another session is in the way, until all of this is told: that it
/// is, and `besides`.
async fn apply_blocked(
    shop: &Database,
    plan: &Plan,
    other: Session,
    wishes: &Wishes,
    besides: &[Detail],
) -> (Result<Applied>, Vec<Detail>) {
    let (told, progress) = told();
    let look = told.clone();
    let (target, cancel) = (target(shop), Cancel::new());
    let apply = exec::apply(plan, &target, wishes, &progress, &cancel);
    let release = async {
        let is_blocked = |it: &Detail| matches!(it, Detail::Blocked { .. });
        let is_told = || {
            let told = look.lock().unwrap();
            told.iter().any(is_blocked) && besides.iter().all(|it| told.contains(it))
        };
        // Half a minute; what is not told then is missed below.
        for _ in 0..1500 {
            if is_told() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        other.execute("COMMIT").await.unwrap();
    };
    let (applied, ()) = tokio::join!(apply, release);
    let told = told.lock().unwrap().clone();
    (applied, told)
}

/// The names of what was told, each once in a row.
fn names(told: &[Detail]) -> Vec<String> {
    let name = |it: &Detail| match it {
        Detail::Lock {
            segment, relation, ..
        } => format!("lock {segment} {relation}"),
        Detail::Statement { segment, step, .. } => format!("statement {segment} {step}"),
        Detail::Done { segment, step, .. } => format!("done {segment} {step}"),
        Detail::Committed { segment, .. } => format!("committed {segment}"),
        Detail::Blocked { .. } => "blocked".into(),
        other => format!("{other:?}"),
    };
    let mut names: Vec<String> = told.iter().map(name).collect();
    names.dedup();
    names
}

#[test]
fn a_blocked_alter_table_names_the_process_in_its_way() {
    let Some((shop, plan, _)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    let wishes = Wishes {
        lock_timeout: Duration::from_secs(20),
        ..quick()
    };
    let (pid, (applied, told)) = run(async {
        let other = blocker(&shop, "LOCK TABLE public.customer").await;
        (
            other.backend_pid(),
            apply_blocked(&shop, &plan, other, &wishes, &[]).await,
        )
    });
    applied.unwrap();
    assert_eq!(
        names(&told),
        [
            "lock 0 public.customer",
            "blocked",
            "Unblocked",
            "statement 0 0",
            "done 0 0",
            "committed 0",
        ]
    );
    for it in &told {
        match it {
            Detail::Blocked { by } => {
                assert_eq!((by.len(), by[0].pid), (1, pid));
                assert!(by[0].words.contains("the_blocker"), "{by:?}");
            }
            Detail::Lock { mode, .. } => assert_eq!(mode, "ACCESS EXCLUSIVE"),
            Detail::Statement { sql, object, .. } => {
                assert_eq!(sql, "ALTER TABLE public.customer ADD COLUMN mail text");
                assert_eq!(object, "column public.customer.mail");
            }
            _ => {}
        }
    }
}

#[test]
fn an_index_built_beside_writers_tells_whom_it_waits_for_and_how_far_it_is() {
    let Some((shop, plan, _)) = shop("CREATE INDEX orders_customer ON orders (customer)") else {
        return harness::skip(harness::NO_SERVER);
    };
    let phase = "waiting for writers before build".to_owned();
    let waits = [Detail::Index { phase }];
    let (pid, (applied, told)) = run(async {
        let other = blocker(&shop, "DELETE FROM public.orders WHERE id = 1").await;
        (
            other.backend_pid(),
            apply_blocked(&shop, &plan, other, &quick(), &waits).await,
        )
    });
    applied.unwrap();
    let is_by = |it: &Detail| matches!(it, Detail::Blocked { by } if by[0].pid == pid);
    assert!(told.iter().any(is_by), "{told:#?}");
    assert!(told.contains(&waits[0]), "{told:#?}");
    let all = names(&told);
    assert_eq!(all[0], "statement 0 0");
    assert_eq!(&all[all.len() - 2..], ["done 0 0", "committed 0"]);
}

#[test]
fn a_repetition_and_a_lost_connection_are_told() {
    let Some((blocked, plan, _)) = shop("ALTER TABLE customer ADD COLUMN mail text") else {
        return harness::skip(harness::NO_SERVER);
    };
    let (told_first, progress) = told();
    let refused = run(async {
        let _other = blocker(&blocked, "LOCK TABLE public.customer").await;
        exec::apply(
            &plan,
            &target(&blocked),
            &quick(),
            &progress,
            &Cancel::new(),
        )
        .await
    });
    assert!(refused.is_err());
    let told_first = told_first.lock().unwrap();
    let is_first = |it: &Detail| matches!(it, Detail::Waiting { attempt: 1, of: 1, why } if why.contains("lock timeout"));
    assert!(told_first.iter().any(is_first), "{told_first:#?}");

    let lost = harness::database("shop").unwrap();
    let plan = failing(&lost, "SELECT pg_catalog.pg_sleep(3)");
    let (told, progress) = told();
    std::thread::scope(|scope| {
        let applying = scope.spawn(|| {
            run(exec::apply(
                &plan,
                &target(&lost),
                &quick(),
                &progress,
                &Cancel::new(),
            ))
        });
        terminate(&lost, "SELECT pg_catalog.pg_sleep(3)");
        applying.join().unwrap().unwrap();
    });
    let told = told.lock().unwrap();
    let around: Vec<String> = names(&told)
        .into_iter()
        .map(|it| {
            if it.starts_with("Lost") {
                "lost".into()
            } else {
                it
            }
        })
        .collect();
    assert_eq!(
        around,
        [
            "statement 0 0",
            "done 0 0",
            "committed 0",
            "statement 1 0",
            "lost",
            "Reconnecting { attempt: 1 }",
            "Reconnected { segments: 1 }",
            "statement 1 0",
            "done 1 0",
            "committed 1",
            "statement 2 0",
            "done 2 0",
            "committed 2",
        ]
    );
}
