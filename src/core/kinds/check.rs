//! CHECK constraints of tables (manual, "Check Constraints").
//!
//! Those of domains are part of the domain.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, EdgeKind, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, INHERITED, Likeness, Query, ReadCx, Reader, Rules,
    Stage, class, column::{self, FROM_PARENT}, common,
    constraint::{self, NOT_ENFORCED, NOT_VALID},
    generated, inheritance, online, table,
};

/// The kind.
pub const CHECK: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("check constraint", "check constraints", Inline::IfPossible)
};

/// What must not be false.
pub const EXPRESSION: Attr<Name> = Attr::new(&AttrDef {
    name: "expression",
    class: AttrClass::Expression,
});
/// Whether tables that inherit from this one go without it.
pub const NO_INHERIT: Attr<bool> = Attr::new(&AttrDef {
    name: "no_inherit",
    class: AttrClass::Plain,
});

/// Whether it holds for all rows of its table though it counts as not valid, as that of the
/// parents does.
pub const VALIDATED: Attr<bool> = Attr::new(&AttrDef {
    name: "validated",
    class: AttrClass::Silent,
});

/// The rules of check constraints.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        CHECK
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            EXPRESSION.def,
            NO_INHERIT.def,
            NOT_VALID.def,
            NOT_ENFORCED.def,
            INHERITED.def,
            FROM_PARENT.def,
            column::INHERITED_ONLY.def,
            VALIDATED.def,
        ];
        ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        if attribute == NOT_ENFORCED.name() { 18 } else { 0 }
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("k.connamespace", "k.conrelid");
        let enforced = cx.since(18, "k.conenforced", "true");
        let is_valid = is_valid(cx);
        Query::new(
            Stage::Members,
            format!(
                "SELECT k.oid, k.conrelid, k.conname, coalesce(k.conkey, '{{}}'), \
                 pg_get_expr(k.conbin, k.conrelid), k.connoinherit, {is_valid}, k.convalidated, \
                 {enforced}, k.coninhcount > 0, NOT k.conislocal, NOT k.conislocal \
                 AND (SELECT NOT c.relispartition FROM pg_class c WHERE c.oid = k.conrelid) \
                 FROM pg_constraint k WHERE k.contype = 'c' AND k.conrelid <> 0 AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CONSTRAINT, row.take()?);
        let relation: u32 = row.take()?;
        let table = Address::new(class::RELATION, relation);
        let Some(mut draft) = reader.member(CHECK, Some(address), table, row.take()?) else {
            return Ok(());
        };
        let columns: Vec<i16> = row.take()?;
        constraint::needs_columns(&mut draft, relation, &columns);
        // Partitions repeat the same expression a thousand times.
        draft.set(EXPRESSION, reader.name(row.take()?));
        draft.flag(NO_INHERIT, row.take()?);
        let (is_valid, is_validated): (bool, bool) = (row.take()?, row.take()?);
        let is_enforced: bool = row.take()?;
        draft
            .flag(VALIDATED, is_validated && !is_valid)
            .flag(NOT_VALID, is_enforced && !is_valid)
            .flag(NOT_ENFORCED, !is_enforced)
            .flag(INHERITED, row.take()?)
            .flag(FROM_PARENT, row.take()?)
            .flag(column::INHERITED_ONLY, row.take()?);
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let is_made = constraint::is_on_made_table(cx, new);
        let risk = if cx.version() >= 180_000 {
            constraint::locked_to_add(cx, object, Lock::AccessExclusive)
        } else {
            locked(object)
        };
        let risk = if is_made { Risk::none() } else { risk.breaking(constraint::refused(object)) };
        let clause = clause(object);
        let validity = constraint::validity(object);
        let mut actions = Vec::new();
        let bringer = bringer(cx, new);
        if let Some(helper) = &bringer {
            let columns: Vec<String> = columns_of(cx, new).map(|at| column::form_now(cx.new.at(at))).collect();
            actions.extend(inheritance::stand_in(&object.id, helper, &columns.join(", ")));
        }
        let brought = |add: String| match &bringer {
            Some(helper) => add.replacen(&constraint::table_of(&object.id), helper, 1),
            None => add,
        };
        if cx.online && !is_made && validity.is_empty() {
            let add = brought(constraint::add(object, "", &format!("{clause} NOT VALID")));
            actions.push(
                Action::new(add)
                    .risk(risk)
                    .taken_back_by(brought(constraint::take_back(object))),
            );
            actions.push(validate(cx, object));
            return actions;
        }
        let scans = !is_made && validity.is_empty() && !is_elsewhere(cx.new, object);
        let risk = if scans { risk.scan() } else { risk };
        let add = brought(constraint::add(object, "", &format!("{clause}{validity}")));
        actions.push(Action::new(add).risk(risk));
        if object.is(NOT_VALID) {
            actions.extend(valid_below(cx, new).iter().map(|at| validate(cx, cx.new.at(*at))));
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let heirs = inheritance::heirs(cx, old);
        let whom = "readers that rely on the condition";
        let mut action = constraint::drop(cx.old, old, locked(cx.old.at(old)).breaking(whom));
        if heirs.kept.is_empty() {
            return vec![action];
        }
        if cx.old.at(old).parent.is_some_and(|table| cx.old.at(table).attrs.text(table::PARTITION_KEY).is_some()) {
            // ONLY is refused where there are partitions.
            let anew = heirs.kept.iter().flat_map(|heir| self.create(cx, *heir));
            return [action].into_iter().chain(anew).collect();
        }
        action.sql = action.sql.replacen("ALTER TABLE ", "ALTER TABLE ONLY ", 1);
        let table = constraint::table_of(&cx.old.at(old).id);
        action.risk = heirs.locked(&table).breaking(whom);
        let others = heirs.others.iter().flat_map(|heir| self.drop(cx, *heir));
        [action].into_iter().chain(others).collect()
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let becomes_valid = changed.has(NOT_VALID) && !cx.new.at(new).is(NOT_VALID);
        let names = common::ATTRS.iter().map(|def| def.name);
        let mut in_place: Vec<&str> = names.collect();
        if becomes_valid || (changed.has(NOT_VALID) && is_open_above(cx, new)) {
            in_place.push(NOT_VALID.name());
        }
        in_place.push(column::INHERITED_ONLY.name());
        if !changed.only(&in_place) {
            return Alter::Replace;
        }
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        // It counted as its parent's, which is open; by itself it is not.
        if was.is(VALIDATED) && is.is(NOT_VALID) && !is.is(VALIDATED) && !is.is(FROM_PARENT) {
            return Alter::Replace;
        }
        let is_given = changed.has(column::INHERITED_ONLY) && is.is(column::INHERITED_ONLY);
        if is_given && (comes_from_tied(cx, new) || can_be_brought(cx, new)) {
            return Alter::Replace;
        }
        if is_given && table::can_be_made_anew(cx, old, new) {
            return Alter::ReplaceParent;
        }
        if changed.has(column::INHERITED_ONLY) && !changed.has(NOT_VALID) {
            return Alter::InPlace(own_besides(cx, old, new).into_iter().collect());
        }
        if !becomes_valid || cx.old.at(old).is(VALIDATED) || is_validated_above(cx, old, new) {
            return Alter::InPlace(Vec::new());
        }
        Alter::InPlace(vec![validate(cx, cx.new.at(new))])
    }

    /// Parents keep what is a table's own besides.
    fn keepers(&self, cx: &Cx<'_>, old: Ref) -> Vec<Ref> {
        let edges = cx.old.needs(old).iter().filter(|edge| edge.kind == EdgeKind::Follows);
        edges.map(|edge| edge.to).collect()
    }

    fn leaves(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Option<String> {
        let is_given = cx.new.at(new).is(column::INHERITED_ONLY);
        let stays = changed.has(column::INHERITED_ONLY) && is_given;
        stays.then(|| column::STAYS_OWN.into())
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(constraint::address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![constraint::claim(&object.id)]
    }
}

/// Tells whether a check is to come from parents alone that the table has already.
fn comes_from_tied(cx: &Cx<'_>, new: Ref) -> bool {
    let object = cx.new.at(new);
    let child = object.parent.and_then(|table| cx.old.find(&cx.new.at(table).id));
    let parts = child.map_or(&[][..], |child| cx.old.children(child)).iter();
    let ties = parts.filter(|at| cx.old.at(**at).id.kind.info().links);
    let tied: Vec<Ref> = ties.flat_map(|tie| cx.old.needs(*tie)).map(|edge| edge.to).collect();
    let edges = cx.new.needs(new).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let mut above = edges.filter_map(|edge| cx.new.at(edge.to).parent);
    let is_tied = |table| cx.old.find(&cx.new.at(table).id).is_some_and(|it| tied.contains(&it));
    object.is(column::INHERITED_ONLY) && above.all(is_tied)
}

/// Returns the statement that makes a check, which parents give, the table's own besides: the
/// server takes both for one, and reads no rows. Without parents that stay it is so by itself.
fn own_besides(cx: &Cx<'_>, old: Ref, new: Ref) -> Option<Action> {
    let object = cx.new.at(new);
    let stays = |above: &Ref| cx.new.find(&cx.old.at(*above).id).is_some_and(|at| !(cx.is_made)(at));
    let is_given = inheritance::still_above(cx, old).iter().any(stays);
    // Where the table leaves for a moment, it is its own by that.
    let is_own = column::one_becomes_own(cx, object.parent);
    (is_given && !is_own && !object.is(column::INHERITED_ONLY)).then(|| {
        let (clause, validity) = (clause(object), constraint::validity(object));
        Action::new(constraint::add(object, "", &format!("{clause}{validity}"))).risk(locked(object))
    })
}

/// Returns the SQL for whether a check holds for all rows. One that a table has from parents
/// alone counts as theirs: a table that comes under a check which is not valid has a valid
/// one, a table that was there has not, and a dump restores the latter of both. Partitions
/// are dumped with their own.
fn is_valid(cx: &ReadCx) -> String {
    let enforced = cx.since(18, "p.conenforced", "true");
    let same = "p.conrelid = i.inhparent AND p.contype = 'c' AND p.conname = k.conname \
                AND NOT p.connoinherit";
    format!(
        "CASE WHEN k.convalidated AND k.coninhcount > 0 AND NOT k.conislocal AND EXISTS \
         (SELECT FROM pg_constraint o WHERE o.contype = 'c' AND NOT o.convalidated) THEN NOT EXISTS \
         (WITH RECURSIVE above (oid, open, own) AS (\
         SELECT p.conrelid, NOT p.convalidated AND {enforced}, p.conislocal FROM pg_inherits i \
         JOIN pg_class c ON c.oid = i.inhrelid AND NOT c.relispartition \
         JOIN pg_constraint p ON {same} WHERE i.inhrelid = k.conrelid \
         UNION SELECT p.conrelid, NOT p.convalidated AND {enforced}, p.conislocal FROM above a \
         JOIN pg_inherits i ON i.inhrelid = a.oid JOIN pg_constraint p ON {same} \
         WHERE NOT a.own) SELECT FROM above WHERE open) ELSE k.convalidated END"
    )
}

/// Returns the risk of a check that comes or goes: tables below have it too, unless it says
/// that they have not.
fn locked(object: &Object) -> Risk {
    let table = constraint::table_of(&object.id);
    if object.is(NO_INHERIT) {
        Risk::none().lock(table, Lock::AccessExclusive)
    } else {
        Risk::none().lock_all(table, Lock::AccessExclusive)
    }
}

/// Tells whether the rows are not in this database: those of foreign tables.
fn is_elsewhere(catalog: &Catalog, member: &Object) -> bool {
    member.parent.is_some_and(|table| !catalog.at(table).id.kind.info().holds_data)
}

/// Returns the helper by which a check comes to its table that is to be a new parent's alone:
/// one that is added to the table itself is its own for good.
fn bringer(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let object = cx.new.at(new);
    let helps = (cx.is_made)(new) && can_be_brought(cx, new);
    helps.then(|| qualified(object.id.part(0), &online::helper_name(&object.id, "parent")))
}

/// Tells whether a check is to be a new parent's alone, and can come by a helper.
fn can_be_brought(cx: &Cx<'_>, new: Ref) -> bool {
    let mut columns = columns_of(cx, new);
    let is_plain = |column: Ref| {
        let mut parts = cx.new.children(column).iter();
        !parts.any(|part| cx.new.at(*part).id.kind == generated::GENERATED)
    };
    let is_given = cx.new.at(new).is(FROM_PARENT) && column::is_given_by_new_ties(cx, new);
    is_given && columns.all(is_plain)
}

/// Lists the helpers by which new checks of a table come to it.
pub(super) fn bringers<'a>(
    cx: &'a Cx<'_>,
    table: Option<Ref>,
) -> impl Iterator<Item = String> + 'a {
    let members = table.map_or(&[][..], |table| cx.new.children(table)).iter();
    let checks = members.filter(|at| cx.new.at(**at).id.kind == CHECK);
    checks.filter_map(|at| bringer(cx, *at))
}

/// Lists the checks that a table keeps having from parents alone, each with the tie by which it
/// had them and the helper that holds them while one parent goes and another comes: it has the
/// columns that they read.
pub(super) fn held<'a>(
    cx: &'a Cx<'_>,
    table: Option<Ref>,
) -> impl Iterator<Item = (Ref, Ref, String)> + 'a {
    let members = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    let is_held = |at: &Ref| {
        let check = cx.new.at(*at);
        let was = cx.old.get(&check.id);
        check.id.kind == CHECK
            && was.is_some_and(|was| was.is(NOT_VALID) == check.is(NOT_VALID))
            && columns_of(cx, *at).all(|it| column::is_held(cx, it) || column::stays_alike(cx, it))
    };
    let held = members.filter(is_held);
    held.filter_map(|at| column::holder(cx, at).map(|(tie, helper)| (at, tie, helper)))
}

