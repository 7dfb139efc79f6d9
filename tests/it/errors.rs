//! What goes wrong for users, by running the program: the words of each Report and its exit
//! code.

mod hostile;
mod lost;

use std::{fs, process::Output};

use crate::{
    cli::{home, pgworks, run, stderr, stdout},
    harness,
};

/// Asserts how a command failed: its exit code, nothing on stdout, and these lines.
fn failed(output: &Output, code: i32, lines: &[&str]) {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(stdout(output), "", "data of a command that failed");
    for line in lines {
        assert!(said.contains(line), "no `{line}` in:\n{said}");
    }
}

/// Commands that read one source, each with what it needs besides.
fn reading(source: &str) -> Vec<Vec<String>> {
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    vec![
        words(&["inspect", source, "--format", "text"]),
        words(&["inspect", source, "--format", "sql"]),
        words(&["diff", source, "empty"]),
        words(&["diff", "empty", source]),
        words(&["find", source, "x"]),
        words(&["describe", source, "x"]),
    ]
}

/// Asserts that each command fails in the same way on a source.
fn each_fails(source: &str, code: i32, lines: &[&str]) {
    for words in reading(source) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        failed(&run(&words), code, lines);
    }
}

#[test]
fn a_dead_port_is_4() {
    each_fails(
        "host=127.0.0.1 port=1 user=me dbname=shop",
        4,
        &[
            "error: nothing listens on port 1\n",
            "  object: me@127.0.0.1:1/shop\n",
            "  hint: is the server running",
        ],
    );
}

#[test]
fn a_bad_url_is_2() {
    for (url, title, object) in [
        (
            "postgresql://me@[::1/shop",
            "error: an IPv6 address in the URL has no closing bracket\n",
            "host",
        ),
        (
            "postgresql://here:notaport/shop",
            "error: a connection parameter must be a number from 1 to 65535\n",
            "port=notaport",
        ),
        (
            "git:HEAD",
            "error: a git source is written git:REVISION:PATH\n",
            "git:HEAD",
        ),
    ] {
        each_fails(url, 2, &[title, &format!("  object: {object}\n")]);
    }
    let output = run(&["inspect", "nowhere/schema.sql", "--format", "text"]);
    failed(
        &output,
        2,
        &[
            "error: cannot read SQL files\n",
            "  object: nowhere/schema.sql\n",
        ],
    );
    let output = run(&["find", "shop", "x"]);
    failed(
        &output,
        2,
        &["error: there is no such profile\n", "  object: shop\n"],
    );
}

#[test]
fn a_wrong_password_is_4_and_not_shown() {
    let Some(server) = harness::own_server() else {
        return harness::skip(harness::NO_SERVER);
    };
    server
        .psql("postgres", "CREATE ROLE guarded LOGIN PASSWORD 'sesame'")
        .unwrap();
    let folder = server.cluster().socket_folder();
    let rules = "local all guarded scram-sha-256\nlocal all all trust\n";
    fs::write(folder.join("data/pg_hba.conf"), rules).unwrap();
    server.psql("postgres", "SELECT pg_reload_conf()").unwrap();
    let source = format!("host={} user=guarded dbname=postgres", folder.display());
    // The server reads its rules again when it comes to it.
    let wrong = harness::wait_for("a password to be asked for", || {
        let output = run(&["find", &format!("{source} password=misfit"), "x"]);
        (output.status.code() != Some(0)).then_some(output)
    });
    let lines = [
        "error: the server does not accept the password\n",
        "(SQLSTATE 28P01)\n",
        "  object: guarded@",
    ];
    failed(&wrong, 4, &lines);
    each_fails(&format!("{source} password=misfit"), 4, &lines);
    assert!(!stderr(&wrong).contains("misfit"), "{}", stderr(&wrong));
    each_fails(&source, 4, &["password"]);
    let right = run(&["inspect", &format!("{source} password=sesame")]);
    assert_eq!(right.status.code(), Some(0), "{}", stderr(&right));
}

