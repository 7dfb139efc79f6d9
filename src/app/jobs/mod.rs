//! Carries effects out: starts jobs, cancels them, sends what they say as events.
//!
//! The only caller of core's async functions. A job gets a `Cancel` and a `Progress`; what
//! it began on a server is ended there by core when it is cancelled.

mod comparing;
mod databases;
mod detail;
mod planning;
mod running;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use pgworks_core::{
    error::{Class, Report, Result},
    introspect::Scope,
    progress::{Cancel, Detail, Progress, Step},
    source::Reading,
};
use secrecy::ExposeSecret as _;
use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    effect::{Ask, Start},
    event::{Answer, Event, News},
    faults,
    launch::Launch,
    state::{
        fuzzy,
        id::{DbId, JobId},
        jobs::Slot,
    },
};
use crate::front::{naming, project::Project};
use databases::Databases;

/// How often at most a job reports steps that say nothing new.
const STEP_EVERY: Duration = Duration::from_millis(100);

/// How long a cancelled job may take to tell its server.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What every job is handed.
pub(super) struct Cx {
    /// What the program was started with.
    pub(super) launch: Launch,
    /// The databases that were opened.
    pub(super) databases: Databases,
    /// What the project says of comparisons, and what was answered meanwhile.
    project: Mutex<Project>,
}

impl Cx {
    /// Returns what the project says.
    fn project(&self) -> MutexGuard<'_, Project> {
        self.project.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a job may use while it runs.
#[derive(Clone)]
pub(super) struct Work {
    cx: Arc<Cx>,
    id: JobId,
    events: mpsc::UnboundedSender<Event>,
    progress: Progress,
    cancel: Cancel,
}

impl Work {
    /// Sends a part of the answer.
    fn part(&self, answer: Answer) {
        let _ = self.events.send(Event::Job(self.id, News::Part(answer)));
    }

    /// Returns what reading a source takes.
    fn reading(&self, scope: Scope) -> Result<Reading> {
        let launch = &self.cx.launch;
        Ok(Reading {
            choice: naming::scratch(&launch.scratch, &launch.environment)?,
            places: launch.places.clone(),
            scope,
            like: None,
            progress: self.progress.clone(),
            cancel: self.cancel.clone(),
        })
    }

    /// Waits for work that does not listen to `cancel` itself.
    async fn stoppable<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::select! {
            done = work => done,
            () = self.cancel.cancelled() => Err(stopped()),
        }
    }

    /// Runs work that keeps a processor busy where it does not hold others up.
    async fn busy<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| Report::fault("a job ended early").because(error))?
    }
}

fn stopped() -> Report {
    Report::new(Class::Interrupted, "stopped as asked")
}

struct Running {
    id: JobId,
    cancel: Cancel,
    handle: JoinHandle<()>,
}

/// Starts and cancels jobs.
pub(super) struct Runner {
    cx: Arc<Cx>,
    events: mpsc::UnboundedSender<Event>,
    running: HashMap<Slot, Running>,
}

impl Runner {
    /// Returns a runner that sends to `events`.
    pub(super) fn new(launch: Launch, events: mpsc::UnboundedSender<Event>) -> Self {
        let cx = Cx {
            project: Mutex::new(launch.project.clone()),
            launch,
            databases: Databases::default(),
        };
        Self {
            cx: Arc::new(cx),
            events,
            running: HashMap::new(),
        }
    }

    /// Starts a job; the one in its slot is cancelled. A run is never replaced: `update`
    /// does not ask for two.
    pub(super) fn start(&mut self, start: Start) {
        let cancel = Cancel::new();
        let work = Work {
            cx: Arc::clone(&self.cx),
            id: start.id,
            events: self.events.clone(),
            progress: progress(start.id, self.events.clone()),
            cancel: cancel.clone(),
        };
        let (id, slot) = (start.id, start.slot);
        let handle = tokio::spawn(perform(work, start));
        let new = Running { id, cancel, handle };
        if let Some(before) = self.running.insert(slot, new) {
            before.cancel.cancel();
        }
        self.running.retain(|_, it| !it.handle.is_finished());
    }

