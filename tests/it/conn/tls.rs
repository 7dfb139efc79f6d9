//! TLS and passwords, on a server of their own: certificates are made here, and the server
//! writes its files itself, since it runs as another user than the tests may.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pgworks_core::conn::{Channel, Conninfo, PasswordSource, Trust, connect};
use pgworks_core::error::Class;
use pgworks_core::scratch::{binaries, cluster};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use super::{environment, open, refused};
use crate::harness;

const RULES: &str = "local all all trust
hostssl all only_tls 127.0.0.1/32 trust
hostnossl all only_clear 127.0.0.1/32 trust
hostssl all by_cert 127.0.0.1/32 cert
host all by_scram 127.0.0.1/32 scram-sha-256
host all by_md5 127.0.0.1/32 md5
host all postgres 127.0.0.1/32 trust
";

const ROLES: &str = "CREATE ROLE only_tls LOGIN; CREATE ROLE only_clear LOGIN;
CREATE ROLE by_cert LOGIN; CREATE ROLE unlisted LOGIN;
SET password_encryption = 'scram-sha-256'; CREATE ROLE by_scram LOGIN PASSWORD 'sesame';
SET password_encryption = 'md5'; CREATE ROLE by_md5 LOGIN PASSWORD 'sesame';
";

struct Secured {
    cluster: cluster::Cluster,
    port: u16,
    /// Holds `ca.crt`, `other.crt`, `client.crt` and `client.key`.
    files: tempfile::TempDir,
}

impl Secured {
    fn psql(&self, sql: &str) {
        let beside = self.cluster.bin().join("psql");
        let program = if beside.is_file() {
            beside
        } else {
            "psql".into()
        };
        let output = Command::new(program)
            .args([
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                "postgres",
                "-c",
                sql,
            ])
            .env("PGHOST", self.cluster.socket_folder())
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", harness::SUPERUSER)
            .stdout(Stdio::null())
            .output()
            .unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{message}");
    }

    /// Writes a file into the server's data directory.
    fn write(&self, name: &str, text: &str) {
        assert!(!text.contains('$'));
        self.psql(&format!(
            "COPY (SELECT l FROM string_to_table($x${text}$x$, E'\\n') l)
               TO PROGRAM 'umask 077; cat > {name}'"
        ));
    }

    fn at(&self, host: &str, more: &str) -> String {
        let port = self.port;
        format!("host={host} hostaddr=127.0.0.1 port={port} dbname=postgres {more}")
    }

