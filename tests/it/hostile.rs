//! Names, comments and messages that a terminal would obey, or that look like something
//! else: none of it gets there as it is.

mod drawn;
pub(crate) mod names;
#[cfg(unix)]
mod written;
