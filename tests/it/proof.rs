//! The proof can fail: plans with one action dropped, swapped or altered, and faults put
//! into our own writer, must never be proven.
//!
//! The schemas are `tests/proof/{old,new}.sql`. A fault of the writer is made in two ways:
//! the scratch is built from a catalog that lacks something, or the same clause is taken
//! out of all statements, there and back.

use std::{process::Command, sync::Mutex, thread};

use pgworks_core::{
    catalog::{Catalog, Object},
    error::Class,
    plan::{
        Segment, Wishes,
        file::{self, Making, Plan, digest},
        prepare,
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
    verify::{self, Proof},
};

use crate::{harness, round_trip};

const OLD: &str = include_str!("../proof/old.sql");
const NEW: &str = include_str!("../proof/new.sql");

const BUILT: &str = "the scratch database equals OLD";
const RUNS: &str = "the plan runs";
const ENDS: &str = "the plan ends in NEW";
const BACK_RUNS: &str = "the way back runs";
const BACK_ENDS: &str = "the way back ends in OLD";

/// What is done to the statements.
enum Fault {
    /// The one statement with this text is left out.
    Drop(&'static str),
    /// In the one statement with the first text, the second becomes the third.
    Alter(&'static str, &'static str, &'static str),
    /// The statements with these texts change places.
    Swap(&'static str, &'static str),
    /// As `Drop`, on the way back.
    DropBack(&'static str),
    /// As `Alter`, on the way back.
    AlterBack(&'static str, &'static str, &'static str),
    /// The writer does not know this text: it is in no statement, there or back, and
    /// statements that begin with it are not written at all.
    Forget(&'static str),
}

use Fault::{Alter, AlterBack, Drop, DropBack, Forget, Swap};

/// Plans that must not be proven: the fault, the stage that fails, what it names.
const PLANS: &[(Fault, &str, &str)] = &[
    (
        Drop("GRANT INSERT ON TABLE shop.customer"),
        ENDS,
        "table shop.customer: acl",
    ),
    (
        Drop("COMMENT ON TABLE shop.customer"),
        ENDS,
        "table shop.customer: comment",
    ),
    (
        Drop("COLUMN name SET NOT NULL"),
        ENDS,
        "shop.customer.name: not_null",
    ),
    (
        Drop("CREATE INDEX sale_open"),
        ENDS,
        "sale_open is not there",
    ),
    (Drop("ALTER POLICY own_rows"), ENDS, "own_rows: using"),
    (Drop("CREATE TYPE shop.size"), RUNS, "shop.size"),
    (Drop("ADD VALUE 'packed'"), ENDS, "enum shop.state: labels"),
    (Drop("FORCE ROW LEVEL SECURITY"), ENDS, "force_row_security"),
    (
        Drop("DISABLE TRIGGER sale_touch"),
        ENDS,
        "sale_touch: firing",
    ),
    (Drop("DROP VIEW shop.paid"), RUNS, "shop.sale"),
    (Drop("ALTER DEFAULT PRIVILEGES"), ENDS, "default privilege"),
    (
        Drop("ADD CONSTRAINT parcel_sale"),
        ENDS,
        "parcel_sale is not there",
    ),
    (
        Alter("COLUMN city TYPE", "(40)", "(41)"),
        ENDS,
        "shop.customer.city: type",
    ),
    (
        Alter("COLUMN name SET DEFAULT", "unnamed", "nameless"),
        ENDS,
        "shop.customer.name",
    ),
    (
        Alter("COLUMN shop.customer.size", "shirt", "shoe"),
        ENDS,
        "shop.customer.size: comment",
    ),
    (
        Alter("CREATE INDEX sale_by_made", ", id", ""),
        ENDS,
        "sale_by_made: ",
    ),
    (
        Alter("CREATE INDEX sale_open", " INCLUDE (total)", ""),
        ENDS,
        "sale_open: ",
    ),
    (
        Alter(
            "CREATE TYPE shop.size",
            "'small', 'large'",
            "'large', 'small'",
        ),
        ENDS,
        "enum shop.size: labels",
    ),
    (
        Alter("ADD VALUE 'packed'", "AFTER 'new'", "AFTER 'paid'"),
        ENDS,
        "shop.state: labels",
    ),
    (
        Alter("SET (fillfactor", "70", "71"),
        ENDS,
        "table shop.customer: options",
    ),
    (
        Alter("ADD COLUMN size", " NOT NULL", ""),
        ENDS,
        "shop.customer.size: not_null",
    ),
    (
        Alter("ADD CONSTRAINT sale_customer", "SET NULL", "RESTRICT"),
        ENDS,
        "on_delete",
    ),
    (
        Alter("ADD CONSTRAINT sale_total", ">=", ">"),
        ENDS,
        "sale_total: expression",
    ),
    (
        Alter("INCREMENT BY 3", "3", "4"),
        ENDS,
        "shop.invoice_number: increment",
    ),
    (
        Alter("CREATE POLICY big_rows", "RESTRICTIVE", "PERMISSIVE"),
        ENDS,
        "restrictive",
    ),
    (
        Alter("CREATE TRIGGER sale_check", "INSERT OR ", ""),
        ENDS,
        "sale_check: events",
    ),
    (
        Alter("ADD COLUMN tax", "0.19", "0.2"),
        ENDS,
        "shop.sale.tax",
    ),
    (
        Alter("SET STATISTICS 600", "600", "60"),
        ENDS,
        "shop.customer.city: statistics",
    ),
    (
        Alter("FUNCTION shop.touch()\n", "2MB", "3MB"),
        ENDS,
        "shop.touch(): config",
    ),
    (
        Alter("UNIQUE (name, city)", "(name, city)", "(city, name)"),
        ENDS,
        "columns",
    ),
    (
        Swap("CREATE TYPE shop.size", "ADD COLUMN size"),
        RUNS,
        "shop.size",
    ),
    (
        Swap("CREATE TABLE shop.parcel", "ADD CONSTRAINT parcel_sale"),
        RUNS,
        "shop.parcel",
    ),
    (
        Swap("DROP VIEW shop.paid", "CREATE VIEW shop.paid"),
        RUNS,
        "paid",
    ),
    (
        Swap("DROP INDEX shop.sale_by_made", "CREATE INDEX sale_by_made"),
        RUNS,
        "sale_by_made",
    ),
    (
        DropBack("NO FORCE ROW LEVEL SECURITY"),
        BACK_ENDS,
        "force_row_security",
    ),
    (
        DropBack("REVOKE INSERT ON TABLE shop.customer"),
        BACK_ENDS,
        "table shop.customer: acl",
    ),
    (
        DropBack("DROP TABLE shop.parcel"),
        BACK_ENDS,
        "shop.parcel is there and should not be",
    ),
    (DropBack("CREATE VIEW shop.paid"), BACK_RUNS, "shop.paid"),
    (
        AlterBack("COMMENT ON DOMAIN", "an address", "the address"),
        BACK_ENDS,
        "shop.email: comment",
    ),
    (
        AlterBack("CREATE TYPE shop.state", "'new', 'paid'", "'paid', 'new'"),
        BACK_ENDS,
        "enum shop.state: labels",
    ),
    (Forget("COMMENT ON "), ENDS, "comment"),
    (Forget("GRANT UPDATE (name)"), ENDS, "acl"),
    (
        Forget(" WITH (security_barrier='true')"),
        ENDS,
        "view shop.paid: options",
    ),
    (Forget(" INCLUDE (total)"), ENDS, "sale_open: "),
    (
        Forget(" WHERE (state <> 'paid'::shop.state)"),
        ENDS,
        "sale_open: predicate",
    ),
    (Forget(" ON DELETE SET NULL"), ENDS, "on_delete"),
    (Forget(" AS RESTRICTIVE"), ENDS, "restrictive"),
    (
        Forget(" WHEN ((new.total > (5)::numeric))"),
        ENDS,
        "sale_check: when",
    ),
    (Forget(" COST 7"), ENDS, "shop.touch(): cost"),
    (Forget(" AFTER 'new'"), ENDS, "enum shop.state: labels"),
];

/// What the writer is not told when it builds the scratch: the object and the attribute.
const UNTOLD: &[(&str, &str)] = &[
    ("table shop.customer", "comment"),
    ("column shop.customer.city", "comment"),
    ("domain shop.email", "comment"),
    ("policy shop.customer.own_rows", "comment"),
    ("index shop.sale.sale_by_customer", "comment"),
    ("view shop.paid", "comment"),
    ("function shop.touch()", "comment"),
    ("table shop.customer", "acl"),
    ("column shop.customer.city", "acl"),
    ("function shop.tax(numeric)", "acl"),
    ("view shop.paid", "acl"),
    ("table shop.customer", "options"),
    ("view shop.paid", "options"),
    ("index shop.sale.sale_by_customer", "options"),
    ("column shop.customer.city", "statistics"),
    ("column shop.customer.name", "collation"),
    ("function shop.touch()", "config"),
    ("function shop.touch()", "cost"),
    ("foreign key shop.sale.sale_customer", "on_delete"),
    (
        "unique constraint shop.customer.customer_email",
        "deferrable",
    ),
    ("table shop.customer", "row_security"),
    ("sequence shop.invoice_number", "cache"),
];

/// The two schemas and the plan between them.
struct Case {
    old: Catalog,
    new: Catalog,
    plan: Plan,
    reading: Reading,
}

/// Returns the place of the one statement with a text.
fn find(segments: &[Segment], text: &str) -> (usize, usize) {
    let mut found = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let steps = segment.steps.iter().enumerate();
        let steps = steps.filter(|(_, step)| step.action.sql.contains(text));
        found.extend(steps.map(|(step, _)| (at, step)));
    }
    assert_eq!(found.len(), 1, "one statement with {text}");
    found[0]
}

fn alter(segments: &mut [Segment], text: &str, from: &str, to: &str) {
    let (segment, step) = find(segments, text);
    let sql = &mut segments[segment].steps[step].action.sql;
    assert!(sql.contains(from), "{from} in {sql}");
    *sql = sql.replacen(from, to, 1);
}

fn forget(segments: &mut [Segment], text: &str) -> usize {
    let mut count = 0;
    for segment in segments {
        count += segment.steps.len();
        segment
            .steps
            .retain(|step| !step.action.sql.starts_with(text));
        count -= segment.steps.len();
        for step in &mut segment.steps {
            count += usize::from(step.action.sql.contains(text));
            step.action.sql = step.action.sql.replace(text, "");
        }
    }
    count
}

impl Fault {
    /// Returns the plan with this fault.
    fn put_into(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        let end = plan.segments.len();
        let there = &mut plan.segments;
        let back = plan.returns.iter_mut().find(|it| it.after == end);
        let back = &mut back.unwrap().segments;
        match self {
            Drop(text) => {
                let (segment, step) = find(there, text);
                there[segment].steps.remove(step);
            }
            DropBack(text) => {
                let (segment, step) = find(back, text);
                back[segment].steps.remove(step);
            }
            Alter(text, from, to) => alter(there, text, from, to),
            AlterBack(text, from, to) => alter(back, text, from, to),
            Swap(one, other) => {
                let (one, other) = (find(there, one), find(there, other));
                let kept = there[one.0].steps[one.1].clone();
                there[one.0].steps[one.1] = there[other.0].steps[other.1].clone();
                there[other.0].steps[other.1] = kept;
            }
            Forget(text) => {
                assert!(forget(there, text) > 0, "statements with {text}");
                forget(back, text);
            }
        }
        plan.id = digest(&plan.segments);
        plan
    }

    fn describe(&self) -> String {
        match self {
            Drop(text) => format!("without {text}"),
            Alter(text, from, to) => format!("{text}: {from} made {to}"),
            Swap(one, other) => format!("{one} and {other} swapped"),
            DropBack(text) => format!("way back without {text}"),
            AlterBack(text, from, to) => format!("way back, {text}: {from} made {to}"),
            Forget(text) => format!("a writer that forgets {text}"),
        }
    }
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
    let (old, new) = (harness::database("proof")?, harness::database("proof")?);
    old.psql(OLD);
    new.psql(NEW);
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
