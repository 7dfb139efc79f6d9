//! Stops in between: a plan that ends after any of its segments goes back to old from there,
//! by the way back that it holds for that place.
//!
//! About one pair of `EVERY` is judged, in both directions, with the tables in use and not;
//! `PGWORKS_STOPS=all` judges each.

use std::collections::BTreeSet;

use pgworks_core::{
    introspect::Scope,
    plan::{
        self, Wishes,
        file::{self, Guard, Making, Plan, Return},
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
};

use super::{Pair, Side, at_once, is_known, side, some};
use crate::{
    harness::{self, Server},
    round_trip::{self, Dump},
};

const EVERY: u64 = 24;

/// Pairs whose way back from some stop is wrong, and why.
const UNFIT: &[(&str, &str)] = &[
    (
        "inheritance--other-parent",
        "a column that the parent alone gave is the table's own besides, once it has left it: no \
         statement takes that back",
    ),
    (
        "table--replica-identity-and-cluster",
        "REPLICA IDENTITY of the table takes the mark from one of its keys before that key's \
         turn: a run that stopped there is refused as if somebody else had changed it",
    ),
    (
        "partition--turned-inside-out",
        "from the last stops, where an index alone is left to build, the server refuses to tie \
         the tables the other way round before they are untied: nothing is done",
    ),
];

/// How many stops of one plan are judged: the first and the last of them.
const MOST: usize = 16;

async fn plan_of(from: &Side, to: &Side, online: bool) -> Result<Plan, String> {
    let wishes = Wishes {
        online,
        ..Wishes::default()
    };
    let reading = Reading {
        choice: Choice::Local,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let (old, new) = (&from.catalog, &to.catalog);
    let prepared = plan::prepare(old, new, &wishes, &[], &reading).await;
    let prepared = prepared.map_err(|report| report.to_string())?;
    let making = Making {
        old,
        new,
        old_source: "old",
        new_source: "new",
        prepared: &prepared,
        wishes: &wishes,
        made: "2026-01-01T00:00:00Z".to_owned(),
    };
    file::make(&making).map_err(|report| report.to_string())
}

/// Leads a database like `from` to where a way back begins, and goes it.
async fn stop(
    server: &'static Server,
    (from, text): (&Side, &str),
    plan: &Plan,
    back: &Return,
) -> Result<(), String> {
    if let Some(it) = back.left.first() {
        return Err(format!("left: {}: {}", it.object, it.why));
    }
    let database = server.database("stop", "template0");
    database.psql(text);
    let done = plan.segments.get(..back.after).unwrap();
    round_trip::run(&database, done).await?;
    let halfway = round_trip::catalog(&database).await;
    let half: BTreeSet<_> = back.under_way.iter().map(|seal| &seal.path).collect();
    let named: BTreeSet<_> = back
        .guard
        .seals
        .iter()
        .map(|it| (&it.kind, &it.path))
        .collect();
    let mut broken = Vec::new();
    // Those it concerns are as it says, and all others as they were.
    for (guard, skips) in [(&back.guard, false), (&plan.before, true)] {
        let seals = guard.seals.iter().filter(|seal| {
            !(half.contains(&seal.path) || skips && named.contains(&(&seal.kind, &seal.path)))
        });
        let guard = Guard {
            seals: seals.cloned().collect(),
            ..guard.clone()
        };
        broken.extend(guard.broken(&halfway));
    }
    if !broken.is_empty() {
        return Err(format!(
            "it would not begin: {}",
            broken
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    if back.refused.is_some() {
        return Ok(());
    }
    round_trip::run(&database, &back.segments).await?;
    let rest = Dump::of(&database)
        .without_column_order()
        .differences(&from.dump.without_column_order());
    if !rest.is_empty() {
        return Err(format!("pg_dump differs:\n{}", rest.join("\n")));
    }
    let is = round_trip::catalog(&database).await;
    let rest = round_trip::difference(&is, &from.catalog);
    if !rest.is_empty() {
        let rest = round_trip::named(&is, &from.catalog, &rest).join("\n");
        return Err(format!("a second comparison finds:\n{rest}"));
    }
    Ok(())
}

async fn judge(server: &'static Server, pair: &Pair) -> Vec<String> {
    let (old, new) = match (
        side(server, pair, true).await,
        side(server, pair, false).await,
    ) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(why), _) | (_, Err(why)) => return vec![format!("{}: {why}", pair.name)],
    };
    let mut faults = Vec::new();
    let texts = ["old.sql", "new.sql"].map(|file| pair.text(file).unwrap());
    for (from, to, text, way) in [
        (&old, &new, &texts[0], "old to new"),
        (&new, &old, &texts[1], "new to old"),
    ] {
        for online in [false, true] {
            let name = format!(
                "{}: {way}{}",
                pair.name,
                if online { ", online" } else { "" }
            );
            let plan = match plan_of(from, to, online).await {
                Ok(plan) => plan,
                Err(why) => {
                    faults.push(format!("{name}: {why}"));
                    continue;
                }
            };
            let end = plan.segments.len();
            let middle = plan.returns.iter().filter(|it| it.after < end);
            for back in middle.filter(|it| it.after <= MOST / 2 || it.after + MOST / 2 > end) {
                if let Err(why) = stop(server, (from, text), &plan, back).await {
                    let after = back.after;
                    faults.push(format!("{name}: after {after} of {end}: {why}"));
                }
            }
        }
    }
    faults
}

fn is_unfit(fault: &str) -> bool {
    let pair = fault.split(": ").next();
    UNFIT.iter().any(|(unfit, _)| Some(*unfit) == pair)
}

#[test]
fn a_stop_in_between_goes_back_to_old() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let pairs = some("PGWORKS_STOPS", EVERY, server.cluster().major());
    let faults = at_once(&pairs, async |pair: &Pair| judge(server, pair).await);
    let wrong = faults
        .into_iter()
        .flatten()
        .filter(|it| !is_known(it) && !is_unfit(it));
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
