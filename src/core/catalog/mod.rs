//! A schema read whole: objects, their typed attributes, the edges between them.
//!
//! Every object has one shape, whatever its kind, so that the differ, the planner, the
//! snapshot file and every front end work on kinds they have never heard of. What a kind
//! means (its SQL, its rules) is in `kinds`, one file each; nothing here names one.

mod action;
mod attr;
mod build;
mod document;
mod find;
mod hash;
mod index;
mod kind;
mod object;
pub mod snapshot;
mod whole;

pub use action::{Action, Timing};
pub use attr::{Attr, AttrClass, AttrDef, AttrType, Attrs, Value};
pub use build::Builder;
pub use document::{CatalogDocument, ObjectDocument};
pub use find::{Hit, find, named};
pub use hash::Fingerprint;
pub use kind::{Inline, Kind, KindInfo};
pub use object::{Edge, EdgeKind, Name, Object, ObjectId, Ref};
pub use whole::{Catalog, Origin, Unmodelled, Unread};
