//! Loads the SQL text of the user's files into a scratch database.
//!
//! The text is not trusted: a role without superuser runs it, and the owner only what the
//! fixed list in `judge` names. Within a file the order is kept; the files may come in any
//! order, so a statement that fails is tried again when others have run. One that succeeded
//! never runs again. In the embedded engine, where a text can reach nothing but its own
//! database and there is no second session, the superuser runs it all. It does not read files and expands nothing that `psql` would.

pub(super) mod judge;
pub(super) mod owner;
mod privileged;
mod roles;
mod session;
mod subscription;
mod words;

use std::collections::HashSet;

use crate::conn::connect;
use crate::error::{Report, Result};
use crate::progress::{Cancel, Progress};
use crate::sql::split::{Statement, What, split};

use super::{APPLICATION_NAME, Database, cluster, server};
use judge::Treatment;
use session::{Settings, Text};

/// How many statements go in one message, at most.
const TOGETHER: usize = 50;

/// How long one message may get before no further statement is added.
const TOGETHER_BYTES: usize = 256 * 1024;

/// What a text became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The role that owns what the text gives no owner.
    pub owner: String,
    /// The roles that own only for want of an owner in the text, [`Loaded::owner`] among
    /// them: what only a superuser may own belongs to another of ours.
    pub stand_ins: Vec<String>,
    /// What of the text was left out or changed, for the user.
    pub notes: Vec<String>,
}

/// One file on its way into the database.
struct File<'a> {
    name: &'a str,
    statements: Vec<Statement<'a>>,
    next: usize,
    settings: Settings,
    /// Up to here statements go one by one: together they failed.
    singly: usize,
}

/// Why a file cannot go on.
enum Stop {
    /// Something that others may bring about.
    Blocked(Report),
    /// Nothing can help.
    Failed(Report),
}

impl From<Report> for Stop {
    fn from(report: Report) -> Self {
        Self::Failed(report)
    }
}

/// Loads files, each a name and its text, into a scratch database.
pub async fn load(
    database: &Database,
    files: &[(&str, &str)],
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Loaded> {
    let mut queue = Vec::with_capacity(files.len());
    for (name, text) in files {
        queue.push(File {
            name,
            statements: split(text).map_err(|error| error.report(name))?,
            next: 0,
            settings: Settings::default(),
            singly: 0,
        });
    }
    let conninfo = database.unprivileged()?;
    let owner = conninfo.user.clone();
    if let Some(sole) = &conninfo.sole {
        for (_, text) in files {
            sole.prepare(text);
        }
    }
    let session = connect(conninfo, APPLICATION_NAME).await?;
    let mut load = Load {
        database,
        text: Text::new(session, cancel.clone()),
        privileged: None,
        notes: Vec::new(),
        refused_owners: HashSet::new(),
        last: Vec::new(),
        progress,
        done: 0,
        total: queue.iter().map(|file| file.statements.len()).sum(),
    };
    load.all(&mut queue).await?;
    load.event_triggers(&mut queue).await?;
    load.close().await;
    let mut stand_ins = vec![owner.clone()];
    if database.provider.is_private() && owner == server::LOADER {
        stand_ins.push(cluster::SUPERUSER.to_owned());
    }
    Ok(Loaded {
        owner,
        stand_ins,
        notes: load.notes,
    })
}

/// A load under way.
struct Load<'a> {
    database: &'a Database,
    text: Text,
    privileged: Option<owner::Owner>,
    notes: Vec<String>,
    /// The roles to which the role of the text may not give anything: they lack a right in
    /// a schema, which only a superuser passes over.
    refused_owners: HashSet<String>,
    /// Event triggers: file and statement.
    last: Vec<(usize, usize)>,
    progress: &'a Progress,
    done: usize,
    total: usize,
}

