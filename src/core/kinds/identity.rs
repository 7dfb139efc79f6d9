//! Identity columns (manual, "Identity Columns"): the clause, with the sequence inside.

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, Catalog, Edge, EdgeKind, Inline, Kind, KindInfo, Name,
        Object, Ref,
    },
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, column, common, partition, sequence::{behind_values, position_kept, within_bounds}, table,
};

/// The kind.
pub const IDENTITY: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("identity", "identities", Inline::IfPossible)
};

/// Whether a value of the user's own is refused: ALWAYS, not BY DEFAULT.
pub const ALWAYS: Attr<bool> = Attr::new(&AttrDef { name: "always", class: AttrClass::Plain });
/// Schema and name of the sequence, if not what PostgreSQL would choose.
pub const SEQUENCE: Attr<Box<[Name]>> =
    Attr::new(&AttrDef { name: "sequence", class: AttrClass::Plain });
/// The first value.
pub const START: Attr<i64> = Attr::new(&AttrDef { name: "start", class: AttrClass::Plain });
/// The step.
pub const INCREMENT: Attr<i64> = Attr::new(&AttrDef { name: "increment", class: AttrClass::Plain });
/// The smallest value.
pub const MINIMUM: Attr<i64> = Attr::new(&AttrDef { name: "minimum", class: AttrClass::Plain });
/// The greatest value, if not the type's.
pub const MAXIMUM: Attr<i64> = Attr::new(&AttrDef { name: "maximum", class: AttrClass::Plain });
/// How many values a session takes at once.
pub const CACHE: Attr<i64> = Attr::new(&AttrDef { name: "cache", class: AttrClass::Plain });
/// Whether it starts again at the end.
pub const CYCLE: Attr<bool> = Attr::new(&AttrDef { name: "cycle", class: AttrClass::Plain });
/// Whether the sequence is `logged` or `unlogged`, where its table is not (15 and later; before,
/// no sequence is unlogged).
pub const PERSISTENCE: Attr<Name> =
    Attr::new(&AttrDef { name: "persistence", class: AttrClass::Plain });

