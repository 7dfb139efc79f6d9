//! [`Session`]: one open connection, set up, with what the server said beside its answers.
//!
//! Statements go one to a message by the simple protocol, so that DDL runs as written: the
//! extended protocol prepares, and looks up unknown types inside the caller's transaction. A
//! future that is dropped neither cancels nor undoes its statement: whoever drops one calls
//! [`Session::cancel`]. Nothing reconnects here: that is for the caller to decide, since
//! locks and transactions are lost with a session.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, pin_mut, sink::SinkExt};
use tokio::task::JoinHandle;
use tokio_postgres::error::{DbError, Severity};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, SimpleQueryMessage};

use super::conninfo::Conninfo;
use super::dial::{self, Dialled, Negotiated};
use super::failure;
use super::row::Row;
use super::setup::{self, Found};
use super::sole::{Sole, Turn};
use super::tls::Connector;
use super::version::ServerVersion;
use crate::error::{Class, Report, Result, ServerError};

/// What the connection's task saw: notices, and how the connection ended.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) notices: Vec<ServerError>,
    pub(super) end: Option<Report>,
}

pub(super) type Shared = Arc<Mutex<Seen>>;

/// How many notices are kept until somebody asks for them; older ones go first.
pub(super) const NOTICES: usize = 1000;

/// One open connection to a database.
#[derive(Debug)]
pub struct Session {
    client: Client,
    seen: Shared,
    task: JoinHandle<()>,
    connector: Option<Connector>,
    negotiated: Negotiated,
    describe: String,
    found: Found,
    /// The server's one session, where this is it, and the right to be it: that ends with
    /// the connection, or when the session is kept for the next.
    sole: Option<(Sole, Arc<Mutex<Option<Turn>>>)>,
}

/// Opens a connection and sets it up. The name is what the server shows in
/// `pg_stat_activity`, unless the user asked for another.
pub async fn connect(conninfo: &Conninfo, application_name: &str) -> Result<Session> {
    let Some(sole) = &conninfo.sole else {
        return open(conninfo, application_name).await;
    };
    // Boxed: few need it, and everybody's future holds it.
    Box::pin(in_turn(sole, conninfo, application_name)).await
}

/// Takes the one session of a server, the one that is kept or a new one.
async fn in_turn(sole: &Sole, conninfo: &Conninfo, application_name: &str) -> Result<Session> {
    let turn = sole.take().await?;
    let kept = match sole.unpark() {
        Some(session) => session.again(conninfo, application_name).await.ok(),
        None => None,
    };
    let mut session = match kept {
        Some(session) => session,
        None => open(conninfo, application_name).await?,
    };
    session.hold(sole, turn);
    Ok(session)
}

async fn open(conninfo: &Conninfo, application_name: &str) -> Result<Session> {
    let Dialled {
        client,
        seen,
        task,
        connector,
        negotiated,
        host,
    } = dial::dial(conninfo, application_name).await?;
    let describe = format!("{}@{host}/{}", conninfo.user, conninfo.dbname);
    let mut session = Session {
        client,
        seen,
        task,
        connector,
        negotiated,
        describe,
        found: Found::default(),
        sole: None,
    };
    session.found = setup::set_up(&session, conninfo.read_only).await?;
    Ok(session)
}

impl Session {
    /// Makes a session that was kept like one just opened.
    async fn again(mut self, conninfo: &Conninfo, application_name: &str) -> Result<Self> {
        self.execute("ROLLBACK").await?;
        self.execute("DISCARD ALL").await?;
        let name = crate::sql::quote::literal(application_name);
        self.execute(&format!("SET application_name = {name}"))
            .await?;
        // What these said is nobody's business.
        self.notices();
        if let Some((_, server)) = self.describe.split_once('@') {
            self.describe = format!("{}@{server}", conninfo.user);
        }
        self.found = setup::set_up(&self, conninfo.read_only).await?;
        Ok(self)
    }

    /// Makes it the one session of its server, until its connection is gone: not when
    /// nobody wants it any more, since it may be at work then.
    fn hold(&mut self, sole: &Sole, turn: Turn) {
        let slot = Arc::new(Mutex::new(Some(turn)));
        self.sole = Some((sole.clone(), Arc::clone(&slot)));
        let connection = std::mem::replace(&mut self.task, tokio::spawn(async {}));
        self.task = tokio::spawn(async move {
            // It cannot fail, and one that broke off has ended all the same.
            let _ = connection.await;
            drop(slot.lock().unwrap_or_else(PoisonError::into_inner).take());
        });
    }

