//! Triggers (manual, "CREATE TRIGGER"), constraint triggers among them.
//!
//! Internal triggers (of foreign keys and deferrable keys) and the copies that a trigger of
//! a partitioned table has on its partitions come by themselves and are not read. The one
//! exception is a copy that fires otherwise than its original: it stands for that state.

mod definition;

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, Catalog, EdgeKind, Inline, Kind, KindInfo, Name, Object,
        Ref,
    },
    error::Result,
    risk::{Lock, Risk},
    sql::quote::{ident, literal},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, common, extension_tie, extension_tie::DEPENDS_ON_EXTENSION, inheritance, rule::table,
};

/// The kind.
pub const TRIGGER: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::member("trigger", "triggers", Inline::Never);

/// `BEFORE`, `AFTER` or `INSTEAD OF`.
pub const TIMING: Attr<Name> = Attr::new(&AttrDef {
    name: "timing",
    class: AttrClass::Plain,
});

/// `INSERT`, `DELETE`, `UPDATE`, `TRUNCATE`, in this order.
pub const EVENTS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "events",
    class: AttrClass::Plain,
});

/// The columns of `UPDATE OF`.
pub const COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "columns",
    class: AttrClass::Plain,
});

/// Whether it fires for each row, not for each statement.
pub const EACH_ROW: Attr<bool> = Attr::new(&AttrDef {
    name: "each_row",
    class: AttrClass::Plain,
});

/// The condition.
pub const WHEN: Attr<Name> = Attr::new(&AttrDef {
    name: "when",
    class: AttrClass::Expression,
});

/// The function, quoted and qualified.
pub const FUNCTION: Attr<Name> = Attr::new(&AttrDef {
    name: "function",
    class: AttrClass::Plain,
});

/// The arguments, as the function sees them.
pub const ARGUMENTS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "arguments",
    class: AttrClass::Plain,
});

/// The name of the transition table of old rows.
pub const OLD_TABLE: Attr<Name> = Attr::new(&AttrDef {
    name: "old_table",
    class: AttrClass::Plain,
});

/// The name of the transition table of new rows.
pub const NEW_TABLE: Attr<Name> = Attr::new(&AttrDef {
    name: "new_table",
    class: AttrClass::Plain,
});

/// Whether it is a constraint trigger.
pub const CONSTRAINT: Attr<bool> = Attr::new(&AttrDef {
    name: "constraint",
    class: AttrClass::Plain,
});

/// Whether the constraint trigger may be deferred.
pub const DEFERRABLE: Attr<bool> = Attr::new(&AttrDef {
    name: "deferrable",
    class: AttrClass::Plain,
});

/// Whether the constraint trigger is deferred unless asked otherwise.
pub const DEFERRED: Attr<bool> = Attr::new(&AttrDef {
    name: "initially_deferred",
    class: AttrClass::Plain,
});

/// The other table of the constraint trigger, quoted and qualified.
pub const FROM: Attr<Name> = Attr::new(&AttrDef {
    name: "from",
    class: AttrClass::Plain,
});

/// When it fires, where that is not the usual: `disabled`, `replica`, `always`.
pub const FIRING: Attr<Name> = Attr::new(&AttrDef {
    name: "firing",
    class: AttrClass::Plain,
});

/// Whether it is the copy on a partition, of which only [`FIRING`] is its own.
pub const COPY: Attr<bool> = Attr::new(&AttrDef {
    name: "copy",
    class: AttrClass::Plain,
});

