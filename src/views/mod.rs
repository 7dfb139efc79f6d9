//! The views: functions of data and area that draw. They await nothing and keep nothing.

mod chrome;
pub mod compare;
mod connections;
mod dialogs;
mod diff;
mod draw;
mod jobs;
mod line;
mod object;
mod run;
mod sheet;
pub mod sql;
pub mod text;
pub mod theme;
mod tree;
mod wizard;

pub use draw::draw;
