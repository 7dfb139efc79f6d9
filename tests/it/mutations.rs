//! Planted mutations: one change made straight in SQL for every attribute of every kind,
//! each of which must be seen by a comparison.
//!
//! Of some also, and of all in the full run (`.ci/mutations`), the plan back and the plan
//! there must leave nothing to find. It judges by the catalogs read alone: the corpus is
//! what `pg_dump` judges. `PGWORKS_WRITE_DOCS=1` writes what was found into the entries and
//! the table of attributes; `PGWORKS_MUTATION` picks entries by a part of their name.

mod entries;
mod globals;
mod table;

use std::{
    collections::BTreeSet,
    env,
    fs::{self, File},
    io::Write as _,
    sync::Mutex,
    thread,
};

use pgworks_core::catalog::Catalog;

use crate::{
    harness::{self, Database},
    round_trip,
};
use entries::Entry;

/// Entries whose way there or back is not made, and why. One that succeeds fails the test
/// until it is taken out.
pub(crate) const KNOWN: &[(&str, &str)] = &[
    ("extension-membership.aggregate", NAMED_OTHERWISE),
    ("security-label.table", LABEL),
    ("security-label.column", LABEL),
    ("security-label.function", LABEL),
    ("security-label.schema", LABEL),
    ("security-label.type", LABEL),
    ("column.inherited-only", STAYS_OWN),
    ("inheritance.column-local", STAYS_OWN),
    ("inheritance.column-of-parent-only", STAYS_OWN),
    ("inheritance.dropped", STAYS_OWN),
    ("subscription.two-phase", ON_PUBLISHER),
    ("subscription.failover", ON_PUBLISHER),
    (
        "extension.version",
        "hstore has no script from 1.5 back to 1.4",
    ),
    (
        "inheritance.position",
        "the place of a parent takes a table created anew: the plan says that it is left",
    ),
    (
        "partition.detaching",
        "a detach that stopped halfway is finished, never made",
    ),
];

const ON_PUBLISHER: &str = "the slot on the publisher has to follow, or PostgreSQL fixes it when it is made: the plan \
     says that it is left";
const STAYS_OWN: &str =
    "no statement makes a column inherited only, or own besides: the plan says that it is left";
const NAMED_OTHERWISE: &str = "the server names its arguments otherwise than we do";
const LABEL: &str = "no provider of security labels is installed: the server refuses";

/// Of how many entries one is led back and there in the ordinary run.
const SAMPLE: usize = 12;

/// The base that all entries start from.
struct Base {
    database: Database,
    catalog: Catalog,
    /// The same with what the cluster keeps for it, which a copy by template lacks.
    shared: Catalog,
    /// That with what belongs to the cluster.
    whole: Catalog,
}

impl Base {
    /// Returns a copy to apply an entry to, and its catalog.
    fn copy_for(&self, entry: &Entry) -> (Database, &Catalog) {
        let copy = self.database.copy("mutated");
        if entry.is_shared() {
            copy.psql(&entries::shared());
            return (copy, &self.shared);
        }
        (copy, &self.catalog)
    }
}

/// What became of an entry.
struct Outcome {
    entry: Entry,
    /// The delta found; nothing where the statements were refused.
    found: BTreeSet<String>,
    /// What is wrong with what was seen.
    unseen: Vec<String>,
    /// What is wrong with the ways; nothing if they were not gone.
    ways: Option<Vec<String>>,
}

/// Where the outcome of the full run is kept, so that it goes on where it was ended.
struct Kept {
    file: Mutex<File>,
    done: BTreeSet<String>,
}

impl Kept {
    /// Opens the file that `PGWORKS_MUTATIONS` names; nothing in the ordinary run.
    fn open() -> Option<Self> {
        let path = env::var_os("PGWORKS_MUTATIONS")?;
        let text = fs::read_to_string(&path).unwrap_or_default();
        let done = text.lines().filter_map(|line| line.strip_prefix("ok "));
        let done = done.map(str::to_owned).collect();
        let file = File::options().create(true).append(true).open(&path);
        let file = Mutex::new(file.unwrap());
        Some(Self { file, done })
    }

