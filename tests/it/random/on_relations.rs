//! Makers of relations and their members.

use super::{
    on_types::call_giving,
    world::{Column, Dice, Relation, World, quoted},
};

const TABLES: &[&str] = &["table", "partitioned"];
const COLUMNS: &[&str] = &["id", "a", "b", "\"C d\"", "e"];

fn some_columns(dice: &mut Dice<'_>, world: &World, count: usize) -> (Vec<Column>, Vec<String>) {
    let mut columns = Vec::new();
    let mut texts = Vec::new();
    for name in COLUMNS.iter().take(count) {
        let of = world.a_type(dice);
        let mut text = format!("{name} {of}");
        if dice.is(80)
            && let Some(value) = call_giving(dice, world, &of).or_else(|| world.value(&of, dice))
        {
            text = format!("{text} DEFAULT {value}");
        }
        columns.push(Column {
            name: (*name).to_owned(),
            of,
        });
        texts.push(text);
    }
    (columns, texts)
}

pub(crate) fn table(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let count = 1 + usize::from(dice.throw() % 5);
    let (mut columns, mut texts) = some_columns(dice, world, count);
    let mut sql = String::new();
    let mut key = None;
    let mut is = "table";
    if dice.is(100) {
        columns.insert(
            0,
            Column {
                name: "n".into(),
                of: "integer".into(),
            },
        );
        texts.insert(0, "n integer NOT NULL".into());
        if dice.is(128) {
            let how = dice.of(&["LIST", "RANGE", "HASH"]);
            is = "partitioned";
            key = Some("n".to_owned());
            sql = format!(" PARTITION BY {how} (n)");
        } else {
            texts[0] = "n integer PRIMARY KEY".into();
            world.keys.push((name.clone(), vec![columns[0].clone()]));
        }
    }
    let unlogged = if is == "table" && dice.is(20) {
        "UNLOGGED "
    } else {
        ""
    };
    let mut all = vec![format!(
        "CREATE {unlogged}TABLE {name} ({}){sql}",
        texts.join(", ")
    )];
    if is == "partitioned" {
        let bound = match () {
            () if sql.contains("HASH") => "WITH (MODULUS 1, REMAINDER 0)".to_owned(),
            () if sql.contains("LIST") => format!("IN ({}, NULL)", dice.throw() % 4),
            () => format!("FROM (MINVALUE) TO ({})", dice.throw() % 4),
        };
        let part = format!("app2.{}", quoted(&format!("{name}_p")));
        all.push(format!(
            "CREATE TABLE {part} PARTITION OF {name} FOR VALUES {bound}"
        ));
    }
    world.objects.push(("TABLE", name.clone()));
    world.types.push((name.clone(), None));
    world.relations.push(Relation {
        name,
        is,
        columns,
        key,
    });
    Some(all)
}

pub(crate) fn partition(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let above = world.relation(dice, &["partitioned"])?;
    let name = dice.qualified();
    let bound = match dice.throw() % 4 {
        0 => "DEFAULT".to_owned(),
        1 => format!("FOR VALUES IN ({})", 10 + dice.throw() % 9),
        2 => format!("FOR VALUES FROM ({}) TO (99)", 10 + dice.throw() % 9),
        _ => "FOR VALUES IN (7, 8)".to_owned(),
    };
    let deeper = dice.is(40);
    let tail = if deeper { " PARTITION BY LIST (n)" } else { "" };
    let is = if deeper { "partitioned" } else { "table" };
    world.objects.push(("TABLE", name.clone()));
    let sql = format!(
        "CREATE TABLE {name} PARTITION OF {} {bound}{tail}",
        above.name
    );
    world.relations.push(Relation { name, is, ..above });
    Some(vec![sql])
}

pub(crate) fn child(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let above = world.relation(dice, &["table"])?;
    let name = dice.qualified();
    let own = Column {
        name: "own".into(),
        of: world.a_type(dice),
    };
    let sql = format!(
        "CREATE TABLE {name} (own {}) INHERITS ({})",
        own.of, above.name
    );
    let mut columns = above.columns;
    columns.push(own);
    world.objects.push(("TABLE", name.clone()));
    world.relations.push(Relation {
        name,
        is: "table",
        columns,
        key: None,
    });
    Some(vec![sql])
}

