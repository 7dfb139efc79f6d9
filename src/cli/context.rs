//! What every subcommand is handed: settings, surroundings, progress, and a way to stop.
//!
//! It starts the runtime and listens for signals; what stopping means for a running step
//! is decided in core.

use std::{
    fs::{File, OpenOptions},
    future::Future,
    io,
    path::Path,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use pgworks_core::{
    error::{Class, Report, Result},
    progress::{Cancel, Detail, Progress, Step},
    sql::display::display,
};
use tokio::runtime;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use super::{
    options::Global,
    output::{Messages, Outcome},
    surroundings::Surroundings,
};
use crate::app::config::{Config, Locations};

/// How often a step that goes on is shown again.
const SHOWN_EVERY: Duration = Duration::from_secs(1);

/// What every subcommand is handed.
pub struct Context {
    /// What the process was started in.
    pub surroundings: Surroundings,
    /// The settings.
    pub config: Config,
    /// Where the files of pgworks lie.
    pub locations: Locations,
    /// Where messages go.
    pub messages: Messages,
    /// Where long operations tell what they do.
    pub progress: Progress,
    /// What Ctrl-C, SIGTERM and SIGHUP set off.
    pub cancel: Cancel,
}

impl Context {
    /// Returns the context of a command line.
    pub(super) fn new(
        global: &Global,
        surroundings: Surroundings,
        settings: Result<(Config, Locations)>,
        messages: Messages,
    ) -> Result<Self> {
        let (config, locations) = settings?;
        if let Some(file) = &global.log_file {
            log_to(file, global.log_level)?;
        }
        let progress = if global.verbose {
            shown(messages)
        } else {
            Progress::silent()
        };
        let cancel = Cancel::new();
        Ok(Self {
            surroundings,
            config,
            locations,
            messages,
            progress,
            cancel,
        })
    }

    /// Runs a subcommand to its end, or until the user insists on leaving.
    pub(super) fn drive(&self, work: impl Future<Output = Result<Outcome>>) -> Result<Outcome> {
        // One thread: rows would only be handed from one to another, and the servers that
        // send them have need of the processors too.
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Report::fault("cannot start the runtime").because(error))?;
        let outcome = runtime.block_on(async {
            tokio::select! {
                // It listens for signals before anything is done that one should stop.
                biased;
                () = self.interrupted() => Err(Report::new(Class::Interrupted, "interrupted")
                    .hint("`pgworks status --to TARGET` says what was done, if it was applying")),
                outcome = work => outcome,
            }
        });
        // A thread that still reads stdin must not hold the process.
        runtime.shutdown_background();
        outcome
    }

    /// Waits for what does not listen to `cancel` itself, and no longer than the user does.
    pub(super) async fn stoppable<T>(&self, work: impl Future<Output = T>) -> Result<T> {
        tokio::select! {
            done = work => Ok(done),
            () = self.cancel.cancelled() => Err(Report::new(Class::Interrupted, "interrupted")),
        }
    }

    /// Cancels at the first signal and returns at the second.
    async fn interrupted(&self) {
        signal().await;
        self.cancel.cancel();
        self.messages.say("stopping; once more leaves at once");
        signal().await;
    }
}

/// Waits for a signal to stop. A closed terminal (SIGHUP) is one: the step that runs is
/// ended by the rules and recorded, not torn.
#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};

    let kinds = [
        SignalKind::interrupt(),
        SignalKind::terminate(),
        SignalKind::hangup(),
    ];
    let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = kinds.map(signal) else {
        // Without handlers a signal ends the process as it always does.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// Returns a sink that shows each new step, and one that goes on once a second. That a
/// statement ended is seen by what comes next.
fn shown(messages: Messages) -> Progress {
    let last: Mutex<Option<(String, Instant)>> = Mutex::new(None);
    Progress::new(move |step| {
        if matches!(step.detail, Detail::Done { .. } | Detail::Unblocked) {
            return;
        }
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = last.as_ref().is_none_or(|(what, at)| {
            *what != step.what || at.elapsed() >= SHOWN_EVERY || step.done == step.total
        });
        if is_new {
            messages.say(line(&step));
            *last = Some((step.what, Instant::now()));
        }
    })
}

/// Returns a step as one line.
fn line(step: &Step) -> String {
    let what = display(&step.what);
    match (step.done, step.total) {
        (0, 0) => what.into_owned(),
        (done, 0) => format!("{what}: {done}"),
        (done, total) => format!("{what}: {done} of {total}"),
    }
}

/// Sends the log of our own crates to a file; other crates may log what is secret.
fn log_to(path: &Path, level: LevelFilter) -> Result<()> {
    let file = append(path).map_err(|error| {
        Report::usage("cannot write the log")
            .on(path.to_string_lossy())
            .because(error)
    })?;
    let ours = Targets::new()
        .with_target("pgworks", level)
        .with_target("pgworks_core", level);
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .with_writer(Mutex::new(file));
    tracing_subscriber::registry()
        .with(lines)
        .with(ours)
        .try_init()
        .map_err(|error| Report::fault("cannot start the log").because(error))
}

/// Opens a file to append to; a new one is for its owner only.
fn append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_one_line_and_escaped() {
        let step = |what: &str, done, total| {
            line(&Step {
                what: what.into(),
                done,
                total,
                detail: Detail::None,
            })
        };
        assert_eq!(step("reading\ntables", 0, 0), "reading\\ntables");
        assert_eq!(step("reading", 3, 0), "reading: 3");
        assert_eq!(step("reading", 3, 9), "reading: 3 of 9");
    }
}
