//! The options that several subcommands share, in groups that belong together.
//!
//! Each group is flattened into the subcommands it concerns, so that no subcommand
//! accepts what it would ignore. Defaults that `config.toml` can set are left open here.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use tracing::level_filters::LevelFilter;

/// Options of every subcommand.
#[derive(clap::Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct Global {
    /// Say on stderr what is being done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,

    /// Write a log of JSON lines to this file; no password enters it
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) log_file: Option<PathBuf>,

    /// How much the log says
    #[arg(long, global = true, value_name = "LEVEL", default_value = "info")]
    #[arg(value_parser = levels())]
    pub(super) log_level: LevelFilter,

    /// Write messages without colour (the variable `NO_COLOR` does the same)
    #[arg(long, global = true)]
    pub(super) no_color: bool,
}

fn levels() -> impl clap::builder::TypedValueParser<Value = LevelFilter> {
    PossibleValuesParser::new(["error", "warn", "info", "debug", "trace"])
        .try_map(|level| level.parse::<LevelFilter>())
}

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// SQL for psql.
    Sql,
    /// JSON of a documented, versioned shape.
    Json,
    /// Text for people.
    Text,
}

/// The formats of subcommands that print no SQL.
pub(super) const TEXT_OR_JSON: [&str; 2] = ["text", "json"];

/// Reads one of these formats.
pub(super) fn format<const N: usize>(
    names: [&'static str; N],
) -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(names).map(|name| match name.as_str() {
        "sql" => Format::Sql,
        "json" => Format::Json,
        _ => Format::Text,
    })
}
