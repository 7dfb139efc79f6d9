//! [`Conninfo`]: everything a connection needs to know, read by libpq's conventions.
//!
//! Values come from the text, the service file, the environment and libpq's defaults, in this
//! order. Nothing connects here. The password file is read when a connection is opened, since
//! it depends on the server and the database that are tried.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use super::encryption::{self, Encryption};
use super::environment::Environment;
use super::hosts::{self, Host};
use super::layers::{self, Layers};
use super::passfile;
use super::sole::Sole;
use super::text::Origin;
use crate::error::{Report, Result};

pub use super::encryption::{CertMode, ChannelBinding, Roots, SslMode, TlsVersions};

/// What the server must be (`target_session_attrs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetSession {
    /// Anything.
    Any,
    /// A session that may write.
    ReadWrite,
    /// A session that may not.
    ReadOnly,
    /// A primary.
    Primary,
    /// A standby.
    Standby,
    /// A standby if one can be had, else anything.
    PreferStandby,
}

/// Where a password comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordSource {
    /// There is none.
    None,
    /// The connection text or the profile.
    Text,
    /// A service file, by the service's name.
    Service(String),
    /// The variable `PGPASSWORD`.
    Variable,
    /// The password file.
    Passfile(PathBuf),
    /// The user was asked.
    Asked,
}

/// How long a silent network is believed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keepalives {
    /// Whether the operating system asks a silent peer for a sign of life.
    pub on: bool,
    /// After how much silence it asks.
    pub idle: Duration,
    /// How long it waits before it asks again.
    pub interval: Duration,
    /// How often it asks before it gives up.
    pub count: u32,
    /// How long sent data may stay unacknowledged; zero leaves it to the system.
    pub user_timeout: Duration,
}

/// A connection, read but not opened. Its `Debug` shows no password.
#[derive(Clone, Debug)]
pub struct Conninfo {
    /// The servers to try, in order.
    pub hosts: Vec<Host>,
    /// Whether the servers are tried in random order.
    pub shuffles_hosts: bool,
    /// The role.
    pub user: String,
    /// The database.
    pub dbname: String,
    /// The password, unless it is for the password file to know.
    pub password: Option<SecretString>,
    /// Where [`Conninfo::password`] comes from.
    pub password_source: PasswordSource,
    /// The password file.
    pub passfile: Option<PathBuf>,
    /// What is asked of TLS.
    pub encryption: Encryption,
    /// How long one attempt may take.
    pub connect_timeout: Option<Duration>,
    /// The application name, where the user gave one.
    pub application_name: Option<String>,
    /// Options for the server's command line.
    pub options: Option<String>,
    /// What the server must be.
    pub target_session: TargetSession,
    /// How long a silent network is believed in.
    pub keepalives: Keepalives,
    /// The service the values were taken from.
    pub service: Option<String>,
    /// Whether every transaction of the session is to be read-only.
    pub read_only: bool,
    /// The server's one session, where it holds no second: set by who made the server.
    pub sole: Option<Sole>,
}

impl Conninfo {
    /// Reads a connection text: a URL, key words and values, or nothing (then all comes from
    /// the environment).
    pub fn parse(text: &str, env: &Environment) -> Result<Self> {
        Self::from_layers(&layers::read(text, env)?, env)
    }

    pub(super) fn from_layers(layers: &Layers, env: &Environment) -> Result<Self> {
        let Some(user) = layers.filled("user").or_else(|| env.os_user.clone()) else {
            return Err(Report::usage("no role to connect as is known")
                .hint("write user=..., or set the variable PGUSER"));
        };
        let (password, password_source) = password(layers);
        Ok(Self {
            hosts: hosts::read(layers)?,
            shuffles_hosts: layers.word(
                "load_balance_hosts",
                &[("disable", false), ("random", true)],
                false,
            )?,
            dbname: layers.filled("dbname").unwrap_or_else(|| user.clone()),
            user,
            password,
            password_source,
            passfile: match layers.filled("passfile") {
                Some(file) => Some(PathBuf::from(file)),
                None => env.home.as_ref().map(|home| home.join(".pgpass")),
            },
            encryption: encryption::read(layers, env)?,
            connect_timeout: connect_timeout(layers)?,
            application_name: layers
                .filled("application_name")
                .or_else(|| layers.filled("fallback_application_name")),
            options: layers.filled("options"),
            target_session: target_session(layers)?,
            keepalives: keepalives(layers)?,
            service: layers.filled("service"),
            read_only: false,
            sole: None,
        })
    }

