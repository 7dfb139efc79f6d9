//! What jobs say. An answer to a question that nobody waits for any more is dropped here,
//! and nowhere else.

use std::sync::Arc;

use pgworks_core::{
    error::{Class, Report},
    progress::Step,
};

use super::{connections, dialog, diff, key, run, tree, wizard};
use crate::app::{
    command::Place,
    effect::Effect,
    event::{Answer, News},
    state::{
        Pane, State,
        connections::Connection,
        cursor::Cursor,
        dialog::{Dialog, Purpose, Text},
        id::{DbId, JobId},
        input::Input,
        jobs::{Slot, Standing, Weight},
        layout::seen,
        object::Detail,
        opened::{Opened, Phase},
        table::Table,
    },
};

/// Takes what a job says.
pub(super) fn take(state: &mut State, id: JobId, news: News) -> Vec<Effect> {
    let now = state.now;
    let Some(job) = state.jobs.awaited(id) else {
        return Vec::new();
    };
    let slot = job.slot;
    match news {
        News::Step(step) => {
            job.step = Some(step.clone());
            told(state, slot, &step);
            Vec::new()
        }
        News::Part(answer) => answered(state, answer),
        News::Done(answer) => {
            job.standing = Standing::Done;
            job.ended = Some(now);
            let words = format!("done: {}", job.title);
            if !slot.is_quiet() {
                state.jobs.note(Weight::Done, &words, now);
            }
            answered(state, answer)
        }
        News::Failed(report) => {
            let was_stopped =
                matches!(job.standing, Standing::Stopping) && report.class() == Class::Interrupted;
            job.standing = if was_stopped {
                Standing::Cancelled
            } else {
                Standing::Failed(report.clone())
            };
            job.ended = Some(now);
            failed(state, slot, report, was_stopped)
        }
    }
}

fn told(state: &mut State, slot: Slot, step: &Step) {
    if slot == Slot::Run {
        run::told(state, step);
    }
}

/// Takes an answer over.
fn answered(state: &mut State, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Profiles(lines) => profiles(state, lines),
        Answer::Tested(found) => {
            if let Some(tested) = &mut state.connections.tested {
                tested.outcome = Some(Ok(found));
            }
        }
        Answer::WantsPassword(db) => wants_password(state, db),
        Answer::Detail(db, detail) => take_detail(state, db, detail),
        Answer::Statistics(db, figures) => {
            if let Some(opened) = state.db_mut(db) {
                opened.object.statistics = Some(Table::of_pairs("figure", figures));
            }
        }
        Answer::Found(db, query, found) => {
            if let Some(filter) = state.db_mut(db).and_then(|it| it.tree.filter.as_mut()) {
                filter.cursor = Cursor::default();
                filter.found = found;
                filter.answered = Some(query);
            }
        }
        Answer::Compared(compared) => {
            for note in &compared.notes {
                state.jobs.note(Weight::Warning, note, state.now);
            }
            let effects = diff::found(state, compared);
            guide(state);
            return effects;
        }
        Answer::Texts(texts) => {
            state.comparison.texts = Some(*texts);
            diff::to_first(state);
            state.comparison.left = 0;
        }
        Answer::Planned(planned) => {
            state.wizard.planned = Some(planned);
            state.wizard.proof = None;
            return wizard::planned(state);
        }
        Answer::Proved(proof) => state.wizard.proof = Some(Ok(proof)),
        Answer::Looked { status, preview } => {
            state.running.status = Some(*status);
            run::looked(state, preview.map(|it| *it));
        }
        Answer::Ran(applied, left) => {
            for note in &applied.notes {
                state.jobs.note(Weight::Warning, note, state.now);
            }
            state.running.outcome = Some(Ok(*applied));
            state.running.left_over = left;
            return ran(state, false);
        }
        Answer::Saved(files) => {
            let words = format!("written: {}", files.join(", "));
            state.say(Weight::Done, &words);
            state.wizard.files = files;
        }
        answer => return database(state, answer),
    }
    Vec::new()
}

/// Takes an answer over that is about a database that is being opened.
fn database(state: &mut State, answer: Answer) -> Vec<Effect> {
    let now = state.now;
    match answer {
        Answer::Reached {
            db,
            name,
            tag,
            server,
        } => {
            if state.db(db).is_none() {
                let opened = Opened::new(db, name.clone(), tag.clone());
                state.opened.push(opened);
                state.current = state.current.or(Some(db));
                connections::list(state, "", db);
            }
            if let Some(opened) = state.db_mut(db) {
                opened.name = name;
                opened.tag = tag;
                opened.server = Some(server);
                opened.phase = Phase::Reading;
                opened.is_password_tried = false;
            }
        }
        Answer::Outline(db, index) => {
            if let Some(opened) = state.db_mut(db)
                && opened.catalog.is_none()
            {
                opened.tree.fill(index, None, None);
            }
        }
        Answer::Catalog(db, catalog, index) => {
            if let Some(opened) = state.db_mut(db) {
                let before = opened.catalog.take();
                opened.tree.fill(index, before.as_deref(), Some(&catalog));
                opened.catalog = Some(catalog);
                opened.read_at = now;
                opened.phase = Phase::Ready;
                return tree::read_anew(state, db);
            }
        }
        Answer::Ledger(db, unfinished) => {
            if let Some(opened) = state.db_mut(db) {
                opened.unfinished = unfinished;
            }
            if let Some(run) = unfinished {
                let words = format!("run {run} on this database is unfinished: 7 shows it");
                state.say(Weight::Warning, &words);
            }
        }
        Answer::Demo { old, .. } => {
            state.current = Some(old);
        }
        _ => {}
    }
    Vec::new()
}

