//! A server that goes away while its catalogs are read.
//!
//! A lock on `pg_trigger` holds the reading in its middle.

use std::{
    process::{Child, Stdio},
    thread::{self, JoinHandle},
};

use super::failed;
use crate::{
    cli::{home, pgworks},
    harness::{self, Database, Server, wait_for},
};

/// A reading that waits, and who makes it wait.
struct Held {
    reading: Child,
    lock: JoinHandle<Result<String, String>>,
}

fn held(database: &Database, words: &[&str]) -> Held {
    let (server, name) = (database.server(), database.name().to_owned());
    let count = |server: &'static Server, what: &str| {
        let sql = format!("SELECT count(*) FROM pg_stat_activity WHERE {what}");
        server
            .psql("postgres", &sql)
            .unwrap()
            .trim()
            .parse::<u32>()
            .unwrap()
    };
    let locked = name.clone();
    let lock = thread::spawn(move || {
        let sql = "BEGIN; LOCK TABLE pg_trigger IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60);";
        server.psql(&locked, sql)
    });
    let sleeps = format!("datname = '{name}' AND wait_event = 'PgSleep'");
    wait_for("the lock", || (count(server, &sleeps) == 1).then_some(()));
    let reading = pgworks(home().path())
        .args(words)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let waits = format!("datname = '{name}' AND wait_event_type = 'Lock'");
    wait_for("the reading", || (count(server, &waits) >= 1).then_some(()));
    Held { reading, lock }
}

#[test]
fn a_session_that_is_ended_while_reading_is_4() {
    let Some(database) = harness::database("ended") else {
        return harness::skip(harness::NO_SERVER);
    };
    let source = database.keywords();
    for words in [
        &["find", source.as_str(), "x"][..],
        &["diff", "empty", &source],
    ] {
        let held = held(&database, words);
        let end = |who: &str| {
            let name = database.name();
            let sql = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = '{name}' AND {who}"
            );
            database.server().psql("postgres", &sql).unwrap();
        };
        end("application_name = 'pgworks read'");
        let output = held.reading.wait_with_output().unwrap();
        failed(&output, 4, &["(SQLSTATE 57P01)\n", "  object: postgres@"]);
        end("wait_event = 'PgSleep'");
        held.lock.join().unwrap().unwrap_err();
    }
}

#[test]
fn a_server_that_is_killed_while_reading_is_4() {
    let Some(server) = harness::own_server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let database = server.database("killed", "template0");
    let folder = home();
    let file = folder.path().join("it.pgw");
    let words = [
        "snapshot",
        &database.keywords(),
        "-o",
        &file.display().to_string(),
    ];
    let held = held(&database, &words);
    let status = server.cluster().socket_folder().join("data/postmaster.pid");
    let status = std::fs::read_to_string(status).unwrap();
    let pid = status.lines().next().unwrap();
    let killed = std::process::Command::new("kill")
        .args(["-KILL", pid])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = held.reading.wait_with_output().unwrap();
    failed(
        &output,
        4,
        &[
            "error: the connection to the server was lost\n",
            "  object: postgres@",
        ],
    );
    assert_eq!(
        folder.path().read_dir().unwrap().count(),
        0,
        "half a snapshot"
    );
    held.lock.join().unwrap().unwrap_err();
}
