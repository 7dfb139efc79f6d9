//! Why a connection could not be opened: a sentence and a way out for each case.
//!
//! SQLSTATEs are those of the manual's "PostgreSQL Error Codes"; where one code stands for
//! several faults, the routine that raised it tells them apart, since messages are
//! translated.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use rustls::CertificateError;
use tokio_postgres::error::DbError;

use super::conninfo::{ChannelBinding, Conninfo, PasswordSource};
use super::failure::{Failed, Next, io_error, server_error, tls_error};
use super::hosts::Host;
use super::tls::Connector;
use crate::error::Report;

/// What is known about an attempt that failed.
pub(super) struct Attempt<'a> {
    pub(super) conninfo: &'a Conninfo,
    pub(super) host: &'a Host,
    pub(super) connector: Option<&'a Connector>,
    pub(super) needs_tls: bool,
    pub(super) password_source: &'a PasswordSource,
    pub(super) passfile_fault: Option<&'a str>,
}

/// Returns `user@host:port/dbname` for one of the servers.
fn at(conninfo: &Conninfo, host: &Host) -> String {
    format!("{}@{}/{}", conninfo.user, host.describe(), conninfo.dbname)
}

/// Reports an attempt that failed, and what may be tried next.
pub(super) fn connecting(error: &tokio_postgres::Error, attempt: &Attempt<'_>) -> Failed {
    let failed = if let Some(db) = error.as_db_error() {
        refused(db, attempt)
    } else if let Some(tls) = tls_error(error) {
        Failed::other(certificate(tls, attempt))
    } else if let Some(io) = io_error(error) {
        network(io, attempt)
    } else {
        Failed::stop(neither(error, attempt))
    };
    Failed {
        report: failed.report.on(at(attempt.conninfo, attempt.host)),
        ..failed
    }
}

/// Reports a name that nobody knows.
pub(super) fn no_such_host(error: &io::Error, host: &Host, conninfo: &Conninfo) -> Report {
    Report::connect(format!("the host name {} cannot be found", host.name))
        .on(at(conninfo, host))
        .because(error)
        .hint("check the spelling, and whether this machine's network and DNS know the name")
}

/// Reports a server that kept silent.
pub(super) fn timed_out(limit: Duration, host: &Host, conninfo: &Conninfo) -> Failed {
    Failed::next(
        Report::connect(format!(
            "the server did not answer within {} seconds",
            limit.as_secs()
        ))
        .on(at(conninfo, host))
        .hint("a firewall that drops packets looks like this; connect_timeout=... says how long to wait"),
    )
}

/// Joins the reports of all servers that could not be had.
pub(super) fn summary(mut failures: Vec<Report>, conninfo: &Conninfo) -> Report {
    if failures.len() == 1
        && let Some(only) = failures.pop()
    {
        return only;
    }
    let mut hints: Vec<String> = Vec::new();
    let mut report =
        Report::connect("none of the servers can be connected to").on(conninfo.describe());
    for failure in failures {
        report = report.because(&failure);
        for hint in failure.hints() {
            if !hints.contains(hint) {
                hints.push(hint.clone());
            }
        }
    }
    hints.into_iter().fold(report, Report::hint)
}

/// Joins the reports of the attempts with and without TLS: a server's own words come before
/// what the network or a certificate did, and the way asked for first before the other.
pub(super) fn both(first: Report, second: Failed) -> Failed {
    let (main, other) = if first.server_error().is_some() {
        (first, second.report)
    } else {
        (second.report, first)
    };
    let why = match other.server_error() {
        Some(server) => &server.message,
        None => other.title(),
    };
    let report = main.because(format!("the other way of encryption fails too: {why}"));
    let report = other.hints().iter().fold(report, |report, hint| {
        if report.hints().contains(hint) {
            report
        } else {
            report.hint(hint.clone())
        }
    });
    Failed {
        report,
        next: match second.next {
            Next::OtherEncryption => Next::Stop,
            next => next,
        },
    }
}

