//! [`Builder`]: puts a [`Catalog`] together.

use rustc_hash::FxHashMap;

use super::{
    Catalog, Edge, EdgeKind, Name, Object, ObjectId, Origin, Ref,
    index::{ById, Names},
    whole::OtherNames,
};

/// Collects objects, parents first, and edges between them.
#[derive(Default)]
pub struct Builder {
    names: Names,
    objects: Vec<Object>,
    by_id: ById,
    edges: Vec<Edge>,
}

impl Builder {
    /// Returns the one copy of a text that this catalog keeps.
    pub fn name(&mut self, text: &str) -> Name {
        self.names.get(text)
    }

    /// Adds an object. A second object of the same name is not added.
    pub fn add(&mut self, object: Object) -> Option<Ref> {
        let at = Ref(u32::try_from(self.objects.len()).ok()?);
        let is_new = self.by_id.insert(&object.id, at, &self.objects);
        is_new.then(|| {
            self.objects.push(object);
            at
        })
    }

    /// Returns an object that was added.
    pub fn get(&self, at: Ref) -> Option<&Object> {
        self.objects.get(at.index())
    }

    /// Returns an object that was added, to complete it.
    pub fn get_mut(&mut self, at: Ref) -> Option<&mut Object> {
        self.objects.get_mut(at.index())
    }

    /// Finds an object that was added.
    pub fn find(&self, id: &ObjectId) -> Option<Ref> {
        self.by_id.find(id, &self.objects)
    }

    /// Lists the objects added until now.
    pub fn objects(&self) -> impl Iterator<Item = (Ref, &Object)> {
        (0..).map(Ref).zip(&self.objects)
    }

    /// Records that `from` depends on `to`.
    pub fn edge(&mut self, from: Ref, to: Ref, kind: EdgeKind) {
        if from != to {
            self.edges.push(Edge { from, to, kind });
        }
    }

    /// Returns the catalog.
    pub fn finish(self, origin: Origin) -> Catalog {
        let Self {
            objects,
            by_id,
            mut edges,
            ..
        } = self;
        edges.sort_unstable();
        edges.dedup();
        edges.shrink_to_fit();
        let mut into = edges.clone();
        into.sort_unstable_by_key(|edge| (edge.to, edge.from, edge.kind));
        let mut by_kind: FxHashMap<_, Vec<Ref>> = FxHashMap::default();
        for (at, object) in (0..).map(Ref).zip(&objects) {
            by_kind.entry(object.id.kind).or_default().push(at);
        }
        let (child_start, child_list) = children(&objects);
        Catalog {
            origin,
            unmodelled: Vec::new(),
            unread: Vec::new(),
            objects,
            by_id,
            by_kind,
            out: edges,
            into,
            child_start,
            child_list,
            by_other_name: OtherNames::new(),
        }
    }
}

/// Lists the children of all objects in one run, and where each object's start in it.
fn children(objects: &[Object]) -> (Vec<u32>, Vec<Ref>) {
    let mut pairs: Vec<(Ref, Ref)> = (0..)
        .map(Ref)
        .zip(objects)
        .filter_map(|(at, object)| object.parent.map(|parent| (parent, at)))
        .collect();
    pairs.sort_unstable();
    let mut start = Vec::with_capacity(objects.len() + 1);
    let mut next = 0;
    for at in (0..=objects.len()).filter_map(|at| u32::try_from(at).ok()) {
        while pairs.get(next).is_some_and(|(parent, _)| parent.0 < at) {
            next += 1;
        }
        start.push(u32::try_from(next).unwrap_or(u32::MAX));
    }
    (start, pairs.into_iter().map(|(_, child)| child).collect())
}
