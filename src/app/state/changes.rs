//! What the list of changes shows, made from two catalogs and their difference. Pure: a
//! job calls it where it holds nobody up.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    sync::Arc,
};

use pgworks_core::{
    catalog::{Catalog, ObjectId, Ref},
    diff::Delta,
    error::Result,
    plan::{
        Prepared,
        choose::{self, Change, Verb},
        ddl, fold,
    },
    risk::Risk,
    sql::display,
};

use super::{
    compare_text::CompareText,
    comparison::{Compared, Line, Question, Texts},
    sql_text::SqlText,
};

/// What a job read to compare two sides.
#[derive(Debug)]
pub struct Read {
    /// How the sides are named, safe to be shown.
    pub names: [String; 2],
    /// Whether the old side is a live database.
    pub is_live: bool,
    /// The old catalog.
    pub old: Arc<Catalog>,
    /// The new catalog.
    pub new: Arc<Catalog>,
    /// The difference and the statements of all of it.
    pub prepared: Prepared,
    /// What the user should know.
    pub notes: Vec<String>,
}

impl Compared {
    /// Groups the difference by objects and says what each change does.
    pub fn of(question: Question, read: Read) -> Self {
        let from = read.prepared.old(&read.old);
        let changes = choose::changes(from, &read.new, &read.prepared.difference);
        let folds = fold::folds(from, &read.new, &read.prepared.difference, &changes);
        let lines = lines(&changes, from, &read.new, &read.prepared);
        Self {
            question,
            names: read.names,
            is_live: read.is_live,
            old: read.old,
            new: read.new,
            prepared: read.prepared,
            changes,
            lines,
            folds,
            notes: read.notes,
        }
    }
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
        worst: worst(&risk),
        risk: display(&risk.words()).into_owned(),
        loses: risk.loses.is_some(),
    };
    changes.iter().zip(risks).map(line).collect()
}

/// Returns the worst that a risk says, in a word or two.
pub fn worst(risk: &Risk) -> &'static str {
    if risk.loses.is_some() {
        "loses data"
    } else if risk.rewrites {
        "rewrites"
    } else if risk.scans && risk.blocks() {
        "reads table"
    } else if !risk.breaks.is_empty() {
        "may break"
    } else if risk.security.is_some() {
        "security"
    } else if risk.unknown {
        "not known"
    } else if risk.strongest().blocks_reads() {
        "blocks reads"
    } else if risk.blocks() {
        "blocks writes"
    } else {
        "safe"
    }
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

impl Texts {
    /// Makes the texts of a change: old and new, compared, and its statements.
    pub fn of(compared: &Compared, change: usize) -> Result<Self> {
        let Some(it) = compared.changes.get(change) else {
            let nothing = SqlText::new("");
            return Ok(Self {
                change,
                rows: CompareText::new(&nothing, &nothing),
                sql: String::new(),
                statements: nothing,
            });
        };
        let text = |catalog: &Catalog| -> Result<SqlText> {
            let at: Option<Ref> = catalog.find(&it.root);
            at.map_or_else(
                || Ok(SqlText::new("")),
                |at| ddl::text(catalog, at).map(|text| SqlText::new(&text)),
            )
        };
        let old = compared.prepared.old(&compared.old);
        let sql = statements(it, compared);
        Ok(Self {
            change,
            rows: CompareText::new(&text(old)?, &text(&compared.new)?),
            statements: SqlText::new(&sql),
            sql,
        })
    }
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
