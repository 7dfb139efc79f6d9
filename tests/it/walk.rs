//! A walk through the workbench without a server: random keys, pastes and sizes, jobs that
//! answer, fail, answer late or after they were dropped. The screen that came about step
//! by step equals one drawn afresh, after each step.
//!
//! `PGWORKS_WALK_SEED` and `PGWORKS_WALK_KEYS` choose another walk; a failure names its own.
//! `.ci/walk` walks far.

pub(crate) mod answers;
pub(crate) mod check;
pub(crate) mod random;
pub(crate) mod shop;
mod typing;

use std::{
    collections::{BTreeMap, VecDeque},
    fs::OpenOptions,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use crossterm::event::KeyEvent;
use pgworks::{
    app::{
        command::{Keymap, Place},
        effect::Effect,
        event::{Event, News},
        launch::Opening,
        state::{State, id::JobId},
        update,
    },
    views::{
        self,
        theme::{Depth, Theme, ThemeName},
    },
};
use pgworks_core::error::{Class, Report};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Rect};

use answers::World;
use random::Random;
use shop::Shop;

/// How many keys a run of the tests walks.
const KEYS: usize = 5_000;

/// A walk under way.
struct Walk<'a> {
    world: &'a World,
    random: Random,
    state: State,
    screen: Terminal<TestBackend>,
    theme: Theme,
    /// What jobs have still to say.
    jobs: BTreeMap<JobId, VecDeque<News>>,
    /// What was said already and may be said again, too late.
    said: Vec<(JobId, News)>,
    size: (u16, u16),
    now: Duration,
    /// Keys that lead through the wizard to its end, still to be pressed.
    road: VecDeque<KeyEvent>,
    keys: usize,
    ends: usize,
    /// How many steps ended where.
    places: BTreeMap<&'static str, usize>,
}

impl<'a> Walk<'a> {
    fn new(world: &'a World, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let size = typing::size(&mut random);
        let backend = TestBackend::new(size.0, size.1);
        let theme = Theme::new(ThemeName::Dark, Depth::Truecolor);
        let mut walk = Self {
            world,
            random,
            state: State::default(),
            screen: Terminal::new(backend).expect("a screen"),
            theme,
            jobs: BTreeMap::new(),
            said: Vec::new(),
            size,
            now: Duration::ZERO,
            road: VecDeque::new(),
            keys: 0,
            ends: 0,
            places: BTreeMap::new(),
        };
        walk.begin();
        walk
    }

    /// Starts the workbench, as after leaving it.
    fn begin(&mut self) {
        let opening = match self.random.below(3) {
            0 => Opening::Connections,
            1 => Opening::Source("shop".to_owned()),
            _ => Opening::Demo,
        };
        let (state, effects) = update::start(&opening, Keymap::default(), self.size);
        self.state = state;
        self.state.wants_clear = true;
        self.jobs.clear();
        self.said.clear();
        self.carry_out(effects);
    }

    /// Does one thing that can happen.
    fn step(&mut self) {
        self.now += Duration::from_millis(self.random.below(3_000) as u64);
        self.happen(Event::Clock(self.now));
        if let Some(key) = self.road.pop_front() {
            while !self.jobs.is_empty() {
                self.hear();
            }
            self.keys += 1;
            return self.happen(Event::Key(key));
        }
        if self.random.one_in(2) {
            self.hear();
        }
        match self.random.below(60) {
            0 => {
                self.size = typing::size(&mut self.random);
                self.happen(Event::Resize(self.size.0, self.size.1));
            }
            1 => {
                let text = crate::hostile::names::text(&mut self.random, 300);
                self.happen(Event::Paste(text));
            }
            2 if !self.said.is_empty() => {
                let (id, news) = self.random.pick(&self.said).clone();
                self.happen(Event::Job(id, news));
            }
            3 => self.road = typing::road().into(),
            _ => {
                for key in typing::keys(&mut self.random, self.state.place()) {
                    self.keys += 1;
                    self.happen(Event::Key(key));
                }
            }
        }
    }

    /// Hears some of what the jobs have to say.
    fn hear(&mut self) {
        for _ in 0..=self.random.below(4) {
            let ids: Vec<JobId> = self.jobs.keys().copied().collect();
            if ids.is_empty() {
                return;
            }
            let id = *self.random.pick(&ids);
            let Some(news) = self.jobs.get_mut(&id).and_then(VecDeque::pop_front) else {
                self.jobs.remove(&id);
                continue;
            };
            if self.said.len() < 200 {
                self.said.push((id, news.clone()));
            }
            self.happen(Event::Job(id, news));
        }
    }

