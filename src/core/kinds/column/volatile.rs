//! Whether adding a column writes every row of its table: what its default calls, what its
//! type asks of each value.

use crate::{
    catalog::Ref,
    kinds::{Cx, default, domain, domain_constraint, function, generated, identity, routine},
    sql::quote::qualified,
};

use super::TYPE;

/// Tells whether an expression calls a function that may return another value each time:
/// one of this database that says so, one that no catalog here holds, a known one of the
/// server's own.
fn calls_volatile(cx: &Cx<'_>, text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "clock_timestamp",
        "currval",
        "gen_random_uuid",
        "lastval",
        "nextval",
        "random",
        "random_normal",
        "setval",
        "timeofday",
        "txid_current",
        "uuidv4",
        "uuidv7",
    ];
    let calls = calls(text);
    if calls.is_empty() {
        return false;
    }
    let functions = || {
        let all = cx.new.of_kind(function::FUNCTION).map(|at| cx.new.at(at));
        all.map(|it| (qualified(it.id.part(0), it.id.part(1)), it))
    };
    calls.iter().any(|name| {
        let mut found = functions().filter(|(it, _)| it == name).peekable();
        if found.peek().is_some() {
            found.any(|(_, it)| it.attrs.text(routine::VOLATILITY).is_none())
        } else {
            name.contains('.') || KNOWN.contains(&name.as_str())
        }
    })
}

/// Lists the functions that an expression calls, as it names them. What stands behind `::`
/// is a type.
fn calls(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut name, mut is_type, mut rest) = (String::new(), false, text);
    while let Some(first) = rest.chars().next() {
        let quoted = |sign: char| {
            let inner = rest.get(1..).unwrap_or_default();
            inner.find(sign).map_or(rest.len(), |end| end + 2)
        };
        let length = match first {
            '\'' => quoted('\''),
            '"' => quoted('"'),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        match first {
            '\'' => name.clear(),
            '"' => name.push_str(token),
            '.' | '_' => name.push(first),
            _ if first.is_alphanumeric() => name.push(first),
            '(' if !is_type && !name.is_empty() => found.push(std::mem::take(&mut name)),
            _ => name.clear(),
        }
        if first == ':' {
            is_type = true;
        } else if name.is_empty() {
            // Names of types of several words.
            let goes_on = ["varying", "precision", "with time", "without time"];
            is_type &= first == ' ' && goes_on.iter().any(|word| after.starts_with(word));
        }
        rest = after;
    }
    found
}

/// Tells whether values of a type are checked when a column of it is added: those of a
/// domain with a condition.
pub(super) fn is_checked(cx: &Cx<'_>, of_type: &str) -> bool {
    if !of_type.contains('.') {
        return false;
    }
    let mut domains = cx.new.of_kind(domain::DOMAIN).map(|at| (at, cx.new.at(at)));
    domains.find(|(_, it)| it.id.dotted() == of_type).is_some_and(|(at, it)| {
        let mut parts = cx.new.children(at).iter();
        it.is(domain::NOT_NULL)
            || parts.any(|part| cx.new.at(*part).id.kind == domain_constraint::DOMAIN_CONSTRAINT)
            || is_checked(cx, it.text(domain::TYPE))
    })
}

/// Tells whether adding a column writes every row: for an identity, for a generated
/// column, for a default that is not the same for all rows, for a domain with a condition.
pub(super) fn fills_by_rewrite(cx: &Cx<'_>, column: Ref) -> bool {
    if super::is_elsewhere(cx.new, cx.new.at(column)) {
        return false;
    }
    is_checked(cx, cx.new.at(column).text(TYPE)) || cx.new.children(column).iter().any(|at| {
        let child = cx.new.at(*at);
        if child.id.kind == default::DEFAULT {
            let text = child.text(default::EXPRESSION);
            calls_volatile(cx, text)
        } else {
            child.id.kind == identity::IDENTITY
                || (child.id.kind == generated::GENERATED
                    && !child.is(generated::VIRTUAL))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_outside_of_texts_and_types() {
        assert_eq!(calls("nextval('a(b'::regclass)"), ["nextval"]);
        assert_eq!(calls("(a.\"F x\"(1) || lower('x'::numeric(3)::text))"), [
            "a.\"F x\"", "lower"
        ]);
        assert!(calls("('1010'::\"bit\")::bit varying(8)").is_empty());
        assert!(calls("('a'::public.mood)::integer").is_empty());
    }
}
