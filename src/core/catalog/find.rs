//! Objects by the words of a user: a name as he writes it, or a word anywhere in them.
//!
//! It knows names and texts, not meaning: a word in a definition is found wherever it
//! stands.

use serde::Serialize;

use super::{Catalog, Name, ObjectId, Ref, Value};

/// Where a word was found in an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The object.
    #[serde(skip)]
    pub at: Ref,
    /// `name`, or the name of the attribute.
    pub place: &'static str,
    /// The line that holds the word.
    pub line: String,
}

/// Lists the objects that hold a word in their own name, their comment or another text,
/// each once: names before comments before all else. Capital and small letters are equal.
pub fn find(catalog: &Catalog, word: &str) -> Vec<Hit> {
    let word = word.to_lowercase();
    let mut hits: Vec<(usize, Hit)> = catalog
        .objects()
        .filter_map(|(at, _)| hit(catalog, at, &word))
        .collect();
    hits.sort_by_key(|(rank, hit)| {
        let id = &catalog.at(hit.at).id;
        (*rank, &id.path, id.kind)
    });
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn hit(catalog: &Catalog, at: Ref, word: &str) -> Option<(usize, Hit)> {
    let object = catalog.at(at);
    let found = |rank, place, line: &str| {
        let line = line.trim().to_owned();
        Some((rank, Hit { at, place, line }))
    };
    if object.id.name().to_lowercase().contains(word) {
        return found(0, "name", object.id.name());
    }
    let mut texts: Vec<(usize, &'static str, &str)> = Vec::new();
    for (def, value) in object.attrs.iter() {
        let rank = if def.name == "comment" { 1 } else { 2 };
        match value {
            Value::Text(text) => texts.push((rank, def.name, text)),
            Value::List(list) => texts.extend(list.iter().map(|text| (rank, def.name, &**text))),
            Value::Bool(_) | Value::Int(_) => {}
        }
    }
    texts.sort_by_key(|(rank, ..)| *rank);
    texts.into_iter().find_map(|(rank, place, text)| {
        // A word that runs over two lines is in none of them.
        let line = text.lines().find(|line| line.to_lowercase().contains(word));
        let whole = || text.to_lowercase().contains(word).then_some(text);
        found(rank, place, line.or_else(whole)?)
    })
}

/// Lists the objects that a user may mean by a name: those with the kind before it, the
/// path as SQL writes it, the path without quotes, the path without arguments or schema, in
/// the first of these ways in which there are any.
pub fn named(catalog: &Catalog, name: &str) -> Vec<Ref> {
    if name.is_empty() {
        return Vec::new();
    }
    let ways: [&dyn Fn(&ObjectId) -> bool; 6] = [
        &|id| id.to_string() == name,
        &|id| id.dotted() == name,
        &|id| id.path.join(".") == name,
        &|id| without_arguments(id).join(".") == name,
        &|id| {
            without_arguments(id)
                .get(1..)
                .is_some_and(|path| path.join(".") == name)
        },
        &|id| id.name().eq_ignore_ascii_case(name),
    ];
    let all = |way: &dyn Fn(&ObjectId) -> bool| -> Vec<Ref> {
        catalog
            .objects()
            .filter(|(_, object)| way(&object.id))
            .map(|(at, _)| at)
            .collect()
    };
    ways.iter()
        .map(|way| all(*way))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn without_arguments(id: &ObjectId) -> &[Name] {
    let end = id
        .path
        .len()
        .saturating_sub(usize::from(id.kind.info().has_signature));
    id.path.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Attr, AttrClass, AttrDef, Attrs, Builder, Kind, KindInfo, Object, Origin},
        *,
    };

    static TABLE_INFO: KindInfo = KindInfo::new("table", "tables");
    static FUNCTION_INFO: KindInfo = KindInfo {
        has_signature: true,
        ..KindInfo::new("function", "functions")
    };
    const TABLE: Kind = Kind::new(&TABLE_INFO);
    const FUNCTION: Kind = Kind::new(&FUNCTION_INFO);
    const BODY: Attr<Name> = Attr::new(&AttrDef {
        name: "body",
        class: AttrClass::Code,
    });
    const COMMENT: Attr<Name> = Attr::new(&AttrDef {
        name: "comment",
        class: AttrClass::Common,
    });

    fn catalog() -> Catalog {
        let mut builder = Builder::default();
        let mut add = |kind, path: &[&str], texts: &[(Attr<Name>, &str)]| {
            let path: Vec<Name> = path.iter().map(|part| Name::from(*part)).collect();
            let mut attrs = Attrs::default();
            for (attr, text) in texts {
                attrs.set(*attr, Name::from(*text));
            }
            builder.add(Object {
                id: ObjectId::new(kind, path),
                parent: None,
                attrs,
            });
        };
        add(
            FUNCTION,
            &["shop", "total", "integer"],
            &[(BODY, "begin\n  SELECT Price;\nend")],
        );
        add(
            FUNCTION,
            &["shop", "total", "text"],
            &[(COMMENT, "of prices"), (BODY, "price")],
        );
        add(TABLE, &["shop", "Price"], &[]);
        add(TABLE, &["shop", "a.b"], &[]);
        add(TABLE, &["other", "total"], &[]);
        builder.finish(Origin::default())
    }

    #[test]
    fn a_word_is_found_in_names_comments_and_definitions() {
        let catalog = catalog();
        let found: Vec<(String, &str, String)> = find(&catalog, "PRICE")
            .into_iter()
            .map(|hit| (catalog.at(hit.at).id.to_string(), hit.place, hit.line))
            .collect();
        let hit = |id: &str, place, line: &str| (id.to_owned(), place, line.to_owned());
        assert_eq!(
            found,
            [
                hit("table shop.\"Price\"", "name", "Price"),
                hit("function shop.total(text)", "comment", "of prices"),
                hit("function shop.total(integer)", "body", "SELECT Price;"),
            ]
        );
        assert!(find(&catalog, "nowhere").is_empty());
    }

    #[test]
    fn a_name_is_taken_as_exactly_as_it_is_given() {
        let catalog = catalog();
        let found = |name: &str| -> Vec<String> {
            named(&catalog, name)
                .into_iter()
                .map(|at| catalog.at(at).id.to_string())
                .collect()
        };
        for (name, expected) in [
            ("table other.total", vec!["table other.total"]),
            ("other.total", vec!["table other.total"]),
            ("shop.\"Price\"", vec!["table shop.\"Price\""]),
            ("shop.Price", vec!["table shop.\"Price\""]),
            ("shop.a.b", vec!["table shop.\"a.b\""]),
            ("shop.total(text)", vec!["function shop.total(text)"]),
            (
                "shop.total",
                vec!["function shop.total(integer)", "function shop.total(text)"],
            ),
            (
                "total",
                vec![
                    "function shop.total(integer)",
                    "function shop.total(text)",
                    "table other.total",
                ],
            ),
            ("price", vec!["table shop.\"Price\""]),
            ("shop", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(name), expected, "{name}");
        }
    }
}
