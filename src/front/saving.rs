//! Plans as text and as files, for every front end.
//!
//! A file is written whole or not at all: beside it first, then under its name.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use pgworks_core::{
    error::{Report, Result},
    plan::{Segment, file::Plan, script},
    risk::{Level, Undo},
    sql::display::display,
};

/// Writes `text` to a file.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let failed = |error: std::io::Error| {
        Report::usage("cannot write the file")
            .on(path.display().to_string())
            .because(error)
    };
    let folder = path
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes up.sql, down.sql, plan.json and report.md into a folder, which is made; returns
/// their paths.
pub fn folder(path: &Path, plan: &Plan, lock_timeout: &str) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(path).map_err(|error| {
        Report::usage("cannot make the folder")
            .on(path.display().to_string())
            .because(error)
    })?;
    let remarks = script::Remarks {
        lock_timeout,
        left: &plan.left,
        unmodelled: &plan.unmodelled,
        ignored: &plan.ignored,
        candidates: &plan.candidates,
        ..script::Remarks::default()
    };
    let back = plan
        .rollback()
        .map(|back| script::script(&back.segments, &remarks));
    let files = [
        ("up.sql", script::script(&plan.segments, &remarks)),
        ("down.sql", back.unwrap_or_default()),
        ("plan.json", plan.to_json()?),
        ("report.md", report(plan)),
    ];
    let mut written = Vec::with_capacity(files.len());
    for (name, text) in files {
        let file = path.join(name);
        write(&file, &text)?;
        written.push(file);
    }
    Ok(written)
}

/// Returns the plan as text: what it does, loses, leaves.
pub fn text(plan: &Plan) -> String {
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
    text.push_str(&steps(&plan.segments));
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
    for it in &plan.ignored {
        text.push_str(&format!("{}\n", display(&it.words())));
    }
    for it in &plan.candidates {
        text.push_str(&format!("{}\n", display(&it.words())));
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
        .map(|back| steps(&back.segments))
        .unwrap_or_default();
    format!(
        "# Schema change {}\n\n{says}\n\n## The plan\n\n```text\n{}```\n\n## The way back\n\n\
         ```text\n{back}```\n",
        plan.id,
        text(plan)
    )
}

/// Returns segments and their steps with what each takes, for people.
pub fn steps(segments: &[Segment]) -> String {
    let mut text = String::new();
    for (number, segment) in segments.iter().enumerate() {
        let how = if segment.in_transaction {
            "one transaction"
        } else {
            "outside of a transaction"
        };
        text.push_str(&format!(
            "segment {} of {}: {how}\n",
            number + 1,
            segments.len()
        ));
        for step in &segment.steps {
            let action = &step.action;
            text.push_str(&format!("  {}\n", display(&action.sql)));
            if action.risk.level() > Level::Safe {
                text.push_str(&format!("      {}\n", display(&action.risk.words())));
            }
            if action.undo != Undo::Exact {
                text.push_str(&format!("      undo: {}\n", display(&action.undo.words())));
            }
        }
    }
    text
}
