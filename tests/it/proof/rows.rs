//! Rows in the proof: they are made for tables of all sorts, they must survive, and nothing
//! that they set off runs with the rights of a superuser.

use pgworks_core::{
    catalog::Action,
    plan::{Step, file::Plan},
    verify::{self, Proof},
};

use super::{block_on, case_of};
use crate::harness;

const SURVIVE: &str = "rows survive the plan";
const BACK: &str = "rows are back as they were";

/// Proves a plan between two texts, after something was done to it.
fn prove(old: &str, new: &str, change: impl FnOnce(&mut Plan)) -> Option<Proof> {
    let mut case = case_of(old, new)?;
    change(&mut case.plan);
    let proof = verify::prove(&case.plan, &case.old, &case.new, &case.reading);
    Some(block_on(proof).unwrap())
}

/// Adds a statement at the end of the plan that says nothing of what it loses.
fn add(plan: &mut Plan, sql: &str) {
    let last = plan.segments.last_mut().unwrap();
    last.steps.push(Step {
        action: Action::new(sql),
        object: "table public.kept".to_owned(),
        ..last.steps.last().unwrap().clone()
    });
}

fn against<'a>(proof: &'a Proof, claim: &str) -> Option<&'a [String]> {
    let stage = proof.stages.iter().find(|stage| stage.claim == claim)?;
    Some(&stage.against)
}

const KEPT: &str = "CREATE TABLE public.kept (id integer PRIMARY KEY, words text, at timestamptz, \
    part double precision, list text[], doc json);";
const WIDER: &str = "CREATE TABLE public.kept (id integer PRIMARY KEY, words text, at timestamptz, \
    part double precision, list text[], doc json, more integer DEFAULT 7);";

#[test]
fn rows_that_nothing_touches_survive() {
    let Some(proof) = prove(KEPT, WIDER, |_| {}) else {
        return harness::skip(harness::NO_SERVER);
    };
    assert!(proof.holds, "{:?}", proof.stages);
    assert_eq!(proof.rows, (1, 4));
    assert_eq!(against(&proof, SURVIVE), Some(&[][..]));
    assert_eq!(against(&proof, BACK), Some(&[][..]));
    assert!(
        proof.says.contains("keep 4 rows made for 1 table"),
        "{}",
        proof.says
    );
}

#[test]
fn a_loss_that_no_step_tells_is_not_proven() {
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    for (sql, reason) in [
        (
            "DELETE FROM public.kept WHERE id = 1",
            "public.kept has 3 of 4 rows",
        ),
        ("UPDATE public.kept SET words = 'x' WHERE id = 1", "words"),
        ("UPDATE public.kept SET part = 0 WHERE part = 'NaN'", "part"),
        (
            "UPDATE public.kept SET at = at - interval '1 us' WHERE id = 1",
            "at",
        ),
        ("UPDATE public.kept SET list = NULL", "list"),
        ("UPDATE public.kept SET doc = doc::jsonb::json", "doc"),
        (
            "UPDATE public.kept SET words = left(words, 100) WHERE length(words) > 100",
            "words",
        ),
    ] {
        let proof = prove(KEPT, WIDER, |plan| add(plan, sql)).unwrap();
        assert!(!proof.holds, "{sql}");
        let said = against(&proof, SURVIVE).unwrap();
        assert!(said.iter().any(|it| it.contains(reason)), "{sql}: {said:?}");
    }
}

#[test]
fn rows_of_a_table_made_anew_are_looked_for() {
    const OLD: &str = "CREATE TABLE public.above (id integer, words text); \
        CREATE TABLE public.kept (words text, id integer NOT NULL, own numeric);";
    const NEW: &str = "CREATE TABLE public.above (id integer, words text); \
        CREATE TABLE public.kept (own numeric) INHERITS (public.above); \
        ALTER TABLE public.kept ALTER id SET NOT NULL;";
    let Some(proof) = prove(OLD, NEW, |_| {}) else {
        return harness::skip(harness::NO_SERVER);
    };
    assert!(proof.holds, "{:?}", proof.stages);
    let brings = |sql: &str| sql.starts_with("INSERT INTO public.kept");
    for (instead, reason) in [
        ("SELECT 1", "public.kept has 0 of 4 rows"),
        (
            "INSERT INTO public.kept (id, words) SELECT id, words FROM public.pgworks",
            "(words, id, own)",
        ),
    ] {
        let proof = prove(OLD, NEW, |plan| {
            let mut steps = plan.segments.iter_mut().flat_map(|it| &mut it.steps);
            let step = steps.find(|it| brings(&it.action.sql)).unwrap();
            let aside = step.action.sql.rsplit("pgworks").next().unwrap().to_owned();
            step.action.sql = if instead.ends_with("pgworks") {
                format!("{instead}{aside}")
            } else {
                instead.to_owned()
            };
        })
        .unwrap();
        assert!(!proof.holds, "{instead}");
        let said = against(&proof, SURVIVE).unwrap();
        assert!(said.iter().any(|it| it.contains(reason)), "{said:?}");
    }
}

