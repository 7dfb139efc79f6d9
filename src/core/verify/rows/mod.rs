//! Rows that survive: tables of the scratch database are filled, and what the plan and its
//! way back leave of the rows is compared with what they were.
//!
//! It shows that a plan keeps what it does not say it loses. It does not show that the
//! user's own rows fit: those are others.

mod seed;
mod shape;
mod value;

use std::collections::BTreeSet;

use crate::{
    conn::Session,
    error::Result,
    plan::{Segment, Step},
    progress::Cancel,
    risk::Undo,
    sql::literal,
};

use shape::Shape;

/// More tables than this are not filled, so that a proof stays a matter of seconds.
const MOST: usize = 400;

/// The rows of the tables that a plan touches, as they were before it.
#[derive(Debug, Default)]
pub(super) struct Seeds {
    tables: Vec<Kept>,
    /// Tables that have no rows, each with the reason.
    pub(super) empty: Vec<String>,
}

/// The rows of a table at one moment.
#[derive(Clone, Debug, Default)]
struct Kept {
    /// By which the server knows it, whatever its name.
    oid: u32,
    /// The name, quoted and qualified.
    name: String,
    /// What a step may call it: its name, and those of the tables it is a part of.
    known_as: Vec<String>,
    columns: Vec<Held>,
    /// The values as text, by columns, the rows in no order.
    rows: Vec<Vec<Option<String>>>,
}

/// A column at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    number: i16,
    name: String,
    declared: String,
}

impl Seeds {
    /// Returns how many tables have rows, and how many rows that is.
    pub(super) fn count(&self) -> (usize, usize) {
        let filled = self.tables.iter().filter(|table| !table.rows.is_empty());
        filled.fold((0, 0), |(tables, rows), table| {
            (tables + 1, rows + table.rows.len())
        })
    }
}

/// Fills the tables that segments touch, but for those excepted, and those they refer to.
///
/// Rows are put in by `session` and read by `reader`, a superuser's where there is one: an
/// owner may have taken his own rights away.
pub(super) async fn sow(
    session: &Session,
    reader: &Session,
    segments: &[Segment],
    except: &BTreeSet<String>,
    cancel: &Cancel,
) -> Result<Seeds> {
    session
        .execute("SET search_path = pg_catalog, pg_temp")
        .await?;
    let names: BTreeSet<&str> = steps(segments)
        .flat_map(|step| &step.action.risk.locks)
        .map(|(relation, _)| &**relation)
        .collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let mut shape: Shape = shape::read(session, &names).await?;
    let mut seeds = Seeds::default();
    if shape.tables.len() > MOST {
        seeds
            .empty
            .push(format!("{} tables: too many to fill", shape.tables.len()));
        return Ok(seeds);
    }
    shape.tables.retain(|table| !except.contains(&table.name));
    let unseeded = seed::fill(session, &shape, cancel).await?;
    seeds.empty = unseeded
        .into_iter()
        .map(|it| format!("{}: {}", it.table, it.why))
        .collect();
    for table in &shape.tables {
        seeds.tables.extend(keep(reader, table.oid).await?);
    }
    Ok(seeds)
}

impl Seeds {
    /// Lists the filled tables that a step locks, by its own words; all where it names none.
    pub(super) fn touched_by(&self, step: &Step) -> Vec<String> {
        let locks = &step.action.risk.locks;
        let filled = self.tables.iter().filter(|table| !table.rows.is_empty());
        let touched: Vec<String> = filled
            .filter(|table| locks.iter().any(|(name, _)| table.known_as.contains(name)))
            .map(|table| table.name.clone())
            .collect();
        if touched.is_empty() {
            self.filled()
        } else {
            touched
        }
    }

    /// Lists the filled tables.
    pub(super) fn filled(&self) -> Vec<String> {
        let filled = self.tables.iter().filter(|table| !table.rows.is_empty());
        filled.map(|table| table.name.clone()).collect()
    }
}

/// Lists what of the rows is no longer there after the plan, though no step says so.
pub(super) async fn lost_there(
    reader: &Session,
    seeds: &Seeds,
    segments: &[Segment],
) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for before in seeds.tables.iter().filter(|it| !it.rows.is_empty()) {
        let after = match keep(reader, before.oid).await? {
            None => keep_named(reader, &before.name).await?,
            there => there,
        };
        let excuses = Excuses::of(&[Some(before), after.as_ref()], &[segments], false);
        lost.extend(missing(before, after.as_ref(), &excuses));
    }
    Ok(lost)
}

