//! Text search configurations (manual, "CREATE TEXT SEARCH CONFIGURATION").
//!
//! Which dictionaries look at a type of token is an attribute here, not an object.

use std::collections::BTreeMap;

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
pub const TEXT_SEARCH_CONFIGURATION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "text search",
    ..KindInfo::new("text search configuration", "text search configurations")
};

/// The parser.
pub const PARSER: Attr<Name> = Attr::new(&AttrDef {
    name: "parser",
    class: AttrClass::Plain,
});

/// Token types and their dictionaries in order: `asciiword WITH public.s, pg_catalog.simple`.
pub const MAPPINGS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "mappings",
    class: AttrClass::Plain,
});

/// The rules of text search configurations.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TEXT_SEARCH_CONFIGURATION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[PARSER.def, MAPPINGS.def]
    }

    /// The names of token types are the parser's own to tell.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.cfgnamespace");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.cfgnamespace, c.cfgname, c.cfgowner, \
                 quote_ident(n.nspname) || '.' || quote_ident(p.prsname), \
                 ARRAY(SELECT quote_ident(t.alias) || ' WITH ' || string_agg( \
                 quote_ident(dn.nspname) || '.' || quote_ident(d.dictname), ', ' \
                 ORDER BY m.mapseqno) FROM pg_ts_config_map m \
                 JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype \
                 JOIN pg_ts_dict d ON d.oid = m.mapdict \
                 JOIN pg_namespace dn ON dn.oid = d.dictnamespace \
                 WHERE m.mapcfg = c.oid GROUP BY t.tokid, t.alias ORDER BY t.tokid) \
                 FROM pg_ts_config c JOIN pg_ts_parser p ON p.oid = c.cfgparser \
                 JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TEXT_SEARCH_CONFIGURATION, row.take()?);
        let schema = row.take()?;
        let name = [row.take()?];
        let Some(mut draft) = reader.top(TEXT_SEARCH_CONFIGURATION, address, schema, &name) else {
            return Ok(());
        };
        let owner = reader.role(row.take()?);
        draft.set(common::OWNER, owner);
        draft.set(PARSER, reader.name(row.take()?));
        let mappings: Vec<&str> = row.take()?;
        if !mappings.is_empty() {
            draft.set(MAPPINGS, reader.names(mappings));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let address = address(object);
        let sql = format!("CREATE {address} (PARSER = {})", object.text(PARSER));
        let mut actions = vec![Action::new(sql)];
        actions.extend(
            object
                .list(MAPPINGS)
                .iter()
                .map(|it| Action::new(format!("ALTER {address} ADD MAPPING FOR {it}"))),
        );
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&address(object), object)]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(PARSER) {
            return Alter::Replace;
        }
        if !changed.has(MAPPINGS) {
            return Alter::InPlace(Vec::new());
        }
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let address = address(is);
        let actions = clauses(was.list(MAPPINGS), is.list(MAPPINGS));
        let actions = actions.into_iter().map(|clause| {
            Action::new(format!("ALTER {address} {clause}"))
                .risk(Risk::none().breaking("what was made with the configuration and is stored"))
        });
        Alter::InPlace(actions.collect())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("text search configuration", &[object.id.part(0), object.id.part(1)])]
    }
}

fn address(object: &Object) -> String {
    format!("TEXT SEARCH CONFIGURATION {}", object.id.dotted())
}

/// Returns what changes one list of mappings into another.
fn clauses(old: &[Name], new: &[Name]) -> Vec<String> {
    let by_token = |list: &'_ [Name]| -> BTreeMap<String, String> {
        let pairs = list.iter().filter_map(|it| it.split_once(" WITH "));
        pairs.map(|(token, with)| (token.to_owned(), with.to_owned())).collect()
    };
    let (was, is) = (by_token(old), by_token(new));
    let gone = was.keys().filter(|token| !is.contains_key(*token));
    let mut clauses: Vec<String> =
        gone.map(|token| format!("DROP MAPPING FOR {token}")).collect();
    for (token, with) in &is {
        match was.get(token) {
            None => clauses.push(format!("ADD MAPPING FOR {token} WITH {with}")),
            Some(before) if before != with => {
                clauses.push(format!("ALTER MAPPING FOR {token} WITH {with}"));
            }
            Some(_) => {}
        }
    }
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tokens_that_differ_are_mapped_anew() {
        let old: [Name; 3] = ["word WITH a.s".into(), "host WITH a.s".into(), "url WITH a.s".into()];
        let new: [Name; 3] =
            ["word WITH a.s".into(), "url WITH a.u, a.s".into(), "int WITH a.s".into()];
        assert_eq!(
            clauses(&old, &new),
            [
                "DROP MAPPING FOR host",
                "ADD MAPPING FOR int WITH a.s",
                "ALTER MAPPING FOR url WITH a.u, a.s"
            ]
        );
    }
}
