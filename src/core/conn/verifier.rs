//! Judging the certificate of a server, as strictly as `sslmode` asks.
//!
//! The chain is always checked by webpki. Two things are added that libpq's users rely on:
//! `verify-ca` forgives the name and nothing else, and a server certificate that is itself
//! the trusted root (self-signed, made by `openssl req -x509`) is accepted, which webpki
//! refuses as a CA certificate in a server's place.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};

/// How far a server's certificate is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Not at all.
    Anybody,
    /// It comes from a trusted authority.
    Authority,
    /// It comes from a trusted authority and names this host.
    AuthorityAndName,
}

/// What was seen of a handshake.
#[derive(Debug, Default)]
pub(super) struct Handshake(AtomicU8);

impl Handshake {
    const STARTED: u8 = 1;

    pub(super) fn start(&self) {
        self.0.store(Self::STARTED, Ordering::Relaxed);
    }

    fn signed(&self, version: u8) {
        self.0.store(version, Ordering::Relaxed);
    }

    /// Tells whether the server agreed to speak TLS.
    pub(super) fn is_started(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Returns the version, once the server has proved that the certificate is its own.
    pub(super) fn version(&self) -> Option<&'static str> {
        match self.0.load(Ordering::Relaxed) {
            12 => Some("TLS 1.2"),
            13 => Some("TLS 1.3"),
            _ => None,
        }
    }
}

/// The verifier of one connection.
#[derive(Debug)]
pub(super) struct Verifier {
    pub(super) trust: Trust,
    /// Checks chain and name; there is one unless anybody is trusted.
    pub(super) webpki: Option<Arc<WebPkiServerVerifier>>,
    /// The certificates of the root file.
    pub(super) roots: Vec<CertificateDer<'static>>,
    pub(super) algorithms: WebPkiSupportedAlgorithms,
    pub(super) handshake: Arc<Handshake>,
}

impl Verifier {
    fn forgive(
        &self,
        error: Error,
        cert: &CertificateDer<'_>,
        name: &ServerName<'_>,
    ) -> Result<(), Error> {
        match error {
            Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            ) if self.trust == Trust::Authority => Ok(()),
            // webpki looks at the dates first, so a root that has expired does not get here.
            Error::InvalidCertificate(CertificateError::Other(_))
                if self.roots.iter().any(|root| root.as_ref() == cert.as_ref()) =>
            {
                match self.trust {
                    Trust::AuthorityAndName => {
                        verify_server_name(&ParsedCertificate::try_from(cert)?, name)
                    }
                    _ => Ok(()),
                }
            }
            error => Err(error),
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(webpki) = &self.webpki {
            webpki
                .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
                .map(drop)
                .or_else(|error| self.forgive(error, end_entity, server_name))?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let valid = verify_tls12_signature(message, cert, dss, &self.algorithms)?;
        self.handshake.signed(12);
        Ok(valid)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let valid = verify_tls13_signature(message, cert, dss, &self.algorithms)?;
        self.handshake.signed(13);
        Ok(valid)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
