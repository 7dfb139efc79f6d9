//! What a change of a column's type takes: a USING clause, a rewrite, a loss.
//!
//! Measured on PostgreSQL 13 to 18. Without an assignment cast PostgreSQL wants a USING
//! clause; with one, none is written: the assignment refuses a value that does not fit,
//! where an explicit cast to `varchar(n)` cuts it off in silence.

use std::borrow::Cow;

use crate::{
    catalog::{Action, Attr, Catalog, Kind, Name, Object, Ref},
    kinds::{self, Changed, Cx, check, constraint::NOT_VALID, domain, exclusion, index, primary_key, unique},
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{carry::{between, carried, listed, unlisted}, COLLATION, COMPRESSION, STORAGE, TYPE, own, table_name, volatile};

/// A type taken apart: its name, its modifier's numbers, its array brackets.
#[derive(Debug, PartialEq, Eq)]
struct Shape<'a> {
    base: &'a str,
    modifier: Vec<i64>,
    is_array: bool,
}

impl<'a> Shape<'a> {
    fn of(text: &'a str) -> Self {
        let (text, is_array) = match text.strip_suffix("[]") {
            Some(element) => (element, true),
            None => (text, false),
        };
        let Some((before, rest)) = text.split_once('(') else {
            return Self { base: text, modifier: Vec::new(), is_array };
        };
        let Some((numbers, after)) = rest.split_once(')') else {
            return Self { base: text, modifier: Vec::new(), is_array };
        };
        let modifier: Option<Vec<i64>> =
            numbers.split(',').map(|number| number.trim().parse().ok()).collect();
        // `timestamp(3) with time zone` is told from `timestamp(3) without` by what follows.
        let base = match (before, after) {
            ("timestamp", " with time zone") => "timestamp with time zone",
            ("timestamp", _) => "timestamp without time zone",
            ("time", " with time zone") => "time with time zone",
            ("time", _) => "time without time zone",
            _ => before,
        };
        Self { base, modifier: modifier.unwrap_or_default(), is_array }
    }

