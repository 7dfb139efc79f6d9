//! Comparisons: reading both sides, their changes, the texts of a change.

use std::sync::Arc;

use pgworks_core::{
    catalog::Catalog,
    diff::ignore::Ignored,
    error::Result,
    introspect::{self, Scope},
    plan::{
        self, Wishes,
        rename::{Rename, applicable},
    },
    source,
    sql::display,
};

use secrecy::ExposeSecret;

use super::{
    Work,
    databases::{self, Known},
};
use crate::{
    app::{
        event::Answer,
        state::{
            changes::Read,
            comparison::{Compared, Options, Question, Side, Texts},
            id::DbId,
            opened::Tag,
            tree::Index,
        },
    },
    front::{
        demo::{self, Shops},
        project,
    },
};

/// Sets the demo's shops up and compares them.
pub(super) async fn demo(work: &Work, old: DbId, new: DbId) -> Result<Answer> {
    work.progress.say("making two throw-away databases");
    let reading = work.reading(Scope::default())?;
    let Shops {
        scratch,
        old: was,
        new: is,
    } = demo::shops(&reading).await?;
    for (db, database, name) in [(old, &was, "old shop"), (new, &is, "new shop")] {
        let known = Known {
            source: source::Source::Live(Box::new(database.conninfo().clone())),
            name: name.to_owned(),
            tag: Tag::Development,
            session: None,
            kept: None,
        };
        work.cx.databases.put(db, known);
    }
    // The databases live as long as the program.
    work.cx.databases.keep(Shops {
        scratch,
        old: was,
        new: is,
    });
    work.part(Answer::Demo { old, new });
    let side = |word: &str, db| Side {
        word: word.to_owned(),
        typed: None,
        db,
    };
    let question = Question {
        old: side("old shop", old),
        new: side("new shop", new),
        options: Options {
            no_owner: true,
            ..Options::default()
        },
    };
    Box::pin(compare(work, question)).await
}

/// Reads both sides and compares them.
pub(super) async fn compare(work: &Work, question: Question) -> Result<Answer> {
    let old = side(work, &question.old).await?;
    let new = side(work, &question.new).await?;
    let mut reading = work.reading(Scope {
        schemas: question.options.schemas.clone(),
        exclude: Vec::new(),
        globals: false,
    })?;
    let (was, is) = Box::pin(source::pair(&old.source, &new.source, &reading)).await?;
    reading.like = Some(was.catalog.origin.clone());
    let mut notes: Vec<String> = Vec::new();
    for (name, found) in [(&old.name, &was), (&new.name, &is)] {
        notes.extend(found.notes.iter().map(|note| format!("{name}: {note}")));
        for unread in &found.catalog.unread {
            notes.push(format!(
                "{name}: not read: {} ({})",
                unread.what, unread.why
            ));
        }
    }
    let (was, is) = (Arc::new(was.catalog), Arc::new(is.catalog));
    for (side, known, catalog) in [(&question.old, &old, &was), (&question.new, &new, &is)] {
        // What was read of some schemas only is not the database.
        if question.options.schemas.is_empty() {
            show(work, side.db, known, catalog).await;
        }
    }
    let (wishes, renames) = said(work, &question, (&was, &is), &mut notes)?;
    work.progress.say("comparing");
    let mut prepared = plan::prepare(&was, &is, &wishes, &renames, &reading).await?;
    let is = prepared.end.take().map_or(is, Arc::new);
    notes.extend(prepared.ignored.iter().map(Ignored::words));
    notes.extend(prepared.notes.iter().cloned());
    for (side, list) in [
        ("only OLD", &prepared.difference.unmodelled_old),
        ("only NEW", &prepared.difference.unmodelled_new),
    ] {
        notes.extend(
            list.iter()
                .map(|it| format!("not modelled: {side} has {} {}", it.kind, it.name)),
        );
    }
    let is_live = old.conninfo().is_some();
    let names = [&old.name, &new.name].map(|name| display(name).into_owned());
    work.busy(move || {
        let read = Read {
            names,
            is_live,
            old: was,
            new: is,
            prepared,
            notes,
        };
        Ok(Answer::Compared(Arc::new(Compared::of(question, read))))
    })
    .await
}

/// Returns what is wished and which renames are taken: those of the user and those that the
/// project remembers. Answers are kept there.
fn said(
    work: &Work,
    question: &Question,
    (old, new): (&Catalog, &Catalog),
    notes: &mut Vec<String>,
) -> Result<(Wishes, Vec<Rename>)> {
    let mut answers = Vec::new();
    for (text, is_accepted) in &question.options.answers {
        answers.push(project::Answer {
            rename: Rename::parse(text)?,
            is_accepted: *is_accepted,
        });
    }
    let mut kept = work.cx.project();
    if let Some(file) = kept.remember(&answers)? {
        notes.push(format!("answers are kept in {}", file.display()));
    }
    let mut wishes = question.options.wishes();
    wishes.ignore = kept.ignore.clone();
    wishes.refused = kept.renames(false);
    let mut renames = question.options.renames()?;
    let mut known = renames.clone();
    known.extend(kept.renames(true));
    for rename in applicable(&known, old, new) {
        if !renames.contains(&rename) {
            notes.push(format!("renamed: {rename}"));
            renames.push(rename);
        }
    }
    Ok((wishes, renames))
}

/// Returns what a side names.
async fn side(work: &Work, side: &Side) -> Result<Known> {
    let typed = side.typed.as_ref().map(ExposeSecret::expose_secret);
    databases::known(work, side.db, typed.unwrap_or(&side.word)).await
}

/// Shows a side that was read among the open databases.
async fn show(work: &Work, db: DbId, known: &Known, catalog: &Arc<Catalog>) {
    let session = work.stoppable(work.cx.databases.session(db)).await;
    let session = session.ok().flatten();
    let server = match &session {
        Some(session) => databases::server(session),
        None => databases::of_text(known),
    };
    databases::reached(work, db, known, server);
    // Rows and sizes are for the eye only: without them the tree is shown all the same.
    let outline = match &session {
        Some(it) => introspect::outline(it, &Scope::default(), &work.cancel)
            .await
            .ok(),
        None => None,
    };
    let index = Index::of_catalog(catalog, outline.as_ref());
    work.part(Answer::Catalog(db, Arc::clone(catalog), Arc::new(index)));
}

/// Makes the texts of a change: old and new, compared, and its statements.
pub(super) async fn texts(work: &Work, compared: Arc<Compared>, change: usize) -> Result<Answer> {
    work.busy(move || Ok(Answer::Texts(Box::new(Texts::of(&compared, change)?))))
        .await
}
