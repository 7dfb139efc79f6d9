//! `pgworks [open] [SOURCE]`: the workbench.
//!
//! The workbench itself is another front end; here its words are read.

use std::ffi::OsString;

use pgworks_core::{
    conn::nearest,
    error::{Report, Result},
    source::Word,
};

use super::{comparing::Scratching, context::Context};
use crate::{
    app::launch::{Launch, Opening},
    front::project::Project,
};

/// Open the workbench, on a database or on the list of connections
#[derive(clap::Args, Default)]
#[command(after_help = "\
The word `open` may be left out where SOURCE is not the name of a command.

Examples:
  pgworks                                     the connections of connections.toml
  pgworks shop                                a profile
  pgworks postgresql://me@db.example.org/shop
  pgworks open diff                           a profile that is named like a command

Exit codes: 0 left, 2 wrong use or no terminal, 70 a fault of pgworks")]
pub(super) struct Args {
    /// A database, SQL text, a snapshot, a git revision; nothing for the list of connections
    source: Option<String>,

    #[command(flatten)]
    scratching: Scratching,
}

/// Puts the command `open` before a first word that names a source.
pub(super) fn with_command(
    args: impl IntoIterator<Item = OsString>,
    known: &clap::Command,
) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let is_source = args.get(1).and_then(|it| it.to_str()).is_some_and(|word| {
        let is_option = word.starts_with('-') && word != "-";
        let mut commands = known.get_subcommands().map(clap::Command::get_name);
        let is_command = word == "help" || commands.any(|it| it == word);
        // A command mistyped is no profile; a profile named so is opened with `open`.
        let is_mistyped = matches!(Word::read(word), Ok(Word::Profile(_)))
            && nearest(word, known.get_subcommands().map(clap::Command::get_name)).is_some();
        !is_option && !is_command && !is_mistyped
    });
    if is_source {
        args.insert(1, "open".into());
    }
    args
}

/// Returns what the workbench is started with.
pub(super) fn launch(args: &Args, cx: &Context) -> Result<Launch> {
    let opening = match &args.source {
        None => Opening::Connections,
        Some(word) => {
            // A wrong word is told before the screen is taken over.
            match Word::read(word)? {
                Word::Conninfo(_) | Word::Profile(_) => {
                    super::target::read(word, cx)?;
                }
                Word::Input => {
                    return Err(
                        Report::usage("the workbench reads keys from standard input")
                            .on(word.clone())
                            .hint("write the SQL into a file and open that"),
                    );
                }
                _ => {}
            }
            Opening::Source(word.clone())
        }
    };
    with(opening, &args.scratching, cx)
}

/// Returns a start of the workbench.
pub(super) fn with(opening: Opening, scratching: &Scratching, cx: &Context) -> Result<Launch> {
    Ok(Launch {
        opening,
        config: cx.config.clone(),
        locations: cx.locations.clone(),
        scratch: scratching.wish(cx).clone(),
        environment: cx.surroundings.environment.clone(),
        places: cx.surroundings.places.clone(),
        terminal: cx.surroundings.terminal.clone(),
        project: Project::find(&cx.surroundings.folder)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_needs_no_command() {
        let known = crate::cli::command();
        let read = |words: &[&str]| {
            let args = words.iter().map(|it| OsString::from(*it));
            with_command(args, &known)
                .into_iter()
                .map(|it| it.into_string().unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(read(&["pgworks", "shop"]), ["pgworks", "open", "shop"]);
        assert_eq!(
            read(&["pgworks", "diff", "a", "b"]),
            ["pgworks", "diff", "a", "b"]
        );
        assert_eq!(read(&["pgworks", "--help"]), ["pgworks", "--help"]);
        assert_eq!(read(&["pgworks"]), ["pgworks"]);
        assert_eq!(read(&["pgworks", "dif", "a"]), ["pgworks", "dif", "a"]);
        assert_eq!(
            read(&["pgworks", "host=a", "-v"]),
            ["pgworks", "open", "host=a", "-v"]
        );
    }
}
