//! What a project says in `pgworks.toml`: renames that are taken, objects that are ignored;
//! and what the output makes of candidates and of equal changes.

use std::{fs, path::Path, process::Output};

use pgworks_core::{
    introspect::Scope,
    plan::{
        self, Wishes,
        file::{self, Making},
        rename::Rename,
    },
    progress::{Cancel, Progress},
    scratch::Choice,
    source::Reading,
    verify,
};
use serde_json::Value;

use crate::{
    cli::{home, pgworks, stderr, stdout},
    harness::{self, Database},
    round_trip,
};

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut command = pgworks(folder);
    command.current_dir(folder).args(words);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

fn pair(old: &str, new: &str) -> Option<[Database; 2]> {
    let databases = [harness::database("old")?, harness::database("new")?];
    databases[0].psql(old);
    databases[1].psql(new);
    Some(databases)
}

const OLD: &str = "
CREATE TYPE state AS ENUM ('open', 'payed', 'sent');
CREATE TABLE staff (id integer CONSTRAINT pk PRIMARY KEY, name text, photo bytea, state state DEFAULT 'payed');
CREATE INDEX idx1 ON staff (name) WHERE photo IS NOT NULL;
CREATE FUNCTION calc(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) + a FROM public.staff';
CREATE FUNCTION calc(a text) RETURNS bigint LANGUAGE sql AS 'SELECT length(a)::bigint';
CREATE VIEW photos AS SELECT id, photo FROM staff WHERE state = 'payed';
CREATE TABLE child (a integer CONSTRAINT of_staff REFERENCES staff);
INSERT INTO staff VALUES (1, 'Ann', 'x');";

const NEW: &str = "
CREATE TYPE state AS ENUM ('open', 'paid', 'sent');
CREATE TABLE staff (id integer CONSTRAINT staff_pkey PRIMARY KEY, name text, picture bytea, state state DEFAULT 'paid');
CREATE INDEX staff_name ON staff (name) WHERE picture IS NOT NULL;
CREATE FUNCTION compute(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) + a FROM public.staff';
CREATE FUNCTION calc(a text) RETURNS bigint LANGUAGE sql AS 'SELECT length(a)::bigint';
CREATE VIEW photos AS SELECT id, picture AS photo FROM staff WHERE state = 'paid';
CREATE TABLE child (a integer CONSTRAINT of_staff REFERENCES staff);
";

const RENAMES: &[&str] = &[
    "column public.staff.photo=public.staff.picture",
    "label public.state.payed=public.state.paid",
    "primary key public.staff.pk=public.staff.staff_pkey",
    "index public.staff.idx1=public.staff.staff_name",
    "function public.calc(integer)=public.compute(integer)",
];

