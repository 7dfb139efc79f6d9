//! What keeps values of a row type, while columns of the table change.

use crate::{
    catalog::{EdgeKind, Ref},
    kinds::{self, Cx},
};

use super::{Decisions, Draw, Nodes, tie};

/// What keeps values of a row type lets go before a column of the table changes its type, and
/// comes back after that; the table's other columns leave before, and come after, so that the
/// values fit.
pub(super) fn let_go(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let (needs, alter) = (EdgeKind::Needs, |at: &Ref| nodes.alter.get(at).copied());
    for (keeper, columns) in &all.released {
        let away = nodes.detach.get(keeper).copied().or_else(|| alter(keeper));
        for column in columns {
            draw(away, alter(column), needs);
            draw(away, nodes.detach.get(column).copied(), needs);
        }
    }
    for keeper in &all.texts {
        draw(nodes.detach.get(keeper).copied(), alter(keeper), needs);
    }
    for (keeper, away) in &nodes.detach {
        // What is set free becomes text by itself.
        let above = cx.old.followed(*keeper);
        let tie = above.and_then(|above| tie(cx.old, *keeper, above));
        let freed = tie.and_then(|tie| nodes.drop.get(&tie).copied());
        draw(freed, Some(*away), needs);
    }
    await_columns(cx, all, nodes, draw);
    for (keeper, columns) in &all.detached {
        let away = nodes.detach.get(keeper).copied();
        draw(away, alter(keeper), needs);
        // One whose table is made anew after all does not change.
        for column in columns.iter().filter(|it| all.loosens(**it)) {
            draw(away, nodes.detach.get(column).copied(), needs);
            draw(away, alter(column), needs);
            draw(alter(column), alter(keeper), needs);
            let Some(table) = cx.old.at(*column).parent else {
                continue;
            };
            for other in cx.old.children(table) {
                draw(nodes.drop.get(other).copied(), away, needs);
            }
            let is = cx.new.find(&cx.old.at(table).id);
            for other in is.map_or(&[][..], |table| cx.new.children(table)) {
                let create = nodes.create.get(other).copied();
                // What came hollow was there when the values became text.
                let create = create.filter(|_| !nodes.hollow.contains_key(other));
                draw(alter(keeper), create, needs);
            }
        }
    }
}

/// Columns come to the table of a row type while the values are rows still, which have them
/// then, and those that come hollow are filled while the values are text.
fn await_columns(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let needs = EdgeKind::Needs;
    for (keeper, columns) in &all.awaits {
        let away = nodes.detach.get(keeper).copied();
        let back = nodes.alter.get(keeper).copied();
        draw(away, back, needs);
        let changes = all.detached.get(keeper);
        let is_detached = changes.is_some_and(|it| it.iter().any(|old| all.loosens(*old)));
        for column in columns {
            draw(nodes.hollow.get(column).copied(), away, needs);
            let create = nodes.create.get(column).copied();
            draw(away, create, needs);
            draw(create, back, needs);
            let Some(table) = cx.new.at(*column).parent else {
                continue;
            };
            let is_column = |at: &&Ref| cx.new.at(**at).id.kind.info().holds_data;
            for other in cx.new.children(table).iter().filter(is_column) {
                let is_plain = !is_detached && !nodes.hollow.contains_key(other);
                let create = nodes.create.get(other).copied().filter(|_| is_plain);
                draw(create, away, needs);
            }
            let was = cx.old.find(&cx.new.at(table).id);
            for other in was.map_or(&[][..], |was| cx.old.children(was)) {
                draw(nodes.drop.get(other).copied(), away, needs);
            }
        }
    }
}

/// What keeps values of a row type and goes does so before the table's columns change.
pub(super) fn go(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    let alters = nodes.alter.iter().filter(|(old, _)| all.loosens(**old));
    let changes = alters.chain(&nodes.detach);
    for (old, at) in changes {
        for keeper in kinds::of(cx.old.at(*old).id.kind).row_keepers(cx.old, *old) {
            draw(nodes.drop.get(&keeper).copied(), Some(*at), EdgeKind::Needs);
        }
    }
    for (new, at) in &nodes.create {
        let object = cx.new.at(*new);
        let table = object
            .parent
            .and_then(|table| cx.old.find(&cx.new.at(table).id));
        if let Some(table) = table.filter(|_| object.id.kind.info().holds_data) {
            for keeper in kinds::of(cx.old.at(table).id.kind).row_keepers(cx.old, table) {
                draw(
                    nodes.drop.get(&keeper).copied(),
                    Some(*at),
                    EdgeKind::Mentions,
                );
            }
        }
    }
}

/// What comes to keep values of a row type does so when the table's columns have their types.
pub(super) fn come(cx: &Cx<'_>, all: &Decisions, nodes: &Nodes, draw: &mut Draw<'_>) {
    for (new, at) in &nodes.create {
        let rules = kinds::of(cx.new.at(*new).id.kind);
        if !rules.fills_rows(cx, *new) {
            continue;
        }
        for keeper in rules.row_keepers(cx.new, *new) {
            let was = cx.old.find(&cx.new.at(keeper).id);
            let altered = was.filter(|was| !all.awaits.contains_key(was));
            let altered = altered.and_then(|was| nodes.alter.get(&was).copied());
            let node = nodes.create.get(&keeper).copied().or(altered);
            draw(Some(*at), node, EdgeKind::Needs);
        }
    }
    for (old, at) in nodes.alter.iter().filter(|(old, _)| all.loosens(**old)) {
        let Some(new) = cx.new.find(&cx.old.at(*old).id) else {
            continue;
        };
        for keeper in kinds::of(cx.new.at(new).id.kind).row_keepers(cx.new, new) {
            let was = cx.old.find(&cx.new.at(keeper).id);
            let lets_go = was.and_then(|was| all.released.get(&was));
            if lets_go.is_some_and(|columns| columns.contains(old)) {
                continue;
            }
            let changed = was.and_then(|was| nodes.alter.get(&was).copied());
            let node = nodes.create.get(&keeper).copied().or(changed);
            draw(Some(*at), node, EdgeKind::Needs);
            let ready = was.and_then(|was| nodes.prepare.get(&was).copied());
            draw(Some(*at), ready, EdgeKind::Needs);
        }
    }
}
