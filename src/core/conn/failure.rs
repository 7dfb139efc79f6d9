//! What the driver says, as a [`Report`]: one sentence for each way a connection fails.
//!
//! Cases are told apart by the type of the cause, by SQLSTATE and by the server's routine,
//! never by the text of a message.

use std::error::Error as _;
use std::io;

use tokio_postgres::error::{DbError, ErrorPosition};

use crate::error::{Class, Report, ServerError};

/// Returns what a server said.
pub(super) fn server_error(error: &DbError) -> ServerError {
    ServerError {
        sqlstate: error.code().code().to_owned(),
        message: error.message().to_owned(),
        detail: error.detail().map(str::to_owned),
        hint: error.hint().map(str::to_owned),
        position: match error.position() {
            Some(ErrorPosition::Original(position)) => Some(*position),
            _ => None,
        },
        context: error.where_().map(str::to_owned),
        constraint: error.constraint().map(str::to_owned),
        routine: error.routine().map(str::to_owned),
    }
}

/// Returns the I/O error beneath an error of the driver.
pub(super) fn io_error(error: &tokio_postgres::Error) -> Option<&io::Error> {
    error.source().and_then(|cause| cause.downcast_ref())
}

/// Returns the TLS error beneath an error of the driver.
pub(super) fn tls_error(error: &tokio_postgres::Error) -> Option<&rustls::Error> {
    io_error(error)?.get_ref()?.downcast_ref()
}

/// Reports a statement that the server refused.
pub(super) fn refused(error: &DbError) -> Report {
    Report::new(Class::Server, "the server refused a statement").server(server_error(error))
}

/// Reports a session that is gone.
pub(super) fn lost(error: &tokio_postgres::Error) -> Report {
    let report = Report::connect("the connection to the server was lost");
    match (error.as_db_error(), error.source()) {
        (Some(db), _) => report.server(server_error(db)),
        (None, Some(cause)) => report.because(cause),
        (None, None) => report.because(error),
    }
}

/// What to try after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The next address or server.
    Address,
    /// The same server with TLS instead of without, or the other way round.
    OtherEncryption,
    /// Nothing: the server's answer stands.
    Stop,
}

/// A failed attempt.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) report: Report,
    pub(super) next: Next,
}

impl Failed {
    pub(super) fn stop(report: Report) -> Self {
        Self {
            report,
            next: Next::Stop,
        }
    }

    pub(super) fn next(report: Report) -> Self {
        Self {
            report,
            next: Next::Address,
        }
    }

    pub(super) fn other(report: Report) -> Self {
        Self {
            report,
            next: Next::OtherEncryption,
        }
    }
}
