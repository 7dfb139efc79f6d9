//! The loop: wait, drain all events, update, draw once if anything changed.
//!
//! Nothing here waits for a database, and nothing happens while nothing happens: no tick,
//! no redraw. What only progress changed is drawn four times a second at most.

use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use pgworks_core::error::{Report, Result};
use ratatui::{backend::Backend as _, layout::Rect};
use tokio::{runtime, sync::mpsc};

use super::{
    clipboard,
    command::Keymap,
    config::Color,
    effect::Effect,
    event::{Event, News},
    faults, input,
    jobs::Runner,
    launch::Launch,
    signals::{Signal, Signals},
    state::{State, jobs::Weight},
    terminal, update,
};
use crate::views::{
    self,
    theme::{Depth, Theme, ThemeName},
};

/// How often at most the screen is drawn for progress alone.
const PROGRESS_EVERY: Duration = Duration::from_millis(250);

/// How often clocks on the screen move on while a job runs.
const CLOCK_EVERY: Duration = Duration::from_secs(1);

/// How long leaving waits for a run to come to a safe point.
const PATIENCE: Duration = Duration::from_secs(30);

/// What has to be drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dirty {
    No,
    Progress,
    Yes,
}

/// Runs the workbench until the user leaves or the terminal is gone.
pub fn run(launch: Launch) -> Result<()> {
    let keymap = Keymap::with(&launch.config.keys)
        .map_err(|why| Report::usage("cannot use the keys of config.toml").because(why))?;
    let theme = theme(&launch)?;
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Report::fault("cannot start the runtime").because(error))?;
    able(&launch.terminal.term)?;
    terminal::guard();
    let screen = terminal::open()
        .inspect_err(|_| terminal::leave())
        .map_err(no_terminal)?;
    let outcome = runtime.block_on(async {
        let looping = Loop::new(launch, keymap, theme, screen)?;
        Box::pin(looping.run()).await
    });
    terminal::leave();
    runtime.shutdown_background();
    outcome
}

/// Refuses what cannot be drawn on, before anything is written to it.
fn able(term: &str) -> Result<()> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(no_terminal("standard input or output is none"));
    }
    if matches!(term, "" | "dumb") {
        return Err(no_terminal("TERM says that this one cannot be drawn on"));
    }
    Ok(())
}

fn no_terminal(why: impl std::fmt::Display) -> Report {
    Report::usage("the workbench needs a terminal")
        .because(why)
        .hint("`pgworks --help` lists the commands that need none")
}

/// Returns the theme of the settings: one by name, or a file for the SQL.
fn theme(launch: &Launch) -> Result<Theme> {
    let terminal = &launch.terminal;
    let no_color = terminal.no_color || launch.config.color == Color::Never;
    let depth = if no_color {
        Depth::None
    } else {
        Depth::of(None, Some(&terminal.colorterm), Some(&terminal.term))
    };
    let wish = &launch.config.theme;
    if let Ok(name) = wish.parse::<ThemeName>() {
        return Ok(Theme::new(name, depth));
    }
    let text = std::fs::read_to_string(wish).map_err(|error| {
        Report::usage("cannot read the theme")
            .on(wish.clone())
            .because(error)
            .hint("theme is \"ansi\", \"dark\", \"light\", \"colorblind\" or a .tmTheme file")
    })?;
    Theme::with_syntax(ThemeName::default(), depth, &text)
}

struct Loop {
    state: State,
    first: Vec<Effect>,
    screen: terminal::Screen,
    theme: Theme,
    runner: Runner,
    news: mpsc::UnboundedReceiver<Event>,
    is_tmux: bool,
    begun: Instant,
    dirty: Dirty,
    drawn: Instant,
    is_leaving: bool,
}

impl Loop {
    fn new(launch: Launch, keymap: Keymap, theme: Theme, screen: terminal::Screen) -> Result<Self> {
        let size = screen.size().map_or((80, 24), |it| (it.width, it.height));
        let (mut state, first) = update::start(&launch.opening, keymap, size);
        state.wizard.options.online = launch.config.online;
        let (sender, news) = mpsc::unbounded_channel();
        input::start(sender.clone()).map_err(|error| gone(&error))?;
        let is_tmux = launch.terminal.is_tmux;
        Ok(Self {
            state,
            first,
            screen,
            theme,
            runner: Runner::new(launch, sender),
            news,
            is_tmux,
            begun: Instant::now(),
            dirty: Dirty::Yes,
            drawn: Instant::now(),
            is_leaving: false,
        })
    }

    /// Goes round until it is left. What runs on a database comes to a safe point however
    /// that happens, also where the terminal is gone and cannot be written to.
    async fn run(mut self) -> Result<()> {
        let outcome = self.turn().await;
        self.leave().await;
        outcome
    }