/// The rules of identities.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        IDENTITY
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            ALWAYS.def,
            SEQUENCE.def,
            START.def,
            INCREMENT.def,
            MINIMUM.def,
            MAXIMUM.def,
            CACHE.def,
            CYCLE.def,
            PERSISTENCE.def,
        ];
        ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        if attribute == PERSISTENCE.name() { 15 } else { 0 }
    }

    /// The sequence depends on its column internally (`deptype` i). What PostgreSQL would
    /// choose by itself comes as NULL: limits depend on type and direction.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let acl = common::acl_columns("q.relacl", "s", "q.relowner");
        let persistence = "CASE WHEN q.relpersistence <> c.relpersistence \
             THEN CASE q.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'logged' END END";
        let persistence = cx.since(15, persistence, "NULL");
        Query::new(
            Stage::Members,
            format!(
                "SELECT s.seqrelid, a.attrelid, a.attnum, a.attidentity = 'a', n.nspname, \
                 q.relname, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, \
                 s.seqcycle, CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 \
                 ELSE 9223372036854775807 END::bigint, {persistence}, q.relowner, {acl} \
                 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
                 JOIN pg_depend d ON d.refclassid = 1259 AND d.refobjid = a.attrelid \
                 AND d.refobjsubid = a.attnum AND d.classid = 1259 AND d.deptype = 'i' \
                 JOIN pg_sequence s ON s.seqrelid = d.objid \
                 JOIN pg_class q ON q.oid = s.seqrelid \
                 JOIN pg_namespace n ON n.oid = q.relnamespace \
                 WHERE a.attidentity <> '' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let sequence = Address::new(class::RELATION, row.take()?);
        let column = Address::column(row.take()?, row.take()?);
        let Some(mut draft) = reader.member(IDENTITY, Some(sequence), column, "identity") else {
            return Ok(());
        };
        draft.flag(ALWAYS, row.take()?);
        let (schema, name): (&str, &str) = (row.take()?, row.take()?);
        let column = reader.place(column).and_then(|at| reader.object(at)).map(|it| it.id.clone());
        let usual = column.as_ref().is_some_and(|id| {
            id.part(0) == schema && format!("{}_{}_seq", id.part(1), id.part(2)) == name
        });
        if !usual {
            draft.set(SEQUENCE, reader.names([schema, name]));
        }
        let (start, step): (i64, i64) = (row.take()?, row.take()?);
        let (min, max): (i64, i64) = (row.take()?, row.take()?);
        let cache: i64 = row.take()?;
        draft.flag(CYCLE, row.take()?);
        let limit: i64 = row.take()?;
        let (usual_min, usual_max) = if step > 0 { (1, limit) } else { (-limit - 1, -1) };
        let usual_start = if step > 0 { min } else { max };
        let numbers = [
            (START, start, usual_start),
            (INCREMENT, step, 1),
            (MINIMUM, min, usual_min),
            (MAXIMUM, max, usual_max),
            (CACHE, cache, 1),
        ];
        for (attr, value, usual) in numbers {
            if value != usual {
                draft.set(attr, value);
            }
        }
        if let Some(word) = row.take::<Option<&str>>()? {
            draft.set(PERSISTENCE, reader.name(word));
        }
        let owner = row.take()?;
        common::read_acl(row, reader, &mut draft, owner)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let clause = written(object);
        let mut actions = vec![statement(cx, object, &format!("ADD {clause}"))];
        actions.extend(object.attrs.text(PERSISTENCE).map(|word| persist(object, word)));
        let (schema, name) = sequence_name(object);
        let column = object.parent;
        actions.extend(column.and_then(|it| behind_values(cx, it, &qualified(&schema, &name))));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let undo = Undo::StructureOnly("the position of its sequence".into());
        let mut action = statement(cx, cx.old.at(old), "DROP IDENTITY").undo(undo);
        action.risk = action.risk.breaking("writers that leave the column out");
        let (schema, name) = sequence_name(cx.old.at(old));
        let kept = position_kept(cx, old, &qualified(&schema, &name));
        kept.into_iter().chain([action]).collect()
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (at, old, new) = (new, cx.old.at(old), cx.new.at(new));
        let mut actions = Vec::new();
        if changed.has(SEQUENCE) {
            let (was, is) = (sequence_name(old), sequence_name(new));
            if was.0 != is.0 {
                // An identity's sequence cannot leave the schema of its table.
                return Alter::Replace;
            }
            let name = qualified(&was.0, &was.1);
            let sql = format!("ALTER SEQUENCE {name} RENAME TO {}", ident(&is.1));
            actions.push(
                Action::new(sql).risk(
                    Risk::none()
                        .lock(name, Lock::AccessExclusive)
                        .breaking("whoever names the sequence"),
                ),
            );
        }
        let mut clauses: Vec<String> = Vec::new();
        if changed.has(ALWAYS) {
            let how = if new.is(ALWAYS) { "ALWAYS" } else { "BY DEFAULT" };
            clauses.push(format!("SET GENERATED {how}"));
        }
        // The usual start is a limit, so it moves with that.
        let moves = [INCREMENT, MINIMUM, MAXIMUM].into_iter().any(|attr| changed.has(attr));
        let wants = |name: &str| changed.has_name(name) || (moves && name == START.name());
        clauses.extend(option_words(new, true, wants).into_iter().map(|it| format!("SET {it}")));
        if !clauses.is_empty() {
            let mut action = statement(cx, new, &clauses.join(" "));
            if moves {
                let (schema, name) = sequence_name(new);
                let (bounds, start) = numbers(new, column_type(cx, at));
                action.sql = within_bounds(&action.sql, &qualified(&schema, &name), bounds, start);
            }
            actions.push(action);
        }
        if changed.has(PERSISTENCE) {
            let table = cx.new.at(at).parent.and_then(|column| cx.new.at(column).parent);
            let is_unlogged = table.is_some_and(|table| cx.new.at(table).is(table::UNLOGGED));
            let usual = if is_unlogged { "unlogged" } else { "logged" };
            actions.push(persist(new, new.attrs.text(PERSISTENCE).unwrap_or(usual)));
        }
        Alter::InPlace(actions)
    }

    /// Its comment and its grants are those of the sequence.
    fn address(&self, object: &Object) -> Option<String> {
        let (schema, name) = sequence_name(object);
        Some(format!("SEQUENCE {}", qualified(&schema, &name)))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let (schema, name) = sequence_name(object);
        vec![Claim::new("relation", &[&schema, &name])]
    }
}

