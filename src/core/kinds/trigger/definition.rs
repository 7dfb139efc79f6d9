//! Reads what a trigger is from its row. It does not write statements.

use crate::{
    error::Result,
    kinds::{Address, Draft, Fields, Reader, class},
};

use super::{
    ARGUMENTS, COLUMNS, CONSTRAINT, DEFERRABLE, DEFERRED, EACH_ROW, EVENTS, FROM, FUNCTION,
    NEW_TABLE, OLD_TABLE, TIMING, WHEN,
};

/// The bits of `pg_trigger.tgtype` (`src/include/catalog/pg_trigger.h`).
const ROW: i16 = 1;
const BEFORE: i16 = 1 << 1;
const INSTEAD: i16 = 1 << 6;
const EVENT_BITS: &[(i16, &str)] = &[
    (1 << 2, "INSERT"),
    (1 << 3, "DELETE"),
    (1 << 4, "UPDATE"),
    (1 << 5, "TRUNCATE"),
];

/// Reads the columns of the query from `tgtype` on.
pub(super) fn read(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
    relation: u32,
) -> Result<()> {
    let bits: i16 = row.take()?;
    let timing = match bits {
        it if it & BEFORE != 0 => "BEFORE",
        it if it & INSTEAD != 0 => "INSTEAD OF",
        _ => "AFTER",
    };
    draft.set(TIMING, reader.name(timing));
    draft.flag(EACH_ROW, bits & ROW != 0);
    let events = EVENT_BITS.iter().filter(|(bit, _)| bits & bit != 0);
    draft.set(EVENTS, reader.names(events.map(|(_, word)| word)));
    let numbers: Vec<i16> = row.take()?;
    let columns: Vec<_> = numbers
        .into_iter()
        .filter_map(|number| reader.column(relation, number).cloned())
        .collect();
    if !columns.is_empty() {
        draft.set(COLUMNS, columns.into());
    }
    draft.needs(Address::new(class::FUNCTION, row.take()?));
    draft.set(FUNCTION, reader.name(row.take()?));
    if let Some(text) = row.take::<Option<&str>>()? {
        let (condition, arguments) = condition_and_arguments(text);
        if let Some(condition) = condition {
            draft.set(WHEN, reader.name(condition));
        }
        if !arguments.is_empty() {
            draft.set(ARGUMENTS, reader.names(arguments));
        }
    }
    for attr in [OLD_TABLE, NEW_TABLE] {
        if let Some(name) = row.take::<Option<&str>>()? {
            draft.set(attr, reader.name(name));
        }
    }
    for attr in [CONSTRAINT, DEFERRABLE, DEFERRED] {
        draft.flag(attr, row.take()?);
    }
    let other: u32 = row.take()?;
    if let Some(name) = row.take::<Option<&str>>()? {
        draft.set(FROM, reader.name(name));
        draft.needs(Address::new(class::RELATION, other));
    }
    Ok(())
}

/// Finds the condition and the arguments in the text of `pg_get_triggerdef`.
fn condition_and_arguments(text: &str) -> (Option<&str>, Vec<String>) {
    const WHEN: &str = " WHEN (";
    let condition = find(text, WHEN).and_then(|at| {
        let rest = text.get(at + WHEN.len()..)?;
        let mut depth = 1_u32;
        let (end, _) = bare(rest).find(|(_, letter)| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        Some((rest.get(..end)?, rest.get(end..)?))
    });
    let rest = condition.map_or(text, |(_, rest)| rest);
    let arguments = find(rest, " EXECUTE FUNCTION ")
        .and_then(|at| rest.get(at..))
        .and_then(|call| call.get(find(call, "(")? + 1..))
        .map(literals)
        .unwrap_or_default();
    (condition.map(|(text, _)| text), arguments)
}

/// Lists the letters outside quotes, each with its place. A doubled quote closes and opens.
fn bare(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |(_, letter)| match quote {
        Some(open) => {
            if *letter == open {
                quote = None;
            }
            false
        }
        None if matches!(letter, '\'' | '"') => {
            quote = Some(*letter);
            false
        }
        None => true,
    })
}

/// Finds the first place outside quotes where `what` begins.
fn find(text: &str, what: &str) -> Option<usize> {
    bare(text)
        .map(|(at, _)| at)
        .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(what)))
}

/// Returns the values of the string constants in `text`, written as the server does under
/// `standard_conforming_strings`: nothing but quotes is escaped.
fn literals(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut letters = text.chars().peekable();
    while letters.any(|letter| letter == '\'') {
        let mut value = String::new();
        while let Some(letter) = letters.next() {
            if letter == '\'' && letters.next_if_eq(&'\'').is_none() {
                break;
            }
            value.push(letter);
        }
        values.push(value);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn condition_and_arguments_survive_hostile_names() {
        let text = "CREATE TRIGGER \"t WHEN (1) EXECUTE FUNCTION x('1')\" BEFORE INSERT ON x.t \
                    FOR EACH ROW WHEN (((new.b <> ') WHEN ('::text) AND (1 = 1))) \
                    EXECUTE FUNCTION x.\"f('\"('a''b', 'c\\d', '', ') EXECUTE FUNCTION y')";
        let (condition, arguments) = condition_and_arguments(text);
        assert_eq!(
            condition,
            Some("((new.b <> ') WHEN ('::text) AND (1 = 1))")
        );
        assert_eq!(arguments, ["a'b", "c\\d", "", ") EXECUTE FUNCTION y"]);
    }

    #[test]
    fn there_may_be_neither() {
        let text = "CREATE TRIGGER t AFTER UPDATE ON x.t FOR EACH STATEMENT EXECUTE FUNCTION f()";
        assert_eq!(condition_and_arguments(text), (None, Vec::new()));
    }
}