/// Returns the clause of a check with its name.
pub(super) fn full(cx: &Cx<'_>, at: Ref) -> String {
    let check = cx.new.at(at);
    let (name, clause) = (ident(check.id.name()), clause(check));
    format!("CONSTRAINT {name} {clause}{}", constraint::validity(check))
}

/// Lists the columns of its table that a check reads.
pub(super) fn columns_of(cx: &Cx<'_>, new: Ref) -> impl Iterator<Item = Ref> {
    let table = cx.new.at(new).parent;
    let needs = cx.new.needs(new).iter().map(|edge| edge.to);
    needs.filter(move |it| {
        cx.new.at(*it).id.kind == column::COLUMN && cx.new.at(*it).parent == table
    })
}

fn clause(object: &Object) -> String {
    let no_inherit = if object.is(NO_INHERIT) { " NO INHERIT" } else { "" };
    format!("CHECK ({}){no_inherit}", object.text(EXPRESSION))
}

/// Returns the checks that stand in the statement which creates their table. A table that
/// does not stand alone gets those of its parents from them.
pub(super) fn definitions(cx: &Cx<'_>, table: Ref, stands_alone: bool) -> Vec<String> {
    let mut checks: Vec<String> = cx
        .inlined_children(table, CHECK)
        .filter(|(_, check)| stands_alone || !check.is(FROM_PARENT))
        .filter(|(_, check)| !check.is(NOT_VALID))
        .map(|(_, check)| {
            let (name, clause) = (ident(check.id.name()), clause(check));
            format!("CONSTRAINT {name} {clause}{}", constraint::validity(check))
        })
        .collect();
    checks.sort_unstable();
    checks
}