impl Load<'_> {
    /// Runs all files, again and again until none is left or none gets on.
    async fn all(&mut self, queue: &mut [File<'_>]) -> Result<()> {
        loop {
            let before = self.done;
            let mut blocked: Vec<Report> = Vec::new();
            for at in 0..queue.len() {
                let Some(file) = queue.get_mut(at) else { break };
                match self.file(at, file).await {
                    Ok(()) => {}
                    Err(Stop::Failed(report)) => return Err(report),
                    Err(Stop::Blocked(report)) => blocked.push(report),
                }
            }
            if blocked.is_empty() {
                return Ok(());
            }
            if self.done == before || queue.len() == 1 {
                return Err(the_cause(blocked));
            }
        }
    }

    /// Runs a file from where it stands.
    async fn file(&mut self, at: usize, file: &mut File<'_>) -> Result<(), Stop> {
        if file.next >= file.statements.len() {
            return Ok(());
        }
        self.text.enter(at, &file.settings).await?;
        while let Some(statement) = file.statements.get(file.next).cloned() {
            let together = self.together(file).await?;
            if together == 0 {
                let done = self.statement(at, file, &statement).await;
                if let Err(stop) = done {
                    return Err(stop.at(file.name, &statement));
                }
            }
            file.next += together.max(1);
            self.done += together.max(1);
            let (done, total) = (self.done as u64, self.total as u64);
            if done % 100 < together.max(1) as u64 {
                self.progress.count("loading statements", done, total);
            }
        }
        Ok(())
    }

    /// Runs the next statements in one message, if they are of the sort that leaves nothing
    /// behind when it fails; returns how many did run.
    ///
    /// One message is one transaction, and needs one answer: on large schemas half the time.
    async fn together(&mut self, file: &mut File<'_>) -> Result<usize> {
        if file.next < file.singly {
            return Ok(0);
        }
        let mut sql = String::new();
        let mut count = 0;
        for statement in file.statements.iter().skip(file.next).take(TOGETHER) {
            let owned = judge::owner_to_role(statement.text);
            if statement.what != What::Sql
                || !judge::leaves_nothing(statement.text)
                || owned.is_some_and(|role| self.refused_owners.contains(&role))
                || sql.len() + statement.text.len() > TOGETHER_BYTES
            {
                break;
            }
            sql.push_str(statement.text);
            sql.push_str(";\n");
            count += 1;
        }
        if count < 2 {
            return Ok(0);
        }
        match self.text.run_all(&sql).await {
            Ok(()) => Ok(count),
            Err(report) if report.server_error().is_none() => Err(report),
            Err(_) => {
                file.singly = file.next + count;
                Ok(0)
            }
        }
    }

    async fn statement(
        &mut self,
        at: usize,
        file: &mut File<'_>,
        statement: &Statement<'_>,
    ) -> Result<(), Stop> {
        match statement.what {
            What::Meta => {
                if let Some(note) = meta(statement.text) {
                    self.note(file, statement, &note);
                }
                return Ok(());
            }
            What::CopyIn { data } => {
                return self.text.copy(statement.text, data).await.map_err(stop);
            }
            What::Sql => {}
        }
        match judge::treatment(statement.text) {
            Treatment::Within => {}
            Treatment::End => {
                if file.settings.end_transaction() {
                    self.text.settle(&file.settings).await?;
                }
            }
            Treatment::Skip(why) => self.note(file, statement, &format!("left out: {why}")),
            Treatment::Instead(list) => self.instead(file, statement, &list).await?,
            Treatment::EventTrigger => self.last.push((at, file.next)),
            Treatment::Role(role) => {
                let missing = self.ensure_roles(file, &[role]).await?;
                let note = if missing.is_empty() {
                    "the role has its name only, no attributes"
                } else {
                    "left out: no role is made on a server that is not ours"
                };
                self.note(file, statement, note);
            }
            Treatment::Setting { sql, local } => match self.run(file, statement, &sql).await {
                Ok(()) => file.settings.keep(sql, local),
                // psql goes on where a setting is not known here (42704), not allowed
                // (42501) or has a value not known here (22023).
                Err(Stop::Blocked(report))
                    if matches!(report.sqlstate(), Some("42704" | "42501" | "22023")) =>
                {
                    let why = report.server_error().map(|error| error.message.clone());
                    let note = format!("not set: {}", why.unwrap_or_default());
                    self.note(file, statement, &note);
                }
                Err(stop) => return Err(stop),
            },
            Treatment::Run => self.run(file, statement, statement.text).await?,
        }
        Ok(())
    }

    /// Runs one statement; makes roles it lacks, and has the owner run what only a
    /// superuser may.
    async fn run(
        &mut self,
        file: &File<'_>,
        statement: &Statement<'_>,
        sql: &str,
    ) -> Result<(), Stop> {
        let new_owner = judge::owner_to_role(sql);
        if new_owner.is_some_and(|role| self.refused_owners.contains(&role))
            && self.as_owner(file, statement, sql).await?.is_ok()
        {
            return Ok(());
        }
        let Err(mut report) = self.text.run(sql).await else {
            return Ok(());
        };
        let mut changed = None;
        if roles::is_missing_role(&report) {
            let named: Vec<_> = roles::named(sql)
                .into_iter()
                .map(|role| role.name)
                .collect();
            let missing = self.ensure_roles(file, &named).await?;
            if !missing.is_empty() {
                let note = format!(
                    "the current role stands in for {}, which this server does not have",
                    missing.join(", ")
                );
                self.note(file, statement, &note);
                changed = Some(roles::without(sql, |role| {
                    missing.iter().any(|m| m == role)
                }));
            }
            match self.text.run(changed.as_deref().unwrap_or(sql)).await {
                Ok(()) => return Ok(()),
                Err(again) => report = again,
            }
        }
        let sql = changed.as_deref().unwrap_or(sql);
        match report.sqlstate() {
            Some("42501") if self.database.provider.is_private() => self
                .as_owner(file, statement, sql)
                .await?
                .map_err(|refused| stop(refused.unwrap_or(report))),
            // Dumps of the schema public make it; it is there from the start.
            Some("42P06") if judge::makes_public(sql) => Ok(()),
            _ => Err(stop(report)),
        }
    }

    /// Sees to it that roles exist; returns those that do not.
    async fn ensure_roles(&self, file: &File<'_>, roles: &[String]) -> Result<Vec<String>> {
        if self.has_one_session() {
            self.text.make_roles(roles, &file.settings).await?;
        }
        self.database.provider.ensure_roles(roles).await
    }

    fn has_one_session(&self) -> bool {
        self.database.conninfo().sole.is_some()
    }

    fn note(&mut self, file: &File<'_>, statement: &Statement<'_>, note: &str) {
        self.notes
            .push(format!("{}:{}: {note}", file.name, statement.line));
    }

    async fn close(&mut self) {
        if let Some(owner) = self.privileged.take() {
            owner.close().await;
        }
        self.text.close().await;
    }
}

