//! Collations (manual, "CREATE COLLATION").
//!
//! The version of the library that a collation was made with is the server's own record
//! (`collversion`, ALTER COLLATION ... REFRESH VERSION) and no part of a schema.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, common,
    types,
};

/// The kind.
pub const COLLATION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("collation", "collations");

/// Who knows the locale: `icu` or `builtin`; absent for the operating system's library.
pub const PROVIDER: Attr<Name> = Attr::new(&AttrDef {
    name: "provider",
    class: AttrClass::Plain,
});

/// The locale, where order and character types share it.
pub const LOCALE: Attr<Name> = Attr::new(&AttrDef {
    name: "locale",
    class: AttrClass::Plain,
});

/// The locale of the order, where it is not that of the character types.
pub const LC_COLLATE: Attr<Name> = Attr::new(&AttrDef {
    name: "lc_collate",
    class: AttrClass::Plain,
});

/// The locale of the character types, where it is not that of the order.
pub const LC_CTYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "lc_ctype",
    class: AttrClass::Plain,
});

/// Whether texts of different bytes may be equal.
pub const NONDETERMINISTIC: Attr<bool> = Attr::new(&AttrDef {
    name: "nondeterministic",
    class: AttrClass::Plain,
});

/// Rules added to the locale's (PostgreSQL 16 and later).
pub const RULES: Attr<Name> = Attr::new(&AttrDef {
    name: "rules",
    class: AttrClass::Plain,
});

/// The options that hold a text, with their words.
const TEXTS: [(&str, Attr<Name>); 4] = [
    ("locale", LOCALE),
    ("lc_collate", LC_COLLATE),
    ("lc_ctype", LC_CTYPE),
    ("rules", RULES),
];

/// The rules of collations.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        COLLATION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            PROVIDER.def,
            LOCALE.def,
            LC_COLLATE.def,
            LC_CTYPE.def,
            NONDETERMINISTIC.def,
            RULES.def,
        ]
    }

    /// Since 16 a locale of ICU is kept in its canonical form, which writes out that a
    /// keyword is true (manual, "ICU Locales").
    fn is_same_across(&self, attribute: &str, one: &str, other: &str) -> bool {
        attribute == LOCALE.name() && one.replace("-true", "") == other.replace("-true", "")
    }

    /// Before PostgreSQL 15 ICU's locale stands where the operating system's does, in 15
    /// and 16 in `colliculocale`, since in `colllocale`. A collation of another encoding
    /// than the database's cannot be named.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.collnamespace");
        let locale = cx.since(
            17,
            "c.colllocale",
            cx.since(
                15,
                "c.colliculocale",
                "CASE WHEN c.collprovider = 'i' THEN c.collcollate::text END",
            ),
        );
        let rules = cx.since(16, "c.collicurules", "NULL::text");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.collnamespace, c.collname, c.collowner, c.collprovider::text, \
                 {locale}, c.collcollate::text, c.collctype::text, {rules}, \
                 NOT c.collisdeterministic FROM pg_collation c \
                 WHERE {scope} AND c.collencoding IN (-1, (SELECT d.encoding \
                 FROM pg_database d WHERE d.datname = current_database()))"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::COLLATION, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(COLLATION, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(common::OWNER, owner);
        if let Some(word) = provider(row.take()?) {
            draft.set(PROVIDER, reader.name(word));
        }
        let locale: Option<&str> = row.take()?;
        let (order, types): (Option<&str>, Option<&str>) = (row.take()?, row.take()?);
        let texts = match (locale, order == types) {
            (Some(_), _) => [locale, None, None, row.take()?],
            (None, true) => [order, None, None, row.take()?],
            (None, false) => [None, order, types, row.take()?],
        };
        for ((_, attr), text) in TEXTS.into_iter().zip(texts) {
            if let Some(text) = text {
                draft.set(attr, reader.name(text));
            }
        }
        draft.flag(NONDETERMINISTIC, row.take()?);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (name, options) = (object.id.dotted(), options(object));
        vec![Action::new(format!("CREATE COLLATION {name} ({options})"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    /// Nothing of a collation can be altered but its name, schema and owner.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        if self.attrs().iter().any(|def| changed.has_name(def.name)) {
            Alter::Replace
        } else {
            Alter::InPlace(Vec::new())
        }
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("collation", &[object.id.part(0), object.id.part(1)])]
    }

    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        Some(types::aside(cx, cx.old.at(old), "COLLATION"))
    }
}

fn address(object: &Object) -> String {
    format!("COLLATION {}", object.id.dotted())
}

/// Returns the word for a letter of `collprovider`.
fn provider(letter: &str) -> Option<&'static str> {
    match letter {
        "i" => Some("icu"),
        "b" => Some("builtin"),
        _ => None,
    }
}

/// Returns what stands between the parentheses of CREATE COLLATION.
fn options(object: &Object) -> String {
    let provider = object.attrs.text(PROVIDER).unwrap_or("libc");
    let mut options = vec![format!("provider = {provider}")];
    for (word, attr) in TEXTS {
        if let Some(text) = object.attrs.text(attr) {
            options.push(format!("{word} = {}", literal(text)));
        }
    }
    if object.is(NONDETERMINISTIC) {
        options.push("deterministic = false".to_owned());
    }
    options.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Attrs, Catalog};

    #[test]
    fn locales_are_quoted() {
        let mut attrs = Attrs::default();
        attrs.set(PROVIDER, "icu".into());
        attrs.set(LOCALE, "und-u-ks'level2".into());
        attrs.set(NONDETERMINISTIC, true);
        let id = Catalog::id(COLLATION, &["x", "Any Case"]);
        let object = Object { id, parent: None, attrs };
        assert_eq!(
            options(&object),
            "provider = icu, locale = 'und-u-ks''level2', deterministic = false"
        );
        assert_eq!(Own.address(&object).as_deref(), Some("COLLATION x.\"Any Case\""));
    }
}
