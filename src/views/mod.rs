//! The views: functions of data and area that draw. They await nothing and keep nothing.

pub mod compare;
mod line;
pub mod sql;
pub mod text;
pub mod theme;
