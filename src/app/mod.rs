//! The terminal program: events in, state changed, effects out, the screen drawn from it.
//!
//! It draws nothing itself: that is the business of the views. `run` holds the loop,
//! `update` is the one writer of `state`, `jobs` carries effects out.

mod clipboard;
pub mod command;
pub mod config;
pub mod effect;
pub mod event;
mod faults;
mod input;
mod jobs;
pub mod launch;
mod run;
mod signals;
pub mod state;
mod terminal;
pub mod update;

pub use run::run;
