//! Text search dictionaries (manual, "CREATE TEXT SEARCH DICTIONARY").
//!
//! The files that options name are the server's; their content is not looked at.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, common,
    types,
};

/// The kind.
pub const TEXT_SEARCH_DICTIONARY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "text search",
    ..KindInfo::new("text search dictionary", "text search dictionaries")
};

/// The template, which holds the functions.
pub const TEMPLATE: Attr<Name> = Attr::new(&AttrDef {
    name: "template",
    class: AttrClass::Plain,
});

/// The options, each `name = 'value'` as the server writes it.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::Plain,
});

/// The rules of text search dictionaries.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TEXT_SEARCH_DICTIONARY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TEMPLATE.def, OPTIONS.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("d.dictnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT d.oid, d.dictnamespace, d.dictname, d.dictowner, \
                 quote_ident(n.nspname) || '.' || quote_ident(t.tmplname), d.dictinitoption \
                 FROM pg_ts_dict d JOIN pg_ts_template t ON t.oid = d.dicttemplate \
                 JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TEXT_SEARCH_DICTIONARY, row.take()?);
        let schema = row.take()?;
        let name = [row.take()?];
        let Some(mut draft) = reader.top(TEXT_SEARCH_DICTIONARY, address, schema, &name) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(common::OWNER, owner);
        draft.set(TEMPLATE, reader.name(row.take()?));
        if let Some(text) = row.take::<Option<&str>>()? {
            draft.set(OPTIONS, reader.names(split(text)));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut options = vec![format!("TEMPLATE = {}", object.text(TEMPLATE))];
        options.extend(object.list(OPTIONS).iter().map(ToString::to_string));
        let sql = format!("CREATE {} ({})", address(object), options.join(", "));
        vec![Action::new(sql)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    /// Every option is set again, since those set move behind the others.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(TEMPLATE) {
            return Alter::Replace;
        }
        if !changed.has(OPTIONS) {
            return Alter::InPlace(Vec::new());
        }
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let kept: Vec<&str> = is.list(OPTIONS).iter().map(|it| key(it)).collect();
        let gone = was.list(OPTIONS).iter().map(|it| key(it)).filter(|it| !kept.contains(it));
        let options: Vec<&str> = gone.chain(is.list(OPTIONS).iter().map(|it| &**it)).collect();
        let sql = format!("ALTER {} ({})", address(is), options.join(", "));
        let risk = Risk::none().breaking("what was made with the dictionary and is stored");
        Alter::InPlace(vec![Action::new(sql).risk(risk)])
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("text search dictionary", &[object.id.part(0), object.id.part(1)])]
    }
}

fn address(object: &Object) -> String {
    format!("TEXT SEARCH DICTIONARY {}", object.id.dotted())
}

/// Returns the name of an option, as it is written.
fn key(option: &str) -> &str {
    option.split_once(" = ").map_or(option, |(key, _)| key)
}

/// Splits what `dictinitoption` holds at the commas outside of quotes. The server doubles
/// quotes and backslashes within, so that each quote opens or closes (`serialize_deflist`).
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut open) = (0, None);
    for (at, sign) in text.char_indices() {
        match (sign, open) {
            ('\'' | '"', None) => open = Some(sign),
            (_, Some(quote)) if sign == quote => open = None,
            (',', None) => {
                parts.extend(text.get(start..at).map(str::trim));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..).map(str::trim));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_split_outside_of_quotes() {
        let text = "language = 'english', \"Stop, words\" = 'it''s, so', x = E'a\\\\'', b', n = 3";
        assert_eq!(
            split(text),
            [
                "language = 'english'",
                "\"Stop, words\" = 'it''s, so'",
                "x = E'a\\\\'', b'",
                "n = 3"
            ]
        );
        assert_eq!(key("\"Stop, words\" = 'a = b'"), "\"Stop, words\"");
    }
}
