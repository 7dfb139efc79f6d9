//! The text of SQL: quoting, showing, comparing and splitting it.
//!
//! Nothing here knows what a statement means; PostgreSQL is the only reader of meaning.
//! Rules come from the manual, "SQL Syntax: Lexical Structure", and from `psql`'s own
//! scanner where files written for `psql` are read.

pub mod canonical;
mod constants;
pub mod display;
pub mod quote;
pub mod split;
mod token;

pub use canonical::{canonical, identifiers};
pub use constants::constants;
pub use display::{comment, display};
pub use quote::{dollar, ident, literal, qualified};
pub use split::{SplitError, Statement, What, split};
