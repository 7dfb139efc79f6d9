//! Aggregate functions: plain, moving, ordered-set, hypothetical-set (manual, "CREATE
//! AGGREGATE").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::{literal, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, routine,
};

/// The kind. Its path is the schema, the name, the types of all arguments.
pub const AGGREGATE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    has_signature: true,
    ..KindInfo::new("aggregate", "aggregates")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The arguments as CREATE AGGREGATE takes them, with names and ORDER BY; absent for `*`.
pub const ARGUMENTS: Attr<Name> = Attr::new(&plain("arguments"));

/// What it returns; decided by its functions.
pub const RETURNS: Attr<Name> = Attr::new(&plain("returns"));

/// `SAFE` or `RESTRICTED`; absent if unsafe.
pub const PARALLEL: Attr<Name> = Attr::new(&plain("parallel"));

/// Whether the direct arguments of an ordered-set aggregate match the sorted ones.
pub const HYPOTHETICAL: Attr<bool> = Attr::new(&plain("hypothetical"));

/// Whether the final function gets the arguments too.
pub const FINALFUNC_EXTRA: Attr<bool> = Attr::new(&plain("finalfunc_extra"));

/// The same of the moving-aggregate mode.
pub const MFINALFUNC_EXTRA: Attr<bool> = Attr::new(&plain("mfinalfunc_extra"));

macro_rules! options {
    ($($name:ident = $column:literal, $text:literal;)+) => {
        $(
            #[doc = concat!("The option of this name: `", stringify!($name), "`.")]
            pub const $name: Attr<Name> = Attr::new(&plain($column));
        )+
        /// The options that have a value: the attribute, the word, the SQL that reads it.
        const OPTIONS: &[(Attr<Name>, &str, &str)] =
            &[$(($name, stringify!($name), $text)),+];
        static ATTRS: &[&AttrDef] = &[
            ARGUMENTS.def,
            RETURNS.def,
            PARALLEL.def,
            HYPOTHETICAL.def,
            FINALFUNC_EXTRA.def,
            MFINALFUNC_EXTRA.def,
            $($name.def),+
        ];
    };
}

options! {
    SFUNC = "sfunc", "a.aggtransfn::text";
    STYPE = "stype", "format_type(a.aggtranstype, NULL)";
    SSPACE = "sspace", "NULLIF(a.aggtransspace, 0)::text";
    FINALFUNC = "finalfunc", "NULLIF(a.aggfinalfn::text, '-')";
    FINALFUNC_MODIFY = "finalfunc_modify", "CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> \
        CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN a.aggfinalmodify::text END";
    COMBINEFUNC = "combinefunc", "NULLIF(a.aggcombinefn::text, '-')";
    SERIALFUNC = "serialfunc", "NULLIF(a.aggserialfn::text, '-')";
    DESERIALFUNC = "deserialfunc", "NULLIF(a.aggdeserialfn::text, '-')";
    INITCOND = "initcond", "a.agginitval";
    MSFUNC = "msfunc", "NULLIF(a.aggmtransfn::text, '-')";
    MINVFUNC = "minvfunc", "NULLIF(a.aggminvtransfn::text, '-')";
    MSTYPE = "mstype", "CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END";
    MSSPACE = "msspace", "NULLIF(a.aggmtransspace, 0)::text";
    MFINALFUNC = "mfinalfunc", "NULLIF(a.aggmfinalfn::text, '-')";
    MFINALFUNC_MODIFY = "mfinalfunc_modify", "CASE WHEN a.aggmfinalfn <> 0 AND \
        a.aggmfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END \
        THEN a.aggmfinalmodify::text END";
    MINITCOND = "minitcond", "a.aggminitval";
    SORTOP = "sortop", "(SELECT 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')' \
        FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace \
        WHERE o.oid = a.aggsortop)";
}