/// Returns the statements for the checks of a new table that do not hold for all rows:
/// NOT VALID within CREATE TABLE is read and forgotten.
pub(super) fn open_ones(cx: &Cx<'_>, table: Ref) -> Vec<Action> {
    let stands_alone = table::is_partition(cx, table);
    cx.inlined_children(table, CHECK)
        .filter(|(_, check)| check.is(NOT_VALID))
        .filter(|(_, check)| stands_alone || !check.is(FROM_PARENT))
        .map(|(_, check)| {
            let clause = clause(check);
            Action::new(constraint::add(check, "", &format!("{clause} NOT VALID")))
        })
        .collect()
}

fn validate(cx: &Cx<'_>, object: &Object) -> Action {
    let table = constraint::table_of(&object.id);
    let mut risk = Risk::none().lock_all(table, Lock::ShareUpdateExclusive);
    risk.scans = !is_elsewhere(cx.new, object);
    Action::new(constraint::validate(object))
        .risk(risk)
        .timing(constraint::timing_of_scan(cx))
}

/// Lists the checks of tables that are there, which get them by the statement on one that is
/// not valid, and are.
fn valid_below(cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut open = vec![new];
    while let Some(above) = open.pop() {
        let edges = cx.new.dependants(above).iter();
        for edge in edges.filter(|edge| edge.kind == EdgeKind::Follows) {
            if cx.new.at(edge.from).is(NOT_VALID) {
                open.push(edge.from);
            } else if !constraint::is_on_made_table(cx, edge.from)
                && !column::is_given_by_new_ties(cx, edge.from)
            {
                found.push(edge.from);
            }
        }
    }
    found
}

