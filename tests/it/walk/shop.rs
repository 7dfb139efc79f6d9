//! The demo's two shops as catalogs, compared and planned as jobs would do it, with no
//! server: they are read from snapshots.

use std::{path::PathBuf, sync::Arc};

use pgworks::app::state::{
    changes::Read,
    comparison::{Compared, Question},
};
use pgworks_core::{
    catalog::{Builder, Catalog, Object, ObjectId},
    diff,
    introspect::Scope,
    plan::{self, Prepared},
    progress::{Cancel, Progress},
    scratch::Choice,
    source::{Reading, Source},
};

use crate::harness;

/// Catalogs to walk through.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    /// The old shop.
    pub(crate) old: Arc<Catalog>,
    /// The new shop.
    pub(crate) new: Arc<Catalog>,
}

impl Shop {
    /// Reads both.
    pub(crate) fn read() -> Self {
        let read = |name: &str| {
            let folder = env!("CARGO_MANIFEST_DIR");
            let path = PathBuf::from(format!("{folder}/tests/it/walk/{name}.pgw"));
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.build().expect("a runtime");
            let found = runtime.block_on(Source::Snapshot(path).read(&reading()));
            Arc::new(found.expect("a snapshot").catalog)
        };
        Self {
            old: read("old"),
            new: read("new"),
        }
    }

    /// Gives everything in it another name.
    pub(crate) fn renamed(&self, mut name: impl FnMut(&str) -> String) -> Self {
        Self {
            old: Arc::new(renamed(&self.old, &mut name)),
            new: Arc::new(renamed(&self.new, &mut name)),
        }
    }

    /// Compares both.
    pub(crate) fn compared(&self, question: Question) -> Compared {
        let (old, new) = (Arc::clone(&self.old), Arc::clone(&self.new));
        let wishes = question.options.wishes();
        let difference = diff::diff(&old, &new, &wishes.filter);
        let route = plan::route(&old, &new, &difference, &wishes).expect("a route");
        let read = Read {
            names: ["old shop".to_owned(), "new shop".to_owned()],
            is_live: true,
            old,
            new,
            prepared: Prepared {
                renamed: None,
                end: None,
                ignored: Vec::new(),
                segments: route.segments.clone(),
                difference,
                route,
                candidates: Vec::new(),
                notes: Vec::new(),
            },
            notes: vec!["a note".to_owned()],
        };
        Compared::of(question, read)
    }
}

fn renamed(catalog: &Catalog, name: &mut impl FnMut(&str) -> String) -> Catalog {
    let mut builder = Builder::default();
    let mut names = std::collections::HashMap::new();
    for (_, object) in catalog.objects() {
        let mut path = Vec::new();
        for part in object.id.path.iter() {
            let new = names.entry(part.to_string()).or_insert_with(|| {
                if part.is_empty() {
                    String::new()
                } else {
                    name(part)
                }
            });
            path.push(builder.name(new));
        }
        builder.add(Object {
            id: ObjectId::new(object.id.kind, path),
            ..object.clone()
        });
    }
    for edge in catalog.edges() {
        builder.edge(edge.from, edge.to, edge.kind);
    }
    builder.finish(catalog.origin.clone())
}

fn reading() -> Reading {
    Reading {
        choice: Choice::Auto,
        places: harness::places(),
        scope: Scope::default(),
        like: None,
        progress: Progress::silent(),
        cancel: Cancel::new(),
    }
}
