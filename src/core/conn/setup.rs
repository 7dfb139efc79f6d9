//! The one list of settings that every session starts with, and the way back to the
//! database's own for statements over rows.
//!
//! A session that reads or changes a schema must not depend on what a role, a database or an
//! `options=` has set: the deparse functions print by `search_path`, `DateStyle`, `TimeZone`
//! and others, and DDL takes defaults from yet others. Statements over rows are the
//! opposite: triggers and functions may rely on the database's own settings, so
//! [`reset_for_data`] gives these back. A setting that the server does not have is left out,
//! one that the role may not set is remembered and breaks nothing.

use std::collections::BTreeMap;

use tokio_postgres::SimpleQueryMessage;

use super::session::Session;
use super::version::ServerVersion;
use crate::error::{Class, Report, Result};

/// One setting of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name, as `pg_settings` writes it.
    pub name: &'static str,
    /// The value.
    pub value: &'static str,
    /// Whether statements over rows run with the database's own value instead.
    pub data_uses_own: bool,
}

/// For a setting that changes how text is read or printed, or what DDL takes by default.
const fn pin(name: &'static str, value: &'static str) -> Setting {
    Setting {
        name,
        value,
        data_uses_own: true,
    }
}

/// For a setting that holds for statements over rows too.
const fn always(name: &'static str, value: &'static str) -> Setting {
    Setting {
        name,
        value,
        data_uses_own: false,
    }
}

/// The settings, in the order they are made.
pub const SETTINGS: &[Setting] = &[
    // pg_temp is searched first unless it is named: a temporary table would hide a catalog.
    pin("search_path", "pg_catalog, pg_temp"),
    // Constants in defaults, checks and partition bounds are printed by these. The order of
    // day and month is fixed too, so that a text reads the same on scratch and target.
    pin("DateStyle", "ISO, MDY"),
    pin("IntervalStyle", "postgres"),
    pin("TimeZone", "UTC"),
    pin("extra_float_digits", "3"),
    pin("bytea_output", "hex"),
    pin("xmloption", "content"),
    pin("array_nulls", "on"),
    // Changes the meaning of `x = NULL` while an expression is parsed.
    pin("transform_null_equals", "off"),
    // Our literals double quotes and leave backslashes alone.
    always("standard_conforming_strings", "on"),
    always("client_encoding", "UTF8"),
    always("client_min_messages", "notice"),
    pin("quote_all_identifiers", "off"),
    // Bodies are not parsed under our search_path, and may name what comes later.
    pin("check_function_bodies", "off"),
    // A policy must raise an error rather than hide rows.
    always("row_security", "off"),
    // 'replica' would silence triggers and foreign keys.
    always("session_replication_role", "origin"),
    pin("default_tablespace", ""),
    pin("default_table_access_method", "heap"),
    // From 16 on a new role may be granted to its maker by itself.
    pin("createrole_self_grant", ""),
    always("default_transaction_isolation", "read committed"),
    always("default_transaction_deferrable", "off"),
    // What the ledger says was committed must have been.
    always("synchronous_commit", "on"),
    // Compiling a catalog query takes longer than running it.
    pin("jit", "off"),
    // Each plan sets its own lock_timeout; a session timeout would end the advisory lock.
    always("lock_timeout", "0"),
    always("statement_timeout", "0"),
    always("idle_in_transaction_session_timeout", "0"),
    always("idle_session_timeout", "0"),
    always("transaction_timeout", "0"),
    // A backend whose client is gone ends its statement instead of finishing it unseen. The
    // first sees closed sockets (14 on, where the kernel tells), the others dead networks.
    always("client_connection_check_interval", "10000"),
    always("tcp_keepalives_idle", "60"),
    always("tcp_keepalives_interval", "10"),
    always("tcp_keepalives_count", "6"),
    always("tcp_user_timeout", "120000"),
];

/// What was found while setting a session up.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) version: ServerVersion,
    pub(super) backend_pid: i32,
    pub(super) database: String,
    pub(super) user: String,
    pub(super) superuser: bool,
    pub(super) in_recovery: bool,
    pub(super) read_only_by_default: bool,
    pub(super) originals: BTreeMap<String, String>,
    pub(super) not_set: Vec<String>,
}

/// Sets a new session up.
pub(super) async fn set_up(session: &Session, read_only: bool) -> Result<Found> {
    let (mut found, restricted) = look(session).await?;
    let mut settings: Vec<(&str, &str)> = SETTINGS
        .iter()
        .filter(|setting| found.originals.contains_key(setting.name))
        .map(|setting| (setting.name, setting.value))
        .collect();
    if read_only {
        settings.push(("default_transaction_read_only", "on"));
    }
    // What only a superuser may set is tried by itself, and only where it would change.
    let (apart, together): (Vec<_>, Vec<_>) = settings.into_iter().partition(|(name, _)| {
        !found.superuser && restricted.iter().any(|restricted| restricted == name)
    });
    found.not_set = set(session, &together).await?;
    for one in apart {
        if found.originals.get(one.0).map(String::as_str) != Some(one.1) {
            found.not_set.extend(set(session, &[one]).await?);
        }
    }
    found.read_only_by_default |= read_only;
    Ok(found)
}

/// Gives a session the database's and the role's own settings back, for statements over rows.
pub async fn reset_for_data(session: &Session) -> Result<()> {
    let resets: Vec<String> = SETTINGS
        .iter()
        .filter(|setting| setting.data_uses_own && session.original(setting.name).is_some())
        .map(|setting| format!("RESET {};", setting.name))
        .collect();
    several(session, &resets.concat()).await.map(drop)
}

