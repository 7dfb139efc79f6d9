//! Range types, with the multirange type and the functions that PostgreSQL makes beside
//! each (manual, "Range Types").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    sql::quote::qualified,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, types,
};

/// The kind.
pub const RANGE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("range type", "range types")
};

/// The type of the bounds.
pub const SUBTYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "subtype",
    class: AttrClass::Plain,
});

/// The operator class that orders the bounds, where it is not the default one.
pub const OPERATOR_CLASS: Attr<Name> = Attr::new(&AttrDef {
    name: "operator_class",
    class: AttrClass::Plain,
});

/// The collation that orders the bounds, where it is not the type's own.
pub const COLLATION: Attr<Name> = Attr::new(&AttrDef {
    name: "collation",
    class: AttrClass::Plain,
});

/// The function that brings equal ranges to one form.
pub const CANONICAL: Attr<Name> = Attr::new(&AttrDef {
    name: "canonical",
    class: AttrClass::Plain,
});

/// The function that tells how far two bounds are apart.
pub const DIFFERENCE: Attr<Name> = Attr::new(&AttrDef {
    name: "subtype_diff",
    class: AttrClass::Plain,
});

/// The multirange type (PostgreSQL 14 and later), where its name is not the one that
/// PostgreSQL chooses.
pub const MULTIRANGE: Attr<Name> = Attr::new(&AttrDef {
    name: "multirange",
    class: AttrClass::Plain,
});

/// The multirange type's schema and name, whoever chose it.
pub const MULTIRANGE_PATH: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "multirange_path",
    class: AttrClass::Silent,
});

