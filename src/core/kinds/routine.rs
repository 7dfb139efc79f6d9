//! What functions and procedures have in common: how they are read, what they are compared
//! by, when CREATE OR REPLACE can change them. Aggregates are a kind without this.

mod statement;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, common,
    extension_tie, extension_tie::DEPENDS_ON_EXTENSION,
};

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// The parameters, each as `VARIADIC name type`, without defaults. Those of TABLE are part
/// of what is returned.
pub const ARGUMENTS: Attr<Box<[Name]>> = Attr::new(&plain("arguments"));

/// The defaults of the last input parameters.
pub const DEFAULTS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "defaults",
    class: AttrClass::Expression,
});

/// What it returns: `SETOF integer`, `TABLE(a integer)`. Procedures return nothing.
pub const RETURNS: Attr<Name> = Attr::new(&plain("returns"));

/// The language.
pub const LANGUAGE: Attr<Name> = Attr::new(&plain("language"));

/// The body as a text, exactly as written; the symbol of a C function.
pub const BODY: Attr<Name> = Attr::new(&AttrDef {
    name: "body",
    class: AttrClass::Code,
});

/// The body as the server has parsed it: `RETURN ...` or `BEGIN ATOMIC ... END`.
pub const SQL_BODY: Attr<Name> = Attr::new(&AttrDef {
    name: "sql_body",
    class: AttrClass::Expression,
});

/// The file of a C function.
pub const LIBRARY: Attr<Name> = Attr::new(&plain("library"));

/// The types whose transforms are used.
pub const TRANSFORMS: Attr<Box<[Name]>> = Attr::new(&plain("transforms"));

/// Whether it is a window function.
pub const WINDOW: Attr<bool> = Attr::new(&plain("window"));

/// `IMMUTABLE` or `STABLE`; absent if volatile.
pub const VOLATILITY: Attr<Name> = Attr::new(&plain("volatility"));

/// Whether NULL is returned for NULL without a call.
pub const STRICT: Attr<bool> = Attr::new(&plain("strict"));

/// Whether it tells nothing of its arguments.
pub const LEAKPROOF: Attr<bool> = Attr::new(&plain("leakproof"));

/// Whether it runs with the rights of its owner.
pub const SECURITY_DEFINER: Attr<bool> = Attr::new(&plain("security_definer"));

/// `SAFE` or `RESTRICTED`; absent if unsafe.
pub const PARALLEL: Attr<Name> = Attr::new(&plain("parallel"));

/// The planner's cost, where it is not the language's default.
pub const COST: Attr<Name> = Attr::new(&plain("cost"));

/// The planner's number of rows, where it is not the default.
pub const ROWS: Attr<Name> = Attr::new(&plain("rows"));

/// The planner's support function.
pub const SUPPORT: Attr<Name> = Attr::new(&plain("support"));

/// The settings while it runs, as `name=value`.
pub const CONFIG: Attr<Box<[Name]>> = Attr::new(&plain("config"));

/// All of them.
pub(super) static ATTRS: &[&AttrDef] = &[
    ARGUMENTS.def,
    DEFAULTS.def,
    RETURNS.def,
    LANGUAGE.def,
    BODY.def,
    SQL_BODY.def,
    LIBRARY.def,
    TRANSFORMS.def,
    WINDOW.def,
    VOLATILITY.def,
    STRICT.def,
    LEAKPROOF.def,
    SECURITY_DEFINER.def,
    PARALLEL.def,
    COST.def,
    ROWS.def,
    SUPPORT.def,
    CONFIG.def,
    DEPENDS_ON_EXTENSION.def,
];

/// Returns the list of types in an array of their OIDs as SQL.
pub(super) fn type_list(oids: &str) -> String {
    format!(
        "ARRAY(SELECT format_type(u.t, NULL) FROM unnest({oids}) WITH ORDINALITY u(t, n) \
         ORDER BY u.n)"
    )
}