    /// Returns the same connection to another database.
    #[must_use]
    pub fn with_database(&self, dbname: &str) -> Self {
        Self {
            dbname: dbname.to_owned(),
            ..self.clone()
        }
    }

    /// Returns the same connection with a password that the user was asked for.
    #[must_use]
    pub fn with_password(&self, password: SecretString) -> Self {
        Self {
            password: Some(password),
            password_source: PasswordSource::Asked,
            ..self.clone()
        }
    }

    /// Returns the same connection, in which every transaction is read-only.
    #[must_use]
    pub fn with_read_only(&self) -> Self {
        Self {
            read_only: true,
            ..self.clone()
        }
    }

    /// Returns `user@host:5432/dbname`, as messages name it: without a password.
    pub fn describe(&self) -> String {
        let hosts: Vec<String> = self.hosts.iter().map(Host::describe).collect();
        format!("{}@{}/{}", self.user, hosts.join(","), self.dbname)
    }

    /// Returns the password for one server and where it comes from; the error is the reason
    /// why the password file could not be used.
    pub(super) fn password_for(
        &self,
        host: &Host,
    ) -> (Option<SecretString>, PasswordSource, Option<String>) {
        if let Some(password) = &self.password {
            return (Some(password.clone()), self.password_source.clone(), None);
        }
        let Some(file) = &self.passfile else {
            return (None, PasswordSource::None, None);
        };
        let name = host.passfile_name();
        match passfile::find(file, &name, host.port, &self.dbname, &self.user) {
            passfile::Found::Password(password) => {
                (Some(password), PasswordSource::Passfile(file.clone()), None)
            }
            passfile::Found::Nothing => (None, PasswordSource::None, None),
            passfile::Found::Unusable(why) => (None, PasswordSource::None, Some(why)),
        }
    }
}

fn password(layers: &Layers) -> (Option<SecretString>, PasswordSource) {
    match layers
        .get("password")
        .filter(|value| !value.text.is_empty())
    {
        None => (None, PasswordSource::None),
        Some(value) => {
            let source = match &value.origin {
                Origin::Text => PasswordSource::Text,
                Origin::Service(name) => PasswordSource::Service(name.clone()),
                Origin::Variable(_) => PasswordSource::Variable,
            };
            (Some(SecretString::from(value.text.clone())), source)
        }
    }
}

/// Zero, negative and nothing mean no limit; libpq takes one second for two.
fn connect_timeout(layers: &Layers) -> Result<Option<Duration>> {
    Ok(layers
        .number("connect_timeout")?
        .and_then(|seconds| u64::try_from(seconds).ok())
        .filter(|seconds| *seconds > 0)
        .map(|seconds| Duration::from_secs(seconds.max(2))))
}

fn target_session(layers: &Layers) -> Result<TargetSession> {
    layers.word(
        "target_session_attrs",
        &[
            ("any", TargetSession::Any),
            ("read-write", TargetSession::ReadWrite),
            ("read-only", TargetSession::ReadOnly),
            ("primary", TargetSession::Primary),
            ("standby", TargetSession::Standby),
            ("prefer-standby", TargetSession::PreferStandby),
        ],
        TargetSession::Any,
    )
}

