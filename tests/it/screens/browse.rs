//! Connections, schema tree, object and jobs: what they show at every size, and what every
//! command does in them.

use std::{sync::Arc, time::Duration};

use pgworks::{
    app::{
        effect::{Ask, Effect},
        event::{Answer, Event, News},
        launch::Opening,
        state::{
            connections::Connection,
            dialog::Dialog,
            jobs::Slot,
            opened::{Phase, Tag},
            tree::Index,
        },
    },
    views::theme::{Depth, Theme, ThemeName},
};
use pgworks_core::{
    catalog::{Builder, Catalog, Origin, Unmodelled, Unread},
    error::{Report, ServerError},
    progress::{Detail, Step},
};

use super::stage::{Stage, at_every_size, shop};
use crate::pictures::svg;

type Size = (u16, u16);
type Scene = fn(Size) -> Stage;

fn profile(word: &str, describe: &str, tag: Option<&str>, is_read_only: bool) -> Connection {
    Connection {
        word: word.into(),
        describe: describe.into(),
        tag: Tag::read(tag),
        is_read_only,
        is_profile: true,
        db: None,
    }
}

fn refused() -> Report {
    Report::connect("cannot connect to anna@db2:5432/billing")
        .server(ServerError {
            sqlstate: "28P01".into(),
            message: "password authentication failed for user \"anna\"".into(),
            ..ServerError::default()
        })
        .hint("~/.pgpass or PGPASSWORD can hold the password")
}

pub(super) fn connections(size: Size) -> Stage {
    let mut stage = Stage::shop(size);
    let lines = vec![
        profile("shop", "anna@db1:5432/shop", Some("staging"), false),
        profile("billing", "anna@db2:5432/billing", Some("prod"), true),
        profile("größe-漢字", "anna@localhost/a", Some("dev"), false),
        profile(
            "long",
            &format!("anna@{}:5432/db", "h".repeat(70)),
            Some("sandbox"),
            false,
        ),
    ];
    stage.answer(Slot::Profiles, Answer::Profiles(lines));
    stage.keys("1");
    stage
}

fn tested(size: Size) -> Stage {
    let mut stage = connections(size);
    stage
        .keys("j t")
        .fail(Slot::Test, refused())
        .keys("enter tab");
    stage
}

fn no_connection(size: Size) -> Stage {
    let mut stage = Stage::new(&Opening::Connections, size);
    stage.answer(Slot::Profiles, Answer::Profiles(Vec::new()));
    stage
}

pub(super) fn tree(size: Size) -> Stage {
    let mut stage = Stage::shop(size);
    stage.keys("j l l j j l l j l l l");
    stage
}

fn filter(size: Size) -> Stage {
    let mut stage = Stage::shop(size);
    stage.keys("/").type_in("ordl").serve();
    stage
}

pub(super) fn object(size: Size) -> Stage {
    let mut stage = filter(size);
    stage.keys("enter").serve();
    stage
}

fn tab(size: Size, title: &str) -> Stage {
    let mut stage = object(size);
    for _ in 0..20 {
        let opened = stage.state.shown_db().expect("a database");
        if opened.object.tab().is_some_and(|it| it.title == title) {
            return stage;
        }
        stage.keys("l");
    }
    panic!("no tab {title}");
}

pub(super) fn jobs(size: Size) -> Stage {
    let mut stage = connections(size);
    stage.at(2_000).keys("t").at(2_340);
    let found = vec![("took".to_owned(), "12 ms".to_owned())];
    stage.answer(Slot::Test, Answer::Tested(found));
    stage.at(61_000).keys("t").at(73_400);
    stage.fail(Slot::Test, refused()).keys("enter 2 r");
    let step = Step {
        what: "reading columns".into(),
        done: 40,
        total: 100,
        detail: Detail::None,
    };
    let slot = Slot::Database(stage.db().0);
    stage.news(slot, News::Step(step)).at(75_000).keys("0");
    stage
}