    fn family(&self) -> Family {
        match self.base {
            "text" | "character varying" | "character" | "name" => Family::Text,
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => {
                Family::Number
            }
            "date" | "timestamp without time zone" | "timestamp with time zone" => Family::Moment,
            "bit" | "bit varying" => Family::Bits,
            "json" | "jsonb" => Family::Json,
            "inet" | "cidr" => Family::Net,
            _ => Family::Other,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Text,
    Number,
    Moment,
    Bits,
    Json,
    Net,
    Other,
}

/// Returns the statement that changes the type or the collation of a column. No value of a
/// foreign table is converted, and PostgreSQL takes no USING there.
pub(in crate::kinds) fn action(cx: &Cx<'_>, old: &Object, new: &Object) -> Action {
    let (was, is) = (old.text(TYPE), new.text(TYPE));
    let table = reached_by(cx, new);
    let name = ident(new.id.name());
    let collation =
        new.attrs.text(COLLATION).map_or(String::new(), |collation| format!(" COLLATE {collation}"));
    let is_elsewhere = super::is_elsewhere(cx.new, new);
    let carried = between(cx, was, is, &name);
    let using = conversion(cx, old, new, &name).filter(|_| !is_elsewhere);
    let using = using.map_or(String::new(), |using| format!(" USING {using}"));
    let sql = format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {is}{collation}{using}");
    if is_elsewhere {
        return Action::new(sql).risk(risk_elsewhere(&table));
    }
    let (from, to) = (base_of(cx.old, was), base_of(cx.new, is));
    let mut risk = if was != is && from == to {
        Risk::none().lock_all(table_name(&new.id), Lock::AccessExclusive).breaking(CLIENTS)
    } else {
        risk(old, &from, &to, &table_name(&new.id))
    };
    let is_array = was != is && is.ends_with("[]");
    let is_checked = was != is && to != is && volatile::is_checked(cx, is);
    if is_checked || (from != to && !is_widening(&Shape::of(&from), &Shape::of(&to))) {
        risk = risk.breaking(unfit(is));
    }
    // Elements are looked at one by one, even to be left as they are, and the server does not
    // see that a domain is as long already.
    let is_measured = was != from && !Shape::of(&to).modifier.is_empty();
    risk.rewrites |= is_checked || is_array || (was != is && is_measured);
    risk.scans = !risk.rewrites && is_looked_at(cx, old, new);
    let losses = carried.map_or_else(Vec::new, |it| it.losses);
    if !losses.is_empty() {
        risk = risk.losing(format!("{} of {}", losses.join(", "), new.id.dotted()));
    }
    let undo = if risk.loses.is_some() {
        Undo::StructureOnly(format!("what the values of {} lost", new.id.dotted()))
    } else if from == to || is_widening(&Shape::of(&from), &Shape::of(&to)) {
        Undo::ExactIf(format!("all values of {} fit {was}", new.id.dotted()))
    } else {
        Undo::ExactIf(format!("the values of {} turn back into the same {was}", new.id.dotted()))
    };
    Action::new(sql).risk(risk).undo(undo)
}

/// Returns the expression by which values of a column get their new type, where one is
/// needed. A domain's values are those of the type that it is of.
pub(super) fn conversion(cx: &Cx<'_>, old: &Object, new: &Object, name: &str) -> Option<String> {
    let [was, is] = [base_of(cx.old, old.text(TYPE)), base_of(cx.new, new.text(TYPE))];
    if is_made_anew(cx, was.strip_suffix("[]").unwrap_or(&was)) {
        // The type of that name is another one by now.
        return Some(carried(cx, old.text(TYPE), new.text(TYPE), name).sql);
    }
    between(cx, &was, &is, name).map(|it| it.sql).or_else(|| using(&was, &is, name))
}

/// Tells whether another type comes in the place of one, under its name.
fn is_made_anew(cx: &Cx<'_>, of_type: &str) -> bool {
    if !of_type.contains('.') {
        return false;
    }
    let is_type = |at: Ref| kinds::of(cx.old.at(at).id.kind).aside(cx, at).is_some();
    let mut roots = cx.old.objects().filter(|(_, object)| object.parent.is_none());
    let was = roots.find(|(at, object)| object.id.dotted() == of_type && is_type(*at));
    let is = was.and_then(|(_, was)| cx.new.find(&was.id));
    is.is_some_and(|is| (cx.is_made)(is))
}

/// Returns the statements that give a column again what it loses by the change of its type,
/// unless that is given anyway, and what stays on it.
pub(super) fn behind(cx: &Cx<'_>, new: Ref, given: &Changed) -> Vec<Action> {
    let column = cx.new.at(new);
    let (table, name) = (table_name(&column.id), ident(column.id.name()));
    let again = |(attr, word): (Attr<Name>, &str)| {
        let value = column.attrs.text(attr).filter(|_| !given.has(attr))?;
        let sql = format!("ALTER TABLE ONLY {table} ALTER COLUMN {name} SET {word} {value}");
        Some(Action::new(sql).risk(Risk::none().lock(&*table, Lock::AccessExclusive)))
    };
    let settings = [(STORAGE, "STORAGE"), (COMPRESSION, "COMPRESSION")];
    let mut actions: Vec<Action> = settings.into_iter().filter_map(again).collect();
    actions.extend(of_users(cx, new));
    actions
}

fn of_users(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let users = cx.new.dependants(new).iter().map(|edge| edge.from);
    let mut staying: Vec<Ref> = users.filter(|at| !(cx.is_made)(*at)).collect();
    staying.sort_unstable();
    staying.dedup();
    staying
        .into_iter()
        .flat_map(|at| kinds::of(cx.new.at(at).id.kind).retyped(cx, at))
        .collect()
}

/// Returns the table by whose name a column changes: a helper, where that stands in for the
/// parent that gives the column.
pub(super) fn reached_by(cx: &Cx<'_>, new: &Object) -> String {
    let holder = cx.new.find(&new.id).and_then(|at| own::holder(cx, at));
    holder.map_or_else(|| table_name(&new.id), |(_, helper)| helper)
}

/// Returns the type that a domain is of, or the elements of an array; another type is itself.
pub(in crate::kinds) fn base_of<'a>(catalog: &'a Catalog, of_type: &'a str) -> Cow<'a, str> {
    if let Some(element) = of_type.strip_suffix("[]") {
        return match base_of(catalog, element) {
            base if base == element || base.ends_with("[]") => Cow::Borrowed(of_type),
            base => Cow::Owned(format!("{base}[]")),
        };
    }
    let mut domains = catalog.of_kind(domain::DOMAIN).map(|at| catalog.at(at));
    match domains.find(|it| it.id.dotted() == of_type) {
        Some(domain) => base_of(catalog, domain.text(domain::TYPE)),
        None => Cow::Borrowed(of_type),
    }
}

/// Tells whether a table is read because of what follows a column that stays as it is on
/// disk: its checks, and the indexes that are ordered otherwise.
fn is_looked_at(cx: &Cx<'_>, old: &Object, new: &Object) -> bool {
    const INDEXES: &[Kind] = &[
        exclusion::EXCLUSION,
        index::INDEX,
        primary_key::PRIMARY_KEY,
        unique::UNIQUE,
    ];
    let base = |it: &Object| Shape::of(it.text(TYPE)).base.to_owned();
    let is_ordered_otherwise = old.attrs.text(COLLATION) != new.attrs.text(COLLATION)
        || is_citext(&base(old)) != is_citext(&base(new));
    let users = cx.old.find(&old.id).map_or(&[][..], |at| cx.old.dependants(at));
    // What changes, or uses what goes, has left before.
    let stays = |at: Ref| {
        let it = cx.old.at(at);
        let mut needed = cx.old.needs(at).iter().map(|edge| &cx.old.at(edge.to).id);
        cx.new.get(&it.id).is_some_and(|is| is.attrs == it.attrs)
            && needed.all(|id| cx.new.find(id).is_some())
    };
    let staying = users.iter().map(|edge| edge.from).filter(|at| stays(*at));
    staying.map(|at| cx.old.at(at)).any(|it| {
        (it.id.kind == check::CHECK && !it.is(NOT_VALID))
            || (is_ordered_otherwise && INDEXES.contains(&it.id.kind))
    })
}

/// Whom any change of a type may break.
pub(super) const CLIENTS: &str = "prepared statements and clients that expect the old type";

/// Says whom it breaks that not every value is one of a type.
fn unfit(of_type: &str) -> String {
    format!("the statement itself and writers, if values do not fit {of_type}")
}

/// Returns the expression for USING, where one is needed.
fn using(was: &str, is: &str, name: &str) -> Option<String> {
    let (old, new) = (Shape::of(was), Shape::of(is));
    if old.is_array != new.is_array && new.family() == Family::Json && !new.is_array {
        return Some(format!("to_{}({name})", new.base));
    }
    let cast = uncut(is).unwrap_or(is);
    if old.is_array != new.is_array {
        let convert = |was: &str, is: &str, value: &str| using(was, is, value);
        let sql = if new.is_array {
            listed(was, is, name, convert)
        } else {
            unlisted(was, is, name, convert)
        };
        let through_text = || (cast != "text").then(|| format!("{name}::text::{cast}"));
        return sql.or_else(through_text);
    }
    if (old.base, new.base) == ("timestamp without time zone", "timestamp with time zone") {
        // Without it the session's TimeZone decides what the values mean.
        return Some(format!("{name} AT TIME ZONE 'UTC'"));
    }
    if (old.base, new.base) == ("timestamp with time zone", "timestamp without time zone") {
        return Some(format!("{name} AT TIME ZONE 'UTC'"));
    }
    let (from, to) = (old.family(), new.family());
    // Every type has an assignment cast to the string types by its output function.
    if old.base == new.base || to == Family::Text || (from == to && from != Family::Other) {
        return None;
    }
    let explicit = from == Family::Text
        || (old.base, new.base) == ("integer", "boolean")
        || (old.base, new.base) == ("boolean", "integer");
    if explicit {
        return Some(format!("{name}::{cast}"));
    }
    if to == Family::Json && !new.is_array {
        return Some(format!("to_{}({name})", new.base));
    }
    let middle = if old.is_array { "text[]" } else { "text" };
    Some(format!("{name}::{middle}::{cast}"))
}

/// Tells whether a type is one of strings.
pub(super) fn is_string(of_type: &str) -> bool {
    Shape::of(of_type).family() == Family::Text
}

/// Returns the type to cast to explicitly, for one of limited length: such a cast cuts off
/// what does not fit, and the assignment that follows refuses it.
pub(super) fn uncut(is: &str) -> Option<&'static str> {
    let shape = Shape::of(is);
    let is_limited = !shape.modifier.is_empty() || matches!(shape.base, "character" | "bit");
    Some(match (shape.base, shape.is_array) {
        _ if !is_limited => return None,
        ("character varying" | "character", false) => "text",
        ("character varying" | "character", true) => "text[]",
        ("bit" | "bit varying", false) => "bit varying",
        ("bit" | "bit varying", true) => "bit varying[]",
        _ => return None,
    })
}

/// Tells whether every value of the old type is one of the new.
fn is_widening<'a>(old: &Shape<'a>, new: &Shape<'a>) -> bool {
    if old.is_array != new.is_array {
        let element = |shape: &Shape<'a>| Shape { is_array: false, modifier: shape.modifier.clone(), ..*shape };
        return if new.is_array {
            old.family() != Family::Text && is_widening(old, &element(new))
        } else {
            new.base == "text"
        };
    }
    if old.is_array {
        return old.base == new.base && (new.modifier.is_empty() || old.modifier == new.modifier);
    }
    let rank = |base: &str| ["smallint", "integer", "bigint", "numeric"].iter().position(|it| *it == base);
    let limit = |shape: &Shape<'_>| shape.modifier.first().copied();
    match (old.base, new.base) {
        ("numeric", "numeric") => match (&old.modifier[..], &new.modifier[..]) {
            (_, []) => true,
            ([], _) => false,
            (was, is) => {
                let part = |list: &[i64], at: usize| list.get(at).copied().unwrap_or(0);
                let whole = |list: &[i64]| part(list, 0) - part(list, 1);
                part(is, 1) >= part(was, 1) && whole(is) >= whole(was)
            }
        },
        (_, "text") => true,
        ("text" | "character varying", is) if is_citext(is) => true,
        ("text", "character varying") if new.modifier.is_empty() => true,
        ("character varying", "character varying") | ("bit varying", "bit varying") => {
            limit(new).is_none_or(|is| limit(old).is_some_and(|was| is >= was))
        }
        (was, is) if was == is => limit(new).is_none_or(|is| limit(old).is_some_and(|was| is >= was)),
        ("real", "double precision")
        | ("json", "jsonb")
        | ("cidr", "inet")
        | ("date", "timestamp without time zone") => true,
        (was, is) => match (rank(was), rank(is)) {
            (Some(was), Some(is)) => is > was && new.modifier.is_empty(),
            _ => false,
        },
    }
}

