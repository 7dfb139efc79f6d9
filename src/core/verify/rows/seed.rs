//! Puts rows into the tables of a scratch database.
//!
//! What fits is found by trying: the server alone knows what a constraint means. Triggers
//! and foreign keys do not fire meanwhile; rows that refer to nothing are taken out again.

use crate::{
    conn::Session,
    error::{Report, Result, ServerError},
    progress::Cancel,
    sql::{canonical, constants},
};

use super::{
    shape::{Check, Column, Shape, Table},
    value,
};

/// How many rows a table gets: the first as plain as can be, the second with as many NULLs
/// as it may have, the others unlike the usual.
const ROWS: u32 = 4;

/// How many combinations are tried for a row.
const TRIES: usize = 250;

/// A table for which no row was found, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unseeded {
    pub(super) table: String,
    pub(super) why: String,
}

/// The choice of values for one row, a list for each column, and which is taken.
struct Choice {
    values: Vec<Vec<String>>,
    taken: Vec<usize>,
}

/// Fills the tables; returns those that stay empty.
pub(super) async fn fill(
    session: &Session,
    shape: &Shape,
    cancel: &Cancel,
) -> Result<Vec<Unseeded>> {
    let mut refused = Vec::new();
    for table in &shape.tables {
        for number in 1..=ROWS {
            if cancel.is_cancelled() {
                return Err(Report::connect("the proof was cancelled"));
            }
            let outcome = row(session, shape, table, number).await?;
            if let (1, Err(why)) = (number, outcome) {
                refused.push(Unseeded {
                    table: table.name.clone(),
                    why,
                });
                break;
            }
        }
    }
    orphans(session).await?;
    Ok(refused)
}

/// Finds and inserts one row; the inner error says why there is none.
async fn row(
    session: &Session,
    shape: &Shape,
    table: &Table,
    number: u32,
) -> Result<Result<(), String>> {
    let columns: Vec<&Column> = table.columns.iter().filter(|it| !it.is_generated).collect();
    let mut choice = match choice(shape, table, &columns, number) {
        Ok(choice) => choice,
        Err(why) => return Ok(Err(why)),
    };
    let mut why = String::new();
    let mut is_settled = false;
    for _ in 0..TRIES {
        match session.execute(&insert(table, &columns, &choice)).await {
            Ok(0) => return Ok(Err("a rule turns its rows away".to_owned())),
            Ok(_) => return Ok(Ok(())),
            Err(report) => {
                let Some(error) = report.server_error() else {
                    return Err(report);
                };
                why.clone_from(&error.message);
                let concerned = concerned(table, &columns, error.constraint.as_deref());
                if concerned.len() == columns.len() && !is_settled {
                    // Which value it is about is not said: those that fail by themselves go.
                    is_settled = true;
                    choice.settle(session).await?;
                    if choice.values.iter().any(Vec::is_empty) {
                        break;
                    }
                } else if !is_about_rows(error) || !choice.next(&concerned) {
                    break;
                }
            }
        }
    }
    Ok(Err(why))
}

/// Tells whether a refusal is about values (class 22) or constraints (class 23).
fn is_about_rows(error: &ServerError) -> bool {
    error.sqlstate.starts_with("22") || error.sqlstate.starts_with("23")
}

/// Lists the values to choose from for each column.
fn choice(
    shape: &Shape,
    table: &Table,
    columns: &[&Column],
    number: u32,
) -> Result<Choice, String> {
    let mut values = Vec::new();
    for column in columns {
        let list = candidates(shape, table, column, number);
        if list.is_empty() {
            return Err(format!("no value of {} is known", column.declared));
        }
        values.push(list);
    }
    let taken = vec![0; values.len()];
    Ok(Choice { values, taken })
}

fn candidates(shape: &Shape, table: &Table, column: &Column, number: u32) -> Vec<String> {
    let cast = |text: &str| format!("({text})::{}", column.declared);
    let mut list: Vec<String> = Vec::new();
    let null = || (!column.not_null).then(|| "NULL".to_owned());
    if !column.is_key {
        match number {
            1 => {}
            2 => list.extend(null()),
            _ => {
                let mut unusual = value::unusual(shape, column.of);
                if unusual.len() > 1 && number.is_multiple_of(2) {
                    unusual.rotate_left(1);
                }
                list.extend(unusual.iter().map(|it| cast(it)));
            }
        }
    }
    list.extend(value::value(shape, column.of, number).map(|it| cast(&it)));
    // What a condition names is most likely what fulfils it.
    for check in table.checks.iter().filter(|check| mentions(check, column)) {
        list.extend(named(&check.text).iter().map(|text| cast(text)));
    }
    list.extend(of_domain(shape, column).iter().map(|text| cast(text)));
    if column.not_null || number == 1 {
        list.extend(
            value::others(shape, column.of, number)
                .iter()
                .map(|it| cast(it)),
        );
    }
    for other in 1..=ROWS + 2 {
        list.extend(value::value(shape, column.of, other).map(|it| cast(&it)));
    }
    list.extend(null());
    let mut seen = std::collections::HashSet::new();
    list.retain(|it| seen.insert(it.clone()));
    list
}

