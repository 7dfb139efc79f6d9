//! `pgworks drift`: what has changed since a snapshot.
//!
//! The snapshot is OLD and the source is NEW; nothing is run.

use std::path::PathBuf;

use pgworks_core::{error::Result, source::Source};

use super::{
    comparing::{self, Comparing, Named},
    context::Context,
    diff,
    options::{Format, format},
    output::Outcome,
};

/// Show what has changed in a schema since a snapshot
#[derive(clap::Args)]
#[command(after_help = "\
It is `pgworks diff FILE SOURCE`, with text for people by default.

Examples:
  pgworks snapshot shop -o shop.pgw
  pgworks drift shop shop.pgw --exit-code
  pgworks drift shop shop.pgw --format json
  pgworks diff shop shop.pgw > back.sql       (the way back to the snapshot)

Exit codes: 0 done (with --exit-code: no difference), 1 differences (with --exit-code),
2 wrong use or the snapshot is damaged, 4 cannot connect or no scratch, 5 a text that the
server refuses")]
pub(super) struct Args {
    /// What is now: a database, SQL text, a snapshot, a git revision
    source: String,

    /// The snapshot that it is compared with
    #[arg(value_name = "FILE")]
    snapshot: PathBuf,

    /// How to print the difference
    #[arg(long, value_parser = format(["text", "json", "sql"]), default_value = "text")]
    format: Format,

    /// Exit with 1 if there is a difference
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    comparing: Comparing,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }
}

/// Compares and prints.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let old = Named {
        source: Source::Snapshot(args.snapshot.clone()),
        name: args.snapshot.display().to_string(),
    };
    let new = comparing::named(&args.source, cx).await?;
    let mut sides = Box::pin(comparing::both(old, new, &args.comparing, cx)).await?;
    diff::show(&mut sides, &args.comparing, args.format, args.exit_code, cx).await
}
