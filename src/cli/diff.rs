//! `pgworks diff`: the migration from one schema to another, on stdout.

use pgworks_core::{
    error::Result,
    plan::{self, choose, fold, script},
    sql::display::display,
};
use serde_json::json;

use super::{
    comparing::{self, Comparing, Sides},
    context::Context,
    options::{Format, format},
    output::{self, Outcome},
};
use crate::front::saving;

/// The version of the JSON that `diff` prints.
const JSON_VERSION: u32 = 1;

/// Print the SQL that turns the schema of OLD into that of NEW
#[derive(clap::Args)]
#[command(after_help = "\
The script is for `psql -v ON_ERROR_STOP=1 -f`. It makes OLD exactly NEW, drops
included; it is not run, and no source is changed. What pgworks does not model and what
differs is said in comments and on stderr.

Examples:
  pgworks diff postgresql://localhost/shop postgresql://localhost/shop_next
  pgworks diff shop schema.sql > migration.sql
  pgworks diff git:v1.2:db/ db/ --format json
  pgworks diff shop shop_next --rename public.staff.photo=public.staff.picture
  pgworks diff shop shop_next --renames ask

Exit codes: 0 done (with --exit-code: no difference), 1 differences (with --exit-code),
2 wrong use, 4 cannot connect or no scratch, 5 a text that the server refuses")]
pub(super) struct Args {
    /// What is: a database, SQL text, a snapshot, a git revision, `empty`
    old: String,

    /// What it should become
    new: String,

    /// How to print the difference
    #[arg(long, value_parser = format(["sql", "json", "text"]), default_value = "sql")]
    format: Format,

    /// Exit with 1 if there is a difference
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    comparing: Comparing,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }
}

/// Compares and prints.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let mut sides = Box::pin(comparing::sides(
        [&args.old, &args.new],
        &args.comparing,
        cx,
    ))
    .await?;
    show(&mut sides, &args.comparing, args.format, args.exit_code, cx).await
}

/// Compares what was read, and prints.
pub(super) async fn show(
    sides: &mut Sides,
    comparing: &Comparing,
    format: Format,
    exit_code: bool,
    cx: &Context,
) -> Result<Outcome> {
    let prepared = comparing::prepare(sides, comparing, cx).await?;
    comparing::say_unmodelled(cx, &prepared.difference);
    match format {
        Format::Sql => {
            let lock_timeout = comparing.lock_timeout(cx);
            output::data(sql(&lock_timeout, sides, &prepared).as_bytes())?;
        }
        Format::Json => output::json(&json!({
            "version": JSON_VERSION,
            "old": sides.names[0],
            "new": sides.names[1],
            "summary": summary(&prepared),
            "changes": changes(sides, &prepared),
            "segments": prepared.segments,
            "left": prepared.route.left,
            "ignored": prepared.ignored,
            "candidates": prepared.candidates,
            "unmodelled": [&prepared.difference.unmodelled_old, &prepared.difference.unmodelled_new],
        }))?,
        Format::Text => output::data(text(sides, &prepared).as_bytes())?,
    }
    let differs = !prepared.difference.is_empty();
    Ok(if differs && exit_code {
        Outcome::Differs
    } else {
        Outcome::Done
    })
}

fn sql(lock_timeout: &str, sides: &Sides, prepared: &plan::Prepared) -> String {
    let head = [
        format!(
            "pgworks {}: {} -> {}",
            env!("CARGO_PKG_VERSION"),
            sides.names[0],
            sides.names[1]
        ),
        "run with: psql -v ON_ERROR_STOP=1 -f".to_owned(),
    ];
    let mut unmodelled = prepared.difference.unmodelled_old.clone();
    unmodelled.extend(prepared.difference.unmodelled_new.iter().cloned());
    script::script(
        &prepared.segments,
        &script::Remarks {
            head: &head,
            lock_timeout,
            left: &prepared.route.left,
            unmodelled: &unmodelled,
            ignored: &prepared.ignored,
            candidates: &prepared.candidates,
        },
    )
}

