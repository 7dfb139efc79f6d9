//! `pgworks snapshot`: a schema kept in a file.
//!
//! Rows and passwords are no part of it.

use std::path::PathBuf;

use pgworks_core::{error::Result, source, sql::display::display};

use super::{context::Context, output::Outcome, reading::Looking};

/// Keep a schema in a file, to compare with later
#[derive(clap::Args)]
#[command(after_help = "\
The file is a source like any other: `diff`, `plan`, `inspect` read it, all of it or some
schemas. It holds no rows and no passwords; a database that did not change gives the same
bytes again.

Examples:
  pgworks snapshot shop -o shop.pgw
  pgworks snapshot git:v1.4:db/ -o v1.4.pgw
  pgworks drift shop shop.pgw

Exit codes: 0 written, 2 wrong use or the file cannot be written, 4 cannot connect or no
scratch, 5 a text that the server refuses")]
pub(super) struct Args {
    /// A database, SQL text, a snapshot, a git revision, `empty`
    source: String,

    /// The file; sources are known as snapshots by a name that ends in .pgw
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    #[command(flatten)]
    looking: Looking,
}

/// Reads the source and writes the file.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let read = args.looking.read_with_globals(&args.source, cx).await?;
    source::keep(&read.catalog, &args.output)?;
    let path = args.output.display().to_string();
    let objects = read.catalog.len();
    cx.messages
        .say(format!("{}: {objects} objects", display(&path)));
    if !path.to_lowercase().ends_with(".pgw") {
        cx.messages.say(
            "note: only `drift` reads this file by its name; other commands know a snapshot by .pgw",
        );
    }
    Ok(Outcome::Done)
}
