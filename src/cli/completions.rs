//! `pgworks completions`: what a shell needs to complete our words.
//!
//! It prints; where the script goes is the user's or the packager's business.

use clap_complete::Shell;
use pgworks_core::error::Result;

use super::output::{self, Outcome};

/// Print the completion script of a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pgworks completions bash > ~/.local/share/bash-completion/completions/pgworks
  pgworks completions zsh > ~/.zfunc/_pgworks
  pgworks completions fish > ~/.config/fish/completions/pgworks.fish")]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "pgworks", &mut script);
    output::data(&script)?;
    Ok(Outcome::Done)
}
