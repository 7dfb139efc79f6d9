//! `pgworks verify`: the proof of a migration on a scratch database, forward and back.

use pgworks_core::{
    error::{Report, Result},
    plan::file::{self, Making},
    sql::display::display,
    verify::{self, Proof},
};

use super::{
    comparing::{self, Comparing},
    context::Context,
    options::{Format, TEXT_OR_JSON, format},
    output::{self, Outcome},
};

/// Prove on a scratch database that the migration ends in NEW and can be undone
#[derive(clap::Args)]
#[command(after_help = "\
A scratch database is built like OLD and compared with it; the plan runs there and must
end in NEW; the way back runs and must end in OLD. No source is changed. What a proof
cannot show is printed with it.

Examples:
  pgworks verify shop schema.sql
  pgworks verify git:HEAD~1:db/ db/
  pgworks verify shop shop_next --scratch postgresql://me@localhost/postgres

Exit codes: 0 proven, 2 wrong use, 4 cannot connect or no scratch, 5 a text that the
server refuses, 7 the proof failed")]
pub(super) struct Args {
    /// What is: a database, SQL text, a snapshot, a git revision, `empty`
    old: String,

    /// What it should become
    new: String,

    /// How to print the proof
    #[arg(long, value_parser = format(TEXT_OR_JSON), default_value = "text")]
    format: Format,

    #[command(flatten)]
    comparing: Comparing,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }
}

/// Proves and prints the proof.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let mut sides = Box::pin(comparing::sides(
        [&args.old, &args.new],
        &args.comparing,
        cx,
    ))
    .await?;
    let prepared = comparing::prepare(&mut sides, &args.comparing, cx).await?;
    comparing::say_unmodelled(cx, &prepared.difference);
    let plan = file::make(&Making {
        old: &sides.old,
        new: &sides.new,
        old_source: &sides.names[0],
        new_source: &sides.names[1],
        prepared: &prepared,
        wishes: &args.comparing.wishes(cx)?,
        made: jiff::Timestamp::now().to_string(),
    })?;
    let reading = args.comparing.reading(cx, Some(sides.old.origin.clone()))?;
    let proof = Box::pin(verify::prove(&plan, &sides.old, &sides.new, &reading)).await?;
    match args.format {
        Format::Json => output::json(&proof)?,
        _ => output::data(text(&proof).as_bytes())?,
    }
    if proof.holds {
        return Ok(Outcome::Done);
    }
    let report: Report = proof.report();
    Err(report)
}

/// Returns the proof as text.
pub(super) fn text(proof: &Proof) -> String {
    let mut text = String::new();
    for stage in &proof.stages {
        let word = if stage.against.is_empty() {
            "holds"
        } else {
            "FAILS"
        };
        text.push_str(&format!("{word}  {}\n", display(&stage.claim)));
        for reason in &stage.against {
            text.push_str(&format!("       {}\n", display(reason)));
        }
    }
    text.push_str(&format!("\n{}\n", display(&proof.says)));
    text
}