/// The rules of triggers.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TRIGGER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            TIMING.def,
            EVENTS.def,
            COLUMNS.def,
            EACH_ROW.def,
            WHEN.def,
            FUNCTION.def,
            ARGUMENTS.def,
            OLD_TABLE.def,
            NEW_TABLE.def,
            CONSTRAINT.def,
            DEFERRABLE.def,
            DEFERRED.def,
            FROM.def,
            FIRING.def,
            COPY.def,
            DEPENDS_ON_EXTENSION.def,
        ]
    }

    /// `pg_get_expr` refuses a condition that names both OLD and NEW, and arguments are
    /// bytes in the server's encoding, so that both are taken from the whole definition,
    /// where there are any. `tgconstrindid` tells the triggers of foreign keys, whose copies
    /// are internal like those of other triggers were before PostgreSQL 15.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let tie = extension_tie::join("pg_trigger", "t.oid");
        // A copy on a partition of a partition has the copy above as its parent.
        let original = "(WITH RECURSIVE up (oid, parent) AS (\
                        SELECT u.oid, u.tgparentid UNION ALL SELECT v.oid, v.tgparentid \
                        FROM up JOIN pg_trigger v ON v.oid = up.parent) \
                        SELECT up.oid FROM up WHERE up.parent = 0)";
        Query::new(
            Stage::Members,
            format!(
                "SELECT t.oid, t.tgrelid, t.tgname, t.tgenabled::text, \
                 CASE WHEN t.tgparentid <> 0 THEN {original} ELSE 0 END, \
                 tie.extensions, t.tgtype, t.tgattr::int2[], t.tgfoid, t.tgfoid::regproc::text, \
                 CASE WHEN t.tgqual IS NOT NULL OR t.tgnargs > 0 \
                 THEN pg_get_triggerdef(t.oid) END, t.tgoldtable, t.tgnewtable, \
                 t.tgconstraint <> 0, t.tgdeferrable, t.tginitdeferred, t.tgconstrrelid, \
                 CASE WHEN t.tgconstrrelid <> 0 THEN t.tgconstrrelid::regclass::text END \
                 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
                 LEFT JOIN pg_trigger u ON u.oid = t.tgparentid {tie} WHERE {scope} \
                 AND CASE WHEN t.tgparentid = 0 THEN NOT t.tgisinternal \
                 ELSE t.tgconstrindid = 0 AND t.tgenabled <> u.tgenabled END"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TRIGGER, row.take()?);
        let relation: u32 = row.take()?;
        let parent = Address::new(class::RELATION, relation);
        let Some(mut draft) = reader.member(TRIGGER, Some(address), parent, row.take()?) else {
            return Ok(());
        };
        if let Some(word) = firing_word(row.take()?) {
            draft.set(FIRING, reader.name(word));
        }
        let original: u32 = row.take()?;
        extension_tie::read(row, reader, &mut draft)?;
        if original == 0 {
            definition::read(row, reader, &mut draft, relation)?;
        } else {
            draft.set(COPY, true);
            draft.needs(Address::new(class::TRIGGER, original));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let trigger = cx.new.at(new);
        let mut actions = Vec::new();
        if !trigger.is(COPY) {
            let sql = statement("CREATE", trigger);
            let mut risk = risk_of(cx, trigger);
            if !risk.locks.is_empty() {
                let whom = format!("writers of {}, whose statements call it", table(trigger));
                risk = risk.breaking(whom);
            }
            actions.push(Action::new(sql).risk(risk));
        }
        if trigger.is(COPY) || trigger.attrs.text(FIRING).is_some() {
            actions.push(firing(cx, trigger));
        }
        let ties = trigger.list(DEPENDS_ON_EXTENSION);
        actions.extend(extension_tie::changes(self.address(trigger), &[], ties));
        actions
    }

    /// A copy goes back to what its original says.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let trigger = cx.old.at(old);
        let (name, table) = (ident(trigger.id.name()), table(trigger));
        if !trigger.is(COPY) {
            let risk = locked(trigger, Lock::AccessExclusive);
            let risk = risk.breaking("writers that rely on what it does");
            return vec![Action::new(format!("DROP TRIGGER {name} ON {table}")).risk(risk)];
        }
        let original = copies_of(cx.old.needs(old).iter().map(|edge| cx.old.at(edge.to)))
            .next()
            .and_then(|original| cx.new.find(&original.id))
            .filter(|original| !(cx.is_made)(*original))
            .map(|original| cx.new.at(original));
        // A partition that leaves, even for a moment, loses what it has from its table.
        let Some(original) = original.filter(|_| stays_attached(cx, cx.old, trigger)) else {
            return Vec::new();
        };
        let verb = firing_verb(original.attrs.text(FIRING));
        let risk = Risk::none().lock(&*table, Lock::ShareRowExclusive);
        vec![Action::new(format!("ALTER TABLE {table} {verb} TRIGGER {name}")).risk(risk)]
    }

    /// CREATE OR REPLACE TRIGGER came with PostgreSQL 14, does not take constraint triggers,
    /// lets the trigger fire as usual again and unties it from extensions.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (old, trigger) = (cx.old.at(old), cx.new.at(new));
        let in_place = changed.only(&[
            FIRING.name(),
            DEPENDS_ON_EXTENSION.name(),
            common::COMMENT.name(),
        ]);
        let is_constraint = old.is(CONSTRAINT) || trigger.is(CONSTRAINT);
        if changed.has(COPY) || (!in_place && (is_constraint || cx.version() < 140_000)) {
            return Alter::Replace;
        }
        let mut actions = Vec::new();
        if !in_place {
            let sql = statement("CREATE OR REPLACE", trigger);
            actions.push(Action::new(sql).risk(risk_of(cx, trigger)));
        }
        if changed.has(FIRING) || (!in_place && trigger.attrs.text(FIRING).is_some()) {
            actions.push(firing(cx, trigger));
        }
        if !in_place || changed.has(FIRING) {
            let dependants = cx.new.dependants(new).iter();
            let copies = copies_of(dependants.map(|edge| cx.new.at(edge.from)));
            let copies = copies.filter(|it| it.is(COPY) && stays_attached(cx, cx.new, it));
            actions.extend(copies.map(|copy| firing(cx, copy)));
        }
        let ties = if in_place { old.list(DEPENDS_ON_EXTENSION) } else { &[] };
        let wanted = trigger.list(DEPENDS_ON_EXTENSION);
        actions.extend(extension_tie::changes(self.address(trigger), ties, wanted));
        Alter::InPlace(actions)
    }

    /// A copy is there when its table is attached.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let trigger = cx.new.at(new);
        if trigger.is(COPY) { ties_above(cx.new, trigger.parent) } else { Vec::new() }
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        let name = ident(object.id.name());
        Some(format!("TRIGGER {name} ON {}", table(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let id = &object.id;
        vec![Claim::new("trigger", &[id.part(0), id.part(1), id.part(2)])]
    }
}

/// Lists what ties a partition to its table, and that to the one above, and so on.
fn ties_above(catalog: &Catalog, table: Option<Ref>) -> Vec<Ref> {
    let mut ties = Vec::new();
    let mut table = table;
    while let Some(at) = table {
        let mut members = catalog.children(at).iter().copied();
        let Some(tie) = members.find(|at| catalog.at(*at).id.kind.info().links) else {
            break;
        };
        ties.push(tie);
        let mut needs = catalog.needs(tie).iter().map(|edge| edge.to);
        table = needs.find(|to| *to != at && catalog.at(*to).parent.is_none());
    }
    ties
}

/// Tells whether the table of a copy, of one of the catalogs, is a part of those above it all
/// the while.
fn stays_attached(cx: &Cx<'_>, catalog: &Catalog, copy: &Object) -> bool {
    let table = copy.parent.and_then(|table| cx.old.find(&catalog.at(table).id));
    let mut ties = ties_above(cx.old, table).into_iter();
    let is = copy.parent.and_then(|table| cx.new.find(&catalog.at(table).id));
    ties.all(|tie| inheritance::stays(cx, cx.old.at(tie)))
        && !ties_above(cx.new, is).into_iter().any(cx.is_made)
}

/// Returns the statements that give the copies on a table which is attached anew, and on
/// those below it, the state that they had.
pub(super) fn copies_anew(cx: &Cx<'_>, table: Ref) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut open = vec![table];
    while let Some(at) = open.pop() {
        let parts = cx.new.children(at).iter().copied();
        let copies = parts.filter(|part| cx.new.at(*part).is(COPY) && !(cx.is_made)(*part));
        actions.extend(copies.map(|copy| firing(cx, cx.new.at(copy))));
        let users = cx.new.dependants(at).iter().filter(|edge| edge.kind == EdgeKind::Needs);
        let ties = users.map(|edge| edge.from).filter(|tie| cx.new.at(*tie).id.kind.info().links);
        open.extend(ties.filter_map(|tie| cx.new.at(tie).parent).filter(|below| *below != at));
    }
    actions
}

fn copies_of<'a>(objects: impl Iterator<Item = &'a Object>) -> impl Iterator<Item = &'a Object> {
    objects.filter(|object| object.id.kind == TRIGGER)
}

