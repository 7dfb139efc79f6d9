//! The core of pgworks: everything that is true without a screen.
//!
//! It draws nothing, prints nothing, reads no environment variable and no home
//! directory; front ends hand these in. Modules use only those named before them
//! in this list (`tests/it/architecture.rs` holds it).

pub mod error;
pub mod progress;

pub mod risk;
pub mod sql;

pub mod conn;

pub mod catalog;

pub mod kinds;

pub mod introspect;

pub mod scratch;

pub mod source;

pub mod diff;

pub mod plan;

pub mod verify;

pub mod exec;
