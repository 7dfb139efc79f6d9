//! [`Reader`]: turns rows of the server's catalogs into objects and edges.
//!
//! Rows name other objects by OID; the reader knows those it has seen, and keeps edges to
//! those it has not until the end.

mod carry;
mod fields;
mod serve;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    catalog::{
        Attr, AttrClass, AttrDef, AttrType, Attrs, Builder, Catalog, EdgeKind, Kind, Name, Object,
        ObjectId, Origin, Ref, Unread, Value,
    },
    error::{Report, Result},
    sql::{identifiers, quote::ident},
};

use super::{Address, online::is_helper};

pub use carry::Traces;
pub use fields::{Fields, Seldom};

/// An object that is being read.
pub struct Draft {
    object: Object,
    address: Option<Address>,
    edges: Vec<(Address, EdgeKind)>,
}

impl Draft {
    /// Sets an attribute.
    pub fn set<T: AttrType>(&mut self, attr: Attr<T>, value: T) -> &mut Self {
        self.object.attrs.set(attr, value);
        self
    }

    /// Sets a yes-or-no attribute if it is true.
    pub fn flag(&mut self, attr: Attr<bool>, value: bool) -> &mut Self {
        if value {
            self.object.attrs.set(attr, true);
        }
        self
    }

    /// Tells whether an attribute is set.
    pub fn has<T>(&self, attr: Attr<T>) -> bool {
        self.object.attrs.value(attr.name()).is_some()
    }

    /// Records that the object cannot exist without another.
    pub fn needs(&mut self, address: Address) -> &mut Self {
        self.edge(address, EdgeKind::Needs)
    }

    /// Records a dependency.
    pub fn edge(&mut self, address: Address, kind: EdgeKind) -> &mut Self {
        self.edges.push((address, kind));
        self
    }
}

/// What has been read until now.
#[derive(Default)]
pub struct Reader {
    builder: Builder,
    schemas: FxHashMap<u32, Name>,
    roles: FxHashMap<u32, Name>,
    places: FxHashMap<Address, Ref>,
    aliases: FxHashMap<Address, Address>,
    members: FxHashSet<(u32, u32)>,
    types: FxHashMap<(u32, i32), Name>,
    edges: Vec<(Ref, Address, EdgeKind)>,
    depends: Vec<(Address, Address, EdgeKind)>,
    inherits: Vec<(Ref, Ref)>,
    inherits_later: Vec<(Ref, Address)>,
    comments: Vec<(Address, Name)>,
    served: Vec<(Address, Address)>,
    member_names: FxHashMap<Address, Vec<Name>>,
    labels: Vec<(Address, Name)>,
    unread: Vec<Unread>,
}

/// Whether a table has a member from a parent table only: neither a statement of its own
/// made it, nor does one drop it.
pub const FROM_PARENT: Attr<bool> = Attr::new(&AttrDef {
    name: "from_parent",
    class: AttrClass::Silent,
});

/// A member of a table that a parent table's definition gave it: set by the kinds of
/// columns and constraints, made an edge when both tables are known.
pub const INHERITED: Attr<bool> = Attr::new(&AttrDef {
    name: "inherited",
    class: AttrClass::Silent,
});

impl Reader {
    /// Makes a schema known by its OID.
    pub fn know_schema(&mut self, oid: u32, name: &str) {
        let name = self.builder.name(name);
        self.schemas.insert(oid, name);
    }

    /// Makes a role known by its OID.
    pub fn know_role(&mut self, oid: u32, name: &str) {
        let name = self.builder.name(name);
        self.roles.insert(oid, name);
    }

    /// Makes the text of a type with its modifier known.
    pub fn know_type(&mut self, oid: u32, modifier: i32, text: &str) {
        let text = self.builder.name(text);
        self.types.insert((oid, modifier), text);
    }

    /// Records that an object belongs to an extension, so that it is not one of its own.
    pub fn know_member(&mut self, class: u32, oid: u32, extension: Address, name: &str) {
        self.members.insert((class, oid));
        let name = self.builder.name(&super::extension::plain(name));
        self.member_names.entry(extension).or_default().push(name);
        self.alias(Address::new(class, oid), extension);
    }

