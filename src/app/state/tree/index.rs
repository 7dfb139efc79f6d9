//! [`Index`]: what a database holds, by schema and kind, sorted; made once by a job.
//!
//! It knows no kind by name: folders are the kinds' own, schemas are what the first part
//! of a path says.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use pgworks_core::{
    catalog::{Catalog, Kind, Name, Object, ObjectId, Ref},
    introspect::Outline,
    kinds::{self, schema::SCHEMA},
    sql::display,
};

use super::{super::detail::position, Node, note::note, number};

/// The shelf for what belongs to no schema.
const DATABASE: &str = "(database)";

/// The shelf for what no kind models.
const UNMODELLED: &str = "(not modelled)";

/// The shelf for what this role may not read.
const UNREAD: &str = "(not readable)";

/// The order of shelves: schemas, what belongs to none, what is missing from the model.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Schema,
    Database,
    Unmodelled,
    Unread,
}

/// What a database holds.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The schemas, and at the end what belongs to none.
    pub shelves: Vec<Shelf>,
    /// The names to search in.
    pub names: Arc<Names>,
    /// How many objects there are, members included; 0 while only the outline is known.
    pub objects: usize,
    /// How many things are named that no kind models or this role may not read.
    pub missing: usize,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Its name, safe to be shown.
    pub label: Arc<str>,
    /// The schema itself.
    pub at: Option<Ref>,
    /// The kinds it holds.
    pub folders: Vec<Folder>,
}

/// The objects of a kind in a schema.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its name, safe to be shown.
    pub label: Cow<'static, str>,
    /// The objects, sorted.
    pub entries: Vec<Entry>,
}

/// An object.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name and arguments, safe to be shown.
    pub label: Arc<str>,
    /// What else there is to say: rows and size, where they are known.
    pub note: Option<Arc<str>>,
    /// Its place in the catalog, once that is read.
    pub at: Option<Ref>,
    /// Whether it has members.
    pub has_members: bool,
    /// Why it can only be named, safe to be shown; nothing for what is in the catalog.
    pub missing: Option<Arc<str>>,
}

/// The names to search in, and what they stand for.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Dotted names, safe to be shown.
    pub texts: Vec<Arc<str>>,
    /// What they stand for.
    pub nodes: Vec<Node>,
}

type Shelves = BTreeMap<(Rank, Name), BTreeMap<Cow<'static, str>, Unsorted>>;

/// A folder that is being filled. Of kinds that share one the first in order tells its place.
#[derive(Default)]
struct Unsorted {
    kind: Option<Kind>,
    rank: usize,
    entries: Vec<(Name, Entry)>,
}

impl Unsorted {
    fn push(&mut self, kind: Kind, name: Name, entry: Entry) {
        if self.kind != Some(kind) {
            let rank = kinds::rank(kind);
            self.rank = if self.kind.is_none() {
                rank
            } else {
                rank.min(self.rank)
            };
            self.kind = Some(kind);
        }
        self.entries.push((name, entry));
    }
}

impl Index {
    /// Returns the index of a catalog. Notes are taken over from the outline.
    pub fn of_catalog(catalog: &Catalog, outline: Option<&Outline>) -> Self {
        let mut shelves: Shelves = BTreeMap::new();
        let mut schemas: BTreeMap<Name, Ref> = BTreeMap::new();
        for (at, object) in catalog.objects() {
            if object.id.kind == SCHEMA {
                schemas.insert(Name::from(object.id.name()), at);
                shelves
                    .entry((Rank::Schema, Name::from(object.id.name())))
                    .or_default();
            }
        }
        for (at, object) in catalog.objects() {
            if object.parent.is_some() || object.id.kind == SCHEMA {
                continue;
            }
            let schema = schema_of(object).filter(|name| schemas.contains_key(*name));
            let shelf = match schema {
                Some(name) => (Rank::Schema, Arc::clone(name)),
                None => (Rank::Database, DATABASE.into()),
            };
            let label = label(&object.id, schema.is_some());
            let entry = Entry {
                label: display(&label).into(),
                note: None,
                at: Some(at),
                has_members: !catalog.children(at).is_empty(),
                missing: None,
            };
            shelves
                .entry(shelf)
                .or_default()
                .entry(Cow::Borrowed(object.id.kind.info().folder))
                .or_default()
                .push(object.id.kind, Name::from(label), entry);
        }
        put_missing(&mut shelves, catalog);
        let mut index = Self::of_shelves(shelves, |name| schemas.get(name).copied());
        index.objects = catalog.len();
        index.missing = catalog.unmodelled.len() + catalog.unread.len();
        if let Some(outline) = outline {
            index.note(outline);
        }
        index
    }

