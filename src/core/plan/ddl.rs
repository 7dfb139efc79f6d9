//! The statements that make what is there: a whole catalog, or one object of it.
//!
//! They are a plan like any other, from a catalog without it. Of one object they are meant to
//! be read, and to be held against those of the same object elsewhere: their order depends on
//! names and on the places of columns only, and grants are written out as though no default
//! privileges gave any.

use std::collections::BTreeSet;

use crate::{
    catalog::{Builder, Catalog, Object, Ref, Value},
    error::Result,
    kinds,
};

use super::{Segment, Step, Wishes, plan_between, slice};

/// Returns the statements that make all of a catalog in a database that holds `empty`.
pub fn of_catalog(catalog: &Catalog, empty: &Catalog) -> Result<Vec<Segment>> {
    let (_, route) = plan_between(empty, catalog, &Wishes::default())?;
    Ok(route.segments)
}

/// Returns the statements that make one object with its parts, where all else is there.
pub fn of_object(catalog: &Catalog, at: Ref) -> Result<Vec<Segment>> {
    let part = around(catalog, at);
    let id = &catalog.at(at).id;
    let without = part.filter(|_, object| object.id != *id);
    of_catalog(&part, &without)
}

/// Returns the statements that make one object with its parts as SQL text: a statement ends
/// with a semicolon, and a blank line stands where the kind changes and beside what takes
/// more than one line.
pub fn text(catalog: &Catalog, at: Ref) -> Result<String> {
    let segments = of_object(catalog, at)?;
    let steps = segments.iter().flat_map(|segment| &segment.steps);
    let mut text = String::new();
    let mut before: Option<&Step> = None;
    for step in steps {
        let is_apart = before.is_some_and(|before| {
            kind(before) != kind(step)
                || [before, step].iter().any(|it| it.action.sql.contains('\n'))
        });
        if is_apart {
            text.push('\n');
        }
        text.push_str(step.action.sql.trim_end());
        text.push_str(";\n");
        before = Some(step);
    }
    Ok(text)
}

fn kind(step: &Step) -> &str {
    step.object.strip_suffix(&*step.name).unwrap_or("")
}

/// Returns an object, its parts and all that these need, in an order that is the same
/// wherever the object is.
fn around(catalog: &Catalog, at: Ref) -> Catalog {
    let mut parts = BTreeSet::from([at]);
    slice::add_parts(catalog, at, &mut parts);
    let mut all: Vec<Ref> = slice::closure(catalog, parts).into_iter().collect();
    all.sort_by_cached_key(|at| {
        let object = catalog.at(*at);
        (
            depth(catalog, *at),
            kinds::rank(object.id.kind),
            place(object),
            object.id.path.clone(),
        )
    });
    let mut builder = Builder::default();
    for at in &all {
        let object = catalog.at(*at);
        let parent = object
            .parent
            .and_then(|at| builder.find(&catalog.at(at).id));
        builder.add(Object {
            parent,
            ..object.clone()
        });
    }
    for edge in all.iter().flat_map(|at| catalog.needs(*at)) {
        let place = |at: Ref| builder.find(&catalog.at(at).id);
        if let (Some(from), Some(to)) = (place(edge.from), place(edge.to)) {
            builder.edge(from, to, edge.kind);
        }
    }
    builder.finish(catalog.origin.clone())
}

/// Returns how many objects this one is a part of, so that parents come first.
fn depth(catalog: &Catalog, at: Ref) -> usize {
    std::iter::successors(catalog.at(at).parent, |at| catalog.at(*at).parent).count()
}

/// Returns the place of a column among the others.
fn place(object: &Object) -> i64 {
    match object.attrs.value("position") {
        Some(Value::Int(place)) => *place,
        _ => 0,
    }
}