    /// Returns the names of an extension's members, ordered.
    pub fn members_of(&mut self, extension: Address) -> Vec<Name> {
        let mut names = self.member_names.remove(&extension).unwrap_or_default();
        names.sort_unstable();
        names
    }

    /// Records that whoever depends on `from` depends on `to`.
    pub fn alias(&mut self, from: Address, to: Address) {
        self.aliases.insert(from, to);
    }

    /// Returns the name of a schema in scope.
    pub fn schema(&self, oid: u32) -> Option<&Name> {
        self.schemas.get(&oid)
    }

    /// Returns the name of a role; its OID if it was dropped, as PostgreSQL shows it.
    pub fn role(&mut self, oid: u32) -> Name {
        match self.roles.get(&oid) {
            Some(name) => name.clone(),
            None => self.builder.name(&oid.to_string()),
        }
    }

    /// Returns the text of a type with its modifier.
    pub fn type_text(&self, oid: u32, modifier: i32) -> Result<Name> {
        self.types.get(&(oid, modifier)).cloned().ok_or_else(|| {
            Report::connect("a type changed while the catalog was read")
                .hint("try again: somebody is changing the schema")
        })
    }

    /// Returns the one copy of a text that the catalog keeps.
    pub fn name(&mut self, text: &str) -> Name {
        self.builder.name(text)
    }

    /// Returns the copies of several texts.
    pub fn names<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> Box<[Name]> {
        texts
            .into_iter()
            .map(|text| self.builder.name(text.as_ref()))
            .collect()
    }

    /// Finds an object by its address.
    pub fn place(&self, address: Address) -> Option<Ref> {
        self.places.get(&address).copied()
    }

    /// Returns an object that was read.
    pub fn object(&self, at: Ref) -> Option<&Object> {
        self.builder.get(at)
    }

    /// Sets an attribute of an object that was read.
    pub fn set<T: AttrType>(&mut self, at: Ref, attr: Attr<T>, value: T) {
        if let Some(object) = self.builder.get_mut(at) {
            object.attrs.set(attr, value);
        }
    }

    /// Returns the name of a column that was read.
    pub fn column(&self, relation: u32, number: i16) -> Option<&Name> {
        let at = self.place(Address::column(relation, number))?;
        self.builder.get(at)?.id.path.last()
    }

    /// Starts an object that stands in no schema. Nothing if an extension owns it.
    pub fn global(&mut self, kind: Kind, address: Address, name: &str) -> Option<Draft> {
        self.global_path(kind, address, &[name])
    }

    /// Starts an object that stands in no schema and has a name of several parts.
    pub fn global_path(&mut self, kind: Kind, address: Address, path: &[&str]) -> Option<Draft> {
        if self.members.contains(&(address.class, address.object)) {
            return None;
        }
        let path: Vec<Name> = path.iter().map(|part| self.builder.name(part)).collect();
        Some(draft(kind, Some(address), None, &path))
    }

    /// Starts an object that stands in a schema. Nothing if that is not in scope, or if an
    /// extension owns it.
    pub fn top(
        &mut self,
        kind: Kind,
        address: Address,
        schema: u32,
        name: &[&str],
    ) -> Option<Draft> {
        if self.members.contains(&(address.class, address.object)) {
            return None;
        }
        let mut path = vec![self.schemas.get(&schema)?.clone()];
        for part in name {
            path.push(self.builder.name(part));
        }
        let mut draft = draft(kind, Some(address), None, &path);
        draft.needs(Address::new(super::class::SCHEMA, schema));
        Some(draft)
    }

    /// Starts an object that is a part of another. Nothing if that one is not in scope.
    pub fn member(
        &mut self,
        kind: Kind,
        address: Option<Address>,
        parent: Address,
        name: &str,
    ) -> Option<Draft> {
        let parent = self.place(parent)?;
        self.part(kind, address, parent, name)
    }

    /// Starts an object that is a part of one that was read.
    pub fn part(
        &mut self,
        kind: Kind,
        address: Option<Address>,
        parent: Ref,
        name: &str,
    ) -> Option<Draft> {
        self.part_path(kind, address, parent, &[name])
    }

