//! Scratch databases: throw-away databases to load texts into and to prove plans on.

pub mod binaries;
pub mod cluster;
