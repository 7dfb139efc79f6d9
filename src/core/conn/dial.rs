//! Opening a connection: which server, which address, with TLS or without, as libpq tries
//! them (PostgreSQL manual, "Specifying Multiple Hosts" and "SSL Support").
//!
//! A server that cannot be reached is passed over for the next; one that answers and refuses
//! ends the attempt. What the session then needs is set by [`super::setup`].

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use secrecy::ExposeSecret;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinHandle;
use tokio_postgres::config::{self, Config, SslNegotiation};
use tokio_postgres::{AsyncMessage, Client, Connection, NoTls, Socket};

use super::conninfo::{ChannelBinding, Conninfo, PasswordSource, SslMode, TargetSession};
use super::failure::{self, Failed, Next};
use super::hosts::Host;
use super::refusal::{self, Attempt};
use super::session::{NOTICES, Seen, Shared};
use super::tls::{self, Connector};
use super::verifier::Trust;
use crate::error::{Report, Result};

/// What carries a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A Unix socket: nothing leaves the machine.
    Socket(PathBuf),
    /// TCP, readable by everybody on the way.
    ClearText,
    /// TLS of this version, and how far the server's certificate was checked.
    Tls(&'static str, Trust),
}

/// How a session is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negotiated {
    /// What carries the session.
    pub channel: Channel,
    /// Where the password came from, if one was at hand.
    pub password_source: PasswordSource,
}

impl fmt::Display for Negotiated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.channel {
            Channel::Socket(_) => f.write_str("Unix socket"),
            Channel::ClearText => f.write_str("clear text, not encrypted"),
            Channel::Tls(version, Trust::Anybody) => {
                write!(f, "{version}, server not verified")
            }
            Channel::Tls(version, Trust::Authority) => {
                write!(f, "{version}, authority verified, host name not")
            }
            Channel::Tls(version, Trust::AuthorityAndName) => {
                write!(f, "{version}, server verified")
            }
        }
    }
}

/// An open connection, not set up yet.
pub(super) struct Dialled {
    pub(super) client: Client,
    pub(super) seen: Shared,
    pub(super) task: JoinHandle<()>,
    pub(super) connector: Option<Connector>,
    pub(super) negotiated: Negotiated,
    pub(super) host: String,
}

/// Where one attempt goes to.
#[derive(Clone, Debug)]
enum Address {
    Socket(PathBuf),
    Ip(IpAddr),
}

/// Opens a connection to the first server that can be had.
pub(super) async fn dial(conninfo: &Conninfo, application_name: &str) -> Result<Dialled> {
    let targets: &[TargetSession] = match conninfo.target_session {
        TargetSession::PreferStandby => &[TargetSession::Standby, TargetSession::Any],
        ref one => std::slice::from_ref(one),
    };
    let hosts = order(conninfo);
    let mut failures = Vec::new();
    for target in targets {
        for host in &hosts {
            let addresses = match addresses(conninfo, host).await {
                Ok(addresses) => addresses,
                Err(report) => {
                    failures.push(report);
                    continue;
                }
            };
            for address in addresses {
                let name = conninfo
                    .application_name
                    .as_deref()
                    .unwrap_or(application_name);
                let tried = in_time(conninfo, host, &address, name, *target).await;
                match tried {
                    Ok(dialled) => return Ok(dialled),
                    Err(Failed {
                        report,
                        next: Next::Address,
                    }) => failures.push(report),
                    Err(Failed { report, .. }) => return Err(report),
                }
            }
        }
    }
    Err(refusal::summary(failures, conninfo))
}

/// Returns the servers in the order they are to be tried.
fn order(conninfo: &Conninfo) -> Vec<Host> {
    let mut hosts = conninfo.hosts.clone();
    if conninfo.shuffles_hosts {
        // The keys of a new hash state are random: enough to spread clients over servers.
        let random = RandomState::new();
        hosts.sort_by_cached_key(|host| random.hash_one((&host.name, host.addr, host.port)));
    }
    hosts
}

