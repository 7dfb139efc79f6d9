//! The TLS connector of a session: rustls with the certificates that libpq would use.
//!
//! Files are read when a connection is opened. A missing file means what it means to libpq:
//! no root, no check; no client certificate, none sent; unless the mode asks for it.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tokio_postgres::Socket;
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::conninfo::{CertMode, Roots, SslMode};
use super::encryption::{Encryption, TlsVersions};
use super::verifier::{Handshake, Trust, Verifier};
use crate::error::{Report, Result};

type Inner = <MakeRustlsConnect as MakeTlsConnect<Socket>>::TlsConnect;

/// Makes TLS of a socket, and remembers whether the server agreed to.
#[derive(Clone)]
pub(super) struct Connector {
    inner: MakeRustlsConnect,
    pub(super) handshake: Arc<Handshake>,
    pub(super) trust: Trust,
    /// A client certificate that was named but is not there.
    pub(super) missing_cert: Option<String>,
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connector")
            .field("trust", &self.trust)
            .field("handshake", &self.handshake)
            .finish_non_exhaustive()
    }
}

impl MakeTlsConnect<Socket> for Connector {
    type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;
    type TlsConnect = Watched;
    type Error = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Error;

    fn make_tls_connect(&mut self, domain: &str) -> Result<Watched, Self::Error> {
        Ok(Watched {
            inner: MakeTlsConnect::<Socket>::make_tls_connect(&mut self.inner, domain)?,
            handshake: Arc::clone(&self.handshake),
        })
    }
}

/// One handshake to come.
pub(super) struct Watched {
    inner: Inner,
    handshake: Arc<Handshake>,
}

impl TlsConnect<Socket> for Watched {
    type Stream = <Inner as TlsConnect<Socket>>::Stream;
    type Error = <Inner as TlsConnect<Socket>>::Error;
    type Future = <Inner as TlsConnect<Socket>>::Future;

    fn connect(self, stream: Socket) -> Self::Future {
        self.handshake.start();
        self.inner.connect(stream)
    }
}

/// Returns the connector that this encryption asks for.
pub(super) fn connector(encryption: &Encryption) -> Result<Connector> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let handshake = Arc::new(Handshake::default());
    let roots = roots(&encryption.roots)?;
    let trust = match (encryption.mode, roots.is_empty()) {
        (SslMode::VerifyFull, false) => Trust::AuthorityAndName,
        (SslMode::VerifyFull | SslMode::VerifyCa, true) => return Err(no_roots(encryption)),
        // With a root file at hand libpq checks in the weaker modes too.
        (_, false) => Trust::Authority,
        (_, true) => Trust::Anybody,
    };
    let webpki = match trust {
        Trust::Anybody => None,
        _ => Some(webpki(encryption, &roots, &provider)?),
    };
    let verifier = Verifier {
        trust,
        webpki,
        roots,
        algorithms: provider.signature_verification_algorithms,
        handshake: Arc::clone(&handshake),
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&versions(encryption))
        .map_err(|error| Report::usage("no such version of TLS can be spoken").because(error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let (identity, missing_cert) = identity(encryption)?;
    let mut config = match identity {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| {
            Report::usage("the client certificate and its key cannot be used").because(error)
        })?,
    };
    config.enable_sni = encryption.sends_name;
    // A resumed session would skip the verifier.
    config.resumption = Resumption::disabled();
    if encryption.direct {
        config.alpn_protocols = vec![b"postgresql".to_vec()];
    }
    Ok(Connector {
        inner: MakeRustlsConnect::new(config),
        handshake,
        trust,
        missing_cert,
    })
}

fn versions(encryption: &Encryption) -> Vec<&'static SupportedProtocolVersion> {
    match encryption.versions {
        TlsVersions::Both => vec![&TLS12, &TLS13],
        TlsVersions::Only12 => vec![&TLS12],
        TlsVersions::Only13 => vec![&TLS13],
    }
}

/// Reads the certificates of the trusted authorities; none, if there is no file.
fn roots(roots: &Roots) -> Result<Vec<CertificateDer<'static>>> {
    let file = match roots {
        Roots::System => {
            let found = rustls_native_certs::load_native_certs();
            if found.certs.is_empty() {
                let report = Report::usage("this machine trusts no certificate authority");
                return Err(match found.errors.first() {
                    Some(error) => report.because(error),
                    None => report,
                });
            }
            return Ok(found.certs);
        }
        Roots::Named(file) | Roots::Home(Some(file)) => file,
        Roots::Home(None) => return Ok(Vec::new()),
    };
    if file.exists() {
        certificates(file, "root certificates")
    } else {
        Ok(Vec::new())
    }
}

