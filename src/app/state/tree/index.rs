//! [`Index`]: what a database holds, by schema and kind, sorted; made once by a job.
//!
//! It knows no kind by name: folders are the kinds' own, schemas are what the first part
//! of a path says.

use std::{collections::BTreeMap, sync::Arc};

use pgworks_core::{
    catalog::{Catalog, Kind, Name, Object, ObjectId, Ref},
    introspect::Outline,
    kinds::schema::SCHEMA,
    sql::display,
};

use super::{Node, number};

/// The shelf for what belongs to no schema.
const DATABASE: &str = "(database)";

/// What a database holds.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The schemas, and at the end what belongs to none.
    pub shelves: Vec<Shelf>,
    /// The names to search in.
    pub names: Arc<Names>,
    /// How many objects there are, members included; 0 while only the outline is known.
    pub objects: usize,
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
    /// Its name.
    pub label: &'static str,
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
}

/// The names to search in, and what they stand for.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Dotted names, safe to be shown.
    pub texts: Vec<Arc<str>>,
    /// What they stand for.
    pub nodes: Vec<Node>,
}

type Shelves = BTreeMap<(bool, Name), BTreeMap<(&'static str, Kind), Vec<(Name, Entry)>>>;

impl Index {
    /// Returns the index of a catalog. Notes are taken over from the outline.
    pub fn of_catalog(catalog: &Catalog, outline: Option<&Outline>) -> Self {
        let mut shelves: Shelves = BTreeMap::new();
        let mut schemas: BTreeMap<Name, Ref> = BTreeMap::new();
        for (at, object) in catalog.objects() {
            if object.id.kind == SCHEMA {
                schemas.insert(Name::from(object.id.name()), at);
                shelves
                    .entry((false, Name::from(object.id.name())))
                    .or_default();
            }
        }
        for (at, object) in catalog.objects() {
            if object.parent.is_some() || object.id.kind == SCHEMA {
                continue;
            }
            let schema = schema_of(object).filter(|name| schemas.contains_key(*name));
            let shelf = match schema {
                Some(name) => (false, Arc::clone(name)),
                None => (true, DATABASE.into()),
            };
            let label = label(&object.id, schema.is_some());
            let entry = Entry {
                label: display(&label).into(),
                note: None,
                at: Some(at),
                has_members: !catalog.children(at).is_empty(),
            };
            let kind = object.id.kind;
            shelves
                .entry(shelf)
                .or_default()
                .entry((kind.info().folder, kind))
                .or_default()
                .push((Name::from(label), entry));
        }
        let mut index = Self::of_shelves(shelves, |name| schemas.get(name).copied());
        index.objects = catalog.len();
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
                .entry((false, Name::from(schema.name.as_ref())))
                .or_default();
            for relation in &schema.relations {
                let name: Name = Name::from(relation.name.as_ref());
                let entry = Entry {
                    label: display(&name).into(),
                    note: None,
                    at: None,
                    has_members: true,
                };
                shelf
                    .entry((relation.kind.info().folder, relation.kind))
                    .or_default()
                    .push((name, entry));
            }
        }
        let mut index = Self::of_shelves(shelves, |_| None);
        index.note(outline);
        index
    }

    fn of_shelves(shelves: Shelves, schema: impl Fn(&str) -> Option<Ref>) -> Self {
        let mut index = Self::default();
        let mut names = Names::default();
        for ((is_last, name), folders) in shelves {
            let shelf = number(index.shelves.len());
            let mut made = Vec::with_capacity(folders.len());
            for ((label, _), mut entries) in folders {
                entries.sort_by(|(one, _), (other, _)| one.cmp(other));
                let folder = number(made.len());
                for (place, (_, entry)) in entries.iter().enumerate() {
                    let dotted = if is_last {
                        Arc::clone(&entry.label)
                    } else {
                        format!("{}.{}", display(&name), entry.label).into()
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
                at: if is_last { None } else { schema(&name) },
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
            nodes.push(Node::Members(*child));
        }
    }
    nodes
}

/// Lists the members that lie in the same folder as `first`.
fn siblings(catalog: &Catalog, first: Ref) -> Vec<Node> {
    let object = catalog.at(first);
    let Some(parent) = object.parent else {
        return Vec::new();
    };
    let folder = object.id.kind.info().folder;
    catalog
        .children(parent)
        .iter()
        .filter(|child| catalog.at(**child).id.kind.info().folder == folder)
        .map(|child| Node::Member(*child))
        .collect()
}

fn first_sibling(catalog: &Catalog, at: Ref) -> Option<Ref> {
    match siblings(catalog, at).first() {
        Some(Node::Member(first)) => Some(*first),
        _ => None,
    }
}

/// Returns rows and bytes in few signs: `1.2M  380MB`.
fn note(rows: Option<i64>, bytes: Option<i64>) -> Option<Arc<str>> {
    let rows = rows.map(|it| short(it, 1_000, &["", "k", "M", "G", "T"]));
    let bytes = bytes.map(|it| short(it, 1_024, &["B", "kB", "MB", "GB", "TB"]));
    match (rows, bytes) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one.into()),
        (Some(rows), Some(bytes)) => Some(format!("{rows}  {bytes}").into()),
    }
}

/// Returns a number with three digits at most and a unit.
fn short(number: i64, base: i64, units: &[&str]) -> String {
    let mut whole = number.max(0);
    let mut tenth = 0;
    let mut at = 0;
    while whole >= base && at + 1 < units.len() {
        tenth = whole % base * 10 / base;
        whole /= base;
        at += 1;
    }
    let unit = units.get(at).copied().unwrap_or_default();
    if at > 0 && whole < 10 {
        format!("{whole}.{tenth}{unit}")
    } else {
        format!("{whole}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            note(Some(1_234_567), Some(400_000_000)).unwrap().as_ref(),
            "1.2M  381MB"
        );
        assert_eq!(note(Some(0), None).unwrap().as_ref(), "0");
        assert_eq!(note(None, Some(8192)).unwrap().as_ref(), "8.0kB");
        assert!(note(None, None).is_none());
    }
}
