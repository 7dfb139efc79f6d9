//! `pgworks conn`: what concerns connections themselves.
//!
//! It tests one; how a connection is made is core's.

use std::time::Instant;

use clap::Subcommand;
use pgworks_core::{
    conn::{self, PasswordSource, Session},
    error::Result,
    sql::display::display,
};
use serde_json::{Value, json};

use super::{
    context::Context,
    options::{Format, TEXT_OR_JSON, format},
    output::{self, Outcome},
    target,
};

/// The version of the JSON that `conn test` prints.
const JSON_VERSION: u32 = 1;

/// Check connections
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pgworks conn test postgresql://me@db.example.org/shop
  pgworks conn test 'service=shop'
  pgworks conn test shop --format json")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Test(Test),
}

/// Connect, say what was found and how the connection is protected, and leave
#[derive(clap::Args)]
#[command(after_help = "\
A database is named by a URL, by keywords as psql takes them, or by a profile of
connections.toml. PG* variables, ~/.pgpass and pg_service.conf count as for psql.
Nothing is written to it.

Examples:
  pgworks conn test                                      (what the PG* variables say)
  pgworks conn test postgresql://me@db.example.org/shop
  pgworks conn test 'host=/run/postgresql dbname=shop'
  pgworks conn test shop --format json

Exit codes: 0 connected, 2 the connection text is wrong, 4 cannot connect")]
struct Test {
    /// The database; without it the PG* variables decide
    #[arg(default_value = "", hide_default_value = true)]
    source: String,

    /// How to print what was found
    #[arg(long, value_parser = format(TEXT_OR_JSON), default_value = "text")]
    format: Format,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        let Action::Test(test) = &self.action;
        test.format
    }
}

/// Tests a connection and prints what was found.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let Action::Test(args) = &args.action;
    let target = target::read(&args.source, cx)?;
    cx.progress
        .say(format!("connecting to {}", target.conninfo.describe()));
    let begun = Instant::now();
    let connecting = conn::connect(&target.conninfo, "pgworks conn test");
    let session = cx.stoppable(connecting).await??;
    let found = found(&session, begun.elapsed().as_millis());
    session.close().await;
    match args.format {
        Format::Json => output::json(&found)?,
        _ => output::data(text(&found).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn found(session: &Session, milliseconds: u128) -> Value {
    let negotiated = session.negotiated();
    json!({
        "version": JSON_VERSION,
        "connection": session.describe(),
        "server_version": session.version().to_string(),
        "database": session.database(),
        "role": session.user(),
        "is_superuser": session.is_superuser(),
        "is_standby": session.is_in_recovery(),
        "is_read_only": session.is_read_only(),
        "protection": negotiated.to_string(),
        "password": password(&negotiated.password_source),
        "milliseconds": u64::try_from(milliseconds).unwrap_or(u64::MAX),
    })
}

/// Says where the password came from that was at hand; the server may not have asked for it.
fn password(source: &PasswordSource) -> String {
    match source {
        PasswordSource::None => "none".into(),
        PasswordSource::Text => "from the connection text".into(),
        PasswordSource::Service(name) => format!("from the service {name}"),
        PasswordSource::Variable => "from PGPASSWORD".into(),
        PasswordSource::Passfile(file) => format!("from {}", file.display()),
        PasswordSource::Asked => "asked for".into(),
    }
}

/// Returns what was found as lines.
fn text(found: &Value) -> String {
    let word = |name: &str| display(found[name].as_str().unwrap_or_default()).into_owned();
    let when = |name: &str, yes: &'static str| {
        if found[name] == Value::Bool(true) {
            yes
        } else {
            ""
        }
    };
    format!(
        "connected to {}\n\
         \x20 server      PostgreSQL {}{}\n\
         \x20 database    {}{}\n\
         \x20 role        {}{}\n\
         \x20 protection  {}\n\
         \x20 password    {}\n\
         \x20 took        {} ms\n",
        word("connection"),
        word("server_version"),
        when("is_standby", ", a standby"),
        word("database"),
        when("is_read_only", ", read-only"),
        word("role"),
        when("is_superuser", ", superuser"),
        word("protection"),
        word("password"),
        found["milliseconds"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_server_are_escaped() {
        let found = json!({ "database": "a\x1b[2J", "is_read_only": true, "milliseconds": 3 });
        let text = text(&found);
        assert!(
            text.contains("database    a\\x1b[2J, read-only\n"),
            "{text}"
        );
        assert!(text.ends_with("took        3 ms\n"), "{text}");
    }
}
