//! Answers as jobs give them, and failures: what the walk meets instead of a server.

use std::{path::PathBuf, sync::Arc, time::Duration};

use pgworks::app::{
    effect::{Ask, Run, Start},
    event::{Answer, News},
    state::{
        comparison::{Options, Question, Side, Texts},
        connections::Connection,
        detail, fuzzy,
        id::DbId,
        opened::{Server, Tag},
        tree::Index,
        wizard::Planned,
    },
};
use pgworks_core::{
    catalog::Catalog,
    error::{Class, Report, ServerError},
    exec::{self, Applied, Direction, Loss, Preview, Status},
    plan::Segment,
    progress::{Blocker, Detail as Told, Step},
    sql::display,
    verify::{Proof, Stage},
};
use secrecy::ExposeSecret as _;

use super::{random::Random, shop::Shop};
use crate::hostile;

/// The catalogs that are met.
pub(crate) struct World {
    /// The demo's shops, the same with hostile names, and nothing.
    pub(crate) shops: Vec<Shop>,
}

impl World {
    /// Returns what a job says until its end.
    pub(crate) fn answer(&self, start: &Start, random: &mut Random) -> Vec<News> {
        if random.one_in(7) {
            return vec![step(random), News::Failed(report(random))];
        }
        let mut said = Vec::new();
        if random.one_in(2) {
            said.push(step(random));
        }
        self.work(&start.ask, random, &mut said);
        // A server may be lost at any time.
        if random.one_in(8) {
            said.truncate(random.below(said.len()));
            said.push(News::Failed(report(random)));
        }
        said
    }

    fn work(&self, ask: &Ask, random: &mut Random, said: &mut Vec<News>) {
        match ask {
            Ask::Open { db, word, .. } => {
                if random.one_in(6) {
                    return said.push(News::Done(Answer::WantsPassword(*db)));
                }
                let shop = random.pick(&self.shops);
                let catalog = if random.one_in(2) {
                    &shop.old
                } else {
                    &shop.new
                };
                said.push(reached(*db, word.expose_secret(), random));
                if random.one_in(2) {
                    // Before the catalog there is an outline: an index that has no objects.
                    let outline = Index::of_catalog(&self.shops[0].old, None);
                    said.push(News::Part(Answer::Outline(*db, Arc::new(outline))));
                }
                said.push(step(random));
                said.push(News::Done(read(*db, catalog)));
            }
            Ask::Demo { old, new } => {
                said.push(News::Part(Answer::Demo {
                    old: *old,
                    new: *new,
                }));
                let side = |db| Side {
                    word: "shop".to_owned(),
                    typed: None,
                    db,
                };
                let question = Question {
                    old: side(*old),
                    new: side(*new),
                    options: Options::default(),
                };
                self.compare(question, random, said);
            }
            Ask::Compare(question) => self.compare((**question).clone(), random, said),
            Ask::Run { run, .. } => ran(run, random, said),
            Ask::Detail { db, catalog, id } => {
                // It may be gone since the catalog was read again.
                said.push(match catalog.find(id) {
                    Some(at) => {
                        let mut it = detail::of(catalog, at).expect("details");
                        if random.one_in(9) {
                            it.tabs.remove(0);
                        }
                        News::Done(Answer::Detail(*db, Arc::new(it)))
                    }
                    None => News::Failed(report(random)),
                });
            }
            ask => said.push(News::Done(simple(ask, random))),
        }
    }

    fn compare(&self, question: Question, random: &mut Random, said: &mut Vec<News>) {
        let shop = random.pick(&self.shops);
        let (old, new) = (question.old.db, question.new.db);
        for (db, catalog) in [(old, &shop.old), (new, &shop.new)] {
            said.push(reached(db, "shop", random));
            said.push(News::Part(read(db, catalog)));
        }
        let compared = shop.compared(question);
        said.push(News::Done(Answer::Compared(Arc::new(compared))));
    }
}

