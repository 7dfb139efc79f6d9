//! Comments (manual, "COMMENT").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object},
    kinds::Rules,
    risk::Lock,
    sql::quote::literal,
};

/// The object's comment.
pub const COMMENT: Attr<Name> = Attr::new(&AttrDef {
    name: "comment",
    class: AttrClass::Common,
});

pub(super) fn create(rules: &dyn Rules, new: &Object) -> Option<Action> {
    if new.text(COMMENT).is_empty() {
        None
    } else {
        alter(rules, new)
    }
}

/// Sets or takes away the comment. COMMENT takes SHARE UPDATE EXCLUSIVE on a relation,
/// which stops neither readers nor writers.
pub(super) fn alter(rules: &dyn Rules, new: &Object) -> Option<Action> {
    let address = rules.address(new)?;
    let text = new
        .attrs
        .text(COMMENT)
        .map_or_else(|| "NULL".to_owned(), literal);
    let risk = super::risk_on(&address, new, Lock::ShareUpdateExclusive);
    Some(Action::new(format!("COMMENT ON {address} IS {text}")).risk(risk))
}
