//! The terminal program; so far its settings, which the command line shares.
//!
//! It draws nothing itself: that is the business of the views.

pub mod config;
pub mod state;
