//! Writes CREATE FUNCTION and CREATE PROCEDURE (manual, same names).

use crate::{
    catalog::Object,
    kinds::setting::setting_value,
    sql::quote::{dollar, ident, literal, qualified},
};

use super::{
    ARGUMENTS, BODY, CONFIG, COST, DEFAULTS, LANGUAGE, LEAKPROOF, LIBRARY, PARALLEL, RETURNS, ROWS,
    SECURITY_DEFINER, SQL_BODY, STRICT, SUPPORT, TRANSFORMS, VOLATILITY, WINDOW,
};

/// Returns the statement of a routine that looks the same from outside and calls nothing;
/// one that is there must keep its defaults.
pub(super) fn hollow(word: &str, routine: &Object, is_there: bool) -> Option<String> {
    routine.attrs.text(SQL_BODY)?;
    let mut hollow = routine.clone();
    hollow.attrs.remove(SQL_BODY.name());
    hollow.attrs.set(BODY, "SELECT NULL".into());
    if is_there {
        return Some(write("CREATE OR REPLACE", word, &hollow));
    }
    hollow.attrs.remove(DEFAULTS.name());
    Some(write("CREATE", word, &hollow))
}

/// Returns the statement; `word` is FUNCTION or PROCEDURE.
pub(super) fn write(verb: &str, word: &str, routine: &Object) -> String {
    let name = qualified(routine.id.part(0), routine.id.part(1));
    let arguments = arguments(routine).join(", ");
    let mut sql = format!("{verb} {word} {name}({arguments})");
    if let Some(returns) = routine.attrs.text(RETURNS) {
        sql = format!("{sql}\n RETURNS {returns}");
    }
    sql = format!("{sql}\n LANGUAGE {}", ident(routine.text(LANGUAGE)));
    for option in options(routine) {
        sql = format!("{sql} {option}");
    }
    for setting in routine.list(CONFIG) {
        let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
        sql = format!(
            "{sql}\n SET {} TO {}",
            ident(name),
            setting_value(name, value)
        );
    }
    format!("{sql}\n{}", body(word, routine))
}

/// The defaults belong to the last parameters that are input.
fn arguments(routine: &Object) -> Vec<String> {
    let mut arguments: Vec<String> = routine
        .list(ARGUMENTS)
        .iter()
        .map(|it| String::from(&**it))
        .collect();
    let inputs = arguments
        .iter_mut()
        .rev()
        .filter(|it| !it.starts_with("OUT "));
    for (argument, default) in inputs.zip(routine.list(DEFAULTS).iter().rev()) {
        argument.push_str(" DEFAULT ");
        argument.push_str(default);
    }
    arguments
}

fn options(routine: &Object) -> Vec<String> {
    let mut options: Vec<String> = Vec::new();
    if let types @ [_, ..] = routine.list(TRANSFORMS) {
        let types: Vec<String> = types.iter().map(|it| format!("FOR TYPE {it}")).collect();
        options.push(format!("TRANSFORM {}", types.join(", ")));
    }
    let mut add = |is: bool, word: &str| {
        if is {
            options.push(word.to_owned());
        }
    };
    add(routine.is(WINDOW), "WINDOW");
    if let Some(word) = routine.attrs.text(VOLATILITY) {
        add(true, word);
    }
    add(routine.is(STRICT), "STRICT");
    add(routine.is(LEAKPROOF), "LEAKPROOF");
    add(routine.is(SECURITY_DEFINER), "SECURITY DEFINER");
    for (word, attr) in [
        ("PARALLEL", PARALLEL),
        ("COST", COST),
        ("ROWS", ROWS),
        ("SUPPORT", SUPPORT),
    ] {
        if let Some(value) = routine.attrs.text(attr) {
            options.push(format!("{word} {value}"));
        }
    }
    options
}

fn body(word: &str, routine: &Object) -> String {
    if let Some(parsed) = routine.attrs.text(SQL_BODY) {
        return parsed.to_owned();
    }
    let body = routine.text(BODY);
    match routine.attrs.text(LIBRARY) {
        Some(library) => format!("AS {}, {}", literal(library), literal(body)),
        None => format!("AS {}", dollar(body, &word.to_ascii_lowercase())),
    }
}
