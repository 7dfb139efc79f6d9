//! Whole screens: keys and answers in, what is seen out.

mod browse;
mod browse_commands;
pub(crate) mod stage;