    fn file(&self, name: &str) -> String {
        self.files.path().join(name).display().to_string()
    }
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// Returns a certificate and its key in PEM form.
fn certificate(
    issuer: &CertifiedIssuer<'static, KeyPair>,
    common_name: &str,
    names: &[&str],
    expired: bool,
) -> (String, String) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    if expired {
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate().unwrap();
    let cert = params.signed_by(&key, issuer).unwrap();
    (cert.pem(), key.serialize_pem())
}

fn write(folder: &Path, name: &str, text: &str, mode: u32) {
    let file = folder.join(name);
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
}

/// Starts a server that speaks TLS, or returns nothing where PostgreSQL is not installed.
fn secured() -> Option<Secured> {
    let places = harness::places();
    let found = binaries::find(&places);
    let binaries = binaries::choose(&found, None)?;
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let options = cluster::Options {
        superuser: harness::SUPERUSER.to_owned(),
        settings: vec![
            setting("listen_addresses", "127.0.0.1"),
            setting("port", &port.to_string()),
        ],
        ..cluster::Options::default()
    };
    let secured = Secured {
        cluster: cluster::start(binaries, &places, &options).unwrap(),
        port,
        files: tempfile::tempdir().unwrap(),
    };
    let (ca, other) = (authority("test"), authority("other"));
    let (server, server_key) = certificate(&ca, "server", &["localhost"], false);
    let (expired, expired_key) = certificate(&ca, "server", &["localhost"], true);
    let (client, client_key) = certificate(&ca, "by_cert", &[], false);
    let folder = secured.files.path();
    write(folder, "ca.crt", &ca.pem(), 0o644);
    write(folder, "other.crt", &other.pem(), 0o644);
    write(folder, "client.crt", &client, 0o644);
    write(folder, "client.key", &client_key, 0o600);
    write(folder, "open.key", &client_key, 0o644);
    for (name, text) in [
        ("ca.crt", ca.pem()),
        ("server.crt", server),
        ("server.key", server_key),
        ("expired.crt", expired),
        ("expired.key", expired_key),
        ("pg_hba.conf", RULES.to_owned()),
    ] {
        secured.write(name, &text);
    }
    secured.psql(ROLES);
    secured.psql("ALTER SYSTEM SET ssl_ca_file = 'ca.crt'");
    secured.psql("ALTER SYSTEM SET ssl = on");
    secured.psql("SELECT pg_reload_conf()");
    Some(secured)
}

async fn wait_until(what: &str, text: &str) {
    for _ in 0..200 {
        if open(text).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no {what} within five seconds");
}

#[tokio::test]
async fn every_mode_does_what_libpq_says() {
    let Some(server) = secured() else {
        return harness::skip(harness::NO_SERVER);
    };
    wait_until(
        "TLS",
        &server.at("localhost", "user=postgres sslmode=require"),
    )
    .await;
    modes(&server).await;
    certificates(&server).await;
    passwords(&server).await;
    server.psql("ALTER SYSTEM SET ssl = off");
    server.psql("SELECT pg_reload_conf()");
    wait_until(
        "clear text",
        &server.at("localhost", "user=only_clear sslmode=disable"),
    )
    .await;
    for _ in 0..100 {
        let text = server.at("localhost", "user=postgres sslmode=prefer");
        if open(&text).await.unwrap().negotiated().channel == Channel::ClearText {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let report = refused(&server.at("localhost", "user=postgres sslmode=require")).await;
    assert_eq!(report.title(), "the server does not offer TLS");
    let report = refused(&server.at("localhost", "user=only_tls sslmode=allow")).await;
    assert_eq!(
        report.sqlstate(),
        Some("28000"),
        "the server's own words come first: {report}"
    );
    server.cluster.stop();
}

/// Which channel each `sslmode` ends with, for roles that are let in by one only.
async fn modes(server: &Secured) {
    let tls13 = |trust| Some(Channel::Tls("TLS 1.3", trust));
    let ca = server.file("ca.crt");
    let other = server.file("other.crt");
    let cases = [
        ("user=postgres sslmode=disable", Some(Channel::ClearText)),
        ("user=postgres sslmode=allow", Some(Channel::ClearText)),
        ("user=postgres", tls13(Trust::Anybody)),
        ("user=postgres sslmode=require", tls13(Trust::Anybody)),
        (
            "user=postgres sslmode=require sslrootcert={ca}",
            tls13(Trust::Authority),
        ),
        ("user=postgres sslmode=require sslrootcert={other}", None),
        (
            "user=postgres sslmode=prefer sslrootcert={other}",
            Some(Channel::ClearText),
        ),
        (
            "user=postgres sslmode=verify-ca sslrootcert={ca}",
            tls13(Trust::Authority),
        ),
        (
            "user=postgres sslmode=verify-full sslrootcert={ca}",
            tls13(Trust::AuthorityAndName),
        ),
        (
            "user=postgres sslmode=verify-full sslrootcert={other}",
            None,
        ),
        ("user=postgres sslmode=verify-full", None),
        ("user=postgres sslmode=verify-ca sslrootcert=/nix", None),
        ("user=only_tls sslmode=disable", None),
        ("user=only_tls sslmode=allow", tls13(Trust::Anybody)),
        ("user=only_clear sslmode=prefer", Some(Channel::ClearText)),
        ("user=only_clear sslmode=require", None),
        ("user=unlisted", None),
        (
            "user=postgres sslmode=require ssl_max_protocol_version=TLSv1.2",
            Some(Channel::Tls("TLS 1.2", Trust::Anybody)),
        ),
    ];
    for (more, channel) in cases {
        let more = more.replace("{ca}", &ca).replace("{other}", &other);
        let opened = open(&server.at("localhost", &more)).await;
        let negotiated = opened
            .ok()
            .map(|session| session.negotiated().channel.clone());
        assert_eq!(negotiated, channel, "{more}");
    }
    // The name counts for verify-full alone.
    let full = format!("user=postgres sslmode=verify-full sslrootcert={ca}");
    let report = refused(&server.at("wrong.name", &full)).await;
    assert_eq!(
        report.title(),
        "the server's certificate is not for wrong.name"
    );
    assert_eq!(report.class(), Class::Connect);
    open(&server.at("wrong.name", &full.replace("verify-full", "verify-ca")))
        .await
        .unwrap();
    // A cancel request goes by the same TLS.
    let session = open(&server.at("localhost", &full)).await.unwrap();
    let (report, cancelled) = tokio::join!(session.execute("SELECT pg_sleep(30)"), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        session.cancel().await
    });
    cancelled.unwrap();
    assert_eq!(report.unwrap_err().sqlstate(), Some("57014"));
}

/// Certificates of the client and those of the server that are no good.
async fn certificates(server: &Secured) {
    let with = |key: &str| {
        let (cert, key) = (server.file("client.crt"), server.file(key));
        server.at(
            "localhost",
            &format!("user=by_cert sslmode=require sslcert={cert} sslkey={key}"),
        )
    };
    assert_eq!(open(&with("client.key")).await.unwrap().user(), "by_cert");
    let report = refused(&with("open.key")).await;
    assert_eq!(report.title(), "the client key can be read by others");
    assert_eq!(report.class(), Class::Usage);
    assert!(
        refused(&with("nix.key"))
            .await
            .title()
            .contains("no key beside it")
    );
    let report = refused(&server.at("localhost", "user=by_cert sslcert=/nix.crt")).await;
    assert!(
        report
            .hints()
            .iter()
            .any(|hint| hint.contains("/nix.crt does not exist")),
        "{report}"
    );

    server.psql("ALTER SYSTEM SET ssl_cert_file = 'expired.crt'");
    server.psql("ALTER SYSTEM SET ssl_key_file = 'expired.key'");
    server.psql("SELECT pg_reload_conf()");
    let ca = server.file("ca.crt");
    let full = server.at(
        "localhost",
        &format!("user=postgres sslmode=verify-full sslrootcert={ca}"),
    );
    let mut title = String::new();
    for _ in 0..100 {
        if let Err(report) = open(&full).await {
            report.title().clone_into(&mut title);
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(title, "the server's certificate has expired");
}

/// Where passwords come from, and what is said of wrong ones.
async fn passwords(server: &Secured) {
    let home = server.files.path();
    let port = server.port;
    write(
        home,
        ".pgpass",
        &format!("localhost:{port}:*:by_scram:sesame\n"),
        0o600,
    );
    write(
        home,
        "open.pass",
        &format!("localhost:{port}:*:by_scram:sesame\n"),
        0o644,
    );
    let base = |user: &str| server.at("localhost", &format!("user={user} sslmode=require"));
    for more in ["", "channel_binding=require", "channel_binding=disable"] {
        let text = format!("{} password=sesame {more}", base("by_scram"));
        open(&text).await.unwrap();
    }
    open(&format!("{} password=sesame", base("by_md5")))
        .await
        .unwrap();
    let report = refused(&format!(
        "{} password=sesame channel_binding=require",
        base("by_md5")
    ))
    .await;
    assert!(report.title().contains("cannot agree"), "{report}");

    let report = refused(&format!("{} password=misfit", base("by_scram"))).await;
    assert_eq!(report.title(), "the server does not accept the password");
    assert!(!format!("{report:?}").contains("misfit"), "{report:?}");
    let report = refused(&base("by_scram")).await;
    assert!(report.title().contains("none is known"), "{report}");
    let report = refused(&format!(
        "{} passfile={}",
        base("by_scram"),
        server.file("open.pass")
    ))
    .await;
    assert!(report.to_string().contains("chmod 0600"), "{report}");

    let conninfo = Conninfo::parse(&base("by_scram"), &environment(&[], Some(home))).unwrap();
    let session = connect(&conninfo, "test").await.unwrap();
    let source = &session.negotiated().password_source;
    assert_eq!(*source, PasswordSource::Passfile(home.join(".pgpass")));
    let vars = environment(&[("PGPASSWORD", "misfit")], Some(home));
    let report = connect(&Conninfo::parse(&base("by_scram"), &vars).unwrap(), "test")
        .await
        .unwrap_err();
    assert!(
        report
            .hints()
            .iter()
            .any(|hint| hint.contains("PGPASSWORD")),
        "{report}"
    );
}
