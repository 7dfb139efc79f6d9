//! `pgworks man`: the manual pages, printed from the table of commands.
//!
//! It installs nothing: a packager names the folder.

use std::{io, path::PathBuf};

use clap_mangen::Man;
use pgworks_core::error::{Report, Result};

use super::output::{self, Outcome};

/// Print the manual page, or write the pages of all commands
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pgworks man | man -l -
  pgworks man --dir ~/.local/share/man/man1")]
pub(super) struct Args {
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the page, or writes the pages.
pub(super) fn run(args: &Args) -> Result<Outcome> {
    if let Some(folder) = &args.dir {
        clap_mangen::generate_to(super::command(), folder)
            .map_err(|error| unwritable(&folder.to_string_lossy(), &error))?;
    } else {
        let mut page = Vec::new();
        let made = Man::new(super::command()).render(&mut page);
        made.map_err(|error| unwritable("the manual page", &error))?;
        output::data(&page)?;
    }
    Ok(Outcome::Done)
}

fn unwritable(what: &str, error: &io::Error) -> Report {
    Report::usage("cannot write the manual pages")
        .on(what)
        .because(error)
        .hint("name a folder that exists and that you may write to")
}
