//! The connection parameters of libpq: their names, their variables, and which of them
//! pgworks honours.
//!
//! A parameter that cannot be honoured is refused rather than ignored where leaving it out
//! would make the connection weaker or different from what was asked for. Source: PostgreSQL
//! 18 manual, "Parameter Key Words" and "Environment Variables".

/// What pgworks does with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Support {
    /// It is honoured.
    Used,
    /// It changes nothing here, and leaving it out harms nobody.
    Ignored,
    /// It is refused, for this reason, unless its value is one of these.
    Refused(&'static str, &'static [&'static str]),
}

/// One connection parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    /// The key word.
    pub(super) name: &'static str,
    /// The environment variable that sets it.
    pub(super) variable: Option<&'static str>,
    /// What pgworks does with it.
    pub(super) support: Support,
}

const fn used(name: &'static str, variable: &'static str) -> Parameter {
    Parameter {
        name,
        variable: Some(variable),
        support: Support::Used,
    }
}

const fn bare(name: &'static str) -> Parameter {
    Parameter {
        name,
        variable: None,
        support: Support::Used,
    }
}

const fn ignored(name: &'static str, variable: Option<&'static str>) -> Parameter {
    Parameter {
        name,
        variable,
        support: Support::Ignored,
    }
}

const fn refused(
    name: &'static str,
    variable: Option<&'static str>,
    why: &'static str,
    harmless: &'static [&'static str],
) -> Parameter {
    Parameter {
        name,
        variable,
        support: Support::Refused(why, harmless),
    }
}

const NO_KERBEROS: &str = "pgworks has no GSSAPI";
const NO_OAUTH: &str = "pgworks has no OAuth";
const OFF: &[&str] = &["", "0", "off", "false", "no"];

/// All parameters of libpq, in the order of its manual.
pub(super) const PARAMETERS: &[Parameter] = &[
    used("host", "PGHOST"),
    used("hostaddr", "PGHOSTADDR"),
    used("port", "PGPORT"),
    used("dbname", "PGDATABASE"),
    used("user", "PGUSER"),
    used("password", "PGPASSWORD"),
    used("passfile", "PGPASSFILE"),
    refused(
        "require_auth",
        Some("PGREQUIREAUTH"),
        "pgworks cannot tell by which method the server authenticates; \
         channel_binding=require is the strongest check it has",
        &[""],
    ),
    used("channel_binding", "PGCHANNELBINDING"),
    used("connect_timeout", "PGCONNECT_TIMEOUT"),
    // Names and DDL are UTF-8 inside pgworks, so it always asks the server for UTF8.
    ignored("client_encoding", Some("PGCLIENTENCODING")),
    used("options", "PGOPTIONS"),
    used("application_name", "PGAPPNAME"),
    bare("fallback_application_name"),
    bare("keepalives"),
    bare("keepalives_idle"),
    bare("keepalives_interval"),
    bare("keepalives_count"),
    bare("tcp_user_timeout"),
    refused("replication", None, "pgworks is no replication client", OFF),
    refused(
        "gssencmode",
        Some("PGGSSENCMODE"),
        NO_KERBEROS,
        &["disable", "prefer"],
    ),
    used("sslmode", "PGSSLMODE"),
    used("sslnegotiation", "PGSSLNEGOTIATION"),
    ignored("sslcompression", Some("PGSSLCOMPRESSION")),
    used("sslcert", "PGSSLCERT"),
    used("sslkey", "PGSSLKEY"),
    refused(
        "sslkeylogfile",
        None,
        "pgworks writes no key material to files",
        &[""],
    ),
    bare("sslpassword"),
    used("sslcertmode", "PGSSLCERTMODE"),
    used("sslrootcert", "PGSSLROOTCERT"),
    used("sslcrl", "PGSSLCRL"),
    refused(
        "sslcrldir",
        Some("PGSSLCRLDIR"),
        "pgworks reads one file of revoked certificates, named by sslcrl",
        &[""],
    ),
    used("sslsni", "PGSSLSNI"),
    refused(
        "requirepeer",
        Some("PGREQUIREPEER"),
        "pgworks cannot ask who owns the server's socket",
        &[""],
    ),
    used("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
    used("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
    refused(
        "min_protocol_version",
        Some("PGMINPROTOCOLVERSION"),
        "pgworks speaks protocol 3.0",
        &["", "3.0"],
    ),
    ignored("max_protocol_version", Some("PGMAXPROTOCOLVERSION")),
    ignored("krbsrvname", Some("PGKRBSRVNAME")),
    ignored("gsslib", Some("PGGSSLIB")),
    ignored("gssdelegation", Some("PGGSSDELEGATION")),
    refused(
        "scram_client_key",
        None,
        "pgworks authenticates by password",
        &[""],
    ),
    refused(
        "scram_server_key",
        None,
        "pgworks authenticates by password",
        &[""],
    ),
    used("service", "PGSERVICE"),
    used("servicefile", "PGSERVICEFILE"),
    used("target_session_attrs", "PGTARGETSESSIONATTRS"),
    used("load_balance_hosts", "PGLOADBALANCEHOSTS"),
    refused("oauth_issuer", None, NO_OAUTH, &[""]),
    refused("oauth_client_id", None, NO_OAUTH, &[""]),
    refused("oauth_client_secret", None, NO_OAUTH, &[""]),
    refused("oauth_scope", None, NO_OAUTH, &[""]),
];

/// Returns the parameter of that name.
pub(super) fn find(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

/// Returns the name nearest to a wrong one, if one is near enough to be meant.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    names
        .into_iter()
        .map(|name| (distance(&wrong, name), name))
        .min_by_key(|(away, _)| *away)
        .filter(|(away, name)| *away <= 1 + name.len() / 4)
        .map(|(_, name)| name)
}

/// Counts the letters to change, add or leave out to get from one word to the other.
fn distance(old: &str, new: &str) -> usize {
    let new: Vec<char> = new.chars().collect();
    let mut row: Vec<usize> = (0..=new.len()).collect();
    for (i, a) in old.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(&new) {
            let up = *cell;
            let change = diagonal + usize::from(a != *b);
            left = change.min(up + 1).min(left + 1);
            diagonal = up;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(wrong: &str) -> Option<&'static str> {
        nearest(wrong, PARAMETERS.iter().map(|parameter| parameter.name))
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        assert_eq!(guess("hots"), Some("host"));
        assert_eq!(guess("ssl_mode"), Some("sslmode"));
        assert_eq!(guess("Password"), Some("password"));
        assert_eq!(guess("database"), None);
        assert_eq!(guess("xyzzy"), None);
    }

    #[test]
    fn no_name_and_no_variable_stands_twice() {
        for (i, one) in PARAMETERS.iter().enumerate() {
            for other in &PARAMETERS[i + 1..] {
                assert_ne!(one.name, other.name);
                assert!(one.variable.is_none() || one.variable != other.variable);
            }
        }
    }
}
