//! Names and comments that command a terminal, end a quotation or fill 63 bytes.

use super::run_with_path;
use crate::{
    cli::{run, stderr, stdout},
    harness::{self, Database},
};

/// Names that PostgreSQL allows.
fn names() -> Vec<String> {
    vec![
        "a\"b''c\\d$$e".into(),
        "line\nDROP TABLE users; --".into(),
        "\u{1b}]0;title\u{7}\u{1b}[2J\u{1b}[31m".into(),
        "tab\there\r\u{8}\u{9b}1m".into(),
        "-- comment */ /* \\; \\connect".into(),
        "\u{202e}txet\u{2066}\u{200b}\u{feff}".into(),
        // 63 bytes of UTF-8, the longest there is: one more would cut a letter in two.
        "\u{e4}".repeat(31) + "x",
        "\u{1f600}".repeat(15) + "abc",
        " ".into(),
        "public.\"x\".y".into(),
        "select".into(),
        "%s %n {} ${x} `id`".into(),
    ]
}

fn ident(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

fn database() -> Option<Database> {
    let database = harness::database("hostile")?;
    let mut sql = String::new();
    for name in names() {
        assert!(name.len() <= 63, "{name}");
        let (own, text) = (ident(&name), literal(&name));
        sql += &format!(
            "CREATE SCHEMA {own}; COMMENT ON SCHEMA {own} IS {text};
             CREATE TYPE {own}.\"mood of\" AS ENUM ({text});
             CREATE TABLE {own}.{own} ({own} integer DEFAULT 1, other text DEFAULT {text},
               CONSTRAINT {own} CHECK ({own} > 0));
             COMMENT ON TABLE {own}.{own} IS {text}; COMMENT ON COLUMN {own}.{own}.{own} IS {text};
             CREATE INDEX ON {own}.{own} ({own});
             CREATE VIEW {own}.v AS SELECT {own} AS {own} FROM {own}.{own};
             CREATE FUNCTION {own}.{own}({own} integer DEFAULT 1) RETURNS text LANGUAGE sql
               AS $fn$ SELECT {text}::text $fn$;
             CREATE AGGREGATE {own}.{own}(bigint) (SFUNC = int8pl, STYPE = bigint);
             ALTER ROUTINE {own}.{own}(bigint) DEPENDS ON EXTENSION plpgsql;\n"
        );
    }
    database.psql(&sql);
    Some(database)
}

/// Asserts that a terminal that shows a text is not commanded by it.
fn tame(text: &str) {
    let wild = |c: char| {
        c != '\n'
            && (c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
    };
    let at = text.find(wild);
    assert_eq!(
        at,
        None,
        "{:?}",
        at.map(|at| text[at..].chars().take(60).collect::<String>())
    );
}

fn text(words: &[&str], code: i32) -> String {
    let output = run(words);
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    tame(&stderr(&output));
    tame(&stdout(&output));
    stdout(&output)
}

#[test]
fn hostile_names_are_shown_tame_and_written_true() {
    let Some(database) = database() else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = &database.keywords();
    let tree = text(&["inspect", source, "--format", "text"], 0);
    assert!(
        tree.contains("\nschema \"line\\nDROP TABLE users; --\"\n"),
        "{tree}"
    );
    assert!(tree.contains("\\x1b]0;title\\x07\\x1b[2J"), "{tree}");
    let difference = text(
        &["diff", "empty", source, "--format", "text", "--exit-code"],
        1,
    );
    assert!(!difference.contains("\nDROP TABLE users"), "{difference}");
    text(
        &["diff", source, "empty", "--format", "text", "--exit-code"],
        1,
    );
    text(&["find", source, "e"], 0);
    text(&["find", source, "\u{1b}"], 0);
    for name in names() {
        let (own, table) = (ident(&name), format!("{}.{}", ident(&name), ident(&name)));
        let described = text(&["describe", source, &format!("table {table}")], 0);
        assert!(described.contains("  comment:"), "{described}");
        assert!(
            described.contains("view "),
            "needed by its view: {described}"
        );
        text(&["describe", source, &format!("schema {own}")], 0);
        text(&["describe", source, &format!("{table}.{own}.\u{1b}")], 2);
    }

    // The script, its comments and the SQL of a schema are SQL in spite of the names.
    for words in [
        &["diff", "empty", source][..],
        &["inspect", source, "--format", "sql"],
    ] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        tame(&stderr(&output));
        let script = stdout(&output);
        let again = harness::database("hostile_again").unwrap();
        let tie = "not modelled, differs: dependency on an extension aggregate \"select\"";
        assert!(script.contains(tie), "{script}");
        again.psql(&script);
        let difference = run(&["diff", source, &again.keywords(), "--format", "json"]);
        let found: serde_json::Value = serde_json::from_slice(&difference.stdout).unwrap();
        assert_eq!(found["summary"]["total_changes"], 0, "{found}");
    }
    let inspected = text(&["inspect", source], 0);
    let document: serde_json::Value = serde_json::from_str(&inspected).unwrap();
    let objects = document["objects"].as_array().unwrap();
    for name in names() {
        let is_table = |it: &&serde_json::Value| {
            it["kind"] == "table" && it["path"] == serde_json::json!([name, name])
        };
        let table = objects.iter().find(is_table).expect(&name);
        assert_eq!(table["attributes"]["comment"], name);
    }
}

#[test]
fn messages_of_the_server_are_shown_tame() {
    let Some(database) = harness::database("messages") else {
        return harness::skip(harness::NO_SERVER);
    };
    let folder = crate::cli::home();
    let file = folder.path().join("wild\u{1b}[2J.sql");
    std::fs::write(
        &file,
        "SELECT \"\u{1b}[31m\nx\u{202e}\" FROM \"\u{9b}\u{7}\";\n",
    )
    .unwrap();
    let output = run_with_path(&["inspect", &file.display().to_string()]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    tame(&stderr(&output));
    let wild = format!("{} dbname=\u{1b}[2J\n", database.keywords());
    let output = run(&["inspect", &wild]);
    assert_ne!(output.status.code(), Some(0));
    tame(&stderr(&output));
    let output = run(&["inspect", "\u{1b}[2J"]);
    assert_eq!(output.status.code(), Some(2));
    tame(&stderr(&output));
}