/// Tells whether a type is that of the extension which every text is one of.
fn is_citext(base: &str) -> bool {
    base == "citext" || base.ends_with(".citext")
}

/// Tells whether the values stay on disk as they are (`ddl_locks`: metadata only).
fn is_free(old: &Shape<'_>, new: &Shape<'_>) -> bool {
    if old.is_array || new.is_array || !is_widening(old, new) {
        return false;
    }
    match (old.base, new.base) {
        (was, is) if is_citext(was) != is_citext(is) => true,
        ("cidr", "inet")
        | ("xml", "text")
        | ("character varying", "character varying" | "text")
        | ("text", "character varying")
        | ("bit varying", "bit varying") => true,
        ("numeric", "numeric") => {
            new.modifier.is_empty() || old.modifier.get(1) == new.modifier.get(1)
        }
        (was, is) => {
            was == is
                && matches!(
                    was,
                    "timestamp without time zone"
                        | "timestamp with time zone"
                        | "time without time zone"
                        | "time with time zone"
                        | "interval"
                )
        }
    }
}

pub(super) fn risk_elsewhere(table: &str) -> Risk {
    Risk::none()
        .lock_all(table, Lock::AccessExclusive)
        .breaking(CLIENTS)
}

fn risk(column: &Object, was: &str, is: &str, table: &str) -> Risk {
    let (old, new) = (Shape::of(was), Shape::of(is));
    let risk = Risk::none()
        .lock_all(table, Lock::AccessExclusive)
        .breaking(CLIENTS);
    if was == is {
        return risk.breaking("whoever relies on the order in which values sort");
    }
    let risk = if is_free(&old, &new) { risk } else { risk.rewrite() };
    match silent_loss(&old, &new) {
        Some(what) => risk.losing(format!("{what} of {}", column.id.dotted())),
        None => risk,
    }
}