#[test]
fn rows_fit_conditions_of_all_sorts() {
    const OLD: &str = include_str!("../../proof/rows.sql");
    let new = format!("{OLD}\nALTER TABLE shop.customer ADD note text DEFAULT 'n';\n");
    let touched = |plan: &mut Plan| {
        // Every table is touched, so that every one is filled.
        let mut list = Vec::new();
        for table in TABLES {
            let mut step = plan.segments.last().unwrap().steps.last().unwrap().clone();
            step.action.sql = "SELECT 1".to_owned();
            step.action.risk.locks =
                vec![((*table).to_owned(), pgworks_core::risk::Lock::AccessShare)];
            list.push(step);
        }
        plan.segments.last_mut().unwrap().steps.extend(list);
    };
    let Some(proof) = prove(OLD, &new, touched) else {
        return harness::skip(harness::NO_SERVER);
    };
    assert!(proof.holds, "{:?}", proof.stages);
    let empty: Vec<&String> = proof
        .not_proven
        .iter()
        .filter(|it| it.contains("none were found"))
        .collect();
    assert!(empty.is_empty(), "{empty:?}");
    assert!(proof.rows.0 >= TABLES.len(), "{:?}", proof.rows);
}

const TABLES: &[&str] = &[
    "shop.customer",
    "shop.address",
    "shop.product",
    "shop.sale",
    "shop.line",
    "shop.employee",
    "shop.booking",
    "shop.visit",
    "shop.odd",
];

#[test]
fn a_statement_that_rows_stop_is_told() {
    let new = "CREATE TABLE public.kept (id integer PRIMARY KEY, words text, at timestamptz, \
        part double precision, list text[], doc json, more integer NOT NULL);";
    let Some(proof) = prove(KEPT, new, |_| {}) else {
        return harness::skip(harness::NO_SERVER);
    };
    assert!(proof.holds, "{:?}", proof.stages);
    let told = |it: &String| it.contains("rows made for the proof") && it.contains("23502");
    assert!(proof.not_proven.iter().any(told), "{:?}", proof.not_proven);
    assert_eq!(proof.rows, (0, 0));
}

#[test]
fn what_a_schema_runs_is_never_run_by_a_superuser() {
    const OLD: &str = "CREATE FUNCTION public.look() RETURNS integer IMMUTABLE LANGUAGE plpgsql AS \
        'BEGIN IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) \
        THEN RAISE EXCEPTION ''run by a superuser''; END IF; RETURN 1; END'; \
        CREATE TABLE public.kept (id integer CHECK (id >= public.look()));";
    let new = format!(
        "{OLD} ALTER TABLE public.kept ADD a integer DEFAULT public.look(); \
         CREATE INDEX kept_look ON public.kept ((id + public.look())); \
         CREATE EXTENSION hstore; \
         CREATE FUNCTION public.internal(integer) RETURNS integer LANGUAGE internal IMMUTABLE \
         STRICT AS 'int4up'; \
         ALTER TABLE public.kept ADD CONSTRAINT twice CHECK (id + public.look() > 0);"
    );
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    // The text itself is loaded by a superuser here, which is not what is tested.
    let (old, new) = (
        OLD.replace("THEN RAISE", "AND false THEN RAISE"),
        new.replace("THEN RAISE", "AND false THEN RAISE"),
    );
    let mut case = case_of(&old, &new).unwrap();
    let armed = |catalog: &pgworks_core::catalog::Catalog| {
        catalog.map(|object| {
            if let Some(body) = object.attrs.text(pgworks_core::kinds::routine::BODY) {
                let body = body.replace("AND false THEN RAISE", "THEN RAISE");
                object
                    .attrs
                    .set(pgworks_core::kinds::routine::BODY, body.as_str().into());
            }
        })
    };
    (case.old, case.new) = (armed(&case.old), armed(&case.new));
    let proof = verify::prove(&case.plan, &case.old, &case.new, &case.reading);
    let proof = block_on(proof).unwrap();
    assert!(proof.holds, "{:?}", proof.stages);
    assert_eq!(proof.rows.0, 1);
    assert!(
        proof.says.contains("a role without superuser"),
        "{}",
        proof.says
    );
}
