//! ALTER SEQUENCE: all changes of one sequence in one statement.

use crate::{
    catalog::{Action, Object},
    kinds::Changed,
    risk::{Lock, Risk, Undo},
    sql::quote::{dollar, literal},
};

use super::{
    CYCLE, UNLOGGED,
    numbers::{Numbers, word_of},
};

/// Returns the statements that bring a sequence from old to new.
pub(super) fn actions(old: &Object, new: &Object, changed: &Changed) -> Vec<Action> {
    let name = new.id.dotted();
    let mut actions = Vec::new();
    let clauses = clauses(old, new, changed);
    if !clauses.is_empty() {
        actions.push(numbers(old, new, &format!("ALTER SEQUENCE {name}{clauses}")));
    }
    if changed.has(UNLOGGED) {
        let word = if new.is(UNLOGGED) { "UNLOGGED" } else { "LOGGED" };
        let risk = Risk::none().lock(name.clone(), Lock::AccessExclusive);
        let sql = format!("ALTER SEQUENCE {name} SET {word}");
        actions.push(Action::new(sql).risk(risk));
    }
    actions
}

/// Returns the clauses, each behind a blank. What PostgreSQL would fill in by default is
/// written out: what it leaves as it was depends on the old state.
fn clauses(old: &Object, new: &Object, changed: &Changed) -> String {
    let (was, will) = (Numbers::of(old), Numbers::of(new));
    let retyped = word_of(old) != word_of(new);
    let mut text = String::new();
    if retyped {
        text = format!(" AS {}", word_of(new));
    }
    for (words, was, will, with_type) in [
        ("INCREMENT BY", was.increment, will.increment, false),
        ("MINVALUE", was.minimum, will.minimum, true),
        ("MAXVALUE", was.maximum, will.maximum, true),
        ("START WITH", was.start, will.start, false),
        ("CACHE", was.cache, will.cache, false),
    ] {
        if was != will || (retyped && with_type) {
            text = format!("{text} {words} {will}");
        }
    }
    if changed.has(CYCLE) {
        text.push_str(if new.is(CYCLE) { " CYCLE" } else { " NO CYCLE" });
    }
    text
}

/// Returns the statement. A position outside the new bounds is refused by PostgreSQL
/// (SQLSTATE 22023); it moves to the nearest number within, and a sequence that was never
/// used to its new start.
fn numbers(old: &Object, new: &Object, sql: &str) -> Action {
    let (was, will) = (Numbers::of(old), Numbers::of(new));
    let name = new.id.dotted();
    let mut risk = Risk::none()
        .lock(name.clone(), Lock::ShareRowExclusive)
        .breaking(format!("whoever relies on the numbers that {name} gives"));
    if will.minimum <= was.minimum && will.maximum >= was.maximum {
        return Action::new(sql).risk(risk);
    }
    let Numbers { minimum, maximum, start, .. } = will;
    risk = risk.breaking(format!("whoever relies on the order of {}", new.id));
    Action::new(within_bounds(sql, &name, [minimum, maximum], start))
        .risk(risk)
        .undo(Undo::StructureOnly(format!("the position of {} if it had to move", new.id)))
}

/// Returns a statement that changes the bounds of the sequence `name` and moves a position
/// outside of them, which PostgreSQL would refuse.
pub(in crate::kinds) fn within_bounds(
    sql: &str,
    name: &str,
    [minimum, maximum]: [i64; 2],
    start: i64,
) -> String {
    let body = format!(
        "DECLARE to_position bigint;\n\
         BEGIN\n  \
         SELECT CASE WHEN is_called THEN LEAST(GREATEST(last_value, {minimum}), {maximum}) \
         ELSE {start} END INTO to_position\n    \
         FROM {name} WHERE last_value NOT BETWEEN {minimum} AND {maximum};\n  \
         IF to_position IS NULL THEN\n    {sql};\n  \
         ELSE\n    EXECUTE {} || to_position;\n  END IF;\nEND",
        literal(&format!("{sql} RESTART WITH ")),
    );
    format!("DO {}", dollar(&body, "sequence"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Attrs, Catalog},
        kinds::sequence::{INCREMENT, MAXIMUM, MINIMUM, SEQUENCE, START, TYPE},
    };

    fn sequence(set: impl FnOnce(&mut Attrs)) -> Object {
        let mut attrs = Attrs::default();
        set(&mut attrs);
        let id = Catalog::id(SEQUENCE, &["public", "s"]);
        Object { id, parent: None, attrs }
    }

    fn alter(old: &Object, new: &Object) -> String {
        let names = [TYPE.name(), MINIMUM.name(), MAXIMUM.name(), START.name()];
        actions(old, new, &Changed::new(names)).remove(0).sql
    }

    #[test]
    fn wider_bounds_are_one_plain_statement() {
        let old = sequence(|it| it.set(TYPE, "integer".into()));
        let new = sequence(|_| ());
        assert_eq!(
            alter(&old, &new),
            "ALTER SEQUENCE public.s AS bigint MINVALUE 1 MAXVALUE 9223372036854775807"
        );
    }

    #[test]
    fn a_start_that_follows_the_minimum_is_written() {
        let (old, new) = (sequence(|_| ()), sequence(|it| it.set(MINIMUM, 10)));
        let sql = alter(&old, &new);
        assert!(sql.contains("ALTER SEQUENCE public.s MINVALUE 10 START WITH 10;"), "{sql}");
        assert!(sql.contains("RESTART WITH ' || to_position"), "{sql}");
    }

    #[test]
    fn a_turned_direction_changes_the_defaults() {
        let (old, new) = (sequence(|_| ()), sequence(|it| it.set(INCREMENT, -1)));
        let sql = alter(&old, &new);
        assert!(sql.contains("INCREMENT BY -1 MINVALUE -9223372036854775808 MAXVALUE -1 START WITH -1"));
    }
}
