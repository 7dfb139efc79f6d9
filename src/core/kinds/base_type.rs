//! Base types (manual, "CREATE TYPE"). A type and its input and output functions need one
//! another: a shell type comes first, and both go together.

mod read;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::{ident, literal},
};

use super::{
    Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules,
    column::{self, COLUMN},
    types,
};

/// The kind.
pub const BASE_TYPE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("base type", "base types")
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

macro_rules! options {
    ($($name:ident = $column:literal, $text:literal;)+) => {
        $(
            #[doc = concat!("The option of this name: `", stringify!($name), "`.")]
            pub const $name: Attr<Name> = Attr::new(&plain($column));
        )+
        /// The options that have a value: the attribute, the word, the SQL that reads it.
        const OPTIONS: &[(Attr<Name>, &str, &str)] =
            &[$(($name, stringify!($name), $text)),+];
        static ATTRS: &[&AttrDef] =
            &[$($name.def,)+ PASSED_BY_VALUE.def, PREFERRED.def, COLLATABLE.def];
    };
}

options! {
    INPUT = "input", "t.typinput::text";
    OUTPUT = "output", "t.typoutput::text";
    RECEIVE = "receive", "NULLIF(t.typreceive::text, '-')";
    SEND = "send", "NULLIF(t.typsend::text, '-')";
    TYPMOD_IN = "typmod_in", "NULLIF(t.typmodin::text, '-')";
    TYPMOD_OUT = "typmod_out", "NULLIF(t.typmodout::text, '-')";
    ANALYZE = "analyze", "NULLIF(t.typanalyze::text, '-')";
    SUBSCRIPT = "subscript", "NULLIF(to_jsonb(t) ->> 'typsubscript', '-')";
    INTERNALLENGTH = "internallength", "CASE WHEN t.typlen > 0 THEN t.typlen::text ELSE 'VARIABLE' END";
    ALIGNMENT = "alignment", "CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' \
        WHEN 'd' THEN 'double' ELSE 'int4' END";
    STORAGE = "storage", "CASE t.typstorage WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' \
        WHEN 'x' THEN 'extended' ELSE 'plain' END";
    CATEGORY = "category", "NULLIF(t.typcategory::text, 'U')";
    DEFAULT = "default", "t.typdefault";
    ELEMENT = "element", "CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END";
    DELIMITER = "delimiter", "NULLIF(t.typdelim::text, ',')";
}

/// Whether values are handed over themselves, not by their place in memory.
pub const PASSED_BY_VALUE: Attr<bool> = Attr::new(&plain("passed_by_value"));

/// Whether the parser prefers it among the types of its category.
pub const PREFERRED: Attr<bool> = Attr::new(&plain("preferred"));

/// Whether its values have a collation.
pub const COLLATABLE: Attr<bool> = Attr::new(&plain("collatable"));

/// The options without a value.
const FLAGS: [(Attr<bool>, &str); 3] = [
    (PASSED_BY_VALUE, "PASSEDBYVALUE"),
    (PREFERRED, "PREFERRED = true"),
    (COLLATABLE, "COLLATABLE = true"),
];

/// What ALTER TYPE ... SET can change.
const ALTERABLE: &[&str] = &[
    RECEIVE.name(),
    SEND.name(),
    TYPMOD_IN.name(),
    TYPMOD_OUT.name(),
    ANALYZE.name(),
    SUBSCRIPT.name(),
    STORAGE.name(),
];

/// The rules of base types.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        BASE_TYPE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        read::query(cx)
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        read::read(row, reader)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut options: Vec<String> = OPTIONS
            .iter()
            .filter_map(|(attr, word, _)| {
                let value = object.attrs.text(*attr)?;
                Some(format!("{word} = {}", written(*attr, value)))
            })
            .collect();
        let flags = FLAGS.iter().filter(|(attr, _)| object.is(*attr));
        options.extend(flags.map(|(_, word)| (*word).to_owned()));
        let (name, options) = (object.id.dotted(), options.join(",\n    "));
        let risk = Risk::none().security("its functions run inside the server");
        vec![Action::new(format!("CREATE TYPE {name} (\n    {options}\n)")).risk(risk)]
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

    /// Storage cannot become PLAIN, nor be anything else once it is (manual, "ALTER TYPE").
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let own: Vec<&str> =
            changed.iter().filter(|name| ATTRS.iter().any(|def| def.name == *name)).collect();
        if own.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let is_plain = |object: &Object| object.text(STORAGE) == "plain";
        let turns_plain = changed.has(STORAGE) && (is_plain(was) || is_plain(is));
        if turns_plain || own.iter().any(|name| !ALTERABLE.contains(name)) {
            return Alter::Replace;
        }
        let options: Vec<String> = OPTIONS
            .iter()
            .filter(|(attr, ..)| changed.has(*attr))
            .map(|(attr, word, _)| format!("{word} = {}", is.attrs.text(*attr).unwrap_or("NONE")))
            .collect();
        let sql = format!("ALTER TYPE {} SET ({})", is.id.dotted(), options.join(", "));
        let mut actions = vec![Action::new(sql)];
        if changed.has(STORAGE) {
            actions.extend(columns_follow(cx, old, is.text(STORAGE)));
        }
        Alter::InPlace(actions)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(types::address(object))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(types::address(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![types::claim(object)]
    }

    /// The functions keep their names when the type is renamed, and would be in the way of
    /// its successor's.
    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        let object = cx.old.at(old);
        Some(types::aside_with(cx, object, &types::mutual(cx.old, old), Vec::new()))
    }

    fn stub(&self, object: &Object) -> Option<Action> {
        Some(types::shell(object))
    }
}

/// Returns the statements by which columns without a storage of their own get the type's:
/// they keep what it was when they were made.
fn columns_follow(cx: &Cx<'_>, old: Ref, storage: &str) -> Vec<Action> {
    let columns = cx.old.dependants(old).iter().map(|edge| cx.old.at(edge.from));
    columns
        .filter(|object| object.id.kind == COLUMN && !object.text(column::TYPE).ends_with("[]"))
        .filter(|object| {
            let has_own = |it: &Object| it.attrs.text(column::STORAGE).is_some();
            !has_own(object) && cx.new.get(&object.id).is_some_and(|new| !has_own(new))
        })
        .map(|object| {
            let (table, name) = (column::table_name(&object.id), ident(object.id.name()));
            let sql =
                format!("ALTER TABLE ONLY {table} ALTER COLUMN {name} SET STORAGE {storage}");
            Action::new(sql).risk(Risk::none().lock(table, Lock::AccessExclusive))
        })
        .collect()
}

/// Returns an option's value as CREATE TYPE takes it.
fn written(attr: Attr<Name>, value: &str) -> String {
    let is_text = [DEFAULT, CATEGORY, DELIMITER].iter().any(|it| it.name() == attr.name());
    if is_text { literal(value) } else { value.to_owned() }
}
