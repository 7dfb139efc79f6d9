//! What a random schema is made of: items, and the world that they see.
//!
//! An item is a maker, a name and a few dice. What it refers to it draws from what the items
//! before it made, so that the same item says nearly the same in a schema that was changed
//! elsewhere.

use proptest::prelude::*;

/// One object, or one thing done to an object.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Which maker, by its place in the table.
    pub maker: usize,
    /// Which name.
    pub name: u8,
    /// Which schema.
    pub schema: u8,
    /// What decides the rest; all zero is the simplest.
    pub dice: Vec<u8>,
}

/// One change of a list of items.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Remove(usize),
    Insert(usize, Item),
    Redo(usize, Vec<u8>),
    Rename(usize, u8),
    Move(usize, u8),
    SwapNames(usize, usize),
    SwapPlaces(usize, usize),
}

/// A schema, and how it changes.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub items: Vec<Item>,
    pub changes: Vec<Change>,
}

pub(crate) fn cases(makers: usize) -> impl Strategy<Value = Case> {
    let items = prop::collection::vec(item(makers), 6..36);
    let changes = prop::collection::vec(change(makers), 1..9);
    (items, changes).prop_map(|(items, changes)| Case { items, changes })
}

fn item(makers: usize) -> impl Strategy<Value = Item> + Clone {
    (0..makers, 0..20_u8, 0..4_u8, dice()).prop_map(|(maker, name, schema, dice)| Item {
        maker,
        name,
        schema,
        dice,
    })
}

fn dice() -> impl Strategy<Value = Vec<u8>> + Clone {
    prop::collection::vec(any::<u8>(), 12)
}

fn change(makers: usize) -> impl Strategy<Value = Change> {
    let at = 0..36_usize;
    prop_oneof![
        3 => at.clone().prop_map(Change::Remove),
        3 => (at.clone(), item(makers)).prop_map(|(at, item)| Change::Insert(at, item)),
        6 => (at.clone(), dice()).prop_map(|(at, dice)| Change::Redo(at, dice)),
        2 => (at.clone(), 0..20_u8).prop_map(|(at, name)| Change::Rename(at, name)),
        1 => (at.clone(), 0..4_u8).prop_map(|(at, schema)| Change::Move(at, schema)),
        1 => (at.clone(), at.clone()).prop_map(|(one, other)| Change::SwapNames(one, other)),
        1 => (at.clone(), at).prop_map(|(one, other)| Change::SwapPlaces(one, other)),
    ]
}

impl Case {
    /// Returns the items after all changes.
    pub(crate) fn changed(&self) -> Vec<Item> {
        let mut items = self.items.clone();
        for change in &self.changes {
            apply(&mut items, change);
        }
        items
    }
}

fn apply(items: &mut Vec<Item>, change: &Change) {
    let count = items.len();
    if count == 0 {
        return;
    }
    match change {
        Change::Remove(at) => drop(items.remove(at % count)),
        Change::Insert(at, item) => items.insert(at % (count + 1), item.clone()),
        Change::Redo(at, dice) => items[at % count].dice.clone_from(dice),
        Change::Rename(at, name) => items[at % count].name = *name,
        Change::Move(at, schema) => items[at % count].schema = *schema,
        Change::SwapNames(one, other) => {
            let (one, other) = (one % count, other % count);
            let (first, second) = (items[one].name, items[other].name);
            items[one].name = second;
            items[other].name = first;
        }
        Change::SwapPlaces(one, other) => items.swap(one % count, other % count),
    }
}

/// A column that others may refer to.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub name: String,
    pub of: String,
}

/// A relation.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// Qualified and quoted.
    pub name: String,
    /// `table`, `partitioned`, `view`, `matview`.
    pub is: &'static str,
    pub columns: Vec<Column>,
    /// The column of the partition key.
    pub key: Option<String>,
}

/// A routine.
#[derive(Clone, Debug)]
pub(crate) struct Routine {
    pub name: String,
    /// The types of its arguments.
    pub takes: Vec<String>,
    /// Its result; nothing for a procedure, `trigger` for a trigger function.
    pub gives: Option<String>,
}

/// What the items before one have made.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub relations: Vec<Relation>,
    pub routines: Vec<Routine>,
    /// Types, with how one of their values is written, if that is known.
    pub types: Vec<(String, Option<String>)>,
    /// What COMMENT ON, ALTER ... OWNER TO and GRANT name.
    pub objects: Vec<(&'static str, String)>,
    pub sequences: Vec<String>,
    /// Unique keys: relation, columns.
    pub keys: Vec<(String, Vec<Column>)>,
    pub indexes: Vec<(String, String)>,
}