/// Returns the statements that make checks of a table valid before it comes to a new parent
/// that has them from above as valid ones, whatever they are there: it takes no other child.
pub(super) fn held_to(cx: &Cx<'_>, tie: Ref) -> Vec<Action> {
    let table = cx.new.at(tie).parent;
    let is_valid = |above: &Object| match cx.old.get(&above.id) {
        Some(was) => was.is(VALIDATED),
        None => above.is(FROM_PARENT),
    };
    let is_theirs = |at: &&Ref| {
        let check = cx.new.at(**at);
        let is_open = |was: &Object| was.is(NOT_VALID) && !was.is(VALIDATED);
        let above = cx.new.needs(**at).iter().filter(|edge| edge.kind == EdgeKind::Follows);
        let mut above = above.map(|edge| cx.new.at(edge.to));
        let is_parent = |of: Option<Ref>| cx.new.needs(tie).iter().any(|edge| Some(edge.to) == of);
        check.id.kind == CHECK
            && check.is(NOT_VALID)
            && cx.old.get(&check.id).is_some_and(is_open)
            && above.any(|it| is_parent(it.parent) && it.is(NOT_VALID) && is_valid(it))
    };
    let checks = table.map_or(&[][..], |table| cx.new.children(table)).iter();
    checks.filter(is_theirs).map(|at| validate(cx, cx.new.at(*at))).collect()
}

/// VALIDATE CONSTRAINT on a table reaches the tables that inherit from it.
fn is_validated_above(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let was_open = |at: Ref| cx.old.at(at).is(NOT_VALID);
    let is_open = |at: Ref| cx.new.at(at).is(NOT_VALID);
    cx.old.followed(old).is_some_and(was_open)
        && cx.new.followed(new).is_some_and(|at| !is_open(at))
}

/// Tells whether a table has a check from a parent where it is not valid without a statement
/// of this plan on that: it needs none of its own either.
fn is_open_above(cx: &Cx<'_>, new: Ref) -> bool {
    let above = cx.new.needs(new).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    let mut checks = above.map(|edge| cx.new.at(edge.to)).filter(|it| it.is(NOT_VALID));
    cx.new.at(new).is(FROM_PARENT)
        && !cx.new.at(new).parent.is_some_and(|table| table::is_partition(cx, table))
        && checks.any(|it| cx.old.get(&it.id).is_none_or(|was| was.is(NOT_VALID)))
}
