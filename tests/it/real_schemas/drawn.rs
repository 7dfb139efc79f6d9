//! Objects of a real schema, drawn by kind, leave with all that depends on them and come back:
//! both ways are planned and run in one database, which is compared each time by fingerprint
//! and in the end by `pg_dump`.
//!
//! `PGWORKS_DRAWN` says how many of each schema, `PGWORKS_DRAWN_SEED` which.

use std::collections::{BTreeMap, BTreeSet};

use pgworks_core::catalog::{Catalog, EdgeKind, Ref};
use proptest::{
    prelude::Rng as _,
    test_runner::{RngAlgorithm, TestRng},
};

use crate::{
    harness,
    round_trip::{self, Dump},
};

use super::{dump_of, text_of};

fn setting(name: &str, otherwise: u64) -> u64 {
    let value = std::env::var(name).ok();
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// Draws objects that can leave by themselves, of one kind after the other.
fn draw(catalog: &Catalog, count: usize, seed: u64) -> Vec<Ref> {
    let mut kinds: BTreeMap<&str, Vec<Ref>> = BTreeMap::new();
    for (at, object) in catalog.objects() {
        let info = object.id.kind.info();
        let is_free = catalog.followed(at).is_none() && !info.links && !info.is_global;
        // The columns of a view are its query's.
        if is_free && info.stays.is_none() && info.name != "view column" {
            kinds.entry(info.name).or_default().push(at);
        }
    }
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut drawn = Vec::new();
    while drawn.len() < count && !kinds.is_empty() {
        for left in kinds.values_mut() {
            if drawn.len() < count {
                drawn.push(left.swap_remove(usize::try_from(rng.next_u32()).unwrap() % left.len()));
            }
        }
        kinds.retain(|_, left| !left.is_empty());
    }
    drawn
}

/// Returns the catalog without an object and all that depends on it.
fn without(catalog: &Catalog, gone: Ref) -> Catalog {
    let mut all = BTreeSet::from([gone]);
    let mut open = vec![gone];
    while let Some(at) = open.pop() {
        let users = catalog.dependants(at).iter();
        let users = users.filter(|edge| edge.kind != EdgeKind::Mentions);
        let next = users
            .map(|edge| edge.from)
            .chain(catalog.children(at).iter().copied());
        open.extend(next.filter(|at| all.insert(*at)));
    }
    catalog.filter(|at, _| !all.contains(&at))
}

async fn leave_and_return(name: &str, first: &str) {
    let Some(text) = text_of(name) else {
        return harness::skip("../shared/data is not there");
    };
    let Some(original) = harness::database(name) else {
        return harness::skip(harness::NO_SERVER);
    };
    original.psql(&format!("{first}\n{text}"));
    // Restored from its dump: what the server deparses in another way does so once.
    let server = original.server();
    let database = server.database(name, "template0");
    database.psql(&dump_of(&original));
    let whole = round_trip::catalog(&database).await;
    let dump = Dump::of(&database);
    let (count, seed) = (
        setting("PGWORKS_DRAWN", 5),
        setting("PGWORKS_DRAWN_SEED", 1),
    );
    let drawn = draw(&whole, usize::try_from(count).unwrap(), seed);
    let mut faults = Vec::new();
    for at in &drawn {
        let part = without(&whole, *at);
        let is = round_trip::catalog(&database).await;
        for (from, to) in [(&is, &part), (&part, &whole)] {
            let fault = match round_trip::way(from, to) {
                Ok(segments) => round_trip::run(&database, &segments).await.err(),
                Err(why) => Some(why),
            };
            let is = round_trip::catalog(&database).await;
            let rest = round_trip::difference(&is, to);
            let same = rest.is_empty() && is.fingerprint() == to.fingerprint();
            if fault.is_some() || !same {
                let rest = round_trip::named(&is, to, &rest).join("\n");
                let what = &whole.at(*at).id;
                faults.push(format!("{what}: {}\n{rest}", fault.unwrap_or_default()));
                break;
            }
        }
    }
    let is = Dump::of(&database).without_column_order();
    faults.extend(is.differences(&dump.without_column_order()));
    assert_eq!(
        faults,
        [""; 0],
        "{name}: {} of {} objects drawn with seed {seed}",
        faults.len(),
        drawn.len()
    );
}

#[tokio::test]
async fn pagila() {
    leave_and_return("pagila", "").await;
}

#[tokio::test]
async fn musicbrainz() {
    leave_and_return("musicbrainz", "CREATE EXTENSION earthdistance CASCADE;").await;
}

#[tokio::test]
async fn openstreetmap() {
    leave_and_return("openstreetmap", "").await;
}
