//! `pgworks plan`: the migration with risks, ways back and seals, as a file.

use std::path::{Path, PathBuf};

use pgworks_core::{
    error::{Report, Result},
    plan::{
        file::{self, Making, Plan},
        script,
    },
};

use super::{
    comparing::{self, Comparing},
    context::Context,
    output::{self, Outcome},
    writing,
};

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
    let sides = Box::pin(comparing::sides(
        [&args.old, &args.new],
        &args.comparing,
        cx,
    ))
    .await?;
    let prepared = comparing::prepare(&sides, &args.comparing, cx).await?;
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
        None => output::data(text(&plan).as_bytes())?,
        Some(path) => write(path, &plan, &args.comparing.lock_timeout(cx))?,
    }
    Ok(outcome)
}

fn write(path: &Path, plan: &Plan, lock_timeout: &str) -> Result<()> {
    let json = plan.to_json()?;
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/');
    if !is_folder {
        return writing::write(path, &json);
    }
    std::fs::create_dir_all(path).map_err(|error| {
        Report::usage("cannot make the folder")
            .on(path.display().to_string())
            .because(error)
    })?;
    let remarks = script::Remarks {
        lock_timeout,
        left: &plan.left,
        unmodelled: &plan.unmodelled,
        ..script::Remarks::default()
    };
    let back = plan
        .rollback()
        .map(|back| script::script(&back.segments, &remarks));
    writing::write(
        &path.join("up.sql"),
        &script::script(&plan.segments, &remarks),
    )?;
    writing::write(&path.join("down.sql"), &back.unwrap_or_default())?;
    writing::write(&path.join("plan.json"), &json)?;
    writing::write(&path.join("report.md"), &report(plan))
}

/// Returns the plan as text: what it does, loses, leaves.
pub(super) fn text(plan: &Plan) -> String {
    use pgworks_core::sql::display::display;
    let mut text = format!(
        "plan {} of {}\nold  {}\nnew  {}\n{} created, {} dropped, {} altered; {} statements\n\n",
        plan.id,
        plan.made,
        display(&plan.old.source),
        display(&plan.new.source),
        plan.summary.creates,
        plan.summary.drops,
        plan.summary.alters,
        plan.summary.statements
    );
    text.push_str(&comparing::steps(&plan.segments));
    let losses: Vec<_> = plan.losses().collect();
    if !losses.is_empty() {
        text.push_str("\nlosses, each to be allowed by name:\n");
        for (name, what) in losses {
            text.push_str(&format!(
                "  --allow-data-loss {}   {}\n",
                display(name),
                display(what)
            ));
        }
    }
    for left in &plan.left {
        text.push_str(&format!(
            "not done: {}: {}\n",
            display(&left.object),
            display(&left.why)
        ));
    }
    for it in &plan.unmodelled {
        text.push_str(&format!(
            "not modelled: {} {}\n",
            display(&it.kind),
            display(&it.name)
        ));
    }
    text
}

/// Returns the report for a change ticket.
fn report(plan: &Plan) -> String {
    let says = plan
        .proof
        .as_ref()
        .map_or("This plan was not proven.", |proof| &proof.says);
    let back = plan
        .rollback()
        .map(|back| comparing::steps(&back.segments))
        .unwrap_or_default();
    format!(
        "# Schema change {}\n\n{says}\n\n## The plan\n\n```text\n{}```\n\n## The way back\n\n\
         ```text\n{back}```\n",
        plan.id,
        text(plan)
    )
}
