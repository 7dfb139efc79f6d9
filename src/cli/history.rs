//! `pgworks history`: the runs of a database.

use pgworks_core::{error::Result, exec};
use serde_json::json;

use super::{
    context::Context,
    options::Format,
    output::{self, Outcome},
    running::{self, On},
};

/// List the runs of a database, the newest first
#[derive(clap::Args)]
#[command(after_help = "\
It reads the ledger in the schema pgworks and writes nothing.

Examples:
  pgworks history --to shop
  pgworks history --to shop --format json

Exit codes: 0 done, 2 wrong use, 4 cannot connect")]
pub(super) struct Args {
    #[command(flatten)]
    on: On,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.on.format
    }
}

/// Reads and prints.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let reached = args.on.reach(cx)?;
    let runs = cx.stoppable(exec::history(&reached.target)).await??;
    match args.on.format {
        Format::Json => output::json(&running::versioned(&json!({ "runs": runs }))?)?,
        _ if runs.is_empty() => output::data(b"pgworks has run nothing here\n")?,
        _ => {
            let text: String = runs.iter().map(running::run_text).collect();
            output::data(text.as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}