/// Returns the query for the routines whose `prokind` is one of `letters`. Rows of functions
/// are few and their types many, so that the server writes those.
pub(super) fn query(cx: &ReadCx, letters: &str) -> Query {
    let scope = cx.in_scope("p.pronamespace");
    let inputs = type_list("p.proargtypes");
    let all = type_list("COALESCE(p.proallargtypes, p.proargtypes::oid[])");
    let transforms = type_list("p.protrftypes");
    let sql_body = cx.since(
        14,
        "CASE WHEN p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) END",
        "NULL::text",
    );
    let tie = extension_tie::join("pg_proc", "p.oid");
    let common = common::columns("p.proowner", "p.proacl", "f");
    Query::new(
        Stage::Objects,
        format!(
            "SELECT p.oid, p.pronamespace, p.proname, array_to_string({inputs}, ', '), {all}, \
             p.proargmodes::text[], p.proargnames, CASE WHEN p.pronargdefaults > 0 THEN \
             ARRAY(SELECT x FROM generate_series(1, \
             COALESCE(cardinality(p.proallargtypes), p.pronargs)) n, \
             pg_get_function_arg_default(p.oid, n) x WHERE x IS NOT NULL ORDER BY n) END, \
             pg_get_function_result(p.oid), l.lanname, p.prosrc, {sql_body}, p.probin, \
             CASE WHEN p.protrftypes IS NOT NULL THEN {transforms} END, p.prokind = 'w', \
             p.provolatile::text, p.proisstrict, p.proleakproof, p.prosecdef, \
             p.proparallel::text, NULLIF(p.procost, \
             CASE WHEN l.lanname IN ('c', 'internal') THEN 1 ELSE 100 END)::text, \
             NULLIF(p.prorows, CASE WHEN p.proretset THEN 1000 ELSE 0 END)::text, \
             NULLIF(p.prosupport::text, '-'), p.proconfig, tie.extensions, {common} \
             FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang {tie} \
             WHERE p.prokind IN ({letters}) AND {scope} AND NOT EXISTS (SELECT FROM pg_depend i \
             WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')"
        ),
    )
}

/// Reads one row of the query.
pub(super) fn read(kind: Kind, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
    let address = Address::new(class::FUNCTION, row.take()?);
    let schema: u32 = row.take()?;
    let path = [row.take()?, row.take()?];
    let Some(mut draft) = reader.top(kind, address, schema, &path) else {
        return Ok(());
    };
    let types: Vec<&str> = row.take()?;
    let modes: Option<Vec<&str>> = row.take()?;
    let names: Option<Vec<&str>> = row.take()?;
    let arguments = arguments(
        &types,
        &modes.unwrap_or_default(),
        &names.unwrap_or_default(),
    );
    if !arguments.is_empty() {
        draft.set(ARGUMENTS, reader.names(arguments));
    }
    if let Some(defaults) = row.take::<Option<Vec<&str>>>()? {
        draft.set(DEFAULTS, reader.names(defaults));
    }
    if let Some(returns) = row.take::<Option<&str>>()? {
        draft.set(RETURNS, reader.name(returns));
    }
    draft.set(LANGUAGE, reader.name(row.take()?));
    let body: &str = row.take()?;
    match row.take::<Option<&str>>()? {
        Some(parsed) => draft.set(SQL_BODY, reader.name(parsed)),
        None => draft.set(BODY, reader.name(body)),
    };
    if let Some(library) = row.take::<Option<&str>>()? {
        draft.set(LIBRARY, reader.name(library));
    }
    if let Some(types) = row.take::<Option<Vec<&str>>>()? {
        draft.set(TRANSFORMS, reader.names(types));
    }
    draft.flag(WINDOW, row.take()?);
    if let Some(word) = volatility(row.take()?) {
        draft.set(VOLATILITY, reader.name(word));
    }
    for attr in [STRICT, LEAKPROOF, SECURITY_DEFINER] {
        draft.flag(attr, row.take()?);
    }
    if let Some(word) = parallel(row.take()?) {
        draft.set(PARALLEL, reader.name(word));
    }
    for attr in [COST, ROWS, SUPPORT] {
        if let Some(text) = row.take::<Option<&str>>()? {
            draft.set(attr, reader.name(text));
        }
    }
    if let Some(settings) = row.take::<Option<Vec<&str>>>()? {
        draft.set(CONFIG, reader.names(settings));
    }
    extension_tie::read(row, reader, &mut draft)?;
    common::read(row, reader, &mut draft)?;
    reader.push(draft);
    Ok(())
}

