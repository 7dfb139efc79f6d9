//! Values that a column may take: SQL expressions, the first of them the likeliest to fit.
//!
//! The same number gives the same value in every table, so that a foreign key finds what it
//! refers to without being asked for.

use super::shape::{Shape, Type};

/// How deep composite types and arrays are followed.
const DEPTH: u8 = 4;

/// Returns the value of a type for a row's number, from 1 on; nothing for a type of which
/// no text is known to be a value.
pub(super) fn value(shape: &Shape, of: u32, number: u32) -> Option<String> {
    of_type(shape, of, number, DEPTH)
}

/// Lists other values that conditions often ask for: longer texts, addresses, digits, other
/// numbers.
pub(super) fn others(shape: &Shape, of: u32, number: u32) -> Vec<String> {
    let Some(known) = shape.types.get(&of) else {
        return Vec::new();
    };
    if known.sort == "d" {
        return known
            .inner
            .map_or_else(Vec::new, |inner| others(shape, inner, number));
    }
    let n = number;
    let texts = match &*known.name {
        "text" | "varchar" | "bpchar" | "citext" | "name" => vec![
            format!("value {n}"),
            format!("name{n}"),
            format!("NAME{n}"),
            format!("A{n}"),
            format!("n{n}@example.com"),
            format!("https://example.com/{n}"),
            format!("1234{n:05}"),
            format!("2024-01-{:02}", n % 28 + 1),
            format!("10.0.0.{n}"),
            format!("00000000-0000-4000-8000-{n:012}"),
            "abc".to_owned(),
            "ABC".to_owned(),
            "a".to_owned(),
            String::new(),
        ],
        "int2" | "int4" | "int8" | "float4" | "float8" | "numeric" => {
            ["0", "-1", "10", "100", "0.5", "1000", "2000"]
                .map(str::to_owned)
                .to_vec()
        }
        "json" | "jsonb" => ["{}", "[]", "\"text\""].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    };
    texts
        .iter()
        .map(|text| format!("{}::{}", crate::sql::literal(text), known.sql))
        .collect()
}

/// Lists values that are unlike the usual ones: long ones that are stored apart, the ends
/// of ranges, no number, times around a change of the clock.
pub(super) fn unusual(shape: &Shape, of: u32) -> Vec<String> {
    let Some(known) = shape.types.get(&of) else {
        return Vec::new();
    };
    if known.sort == "d" {
        return known
            .inner
            .map_or_else(Vec::new, |inner| unusual(shape, inner));
    }
    if known.is_array {
        let Some(element) = known.inner.and_then(|inner| value(shape, inner, 2)) else {
            return Vec::new();
        };
        return vec![format!("ARRAY[{element}, NULL, {element}]::{}", known.sql)];
    }
    let texts: &[&str] = match &*known.name {
        "int2" => &["'-32768'"],
        "int4" => &["'-2147483648'"],
        "int8" => &["'9223372036854775807'"],
        "float4" => &["'NaN'", "'-0.1'"],
        "float8" => &["'NaN'", "'0.1'", "'-Infinity'"],
        "numeric" => &["'-12345.6789'", "'-1.25'", "'NaN'"],
        "text" | "varchar" | "bpchar" => &[LONG, "'\u{e4}\u{f6}\u{1f418} \\ ''\"'", "''"],
        "bytea" => &["'\\x00ff5c27'"],
        "date" => &["'0044-03-15 BC'", "'infinity'"],
        "timestamp" => &["'1999-12-31 23:59:59.999999'", "'-infinity'"],
        "timestamptz" => &["'2024-10-27 00:30:00.123456+00'", "'infinity'"],
        "timetz" => &["'23:59:59.5+05:45'"],
        "interval" => &["'1 mon -1 days +00:00:00.000001'"],
        "json" => &["'{ \"b\": 1, \"a\": [null, 1.50, \"\\u00e4\"], \"b\": 2 }'"],
        "jsonb" => &["'{\"a\": [null, 1.50], \"b\": {}}'"],
        "bool" => &["'f'"],
        _ => &[],
    };
    texts
        .iter()
        .map(|text| format!("({text})::{}", known.sql))
        .collect()
}

/// Some 13 kB that do not compress: stored apart from the row (manual, "TOAST").
const LONG: &str = "(SELECT pg_catalog.string_agg(pg_catalog.md5(i::pg_catalog.text), '') \
     FROM pg_catalog.generate_series(1, 400) i)";

fn of_type(shape: &Shape, of: u32, number: u32, depth: u8) -> Option<String> {
    let known = shape.types.get(&of)?;
    let depth = depth.checked_sub(1)?;
    let inner = |number| {
        known
            .inner
            .and_then(|inner| of_type(shape, inner, number, depth))
    };
    if known.is_array {
        return Some(format!("ARRAY[{}]::{}", inner(number)?, known.sql));
    }
    match &*known.sort {
        "d" => Some(format!("({})::{}", inner(number)?, known.sql)),
        "e" => {
            let at = usize::try_from(number).ok()?.saturating_sub(1) % known.labels.len().max(1);
            let label = crate::sql::literal(known.labels.get(at)?);
            Some(format!("{label}::{}", known.sql))
        }
        "r" => {
            let (low, high) = (inner(number)?, inner(number + 1)?);
            Some(format!("{}({low}, {high})", known.sql))
        }
        "m" => Some(format!("'{{}}'::{}", known.sql)),
        "c" => {
            let values: Option<Vec<String>> = known
                .attributes
                .iter()
                .map(|attribute| of_type(shape, *attribute, number, depth))
                .collect();
            Some(format!("ROW({})::{}", values?.join(", "), known.sql))
        }
        _ => base(known, number),
    }
}