async fn addresses(conninfo: &Conninfo, host: &Host) -> Result<Vec<Address>> {
    if let Some(folder) = host.socket_folder() {
        return Ok(vec![Address::Socket(folder)]);
    }
    if let Some(addr) = host.addr {
        return Ok(vec![Address::Ip(addr)]);
    }
    match tokio::net::lookup_host((host.name.as_str(), host.port)).await {
        Ok(found) => {
            let mut addresses: Vec<IpAddr> = found.map(|found| found.ip()).collect();
            addresses.dedup();
            Ok(addresses.into_iter().map(Address::Ip).collect())
        }
        Err(error) => Err(refusal::no_such_host(&error, host, conninfo)),
    }
}

/// Tries one address within the time that is allowed for it.
async fn in_time(
    conninfo: &Conninfo,
    host: &Host,
    address: &Address,
    application_name: &str,
    target: TargetSession,
) -> Result<Dialled, Failed> {
    let attempt = async {
        let dialled = with_encryption(conninfo, host, address, application_name).await?;
        check_target(dialled, target).await
    };
    match conninfo.connect_timeout {
        None => attempt.await,
        Some(limit) => match tokio::time::timeout(limit, attempt).await {
            Ok(done) => done,
            Err(_) => Err(refusal::timed_out(limit, host, conninfo)),
        },
    }
}

/// Tries TLS and clear text in the order that `sslmode` asks for.
async fn with_encryption(
    conninfo: &Conninfo,
    host: &Host,
    address: &Address,
    application_name: &str,
) -> Result<Dialled, Failed> {
    use config::SslMode::{Disable, Prefer, Require};
    let steps: &[config::SslMode] = match (address, conninfo.encryption.mode) {
        (Address::Socket(_), _) | (_, SslMode::Disable) => &[Disable],
        (_, SslMode::Allow) => &[Disable, Require],
        (_, SslMode::Prefer) => &[Prefer, Disable],
        (_, SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull) => &[Require],
    };
    let mut earlier: Option<Report> = None;
    for (i, step) in steps.iter().enumerate() {
        match once(conninfo, host, address, application_name, *step).await {
            Ok(dialled) => return Ok(dialled),
            Err(failed) if failed.next == Next::OtherEncryption && i + 1 < steps.len() => {
                earlier = Some(failed.report);
            }
            Err(failed) => {
                return Err(match earlier {
                    Some(earlier) => refusal::both(earlier, failed),
                    None => failed,
                });
            }
        }
    }
    Err(Failed::stop(Report::fault(
        "no way of encryption was tried",
    )))
}

async fn once(
    conninfo: &Conninfo,
    host: &Host,
    address: &Address,
    application_name: &str,
    mode: config::SslMode,
) -> Result<Dialled, Failed> {
    let (password, password_source, passfile_fault) = conninfo.password_for(host);
    let mut config = configure(conninfo, host, address);
    config.ssl_mode(mode).application_name(application_name);
    if let Some(password) = &password {
        config.password(password.expose_secret());
    }
    let connector = if mode == config::SslMode::Disable {
        None
    } else {
        let connector = tls::connector(&conninfo.encryption);
        Some(connector.map_err(Failed::stop)?)
    };
    let seen = Shared::default();
    let opened = match &connector {
        None => open(&config, NoTls, &seen).await,
        Some(connector) => open(&config, connector.clone(), &seen).await,
    };
    let (client, task) = opened.map_err(|error| {
        refusal::connecting(
            &error,
            &Attempt {
                conninfo,
                host,
                connector: connector.as_ref(),
                needs_tls: mode == config::SslMode::Require,
                password_source: &password_source,
                passfile_fault: passfile_fault.as_deref(),
            },
        )
    })?;
    let tls = connector
        .as_ref()
        .and_then(|connector| Some((connector.handshake.version()?, connector.trust)));
    let channel = match (address, tls) {
        (Address::Socket(_), _) => Channel::Socket(host.socket().unwrap_or_default()),
        (Address::Ip(_), None) => Channel::ClearText,
        (Address::Ip(_), Some((version, trust))) => Channel::Tls(version, trust),
    };
    Ok(Dialled {
        client,
        seen,
        task,
        connector,
        negotiated: Negotiated {
            channel,
            password_source,
        },
        host: host.describe(),
    })
}

