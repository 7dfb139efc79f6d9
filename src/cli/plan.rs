//! `pgworks plan`: the migration with risks, ways back and seals, as a file.

use std::path::{Path, PathBuf};

use pgworks_core::{
    error::Result,
    plan::file::{self, Making, Plan},
};

use super::{
    comparing::{self, Comparing},
    context::Context,
    output::{self, Outcome},
};
use crate::front::saving;

/// Plan the migration from OLD to NEW: statements, risks, the way back
#[derive(clap::Args)]
#[command(after_help = "\
The plan holds each statement with its locks, rewrites and losses, the way back from each
stopping point, and seals of the objects it touches: `pgworks apply` refuses it when these
have changed. It holds no password and no connection string.

Examples:
  pgworks plan shop schema.sql -o plan.json
  pgworks plan shop shop_next -o change-4711/     (up.sql, down.sql, plan.json, report.md)
  pgworks plan shop shop_next --online            (as text, nothing is written)

Exit codes: 0 done, 2 wrong use, 4 cannot connect or no scratch, 5 a text that the server
refuses")]
pub(super) struct Args {
    /// What is: a database, SQL text, a snapshot, a git revision, `empty`
    old: String,

    /// What it should become
    new: String,

    /// Write the plan to this file, or with a slash behind it up.sql, down.sql, plan.json
    /// and report.md into this folder
    #[arg(short, long, value_name = "FILE|FOLDER/")]
    output: Option<PathBuf>,

    /// Prove the plan at once and keep the proof in it
    #[arg(long)]
    verify: bool,

    #[command(flatten)]
    comparing: Comparing,
}

/// Plans, writes the plan and shows it.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let mut sides = Box::pin(comparing::sides(
        [&args.old, &args.new],
        &args.comparing,
        cx,
    ))
    .await?;
    let prepared = comparing::prepare(&mut sides, &args.comparing, cx).await?;
    comparing::say_unmodelled(cx, &prepared.difference);
    let mut plan = file::make(&Making {
        old: &sides.old,
        new: &sides.new,
        old_source: &sides.names[0],
        new_source: &sides.names[1],
        prepared: &prepared,
        wishes: &args.comparing.wishes(cx)?,
        made: jiff::Timestamp::now().to_string(),
    })?;
    let mut outcome = Outcome::Done;
    if args.verify {
        let reading = args.comparing.reading(cx, Some(sides.old.origin.clone()))?;
        let proof = Box::pin(pgworks_core::verify::prove(
            &plan, &sides.old, &sides.new, &reading,
        ))
        .await?;
        plan.proof = proof.note(&plan);
        cx.messages.say(&proof.says);
        if !proof.holds {
            cx.messages.report(&proof.report());
            outcome = Outcome::Ended(pgworks_core::error::Class::Proof);
        }
    }
    match &args.output {
        None => output::data(saving::text(&plan).as_bytes())?,
        Some(path) => write(path, &plan, &args.comparing.lock_timeout(cx))?,
    }
    Ok(outcome)
}

fn write(path: &Path, plan: &Plan, lock_timeout: &str) -> Result<()> {
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/');
    if is_folder {
        saving::folder(path, plan, lock_timeout).map(|_| ())
    } else {
        saving::write(path, &plan.to_json()?)
    }
}
