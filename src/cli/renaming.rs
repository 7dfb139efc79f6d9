//! What may have been renamed: hints, questions, answers that are kept.
//!
//! A rename is taken only if somebody said so: by an option, by an answer, or by one that
//! `pgworks.toml` remembers.

use std::{io, io::IsTerminal as _, path::Path, str::FromStr};

use pgworks_core::{
    catalog::Catalog,
    diff::candidates::Candidate,
    error::{Report, Result},
    plan::{
        self, Prepared, Wishes,
        rename::{Rename, applicable},
    },
    source::Reading,
    sql::display::display,
};

use super::{context::Context, running};
use crate::front::project::{Answer, Project};

/// How often candidates are looked for again: what is in a renamed table is seen when it is.
const ROUNDS: usize = 6;

/// What is done about what may have been renamed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is named.
    #[default]
    Hint,
    /// Each is asked for.
    Ask,
    /// Those of at least this score, in percent, are taken.
    Above(u8),
    /// Nothing, and remembered answers are not used either.
    Off,
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted =
            || "hint, ask, none or above=PERCENT with a percentage from 50 to 100".to_owned();
        match text {
            "hint" => Ok(Self::Hint),
            "ask" => Ok(Self::Ask),
            "none" => Ok(Self::Off),
            _ => {
                let percent = text.strip_prefix("above=").ok_or_else(wanted)?;
                let percent = percent.parse().map_err(|_| wanted())?;
                (50..=100)
                    .contains(&percent)
                    .then_some(Self::Above(percent))
                    .ok_or_else(wanted)
            }
        }
    }
}

/// Options about renames, and where answers are kept.
#[derive(clap::Args)]
pub(super) struct Renaming {
    /// Take NEW's name for a renamed object: schema.table=schema.table,
    /// schema.table.column=schema.table.column, or with the kind before it: function
    /// public.f(integer)=public.g(integer); may be given several times
    #[arg(long, value_name = "OLD=NEW")]
    rename: Vec<String>,

    /// What to do about what may have been renamed: name it, ask for each and keep the
    /// answers in pgworks.toml, take what scores so much, or nothing (remembered answers
    /// are not used then)
    #[arg(
        long,
        value_name = "hint|ask|above=PERCENT|none",
        default_value = "hint"
    )]
    renames: Mode,

    /// Keep the renames that this call takes in pgworks.toml
    #[arg(long)]
    remember: bool,

    /// The project's file, for ignored objects and remembered renames; `none` for none
    /// (default: pgworks.toml in the working directory or above it)
    #[arg(long, value_name = "FILE|none")]
    project: Option<String>,
}

impl Renaming {
    /// Reads the project's file.
    pub(super) fn project(&self, cx: &Context) -> Result<Project> {
        match self.project.as_deref() {
            None => Project::find(&cx.surroundings.folder),
            Some("none") => Ok(Project::default()),
            Some(file) => Project::read(Path::new(file)),
        }
    }

    /// Returns the renames that were given.
    fn given(&self) -> Result<Vec<Rename>> {
        self.rename.iter().map(|text| Rename::parse(text)).collect()
    }
}

/// Compares, and takes the renames that somebody said yes to.
pub(super) async fn prepare(
    (old, new): (&Catalog, &Catalog),
    mut wishes: Wishes,
    args: &Renaming,
    reading: &Reading,
    cx: &Context,
) -> Result<Prepared> {
    let mut project = args.project(cx)?;
    wishes.ignore = project.ignore.clone();
    let mut renames = args.given()?;
    let mut answers: Vec<Answer> = Vec::new();
    if args.remember {
        answers.extend(renames.iter().map(|it| yes(it.clone())));
    }
    if args.renames != Mode::Off {
        wishes.refused = project.renames(false);
        let mut known = renames.clone();
        known.extend(project.renames(true));
        for rename in applicable(&known, old, new) {
            if !renames.contains(&rename) {
                let words = rename.to_string();
                cx.messages
                    .say(format!("rename of pgworks.toml: {}", display(&words)));
                renames.push(rename);
            }
        }
    }
    let mut prepared = plan::prepare(old, new, &wishes, &renames, reading).await?;
    for _ in 0..ROUNDS {
        let (taken, refused) = decide(&prepared.candidates, args.renames, cx).await?;
        if taken.is_empty() && refused.is_empty() {
            break;
        }
        let keeps = args.remember || args.renames == Mode::Ask;
        if keeps {
            answers.extend(taken.iter().cloned().map(yes));
        }
        answers.extend(refused.iter().cloned().map(no));
        renames.extend(taken);
        wishes.refused.extend(refused);
        prepared = plan::prepare(old, new, &wishes, &renames, reading).await?;
    }
    if args.renames == Mode::Off {
        prepared.candidates.clear();
    }
    if let Some(file) = project.remember(&answers)? {
        cx.messages
            .say(format!("kept in {}", display(&file.to_string_lossy())));
    }
    Ok(prepared)
}

fn yes(rename: Rename) -> Answer {
    Answer {
        rename,
        is_accepted: true,
    }
}

fn no(rename: Rename) -> Answer {
    Answer {
        rename,
        is_accepted: false,
    }
}

/// Decides which candidates are taken and which are refused; the others stay open.
async fn decide(
    candidates: &[Candidate],
    mode: Mode,
    cx: &Context,
) -> Result<(Vec<Rename>, Vec<Rename>)> {
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    match mode {
        Mode::Hint | Mode::Off => {}
        Mode::Above(least) => {
            for it in candidates.iter().filter(|it| it.score >= least) {
                cx.messages.say(format!("taken: {}", display(&it.words())));
                taken.push(Rename::parse(&it.rename())?);
            }
        }
        Mode::Ask if candidates.is_empty() => {}
        Mode::Ask => {
            if !(io::stdin().is_terminal() && cx.surroundings.is_terminal) {
                return Err(Report::usage("nobody is there to be asked about renames")
                    .hint("--renames hint names them; --rename or --renames above=90 takes them"));
            }
            for it in candidates {
                cx.messages.say(format!(
                    "{}\n  renamed? y or n, Enter leaves it open:",
                    display(&it.words())
                ));
                let answer = cx.stoppable(running::answer()).await?;
                match answer.trim() {
                    "y" | "yes" => taken.push(Rename::parse(&it.rename())?),
                    "n" | "no" => refused.push(Rename::parse(&it.rename())?),
                    _ => {}
                }
            }
        }
    }
    Ok((taken, refused))
}

/// Says on stderr what may have been renamed, and how to say yes or no.
pub(super) fn hint(candidates: &[Candidate], cx: &Context) {
    for it in candidates {
        cx.messages.say(display(&it.words()));
    }
    if let Some(first) = candidates.first() {
        cx.messages.say(format!(
            "  taken as drop and create; to rename: --rename {} (or --renames ask)",
            display(&shell(&first.rename()))
        ));
    }
}

/// Returns a word as a shell takes it.
fn shell(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read() {
        assert_eq!("ask".parse(), Ok(Mode::Ask));
        assert_eq!("above=90".parse(), Ok(Mode::Above(90)));
        for wrong in ["above", "above=", "above=20", "above=101", "all", ""] {
            assert!(wrong.parse::<Mode>().is_err(), "{wrong}");
        }
    }
}
