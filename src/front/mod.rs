//! What the front ends share: names of sources, plans as files, the demo's shops.
//!
//! It draws nothing and prints nothing; what it does is core's, in the order that a front
//! end needs.

pub mod demo;
pub mod naming;
pub mod project;
pub mod saving;
