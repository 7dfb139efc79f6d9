//! What the workbench knows: plain data, no handles, no senders, nothing drawn.

pub mod compare_text;
mod line_pairs;
pub mod sql_text;
mod sql_tokens;
mod sql_words;
