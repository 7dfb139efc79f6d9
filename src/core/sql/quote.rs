//! Quoting: names and values become SQL text that reads back as the same names and values.
//!
//! It follows the server's `quote_ident` and `quote_literal` and `pg_dump`'s dollar quotes.
//! It does not make text fit for a screen; that is [`mod@super::display`].

use std::borrow::Cow;

/// The reserved keywords of PostgreSQL 13 to 18 (manual, appendix "SQL Key Words").
///
/// A name that only a newer server reserves is quoted for the older ones too, which is
/// always right.
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "current_catalog",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "from",
    "grant",
    "group",
    "having",
    "in",
    "initially",
    "intersect",
    "into",
    "lateral",
    "leading",
    "limit",
    "localtime",
    "localtimestamp",
    "not",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "placing",
    "primary",
    "references",
    "returning",
    "select",
    "session_user",
    "some",
    "symmetric",
    "system_user",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "when",
    "where",
    "window",
    "with",
];

/// The other keywords that `quote_ident` quotes: those that may name a column but no
/// function or type, and those that may name a function or type but no table.
const LIMITED: &[&str] = &[
    "authorization",
    "between",
    "bigint",
    "binary",
    "bit",
    "boolean",
    "char",
    "character",
    "coalesce",
    "collation",
    "concurrently",
    "cross",
    "current_schema",
    "dec",
    "decimal",
    "exists",
    "extract",
    "float",
    "freeze",
    "full",
    "greatest",
    "grouping",
    "ilike",
    "inner",
    "inout",
    "int",
    "integer",
    "interval",
    "is",
    "isnull",
    "join",
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "least",
    "left",
    "like",
    "merge_action",
    "national",
    "natural",
    "nchar",
    "none",
    "normalize",
    "notnull",
    "nullif",
    "numeric",
    "out",
    "outer",
    "overlaps",
    "overlay",
    "position",
    "precision",
    "real",
    "right",
    "row",
    "setof",
    "similar",
    "smallint",
    "substring",
    "tablesample",
    "time",
    "timestamp",
    "treat",
    "trim",
    "values",
    "varchar",
    "verbose",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// Returns whether `word`, in lower case, never stands bare for a name.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

fn is_keyword(word: &str) -> bool {
    is_reserved(word) || LIMITED.binary_search(&word).is_ok()
}

/// Returns `name` as an identifier in SQL, quoted only when it must be.
///
/// The same as the server's `quote_ident`, except that the keywords of all supported
/// versions count.
pub fn ident(name: &str) -> Cow<'_, str> {
    let mut bytes = name.bytes();
    let plain = bytes
        .next()
        .is_some_and(|first| matches!(first, b'a'..=b'z' | b'_'))
        && bytes.all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    if plain && !is_keyword(name) {
        return Cow::Borrowed(name);
    }
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push('"');
    for part in name.split_inclusive('"') {
        quoted.push_str(part);
        if part.ends_with('"') {
            quoted.push('"');
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

/// Returns `schema.name` as SQL, each part quoted when it must be.
pub fn qualified(schema: &str, name: &str) -> String {
    let (schema, name) = (ident(schema), ident(name));
    let mut text = String::with_capacity(schema.len() + 1 + name.len());
    text.push_str(&schema);
    text.push('.');
    text.push_str(&name);
    text
}

/// Returns `text` as a string constant.
///
/// A text with a backslash takes the `E''` form, which means the same whatever
/// `standard_conforming_strings` says; so does the server's `quote_literal`.
pub fn literal(text: &str) -> String {
    let escaped = text.contains('\\');
    let mut quoted = String::with_capacity(text.len() + 3);
    if escaped {
        quoted.push('E');
    }
    quoted.push('\'');
    for letter in text.chars() {
        if letter == '\'' || letter == '\\' {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted.push('\'');
    quoted
}

/// Returns `body` between dollar quotes whose tag is `hint`, lengthened until it is safe.
///
/// The tag without its closing `$` must not occur in the body: a body that ends in
/// `$function` must not be quoted with `$function$`. `pg_get_functiondef` does the same.
pub fn dollar(body: &str, hint: &str) -> String {
    let mut tag = String::from("$");
    tag.extend(hint.chars().filter(char::is_ascii_alphabetic));
    // A bare `$` occurs in too many bodies, and `$$` next to a trailing `$` is ambiguous.
    if tag.len() == 1 {
        tag.push('x');
    }
    while body.contains(&tag) {
        tag.push('x');
    }
    tag.push('$');
    [tag.as_str(), body, tag.as_str()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted_for_the_search() {
        assert!(RESERVED.is_sorted() && LIMITED.is_sorted());
    }

    #[test]
    fn names_are_quoted_only_when_they_must_be() {
        for (name, sql) in [
            ("film", "film"),
            ("_x9", "_x9"),
            ("9x", "\"9x\""),
            ("", "\"\""),
            ("Film", "\"Film\""),
            ("a$b", "\"a$b\""),
            ("a b", "\"a b\""),
            ("a\"b\"", "\"a\"\"b\"\"\""),
            ("\"", "\"\"\"\""),
            ("größe", "\"größe\""),
            ("select", "\"select\""),
            ("json_table", "\"json_table\""),
            ("name", "name"),
        ] {
            assert_eq!(ident(name), sql);
        }
        assert_eq!(qualified("public", "Order"), "public.\"Order\"");
    }

    #[test]
    fn literals_survive_quotes_and_backslashes() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("C:\\'"), "E'C:\\\\'''");
        assert_eq!(literal(""), "''");
    }

    #[test]
    fn a_dollar_tag_never_occurs_in_the_body() {
        assert_eq!(dollar("a", "function"), "$function$a$function$");
        assert_eq!(
            dollar("a $function$ b", "function"),
            "$functionx$a $function$ b$functionx$"
        );
        assert_eq!(
            dollar("ends in $function", "function"),
            "$functionx$ends in $function$functionx$"
        );
        assert_eq!(dollar("a", "1-"), "$x$a$x$");
    }
}
