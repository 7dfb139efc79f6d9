//! Makers of types, sequences and what stands by itself.

use super::world::{Column, Dice, Relation, World};

pub(crate) fn enumeration(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let all = ["new", "old", "it''s", "with blank", "Z", ""];
    let mut labels: Vec<&str> = Vec::new();
    for _ in 0..=dice.throw() % 4 {
        let label = dice.of(&all[..5]);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let list: Vec<String> = labels.iter().map(|label| format!("'{label}'")).collect();
    world.types.push((name.clone(), list.first().cloned()));
    world.objects.push(("TYPE", name.clone()));
    Some(vec![format!(
        "CREATE TYPE {name} AS ENUM ({})",
        list.join(", ")
    )])
}

pub(crate) fn composite(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let mut attributes = Vec::new();
    for attribute in ["x", "\"Y\"", "z"]
        .iter()
        .take(1 + usize::from(dice.throw() % 3))
    {
        attributes.push(format!("{attribute} {}", world.a_type(dice)));
    }
    world.types.push((name.clone(), None));
    world.objects.push(("TYPE", name.clone()));
    Some(vec![format!(
        "CREATE TYPE {name} AS ({})",
        attributes.join(", ")
    )])
}

pub(crate) fn domain(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let base = world.a_type(dice);
    let mut sql = format!("CREATE DOMAIN {name} AS {base}");
    let value = world.value(&base, dice);
    if let Some(value) = value.as_ref().filter(|_| dice.is(120)) {
        let default = call_giving(dice, world, &base).unwrap_or_else(|| value.clone());
        sql = format!("{sql} DEFAULT {default}");
    }
    if dice.is(60) {
        sql += " NOT NULL";
    }
    if dice.is(120) {
        sql += " CONSTRAINT ok CHECK (VALUE IS NOT NULL OR true)";
    }
    if let Some(value) = value
        .as_ref()
        .filter(|_| dice.is(80) && !base.ends_with(']'))
    {
        sql = format!("{sql} CONSTRAINT \"Not That\" CHECK (VALUE IS DISTINCT FROM {value})");
    }
    world.types.push((name.clone(), None));
    world.objects.push(("DOMAIN", name.clone()));
    Some(vec![sql])
}

/// Returns a call without arguments of a routine that gives a type.
pub(crate) fn call_giving(dice: &mut Dice<'_>, world: &World, of: &str) -> Option<String> {
    let gives =
        |it: &&super::world::Routine| it.gives.as_deref() == Some(of) && it.takes.is_empty();
    let list: Vec<_> = world.routines.iter().filter(gives).cloned().collect();
    let routine = dice.from(&list, |it| it.name.clone())?;
    Some(format!("{}()", routine.name))
}

pub(crate) fn range(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let mut types = vec![
        "integer".to_owned(),
        "text".into(),
        "date".into(),
        "numeric".into(),
    ];
    types.extend(
        world
            .types
            .iter()
            .filter(|it| it.1.is_some())
            .map(|it| it.0.clone()),
    );
    let of = dice.from(&types, Clone::clone)?;
    world.types.push((name.clone(), Some("'empty'".into())));
    world.objects.push(("TYPE", name.clone()));
    Some(vec![format!(
        "CREATE TYPE {name} AS RANGE (subtype = {of})"
    )])
}

pub(crate) fn collation(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let locale = dice.of(&["C", "POSIX"]);
    Some(vec![format!(
        "CREATE COLLATION {} (locale = '{locale}')",
        dice.qualified()
    )])
}

pub(crate) fn sequence(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let of = dice.of(&["bigint", "integer", "smallint"]);
    let step = dice.of(&[1, 2, -1]);
    let cycle = if dice.is(60) { " CYCLE" } else { "" };
    world.sequences.push(name.clone());
    world.objects.push(("SEQUENCE", name.clone()));
    Some(vec![format!(
        "CREATE SEQUENCE {name} AS {of} INCREMENT {step}{cycle}"
    )])
}

pub(crate) fn sequence_owner(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let sequence = dice.from(&world.sequences, Clone::clone)?;
    let table = world.relation(dice, &["table", "partitioned"])?;
    let numbers: Vec<Column> = table
        .columns
        .iter()
        .filter(|it| ["integer", "bigint"].contains(&&*it.of))
        .cloned()
        .collect();
    let column = dice.from(&numbers, |it| it.name.clone())?.name;
    let mut all = vec![format!(
        "ALTER SEQUENCE {sequence} OWNED BY {}.{column}",
        table.name
    )];
    if dice.is(150) {
        let text = sequence.replace('\'', "''");
        all.push(format!(
            "ALTER TABLE {} ALTER COLUMN {column} SET DEFAULT nextval('{text}')",
            table.name
        ));
    }
    Some(all)
}

pub(crate) fn text_search(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let dictionary = dice.of(&["simple", "english_stem"]);
    let stop = dice.of(&["", ", StopWords = 'english'"]);
    let base = dice.of(&["simple", "english"]);
    Some(vec![
        format!("CREATE TEXT SEARCH DICTIONARY {name} (TEMPLATE = pg_catalog.simple{stop})"),
        format!("CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{base})"),
        format!(
            "ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR word \
             WITH {name}, pg_catalog.{dictionary}"
        ),
    ])
}

pub(crate) fn wrapper(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.name();
    let option = dice.of(&["", " OPTIONS (a '1')", " OPTIONS (b 'x y', a '2')"]);
    let mut all = vec![
        format!("CREATE FOREIGN DATA WRAPPER {name}{option}"),
        format!("CREATE SERVER {name} FOREIGN DATA WRAPPER {name}{option}"),
    ];
    if dice.is(128) {
        let table = dice.qualified();
        let of = world.a_type(dice);
        all.push(format!(
            "CREATE FOREIGN TABLE {table} (one {of}) SERVER {name}{option}"
        ));
        world.relations.push(Relation {
            name: table,
            is: "foreign",
            columns: vec![Column {
                name: "one".into(),
                of,
            }],
            key: None,
        });
    }
    Some(all)
}
