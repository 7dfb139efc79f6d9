//! Operator classes (manual, "CREATE OPERATOR CLASS").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER, family_member, types,
};

/// The kind. Its path is the schema, the name, the access method.
pub const OPERATOR_CLASS: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    has_signature: true,
    unrecorded: true,
    ..KindInfo::new("operator class", "operator classes")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The type whose values are indexed.
pub const TYPE: Attr<Name> = Attr::new(&plain("type"));

/// The type that the index stores, where that is another.
pub const STORAGE: Attr<Name> = Attr::new(&plain("storage"));

/// The family, quoted and qualified.
pub const FAMILY: Attr<Name> = Attr::new(&plain("family"));

/// Whether it is taken where none is named.
pub const IS_DEFAULT: Attr<bool> = Attr::new(&plain("is_default"));

/// The operators and functions that belong to it, as CREATE takes them.
pub const MEMBERS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "members",
    class: AttrClass::Set,
});

/// The rules of operator classes.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        OPERATOR_CLASS
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TYPE.def, STORAGE.def, FAMILY.def, IS_DEFAULT.def, MEMBERS.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.opcnamespace");
        let member = |catalog: &str, letter: &str, text: &str| {
            format!(
                "SELECT '{catalog}', d.objid, {text} FROM pg_depend d \
                 JOIN {catalog} {letter} ON {letter}.oid = d.objid \
                 WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid \
                 AND d.classid = '{catalog}'::regclass"
            )
        };
        let members = format!(
            "SELECT m.text FROM ({} UNION ALL {}) m (catalog, oid, text) \
             ORDER BY m.catalog, m.text",
            member("pg_amop", "o", family_member::OPERATOR),
            member("pg_amproc", "p", family_member::FUNCTION),
        );
        let used = |catalog: &str, column: &str| {
            format!(
                "SELECT x.{column}::oid FROM pg_depend d JOIN {catalog} x ON x.oid = d.objid \
                 WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid \
                 AND d.classid = '{catalog}'::regclass"
            )
        };
        let (operators, functions) = (used("pg_amop", "amopopr"), used("pg_amproc", "amproc"));
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.opcnamespace, c.opcname, a.amname, c.opcowner, \
                 format_type(c.opcintype, NULL), \
                 CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END, \
                 quote_ident(n.nspname) || '.' || quote_ident(f.opfname), c.opcdefault, \
                 ARRAY({members}), ARRAY({operators}), ARRAY({functions}), c.opcintype, c.opcfamily, c.opcmethod \
                 FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod \
                 JOIN pg_opfamily f ON f.oid = c.opcfamily \
                 JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE {scope}"
            ),
        )
    }

    /// The server orders, groups and indexes by a default class without keeping note of it.
    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::OPERATOR_CLASS, row.take()?);
        let schema = row.take()?;
        let path = [row.take()?, row.take()?];
        let Some(mut draft) = reader.top(OPERATOR_CLASS, address, schema, &path) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(OWNER, owner);
        for attr in [TYPE, STORAGE, FAMILY] {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(text));
            }
        }
        draft.flag(IS_DEFAULT, row.take()?);
        let members: Vec<&str> = row.take()?;
        draft.set(MEMBERS, reader.names(members));
        for class in [class::OPERATOR, class::FUNCTION] {
            for oid in row.take::<Vec<u32>>()? {
                draft.needs(Address::new(class, oid));
            }
        }
        let of = Address::new(class::TYPE, row.take()?);
        draft.needs(Address::new(class::OPERATOR_FAMILY, row.take()?));
        draft.needs(Address::new(class::ACCESS_METHOD, row.take()?));
        reader.push(draft);
        reader.serve(address, of);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let id = &object.id;
        let default = if object.is(IS_DEFAULT) { " DEFAULT" } else { "" };
        let mut parts: Vec<&str> = object.list(MEMBERS).iter().map(|it| &**it).collect();
        let storage = format!("STORAGE {}", object.attrs.text(STORAGE).unwrap_or(object.text(TYPE)));
        // One part at least is asked for; the type itself as storage says nothing.
        if parts.is_empty() || object.attrs.text(STORAGE).is_some() {
            parts.insert(0, &storage);
        }
        vec![Action::new(format!(
            "CREATE OPERATOR CLASS {}{default}\n    FOR TYPE {} USING {} FAMILY {} AS\n    {}",
            qualified(id.part(0), id.part(1)),
            object.text(TYPE),
            ident(id.part(2)),
            object.text(FAMILY),
            parts.join(",\n    "),
        ))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    /// Nothing of an operator class can be altered but its name, schema and owner.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    /// One access method has one default class for a type, whatever the schema.
    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        let mut claims = vec![Claim::new("operator class", &[id.part(0), id.part(1), id.part(2)])];
        if object.is(IS_DEFAULT) {
            let path = [id.part(2), object.text(TYPE)];
            claims.push(Claim::new("default operator class", &path));
        }
        claims
    }
}

fn address(object: &Object) -> String {
    let id = &object.id;
    let name = qualified(id.part(0), id.part(1));
    format!("OPERATOR CLASS {name} USING {}", ident(id.part(2)))
}