/// Returns what to tell of a line for `psql` that is left out, if it matters.
fn meta(line: &str) -> Option<String> {
    let command = line.split_whitespace().next().unwrap_or(line);
    let what = match command {
        "\\restrict" | "\\unrestrict" | "\\echo" | "\\qecho" | "\\set" | "\\unset" | "\\timing"
        | "\\encoding" | "\\pset" | "\\q" => return None,
        "\\connect" | "\\c" => "all is loaded into one database",
        "\\i" | "\\ir" | "\\include" | "\\include_relative" => {
            "the file it names is not read; give its folder, or that file too"
        }
        _ => "commands of psql are not run",
    };
    Some(format!("left out: {command}: {what}"))
}

/// Classifies the failure of a statement.
fn stop(report: Report) -> Stop {
    match report.sqlstate() {
        // No other file mends a syntax error (42601), a text that is no UTF-8 (22021), or a
        // request to stop (57014).
        None | Some("42601" | "22021" | "57014") => Stop::Failed(report),
        Some(_) => Stop::Blocked(report),
    }
}

impl Stop {
    fn into_report(self) -> Report {
        match self {
            Self::Blocked(report) | Self::Failed(report) => report,
        }
    }

    /// Names the place in the user's file.
    fn at(self, file: &str, statement: &Statement<'_>) -> Self {
        let place = |report: Report| {
            if report.place().is_some() {
                return report;
            }
            let line = line_of(statement, &report);
            report.at(file, line)
        };
        match self {
            Self::Blocked(report) => Self::Blocked(place(report)),
            Self::Failed(report) => Self::Failed(place(report)),
        }
    }
}

/// Returns the line that the server points to, else the one the statement begins on.
fn line_of(statement: &Statement<'_>, report: &Report) -> u32 {
    let position = report.server_error().and_then(|error| error.position);
    let before = position.map_or(0, |position| {
        let letters = position.saturating_sub(1) as usize;
        statement
            .text
            .chars()
            .take(letters)
            .filter(|letter| *letter == '\n')
            .count()
    });
    statement.line + u32::try_from(before).unwrap_or(0)
}

/// Picks the failure that holds up the others: rather one that does not itself wait for
/// something that is not there.
fn the_cause(mut blocked: Vec<Report>) -> Report {
    const ABSENT: [&str; 5] = ["42P01", "42883", "42704", "42703", "3F000"];
    let own = blocked
        .iter()
        .position(|report| !ABSENT.contains(&report.sqlstate().unwrap_or_default()));
    let others = blocked.len() - 1;
    let report = blocked.swap_remove(own.unwrap_or(0));
    if others == 0 {
        return report;
    }
    report.hint(format!(
        "{others} other files could not go on either; they may wait for this one"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Class, ServerError};

    fn refused(sqlstate: &str, position: Option<u32>) -> Report {
        Report::new(Class::Server, "refused").server(ServerError {
            sqlstate: sqlstate.into(),
            position,
            ..ServerError::default()
        })
    }

    #[test]
    fn the_line_is_the_one_the_server_points_to() {
        let statements = split("\n\nSELECT ä,\n  b,\n  c;").unwrap();
        let at = |position| line_of(&statements[0], &refused("42703", position));
        assert_eq!(at(None), 3);
        assert_eq!(at(Some(8)), 3);
        assert_eq!(at(Some(18)), 5);
    }

    #[test]
    fn the_cause_is_what_waits_for_nothing() {
        let blocked = vec![refused("42P01", None), refused("42P16", None)];
        let report = the_cause(blocked);
        assert_eq!(report.sqlstate(), Some("42P16"));
        assert_eq!(report.hints().len(), 1);
    }

    #[test]
    fn lines_for_psql_are_told_of_where_they_matter() {
        assert_eq!(meta("\\restrict abc"), None);
        assert!(meta("\\i other.sql").unwrap().contains("not read"));
        assert!(meta("\\gexec").is_some());
    }
}