/// Renames of all sorts at once: nothing but renames is planned, what depends on them
/// follows, and the proof holds.
#[tokio::test]
async fn renames_are_planned_as_renames() {
    let Some([old, new]) = pair(OLD, NEW) else {
        return harness::skip(harness::NO_SERVER);
    };
    let (old, new) = (
        round_trip::catalog(&old).await,
        round_trip::catalog(&new).await,
    );
    let reading = Reading {
        choice: Choice::Auto,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let wishes = Wishes::default();
    let renames: Vec<Rename> = RENAMES
        .iter()
        .map(|it| Rename::parse(it).unwrap())
        .collect();
    let applicable = plan::rename::applicable(&renames, &old, &new);
    assert_eq!(applicable.len(), renames.len());
    assert!(plan::rename::applicable(&renames, &new, &new).is_empty());
    let prepared = plan::prepare(&old, &new, &wishes, &renames, &reading)
        .await
        .unwrap();
    assert!(
        prepared.difference.is_empty(),
        "{:#?}",
        prepared.difference.deltas
    );
    assert!(prepared.candidates.is_empty());
    let statements: Vec<&str> = prepared
        .segments
        .iter()
        .flat_map(|it| &it.steps)
        .map(|it| &*it.action.sql)
        .collect();
    assert_eq!(
        statements,
        [
            "ALTER TABLE public.staff RENAME COLUMN photo TO picture",
            "ALTER TYPE public.state RENAME VALUE 'payed' TO 'paid'",
            "ALTER TABLE public.staff RENAME CONSTRAINT pk TO staff_pkey",
            "ALTER INDEX public.idx1 RENAME TO staff_name",
            "ALTER FUNCTION public.calc(integer) RENAME TO compute",
        ]
    );
    let plan = file::make(&Making {
        old: &old,
        new: &new,
        old_source: "old",
        new_source: "new",
        prepared: &prepared,
        wishes: &wishes,
        made: "2026-01-01T00:00:00Z".into(),
    })
    .unwrap();
    let proof = verify::prove(&plan, &old, &new, &reading).await.unwrap();
    assert!(proof.holds, "{:#?}", proof.stages);
}

#[test]
fn candidates_are_told_refused_and_remembered() {
    let Some([old, new]) = pair(
        "CREATE TABLE staff (id integer, name text, photo bytea, email text)",
        "CREATE TABLE staff (id integer, name text, picture bytea, email text)",
    ) else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = home();
    let sides = [&*old.keywords(), &new.keywords()];
    let diff = |words: &[&str]| {
        let words: Vec<&str> = [&["diff"], &sides[..], words].concat();
        run(home.path(), &words)
    };
    let rename = "column public.staff.photo=public.staff.picture";
    let hinted = diff(&[]);
    assert!(
        stdout(&hinted).contains(&format!("%: {rename} (")),
        "{}",
        stdout(&hinted)
    );
    assert!(stdout(&hinted).contains("DROP COLUMN photo"));
    assert!(
        stderr(&hinted).contains(&format!("--rename '{rename}'")),
        "{}",
        stderr(&hinted)
    );
    let json: Value = serde_json::from_slice(&diff(&["--format", "json"]).stdout).unwrap();
    assert_eq!(json["candidates"][0]["old"], "public.staff.photo");
    crate::documents::schema::Schema::of("diff").holds(&json);
    let silent = diff(&["--renames", "none"]);
    assert!(!stderr(&silent).contains("rename"), "{}", stderr(&silent));
    let asked = diff(&["--renames", "ask"]);
    assert_eq!(asked.status.code(), Some(2));
    let wrong = diff(&["--renames", "above=3"]);
    assert_eq!(wrong.status.code(), Some(2));

    let refused = "[[renames]]\nkind = \"column\"\nold = \"public.staff.photo\"\n\
         new = \"public.staff.picture\"\nanswer = \"refused\"\n";
    let project = home.path().join("pgworks.toml");
    fs::write(&project, refused).unwrap();
    assert!(!stderr(&diff(&[])).contains("may be"));
    let accepted = diff(&["--rename", rename, "--remember"]);
    assert!(stdout(&accepted).contains("RENAME COLUMN photo TO picture"));
    assert!(!stdout(&accepted).contains("DROP"), "{}", stdout(&accepted));
    let kept = fs::read_to_string(&project).unwrap();
    assert_eq!(kept, refused.replace("refused", "accepted"));
    let again = diff(&[]);
    assert!(
        stdout(&again).contains("RENAME COLUMN"),
        "{}",
        stderr(&again)
    );
    assert!(
        stderr(&again).contains("rename of pgworks.toml"),
        "{}",
        stderr(&again)
    );

    fs::write(&project, "[ignore]\npolices = []\n").unwrap();
    let broken = diff(&[]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(
        stderr(&broken).contains("pgworks.toml:2"),
        "{}",
        stderr(&broken)
    );
    assert_eq!(diff(&["--project", "none"]).status.code(), Some(0));
    fs::remove_file(&project).unwrap();
    let taken = diff(&["--renames", "above=60"]);
    assert!(
        stdout(&taken).contains("RENAME COLUMN"),
        "{}",
        stderr(&taken)
    );
    assert!(!project.exists());
}

#[test]
fn what_is_ignored_is_left_as_it_is_and_counted() {
    let Some([old, new]) = pair(
        "CREATE TABLE kept (a integer); CREATE TABLE tmp_one (id serial, b integer);
         CREATE TABLE tmp_two (a integer); CREATE TABLE gone (x integer);
         CREATE VIEW tmp_view AS SELECT x FROM gone;
         CREATE TABLE schema_migrations (version text);
         CREATE TABLE e (at date) PARTITION BY RANGE (at);
         CREATE TABLE e1 PARTITION OF e FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
        "CREATE TABLE kept (a integer, b integer); CREATE TABLE tmp_two (a integer, z text);
         CREATE TABLE tmp_new (a integer); CREATE TABLE tmp_used (a integer);
         CREATE VIEW uses AS SELECT a FROM tmp_used;
         CREATE TABLE e (at date) PARTITION BY RANGE (at);
         CREATE TABLE e2 PARTITION OF e FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    ) else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = home();
    fs::write(
        home.path().join("pgworks.toml"),
        "[ignore]\npolicies = [\"migration-tools\"]\n[[ignore.objects]]\nname = \"tmp_*\"\n\
         [[ignore.objects]]\npartitions_of = \"public.e\"\n",
    )
    .unwrap();
    let sides = [&*old.keywords(), &new.keywords()];
    let words = |command: &'static str| [&[command], &sides[..]].concat();
    let diff = run(home.path(), &words("diff"));
    let (sql, said) = (stdout(&diff), stderr(&diff));
    let statements: Vec<&str> = sql
        .lines()
        .filter(|it| {
            ["CREATE", "DROP", "ALTER"]
                .iter()
                .any(|word| it.starts_with(word))
        })
        .filter(|it| !it.contains(" OWNER TO "))
        .collect();
    // tmp_used is ignored and needed; gone is used by what is ignored.
    assert_eq!(statements.len(), 3, "{sql}{said}");
    assert!(
        statements.contains(&"ALTER TABLE public.kept ADD COLUMN b integer;"),
        "{sql}"
    );
    assert!(
        sql.contains("CREATE TABLE public.tmp_used") && sql.contains("CREATE VIEW public.uses")
    );
    assert!(
        said.contains("made although it is ignored: table public.tmp_used"),
        "{said}"
    );
    assert!(said.contains("not done: table public.gone"), "{said}");
    assert!(
        said.contains("ignored by policy migration-tools: 1 object, 2 differences"),
        "{said}"
    );
    assert!(
        said.contains("ignored by rule (partitions of public.e): 2 objects"),
        "{said}"
    );
    assert!(sql.contains("-- ignored by rule (name tmp_*)"), "{sql}");
    let verified = run(home.path(), &words("verify"));
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}{}",
        stdout(&verified),
        stderr(&verified)
    );

    // The plan runs, and then nothing is left but what was said.
    let plan = [&words("plan")[..], &["-o", "plan.json"]].concat();
    assert_eq!(run(home.path(), &plan).status.code(), Some(0));
    let apply = run(
        home.path(),
        &["apply", "plan.json", "--to", sides[0], "--yes"],
    );
    assert_eq!(apply.status.code(), Some(0), "{}", stderr(&apply));
    let again = run(home.path(), &words("diff"));
    assert!(!stdout(&again).contains("ALTER"), "{}", stdout(&again));
    let tables = "SELECT count(*) FROM pg_class WHERE relname IN \
                  ('tmp_one', 'tmp_one_id_seq', 'gone', 'tmp_view', 'e1', 'schema_migrations')";
    assert_eq!(old.psql(tables).trim(), "6");
}