fn member(dice: &mut Dice<'_>, world: &World, of: &[&str]) -> Option<(Relation, Column)> {
    let table = world.relation(dice, of)?;
    let column = dice.from(&table.columns, |it| it.name.clone())?;
    Some((table, column))
}

pub(crate) fn column(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let table = world.relation(dice, TABLES)?;
    let column = Column {
        name: dice.name(),
        of: world.a_type(dice),
    };
    let default = if dice.is(90) {
        world.value(&column.of, dice)
    } else {
        None
    };
    let default = default.map_or(String::new(), |value| format!(" DEFAULT {value}"));
    let sql = format!(
        "ALTER TABLE {} ADD COLUMN {} {}{default}",
        table.name, column.name, column.of
    );
    let mut all = vec![sql];
    match dice.throw() % 5 {
        1 => all.push(format!(
            "ALTER TABLE {} ALTER {} SET NOT NULL",
            table.name, column.name
        )),
        2 => all.push(format!(
            "ALTER TABLE {} ALTER {} SET STATISTICS 50",
            table.name, column.name
        )),
        3 => all.push(format!(
            "COMMENT ON COLUMN {}.{} IS '{}'",
            table.name,
            column.name,
            dice.text()
        )),
        _ => {}
    }
    if let Some(it) = world.relations.iter_mut().find(|it| it.name == table.name) {
        it.columns.push(column);
    }
    Some(all)
}

pub(crate) fn default(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, TABLES)?;
    let value = call_giving(dice, world, &column.of).or_else(|| world.value(&column.of, dice))?;
    Some(vec![format!(
        "ALTER TABLE {} ALTER {} SET DEFAULT {value}",
        table.name, column.name
    )])
}

pub(crate) fn generated(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, TABLES)?;
    let by = one_argument(dice, world, &column);
    let (of, text) = by.unwrap_or(("boolean".into(), format!("{} IS NULL", column.name)));
    let name = dice.name();
    let sql = format!(
        "ALTER TABLE {} ADD COLUMN {name} {of} GENERATED ALWAYS AS ({text}) STORED",
        table.name
    );
    Some(vec![sql])
}

/// Returns a call of a function on a column, and what it gives.
fn one_argument(dice: &mut Dice<'_>, world: &World, column: &Column) -> Option<(String, String)> {
    let list: Vec<_> = world
        .routines
        .iter()
        .filter(|it| it.takes == [column.of.clone()])
        .collect();
    let function = dice.from(&list, |it| it.name.clone())?;
    Some((
        function.gives.clone()?,
        format!("{}({})", function.name, column.name),
    ))
}

pub(crate) fn identity(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let table = world.relation(dice, &["table"])?;
    let how = dice.of(&["ALWAYS", "BY DEFAULT"]);
    let start = 1 + dice.throw() % 5;
    let name = dice.name();
    Some(vec![format!(
        "ALTER TABLE {} ADD COLUMN {name} integer GENERATED {how} AS IDENTITY (START WITH {start})",
        table.name
    )])
}

pub(crate) fn index(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, &["table", "partitioned", "matview"])?;
    let name = dice.name();
    let key = match one_argument(dice, world, &column) {
        Some((_, call)) if dice.is(150) => format!("({call})"),
        _ if dice.is(40) => format!("({} IS NULL)", column.name),
        _ => format!("{}{}", column.name, dice.of(&["", " DESC", " NULLS FIRST"])),
    };
    let unique = if dice.is(40) && table.key.is_none() {
        "UNIQUE "
    } else {
        ""
    };
    let mut tail = String::new();
    if dice.is(50)
        && let Some(value) = world.value(&column.of, dice)
    {
        tail = format!(" WHERE {} = {value}", column.name);
    }
    let with = if dice.is(30) {
        " WITH (fillfactor=70)"
    } else {
        ""
    };
    let schema = table.name.split('.').next().unwrap_or_default();
    let full = if table.name.starts_with('"') {
        format!("\"Other One\".{name}")
    } else {
        format!("{schema}.{name}")
    };
    world.indexes.push((table.name.clone(), name.clone()));
    world.objects.push(("INDEX", full));
    Some(vec![format!(
        "CREATE {unique}INDEX {name} ON {} ({key}){with}{tail}",
        table.name
    )])
}

