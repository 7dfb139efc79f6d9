//! [`Object`], its [`ObjectId`] and the [`Edge`]s between objects.

use std::{fmt, sync::Arc};

use super::{Attr, AttrType, Attrs, Kind};

/// A text of a catalog; equal ones within one catalog share their bytes.
pub type Name = Arc<str>;

/// Names an object the same way in every database.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId {
    /// What it is.
    pub kind: Kind,
    /// Where it is, outermost first: schema, table, column.
    pub path: Arc<[Name]>,
}

impl ObjectId {
    /// Returns the id of the object of `kind` at `path`.
    pub fn new(kind: Kind, path: impl Into<Arc<[Name]>>) -> Self {
        Self {
            kind,
            path: path.into(),
        }
    }

    /// Returns a part of the path, or nothing if it is shorter.
    pub fn part(&self, at: usize) -> &str {
        self.path.get(at).map_or("", |part| part)
    }

    /// Returns the object's own name: the last part, or the one before an argument list.
    pub fn name(&self) -> &str {
        let end = self
            .path
            .len()
            .saturating_sub(1 + usize::from(self.kind.info().has_signature));
        self.part(end)
    }

    /// Returns the path as SQL writes it: `public."Order".id`, `public.f(integer)`.
    pub fn dotted(&self) -> String {
        let mut parts = self.path.iter();
        let arguments = if self.kind.info().has_signature {
            parts.next_back()
        } else {
            None
        };
        let mut text = String::new();
        for part in parts {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(&crate::sql::quote::ident(part));
        }
        if let Some(arguments) = arguments {
            text.push('(');
            text.push_str(arguments);
            text.push(')');
        }
        text
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.dotted())
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The place of an object in its catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref(pub(crate) u32);

impl Ref {
    /// Returns the place as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Anything a database holds under a name.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name.
    pub id: ObjectId,
    /// The object it is a part of.
    pub parent: Option<Ref>,
    /// What it is compared by.
    pub attrs: Attrs,
}

impl Object {
    /// Returns the value of an attribute.
    pub fn get<T: AttrType>(&self, attr: Attr<T>) -> Option<T> {
        self.attrs.get(attr)
    }

    /// Returns the text of an attribute; empty if it is absent.
    pub fn text(&self, attr: Attr<Name>) -> &str {
        self.attrs.text(attr).unwrap_or("")
    }

    /// Returns the texts of an attribute; none if it is absent.
    pub fn list(&self, attr: Attr<Box<[Name]>>) -> &[Name] {
        self.attrs.list(attr)
    }

    /// Tells whether an attribute is there and true.
    pub fn is(&self, attr: Attr<bool>) -> bool {
        self.attrs.is(attr)
    }
}

/// What one object is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// It cannot exist without the other.
    Needs,
    /// It is dropped with the other, which is not its parent: a sequence owned by a column.
    Owned,
    /// Its definition comes from the other's and changes with it: an inherited column.
    Follows,
    /// Its text mentions the other's name; a hint for the order of statements only.
    Mentions,
}

/// One dependency: `from` on `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edge {
    /// The dependant.
    pub from: Ref,
    /// What it depends on.
    pub to: Ref,
    /// How.
    pub kind: EdgeKind,
}
