//! What a connection asks of TLS: `sslmode` and the files beside it (PostgreSQL manual,
//! "SSL Support").
//!
//! Only choices are made here; certificates are read and judged in [`super::tls`].

use std::path::PathBuf;

use secrecy::SecretString;

use super::environment::Environment;
use super::layers::Layers;
use crate::error::{Report, Result};

/// How much TLS is wanted (`sslmode`), the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SslMode {
    /// Never TLS.
    Disable,
    /// TLS only if the server refuses clear text.
    Allow,
    /// Clear text only if the server refuses TLS.
    Prefer,
    /// TLS, with whoever answers, unless a root certificate is there to check with.
    Require,
    /// TLS, with a certificate of a trusted authority.
    VerifyCa,
    /// TLS, with a certificate of a trusted authority for this very host.
    VerifyFull,
}

pub(super) const SSL_MODES: [(&str, SslMode); 6] = [
    ("disable", SslMode::Disable),
    ("allow", SslMode::Allow),
    ("prefer", SslMode::Prefer),
    ("require", SslMode::Require),
    ("verify-ca", SslMode::VerifyCa),
    ("verify-full", SslMode::VerifyFull),
];

impl SslMode {
    /// Returns the mode as libpq writes it.
    pub fn as_str(self) -> &'static str {
        SSL_MODES
            .iter()
            .find(|(_, mode)| *mode == self)
            .map_or("prefer", |(word, _)| word)
    }
}

/// Where trusted authorities are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// A file the user named; it must exist.
    Named(PathBuf),
    /// `~/.postgresql/root.crt`, if there is one.
    Home(Option<PathBuf>),
    /// The authorities that this machine trusts (`sslrootcert=system`).
    System,
}

/// Whether SCRAM is tied to the TLS channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelBinding {
    /// Never.
    Disable,
    /// Where the server offers it.
    Prefer,
    /// Always, or no connection.
    Require,
}

/// Whether a client certificate is sent (`sslcertmode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertMode {
    /// Never.
    Disable,
    /// If there is one.
    Allow,
    /// Always: without one there is no connection.
    Require,
}

/// The versions of TLS that may be spoken; older ones never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsVersions {
    /// 1.2 or 1.3.
    Both,
    /// 1.2 and no other.
    Only12,
    /// 1.3 and no other.
    Only13,
}

/// What a connection asks of TLS.
#[derive(Clone, Debug)]
pub struct Encryption {
    /// How much TLS is wanted.
    pub mode: SslMode,
    /// TLS from the first byte, as servers from 17 on understand it (`sslnegotiation=direct`).
    pub direct: bool,
    /// Where trusted authorities come from.
    pub roots: Roots,
    /// The client's certificate, and whether the user named it.
    pub cert: Option<(PathBuf, bool)>,
    /// The client's key.
    pub key: Option<PathBuf>,
    /// What the client's key is encrypted with.
    pub key_password: Option<SecretString>,
    /// Whether the client's certificate is sent.
    pub cert_mode: CertMode,
    /// Revoked certificates, and whether the user named the file.
    pub revoked: Option<(PathBuf, bool)>,
    /// Whether the host's name is told to the server in the handshake.
    pub sends_name: bool,
    /// The versions of TLS that may be spoken.
    pub versions: TlsVersions,
    /// Whether SCRAM is tied to the channel.
    pub channel_binding: ChannelBinding,
}

/// Reads what the layers ask of TLS.
pub(super) fn read(layers: &Layers, env: &Environment) -> Result<Encryption> {
    let roots = match layers.filled("sslrootcert") {
        Some(word) if word == "system" => Roots::System,
        Some(file) => Roots::Named(file.into()),
        None => Roots::Home(in_home(env, "root.crt")),
    };
    let usual = if roots == Roots::System {
        SslMode::VerifyFull
    } else {
        SslMode::Prefer
    };
    let mode = layers.word("sslmode", &SSL_MODES, usual)?;
    if roots == Roots::System && mode != SslMode::VerifyFull {
        return Err(
            Report::usage("sslrootcert=system needs sslmode=verify-full")
                .on(format!("sslmode={}", mode.as_str()))
                .hint("the authorities of the machine sign certificates for everybody, so only the host name tells servers apart"),
        );
    }
    let direct = layers.word(
        "sslnegotiation",
        &[("postgres", false), ("direct", true)],
        false,
    )?;
    if direct && mode < SslMode::Require {
        return Err(
            Report::usage("sslnegotiation=direct needs sslmode=require or stronger")
                .on(format!("sslmode={}", mode.as_str())),
        );
    }
    let optional = |name: &str, usual: &str| match layers.filled(name) {
        Some(file) => Some((PathBuf::from(file), true)),
        None => in_home(env, usual).map(|file| (file, false)),
    };
    let binding = [
        ("disable", ChannelBinding::Disable),
        ("prefer", ChannelBinding::Prefer),
        ("require", ChannelBinding::Require),
    ];
    let cert_modes = [
        ("disable", CertMode::Disable),
        ("allow", CertMode::Allow),
        ("require", CertMode::Require),
    ];
    Ok(Encryption {
        mode,
        direct,
        roots,
        cert: optional("sslcert", "postgresql.crt"),
        key: optional("sslkey", "postgresql.key").map(|(file, _)| file),
        key_password: layers.filled("sslpassword").map(SecretString::from),
        cert_mode: layers.word("sslcertmode", &cert_modes, CertMode::Allow)?,
        revoked: optional("sslcrl", "root.crl"),
        sends_name: layers.word("sslsni", &[("1", true), ("0", false), ("", true)], true)?,
        versions: versions(layers)?,
        channel_binding: layers.word("channel_binding", &binding, ChannelBinding::Prefer)?,
    })
}

/// Returns which of our versions lie within those asked for.
fn versions(layers: &Layers) -> Result<TlsVersions> {
    let words = [
        ("", None),
        ("TLSv1", Some(0)),
        ("TLSv1.1", Some(1)),
        ("TLSv1.2", Some(2)),
        ("TLSv1.3", Some(3)),
    ];
    let lowest = layers
        .word("ssl_min_protocol_version", &words, None)?
        .unwrap_or(2);
    let highest = layers
        .word("ssl_max_protocol_version", &words, None)?
        .unwrap_or(3);
    if highest < 2 {
        return Err(layers.wrong("ssl_max_protocol_version", "TLSv1.2 or TLSv1.3"));
    }
    if lowest > highest {
        return Err(layers.wrong(
            "ssl_min_protocol_version",
            "no later than ssl_max_protocol_version",
        ));
    }
    Ok(match (lowest, highest) {
        (3, _) => TlsVersions::Only13,
        (_, 2) => TlsVersions::Only12,
        _ => TlsVersions::Both,
    })
}

fn in_home(env: &Environment, name: &str) -> Option<PathBuf> {
    let home = env.home.as_ref()?;
    Some(home.join(".postgresql").join(name))
}
