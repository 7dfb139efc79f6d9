//! The integration tests: one binary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy excuses only functions marked #[test]"
)]

mod across;
mod architecture;
mod browse;
mod choose;
mod cli;
mod column_order;
mod conn;
mod corpus;
mod coverage;
mod demo;
mod docs;
mod documents;
#[cfg(feature = "embedded")]
mod embedded;
mod errors;
mod exec;
mod harness;
mod hostile;
mod kill;
mod migrate;
mod mutations;
mod pagila;
mod pictures;
mod project;
mod proof;
mod pty;
mod random;
mod real_schemas;
mod refresh;
mod renames;
mod risks;
mod roles;
mod round_trip;
mod scratch;
mod screens;
mod secrets;
mod snapshot;
mod undo;
mod unsaid;
mod views;
mod walk;
