//! What the corpus and the real schemas are judged with: catalogs read and plans made by
//! the library, statements run over its sessions, and `pg_dump` as the only judge of the
//! outcome.

use pgworks_core::{
    catalog::{Catalog, Timing},
    conn::{
        Conninfo, Environment, Session, connect,
        setup::{pin_again, reset_for_data},
    },
    diff::{Delta, Difference, Filter, diff},
    introspect::{self, Scope},
    plan::{Segment, Wishes, route, script::SETTINGS},
    progress::{Cancel, Progress},
    sql::split::{What, split},
};

use crate::harness::Database;

/// The statements of a `pg_dump --schema-only`, ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dump(Vec<String>);

impl Dump {
    /// Dumps a database.
    pub(crate) fn of(database: &Database) -> Self {
        Self::read(&database.dump())
    }

    /// Reads a dump. Tablespace and access method, which it sets before the statements
    /// they are for, become part of those.
    fn read(text: &str) -> Self {
        let mut settings = [
            ("default_tablespace", ""),
            ("default_table_access_method", ""),
        ];
        let mut statements = Vec::new();
        let whole = split(text).unwrap();
        for statement in whole.iter().filter(|it| it.what == What::Sql) {
            let text = statement.text;
            if let Some((name, value)) = text
                .strip_prefix("SET ")
                .and_then(|it| it.split_once(" = "))
            {
                for setting in settings.iter_mut().filter(|setting| setting.0 == name) {
                    setting.1 = value;
                }
            } else if text.starts_with("CREATE TABLE ")
                || text.starts_with("CREATE UNLOGGED TABLE ")
                || text.starts_with("CREATE MATERIALIZED VIEW ")
                || text.starts_with("CREATE INDEX ")
                || text.starts_with("CREATE UNIQUE INDEX ")
            {
                statements.push(format!("{text} /* {} {} */", settings[0].1, settings[1].1));
            } else if !text.starts_with("SELECT pg_catalog.set_config") {
                statements.push(text.to_owned());
            }
        }
        statements.sort_unstable();
        Self(statements)
    }

    /// Returns the dump with the columns of each table ordered.
    pub(crate) fn without_column_order(&self) -> Self {
        let ordered = |text: &String| {
            let starts = [
                "CREATE TABLE ",
                "CREATE UNLOGGED TABLE ",
                "CREATE FOREIGN TABLE ",
            ];
            if let Some((head, columns, table)) = statistics(text) {
                // Their columns stand in the order of the table's.
                let mut columns: Vec<&str> = columns.split(", ").collect();
                columns.sort_unstable();
                return format!("{head} ON {} FROM {table}", columns.join(", "));
            }
            if text.starts_with("ALTER PUBLICATION ")
                && let Some((head, columns)) = text.split_once(" (")
                && let Some(columns) = columns.strip_suffix(')')
            {
                let mut columns: Vec<&str> = columns.split(", ").collect();
                columns.sort_unstable();
                return format!("{head} ({})", columns.join(", "));
            }
            if !starts.iter().any(|start| text.starts_with(start)) {
                return text.clone();
            }
            let mut lines: Vec<&str> = text
                .lines()
                .map(|line| line.trim_end_matches(','))
                .collect();
            lines.sort_unstable();
            lines.join("\n")
        };
        let mut statements: Vec<String> = self.0.iter().map(ordered).collect();
        statements.sort_unstable();
        Self(statements)
    }

    /// Returns the dump without a schema and what stands in it.
    pub(crate) fn without(&self, schema: &str) -> Self {
        let name = format!("\"{schema}\"");
        Self(
            self.0
                .iter()
                .filter(|text| !text.contains(&name))
                .cloned()
                .collect(),
        )
    }

    /// Lists what only this and what only the other says; empty if they are equal.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let only = |sign: char, these: &Self, those: &Self| {
            let mut rest = those.0.clone();
            let mut lines = Vec::new();
            for text in &these.0 {
                match rest.iter().position(|it| it == text) {
                    Some(at) => drop(rest.swap_remove(at)),
                    None => lines.push(format!("{sign} {text}")),
                }
            }
            lines
        };
        if self == other {
            return Vec::new();
        }
        let mut lines = only('-', self, other);
        lines.extend(only('+', other, self));
        lines
    }
}

/// Splits CREATE STATISTICS around its columns, if they are nothing but columns.
fn statistics(text: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = text.split_once(" ON ")?;
    let (columns, table) = rest.rsplit_once(" FROM ")?;
    let is_plain = head.starts_with("CREATE STATISTICS ") && !columns.contains('(');
    is_plain.then_some((head, columns, table))
}

