//! What `diff`, `plan` and `verify` share: two sources, the options of a comparison, and
//! the reading of both sides.

use std::{io::Read as _, mem::ManuallyDrop};

use pgworks_core::{
    catalog::{Catalog, Origin},
    diff::{Difference, ignore::Ignore},
    error::{Report, Result},
    introspect::Scope,
    plan::{Filter, Prepared, Wishes},
    scratch::Choice,
    source::{self, Reading, Source, Word},
    sql::display::display,
};

use super::{
    context::Context,
    renaming::{self, Renaming},
    target,
};
use crate::{
    app::config::{ScratchChoice, duration},
    front::naming,
};

/// Which objects are read.
#[derive(clap::Args)]
#[command(next_help_heading = "What to read")]
pub(super) struct Scoping {
    /// Read only these schemas; `*` and `?` stand for any text and any sign
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    schema: Vec<String>,

    /// Leave these schemas out
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    exclude: Vec<String>,
}

impl Scoping {
    /// Returns the scope for core.
    pub(super) fn scope(&self) -> Scope {
        Scope {
            schemas: self.schema.clone(),
            exclude: self.exclude.clone(),
            globals: false,
        }
    }
}

/// Where scratch databases come from.
#[derive(clap::Args, Default)]
#[command(next_help_heading = "Scratch databases")]
pub(super) struct Scratching {
    /// Where throw-away databases are made: `auto`, `local`, `embedded`, or a server's
    /// URL
    #[arg(long, value_name = "auto|local|embedded|URL")]
    scratch: Option<ScratchChoice>,
}

impl Scratching {
    /// Returns the choice for core: the option's, else the setting's.
    pub(super) fn choice(&self, cx: &Context) -> Result<Choice> {
        naming::scratch(self.wish(cx), &cx.surroundings.environment)
    }

    /// Returns the option's choice, else the setting's.
    pub(super) fn wish<'a>(&'a self, cx: &'a Context) -> &'a ScratchChoice {
        self.scratch.as_ref().unwrap_or(&cx.config.scratch)
    }
}

/// What is compared, and how the statements are written.
#[derive(clap::Args)]
#[command(next_help_heading = "What to compare")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub(super) struct Comparing {
    /// Compare only these kinds: tables, columns, views, functions, ...
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    kinds: Vec<String>,

    /// Drop nothing: what only OLD has stays
    #[arg(long)]
    no_drops: bool,

    /// Leave owners as they are, and new objects to whoever runs the statements
    #[arg(long)]
    no_owner: bool,

    /// Leave grants as they are, and new objects as default privileges make them
    #[arg(long)]
    no_grants: bool,

    /// Leave comments as they are, and write none
    #[arg(long)]
    no_comments: bool,

    /// Compare roles, memberships, settings of roles and of the database, its owner and
    /// grants as well; never passwords, and no role is dropped
    #[arg(long)]
    globals: bool,

    #[command(flatten)]
    renaming: Renaming,

    /// Build and drop indexes CONCURRENTLY, so that writers are not blocked
    #[arg(long)]
    online: bool,

    /// How long a statement waits for a lock: 500ms, 3s, 2min
    #[arg(long, value_name = "TIME", value_parser = duration)]
    lock_timeout: Option<std::time::Duration>,

    /// The role that will run the statements
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    #[command(flatten)]
    pub(super) scoping: Scoping,

    #[command(flatten)]
    pub(super) scratching: Scratching,
}

impl Comparing {
    /// Returns the wishes for core.
    pub(super) fn wishes(&self, cx: &Context) -> Result<Wishes> {
        for kind in &self.kinds {
            let name = kind.replace('-', " ");
            let all = || {
                pgworks_core::kinds::ALL
                    .iter()
                    .map(|it| it.kind().info().plural)
            };
            if !all().any(|plural| plural == name) {
                let near = pgworks_core::conn::nearest(&name, all());
                let report = Report::usage("there is no such kind").on(kind);
                return Err(match near {
                    Some(near) => {
                        report.hint(format!("did you mean `{}`?", near.replace(' ', "-")))
                    }
                    None => report.hint("kinds are written as in `tables,materialized-views`"),
                });
            }
        }
        Ok(Wishes {
            filter: Filter {
                kinds: self.kinds.clone(),
                no_owner: self.no_owner,
                no_grants: self.no_grants,
                no_comments: self.no_comments,
                globals: self.globals,
            },
            no_drops: self.no_drops,
            whole: false,
            online: self.online || cx.config.online,
            role: self.role.clone(),
            refused: Vec::new(),
            ignore: Ignore::default(),
        })
    }

    /// Returns how long statements wait for locks, as PostgreSQL writes it.
    pub(super) fn lock_timeout(&self, cx: &Context) -> String {
        let time = self.lock_timeout.unwrap_or(cx.config.lock_timeout);
        format!("{}ms", time.as_millis())
    }

