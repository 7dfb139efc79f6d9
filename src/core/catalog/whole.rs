//! [`Catalog`]: objects and edges, with ways to find and walk them.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Attr, Edge, EdgeKind, Name, Object, ObjectId, Ref, Value, index::ById};

/// Where a catalog was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The server's `server_version_num`, such as 150018.
    pub version: u32,
    /// The database, or what the user called the source.
    pub database: String,
    /// The role that read it.
    pub role: String,
    /// Whether owners are part of it: text loaded by a nameless role says nothing of owners.
    pub states_owners: bool,
    /// Whether the roles of its server are among the objects, with all that belongs to the
    /// cluster or to the database as a whole.
    pub states_roles: bool,
    /// The encoding, collation and character type of the database.
    pub locale: [String; 3],
}

/// Something the database holds that the model does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unmodelled {
    /// The kind in PostgreSQL's words.
    pub kind: String,
    /// The object, as PostgreSQL identifies it.
    pub name: String,
    /// A digest of its definition, so that a difference shows; empty if it has none.
    pub digest: String,
}

/// Something this role may not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    /// What could not be read.
    pub what: String,
    /// Why not.
    pub why: String,
}

/// A schema read whole.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Where it was read.
    pub origin: Origin,
    /// What the model does not know, ordered.
    pub unmodelled: Vec<Unmodelled>,
    /// What could not be read, ordered.
    pub unread: Vec<Unread>,
    pub(super) objects: Vec<Object>,
    pub(super) by_id: ById,
    pub(super) by_kind: FxHashMap<super::Kind, Vec<Ref>>,
    /// Ordered by `from`.
    pub(super) out: Vec<Edge>,
    /// Ordered by `to`.
    pub(super) into: Vec<Edge>,
    /// Children by parent: start of each object's run in `child_list`.
    pub(super) child_start: Vec<u32>,
    pub(super) child_list: Vec<Ref>,
    pub(super) by_other_name: OtherNames,
}

