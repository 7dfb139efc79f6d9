//! Statements about subscriptions, made harmless.
//!
//! A subscription that works would take rows from a publisher, and hold a slot there: so
//! those of a text are written anew from the words that were understood, without the
//! connection string, without anything that connects, and never enabled. What has a form
//! that is not understood is left out.

use super::words::{Word, after, begins, words};
use crate::kinds::subscription::NOWHERE;
use crate::sql::quote::{ident, literal};

/// What becomes of a statement about a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scratch) enum Rewritten {
    /// These run in its place.
    Run(Vec<String>),
    /// It is left out, for this reason.
    Skip(&'static str),
}

/// Options that make a connection, or the subscription work.
const CONNECTS: [&str; 5] = ["connect", "copy_data", "create_slot", "enabled", "refresh"];

const NOT_READ: &str = "it is of a form that is not read";

/// Returns what runs in the place of a statement; nothing where it is about something else.
pub(in crate::scratch) fn rewrite(text: &str) -> Option<Rewritten> {
    let all: Vec<Word<'_>> = words(text).collect();
    let (verb, [name, rest @ ..]) = verb(&all)? else {
        return Some(Rewritten::Skip(NOT_READ));
    };
    let written = match verb {
        "CREATE" => create(name, rest).map(|sql| Rewritten::Run(vec![sql])),
        "ALTER" => alter(name, rest),
        "DROP" => drop(name, rest),
        // Only a string constant may follow; the server sees to that.
        _ => Some(Rewritten::Run(vec![text.to_owned()])),
    };
    Some(written.unwrap_or(Rewritten::Skip(NOT_READ)))
}

/// Tells whether a statement is about a subscription and reaches nobody.
pub(in crate::scratch) fn is_harmless(text: &str) -> bool {
    let all: Vec<Word<'_>> = words(text).collect();
    let Some((verb, rest)) = verb(&all) else {
        return false;
    };
    if verb == "DROP" {
        return rest.len() == 1;
    }
    if let ("ALTER", [_, rest @ ..]) = (verb, rest) {
        let leads_nowhere = |word: &Word<'_>| {
            let string = word.text().unwrap_or_default();
            let mut parts = string.split(' ');
            parts.next() == Some(NOWHERE) && parts.all(|it| it == "password=none")
        };
        match rest {
            [only] if only.is("DISABLE") => return true,
            [owner, ..] if owner.is("OWNER") => return false,
            [word, string] if word.is("CONNECTION") => return leads_nowhere(string),
            _ => {}
        }
    }
    match rewrite(text) {
        Some(Rewritten::Run(list)) => {
            matches!(list.as_slice(), [sql] if words(sql).map(|it| it.raw()).eq(all.iter().map(Word::raw)))
        }
        _ => false,
    }
}

/// Splits a statement about a subscription into its verb and what follows.
fn verb<'w, 'a>(all: &'w [Word<'a>]) -> Option<(&'static str, &'w [Word<'a>])> {
    let verbs = ["CREATE", "ALTER", "DROP"].into_iter();
    let mut found = verbs.filter_map(|verb| Some((verb, after(all, &[verb, "SUBSCRIPTION"])?)));
    found
        .next()
        .or_else(|| Some(("COMMENT", after(all, &["COMMENT", "ON", "SUBSCRIPTION"])?)))
}

fn create(name: &Word<'_>, rest: &[Word<'_>]) -> Option<String> {
    let name = name.name()?;
    let [string, rest @ ..] = after(rest, &["CONNECTION"])? else {
        return None;
    };
    (string.text().is_some() || string.is_escape()).then_some(())?;
    let (publications, rest) = names(after(rest, &["PUBLICATION"])?)?;
    let mut with = vec!["connect = false".to_owned()];
    with.extend(options(after(rest, &["[WITH"])?, !rest.is_empty())?);
    Some(format!(
        "CREATE SUBSCRIPTION {} CONNECTION '{NOWHERE}' PUBLICATION {publications} WITH ({})",
        ident(&name),
        with.join(", ")
    ))
}

fn alter(name: &Word<'_>, rest: &[Word<'_>]) -> Option<Rewritten> {
    let name = name.name()?;
    let one = |what: String| {
        let sql = format!("ALTER SUBSCRIPTION {} {what}", ident(&name));
        Some(Rewritten::Run(vec![sql]))
    };
    let works = ["ENABLE", "DISABLE", "CONNECTION", "REFRESH", "SKIP"];
    if works.iter().any(|word| begins(rest, &[word])) {
        return Some(Rewritten::Skip(
            "a subscription of a scratch database does not work",
        ));
    }
    for verb in ["SET", "ADD", "DROP"] {
        if let Some(list) = after(rest, &[verb, "PUBLICATION"]) {
            let (publications, rest) = names(list)?;
            options(after(rest, &["[WITH"])?, !rest.is_empty())?;
            return one(format!(
                "{verb} PUBLICATION {publications} WITH (refresh = false)"
            ));
        }
    }
    if let Some([to]) = after(rest, &["RENAME", "TO"]) {
        return one(format!("RENAME TO {}", ident(&to.name()?)));
    }
    if let Some([to]) = after(rest, &["OWNER", "TO"]) {
        let role = ["CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"];
        (!to.is_any(&role)).then_some(())?;
        return one(format!("OWNER TO {}", ident(&to.name()?)));
    }
    let list = options(after(rest, &["SET"])?, true)?;
    if list.is_empty() {
        return None;
    }
    one(format!("SET ({})", list.join(", ")))
}

