//! The proof can fail: plans with one action dropped, swapped or altered, and faults put
//! into our own writer, must never be proven.
//!
//! The schemas are `tests/proof/{old,new}.sql`. A fault of the writer is made in two ways:
//! the scratch is built from a catalog that lacks something, or the same clause is taken
//! out of all statements, there and back.

mod faults;
mod grants;
mod kept;
mod moves;
mod rows;
mod texts;
mod values;

use std::{process::Command, sync::Mutex, thread};

use pgworks_core::{
    catalog::{Catalog, Object},
    error::Class,
    plan::{
        Wishes,
        file::{self, Making, Plan},
        prepare,
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
    verify::{self, Proof},
};

use crate::{harness, round_trip};
use faults::{BUILT, ENDS, PLANS, UNTOLD};

const OLD: &str = include_str!("../proof/old.sql");
const NEW: &str = include_str!("../proof/new.sql");

/// The two schemas and the plan between them.
struct Case {
    old: Catalog,
    new: Catalog,
    plan: Plan,
    reading: Reading,
}

/// Runs a future to its end; sessions that it left open are closed then.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

/// Reads the two schemas and makes the plan.
fn case() -> Option<Case> {
    case_of(OLD, NEW)
}

/// Reads two schemas and makes the plan.
fn case_of(from: &str, to: &str) -> Option<Case> {
    let (old, new) = (harness::database("proof")?, harness::database("proof")?);
    old.psql(from);
    new.psql(to);
    let reading = Reading {
        choice: Choice::Local,
        places: harness::places(),
        scope: pgworks_core::introspect::Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let wishes = Wishes::default();
    let (old, new) = block_on(async {
        (
            round_trip::catalog(&old).await,
            round_trip::catalog(&new).await,
        )
    });
    let prepared = block_on(prepare(&old, &new, &wishes, &[], &reading)).unwrap();
    let plan = file::make(&Making {
        old: &old,
        new: &new,
        old_source: "old",
        new_source: "new",
        prepared: &prepared,
        wishes: &wishes,
        made: "2026-01-01T00:00:00Z".to_owned(),
    });
    let plan = plan.unwrap();
    Some(Case {
        old,
        new,
        plan,
        reading,
    })
}

/// Judges items, a few at a time; returns what is wrong.
fn judge_all<T: Sync>(items: &[T], judge: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
    let queue = Mutex::new(items.iter());
    let wrong = Mutex::new(Vec::new());
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let Some(item) = queue.lock().unwrap().next() else {
                        break;
                    };
                    let fault = judge(item);
                    wrong.lock().unwrap().extend(fault);
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// Tells what is wrong with a proof that should have failed in a stage for a reason.
fn fault(what: &str, proof: &Proof, stage: &str, reason: &str) -> Option<String> {
    let failed = proof.stages.iter().find(|it| !it.against.is_empty());
    let Some(failed) = failed.filter(|_| !proof.holds) else {
        return Some(format!("{what}: proven"));
    };
    let is_named = failed.against.iter().any(|it| it.contains(reason));
    let is_as_it_should =
        failed.claim == stage && is_named && proof.says.starts_with("Not proven: ");
    (!is_as_it_should).then(|| {
        format!(
            "{what}: {stage} should fail for {reason}, not {}: {}",
            failed.claim,
            failed.against.join("; ")
        )
    })
}

#[test]
fn a_plan_with_a_fault_is_not_proven() {
    let Some(case) = case() else {
        return harness::skip(harness::NO_SERVER);
    };
    let Case {
        old,
        new,
        plan,
        reading,
    } = &case;
    let proof = block_on(verify::prove(plan, old, new, reading)).unwrap();
    assert!(proof.holds, "the plan itself: {:?}", proof.stages);
    let wrong = judge_all(PLANS, |(made, stage, reason)| {
        let broken = made.put_into(plan);
        let proof = block_on(verify::prove(&broken, old, new, reading)).unwrap();
        assert!(proof.note(&broken).is_none() || proof.holds);
        fault(&made.describe(), &proof, stage, reason)
    });
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_writer_that_forgets_is_not_proven() {
    let Some(case) = case() else {
        return harness::skip(harness::NO_SERVER);
    };
    let Case {
        old,
        new,
        plan,
        reading,
    } = &case;
    let wrong = judge_all(UNTOLD, |(object, attribute)| {
        let named =
            |it: &Object| it.id.to_string() == *object && it.attrs.value(attribute).is_some();
        assert!(
            old.objects().any(|(_, it)| named(it)),
            "{object}: {attribute}"
        );
        let told = old.map(|it| {
            if it.id.to_string() == *object {
                it.attrs.remove(attribute);
            }
        });
        let proof = verify::prove_built_from(plan, &told, old, new, reading);
        let proof = block_on(proof).unwrap();
        let (what, reason) = (
            format!("{object} without its {attribute}"),
            format!("{object}: {attribute}"),
        );
        let report = proof.report();
        if !proof.holds && (report.class() != Class::Proof || report.class().exit_code() != 7) {
            return Some(format!("{what}: reported as {:?}", report.class()));
        }
        fault(&what, &proof, BUILT, &reason)
    });
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_failed_proof_is_exit_code_7() {
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let old = file(
        "old.sql",
        "CREATE TABLE public.kept (x integer); CREATE TABLE public.gone (y integer);",
    );
    let new = file("new.sql", "CREATE TABLE public.kept (x integer, z text);");
    let run = |format: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_pgworks"))
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            .arg("verify")
            .args([&old, &new])
            .args(["--no-drops", "--scratch", "local", "--format", format])
            .output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(7), "{output:?}");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    };
    let (stdout, stderr) = run("text");
    assert!(stdout.contains("FAILS  the plan ends in NEW\n       table public.gone is there"));
    assert!(stderr.contains("the proof failed"), "{stderr}");
    let (stdout, stderr) = run("json");
    let proof: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(proof["holds"], false);
    assert_eq!(proof["stages"][2]["claim"], ENDS);
    let error: serde_json::Value = serde_json::from_str(stderr.lines().last().unwrap()).unwrap();
    assert_eq!(error["exit_code"], 7);
    assert_eq!(error["error"]["object"], ENDS);
}
