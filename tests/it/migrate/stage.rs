//! A workbench without a terminal and a server: events through `update`, a runner that
//! answers what is asked, the screen drawn as text.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pgworks::{
    app::{
        command::Keymap,
        effect::{Ask, Effect, Run, Start},
        event::{Answer, Event, News},
        launch::Opening,
        state::{
            State,
            changes::Read,
            comparison::{Compared, Question, Texts},
            id::JobId,
            opened::{Opened, Phase, Server, Tag},
            tree::Index,
            wizard::Planned,
        },
        update,
    },
    views::{self, theme::Theme},
};
use pgworks_core::{
    catalog::{
        Catalog,
        snapshot::{self, Lexicon},
    },
    error::Report,
    exec::{self, Applied, Direction, Loss, Preview, Status},
    kinds,
    plan::{self, Prepared, Segment},
    progress::{Cancel, Detail, Progress, Step},
    scratch::Choice,
    source::Reading,
    verify::{self, Proof},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// The sizes that every pane is drawn at.
pub(super) const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 50)];

fn shop(name: &str) -> Arc<Catalog> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/migrate/{name}.pgw"));
    let lexicon = Lexicon {
        kind: &|name| kinds::named(name).map(kinds::Rules::kind),
        attr: &|kind, name| kinds::attr(kinds::of(kind), name),
        schema: kinds::schema::SCHEMA,
    };
    Arc::new(snapshot::read(&path, &lexicon, &|_| true).expect("a snapshot of this version"))
}

fn prepared(old: &Catalog, new: &Catalog, question: &Question) -> Prepared {
    let reading = Reading {
        choice: Choice::Auto,
        places: crate::harness::places(),
        scope: pgworks_core::introspect::Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    };
    let wishes = question.options.wishes();
    let renames = question.options.renames().expect("no rename");
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    let work = plan::prepare(old, new, &wishes, &renames, &reading);
    runtime.block_on(work).expect("it is prepared")
}

/// The workbench.
pub(super) struct Stage {
    pub(super) state: State,
    /// What was asked and not answered.
    pub(super) asked: Vec<Start>,
    /// The jobs that were told to stop.
    pub(super) cancelled: Vec<JobId>,
    /// The effects that are no jobs.
    pub(super) others: Vec<Effect>,
    /// What the ledger says.
    pub(super) status: Status,
}

impl Stage {
    /// Returns a workbench with the two shops open, nothing compared.
    pub(super) fn new(size: (u16, u16)) -> Self {
        let (mut state, _) = update::start(&Opening::Connections, Keymap::default(), size);
        for name in ["shop_old", "shop_new"] {
            let id = state.new_db();
            let mut opened = Opened::new(id, name.to_owned(), Tag::None);
            opened.phase = Phase::Ready;
            opened.server = Some(Server {
                describe: format!("anna@db1:5432/{name}"),
                database: name.to_owned(),
                role: "anna".into(),
                version: "15.8".into(),
                protection: "tls:verify-full".into(),
                ..Server::default()
            });
            state.opened.push(opened);
        }
        state.current = state.opened.first().map(|it| it.id);
        state.jobs.all.clear();
        Self {
            state,
            asked: Vec::new(),
            cancelled: Vec::new(),
            others: Vec::new(),
            status: Status {
                has_ledger: false,
                at_work: None,
                unfinished: None,
                last: None,
            },
        }
    }

    /// Returns it with the shops compared.
    pub(super) fn compared(size: (u16, u16)) -> Self {
        let mut stage = Self::new(size);
        stage.keys("2 c enter").serve();
        stage
    }

    /// Returns it with everything planned, and the step Plan shown.
    pub(super) fn planned(size: (u16, u16)) -> Self {
        let mut stage = Self::compared(size);
        stage.keys("a m").serve();
        stage
    }

    /// Returns it before the run of a proven plan.
    pub(super) fn ready(size: (u16, u16)) -> Self {
        let mut stage = Self::planned(size);
        stage.keys("ctrl-n").serve().keys("ctrl-n").serve();
        stage
    }

    /// Returns it with the run confirmed, nothing told of it yet.
    pub(super) fn running(size: (u16, u16)) -> Self {
        let mut stage = Self::ready(size);
        stage.at(60).keys("ctrl-g y e s enter");
        stage
    }

