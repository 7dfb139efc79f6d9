//! Makers of routines and what calls them.

use super::world::{Dice, Routine, World};

const FAST: &[&str] = &[
    "",
    " STRICT",
    " PARALLEL SAFE",
    " SECURITY DEFINER",
    " COST 7",
];

pub(crate) fn function(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    if dice.is(60) {
        let body = dice.of(&["RETURN NEW;", "RETURN NULL;", "NULL; RETURN NEW;"]);
        world.routines.push(Routine {
            name: name.clone(),
            takes: Vec::new(),
            gives: Some("trigger".into()),
        });
        world.objects.push(("FUNCTION", format!("{name}()")));
        return Some(vec![format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN {body} END'"
        )]);
    }
    let gives = world.a_type(dice);
    let mut takes: Vec<String> = Vec::new();
    for _ in 0..dice.throw() % 3 {
        takes.push(world.a_type(dice));
    }
    let words = ["first", "\"Second\""];
    let default = dice.is(60);
    let mut arguments = Vec::new();
    for (at, of) in takes.iter().enumerate() {
        let value = (default && at + 1 == takes.len())
            .then(|| world.value(of, dice))
            .flatten();
        let value = value.map_or(String::new(), |value| format!(" DEFAULT {value}"));
        arguments.push(format!("{} {of}{value}", words[at]));
    }
    let set = if dice.is(50) { "SETOF " } else { "" };
    let fast = dice.of(FAST);
    world
        .objects
        .push(("FUNCTION", format!("{name}({})", takes.join(", "))));
    let sql = format!(
        "CREATE FUNCTION {name}({}) RETURNS {set}{gives} LANGUAGE sql IMMUTABLE{fast} \
         AS 'SELECT NULL::{}'",
        arguments.join(", "),
        gives.replace('\'', "''")
    );
    if set.is_empty() {
        world.routines.push(Routine {
            name,
            takes,
            gives: Some(gives),
        });
    }
    Some(vec![sql])
}

/// A body that the server keeps parsed: it depends on what it calls.
pub(crate) fn atomic(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let called: Vec<Routine> = world
        .routines
        .iter()
        .filter(|it| it.takes.is_empty() && it.gives.as_deref().is_some_and(|it| it != "trigger"))
        .cloned()
        .collect();
    let table = world.relation(dice, &["table", "view"]);
    let call = dice.from(&called, |it| it.name.clone());
    let (gives, what) = match (call, table) {
        (Some(it), _) if dice.is(128) => (it.gives?, format!("SELECT {}()", it.name)),
        (_, Some(table)) => {
            let column = dice.from(&table.columns, |it| it.name.clone())?;
            (
                column.of,
                format!("SELECT {} FROM {} LIMIT 1", column.name, table.name),
            )
        }
        _ => return None,
    };
    world.objects.push(("FUNCTION", format!("{name}()")));
    let sql = format!(
        "CREATE FUNCTION {name}() RETURNS {gives} LANGUAGE sql STABLE BEGIN ATOMIC {what}; END"
    );
    world.routines.push(Routine {
        name,
        takes: Vec::new(),
        gives: Some(gives),
    });
    Some(vec![sql])
}

pub(crate) fn procedure(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let takes = world.a_type(dice);
    world
        .objects
        .push(("PROCEDURE", format!("{name}({takes})")));
    Some(vec![format!(
        "CREATE PROCEDURE {name}(p {takes}) LANGUAGE sql AS 'SELECT 1'"
    )])
}

pub(crate) fn aggregate(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let name = dice.qualified();
    let start = dice.throw() % 3;
    let parallel = dice.of(&["", ", PARALLEL = SAFE"]);
    Some(vec![format!(
        "CREATE AGGREGATE {name}(integer) (SFUNC = int4pl, STYPE = integer, \
         INITCOND = '{start}'{parallel})"
    )])
}

pub(crate) fn trigger(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let name = dice.name();
    let list: Vec<Routine> = world
        .routines
        .iter()
        .filter(|it| it.gives.as_deref() == Some("trigger"))
        .cloned()
        .collect();
    let calls = dice.from(&list, |it| it.name.clone())?.name;
    let table = world.relation(dice, &["table", "partitioned", "view"])?;
    let when = match table.is {
        "view" => "INSTEAD OF",
        _ => dice.of(&["BEFORE", "AFTER"]),
    };
    let column = dice.from(&table.columns, |it| it.name.clone())?.name;
    let event = match dice.throw() % 4 {
        0 => "INSERT".to_owned(),
        1 => "DELETE".to_owned(),
        2 => "INSERT OR UPDATE".to_owned(),
        _ if table.is == "view" => "UPDATE".to_owned(),
        _ => format!("UPDATE OF {column}"),
    };
    let test = if event.starts_with("UPDATE") && when == "AFTER" && dice.is(128) {
        format!(" WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})")
    } else {
        String::new()
    };
    let argument = dice.of(&["", "'x'", "'it''s', 'b'"]);
    let mut all = vec![format!(
        "CREATE TRIGGER {name} {when} {event} ON {} FOR EACH ROW{test} \
         EXECUTE FUNCTION {calls}({argument})",
        table.name
    )];
    if table.is == "table" && dice.is(50) {
        let how = dice.of(&["DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA"]);
        all.push(format!("ALTER TABLE {} {how} TRIGGER {name}", table.name));
    }
    Some(all)
}

pub(crate) fn event_trigger(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let (name, function) = (dice.name(), dice.qualified());
    let on = dice.of(&["ddl_command_end", "sql_drop"]);
    let tag = dice.of(&["", " WHEN TAG IN ('DROP TABLE', 'CREATE VIEW')"]);
    let tag = if on == "sql_drop" { "" } else { tag };
    Some(vec![
        format!(
            "CREATE FUNCTION {function}() RETURNS event_trigger LANGUAGE plpgsql \
             AS 'BEGIN END'"
        ),
        format!("CREATE EVENT TRIGGER {name} ON {on}{tag} EXECUTE FUNCTION {function}()"),
    ])
}

pub(crate) fn cast(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let list: Vec<Routine> = world
        .routines
        .iter()
        .filter(|it| it.takes.len() == 1 && it.gives.is_some())
        .cloned()
        .collect();
    let function = dice.from(&list, |it| it.name.clone())?;
    let (from, to) = (function.takes[0].clone(), function.gives?);
    let how = dice.of(&["", " AS ASSIGNMENT"]);
    Some(vec![format!(
        "CREATE CAST ({from} AS {to}) WITH FUNCTION {}({from}){how}",
        function.name
    )])
}

pub(crate) fn operator(dice: &mut Dice<'_>, world: &mut World) -> Option<Vec<String>> {
    let list: Vec<Routine> = world
        .routines
        .iter()
        .filter(|it| it.takes.len() == 2)
        .cloned()
        .collect();
    let function = dice.from(&list, |it| it.name.clone())?;
    let schema = super::world::SCHEMAS[usize::from(dice.item.schema) % super::world::SCHEMAS.len()];
    let sign = dice.of(&["<%>", "@#@", "~~~"]);
    Some(vec![format!(
        "CREATE OPERATOR {schema}.{sign} (FUNCTION = {}, LEFTARG = {}, RIGHTARG = {})",
        function.name, function.takes[0], function.takes[1]
    )])
}

pub(crate) fn conversion(dice: &mut Dice<'_>, _world: &mut World) -> Option<Vec<String>> {
    let default = dice.of(&["", "DEFAULT "]);
    Some(vec![format!(
        "CREATE {default}CONVERSION {} FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
        dice.qualified()
    )])
}
