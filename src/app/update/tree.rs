//! The schema tree and the details of an object.

use std::time::Duration;

use pgworks_core::catalog::ObjectId;

use super::{ask, ask_after};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        Pane, State,
        dialog::{Dialog, Text},
        id::DbId,
        jobs::{Slot, Weight},
        layout::seen,
        object::Body,
        opened::Opened,
        tree::{Filter, Node},
    },
};

/// How long typing must rest before names are searched.
const REST: Duration = Duration::ZERO;

/// Opens what is selected: a folder in the tree, an object in the detail pane.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let height = seen(state, Pane::List);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let catalog = opened.catalog.clone();
    let tree = &mut opened.tree;
    if let Some(filter) = &tree.filter {
        let at = filter.found.get(filter.cursor.at).copied();
        let node = at.and_then(|at| tree.index.names.nodes.get(at as usize).copied());
        let Some(node) = node else { return Vec::new() };
        if tree.index.missing(node).is_some() {
            return tell_missing(state, node);
        }
        tree.filter = None;
        tree.reveal(node, catalog.as_deref(), height);
        return detail_of(state);
    }
    let Some(row) = tree.selected().cloned() else {
        return Vec::new();
    };
    if is_container(row.node) {
        if row.is_open {
            tree.close(catalog.as_deref(), height);
            return Vec::new();
        }
        return expand(state);
    }
    if tree.index.missing(row.node).is_some() {
        return tell_missing(state, row.node);
    }
    detail_of(state)
}

/// Opens the selected row; one that is open is gone into, one that has nothing in it is
/// shown.
pub(super) fn expand(state: &mut State) -> Vec<Effect> {
    let height = seen(state, Pane::List);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let catalog = opened.catalog.clone();
    let tree = &mut opened.tree;
    let row = tree.selected().filter(|_| tree.filter.is_none()).cloned();
    match row.as_ref().map(|row| (row.has_children, row.is_open)) {
        Some((true, true)) => tree.cursor.step(1, tree.rows.len(), height),
        Some((true, false)) if tree.open(catalog.as_deref()) => {
            let rows = tree.rows.get(tree.cursor.at).map_or(0, |row| row.depth);
            let inside = tree.rows.iter().skip(tree.cursor.at + 1);
            let inside = inside.take_while(|it| it.depth > rows).count();
            tree.cursor.show(inside, tree.rows.len(), height);
        }
        Some((true, false)) => {
            let words = "the catalog is still being read: what is inside is not known yet";
            state.say(Weight::Note, words);
        }
        Some((false, _)) if row.is_some_and(|row| is_container(row.node)) => {
            state.say(Weight::Note, "there is nothing in it");
        }
        _ => return open(state),
    }
    Vec::new()
}

/// Tells whether a row is nothing but what lies in it.
const fn is_container(node: Node) -> bool {
    matches!(node, Node::Shelf(_) | Node::Folder(..) | Node::Members(_))
}

/// Says why something can only be named.
fn tell_missing(state: &mut State, node: Node) -> Vec<Effect> {
    let Some(opened) = state.shown_db() else {
        return Vec::new();
    };
    let index = &opened.tree.index;
    let (Some((entry, why)), Node::Entry(shelf, folder, _)) = (index.missing(node), node) else {
        return Vec::new();
    };
    let kind = index.folder(shelf, folder).map_or("", |it| &it.label);
    let lines = vec![
        format!("{kind}: {}", entry.label),
        String::new(),
        why.to_owned(),
    ];
    state.dialogs.push(Dialog::Text(Text {
        title: "Only named".into(),
        lines,
        top: 0,
    }));
    Vec::new()
}

/// Asks again for what stands beside a tree that was read anew.
pub(super) fn read_anew(state: &mut State, db: DbId) -> Vec<Effect> {
    let Some(opened) = state.db_mut(db) else {
        return Vec::new();
    };
    let is_filtered = opened.tree.filter.is_some();
    let wanted = opened.object.wanted.clone();
    let is_shown = state.current == Some(db);
    let mut effects = Vec::new();
    if let Some(id) = wanted {
        effects.extend(ask_detail(state, db, id));
    }
    if is_filtered && is_shown {
        effects.extend(search(state));
    }
    effects
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

/// Shows the details of an object.
fn detail(state: &mut State, id: ObjectId) -> Vec<Effect> {
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let db = opened.id;
    opened.object.want(id.clone());
    opened.object.statistics = None;
    state.focus(Pane::Detail);
    ask_detail(state, db, id)
}

fn ask_detail(state: &mut State, db: DbId, id: ObjectId) -> Vec<Effect> {
    let Some(catalog) = state.db(db).and_then(|it| it.catalog.clone()) else {
        return Vec::new();
    };
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
    let height = seen(state, Pane::List);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let at = opened.object.cursor.at;
    let table = opened.object.table();
    let id = table.and_then(|it| it.objects.get(at).cloned().flatten());
    let Some(id) = id else {
        state.say(Weight::Note, "this line leads to no other object");
        return Vec::new();
    };
    reveal(opened, &id, height);
    detail(state, id)
}

/// Goes back to the object shown before.
pub(super) fn before(state: &mut State) -> Vec<Effect> {
    let height = seen(state, Pane::List);
    let Some(opened) = state.shown_db_mut() else {
        return Vec::new();
    };
    let Some(id) = opened.object.before.pop() else {
        return Vec::new();
    };
    // Going back is no step that one could go back from.
    opened.object.wanted = None;
    reveal(opened, &id, height);
    detail(state, id)
}

/// Selects an object in the tree.
fn reveal(opened: &mut Opened, id: &ObjectId, height: usize) {
    let Some(catalog) = opened.catalog.clone() else {
        return;
    };
    let node = catalog
        .find(id)
        .and_then(|at| opened.tree.index.node(&catalog, at));
    if let Some(node) = node {
        opened.tree.filter = None;
        opened.tree.reveal(node, Some(&catalog), height);
    }
}

/// Collapses, or goes to the row above.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let height = seen(state, Pane::List);
    if let Some(opened) = state.shown_db_mut()
        && opened.tree.filter.is_none()
    {
        let catalog = opened.catalog.clone();
        opened.tree.close(catalog.as_deref(), height);
    }
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
    id.map(|id| pgworks_core::sql::display(&id.dotted()).into_owned())
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
