//! One object as one line of JSON.
//!
//! Other objects are named by their number in the whole snapshot, also in one that is read
//! in part.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap as _,
};

use super::super::{Attrs, Catalog, Edge, EdgeKind, Name, Ref, Value};

/// An object as it is written.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    n: u32,
    kind: &'a str,
    path: &'a [Name],
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    #[serde(serialize_with = "attributes")]
    attrs: &'a Attrs,
    #[serde(skip_serializing_if = "Edges::is_empty")]
    edges: Edges,
}

/// An object as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) n: u32,
    pub(super) kind: String,
    pub(super) path: Vec<Name>,
    #[serde(default)]
    pub(super) parent: Option<u32>,
    #[serde(deserialize_with = "pairs")]
    pub(super) attrs: Vec<(String, Value)>,
    #[serde(default)]
    pub(super) edges: Edges,
}

/// What an object depends on, by how.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Edges {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    owned: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follows: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<u32>,
}

impl Edges {
    fn of(edges: &[Edge], number: impl Fn(Ref) -> u32) -> Self {
        let mut edges: Vec<(u32, EdgeKind)> = edges
            .iter()
            .map(|edge| (number(edge.to), edge.kind))
            .collect();
        edges.sort_unstable();
        let mut sorted = Self::default();
        for (to, kind) in edges {
            let list = match kind {
                EdgeKind::Needs => &mut sorted.needs,
                EdgeKind::Owned => &mut sorted.owned,
                EdgeKind::Follows => &mut sorted.follows,
                EdgeKind::Mentions => &mut sorted.mentions,
            };
            list.push(to);
        }
        sorted
    }

    fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Lists the edges.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, EdgeKind)> + '_ {
        let lists = [
            (&self.needs, EdgeKind::Needs),
            (&self.owned, EdgeKind::Owned),
            (&self.follows, EdgeKind::Follows),
            (&self.mentions, EdgeKind::Mentions),
        ];
        lists
            .into_iter()
            .flat_map(|(list, kind)| list.iter().map(move |to| (*to, kind)))
    }
}

/// Returns the object at a place of a catalog as it is written; `numbers` has its number,
/// and those of all others.
pub(super) fn written<'a>(catalog: &'a Catalog, at: Ref, numbers: &[u32]) -> Written<'a> {
    let object = catalog.at(at);
    let number = |at: Ref| numbers.get(at.index()).copied().unwrap_or(u32::MAX);
    Written {
        n: number(at),
        kind: object.id.kind.name(),
        path: &object.id.path,
        parent: object.parent.map(number),
        attrs: &object.attrs,
        edges: Edges::of(catalog.needs(at), number),
    }
}

fn attributes<S: Serializer>(attrs: &Attrs, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (def, value) in attrs.iter() {
        map.serialize_entry(def.name, value)?;
    }
    map.end()
}

fn pairs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Value)>, D::Error> {
    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, Value)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("attributes by name")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }

    deserializer.deserialize_map(Pairs)
}
