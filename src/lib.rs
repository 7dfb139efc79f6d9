//! pgworks: a terminal workbench for PostgreSQL.
//!
//! `main` picks a front end (`cli`; `app` with its `views` is the workbench), the front
//! ends use `pgworks_core`, nothing points back up. `tests/it/architecture.rs` holds it.

pub mod app;
pub mod cli;
#[cfg(feature = "embedded")]
pub mod engine;
pub mod front;
pub mod views;
