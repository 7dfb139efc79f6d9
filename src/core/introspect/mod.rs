//! Reads a catalog from a live database.
//!
//! Everything is read in one `REPEATABLE READ READ ONLY` snapshot, with bulk queries that
//! run side by side where the source has two sessions. The deparse functions of the
//! server read the newest catalog all the same, so that a schema that changes meanwhile
//! is noticed and read again. Rows become objects in the kinds' own files.

mod jobs;
mod marks;
mod outline;
mod refresh;
mod snapshot;
mod statistics;
mod unmodelled;

use std::sync::{Mutex, PoisonError};

use crate::{
    catalog::{Catalog, Origin, Unread},
    conn::Session,
    error::{Class, Report, Result},
    kinds::{ReadCx, Reader, Traces},
    progress::{Cancel, Progress},
    sql::quote::literal,
};

use marks::Marks;
pub use outline::{Outline, OutlineRelation, OutlineSchema, outline};
pub use refresh::{Kept, refresh};
pub use statistics::statistics;

/// The condition that a schema `n` is neither PostgreSQL's own nor bears pgworks' mark in
/// its comment.
const IS_USERS: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
     AND coalesce(obj_description(n.oid, 'pg_namespace'), '') NOT LIKE 'pgworks:%'";

/// What of a database to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Schemas to read, as names with `*` and `?`; all if empty.
    pub schemas: Vec<String>,
    /// Schemas to leave out.
    pub exclude: Vec<String>,
    /// Whether to read what belongs to the cluster or to the database as a whole: roles,
    /// their memberships and settings.
    pub globals: bool,
}

impl Scope {
    /// Tells whether a schema is to be read.
    pub fn wants(&self, schema: &str) -> bool {
        let is_in = |patterns: &[String]| patterns.iter().any(|it| matches(it, schema));
        (self.schemas.is_empty() || is_in(&self.schemas)) && !is_in(&self.exclude)
    }
}

/// How often a schema that changes while it is read is read again.
const TRIES: u32 = 4;

/// Reads the catalog of a database over one session, or two that are connected to it.
pub async fn read(
    sessions: &[Session],
    scope: &Scope,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Catalog> {
    let outcome = until_stable(sessions, scope, &Wish::Whole, progress, cancel).await?;
    Ok(outcome.catalog)
}

/// What a reading is for.
enum Wish<'a> {
    /// The catalog, and nothing else.
    Whole,
    /// The catalog by way of what was read before, and what the next reading needs.
    Next(Option<&'a Kept>),
}

/// What a reading brought.
struct Outcome {
    catalog: Catalog,
    rows: u64,
    is_partial: bool,
    marks: Option<Marks>,
    traces: Option<Traces>,
}

/// Reads until nobody changes the schema meanwhile, a few times at most.
async fn until_stable(
    sessions: &[Session],
    scope: &Scope,
    wish: &Wish<'_>,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Outcome> {
    let Some(first) = sessions.first() else {
        return Err(Report::fault("no session to read a catalog with"));
    };
    let mut tries = 0;
    loop {
        tries += 1;
        let outcome = tokio::select! {
            outcome = read_once(sessions, scope, wish, progress) => outcome,
            () = cancel.cancelled() => {
                first.cancel_reading().await?;
                return Err(Report::new(Class::Interrupted, "reading the catalog was cancelled"));
            }
        };
        match outcome {
            Ok((outcome, true)) => return Ok(outcome),
            Ok((mut outcome, false)) if tries == TRIES => {
                outcome.catalog.unread.push(unsettled());
                outcome.traces = None;
                return Ok(outcome);
            }
            // XX000: a deparse function met an object that was dropped meanwhile.
            Err(report) if tries < TRIES && report.sqlstate() == Some("XX000") => {}
            Err(report) => return Err(report),
            Ok(_) => {}
        }
        snapshot::abandon(sessions).await?;
    }
}

/// Reads the catalog once; tells whether nobody changed it meanwhile.
async fn read_once(
    sessions: &[Session],
    scope: &Scope,
    wish: &Wish<'_>,
    progress: &Progress,
) -> Result<(Outcome, bool)> {
    let (mut round, open) = Round::open(sessions, scope).await?;
    let reader = Mutex::new(Reader::default());
    round.know_schemas(&reader);
    let (mut marks, mut parts) = (None, None);
    if let Wish::Next(before) = wish {
        progress.say("looking for changes");
        let now = marks::take(round.first).await?;
        if let Some(before) = before {
            parts = refresh::carry(&mut round, &reader, before, &now).await?;
        }
        marks = Some(now);
    }
    let rows = jobs::run(sessions, &round.cx, parts.as_deref(), &reader, progress).await?;
    let mut origin = origin(round.first).await?;
    origin.states_roles = scope.globals;
    let unmodelled = jobs::unmodelled(round.first, &round.cx).await?;
    let is_stable = snapshot::close(sessions, &open, &round.cx.schemas).await?;
    let reader = reader.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (mut catalog, traces) = match wish {
        Wish::Whole => (reader.finish(origin), None),
        Wish::Next(_) => reader.finish_for_next(origin),
    };
    catalog.unmodelled = unmodelled;
    let outcome = Outcome {
        catalog,
        rows,
        is_partial: parts.is_some(),
        marks,
        traces,
    };
    Ok((outcome, is_stable))
}

fn unsettled() -> Unread {
    Unread {
        what: "a consistent state of the schema".into(),
        why: format!("somebody changed it during each of {TRIES} readings"),
    }
}

/// One reading in one snapshot.
struct Round<'a> {
    first: &'a Session,
    /// The schemas in scope: OIDs and names.
    schemas: Vec<(u32, String)>,
    cx: ReadCx,
}

