//! Text search parsers (manual, "CREATE TEXT SEARCH PARSER"). They have no owner.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, types,
};

/// The kind.
pub const TEXT_SEARCH_PARSER: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "text search",
    ..KindInfo::new("text search parser", "text search parsers")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The function that begins to read a text, quoted and qualified like the others.
pub const START: Attr<Name> = Attr::new(&plain("start"));

/// The function that returns the next token.
pub const GETTOKEN: Attr<Name> = Attr::new(&plain("gettoken"));

/// The function that ends the reading.
pub const END: Attr<Name> = Attr::new(&plain("end"));

/// The function that makes a headline, if there is one.
pub const HEADLINE: Attr<Name> = Attr::new(&plain("headline"));

/// The function that lists the types of tokens.
pub const LEXTYPES: Attr<Name> = Attr::new(&plain("lextypes"));

const FUNCTIONS: [(&str, Attr<Name>); 5] = [
    ("START", START),
    ("GETTOKEN", GETTOKEN),
    ("END", END),
    ("HEADLINE", HEADLINE),
    ("LEXTYPES", LEXTYPES),
];

/// The rules of text search parsers.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TEXT_SEARCH_PARSER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[START.def, GETTOKEN.def, END.def, HEADLINE.def, LEXTYPES.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.prsnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.prsnamespace, t.prsname, NULLIF(t.prsstart::text, '-'), NULLIF(t.prstoken::text, '-'), NULLIF(t.prsend::text, '-'), NULLIF(t.prsheadline::text, '-'), NULLIF(t.prslextype::text, '-') \
                 FROM pg_ts_parser t WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TEXT_SEARCH_PARSER, row.take()?);
        let schema = row.take()?;
        let name = [row.take()?];
        let Some(mut draft) = reader.top(TEXT_SEARCH_PARSER, address, schema, &name) else {
            return Ok(());
        };
        for (_, attr) in FUNCTIONS {
            if let Some(function) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(function));
            }
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut options = Vec::new();
        for (word, attr) in FUNCTIONS {
            if let Some(function) = object.attrs.text(attr) {
                options.push(format!("{word} = {function}"));
            }
        }
        let sql = format!("CREATE {} ({})", address(object), options.join(", "));
        vec![Action::new(sql)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    /// Nothing of a parser can be altered but its name and schema.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("text search parser", &[object.id.part(0), object.id.part(1)])]
    }
}

fn address(object: &Object) -> String {
    format!("TEXT SEARCH PARSER {}", object.id.dotted())
}
