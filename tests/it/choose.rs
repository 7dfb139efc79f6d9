//! Parts of differences, chosen at random: each is planned and proven like a whole one.

mod corpus;

use std::{collections::BTreeSet, path::Path};

use pgworks_core::{
    catalog::Catalog,
    introspect::Scope,
    plan::{
        self, Prepared, Wishes,
        choose::{self, Change, Closure, Verb},
        file::{self, Making},
        rename::Rename,
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
    verify,
};

use crate::{harness, round_trip};

/// How many parts of each difference are chosen.
const PARTS: u64 = 20;

/// The seed, unless `PGWORKS_SEED` says another.
const SEED: u64 = 20_260_101;

fn reading() -> Reading {
    Reading {
        choice: Choice::Auto,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    }
}

/// Two catalogs and what differs between them.
struct Whole {
    old: Catalog,
    new: Catalog,
    prepared: Prepared,
    changes: Vec<Change>,
}

impl Whole {
    async fn of(old: Catalog, new: Catalog, renames: &[Rename]) -> Self {
        let wishes = Wishes::default();
        let prepared = plan::prepare(&old, &new, &wishes, renames, &reading())
            .await
            .unwrap();
        let changes = choose::changes(prepared.old(&old), &new, &prepared.difference);
        Self {
            old,
            new,
            prepared,
            changes,
        }
    }

    fn closure(&self, ticked: &BTreeSet<usize>) -> Closure {
        let from = self.prepared.old(&self.old);
        let difference = &self.prepared.difference;
        choose::closure(from, &self.new, difference, &self.changes, ticked)
    }

    fn named(&self, all: &BTreeSet<usize>) -> Vec<String> {
        let name = |at: &usize| {
            let change = &self.changes[*at];
            format!("{:?} {}", change.verb, change.root)
        };
        all.iter().map(name).collect()
    }

    fn find(&self, root: &str) -> usize {
        let mut roots = self.changes.iter().map(|it| it.root.to_string());
        roots.position(|it| it == root).unwrap()
    }

    /// Plans a part and proves it; returns what speaks against it.
    async fn prove(&self, all: &BTreeSet<usize>) -> Vec<String> {
        let wishes = Wishes::default();
        let (end, prepared) =
            match choose::prepare_part(&self.prepared, &self.old, &self.new, all, &wishes) {
                Ok(part) => part,
                Err(report) => return vec![format!("{report:?}")],
            };
        let making = Making {
            old: &self.old,
            new: &end,
            old_source: "old",
            new_source: "part",
            prepared: &prepared,
            wishes: &wishes,
            made: "2026-01-01T00:00:00Z".into(),
        };
        let plan = match file::make(&making) {
            Ok(plan) => plan,
            Err(report) => return vec![format!("{report:?}")],
        };
        let proof = verify::prove(&plan, &self.old, &end, &reading())
            .await
            .unwrap();
        let mut against: Vec<String> = proof
            .stages
            .iter()
            .flat_map(|stage| {
                let claim = &stage.claim;
                stage.against.iter().map(move |it| format!("{claim}: {it}"))
            })
            .collect();
        assert_eq!(proof.holds, against.is_empty());
        against.extend(plan.left.iter().map(|it| format!("left: {it:?}")));
        against
    }

    /// Proves random parts, and that what was not chosen is left alone.
    async fn prove_parts(&self, name: &str, parts: u64) {
        let seed = std::env::var("PGWORKS_SEED").map_or(SEED, |it| it.parse().unwrap());
        let mut faults = Vec::new();
        for number in 0..parts {
            let mut random = Random(seed + number);
            // From a few changes to nearly all.
            let share = 1 + number % 10;
            let ticked: BTreeSet<usize> = (0..self.changes.len())
                .filter(|_| random.below(11) < share)
                .collect();
            let chosen = self.closure(&ticked);
            assert!(chosen.all.is_superset(&ticked));
            assert_eq!(chosen.added.len(), chosen.all.len() - ticked.len());
            let again = self.closure(&chosen.all);
            assert_eq!((again.all, again.added), (chosen.all.clone(), Vec::new()));
            for fault in self.prove(&chosen.all).await {
                faults.push(format!(
                    "part {number}: {fault}\n  of {:#?}\n  added {:?}",
                    self.named(&chosen.all),
                    chosen.added
                ));
            }
        }
        assert!(
            faults.is_empty(),
            "{name}, seed {seed}\n{}",
            faults.join("\n")
        );
    }
}

/// `SplitMix64`: the same parts on each machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (it ^ (it >> 31)) % end
    }
}

/// Loads two texts and compares them.
async fn whole(old: &str, new: &str) -> Option<Whole> {
    let (was, is) = (
        harness::database("choose_old")?,
        harness::database("choose_new")?,
    );
    was.psql(old);
    is.psql(new);
    let (old, new) = (
        round_trip::catalog(&was).await,
        round_trip::catalog(&is).await,
    );
    Some(Whole::of(old, new, &[]).await)
}

#[tokio::test]
async fn parts_of_the_demo_are_proven() {
    let (old, new) = (
        include_str!("../../assets/demo/old.sql"),
        include_str!("../../assets/demo/new.sql"),
    );
    let Some(whole) = whole(old, new).await else {
        return harness::skip(harness::NO_SERVER);
    };
    whole.prove_parts("demo", PARTS).await;
}

