//! Objects that become members of an extension, or no longer are (manual, "ALTER
//! EXTENSION"): they stay, though one side's catalog does not hold them as objects.

use std::collections::{BTreeMap, HashMap};

use crate::{
    catalog::{Action, Catalog, Ref},
    kinds::{self, common},
    risk::Lock,
};

use super::{EXTENSION, MEMBERS};

/// The objects of one catalog that are members of an extension in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The extension, in the old catalog.
    pub old: Ref,
    /// The extension, in the new catalog.
    pub new: Ref,
    /// The attribute of it that changes by that.
    pub attribute: &'static str,
    /// Objects of the old catalog that become members.
    pub enter: Vec<Ref>,
    /// Objects of the new catalog that are members in the old one.
    pub leave: Vec<Ref>,
}

/// Lists, for each extension that both catalogs have, who becomes a member of it and who
/// no longer is.
pub fn passages(old: &Catalog, new: &Catalog) -> Vec<Passage> {
    let mut found: BTreeMap<Ref, Passage> = BTreeMap::new();
    for (object, extension) in joined(old, new) {
        if let Some(was) = old.find(&new.at(extension).id) {
            let passage = found.entry(was).or_insert_with(|| empty(was, extension));
            passage.enter.push(object);
        }
    }
    for (object, extension) in joined(new, old) {
        if let Some(is) = new.find(&old.at(extension).id) {
            let passage = found.entry(extension).or_insert_with(|| empty(extension, is));
            passage.leave.push(object);
        }
    }
    found.into_values().collect()
}

fn empty(old: Ref, new: Ref) -> Passage {
    Passage { old, new, attribute: MEMBERS.name(), enter: Vec::new(), leave: Vec::new() }
}

/// Lists the objects of `from` that `to` does not have and of which an extension there is
/// the owner, with that.
fn joined(from: &Catalog, to: &Catalog) -> Vec<(Ref, Ref)> {
    let mut more: HashMap<&str, Ref> = HashMap::new();
    for at in to.of_kind(EXTENSION) {
        let Some(here) = from.get(&to.at(at).id) else {
            continue;
        };
        let (was, is) = (here.list(MEMBERS), to.at(at).list(MEMBERS));
        if was != is {
            more.extend(is.iter().filter(|it| !was.contains(it)).map(|it| (&**it, at)));
        }
    }
    if more.is_empty() {
        return Vec::new();
    }
    let absent = from
        .objects()
        .filter(|(_, object)| object.parent.is_none() && to.find(&object.id).is_none());
    absent
        .filter_map(|(at, object)| {
            let address = kinds::of(object.id.kind).address(object)?;
            Some((at, *more.get(&*plain(&address))?))
        })
        .collect()
}

/// Returns the statements that make objects members and set others free.
pub(super) fn statements(cx: &kinds::Cx<'_>, old: Ref) -> Vec<Action> {
    let Some(passage) = passages(cx.old, cx.new).into_iter().find(|it| it.old == old) else {
        return Vec::new();
    };
    let name = cx.old.at(old).id.dotted();
    let action = |verb: &str, catalog: &Catalog, at: Ref| {
        let object = catalog.at(at);
        let address = kinds::of(object.id.kind).address(object)?;
        let sql = format!("ALTER EXTENSION {name} {verb} {address}");
        let whom = format!("dumps, which hold no members of extensions: {}", object.id);
        let risk = common::risk_on(&address, object, Lock::ShareUpdateExclusive);
        Some(Action::new(sql).risk(risk.breaking(whom)))
    };
    let leave = passage.leave.iter().filter_map(|at| action("DROP", cx.new, *at));
    let enter = passage.enter.iter().filter_map(|at| action("ADD", cx.old, *at));
    leave.chain(enter).collect()
}

/// Returns an address as the server and the kinds write it alike: without blanks outside of
/// quotes, a domain as the type that it is, without the schema that is always searched: the
/// server names it for `text`, not for `integer`.
pub(crate) fn plain(address: &str) -> String {
    let address = match address.strip_prefix("DOMAIN ") {
        Some(rest) => format!("TYPE {rest}"),
        // A procedure's address says of its first argument that it is input.
        None if address.starts_with("PROCEDURE ") => address.replacen("(IN ", "(", 1),
        None => address.to_owned(),
    };
    let mut is_quoted = false;
    let kept = |sign: &char| {
        is_quoted ^= *sign == '"';
        is_quoted || *sign != ' '
    };
    let kept: String = address.chars().filter(kept).collect();
    kept.replace("pg_catalog.", "")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn addresses_are_compared_without_blanks() {
        assert_eq!(plain("FUNCTION a.f(integer, text)"), plain("FUNCTION a.f(integer,pg_catalog.text)"));
        assert_ne!(plain("TABLE \"a b\""), plain("TABLE \"ab\""));
        assert_eq!(plain("DOMAIN a.d"), plain("TYPE a.d"));
    }
}