/// Reports a server that answered with an error.
fn refused(db: &DbError, attempt: &Attempt<'_>) -> Failed {
    let conninfo = attempt.conninfo;
    let at_gate = db.routine() == Some("ClientAuthentication");
    let report =
        |title: &str, hint: &str| Report::connect(title).server(server_error(db)).hint(hint);
    match db.code().code() {
        "28P01" => Failed::stop(password(
            report(
                "the server does not accept the password",
                "check the role's name too: the server does not say which of the two is wrong",
            ),
            attempt,
        )),
        // pg_hba.conf has no line, or one that says reject, for this host, role, database and
        // encryption; or a line that wants a client certificate.
        "28000" if at_gate => {
            let report = report(
                "the server's pg_hba.conf does not let this connection in",
                "a line for this host, role and database is missing there, or it asks for TLS, for clear text or for a client certificate",
            );
            let missing = attempt.connector.and_then(|tls| tls.missing_cert.as_ref());
            Failed::other(match missing {
                Some(file) => report.hint(format!("the client certificate {file} does not exist")),
                None => report,
            })
        }
        "28000" if db.routine() == Some("auth_failed") => Failed::stop(report(
            "the server's way of authentication refuses this user",
            "peer and ident compare the operating system's user with the role: write user=..., or connect over TCP with a password",
        )),
        "28000" => Failed::stop(report(
            &format!(
                "the role {} does not exist or may not log in",
                conninfo.user
            ),
            "write user=..., or create the role with LOGIN",
        )),
        "3D000" => Failed::stop(report(
            &format!("the database {} does not exist", conninfo.dbname),
            "write dbname=...; without it the database has the role's name",
        )),
        "42501" => Failed::stop(report(
            &format!(
                "the role {} may not connect to the database {}",
                conninfo.user, conninfo.dbname
            ),
            "GRANT CONNECT ON DATABASE gives the right",
        )),
        "53300" => Failed::stop(report(
            "the server has no connection left",
            "try again when others have closed theirs; max_connections and the role's and database's CONNECTION LIMIT set the number",
        )),
        "55000" => Failed::stop(report(
            &format!(
                "the database {} does not accept connections",
                conninfo.dbname
            ),
            "its ALLOW_CONNECTIONS is off, as for template0",
        )),
        "57P03" => Failed::next(report(
            "the server is starting up, shutting down or recovering",
            "try again in a moment",
        )),
        _ => Failed::stop(
            Report::connect("the server refused the connection").server(server_error(db)),
        ),
    }
}

fn password(report: Report, attempt: &Attempt<'_>) -> Report {
    let from = match attempt.password_source {
        PasswordSource::Text => "the connection text".to_owned(),
        PasswordSource::Service(name) => format!("the service {name}"),
        PasswordSource::Variable => "the variable PGPASSWORD".to_owned(),
        PasswordSource::Passfile(file) => file.display().to_string(),
        PasswordSource::None | PasswordSource::Asked => return report.wanting_password(),
    };
    report.hint(format!("the password was taken from {from}"))
}

/// Reports a network that did not carry us to a server, or a server that hung up.
fn network(error: &io::Error, attempt: &Attempt<'_>) -> Failed {
    use io::ErrorKind as Kind;
    let socket = attempt.host.socket();
    let shaking = attempt
        .connector
        .is_some_and(|tls| tls.handshake.is_started() && tls.handshake.version().is_none());
    if shaking {
        return Failed::other(
            Report::connect("the TLS handshake failed")
                .because(error)
                .hint("the server may speak only older versions of TLS, or refuse our certificate"),
        );
    }
    match (error.kind(), socket) {
        (Kind::NotFound, Some(socket)) => Failed::next(
            Report::connect(format!("there is no server socket {}", socket.display()))
                .because(error)
                .hint("is the server running, and is this its folder and port? host=NAME connects over TCP"),
        ),
        (Kind::ConnectionRefused, Some(socket)) => Failed::next(
            Report::connect(format!("no server listens on {}", socket.display()))
                .because(error)
                .hint("the file was left behind by a server that is not running any more"),
        ),
        (Kind::PermissionDenied, Some(socket)) => Failed::next(
            Report::connect(format!("this user may not use {}", socket.display()))
                .because(error),
        ),
        (Kind::ConnectionRefused, None) => Failed::next(
            Report::connect(format!("nothing listens on port {}", attempt.host.port))
                .because(error)
                .hint("is the server running, does it listen on this address (listen_addresses), and is the port right?"),
        ),
        (Kind::UnexpectedEof | Kind::ConnectionReset | Kind::BrokenPipe, _) => Failed::next(
            Report::connect("the server closed the connection before it was open")
                .because(error)
                .hint("what listens there may not be PostgreSQL, or a proxy in between has no server to give"),
        ),
        (Kind::InvalidData | Kind::InvalidInput | Kind::Other, _)
            if error.raw_os_error().is_none() =>
        {
            Failed::next(
                Report::connect("what answers there does not speak PostgreSQL's protocol")
                    .because(error)
                    .hint("is the port right?"),
            )
        }
        _ => Failed::next(
            Report::connect("the server cannot be reached")
                .because(error)
                .hint("check the network, and firewalls in between"),
        ),
    }
}

