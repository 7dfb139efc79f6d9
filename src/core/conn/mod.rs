//! Connections: how a text becomes a session that is set up the same way every time.
//!
//! [`conninfo`] reads a connection text by libpq's conventions (PostgreSQL manual, "Database
//! Connection Control Functions"), [`session`] opens it and speaks to the server. The
//! environment and the home directory are handed in by the front end. What is done with a
//! session (reading catalogs, running plans) is none of this module's business.

pub mod conninfo;
mod dial;
mod encryption;
pub mod environment;
mod failure;
mod hosts;
mod layers;
mod parameters;
mod passfile;
pub mod profile;
mod refusal;
mod row;
mod service;
pub mod session;
pub mod setup;
pub mod sole;
mod text;
mod tls;
mod verifier;
pub mod version;

pub use conninfo::{Conninfo, PasswordSource, SslMode, TargetSession};
pub use dial::{Channel, Negotiated};
pub use environment::Environment;
pub use parameters::nearest;
pub use profile::Profile;
pub use row::Row;
pub use session::{Session, connect};
pub use sole::{Keeper, Sole};
pub use verifier::Trust;
pub use version::ServerVersion;