#[test]
fn an_error_in_a_file_is_5_and_names_the_line() {
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    let folder = home();
    let file = folder.path().join("schema.sql");
    // The seventh line is in the middle of a statement that begins on the fourth.
    let text = "CREATE TABLE a (x integer);\n\n-- b\nCREATE TABLE b (\n  y integer,\n  \
                -- z\n  z nosuchtype\n);\nCREATE TABLE c ();\n";
    fs::write(&file, text).unwrap();
    let place = format!("  place: {}:7\n", file.display());
    let path = file.display().to_string();
    let lines = [
        "error: the server refused a statement\n",
        place.as_str(),
        "  server: type \"nosuchtype\" does not exist (SQLSTATE 42704)\n",
        "  statement:   z nosuchtype\n",
    ];
    for words in [&["find", path.as_str(), "a"][..], &["diff", "empty", &path]] {
        failed(&run_with_path(words), 5, &lines);
    }
    let output = run_with_path(&["inspect", &path, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(
        (&said["exit_code"], &said["error"]["place"]["line"]),
        (&5.into(), &7.into())
    );
}

/// Runs the program with the search path, so that it finds programs to make a scratch with.
fn run_with_path(words: &[&str]) -> Output {
    let home = home();
    let path = std::env::var_os("PATH").unwrap_or_default();
    pgworks(home.path())
        .args(words)
        .env("PATH", path)
        .output()
        .unwrap()
}

#[test]
fn an_empty_database_is_no_error() {
    let Some(database) = harness::database("blank") else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = &database.keywords();
    for words in [
        ["diff", "empty", source],
        ["diff", source, "empty"],
        ["diff", source, source],
    ] {
        let output = run(&[&words[..], &["--exit-code"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(
            (stdout(&output), stderr(&output)),
            (String::new(), String::new())
        );
    }
    let output = run(&["inspect", source, "--format", "text"]);
    assert_eq!(stdout(&output), "schema public\n");
    let output = run(&["find", source, "x"]);
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(0), "")
    );
    let output = run(&["describe", source, "x"]);
    failed(
        &output,
        2,
        &["error: there is no such object\n", "  object: x\n"],
    );
    let missing = format!("{source} dbname=nowhere");
    each_fails(
        &missing,
        4,
        &[
            "error: the database nowhere does not exist\n",
            "(SQLSTATE 3D000)",
        ],
    );
}

/// A role without USAGE on a schema reads it all the same: the catalogs of the server are
/// open, and its deparse functions ask for no rights. Where the catalogs themselves are
/// closed, the reading fails; nothing is ever taken for absent.
#[test]
fn a_schema_without_rights_is_read_or_refused_never_taken_for_absent() {
    let Some(database) = harness::database("rights") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(crate::documents::BASE);
    database.psql(
        "CREATE ROLE rightless LOGIN; REVOKE ALL ON SCHEMA app, side, bare, public FROM PUBLIC; \
         REVOKE ALL ON ALL TABLES IN SCHEMA app, side FROM PUBLIC; \
         REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app, side FROM PUBLIC;",
    );
    let (all, none) = (database.keywords(), database.keywords_as("rightless"));
    let refused = database
        .server()
        .psql(database.name(), "SET ROLE rightless; TABLE app.typed");
    assert!(
        refused
            .unwrap_err()
            .contains("permission denied for schema app")
    );
    let output = run(&["diff", &all, &none, "--exit-code"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let fingerprint = |source: &str| {
        let output = run(&["inspect", source]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            document["fingerprint"].clone(),
            document["unmodelled"].clone(),
        )
    };
    assert_eq!(fingerprint(&all), fingerprint(&none));

    for catalog in ["pg_proc", "pg_trigger", "pg_policy", "pg_description"] {
        database.psql(&format!("REVOKE SELECT ON {catalog} FROM PUBLIC"));
        let denied = format!("permission denied for table {catalog} (SQLSTATE 42501)\n");
        each_fails(
            &none,
            5,
            &["error: the server refused a statement\n", &denied],
        );
        database.psql(&format!("GRANT SELECT ON {catalog} TO PUBLIC"));
    }
    database.psql(&format!(
        "REVOKE CONNECT ON DATABASE \"{}\" FROM PUBLIC",
        database.name()
    ));
    each_fails(&none, 4, &["(SQLSTATE 42501)"]);
}