/// Lists what of the rows is not as it was after the way back, though no step says so.
pub(super) async fn lost_back(
    reader: &Session,
    seeds: &Seeds,
    there: &[Segment],
    back: &[Segment],
) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for before in seeds.tables.iter().filter(|it| !it.rows.is_empty()) {
        let after = keep_named(reader, &before.name).await?;
        let excuses = Excuses::of(&[Some(before), after.as_ref()], &[there, back], true);
        lost.extend(missing(before, after.as_ref(), &excuses));
    }
    Ok(lost)
}

fn steps(segments: &[Segment]) -> impl Iterator<Item = &Step> {
    segments.iter().flat_map(|segment| &segment.steps)
}

/// What the steps say that they lose.
struct Excuses {
    /// Whether the whole table.
    table: bool,
    /// The columns.
    columns: BTreeSet<String>,
}

impl Excuses {
    /// Collects what is said of a table, whatever its name was; what undoing does not bring
    /// back counts where rows must be as they were.
    fn of(tables: &[Option<&Kept>], ways: &[&[Segment]], with_undo: bool) -> Self {
        let names: BTreeSet<&str> = tables
            .iter()
            .flatten()
            .flat_map(|table| &table.known_as)
            .map(String::as_str)
            .collect();
        let mut excuses = Self {
            table: false,
            columns: BTreeSet::new(),
        };
        for step in ways.iter().flat_map(|segments| steps(segments)) {
            let action = &step.action;
            let tells =
                action.risk.loses.is_some() || with_undo && !matches!(action.undo, Undo::Exact);
            let locks = &action.risk.locks;
            if !tells || !locks.iter().any(|(name, _)| names.contains(&**name)) {
                continue;
            }
            let column = step.object.strip_prefix("column ").and_then(|path| {
                let rest = names.iter().find_map(|name| path.strip_prefix(name))?;
                rest.strip_prefix('.')
            });
            match column {
                Some(column) => drop(excuses.columns.insert(column.to_owned())),
                None => excuses.table = true,
            }
        }
        excuses
    }

    fn covers(&self, column: &str) -> bool {
        self.table || self.columns.contains(column)
    }
}

/// Reads the rows of a table; nothing if there is no such table.
///
/// It runs nothing of the schema's own but output functions, which only a superuser can
/// make: no casts, no columns that are computed when they are read, and no SELECT, since
/// its planner evaluates expressions of indexes and constraints.
async fn keep(reader: &Session, oid: u32) -> Result<Option<Kept>> {
    let columns = reader.query(&columns(oid)).await?;
    let Some(first) = columns.first() else {
        return Ok(None);
    };
    let mut kept = Kept {
        oid,
        name: first.get(0).unwrap_or_default().to_owned(),
        known_as: serde_json::from_str(first.get(1).unwrap_or_default()).unwrap_or_default(),
        ..Kept::default()
    };
    for row in &columns {
        if let (Some(number), Some(name), Some(declared)) = (row.get(2), row.get(3), row.get(4)) {
            kept.columns.push(Held {
                number: number.parse().unwrap_or_default(),
                name: name.to_owned(),
                declared: declared.to_owned(),
            });
        }
    }
    let names: Vec<&str> = kept.columns.iter().map(|column| &*column.name).collect();
    let list = if names.is_empty() {
        String::new()
    } else {
        format!(" ({})", names.join(", "))
    };
    let mut data = Vec::new();
    let copy = format!("COPY {}{list} TO STDOUT", kept.name);
    reader
        .copy_out(&copy, |piece| {
            data.extend_from_slice(piece);
            Ok(())
        })
        .await?;
    let data = String::from_utf8_lossy(&data);
    kept.rows = data
        .lines()
        .map(|line| line.split('\t').map(value).collect())
        .collect();
    Ok(Some(kept))
}

/// As [`keep`], by the name: what was dropped and made again has another number.
async fn keep_named(reader: &Session, name: &str) -> Result<Option<Kept>> {
    let sql = format!("SELECT to_regclass({})::oid", literal(name));
    let oid = reader.query_one(&sql).await?;
    match oid.get(0).and_then(|oid| oid.parse().ok()) {
        Some(oid) => keep(reader, oid).await,
        None => Ok(None),
    }
}

/// Reads a value of COPY's text format, which stays escaped (manual, "COPY").
fn value(text: &str) -> Option<String> {
    (text != "\\N").then(|| text.to_owned())
}

