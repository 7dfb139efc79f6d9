//! Conversions between encodings (manual, "CREATE CONVERSION").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER, types,
};

/// The kind.
pub const CONVERSION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("conversion", "conversions");

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The encoding it reads.
pub const SOURCE: Attr<Name> = Attr::new(&plain("source"));

/// The encoding it writes.
pub const DESTINATION: Attr<Name> = Attr::new(&plain("destination"));

/// The function, quoted and qualified.
pub const FUNCTION: Attr<Name> = Attr::new(&plain("function"));

/// Whether it is the one that clients and servers use between these encodings.
pub const IS_DEFAULT: Attr<bool> = Attr::new(&plain("is_default"));

/// The rules of conversions.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        CONVERSION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[SOURCE.def, DESTINATION.def, FUNCTION.def, IS_DEFAULT.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.connamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.connamespace, c.conname, c.conowner, \
                 pg_encoding_to_char(c.conforencoding)::text, \
                 pg_encoding_to_char(c.contoencoding)::text, c.conproc::text, c.condefault \
                 FROM pg_conversion c WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CONVERSION, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(CONVERSION, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(OWNER, owner);
        for attr in [SOURCE, DESTINATION, FUNCTION] {
            draft.set(attr, reader.name(row.take()?));
        }
        draft.flag(IS_DEFAULT, row.take()?);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let default = if object.is(IS_DEFAULT) { "DEFAULT " } else { "" };
        vec![Action::new(format!(
            "CREATE {default}{} FOR {} TO {} FROM {}",
            address(object),
            literal(object.text(SOURCE)),
            literal(object.text(DESTINATION)),
            object.text(FUNCTION),
        ))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    /// Nothing of a conversion can be altered but its name, schema and owner.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    /// One schema holds one default conversion between two encodings.
    fn claims(&self, object: &Object) -> Vec<Claim> {
        let schema = object.id.part(0);
        let mut claims = vec![Claim::new("conversion", &[schema, object.id.part(1)])];
        if object.is(IS_DEFAULT) {
            let path = [schema, object.text(SOURCE), object.text(DESTINATION)];
            claims.push(Claim::new("default conversion", &path));
        }
        claims
    }
}

fn address(object: &Object) -> String {
    format!("CONVERSION {}", object.id.dotted())
}
