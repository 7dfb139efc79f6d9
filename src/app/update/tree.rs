//! The schema tree and the details of an object.

use std::time::Duration;

use pgworks_core::catalog::ObjectId;

use super::{ask, ask_after, lists};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        Pane, State,
        jobs::{Slot, Weight},
        layout::{areas, page},
        object::Body,
        tree::{Filter, Node},
    },
};

/// How long typing must rest before names are searched.
const REST: Duration = Duration::ZERO;

/// Opens what is selected: a folder in the tree, an object in the detail pane.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let height = page(areas(state).list, 0);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let catalog = opened.catalog.clone();
    let tree = &mut opened.tree;
    if let Some(filter) = &tree.filter {
        let at = filter.found.get(filter.cursor.at).copied();
        let node = at.and_then(|at| tree.index.names.nodes.get(at as usize).copied());
        let Some(node) = node else { return Vec::new() };
        tree.filter = None;
        tree.reveal(node, catalog.as_deref(), height);
        return detail_of(state);
    }
    let Some(row) = tree.selected().cloned() else {
        return Vec::new();
    };
    if matches!(
        row.node,
        Node::Shelf(_) | Node::Folder(..) | Node::Members(_)
    ) {
        if row.is_open {
            tree.close(catalog.as_deref(), height);
        } else {
            tree.open(catalog.as_deref());
        }
        lists::fit(state);
        return Vec::new();
    }
    detail_of(state)
}

/// Shows the details of what is selected.
fn detail_of(state: &mut State) -> Vec<Effect> {
    let Some(opened) = state.shown_db() else {
        return Vec::new();
    };
    let Some(catalog) = opened.catalog.as_deref() else {
        state.say(Weight::Note, "the catalog is still being read");
        return Vec::new();
    };
    match opened.tree.object(Some(catalog)) {
        Some(id) => detail(state, id),
        None => Vec::new(),
    }
}

/// Shows the details of an object, and opens its members in the tree.
fn detail(state: &mut State, id: ObjectId) -> Vec<Effect> {
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let (db, Some(catalog)) = (opened.id, opened.catalog.clone()) else {
        return Vec::new();
    };
    opened.object.wanted = Some(id.clone());
    opened.object.failure = None;
    opened.object.statistics = None;
    state.focus(Pane::Detail);
    let title = format!("look at {id}");
    vec![
        ask(
            state,
            Slot::Detail,
            title.clone(),
            Ask::Detail {
                db,
                catalog,
                id: id.clone(),
            },
        ),
        ask(state, Slot::Statistics, title, Ask::Statistics { db, id }),
    ]
}

/// Goes to the object that the selected line of the detail pane stands for.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let height = page(areas(state).list, 0);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let at = opened.object.cursor.at;
    let id = match opened.object.tab().map(|tab| &tab.body) {
        Some(Body::Table(table)) => table.objects.get(at).cloned().flatten(),
        _ => None,
    };
    let (Some(id), Some(catalog)) = (id, opened.catalog.clone()) else {
        return Vec::new();
    };
    let node = catalog
        .find(&id)
        .and_then(|at| opened.tree.index.node(&catalog, at));
    if let Some(node) = node {
        opened.tree.filter = None;
        opened.tree.reveal(node, Some(&catalog), height);
    }
    detail(state, id)
}

/// Collapses, or goes to the row above.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let height = page(areas(state).list, 0);
    if let Some(opened) = state.shown_db_mut()
        && opened.tree.filter.is_none()
    {
        let catalog = opened.catalog.clone();
        opened.tree.close(catalog.as_deref(), height);
    }
    lists::fit(state);
    Vec::new()
}

/// Shows another tab.
pub(super) fn turn(state: &mut State, act: Act) -> Vec<Effect> {
    if let Some(opened) = state.shown_db_mut() {
        opened.object.turn(if act == Act::NextTab { 1 } else { -1 });
    }
    Vec::new()
}

/// Begins to filter.
pub(super) fn filter(state: &mut State) -> Vec<Effect> {
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let filter = opened.tree.filter.get_or_insert_with(Filter::default);
    filter.is_typing = true;
    search(state)
}

/// Searches the names for what is typed; the newest question wins.
pub(super) fn search(state: &mut State) -> Vec<Effect> {
    let Some(opened) = state.shown_db() else {
        return Vec::new();
    };
    let Some(filter) = &opened.tree.filter else {
        return Vec::new();
    };
    let question = Ask::Search {
        db: opened.id,
        names: opened.tree.index.names.clone(),
        query: filter.input.text().to_owned(),
    };
    vec![ask_after(state, Slot::Search, "search", question, REST)]
}

/// Returns the name of the selected or shown object.
pub(super) fn name(state: &State) -> Option<String> {
    let opened = state.shown_db()?;
    let id = match state.pane() {
        Pane::Detail => opened.object.shown.as_ref().map(|it| it.id.clone()),
        Pane::List => opened.tree.object(opened.catalog.as_deref()),
    };
    id.map(|id| id.dotted())
}

/// Returns the SQL of the shown object.
pub(super) fn sql(state: &State) -> Option<String> {
    let shown = state.shown_db()?.object.shown.as_ref()?;
    shown.tabs.iter().find_map(|tab| match &tab.body {
        Body::Sql(text) => {
            let lines: Vec<&str> = (0..text.len()).map(|at| text.written(at)).collect();
            Some(lines.join("\n"))
        }
        _ => None,
    })
}