/// Sets again what [`reset_for_data`] gave back.
pub async fn pin_again(session: &Session) -> Result<()> {
    let settings: Vec<(&str, &str)> = SETTINGS
        .iter()
        .filter(|setting| setting.data_uses_own && session.original(setting.name).is_some())
        .map(|setting| (setting.name, setting.value))
        .collect();
    several(session, &set_configs(&settings)).await.map(drop)
}

/// Asks what the server is and what was set. The search path is pinned in the same message,
/// before anything else is looked up: a hostile one could put its own operators first.
async fn look(session: &Session) -> Result<(Found, Vec<String>)> {
    let names: Vec<String> = SETTINGS
        .iter()
        .map(|setting| format!("'{}'", setting.name))
        .collect();
    let sql = format!(
        "SELECT pg_catalog.current_setting('search_path');
         SET search_path = pg_catalog, pg_temp;
         SELECT current_setting('server_version_num'), pg_backend_pid(), current_database(),
                current_user, current_setting('is_superuser'), pg_is_in_recovery(),
                current_setting('default_transaction_read_only');
         SELECT name, setting, context FROM pg_settings
          WHERE name IN ({}) AND context IN ('user', 'superuser')",
        names.join(", ")
    );
    let mut rows = Vec::new();
    for message in several(session, &sql).await? {
        if let SimpleQueryMessage::Row(row) = message {
            let get = |i| row.try_get(i).ok().flatten().map(str::to_owned);
            rows.push(
                (0..row.len())
                    .map(get)
                    .map(Option::unwrap_or_default)
                    .collect(),
            );
        }
    }
    read(rows).ok_or_else(|| {
        Report::new(Class::Connect, "the server does not say what it is")
            .on(session.describe())
            .hint("pgworks needs PostgreSQL; something that only speaks its protocol may lack pg_settings")
    })
}

/// Reads the answers of [`look`]: a path, the facts, and then the settings.
fn read(rows: Vec<Vec<String>>) -> Option<(Found, Vec<String>)> {
    let mut rows = rows.into_iter();
    let path = rows.next()?.into_iter().next()?;
    let mut facts = rows.next()?.into_iter();
    let mut found = Found {
        version: ServerVersion::new(facts.next()?.parse().ok()?),
        backend_pid: facts.next()?.parse().ok()?,
        database: facts.next()?,
        user: facts.next()?,
        superuser: facts.next()? == "on",
        in_recovery: facts.next()? == "t",
        read_only_by_default: facts.next()? == "on",
        ..Found::default()
    };
    let mut restricted = Vec::new();
    for row in rows {
        let mut row = row.into_iter();
        let (name, value, context) = (row.next()?, row.next()?, row.next()?);
        if context == "superuser" {
            restricted.push(name.clone());
        }
        found.originals.insert(name, value);
    }
    found.originals.insert("search_path".into(), path);
    Some((found, restricted))
}

/// Makes settings, all at once if the server lets us, else one by one; returns those that
/// were refused.
async fn set(session: &Session, settings: &[(&str, &str)]) -> Result<Vec<String>> {
    match several(session, &set_configs(settings)).await {
        Ok(_) => return Ok(Vec::new()),
        Err(report) if report.class() != Class::Server => return Err(report),
        Err(_) => {}
    }
    let mut refused = Vec::new();
    for one in settings {
        match several(session, &set_configs(&[*one])).await {
            Ok(_) => {}
            Err(report) if report.class() == Class::Server => refused.push(one.0.to_owned()),
            Err(report) => return Err(report),
        }
    }
    Ok(refused)
}

/// Returns one statement that makes all these settings. Names and values are from
/// [`SETTINGS`]: no quote stands in any of them.
fn set_configs(settings: &[(&str, &str)]) -> String {
    let calls: Vec<String> = settings
        .iter()
        .map(|(name, value)| format!("pg_catalog.set_config('{name}', '{value}', false)"))
        .collect();
    format!("SELECT {}", calls.join(", "))
}

/// Runs several statements in one message. Only the set-up may: it needs few round trips,
/// and none of its statements is a user's.
async fn several(session: &Session, sql: &str) -> Result<Vec<SimpleQueryMessage>> {
    session.listen_first().await;
    match session.client().simple_query(sql).await {
        Ok(messages) => Ok(messages),
        Err(error) => Err(session.fail(&error, sql).await),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_setting_stands_twice_or_needs_quoting() {
        for (i, one) in SETTINGS.iter().enumerate() {
            assert!(!one.value.contains(['\'', '\\']), "{}", one.name);
            assert!(SETTINGS[i + 1..].iter().all(|other| other.name != one.name));
        }
    }

    #[test]
    fn the_answers_of_the_server_are_read() {
        let row = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        let rows = vec![
            row(&["\"$user\", public"]),
            row(&["150018", "42", "shop", "ann", "off", "f", "on"]),
            row(&["search_path", "pg_catalog, pg_temp", "user"]),
            row(&["session_replication_role", "origin", "superuser"]),
        ];
        let (found, restricted) = read(rows).unwrap();
        assert_eq!(found.version.to_string(), "15.18");
        assert_eq!(found.originals["search_path"], "\"$user\", public");
        assert!(found.read_only_by_default && !found.superuser);
        assert_eq!(restricted, ["session_replication_role"]);
        assert!(read(vec![row(&["x"])]).is_none());
    }
}
