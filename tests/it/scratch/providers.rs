//! Where scratch databases come from: a server named by the user, a private cluster, none.

use pgworks_core::conn::{Conninfo, Environment};
use pgworks_core::error::Class;
use pgworks_core::progress::{Cancel, Progress};
use pgworks_core::scratch::{self, Choice, Places, Wish};

use crate::harness;

fn url(keywords: &str) -> Choice {
    let conninfo = Conninfo::parse(keywords, &Environment::default()).unwrap();
    Choice::Url(Box::new(conninfo))
}

fn left(server: &harness::Server, owner: &str) -> String {
    let sql = format!(
        "SELECT count(*) FROM pg_database WHERE datname LIKE 'pgworks\\_scratch\\_%' \
         AND pg_get_userbyid(datdba) = '{owner}'"
    );
    server.psql("postgres", &sql).unwrap()
}

#[tokio::test]
async fn a_named_server_gets_databases_only_and_is_left_clean() {
    let Some(base) = harness::database("named") else {
        return harness::skip(harness::NO_SERVER);
    };
    let server = base.server();
    base.psql("CREATE ROLE scratch_user LOGIN CREATEDB");
    let choice = url(&base.keywords_as("scratch_user"));
    let scratch = scratch::open(&choice, &harness::places(), Wish::default())
        .await
        .unwrap();
    assert!(!scratch.is_private());
    let roles = ["scratch_user".to_string(), "nobody_here".to_string()];
    assert_eq!(scratch.ensure_roles(&roles).await.unwrap(), ["nobody_here"]);

    let database = scratch.create().await.unwrap();
    let text = "CREATE TABLE t (x int);\nALTER TABLE t OWNER TO nobody_here;\n\
                GRANT SELECT ON t TO nobody_here, scratch_user;";
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    let loaded = scratch::load(&database, &[("t.sql", text)], &silent, &cancel)
        .await
        .unwrap();
    assert_eq!(loaded.owner, "scratch_user");
    assert_eq!(loaded.notes.len(), 2, "{:?}", loaded.notes);
    assert_eq!(
        server.psql(
            "postgres",
            "SELECT count(*) FROM pg_roles WHERE rolname = 'nobody_here'"
        ),
        Ok("0\n".into())
    );
    let copy = scratch.copy(&database).await.unwrap();
    copy.drop().await.unwrap();
    assert_eq!(left(server, "scratch_user"), "1\n");
    scratch.close().await.unwrap();
    assert_eq!(left(server, "scratch_user"), "0\n");
}

#[tokio::test]
async fn what_a_dead_process_left_is_swept_and_what_a_living_one_has_is_not() {
    let Some(base) = harness::database("swept") else {
        return harness::skip(harness::NO_SERVER);
    };
    let server = base.server();
    base.psql("CREATE ROLE sweeper LOGIN CREATEDB");
    let choice = url(&base.keywords_as("sweeper"));
    let places = harness::places();
    let open = || scratch::open(&choice, &places, Wish::default());
    let living = open().await.unwrap();
    let _kept = living.create().await.unwrap();
    let dead = open().await.unwrap();
    let forgotten = dead.create().await.unwrap();
    // Not ours: it has the name without the mark.
    base.psql("CREATE DATABASE pgworks_scratch_by_hand OWNER sweeper");
    assert_eq!(left(server, "sweeper"), "3\n");
    drop(forgotten);
    drop(dead);
    for _ in 0..50 {
        open().await.unwrap();
        if left(server, "sweeper") == "2\n" {
            base.psql("DROP DATABASE pgworks_scratch_by_hand");
            assert_eq!(left(server, "sweeper"), "1\n");
            return;
        }
    }
    panic!("what the dead process left is still there");
}

#[tokio::test]
async fn a_superuser_of_a_named_server_runs_no_text() {
    let Some(base) = harness::database("super") else {
        return harness::skip(harness::NO_SERVER);
    };
    let choice = url(&base.keywords());
    let scratch = scratch::open(&choice, &harness::places(), Wish::default())
        .await
        .unwrap();
    let database = scratch.create().await.unwrap();
    let (silent, cancel) = (Progress::silent(), Cancel::new());
    let report = scratch::load(&database, &[("t.sql", "SELECT 1")], &silent, &cancel)
        .await
        .unwrap_err();
    assert_eq!(report.class(), Class::Refused);
    assert_eq!(report.hints().len(), 2);
    scratch.close().await.unwrap();
}

#[tokio::test]
async fn a_locale_that_is_not_there_gives_c_and_a_note() {
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    let wish = Wish {
        collate: "xx_YY.UTF-8".into(),
        ctype: "xx_YY.UTF-8".into(),
        ..Wish::default()
    };
    let scratch = scratch::open(&Choice::Local, &harness::places(), wish)
        .await
        .unwrap();
    assert!(scratch.is_private() && scratch.describe().contains("private"));
    let database = scratch.create().await.unwrap();
    assert!(database.notes()[0].contains("xx_YY.UTF-8"));
    let session = database.connect().await.unwrap();
    let row = session
        .query_one("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        .await
        .unwrap();
    assert_eq!(row.get(0), Some("C"));
    assert_eq!(session.version().num(), scratch.version().num());
}

#[tokio::test]
async fn without_any_provider_it_says_where_it_looked() {
    let empty = tempfile::tempdir().unwrap();
    let places = Places {
        path: vec![empty.path().to_path_buf()],
        temp: empty.path().to_path_buf(),
        root: empty.path().to_path_buf(),
        engine: None,
    };
    let opened = scratch::open(&Choice::Auto, &places, Wish::default()).await;
    let report = opened.unwrap_err();
    assert_eq!(report.class(), Class::Connect);
    assert!(report.causes()[0].contains("/usr/lib/postgresql"));
    assert_eq!(report.hints().len(), 2);
}
