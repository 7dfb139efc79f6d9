//! What the workbench knows: plain data, no handles, no senders, nothing drawn.

pub mod compare_text;
pub mod sql_text;
