//! Security labels (manual, "SECURITY LABEL").
//!
//! The server takes a label only from a session that has the provider loaded; without it a
//! statement of ours is refused (SQLSTATE 22023).

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object},
    kinds::Rules,
    risk::Lock,
    sql::quote::{ident, literal},
};

/// The object's labels, each `provider=label`.
pub const SECURITY_LABELS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "security_labels",
    class: AttrClass::Common,
});

/// Returns the statements that label an object just created.
pub(super) fn create(rules: &dyn Rules, new: &Object) -> Vec<Action> {
    changes(rules, &[], new)
}

/// Brings the labels from old to new.
pub(super) fn alter(rules: &dyn Rules, old: &Object, new: &Object) -> Vec<Action> {
    changes(rules, old.list(SECURITY_LABELS), new)
}

fn changes(rules: &dyn Rules, old: &[Name], new: &Object) -> Vec<Action> {
    let Some(address) = rules.address(new) else {
        return Vec::new();
    };
    let wanted = new.list(SECURITY_LABELS);
    let statement = |provider: &str, label: Option<&str>| {
        let text = label.map_or_else(|| "NULL".to_owned(), literal);
        let sql = format!(
            "SECURITY LABEL FOR {} ON {address} IS {text}",
            ident(provider)
        );
        let what = format!("{provider} treats {} otherwise", new.id);
        let risk = super::risk_on(&address, new, Lock::ShareUpdateExclusive);
        Action::new(sql).risk(risk.security(what))
    };
    // No provider known has an equals sign in its name.
    let split = |item: &Name| {
        item.split_once('=')
            .map(|(provider, label)| (provider.to_owned(), label.to_owned()))
    };
    let kept: Vec<String> = wanted.iter().filter_map(split).map(|it| it.0).collect();
    let gone = old
        .iter()
        .filter_map(split)
        .filter(|it| !kept.contains(&it.0));
    let gone = gone.map(|(provider, _)| statement(&provider, None));
    let set = wanted
        .iter()
        .filter(|it| !old.contains(it))
        .filter_map(split);
    gone.chain(set.map(|(provider, label)| statement(&provider, Some(&label))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Attrs, Catalog},
        kinds::{of, table::TABLE},
    };

    fn labelled(labels: &[&str]) -> Object {
        let mut attrs = Attrs::default();
        let labels: Box<[Name]> = labels.iter().map(|it| Name::from(*it)).collect();
        attrs.set(SECURITY_LABELS, labels);
        Object {
            id: Catalog::id(TABLE, &["a", "T"]),
            parent: None,
            attrs,
        }
    }

    #[test]
    fn labels_are_set_changed_and_taken_away() {
        let (old, new) = (
            labelled(&["one=x", "two=y"]),
            labelled(&["two=it's=z", "se-linux=u"]),
        );
        let sql: Vec<String> = alter(of(TABLE), &old, &new)
            .into_iter()
            .map(|it| it.sql)
            .collect();
        assert_eq!(
            sql,
            [
                "SECURITY LABEL FOR one ON TABLE a.\"T\" IS NULL",
                "SECURITY LABEL FOR two ON TABLE a.\"T\" IS 'it''s=z'",
                "SECURITY LABEL FOR \"se-linux\" ON TABLE a.\"T\" IS 'u'",
            ]
        );
    }
}