/// Says what an assignment of one type to another loses without an error.
pub(super) fn loss(was: &str, is: &str) -> Option<&'static str> {
    silent_loss(&Shape::of(was), &Shape::of(is))
}

fn silent_loss(old: &Shape<'_>, new: &Shape<'_>) -> Option<&'static str> {
    let scale = |shape: &Shape<'_>| match shape.base {
        "smallint" | "integer" | "bigint" => Some(0),
        "numeric" if shape.modifier.is_empty() => None,
        "numeric" => Some(shape.modifier.get(1).copied().unwrap_or(0)),
        _ => None,
    };
    let is_float = |base: &str| matches!(base, "real" | "double precision");
    let is_moment = |base: &str| base.starts_with("timestamp");
    match (old.base, new.base) {
        (was, "date") if is_moment(was) => Some("the time of day"),
        (was, is) if is_moment(was) && is_moment(is) => {
            let digits = |shape: &Shape<'_>| shape.modifier.first().copied().unwrap_or(6);
            let zone = "the time zone (taken as UTC; write another behind AT TIME ZONE)";
            if digits(new) < digits(old) {
                Some("fractions of a second")
            } else {
                changes_zone(was, is).then_some(zone)
            }
        }
        ("double precision", "real") => Some("digits"),
        (_, is) if is_float(is) && old.base == "numeric" => Some("digits"),
        (was, _) if is_float(was) => {
            scale(new).is_some().then_some("digits behind the point")
        }
        ("numeric", _) => match (scale(old), scale(new)) {
            (None, Some(_)) => Some("digits behind the point"),
            (Some(was), Some(is)) if is < was => Some("digits behind the point"),
            _ => None,
        },
        ("json", "jsonb") => Some("white space, key order and repeated keys"),
        ("character varying" | "text", "character varying") if !is_widening(old, new) => {
            Some("blanks at the end that do not fit")
        }
        _ => other_loss(old, new).or_else(|| {
            let guess = "the meaning (no cast leads there, only the text is tried; write USING)";
            is_guess(old, new).then_some(guess)
        }),
    }
}