/// Takes the end of a run: what stands of it is looked up, and the database read again.
fn ran(state: &mut State, was_stopped: bool) -> Vec<Effect> {
    let mut effects = run::ended(state, was_stopped);
    let (_, stand) = state.running.segments();
    if stand > 0 {
        effects.extend(again(state));
    }
    effects
}

/// After a run, what is left different is shown by comparing again.
fn again(state: &mut State) -> Vec<Effect> {
    let Some(db) = state.running.db else {
        return Vec::new();
    };
    let concerns = state
        .comparison
        .question
        .as_ref()
        .is_some_and(|it| it.old.db == db);
    if concerns && state.comparison.found.is_some() {
        state.comparison.is_stale = true;
    }
    super::open::refresh(state, db)
}

fn profiles(state: &mut State, mut lines: Vec<Connection>) {
    let typed: Vec<Connection> = state
        .connections
        .lines
        .drain(..)
        .filter(|it| !it.is_profile)
        .collect();
    for line in &mut lines {
        line.db = state
            .opened
            .iter()
            .find(|it| it.name == line.word)
            .map(|it| it.id);
    }
    // A profile that was opened before the profiles were read is listed once.
    let is_new =
        |it: &Connection| it.word.is_empty() || lines.iter().all(|line| line.word != it.word);
    let typed: Vec<Connection> = typed.into_iter().filter(is_new).collect();
    lines.extend(typed);
    state.connections.lines = lines;
    state.connections.failure = None;
    // Another view may be shown: nobody keeps this list in order then.
    let (len, page) = (state.connections.found().len(), seen(state, Pane::List));
    state.connections.cursor.fit(len, page);
    if let Some(db) = state.current {
        connections::select(state, db);
    }
}

fn wants_password(state: &mut State, db: DbId) {
    let Some(opened) = state.db_mut(db) else {
        return;
    };
    opened.phase = Phase::WantsPassword;
    let title = format!("Password for {}", pgworks_core::sql::display(&opened.name));
    let refused = "! The server refused the password that was typed.";
    let kept = "It is kept until pgworks ends; ~/.pgpass keeps it for longer.";
    let both = [refused, kept];
    let skipped = usize::from(!opened.is_password_tried);
    opened.is_password_tried = false;
    dialog::ask(
        state,
        &title,
        both.get(skipped..).unwrap_or_default(),
        Input::secret(),
        Purpose::Password(db),
    );
}

fn take_detail(state: &mut State, db: DbId, detail: Arc<Detail>) {
    let Some(opened) = state.db_mut(db) else {
        return;
    };
    let pane = &mut opened.object;
    if pane.wanted.as_ref() != Some(&detail.id) {
        return;
    }
    let is_same = pane.shown.as_ref().is_some_and(|it| it.id == detail.id);
    pane.shown = Some(detail);
    if !is_same {
        pane.cursor = Cursor::default();
        pane.left = 0;
    }
}

/// Shows the demo's guide, once.
fn guide(state: &mut State) {
    if std::mem::take(&mut state.wants_guide) {
        state.dialogs.push(Dialog::Text(Text {
            title: "Welcome to the demo".into(),
            lines: GUIDE.lines().map(str::to_owned).collect(),
            top: 0,
        }));
    }
}

/// What the demo's user should know: one screen.
const GUIDE: &str = include_str!("guide.txt");

/// Takes a failure over.
fn failed(state: &mut State, slot: Slot, report: Report, was_stopped: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    match slot {
        Slot::Database(db) => {
            if let Some(opened) = state.db_mut(DbId(db)) {
                opened.phase = Phase::Failed(report.clone());
            }
        }
        Slot::Test => {
            if let Some(tested) = &mut state.connections.tested {
                tested.outcome = Some(Err(report.clone()));
            }
        }
        Slot::Detail => {
            if let Some(opened) = state.shown_db_mut() {
                opened.object.failure = Some(report.clone());
            }
        }
        Slot::Statistics => {
            if let Some(opened) = state.shown_db_mut() {
                let shown = pgworks_core::sql::display(report.title()).into_owned();
                let figures = vec![("not available".to_owned(), shown)];
                opened.object.statistics = Some(Table::of_pairs("figure", figures));
            }
        }
        Slot::Profiles => state.connections.failure = Some(report.clone()),
        Slot::Compare => state.comparison.failure = Some(report.clone()),
        Slot::Plan => {
            state.wizard.wants_save = false;
            state.wizard.failure = Some(report.clone());
        }
        Slot::Verify => state.wizard.proof = Some(Err(report.clone())),
        Slot::Look => run::not_looked(state, &report),
        Slot::Run => {
            state.running.outcome = Some(Err(report.clone()));
            effects = ran(state, was_stopped);
        }
        _ => {}
    }
    // Some failures stand in their pane, where they are looked for.
    let is_shown = match slot {
        Slot::Look | Slot::Verify => state.place() != Place::Connections,
        _ => false,
    };
    if was_stopped {
        if slot != Slot::Run {
            state.say(Weight::Note, "stopped as asked");
        }
    } else if matches!(slot, Slot::Statistics | Slot::Detail) || is_shown {
        state
            .jobs
            .note(Weight::Warning, &report.to_string(), state.now);
    } else {
        key::fail(state, report);
    }
    effects
}
