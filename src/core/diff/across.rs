//! Catalogs of two versions of PostgreSQL: what one of them cannot say is no difference,
//! and what comes from `initdb` on both sides is none either.
//!
//! Texts that the servers deparse in another way are for `plan::confirm`, which puts both
//! through one server.

use std::collections::BTreeMap;

use crate::{
    catalog::{Catalog, Name, Object, Ref, Value},
    kinds::{
        self, Changed,
        common::{ACL, OWNER, is_known_privilege},
    },
};

use super::{Delta, Difference};

/// The newest version that is known here; one that is newer is read with a remark.
const NEWEST: u32 = 18;

/// Returns the major version of a catalog's server; nothing where it has none.
fn major(catalog: &Catalog) -> Option<u32> {
    Some(catalog.origin.version / 10_000).filter(|major| *major > 0)
}

/// Tells whether two catalogs were read from servers of different major versions.
pub fn is_across(old: &Catalog, new: &Catalog) -> bool {
    matches!((major(old), major(new)), (Some(old), Some(new)) if old != new)
}

/// Takes out of what differs between two objects what only their servers make different.
pub(super) fn compared(
    old: &Catalog,
    new: &Catalog,
    was: Ref,
    is: Ref,
    changed: Changed,
) -> Changed {
    let (Some(before), Some(after)) = (major(old), major(new)) else {
        return changed;
    };
    if before == after {
        return changed;
    }
    let (was, is) = (old.at(was), new.at(is));
    let rules = kinds::of(is.id.kind);
    let stays = |name: &&'static str| {
        rules.since(name) <= before.min(after)
            && !is_same(was, is, name, before.min(after))
            && !(is_initial(old, was, name) && is_initial(new, is, name))
    };
    Changed::new(changed.iter().filter(stays))
}

/// Tells whether two servers, the older of that major version, mean the same by an attribute
/// though its texts differ.
fn is_same(was: &Object, is: &Object, name: &str, version: u32) -> bool {
    if name == ACL.name() {
        let known = |object: &Object| -> Vec<Name> {
            let items = object.list(ACL).iter();
            items
                .filter(|item| is_known_privilege(item, version * 10_000))
                .cloned()
                .collect()
        };
        return was.list(ACL) != is.list(ACL) && known(was) == known(is);
    }
    match (was.attrs.value(name), is.attrs.value(name)) {
        (Some(Value::Text(one)), Some(Value::Text(other))) => {
            one != other && kinds::of(is.id.kind).is_same_across(name, one, other)
        }
        _ => false,
    }
}

/// Tells whether an attribute is as in a freshly created database of the object's server.
fn is_initial(catalog: &Catalog, object: &Object, name: &str) -> bool {
    let initial = kinds::of(object.id.kind).initial(catalog.origin.version);
    initial.iter().filter(|it| it.id == object.id).any(|it| {
        let value = it.attrs.value(name);
        value == object.attrs.value(name) || (value.is_none() && name == OWNER.name())
    })
}

/// Says what of the new catalog the old one's server has no words for, and that a server is
/// newer than what is known here.
pub fn remarks(old: &Catalog, new: &Catalog, difference: &Difference) -> Vec<String> {
    let mut remarks = Vec::new();
    for (side, catalog) in [("old", old), ("new", new)] {
        if let Some(version) = major(catalog).filter(|it| *it > NEWEST) {
            remarks.push(format!(
                "the {side} side is PostgreSQL {version}: what is new since {NEWEST} is not read"
            ));
        }
    }
    let (Some(target), true) = (major(old), is_across(old, new)) else {
        return remarks;
    };
    let mut lost: BTreeMap<(&str, &str, u32), Vec<String>> = BTreeMap::new();
    let changes = |at: Ref| {
        let id = &new.at(at).id;
        let is_made = |delta: &Delta| matches!(delta, Delta::Add(added) if *added == at);
        old.find(id).is_some() || difference.deltas.iter().any(is_made)
    };
    let older = major(new).map_or(target, |is| is.min(target));
    let mut alike: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (at, object) in new.objects() {
        let rules = kinds::of(object.id.kind);
        if let Some(was) = old.get(&object.id) {
            for (def, _) in object
                .attrs
                .iter()
                .filter(|(def, _)| is_same(was, object, def.name, older))
            {
                let key = (object.id.kind.name(), def.name);
                alike.entry(key).or_default().push(object.id.dotted());
            }
        }
        for (def, _) in object.attrs.iter() {
            let since = rules.since(def.name);
            if since > target && changes(at) {
                let key = (object.id.kind.name(), def.name, since);
                lost.entry(key).or_default().push(object.id.dotted());
            }
        }
    }
    for ((kind, attribute), names) in alike {
        let first = names.first().map_or("", String::as_str);
        remarks.push(format!(
            "not compared between two versions of PostgreSQL: {attribute} of {} {kind}(s), \
             such as {first}",
            names.len()
        ));
    }
    for ((kind, attribute, since), names) in lost {
        let first = names.first().map_or("", String::as_str);
        remarks.push(format!(
            "not carried over: {attribute} of {} {kind}(s), such as {first}: PostgreSQL \
             {target} has no such thing, {since} has",
            names.len()
        ));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Attrs, Builder, Origin},
        diff::{Filter, diff},
        kinds::{column, schema, table},
    };

    fn catalog(version: u32, name: Option<&str>) -> Catalog {
        let mut builder = Builder::default();
        for initial in kinds::of(schema::SCHEMA).initial(version) {
            builder.add(initial);
        }
        let mut add = |kind, path: &[&str], parent, attrs| {
            builder.add(Object {
                id: Catalog::id(kind, path),
                parent,
                attrs,
            })
        };
        let table = add(table::TABLE, &["public", "t"], None, Attrs::default());
        let mut attrs = Attrs::default();
        attrs.set(column::NOT_NULL, true);
        if let Some(name) = name {
            attrs.set(column::not_null::NAME, name.into());
        }
        add(column::COLUMN, &["public", "t", "a"], table, attrs);
        builder.finish(Origin {
            version,
            ..Origin::default()
        })
    }

    #[test]
    fn what_a_server_cannot_say_is_no_difference() {
        let (old, new) = (catalog(130_000, None), catalog(180_000, Some("given")));
        let difference = diff(&old, &new, &Filter::default());
        assert!(difference.is_empty(), "{difference:?}");
        let said = remarks(&old, &new, &difference);
        assert!(
            said.iter()
                .any(|it| it.contains("not_null_name of 1 column")),
            "{said:?}"
        );
        assert!(diff(&new, &old, &Filter::default()).is_empty());
        assert!(remarks(&new, &old, &difference).is_empty());
    }

    #[test]
    fn in_one_version_it_is_one() {
        let (old, new) = (catalog(180_000, None), catalog(180_000, Some("given")));
        assert!(!diff(&old, &new, &Filter::default()).is_empty());
    }

    #[test]
    fn a_newer_server_is_told() {
        let (old, new) = (catalog(180_000, None), catalog(190_000, None));
        let said = remarks(&old, &new, &Difference::default());
        assert!(
            said.iter().any(|it| it.contains("PostgreSQL 19")),
            "{said:?}"
        );
    }
}