/// Reports what is neither the server's nor the network's word: the driver's own refusals.
fn neither(error: &tokio_postgres::Error, attempt: &Attempt<'_>) -> Report {
    let offered = attempt
        .connector
        .is_none_or(|tls| tls.handshake.is_started());
    if attempt.needs_tls && !offered {
        return Report::connect("the server does not offer TLS")
            .because(format!(
                "sslmode={} asks for it",
                attempt.conninfo.encryption.mode.as_str()
            ))
            .hint("switch ssl on in the server, or write sslmode=prefer or disable where the network can be trusted");
    }
    if lacks_configuration(error) {
        let report = Report::connect("the server asks for a password, and none is known");
        let report = report.wanting_password().hint(
            "put it into ~/.pgpass (host:port:database:user:password, mode 0600), or set PGPASSWORD",
        );
        return match attempt.passfile_fault {
            Some(fault) => report.because(fault),
            None => report,
        };
    }
    let cause = error.source().map(ToString::to_string);
    let report = Report::connect("the server and pgworks cannot agree on how to authenticate")
        .because(cause.unwrap_or_else(|| error.to_string()));
    if attempt.conninfo.encryption.channel_binding == ChannelBinding::Require {
        report.hint("channel_binding=require needs TLS and a SCRAM password on the server")
    } else {
        report.hint(
            "pgworks knows passwords (SCRAM, MD5, clear), client certificates, peer and trust",
        )
    }
}

/// Tells whether the driver lacks something to go on with. Hosts are always given to it, so
/// that can only be the password, which it asks for only when the server does. Its kinds of
/// error are private; their names are all it shows, and a test holds this one.
fn lacks_configuration(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_none() && error.to_string() == "invalid configuration"
}

/// Reports a server certificate that was not accepted.
fn certificate(error: &rustls::Error, attempt: &Attempt<'_>) -> Report {
    let rustls::Error::InvalidCertificate(fault) = error else {
        return Report::connect("the TLS handshake failed")
            .because(error)
            .hint("the server may speak only older versions of TLS, or refuse our certificate");
    };
    let (title, hint) = match fault {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            format!("the server's certificate is not for {}", attempt.host.name),
            "connect by a name that the certificate holds as a subject alternative name, or write sslmode=verify-ca to check the authority only",
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
            "the server's certificate has expired".into(),
            "the server needs a new one",
        ),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => (
            "the server's certificate is not valid yet".into(),
            "check the clocks of both machines",
        ),
        CertificateError::UnknownIssuer | CertificateError::BadSignature => (
            "the server's certificate comes from an authority that is not trusted".into(),
            "name the authority's certificate with sslrootcert=...",
        ),
        CertificateError::Revoked => (
            "the server's certificate has been revoked".into(),
            "the server needs a new one",
        ),
        _ => (
            "the server's certificate cannot be accepted".into(),
            "a certificate of version 3, signed by an authority and made for servers, is needed",
        ),
    };
    Report::connect(title).because(error).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_driver_still_names_a_lack_of_configuration_so() {
        let lacking = tokio_postgres::Config::new()
            .connect(tokio_postgres::NoTls)
            .await
            .err()
            .unwrap();
        assert!(lacks_configuration(&lacking));
    }

    #[test]
    fn the_servers_words_come_first() {
        let server = Report::connect("refused").server(crate::error::ServerError {
            sqlstate: "28000".into(),
            message: "no entry".into(),
            ..Default::default()
        });
        let mute = Report::connect("the server does not offer TLS").hint("ssl=on");
        let joined = both(server.clone(), Failed::stop(mute.clone())).report;
        assert_eq!(joined.title(), "refused");
        assert!(joined.causes()[0].ends_with("does not offer TLS"));
        assert_eq!(joined.hints(), ["ssl=on"]);
        assert_eq!(both(mute, Failed::stop(server)).report.title(), "refused");
    }
}
