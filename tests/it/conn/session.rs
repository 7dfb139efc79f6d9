//! What a session does and says, on the shared server.

use std::time::Duration;

use pgworks_core::conn::{Conninfo, Environment, ServerVersion, connect, setup};
use pgworks_core::error::Class;

use super::{open, refused};
use crate::harness;

#[tokio::test]
async fn statements_go_and_answers_come() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let session = open(&database.keywords()).await.unwrap();
    assert!(session.version() >= ServerVersion::OLDEST);
    assert_eq!(
        session.version().major(),
        database.server().cluster().major()
    );
    assert_eq!(session.database(), database.name());
    assert!(session.is_superuser() && !session.is_read_only() && !session.is_in_recovery());
    assert_eq!(session.negotiated().to_string(), "Unix socket");
    assert_eq!(session.not_set(), [""; 0]);

    let made = session
        .execute("CREATE TABLE public.t (a integer, b text)")
        .await;
    assert_eq!(made.unwrap(), 0);
    let copied = session
        .copy_in("COPY public.t FROM STDIN", b"1\tone\n2\t\\N\n")
        .await;
    assert_eq!(copied.unwrap(), 2);
    let updated = session.execute("UPDATE public.t SET a = a + 1").await;
    assert_eq!(updated.unwrap(), 2);
    let rows = session
        .query("SELECT a, b FROM public.t ORDER BY a")
        .await
        .unwrap();
    assert_eq!(
        (rows[0].get(0), rows[0].named("b")),
        (Some("2"), Some("one"))
    );
    assert_eq!((rows[1].get(1), rows[1].get(7)), (None, None));
    let mut sum = 0;
    let streamed = session
        .stream("SELECT g FROM generate_series(1, 20000) g", |row| {
            sum += row.get::<_, i32>(0);
            Ok(())
        })
        .await;
    assert_eq!((streamed.unwrap(), sum), (20_000, 200_010_000));
    session.close().await;
}

#[tokio::test]
async fn a_refused_statement_keeps_what_the_server_said() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let session = open(&database.keywords()).await.unwrap();
    session
        .execute("CREATE TABLE public.t (a integer CONSTRAINT positive CHECK (a > 0))")
        .await
        .unwrap();
    let report = session
        .execute("INSERT INTO public.t VALUES (0)")
        .await
        .unwrap_err();
    assert_eq!(
        (report.class(), report.sqlstate()),
        (Class::Server, Some("23514"))
    );
    let server = report.server_error().unwrap();
    assert_eq!(server.constraint.as_deref(), Some("positive"));
    assert!(server.detail.is_some() && server.routine.is_some());
    assert_eq!(
        report.refused_statement(),
        Some("INSERT INTO public.t VALUES (0)")
    );
    let report = session.query("SELECT nix").await.unwrap_err();
    assert_eq!(report.server_error().unwrap().position, Some(8));
    let report = session
        .copy_in("COPY public.t FROM STDIN", b"x\n")
        .await
        .unwrap_err();
    assert_eq!(report.sqlstate(), Some("22P02"));
    let report = session.stream("SELECT 1/0", |_| Ok(())).await.unwrap_err();
    assert_eq!(report.sqlstate(), Some("22012"));
    let report = session.execute("SELECT 1; SELECT 2").await.unwrap_err();
    assert_eq!(report.class(), Class::Fault);
    assert!(session.query_one("SELECT 1 WHERE false").await.is_err());
    session
        .execute("DO $$ BEGIN RAISE NOTICE 'heard'; END $$")
        .await
        .unwrap();
    let notices = session.notices();
    assert_eq!(notices.last().unwrap().message, "heard");
    assert_eq!(session.notices(), []);
}

#[tokio::test]
async fn what_a_database_has_set_changes_nothing_until_asked_for() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let name = database.name();
    database.psql(&format!(
        "ALTER DATABASE {name} SET search_path = app, public, pg_catalog;
         ALTER DATABASE {name} SET DateStyle = 'German';
         ALTER DATABASE {name} SET standard_conforming_strings = off;
         ALTER DATABASE {name} SET session_replication_role = replica;
         ALTER DATABASE {name} SET default_transaction_read_only = on;
         ALTER DATABASE {name} SET statement_timeout = '1h';
         CREATE ROLE {name}_plain LOGIN;
         CREATE FUNCTION public.lies(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT 1/0 = 1';
         CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.lies);"
    ));
    for user in ["postgres".to_owned(), format!("{name}_plain")] {
        let session = open(&database.keywords_as(&user)).await.unwrap();
        let show = |setting: &'static str| {
            let session = &session;
            async move {
                let row = session.query_one(&format!("SHOW {setting}")).await.unwrap();
                row.get(0).unwrap_or_default().to_owned()
            }
        };
        assert_eq!(show("search_path").await, "pg_catalog, pg_temp");
        assert_eq!(show("DateStyle").await, "ISO, MDY");
        assert_eq!(show("standard_conforming_strings").await, "on");
        assert_eq!(show("statement_timeout").await, "0");
        // A guard that somebody set is not lifted.
        assert!(session.is_read_only());
        assert_eq!(show("default_transaction_read_only").await, "on");
        assert_eq!(
            session.original("search_path"),
            Some("app, public, pg_catalog")
        );
        assert_eq!(session.original("statement_timeout"), Some("3600000"));
        let may = user == "postgres";
        assert_eq!(session.not_set().len(), usize::from(!may));
        let role = show("session_replication_role").await;
        assert_eq!(role, if may { "origin" } else { "replica" });

        setup::reset_for_data(&session).await.unwrap();
        assert_eq!(show("search_path").await, "app, public, pg_catalog");
        assert!(show("DateStyle").await.starts_with("German"));
        assert_eq!(show("standard_conforming_strings").await, "on");
        setup::pin_again(&session).await.unwrap();
        assert_eq!(show("search_path").await, "pg_catalog, pg_temp");
        session.close().await;
    }
    database
        .server()
        .psql("postgres", &format!("DROP ROLE {name}_plain"))
        .unwrap();
}