    /// Runs exactly one statement and returns the number of rows it affected.
    pub async fn execute(&self, sql: &str) -> Result<u64> {
        let mut commands = 0_u32;
        let mut affected = 0;
        for message in self.simple(sql).await? {
            if let SimpleQueryMessage::CommandComplete(rows) = message {
                commands += 1;
                affected = rows;
            }
        }
        if commands > 1 {
            return Err(Report::fault("several statements were sent in one message").statement(sql));
        }
        Ok(affected)
    }

    /// Runs one statement and returns its rows as text.
    pub async fn query(&self, sql: &str) -> Result<Vec<Row>> {
        let mut columns: Arc<[String]> = Arc::new([]);
        let mut rows = Vec::new();
        for message in self.simple(sql).await? {
            match message {
                SimpleQueryMessage::RowDescription(described) => {
                    columns = described.iter().map(|c| c.name().to_owned()).collect();
                }
                SimpleQueryMessage::Row(row) => rows.push(Row::read(&columns, &row)?),
                _ => {}
            }
        }
        Ok(rows)
    }

    /// Runs one statement that returns exactly one row.
    pub async fn query_one(&self, sql: &str) -> Result<Row> {
        let mut rows = self.query(sql).await?;
        match (rows.pop(), rows.len()) {
            (Some(row), 0) => Ok(row),
            (row, more) => Err(Report::new(
                Class::Server,
                "a statement did not return exactly one row",
            )
            .because(format!("{} rows came", more + usize::from(row.is_some())))
            .statement(sql)),
        }
    }

    /// Runs one query by the extended protocol and hands over its rows as they come, in the
    /// binary format; returns how many came. An error of `each` ends the reading.
    pub async fn stream(
        &self,
        sql: &str,
        mut each: impl FnMut(&tokio_postgres::Row) -> Result<()>,
    ) -> Result<u64> {
        self.listen_first().await;
        let none: [(&(dyn ToSql + Sync), Type); 0] = [];
        let rows = match self.client.query_typed_raw(sql, none).await {
            Ok(rows) => rows,
            Err(error) => return Err(self.fail(&error, sql).await),
        };
        pin_mut!(rows);
        let mut count = 0;
        while let Some(row) = rows.next().await {
            match row {
                Ok(row) => each(&row)?,
                Err(error) => return Err(self.fail(&error, sql).await),
            }
            count += 1;
        }
        Ok(count)
    }

    /// Runs `COPY ... FROM STDIN` with this data and returns the number of rows.
    pub async fn copy_in(&self, sql: &str, data: &[u8]) -> Result<u64> {
        self.listen_first().await;
        let sink = match self
            .client
            .copy_in::<_, std::io::Cursor<Vec<u8>>>(sql)
            .await
        {
            Ok(sink) => sink,
            Err(error) => return Err(self.fail(&error, sql).await),
        };
        pin_mut!(sink);
        for piece in data.chunks(64 * 1024) {
            if let Err(error) = sink.send(std::io::Cursor::new(piece.to_vec())).await {
                return Err(self.fail(&error, sql).await);
            }
        }
        match sink.finish().await {
            Ok(rows) => Ok(rows),
            Err(error) => Err(self.fail(&error, sql).await),
        }
    }

    /// Runs `COPY ... TO STDOUT` and hands over its data as it comes. An error of `each`
    /// ends the reading; the statement then goes on until it is cancelled.
    pub async fn copy_out(
        &self,
        sql: &str,
        mut each: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        let data = match self.client.copy_out(sql).await {
            Ok(data) => data,
            Err(error) => return Err(self.fail(&error, sql).await),
        };
        pin_mut!(data);
        while let Some(piece) = data.next().await {
            match piece {
                Ok(piece) => each(&piece)?,
                Err(error) => return Err(self.fail(&error, sql).await),
            }
        }
        Ok(())
    }

    /// Asks the server to cancel what this session is running. That the request arrived says
    /// nothing about whether it came in time.
    ///
    /// A server that hears no such request is ended, and the session with it.
    pub async fn cancel(&self) -> Result<()> {
        if let Some((sole, _)) = &self.sole {
            sole.stop();
            return Ok(());
        }
        let token = self.client.cancel_token();
        let sent = match &self.connector {
            Some(connector) => token.cancel_query(connector.clone()).await,
            None => token.cancel_query(tokio_postgres::NoTls).await,
        };
        sent.map_err(|error| {
            failure::lost(&error)
                .on(self.describe.clone())
                .because("the cancel request could not be sent")
        })
    }