    /// Cancels a job.
    pub(super) fn cancel(&mut self, id: JobId) {
        if let Some(job) = self.running.values().find(|job| job.id == id) {
            job.cancel.cancel();
        }
    }

    /// Forgets a database.
    pub(super) fn forget(&mut self, db: DbId) {
        self.cx.databases.forget(db);
    }

    /// Cancels everything; waits for a run to come to a safe point.
    pub(super) async fn stop(&mut self, patience: Duration) {
        for job in self.running.values() {
            job.cancel.cancel();
        }
        if let Some(run) = self.running.remove(&Slot::Run) {
            let _ = tokio::time::timeout(patience, run.handle).await;
        }
        // The others are told by their `Cancel`; a server that has to hear of it gets a moment.
        let others: Vec<_> = self.running.drain().map(|(_, job)| job.handle).collect();
        let ends = async {
            for other in others {
                let _ = other.await;
            }
        };
        let _ = tokio::time::timeout(LAST_WORDS, ends).await;
        let dropping = self.cx.databases.drop_kept();
        let _ = tokio::time::timeout(patience, dropping).await;
    }
}

/// Returns a sink that sends steps as events; what only counts on is thinned out.
fn progress(id: JobId, events: mpsc::UnboundedSender<Event>) -> Progress {
    let last: Mutex<Option<(String, Instant)>> = Mutex::new(None);
    Progress::new(move |step: Step| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = !matches!(step.detail, Detail::None)
            || last
                .as_ref()
                .is_none_or(|(what, at)| *what != step.what || at.elapsed() >= STEP_EVERY);
        if is_new {
            *last = Some((step.what.clone(), Instant::now()));
            let _ = events.send(Event::Job(id, News::Step(step)));
        }
    })
}

/// Waits, runs the job and sends its answer. A panic in it is a fault of ours, and told.
async fn perform(work: Work, start: Start) {
    if !start.after.is_zero() {
        tokio::select! {
            () = tokio::time::sleep(start.after) => {}
            () = work.cancel.cancelled() => return,
        }
    }
    let (id, events) = (start.id, work.events.clone());
    let answer = tokio::spawn(answer(work, start.ask)).await;
    let news = match answer {
        Ok(Ok(answer)) => News::Done(answer),
        Ok(Err(report)) => News::Failed(report),
        Err(error) => News::Failed(
            Report::fault("a job ended early")
                .because(error)
                .hint("the program goes on; please report this"),
        ),
    };
    let _ = events.send(Event::Job(id, news));
}

async fn answer(work: Work, ask: Ask) -> Result<Answer> {
    faults::at("job");
    match ask {
        Ask::Profiles => databases::profiles(&work),
        Ask::Test { word } => databases::test(&work, word.expose_secret()).await,
        Ask::Open {
            db,
            word,
            password,
            is_whole,
        } => {
            if is_whole {
                work.cx.databases.forget_read(db);
            }
            databases::open(&work, db, word.expose_secret(), password).await
        }
        Ask::Detail { db, catalog, id } => detail::look(&work, db, catalog, id).await,
        Ask::Statistics { db, id } => detail::statistics(&work, db, &id).await,
        Ask::Search { db, names, query } => {
            work.busy(move || {
                let texts = names.texts.iter().map(|it| &**it);
                let found = fuzzy::search(&query, texts);
                Ok(Answer::Found(db, query, Arc::new(found)))
            })
            .await
        }
        Ask::Demo { old, new } => Box::pin(comparing::demo(&work, old, new)).await,
        Ask::Compare(question) => Box::pin(comparing::compare(&work, *question)).await,
        Ask::Texts { compared, change } => comparing::texts(&work, compared, change).await,
        Ask::Plan { compared, ticked } => planning::plan(&work, compared, ticked).await,
        Ask::Verify { planned } => planning::verify(&work, planned).await,
        Ask::Save {
            planned,
            proof,
            folder,
        } => planning::save(&work, planned, proof, folder).await,
        Ask::Look { db, run } => running::look(&work, db, run).await,
        Ask::Run { db, run, allow } => running::run(&work, db, run, allow).await,
    }
}