/// Writes the parameters; `modes` and `names` are empty where `pg_proc` has NULL.
fn arguments(types: &[&str], modes: &[&str], names: &[&str]) -> Vec<String> {
    let mut arguments = Vec::new();
    for (at, kind) in types.iter().enumerate() {
        let mode = match modes.get(at).copied().unwrap_or("i") {
            "t" => continue,
            "o" => "OUT ",
            "b" => "INOUT ",
            "v" => "VARIADIC ",
            _ => "",
        };
        arguments.push(match names.get(at).copied().unwrap_or_default() {
            "" => format!("{mode}{kind}"),
            name => format!("{mode}{} {kind}", ident(name)),
        });
    }
    arguments
}

/// Returns the word for a letter of `pg_proc.provolatile`.
fn volatility(letter: &str) -> Option<&'static str> {
    match letter {
        "i" => Some("IMMUTABLE"),
        "s" => Some("STABLE"),
        _ => None,
    }
}

/// Returns the word for a letter of `pg_proc.proparallel`.
pub(super) fn parallel(letter: &str) -> Option<&'static str> {
    match letter {
        "s" => Some("SAFE"),
        "r" => Some("RESTRICTED"),
        _ => None,
    }
}

/// Returns `s.name(integer, text)`; inside the parentheses `none` if there is no argument,
/// else `mode` before the first.
pub(super) fn signature(object: &Object, none: &str, mode: &str) -> String {
    let id = &object.id;
    let name = qualified(id.part(0), id.part(1));
    match id.part(2) {
        "" => format!("{name}({none})"),
        arguments => format!("{name}({mode}{arguments})"),
    }
}

/// Returns the claim that all kinds of routines make on their name and arguments.
pub(super) fn claims(object: &Object) -> Vec<Claim> {
    let id = &object.id;
    let path = [id.part(0), id.part(1), id.part(2)];
    vec![Claim::new("routine", &path)]
}

pub(super) fn create(rules: &dyn Rules, word: &str, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let new = cx.new.at(new);
    let sql = statement::write("CREATE", word, new);
    let mut risk = Risk::none();
    if fits_calls_of_others(cx, new) {
        let name = qualified(new.id.part(0), new.id.part(1));
        risk = risk.breaking(format!(
            "calls that fit several functions of the name {name}"
        ));
    }
    let mut actions = vec![Action::new(sql).risk(risk)];
    let ties = new.list(DEPENDS_ON_EXTENSION);
    actions.extend(extension_tie::changes(rules.address(new), &[], ties));
    actions
}

/// Tells whether a call of a routine that was there before may fit a new one of its name as
/// well: one of the two has defaults (SQLSTATE 42725).
fn fits_calls_of_others(cx: &Cx<'_>, new: &Object) -> bool {
    let mut others = cx.old.of_kind(new.id.kind).map(|at| cx.old.at(at));
    others.any(|it| {
        it.id.name() == new.id.name()
            && it.id.part(0) == new.id.part(0)
            && it.id != new.id
            && cx.new.find(&it.id).is_some()
            && !(new.list(DEFAULTS).is_empty() && it.list(DEFAULTS).is_empty())
    })
}

/// Returns the statement of a routine that looks the same and calls nothing.
pub(super) fn hollow(word: &str, routine: &Object, is_there: bool) -> Option<Action> {
    statement::hollow(word, routine, is_there).map(Action::new)
}

/// Returns the statement that drops the routine at `address`.
pub(super) fn drop(rules: &dyn Rules, old: &Object) -> Vec<Action> {
    let Some(address) = rules.address(old) else {
        return Vec::new();
    };
    let risk = Risk::none().breaking(format!("whoever calls {}", old.id.dotted()));
    vec![Action::new(format!("DROP {address}")).risk(risk)]
}

