//! A saved connection, as `connections.toml` holds it.
//!
//! The front end reads the file; here stands what a profile means. A profile keeps libpq's
//! meaning and defaults, except that it gives up on a silent server after 30 seconds.

use serde::{Deserialize, Serialize};

use super::conninfo::Conninfo;
use super::environment::Environment;
use super::layers::Layers;
use super::text;
use crate::error::{Report, Result};

/// How long a profile waits for a server, in seconds, unless it says otherwise.
const TIMEOUT: u32 = 30;

/// One saved connection. A password does not belong here; `passfile` names where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// The name that stands for the profile on the command line.
    #[serde(skip)]
    pub name: String,
    /// A connection text in either form; the fields below win over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conninfo: Option<String>,
    /// The server, or several with commas between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dbname: Option<String>,
    /// The role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// How much TLS is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sslmode: Option<String>,
    /// The file of root certificates, or `system`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sslrootcert: Option<String>,
    /// The client's certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sslcert: Option<String>,
    /// The key of the client's certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sslkey: Option<String>,
    /// The service to take all else from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The password file to use instead of `~/.pgpass`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passfile: Option<String>,
    /// How long to wait for the server, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_timeout: Option<u32>,
    /// The environment it belongs to; `production` asks for the database's name before
    /// anything is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Whether nothing may be written over it.
    pub read_only: bool,
}

impl Profile {
    /// Tells whether the profile is tagged as production.
    pub fn is_production(&self) -> bool {
        self.tag
            .as_deref()
            .is_some_and(|tag| tag.eq_ignore_ascii_case("production"))
    }

    /// Reads the profile as a connection; the environment fills what it leaves open.
    pub fn conninfo(&self, env: &Environment) -> Result<Conninfo> {
        let named = |report: Report| report.because(format!("in the profile {}", self.name));
        let mut pairs = text::parse(self.conninfo.as_deref().unwrap_or_default()).map_err(named)?;
        let fields = [
            ("host", self.host.clone()),
            ("port", self.port.map(|port| port.to_string())),
            ("dbname", self.dbname.clone()),
            ("user", self.user.clone()),
            ("sslmode", self.sslmode.clone()),
            ("sslrootcert", self.sslrootcert.clone()),
            ("sslcert", self.sslcert.clone()),
            ("sslkey", self.sslkey.clone()),
            ("service", self.service.clone()),
            ("passfile", self.passfile.clone()),
            (
                "connect_timeout",
                self.connect_timeout.map(|seconds| seconds.to_string()),
            ),
        ];
        for (name, value) in fields {
            pairs.extend(value.map(|value| (name, value)));
        }
        let layers = Layers::read(pairs, env).map_err(named)?;
        let says_timeout = layers.get("connect_timeout").is_some();
        let mut conninfo = Conninfo::from_layers(&layers, env).map_err(named)?;
        if !says_timeout {
            conninfo.connect_timeout = Some(std::time::Duration::from_secs(TIMEOUT.into()));
        }
        conninfo.read_only = self.read_only;
        Ok(conninfo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn fields_win_over_the_text_and_the_text_over_the_environment() {
        let mut env = Environment::default();
        env.vars.insert("PGUSER".into(), "env".into());
        env.vars.insert("PGPORT".into(), "1".into());
        let profile = Profile {
            name: "shop".into(),
            conninfo: Some("postgresql://text@h:5433/one".into()),
            dbname: Some("two".into()),
            read_only: true,
            ..Profile::default()
        };
        let conninfo = profile.conninfo(&env).unwrap();
        assert_eq!(conninfo.describe(), "text@h:5433/two");
        assert_eq!(conninfo.connect_timeout, Some(Duration::from_secs(30)));
        assert!(conninfo.read_only);
        let profile = Profile {
            conninfo: Some("connect_timeout=0".into()),
            ..Profile::default()
        };
        assert_eq!(profile.conninfo(&env).unwrap().connect_timeout, None);
    }

    #[test]
    fn a_fault_names_the_profile() {
        let profile = Profile {
            name: "shop".into(),
            sslmode: Some("on".into()),
            ..Profile::default()
        };
        let report = profile.conninfo(&Environment::default()).unwrap_err();
        assert!(report.to_string().contains("profile shop"), "{report}");
        let json: Result<Profile, _> = serde_json::from_str(r#"{"hots": "x"}"#);
        assert!(json.unwrap_err().to_string().contains("hots"));
    }
}
