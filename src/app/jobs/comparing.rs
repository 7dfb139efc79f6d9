//! Comparisons: reading both sides, their changes, the texts of a change.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    sync::Arc,
};

use pgworks_core::{
    catalog::{Catalog, ObjectId, Ref},
    diff::Delta,
    error::Result,
    introspect::Scope,
    plan::{
        self, Prepared,
        choose::{self, Change, Verb},
        ddl,
    },
    risk::Risk,
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
            compare_text::CompareText,
            comparison::{Compared, Line, Options, Question, Side, Texts},
            id::DbId,
            opened::Tag,
            sql_text::SqlText,
            tree::Index,
        },
    },
    front::demo::{self, Shops},
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
        show(work, side.db, known, catalog);
    }
    let wishes = question.options.wishes();
    let renames = question.options.renames()?;
    work.progress.say("comparing");
    let prepared = plan::prepare(&was, &is, &wishes, &renames, &reading).await?;
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
        let changes = choose::changes(prepared.old(&was), &is, &prepared.difference);
        let lines = lines(&changes, prepared.old(&was), &is, &prepared);
        Ok(Answer::Compared(Arc::new(Compared {
            question,
            names,
            is_live,
            old: was,
            new: is,
            changes,
            lines,
            prepared,
            notes,
        })))
    })
    .await
}

/// Returns what a side names.
async fn side(work: &Work, side: &Side) -> Result<Known> {
    let typed = side.typed.as_ref().map(ExposeSecret::expose_secret);
    databases::known(work, side.db, typed.unwrap_or(&side.word)).await
}

/// Shows a side that was read among the open databases.
fn show(work: &Work, db: DbId, known: &Known, catalog: &Arc<Catalog>) {
    let mut server = databases::of_text(known);
    if let Some(conninfo) = known.conninfo() {
        server.describe = conninfo.describe();
        server.database.clone_from(&catalog.origin.database);
        server.role.clone_from(&catalog.origin.role);
        server.version = pgworks_core::conn::ServerVersion::new(catalog.origin.version).to_string();
        server.is_read_only = conninfo.read_only;
    }
    databases::reached(work, db, known, server);
    let index = Index::of_catalog(catalog, None);
    work.part(Answer::Catalog(db, Arc::clone(catalog), Arc::new(index)));
}

/// Returns what the list shows of the changes.
fn lines(changes: &[Change], old: &Catalog, new: &Catalog, prepared: &Prepared) -> Vec<Line> {
    // Steps name their objects in words.
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        owners.insert(change.root.to_string(), at);
        for id in members(change, old, new, prepared) {
            owners.insert(id.to_string(), at);
        }
    }
    let mut risks = vec![Risk::none(); changes.len()];
    for step in prepared.segments.iter().flat_map(|it| &it.steps) {
        let owner = owners.get(&step.object).copied();
        if let Some(risk) = owner.and_then(|at| risks.get_mut(at)) {
            *risk = std::mem::take(risk).and(step.action.risk.clone());
        }
    }
    let line = |(change, risk): (&Change, Risk)| Line {
        sign: match change.verb {
            Verb::Create => '+',
            Verb::Drop => '-',
            Verb::Alter => '~',
        },
        kind: change.root.kind.name(),
        name: display(&change.root.dotted()).into_owned(),
        what: what(change, old, new, prepared),
        level: risk.level(),
        loses: risk.loses.is_some(),
        risk: display(&risk.words()).into_owned(),
    };
    changes.iter().zip(risks).map(line).collect()
}

/// Lists the objects of a change, the one at the top included.
fn members<'a>(
    change: &'a Change,
    old: &'a Catalog,
    new: &'a Catalog,
    prepared: &'a Prepared,
) -> impl Iterator<Item = &'a ObjectId> {
    change.deltas.iter().filter_map(move |at| {
        Some(match prepared.difference.deltas.get(*at)? {
            Delta::Add(at) | Delta::Alter { new: at, .. } => &new.at(*at).id,
            Delta::Drop(at) => &old.at(*at).id,
        })
    })
}

/// Counts what changes, by kind: `2 columns, 1 index`.
fn what(change: &Change, old: &Catalog, new: &Catalog, prepared: &Prepared) -> String {
    let mut counts: Vec<(&'static str, &'static str, usize)> = Vec::new();
    for id in members(change, old, new, prepared).filter(|id| **id != change.root) {
        let info = id.kind.info();
        match counts.iter_mut().find(|it| it.0 == info.name) {
            Some(it) => it.2 += 1,
            None => counts.push((info.name, info.plural, 1)),
        }
    }
    let mut text = String::new();
    for (one, many, count) in counts {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let _ = write!(text, "{count} {}", if count == 1 { one } else { many });
    }
    text
}

/// Makes the texts of a change: old and new, compared, and its statements.
pub(super) async fn texts(work: &Work, compared: Arc<Compared>, change: usize) -> Result<Answer> {
    work.busy(move || {
        let Some(it) = compared.changes.get(change) else {
            return Ok(Answer::Texts(Box::new(Texts {
                change,
                rows: CompareText::new(&SqlText::new(""), &SqlText::new("")),
                sql: String::new(),
            })));
        };
        let old = compared.prepared.old(&compared.old);
        let text = |catalog: &Catalog| -> Result<SqlText> {
            let at: Option<Ref> = catalog.find(&it.root);
            at.map_or_else(
                || Ok(SqlText::new("")),
                |at| ddl::text(catalog, at).map(|text| SqlText::new(&text)),
            )
        };
        let rows = CompareText::new(&text(old)?, &text(&compared.new)?);
        let sql = statements(it, &compared);
        Ok(Answer::Texts(Box::new(Texts { change, rows, sql })))
    })
    .await
}

/// Returns the statements of a change as they stand in the plan of everything.
fn statements(change: &Change, compared: &Compared) -> String {
    let old = compared.prepared.old(&compared.old);
    let mut owned: HashSet<String> = members(change, old, &compared.new, &compared.prepared)
        .map(ToString::to_string)
        .collect();
    owned.insert(change.root.to_string());
    let mut text = String::new();
    for step in compared.prepared.segments.iter().flat_map(|it| &it.steps) {
        if owned.contains(&step.object) {
            let _ = writeln!(text, "{};", step.action.sql);
        }
    }
    text
}
