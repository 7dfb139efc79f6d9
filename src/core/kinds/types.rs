//! What the kinds of types have in common: their address, who keeps values of them, and
//! how one is moved aside so that its successor can take its name.
//!
//! It reads nothing from the server; each kind has its own query.

use crate::{
    catalog::{Action, Catalog, EdgeKind, Kind, Object, Ref},
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{
    Claim, Cx,
    attribute::ATTRIBUTE,
    column::{self, COLUMN},
    composite::COMPOSITE,
    domain::{self, DOMAIN},
    range::RANGE,
};

/// The longest name in bytes (`NAMEDATALEN` - 1, manual, "Identifiers and Key Words").
const LONGEST: usize = 63;

/// Returns what stands behind ALTER and COMMENT ON.
pub(super) fn address(object: &Object) -> String {
    format!("TYPE {}", object.id.dotted())
}

/// Returns the claim on the name of a type.
pub(super) fn claim(object: &Object) -> Claim {
    Claim::new("type", &[object.id.part(0), object.id.part(1)])
}

/// Returns the statement that drops a type.
pub(super) fn drop(address: &str, object: &Object) -> Action {
    let whom = format!("everybody who uses {}", object.id);
    Action::new(format!("DROP {address}")).risk(Risk::none().breaking(whom))
}

/// Returns the statements that move a type to a free name, and that drop it there.
pub(super) fn aside(cx: &Cx<'_>, object: &Object, word: &str) -> (Vec<Action>, Vec<Action>) {
    let spare = spare_name(cx, object, object.id.part(1));
    let moved = rename(word, &object.id.dotted(), &spare);
    let away = format!("{word} {}", qualified(object.id.part(0), &spare));
    (vec![moved], vec![drop(&away, object)])
}

/// Returns the statement that renames something for as long as its successor takes over.
pub(super) fn rename(word: &str, what: &str, name: &str) -> Action {
    let sql = format!("ALTER {word} {what} RENAME TO {}", ident(name));
    Action::new(sql).undo(Undo::Exact)
}

/// Returns a name made from `name` that nothing in the object's schema bears.
pub(super) fn spare_name(cx: &Cx<'_>, object: &Object, name: &str) -> String {
    let schema = object.id.part(0);
    (0..u32::MAX)
        .map(|number| shortened(name, number))
        .find(|candidate| {
            !is_taken(cx.old, schema, candidate) && !is_taken(cx.new, schema, candidate)
        })
        .unwrap_or_default()
}

fn is_taken(catalog: &Catalog, schema: &str, name: &str) -> bool {
    catalog
        .named(name)
        .any(|at| catalog.at(at).id.part(0) == schema)
}

fn shortened(name: &str, number: u32) -> String {
    let tail = if number == 0 {
        "_old".to_owned()
    } else {
        format!("_old{number}")
    };
    let mut end = name.len().min(LONGEST.saturating_sub(tail.len()));
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.get(..end).unwrap_or_default().to_owned() + &tail
}

/// Lists the objects that keep values of a type: columns of it, of arrays of it, of
/// domains over it, of composite and range types that contain it.
pub(super) fn keepers(catalog: &Catalog, of: Ref) -> Vec<Ref> {
    const THROUGH: &[Kind] = &[COMPOSITE, DOMAIN, RANGE];
    let mut seen = vec![of];
    let mut next = 0;
    let mut found = Vec::new();
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        for edge in catalog.dependants(at) {
            let user = catalog.at(edge.from);
            if edge.kind != EdgeKind::Needs || seen.contains(&edge.from) {
                continue;
            }
            if THROUGH.contains(&user.id.kind) {
                seen.push(edge.from);
            } else if user.id.kind == ATTRIBUTE {
                seen.extend(user.parent.filter(|parent| !seen.contains(parent)));
            } else if user.id.kind.info().holds_data && !found.contains(&edge.from) {
                found.push(edge.from);
            }
        }
    }
    found
}

/// Tells whether a column keeps values of a domain inside of something else: an array, a
/// composite or a range type. PostgreSQL cannot check those against a new constraint
/// (SQLSTATE 0A000, `find_composite_type_dependencies`).
pub(super) fn is_contained(catalog: &Catalog, domain: Ref) -> bool {
    let name = catalog.at(domain).id.dotted();
    catalog
        .dependants(domain)
        .iter()
        .filter(|edge| edge.kind == EdgeKind::Needs)
        .any(|edge| {
            let user = catalog.at(edge.from);
            let is_kept = |at: Ref| !keepers(catalog, at).is_empty();
            if user.id.kind == DOMAIN {
                let is_over = user.text(domain::TYPE) == name;
                (is_over && is_contained(catalog, edge.from)) || (!is_over && is_kept(edge.from))
            } else if user.id.kind == RANGE {
                is_kept(edge.from)
            } else if user.id.kind == ATTRIBUTE {
                user.parent.is_some_and(is_kept)
            } else {
                user.id.kind == COLUMN && user.text(column::TYPE) != name
            }
        })
}

/// Lists the relations that keep values of a type, as SQL names them.
pub(super) fn relations(catalog: &Catalog, of: Ref) -> Vec<String> {
    let mut names: Vec<String> = keepers(catalog, of)
        .into_iter()
        .map(|at| catalog.at(catalog.root(at)).id.dotted())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Adds a lock on every relation that keeps values of a type.
pub(super) fn lock_relations(risk: Risk, catalog: &Catalog, of: Ref, lock: Lock) -> Risk {
    relations(catalog, of)
        .into_iter()
        .fold(risk, |risk, relation| risk.lock(relation, lock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spare_name_fits_and_keeps_whole_letters() {
        assert_eq!(shortened("state", 0), "state_old");
        assert_eq!(shortened("state", 2), "state_old2");
        let long = "é".repeat(31) + "x";
        let spare = shortened(&long, 0);
        assert!(spare.len() <= LONGEST);
        assert_eq!(spare, "é".repeat(29) + "_old");
    }
}
