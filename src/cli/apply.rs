//! `pgworks apply`: a plan is run on a database.
//!
//! It proves the plan first, unless the plan holds its proof.

use std::path::PathBuf;

use pgworks_core::{
    error::{Report, Result},
    exec::{self, Asked},
    plan::file::{Plan, digest},
    source::{Source, Word},
    sql::display::display,
    verify,
};

use super::{
    comparing::{self, Scratching},
    context::Context,
    options::Format,
    output::Outcome,
    running::{self, On, Reached, Running},
};

/// Run a plan on a database, so that it can be stopped anywhere and goes on
#[derive(clap::Args)]
#[command(after_help = "\
Before the first statement the objects that the plan touches are compared with what they
were when it was made, losses of data must have been allowed by name, and the plan is
proven on a scratch database unless it holds its proof. What was done is kept in the
database itself, in the schema pgworks: an interrupted run goes on with `pgworks resume`
from any machine.

Examples:
  pgworks apply plan.json --to shop
  pgworks apply plan.json --to postgresql://me@db.example.org/shop --yes
  pgworks apply plan.json --to shop --allow-data-loss public.staff.photo --dump-losses kept/

Exit codes: 0 done, 2 wrong use, 3 refused, 4 cannot connect, 5 the server refused a
statement, 6 interrupted, 7 the proof failed or the end is not as planned")]
pub(super) struct Args {
    /// The plan that `pgworks plan -o` wrote
    plan: PathBuf,

    #[command(flatten)]
    on: On,

    /// Do not prove the plan first; refused for a production profile
    #[arg(long)]
    no_proof: bool,

    /// Leave this unfinished run as it is, and go on without it
    #[arg(long, value_name = "RUN")]
    abandon: Option<i64>,

    #[command(flatten)]
    running: Running,

    #[command(flatten)]
    scratching: Scratching,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.on.format
    }
}

/// Proves, asks and runs.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let mut plan = read(&args.plan)?;
    let reached = args.on.reach(cx)?;
    let wishes = exec::Wishes {
        abandon: args.abandon,
        ..args.running.wishes(cx)?
    };
    if args.no_proof && reached.is_production {
        return Err(
            Report::refused("nothing runs on production without a proof")
                .hint("leave --no-proof out"),
        );
    }
    let asked = Asked::Apply(&plan);
    args.running.confirm(asked, &reached, &wishes, cx).await?;
    if !args.no_proof {
        prove(&mut plan, args, &reached, cx).await?;
    }
    let applying = exec::apply(&plan, &reached.target, &wishes, &cx.progress, &cx.cancel);
    let applied = Box::pin(applying).await?;
    running::print_applied(&applied, args.on.format)?;
    Ok(Outcome::Done)
}

fn read(path: &std::path::Path) -> Result<Plan> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Report::usage("cannot read the plan")
            .on(name.clone())
            .because(error)
            .hint("make one with: pgworks plan OLD NEW -o plan.json")
    })?;
    Plan::from_json(&text, &name)
}

/// Returns the plan's new side, if it can be read again by its name: a plan keeps no
/// connection string.
async fn new_again(plan: &Plan, cx: &Context) -> Option<Source> {
    match Word::read(&plan.new.source).ok()? {
        Word::Empty | Word::Git { .. } | Word::Snapshot(_) | Word::Files(_) => {
            comparing::named(&plan.new.source, cx)
                .await
                .ok()
                .map(|named| named.source)
        }
        _ => None,
    }
}

/// Sees to it that the plan is proven: by the proof that it holds, else here and now.
async fn prove(plan: &mut Plan, args: &Args, reached: &Reached, cx: &Context) -> Result<()> {
    if let Some(proof) = &plan.proof
        && proof.statements == digest(&plan.segments)
    {
        let (proven, planned) = (
            proof.server_version / 10_000,
            plan.old.server_version / 10_000,
        );
        if proven != planned && planned != 0 {
            cx.messages.say(format!(
                "note: the plan was proven on PostgreSQL {proven}, not on {planned}"
            ));
        }
        return Ok(());
    }
    let reading = |like| {
        let scope = reached.target.scope.clone();
        comparing::reading(cx, scope, &args.scratching, like)
    };
    let old = Source::Live(Box::new(reached.target.conninfo.clone()));
    let old = old.read(&reading(None)?).await?.catalog;
    let like = Some(old.origin.clone());
    // What was ignored is in the new side, and the plan does not end in it.
    let new = if plan.ignored.is_empty() {
        new_again(plan, cx).await
    } else {
        None
    };
    let new = match new {
        Some(new) => Some(new.read(&reading(like.clone())?).await?.catalog),
        None => None,
    };
    let proof = match new.filter(|new| verify::leads_to(plan, &old, new)) {
        Some(new) => Box::pin(verify::prove(plan, &old, &new, &reading(like)?)).await?,
        None => Box::pin(verify::prove_sealed(plan, &old, &reading(like)?)).await?,
    };
    cx.messages.say(display(&proof.says));
    if !proof.holds {
        return Err(proof.report());
    }
    plan.proof = proof.note(plan);
    Ok(())
}