/// Drops without a word to the publisher: no slot, so nobody to ask.
fn drop(name: &Word<'_>, rest: &[Word<'_>]) -> Option<Rewritten> {
    let (name, rest) = match rest {
        [exists, name, rest @ ..] if exists.is("EXISTS") => (name, rest),
        _ => (name, rest),
    };
    let behind = rest.is_empty() || matches!(rest, [word] if word.is_any(&["CASCADE", "RESTRICT"]));
    behind.then_some(())?;
    let name = name.name()?;
    let name = ident(&name);
    Some(Rewritten::Run(vec![
        format!("ALTER SUBSCRIPTION {name} SET (slot_name = NONE)"),
        format!("DROP SUBSCRIPTION {name}"),
    ]))
}

/// Tells whether a statement drops a subscription that need not be there.
pub(in crate::scratch) fn may_be_missing(text: &str) -> bool {
    let all: Vec<Word<'_>> = words(text).collect();
    begins(&all, &["DROP", "SUBSCRIPTION", "IF", "EXISTS"])
}

/// Reads names separated by commas; returns them quoted, and what follows.
fn names<'w, 'a>(list: &'w [Word<'a>]) -> Option<(String, &'w [Word<'a>])> {
    let mut written = Vec::new();
    let mut rest = list;
    loop {
        let [name, behind @ ..] = rest else {
            return None;
        };
        written.push(ident(&name.name()?).into_owned());
        match behind {
            [comma, more @ ..] if comma.is(",") => rest = more,
            _ => return Some((written.join(", "), behind)),
        }
    }
}

/// Reads options in brackets that end the statement, without those that connect.
fn options(list: &[Word<'_>], is_there: bool) -> Option<Vec<String>> {
    let inner = match list {
        [open, inner @ .., close] if open.is("(") && close.is(")") => inner,
        [] if !is_there => return Some(Vec::new()),
        _ => return None,
    };
    let mut written = Vec::new();
    for option in inner.split(|word| word.is(",")) {
        let (name, value) = match option {
            [name] => (name, None),
            [name, equals, value] if equals.is("=") => (name, Some(value)),
            _ => return None,
        };
        let name = name.name()?;
        if CONNECTS.contains(&&*name) {
            continue;
        }
        let name = ident(&name);
        written.push(match value {
            None => name.into_owned(),
            Some(value) => format!("{name} = {}", self::value(value)?),
        });
    }
    Some(written)
}

/// Returns a value as it may stand in a statement: a word, a name, a string, a number.
fn value(word: &Word<'_>) -> Option<String> {
    if let Some(text) = word.text() {
        return Some(literal(&text));
    }
    let is_plain = word
        .raw()
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    if is_plain {
        return Some(word.raw().to_owned());
    }
    Some(ident(&word.name()?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> String {
        match rewrite(text) {
            Some(Rewritten::Run(list)) => list.join("; "),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_subscription_of_a_text_reaches_nobody() {
        assert_eq!(
            run(
                "create subscription \"S s\" connection E'host=x\\'y password=p' publication a, \"B\" \
                 with (\"connect\" = true, CONNECT, copy_data = on, slot_name = 'x''y', streaming = \
                 parallel, binary)"
            ),
            "CREATE SUBSCRIPTION \"S s\" CONNECTION 'host=/nonexistent' PUBLICATION a, \"B\" WITH \
             (connect = false, slot_name = 'x''y', streaming = parallel, \"binary\")"
        );
        for text in [
            "CREATE SUBSCRIPTION s CONNECTION 'a' 'b' PUBLICATION p",
            "CREATE SUBSCRIPTION s CONNECTION 'a' PUBLICATION p WITH (a.connect = true)",
            "CREATE SUBSCRIPTION s CONNECTION 'a' PUBLICATION p WITH (x = 1 + 1)",
            "CREATE SUBSCRIPTION s CONNECTION 'a' PUBLICATION p WITH (binary); SELECT 1",
            "CREATE SUBSCRIPTION s CONNECTION 'a' PUBLICATION p WITH",
            "ALTER SUBSCRIPTION s ENABLE",
            "ALTER SUBSCRIPTION s CONNECTION 'host=x'",
            "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
            "ALTER SUBSCRIPTION s OWNER TO CURRENT_USER",
        ] {
            assert!(matches!(rewrite(text), Some(Rewritten::Skip(_))), "{text}");
            assert!(!is_harmless(text), "{text}");
        }
        assert_eq!(
            run("ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = true)"),
            "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)"
        );
        assert_eq!(
            run("DROP SUBSCRIPTION IF EXISTS s CASCADE"),
            "ALTER SUBSCRIPTION s SET (slot_name = NONE); DROP SUBSCRIPTION s"
        );
        assert_eq!(rewrite("CREATE PUBLICATION subscription"), None);
    }

    #[test]
    fn statements_of_ours_are_harmless() {
        for text in [
            "CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p WITH \
             (connect = false, slot_name = NONE, streaming = off)",
            "ALTER SUBSCRIPTION s DISABLE",
            "ALTER SUBSCRIPTION s CONNECTION 'host=/nonexistent password=none'",
            "ALTER SUBSCRIPTION s SET (slot_name = NONE)",
            "ALTER SUBSCRIPTION s SET PUBLICATION a, b WITH (refresh = false)",
            "DROP SUBSCRIPTION \"S\"",
            "COMMENT ON SUBSCRIPTION s IS 'x'",
        ] {
            assert!(is_harmless(text), "{text}");
        }
        assert!(!is_harmless(
            "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p WITH (connect = false)"
        ));
        assert!(!is_harmless(
            "CREATE SUBSCRIPTION s CONNECTION 'host=/nonexistent' PUBLICATION p"
        ));
    }
}
