//! The confirmation of a run: losses first, since what it names is what is allowed.

use pgworks_core::{exec::Preview, sql::display};

use crate::app::state::{
    State,
    dialog::{Confirm, Dialog, Then},
    input::Input,
    jobs::Weight,
    opened::Opened,
    running::Ahead,
    sheets::{count, size},
};

/// How many statements a confirmation shows; all of them stand in the list behind it.
const SHOWN: usize = 8;

/// Shows what will be done and asks.
pub(super) fn confirm(state: &mut State) {
    let (Some(db), Some(Ahead { then, preview })) = (state.running.db, state.running.ahead.clone())
    else {
        return;
    };
    let is_production = state.db(db).is_some_and(Opened::is_production);
    let unfinished = state.running.status.as_ref();
    let unfinished = unfinished.and_then(|it| it.unfinished.as_ref());
    let is_unproven = then == Then::Apply && !state.wizard.is_proven();
    let refusal = if let (Then::Apply, Some(run)) = (&then, unfinished) {
        (run.segments_done > 0 || run.has_intent).then(|| {
            format!(
                "run {} is not finished: go on with it or take it back first",
                run.id
            )
        })
    } else if is_unproven && is_production {
        Some("production: prove the plan first (step Verify)".to_owned())
    } else {
        None
    };
    if let Some(words) = refusal {
        state.say(Weight::Warning, &words);
        return;
    }
    let wanted = if is_production {
        preview.database.clone()
    } else {
        "yes".to_owned()
    };
    let database = display(&preview.database);
    let title = match then {
        Then::RollBack => format!("Take the run back on {database}?"),
        Then::Resume => format!("Go on with the run on {database}?"),
        _ => format!("Run this on {database}?"),
    };
    let mut lines = Vec::new();
    if is_unproven {
        lines.push("! This plan is not proven.".to_owned());
    }
    lines.extend(shown(&preview));
    lines.push(format!("Type {} to confirm:", display(&wanted)));
    // What is named here is what may be lost.
    state.running.allowed = preview.losses.iter().map(|it| it.name.clone()).collect();
    state.dialogs.push(Dialog::Confirm(Confirm {
        title,
        lines,
        wanted,
        input: Input::default(),
        top: 0,
        then,
    }));
}

/// Returns what a confirmation shows.
fn shown(preview: &Preview) -> Vec<String> {
    let mut lines = Vec::new();
    for loss in &preview.losses {
        let size = loss.bytes.map_or_else(String::new, |bytes| {
            format!(" (in a table of {})", size(bytes))
        });
        lines.push(format!("! loses   {}{size}", display(&loss.what)));
    }
    for left in &preview.left {
        lines.push(format!("! does not bring back {}", display(left)));
    }
    lines.push(format!("server    {}", display(&preview.connection)));
    lines.push(format!(
        "          PostgreSQL {}, {}",
        display(&preview.server_version),
        display(&preview.protection)
    ));
    lines.push(format!("role      {}", display(&preview.role)));
    let (all, segments) = (preview.statements.len(), preview.segments.len());
    let statements = count(all, "statement", "statements");
    let segments = count(segments, "segment", "segments");
    lines.push(format!("runs      {statements} in {segments}"));
    for sql in preview.statements.iter().take(SHOWN) {
        let words: Vec<&str> = sql.split_whitespace().collect();
        let short: String = words.join(" ").chars().take(72).collect();
        lines.push(format!("          {}", display(&short)));
    }
    if all > SHOWN {
        lines.push(format!("          and {} more", all - SHOWN));
    }
    lines
}
