//! The corpus: pairs of schemas in `tests/corpus`, each led from old to new and back, and
//! from new to old and back.
//!
//! After each way `pg_dump` must say what it says of the text itself, and a second
//! comparison must find nothing. A folder may hold `versions` (`14-`: the servers that know
//! its statements) and `column-order` (columns may come out in another order, since
//! PostgreSQL adds them at the end only; `back` in it: only on the way to old). What an
//! online plan must and may not say stands in `expect.toml`.

mod crossed;
mod expect;
mod stops;

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use pgworks_core::{
    catalog::{Catalog, Timing},
    plan::Segment,
};

use crate::{
    harness::{self, Database, Server},
    refresh,
    round_trip::{self, Dump},
};

/// Pairs that fail, and why. One that stops failing fails the test until it is taken out.
pub(crate) const KNOWN: &[(&str, &str)] = &[
    ("exclusion--on-partitioned", NOT_ATTACHED),
    ("temporal--partitioned", NOT_ATTACHED),
];

const NOT_ATTACHED: &str = "PostgreSQL 17 and 18 attach no index of an exclusion constraint to \
     that of a partitioned table: a dump of such a table cannot be restored either";

/// A pair of schemas.
pub(crate) struct Pair {
    pub(crate) name: String,
    folder: PathBuf,
}

impl Pair {
    pub(crate) fn text(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(file)).ok()
    }

    /// Tells whether a server of this major version knows the pair's statements.
    pub(crate) fn is_for(&self, major: u32) -> bool {
        let Some(text) = self.text("versions") else {
            return true;
        };
        let (from, to) = text.trim().split_once('-').unwrap();
        let bound = |text: &str, otherwise| text.parse().unwrap_or(otherwise);
        (bound(from, 0)..=bound(to, u32::MAX)).contains(&major)
    }

    /// Tells whether it is one of `every`: by its name alone (hash FNV-1a), so that a new
    /// pair leaves the choice of the others as it is.
    fn is_in_sample(&self, every: u64) -> bool {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        self.name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, hash)
            .is_multiple_of(every)
    }
}

/// One schema of a pair: what its text makes of an empty database.
struct Side {
    database: Database,
    catalog: Catalog,
    dump: Dump,
    is_ordered: bool,
    /// A query whose answer stays the same.
    rows: Option<String>,
    /// Whether what the way changed is read by a refresh too: of an eighth of the pairs, or of
    /// all if `PGWORKS_REFRESH` is set.
    is_read_again: bool,
}

/// Lists the names of all pairs.
pub(crate) fn names() -> Vec<String> {
    all().into_iter().map(|pair| pair.name).collect()
}

/// Lists the pairs to judge: `PGWORKS_CORPUS` picks them by a part of their name,
/// `PGWORKS_CORPUS_PART` by their place: `2/6` is every sixth from the third on.
pub(crate) fn pairs() -> Vec<Pair> {
    let wanted = std::env::var("PGWORKS_CORPUS").unwrap_or_default();
    let part = std::env::var("PGWORKS_CORPUS_PART").unwrap_or_else(|_| "0/1".to_owned());
    let (at, of) = part.split_once('/').unwrap();
    let (at, of): (usize, usize) = (at.parse().unwrap(), of.parse().unwrap());
    let pairs = all().into_iter().enumerate();
    pairs
        .filter(|(place, pair)| {
            place % of == at && wanted.split(',').any(|word| pair.name.contains(word))
        })
        .map(|(_, pair)| pair)
        .collect()
}

/// Lists the pairs for a server of this major version: about one of `every`, or all of them
/// if `variable`, `PGWORKS_CORPUS` or `PGWORKS_CORPUS_PART` says something.
pub(crate) fn some(variable: &str, every: u64, major: u32) -> Vec<Pair> {
    let is_wanted = |name: &str| std::env::var(name).is_ok_and(|it| !it.is_empty());
    let chosen = [variable, "PGWORKS_CORPUS", "PGWORKS_CORPUS_PART"];
    let is_whole = chosen.into_iter().any(is_wanted);
    let fitting = pairs().into_iter().filter(|pair| pair.is_for(major));
    fitting
        .filter(|pair| is_whole || pair.is_in_sample(every))
        .collect()
}