fn summary(prepared: &plan::Prepared) -> serde_json::Value {
    use pgworks_core::diff::Delta;
    let count = |wanted: fn(&Delta) -> bool| {
        prepared
            .difference
            .deltas
            .iter()
            .filter(|delta| wanted(delta))
            .count()
    };
    let creates = count(|delta| matches!(delta, Delta::Add(_)));
    let drops = count(|delta| matches!(delta, Delta::Drop(_)));
    let alters = count(|delta| matches!(delta, Delta::Alter { .. }));
    json!({
        "total_changes": creates + drops + alters,
        "creates": creates,
        "drops": drops,
        "alters": alters,
    })
}

/// Lists the differences by object, each with its attributes before and after.
fn changes(sides: &Sides, prepared: &plan::Prepared) -> Vec<serde_json::Value> {
    use pgworks_core::diff::Delta;
    let (old, new) = (prepared.old(&sides.old), &sides.new);
    let named =
        |verb: &str, kind: &str| format!("{verb}_{}", kind.to_uppercase().replace(' ', "_"));
    prepared
        .difference
        .deltas
        .iter()
        .map(|delta| match delta {
            Delta::Add(at) => {
                let id = &new.at(*at).id;
                json!({ "type": named("CREATE", id.kind.name()), "object": id.dotted() })
            }
            Delta::Drop(at) => {
                let id = &old.at(*at).id;
                json!({ "type": named("DROP", id.kind.name()), "object": id.dotted() })
            }
            Delta::Alter {
                old: was,
                new: is,
                changed,
            } => {
                let (was, is) = (old.at(*was), new.at(*is));
                let attributes: serde_json::Map<_, _> = changed
                    .iter()
                    .map(|name| {
                        let both =
                            json!({ "old": was.attrs.value(name), "new": is.attrs.value(name) });
                        (name.to_owned(), both)
                    })
                    .collect();
                json!({
                    "type": named("ALTER", is.id.kind.name()),
                    "object": is.id.dotted(),
                    "attributes": attributes,
                })
            }
        })
        .collect()
}

/// Returns a difference as a line.
fn line(change: &serde_json::Value) -> String {
    let word = |name: &str| change[name].as_str().unwrap_or_default().to_owned();
    let verb = word("type").to_lowercase().replace('_', " ");
    let mut line = format!("{verb}  {}", display(&word("object")));
    if let Some(attributes) = change["attributes"].as_object() {
        let names: Vec<&str> = attributes.keys().map(String::as_str).collect();
        line.push_str(&format!("  ({})", names.join(", ")));
    }
    line
}

/// Returns the differences and the statements with their risks, for people. What is the same
/// on many siblings is told once.
fn text(sides: &Sides, prepared: &plan::Prepared) -> String {
    let mut text = String::new();
    if prepared.difference.is_empty() {
        return "no difference\n".into();
    }
    let (old, difference) = (prepared.old(&sides.old), &prepared.difference);
    let groups = choose::changes(old, &sides.new, difference);
    let folds = fold::folds(old, &sides.new, difference, &groups);
    let lines: Vec<String> = changes(sides, prepared).iter().map(line).collect();
    let mut is_told = vec![false; lines.len()];
    for fold in &folds {
        let deltas = |at: &usize| groups.get(*at).map_or(&[][..], |it| &it.deltas);
        text.push_str(&format!("{}, same change:\n", display(&fold.words())));
        for delta in fold.members.first().map_or(&[][..], deltas) {
            let line = lines.get(*delta).map_or("", |it| it);
            text.push_str(&format!("  {line}\n"));
        }
        for delta in fold.members.iter().flat_map(deltas) {
            if let Some(is_told) = is_told.get_mut(*delta) {
                *is_told = true;
            }
        }
    }
    for (line, _) in lines.iter().zip(is_told).filter(|it| !it.1) {
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&saving::steps(&prepared.segments));
    text
}
