//! `pgworks resume`: an interrupted run goes on, whichever machine began it.

use pgworks_core::{
    error::Result,
    exec::{self, Asked},
};

use super::{
    context::Context,
    options::Format,
    output::Outcome,
    running::{self, On, Running},
};

/// Go on with the run that was interrupted on a database
#[derive(clap::Args)]
#[command(after_help = "\
The plan is in the database's own ledger: its file is not needed. What an interrupted
CREATE INDEX CONCURRENTLY left is removed first, if it is this run's.

Examples:
  pgworks resume --to shop
  pgworks resume --to shop --yes --lock-timeout 5s

Exit codes: 0 done, 3 refused (nothing to go on with, or the database was changed
meanwhile), 4 cannot connect, 5 the server refused a statement, 6 interrupted again")]
pub(super) struct Args {
    #[command(flatten)]
    on: On,

    #[command(flatten)]
    running: Running,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.on.format
    }
}

/// Asks and runs.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let reached = args.on.reach(cx)?;
    let wishes = args.running.wishes(cx)?;
    let asking = args.running.confirm(Asked::Resume, &reached, &wishes, cx);
    asking.await?;
    let running = exec::resume(&reached.target, &wishes, &cx.progress, &cx.cancel);
    let applied = Box::pin(running).await?;
    running::print_applied(&applied, args.on.format)?;
    Ok(Outcome::Done)
}