fn all() -> Vec<Pair> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut pairs: Vec<Pair> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.is_dir())
        .map(|folder| Pair {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            folder,
        })
        .collect();
    pairs.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    pairs
}

/// Loads one text of a pair.
async fn side(server: &'static Server, pair: &Pair, is_old: bool) -> Result<Side, String> {
    let database = server.database("corpus", "template0");
    let file = if is_old { "old.sql" } else { "new.sql" };
    database
        .try_psql(&pair.text(file).unwrap())
        .map_err(|why| format!("{file} does not load: {why}"))?;
    Ok(Side {
        catalog: round_trip::catalog(&database).await,
        dump: Dump::of(&database),
        is_ordered: match pair.text("column-order").as_deref().map(str::trim) {
            None => true,
            Some("back") => !is_old,
            Some(_) => false,
        },
        rows: pair
            .text("expect.toml")
            .and_then(|text| expect::rows(&text)),
        is_read_again: pair.is_in_sample(8) || std::env::var_os("PGWORKS_REFRESH").is_some(),
        database,
    })
}

/// Leads a database that is as `from` to be as `to`, and judges the outcome. Returns whether
/// its columns have another order since; `is_moved` if they had before.
async fn lead(
    database: &Database,
    [from, to]: [&Side; 2],
    online: bool,
    is_moved: bool,
) -> Result<bool, String> {
    let segments = round_trip::way_of(&from.catalog, &to.catalog, online)?;
    let rows = || to.rows.as_ref().map(|sql| database.psql(sql));
    let before = rows();
    let kept = if to.is_read_again {
        Some(refresh::refresh(database, None).await)
    } else {
        None
    };
    round_trip::run(database, &segments).await?;
    if rows() != before {
        return Err(format!("the rows have changed: {before:?}, {:?}", rows()));
    }
    if let Some(kept) = kept {
        refresh::judge(database, &kept).await?;
    }
    let dump = Dump::of(database);
    let is_moved = is_moved || moves_columns(&segments);
    let differences = if to.is_ordered && !is_moved {
        dump.differences(&to.dump)
    } else {
        dump.without_column_order()
            .differences(&to.dump.without_column_order())
    };
    if !differences.is_empty() {
        return Err(format!("pg_dump differs:\n{}", differences.join("\n")));
    }
    let is = round_trip::catalog(database).await;
    let rest = round_trip::difference(&is, &to.catalog);
    if !rest.is_empty() {
        let rest = round_trip::named(&is, &to.catalog, &rest).join("\n");
        return Err(format!("a second comparison finds:\n{rest}"));
    }
    Ok(is_moved)
}

/// Tells whether a column is put in the place of another: then it comes last.
fn moves_columns(segments: &[Segment]) -> bool {
    let mut steps = segments.iter().flat_map(|it| &it.steps);
    steps.any(|it| it.action.timing == Timing::Batches)
}

/// Judges one pair; returns what failed.
async fn judge(server: &'static Server, pair: &Pair, online: bool) -> Vec<String> {
    let (old, new) = match (
        side(server, pair, true).await,
        side(server, pair, false).await,
    ) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(why), _) | (_, Err(why)) => return vec![format!("{}: {why}", pair.name)],
    };
    let mut faults = Vec::new();
    if online && let Some(expected) = pair.text("expect.toml") {
        let way = |from: &Side, to: &Side| round_trip::way_of(&from.catalog, &to.catalog, true);
        let ways = (way(&old, &new), way(&new, &old));
        faults.extend(expect::judge(&expected, &old.catalog, ways));
    }
    for (start, end, there, back) in [
        (&old, &new, "old to new", "back to old"),
        (&new, &old, "new to old", "back to new"),
    ] {
        let database = &start.database;
        let outcome = match lead(database, [start, end], online, false).await {
            Ok(is_moved) => lead(database, [end, start], online, is_moved)
                .await
                .map_err(|why| (back, why)),
            Err(why) => Err((there, why)),
        };
        if let Err((way, why)) = outcome {
            faults.push(format!("{way}: {why}"));
        }
    }
    faults
        .into_iter()
        .map(|fault| format!("{}: {fault}", pair.name))
        .collect()
}

