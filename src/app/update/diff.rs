//! The comparison: asking for one, ticking its changes, their texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use pgworks_core::plan::choose::{Change, Verb};

use super::{ask, ask_after, dialog, lists, open};
use crate::app::{
    command::Act,
    effect::{Ask, Effect},
    state::{
        Pane, Screen, State,
        compare_text::RowKind,
        comparison::{Compared, Comparison, Question, Side},
        cursor::Cursor,
        dialog::Purpose,
        id::DbId,
        input::Input,
        jobs::Slot,
        layout,
        running::Running,
        wizard::Step,
    },
};

/// How long the selection must rest before the texts of a change are made.
const REST: Duration = Duration::from_millis(80);

/// Asks with what the current database is to be compared.
pub(super) fn compare(state: &mut State) -> Vec<Effect> {
    let db = if state.screen == Screen::Connections {
        let Some(line) = state.connections.selected() else {
            return Vec::new();
        };
        let (word, db) = (line.word.clone(), line.db);
        if db.is_none() {
            let effects = open::open(state, &word);
            ask_with(state, state.current);
            return effects;
        }
        db
    } else {
        state.current
    };
    ask_with(state, db);
    Vec::new()
}

fn ask_with(state: &mut State, db: Option<DbId>) {
    let Some(db) = db else { return };
    let lines = [
        "The database becomes OLD: what is. NEW is what it should become:",
        "a database, a profile, a .sql file or folder, a .pgw snapshot, git:REV:path, empty",
    ];
    let other = state.opened.iter().find(|it| it.id != db);
    let input = other.map_or_else(Input::default, |it| Input::new(&it.name));
    dialog::ask(
        state,
        "Compare with",
        &lines,
        input,
        Purpose::CompareWith(db),
    );
}

/// Compares an open database with what was typed.
pub(super) fn compare_with(state: &mut State, db: DbId, word: &str) -> Vec<Effect> {
    let old = Side {
        word: state.db(db).map_or_else(String::new, |it| it.name.clone()),
        typed: None,
        db,
    };
    let new = side(state, word);
    state.wizard.old = Some(old.clone());
    state.wizard.new = Some(new.clone());
    let options = state.wizard.options.clone();
    begin(state, Question { old, new, options })
}

/// Returns a side for a word: one that is open keeps its number.
pub(super) fn side(state: &mut State, word: &str) -> Side {
    let known = state
        .opened
        .iter()
        .find(|it| it.name == word)
        .map(|it| it.id);
    let shown = open::without_password(word);
    Side {
        db: known.unwrap_or_else(|| state.new_db()),
        typed: (shown != word).then(|| word.to_owned().into()),
        word: shown,
    }
}

/// Begins a comparison. What was planned from another one is forgotten.
pub(super) fn begin(state: &mut State, question: Question) -> Vec<Effect> {
    let title = format!(
        "compare {} with {}",
        open::without_password(&question.old.word),
        open::without_password(&question.new.word)
    );
    let same = state
        .comparison
        .question
        .as_ref()
        .is_some_and(|it| it.old == question.old && it.new == question.new);
    if !same {
        state.comparison = Comparison::default();
    }
    let mut effects = stale(state);
    state.comparison.question = Some(question.clone());
    state.comparison.failure = None;
    if state.screen != Screen::Migrate {
        state.show(Screen::Diff);
    }
    state.focus(Pane::List);
    let question = Ask::Compare(Box::new(question));
    effects.push(ask(state, Slot::Compare, title, question));
    effects
}

/// Compares the same sides again.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    match state.comparison.question.clone() {
        Some(question) => begin(state, question),
        None => Vec::new(),
    }
}

/// Goes to the texts of the selected change.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.comparison.selected() else {
        return Vec::new();
    };
    if state.comparison.closed(change).is_some() && state.comparison.unfold(change, true) {
        lists::fit(state);
        return Vec::new();
    }
    state.focus(Pane::Detail);
    lists::fit(state);
    texts(state)
}

/// Closes the fold of the selected change, if it is in one that is open.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    if let Some(change) = state.comparison.selected()
        && state.comparison.unfold(change, false)
    {
        lists::fit(state);
        return texts(state);
    }
    Vec::new()
}

/// Asks for the texts of the selected change, unless they are there.
pub(super) fn texts(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.comparison.selected() else {
        state.comparison.texts = None;
        return Vec::new();
    };
    let is_there = state
        .comparison
        .texts
        .as_ref()
        .is_some_and(|it| it.change == change);
    let Some(compared) = state.comparison.found.clone().filter(|_| !is_there) else {
        return Vec::new();
    };
    vec![ask_after(
        state,
        Slot::Texts,
        "compare the texts",
        Ask::Texts { compared, change },
        REST,
    )]
}

/// Returns how many lines the texts have, as they are drawn.
pub(super) fn text_len(state: &State) -> usize {
    let Some(texts) = &state.comparison.texts else {
        return 0;
    };
    if layout::is_side_by_side(state) {
        texts.rows.rows().len()
    } else {
        texts.rows.unified().len()
    }
}

/// How many lines stand above the first difference.
const ABOVE: usize = 2;

