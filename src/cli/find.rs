//! `pgworks find`: objects by a word in their name, comment or definition.

use std::fmt::Write as _;

use pgworks_core::{
    catalog::{self, Catalog, Hit},
    error::Result,
    sql::display::display,
};
use serde::Serialize;

use super::{
    context::Context,
    options::{Format, format},
    output::{self, Outcome},
    reading::Looking,
};

/// The version of the JSON that `find` prints.
const JSON_VERSION: u32 = 1;

/// List the objects that hold a word in their name, comment or definition
#[derive(clap::Args)]
#[command(after_help = "\
Names come first, then comments, then all else. Capital and small letters are equal.

Examples:
  pgworks find shop customer
  pgworks find schema.sql 'unit_price *' --schema sales
  pgworks find shop.pgw total --format json

Exit codes: 0 done, 2 wrong use, 4 cannot connect or no scratch, 5 a text that the server
refuses")]
pub(super) struct Args {
    /// A database, SQL text, a snapshot, a git revision, `empty`
    source: String,

    /// The word, or any part of a text
    word: String,

    /// How to print them
    #[arg(long, value_parser = format(["text", "json"]), default_value = "text")]
    format: Format,

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
    word: &'a str,
    found: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    id: String,
    kind: &'a str,
    name: String,
    #[serde(flatten)]
    hit: &'a Hit,
}

/// Reads the source and prints the objects that fit.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let read = args.looking.read(&args.source, cx).await?;
    let hits = catalog::find(&read.catalog, &args.word);
    match args.format {
        Format::Json => output::json(&Document {
            version: JSON_VERSION,
            source: &read.name,
            word: &args.word,
            found: hits.iter().map(|hit| found(&read.catalog, hit)).collect(),
        })?,
        _ => output::data(text(&read.catalog, &hits).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn found<'a>(catalog: &'a Catalog, hit: &'a Hit) -> Found<'a> {
    let id = &catalog.at(hit.at).id;
    Found {
        id: id.to_string(),
        kind: id.kind.name(),
        name: id.dotted(),
        hit,
    }
}

fn text(catalog: &Catalog, hits: &[Hit]) -> String {
    let mut text = String::new();
    for hit in hits {
        let id = catalog.at(hit.at).id.to_string();
        // Writing to a String cannot fail.
        let _ = match hit.place {
            "name" => writeln!(text, "{}", display(&id)),
            place => writeln!(text, "{}  {place}: {}", display(&id), display(&hit.line)),
        };
    }
    text
}