/// Tells whether a fault is of a pair that is known to fail.
fn is_known(fault: &str) -> bool {
    let pair = fault.split(": ").next();
    KNOWN.iter().any(|(known, _)| Some(*known) == pair)
}

/// Judges items, a few at a time; returns the faults of each. A fault is said at once, since
/// a run of all takes minutes.
fn at_once<T: Sync>(
    items: &[T],
    judge: impl AsyncFn(&T) -> Vec<String> + Sync,
) -> Vec<Vec<String>> {
    let queue = Mutex::new(items.iter().enumerate());
    let outcomes = Mutex::new(vec![Vec::new(); items.len()]);
    let threads = thread::available_parallelism().map_or(2, usize::from) + 1;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                let runtime = runtime.unwrap();
                loop {
                    let Some((at, item)) = queue.lock().unwrap().next() else {
                        break;
                    };
                    let faults = runtime.block_on(judge(item));
                    for fault in faults.iter().filter(|it| !is_known(it)) {
                        std::io::stderr()
                            .write_all(format!("{fault}\n").as_bytes())
                            .unwrap();
                    }
                    outcomes.lock().unwrap()[at] = faults;
                }
            });
        }
    });
    outcomes.into_inner().unwrap()
}

/// Judges all pairs.
fn judge_all(
    server: &'static Server,
    pairs: &[Pair],
    online: bool,
) -> BTreeMap<String, Vec<String>> {
    let faults = at_once(pairs, async |pair: &Pair| judge(server, pair, online).await);
    let names = pairs.iter().map(|pair| pair.name.clone());
    names.zip(faults).collect()
}

/// Says how many pairs of each kind hold, past the capture of the test runner.
fn say(outcomes: &BTreeMap<String, Vec<String>>, skipped: usize) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, faults) in outcomes {
        let kind = name
            .split_once("--")
            .map_or(name.as_str(), |(kind, _)| kind);
        let (hold, all) = kinds.entry(kind).or_default();
        *hold += usize::from(faults.is_empty());
        *all += 1;
    }
    let mut text = String::new();
    for (kind, (hold, all)) in &kinds {
        text.push_str(&format!("{kind:24} {hold:3} of {all:3}\n"));
    }
    let hold = outcomes.values().filter(|faults| faults.is_empty()).count();
    let all = outcomes.len();
    text.push_str(&format!(
        "corpus: {hold} of {all} pairs hold; {skipped} not for this server\n"
    ));
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// Judges pairs and says what is wrong, past those that are known to fail.
fn judged(server: &'static Server, pairs: &[Pair], skipped: usize, online: bool) -> Vec<String> {
    let outcomes = judge_all(server, pairs, online);
    assert_eq!(outcomes.len(), pairs.len(), "each folder is judged");
    say(&outcomes, skipped);
    let mut wrong: Vec<String> = Vec::new();
    for (name, faults) in outcomes {
        match KNOWN.iter().find(|(known, _)| *known == name) {
            Some((_, why)) if faults.is_empty() => {
                wrong.push(format!("{name}: no longer fails, yet it is listed: {why}"));
            }
            // One that fails on its way back leads there.
            Some((_, why)) if why.starts_with("back") => {
                wrong.extend(faults.into_iter().filter(|it| !it.contains(" to old: ")));
            }
            Some(_) => {}
            None => wrong.extend(faults),
        }
    }
    wrong
}

#[test]
fn every_pair_leads_there_and_back() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let major = server.cluster().major();
    let (pairs, others): (Vec<Pair>, Vec<Pair>) =
        pairs().into_iter().partition(|pair| pair.is_for(major));
    let wrong = judged(server, &pairs, others.len(), false);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// With the tables in use: the pairs made for that, and of the others an eighth, or all
/// if `PGWORKS_CORPUS_ONLINE` is set.
#[test]
fn pairs_lead_there_and_back_online() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let major = server.cluster().major();
    let all = std::env::var_os("PGWORKS_CORPUS_ONLINE").is_some()
        || std::env::var_os("PGWORKS_CORPUS").is_some();
    let (pairs, others): (Vec<Pair>, Vec<Pair>) = pairs()
        .into_iter()
        .filter(|pair| all || pair.is_in_sample(8) || pair.name.starts_with("online--"))
        .partition(|pair| pair.is_for(major));
    let wrong = judged(server, &pairs, others.len(), true);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
