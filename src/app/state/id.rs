//! Numbers by which the screen and the jobs speak of the same thing.

/// A database that was opened, or is being opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DbId(pub u32);

/// A job. An answer carries the number of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);