fn missing() -> Arc<Catalog> {
    let mut catalog = (*shop()).clone();
    catalog.unmodelled = vec![Unmodelled {
        kind: "operator".into(),
        name: "shop.===(integer,integer)".into(),
        digest: "abc".into(),
    }];
    catalog.unread = vec![Unread {
        what: "user mappings".into(),
        why: "permission denied for table pg_user_mapping".into(),
    }];
    Arc::new(catalog)
}

#[test]
fn every_pane_at_every_size() {
    let scenes: [(&str, Scene); 13] = [
        ("connections", connections),
        ("connections_tested", tested),
        ("connections_none", no_connection),
        ("tree", tree),
        ("tree_filter", filter),
        ("object_columns", object),
        ("object_constraints", |size| tab(size, "Foreign keys")),
        ("object_ddl", |size| tab(size, "DDL")),
        ("object_dependencies", |size| tab(size, "Dependencies")),
        ("object_grants", |size| tab(size, "Grants")),
        ("object_statistics", |size| tab(size, "Statistics")),
        ("jobs", jobs),
        ("log", |size| {
            let mut stage = jobs(size);
            stage.keys("/").type_in("fail");
            stage
        }),
    ];
    for (name, scene) in scenes {
        insta::assert_snapshot!(name, at_every_size(scene));
    }
}

#[test]
fn too_small_a_terminal_is_told_so() {
    insta::assert_snapshot!("too_small", object((40, 12)).screen());
}

#[test]
fn every_theme_on_one_screen() {
    for name in ThemeName::ALL {
        let buffer = object((80, 24)).buffer(&Theme::new(name, Depth::Truecolor));
        let text = svg::ansi(&buffer).replace('\x1b', "␛");
        insta::assert_snapshot!(format!("theme_{}", name.as_str()), text);
    }
    let buffer = object((80, 24)).buffer(&Theme::new(ThemeName::Ansi, Depth::None));
    let text = svg::ansi(&buffer);
    assert!(
        !text.contains("[3") && !text.contains("[4;"),
        "NO_COLOR has no colour"
    );
}

#[test]
fn an_object_is_followed_and_come_back_from() {
    let mut stage = tab((120, 40), "Dependencies");
    let wanted = |stage: &Stage| {
        let opened = stage.state.shown_db().expect("a database");
        opened.object.wanted.as_ref().map(ToString::to_string)
    };
    let selected = |stage: &Stage| {
        let opened = stage.state.shown_db().expect("a database");
        let id = opened.tree.object(opened.catalog.as_deref());
        id.map(|it| it.to_string())
    };
    let first = wanted(&stage);
    assert_eq!(first.as_deref(), Some("table shop.order_lines"));
    stage.keys("enter").serve();
    let second = wanted(&stage);
    assert!(second.is_some() && second != first, "{second:?}");
    assert_eq!(selected(&stage), second, "the tree goes along");
    stage.keys("ctrl-o").serve();
    assert_eq!((wanted(&stage), selected(&stage)), (first.clone(), first));
    stage.keys("ctrl-o");
    let message = stage.state.message.as_ref().map(|it| it.words.clone());
    assert_eq!(message.as_deref(), Some("no other object was shown"));
}

#[test]
fn reading_again_keeps_what_was_open_and_shown() {
    let mut stage = tree((120, 40));
    let selected = |stage: &Stage| {
        let opened = stage.state.shown_db().expect("a database");
        let row = opened.tree.selected().cloned();
        let id = opened.tree.object(opened.catalog.as_deref());
        (row, id.map(|it| it.to_string()))
    };
    stage.keys("l enter").serve().keys("tab");
    assert_eq!(
        selected(&stage).1.as_deref(),
        Some("column shop.customers.id")
    );
    let before = stage.state.shown_db().expect("one").tree.rows.len();
    stage.keys("r");
    stage.open(shop(), Tag::Staging);
    let Some(Ask::Detail { .. } | Ask::Statistics { .. }) = stage.asked().map(|it| it.ask) else {
        panic!("the object is looked up again");
    };
    assert_eq!(stage.state.shown_db().expect("one").tree.rows.len(), before);

    // A smaller catalog: a member that is selected is not there any more.
    stage.keys("G");
    stage.keys("r");
    let empty = Arc::new(Builder::default().finish(Origin::default()));
    stage.open(empty, Tag::Staging);
    assert_eq!(selected(&stage), (None, None));
    assert!(
        stage.screen().contains("shop 0 objects"),
        "{}",
        stage.screen()
    );
    assert!(stage.screen().contains("The database is empty"));
}

