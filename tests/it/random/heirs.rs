//! Random inheritance: five tables above one another and beside, whose columns, defaults, NOT
//! NULLs and checks are their own, their parents', or both.

use proptest::prelude::*;

const COLUMNS: &[&str] = &["a", "b", "c"];

/// What a table says of a column.
#[derive(Clone, Debug)]
struct Cell {
    is_text: bool,
    has_default: bool,
    is_not_null: bool,
}

/// What a table says itself.
#[derive(Clone, Debug)]
struct Own {
    cells: Vec<Option<Cell>>,
    checks: Vec<bool>,
}

/// Which of the tables are above which.
#[derive(Clone, Debug)]
struct Shape {
    /// `g` is below `q` too.
    middle: bool,
    /// `h` is below nothing, `g`, or `g` and `q`.
    lower: u8,
}

/// Two states of the five tables.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    old: (Shape, Vec<Own>),
    new: (Option<Shape>, Vec<Own>),
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    let new = prop::option::weighted(0.4, shape());
    ((shape(), tables()), (new, tables())).prop_map(|(old, new)| Case { old, new })
}

fn shape() -> impl Strategy<Value = Shape> {
    let lower = prop_oneof![5 => Just(1_u8), 2 => Just(0), 3 => Just(2)];
    (any::<bool>(), lower).prop_map(|(middle, lower)| Shape { middle, lower })
}

fn tables() -> impl Strategy<Value = Vec<Own>> {
    let roots = prop::collection::vec(own(0.55), 2);
    let others = prop::collection::vec(own(0.3), 3);
    (roots, others).prop_map(|(mut roots, others)| {
        roots.extend(others);
        roots
    })
}

fn own(chance: f64) -> impl Strategy<Value = Own> {
    let cell = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|it| Cell {
        is_text: it.0,
        has_default: it.1,
        is_not_null: it.2,
    });
    let cells = prop::collection::vec(prop::option::weighted(chance, cell), COLUMNS.len());
    let checks = prop::collection::vec(prop::bool::weighted(0.3), 2);
    (cells, checks).prop_map(|(cells, checks)| Own { cells, checks })
}

impl Case {
    /// Returns the statements of both sides.
    pub(crate) fn sides(&self) -> (Vec<String>, Vec<String>) {
        let (shape, own) = &self.old;
        let new = self.new.0.as_ref().unwrap_or(shape);
        (statements(shape, own), statements(new, &self.new.1))
    }
}

fn statements(shape: &Shape, own: &[Own]) -> Vec<String> {
    let middle: &[usize] = if shape.middle { &[0, 1] } else { &[0] };
    let lower: &[usize] = match shape.lower {
        0 => &[],
        1 => &[2],
        _ => &[2, 1],
    };
    let tables: [(&str, &[usize]); 5] = [
        ("public.p", &[]),
        ("public.q", &[]),
        ("public.g", middle),
        ("public.h", lower),
        ("public.i", &[3]),
    ];
    let mut types: Vec<Vec<Option<bool>>> = Vec::new();
    let mut all = Vec::new();
    for ((name, parents), own) in tables.iter().zip(own) {
        let mut of = vec![None; COLUMNS.len()];
        for (at, is_text) in of.iter_mut().enumerate() {
            let above = parents.iter().find_map(|parent| types[*parent][at]);
            *is_text = above.or(own.cells[at].as_ref().map(|it| it.is_text));
        }
        let mut texts = Vec::new();
        for (at, cell) in own.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let is_text = of[at] == Some(true);
            let word = if is_text { "text" } else { "integer" };
            let value = if is_text { "'x'" } else { "1" };
            let mut text = format!("{} {word}", COLUMNS[at]);
            if cell.has_default {
                text = format!("{text} DEFAULT {value}");
            }
            if cell.is_not_null {
                text.push_str(" NOT NULL");
            }
            texts.push(text);
        }
        for (at, _) in own.checks.iter().enumerate().filter(|it| *it.1) {
            if of[0].is_some() {
                let value = if of[0] == Some(true) { "'1'" } else { "1" };
                texts.push(format!(
                    "CONSTRAINT k{at} CHECK (a IS DISTINCT FROM {value})"
                ));
            }
        }
        let above: Vec<&str> = parents.iter().map(|it| tables[*it].0).collect();
        let mut sql = format!("CREATE TABLE {name} ({})", texts.join(", "));
        if !above.is_empty() {
            sql = format!("{sql} INHERITS ({})", above.join(", "));
        }
        all.push(sql);
        types.push(of);
    }
    all
}
