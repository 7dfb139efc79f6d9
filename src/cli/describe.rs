//! `pgworks describe`: one object: SQL, parts, what it needs, what needs it.
//!
//! It is read from the catalog; no rows are counted.

use std::fmt::Write as _;

use pgworks_core::{
    catalog::{self, Catalog, Edge, EdgeKind, ObjectDocument, Ref, Unmodelled, Value},
    conn::nearest,
    error::{Report, Result},
    plan::ddl,
    sql::display::display,
};
use serde::Serialize;

use super::{
    context::Context,
    options::{Format, format},
    output::{self, Outcome},
    reading::Looking,
};

/// The version of the JSON that `describe` prints.
const JSON_VERSION: u32 = 1;

/// How many objects one name may mean: overloaded functions, columns of several tables.
const MOST: usize = 20;

/// Show an object: its SQL, its parts, what it needs and what needs it
#[derive(clap::Args)]
#[command(after_help = "\
A name may have its kind before it, and may leave out schema and arguments; all objects that
it can mean are shown.

Examples:
  pgworks describe shop sales.customers
  pgworks describe shop 'sales.order_total(bigint)' --format sql
  pgworks describe shop 'index sales.customers_email_key' --format json

Exit codes: 0 done, 2 wrong use or there is no such object, 4 cannot connect or no scratch,
5 a text that the server refuses")]
pub(super) struct Args {
    /// A database, SQL text, a snapshot, a git revision, `empty`
    source: String,

    /// The object, as in `sales.customers`, `sales.customers.name`, `order_total`
    name: String,

    /// How to print it
    #[arg(long, value_parser = format(["text", "json", "sql"]), default_value = "text")]
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
    objects: Vec<Described<'a>>,
}

/// All there is to say about an object.
#[derive(Serialize)]
struct Described<'a> {
    #[serde(flatten)]
    object: ObjectDocument<'a>,
    parts: Vec<ObjectDocument<'a>>,
    needed_by: Vec<String>,
    unmodelled: Vec<&'a Unmodelled>,
    sql: Vec<String>,
}