    fn add(&self, outcome: &Outcome) {
        let Outcome { entry, ways, .. } = outcome;
        let faults: Vec<&String> = outcome.unseen.iter().chain(ways.iter().flatten()).collect();
        let mut text = if faults.is_empty() {
            format!("ok {}\n", entry.name)
        } else {
            format!("FAILS {}\n", entry.name)
        };
        for fault in faults {
            text.push_str(&format!("    {}\n", fault.replace('\n', "\n    ")));
        }
        let mut file = self.file.lock().unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
}

/// Applies one entry to a copy of the base and looks at it.
async fn judge(base: &Base, entry: &Entry, goes_ways: bool) -> Outcome {
    let mut outcome = Outcome {
        entry: entry.clone(),
        found: BTreeSet::new(),
        unseen: Vec::new(),
        ways: None,
    };
    let (copy, catalog) = base.copy_for(entry);
    if let Err(why) = copy.server().psql(copy.name(), &entry.sql) {
        outcome.unseen.push(format!("refused: {why}"));
        return outcome;
    }
    let mutated = round_trip::catalog(&copy).await;
    let difference = round_trip::difference(catalog, &mutated);
    outcome.found = entries::words(catalog, &mutated, &difference);
    if outcome.found.is_empty() {
        outcome.unseen.push("not seen at all".to_owned());
    }
    if goes_ways {
        outcome.ways = Some(ways(base, entry, copy, &mutated).await);
    }
    outcome
}

/// Leads a copy back to the base and there again; returns what failed.
async fn ways(base: &Base, entry: &Entry, copy: Database, mutated: &Catalog) -> Vec<String> {
    let mut faults = Vec::new();
    let catalog = if entry.is_shared() {
        &base.shared
    } else {
        &base.catalog
    };
    let mut copy = copy;
    if let Err(why) = lead(&copy, mutated, catalog).await {
        faults.push(format!("back: {why}"));
        copy = base.copy_for(entry).0;
    }
    if let Err(why) = lead(&copy, catalog, mutated).await {
        faults.push(format!("there: {why}"));
    }
    faults
}

/// Leads a database from one catalog to the other; what no kind models stays as it is.
async fn lead(database: &Database, from: &Catalog, to: &Catalog) -> Result<(), String> {
    let segments = round_trip::way(from, to)?;
    round_trip::run(database, &segments).await?;
    let is = round_trip::catalog(database).await;
    let mut rest = round_trip::difference(&is, to);
    rest.unmodelled_old.clear();
    rest.unmodelled_new.clear();
    if rest.is_empty() {
        return Ok(());
    }
    let rest = round_trip::named(&is, to, &rest).join("\n");
    let sql: Vec<String> = segments
        .iter()
        .flat_map(|segment| &segment.steps)
        .map(|step| step.action.sql.clone())
        .collect();
    Err(format!(
        "a second comparison finds:\n{rest}\nafter:\n{}",
        sql.join(";\n")
    ))
}

/// Judges entries, a few at a time.
fn judge_all(base: &Base, entries: &[(Entry, bool)], kept: Option<&Kept>) -> Vec<Outcome> {
    let queue = Mutex::new(entries.iter());
    let outcomes = Mutex::new(Vec::new());
    let threads = thread::available_parallelism().map_or(2, usize::from) + 1;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                let runtime = runtime.unwrap();
                loop {
                    let Some((entry, goes_ways)) = queue.lock().unwrap().next() else {
                        break;
                    };
                    let outcome = runtime.block_on(judge(base, entry, *goes_ways));
                    if let Some(kept) = kept {
                        kept.add(&outcome);
                    }
                    outcomes.lock().unwrap().push(outcome);
                }
            });
        }
    });
    outcomes.into_inner().unwrap()
}

/// Reads a catalog; nobody is connected to the database afterwards.
fn read(database: &Database) -> Catalog {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(round_trip::catalog(database))
}

