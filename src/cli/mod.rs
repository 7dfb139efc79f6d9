//! The command line: one file a subcommand, data on stdout, messages on stderr.
//!
//! A subcommand parses its words, calls core and shows what comes back; it decides nothing
//! that another front end would have to decide again. The exit codes are those of
//! [`pgworks_core::error::Class`], with 0 for done and 1 for differences found.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use pgworks_core::error::{Class, Report, Result};

use crate::app::{
    config::{Color, Config, Locations},
    launch::Launch,
};

mod apply;
mod comparing;
mod completions;
mod conn;
mod context;
mod demo;
mod describe;
mod diff;
mod drift;
mod find;
mod history;
mod inspect;
mod man;
mod open;
mod options;
mod output;
mod plan;
mod reading;
mod renaming;
mod resume;
mod rollback;
mod running;
mod snapshot;
mod status;
mod surroundings;
mod target;
mod verify;

use options::Format;

pub use context::Context;
pub use output::{Messages, Outcome, fault};
pub use surroundings::Surroundings;

/// The exit code of a fault of ours.
pub const FAULT: u8 = Class::Fault.exit_code();

const ABOUT: &str = "Compares PostgreSQL schemas, plans the migration, proves it, runs it";

const AFTER_HELP: &str = "\
Sources (OLD, NEW, SOURCE):
  postgresql://user@host/db     a database, as URL ...
  'host=... dbname=...'         ... or as keywords; PG* variables, ~/.pgpass and
                                pg_service.conf count as they do for psql
  NAME                          a profile of connections.toml
  schema.sql, folder/, -        SQL text, loaded into a throw-away database
  name.pgw                      a snapshot made by `pgworks snapshot`
  git:REV:path                  SQL text as of a git revision
  empty                         an empty database

Exit codes:
  0  done, or no difference     5  the server refused a statement
  1  differences (--exit-code)  6  interrupted while applying: `pgworks resume`
  2  wrong use or settings      7  the proof failed or is incomplete
  3  refused by a guard         70 a fault of pgworks
  4  cannot connect, or no throw-away database to be had";

const FILES: &str = "\
Files:
  config.toml       settings; config.example.toml holds each with its default
  connections.toml  profiles: connections by name
  pgworks.toml      of a project, in the working directory or above it: what comparisons
                    ignore, and renames that were said yes or no to
  The first two lie in ~/.config/pgworks (Linux), ~/Library/Application Support/pgworks (macOS)
  or %APPDATA%\\pgworks\\config (Windows).";

