//! Texts of two pairs of the corpus that were never made for one another, led from one to the
//! other and back: their tables and types often have one name and nothing else in common.
//!
//! `PGWORKS_CROSSED` says how many (24), `PGWORKS_CROSSED_SEED` which, `PGWORKS_CROSSED_FIRST`
//! from which on, `PGWORKS_CROSSED_ONLINE` that the tables are in use.

use std::str::FromStr;

use proptest::{
    prelude::RngExt as _,
    test_runner::{RngAlgorithm, TestRng},
};

use super::{KNOWN, Pair, Side, all, at_once, lead, side};
use crate::{
    harness::{self, Server},
    random,
};

/// Pairs that are left out, by the beginning of their name, and why.
const UNFIT: &[(&str, &str)] = &[
    (
        "extension-membership--",
        "a dump of what belongs to an extension by hand cannot be restored",
    ),
    (
        "user-mapping--options",
        "the options of user mappings hold passwords and are not read",
    ),
];

/// Two texts: a pair and whether its old one is meant.
type Crossing<'a> = [(&'a Pair, bool); 2];

fn setting<T: FromStr>(name: &str, otherwise: T) -> T {
    let value = std::env::var(format!("PGWORKS_CROSSED{name}")).ok();
    let value = value.and_then(|value| value.parse().ok());
    value.unwrap_or(otherwise)
}

fn kind(pair: &Pair) -> &str {
    pair.name.split("--").next().unwrap()
}

/// Draws two texts: in three of four cases of the same kind, whose names are alike.
fn drawn<'a>(pairs: &[&'a Pair], rng: &mut TestRng) -> Crossing<'a> {
    let one = pairs[rng.random_range(0..pairs.len())];
    let is_alike = rng.random_range(0..4) > 0;
    let others: Vec<&Pair> = pairs
        .iter()
        .filter(|it| it.name != one.name && (!is_alike || kind(it) == kind(one)))
        .copied()
        .collect();
    let others = if others.is_empty() { pairs } else { &others };
    let other = others[rng.random_range(0..others.len())];
    [(one, rng.random()), (other, rng.random())]
}

async fn judge(server: &'static Server, texts: &Crossing<'_>, online: bool) -> Result<(), String> {
    let [(one, is_old), (other, is_its_old)] = *texts;
    let load = async |pair, is_old| {
        let loaded = side(server, pair, is_old).await?;
        // What both tables have stays in its place, so that the order of columns differs.
        Ok::<_, String>(Side {
            is_ordered: false,
            rows: None,
            is_read_again: false,
            ..loaded
        })
    };
    let (from, to) = (load(one, is_old).await?, load(other, is_its_old).await?);
    let there = lead(&from.database, [&from, &to], online, false).await;
    let is_moved = there.map_err(|why| format!("there: {why}"))?;
    let back = lead(&from.database, [&to, &from], online, is_moved).await;
    back.map(drop).map_err(|why| format!("back: {why}"))
}

/// Tells whether the rows of one text do not fit the other: data exceptions and violated
/// constraints (manual, "PostgreSQL Error Codes", classes 22 and 23).
fn is_of_rows(why: &str) -> bool {
    why.contains("(SQLSTATE 22") || why.contains("(SQLSTATE 23")
}

fn named(texts: &Crossing<'_>) -> String {
    let file = |is_old| if is_old { "old.sql" } else { "new.sql" };
    let [one, other] = texts.map(|(pair, is_old)| format!("{}/{}", pair.name, file(is_old)));
    format!("{one} to {other}")
}

#[test]
fn texts_of_two_pairs_lead_there_and_back() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let major = server.cluster().major();
    let pairs = all();
    let known = KNOWN.iter().chain(UNFIT).map(|(start, _)| *start);
    let is_fit = |it: &&Pair| !known.clone().any(|start| it.name.starts_with(start));
    let pairs = pairs.iter().filter(|pair| pair.is_for(major));
    let pairs: Vec<&Pair> = pairs.filter(is_fit).collect();
    let (seed, count, first): (u64, _, _) =
        (setting("_SEED", 1), setting("", 24), setting("_FIRST", 0));
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let crossings: Vec<(usize, Crossing<'_>)> = (0..first + count)
        .map(|number| (number, drawn(&pairs, &mut rng)))
        .skip(first)
        .collect();
    let online = std::env::var_os("PGWORKS_CROSSED_ONLINE").is_some();
    let faults = at_once(
        &crossings,
        async |(number, texts): &(usize, Crossing<'_>)| {
            let outcome = judge(server, texts, online).await;
            let is_expected = |why: &str| random::is_known(why) || is_of_rows(why);
            let fault = outcome.err().filter(|why| !is_expected(why));
            let fault = fault.map(|why| format!("seed {seed}, {number}: {}: {why}", named(texts)));
            fault.into_iter().collect()
        },
    );
    let faults = faults.concat();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
