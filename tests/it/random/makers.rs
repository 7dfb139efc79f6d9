//! The table of makers. To let another kind take part: write its maker, add its line.
//!
//! A maker returns the statements of one item, some of which the server may refuse; nothing
//! where the world lacks what it needs.

use super::{
    on_relations as relations, on_routines as routines, on_types as types,
    world::{Dice, ROLES, World},
};

/// Writes the statements of an item, and notes what it made.
pub(crate) type Make = fn(&mut Dice<'_>, &mut World) -> Option<Vec<String>>;

/// A maker: the kind that must be registered for it, its weight, and what it does.
pub(crate) struct Maker {
    pub kind: &'static str,
    pub weight: usize,
    pub make: Make,
}

const fn maker(kind: &'static str, weight: usize, make: Make) -> Maker {
    Maker { kind, weight, make }
}

static MAKERS: &[Maker] = &[
    maker("table", 10, relations::table),
    maker("schema", 1, comment_on_schema),
    maker("enum", 3, types::enumeration),
    maker("composite type", 2, types::composite),
    maker("domain", 3, types::domain),
    maker("range", 1, types::range),
    maker("collation", 1, types::collation),
    maker("sequence", 2, types::sequence),
    maker("sequence owner", 1, types::sequence_owner),
    maker("partition bound", 3, relations::partition),
    maker("inheritance", 2, relations::child),
    maker("column", 3, relations::column),
    maker("default", 2, relations::default),
    maker("generated", 1, relations::generated),
    maker("identity", 1, relations::identity),
    maker("index", 4, relations::index),
    maker("unique constraint", 3, relations::key),
    maker("check constraint", 2, relations::check),
    maker("foreign key", 4, relations::foreign_key),
    maker("exclusion constraint", 1, relations::exclusion),
    maker("view", 5, relations::view),
    maker("materialized view", 2, relations::matview),
    maker("rule", 1, relations::rule),
    maker("policy", 2, relations::policy),
    maker("table", 2, relations::setting),
    maker("statistics", 1, relations::statistics),
    maker("function", 5, routines::function),
    maker("function", 1, routines::atomic),
    maker("procedure", 1, routines::procedure),
    maker("aggregate", 1, routines::aggregate),
    maker("trigger", 3, routines::trigger),
    maker("event trigger", 1, routines::event_trigger),
    maker("text search configuration", 1, types::text_search),
    maker("default privilege", 1, default_privilege),
    maker("table", 3, comment),
    maker("table", 3, grant),
    maker("table", 2, owner),
    maker("publication", 1, relations::publication),
    maker("cast", 1, routines::cast),
    maker("operator", 1, routines::operator),
    maker("conversion", 1, routines::conversion),
    maker("foreign-data wrapper", 1, types::wrapper),
];

/// Lists the makers of the kinds that are registered, each as often as its weight.
pub(crate) fn table() -> Vec<&'static Maker> {
    MAKERS
        .iter()
        .filter(|maker| knows(maker.kind))
        .flat_map(|maker| std::iter::repeat_n(maker, maker.weight))
        .collect()
}

fn knows(kind: &str) -> bool {
    let mut all = pgworks_core::kinds::ALL.iter();
    all.any(|it| it.kind().name().starts_with(kind))
}

fn comment_on_schema(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let schema = dice.of(super::world::SCHEMAS);
    let role = dice.of(ROLES);
    Some(vec![
        format!("COMMENT ON SCHEMA {schema} IS '{}'", dice.text()),
        format!("GRANT USAGE ON SCHEMA {schema} TO {role}"),
    ])
}

fn comment(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (word, name) = dice.from(&world.objects, |it| it.1.clone())?;
    Some(vec![format!(
        "COMMENT ON {word} {name} IS '{}'",
        dice.text()
    )])
}

fn owner(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    // What a materialized view reads must stay readable to its owner, the superuser.
    let plain = ["SEQUENCE", "TYPE", "DOMAIN", "FUNCTION", "PROCEDURE"];
    let list: Vec<(&str, String)> = world
        .objects
        .iter()
        .filter(|it| plain.contains(&it.0))
        .cloned()
        .collect();
    let (word, name) = dice.from(&list, |it| it.1.clone())?;
    let role = dice.of(&ROLES[1..]);
    Some(vec![format!("ALTER {word} {name} OWNER TO {role}")])
}

fn grant(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (word, name) = dice.from(&world.objects, |it| it.1.clone())?;
    let role = dice.of(ROLES);
    let option = if role != "PUBLIC" && dice.is(60) {
        " WITH GRANT OPTION"
    } else {
        ""
    };
    let relation = world.relations.iter().find(|it| it.name == name);
    let (what, on) = match word {
        "TABLE" | "VIEW" | "MATERIALIZED VIEW" => {
            let column = relation
                .filter(|_| dice.is(90))
                .and_then(|it| dice.from(&it.columns, |column| column.name.clone()));
            let privilege = dice.of(&["SELECT", "INSERT", "UPDATE", "REFERENCES"]);
            match column {
                Some(column) => (format!("{privilege} ({})", column.name), "TABLE"),
                None => (privilege.to_owned(), "TABLE"),
            }
        }
        "SEQUENCE" => (
            dice.of(&["USAGE", "SELECT", "UPDATE"]).to_owned(),
            "SEQUENCE",
        ),
        "FUNCTION" | "PROCEDURE" => ("EXECUTE".to_owned(), word),
        "TYPE" | "DOMAIN" => ("USAGE".to_owned(), "TYPE"),
        _ => return None,
    };
    if dice.is(60) {
        return Some(vec![format!("REVOKE {what} ON {on} {name} FROM {role}")]);
    }
    let mut made = vec![format!("GRANT {what} ON {on} {name} TO {role}{option}")];
    if !option.is_empty() {
        // Who holds the option passes it on, or takes it away again.
        let other = dice.of(ROLES);
        let (verb, to) = if dice.is(30) {
            ("REVOKE", "FROM")
        } else {
            ("GRANT", "TO")
        };
        let option = if other != "PUBLIC" && verb == "GRANT" && dice.is(50) {
            option
        } else {
            ""
        };
        made.extend([
            format!("SET ROLE {role}"),
            format!("{verb} {what} ON {on} {name} {to} {other}{option}"),
            "RESET ROLE".to_owned(),
        ]);
    }
    Some(made)
}

fn default_privilege(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let schema = dice.of(&["", " IN SCHEMA app", " IN SCHEMA public"]);
    let what = dice.of(&[
        "GRANT SELECT ON TABLES",
        "GRANT EXECUTE ON FUNCTIONS",
        "GRANT USAGE ON SEQUENCES",
        "GRANT USAGE ON TYPES",
    ]);
    let role = dice.of(&ROLES[1..]);
    Some(vec![format!(
        "ALTER DEFAULT PRIVILEGES{schema} {what} TO {role}"
    )])
}
