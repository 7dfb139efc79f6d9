//! What `apply`, `resume`, `rollback`, `status` and `history` share: the target, the
//! wishes for a run, the confirmation, and how a run is shown.

use std::{
    fmt::Write as _,
    io::{self, BufRead as _, IsTerminal as _},
    path::PathBuf,
    time::Duration,
};

use pgworks_core::{
    error::{Report, Result},
    exec::{self, Applied, Asked, Direction, Preview, Run, State},
    introspect::Scope,
    sql::display::display,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    context::Context,
    options::{Format, TEXT_OR_JSON, format},
    output, target,
};
use crate::app::config::duration;

/// The version of the JSON that the commands print.
const JSON_VERSION: u32 = 1;

/// How many statements a confirmation shows.
const SHOWN: usize = 20;

/// The database, and how to print.
#[derive(clap::Args)]
pub(super) struct On {
    /// The database: a URL, keywords, or a profile of connections.toml
    #[arg(long, value_name = "TARGET")]
    to: String,

    /// How to print what was done or found
    #[arg(long, value_parser = format(TEXT_OR_JSON), default_value = "text")]
    pub(super) format: Format,
}

/// A database that is looked at or written to.
pub(super) struct Reached {
    /// For core.
    pub(super) target: exec::Target,
    /// Whether the profile is tagged as production.
    pub(super) is_production: bool,
}

impl On {
    /// Returns the database.
    pub(super) fn reach(&self, cx: &Context) -> Result<Reached> {
        let found = target::read(&self.to, cx)?;
        let profile = found.profile.as_ref();
        Ok(Reached {
            is_production: profile.is_some_and(pgworks_core::conn::Profile::is_production),
            target: exec::Target {
                conninfo: found.conninfo,
                scope: Scope {
                    globals: true,
                    ..Scope::default()
                },
            },
        })
    }
}

/// What is wished of a run.
#[derive(clap::Args)]
#[command(next_help_heading = "Running")]
pub(super) struct Running {
    /// Allow the loss of this object's data, named as the refusal names it; once for each
    #[arg(long, value_name = "NAME")]
    allow_data_loss: Vec<String>,

    /// Do not ask; for a production profile the database's name is needed: --yes=NAME
    #[arg(long, value_name = "DATABASE", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "")]
    yes: Option<String>,

    /// How long a statement waits for a lock before its transaction starts anew: 500ms, 3s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    lock_timeout: Option<Duration>,

    /// How long to wait for another run on the same database
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "1min")]
    wait: Duration,

    /// Run the statements as this role
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    /// Copy rows into files in this folder before they are lost
    #[arg(long, value_name = "FOLDER")]
    dump_losses: Option<PathBuf>,
}

impl Running {
    /// Returns the wishes for core.
    pub(super) fn wishes(&self, cx: &Context) -> Result<exec::Wishes> {
        if let Some(folder) = &self.dump_losses {
            std::fs::create_dir_all(folder).map_err(|error| {
                Report::usage("cannot make the folder for the rows")
                    .on(folder.display().to_string())
                    .because(error)
            })?;
        }
        Ok(exec::Wishes {
            lock_timeout: self.lock_timeout.unwrap_or(cx.config.lock_timeout),
            retries: cx.config.retries,
            allow_loss: self.allow_data_loss.clone(),
            role: self.role.clone(),
            wait_for_lock: self.wait,
            dump_losses_to: self.dump_losses.clone(),
            ..exec::Wishes::default()
        })
    }

    /// Shows what would be done and asks; refuses where nobody can answer.
    pub(super) async fn confirm(
        &self,
        asked: Asked<'_>,
        reached: &Reached,
        wishes: &exec::Wishes,
        cx: &Context,
    ) -> Result<()> {
        cx.progress.say("looking at the database");
        let preview = exec::preview(asked, &reached.target, wishes);
        let preview = cx.stoppable(preview).await??;
        cx.messages.say(shown(&preview).trim_end());
        let wanted = if reached.is_production {
            preview.database.as_str()
        } else {
            "yes"
        };
        match &self.yes {
            Some(word) if !reached.is_production || *word == preview.database => return Ok(()),
            Some(_) => {
                return Err(Report::refused("production asks for the database's name")
                    .on(preview.database.clone())
                    .hint("--yes=NAME, with the name of the database"));
            }
            None => {}
        }
        if !(io::stdin().is_terminal() && cx.surroundings.is_terminal) {
            return Err(Report::refused("nobody is there to confirm")
                .hint("read the statements, then add --yes"));
        }
        cx.messages
            .say(format!("type {} to run this:", display(wanted)));
        if cx.stoppable(answer()).await?.trim() == wanted {
            Ok(())
        } else {
            Err(Report::refused("not confirmed: nothing was changed"))
        }
    }
}

/// Reads a line, on a thread of its own: it may never come.
pub(super) async fn answer() -> String {
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        // An end of input is an answer too, and not the wanted one.
        let _ = io::stdin().lock().read_line(&mut line);
        line
    });
    read.await.unwrap_or_default()
}