/// The rules of range types.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        RANGE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            SUBTYPE.def,
            OPERATOR_CLASS.def,
            COLLATION.def,
            CANONICAL.def,
            DIFFERENCE.def,
            MULTIRANGE.def,
            MULTIRANGE_PATH.def,
        ]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.typnamespace");
        let common = common::columns("t.typowner", "t.typacl", "T");
        let multirange = cx.since(14, "r.rngmultitypid", "0");
        let name = |schema: &str, name: &str| {
            format!("quote_ident({schema}.nspname) || '.' || quote_ident({name})")
        };
        let function = |column: &str| {
            format!(
                "(SELECT {} FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace \
                 WHERE p.oid = r.{column})",
                name("pn", "p.proname")
            )
        };
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.typnamespace, t.typname, r.rngsubtype, \
                 format_type(r.rngsubtype, NULL), \
                 CASE WHEN NOT o.opcdefault THEN {} END, \
                 CASE WHEN r.rngcollation <> s.typcollation THEN {} END, {}, {}, \
                 m.oid, mn.nspname, m.typname, m.typnamespace, {common} \
                 FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid \
                 JOIN pg_type s ON s.oid = r.rngsubtype \
                 JOIN pg_opclass o ON o.oid = r.rngsubopc \
                 JOIN pg_namespace n ON n.oid = o.opcnamespace \
                 LEFT JOIN pg_collation l ON l.oid = r.rngcollation \
                 LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace \
                 LEFT JOIN pg_type m ON m.oid = {multirange} \
                 LEFT JOIN pg_namespace mn ON mn.oid = m.typnamespace \
                 WHERE {scope}",
                name("n", "o.opcname"),
                name("ln", "l.collname"),
                function("rngcanonical"),
                function("rngsubdiff"),
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TYPE, row.take()?);
        let schema = row.take()?;
        let name: &str = row.take()?;
        let Some(mut draft) = reader.top(RANGE, address, schema, &[name]) else {
            return Ok(());
        };
        draft.needs(Address::new(class::TYPE, row.take()?));
        draft.set(SUBTYPE, reader.name(row.take()?));
        for attr in [OPERATOR_CLASS, COLLATION, CANONICAL, DIFFERENCE] {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(text));
            }
        }
        let multirange: Option<u32> = row.take()?;
        let path: (Option<&str>, Option<&str>) = (row.take()?, row.take()?);
        let its_namespace: Option<u32> = row.take()?;
        if let (Some(oid), (Some(its_schema), Some(its_name))) = (multirange, path) {
            reader.alias(Address::new(class::TYPE, oid), address);
            draft.needs(Address::new(class::SCHEMA, its_namespace.unwrap_or(schema)));
            let same_schema = reader.schema(schema).is_some_and(|it| **it == *its_schema);
            if !same_schema || its_name != default_multirange(name) {
                draft.set(MULTIRANGE, reader.name(&qualified(its_schema, its_name)));
            }
            draft.set(MULTIRANGE_PATH, reader.names([its_schema, its_name]));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut options = vec![format!("subtype = {}", object.text(SUBTYPE))];
        for (word, attr) in [
            ("subtype_opclass", OPERATOR_CLASS),
            ("collation", COLLATION),
            ("canonical", CANONICAL),
            ("subtype_diff", DIFFERENCE),
            ("multirange_type_name", MULTIRANGE),
        ] {
            if let Some(value) = object.attrs.text(attr) {
                options.push(format!("{word} = {value}"));
            }
        }
        let (name, options) = (object.id.dotted(), options.join(", "));
        vec![Action::new(format!("CREATE TYPE {name} AS RANGE ({options})"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let functions: Vec<String> =
            types::mutual(cx.old, old).iter().map(|it| it.id.dotted()).collect();
        if functions.is_empty() {
            return vec![types::drop(&types::address(object), object)];
        }
        vec![types::drop_with(&object.id.dotted(), &functions, object)]
    }

    /// Nothing of a range type can be altered but its name, schema and owner.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        let own = self.attrs().iter().any(|def| changed.has_name(def.name));
        if own {
            Alter::Replace
        } else {
            Alter::InPlace(Vec::new())
        }
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(types::address(object))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(types::address(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let mut claims = vec![types::claim(object)];
        if let [schema, name] = object.list(MULTIRANGE_PATH) {
            claims.push(Claim::new("type", &[schema, name]));
        }
        claims
    }

    /// The multirange type and the constructor functions keep their names when the range
    /// type is renamed, and would be in the successor's way.
    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        let object = cx.old.at(old);
        let (range, subtype) = (object.id.dotted(), object.text(SUBTYPE));
        let mut moved = Vec::new();
        let mut constructors = |function: &str, name: &str, arguments: &[&str]| {
            let spare = types::spare_name(cx, object, name);
            for list in arguments {
                moved.push(types::rename("FUNCTION", &format!("{function}({list})"), &spare));
            }
            spare
        };
        let bounds = format!("{subtype}, {subtype}");
        constructors(&range, object.id.name(), &[&bounds, &format!("{bounds}, text")]);
        if let [schema, name] = object.list(MULTIRANGE_PATH) {
            let multirange = qualified(schema, name);
            let variadic = format!("VARIADIC {range}[]");
            // The constructors stand in the schema of the range type.
            let function = qualified(object.id.part(0), name);
            let spare = constructors(&function, name, &["", &range, &variadic]);
            moved.push(types::rename("TYPE", &multirange, &spare));
        }
        Some(types::aside_with(cx, object, &types::mutual(cx.old, old), moved))
    }

    /// The function that brings equal ranges to one form takes and returns them.
    fn stub(&self, object: &Object) -> Option<Action> {
        object.attrs.text(CANONICAL).map(|_| types::shell(object))
    }
}

/// Returns the name that PostgreSQL gives the multirange type of a range type
/// (`makeMultirangeTypeName`), cut to 63 bytes at a whole letter.
fn default_multirange(range: &str) -> String {
    const TAIL: &str = "_multirange";
    if let Some((before, after)) = range.split_once("range") {
        return cut(&format!("{before}multirange{after}"), 63).to_owned();
    }
    cut(range, 63 - TAIL.len()).to_owned() + TAIL
}

fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_multirange_is_named_as_the_server_does() {
        assert_eq!(default_multirange("span"), "span_multirange");
        assert_eq!(default_multirange("int4range"), "int4multirange");
        assert_eq!(default_multirange("rangerange"), "multirangerange");
        assert_eq!(default_multirange(&"x".repeat(63)).len(), 63);
    }
}