    async fn turn(&mut self) -> Result<()> {
        // What is seen first does not wait for what is asked first.
        self.draw()?;
        for effect in std::mem::take(&mut self.first) {
            self.carry_out(effect)?;
        }
        let mut signals = Signals::new();
        while !self.is_leaving {
            let wait = self.wait();
            tokio::select! {
                biased;
                Some(event) = self.news.recv() => self.happen(event)?,
                signal = signals.next() => self.signal(signal)?,
                () = tokio::time::sleep(wait.unwrap_or_default()), if wait.is_some() => {
                    self.clock();
                }
            }
            // Everything that has come in the meantime is taken before anything is drawn.
            while !self.is_leaving
                && let Ok(event) = self.news.try_recv()
            {
                self.happen(event)?;
            }
            let is_due = self.drawn.elapsed() >= PROGRESS_EVERY;
            if self.dirty == Dirty::Yes || (self.dirty == Dirty::Progress && is_due) {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// Returns how long to wait at most for the next event; nothing means for ever.
    fn wait(&self) -> Option<Duration> {
        if self.dirty == Dirty::Progress {
            return Some(PROGRESS_EVERY.saturating_sub(self.drawn.elapsed()));
        }
        let moves = self.state.jobs.at_work().next().is_some();
        moves.then_some(CLOCK_EVERY)
    }

    fn clock(&mut self) {
        let now = self.begun.elapsed();
        let _ = update::update(&mut self.state, Event::Clock(now));
        self.dirty = self.dirty.max(Dirty::Progress);
    }

    fn signal(&mut self, signal: Signal) -> Result<()> {
        match signal {
            Signal::Stop => self.happen(Event::Stop),
            Signal::Resize => match self.screen.backend().size() {
                Ok(size) => self.happen(Event::Resize(size.width, size.height)),
                Err(_) => Ok(()),
            },
        }
    }

    fn happen(&mut self, event: Event) -> Result<()> {
        let now = self.begun.elapsed();
        let _ = update::update(&mut self.state, Event::Clock(now));
        let weight = match &event {
            Event::Job(_, News::Step(_)) => Dirty::Progress,
            _ => Dirty::Yes,
        };
        if matches!(event, Event::Key(_)) {
            faults::at("loop");
        }
        self.dirty = self.dirty.max(weight);
        for effect in update::update(&mut self.state, event) {
            self.carry_out(effect)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) -> Result<()> {
        match effect {
            Effect::Start(start) => self.runner.start(start),
            Effect::Cancel(id) => self.runner.cancel(id),
            Effect::Forget(db) => self.runner.forget(db),
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Suspend => self.suspend()?,
            Effect::Quit => self.is_leaving = true,
        }
        Ok(())
    }

    fn copy(&mut self, text: &str) -> Result<()> {
        let words = match clipboard::sequence(text, self.is_tmux) {
            Some(sequence) => {
                let backend = self.screen.backend_mut();
                let sent = backend
                    .write_all(sequence.as_bytes())
                    .and_then(|()| io::Write::flush(backend));
                sent.map_err(|error| gone(&error))?;
                format!("sent to the terminal's clipboard: {} bytes", text.len())
            }
            None => "too long for the terminal's clipboard".to_owned(),
        };
        self.state.say(Weight::Note, &words);
        Ok(())
    }

    fn draw(&mut self) -> Result<()> {
        // The terminal may have another size already than was told.
        let size = self.screen.size().map_err(|error| gone(&error))?;
        if self.state.size != (size.width, size.height) {
            self.happen(Event::Resize(size.width, size.height))?;
        }
        if std::mem::take(&mut self.state.wants_clear) {
            // `clear` would ask the terminal where its cursor is, and wait for the answer.
            let area = Rect::from(size);
            self.screen.resize(area).map_err(|error| gone(&error))?;
        }
        let (state, theme) = (&self.state, &self.theme);
        let drawn = self.screen.draw(|frame| views::draw(state, theme, frame));
        drawn.map_err(|error| gone(&error))?;
        self.dirty = Dirty::No;
        self.drawn = Instant::now();
        Ok(())
    }

    /// Gives the terminal back and stops, as Ctrl-Z does with any program.
    fn suspend(&mut self) -> Result<()> {
        terminal::leave();
        #[cfg(unix)]
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
        terminal::enter().map_err(|error| gone(&error))?;
        if let Ok(size) = self.screen.backend().size() {
            self.happen(Event::Resize(size.width, size.height))?;
        }
        self.happen(Event::Resumed)
    }

    /// Stops what runs. A run on a database is waited for: it ends its step or takes it
    /// back, and writes down which.
    async fn leave(&mut self) {
        if self.state.running.is_under_way() {
            self.state
                .say(Weight::Warning, "stopping the run at a safe point");
            // The terminal may be gone; the run is stopped nevertheless.
            let _ = self.draw();
        }
        self.runner.stop(PATIENCE).await;
    }
}

fn gone(error: &io::Error) -> Report {
    Report::fault("the terminal is gone").because(error)
}
