//! Times a reading of a large schema beside what the workbench does when it reads again: with
//! nothing changed, and after one ALTER. `pg_dump --schema-only` runs in the same rounds.
//!
//! ```text
//! cargo bench --bench refresh -- URL [ROUNDS]
//! ```
//!
//! The database is there already; a column is added to its first table, and dropped again.

use std::{
    io::{Write as _, stdout},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use pgworks_core::{
    conn::{Conninfo, Environment, Session, connect},
    error::{Report, Result},
    introspect::{self, Kept, Scope},
    progress::{Cancel, Progress},
};

/// Seconds of each round, and rows of the last.
#[derive(Default)]
struct Figure {
    seconds: Vec<f64>,
    rows: u64,
}

impl Figure {
    fn median(&self) -> f64 {
        let mut sorted = self.seconds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }
}

async fn sessions(url: &str) -> Result<[Session; 2]> {
    let conninfo = Conninfo::parse(url, &Environment::default())?;
    let (one, two) = tokio::join!(connect(&conninfo, "bench"), connect(&conninfo, "bench"));
    Ok([one?, two?])
}

/// Reads over new sessions, as the workbench does.
async fn read(url: &str, before: Option<&Kept>, figure: &mut Figure) -> Result<Kept> {
    let begun = Instant::now();
    let sessions = sessions(url).await?;
    let (scope, silent, cancel) = (Scope::default(), Progress::silent(), Cancel::new());
    let kept = introspect::refresh(&sessions, &scope, before, &silent, &cancel).await?;
    figure.seconds.push(begun.elapsed().as_secs_f64());
    figure.rows = kept.rows;
    Ok(kept)
}

async fn read_whole(url: &str, figure: &mut Figure) -> Result<()> {
    let begun = Instant::now();
    let sessions = sessions(url).await?;
    let (scope, silent, cancel) = (Scope::default(), Progress::silent(), Cancel::new());
    introspect::read(&sessions, &scope, &silent, &cancel).await?;
    figure.seconds.push(begun.elapsed().as_secs_f64());
    Ok(())
}

fn dump(url: &str, figure: &mut Figure) -> Result<()> {
    let begun = Instant::now();
    let status = Command::new("pg_dump")
        .args(["--schema-only", "--dbname", url])
        .stdout(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => {
            figure.seconds.push(begun.elapsed().as_secs_f64());
            Ok(())
        }
        _ => Err(Report::usage("pg_dump does not run on this database").on(url)),
    }
}

async fn measure(url: &str, rounds: usize) -> Result<()> {
    let [session, _] = sessions(url).await?;
    let table = session
        .query_one(
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' \
             AND c.oid >= 16384 ORDER BY c.oid LIMIT 1",
        )
        .await?;
    let table = table.get(0).unwrap_or_default().to_owned();
    let mut figures: [Figure; 5] = Default::default();
    for _ in 0..rounds {
        let [dumped, whole, first, same, changed] = &mut figures;
        dump(url, dumped)?;
        read_whole(url, whole).await?;
        let kept = read(url, None, first).await?;
        let kept = read(url, Some(&kept), same).await?;
        session
            .execute(&format!(
                "ALTER TABLE {table} ADD COLUMN bench_refresh int DEFAULT 1"
            ))
            .await?;
        let outcome = read(url, Some(&kept), changed).await;
        session
            .execute(&format!("ALTER TABLE {table} DROP COLUMN bench_refresh"))
            .await?;
        outcome?;
    }
    let names = [
        "pg_dump",
        "read",
        "read to keep",
        "again, nothing changed",
        "again, one ALTER",
    ];
    let dumped = figures.first().map(Figure::median).unwrap_or_default();
    for (name, figure) in names.into_iter().zip(&figures) {
        let (seconds, rows) = (figure.median(), figure.rows);
        let ratio = seconds / dumped;
        say(&format!(
            "{name:24} {seconds:7.3} s  {ratio:5.2} of pg_dump  {rows} rows"
        ));
    }
    Ok(())
}

/// Whoever reads it may have gone: then there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

fn main() -> ExitCode {
    // Cargo says `--bench` itself.
    let mut arguments = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let Some(url) = arguments.next() else {
        say("a database is needed: cargo bench --bench refresh -- URL [ROUNDS]");
        return ExitCode::SUCCESS;
    };
    let rounds = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(measure(&url, rounds)),
        Err(error) => Err(Report::fault("no runtime").because(error)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(report) => {
            say(&report.to_string());
            ExitCode::FAILURE
        }
    }
}