/// Writes a value of a type that is built in, or one from an extension that is well known.
fn base(known: &Type, number: u32) -> Option<String> {
    let n = number;
    let text = match &*known.name {
        "int2" | "int4" | "int8" | "float4" | "float8" | "numeric" | "money" | "oid" | "text"
        | "varchar" | "bpchar" | "name" | "citext" | "xid" | "xid8" | "cid" | "ltree" | "char" => {
            format!("{n}")
        }
        "bool" => if n % 2 == 1 { "t" } else { "f" }.to_owned(),
        "date" => format!("2024-01-{:02}", n % 28 + 1),
        "timestamp" => format!("2024-01-{:02} 12:30:00.5", n % 28 + 1),
        "timestamptz" => format!("2024-01-{:02} 12:30:00.5+00", n % 28 + 1),
        "time" => format!("12:{:02}:00", n % 60),
        "timetz" => format!("12:{:02}:00+02", n % 60),
        "interval" => format!("{n} days"),
        "uuid" => format!("00000000-0000-4000-8000-{n:012}"),
        "json" | "jsonb" => format!("{{\"n\": {n}}}"),
        "jsonpath" => format!("$.n{n}"),
        "xml" => format!("<n>{n}</n>"),
        "bytea" => format!("\\x{:02x}", n % 256),
        "inet" | "cidr" => format!("10.0.0.{}", n % 256),
        "macaddr" => format!("08:00:2b:01:02:{:02x}", n % 256),
        "macaddr8" => format!("08:00:2b:01:02:03:04:{:02x}", n % 256),
        "bit" | "varbit" => "1".to_owned(),
        "point" => format!("({n},{n})"),
        "line" => format!("{{{n},-1,0}}"),
        "lseg" | "box" | "path" => format!("(({n},{n}),(0,0))"),
        "polygon" => format!("(({n},0),(0,{n}),(0,0))"),
        "circle" => format!("<(0,0),{n}>"),
        "tsvector" => format!("'n{n}':1"),
        "tsquery" => format!("'n{n}'"),
        "pg_lsn" => format!("0/{n:X}"),
        "tid" => format!("(0,{n})"),
        "hstore" => format!("\"n\"=>\"{n}\""),
        "lquery" => format!("*.{n}.*"),
        "cube" => format!("({n})"),
        "regclass" => "pg_catalog.pg_class".to_owned(),
        "regtype" => "pg_catalog.int4".to_owned(),
        "pg_snapshot" | "txid_snapshot" => "10:20:10,14".to_owned(),
        _ => return None,
    };
    Some(format!("{}::{}", crate::sql::literal(&text), known.sql))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn known(oid: u32, name: &str, sort: &str, inner: Option<u32>) -> Type {
        Type {
            oid,
            name: name.into(),
            sql: name.into(),
            sort: sort.into(),
            inner,
            is_array: name.starts_with('_'),
            labels: vec!["a".into(), "it's".into()],
            attributes: vec![23, 25],
            checks: Vec::new(),
        }
    }

    fn shape() -> Shape {
        let types = [
            known(23, "int4", "b", None),
            known(25, "text", "b", None),
            known(1, "_int4", "b", Some(23)),
            known(2, "pair", "c", None),
            known(3, "mood", "e", None),
            known(4, "short", "d", Some(25)),
            known(5, "span", "r", Some(23)),
            known(6, "mystery", "b", None),
            known(7, "loop", "d", Some(7)),
        ];
        Shape {
            tables: Vec::new(),
            types: types
                .into_iter()
                .map(|it| (it.oid, it))
                .collect::<HashMap<_, _>>(),
        }
    }

    #[test]
    fn values_follow_the_structure_of_their_type() {
        let shape = shape();
        for (of, expected) in [
            (23, Some("'2'::int4")),
            (1, Some("ARRAY['2'::int4]::_int4")),
            (2, Some("ROW('2'::int4, '2'::text)::pair")),
            (3, Some("'it''s'::mood")),
            (4, Some("('2'::text)::short")),
            (5, Some("span('2'::int4, '3'::int4)")),
            (6, None),
            (7, None),
            (99, None),
        ] {
            assert_eq!(value(&shape, of, 2).as_deref(), expected, "{of}");
        }
    }

    #[test]
    fn unusual_values_are_of_the_type() {
        let shape = shape();
        assert_eq!(
            unusual(&shape, 1),
            ["ARRAY['2'::int4, NULL, '2'::int4]::_int4"]
        );
        assert!(unusual(&shape, 4).iter().any(|it| it.contains("md5")));
        assert!(unusual(&shape, 6).is_empty());
    }
}