    /// Returns the index of what is known before the catalog is read.
    pub fn of_outline(outline: &Outline) -> Self {
        let mut shelves: Shelves = BTreeMap::new();
        for schema in &outline.schemas {
            let shelf = shelves
                .entry((Rank::Schema, Name::from(schema.name.as_ref())))
                .or_default();
            for relation in &schema.relations {
                let name: Name = Name::from(relation.name.as_ref());
                let entry = Entry {
                    label: display(&name).into(),
                    note: None,
                    at: None,
                    has_members: true,
                    missing: None,
                };
                shelf
                    .entry(Cow::Borrowed(relation.kind.info().folder))
                    .or_default()
                    .push(relation.kind, name, entry);
            }
        }
        let mut index = Self::of_shelves(shelves, |_| None);
        index.note(outline);
        index
    }

    fn of_shelves(shelves: Shelves, schema: impl Fn(&str) -> Option<Ref>) -> Self {
        let mut index = Self::default();
        let mut names = Names::default();
        for ((rank, name), folders) in shelves {
            let shelf = number(index.shelves.len());
            let mut made = Vec::with_capacity(folders.len());
            let mut folders: Vec<_> = folders.into_iter().collect();
            folders.sort_by_key(|(_, it)| it.rank);
            for (label, Unsorted { mut entries, .. }) in folders {
                entries.sort_by(|(one, _), (other, _)| one.cmp(other));
                let folder = number(made.len());
                for (place, (_, entry)) in entries.iter().enumerate() {
                    let dotted = if rank == Rank::Schema {
                        format!("{}.{}", display(&name), entry.label).into()
                    } else {
                        Arc::clone(&entry.label)
                    };
                    names.texts.push(dotted);
                    names.nodes.push(Node::Entry(shelf, folder, number(place)));
                }
                made.push(Folder {
                    label,
                    entries: entries.into_iter().map(|(_, entry)| entry).collect(),
                });
            }
            index.shelves.push(Shelf {
                label: display(&name).into(),
                at: (rank == Rank::Schema).then(|| schema(&name)).flatten(),
                folders: made,
            });
        }
        index.names = Arc::new(names);
        index
    }

    /// Writes rows and sizes beside the relations.
    fn note(&mut self, outline: &Outline) {
        let mut notes: BTreeMap<(&str, &str), Arc<str>> = BTreeMap::new();
        for schema in &outline.schemas {
            for relation in &schema.relations {
                if let Some(note) = note(relation.rows, relation.bytes) {
                    notes.insert((&schema.name, &relation.name), note);
                }
            }
        }
        for shelf in &mut self.shelves {
            for folder in &mut shelf.folders {
                for entry in &mut folder.entries {
                    // Names that had to be escaped get no note.
                    entry.note = notes.get(&(&*shelf.label, &*entry.label)).cloned();
                }
            }
        }
    }

    /// Returns an entry.
    pub fn entry(&self, shelf: u32, folder: u32, at: u32) -> Option<&Entry> {
        let folder = self.folder(shelf, folder)?;
        folder.entries.get(at as usize)
    }

    /// Returns a folder.
    pub fn folder(&self, shelf: u32, folder: u32) -> Option<&Folder> {
        self.shelves
            .get(shelf as usize)?
            .folders
            .get(folder as usize)
    }

    /// Returns the entry of a node that can only be named, and why.
    pub fn missing(&self, node: Node) -> Option<(&Entry, &str)> {
        let Node::Entry(shelf, folder, at) = node else {
            return None;
        };
        let entry = self.entry(shelf, folder, at)?;
        Some((entry, entry.missing.as_deref()?))
    }

    /// Returns the object that a node stands for, once the catalog is read.
    pub fn object(&self, node: Node, catalog: Option<&Catalog>) -> Option<ObjectId> {
        let at = self.place(node)?;
        Some(catalog?.at(at).id.clone())
    }

    fn place(&self, node: Node) -> Option<Ref> {
        match node {
            Node::Shelf(shelf) => self.shelves.get(shelf as usize)?.at,
            Node::Entry(shelf, folder, at) => self.entry(shelf, folder, at)?.at,
            Node::Member(at) => Some(at),
            Node::Folder(..) | Node::Members(_) => None,
        }
    }