    /// Returns what reading a source takes.
    pub(super) fn reading(&self, cx: &Context, like: Option<Origin>) -> Result<Reading> {
        reading(cx, self.scoping.scope(), &self.scratching, like)
    }
}

/// Returns what reading a source takes.
pub(super) fn reading(
    cx: &Context,
    scope: Scope,
    scratching: &Scratching,
    like: Option<Origin>,
) -> Result<Reading> {
    Ok(Reading {
        choice: scratching.choice(cx)?,
        places: cx.surroundings.places.clone(),
        scope,
        like,
        progress: cx.progress.clone(),
        cancel: cx.cancel.clone(),
    })
}

/// A side of a comparison as the user named it.
pub(super) struct Named {
    /// The source.
    pub(super) source: Source,
    /// Its name without a password.
    pub(super) name: String,
}

/// Turns a word of the command line into a source.
pub(super) async fn named(word: &str, cx: &Context) -> Result<Named> {
    if Word::read(word)? == Word::Input {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Report::usage("cannot read SQL from standard input").because(error))?;
        return Ok(Named {
            source: Source::Text(vec![("-".into(), text)]),
            name: word.to_owned(),
        });
    }
    let named = naming::source(word, &cx.locations, &cx.surroundings.environment).await?;
    if let Source::Live(conninfo) = &named.source {
        target::warn(conninfo, named.profile.as_ref(), cx);
    }
    Ok(Named {
        source: named.source,
        name: named.name,
    })
}

/// Both sides, read. They stay until the process ends: to take a large catalog apart
/// takes a while.
pub(super) struct Sides {
    /// What is.
    pub(super) old: ManuallyDrop<Catalog>,
    /// What should become.
    pub(super) new: ManuallyDrop<Catalog>,
    /// How they were named.
    pub(super) names: [String; 2],
}

/// Reads both sides: live ones first and side by side, since a scratch for the other
/// should be like them.
pub(super) async fn sides(words: [&str; 2], args: &Comparing, cx: &Context) -> Result<Sides> {
    let [old, new] = words;
    Box::pin(both(named(old, cx).await?, named(new, cx).await?, args, cx)).await
}

/// Reads two sources that are told apart already.
pub(super) async fn both(old: Named, new: Named, args: &Comparing, cx: &Context) -> Result<Sides> {
    let (was, is) = Box::pin(source::pair(
        &old.source,
        &new.source,
        &args.reading(cx, None)?,
    ))
    .await?;
    notes(cx, &old.name, &was.notes, &was.catalog);
    notes(cx, &new.name, &is.notes, &is.catalog);
    if args.globals {
        for (name, found) in [(&old.name, &was), (&new.name, &is)] {
            if !found.catalog.origin.states_roles {
                cx.messages.say(format!(
                    "note: {}: says nothing of roles and settings, so these are not compared",
                    display(name)
                ));
            }
        }
    }
    Ok(Sides {
        old: ManuallyDrop::new(was.catalog),
        new: ManuallyDrop::new(is.catalog),
        names: [old.name, new.name],
    })
}

/// Tells the user what there is to know about a reading.
pub(super) fn notes(cx: &Context, name: &str, notes: &[String], catalog: &Catalog) {
    for note in notes {
        cx.messages
            .say(format!("note: {}: {}", display(name), display(note)));
    }
    for unread in &catalog.unread {
        cx.messages.say(format!(
            "not read: {}: {} ({})",
            display(name),
            display(&unread.what),
            display(&unread.why)
        ));
    }
}

/// Compares two sides that were read: renames applied, texts that differ looked at again,
/// what is ignored left as it is.
pub(super) async fn prepare(sides: &mut Sides, args: &Comparing, cx: &Context) -> Result<Prepared> {
    let reading = args.reading(cx, Some(sides.old.origin.clone()))?;
    let wishes = args.wishes(cx)?;
    let preparing = renaming::prepare(
        (&sides.old, &sides.new),
        wishes,
        &args.renaming,
        &reading,
        cx,
    );
    let mut prepared = Box::pin(preparing).await?;
    if let Some(end) = prepared.end.take() {
        sides.new = ManuallyDrop::new(end);
    }
    for ignored in &prepared.ignored {
        cx.messages.say(display(&ignored.words()));
    }
    for left in &prepared.route.left {
        cx.messages.say(format!(
            "not done: {}: {}",
            display(&left.object),
            display(&left.why)
        ));
    }
    renaming::hint(&prepared.candidates, cx);
    for note in &prepared.notes {
        cx.messages.say(format!("note: {}", display(note)));
    }
    Ok(prepared)
}

/// Tells the user which differences lie outside of the model.
pub(super) fn say_unmodelled(cx: &Context, difference: &Difference) {
    let sides = [
        ("only OLD", &difference.unmodelled_old),
        ("only NEW", &difference.unmodelled_new),
    ];
    for (side, list) in sides {
        for it in list {
            cx.messages.say(format!(
                "not modelled: {side} has {} {}",
                display(&it.kind),
                display(&it.name)
            ));
        }
    }
}