pub(crate) fn key(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, TABLES)?;
    let name = dice.name();
    let mut columns: Vec<Column> = table
        .columns
        .iter()
        .filter(|it| Some(&it.name) == table.key.as_ref())
        .cloned()
        .collect();
    if columns.iter().all(|it| it.name != column.name) {
        columns.push(column);
    }
    let list: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
    let what = dice.of(&["UNIQUE", "PRIMARY KEY", "UNIQUE"]);
    let tail = dice.of(&["", "", " DEFERRABLE", " WITH (fillfactor=50)"]);
    let sql = format!(
        "ALTER TABLE {} ADD CONSTRAINT {name} {what} ({}){tail}",
        table.name,
        list.join(", ")
    );
    world.keys.push((table.name, columns));
    Some(vec![sql])
}

pub(crate) fn check(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, TABLES)?;
    let test = match (
        one_argument(dice, world, &column),
        world.value(&column.of, dice),
    ) {
        (Some((_, call)), _) => format!("{call} IS NULL"),
        (_, Some(value)) => format!("{} IS DISTINCT FROM {value}", column.name),
        _ => format!("{} IS NOT NULL", column.name),
    };
    let tail = dice.of(&["", "", " NOT VALID"]);
    let name = dice.name();
    Some(vec![format!(
        "ALTER TABLE {} ADD CONSTRAINT {name} CHECK ({test}){tail}",
        table.name
    )])
}

pub(crate) fn foreign_key(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (to, columns) = dice.from(&world.keys, |it| format!("{}{:?}", it.0, it.1))?;
    let from = world.relation(dice, TABLES)?;
    let mut own = Vec::new();
    for column in &columns {
        let fits: Vec<Column> = from
            .columns
            .iter()
            .filter(|it| it.of == column.of)
            .cloned()
            .collect();
        own.push(dice.from(&fits, |it| it.name.clone())?.name);
    }
    let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
    let tail = dice.of(&[
        "",
        " ON DELETE CASCADE",
        " DEFERRABLE INITIALLY DEFERRED",
        " MATCH FULL",
    ]);
    Some(vec![format!(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {to} ({}){tail}",
        from.name,
        dice.name(),
        own.join(", "),
        names.join(", ")
    )])
}

pub(crate) fn exclusion(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, &["table"])?;
    let name = dice.name();
    Some(vec![format!(
        "ALTER TABLE {} ADD CONSTRAINT {name} EXCLUDE ({} WITH =)",
        table.name, column.name
    )])
}

fn query(dice: &mut Dice<'_>, world: &World) -> Option<(Vec<Column>, String)> {
    let source = world.relation(dice, &["table", "partitioned", "view", "matview"])?;
    let mut columns = source.columns.clone();
    let mut texts: Vec<String> = columns.iter().map(|it| format!("s.{}", it.name)).collect();
    if dice.is(100) && columns.len() > 1 {
        let at = usize::from(dice.throw()) % columns.len();
        columns.remove(at);
        texts.remove(at);
    }
    if dice.is(100)
        && let Some(column) = dice.from(&source.columns, |it| it.name.clone())
        && let Some((of, call)) = one_argument(dice, world, &column)
    {
        columns.push(Column {
            name: "called".into(),
            of,
        });
        texts.push(format!("{call} AS called"));
    }
    let mut tail = String::new();
    if dice.is(80)
        && let Some(column) = dice.from(&source.columns, |it| it.name.clone())
        && let Some(value) = world.value(&column.of, dice)
    {
        tail = format!(" WHERE s.{} = {value}", column.name);
    }
    Some((
        columns,
        format!("SELECT {} FROM {} s{tail}", texts.join(", "), source.name),
    ))
}