fn risk_of(cx: &Cx<'_>, trigger: &Object) -> Risk {
    if trigger.parent.is_some_and(|table| (cx.is_made)(table)) {
        return Risk::none();
    }
    locked(trigger, Lock::ShareRowExclusive)
}

/// A trigger for each row is copied to the partitions of its table.
fn locked(trigger: &Object, lock: Lock) -> Risk {
    if trigger.is(EACH_ROW) {
        Risk::none().lock_partitions(table(trigger), lock)
    } else {
        Risk::none().lock(table(trigger), lock)
    }
}

fn firing(cx: &Cx<'_>, trigger: &Object) -> Action {
    let verb = firing_verb(trigger.attrs.text(FIRING));
    let (table, name) = (table(trigger), ident(trigger.id.name()));
    let sql = format!("ALTER TABLE {table} {verb} TRIGGER {name}");
    Action::new(sql).risk(risk_of(cx, trigger))
}

/// Returns the word for a letter of `tgenabled`, `ev_enabled` or `evtenabled`; nothing for
/// the usual state.
pub(super) fn firing_word(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "D" => "disabled",
        "R" => "replica",
        "A" => "always",
        _ => return None,
    })
}

/// Returns what brings a trigger or rule into a state that [`firing_word`] names.
pub(super) fn firing_verb(word: Option<&str>) -> &'static str {
    match word {
        Some("disabled") => "DISABLE",
        Some("replica") => "ENABLE REPLICA",
        Some("always") => "ENABLE ALWAYS",
        _ => "ENABLE",
    }
}