    fn happen(&mut self, event: Event) {
        let effects = update::update(&mut self.state, event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Start(start) => {
                    let news = self.world.answer(&start, &mut self.random);
                    self.jobs.insert(start.id, news.into());
                }
                Effect::Cancel(id) => {
                    let stopped = Report::new(Class::Interrupted, "stopped as asked");
                    let news = News::Failed(stopped);
                    self.jobs.insert(id, VecDeque::from([news]));
                }
                Effect::Copy(text) => {
                    assert!(text.len() < 10_000_000, "all of a text");
                }
                Effect::Suspend => {
                    self.happen(Event::Resize(self.size.0, self.size.1));
                    self.happen(Event::Resumed);
                }
                Effect::Quit => {
                    self.ends += 1;
                    return self.begin();
                }
                Effect::Forget(_) => {}
            }
        }
    }

    /// Draws as the loop does, and holds the screen against a fresh one.
    fn draw(&mut self) -> Result<(), String> {
        *self.places.entry(self.state.place().name()).or_default() += 1;
        check::state(&self.state)?;
        let (columns, rows) = self.size;
        self.screen.backend_mut().resize(columns, rows);
        if std::mem::take(&mut self.state.wants_clear) {
            let area = Rect::new(0, 0, columns, rows);
            self.screen.resize(area).expect("a screen");
        }
        let (state, theme) = (&self.state, &self.theme);
        let drawn = self.screen.draw(|frame| views::draw(state, theme, frame));
        drawn.expect("a screen");
        let fresh = fresh(state, theme, self.size);
        check::cells(&fresh)?;
        check::same(self.screen.backend().buffer(), &fresh)
    }
}

/// Draws on an empty screen.
fn fresh(state: &State, theme: &Theme, (columns, rows): (u16, u16)) -> Buffer {
    let mut screen = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
    screen
        .draw(|frame| views::draw(state, theme, frame))
        .expect("a screen");
    screen.backend().buffer().clone()
}

/// Walks until so many keys were pressed.
fn walk(world: &World, seed: u64, keys: usize) -> Walk<'_> {
    let mut walk = Walk::new(world, seed);
    while walk.keys < keys {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            walk.step();
            walk.draw()
        }));
        let wrong = match outcome {
            Ok(Ok(())) => continue,
            Ok(Err(wrong)) => wrong,
            Err(_) => "it panicked: see above".to_owned(),
        };
        let (state, pressed) = (&walk.state, walk.keys);
        panic!(
            "seed {seed}, after {pressed} keys, {:?} at {:?}: {wrong}",
            state.size,
            state.place()
        );
    }
    walk
}

fn number(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(default, |it| it.parse().expect("a number"))
}

#[test]
fn random_keys_break_nothing() {
    let shop = Shop::read();
    let mut random = Random::new(1);
    let wild = shop.renamed(|_| crate::hostile::names::text(&mut random, 60));
    let mut count = 0;
    let other = shop.renamed(|name| {
        count += 1;
        format!("{name}-{count}")
    });
    let world = World {
        shops: vec![shop, wild, other],
    };
    let day = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = number(
        "PGWORKS_WALK_SEED",
        day.expect("a clock").as_secs() / 86_400,
    );
    let keys = number("PGWORKS_WALK_KEYS", KEYS as u64);
    let begun = Instant::now();
    let walk = walk(&world, seed, usize::try_from(keys).expect("a number"));
    let seconds = begun.elapsed().as_secs_f64();
    let (keys, ends, places) = (walk.keys, walk.ends, &walk.places);
    let line = format!("walked: seed {seed}, {keys} keys, left {ends} times, {seconds:.1} s\n");
    if keys >= KEYS {
        assert!(places.len() * 2 > Place::ALL.len(), "{places:?} is not far");
    }
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("stderr");
    if let Some(file) = std::env::var_os("PGWORKS_WALK_FILE") {
        let line = format!("{seed},{keys},{ends},{seconds:.1}\n");
        let file = OpenOptions::new().append(true).create(true).open(file);
        let written = file.and_then(|mut it| it.write_all(line.as_bytes()));
        written.expect("the file of results");
    }
}