#[test]
fn equal_changes_of_partitions_are_told_once() {
    let years = |add: &str| {
        let mut text = "CREATE TABLE e (at date, a integer) PARTITION BY RANGE (at);".to_owned();
        for year in 2001..2010 {
            text.push_str(&format!(
                "CREATE TABLE e_{year} PARTITION OF e FOR VALUES FROM ('{year}-01-01') TO \
                 ('{}-01-01'); {}",
                year + 1,
                add.replace('%', &format!("e_{year}"))
            ));
        }
        text
    };
    let new = "ALTER TABLE % SET (fillfactor = 50); CREATE INDEX %_a ON % (a);";
    let Some([old, new]) = pair(
        &years(""),
        &(years(new) + "ALTER TABLE e_2005 SET UNLOGGED;"),
    ) else {
        return harness::skip(harness::NO_SERVER);
    };
    let home = home();
    let words = ["diff", &*old.keywords(), &new.keywords(), "--format"];
    let text = stdout(&run(home.path(), &[&words[..], &["text"]].concat()));
    let told = "8 tables of table public.e, same change:\n";
    assert!(text.contains(told), "{text}");
    assert!(!text.contains("alter table  public.e_2003"), "{text}");
    assert!(text.contains("alter table  public.e_2005"), "{text}");
    let json: Value = serde_json::from_str(&stdout(&run(
        home.path(),
        &[&words[..], &["json"]].concat(),
    )))
    .unwrap();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 18, "{changes:#?}");
}
