//! `pgworks apply` killed with SIGKILL at random moments, and gone on with by another
//! process.
//!
//! Each round compares the end with a run that nobody killed: the catalog's fingerprint,
//! the rows, what an event trigger counted, the ledger. The usual test run kills twice;
//! `.ci/kill` as often as is wished, and keeps the figures.

use std::{
    fs::OpenOptions,
    hash::{BuildHasher as _, RandomState},
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use crate::{
    exec::{catalog, plan_between, run},
    harness::{self, Database},
};

/// What is: tables with enough rows for an index to take a while, and a count of all DDL
/// that is committed.
const OLD: &str = "
    CREATE TABLE public.ddl (tag text NOT NULL, at timestamptz DEFAULT clock_timestamp());
    CREATE FUNCTION public.count_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO public.ddl (tag) SELECT c.command_tag FROM pg_event_trigger_ddl_commands() c
            WHERE c.schema_name IS DISTINCT FROM 'pgworks';
    END $$;
    CREATE EVENT TRIGGER counted ON ddl_command_end EXECUTE FUNCTION public.count_ddl();
    CREATE TABLE customer (id int PRIMARY KEY, name text, city text);
    CREATE TABLE orders (id int PRIMARY KEY, customer int, note text, amount numeric(10,2));
    CREATE INDEX orders_note ON orders (note);
    CREATE INDEX customer_city ON customer (city);
    CREATE VIEW totals AS SELECT customer, sum(amount) AS total FROM orders GROUP BY customer;
    INSERT INTO customer SELECT i, 'c' || i, 'x' || i % 97 FROM generate_series(1, 30000) i;
    INSERT INTO orders SELECT i, i % 30000 + 1, md5(i::text), i / 7.0
        FROM generate_series(1, 200000) i;
    TRUNCATE public.ddl;";

/// What it should become: indexes come and go while the tables are in use, between
/// transactions that add, alter and rewrite.
const NEW: &str = "
    CREATE TYPE mood AS ENUM ('glad', 'sad');
    ALTER TABLE customer ADD COLUMN mood mood DEFAULT 'glad', ALTER COLUMN name SET NOT NULL;
    DROP INDEX orders_note;
    DROP INDEX customer_city;
    CREATE INDEX orders_customer ON orders (customer, amount);
    CREATE INDEX orders_lower ON orders (lower(note));
    CREATE UNIQUE INDEX orders_key ON orders (note, id);
    CREATE TABLE tag (id int PRIMARY KEY, word text NOT NULL);
    CREATE INDEX customer_mood ON customer (mood, name);
    ALTER TABLE orders ADD COLUMN tag int REFERENCES tag;
    CREATE INDEX orders_tag ON orders (tag) WHERE tag IS NOT NULL;
    CREATE VIEW glad AS SELECT id, name FROM customer WHERE mood = 'glad';
    COMMENT ON TABLE orders IS 'what was bought';";

/// All that a run must leave the same, whether it was killed or not.
#[derive(Debug, PartialEq, Eq)]
struct End {
    fingerprint: String,
    rows: String,
    ddl: String,
    invalid: String,
    done: String,
}

fn end(database: &Database) -> End {
    let rows = "SELECT count(*), md5(string_agg(o::text, '' ORDER BY id)) FROM orders o";
    // An index may be built twice, when its first building was killed.
    let ddl = "SELECT tag, count(*) FROM ddl WHERE tag NOT LIKE '%INDEX' GROUP BY 1 ORDER BY 1";
    let invalid = "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid";
    let done = "SELECT r.segments, count(*), count(DISTINCT e.segment) FROM pgworks.run r \
         JOIN pgworks.event e ON e.run = r.id AND e.kind = 'done' WHERE EXISTS \
         (SELECT FROM pgworks.event f WHERE f.run = r.id AND f.kind = 'finished') \
         GROUP BY r.id, r.segments";
    End {
        fingerprint: run(catalog(database)).fingerprint().to_string(),
        rows: database.psql(rows),
        ddl: database.psql(ddl),
        invalid: database.psql(invalid),
        done: database.psql(done),
    }
}

/// One process of ours on a database.
fn command(database: &Database, home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pgworks"));
    command
        .env_clear()
        .env("HOME", home)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .args(words)
        .args(["--to", &database.keywords()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A random number below `bound`.
fn random(bound: u64) -> u64 {
    RandomState::new().hash_one(7_u8) % bound.max(1)
}

/// Lets a process run for a time, then kills it; returns its output if it ended before.
fn kill_after(mut child: Child, time: Duration) -> Option<Output> {
    let begun = Instant::now();
    while begun.elapsed() < time {
        if child.try_wait().unwrap().is_some() {
            return Some(child.wait_with_output().unwrap());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    // SIGKILL: nothing of ours runs after it.
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

struct Stage {
    template: Database,
    home: tempfile::TempDir,
    plan: PathBuf,
    /// How long a run takes that nobody kills.
    time: Duration,
    unkilled: End,
}

impl Stage {
    fn set() -> Option<Self> {
        let template = harness::database("kill")?;
        template.psql(OLD);
        let new = template.copy("kill_new");
        new.psql(NEW);
        let (old, new) = run(async { (catalog(&template).await, catalog(&new).await) });
        let plan = run(plan_between(&old, &new));
        assert!(plan.segments.iter().filter(|it| !it.in_transaction).count() > 4);
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("plan.json");
        std::fs::write(&file, plan.to_json().unwrap()).unwrap();
        let database = template.copy("kill_not");
        let begun = Instant::now();
        let words = ["apply", file.to_str().unwrap(), "--no-proof", "--yes"];
        let output = command(&database, home.path(), &words).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        Some(Self {
            time: begun.elapsed(),
            unkilled: end(&database),
            template,
            home,
            plan: file,
        })
    }

    fn apply(&self, database: &Database) -> Command {
        let plan = self.plan.to_str().unwrap();
        command(
            database,
            self.home.path(),
            &["apply", plan, "--no-proof", "--yes"],
        )
    }

    /// Kills one run, and goes on with it until it is at its end; returns the figures.
    fn round(&self) -> String {
        let database = self.template.copy("killed");
        let longest = u64::try_from(self.time.as_millis()).unwrap();
        let moment = random(longest);
        let first = self.apply(&database).spawn().unwrap();
        let ended = kill_after(first, Duration::from_millis(moment)).is_some();
        let (done, intents) = found(&database);
        let begun = Instant::now();
        let (mut resumes, mut kills) = (0, 0);
        loop {
            resumes += 1;
            assert!(resumes < 20, "it comes to no end");
            let mut next = self.next(&database);
            // Every third time the one that goes on is killed too.
            if kills < 2 && random(3) == 0 {
                let child = next.spawn().unwrap();
                if kill_after(child, Duration::from_millis(random(longest))).is_none() {
                    kills += 1;
                    continue;
                }
                break;
            }
            let output = next.output().unwrap();
            let text = said(&output);
            assert!(output.status.success(), "killed at {moment} ms: {text}");
            break;
        }
        let took = begun.elapsed().as_millis();
        let end = end(&database);
        assert_eq!(
            end, self.unkilled,
            "killed at {moment} ms, {done} segments done"
        );
        format!("{moment},{ended},{done},{intents},{resumes},{kills},{took},equal")
    }

    /// Returns what a person would do now: go on if there is something unfinished, else
    /// apply.
    fn next(&self, database: &Database) -> Command {
        let words = ["status", "--format", "json"];
        let mut status = command(database, self.home.path(), &words);
        let output = status.output().unwrap();
        let text = said(&output);
        let status: serde_json::Value = serde_json::from_slice(&output.stdout).expect(&text);
        if status["unfinished"].is_null() {
            self.apply(database)
        } else {
            command(database, self.home.path(), &["resume", "--yes"])
        }
    }
}

/// Returns how many segments are done, and how many statements outside of
/// transactions were begun and are not known to be done.
fn found(database: &Database) -> (String, String) {
    if database.psql("SELECT to_regclass('pgworks.event') IS NULL") == "t\n" {
        return ("0".into(), "0".into());
    }
    let count = |sql: &str| database.psql(sql).trim().to_owned();
    (
        count("SELECT count(*) FROM pgworks.event WHERE kind = 'done'"),
        count(
            "SELECT count(*) FROM pgworks.event e WHERE kind = 'intent' AND NOT EXISTS \
             (SELECT FROM pgworks.event f WHERE f.run = e.run AND f.segment = e.segment \
             AND f.kind = 'done')",
        ),
    )
}

fn said(output: &Output) -> String {
    format!(
        "{:?}: {}{}",
        output.status.code(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_killed_run_is_gone_on_with_to_the_same_end() {
    let Some(stage) = Stage::set() else {
        return harness::skip(harness::NO_SERVER);
    };
    assert_eq!(stage.unkilled.invalid, "");
    let wished: usize = std::env::var("PGWORKS_KILLS").map_or(2, |count| count.parse().unwrap());
    let file = std::env::var_os("PGWORKS_KILLS_FILE");
    let mut figures = file.map(|file| {
        let mut options = OpenOptions::new();
        options.create(true).append(true).open(file).unwrap()
    });
    for _ in 0..wished {
        let line = stage.round();
        if let Some(file) = &mut figures {
            writeln!(file, "{line}").unwrap();
        }
    }
}
