//! What can happen to the workbench.

use std::{sync::Arc, time::Duration};

use crossterm::event::KeyEvent;
use pgworks_core::{
    catalog::Catalog,
    error::Report,
    exec::{Applied, Preview, Status},
    progress::Step,
    verify::Proof,
};

use super::state::{
    comparison::{Compared, Texts},
    connections::Connection,
    id::{DbId, JobId},
    object::Detail,
    opened::{Server, Tag},
    tree::Index,
    wizard::Planned,
};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// The time since the program started; sent before a batch of events, and once a
    /// second while a job runs.
    Clock(Duration),
    /// A job has something to say.
    Job(JobId, News),
    /// The process was asked to end, or its terminal is gone.
    Stop,
    /// The process goes on after it was suspended.
    Resumed,
}

/// What a job says.
#[derive(Clone, Debug)]
pub enum News {
    /// What it does now.
    Step(Step),
    /// A part of the answer, before the end.
    Part(Answer),
    /// The answer; the job has ended.
    Done(Answer),
    /// It failed; the job has ended.
    Failed(Report),
}

/// What a job answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The profiles.
    Profiles(Vec<Connection>),
    /// What a test found.
    Tested(Vec<(String, String)>),
    /// A database answered.
    Reached {
        /// Its number.
        db: DbId,
        /// Its name, without a password.
        name: String,
        /// Its environment.
        tag: Tag,
        /// What is known of the server.
        server: Server,
    },
    /// A database wants a password.
    WantsPassword(DbId),
    /// What can be said before the catalog is read.
    Outline(DbId, Arc<Index>),
    /// The catalog.
    Catalog(DbId, Arc<Catalog>, Arc<Index>),
    /// What the ledger of a database that was opened says: the run that is unfinished.
    Ledger(DbId, Option<i64>),
    /// The details of an object.
    Detail(DbId, Arc<Detail>),
    /// The server's figures of an object.
    Statistics(DbId, Vec<(String, String)>),
    /// The names that fit.
    Found(DbId, String, Arc<Vec<u32>>),
    /// The demo's two shops: their names.
    Demo {
        /// The old shop.
        old: DbId,
        /// The new shop.
        new: DbId,
    },
    /// A comparison.
    Compared(Arc<Compared>),
    /// The texts of a change.
    Texts(Box<Texts>),
    /// A plan.
    Planned(Arc<Planned>),
    /// A proof.
    Proved(Arc<Proof>),
    /// What a run would do, and what the ledger says.
    Looked {
        /// What the ledger says.
        status: Box<Status>,
        /// What a run would do.
        preview: Option<Box<Preview>>,
    },
    /// A run has ended, and what is left different in words.
    Ran(Box<Applied>, Option<String>),
    /// Files were written.
    Saved(Vec<String>),
}
