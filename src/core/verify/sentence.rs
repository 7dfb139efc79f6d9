//! What a proof says, and what it does not show.

use crate::{catalog::Catalog, plan::file::Plan, risk::Undo, scratch::Scratch};

use super::{Proof, Rows, Sides};

/// Returns the sentence that every proof prints.
pub(super) fn says(proof: &Proof, acts_as: &str) -> String {
    let version = version(proof.server_version);
    let (built, all) = proof.objects;
    let on = if built < all {
        format!("on {built} of {all} objects of this schema (those concerned and what they need)")
    } else {
        "on this schema".to_owned()
    };
    let rows = match proof.rows {
        (0, _) => String::new(),
        (tables, rows) => {
            let tables = if tables == 1 {
                "1 table".to_owned()
            } else {
                format!("{tables} tables")
            };
            format!(
                ", and keep {rows} rows made for {tables}, but for what the steps say they lose"
            )
        }
    };
    let missing = proof.not_proven.join("; ");
    if proof.holds {
        format!(
            "Proven: these statements, in this order, {on}, PostgreSQL {version}, as {acts_as}, \
             end in NEW and back in OLD{rows}. Not proven: that your rows fit, that locks are \
             granted, time, and: {missing}."
        )
    } else {
        format!("Not proven: these statements, {on}, PostgreSQL {version}.")
    }
}

fn version(number: u32) -> String {
    format!("{}.{}", number / 10_000, number % 10_000)
}

fn empty_tables(empty: &[String]) -> String {
    let tables = match empty.len() {
        1 => "1 table".to_owned(),
        count => format!("{count} tables"),
    };
    format!(
        "that rows survive in {tables} for which none were found ({})",
        first(empty)
    )
}

/// Lists what this proof does not show, besides what no proof does.
pub(super) fn not_proven(
    plan: &Plan,
    sides: &Sides,
    old: &Catalog,
    scratch: &Scratch,
    [missing, unowned]: [&[String]; 2],
    rows: &Rows,
) -> Vec<String> {
    let mut list = vec![
        format!(
            "that the target's role has the rights (the proof ran as {})",
            scratch.acts_as()
        ),
        "what triggers do with rows".to_owned(),
    ];
    for refusal in &rows.refused {
        list.push(format!(
            "that there are rows the plan can take: with rows made for the proof {refusal}"
        ));
    }
    if !rows.empty.is_empty() {
        list.push(empty_tables(&rows.empty));
    }
    let (here, there) = (scratch.version().major(), plan.old.server_version / 10_000);
    if there != 0 && here != there {
        list.push(format!(
            "the same on PostgreSQL {there}, the target's version"
        ));
    }
    if !missing.is_empty() {
        list.push(format!(
            "owners and grants of roles not to be had there: {}",
            missing.join(", ")
        ));
    }
    if !unowned.is_empty() {
        list.push(format!(
            "the owners of {}, which only superusers may own",
            first(unowned)
        ));
    }
    if !old.unmodelled.is_empty() {
        list.push(format!(
            "{} objects that pgworks does not model",
            old.unmodelled.len()
        ));
    }
    let steps: Vec<&str> = plan
        .steps()
        .map(|step| &*step.object)
        .filter(|object| sides.outside.iter().any(|id| id.to_string() == **object))
        .collect();
    if !steps.is_empty() {
        list.push(format!(
            "{} statements about what belongs to the whole server or database, which were not \
             run ({})",
            steps.len(),
            first(&unique(&steps))
        ));
    }
    for id in &sides.silenced {
        list.push(format!(
            "{id}, whose code was not run because it comes from a text"
        ));
    }
    let partial = plan
        .steps()
        .filter(|step| !matches!(step.action.undo, Undo::Exact))
        .count();
    if partial > 0 {
        list.push(format!(
            "that the way back restores data ({partial} steps say what it does not)"
        ));
    }
    if sides.new.is_none() {
        list.push("that expressions are as in NEW, with which it was not compared".to_owned());
    }
    if !plan.left.is_empty() {
        list.push(format!(
            "{} differences that the plan leaves",
            plan.left.len()
        ));
    }
    list
}

fn unique(list: &[&str]) -> Vec<String> {
    let mut list: Vec<String> = list.iter().map(ToString::to_string).collect();
    list.dedup();
    list
}

/// Returns the first few, and how many more.
fn first(list: &[String]) -> String {
    let shown: Vec<&str> = list.iter().take(5).map(String::as_str).collect();
    match list.len().saturating_sub(5) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}
