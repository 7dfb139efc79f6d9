//! What every command does in the panes that browse, and that what is selected is seen.

use pgworks::app::{
    command::{self, Act, COMMANDS, Place},
    event::Event,
    state::{
        Pane, Screen,
        jobs::Weight,
        layout::{lines, seen},
    },
};

use super::{
    browse::{connections, jobs, object, tree},
    stage::{SIZES, Stage, key},
};

/// What a command did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Changed,
    Asked,
    Refused,
    Nothing,
}

fn at(place: Place) -> Stage {
    let size = (120, 40);
    let mut stage = match place {
        Place::Connections => connections(size),
        Place::Tree => tree(size),
        Place::Object => object(size),
        Place::Jobs => jobs(size),
        Place::Log => {
            let mut stage = jobs(size);
            stage.keys("tab");
            stage
        }
        _ => panic!("not of this file"),
    };
    assert_eq!(stage.state.place(), place);
    stage.effects.clear();
    stage.keys("pagedown up");
    stage.state.message = None;
    stage
}

fn did(place: Place, row: &command::Command) -> Did {
    let mut stage = at(place);
    let silent = |stage: &Stage| {
        let mut state = stage.state.clone();
        state.message = None;
        format!("{state:?}")
    };
    let before = silent(&stage);
    match row.keys.first() {
        Some(keys) => stage.keys(keys),
        None => stage.keys(":").type_in(row.name).keys("enter"),
    };
    let is_refused = stage
        .state
        .message
        .as_ref()
        .is_some_and(|it| it.weight == Weight::Warning);
    if !stage.effects.is_empty() {
        Did::Asked
    } else if is_refused {
        Did::Refused
    } else if silent(&stage) == before {
        Did::Nothing
    } else {
        Did::Changed
    }
}

/// What is silent in these places, and why that is right.
const SILENT: &[(Place, Act)] = &[
    // There is nothing to collapse, and nothing in front of the first line to go back to.
    (Place::Connections, Act::Close),
    (Place::Jobs, Act::Close),
    // The view is the one that is shown.
    (Place::Connections, Act::ShowConnections),
    (Place::Tree, Act::ShowSchema),
    (Place::Object, Act::ShowSchema),
    (Place::Jobs, Act::ShowJobs),
    (Place::Log, Act::ShowJobs),
    // Jobs and log are always as they are.
    (Place::Jobs, Act::Refresh),
    (Place::Log, Act::Refresh),
];

#[test]
fn every_command_does_something_or_says_why_not() {
    let mut table = String::new();
    for place in [
        Place::Connections,
        Place::Tree,
        Place::Object,
        Place::Jobs,
        Place::Log,
    ] {
        for row in COMMANDS.iter().filter(|row| row.is_at(place)) {
            let did = did(place, row);
            let is_silent = SILENT.contains(&(place, row.act));
            assert_eq!(
                did == Did::Nothing,
                is_silent,
                "{} at {place:?}: {did:?}",
                row.name
            );
            table.push_str(&format!("{:<12} {:<16} {did:?}\n", place.name(), row.name));
        }
    }
    insta::assert_snapshot!("commands", table);
}

#[test]
fn the_selected_line_is_always_in_sight() {
    let marks = [
        "j", "G", "pageup", "k", "g", "z", "tab", "/", "esc", "[", "0", "2", "1",
    ];
    for place in [
        Place::Connections,
        Place::Tree,
        Place::Object,
        Place::Jobs,
        Place::Log,
    ] {
        for size in SIZES {
            let mut stage = at(place);
            for (round, name) in marks.iter().cycle().take(60).enumerate() {
                let (columns, rows) = if round % 7 == 3 {
                    SIZES[round % 4]
                } else {
                    size
                };
                stage
                    .event(Event::Resize(columns, rows))
                    .event(Event::Key(key(name)));
                in_sight(&stage);
            }
        }
    }
}

fn in_sight(stage: &Stage) {
    let state = &stage.state;
    let (cursor, pane) = match (state.screen, state.pane()) {
        (Screen::Connections, _) => (state.connections.cursor, Pane::List),
        (Screen::Schema, pane @ Pane::List) => {
            let Some(opened) = state.shown_db() else {
                return;
            };
            let filter = opened.tree.filter.as_ref();
            (filter.map_or(opened.tree.cursor, |it| it.cursor), pane)
        }
        (Screen::Schema, pane) => match state.shown_db() {
            Some(opened) => (opened.object.cursor, pane),
            None => return,
        },
        (Screen::Jobs, pane @ Pane::List) => (state.jobs.cursor, pane),
        (Screen::Jobs, pane) => (state.jobs.log_cursor, pane),
        _ => return,
    };
    let page = seen(state, pane);
    assert!(
        (cursor.top..cursor.top + page).contains(&cursor.at),
        "{cursor:?} of {page} in {:?}",
        lines(state, pane)
    );
}