/// The dice of one item, thrown one after the other.
pub(crate) struct Dice<'a> {
    pub item: &'a Item,
    next: usize,
}

const NAMES: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "Order",
    "select",
    "with blank",
    "q\"uote",
    "é",
    "x'y",
    "CamelCase",
    "a.b",
    "user",
    "p%s",
    "$1",
    "longer_name_of_thirty_characters",
];

pub(crate) const SCHEMAS: &[&str] = &["public", "app", "\"Other One\"", "app2"];

pub(crate) const ROLES: &[&str] = &[
    "PUBLIC",
    "pg_monitor",
    "pg_signal_backend",
    "pg_read_all_stats",
];

impl<'a> Dice<'a> {
    pub(crate) fn new(item: &'a Item) -> Self {
        Self { item, next: 0 }
    }

    /// Returns the next die; 0 when all are thrown.
    pub(crate) fn throw(&mut self) -> u8 {
        let thrown = self.item.dice.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        thrown
    }

    /// Tells whether something of this chance in 256 is so; never with a die of zero.
    pub(crate) fn is(&mut self, chance: u8) -> bool {
        let die = self.throw();
        die > 0 && die <= chance
    }

    /// Chooses by number: a die of zero is the first.
    pub(crate) fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::from(self.throw()) % list.len()]
    }

    /// Chooses one of what is there, the same one however many others come or go.
    pub(crate) fn from<T: Clone>(&mut self, list: &[T], name: impl Fn(&T) -> String) -> Option<T> {
        let die = self.throw();
        let weight = |it: &&T| {
            let start = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(die);
            name(it).bytes().fold(start, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            })
        };
        list.iter().max_by_key(weight).cloned()
    }

    /// Returns the item's own name, quoted.
    pub(crate) fn name(&self) -> String {
        quoted(NAMES[usize::from(self.item.name) % NAMES.len()])
    }

    /// Returns the item's schema and name.
    pub(crate) fn qualified(&self) -> String {
        let schema = SCHEMAS[usize::from(self.item.schema) % SCHEMAS.len()];
        format!("{schema}.{}", self.name())
    }

    /// Returns a text of the item's own.
    pub(crate) fn text(&mut self) -> String {
        const TEXTS: &[&str] = &["x", "it''s", "two\nlines", "", "%s -- ; é"];
        self.of(TEXTS).to_owned()
    }
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl World {
    pub(crate) fn relation(&self, dice: &mut Dice<'_>, kinds: &[&str]) -> Option<Relation> {
        let list: Vec<Relation> = self
            .relations
            .iter()
            .filter(|it| kinds.contains(&it.is))
            .cloned()
            .collect();
        dice.from(&list, |it| it.name.clone())
    }

    /// Chooses a type: mostly a built-in one.
    pub(crate) fn a_type(&self, dice: &mut Dice<'_>) -> String {
        if dice.is(90)
            && let Some((own, _)) = dice.from(&self.types, |it| it.0.clone())
        {
            return if dice.is(50) { format!("{own}[]") } else { own };
        }
        dice.of(&[
            "integer",
            "text",
            "bigint",
            "numeric(10,2)",
            "character varying(20)",
            "date",
            "boolean",
            "text[]",
            "timestamp with time zone",
            "jsonb",
        ])
        .to_owned()
    }

    /// Returns a constant of a type, where one is known.
    pub(crate) fn value(&self, of: &str, dice: &mut Dice<'_>) -> Option<String> {
        let of_own = self
            .types
            .iter()
            .find(|it| it.0 == of)
            .and_then(|it| it.1.clone());
        let text = match of {
            "integer" | "bigint" | "numeric(10,2)" => format!("{}", dice.throw() % 5),
            "text" | "character varying(20)" => format!("'{}'", dice.text()),
            "date" => "'2020-01-01'".into(),
            "boolean" => "true".into(),
            "jsonb" => "'{}'".into(),
            "timestamp with time zone" => "'2020-01-01 00:00:00+00'".into(),
            _ if of.ends_with("[]") => "'{}'".into(),
            _ => return of_own.map(|value| format!("{value}::{of}")),
        };
        Some(format!("{text}::{of}"))
    }
}
