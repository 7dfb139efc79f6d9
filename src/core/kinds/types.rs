//! What the kinds of types have in common: their address, who keeps values of them, and
//! how one is moved aside so that its successor can take its name.
//!
//! It reads nothing from the server; each kind has its own query.

mod within;

use crate::{
    catalog::{Action, Catalog, EdgeKind, Kind, Name, Object, ObjectId, Ref},
    risk::{Lock, Risk, Undo},
    sql::quote::{dollar, ident, literal, qualified},
};

use super::{
    Claim, Cx,
    attribute::ATTRIBUTE,
    base_type::BASE_TYPE,
    column::{self, COLUMN},
    composite::COMPOSITE,
    domain::{self, DOMAIN},
    online,
    range::RANGE,
};

pub(super) use within::{in_the_way, is_reshaped};

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

/// Returns the statement that makes a shell type.
pub(super) fn shell(object: &Object) -> Action {
    Action::new(format!("CREATE TYPE {}", object.id.dotted()))
}

/// Lists the functions that a type needs and that need it: input and output functions.
pub(super) fn mutual(catalog: &Catalog, at: Ref) -> Vec<&Object> {
    let needed = catalog.needs(at).iter().map(|edge| edge.to);
    let mut mutual: Vec<Ref> = needed.filter(|to| catalog.is_mutual(*to, at)).collect();
    mutual.sort_unstable();
    mutual.dedup();
    mutual.into_iter().map(|at| catalog.at(at)).collect()
}

/// Returns the statement that drops a type together with the functions that it needs and
/// that need it. Only CASCADE can; what else would go with them is looked for first.
pub(super) fn drop_with(name: &str, functions: &[String], object: &Object) -> Action {
    let functions: Vec<String> = functions
        .iter()
        .map(|it| format!("{}::regprocedure", literal(it)))
        .collect();
    let functions = functions.join(", ");
    let of_type = literal(name);
    let body = format!(
        "DECLARE more text; BEGIN \
         WITH RECURSIVE gone (class, object) AS (\
         SELECT 'pg_type'::regclass::oid, {of_type}::regtype::oid \
         UNION SELECT 'pg_proc'::regclass::oid, f::oid FROM unnest(ARRAY[{functions}]) f \
         UNION SELECT d.classid, d.objid FROM gone g JOIN pg_depend d \
         ON d.refclassid = g.class AND d.refobjid = g.object WHERE d.deptype = 'i') \
         SELECT pg_describe_object(d.classid, d.objid, d.objsubid) INTO more \
         FROM gone g JOIN pg_depend d ON d.refclassid = g.class AND d.refobjid = g.object \
         WHERE (d.classid, d.objid) NOT IN (SELECT class, object FROM gone) LIMIT 1; \
         IF more IS NOT NULL THEN RAISE dependent_objects_still_exist \
         USING MESSAGE = more || ' still uses the type ' || {of_type}; END IF; \
         DROP TYPE {name} CASCADE; END"
    );
    let whom = format!("everybody who uses {}", object.id);
    Action::new(format!("DO {}", dollar(&body, "drop"))).risk(Risk::none().breaking(whom))
}

/// Returns the statements that move a type to a free name, and that drop it there.
pub(super) fn aside(cx: &Cx<'_>, object: &Object, word: &str) -> (Vec<Action>, Vec<Action>) {
    let spare = spare_name(cx, object, object.id.part(1));
    let moved = rename(word, &object.id.dotted(), &spare);
    let away = format!("{word} {}", qualified(object.id.part(0), &spare));
    (vec![moved], vec![drop(&away, object)])
}

/// As [`aside`], for a type and the functions that it needs and that need it: these are
/// renamed too, and dropped with it. `first` comes before all.
pub(super) fn aside_with(
    cx: &Cx<'_>,
    object: &Object,
    functions: &[&Object],
    first: Vec<Action>,
) -> (Vec<Action>, Vec<Action>) {
    let (mut moved, mut gone) = (first, Vec::new());
    let type_name = object.id.dotted();
    let spare_type = qualified(
        object.id.part(0),
        &spare_name(cx, object, object.id.part(1)),
    );
    for function in functions {
        let spare = spare_name(cx, function, function.id.part(1));
        moved.push(rename("FUNCTION", &function.id.dotted(), &spare));
        let arguments = function.id.part(2).replace(&type_name, &spare_type);
        gone.push(format!(
            "{}({arguments})",
            qualified(function.id.part(0), &spare)
        ));
    }
    let (last, dropped) = aside(cx, object, "TYPE");
    moved.extend(last);
    if gone.is_empty() {
        return (moved, dropped);
    }
    (moved, vec![drop_with(&spare_type, &gone, object)])
}

/// Returns the statement that renames something for as long as its successor takes over.
pub(super) fn rename(word: &str, what: &str, name: &str) -> Action {
    let sql = format!("ALTER {word} {what} RENAME TO {}", ident(name));
    Action::new(sql).undo(Undo::Exact)
}

/// Returns a name made from `name` that nothing in the object's schema bears.
pub(super) fn spare_name(cx: &Cx<'_>, object: &Object, name: &str) -> String {
    let schema = object.id.part(0);
    if name.len() + "_old".len() > LONGEST {
        // Others that begin alike may move aside as well.
        let path: [Name; 2] = [schema.into(), name.into()];
        return online::helper_name(&ObjectId::new(object.id.kind, path), "old");
    }
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
    const THROUGH: &[Kind] = &[BASE_TYPE, COMPOSITE, DOMAIN, RANGE];
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
/// composite or a range type, the row of a table. PostgreSQL cannot check those against a new constraint
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
                let holds_row = |table| !column::row_keepers(catalog, table).is_empty();
                user.id.kind == COLUMN
                    && (user.text(column::TYPE) != name || user.parent.is_some_and(holds_row))
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

/// Returns the risk of looking at all values of a domain: every relation that keeps some is
/// read under a lock that stops writers.
pub(super) fn check_relations(catalog: &Catalog, of: Ref) -> Risk {
    relations(catalog, of)
        .into_iter()
        .fold(Risk::none(), |risk, relation| {
            risk.scan().lock(relation, Lock::Share)
        })
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