    /// Lets something happen.
    pub(super) fn event(&mut self, event: Event) -> &mut Self {
        for effect in update::update(&mut self.state, event) {
            match effect {
                Effect::Start(start) => self.asked.push(start),
                Effect::Cancel(id) => self.cancelled.push(id),
                other => self.others.push(other),
            }
        }
        self
    }

    /// Lets time pass, to so many seconds after the start.
    pub(super) fn at(&mut self, seconds: u64) -> &mut Self {
        self.event(Event::Clock(Duration::from_secs(seconds)))
    }

    /// Presses keys: their names, with blanks between.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.event(Event::Key(key(name)));
        }
        self
    }

    /// Answers everything that is asked, and what follows from the answers.
    pub(super) fn serve(&mut self) -> &mut Self {
        while !self.asked.is_empty() {
            let start = self.asked.remove(0);
            let news = match self.answer(&start.ask) {
                Ok(answer) => News::Done(answer),
                Err(report) => News::Failed(report),
            };
            self.event(Event::Job(start.id, news));
        }
        self
    }

    /// Returns the newest question of a kind and forgets the others before it.
    pub(super) fn take(&mut self) -> Start {
        self.asked.pop().expect("something is asked")
    }

    /// Lets a job say something.
    pub(super) fn says(&mut self, id: JobId, what: &str, detail: Detail) -> &mut Self {
        let step = Step {
            what: what.to_owned(),
            done: 0,
            total: 0,
            detail,
        };
        self.event(Event::Job(id, News::Step(step)))
    }

    fn answer(&self, ask: &Ask) -> Result<Answer, Report> {
        Ok(match ask {
            Ask::Compare(question) => Answer::Compared(compared(question)),
            Ask::Texts { compared, change } => {
                Answer::Texts(Box::new(Texts::of(compared, *change)?))
            }
            Ask::Plan { compared, ticked } => {
                let planned = Planned::of(compared, ticked, "2026-01-01T00:00:00Z".into())?;
                Answer::Planned(Arc::new(planned))
            }
            Ask::Verify { .. } => Answer::Proved(Arc::new(proof(true))),
            Ask::Look { run, .. } => {
                let preview = run.as_ref().map(|run| Box::new(self.preview(run)));
                Answer::Looked {
                    status: Box::new(self.status.clone()),
                    preview,
                }
            }
            Ask::Run { run, .. } => {
                let left = matches!(run, Run::Apply(..))
                    .then(|| "compared again: no difference is left".to_owned());
                Answer::Ran(Box::new(self.applied(run)), left)
            }
            Ask::Open { db, .. } => {
                let catalog = shop("old");
                let index = Index::of_catalog(&catalog, None);
                Answer::Catalog(*db, catalog, Arc::new(index))
            }
            Ask::Save { folder, .. } => {
                let file = |name: &str| folder.join(name).display().to_string();
                Answer::Saved(vec![file("up.sql"), file("plan.json")])
            }
            other => return Err(Report::usage(format!("not asked for in a test: {other:?}"))),
        })
    }

    /// Returns the segments of a run: of the plan, or of its way back.
    fn segments(&self, run: &Run) -> Vec<(usize, Segment)> {
        let planned = match run {
            Run::Apply(planned, _) => Some(planned),
            _ => self.state.wizard.planned.as_ref(),
        };
        let Some(planned) = planned else {
            return Vec::new();
        };
        let segments = match run {
            Run::RollBack => planned.plan.rollback().map(|it| it.segments.clone()),
            _ => Some(planned.plan.segments.clone()),
        };
        segments
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .collect()
    }

    fn preview(&self, run: &Run) -> Preview {
        let segments = self.segments(run);
        let steps = || segments.iter().flat_map(|(_, it)| &it.steps);
        let losses = steps().filter_map(|it| {
            Some(Loss {
                name: it.name.clone(),
                what: it.action.risk.loses.clone()?,
                bytes: Some(163_840),
                is_allowed: false,
            })
        });
        Preview {
            connection: "anna@db1:5432/shop_old".into(),
            database: "shop_old".into(),
            role: "anna".into(),
            server_version: "15.8".into(),
            protection: "tls:verify-full".into(),
            direction: direction(run),
            run: None,
            statements: steps().map(|it| it.action.sql.clone()).collect(),
            losses: losses.collect(),
            segments: segments.clone(),
            left: Vec::new(),
        }
    }

    fn applied(&self, run: &Run) -> Applied {
        let segments = self.segments(run);
        Applied {
            run: 7,
            direction: direction(run),
            statements: segments.iter().map(|(_, it)| it.steps.len()).sum(),
            already_done: 0,
            segments: segments.len(),
            retries: 0,
            reconnects: 0,
            dumps: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Draws the screen.
    pub(super) fn buffer(&self, theme: &Theme) -> Buffer {
        let (columns, rows) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
        let drawn = terminal.draw(|frame| views::draw(&self.state, theme, frame));
        drawn.expect("it is drawn").buffer.clone()
    }

    /// Draws the screen as text.
    pub(super) fn screen(&self) -> String {
        let buffer = self.buffer(&Theme::default());
        let rows = buffer.content.chunks(usize::from(self.state.size.0));
        let rows = rows.map(|cells| {
            let row: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

fn direction(run: &Run) -> Direction {
    match run {
        Run::RollBack => Direction::Rollback,
        _ => Direction::Apply,
    }
}

/// Compares the shops as a job does; the same question is answered once for all tests.
fn compared(question: &Question) -> Arc<Compared> {
    static DONE: Mutex<BTreeMap<String, Arc<Compared>>> = Mutex::new(BTreeMap::new());
    let mut done = DONE.lock().expect("no test failed in here");
    let known = done.entry(format!("{question:?}"));
    Arc::clone(known.or_insert_with(|| Arc::new(compare(question))))
}

fn compare(question: &Question) -> Compared {
    let (old, new) = match question.new.word.as_str() {
        "shop_new" => (shop("old"), shop("new")),
        _ => (shop("old"), shop("old")),
    };
    let read = Read {
        names: [question.old.word.clone(), question.new.word.clone()],
        is_live: true,
        prepared: prepared(&old, &new, question),
        old,
        new,
        notes: Vec::new(),
    };
    Compared::of(question.clone(), read)
}

/// Returns a proof that holds or fails.
pub(super) fn proof(holds: bool) -> Proof {
    let stage = |claim: &str, against: &[&str]| verify::Stage {
        claim: claim.to_owned(),
        against: against.iter().map(|it| (*it).to_owned()).collect(),
    };
    let against: &[&str] = if holds {
        &[]
    } else {
        &["table shop.orders: column note is varchar(80), not text"]
    };
    let says = if holds {
        "Proven: these statements, in this order, on this schema, PostgreSQL 15.8, as the \
         scratch's superuser, end in NEW and back in OLD. Not proven: that your rows fit, \
         that locks are granted, time, and: that the target's role has the rights."
    } else {
        "Not proven: these statements, on this schema, PostgreSQL 15.8."
    };
    Proof {
        holds,
        stages: vec![
            stage("the scratch database equals OLD", &[]),
            stage("the plan runs", &[]),
            stage("the plan ends in NEW", against),
        ],
        server_version: 150_008,
        scratch: "a private PostgreSQL 15.8".into(),
        objects: (131, 131),
        rows: (3, 12),
        not_proven: vec!["that the target's role has the rights".into()],
        says: says.into(),
    }
}

/// Returns a run of the ledger that can be gone on with.
pub(super) fn unfinished() -> exec::Run {
    let mut run = exec::Run::default();
    run.id = 7;
    run.segments = 3;
    run.segments_done = 1;
    run.failure = Some("canceling statement due to lock timeout".into());
    run
}

/// Draws a scene at every size, one below the other.
pub(super) fn at_every_size(scene: impl Fn((u16, u16)) -> Stage) -> String {
    let screens = SIZES.map(|size| {
        let screen = scene(size).screen();
        format!("{}x{}\n{screen}", size.0, size.1)
    });
    screens.join("\n\n")
}

/// Returns a key by its name: `j`, `enter`, `ctrl-n`.
pub(super) fn key(name: &str) -> KeyEvent {
    if let Some(sign) = name.strip_prefix("ctrl-") {
        let sign = sign.chars().next().expect("a sign");
        return KeyEvent::new(KeyCode::Char(sign), KeyModifiers::CONTROL);
    }
    KeyEvent::from(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        sign => KeyCode::Char(sign.chars().next().expect("a sign")),
    })
}