fn no_roots(encryption: &Encryption) -> Report {
    let report = Report::usage(format!(
        "sslmode={} needs root certificates to check the server with",
        encryption.mode.as_str()
    ))
    .hint("name the file with sslrootcert=..., or write sslrootcert=system for the authorities this machine trusts");
    match &encryption.roots {
        Roots::Named(file) | Roots::Home(Some(file)) => {
            report.because(format!("there is no file {}", file.display()))
        }
        _ => report,
    }
}

fn webpki(
    encryption: &Encryption,
    roots: &[CertificateDer<'static>],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(roots.iter().cloned());
    let mut builder =
        WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
    if let Some((file, _)) = encryption
        .revoked
        .as_ref()
        .filter(|(file, _)| file.exists())
    {
        let lists: Result<Vec<_>, _> =
            CertificateRevocationListDer::pem_file_iter(file).and_then(Iterator::collect);
        let lists = lists.map_err(|error| unreadable("revoked certificates", file, error))?;
        builder = builder.with_crls(lists).allow_unknown_revocation_status();
    }
    builder
        .build()
        .map_err(|error| Report::usage("the root certificates cannot be used").because(error))
}

fn certificates(file: &Path, what: &str) -> Result<Vec<CertificateDer<'static>>> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    let certs = read.map_err(|error| unreadable(what, file, error))?;
    if certs.is_empty() {
        return Err(unreadable(
            what,
            file,
            "it holds no certificate in PEM form",
        ));
    }
    Ok(certs)
}

fn unreadable(what: &str, file: &Path, why: impl fmt::Display) -> Report {
    Report::usage(format!("cannot read the {what}"))
        .on(file.display().to_string())
        .because(why)
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// Reads the client's certificate and key, if there are any and they may be sent; else the
/// file that was named in vain.
fn identity(encryption: &Encryption) -> Result<(Option<Identity>, Option<String>)> {
    if encryption.cert_mode == CertMode::Disable {
        return Ok((None, None));
    }
    let Some((cert, _)) = encryption.cert.as_ref().filter(|(file, _)| file.exists()) else {
        let named = encryption.cert.as_ref().filter(|(_, named)| *named);
        let named = named.map(|(file, _)| file.display().to_string());
        if encryption.cert_mode == CertMode::Require {
            return Err(
                Report::usage("sslcertmode=require needs a client certificate")
                    .on(named.unwrap_or_else(|| "sslcert".into())),
            );
        }
        return Ok((None, named));
    };
    let chain = certificates(cert, "client certificate")?;
    let key = encryption.key.as_ref().filter(|file| file.exists());
    let Some(key) = key else {
        return Err(Report::usage("the client certificate has no key beside it")
            .on(cert.display().to_string())
            .hint("name the key's file with sslkey=..."));
    };
    Ok((Some((chain, private_key(key)?)), None))
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>> {
    check_mode(file)?;
    let text = std::fs::read(file).map_err(|error| unreadable("client key", file, error))?;
    PrivateKeyDer::from_pem_slice(&text).map_err(|error| {
        let is_encrypted = String::from_utf8_lossy(&text).contains("ENCRYPTED");
        if is_encrypted {
            unreadable("client key", file, "it is encrypted, which pgworks cannot undo")
                .hint("store it without a password, readable by you alone: openssl pkey -in KEY -out PLAIN")
        } else {
            unreadable("client key", file, error)
        }
    })
}

/// Refuses a key that others may read, by libpq's rule.
#[cfg(unix)]
fn check_mode(file: &Path) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(file).map_err(|error| unreadable("client key", file, error))?;
    let forbidden = if about.uid() == 0 { 0o037 } else { 0o077 };
    if about.mode() & forbidden == 0 {
        return Ok(());
    }
    Err(Report::usage("the client key can be read by others")
        .on(file.display().to_string())
        .hint("its mode must be 0600 or less, or 0640 or less if root owns it"))
}

#[cfg(not(unix))]
fn check_mode(_file: &Path) -> Result<()> {
    Ok(())
}
