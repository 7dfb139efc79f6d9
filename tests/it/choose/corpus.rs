//! Each change of a pair of the corpus taken alone, and all but each, with what it drags
//! in: made in a database, it leads where the choice said, and back.
//!
//! `PGWORKS_CORPUS` picks pairs; by default about one of `EVERY` is judged, by
//! `PGWORKS_PARTS=all` each.

use std::{collections::BTreeSet, io::Write as _};

use pgworks_core::{
    catalog::Catalog,
    plan::{Wishes, choose, route},
};

use crate::{
    corpus,
    harness::{self, Database, Server},
    round_trip,
};

/// One pair of so many is judged by default.
const EVERY: u64 = 24;

/// Of a pair with very many changes, so many are taken.
const PARTS: usize = 12;

/// Pairs of which a part fails, and why.
const KNOWN: &[(&str, &str)] = &[
    (
        "app--reports-materialised-chain",
        "one side has a materialized view populated, and the other that under it not: a mix of \
         both is a state that no statements make",
    ),
    (
        "function--overload-instead-under-callers",
        "what calls a function by arguments that its overload takes too is changed while both \
         are there, where the old one is to stay: the server cannot tell them apart",
    ),
    (
        "function--overload-leaves-before-a-call",
        "as above: a default calls the one while the other is to stay",
    ),
    (
        "cast--of-built-in-types",
        "the server does not record that a view uses a cast, so that its part leaves it out",
    ),
    (
        "cast--made-anew-under-changed-users",
        "as above: a default goes without the cast that its new form needs, and is refused",
    ),
    (
        "event-trigger--goes-with-its-table",
        "the server does not record what a function's body reads: its table goes alone, refused",
    ),
    (
        "foreign-table--becomes-table-and-back",
        "a view that is the same on both sides is not made anew with what it reads: refused",
    ),
    (
        "mixed--code-objects-all-go",
        "an operator without its commutator leaves a shell of that, which keeps the type: refused",
    ),
    (
        "order--matview-under-function-under-view",
        "a part is to end with a view as it stands over what the other side has under it",
    ),
    (
        "table--unlogged-along-foreign-keys",
        "a table goes without the others that its foreign keys tie it to: the server refuses",
    ),
];

/// Tells whether an operator was taken without its commutator or negator: neither drags the
/// other in, so that the plan leads elsewhere and its proof says so.
fn is_half_a_pair(why: &str) -> bool {
    why.contains("differs: operator ") && why.contains("ator)")
}

/// Lists the choices that are worth a look: each closed, none of them nothing or all.
fn choices(old: &Catalog, new: &Catalog) -> (Vec<choose::Change>, BTreeSet<BTreeSet<usize>>) {
    let difference = round_trip::difference(old, new);
    let changes = choose::changes(old, new, &difference);
    let every: BTreeSet<usize> = (0..changes.len()).collect();
    let mut all = BTreeSet::new();
    for at in every.iter().copied().take(PARTS) {
        let others = every.iter().copied().filter(|it| *it != at).collect();
        for ticked in [BTreeSet::from([at]), others] {
            all.insert(choose::closure(old, new, &difference, &changes, &ticked).all);
        }
    }
    all.retain(|it| !it.is_empty() && *it != every);
    (changes, all)
}

/// Makes a part of a difference, and takes it back.
async fn lead(
    start: &Database,
    old: &Catalog,
    new: &Catalog,
    (changes, all): (&[choose::Change], &BTreeSet<usize>),
) -> Result<(), String> {
    let difference = round_trip::difference(old, new);
    let (end, chosen) = choose::part(old, new, &difference, changes, all);
    let there = route(old, &end, &chosen, &Wishes::default());
    let there = there.map_err(|report| report.to_string())?;
    if let Some(it) = there.left.first() {
        return Err(format!("left: {}: {}", it.object, it.why));
    }
    let back = round_trip::way(&end, old).map_err(|why| format!("back: {why}"))?;
    let database = start.copy("part");
    for (name, segments, goal) in [("there", &there.segments, &end), ("back", &back, old)] {
        let outcome = round_trip::run(&database, segments).await;
        outcome.map_err(|why| format!("{name}: {why}"))?;
        let is = round_trip::catalog(&database).await;
        let rest = round_trip::difference(&is, goal);
        if !rest.is_empty() {
            let rest = round_trip::named(&is, goal, &rest).join("\n");
            return Err(format!("{name}: a second comparison finds:\n{rest}"));
        }
    }
    Ok(())
}

/// Judges the parts of one way of a pair; returns how many there are and what is wrong.
async fn judge(server: &'static Server, texts: [&str; 2]) -> (usize, Vec<String>) {
    let [old, new] = texts.map(|text| {
        let database = server.database("parts", "template0");
        database.psql(text);
        database
    });
    let (was, is) = (
        round_trip::catalog(&old).await,
        round_trip::catalog(&new).await,
    );
    let (changes, all) = choices(&was, &is);
    let mut wrong = Vec::new();
    for part in &all {
        if let Err(why) = lead(&old, &was, &is, (&changes, part)).await {
            let named: Vec<String> = part
                .iter()
                .map(|at| format!("{:?} {}", changes[*at].verb, changes[*at].root))
                .collect();
            wrong.push(format!("{}: {why}", named.join(", ")));
        }
    }
    (all.len(), wrong)
}

#[test]
fn parts_of_the_corpus_lead_there_and_back() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let pairs = corpus::some("PGWORKS_PARTS", EVERY, server.cluster().major());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (mut count, mut faults) = (0, Vec::new());
    for pair in pairs {
        let texts = ["old.sql", "new.sql"].map(|file| pair.text(file).unwrap());
        if texts
            .iter()
            .any(|text| text.contains("CREATE SUBSCRIPTION "))
        {
            // They are the cluster's: the copy of a database has none.
            continue;
        }
        for (way, order) in [("there", [0, 1]), ("back", [1, 0])] {
            let texts = order.map(|at: usize| texts[at].as_str());
            let (parts, wrong) = runtime.block_on(judge(server, texts));
            count += parts;
            for why in wrong {
                let fault = format!("{}: {way}: {why}\n", pair.name);
                std::io::stderr().write_all(fault.as_bytes()).unwrap();
                let mut known = corpus::KNOWN.iter().chain(KNOWN);
                if !known.any(|(known, _)| *known == pair.name) && !is_half_a_pair(&why) {
                    faults.push(fault);
                }
            }
        }
    }
    let line = format!("{count} parts, {} wrong\n", faults.len());
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
