//! `pgworks inspect`: a schema as JSON, as the SQL that recreates it, or as a tree.
//!
//! It compares nothing and counts no rows.

use std::fmt::Write as _;

use pgworks_core::{
    catalog::{Catalog, CatalogDocument, Ref},
    error::Result,
    plan::{ddl, script},
    source::Source,
    sql::display::display,
};
use serde::Serialize;

use super::{
    context::Context,
    options::{Format, format},
    output::{self, Outcome},
    reading::{Looking, Read},
};

/// The version of the JSON that `inspect` prints.
const JSON_VERSION: u32 = 1;

/// Print a schema as JSON, or as the SQL that recreates it
#[derive(clap::Args)]
#[command(after_help = "\
What pgworks does not model, and what it may not read, is listed with the rest. The SQL is
for an empty database, by `psql -v ON_ERROR_STOP=1 -f`. docs/json.md describes the JSON.

Examples:
  pgworks inspect shop > catalog.json
  pgworks inspect shop --format sql --schema 'sales,stock*'
  pgworks inspect shop.pgw --format text
  pgworks inspect schema.sql | jq -r '.objects[] | select(.kind == \"table\").name'

Exit codes: 0 done, 1 something is not modelled or could not be read (with --exit-code),
2 wrong use, 4 cannot connect or no scratch, 5 a text that the server refuses")]
pub(super) struct Args {
    /// A database, SQL text, a snapshot, a git revision, `empty`
    source: String,

    /// How to print it
    #[arg(long, value_parser = format(["json", "sql", "text"]), default_value = "json")]
    format: Format,

    /// Exit with 1 if there is something that pgworks does not model or could not read
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    looking: Looking,
}

impl Args {
    /// Returns the format the user asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    source: &'a str,
    #[serde(flatten)]
    catalog: CatalogDocument<'a>,
}

/// Reads the source and prints what is in it.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let read = args.looking.read(&args.source, cx).await?;
    let Read { name, catalog, .. } = &read;
    match args.format {
        Format::Json => output::json(&Document {
            version: JSON_VERSION,
            source: name,
            catalog: CatalogDocument::of(catalog),
        })?,
        Format::Sql => {
            say_unmodelled(catalog, cx);
            output::data(sql(&read).await?.as_bytes())?;
        }
        Format::Text => output::data(text(catalog).as_bytes())?,
    }
    let is_partial = !catalog.unmodelled.is_empty() || !catalog.unread.is_empty();
    Ok(if is_partial && args.exit_code {
        Outcome::Differs
    } else {
        Outcome::Done
    })
}

fn say_unmodelled(catalog: &Catalog, cx: &Context) {
    for it in &catalog.unmodelled {
        let (kind, name) = (display(&it.kind), display(&it.name));
        cx.messages.say(format!("not modelled: {kind} {name}"));
    }
}

/// Returns the script that makes the schema in an empty database of the same server.
async fn sql(read: &Read) -> Result<String> {
    let mut reading = read.reading.clone();
    reading.like = Some(read.catalog.origin.clone());
    let empty = Source::Empty.read(&reading).await?.catalog;
    let head = [
        format!("pgworks {}: {}", env!("CARGO_PKG_VERSION"), read.name),
        "run in an empty database with: psql -v ON_ERROR_STOP=1 -f".to_owned(),
    ];
    Ok(script::script(
        &ddl::of_catalog(&read.catalog, &empty)?,
        &script::Remarks {
            head: &head,
            lock_timeout: "0",
            left: &[],
            unmodelled: &read.catalog.unmodelled,
            ..script::Remarks::default()
        },
    ))
}

/// Returns the schema as a tree, ordered by name, and what is missing from it.
fn text(catalog: &Catalog) -> String {
    let mut text = String::new();
    let roots = catalog
        .objects()
        .filter(|(_, object)| object.parent.is_none());
    let mut roots: Vec<Ref> = roots.map(|(at, _)| at).collect();
    roots.sort_by_key(|at| {
        let id = &catalog.at(*at).id;
        (&id.path, id.kind)
    });
    for root in roots {
        branch(&mut text, catalog, root);
    }
    // Writing to a String cannot fail.
    for it in &catalog.unmodelled {
        let _ = writeln!(
            text,
            "not modelled: {} {}",
            display(&it.kind),
            display(&it.name)
        );
    }
    for it in &catalog.unread {
        let _ = writeln!(
            text,
            "not read: {}: {}",
            display(&it.what),
            display(&it.why)
        );
    }
    text
}

fn branch(text: &mut String, catalog: &Catalog, root: Ref) {
    let mut pending = vec![(root, 0)];
    while let Some((at, depth)) = pending.pop() {
        let id = &catalog.at(at).id;
        let indent = "  ".repeat(depth);
        let name = if depth == 0 {
            id.dotted()
        } else {
            id.name().to_owned()
        };
        let _ = writeln!(text, "{indent}{} {}", id.kind, display(&name));
        pending.extend(
            catalog
                .children(at)
                .iter()
                .rev()
                .map(|child| (*child, depth + 1)),
        );
    }
}