/// Lists the constants in the conditions of a domain and of those beneath it.
fn of_domain(shape: &Shape, column: &Column) -> Vec<String> {
    let mut list = Vec::new();
    let mut at = shape.types.get(&column.of);
    for _ in 0..8 {
        let Some(domain) = at.filter(|it| it.sort == "d") else {
            break;
        };
        list.extend(domain.checks.iter().flat_map(|check| named(check)));
        at = domain.inner.and_then(|inner| shape.types.get(&inner));
    }
    list
}

/// Lists the constants of a condition, and numbers beside and between them.
fn named(condition: &str) -> Vec<String> {
    let mut list = constants(condition);
    let mut numbers: Vec<f64> = list.iter().filter_map(|text| text.parse().ok()).collect();
    numbers.sort_unstable_by(f64::total_cmp);
    list.extend(numbers.windows(2).filter_map(|pair| match pair {
        [low, high] => Some(format!("{}", (low + high) / 2.0)),
        _ => None,
    }));
    list.extend(
        numbers
            .iter()
            .flat_map(|it| [format!("{it} + 1"), format!("{it} - 1")]),
    );
    list
}

fn mentions(check: &Check, column: &Column) -> bool {
    let bare = column.name.trim_matches('"').replace("\"\"", "\"");
    canonical::identifiers(&check.text).contains(&bare)
}

/// Lists the columns that a refusal is about: those of the condition, else all.
fn concerned(table: &Table, columns: &[&Column], constraint: Option<&str>) -> Vec<usize> {
    let check = table
        .checks
        .iter()
        .find(|check| check.name.as_deref() == constraint);
    let of_check: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let column = columns.get(*at);
            check.is_some_and(|check| column.is_some_and(|column| mentions(check, column)))
        })
        .collect();
    if of_check.is_empty() {
        (0..columns.len()).collect()
    } else {
        of_check
    }
}

impl Choice {
    /// Leaves out the values that the server refuses by themselves, those against the
    /// conditions of a domain among them.
    async fn settle(&mut self, session: &Session) -> Result<()> {
        for values in &mut self.values {
            let mut fit = Vec::new();
            for value in std::mem::take(values) {
                match session.query(&format!("SELECT {value}")).await {
                    Ok(_) => fit.push(value),
                    Err(report) if report.server_error().is_some() => {}
                    Err(report) => return Err(report),
                }
            }
            *values = fit;
        }
        self.taken.fill(0);
        Ok(())
    }

    /// Goes on to the next combination of these columns; false if there is none.
    fn next(&mut self, columns: &[usize]) -> bool {
        for at in columns {
            let (Some(taken), Some(values)) = (self.taken.get_mut(*at), self.values.get(*at))
            else {
                continue;
            };
            *taken += 1;
            if *taken < values.len() {
                return true;
            }
            *taken = 0;
        }
        false
    }
}

fn insert(table: &Table, columns: &[&Column], choice: &Choice) -> String {
    if columns.is_empty() {
        return format!("INSERT INTO {} DEFAULT VALUES", table.name);
    }
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    let values: Vec<&str> = choice
        .values
        .iter()
        .zip(&choice.taken)
        .filter_map(|(values, taken)| values.get(*taken))
        .map(|value| &**value)
        .collect();
    format!(
        "INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})",
        table.name,
        names.join(", "),
        values.join(", ")
    )
}

/// Takes out rows that refer to nothing, until none does.
async fn orphans(session: &Session) -> Result<()> {
    let rows = session.query(ORPHANS).await?;
    let statements: Vec<&str> = rows.iter().filter_map(|row| row.get(0)).collect();
    for _ in 0..20 {
        let mut taken_out = 0;
        for sql in &statements {
            taken_out += session.execute(sql).await?;
        }
        if taken_out == 0 {
            break;
        }
    }
    Ok(())
}

/// A foreign key of a row with a NULL in it holds, but for MATCH FULL with some of them
/// (manual, "CREATE TABLE", MATCH).
const ORPHANS: &str = "SELECT format('DELETE FROM %s c WHERE (%s) AND NOT EXISTS \
     (SELECT FROM %s p WHERE %s)', k.conrelid::regclass, \
     string_agg(format('c.%I IS NOT NULL', a.attname), \
     CASE k.confmatchtype WHEN 'f' THEN ' OR ' ELSE ' AND ' END), k.confrelid::regclass, \
     string_agg(format('p.%I = c.%I', b.attname, a.attname), ' AND ')) \
     FROM pg_constraint k, unnest(k.conkey, k.confkey) u (own, other) \
     JOIN pg_attribute a ON a.attnum = u.own JOIN pg_attribute b ON b.attnum = u.other \
     WHERE k.contype = 'f' AND k.conparentid = 0 AND a.attrelid = k.conrelid \
     AND b.attrelid = k.confrelid GROUP BY k.oid, k.conrelid, k.confrelid, k.confmatchtype";