    /// Lists what lies in a node.
    pub fn children(&self, node: Node, catalog: Option<&Catalog>) -> Vec<Node> {
        match node {
            Node::Shelf(shelf) => {
                let folders = self
                    .shelves
                    .get(shelf as usize)
                    .map_or(0, |it| it.folders.len());
                (0..number(folders))
                    .map(|it| Node::Folder(shelf, it))
                    .collect()
            }
            Node::Folder(shelf, folder) => {
                let entries = self.folder(shelf, folder).map_or(0, |it| it.entries.len());
                (0..number(entries))
                    .map(|it| Node::Entry(shelf, folder, it))
                    .collect()
            }
            Node::Entry(..) | Node::Member(_) => match (self.place(node), catalog) {
                (Some(at), Some(catalog)) => member_folders(catalog, at),
                _ => Vec::new(),
            },
            Node::Members(first) => catalog.map_or_else(Vec::new, |it| siblings(it, first)),
        }
    }

    /// Tells whether anything lies in a node.
    pub fn has_children(&self, node: Node, catalog: Option<&Catalog>) -> bool {
        match node {
            Node::Shelf(shelf) => self
                .shelves
                .get(shelf as usize)
                .is_some_and(|it| !it.folders.is_empty()),
            Node::Folder(..) | Node::Members(_) => true,
            Node::Entry(shelf, folder, at) => self
                .entry(shelf, folder, at)
                .is_some_and(|it| it.has_members),
            Node::Member(at) => catalog.is_some_and(|it| !it.children(at).is_empty()),
        }
    }

    /// Lists the nodes that a node lies in, the outermost first.
    pub fn above(&self, node: Node, catalog: Option<&Catalog>) -> Vec<Node> {
        match node {
            Node::Shelf(_) => Vec::new(),
            Node::Folder(shelf, _) => vec![Node::Shelf(shelf)],
            Node::Entry(shelf, folder, _) => vec![Node::Shelf(shelf), Node::Folder(shelf, folder)],
            Node::Member(at) | Node::Members(at) => {
                let Some(catalog) = catalog else {
                    return Vec::new();
                };
                let Some(parent) = catalog.at(at).parent else {
                    return Vec::new();
                };
                let parent = self.node(catalog, parent);
                let mut above = parent.map_or_else(Vec::new, |it| self.above(it, Some(catalog)));
                above.extend(parent);
                if matches!(node, Node::Member(_)) {
                    above.extend(first_sibling(catalog, at).map(Node::Members));
                }
                above
            }
        }
    }

    /// Returns the node of an object.
    pub fn node(&self, catalog: &Catalog, at: Ref) -> Option<Node> {
        if catalog.at(at).parent.is_some() {
            return Some(Node::Member(at));
        }
        for (shelf, it) in self.shelves.iter().enumerate() {
            if it.at == Some(at) {
                return Some(Node::Shelf(number(shelf)));
            }
            for (folder, it) in it.folders.iter().enumerate() {
                if let Some(place) = it.entries.iter().position(|entry| entry.at == Some(at)) {
                    return Some(Node::Entry(number(shelf), number(folder), number(place)));
                }
            }
        }
        None
    }

    /// Returns a name of the node that outlives a new reading.
    pub(super) fn key(&self, node: Node, catalog: Option<&Catalog>) -> Option<String> {
        Some(match node {
            Node::Shelf(shelf) => self.shelves.get(shelf as usize)?.label.to_string(),
            Node::Folder(shelf, folder) => format!(
                "{}\0{}",
                self.shelves.get(shelf as usize)?.label,
                self.folder(shelf, folder)?.label
            ),
            Node::Entry(shelf, folder, at) => format!(
                "{}\0{}\0{}",
                self.shelves.get(shelf as usize)?.label,
                self.folder(shelf, folder)?.label,
                self.entry(shelf, folder, at)?.label
            ),
            Node::Members(at) => {
                let object = catalog?.at(at);
                let parent = catalog?.at(object.parent?);
                format!("{}\0{}", parent.id, object.id.kind.info().folder)
            }
            Node::Member(at) => catalog?.at(at).id.to_string(),
        })
    }
}

