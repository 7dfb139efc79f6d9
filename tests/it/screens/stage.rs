//! A workbench without a terminal and without a server: events in, screens out.
//!
//! The catalog is that of `assets/demo/old.sql`, kept as a snapshot; what a job would
//! answer is handed in by the test, or made by [`Stage::serve`] where it takes no server.

use std::{path::Path, sync::Arc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pgworks::{
    app::{
        command::Keymap,
        effect::{Ask, Effect, Start},
        event::{Answer, Event, News},
        launch::Opening,
        state::{
            State, detail, fuzzy,
            id::DbId,
            jobs::Slot,
            opened::{Server, Tag},
            tree::Index,
        },
        update,
    },
    views::{self, text, theme::Theme},
};
use pgworks_core::{
    catalog::{
        Catalog,
        snapshot::{self, Lexicon},
    },
    error::Report,
    kinds::{self, schema::SCHEMA},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// The sizes that every pane is drawn at.
pub(crate) const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 50)];

/// A workbench, and what it asked the outside for.
pub(crate) struct Stage {
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
}

/// Returns the catalog of the demo's old shop.
pub(crate) fn shop() -> Arc<Catalog> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/screens/shop.pgw");
    let lexicon = Lexicon {
        kind: &|name| kinds::named(name).map(kinds::Rules::kind),
        attr: &|kind, name| kinds::attr(kinds::of(kind), name),
        schema: SCHEMA,
    };
    let catalog = snapshot::read(&path, &lexicon, &|_| true);
    Arc::new(catalog.expect("the snapshot is of this version"))
}

/// Returns what a server of the tests says of itself.
pub(crate) fn server(database: &str) -> Server {
    Server {
        describe: format!("anna@db1:5432/{database}"),
        database: database.into(),
        role: "anna".into(),
        version: "15.8".into(),
        protection: "tls:verify-full".into(),
        is_read_only: false,
        is_in_recovery: false,
    }
}

impl Stage {
    /// Returns the workbench as it starts, its first questions asked.
    pub(crate) fn new(opening: &Opening, size: (u16, u16)) -> Self {
        let (state, effects) = update::start(opening, Keymap::default(), size);
        Self { state, effects }
    }

    /// Returns the workbench with the shop open.
    pub(crate) fn shop(size: (u16, u16)) -> Self {
        let mut stage = Self::new(&Opening::Source("shop".into()), size);
        stage.open(shop(), Tag::Staging);
        stage
    }

    /// Answers the opening of the newest database.
    pub(crate) fn open(&mut self, catalog: Arc<Catalog>, tag: Tag) {
        let opened = self.state.opened.last().expect("a database is opened");
        let (db, name) = (opened.id, opened.name.clone());
        let slot = Slot::Database(db.0);
        let server = server(&name);
        let index = Arc::new(Index::of_catalog(&catalog, None));
        self.news(
            slot,
            News::Part(Answer::Reached {
                db,
                name,
                tag,
                server,
            }),
        );
        self.news(slot, News::Done(Answer::Catalog(db, catalog, index)));
    }

    /// Returns the number of the database that is shown.
    pub(crate) fn db(&self) -> DbId {
        self.state.current.expect("a database is shown")
    }

    /// Lets something happen.
    pub(crate) fn event(&mut self, event: Event) -> &mut Self {
        self.effects.extend(update::update(&mut self.state, event));
        self
    }

    /// Lets time pass.
    pub(crate) fn at(&mut self, millis: u64) -> &mut Self {
        self.event(Event::Clock(Duration::from_millis(millis)))
    }

    /// Lets the job that runs in a slot say something.
    pub(crate) fn news(&mut self, slot: Slot, news: News) -> &mut Self {
        let job = self.state.jobs.running(slot);
        let id = job.unwrap_or_else(|| panic!("no job runs for {slot:?}")).id;
        self.event(Event::Job(id, news))
    }

    /// Lets the job that runs in a slot answer and end.
    pub(crate) fn answer(&mut self, slot: Slot, answer: Answer) -> &mut Self {
        self.news(slot, News::Done(answer))
    }

    /// Lets the job that runs in a slot fail.
    pub(crate) fn fail(&mut self, slot: Slot, report: Report) -> &mut Self {
        self.news(slot, News::Failed(report))
    }

    /// Presses keys: their names, with blanks between.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.event(Event::Key(key(name)));
        }
        self
    }

    /// Types letters.
    pub(crate) fn type_in(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.event(Event::Key(KeyEvent::from(KeyCode::Char(sign))));
        }
        self
    }

    /// Takes the newest question out of the effects.
    pub(crate) fn asked(&mut self) -> Option<Start> {
        let at = self
            .effects
            .iter()
            .rposition(|it| matches!(it, Effect::Start(_)))?;
        match self.effects.remove(at) {
            Effect::Start(start) => Some(start),
            _ => None,
        }
    }

    /// Does what jobs do without a server: looks objects up and searches names.
    pub(crate) fn serve(&mut self) -> &mut Self {
        while let Some(start) = self.asked() {
            let answer = match start.ask {
                Ask::Detail { db, catalog, id } => {
                    let at = catalog.find(&id).expect("the object is there");
                    let detail = detail::of(&catalog, at).expect("its text is made");
                    Answer::Detail(db, Arc::new(detail))
                }
                Ask::Statistics { db, .. } => {
                    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
                    let figures = vec![
                        pair("rows", "1,204 (estimated)"),
                        pair("size", "344 kB, of it indexes 120 kB"),
                        pair("last vacuum", "never"),
                    ];
                    Answer::Statistics(db, figures)
                }
                Ask::Search { db, names, query } => {
                    let found = fuzzy::search(&query, names.texts.iter().map(|it| &**it));
                    Answer::Found(db, query, Arc::new(found))
                }
                _ => continue,
            };
            self.event(Event::Job(start.id, News::Done(answer)));
        }
        self
    }

    /// Draws the screen.
    pub(crate) fn buffer(&self, theme: &Theme) -> Buffer {
        let (columns, rows) = self.state.size;
        let backend = TestBackend::new(columns, rows);
        let mut terminal = Terminal::new(backend).expect("a screen of no terminal");
        let drawn = terminal.draw(|frame| views::draw(&self.state, theme, frame));
        drawn.expect("it is drawn").buffer.clone()
    }

    /// Draws the screen as text.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer(&Theme::default());
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let rows: Vec<String> = rows
            .map(|cells| {
                let (mut row, mut hidden) = (String::new(), 0);
                for cell in cells {
                    if hidden == 0 {
                        row.push_str(cell.symbol());
                        hidden = text::width(cell.symbol()).max(1);
                    }
                    hidden -= 1;
                }
                row.trim_end().to_owned()
            })
            .collect();
        rows.join("\n")
    }
}

/// Draws a scene at every size, one below the other.
pub(crate) fn at_every_size(scene: impl Fn((u16, u16)) -> Stage) -> String {
    let screens = SIZES.map(|size| {
        let stage = scene(size);
        format!("{}x{}\n{}", size.0, size.1, stage.screen())
    });
    screens.join("\n\n")
}

/// Returns a key by its name: `j`, `enter`, `ctrl-o`.
pub(crate) fn key(name: &str) -> KeyEvent {
    if let Some(sign) = name.strip_prefix("ctrl-") {
        let sign = sign.chars().next().expect("a sign");
        return KeyEvent::new(KeyCode::Char(sign), KeyModifiers::CONTROL);
    }
    KeyEvent::from(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        "f1" => KeyCode::F(1),
        "f2" => KeyCode::F(2),
        sign => KeyCode::Char(sign.chars().next().expect("a sign")),
    })
}
