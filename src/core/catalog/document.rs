//! A catalog as the JSON that front ends hand out: objects by name, for programs of others.
//!
//! Its shape is written down in `docs/json.md` and has a version. The snapshot file has a
//! shape of its own, made to be read back.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{Attrs, Catalog, EdgeKind, Fingerprint, Name, Ref, Unmodelled, Unread};

/// A whole catalog.
#[derive(Serialize)]
pub struct CatalogDocument<'a> {
    server_version: u32,
    database: &'a str,
    role: &'a str,
    encoding: &'a str,
    collate: &'a str,
    ctype: &'a str,
    states_owners: bool,
    fingerprint: Fingerprint,
    objects: Objects<'a>,
    unmodelled: &'a [Unmodelled],
    unread: &'a [Unread],
}

impl<'a> CatalogDocument<'a> {
    /// Returns the document of a catalog.
    pub fn of(catalog: &'a Catalog) -> Self {
        let origin = &catalog.origin;
        let [encoding, collate, ctype] = &origin.locale;
        Self {
            server_version: origin.version,
            database: &origin.database,
            role: &origin.role,
            encoding,
            collate,
            ctype,
            states_owners: origin.states_owners,
            fingerprint: catalog.fingerprint(),
            objects: Objects(catalog),
            unmodelled: &catalog.unmodelled,
            unread: &catalog.unread,
        }
    }
}

/// One object: its attributes, and others that it concerns, by their ids.
#[derive(Serialize)]
pub struct ObjectDocument<'a> {
    id: String,
    kind: &'a str,
    name: String,
    path: &'a [Name],
    parent: Option<String>,
    #[serde(serialize_with = "attributes")]
    attributes: &'a Attrs,
    needs: Vec<String>,
    owned_by: Vec<String>,
    follows: Vec<String>,
    mentions: Vec<String>,
}

impl<'a> ObjectDocument<'a> {
    /// Returns the document of an object of a catalog.
    pub fn of(catalog: &'a Catalog, at: Ref) -> Self {
        let object = catalog.at(at);
        let id = |at: Ref| catalog.at(at).id.to_string();
        let others = |kind: EdgeKind| {
            let edges = catalog.needs(at).iter();
            edges
                .filter(|edge| edge.kind == kind)
                .map(|edge| id(edge.to))
                .collect()
        };
        Self {
            id: id(at),
            kind: object.id.kind.name(),
            name: object.id.dotted(),
            path: &object.id.path,
            parent: object.parent.map(id),
            attributes: &object.attrs,
            needs: others(EdgeKind::Needs),
            owned_by: others(EdgeKind::Owned),
            follows: others(EdgeKind::Follows),
            mentions: others(EdgeKind::Mentions),
        }
    }
}

/// The objects of a catalog, each made into a document when it is written.
struct Objects<'a>(&'a Catalog);

impl Serialize for Objects<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.0
                .objects()
                .map(|(at, _)| ObjectDocument::of(self.0, at)),
        )
    }
}

fn attributes<S: Serializer>(attrs: &Attrs, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (def, value) in attrs.iter() {
        map.serialize_entry(def.name, value)?;
    }
    map.end()
}