/// The rules of aggregates.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        AGGREGATE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("p.pronamespace");
        let inputs = routine::type_list("p.proargtypes");
        let common = common::columns("p.proowner", "p.proacl", "f");
        let options: Vec<&str> = OPTIONS.iter().map(|(_, _, text)| *text).collect();
        Query::new(
            Stage::Objects,
            format!(
                "SELECT p.oid, p.pronamespace, p.proname, array_to_string({inputs}, ', '), \
                 NULLIF(pg_get_function_arguments(p.oid), ''), pg_get_function_result(p.oid), \
                 p.proparallel::text, a.aggkind = 'h', a.aggfinalextra, a.aggmfinalextra, {}, \
                 {common} FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid \
                 WHERE p.prokind = 'a' AND {scope}",
                options.join(", ")
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::FUNCTION, row.take()?);
        let schema: u32 = row.take()?;
        let path = [row.take()?, row.take()?];
        let Some(mut draft) = reader.top(AGGREGATE, address, schema, &path) else {
            return Ok(());
        };
        for attr in [ARGUMENTS, RETURNS] {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(text));
            }
        }
        if let Some(word) = routine::parallel(row.take()?) {
            draft.set(PARALLEL, reader.name(word));
        }
        for attr in [HYPOTHETICAL, FINALFUNC_EXTRA, MFINALFUNC_EXTRA] {
            draft.flag(attr, row.take()?);
        }
        for (attr, _, _) in OPTIONS {
            if let Some(text) = row.take::<Option<&str>>()? {
                draft.set(*attr, reader.name(text));
            }
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![Action::new(statement("CREATE AGGREGATE", cx.new.at(new)))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        routine::drop(self, cx.old.at(old))
    }

    /// OR REPLACE keeps arguments, kind and result.
    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        if routine::keeps_definition(changed) {
            return Alter::InPlace(Vec::new());
        }
        if changed.has(ARGUMENTS) || changed.has(RETURNS) || changed.has(HYPOTHETICAL) {
            return Alter::Replace;
        }
        let sql = statement("CREATE OR REPLACE AGGREGATE", cx.new.at(new));
        Alter::InPlace(vec![Action::new(sql).risk(Risk::none())])
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("AGGREGATE {}", routine::signature(object, "*", "")))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let signature = routine::signature(object, "", "");
        Some(GrantTarget::on(format!("FUNCTION {signature}")))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        routine::claims(object)
    }
}

fn statement(verb: &str, aggregate: &Object) -> String {
    let name = qualified(aggregate.id.part(0), aggregate.id.part(1));
    let arguments = aggregate.attrs.text(ARGUMENTS).unwrap_or("*");
    let mut lines: Vec<String> = Vec::new();
    for (attr, word, _) in OPTIONS {
        let Some(text) = aggregate.attrs.text(*attr) else {
            continue;
        };
        lines.push(match *word {
            "INITCOND" | "MINITCOND" => format!("{word} = {}", literal(text)),
            "FINALFUNC_MODIFY" | "MFINALFUNC_MODIFY" => format!("{word} = {}", modify_word(text)),
            _ => format!("{word} = {text}"),
        });
    }
    for (attr, word) in [
        (FINALFUNC_EXTRA, "FINALFUNC_EXTRA"),
        (MFINALFUNC_EXTRA, "MFINALFUNC_EXTRA"),
        (HYPOTHETICAL, "HYPOTHETICAL"),
    ] {
        if aggregate.is(attr) {
            lines.push(word.to_owned());
        }
    }
    if let Some(word) = aggregate.attrs.text(PARALLEL) {
        lines.push(format!("PARALLEL = {word}"));
    }
    let lines = lines.join(",\n    ");
    format!("{verb} {name}({arguments}) (\n    {lines}\n)")
}

/// Returns the word for a letter of `pg_aggregate.aggfinalmodify`.
fn modify_word(letter: &str) -> &'static str {
    match letter {
        "s" => "SHAREABLE",
        "w" => "READ_WRITE",
        _ => "READ_ONLY",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Attrs, Catalog};

    #[test]
    fn values_that_are_texts_are_quoted_and_words_are_not() {
        let mut attrs = Attrs::default();
        attrs.set(SFUNC, "x.\"add it\"".into());
        attrs.set(STYPE, "double precision".into());
        attrs.set(INITCOND, "{'0'}".into());
        attrs.set(FINALFUNC_MODIFY, "w".into());
        attrs.set(FINALFUNC_EXTRA, true);
        let id = Catalog::id(AGGREGATE, &["x", "Sum", ""]);
        let aggregate = Object { id, parent: None, attrs };
        assert_eq!(
            statement("CREATE AGGREGATE", &aggregate),
            "CREATE AGGREGATE x.\"Sum\"(*) (\n    SFUNC = x.\"add it\",\n    \
             STYPE = double precision,\n    FINALFUNC_MODIFY = READ_WRITE,\n    \
             INITCOND = '{''0''}',\n    FINALFUNC_EXTRA\n)"
        );
        assert_eq!(Own.address(&aggregate).as_deref(), Some("AGGREGATE x.\"Sum\"(*)"));
    }
}
