//! Text search templates (manual, "CREATE TEXT SEARCH TEMPLATE"). They have no owner.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, types,
};

/// The kind.
pub const TEXT_SEARCH_TEMPLATE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "text search",
    ..KindInfo::new("text search template", "text search templates")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The function that reads the options, if there is one; quoted and qualified.
pub const INIT: Attr<Name> = Attr::new(&plain("init"));

/// The function that looks a word up.
pub const LEXIZE: Attr<Name> = Attr::new(&plain("lexize"));

const FUNCTIONS: [(&str, Attr<Name>); 2] = [
    ("INIT", INIT),
    ("LEXIZE", LEXIZE),
];

/// The rules of text search templates.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TEXT_SEARCH_TEMPLATE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[INIT.def, LEXIZE.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.tmplnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.tmplnamespace, t.tmplname, NULLIF(t.tmplinit::text, '-'), NULLIF(t.tmpllexize::text, '-') \
                 FROM pg_ts_template t WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TEXT_SEARCH_TEMPLATE, row.take()?);
        let schema = row.take()?;
        let name = [row.take()?];
        let Some(mut draft) = reader.top(TEXT_SEARCH_TEMPLATE, address, schema, &name) else {
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

    /// Nothing of a template can be altered but its name and schema.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("text search template", &[object.id.part(0), object.id.part(1)])]
    }
}

fn address(object: &Object) -> String {
    format!("TEXT SEARCH TEMPLATE {}", object.id.dotted())
}