/// Answers that need nothing but the question.
fn simple(ask: &Ask, random: &mut Random) -> Answer {
    match ask {
        Ask::Profiles => Answer::Profiles(profiles(random)),
        Ask::Test { .. } => Answer::Tested(pairs(random)),
        Ask::Statistics { db, .. } => Answer::Statistics(*db, pairs(random)),
        Ask::Search { db, names, query } => {
            let found = fuzzy::search(query, names.texts.iter().map(|it| &**it));
            Answer::Found(*db, query.clone(), Arc::new(found))
        }
        Ask::Texts { compared, change } => {
            let texts = Texts::of(compared, *change).expect("texts");
            Answer::Texts(Box::new(texts))
        }
        Ask::Plan { compared, ticked } => {
            let made = "2026-01-01T00:00:00Z".to_owned();
            let planned = Planned::of(compared, ticked, made).expect("a plan");
            Answer::Planned(Arc::new(planned))
        }
        Ask::Verify { .. } => Answer::Proved(Arc::new(proof(random))),
        Ask::Look { run, .. } => looked(run.as_ref(), random),
        _ => Answer::Saved(vec![wild(random), "down.sql".to_owned()]),
    }
}

/// What profiles say of their environment.
const TAGS: [&str; 6] = ["prod", "stage", "dev", "test", "", "\u{1b}[2J"];

fn wild(random: &mut Random) -> String {
    hostile::names::text(random, 200)
}

fn pairs(random: &mut Random) -> Vec<(String, String)> {
    (0..random.below(30))
        .map(|_| {
            let shown = display(&wild(random)).into_owned();
            ("rows".to_owned(), shown)
        })
        .collect()
}

fn profiles(random: &mut Random) -> Vec<Connection> {
    (0..random.below(40))
        .map(|at| Connection {
            word: if at == 0 {
                "shop".to_owned()
            } else {
                wild(random)
            },
            describe: wild(random),
            tag: Tag::read(Some(random.pick::<&str>(&TAGS))),
            is_read_only: random.one_in(3),
            is_profile: true,
            db: None,
        })
        .collect()
}

fn reached(db: DbId, word: &str, random: &mut Random) -> News {
    News::Part(Answer::Reached {
        db,
        name: if random.one_in(4) {
            wild(random)
        } else {
            word.to_owned()
        },
        tag: Tag::read(Some(random.pick::<&str>(&TAGS))),
        server: Server {
            describe: wild(random),
            database: wild(random),
            role: wild(random),
            version: "15.18".to_owned(),
            protection: "in clear".to_owned(),
            is_read_only: random.one_in(3),
            is_in_recovery: random.one_in(9),
        },
    })
}

fn read(db: DbId, catalog: &Arc<Catalog>) -> Answer {
    let index = Index::of_catalog(catalog, None);
    Answer::Catalog(db, Arc::clone(catalog), Arc::new(index))
}

fn proof(random: &mut Random) -> Proof {
    let stage = |claim: &str, random: &mut Random| Stage {
        claim: claim.to_owned(),
        against: (0..random.below(3)).map(|_| wild(random)).collect(),
    };
    Proof {
        holds: !random.one_in(3),
        stages: vec![
            stage("OLD can be built", random),
            stage("the plan ends in NEW", random),
        ],
        server_version: 150_018,
        scratch: "a private cluster".to_owned(),
        objects: (131, 169),
        rows: (3, 12),
        not_proven: (0..random.below(3)).map(|_| wild(random)).collect(),
        says: wild(random),
    }
}

