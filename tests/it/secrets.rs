//! Passwords that a database keeps in user mappings and subscriptions, and a server for its
//! roles, appear nowhere: not in a document, a snapshot, a plan, nor an error.

use std::fs;

use crate::{
    cli::{home, pgworks, stderr, stdout},
    harness,
};

/// Looked for in all that comes out.
const CANARY: &str = "canary7Fq2x";

const SCHEMA: &str = "CREATE FOREIGN DATA WRAPPER w; \
     CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'nowhere.invalid'); \
     CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'canary7Fq2x'); \
     CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (\"user\" 'joe', token 'canary7Fq2x', password 'x'); \
     CREATE FOREIGN TABLE public.f (id integer) SERVER s; \
     CREATE ROLE secret_keeper LOGIN PASSWORD 'canary7Fq2x'; \
     GRANT USAGE ON FOREIGN SERVER s TO secret_keeper; \
     CREATE SUBSCRIPTION sub CONNECTION 'host=/nonexistent password=canary7Fq2x' \
     PUBLICATION p WITH (connect = false, enabled = false, slot_name = NONE);";

#[test]
fn what_a_database_keeps_secret_comes_out_nowhere() {
    let Some(database) = harness::database("secret") else {
        return harness::skip(harness::NO_SERVER);
    };
    database.psql(SCHEMA);
    let hash = database.psql("SELECT rolpassword FROM pg_authid WHERE rolname = 'secret_keeper'");
    let hash = hash.trim();
    assert!(hash.len() > 30, "{hash}");
    let folder = tempfile::tempdir().unwrap();
    let source = database.keywords();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (kept, plan, folder_of_plan) = (file("kept.pgw"), file("plan.json"), file("plan"));
    let commands: &[&[&str]] = &[
        &["inspect", &source],
        &["inspect", &source, "--format", "sql"],
        &["snapshot", &source, "-o", &kept],
        &["inspect", &kept],
        &["diff", &source, "empty", "--format", "json"],
        &["diff", &source, "empty"],
        &["diff", "empty", &source],
        &["plan", "empty", &source, "-o", &plan],
        &["plan", &source, "empty", "-o", &folder_of_plan],
        &["describe", &source, "s"],
        &["find", &source, "canary"],
        &["verify", "empty", &source],
        &["diff", &source, &kept, "--globals"],
        &["diff", &kept, &source, "--globals", "--format", "json"],
        &["plan", &kept, &source, "--globals"],
        &["drift", &source, &kept, "--globals", "--format", "sql"],
    ];
    for words in commands {
        let output = pgworks(home().path()).args(*words).output().unwrap();
        let said = stdout(&output) + &stderr(&output);
        assert!(!said.contains(CANARY), "{words:?}: {said}");
        assert!(!said.contains(hash), "{words:?}: {said}");
    }
    // What was written is searched as well, a snapshot through what it says above.
    for name in [plan, folder_of_plan] {
        let texts = fs::read_to_string(&name).into_iter();
        let parts = fs::read_dir(&name).into_iter().flatten();
        let parts = parts.filter_map(|part| fs::read_to_string(part.ok()?.path()).ok());
        let all: Vec<String> = texts.chain(parts).collect();
        assert!(!all.is_empty(), "{name} was not written");
        assert!(
            all.iter()
                .all(|text| !text.contains(CANARY) && !text.contains(hash)),
            "{name}"
        );
    }
    // A database that holds a subscription is not dropped.
    database.psql("DROP SUBSCRIPTION sub");
}