#[tokio::test]
async fn parts_of_a_changed_pagila_are_proven() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pagila");
    let Ok(schema) = std::fs::read_to_string(folder.join("schema.sql")) else {
        return harness::skip("../shared/data is not there");
    };
    let Some(old) = harness::database("choose_pagila") else {
        return harness::skip(harness::NO_SERVER);
    };
    old.psql(&schema);
    let new = old.copy("choose_pagila_new");
    new.psql(include_str!("../pagila/changes.sql"));
    let renames: Vec<Rename> = include_str!("../pagila/renames")
        .lines()
        .map(|line| Rename::parse(line).unwrap())
        .collect();
    let (was, is) = (
        round_trip::catalog(&old).await,
        round_trip::catalog(&new).await,
    );
    Whole::of(was.clone(), is.clone(), &renames)
        .await
        .prove_parts("pagila", PARTS)
        .await;
    // Without them each rename is a drop and a creation, with all that this drags in.
    Whole::of(was, is, &[])
        .await
        .prove_parts("pagila, nothing renamed", PARTS / 4)
        .await;
}

const OLD: &str = "
    CREATE TABLE kept (id int PRIMARY KEY, n int, note text);
    CREATE TABLE gone (id int PRIMARY KEY);
    CREATE VIEW of_gone AS SELECT id FROM gone;
    CREATE VIEW of_kept AS SELECT n FROM kept;
    CREATE TABLE shape (i int);";

const NEW: &str = "
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE came (id int PRIMARY KEY, how mood);
    CREATE TABLE kept (id int PRIMARY KEY, n bigint, came int REFERENCES came);
    COMMENT ON TABLE kept IS 'stays';
    CREATE VIEW of_gone AS SELECT 1 AS id;
    CREATE VIEW of_kept AS SELECT n, n + 1 AS more FROM kept;
    CREATE VIEW of_came AS SELECT how FROM came;
    CREATE VIEW shape AS SELECT 1 AS i;
    CREATE FUNCTION alone() RETURNS int LANGUAGE sql AS 'SELECT 1';";

#[tokio::test]
async fn changes_are_grouped_and_drag_in_what_they_need() {
    let Some(whole) = whole(OLD, NEW).await else {
        return harness::skip(harness::NO_SERVER);
    };
    let every: BTreeSet<usize> = (0..whole.changes.len()).collect();
    assert_eq!(
        whole.named(&every),
        [
            "Create enum public.mood",
            "Create table public.came",
            "Drop table public.gone",
            "Alter table public.kept",
            "Drop table public.shape",
            "Create view public.of_came",
            "Alter view public.of_gone",
            "Alter view public.of_kept",
            "Create view public.shape",
            "Create function public.alone()",
        ]
    );
    let numbers = whole
        .changes
        .iter()
        .flat_map(|it| it.deltas.iter().copied());
    assert_eq!(
        numbers.collect::<BTreeSet<usize>>().len(),
        whole.prepared.difference.deltas.len()
    );
    for (ticked, added) in [
        ("function public.alone()", &[][..]),
        (
            "view public.of_came",
            &[
                "table public.came: needed by view public.of_came",
                "enum public.mood: needed by view public.of_came",
            ],
        ),
        // The type of a column changes below a view that changes too.
        (
            "table public.kept",
            &[
                "view public.of_kept: depends on table public.kept",
                "table public.came: needed by table public.kept",
                "enum public.mood: needed by table public.came",
            ],
        ),
        (
            "table public.gone",
            &["view public.of_gone: depends on table public.gone"],
        ),
        (
            "view public.shape",
            &["table public.shape: gives its name to view public.shape"],
        ),
        ("table public.shape", &[]),
    ] {
        let at = whole.find(ticked);
        assert_eq!(
            whole.changes[at].verb == Verb::Drop,
            ticked == "table public.gone" || ticked == "table public.shape"
        );
        let chosen = whole.closure(&BTreeSet::from([at]));
        let mut found: Vec<String> = chosen
            .added
            .iter()
            .map(|(at, why)| format!("{}: {why}", whole.changes[*at].root))
            .collect();
        let mut added: Vec<String> = added.iter().map(|it| (*it).to_owned()).collect();
        found.sort();
        added.sort();
        assert_eq!(found, added, "{ticked}");
        assert_eq!(whole.prove(&chosen.all).await, [""; 0], "{ticked}");
    }
}

#[tokio::test]
async fn what_is_not_chosen_stays_as_it_is() {
    let Some(whole) = whole(OLD, NEW).await else {
        return harness::skip(harness::NO_SERVER);
    };
    let all = BTreeSet::from([whole.find("function public.alone()")]);
    let wishes = Wishes::default();
    let (end, part) =
        choose::prepare_part(&whole.prepared, &whole.old, &whole.new, &all, &wishes).unwrap();
    let rest = round_trip::difference(&whole.old, &end);
    assert_eq!(
        round_trip::named(&whole.old, &end, &rest),
        ["only new: function public.alone()"]
    );
    assert_eq!(part.difference.deltas, rest.deltas);
    // Everything chosen is the whole difference, nothing chosen is none.
    let every = (0..whole.changes.len()).collect();
    let (end, part) =
        choose::prepare_part(&whole.prepared, &whole.old, &whole.new, &every, &wishes).unwrap();
    assert_eq!(part.segments, whole.prepared.segments);
    assert_eq!(round_trip::difference(&whole.new, &end).deltas, []);
    let (end, part) = choose::prepare_part(
        &whole.prepared,
        &whole.old,
        &whole.new,
        &BTreeSet::new(),
        &wishes,
    )
    .unwrap();
    assert!(part.segments.is_empty());
    assert_eq!(round_trip::difference(&whole.old, &end).deltas, []);
}