fn persist(object: &Object, word: &str) -> Action {
    let (schema, name) = sequence_name(object);
    let name = qualified(&schema, &name);
    let sql = format!("ALTER SEQUENCE {name} SET {}", word.to_uppercase());
    Action::new(sql).risk(Risk::none().lock(name, Lock::AccessExclusive))
}

/// Returns the statement that makes the sequence of a new column's identity as durable as it
/// is to be.
pub(super) fn persistence(cx: &Cx<'_>, column: Ref) -> Option<Action> {
    let (_, identity) = cx.inlined_children(column, IDENTITY).next()?;
    identity.attrs.text(PERSISTENCE).map(|word| persist(identity, word))
}

/// Returns the type of the column that an identity is a part of.
fn column_type<'a>(cx: &Cx<'a>, identity: Ref) -> &'a str {
    let column = cx.new.at(identity).parent;
    column.map_or("bigint", |column| cx.new.at(column).text(column::TYPE))
}

/// Returns the bounds and the start of the sequence.
fn numbers(object: &Object, of_type: &str) -> ([i64; 2], i64) {
    let limit = match of_type {
        "smallint" => i64::from(i16::MAX),
        "integer" => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    let descends = object.get(INCREMENT).is_some_and(|step| step < 0);
    let usual = if descends { (-limit - 1, -1) } else { (1, limit) };
    let minimum = object.get(MINIMUM).unwrap_or(usual.0);
    let maximum = object.get(MAXIMUM).unwrap_or(usual.1);
    let start = object.get(START).unwrap_or(if descends { maximum } else { minimum });
    ([minimum, maximum], start)
}

/// From 17 on partitions share the identity of their table.
fn statement(cx: &Cx<'_>, object: &Object, clause: &str) -> Action {
    let table = column::table_name(&object.id);
    let name = ident(object.id.part(2));
    let sql = format!("ALTER TABLE {table} ALTER COLUMN {name} {clause}");
    let risk = Risk::none();
    Action::new(sql).risk(if cx.version() >= 170_000 {
        risk.lock_partitions(table, Lock::AccessExclusive)
    } else {
        risk.lock(table, Lock::AccessExclusive)
    })
}

/// Returns schema and name of the sequence.
fn sequence_name(object: &Object) -> (String, String) {
    if let [schema, name] = object.list(SEQUENCE) {
        return (schema.to_string(), name.to_string());
    }
    let name = format!("{}_{}_seq", object.id.part(1), object.id.part(2));
    (object.id.part(0).to_owned(), name)
}

fn written(object: &Object) -> String {
    let how = if object.is(ALWAYS) { "ALWAYS" } else { "BY DEFAULT" };
    let mut options = Vec::new();
    if let [schema, name] = object.list(SEQUENCE) {
        options.push(format!("SEQUENCE NAME {}", qualified(schema, name)));
    }
    options.extend(option_words(object, false, |attr| object.attrs.value(attr).is_some()));
    if options.is_empty() {
        format!("GENERATED {how} AS IDENTITY")
    } else {
        format!("GENERATED {how} AS IDENTITY ({})", options.join(" "))
    }
}

/// Returns the options that `wants` names; a reset one by its default.
fn option_words(object: &Object, resets: bool, wants: impl Fn(&str) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut push = |attr: Attr<i64>, set: &str, reset: &str| {
        if wants(attr.name()) {
            match object.get(attr) {
                Some(value) => words.push(format!("{set} {value}")),
                None if resets && !reset.is_empty() => words.push(reset.to_owned()),
                None => {}
            }
        }
    };
    push(INCREMENT, "INCREMENT BY", "INCREMENT BY 1");
    push(MINIMUM, "MINVALUE", "NO MINVALUE");
    push(MAXIMUM, "MAXVALUE", "NO MAXVALUE");
    let descends = object.get(INCREMENT).is_some_and(|step| step < 0);
    let usual = if descends {
        object.get(MAXIMUM).unwrap_or(-1)
    } else {
        object.get(MINIMUM).unwrap_or(1)
    };
    push(START, "START WITH", &format!("START WITH {usual}"));
    push(CACHE, "CACHE", "CACHE 1");
    if wants(CYCLE.name()) {
        words.push(if object.is(CYCLE) { "CYCLE".into() } else { "NO CYCLE".into() });
    }
    words
}

/// Returns the statement that keeps the position of a column's identity for [`goes_on`].
pub(super) fn position(cx: &Cx<'_>, column: Ref) -> Option<Action> {
    let mut parts = cx.old.children(column).iter().copied();
    let at = parts.find(|at| cx.old.at(*at).id.kind == IDENTITY)?;
    let (schema, name) = sequence_name(cx.old.at(at));
    position_kept(cx, at, &qualified(&schema, &name))
}

/// Returns the statement by which the identity of a column that keeps its values goes on
/// behind them, where it is created with the column.
pub(super) fn goes_on(cx: &Cx<'_>, column: Ref) -> Option<Action> {
    let (_, identity) = cx.inlined_children(column, IDENTITY).next()?;
    let (schema, name) = sequence_name(identity);
    behind_values(cx, column, &qualified(&schema, &name))
}

/// Returns the identity as part of the definition of its column.
pub(super) fn clause(cx: &Cx<'_>, column: Ref) -> Option<String> {
    if comes_behind(cx, column) {
        return None;
    }
    cx.inlined_children(column, IDENTITY).next().map(|(_, identity)| written(identity))
}

/// Returns the statement that gives a new column its identity where ADD COLUMN cannot.
pub(super) fn behind(cx: &Cx<'_>, column: Ref) -> Option<Action> {
    comes_behind(cx, column).then(|| added(cx, column)).flatten()
}

/// Returns the statement that gives a new column the identity it is to have.
pub(super) fn added(cx: &Cx<'_>, column: Ref) -> Option<Action> {
    let (_, identity) = cx.inlined_children(column, IDENTITY).next()?;
    Some(statement(cx, identity, &format!("ADD {}", written(identity))))
}

/// Tells whether a column that is added gets its identity only after that: the server adds
/// none with identity to a table that has children, which do not inherit it; from 17 on
/// partitions do.
fn comes_behind(cx: &Cx<'_>, column: Ref) -> bool {
    let table = cx.new.at(column).parent;
    let has_heirs = |edge: &Edge| {
        edge.kind == EdgeKind::Follows
            && (cx.version() < 170_000 || !is_partition(cx.new, edge.from))
    };
    table.is_some_and(|table| !(cx.is_made)(table))
        && cx.new.dependants(column).iter().any(has_heirs)
}

fn is_partition(catalog: &Catalog, column: Ref) -> bool {
    let table = catalog.at(column).parent;
    let mut parts = table.map_or(&[][..], |table| catalog.children(table)).iter();
    parts.any(|at| catalog.at(*at).id.kind == partition::PARTITION)
}
