//! The same text on servers of two versions: comparing them must find nothing, either way,
//! though the servers deparse it in different words (facts of `diff::across`).
//!
//! It needs a second server: that of `PGWORKS_TEST_SERVER` beside this machine's own. Each
//! fortieth pair of the corpus is tried, or those that `PGWORKS_CORPUS` names.

use std::{io::Write as _, path::Path};

use crate::{
    cli,
    corpus::{self, Pair},
    harness::{self, Database, Server},
};

/// One pair of so many is tried by default.
const EVERY: usize = 40;

/// Loads a text of a pair; nothing where the server does not know its statements.
fn load(server: &'static Server, pair: &Pair) -> Option<Database> {
    let database = server.database("across", "template0");
    let text = pair.text("new.sql").unwrap();
    database.try_psql(&text).is_ok().then_some(database)
}

/// Compares two databases; returns what was said, where that is not nothing.
fn compare(home: &Path, old: &Database, new: &Database) -> Option<String> {
    let scratch = old.url("postgres");
    let output = cli::pgworks(home)
        .args(["diff", &old.keywords(), &new.keywords(), "--exit-code"])
        .args(["--scratch", &scratch])
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code() != Some(0))
        .then(|| format!("{}{}", text(&output.stdout), text(&output.stderr)))
}

#[test]
fn a_text_is_the_same_on_servers_of_two_versions() {
    let Some(own) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let Some(other) = harness::other_server() else {
        return harness::skip("there is one version of PostgreSQL only");
    };
    let every = match std::env::var_os("PGWORKS_CORPUS") {
        Some(_) => 1,
        None => EVERY,
    };
    let home = cli::home();
    let (mut tried, mut wrong) = (0_usize, Vec::new());
    for pair in corpus::pairs().iter().step_by(every) {
        let (Some(one), Some(two)) = (load(own, pair), load(other, pair)) else {
            continue;
        };
        tried += 1;
        for (old, new) in [(&one, &two), (&two, &one)] {
            let said = compare(home.path(), old, new);
            wrong.extend(said.map(|said| format!("{}: {said}", pair.name)));
        }
    }
    let line = format!(
        "across: {tried} texts on PostgreSQL {} and {}\n",
        own.cluster().major(),
        other.cluster().major()
    );
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
