//! Which relations a statement reaches besides those that it names: the tables below one,
//! the partition that takes all rows for which there is no other, the tables that foreign
//! keys point to.

use std::collections::{BTreeSet, HashMap};

use crate::{
    catalog::{Action, Catalog, Kind, Object, ObjectId, Ref},
    risk::Below,
};

use super::{
    Cx, column,
    foreign_key::{FOREIGN_KEY, REFERENCED},
    foreign_table::FOREIGN_TABLE,
    inheritance::{self, INHERITANCE},
    materialized_view::MATERIALIZED_VIEW,
    partition::{self, BOUND, PARTITION},
    table::TABLE,
};

/// The tables below each table as the statements of a plan find them, one by one.
pub struct Reach<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    children: HashMap<String, Vec<Child>>,
    /// The foreign keys of each table, with the tables that they point to.
    keys: HashMap<String, Vec<(ObjectId, &'a str)>>,
}

struct Child {
    name: String,
    is_partition: bool,
    is_default: bool,
}

impl<'a> Reach<'a> {
    /// Returns what there is before the first statement.
    pub fn new(cx: &Cx<'a>) -> Self {
        let mut reach = Self {
            old: cx.old,
            new: cx.new,
            children: HashMap::new(),
            keys: HashMap::new(),
        };
        for (at, object) in cx.old.objects() {
            reach.joins(cx.old, at);
            reach.points(object);
        }
        reach
    }

    /// Notes that an object has been made: a foreign key, a tie to a table above. What the
    /// plan itself made is of no interest below a table: nobody uses it.
    pub fn made(&mut self, cx: &Cx<'_>, new: Ref) {
        self.points(self.new.at(new));
        let table = cx.new.at(new).parent;
        if table.is_some_and(|table| !(cx.is_made)(table)) {
            self.joins(cx.new, new);
        }
    }

    fn points(&mut self, key: &'a Object) {
        if key.id.kind == FOREIGN_KEY {
            let keys = self.keys.entry(column::table_name(&key.id)).or_default();
            keys.push((key.id.clone(), key.text(REFERENCED)));
        }
    }

    fn joins(&mut self, catalog: &Catalog, at: Ref) {
        let object = catalog.at(at);
        if let (Some(above), Some(table)) = (above(object), object.parent) {
            let child = Child {
                name: catalog.at(table).id.dotted(),
                is_partition: object.id.kind == PARTITION,
                is_default: object.id.kind == PARTITION && object.text(BOUND) == "DEFAULT",
            };
            self.children
                .entry(above.to_owned())
                .or_default()
                .push(child);
        }
    }

    /// Notes that an object of the old catalog is gone: a tie, or a table with its ties.
    pub fn dropped(&mut self, old: Ref) {
        let object = self.old.at(old);
        let parts = self.old.children(old).iter().map(|at| self.old.at(*at));
        for tie in std::iter::once(object).chain(parts) {
            if tie.id.kind == FOREIGN_KEY
                && let Some(keys) = self.keys.get_mut(&column::table_name(&tie.id))
            {
                keys.retain(|(key, _)| *key != tie.id);
            }
            let (Some(above), Some(table)) = (above(tie), tie.parent) else {
                continue;
            };
            let name = self.old.at(table).id.dotted();
            if let Some(children) = self.children.get_mut(above) {
                children.retain(|child| child.name != name);
            }
        }
    }

    /// Names the tables that the locks of actions go down to.
    pub fn spread(&self, actions: &mut [Action]) {
        for action in actions {
            action.risk.spread(|table, below| self.below(table, below));
        }
    }

    fn below(&self, table: &str, below: Below) -> Vec<String> {
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![table];
        let mut below = below;
        if matches!(below, Below::Pointing | Below::Searched) {
            let all = self.keys.iter();
            let pointing = all.filter(|(_, keys)| keys.iter().any(|(_, to)| *to == table));
            open = pointing.map(|(table, _)| table.as_str()).collect();
            found.extend(&open);
            below = Below::Partitions;
        } else if below == Below::Referenced {
            let keys = self.keys.get(table).into_iter().flatten();
            open = keys.map(|(_, referenced)| *referenced).collect();
            found.extend(&open);
            below = Below::Partitions;
        }
        let ends = matches!(below, Below::Default | Below::Direct);
        while let Some(table) = open.pop() {
            for child in self.children.get(table).into_iter().flatten() {
                let is_wanted = match below {
                    Below::All | Below::Direct => true,
                    Below::Partitions => child.is_partition,
                    Below::Default => child.is_default,
                    Below::Referenced | Below::Pointing | Below::Searched => false,
                };
                if is_wanted && found.insert(&child.name) && !ends {
                    open.push(&child.name);
                }
            }
        }
        found.into_iter().map(str::to_owned).collect()
    }
}

/// Returns the table above that a tie names.
fn above(tie: &Object) -> Option<&str> {
    if tie.id.kind == INHERITANCE {
        Some(tie.text(inheritance::PARENT))
    } else if tie.id.kind == PARTITION {
        Some(tie.text(partition::PARENT))
    } else {
        None
    }
}

/// Tells whether making an object of the new catalog reads tables that were there before.
pub(super) fn reads_old_tables(cx: &Cx<'_>, new: Ref) -> bool {
    const KINDS: &[Kind] = &[TABLE, FOREIGN_TABLE, MATERIALIZED_VIEW];
    let mut seen = BTreeSet::from([new]);
    let mut open = vec![new];
    open.extend(cx.new.children(new));
    while let Some(at) = open.pop() {
        for edge in cx.new.needs(at) {
            let root = cx.new.root(edge.to);
            let kind = cx.new.at(root).id.kind;
            if KINDS.contains(&kind) {
                if kind != FOREIGN_TABLE && !(cx.is_made)(root) {
                    return true;
                }
            } else if seen.insert(root) {
                open.push(root);
                open.extend(cx.new.children(root));
            }
        }
    }
    false
}