#[tokio::test]
async fn a_read_only_connection_writes_nothing() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let conninfo = Conninfo::parse(&database.keywords(), &Environment::default()).unwrap();
    let session = connect(&conninfo.with_read_only(), "test").await.unwrap();
    assert!(session.is_read_only());
    let report = session
        .execute("CREATE TABLE public.t ()")
        .await
        .unwrap_err();
    assert_eq!(report.sqlstate(), Some("25006"));
}

#[tokio::test]
async fn a_session_that_is_thrown_out_says_why() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    // While it runs a statement, and while it is idle.
    let session = open(&database.keywords()).await.unwrap();
    let ending = format!("SELECT pg_terminate_backend({})", session.backend_pid());
    let (report, _) = tokio::join!(session.execute("SELECT pg_sleep(30)"), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        database.psql(&ending)
    });
    let report = report.unwrap_err();
    assert_eq!(
        (report.class(), report.sqlstate()),
        (Class::Connect, Some("57P01"))
    );

    let session = open(&database.keywords()).await.unwrap();
    database.psql(&format!(
        "SELECT pg_terminate_backend({})",
        session.backend_pid()
    ));
    let report = session.execute("SELECT 1").await.unwrap_err();
    assert_eq!(
        (report.class(), report.sqlstate()),
        (Class::Connect, Some("57P01"))
    );
    assert!(session.is_closed() && session.last_error().is_some());
    assert!(
        session.cancel().await.is_ok(),
        "a cancel for nobody is no error"
    );
}

#[tokio::test]
async fn a_running_statement_is_cancelled() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let session = open(&database.keywords()).await.unwrap();
    let (report, cancelled) = tokio::join!(session.execute("SELECT pg_sleep(30)"), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        session.cancel().await
    });
    cancelled.unwrap();
    assert_eq!(report.unwrap_err().sqlstate(), Some("57014"));
    assert_eq!(session.execute("SELECT 1").await.unwrap(), 1);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_an_error_and_not_null() {
    let Some(server) = harness::server() else {
        return harness::skip(harness::NO_SERVER);
    };
    let name = "conn_ascii";
    let make = format!(
        "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
    );
    server.psql("postgres", &make).unwrap();
    let folder = server.cluster().socket_folder().display();
    let session = open(&format!("host={folder} user=postgres dbname={name}"))
        .await
        .unwrap();
    let report = session
        .query("SELECT convert_from('\\xff', 'SQL_ASCII') AS x")
        .await
        .unwrap_err();
    assert_eq!(report.sqlstate(), Some("22021"));
    session.close().await;
    server
        .psql("postgres", &format!("DROP DATABASE {name}"))
        .unwrap();
}

#[tokio::test]
async fn each_refusal_of_the_server_has_its_sentence() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let name = database.name();
    database.psql(&format!(
        "CREATE ROLE {name}_mute NOLOGIN; CREATE ROLE {name}_out LOGIN;
         CREATE ROLE {name}_one LOGIN CONNECTION LIMIT 0;
         REVOKE CONNECT ON DATABASE {name} FROM PUBLIC;
         GRANT CONNECT ON DATABASE {name} TO {name}_one;"
    ));
    let folder = database
        .server()
        .cluster()
        .socket_folder()
        .display()
        .to_string();
    let at = |user: &str, dbname: &str| format!("host={folder} user={user} dbname={dbname}");
    let cases = [
        (at("nobody", name), "28000", "may not log in"),
        (at(&format!("{name}_mute"), name), "28000", "may not log in"),
        (at("postgres", "nix"), "3D000", "does not exist"),
        (at(&format!("{name}_out"), name), "42501", "may not connect"),
        (
            at(&format!("{name}_one"), name),
            "53300",
            "no connection left",
        ),
        (at("postgres", "template0"), "55000", "does not accept"),
    ];
    for (text, sqlstate, words) in cases {
        let report = refused(&text).await;
        assert_eq!(
            (report.class(), report.sqlstate()),
            (Class::Connect, Some(sqlstate)),
            "{report}"
        );
        assert!(report.title().contains(words), "{report}");
        assert!(!report.hints().is_empty(), "{report}");
    }
    let missing = refused("host=/nowhere user=x").await;
    assert!(
        missing.title().contains("/nowhere/.s.PGSQL.5432"),
        "{missing}"
    );
    let closed = refused("host=127.0.0.1 port=1 user=x").await;
    assert!(
        closed.title().contains("nothing listens on port 1"),
        "{closed}"
    );
    let unknown = refused("host=nowhere.invalid user=x").await;
    assert!(unknown.title().contains("nowhere.invalid"), "{unknown}");
    // The next server is tried where one cannot be reached.
    let text = format!("host=/nowhere,{folder} user=postgres dbname={name}");
    assert_eq!(open(&text).await.unwrap().database(), name);
    database.psql(&format!(
        "REVOKE CONNECT ON DATABASE {name} FROM {name}_one;
         DROP ROLE {name}_mute, {name}_out, {name}_one"
    ));
}

#[tokio::test]
async fn target_session_attrs_chooses_the_server() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let keywords = database.keywords();
    for good in ["any", "read-write", "primary", "prefer-standby"] {
        open(&format!("{keywords} target_session_attrs={good}"))
            .await
            .unwrap();
    }
    for bad in ["read-only", "standby"] {
        let report = refused(&format!("{keywords} target_session_attrs={bad}")).await;
        assert!(report.to_string().contains(bad), "{report}");
    }
}
