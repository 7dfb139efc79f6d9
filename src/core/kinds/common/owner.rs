//! Owners (manual, "ALTER TABLE ... OWNER TO" and its like for each kind).

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object},
    kinds::{Cx, Rules},
    risk::Lock,
    sql::quote::ident,
};

/// The role that owns the object. Absent where the source does not say.
pub const OWNER: Attr<Name> = Attr::new(&AttrDef {
    name: "owner",
    class: AttrClass::Common,
});

/// Sets the owner, unless the role that runs the statements becomes it by creating.
pub(super) fn create(cx: &Cx<'_>, rules: &dyn Rules, new: &Object) -> Vec<Action> {
    let (Some(owner), Some(address)) = (new.attrs.text(OWNER), rules.address(new)) else {
        return Vec::new();
    };
    if cx.role == Some(owner)
        && cx
            .old
            .get(&new.id)
            .is_none_or(|old| old.text(OWNER) == owner)
    {
        return Vec::new();
    }
    let risk = super::risk_on(&address, new, Lock::AccessExclusive);
    let is_there = cx
        .old
        .get(&new.id)
        .is_some_and(|old| old.text(OWNER) != owner);
    let risk = if is_there {
        risk.breaking(format!(
            "whoever uses {} by the rights of its former owner",
            new.id
        ))
    } else {
        risk
    };
    let sql = format!("ALTER {address} OWNER TO {}", ident(owner));
    vec![Action::new(sql).risk(risk)]
}