/// Opens a session on a database.
pub(crate) async fn session(database: &Database) -> Session {
    let conninfo = Conninfo::parse(&database.keywords(), &Environment::default()).unwrap();
    connect(&conninfo, "pgworks test").await.unwrap()
}

/// Reads the catalog of a database.
pub(crate) async fn catalog(database: &Database) -> Catalog {
    let sessions = [session(database).await];
    let (scope, silent, cancel) = (Scope::default(), Progress::silent(), Cancel::new());
    introspect::read(&sessions, &scope, &silent, &cancel)
        .await
        .unwrap()
}

/// Compares two catalogs.
pub(crate) fn difference(old: &Catalog, new: &Catalog) -> Difference {
    diff(old, new, &Filter::default())
}

/// Returns the statements from one catalog to another, or why there are none.
pub(crate) fn way(old: &Catalog, new: &Catalog) -> Result<Vec<Segment>, String> {
    way_of(old, new, false)
}

/// As [`way`], with the tables in use or not.
pub(crate) fn way_of(old: &Catalog, new: &Catalog, online: bool) -> Result<Vec<Segment>, String> {
    let wishes = Wishes {
        online,
        ..Wishes::default()
    };
    let route = route(old, new, &difference(old, new), &wishes);
    let route = route.map_err(|report| report.to_string())?;
    match route.left.first() {
        Some(it) => Err(format!("left: {}: {}", it.object, it.why)),
        None => Ok(route.segments),
    }
}

/// Runs the statements as a run would; stops at the first that is refused.
pub(crate) async fn run(database: &Database, segments: &[Segment]) -> Result<(), String> {
    let session = session(database).await;
    run_in(&session, segments).await?;
    session.close().await;
    Ok(())
}

/// Refuses a segment that sets rows aside and leaves it to another to bring them back: nobody
/// would find them in between.
fn is_whole(segment: &Segment) -> Result<(), String> {
    let aside = |verb: &str| {
        let steps = segment.steps.iter().map(|step| &step.action.sql);
        steps
            .filter(|sql| sql.starts_with(verb) && sql.contains("pgworks_rows_"))
            .count()
    };
    if aside("CREATE TABLE ") == aside("DROP TABLE ") {
        Ok(())
    } else {
        Err("rows are set aside in one segment and brought back in another".to_owned())
    }
}

/// Runs the statements in a session.
pub(crate) async fn run_in(session: &Session, segments: &[Segment]) -> Result<(), String> {
    for segment in segments {
        is_whole(segment)?;
        let (begin, set) = if segment.in_transaction {
            ("BEGIN", "SET LOCAL")
        } else {
            ("", "SET")
        };
        let mut before = vec![begin.to_owned()];
        before.extend(
            SETTINGS
                .iter()
                .map(|(name, value)| format!("{set} {name} = {value}")),
        );
        for sql in before.iter().filter(|sql| !sql.is_empty()) {
            session.execute(sql).await.unwrap();
        }
        for step in &segment.steps {
            let sql = &step.action.sql;
            let changes_rows = step.action.timing == Timing::Batches;
            if changes_rows {
                reset_for_data(session).await.unwrap();
            }
            let outcome = session.execute(sql).await;
            if changes_rows {
                pin_again(session).await.unwrap();
            }
            outcome.map_err(|report| format!("{report}\n  {sql}"))?;
        }
        if segment.in_transaction {
            let outcome = session.execute("COMMIT").await;
            outcome.map_err(|report| format!("{report}\n  COMMIT"))?;
        }
    }
    Ok(())
}

/// Lists differences by the names of the objects.
pub(crate) fn named(old: &Catalog, new: &Catalog, difference: &Difference) -> Vec<String> {
    let objects = difference.deltas.iter().map(|delta| match delta {
        Delta::Add(at) => format!("only new: {}", new.at(*at).id),
        Delta::Drop(at) => format!("only old: {}", old.at(*at).id),
        Delta::Alter {
            new: at, changed, ..
        } => {
            let names: Vec<&str> = changed.iter().collect();
            format!("differs: {} ({})", new.at(*at).id, names.join(", "))
        }
    });
    let unmodelled = difference
        .unmodelled_old
        .iter()
        .chain(&difference.unmodelled_new);
    objects
        .chain(unmodelled.map(|it| format!("not modelled: {} {}", it.kind, it.name)))
        .collect()
}