    /// Starts an object that is a part of one that was read and has a name of several
    /// parts.
    pub fn part_path(
        &mut self,
        kind: Kind,
        address: Option<Address>,
        parent: Ref,
        name: &[&str],
    ) -> Option<Draft> {
        let mut path = self.builder.get(parent)?.id.path.to_vec();
        path.extend(name.iter().map(|part| self.builder.name(part)));
        Some(draft(kind, address, Some(parent), &path))
    }

    /// Takes a finished object in.
    pub fn push(&mut self, draft: Draft) -> Option<Ref> {
        let Draft {
            object,
            address,
            edges,
        } = draft;
        let parent = object.parent;
        let at = self.builder.add(object)?;
        if let Some(address) = address {
            self.places.insert(address, at);
        }
        if let Some(parent) = parent {
            self.builder.edge(at, parent, EdgeKind::Needs);
        }
        self.edges
            .extend(edges.into_iter().map(|(to, kind)| (at, to, kind)));
        Some(at)
    }

    /// Records a dependency between two addresses of the server; whoever is not in scope
    /// has none.
    pub fn depend(&mut self, from: Address, to: Address, kind: EdgeKind) {
        if let Some(from) = self.resolve(from) {
            self.edges.push((from, to, kind));
        }
    }

    /// Records a dependency between two addresses, to be looked up when all aliases are
    /// known.
    pub fn depend_later(&mut self, from: Address, to: Address, kind: EdgeKind) {
        self.depends.push((from, to, kind));
    }

    /// Records a comment on an object that may not have been read yet; one on what is not
    /// in scope is let go.
    pub fn comment_later(&mut self, address: Address, text: &str) {
        let text = self.builder.name(text);
        self.comments.push((address, text));
    }

    /// Records a security label, as `provider=label`, on an object that may not have been
    /// read yet; one on what is not in scope is let go.
    pub fn label_later(&mut self, address: Address, provider: &str, label: &str) {
        let text = self.builder.name(&format!("{provider}={label}"));
        self.labels.push((address, text));
    }

    /// Records that something may not be read; said once, however often it is met.
    pub fn miss(&mut self, what: &str, why: &str) {
        let unread = Unread {
            what: what.to_owned(),
            why: why.to_owned(),
        };
        if !self.unread.contains(&unread) {
            self.unread.push(unread);
        }
    }

    /// Records that a table inherits from another, by INHERITS or as its partition: its
    /// inherited members follow those of the same kind and name there.
    pub fn inherit(&mut self, child: Address, parent: Address) {
        if let (Some(child), Some(parent)) = (self.place(child), self.place(parent)) {
            self.inherits.push((child, parent));
        }
    }

    /// Finds the object that an address stands for: itself, what it is an alias of, or
    /// the relation of a column that is no object.
    pub fn resolve(&self, address: Address) -> Option<Ref> {
        let mut address = address;
        // Aliases are short chains: array type, row type, table. The bound excludes circles.
        for _ in 0..8 {
            if let Some(at) = self.places.get(&address) {
                return Some(*at);
            }
            address = match self.aliases.get(&address) {
                Some(to) => *to,
                None if address.part != 0 => Address { part: 0, ..address },
                None => return None,
            };
        }
        None
    }

    /// Returns the catalog that was read.
    pub fn finish(self, origin: Origin) -> Catalog {
        self.finish_with(origin, |_| ()).0
    }

    /// Returns the catalog that was read, and what the next reading may use of this one:
    /// nothing where parts of it were taken out.
    pub fn finish_for_next(self, origin: Origin) -> (Catalog, Option<Traces>) {
        self.finish_with(origin, Self::traces)
    }