fn statement(verb: &str, trigger: &Object) -> String {
    let constraint = if trigger.is(CONSTRAINT) { "CONSTRAINT " } else { "" };
    let (name, timing) = (ident(trigger.id.name()), trigger.text(TIMING));
    let columns: Vec<_> = trigger.list(COLUMNS).iter().map(|it| ident(it)).collect();
    let events: Vec<String> = trigger
        .list(EVENTS)
        .iter()
        .map(|event| match &**event {
            "UPDATE" if !columns.is_empty() => format!("UPDATE OF {}", columns.join(", ")),
            event => event.to_owned(),
        })
        .collect();
    let (events, table) = (events.join(" OR "), table(trigger));
    let mut sql = format!("{verb} {constraint}TRIGGER {name} {timing} {events} ON {table}");
    let mut add = |part: String| {
        sql.push(' ');
        sql.push_str(&part);
    };
    if let Some(other) = trigger.attrs.text(FROM) {
        add(format!("FROM {other}"));
    }
    if trigger.is(DEFERRABLE) {
        let word = if trigger.is(DEFERRED) { " INITIALLY DEFERRED" } else { "" };
        add(format!("DEFERRABLE{word}"));
    }
    let transition = [("OLD", OLD_TABLE), ("NEW", NEW_TABLE)];
    let transition: Vec<String> = transition
        .into_iter()
        .filter_map(|(word, attr)| Some((word, trigger.attrs.text(attr)?)))
        .map(|(word, name)| format!("{word} TABLE AS {}", ident(name)))
        .collect();
    if !transition.is_empty() {
        add(format!("REFERENCING {}", transition.join(" ")));
    }
    let each = if trigger.is(EACH_ROW) { "ROW" } else { "STATEMENT" };
    add(format!("FOR EACH {each}"));
    if let Some(condition) = trigger.attrs.text(WHEN) {
        add(format!("WHEN ({condition})"));
    }
    let arguments: Vec<String> = trigger.list(ARGUMENTS).iter().map(|it| literal(it)).collect();
    let (function, arguments) = (trigger.text(FUNCTION), arguments.join(", "));
    add(format!("EXECUTE FUNCTION {function}({arguments})"));
    sql
}