    /// Asks the server to cancel what this session reads. A server that hears no such request
    /// is let finish it: it holds what nobody else has, and a reading ends by itself.
    pub async fn cancel_reading(&self) -> Result<()> {
        match &self.sole {
            Some(_) => Ok(()),
            None => self.cancel().await,
        }
    }

    /// Ends the session in good order. The only one that a server holds is kept for the
    /// next: nothing of it is left there, but opening one takes long.
    pub async fn close(mut self) {
        if let Some((sole, slot)) = self.sole.take()
            && !self.is_closed()
        {
            sole.park(self);
            drop(slot.lock().unwrap_or_else(PoisonError::into_inner).take());
            return;
        }
        drop(self.client);
        // The task ends once its last message is sent; its own failure is of no interest.
        let _ = self.task.await;
    }

    /// Returns the version of the server.
    pub fn version(&self) -> ServerVersion {
        self.found.version
    }

    /// Returns `user@host:5432/dbname`, as messages name it.
    pub fn describe(&self) -> &str {
        &self.describe
    }

    /// Returns the database.
    pub fn database(&self) -> &str {
        &self.found.database
    }

    /// Returns the role, as the server sees it.
    pub fn user(&self) -> &str {
        &self.found.user
    }

    /// Tells whether the role is a superuser.
    pub fn is_superuser(&self) -> bool {
        self.found.superuser
    }

    /// Returns the process id of the server's side.
    pub fn backend_pid(&self) -> i32 {
        self.found.backend_pid
    }

    /// Tells whether this session cannot or should not write: the server is a standby, or
    /// transactions are read-only by default.
    pub fn is_read_only(&self) -> bool {
        self.found.in_recovery || self.found.read_only_by_default
    }

    /// Tells whether the server is a standby.
    pub fn is_in_recovery(&self) -> bool {
        self.found.in_recovery
    }

    /// Returns what the role, the database or the connection had set for a setting that
    /// pgworks sets itself.
    pub fn original(&self, setting: &str) -> Option<&str> {
        self.found.originals.get(setting).map(String::as_str)
    }

    /// Returns the settings of [`setup::SETTINGS`] that this role may not set.
    pub fn not_set(&self) -> &[String] {
        &self.found.not_set
    }

    /// Returns how the connection is protected.
    pub fn negotiated(&self) -> &Negotiated {
        &self.negotiated
    }

    /// Returns the notices that came since the last call.
    pub fn notices(&self) -> Vec<ServerError> {
        std::mem::take(&mut self.seen().notices)
    }

    /// Tells whether the connection is gone.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Returns how the connection ended, if it ended by itself: what a server says when it
    /// throws an idle session out is said only here.
    pub fn last_error(&self) -> Option<Report> {
        self.seen().end.clone()
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        // A list of notices cannot be left half changed by a panic.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn simple(&self, sql: &str) -> Result<Vec<SimpleQueryMessage>> {
        self.listen_first().await;
        match self.client.simple_query(sql).await {
            Ok(messages) => Ok(messages),
            Err(error) => Err(self.fail(&error, sql).await),
        }
    }

    /// Reports a failure. When the connection is gone, the reason is with its task, which may
    /// need a moment to notice.
    pub(super) async fn fail(&self, error: &tokio_postgres::Error, sql: &str) -> Report {
        let report = match error.as_db_error() {
            Some(db) if is_fatal(db) => {
                self.ends_soon().await;
                let report = failure::lost(error);
                self.seen().end = Some(report.clone());
                report
            }
            Some(db) => failure::refused(db),
            None => {
                self.ends_soon().await;
                self.last_error().unwrap_or_else(|| failure::lost(error))
            }
        };
        let report = report.on(self.describe.clone()).statement(sql);
        match &self.sole {
            Some((sole, _)) => sole.explain(report),
            None => report,
        }
    }

    /// Lets the connection's task hear what came in while the session was idle. A server's
    /// last words would be lost if we first wrote to the socket that it has closed.
    pub(super) async fn listen_first(&self) {
        tokio::task::yield_now().await;
    }

    /// Waits a moment for the connection's task to end.
    async fn ends_soon(&self) {
        for _ in 0..20 {
            if self.task.is_finished() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Tells whether the server ended the session with this error.
fn is_fatal(error: &DbError) -> bool {
    matches!(
        error.parsed_severity(),
        Some(Severity::Fatal | Severity::Panic)
    )
}
