//! [`Fingerprint`]: a digest of objects by what they are compared by.
//!
//! Two catalogs with the same objects have the same fingerprint whatever the order they
//! were read in, the OIDs and the server they came from.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{AttrClass, AttrDef, Catalog, Object, Value};

/// A SHA-256 digest of a set of objects, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Returns the fingerprint of `objects`, in whatever order they come.
    pub fn of<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Self {
        Self::of_attributes(objects, |def| def.class != AttrClass::Silent)
    }

    /// Returns the fingerprint of `objects` by those attributes that `counts` wants.
    pub fn of_attributes<'a>(
        objects: impl IntoIterator<Item = &'a Object>,
        counts: impl Fn(&AttrDef) -> bool,
    ) -> Self {
        let mut sorted: Vec<&Object> = objects.into_iter().collect();
        sorted.sort_by(|one, other| one.id.cmp(&other.id));
        let mut digest = Sha256::new();
        for object in sorted {
            feed(&mut digest, object, &counts);
        }
        let mut text = String::with_capacity(64);
        for byte in digest.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// Returns the digest in hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Catalog {
    /// Returns the fingerprint of all objects but those that belong to the cluster or to the
    /// database as a whole.
    pub fn fingerprint(&self) -> Fingerprint {
        let objects = self.objects().map(|(_, object)| object);
        Fingerprint::of(objects.filter(|object| !object.id.kind.info().is_global))
    }
}

/// Adds an object to a digest: each text behind its length, so that no two lists of
/// texts give the same bytes.
fn feed(digest: &mut Sha256, object: &Object, counts: &impl Fn(&AttrDef) -> bool) {
    let mut text = |text: &str| {
        digest.update(text.len().to_le_bytes());
        digest.update(text.as_bytes());
    };
    text(object.id.kind.name());
    text(&object.id.path.len().to_string());
    object.id.path.iter().for_each(|part| text(part));
    // Who may not read a list sees the same as where it is empty.
    let is_told = |def: &AttrDef, value: &Value| match value {
        Value::List(list) => def.class != AttrClass::IfTold || !list.is_empty(),
        _ => true,
    };
    let attrs = object
        .attrs
        .iter()
        .filter(|(def, value)| counts(def) && is_told(def, value));
    for (def, value) in attrs {
        text(def.name);
        match value {
            Value::Bool(it) => text(if *it { "t" } else { "f" }),
            Value::Int(it) => text(&it.to_string()),
            Value::Text(it) => text(it),
            Value::List(list) => {
                text(&list.len().to_string());
                let mut list: Vec<&str> = list.iter().map(|it| &**it).collect();
                if def.class == AttrClass::Set {
                    list.sort_unstable();
                }
                list.into_iter().for_each(&mut text);
            }
        }
    }
}