/// Loads the base, and what the entries need of the server: another superuser, for an event
/// trigger belongs to one, and a tablespace within its own folder.
fn base() -> Option<Base> {
    let database = harness::database("mutations")?;
    if database.server().cluster().major() >= 15 {
        database.psql(
            "SET allow_in_place_tablespaces = on; CREATE TABLESPACE mutation_space LOCATION ''",
        );
    }
    database.psql("CREATE ROLE mutation_superuser SUPERUSER");
    database.psql(&entries::base());
    let catalog = read(&database);
    let with_shared = database.copy("mutations");
    with_shared.psql(&entries::shared());
    Some(Base {
        shared: read(&with_shared),
        whole: globals::read(&with_shared),
        database,
        catalog,
    })
}

/// Lists what is wrong with the outcomes of all entries on a server of a major version.
fn faults(outcomes: &[Outcome], major: u32) -> Vec<String> {
    let mut faults = Vec::new();
    let later: BTreeSet<String> = entries::all()
        .into_iter()
        .filter(|entry| entry.since > major)
        .map(|entry| entry.name)
        .collect();
    for outcome in outcomes {
        let Entry { name, delta, .. } = &outcome.entry;
        let mut wrong = outcome.unseen.clone();
        let missing = delta.difference(&outcome.found);
        let missing: Vec<&String> = missing.filter(|it| !later.contains(*it)).collect();
        if wrong.is_empty() && (delta.is_empty() || !missing.is_empty()) {
            wrong.push(format!("not found of its delta: {missing:?}"));
        }
        if wrong.is_empty()
            && entries::promised(name).is_some_and(|it| !outcome.found.contains(&it))
        {
            wrong.push(format!("its name promises another delta than {delta:?}"));
        }
        let known = KNOWN.iter().find(|(known, _)| known == name);
        match (known, &outcome.ways) {
            (Some((_, why)), Some(ways)) if ways.is_empty() => {
                wrong.push(format!("no longer fails, yet it is listed: {why}"));
            }
            (None, Some(ways)) => wrong.extend(ways.clone()),
            _ => {}
        }
        faults.extend(wrong.into_iter().map(|why| format!("{name}: {why}")));
    }
    faults.sort_unstable();
    faults
}

#[test]
fn every_planted_mutation_is_seen() {
    let Some(base) = base() else {
        return harness::skip(harness::NO_SERVER);
    };
    let writes = env::var_os("PGWORKS_WRITE_DOCS").is_some();
    let wanted = env::var("PGWORKS_MUTATION").unwrap_or_default();
    let major = base.database.server().cluster().major();
    let kept = Kept::open();
    let all = entries::all();
    let names: BTreeSet<&str> = all.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "two entries of one name");
    let mut chosen = Vec::new();
    for (at, entry) in all.iter().enumerate() {
        let is_done = kept
            .as_ref()
            .is_some_and(|it| it.done.contains(&entry.name));
        let is_here = entry.since <= major && !entry.is_global();
        if is_here && entry.name.contains(&wanted) && !is_done {
            let goes_ways = kept.is_some() || !wanted.is_empty() || at % SAMPLE == 0;
            chosen.push((entry.clone(), goes_ways));
        }
    }
    let mut outcomes = judge_all(&base, &chosen, kept.as_ref());
    assert_eq!(outcomes.len(), chosen.len());
    if writes {
        for outcome in &mut outcomes {
            outcome.entry.delta.clone_from(&outcome.found);
        }
        let found: Vec<Entry> = outcomes.iter().map(|it| it.entry.clone()).collect();
        entries::write(&found);
    }
    let mut wrong = faults(&outcomes, major);
    wrong.extend(table::faults(&base.whole, &entries::all(), writes));
    let seen = outcomes.iter().filter(|it| !it.found.is_empty()).count();
    let ways = outcomes.iter().filter(|it| it.ways.is_some()).count();
    let line = format!(
        "mutations: {seen} of {} seen; {ways} led back and there; {} not for this server\n",
        outcomes.len(),
        all.iter().filter(|entry| entry.since > major).count()
    );
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_copy_without_a_mutation_differs_in_nothing() {
    let Some(database) = harness::database("unmutated") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(&entries::base());
    let catalog = read(&database);
    let copy = database.copy("unmutated");
    let again = read(&copy);
    let difference = round_trip::difference(&catalog, &again);
    assert!(
        difference.is_empty(),
        "{:?}",
        round_trip::named(&catalog, &again, &difference)
    );
    assert_eq!(catalog.fingerprint(), again.fingerprint());
}