/// Objects by an attribute and its text, listed when first asked for.
pub(super) type OtherNames = OnceLock<FxHashMap<(&'static str, Name), Vec<Ref>>>;

impl Catalog {
    /// Returns how many objects there are.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Tells whether there is no object.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Lists all objects.
    pub fn objects(&self) -> impl Iterator<Item = (Ref, &Object)> {
        (0..).map(Ref).zip(&self.objects)
    }

    /// Returns the object at a place of this catalog.
    ///
    /// # Panics
    /// If the place is of another, larger catalog.
    #[expect(
        clippy::indexing_slicing,
        reason = "a Ref is made by this catalog's builder only"
    )]
    pub fn at(&self, at: Ref) -> &Object {
        &self.objects[at.index()]
    }

    /// Finds an object by its name.
    pub fn find(&self, id: &ObjectId) -> Option<Ref> {
        self.by_id.find(id, &self.objects)
    }

    /// Returns the object of that name.
    pub fn get(&self, id: &ObjectId) -> Option<&Object> {
        self.find(id).map(|at| self.at(at))
    }

    /// Lists what an object is made of.
    pub fn children(&self, at: Ref) -> &[Ref] {
        let start = self.child_start.get(at.index()).copied().unwrap_or(0) as usize;
        let end = self.child_start.get(at.index() + 1).copied().unwrap_or(0) as usize;
        self.child_list.get(start..end).unwrap_or(&[])
    }

    /// Lists what an object depends on.
    pub fn needs(&self, at: Ref) -> &[Edge] {
        run(&self.out, at, |edge| edge.from)
    }

    /// Lists what depends on an object.
    pub fn dependants(&self, at: Ref) -> &[Edge] {
        run(&self.into, at, |edge| edge.to)
    }

    /// Lists all edges, ordered by dependant.
    pub fn edges(&self) -> &[Edge] {
        &self.out
    }

    /// Returns the object whose definition decides this one's, if there is one.
    pub fn followed(&self, at: Ref) -> Option<Ref> {
        self.needs(at)
            .iter()
            .find(|edge| edge.kind == EdgeKind::Follows)
            .map(|edge| edge.to)
    }

    /// Tells whether each of two objects needs the other: a base type and its input function.
    pub fn is_mutual(&self, one: Ref, other: Ref) -> bool {
        let needs = |from: Ref, to: Ref| {
            let mut edges = self.needs(from).iter();
            edges.any(|edge| edge.to == to && edge.kind == EdgeKind::Needs)
        };
        needs(other, one) && needs(one, other)
    }

    /// Returns the object at the top of which this is a part; itself if of none.
    pub fn root(&self, at: Ref) -> Ref {
        let mut at = at;
        while let Some(parent) = self.at(at).parent {
            at = parent;
        }
        at
    }

    /// Returns the part of the catalog that `keep` wants, with parents and edges.
    ///
    /// A member is kept with its parent only if `keep` wants both.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(Ref, &Object) -> bool) -> Self {
        let mut builder = super::Builder::default();
        let mut moved: Vec<Option<Ref>> = vec![None; self.len()];
        for (at, object) in self.objects() {
            let parent = match object.parent {
                None => None,
                Some(parent) => match moved.get(parent.index()).copied().flatten() {
                    None => continue,
                    kept => kept,
                },
            };
            if keep(at, object)
                && let Some(slot) = moved.get_mut(at.index())
            {
                *slot = builder.add(Object {
                    parent,
                    ..object.clone()
                });
            }
        }
        let place = |at: Ref| moved.get(at.index()).copied().flatten();
        for edge in &self.out {
            if let (Some(from), Some(to)) = (place(edge.from), place(edge.to)) {
                builder.edge(from, to, edge.kind);
            }
        }
        let mut part = builder.finish(self.origin.clone());
        part.unmodelled.clone_from(&self.unmodelled);
        part.unread.clone_from(&self.unread);
        part
    }

    /// Returns the catalog with each object changed by `change`. Two objects must not get
    /// the same name.
    #[must_use]
    pub fn map(&self, change: impl Fn(&mut Object)) -> Self {
        let mut changed = self.clone();
        changed.by_other_name = OnceLock::new();
        changed.objects.iter_mut().for_each(change);
        changed.by_id = ById::of(&changed.objects);
        changed
    }

    /// Lists the objects of a kind.
    pub fn of_kind(&self, kind: super::Kind) -> impl Iterator<Item = Ref> + '_ {
        self.by_kind.get(&kind).into_iter().flatten().copied()
    }

    /// Lists the objects that have `text` in an attribute whose name ends in `_name`: what
    /// they are called besides their own name.
    pub fn called(&self, attr: Attr<Name>, text: &str) -> &[Ref] {
        let all = self.by_other_name.get_or_init(|| {
            let mut all: FxHashMap<_, Vec<Ref>> = FxHashMap::default();
            for (at, object) in self.objects() {
                for (def, value) in object.attrs.iter() {
                    if let (true, Value::Text(text)) = (def.name.ends_with("_name"), value) {
                        all.entry((def.name, Name::clone(text)))
                            .or_default()
                            .push(at);
                    }
                }
            }
            all
        });
        all.get(&(attr.name(), Name::from(text)))
            .map_or(&[], Vec::as_slice)
    }

    /// Lists the objects whose own name is `name`.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Ref> + 'a {
        self.objects()
            .filter(move |(_, object)| object.id.name() == name)
            .map(|(at, _)| at)
    }

    /// Returns an id of this catalog's making, for tests and lookups by parts.
    pub fn id(kind: super::Kind, path: &[&str]) -> ObjectId {
        let path: Vec<Name> = path.iter().map(|part| Arc::from(*part)).collect();
        ObjectId::new(kind, path)
    }
}

fn run(edges: &[Edge], at: Ref, end: impl Fn(&Edge) -> Ref) -> &[Edge] {
    let start = edges.partition_point(|edge| end(edge) < at);
    let stop = start
        + edges
            .get(start..)
            .map_or(0, |rest| rest.partition_point(|edge| end(edge) == at));
    edges.get(start..stop).unwrap_or(&[])
}
