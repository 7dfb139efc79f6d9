//! `pgworks rollback`: the last run is taken back.

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

/// Take the last run back, finished or not
#[derive(clap::Args)]
#[command(after_help = "\
The way back was made with the plan, for each point where a run can stop. It is a run of
its own, with its own guard: it is refused when the objects were changed since, and what
was written meanwhile and would be lost must be allowed by name.

Examples:
  pgworks rollback --to shop
  pgworks rollback --to shop --allow-data-loss public.tag --dump-losses kept/

Exit codes: 0 done, 3 refused, 4 cannot connect, 5 the server refused a statement,
6 interrupted, 7 the end is not as it was")]
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
    let asking = args.running.confirm(Asked::Rollback, &reached, &wishes, cx);
    asking.await?;
    let running = exec::rollback(&reached.target, &wishes, &cx.progress, &cx.cancel);
    let applied = Box::pin(running).await?;
    running::print_applied(&applied, args.on.format)?;
    Ok(Outcome::Done)
}