    fn finish_with<T>(
        mut self,
        origin: Origin,
        traces: impl FnOnce(&Self) -> T,
    ) -> (Catalog, Option<T>) {
        for (child, parent) in std::mem::take(&mut self.inherits_later) {
            let parent = self.place(parent);
            self.inherits.extend(parent.map(|parent| (child, parent)));
        }
        let traces = traces(&self);
        for (address, text) in std::mem::take(&mut self.comments) {
            if let Some(at) = self.place(address) {
                self.set(at, super::common::COMMENT, text);
            }
        }
        let mut labels: FxHashMap<Ref, Vec<Name>> = FxHashMap::default();
        for (address, label) in std::mem::take(&mut self.labels) {
            if let Some(at) = self.place(address) {
                labels.entry(at).or_default().push(label);
            }
        }
        for (at, mut list) in labels {
            list.sort_unstable();
            self.set(at, super::common::SECURITY_LABELS, list.into());
        }
        for (from, to, kind) in std::mem::take(&mut self.depends) {
            self.depend(from, to, kind);
        }
        self.hint_at_served();
        // That a table has a parent is its tie's: without that it stays as it is.
        let tied: FxHashSet<(Ref, Ref)> = self.inherits.iter().copied().collect();
        for (from, to, kind) in std::mem::take(&mut self.edges) {
            if let Some(to) = self.resolve(to).filter(|to| !tied.contains(&(from, *to))) {
                self.builder.edge(from, to, kind);
            }
        }
        self.follow();
        self.mention();
        let has_helpers = self.builder.objects().any(|(_, object)| is_helper(object));
        let mut catalog = self.builder.finish(origin);
        self.unread.sort_unstable();
        catalog.unread = self.unread;
        if has_helpers {
            // What tables below a helper's inherit of it bears no comment.
            let first = |at| std::iter::successors(Some(at), |at| catalog.followed(*at)).last();
            let catalog = catalog.filter(|at, object| {
                !is_helper(object) && !first(at).is_some_and(|at| is_helper(catalog.at(at)))
            });
            (catalog, None)
        } else {
            (catalog, Some(traces))
        }
    }

    /// Notes which objects the source code of others mentions by name. The server records
    /// nothing of it (manual, "Dependency Tracking").
    fn mention(&mut self) {
        let mut by_name: FxHashMap<String, Vec<Ref>> = FxHashMap::default();
        let mut codes: Vec<(Ref, Name)> = Vec::new();
        for (at, object) in self
            .builder
            .objects()
            .filter(|(_, object)| object.parent.is_none())
        {
            by_name
                .entry(ident(object.id.name()).into_owned())
                .or_default()
                .push(at);
            codes.extend(object.attrs.iter().filter_map(|(def, value)| match value {
                Value::Text(code) if def.class == AttrClass::Code => Some((at, code.clone())),
                _ => None,
            }));
        }
        for (from, code) in codes {
            for name in identifiers(&code) {
                let last = name.rsplit('.').next().unwrap_or(&name);
                for to in by_name.get(last).into_iter().flatten() {
                    self.builder.edge(from, *to, EdgeKind::Mentions);
                }
            }
        }
    }

    /// Ties inherited members to those they come from.
    fn follow(&mut self) {
        if self.inherits.is_empty() {
            return;
        }
        let mut parents: FxHashMap<Ref, Vec<Ref>> = FxHashMap::default();
        for (child, parent) in std::mem::take(&mut self.inherits) {
            parents.entry(child).or_default().push(parent);
        }
        let mut edges = Vec::new();
        for (at, object) in self
            .builder
            .objects()
            .filter(|(_, object)| object.is(INHERITED))
        {
            let above = object.parent.and_then(|parent| parents.get(&parent));
            for parent in above
                .into_iter()
                .flatten()
                .filter_map(|at| self.builder.get(*at))
            {
                let mut path = parent.id.path.to_vec();
                path.extend(object.id.path.last().cloned());
                let followed = self.builder.find(&ObjectId::new(object.id.kind, path));
                edges.extend(followed.map(|to| (at, to)));
            }
        }
        for (from, to) in edges {
            self.builder.edge(from, to, EdgeKind::Follows);
        }
    }
}

fn draft(kind: Kind, address: Option<Address>, parent: Option<Ref>, path: &[Name]) -> Draft {
    let object = Object {
        id: ObjectId::new(kind, path),
        parent,
        attrs: Attrs::default(),
    };
    Draft {
        object,
        address,
        edges: Vec::new(),
    }
}