impl<'a> Round<'a> {
    async fn open(sessions: &'a [Session], scope: &Scope) -> Result<(Self, snapshot::Open)> {
        let [first, rest @ ..] = sessions else {
            return Err(Report::fault("no session to read a catalog with"));
        };
        let open = snapshot::open(first, rest).await?;
        let schemas = schemas_in_scope(first, scope).await?;
        let oids: Vec<String> = schemas.iter().map(|(oid, _)| oid.to_string()).collect();
        let cx = ReadCx {
            version: first.version().num(),
            schemas: format!("{}::oid[]", literal(&format!("{{{}}}", oids.join(",")))),
            globals: scope.globals,
            is_superuser: first.is_superuser(),
            relations: None,
        };
        let round = Self { first, schemas, cx };
        Ok((round, open))
    }

    fn know_schemas(&self, reader: &Mutex<Reader>) {
        let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        for (oid, name) in &self.schemas {
            reader.know_schema(*oid, name);
        }
    }
}

/// Lists the schemas in scope.
///
/// Left out are PostgreSQL's own and those that bear pgworks' mark in their comment.
async fn schemas_in_scope(session: &Session, scope: &Scope) -> Result<Vec<(u32, String)>> {
    let rows = session
        .query(&format!(
            "SELECT n.oid, n.nspname FROM pg_namespace n WHERE {IS_USERS} ORDER BY n.oid"
        ))
        .await?;
    let all = rows
        .iter()
        .filter_map(|row| Some((row.get(0)?.parse().ok()?, row.get(1)?.to_owned())));
    Ok(all.filter(|(_, name)| scope.wants(name)).collect())
}

async fn origin(session: &Session) -> Result<Origin> {
    let row = session
        .query_one(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype \
             FROM pg_database WHERE datname = current_database()",
        )
        .await?;
    let field = |at: usize| row.get(at).unwrap_or_default().to_owned();
    Ok(Origin {
        version: session.version().num(),
        database: session.database().to_owned(),
        role: session.user().to_owned(),
        states_owners: true,
        states_roles: false,
        locale: [field(0), field(1), field(2)],
    })
}

/// Tells whether a name fits a pattern with `*` for any text and `?` for any sign.
pub fn matches(pattern: &str, name: &str) -> bool {
    let (mut pattern, mut name) = (pattern.chars(), name.chars());
    loop {
        match pattern.next() {
            None => return name.next().is_none(),
            Some('*') => {
                let rest = pattern.as_str();
                loop {
                    if matches(rest, name.as_str()) {
                        return true;
                    }
                    if name.next().is_none() {
                        return false;
                    }
                }
            }
            Some('?') if name.next().is_some() => {}
            Some(sign) if sign != '?' && name.next() == Some(sign) => {}
            Some(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        assert!(matches("app", "app"));
        assert!(!matches("app", "apps"));
        assert!(matches("app*", "apps"));
        assert!(matches("*_old", "a_old"));
        assert!(matches("a?c*", "abcd"));
        assert!(!matches("a?c", "ac"));
        assert!(matches("*", ""));
    }
}
