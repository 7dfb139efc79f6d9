//! `pgworks status`: what is under way or unfinished on a database.

use std::fmt::Write as _;

use pgworks_core::{
    error::Result,
    exec::{self, Status},
    sql::display::display,
};

use super::{
    context::Context,
    options::Format,
    output::{self, Outcome},
    running::{self, On},
};

/// Say whether a run is under way or unfinished on a database
#[derive(clap::Args)]
#[command(after_help = "\
It reads the ledger in the schema pgworks, writes nothing and waits for nobody.

Examples:
  pgworks status --to shop
  pgworks status --to shop --format json

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
    let status = cx.stoppable(exec::status(&reached.target)).await??;
    match args.on.format {
        Format::Json => output::json(&running::versioned(&status)?)?,
        _ => output::data(text(&status).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn text(status: &Status) -> String {
    if !status.has_ledger {
        return "pgworks has run nothing here\n".to_owned();
    }
    let mut text = String::new();
    // Writing to a String cannot fail.
    if let Some(who) = &status.at_work {
        let _ = writeln!(text, "at work: {}", display(who));
    }
    match (&status.unfinished, &status.last) {
        (Some(run), _) => {
            text.push_str(&running::run_text(run));
            if status.at_work.is_none() {
                text.push_str(
                    "to go on:        pgworks resume --to TARGET\n\
                     to take it back: pgworks rollback --to TARGET\n",
                );
            }
        }
        (None, Some(run)) => {
            text.push_str("nothing is unfinished; the last run that stands:\n");
            text.push_str(&running::run_text(run));
        }
        (None, None) => text.push_str("nothing is unfinished, and no run stands\n"),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_ledger_is_said_so() {
        let mut status = Status {
            has_ledger: false,
            at_work: None,
            unfinished: None,
            last: None,
        };
        assert_eq!(text(&status), "pgworks has run nothing here\n");
        status.has_ledger = true;
        status.at_work = Some("pgworks run 3\n".into());
        assert_eq!(
            text(&status),
            "at work: pgworks run 3\\n\nnothing is unfinished, and no run stands\n"
        );
    }
}