/// Says what casts between the less common types lose without an error.
fn other_loss(old: &Shape<'_>, new: &Shape<'_>) -> Option<&'static str> {
    let is_text = old.family() == Family::Text;
    let is_time = |base: &str| base.starts_with("time ");
    let digits = |shape: &Shape<'_>| shape.modifier.first().copied().unwrap_or(6);
    Some(match (old.base, new.base) {
        (was, is) if was.starts_with("timestamp") && is_time(is) => "the date",
        ("time with time zone", "time without time zone") => "the time zone",
        (was, is) if was == is && (is_time(is) || is == "interval") => {
            return (digits(new) < digits(old)).then_some("fractions of a second");
        }
        (was, is) if was.starts_with("interval") && is.starts_with("interval ") && was != is => {
            "the fields that the new type has not"
        }
        ("date", "timestamp with time zone") => {
            "the time zone (midnight is taken as UTC's; write another behind AT TIME ZONE)"
        }
        (_, "name") if is_text => "what is behind the 63rd byte",
        (_, "\"char\"") => "all but the first byte",
        ("bigint", "double precision" | "real") | ("integer", "real") => "digits of large numbers",
        ("numeric", "money") => "digits behind the point",
        ("inet", "cidr") => "the bits of the host",
        ("integer", "boolean") => "which number it was",
        (_, "tsvector") if is_text => "the text itself",
        (_, is) if is_text && (is == "date" || is.starts_with("time")) => {
            "the meaning of what is not in ISO form or names no zone (read as MDY, in UTC)"
        }
        _ => return None,
    })
}