/// Returns what a confirmation shows.
fn shown(preview: &Preview) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    let what = match (preview.direction, preview.run) {
        (Direction::Apply, None) => "apply".to_owned(),
        (Direction::Apply, Some(run)) => format!("go on with run {run}"),
        (Direction::Rollback, Some(run)) => format!("take back run {run}"),
        (Direction::Rollback, None) => "take back".to_owned(),
    };
    line(format!("{what} on {}", display(&preview.connection)));
    line(format!("  database  {}", display(&preview.database)));
    line(format!("  role      {}", display(&preview.role)));
    line(format!(
        "  server    PostgreSQL {}, {}",
        display(&preview.server_version),
        display(&preview.protection)
    ));
    line(format!(
        "  runs      {} statements",
        preview.statements.len()
    ));
    for sql in preview.statements.iter().take(SHOWN) {
        let first = sql.lines().next().unwrap_or_default();
        let more = if first.len() < sql.len() { " ..." } else { "" };
        line(format!("    {}{more}", display(first)));
    }
    if preview.statements.len() > SHOWN {
        line(format!("    and {} more", preview.statements.len() - SHOWN));
    }
    for loss in &preview.losses {
        let size = loss
            .bytes
            .map_or_else(String::new, |bytes| format!(" ({} kB)", bytes / 1024));
        let allowed = if loss.is_allowed { "" } else { ", NOT allowed" };
        line(format!(
            "  LOSES     {}: {}{size}{allowed}",
            display(&loss.name),
            display(&loss.what)
        ));
    }
    for left in &preview.left {
        line(format!("  leaves    {}", display(left)));
    }
    text
}

/// Prints what a run did.
pub(super) fn print_applied(applied: &Applied, format: Format) -> Result<()> {
    match format {
        Format::Json => output::json(&versioned(applied)?),
        _ => output::data(applied_text(applied).as_bytes()),
    }
}

/// Puts the version in front of the fields of a value.
pub(super) fn versioned(value: &impl Serialize) -> Result<Value> {
    let failed = |error| Report::fault("cannot write this as JSON").because(error);
    let mut whole = json!({ "version": JSON_VERSION });
    if let (Value::Object(whole), Value::Object(fields)) =
        (&mut whole, serde_json::to_value(value).map_err(failed)?)
    {
        whole.extend(fields);
    }
    Ok(whole)
}

fn applied_text(applied: &Applied) -> String {
    let word = match applied.direction {
        Direction::Apply => "applied",
        Direction::Rollback => "taken back",
    };
    let mut text = format!(
        "{word}: run {}, {} statements in {} segments\n",
        applied.run, applied.statements, applied.segments
    );
    // Writing to a String cannot fail.
    if applied.already_done > 0 {
        let _ = writeln!(text, "  {} segments were done before", applied.already_done);
    }
    if applied.retries > 0 {
        let _ = writeln!(text, "  tried again {} times", applied.retries);
    }
    if applied.reconnects > 0 {
        let _ = writeln!(text, "  connected again {} times", applied.reconnects);
    }
    for file in &applied.dumps {
        let _ = writeln!(text, "  rows kept in {}", display(&file.to_string_lossy()));
    }
    for note in &applied.notes {
        let _ = writeln!(text, "  note: {}", display(note));
    }
    text
}

/// Returns a run of the ledger as lines.
pub(super) fn run_text(run: &Run) -> String {
    let state = match run.state {
        State::Unfinished => format!(
            "unfinished, {} of {} segments done",
            run.segments_done, run.segments
        ),
        State::Finished => "finished".to_owned(),
        State::TakenBack => "finished, and taken back".to_owned(),
        State::Abandoned => format!(
            "left as it was, {} of {} segments done",
            run.segments_done, run.segments
        ),
    };
    let what = match (run.direction, run.parent) {
        (Direction::Apply, _) => format!("plan {}", run.plan),
        (Direction::Rollback, Some(parent)) => format!("taking back run {parent}"),
        (Direction::Rollback, None) => "taking back".to_owned(),
    };
    let mut text = format!(
        "run {}  {}  {}  {} statements, as {}\n       {state}{}\n",
        run.id,
        display(&run.started),
        display(&what),
        run.steps,
        display(&run.role),
        run.ended
            .as_deref()
            .map_or_else(String::new, |ended| format!(" {ended}")),
    );
    if let Some(failure) = run
        .failure
        .as_deref()
        .filter(|_| run.state == State::Unfinished)
    {
        let _ = writeln!(text, "       {}", display(failure));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confirmation_names_the_place_and_the_losses() {
        let preview = Preview {
            connection: "me@db:5432/shop".into(),
            database: "shop".into(),
            role: "me".into(),
            server_version: "15.4".into(),
            protection: "TLSv1.3".into(),
            direction: Direction::Apply,
            run: None,
            statements: vec!["DROP TABLE t\nx".into()],
            segments: Vec::new(),
            losses: vec![exec::Loss {
                name: "public.t".into(),
                what: "the rows\x1b".into(),
                bytes: Some(4096),
                is_allowed: false,
            }],
            left: Vec::new(),
        };
        assert_eq!(
            shown(&preview),
            "apply on me@db:5432/shop\n  database  shop\n  role      me\n  \
             server    PostgreSQL 15.4, TLSv1.3\n  runs      1 statements\n    \
             DROP TABLE t ...\n  LOSES     public.t: the rows\\x1b (4 kB), NOT allowed\n"
        );
    }
}