/// Where libpq leaves these to the system (hours), pgworks notices a dead network within two
/// minutes: a plan must not hang on a connection that is gone.
fn keepalives(layers: &Layers) -> Result<Keepalives> {
    let number = |name, usual: u64| -> Result<u64> {
        Ok(layers
            .number(name)?
            .and_then(|number| u64::try_from(number).ok())
            .filter(|number| *number > 0)
            .unwrap_or(usual))
    };
    let count = number("keepalives_count", 6)?;
    Ok(Keepalives {
        on: layers.number("keepalives")? != Some(0),
        idle: Duration::from_secs(number("keepalives_idle", 60)?),
        interval: Duration::from_secs(number("keepalives_interval", 10)?),
        count: u32::try_from(count).unwrap_or(u32::MAX),
        user_timeout: Duration::from_millis(number("tcp_user_timeout", 120_000)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Class;

    fn env(vars: &[(&str, &str)]) -> Environment {
        Environment {
            vars: vars
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            home: None,
            os_user: Some("ann".into()),
        }
    }

    fn parse(text: &str, vars: &[(&str, &str)]) -> Conninfo {
        Conninfo::parse(text, &env(vars)).unwrap()
    }

    fn refuse(text: &str, vars: &[(&str, &str)]) -> String {
        let report = Conninfo::parse(text, &env(vars)).unwrap_err();
        assert_eq!(report.class(), Class::Usage);
        format!("{report}; {}", report.hints().join("; "))
    }

    #[test]
    fn defaults_are_those_of_libpq() {
        let conninfo = parse("", &[]);
        assert_eq!(
            (conninfo.user.as_str(), conninfo.dbname.as_str()),
            ("ann", "ann")
        );
        assert_eq!(conninfo.encryption.mode, SslMode::Prefer);
        assert_eq!(conninfo.hosts[0].port, 5432);
        assert!(conninfo.hosts[0].socket().is_some());
        assert_eq!(conninfo.connect_timeout, None);
        assert_eq!(parse("user=bob", &[]).dbname, "bob");
    }

    #[test]
    fn the_text_wins_over_the_environment() {
        let vars = [
            ("PGHOST", "h"),
            ("PGPORT", "1"),
            ("PGUSER", "u"),
            ("PGPASSWORD", "p"),
        ];
        let conninfo = parse("host=g dbname=d", &vars);
        assert_eq!(conninfo.describe(), "u@g:1/d");
        assert_eq!(conninfo.password_source, PasswordSource::Variable);
        // An empty value hides the variable and means the default.
        assert!(parse("host=''", &vars).hosts[0].socket().is_some());
        assert!(!format!("{:?}", parse("password=sesame", &[])).contains("sesame"));
    }

    #[test]
    fn a_service_stands_between_text_and_environment() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("services");
        std::fs::write(&file, "[shop]\nhost=s\nport=7\nuser=su\npassword=pw\n").unwrap();
        let file = file.to_str().unwrap().to_owned();
        let vars = [
            ("PGSERVICEFILE", file.as_str()),
            ("PGPORT", "1"),
            ("PGDATABASE", "d"),
        ];
        let conninfo = parse("service=shop user=me", &vars);
        assert_eq!(conninfo.describe(), "me@s:7/d");
        assert_eq!(
            conninfo.password_source,
            PasswordSource::Service("shop".into())
        );
        assert!(refuse("service=shp", &vars).contains("no such connection service: shp"));
    }

    #[test]
    fn lists_of_hosts_are_joined() {
        let conninfo = parse("postgresql://a,b:2,[::1]:3/x", &[]);
        assert_eq!(conninfo.describe(), "ann@a:5432,b:2,[::1]:3/x");
        let conninfo = parse("host=a,b hostaddr=10.0.0.1,10.0.0.2 port=6", &[]);
        assert_eq!(conninfo.hosts[1].describe(), "b:6 (10.0.0.2)");
        assert!(refuse("host=a,b port=1,2,3", &[]).contains("2 hosts and 3 ports"));
        assert!(refuse("host=a,b hostaddr=10.0.0.1", &[]).contains("hostaddr 1"));
    }

    #[test]
    fn wrong_values_name_their_parameter_and_where_it_is_set() {
        assert!(refuse("sslmode=on", &[]).contains("sslmode=on"));
        assert!(refuse("", &[("PGSSLMODE", "")]).contains("the variable PGSSLMODE"));
        assert!(refuse("port=70000", &[]).contains("1 to 65535"));
        assert!(refuse("connect_timeout=soon", &[]).contains("whole number"));
        assert!(refuse("hostaddr=shop", &[]).contains("IPv4"));
        assert!(refuse("requirepeer=postgres", &[]).contains("not supported: requirepeer"));
        assert!(refuse("", &[("PGGSSENCMODE", "require")]).contains("GSSAPI"));
        assert!(refuse("sslrootcert=system sslmode=require", &[]).contains("verify-full"));
        assert!(refuse("ssl_max_protocol_version=TLSv1.1", &[]).contains("TLSv1.2"));
        assert_eq!(
            parse("gssencmode=disable replication=false", &[]).user,
            "ann"
        );
        assert_eq!(
            parse("sslrootcert=system", &[]).encryption.mode,
            SslMode::VerifyFull
        );
    }

    #[test]
    fn the_password_file_is_asked_for_each_database() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass");
        std::fs::write(&file, "localhost:5432:one:ann:p1\nh:5432:two:ann:p2\n").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        let text = format!("passfile='{}' dbname=one", file.display());
        let conninfo = parse(&text, &[]);
        let has = |conninfo: &Conninfo| conninfo.password_for(&conninfo.hosts[0]).0.is_some();
        assert!(
            has(&conninfo),
            "the default socket is localhost in the file"
        );
        assert!(!has(&conninfo.with_database("two")));
        assert!(has(&parse(&format!("{text} host=h dbname=two"), &[])));
    }
}