fn configure(conninfo: &Conninfo, host: &Host, address: &Address) -> Config {
    let mut config = Config::new();
    match address {
        Address::Socket(folder) => {
            config.host_path(folder);
        }
        Address::Ip(ip) => {
            // The name is for the certificate only; the address is where we go.
            let name = if host.name.is_empty() {
                ip.to_string()
            } else {
                host.name.clone()
            };
            config.host(name).hostaddr(*ip);
        }
    }
    let keepalives = &conninfo.keepalives;
    config
        .port(host.port)
        .user(&conninfo.user)
        .dbname(&conninfo.dbname)
        .keepalives(keepalives.on)
        .keepalives_idle(keepalives.idle)
        .keepalives_interval(keepalives.interval)
        .keepalives_retries(keepalives.count)
        .tcp_user_timeout(keepalives.user_timeout)
        .channel_binding(match conninfo.encryption.channel_binding {
            ChannelBinding::Disable => config::ChannelBinding::Disable,
            ChannelBinding::Prefer => config::ChannelBinding::Prefer,
            ChannelBinding::Require => config::ChannelBinding::Require,
        });
    if let Some(options) = &conninfo.options {
        config.options(options);
    }
    if conninfo.encryption.direct {
        config.ssl_negotiation(SslNegotiation::Direct);
    }
    config
}

async fn open<T>(
    config: &Config,
    tls: T,
    seen: &Shared,
) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error>
where
    T: tokio_postgres::tls::MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
{
    let (client, connection) = config.connect(tls).await?;
    let task = tokio::spawn(listen(connection, Arc::clone(seen)));
    Ok((client, task))
}

/// Drives a connection, and keeps what the server says unasked.
async fn listen<S, T>(mut connection: Connection<S, T>, seen: Shared)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let message = std::future::poll_fn(|cx| connection.poll_message(cx)).await;
        let mut seen: std::sync::MutexGuard<'_, Seen> =
            seen.lock().unwrap_or_else(PoisonError::into_inner);
        match message {
            Some(Ok(AsyncMessage::Notice(notice))) => {
                if seen.notices.len() >= NOTICES {
                    seen.notices.remove(0);
                }
                seen.notices.push(failure::server_error(&notice));
            }
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                seen.end = Some(failure::lost(&error));
                return;
            }
            None => return,
        }
    }
}

/// Passes over a server that is not what `target_session_attrs` asks for.
async fn check_target(dialled: Dialled, target: TargetSession) -> Result<Dialled, Failed> {
    let (sql, wanted, must_be) = match target {
        TargetSession::Any | TargetSession::PreferStandby => return Ok(dialled),
        TargetSession::ReadWrite => ("SHOW transaction_read_only", "off", "read-write"),
        TargetSession::ReadOnly => ("SHOW transaction_read_only", "on", "read-only"),
        TargetSession::Primary => ("SELECT pg_catalog.pg_is_in_recovery()", "f", "primary"),
        TargetSession::Standby => ("SELECT pg_catalog.pg_is_in_recovery()", "t", "standby"),
    };
    let messages = match dialled.client.simple_query(sql).await {
        Ok(messages) => messages,
        Err(error) => return Err(Failed::next(failure::lost(&error).on(dialled.host))),
    };
    let is = messages.iter().any(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => {
            row.try_get(0).ok().flatten() == Some(wanted)
        }
        _ => false,
    });
    if is {
        return Ok(dialled);
    }
    Err(Failed::next(
        Report::connect("the server is not what target_session_attrs asks for")
            .on(dialled.host)
            .because(format!("target_session_attrs={must_be}")),
    ))
}