pub(crate) fn view(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let with = dice.of(&["", "", " WITH (security_barrier=true)"]);
    let (columns, query) = query(dice, world)?;
    let mut all = vec![format!("CREATE VIEW {name}{with} AS {query}")];
    if dice.is(60) {
        let column = dice.from(&columns, |it| it.name.clone())?;
        if let Some(value) = world.value(&column.of, dice) {
            all.push(format!(
                "ALTER VIEW {name} ALTER {} SET DEFAULT {value}",
                column.name
            ));
        }
    }
    world.objects.push(("VIEW", name.clone()));
    world.relations.push(Relation {
        name,
        is: "view",
        columns,
        key: None,
    });
    Some(all)
}

pub(crate) fn matview(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let (columns, query) = query(dice, world)?;
    let tail = dice.of(&["", " WITH NO DATA"]);
    world.objects.push(("MATERIALIZED VIEW", name.clone()));
    let sql = format!("CREATE MATERIALIZED VIEW {name} AS {query}{tail}");
    world.relations.push(Relation {
        name,
        is: "matview",
        columns,
        key: None,
    });
    Some(vec![sql])
}

pub(crate) fn rule(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.name();
    let table = world.relation(dice, &["table", "view"])?;
    let event = dice.of(&["INSERT", "UPDATE", "DELETE"]);
    let does = dice.of(&["INSTEAD NOTHING", "ALSO NOTIFY told", "ALSO SELECT 1"]);
    Some(vec![format!(
        "CREATE RULE {name} AS ON {event} TO {} DO {does}",
        table.name
    )])
}

pub(crate) fn policy(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, column) = member(dice, world, TABLES)?;
    let name = dice.name();
    let role = dice.of(super::world::ROLES);
    let test = match (
        one_argument(dice, world, &column),
        world.value(&column.of, dice),
    ) {
        (Some((_, call)), _) => format!("{call} IS NULL"),
        (_, Some(value)) => format!("{} = {value}", column.name),
        _ => format!("{} IS NOT NULL", column.name),
    };
    let mut all = vec![format!(
        "CREATE POLICY {name} ON {} TO {role} USING ({test})",
        table.name
    )];
    if dice.is(128) {
        all.push(format!(
            "ALTER TABLE {} ENABLE ROW LEVEL SECURITY",
            table.name
        ));
    }
    Some(all)
}

pub(crate) fn setting(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let table = world.relation(dice, &["table"])?;
    let name = &table.name;
    let index = world
        .indexes
        .iter()
        .find(|it| it.0 == *name)
        .map(|it| it.1.clone());
    let sql = match (dice.throw() % 5, index) {
        (0, _) => format!("ALTER TABLE {name} SET (fillfactor=80, autovacuum_enabled=false)"),
        (1, Some(index)) => format!("ALTER TABLE {name} CLUSTER ON {index}"),
        (2, Some(index)) => format!("ALTER TABLE {name} REPLICA IDENTITY USING INDEX {index}"),
        (3, _) => format!("ALTER TABLE {name} REPLICA IDENTITY FULL"),
        _ => format!("ALTER TABLE {name} FORCE ROW LEVEL SECURITY"),
    };
    Some(vec![sql])
}

pub(crate) fn statistics(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let (table, one) = member(dice, world, TABLES)?;
    let other = dice.from(&table.columns, |it| it.name.clone())?;
    let kinds = dice.of(&["", " (ndistinct)", " (dependencies, mcv)"]);
    let name = dice.qualified();
    Some(vec![format!(
        "CREATE STATISTICS {name}{kinds} ON {}, {} FROM {}",
        one.name, other.name, table.name
    )])
}

pub(crate) fn publication(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.name();
    let table = world.relation(dice, TABLES)?;
    let with = dice.of(&[
        "",
        " WITH (publish = 'insert')",
        " WITH (publish_via_partition_root = true)",
    ]);
    Some(vec![format!(
        "CREATE PUBLICATION {name} FOR TABLE {}{with}",
        table.name
    )])
}