/// Brings a routine from old to new. OR REPLACE keeps owner, grants and comment, and resets
/// all that it does not state (`ProcedureCreate` in the server).
pub(super) fn alter(
    rules: &dyn Rules,
    word: &str,
    cx: &Cx<'_>,
    old: Ref,
    new: Ref,
    changed: &Changed,
) -> Alter {
    let (at, old, new) = (old, cx.old.at(old), cx.new.at(new));
    let (before, after) = (
        old.list(DEPENDS_ON_EXTENSION),
        new.list(DEPENDS_ON_EXTENSION),
    );
    if keeps_definition(changed) {
        return Alter::InPlace(extension_tie::changes(rules.address(new), before, after));
    }
    let fits = !changed.has(RETURNS)
        && !changed.has(WINDOW)
        && new.list(DEFAULTS).len() >= old.list(DEFAULTS).len()
        && keeps_arguments(old.list(ARGUMENTS), new.list(ARGUMENTS));
    if !fits {
        return Alter::Replace;
    }
    let sql = statement::write("CREATE OR REPLACE", word, new);
    let mut risk = Risk::none();
    if new.is(SECURITY_DEFINER) && !old.is(SECURITY_DEFINER) {
        risk = risk.security(format!("{} runs with its owner's rights", new.id.dotted()));
    }
    if changed.has(VOLATILITY) {
        risk = risk.breaking(format!("plans and indexes that use {}", new.id.dotted()));
    }
    for kept in results_kept(cx, at) {
        risk = risk.breaking(format!(
            "{kept}, which keeps what the old function returned"
        ));
    }
    let mut actions = vec![Action::new(sql).risk(risk)];
    actions.extend(extension_tie::changes(rules.address(new), &[], after));
    Alter::InPlace(actions)
}

/// Tells whether nothing changes that CREATE states.
pub(super) fn keeps_definition(changed: &Changed) -> bool {
    const OTHERS: &[&str] = &[
        DEPENDS_ON_EXTENSION.name(),
        common::ACL.name(),
        common::COMMENT.name(),
        common::OWNER.name(),
        common::SECURITY_LABELS.name(),
    ];
    changed.only(OTHERS)
}

/// Lists what has stored or checked results of a function and does not so anew: indexes,
/// constraints.
fn results_kept(cx: &Cx<'_>, old: Ref) -> Vec<String> {
    let dependants = cx.old.dependants(old).iter();
    dependants
        .map(|edge| &cx.old.at(edge.from).id)
        .filter(|id| id.kind.info().follows_retype)
        .map(ToString::to_string)
        .collect()
}

/// Tells whether OR REPLACE takes the new parameters: the same ones, where one that had no
/// name may have got one.
fn keeps_arguments(old: &[Name], new: &[Name]) -> bool {
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            let is_output = |it: &str| it.starts_with("OUT ") || it.starts_with("INOUT ");
            old == new || (!is_output(old) && !is_output(new) && adds_name(old, new))
        })
}

/// Tells whether `new` is `old` behind a name. That `old` has no name itself need not be
/// asked: both are of one type, since their routines have one signature.
fn adds_name(old: &str, new: &str) -> bool {
    let (old, new) = match (old.strip_prefix("VARIADIC "), new.strip_prefix("VARIADIC ")) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => (old, new),
        _ => return false,
    };
    new.strip_suffix(old)
        .is_some_and(|name| name.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_with_mode_and_name() {
        let types = ["integer", "text", "x.\"T\"", "integer[]", "date"];
        let modes = ["i", "o", "b", "v", "t"];
        let names = ["", "Select", "order", "rest", "column"];
        assert_eq!(
            arguments(&types, &modes, &names),
            [
                "integer",
                "OUT \"Select\" text",
                "INOUT \"order\" x.\"T\"",
                "VARIADIC rest integer[]"
            ]
        );
        assert_eq!(arguments(&types[..1], &[], &[]), ["integer"]);
    }

    #[test]
    fn or_replace_may_name_a_nameless_parameter_only() {
        let keeps = |old: &str, new: &str| keeps_arguments(&[old.into()], &[new.into()]);
        assert!(keeps("integer", "integer"));
        assert!(keeps("double precision", "x double precision"));
        assert!(keeps("VARIADIC integer[]", "VARIADIC x integer[]"));
        assert!(!keeps("x integer", "y integer"));
        assert!(!keeps("x integer", "integer"));
        assert!(!keeps("integer[]", "VARIADIC x integer[]"));
        assert!(!keeps("OUT integer", "OUT x integer"));
        assert!(!keeps("x integer", "INOUT x integer"));
        assert!(!keeps_arguments(&["integer".into()], &[]));
    }
}