fn changes_zone(was: &str, is: &str) -> bool {
    let zoned = |base: &str| match base {
        "timestamp with time zone" => Some(true),
        "timestamp without time zone" => Some(false),
        _ => None,
    };
    matches!((zoned(was), zoned(is)), (Some(was), Some(is)) if was != is)
}

/// Tells whether no cast leads from one built-in type to another, so that their texts may
/// mean different things: `20200101` as a number and as a date.
fn is_guess(old: &Shape<'_>, new: &Shape<'_>) -> bool {
    let (from, to) = (old.family(), new.family());
    let plain = |family| matches!(family, Family::Number | Family::Moment | Family::Bits);
    from != to && plain(from) && plain(to)
}

/// Returns the storage strategy that a type has by itself, in the words of SET STORAGE.
pub(super) fn default_storage(text: &str) -> &'static str {
    let shape = Shape::of(text);
    if shape.is_array {
        return "EXTENDED";
    }
    match shape.base {
        "numeric" | "inet" | "cidr" => "MAIN",
        "smallint" | "integer" | "bigint" | "real" | "double precision" | "boolean" | "date"
        | "uuid" | "name" | "oid" | "interval" => "PLAIN",
        base if base.starts_with("time") => "PLAIN",
        _ => "EXTENDED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cast_is_written_only_where_assignment_does_not_do_it() {
        assert_eq!(using("integer", "bigint", "c"), None);
        assert_eq!(using("character varying(10)", "character varying(2)", "c"), None);
        assert_eq!(using("integer", "text", "c"), None);
        assert_eq!(using("text", "integer", "c").as_deref(), Some("c::integer"));
        assert_eq!(using("app.mood", "app.state", "c").as_deref(), Some("c::text::app.state"));
        assert_eq!(
            using("timestamp without time zone", "timestamp with time zone", "c").as_deref(),
            Some("c AT TIME ZONE 'UTC'")
        );
    }

    #[test]
    fn what_is_free_and_what_loses() {
        let free = |was, is| is_free(&Shape::of(was), &Shape::of(is));
        assert!(free("character varying(10)", "character varying(20)"));
        assert!(free("character varying(10)", "text"));
        assert!(free("numeric(10,2)", "numeric(12,2)"));
        assert!(!free("numeric(10,2)", "numeric(12,4)"));
        assert!(!free("integer", "bigint"));
        assert!(!free("text", "character varying(10)"));
        assert!(free("timestamp(3) without time zone", "timestamp without time zone"));
        let loss = |was, is| silent_loss(&Shape::of(was), &Shape::of(is));
        assert!(loss("numeric(10,4)", "numeric(10,2)").is_some());
        assert!(loss("timestamp with time zone", "date").is_some());
        for (was, is) in [
            ("timestamp without time zone", "time without time zone"),
            ("time without time zone", "time(0) without time zone"),
            ("interval", "interval(3)"),
            ("interval", "interval day"),
            ("text", "name"),
            ("bigint", "double precision"),
            ("date", "timestamp with time zone"),
            ("text", "date"),
        ] {
            assert!(loss(was, is).is_some(), "{was} to {is}");
        }
        assert!(loss("time(0) without time zone", "time without time zone").is_none());
        assert!(loss("interval", "text").is_none() && loss("interval(3)", "interval").is_none());
        assert!(loss("integer", "bigint").is_none());
        assert!(loss("double precision", "integer").is_some());
    }
}