/// The words of a command line.
#[derive(Parser)]
#[command(
    name = "pgworks",
    version,
    about = ABOUT,
    infer_long_args = false
)]
struct Cli {
    #[command(flatten)]
    global: options::Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What a command line leads to.
pub enum Next {
    /// The process ends with this code.
    Exit(u8),
    /// The workbench opens.
    Workbench(Box<Launch>),
}

/// The table of commands: help, completions, man pages and README are printed from it.
#[derive(Subcommand)]
enum Command {
    Open(open::Args),
    Diff(diff::Args),
    Plan(plan::Args),
    Verify(verify::Args),
    Inspect(inspect::Args),
    Snapshot(snapshot::Args),
    Drift(drift::Args),
    Find(find::Args),
    Describe(describe::Args),
    Apply(apply::Args),
    Status(status::Args),
    Resume(resume::Args),
    Rollback(rollback::Args),
    History(history::Args),
    Demo(demo::Args),
    Conn(conn::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Default for Command {
    fn default() -> Self {
        Self::Open(open::Args::default())
    }
}

impl Command {
    /// Tells whether failures are wanted as JSON.
    fn wants_json(&self) -> bool {
        match self {
            Self::Diff(args) => args.format() == Format::Json,
            Self::Verify(args) => args.format() == Format::Json,
            Self::Inspect(args) => args.format() == Format::Json,
            Self::Drift(args) => args.format() == Format::Json,
            Self::Find(args) => args.format() == Format::Json,
            Self::Describe(args) => args.format() == Format::Json,
            Self::Apply(args) => args.format() == Format::Json,
            Self::Status(args) => args.format() == Format::Json,
            Self::Resume(args) => args.format() == Format::Json,
            Self::Rollback(args) => args.format() == Format::Json,
            Self::History(args) => args.format() == Format::Json,
            Self::Conn(args) => args.format() == Format::Json,
            Self::Open(_)
            | Self::Plan(_)
            | Self::Snapshot(_)
            | Self::Demo(_)
            | Self::Completions(_)
            | Self::Man(_) => false,
        }
    }
}

/// Returns the command line as clap knows it, with all its subcommands.
pub fn command() -> clap::Command {
    Cli::command()
        .after_help(AFTER_HELP)
        .after_long_help(format!("{AFTER_HELP}\n\n{FILES}"))
}

/// Runs a command line, up to the workbench where that is what it asks for.
pub fn run(args: impl IntoIterator<Item = OsString>, surroundings: Surroundings) -> Next {
    let args = open::with_command(args, &Cli::command());
    let parsed = command().try_get_matches_from(args);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed stdout is no reason to fail on the way out.
            let _ = error.print();
            return Next::Exit(if error.use_stderr() {
                Class::Usage.exit_code()
            } else {
                0
            });
        }
    };
    let command = cli.command.unwrap_or_default();
    let settings = settings();
    let color = settings
        .as_ref()
        .map_or(Color::Auto, |(config, _)| config.color);
    let messages = Messages::new(&cli.global, &surroundings, color, command.wants_json());
    let outcome = Context::new(&cli.global, surroundings, settings, messages)
        .and_then(|cx| perform(&command, &cx));
    match outcome {
        Ok(next) => next,
        Err(report) => Next::Exit(failed(&report, messages)),
    }
}

/// Says what failed; returns the exit code.
pub fn failed(report: &Report, messages: Messages) -> u8 {
    messages.report(report);
    report.class().exit_code()
}

/// Returns the settings and where they lie.
fn settings() -> Result<(Config, Locations)> {
    let locations = Locations::of_user()?;
    Ok((Config::load(&locations)?, locations))
}

fn perform(command: &Command, cx: &Context) -> Result<Next> {
    let opening = match command {
        Command::Open(args) => Some(open::launch(args, cx)?),
        Command::Demo(args) => demo::launch(args, cx)?,
        _ => None,
    };
    if let Some(launch) = opening {
        return Ok(Next::Workbench(Box::new(launch)));
    }
    let outcome = cx.drive(async {
        match command {
            Command::Open(_) => Ok(Outcome::Done),
            Command::Diff(args) => Box::pin(diff::run(args, cx)).await,
            Command::Plan(args) => Box::pin(plan::run(args, cx)).await,
            Command::Verify(args) => Box::pin(verify::run(args, cx)).await,
            Command::Apply(args) => Box::pin(apply::run(args, cx)).await,
            Command::Status(args) => Box::pin(status::run(args, cx)).await,
            Command::Resume(args) => Box::pin(resume::run(args, cx)).await,
            Command::Rollback(args) => Box::pin(rollback::run(args, cx)).await,
            Command::History(args) => Box::pin(history::run(args, cx)).await,
            Command::Demo(args) => Box::pin(demo::run(args, cx)).await,
            Command::Inspect(args) => Box::pin(inspect::run(args, cx)).await,
            Command::Snapshot(args) => Box::pin(snapshot::run(args, cx)).await,
            Command::Drift(args) => Box::pin(drift::run(args, cx)).await,
            Command::Find(args) => Box::pin(find::run(args, cx)).await,
            Command::Describe(args) => Box::pin(describe::run(args, cx)).await,
            Command::Conn(args) => conn::run(args, cx).await,
            Command::Completions(args) => completions::run(args),
            Command::Man(args) => man::run(args),
        }
    })?;
    Ok(Next::Exit(outcome.exit_code()))
}
