//! The schema tree: what there is ([`Index`]) and which of it is open and shown ([`Tree`]).
//!
//! Only the rows that are open are kept, in one flat list, and of these only the visible
//! ones are drawn. Members of an object are listed when it is opened.

mod index;
mod note;

use std::{collections::BTreeSet, sync::Arc};

use pgworks_core::catalog::{Catalog, ObjectId, Ref};

use super::cursor::Cursor;

pub use index::{Entry, Folder, Index, Names, Shelf};

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// A schema, or what belongs to no schema.
    Shelf(u32),
    /// The objects of a kind on a shelf.
    Folder(u32, u32),
    /// An object: shelf, folder, place in the folder.
    Entry(u32, u32, u32),
    /// The members of a kind of an object: any of them stands for the folder.
    Members(Ref),
    /// A member of an object.
    Member(Ref),
}

/// A visible row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub node: Node,
    /// How deep it lies.
    pub depth: u8,
    /// Whether its children follow.
    pub is_open: bool,
    /// Whether it has children.
    pub has_children: bool,
}

/// The tree of a database.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// What there is.
    pub index: Arc<Index>,
    /// The rows that are open.
    pub rows: Vec<Row>,
    /// The selected row.
    pub cursor: Cursor,
    /// What is typed to filter by; nothing means the tree is shown.
    pub filter: Option<Filter>,
    /// The keys of the nodes that are open, for when the tree is read anew.
    open: BTreeSet<String>,
}

/// A filter over the names.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What is typed.
    pub input: super::input::Input,
    /// Whether keys go to the input.
    pub is_typing: bool,
    /// The places in the list of names that fit, the best first.
    pub found: Arc<Vec<u32>>,
    /// What was typed when these were found.
    pub answered: Option<String>,
    /// The selected one.
    pub cursor: Cursor,
}

impl Tree {
    /// Takes what was read, and keeps open and selected what was: nodes that stand for
    /// places in the catalog are of the one `before`.
    pub fn fill(&mut self, index: Arc<Index>, before: Option<&Catalog>, catalog: Option<&Catalog>) {
        let selected = self.selected().map(|row| row.node);
        let selected = selected.and_then(|node| self.index.key(node, before));
        let is_first = self.index.shelves.is_empty();
        self.index = index;
        if is_first && self.index.shelves.len() == 1 {
            self.open.extend(self.index.key(Node::Shelf(0), catalog));
        }
        self.rows.clear();
        for shelf in 0..self.index.shelves.len() {
            let node = Node::Shelf(number(shelf));
            self.push(node, 0, catalog);
        }
        let at = selected.and_then(|key| {
            self.rows
                .iter()
                .position(|row| self.index.key(row.node, catalog).as_ref() == Some(&key))
        });
        self.cursor.at = at
            .unwrap_or(self.cursor.at)
            .min(self.rows.len().saturating_sub(1));
        // Another view may be shown: nobody scrolls this one into sight then.
        self.cursor.top = self.cursor.top.min(self.cursor.at);
        if let Some(filter) = &mut self.filter {
            // The places found are those of the names before.
            filter.found = Arc::default();
            filter.answered = None;
            filter.cursor = Cursor::default();
        }
    }

    /// Returns the selected row of the tree.
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.at)
    }

    /// Returns the object that is selected, in the tree or among those found.
    pub fn object(&self, catalog: Option<&Catalog>) -> Option<ObjectId> {
        let node = match &self.filter {
            Some(filter) => {
                let at = filter.found.get(filter.cursor.at)?;
                self.index.names.nodes.get(*at as usize).copied()?
            }
            None => self.selected()?.node,
        };
        self.index.object(node, catalog)
    }

    /// Opens the selected row; tells whether there was anything to open.
    pub fn open(&mut self, catalog: Option<&Catalog>) -> bool {
        let at = self.cursor.at;
        let Some(row) = self.rows.get_mut(at) else {
            return false;
        };
        if row.is_open || !row.has_children {
            return false;
        }
        let (node, depth) = (row.node, row.depth);
        row.is_open = true;
        self.open.extend(self.index.key(node, catalog));
        let behind = self.rows.split_off(at + 1);
        for child in self.index.children(node, catalog) {
            self.push(child, depth + 1, catalog);
        }
        self.rows.extend(behind);
        true
    }

    /// Closes the selected row, or goes to the one it lies in; tells whether it could.
    pub fn close(&mut self, catalog: Option<&Catalog>, page: usize) -> bool {
        let at = self.cursor.at;
        let Some(row) = self.rows.get_mut(at) else {
            return false;
        };
        let depth = row.depth;
        if row.is_open {
            row.is_open = false;
            if let Some(key) = self.index.key(row.node, catalog) {
                self.open.remove(&key);
            }
            let inside = self.rows.get(at + 1..).unwrap_or_default();
            let len = inside.iter().take_while(|row| row.depth > depth).count();
            self.rows.drain(at + 1..at + 1 + len);
            return true;
        }
        let above = self.rows.get(..at).unwrap_or_default();
        match above.iter().rposition(|row| row.depth < depth) {
            Some(parent) => {
                self.cursor.go(parent, self.rows.len(), page);
                true
            }
            None => false,
        }
    }

    /// Opens the tree down to a node and selects it.
    pub fn reveal(&mut self, node: Node, catalog: Option<&Catalog>, page: usize) {
        for above in self.index.above(node, catalog) {
            let at = self.rows.iter().position(|row| row.node == above);
            let Some(at) = at else { return };
            self.cursor.at = at;
            self.open(catalog);
        }
        if let Some(at) = self.rows.iter().position(|row| row.node == node) {
            self.cursor.go(at, self.rows.len(), page);
        }
    }

    /// Appends a node, and what lies in it where it was open.
    fn push(&mut self, node: Node, depth: u8, catalog: Option<&Catalog>) {
        let has_children = self.index.has_children(node, catalog);
        let is_open = has_children
            && !self.open.is_empty()
            && self
                .index
                .key(node, catalog)
                .is_some_and(|key| self.open.contains(&key));
        self.rows.push(Row {
            node,
            depth,
            is_open,
            has_children,
        });
        if is_open {
            for child in self.index.children(node, catalog) {
                self.push(child, depth + 1, catalog);
            }
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
