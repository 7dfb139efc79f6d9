//! What commands print as JSON and SQL, held against `docs/json.md` and against the server.

pub(crate) mod schema;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    cli::{run, stderr, stdout},
    harness::{self, Database},
};
use schema::Schema;

/// A schema with objects of every kind.
pub(crate) const BASE: &str = include_str!("../mutations/base.sql");

fn base() -> Option<Database> {
    let database = harness::database("base")?;
    database.psql(BASE);
    Some(database)
}

fn document(words: &[&str]) -> Value {
    let output = run(words);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{words:?}: {}",
        stderr(&output)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_schemas_are_those_that_the_page_names() {
    let page = include_str!("../../docs/json.md");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "describe.json",
            "diff.json",
            "error.json",
            "find.json",
            "inspect.json"
        ]
    );
    for name in names {
        assert!(page.contains(&format!("(schema/{name})")), "{name}");
    }
}

#[test]
fn the_judge_sees_what_is_wrong() {
    let schema = Schema::of("find");
    let found = json!({ "id": "t", "kind": "t", "name": "t", "place": "name", "line": "t" });
    let good = json!({ "version": 1, "source": "s", "word": "w", "found": [found] });
    assert_eq!(schema.faults(&good), Vec::<String>::new());
    let changed = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        schema.faults(&bad).len()
    };
    assert_eq!(changed("/version", json!(2)), 1);
    assert_eq!(changed("/found/0/line", json!(3)), 1);
    assert_eq!(changed("/found", json!({})), 1);
    assert_eq!(changed("/found/0", json!({ "more": 1 })), 6);
}

#[test]
fn documents_are_as_their_schemas_say() {
    let Some(database) = base() else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = &database.keywords();
    let inspected = document(&["inspect", source]);
    Schema::of("inspect").holds(&inspected);
    let objects = inspected["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), objects.len(), "ids are unique");
    for object in objects {
        for list in ["needs", "owned_by", "follows", "mentions"] {
            for id in object[list].as_array().unwrap() {
                assert!(ids.contains(id.as_str().unwrap()), "{id}");
            }
        }
        assert!(
            object["parent"]
                .as_str()
                .is_none_or(|parent| ids.contains(parent))
        );
    }

    let diff = Schema::of("diff");
    let there = document(&["diff", "empty", source, "--format", "json"]);
    diff.holds(&there);
    assert_eq!(
        there["summary"]["creates"].as_u64(),
        Some(objects.len() as u64 - 1)
    );
    diff.holds(&document(&["diff", source, "empty", "--format", "json"]));
    let changed = database.copy("base_changed");
    changed.psql(
        "ALTER TABLE app.typed ALTER x SET NOT NULL; COMMENT ON SCHEMA app IS 'other'; \
         CREATE EXTENSION citext SCHEMA side; \
         CREATE AGGREGATE side.total(integer) (SFUNC = int4pl, STYPE = integer); \
         ALTER ROUTINE side.total(integer) DEPENDS ON EXTENSION citext;",
    );
    let changes = document(&["diff", source, &changed.keywords(), "--format", "json"]);
    diff.holds(&changes);
    assert_eq!(changes["summary"]["alters"], 2);
    assert_eq!(
        changes["unmodelled"][1][0]["kind"],
        "dependency on an extension"
    );

    let found = document(&["find", source, "MAIL", "--format", "json"]);
    Schema::of("find").holds(&found);
    assert_eq!(found["found"][0]["place"], "name");

    let describe = Schema::of("describe");
    for id in ids.into_iter().step_by(5) {
        let described = document(&["describe", source, id, "--format", "json"]);
        describe.holds(&described);
        let object = &described["objects"][0];
        let is_statement = |it: &Value| it.as_str().is_some_and(|sql| !sql.is_empty());
        let has_sql = object["sql"].as_array().unwrap().iter().any(is_statement);
        assert!(has_sql || !object["parent"].is_null(), "{id} has no SQL");
    }

    let failed = run(&["describe", source, "app.nothing", "--format", "json"]);
    assert_eq!(failed.status.code(), Some(2));
    Schema::of("error").holds(&serde_json::from_slice(&failed.stderr).unwrap());
}

#[test]
fn the_sql_of_a_schema_makes_it_again() {
    let Some(database) = base() else {
        return harness::skip(harness::NO_SERVER);
    };
    let output = run(&["inspect", &database.keywords(), "--format", "sql"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let again = harness::database("base_again").unwrap();
    again.psql(&stdout(&output));
    assert_eq!(again.dump(), database.dump());

    // Some schemas, where the others are there: `public` is neither made nor dropped.
    let words = [
        "inspect",
        &database.keywords(),
        "--format",
        "sql",
        "--schema",
        "b?re",
    ];
    let text = stdout(&run(&words));
    assert!(text.contains("CREATE SCHEMA bare;"), "{text}");
    assert!(
        !text.contains("SCHEMA public") && !text.contains("\nCREATE TABLE"),
        "{text}"
    );
}

#[test]
fn what_is_not_modelled_can_be_asked_for_by_exit_code() {
    let Some(database) = harness::database("partial") else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = &database.keywords();
    assert_eq!(
        run(&["inspect", source, "--exit-code"]).status.code(),
        Some(0)
    );
    database.psql(
        "CREATE EXTENSION citext; \
         CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer); \
         ALTER ROUTINE total(integer) DEPENDS ON EXTENSION citext",
    );
    let output = run(&["inspect", source, "--exit-code", "--format", "text"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("not modelled: dependency on an extension aggregate public.total"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn an_object_is_described_with_what_it_needs_and_what_needs_it() {
    let Some(database) = harness::database("described") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(
        "CREATE TABLE people (id integer PRIMARY KEY, name text DEFAULT 'x'); \
         COMMENT ON TABLE people IS 'who is who'; \
         CREATE TABLE visits (who integer REFERENCES people); \
         CREATE VIEW names AS SELECT name FROM people; \
         CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a'; \
         CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT a';",
    );
    let source = &database.keywords();
    let described = stdout(&run(&["describe", source, "people"]));
    for line in [
        "table public.people\n",
        "  comment: who is who\n",
        "\nparts\n  column id  ",
        "    default default  expression: 'x'::text\n",
        "\nneeds\n  schema public\n",
        "\nneeded by\n  view public.names\n  foreign key public.visits.visits_who_fkey\n",
        "\nSQL\n  CREATE TABLE public.people (\n",
        "  COMMENT ON TABLE public.people IS 'who is who';\n",
    ] {
        assert!(described.contains(line), "{line}: {described}");
    }
    let both = stdout(&run(&["describe", source, "f", "--format", "sql"]));
    assert_eq!(both.matches("CREATE FUNCTION").count(), 2, "{both}");
    let column = stdout(&run(&[
        "describe",
        source,
        "people.name",
        "--format",
        "sql",
    ]));
    assert_eq!(
        column,
        "ALTER TABLE public.people ADD COLUMN name text DEFAULT 'x'::text;\n"
    );
    let wrong = run(&["describe", source, "peopel"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("error: there is no such object"),
        "{}",
        stderr(&wrong)
    );
}