fn looked(run: Option<&Run>, random: &mut Random) -> Answer {
    let mut last = exec::Run::default();
    (last.id, last.started, last.role) = (7, "2026-01-01".to_owned(), wild(random));
    last.failure = random.one_in(2).then(|| wild(random));
    let segments: Vec<Segment> = match run {
        Some(Run::Apply(planned, _)) => planned.plan.segments.clone(),
        _ => Vec::new(),
    };
    let statements = segments.iter().flat_map(|it| &it.steps);
    let preview = run.map(|run| Preview {
        connection: wild(random),
        database: "shop".to_owned(),
        role: wild(random),
        server_version: "15.18".to_owned(),
        protection: "in clear".to_owned(),
        direction: match run {
            Run::RollBack => Direction::Rollback,
            _ => Direction::Apply,
        },
        run: random.one_in(2).then_some(7),
        statements: statements.map(|it| it.action.sql.clone()).collect(),
        segments: segments.iter().cloned().enumerate().collect(),
        losses: (0..random.below(3))
            .map(|_| Loss {
                name: wild(random),
                what: wild(random),
                bytes: Some(8192),
                is_allowed: false,
            })
            .collect(),
        left: (0..random.below(3)).map(|_| wild(random)).collect(),
    });
    Answer::Looked {
        status: Box::new(Status {
            has_ledger: !random.one_in(4),
            at_work: random.one_in(4).then(|| wild(random)),
            unfinished: random.one_in(2).then(|| last.clone()),
            last: random.one_in(2).then_some(last),
        }),
        preview: preview.map(Box::new),
    }
}

fn step(random: &mut Random) -> News {
    told(wild(random), Told::None, random)
}

fn told(what: String, detail: Told, random: &mut Random) -> News {
    let total = random.below(50) as u64;
    News::Step(Step {
        what,
        done: random.below(60) as u64,
        total,
        detail,
    })
}

/// A run that comes to its end, with everything that can happen on the way.
fn ran(run: &Run, random: &mut Random, said: &mut Vec<News>) {
    let segments = match run {
        Run::Apply(planned, _) => planned.plan.segments.clone(),
        _ => Vec::new(),
    };
    let second = Duration::from_secs(1);
    for (segment, it) in segments.iter().enumerate() {
        for (step, it) in it.steps.iter().enumerate() {
            let begun = Told::Statement {
                segment,
                step,
                sql: it.action.sql.clone(),
                object: it.object.clone(),
            };
            said.push(told("running".to_owned(), begun, random));
            if random.one_in(5) {
                let detail = match random.below(5) {
                    0 => Told::Blocked {
                        by: vec![Blocker {
                            pid: 7,
                            words: wild(random),
                        }],
                    },
                    1 => Told::Unblocked,
                    2 => Told::Lost { why: wild(random) },
                    3 => Told::Reconnected { segments: segment },
                    _ => Told::Waiting {
                        attempt: 1,
                        of: 5,
                        why: wild(random),
                    },
                };
                said.push(told(wild(random), detail, random));
            }
            let done = Told::Done {
                segment,
                step,
                elapsed: second,
            };
            said.push(told("done".to_owned(), done, random));
        }
        let committed = Told::Committed {
            segment,
            elapsed: second,
        };
        said.push(told("committed".to_owned(), committed, random));
    }
    let applied = Applied {
        run: 7,
        direction: Direction::Apply,
        statements: 3,
        already_done: 0,
        segments: segments.len(),
        retries: 0,
        reconnects: 1,
        dumps: vec![PathBuf::from(wild(random))],
        notes: vec![wild(random)],
    };
    let left = random.one_in(2).then(|| wild(random));
    said.push(News::Done(Answer::Ran(Box::new(applied), left)));
}

/// Returns a failure of any class, with all that a server can say.
pub(crate) fn report(random: &mut Random) -> Report {
    let class = *random.pick(&[
        Class::Usage,
        Class::Refused,
        Class::Connect,
        Class::Connect,
        Class::Connect,
        Class::Server,
        Class::Interrupted,
        Class::Proof,
        Class::Fault,
    ]);
    let mut report = Report::new(class, wild(random));
    if random.one_in(2) {
        report = report
            .on(wild(random))
            .because(wild(random))
            .hint(wild(random));
    }
    if random.one_in(2) {
        report = report.statement(wild(random)).server(ServerError {
            sqlstate: "XX000".to_owned(),
            message: wild(random),
            detail: Some(wild(random)),
            hint: Some(wild(random)),
            context: Some(wild(random)),
            ..ServerError::default()
        });
    }
    report
}