/// Scrolls the texts to their first difference.
pub(super) fn to_first(state: &mut State) {
    let Some(texts) = &state.comparison.texts else {
        return;
    };
    let rows = texts.rows.rows();
    let is_changed = |row: usize| rows.get(row).is_some_and(|it| it.kind != RowKind::Equal);
    let first = if layout::is_side_by_side(state) {
        (0..rows.len()).find(|row| is_changed(*row))
    } else {
        let unified = texts.rows.unified();
        unified.iter().position(|it| is_changed(it.row))
    };
    let at = first.unwrap_or_default().saturating_sub(ABOVE);
    state.comparison.text_cursor = Cursor { at, top: at };
    lists::fit(state);
}

/// Carries a command of the list of changes out.
pub(super) fn act(state: &mut State, act: Act) -> Vec<Effect> {
    match act {
        Act::Tick => tick(state),
        Act::TickAll => tick_all(state),
        Act::Undo => {
            state.comparison.undo();
            stale(state)
        }
        Act::Redo => {
            state.comparison.redo();
            stale(state)
        }
        Act::SideBySide => {
            state.comparison.is_unified = !state.comparison.is_unified;
            to_first(state);
            Vec::new()
        }
        Act::OnlyRisky => {
            state.comparison.only_risky = !state.comparison.only_risky;
            lists::fit(state);
            texts(state)
        }
        _ => Vec::new(),
    }
}

fn tick(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.comparison.selected() else {
        return Vec::new();
    };
    let mut ticked = state.comparison.ticked.clone();
    let meant = state.comparison.meant(change);
    if ticked.contains(&change) {
        for it in &meant {
            ticked.remove(it);
        }
    } else {
        ticked.extend(meant);
    }
    state.comparison.tick(ticked);
    stale(state)
}

fn tick_all(state: &mut State) -> Vec<Effect> {
    let comparison = &state.comparison;
    let shown = comparison.shown().into_iter();
    let shown: Vec<usize> = shown.flat_map(|it| comparison.meant(it)).collect();
    let mut ticked = state.comparison.ticked.clone();
    if shown.iter().all(|it| ticked.contains(it)) {
        for it in &shown {
            ticked.remove(it);
        }
    } else {
        ticked.extend(shown);
    }
    state.comparison.tick(ticked);
    stale(state)
}

/// A plan, its proof, and what it would do are of the ticks they were made from: they are
/// forgotten, and so is what is being asked for them.
pub(super) fn stale(state: &mut State) -> Vec<Effect> {
    state.wizard.planned = None;
    state.wizard.proof = None;
    state.wizard.failure = None;
    state.wizard.files.clear();
    let mut slots = vec![Slot::Plan, Slot::Verify];
    if state.running.began.is_none() {
        let db = state.running.db;
        state.running = Running {
            db,
            ..Running::default()
        };
        slots.push(Slot::Look);
    } else {
        state.running.ahead = None;
    }
    let now = state.now;
    let forgotten = slots
        .into_iter()
        .filter_map(|slot| state.jobs.forget(slot, now));
    forgotten.map(Effect::Cancel).collect()
}

/// Takes over a comparison that was made. What was ticked or not before stays so; the rest
/// is ticked, but what is dropped as a whole has to be ticked by hand.
pub(super) fn found(state: &mut State, compared: Arc<Compared>) -> Vec<Effect> {
    let before = state.comparison.found.take();
    let before = before.iter().flat_map(|it| it.changes.iter().enumerate());
    let before: BTreeMap<_, bool> = before
        .map(|(at, it)| {
            (
                (it.root.clone(), it.verb),
                state.comparison.ticked.contains(&at),
            )
        })
        .collect();
    let was = |change: &Change| before.get(&(change.root.clone(), change.verb)).copied();
    let ticked: BTreeSet<usize> = compared
        .changes
        .iter()
        .enumerate()
        .filter(|(_, it)| was(it).unwrap_or(it.verb != Verb::Drop))
        .map(|(at, _)| at)
        .collect();
    let comparison = &mut state.comparison;
    // The demo's comparison was asked for by nobody.
    comparison
        .question
        .get_or_insert_with(|| compared.question.clone());
    comparison.ticked = ticked;
    comparison.unfolded.clear();
    comparison.undone.clear();
    comparison.redone.clear();
    comparison.texts = None;
    comparison.text_cursor = Cursor::default();
    comparison.is_stale = false;
    comparison.failure = None;
    comparison.found = Some(compared);
    let mut effects = stale(state);
    // Another view may be shown: nobody keeps this list in order then.
    let seen = usize::from(layout::changes(state).body.height);
    let len = state.comparison.shown().len();
    state.comparison.cursor.fit(len, seen);
    lists::fit(state);
    effects.extend(texts(state));
    if state.screen == Screen::Migrate && state.wizard.step > Step::Review {
        effects.extend(super::wizard::enter(state));
    }
    effects
}

/// Returns the name of the selected change.
pub(super) fn name(state: &State) -> Option<String> {
    let change = state.comparison.selected()?;
    let found = state.comparison.found.as_ref()?;
    let name = found.changes.get(change)?.root.dotted();
    Some(pgworks_core::sql::display(&name).into_owned())
}

/// Returns the statements of the selected change.
pub(super) fn sql(state: &State) -> Option<String> {
    let texts = state.comparison.texts.as_ref()?;
    (!texts.sql.is_empty()).then(|| texts.sql.clone())
}