/// Reads the source and prints the object.
pub(super) async fn run(args: &Args, cx: &Context) -> Result<Outcome> {
    let read = args.looking.read(&args.source, cx).await?;
    let catalog = &read.catalog;
    let found = catalog::named(catalog, &args.name);
    if found.is_empty() || found.len() > MOST {
        return Err(unclear(catalog, &args.name, &found));
    }
    match args.format {
        Format::Json => {
            let objects: Result<_> = found.iter().map(|at| described(catalog, *at)).collect();
            output::json(&Document {
                version: JSON_VERSION,
                source: &read.name,
                objects: objects?,
            })?;
        }
        Format::Sql => {
            let texts: Result<Vec<String>> =
                found.iter().map(|at| ddl::text(catalog, *at)).collect();
            output::data(texts?.join("\n").as_bytes())?;
        }
        Format::Text => {
            let texts: Result<Vec<String>> = found.iter().map(|at| text(catalog, *at)).collect();
            output::data(texts?.join("\n").as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}

fn unclear(catalog: &Catalog, name: &str, found: &[Ref]) -> Report {
    if found.is_empty() {
        let names: Vec<String> = catalog.objects().map(|(_, it)| it.id.dotted()).collect();
        let report = Report::usage("there is no such object").on(name);
        return match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => report.hint(format!("did you mean `{near}`?")),
            None => report.hint("`pgworks find SOURCE WORD` looks for a part of a name"),
        };
    }
    let some = found
        .iter()
        .take(5)
        .map(|at| catalog.at(*at).id.to_string());
    Report::usage(format!("{} objects have this name", found.len()))
        .on(name)
        .hint(format!(
            "say which: {}, ...",
            some.collect::<Vec<_>>().join(", ")
        ))
}

fn described(catalog: &Catalog, at: Ref) -> Result<Described<'_>> {
    let parts = parts(catalog, at);
    Ok(Described {
        object: ObjectDocument::of(catalog, at),
        parts: parts
            .iter()
            .map(|at| ObjectDocument::of(catalog, *at))
            .collect(),
        needed_by: others(catalog, at, Catalog::dependants, |edge| edge.from),
        unmodelled: unmodelled(catalog, at),
        sql: sql(catalog, at)?,
    })
}

/// Lists the parts of an object, and theirs.
fn parts(catalog: &Catalog, at: Ref) -> Vec<Ref> {
    let mut all = Vec::new();
    let mut pending: Vec<Ref> = catalog.children(at).iter().rev().copied().collect();
    while let Some(part) = pending.pop() {
        all.push(part);
        pending.extend(catalog.children(part).iter().rev());
    }
    all
}

/// Lists the objects at the other end of the edges of an object and its parts.
fn others<'a>(
    catalog: &'a Catalog,
    at: Ref,
    edges: impl Fn(&'a Catalog, Ref) -> &'a [Edge],
    end: impl Fn(&Edge) -> Ref,
) -> Vec<String> {
    let own: Vec<Ref> = std::iter::once(at).chain(parts(catalog, at)).collect();
    let all = own.iter().flat_map(|part| edges(catalog, *part));
    let all = all.filter(|edge| edge.kind != EdgeKind::Mentions).map(end);
    let mut others: Vec<Ref> = all.filter(|other| !own.contains(other)).collect();
    others.sort_unstable();
    others.dedup();
    others
        .into_iter()
        .map(|other| catalog.at(other).id.to_string())
        .collect()
}

/// Lists what the model does not know and PostgreSQL names after the object.
fn unmodelled(catalog: &Catalog, at: Ref) -> Vec<&Unmodelled> {
    let name = catalog.at(at).id.dotted();
    let concerns = |it: &&Unmodelled| {
        it.name == name
            || it.name.ends_with(&format!(" {name}"))
            || it.name.starts_with(&format!("{name}."))
            || it.name.contains(&format!(" {name} "))
    };
    catalog.unmodelled.iter().filter(concerns).collect()
}

fn sql(catalog: &Catalog, at: Ref) -> Result<Vec<String>> {
    let segments = ddl::of_object(catalog, at)?;
    let steps = segments.into_iter().flat_map(|segment| segment.steps);
    Ok(steps.map(|step| step.action.sql).collect())
}

fn text(catalog: &Catalog, at: Ref) -> Result<String> {
    let object = catalog.at(at);
    let mut text = format!("{}\n", display(&object.id.to_string()));
    for (def, value) in object.attrs.iter() {
        entry(&mut text, 1, def.name, &words(value));
    }
    // Writing to a String cannot fail.
    let parts = parts(catalog, at);
    if !parts.is_empty() {
        text.push_str("\nparts\n");
    }
    for part in parts {
        let part = catalog.at(part);
        let depth = part.id.path.len().saturating_sub(object.id.path.len());
        let shown: Vec<String> = part
            .attrs
            .iter()
            .map(|(def, value)| format!("{}: {}", def.name, words(value)))
            .collect();
        let indent = "  ".repeat(depth.max(1));
        let name = display(part.id.name());
        let _ = writeln!(
            text,
            "{indent}{} {name}  {}",
            part.id.kind,
            display(&shown.join(", "))
        );
    }
    list(
        &mut text,
        "needs",
        &others(catalog, at, Catalog::needs, |edge| edge.to),
    );
    list(
        &mut text,
        "needed by",
        &others(catalog, at, Catalog::dependants, |edge| edge.from),
    );
    let unmodelled = unmodelled(catalog, at);
    let unmodelled: Vec<String> = unmodelled
        .iter()
        .map(|it| format!("{} {}", it.kind, it.name))
        .collect();
    list(&mut text, "not modelled", &unmodelled);
    let statements = sql(catalog, at)?;
    if !statements.is_empty() {
        text.push_str("\nSQL\n");
    }
    for statement in statements {
        entry(&mut text, 1, "", &format!("{statement};"));
    }
    Ok(text)
}

fn words(value: &Value) -> String {
    match value {
        Value::Bool(it) => if *it { "yes" } else { "no" }.to_owned(),
        Value::Int(it) => it.to_string(),
        Value::Text(it) => it.to_string(),
        Value::List(list) => list.join(", "),
    }
}

/// Adds a text of one line behind its name, a longer one below it.
fn entry(text: &mut String, depth: usize, name: &str, words: &str) {
    let indent = "  ".repeat(depth);
    let label = if name.is_empty() {
        String::new()
    } else {
        format!("{name}: ")
    };
    let mut lines = words
        .trim_end()
        .lines()
        .map(|line| line.replace('\t', "    "));
    let first = lines.next().unwrap_or_default();
    let mut rest = lines.peekable();
    if rest.peek().is_none() || name.is_empty() {
        let _ = writeln!(text, "{indent}{label}{}", display(&first));
    } else {
        let _ = writeln!(text, "{indent}{name}:\n{indent}  {}", display(&first));
    }
    let indent = if name.is_empty() {
        indent
    } else {
        indent + "  "
    };
    for line in rest {
        let _ = writeln!(text, "{indent}{}", display(&line));
    }
}

fn list(text: &mut String, name: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(text, "\n{name}");
    }
    for item in items {
        let _ = writeln!(text, "  {}", display(item));
    }
}
