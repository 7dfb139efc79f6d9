//! What every kind has: comment, owner and grants, read and written once for all.

mod chain;
mod comment;
mod grant;
mod label;
mod owner;
mod right;

pub use comment::COMMENT;
pub(crate) use grant::is_known as is_known_privilege;
pub use grant::{ACL, acl_columns, read_acl, undo_grants};
pub use label::SECURITY_LABELS;
pub use owner::OWNER;

use crate::{
    catalog::{Action, AttrDef, Edge, EdgeKind, Object, Ref},
    risk::{Lock, Risk},
    sql::quote::qualified,
};

use super::{Changed, Cx, Draft, Fields, Reader, Rules};

/// The attributes that objects of every kind may have.
pub static ATTRS: &[&AttrDef] = &[COMMENT.def, OWNER.def, ACL.def, SECURITY_LABELS.def];

/// The comments that are attributes of something else: of an index behind a constraint, of NOT
/// NULL.
pub const OTHER_COMMENTS: &[&str] = &["index_comment", "not_null_comment"];

/// Returns the SQL of the four columns that [`read`] takes: owner, grants, and the grants
/// that an object of the type (a letter that `acldefault` knows) has by default.
pub fn columns(owner: &str, acl: &str, letter: &str) -> String {
    format!("{owner}, {}", acl_columns(acl, letter, owner))
}

/// Reads owner and grants from the columns that [`columns`] names.
pub fn read(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
) -> crate::error::Result<()> {
    let owner = row.take()?;
    let name = reader.role(owner);
    draft.set(OWNER, name);
    read_acl(row, reader, draft, owner)
}

/// Returns the statements that give an object of the new catalog, just created, its owner,
/// grants and comment.
pub fn create(cx: &Cx<'_>, rules: &dyn Rules, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    let is_made_anew = cx.old.find(&object.id).is_some();
    let says = |name: &str| is_made_anew || !cx.unsaid.contains(&name);
    let mut actions = Vec::new();
    // A sequence has the owner of the table that it belongs to.
    let belongs = |edge: &Edge| {
        edge.kind == EdgeKind::Owned
            && object.parent.is_none()
            && cx.old.find(&cx.new.at(cx.new.root(edge.to)).id).is_some()
    };
    if says(OWNER.name()) || cx.new.needs(new).iter().any(belongs) {
        actions.extend(owner::create(cx, rules, object));
    }
    if says(ACL.name()) {
        actions.extend(grant::create(cx, rules, object));
    }
    if says(COMMENT.name()) {
        actions.extend(comment::create(rules, object));
    }
    actions.extend(label::create(rules, object));
    let root = cx.new.root(new);
    if (cx.is_made)(root) {
        // Nobody can use it yet, unless it is made anew, or is no object by itself.
        let is_new = cx.old.find(&cx.new.at(root).id).is_none() && rules.address(object).is_some();
        for action in &mut actions {
            action.risk.locks.clear();
            if is_new {
                action.risk.breaks.clear();
            }
        }
    }
    actions
}

/// Returns the statement that gives an object of the new catalog, just created, its owner.
pub fn own(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let object = cx.new.at(new);
    owner::create(cx, super::of(object.id.kind), object)
}

/// Returns the statements that bring owner, grants and comment from old to new.
pub fn alter(
    cx: &Cx<'_>,
    rules: &dyn Rules,
    old: &Object,
    new: &Object,
    changed: &Changed,
) -> Vec<Action> {
    let mut actions = Vec::new();
    if changed.has(OWNER) {
        actions.extend(owner::create(cx, rules, new));
        actions.extend(grant::columns_kept(cx, old, new));
    }
    if changed.has(ACL) {
        actions.extend(grant::alter(cx, rules, old, new));
    }
    if changed.has(COMMENT) {
        actions.extend(comment::alter(rules, new));
    }
    if changed.has(SECURITY_LABELS) {
        actions.extend(label::alter(rules, old, new));
    }
    actions
}

/// Returns the relation that COMMENT ON, SECURITY LABEL and ALTER ... OWNER TO lock, by what
/// stands in them; what is part of a relation but no column of it takes no such lock.
fn relation(address: &str, object: &Object) -> Option<String> {
    const RELATIONS: &[&str] = &[
        "TABLE ",
        "FOREIGN TABLE ",
        "VIEW ",
        "MATERIALIZED VIEW ",
        "SEQUENCE ",
        "INDEX ",
    ];
    if address.starts_with("COLUMN ") {
        return Some(qualified(object.id.part(0), object.id.part(1)));
    }
    let names = RELATIONS.iter().find_map(|word| address.strip_prefix(word));
    names.map(str::to_owned)
}

/// Returns the risk of a lock on the relation that is named by an address, if any.
pub(super) fn risk_on(address: &str, object: &Object, lock: Lock) -> Risk {
    let risk = Risk::none();
    match relation(address, object) {
        Some(relation) => risk.lock(relation, lock),
        None => risk,
    }
}

/// Returns options, each `key=value`, as they stand in WITH (...) and SET (...). Values are
/// quoted: a list of words or a floating-point number would not be read otherwise.
pub fn options<'a>(options: impl IntoIterator<Item = &'a str>) -> String {
    let written: Vec<String> = options
        .into_iter()
        .map(|option| match option.split_once('=') {
            Some((key, value)) => format!("{key}={}", crate::sql::quote::literal(value)),
            None => option.to_owned(),
        })
        .collect();
    written.join(", ")
}

/// Lists the roles that own an object, have grants on it or gave them.
pub fn roles(object: &Object) -> Vec<String> {
    let owner = object.attrs.text(OWNER).map(str::to_owned);
    let rights = object.list(ACL).iter();
    let named = rights
        .filter_map(|item| right::Right::parse(item))
        .flat_map(|it| {
            let grantee = it.grantee.filter(|role| !role.is_empty());
            grantee.map(str::to_owned).into_iter().chain(it.grantor)
        });
    owner.into_iter().chain(named).collect()
}

/// Takes an owner away, if it is this role.
pub fn forget_owner(object: &mut Object, role: &str) {
    if object.attrs.text(OWNER) == Some(role) {
        object.attrs.remove(OWNER.name());
    }
}