/// Puts what the catalog can only name on shelves of its own: nothing is dropped in
/// silence.
fn put_missing(shelves: &mut Shelves, catalog: &Catalog) {
    let entry = |label: &str, note: Option<&str>, why: &str| Entry {
        label: display(label).into(),
        note: note.map(|it| display(it).into()),
        at: None,
        has_members: false,
        missing: Some(display(why).into()),
    };
    for it in &catalog.unmodelled {
        let folder = Cow::Owned(display(&it.kind).into_owned());
        let why = "pgworks does not model this kind: a difference is noticed, no SQL is made";
        shelves
            .entry((Rank::Unmodelled, UNMODELLED.into()))
            .or_default()
            .entry(folder)
            .or_default()
            .entries
            .push((Name::from(it.name.as_str()), entry(&it.name, None, why)));
    }
    for it in &catalog.unread {
        shelves
            .entry((Rank::Unread, UNREAD.into()))
            .or_default()
            .entry(Cow::Borrowed("objects"))
            .or_default()
            .entries
            .push((Name::from(it.what.as_str()), entry(&it.what, None, &it.why)));
    }
}

/// Returns the schema that the path of an object names, if it is long enough for one.
fn schema_of(object: &Object) -> Option<&Name> {
    let names = object.id.path.len() - usize::from(object.id.kind.info().has_signature);
    (names >= 2).then(|| object.id.path.first()).flatten()
}

/// Returns the name of an object within its schema.
fn label(id: &ObjectId, is_in_schema: bool) -> String {
    let skipped = usize::from(is_in_schema);
    let has_signature = id.kind.info().has_signature;
    let names = id.path.len() - usize::from(has_signature);
    let mut label = id
        .path
        .iter()
        .take(names)
        .skip(skipped)
        .map(|part| &**part)
        .collect::<Vec<_>>()
        .join(".");
    if has_signature {
        label.push('(');
        label.push_str(id.path.last().map_or("", |it| it));
        label.push(')');
    }
    label
}

/// Lists a node for each kind of members that an object has.
fn member_folders(catalog: &Catalog, at: Ref) -> Vec<Node> {
    let mut seen: Vec<&str> = Vec::new();
    let mut nodes = Vec::new();
    for child in catalog.children(at) {
        let folder = catalog.at(*child).id.kind.info().folder;
        if !seen.contains(&folder) {
            seen.push(folder);
            nodes.push((
                kinds::rank(catalog.at(*child).id.kind),
                Node::Members(*child),
            ));
        }
    }
    nodes.sort_by_key(|(rank, _)| *rank);
    nodes.into_iter().map(|(_, node)| node).collect()
}

/// Lists the members that lie in the same folder as `first`.
fn siblings(catalog: &Catalog, first: Ref) -> Vec<Node> {
    let object = catalog.at(first);
    let Some(parent) = object.parent else {
        return Vec::new();
    };
    let folder = object.id.kind.info().folder;
    let mut members: Vec<Ref> = catalog.children(parent).to_vec();
    members.retain(|child| catalog.at(*child).id.kind.info().folder == folder);
    members.sort_by_key(|child| position(catalog, *child));
    members.into_iter().map(Node::Member).collect()
}

fn first_sibling(catalog: &Catalog, at: Ref) -> Option<Ref> {
    let object = catalog.at(at);
    let folder = object.id.kind.info().folder;
    // As in `member_folders`: the first one read stands for the folder.
    let mut members = catalog.children(object.parent?).iter().copied();
    members.find(|child| catalog.at(*child).id.kind.info().folder == folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_model_does_not_know_stands_at_the_end() {
        use pgworks_core::catalog::{Builder, Origin, Unmodelled, Unread};

        let mut catalog = Builder::default().finish(Origin::default());
        catalog.unmodelled = vec![Unmodelled {
            kind: "operator".into(),
            name: "public.===(integer,integer)\u{1b}".into(),
            digest: String::new(),
        }];
        catalog.unread = vec![Unread {
            what: "user mappings".into(),
            why: "permission denied".into(),
        }];
        let index = Index::of_catalog(&catalog, None);
        let labels: Vec<&str> = index.shelves.iter().map(|it| &*it.label).collect();
        assert_eq!(labels, [UNMODELLED, UNREAD]);
        assert_eq!((index.objects, index.missing), (0, 2));
        let operator = Node::Entry(0, 0, 0);
        let (entry, why) = index.missing(operator).unwrap();
        assert_eq!(&*entry.label, "public.===(integer,integer)\\x1b");
        assert!(why.contains("does not model"));
        let (_, why) = index.missing(Node::Entry(1, 0, 0)).unwrap();
        assert_eq!(why, "permission denied");
        assert!(index.object(operator, Some(&catalog)).is_none());
        assert_eq!(index.names.texts.len(), 2, "they are found by typing too");
    }
}