/// The attributes of the composite types that a type is made of: their text is another when
/// these change, though the type has its name.
const FORM: &str = "SELECT pg_catalog.string_agg(f.x, ',' ORDER BY f.x) FROM ( \
     WITH RECURSIVE used (oid) AS (SELECT a.atttypid UNION SELECT i.oid FROM used u JOIN ( \
     SELECT oid AS by, typbasetype AS oid FROM pg_catalog.pg_type WHERE typtype = 'd' \
     UNION ALL SELECT oid, typelem FROM pg_catalog.pg_type WHERE typelem <> 0 \
     UNION ALL SELECT rngtypid, rngsubtype FROM pg_catalog.pg_range \
     UNION ALL SELECT y.oid, t.atttypid FROM pg_catalog.pg_type y \
     JOIN pg_catalog.pg_attribute t ON t.attrelid = y.typrelid WHERE y.typtype = 'c' \
     AND t.attnum > 0 AND NOT t.attisdropped) i ON i.by = u.oid) \
     SELECT y.typname || '.' || t.attname || ' ' \
     || pg_catalog.format_type(t.atttypid, t.atttypmod) AS x FROM used u \
     JOIN pg_catalog.pg_type y ON y.oid = u.oid \
     JOIN pg_catalog.pg_attribute t ON t.attrelid = y.typrelid WHERE y.typtype = 'c' \
     AND t.attnum > 0 AND NOT t.attisdropped) f";

fn columns(oid: u32) -> String {
    format!(
        "WITH RECURSIVE above (oid) AS (SELECT {oid}::oid UNION \
         SELECT h.inhparent FROM above a JOIN pg_catalog.pg_inherits h ON h.inhrelid = a.oid), \
         named (oid, name) AS (SELECT c.oid, pg_catalog.quote_ident(s.nspname) || '.' || \
         pg_catalog.quote_ident(c.relname) FROM above JOIN pg_catalog.pg_class c USING (oid) \
         JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace) \
         SELECT n.name, (SELECT pg_catalog.json_agg(name) FROM named)::text, a.attnum, \
         pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod) \
         || coalesce(({FORM}), '') FROM named n LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = n.oid \
         AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' \
         WHERE n.oid = {oid} AND (SELECT c.relkind FROM pg_catalog.pg_class c \
         WHERE c.oid = n.oid) = 'r' ORDER BY a.attnum"
    )
}

/// Says what of a table is missing, but for what is excused.
fn missing(before: &Kept, after: Option<&Kept>, excuses: &Excuses) -> Vec<String> {
    if excuses.table {
        return Vec::new();
    }
    let Some(after) = after else {
        return vec![format!(
            "the rows of {} are gone, and no step says so",
            before.name
        )];
    };
    if after.rows.len() < before.rows.len() {
        let (is, was) = (after.rows.len(), before.rows.len());
        return vec![format!(
            "{} has {is} of {was} rows, and no step says so",
            before.name
        )];
    }
    let mut said = Vec::new();
    // A table that was made again has its columns at other places.
    let is_same_table = after.oid == before.oid;
    // Rows are compared by the columns that are still of their type, all together.
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for (at, column) in before.columns.iter().enumerate() {
        if excuses.covers(&column.name) {
            continue;
        }
        let same = |other: &&Held| {
            (is_same_table && other.number == column.number) || other.name == column.name
        };
        let Some(other) = after.columns.iter().find(same) else {
            said.push(format!(
                "the values of {}.{} are gone, and no step says so",
                before.name, column.name
            ));
            continue;
        };
        if other.declared == column.declared {
            was.push(at);
            is.extend(after.columns.iter().position(|it| it == other));
        }
    }
    if sorted(&before.rows, &was) != sorted(&after.rows, &is) {
        let names = was.iter().filter_map(|at| before.columns.get(*at));
        let names: Vec<&str> = names.map(|column| &*column.name).collect();
        said.push(format!(
            "the values of {} ({}) are not what they were, and no step says so",
            before.name,
            names.join(", ")
        ));
    }
    said
}

fn sorted<'a>(rows: &'a [Vec<Option<String>>], columns: &[usize]) -> Vec<Vec<Option<&'a str>>> {
    let value = |row: &'a Vec<Option<String>>, at: &usize| row.get(*at).and_then(Option::as_deref);
    let mut picked: Vec<Vec<Option<&str>>> = rows
        .iter()
        .map(|row| columns.iter().map(|at| value(row, at)).collect())
        .collect();
    picked.sort_unstable();
    picked
}
