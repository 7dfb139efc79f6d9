//! `pgworks demo`: the whole road on a shop that comes with the program.
//!
//! Compare, plan, prove, apply, compare again: on throw-away databases only, with the same
//! calls of core as the other commands.

use std::time::Instant;

use pgworks_core::{
    catalog::Catalog,
    error::{Class, Report, Result},
    exec,
    introspect::Scope,
    plan::{
        self,
        file::{self, Making, Plan},
        rebuild,
    },
    scratch::Database,
    source::Reading,
    verify,
};

use super::{
    comparing::{self, Scratching},
    context::Context,
    open,
    output::{self, Outcome},
    verify as proof_text,
};
use crate::app::launch::{Launch, Opening};
use crate::front::{
    demo::{self, LOSS, Shops},
    saving,
};

/// Compare, plan, prove and migrate a small shop on a throw-away database
#[derive(clap::Args)]
#[command(after_help = "\
It uses PostgreSQL if it is on this machine, else the engine that comes with pgworks, or the
server named by --scratch, and touches nothing else.

Examples:
  pgworks demo
  pgworks demo --headless
  pgworks demo --headless --scratch embedded
  pgworks demo --headless --scratch postgresql://me@build/postgres

Exit codes: 0 the shop was migrated and no difference is left; 4 no throw-away database;
7 a difference is left")]
pub(super) struct Args {
    /// Print the whole path as text, instead of opening the workbench
    #[arg(long)]
    headless: bool,

    #[command(flatten)]
    scratching: Scratching,
}

/// Returns the start of the workbench, unless the road is walked as text.
pub(super) fn launch(args: &Args, cx: &Context) -> Result<Option<Launch>> {
    let launch = || open::with(Opening::Demo, &args.scratching, cx);
    (!args.headless).then(launch).transpose()
}

/// Walks the road and prints each step.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let reading = comparing::reading(cx, Scope::default(), &args.scratching, None)?;
    let Shops { scratch, old, new } = demo::shops(&reading).await?;
    say(&format!("1. Two shops on {}", scratch.describe()))?;
    let outcome = Box::pin(road(&old, &new, &reading, cx)).await;
    // All are dropped whatever came of it, and what came of it is told first.
    let ends = [old.drop().await, new.drop().await, scratch.close().await];
    let outcome = outcome?;
    ends.into_iter().collect::<Result<()>>()?;
    Ok(outcome)
}

async fn road(old: &Database, new: &Database, reading: &Reading, cx: &Context) -> Result<Outcome> {
    let begun = Instant::now();
    let (was, is) = (
        rebuild::read(old, reading).await?,
        rebuild::read(new, reading).await?,
    );
    say(&format!(
        "   old: {} objects, new: {} objects, read in {} ms\n",
        was.len(),
        is.len(),
        begun.elapsed().as_millis()
    ))?;
    let wishes = demo::wishes();
    let prepared = plan::prepare(&was, &is, &wishes, &[], reading).await?;
    let mut made = file::make(&Making {
        old: &was,
        new: &is,
        old_source: "the old shop",
        new_source: "the new shop",
        prepared: &prepared,
        wishes: &wishes,
        made: jiff::Timestamp::now().to_string(),
    })?;
    say("2. The plan\n")?;
    say(&saving::text(&made))?;
    say("3. The proof, on another throw-away database\n")?;
    let proof = Box::pin(verify::prove(&made, &was, &is, reading)).await?;
    say(&proof_text::text(&proof))?;
    if !proof.holds {
        return Err(proof.report());
    }
    made.proof = proof.note(&made);
    say("4. The run")?;
    apply(&made, old, reading, cx).await?;
    say("5. Compared again")?;
    again(old, &is, reading).await
}

async fn apply(plan: &Plan, old: &Database, reading: &Reading, cx: &Context) -> Result<()> {
    let target = exec::Target {
        conninfo: old.conninfo().clone(),
        scope: Scope::default(),
    };
    let wishes = exec::Wishes {
        lock_timeout: cx.config.lock_timeout,
        retries: cx.config.retries,
        allow_loss: vec![LOSS.to_owned()],
        ..exec::Wishes::default()
    };
    let applied = Box::pin(exec::apply(
        plan,
        &target,
        &wishes,
        &reading.progress,
        &reading.cancel,
    ))
    .await?;
    say(&format!(
        "   {} statements in {} segments done, with --allow-data-loss {LOSS}\n",
        applied.statements, applied.segments
    ))
}

async fn again(old: &Database, wanted: &Catalog, reading: &Reading) -> Result<Outcome> {
    let read = rebuild::read(old, reading).await?;
    let left = plan::prepare(&read, wanted, &demo::wishes(), &[], reading).await?;
    if left.difference.is_empty() {
        say("   no difference")?;
        return Ok(Outcome::Done);
    }
    Err(
        Report::new(Class::Proof, "a difference is left after the migration")
            .because(format!("{} objects differ", left.difference.deltas.len())),
    )
}

fn say(line: &str) -> Result<()> {
    output::data(format!("{line}\n").as_bytes())
}