#[test]
fn a_schema_with_nothing_in_it_opens_to_nothing() {
    for keys in ["enter", "l", "space"] {
        let mut stage = Stage::shop((80, 24));
        stage.keys(keys);
        let message = stage.state.message.as_ref().map(|it| it.words.as_str());
        assert_eq!(message, Some("there is nothing in it"));
    }
}

#[test]
fn columns_stand_in_their_order_in_the_table() {
    let mut stage = Stage::shop((120, 40));
    stage
        .keys("/")
        .type_in("products")
        .serve()
        .keys("enter")
        .serve();
    let opened = stage.state.shown_db().expect("a database");
    let table = opened.object.table().expect("columns");
    let names: Vec<&str> = table.rows.iter().map(|row| row[0].as_str()).collect();
    let order = [
        "id",
        "sku",
        "title",
        "price",
        "discount",
        "net_price",
        "tags",
    ];
    assert_eq!(names, order);
}

#[test]
fn what_is_only_named_is_shown_and_explained() {
    let mut stage = Stage::new(&Opening::Source("shop".into()), (80, 24));
    stage.open(missing(), Tag::None);
    assert!(
        stage.screen().contains("2 only named"),
        "{}",
        stage.screen()
    );
    stage.keys("G");
    assert!(stage.screen().contains("(not modelled)"));
    stage.keys("enter G enter G enter");
    let Some(Dialog::Text(text)) = stage.state.dialogs.last() else {
        panic!("it is explained: {}", stage.screen());
    };
    assert!(
        text.lines.iter().any(|it| it.contains("permission denied")),
        "{text:?}"
    );
    stage.keys("esc /").type_in("===").serve().keys("enter");
    insta::assert_snapshot!("only_named", stage.screen());
}

#[test]
fn a_lost_server_keeps_the_tree_and_r_reads_again() {
    let mut stage = tree((80, 24));
    stage.keys("r");
    let slot = Slot::Database(stage.db().0);
    stage.fail(slot, Report::connect("the server closed the connection"));
    stage.keys("esc");
    let screen = stage.screen();
    assert!(
        screen.contains("LOST") && screen.contains("orders"),
        "{screen}"
    );
    stage.keys("r");
    stage.open(shop(), Tag::Staging);
    let opened = stage.state.shown_db().expect("one");
    assert!(matches!(opened.phase, Phase::Ready));
}

#[test]
fn a_database_opened_by_a_word_is_in_the_list_and_one_with_a_password_leaves_it() {
    let mut stage = Stage::new(
        &Opening::Source("postgresql://me:sesame@h/db".into()),
        (80, 24),
    );
    stage.answer(
        Slot::Profiles,
        Answer::Profiles(vec![profile("shop", "", None, false)]),
    );
    stage.open(shop(), Tag::None);
    stage.keys("1");
    let screen = stage.screen();
    assert!(
        screen.contains("me@h:5432/db") && !screen.contains("sesame"),
        "{screen}"
    );
    assert_eq!(stage.state.connections.lines.len(), 2);
    stage.keys("d");
    assert_eq!(
        stage.state.connections.lines.len(),
        1,
        "it cannot be opened again"
    );

    let mut stage = Stage::new(&Opening::Source("shop".into()), (80, 24));
    stage.answer(
        Slot::Profiles,
        Answer::Profiles(vec![profile("shop", "", None, false)]),
    );
    assert_eq!(
        stage.state.connections.lines.len(),
        1,
        "a profile is listed once"
    );
    assert!(stage.state.connections.lines[0].db.is_some());
}

