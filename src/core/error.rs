//! [`Report`]: one error, as every front end shows it.
//!
//! Each core module has its own small `thiserror` enum where callers must tell cases
//! apart; everything that reaches a user becomes a `Report`. Dialog, stderr, exit code
//! and JSON body print the same one. No secret ever enters it: whoever builds a report
//! from connection settings leaves the password out.

use std::fmt;

use serde::Serialize;

/// What a user has to know about a failure, and what class of failure it is.
pub type Result<T, E = Report> = std::result::Result<T, E>;

/// The classes of failure; each is one exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Wrong use or configuration (exit code 2).
    Usage,
    /// Refused by a guard: data loss, stale plan, production, read-only (3).
    Refused,
    /// Cannot connect, no scratch to be had, or the server was lost while reading (4).
    Connect,
    /// The server refused a statement (5).
    Server,
    /// Interrupted or lost while applying; can be resumed (6).
    Interrupted,
    /// The proof failed, is incomplete, or the end state is not equal (7).
    Proof,
    /// A fault of pgworks (70).
    Fault,
}

impl Class {
    /// Returns the exit code of this class.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Connect => 4,
            Self::Server => 5,
            Self::Interrupted => 6,
            Self::Proof => 7,
            Self::Fault => 70,
        }
    }
}

/// What a PostgreSQL server said about a failure (manual, "Error and Notice Message Fields").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServerError {
    /// The SQLSTATE code, five characters.
    pub sqlstate: String,
    /// The primary message. Text for people: decisions rest on the other fields.
    pub message: String,
    /// The detail message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The server's hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Where in the statement, counted in characters from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// The context: the call stack of functions, for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The constraint concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<String>,
    /// The routine in the server's source that reported it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routine: Option<String>,
}

/// A place in a file of the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Inner {
    class: Class,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<ServerError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    #[serde(skip)]
    wants_password: bool,
}

/// One error: what failed, on which object, why, and what to do next.
///
/// The title is one sentence without a full stop. Text from a server or a catalog is kept
/// raw here and is escaped by whoever shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Report(Box<Inner>);

impl Report {
    /// Returns a report of `class` that says `title`.
    pub fn new(class: Class, title: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            class,
            title: title.into(),
            object: None,
            place: None,
            causes: Vec::new(),
            hints: Vec::new(),
            server: None,
            statement: None,
            wants_password: false,
        }))
    }

    /// Returns a report of wrong use or configuration.
    pub fn usage(title: impl Into<String>) -> Self {
        Self::new(Class::Usage, title)
    }

    /// Returns a report of a guard that refused.
    pub fn refused(title: impl Into<String>) -> Self {
        Self::new(Class::Refused, title)
    }

    /// Returns a report of a server that could not be reached or was lost.
    pub fn connect(title: impl Into<String>) -> Self {
        Self::new(Class::Connect, title)
    }

    /// Returns a report of something that cannot happen unless pgworks is at fault.
    pub fn fault(title: impl Into<String>) -> Self {
        Self::new(Class::Fault, title)
    }

    /// Names the object concerned.
    #[must_use]
    pub fn on(mut self, object: impl Into<String>) -> Self {
        self.0.object = Some(object.into());
        self
    }

    /// Names the place in the user's file.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: u32) -> Self {
        self.0.place = Some(Place {
            file: file.into(),
            line,
        });
        self
    }

    /// Adds a cause, the nearest first.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.0.causes.push(cause.to_string());
        self
    }

    /// Adds something to try.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// Keeps what the server said.
    #[must_use]
    pub fn server(mut self, server: ServerError) -> Self {
        self.0.server = Some(server);
        self
    }

    /// Keeps the statement the server refused.
    #[must_use]
    pub fn statement(mut self, sql: impl Into<String>) -> Self {
        self.0.statement = Some(sql.into());
        self
    }

    /// Moves the report to another class: the same failure can mean another exit code
    /// in another phase.
    #[must_use]
    pub fn into_class(mut self, class: Class) -> Self {
        self.0.class = class;
        self
    }

    /// Returns the class.
    pub fn class(&self) -> Class {
        self.0.class
    }

    /// Returns the sentence.
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// Returns the object concerned.
    pub fn object(&self) -> Option<&str> {
        self.0.object.as_deref()
    }

    /// Returns the place in the user's file.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// Returns the causes, the nearest first.
    pub fn causes(&self) -> &[String] {
        &self.0.causes
    }

    /// Returns what to try next.
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// Marks a connection that a password typed now may open.
    #[must_use]
    pub fn wanting_password(mut self) -> Self {
        self.0.wants_password = true;
        self
    }

    /// Tells whether a password typed now may open the connection.
    pub fn wants_password(&self) -> bool {
        self.0.wants_password
    }

    /// Returns what the server said.
    pub fn server_error(&self) -> Option<&ServerError> {
        self.0.server.as_ref()
    }

    /// Returns the statement the server refused.
    pub fn refused_statement(&self) -> Option<&str> {
        self.0.statement.as_deref()
    }

    /// Returns the SQLSTATE, where a server was asked.
    pub fn sqlstate(&self) -> Option<&str> {
        self.0
            .server
            .as_ref()
            .map(|server| server.sqlstate.as_str())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.title)?;
        if let Some(object) = &self.0.object {
            write!(f, ": {object}")?;
        }
        if let Some(place) = &self.0.place {
            write!(f, " ({}:{})", place.file, place.line)?;
        }
        for cause in &self.0.causes {
            write!(f, ": {cause}")?;
        }
        if let Some(server) = &self.0.server {
            write!(f, ": {} (SQLSTATE {})", server.message, server.sqlstate)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_where_and_why() {
        let report = Report::usage("cannot load the file")
            .at("schema.sql", 7)
            .because("the server refused a statement")
            .server(ServerError {
                sqlstate: "42601".into(),
                message: "syntax error".into(),
                ..ServerError::default()
            });
        assert_eq!(
            report.to_string(),
            "cannot load the file (schema.sql:7): the server refused a statement: \
             syntax error (SQLSTATE 42601)"
        );
        assert_eq!(report.class().exit_code(), 2);
    }
}