#[test]
fn a_wrong_password_is_asked_for_again() {
    let mut stage = Stage::new(&Opening::Source("shop".into()), (80, 24));
    let db = stage.db();
    let slot = Slot::Database(db.0);
    stage.answer(slot, Answer::WantsPassword(db));
    stage.type_in("sesame");
    let screen = stage.screen();
    assert!(
        screen.contains("******") && !screen.contains("sesame"),
        "{screen}"
    );
    stage.keys("enter");
    let asked = stage.asked().map(|it| it.ask);
    assert!(matches!(
        asked,
        Some(Ask::Open {
            password: Some(_),
            ..
        })
    ));
    stage.answer(slot, Answer::WantsPassword(db));
    assert!(
        stage.screen().contains("refused the password"),
        "{}",
        stage.screen()
    );
    stage.keys("esc");
    assert!(stage.screen().contains("wants a password"));
    stage.keys("r");
    assert!(matches!(
        stage.asked().map(|it| it.ask),
        Some(Ask::Open { .. })
    ));
}

#[test]
fn a_tree_that_is_read_while_it_is_filtered_is_searched_again() {
    let mut stage = filter((80, 24));
    stage.keys("esc /").type_in("ord");
    let early = stage.asked().expect("a search");
    let (db, catalog) = (stage.db(), shop());
    let index = Arc::new(Index::of_catalog(&catalog, None));
    stage.keys("esc r /").type_in("ord");
    stage.effects.clear();
    let slot = Slot::Database(db.0);
    stage.answer(slot, Answer::Catalog(db, catalog, index));
    let again = stage.asked().expect("it is searched again");
    assert!(matches!(&again.ask, Ask::Search { query, .. } if query == "ord"));
    let late = Answer::Found(db, "ord".into(), Arc::new(vec![9_999]));
    stage.event(Event::Job(early.id, News::Done(late)));
    let opened = stage.state.shown_db().expect("one");
    let filter = opened.tree.filter.as_ref().expect("a filter");
    assert!(filter.found.is_empty(), "a late answer is dropped");
}

#[test]
fn a_line_of_the_log_is_shown_whole() {
    let mut stage = jobs((60, 15));
    stage.keys("tab G enter");
    let Some(Dialog::Text(text)) = stage.state.dialogs.last() else {
        panic!("a text");
    };
    assert!(text.lines.concat().contains("SQLSTATE 28P01"), "{text:?}");
    assert!(stage.screen().contains("28P01"), "{}", stage.screen());
}

#[test]
fn a_failed_job_tells_again_why() {
    let mut stage = jobs((80, 24));
    stage.keys("j");
    let job = stage.state.jobs.selected().expect("a job");
    assert_eq!(job.title, "test shop");
    stage.keys("enter");
    assert!(matches!(
        stage.state.dialogs.last(),
        Some(Dialog::Failure(_))
    ));
    stage.keys("esc k d");
    assert!(matches!(stage.effects.last(), Some(Effect::Cancel(_))));
    assert_eq!(stage.state.now, Duration::from_secs(75));
}

#[test]
fn an_unfinished_run_is_told_when_its_database_is_opened_and_stays_in_sight() {
    let mut stage = Stage::shop((80, 24));
    let db = stage.db();
    stage.keys("r");
    stage.answer(Slot::Database(db.0), Answer::Ledger(db, Some(7)));
    let said = stage.screen();
    assert!(
        said.contains("run 7 on this database is unfinished"),
        "{said}"
    );
    stage.keys("down");
    assert!(stage.screen().contains("! run 7 is unfinished: 7"));
}

#[test]
fn a_failure_is_not_closed_by_a_key_that_was_on_its_way() {
    let mut stage = Stage::shop((80, 24));
    let db = stage.db();
    stage.keys("r");
    stage.fail(Slot::Database(db.0), Report::connect("the server is gone"));
    stage.keys("j space q");
    assert_eq!(stage.state.dialogs.len(), 1);
    stage.keys("enter");
    assert!(stage.state.dialogs.is_empty());
}
