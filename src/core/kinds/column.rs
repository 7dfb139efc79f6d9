//! Columns of tables (manual, "CREATE TABLE", "ALTER TABLE").
//!
//! Default, identity and generation expression are objects of their own below the column.

mod carry;
mod fill;
pub mod not_null;
mod own;
mod publish;
mod retype;
mod rows;
mod settings;
mod swap;
mod volatile;

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, Catalog, Inline, Kind, KindInfo, Name, Object, ObjectId, Ref,
    },
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Draft, Fields, GrantTarget, INHERITED, Likeness, Query, ReadCx,
    Reader, Seldom, Rules, Stage, class, common, default,
    foreign_options::{self, FOREIGN_OPTIONS},
    generated, identity, inheritance, option_clauses, table,
};

pub(super) use rows::{is_elsewhere, row_keepers, value};
pub(super) use own::{
    STAYS_OWN, bringers, form_now, becomes_own_with_parents, held, holder, is_given_by_new_ties, is_held, one_becomes_own, stays_alike,
};

/// The kind.
pub const COLUMN: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    holds_data: true,
    follows_retype: true,
    ..KindInfo::member("column", "columns", Inline::IfPossible)
};

/// The type with its modifier.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef { name: "type", class: AttrClass::Plain });
/// The collation, if not the type's.
pub const COLLATION: Attr<Name> =
    Attr::new(&AttrDef { name: "collation", class: AttrClass::Plain });
/// Whether NULL is refused.
pub const NOT_NULL: Attr<bool> = Attr::new(&AttrDef { name: "not_null", class: AttrClass::Plain });
/// The statistics target, if set.
pub const STATISTICS: Attr<i64> =
    Attr::new(&AttrDef { name: "statistics", class: AttrClass::Plain });
/// The storage strategy, if not the type's.
pub const STORAGE: Attr<Name> = Attr::new(&AttrDef { name: "storage", class: AttrClass::Plain });
/// The compression method, if set.
pub const COMPRESSION: Attr<Name> =
    Attr::new(&AttrDef { name: "compression", class: AttrClass::Plain });
/// Attribute options, `key=value`.
pub const OPTIONS: Attr<Box<[Name]>> =
    Attr::new(&AttrDef { name: "options", class: AttrClass::Set });
/// Whether a table has it from a parent table only: it goes when the parent's goes. What a
/// partition has from its parent says nothing, for all of it is so.
pub const INHERITED_ONLY: Attr<bool> =
    Attr::new(&AttrDef { name: "inherited_only", class: AttrClass::Plain });
/// The column's number in its table.
pub const POSITION: Attr<i64> =
    Attr::new(&AttrDef { name: "position", class: AttrClass::Silent });
pub use super::reader::FROM_PARENT;
pub(super) use fill::prove;
pub(super) use not_null::{again, lent, parted, renamed};
pub(super) use retype::{action as retype, base_of};
pub(super) use settings::settings;
pub(super) use swap::present_names;

/// The rules of columns.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        COLUMN
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            TYPE.def,
            COLLATION.def,
            NOT_NULL.def,
            STATISTICS.def,
            STORAGE.def,
            COMPRESSION.def,
            OPTIONS.def,
            FOREIGN_OPTIONS.def,
            INHERITED_ONLY.def,
            POSITION.def,
            FROM_PARENT.def,
            INHERITED.def,
            not_null::NAME.def,
            not_null::NOT_VALID.def,
            not_null::NO_INHERIT.def,
            not_null::INHERITED_ONLY.def,
            not_null::OWN.def,
            not_null::COMMENT.def,
        ];
        ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        match attribute {
            "compression" => 14,
            _ if attribute.starts_with("not_null_") => 18,
            _ => 0,
        }
    }

    /// `pg_attver`, which PostgreSQL 15.20 keeps among the options, is bookkeeping.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let compression = cx.since(14, "nullif(a.attcompression, '')::text", "NULL::text");
        let acl = common::acl_columns("a.attacl", "c", "c.relowner");
        let (not_null, joins) = not_null::fields(cx);
        let is_plain = format!(
            "a.attislocal AND a.attinhcount = 0 AND a.attcollation = t.typcollation \
             AND coalesce(a.attstattarget, -1) = -1 AND a.attstorage = t.typstorage \
             AND {} AND {}",
            cx.since(14, "a.attcompression = ''", "true"),
            not_null::is_plain(cx)
        );
        Query::new(
            Stage::Columns,
            format!(
                "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, \
                 CASE WHEN {is_plain} THEN NULL ELSE ARRAY[a.attislocal::text, \
                 (a.attinhcount > 0)::text, (NOT a.attislocal AND NOT c.relispartition)::text, \
                 CASE WHEN a.attcollation <> t.typcollation THEN (SELECT quote_ident(s.nspname) \
                 || '.' || quote_ident(o.collname) FROM pg_collation o JOIN pg_namespace s \
                 ON s.oid = o.collnamespace WHERE o.oid = a.attcollation) END, \
                 CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END, \
                 CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END, \
                 {compression}, {not_null}] END, a.attoptions, a.attfdwoptions, {acl} \
                 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
                 JOIN pg_type t ON t.oid = a.atttypid {joins} \
                 WHERE {} AND {scope} AND a.attnum > 0 \
                 AND NOT a.attisdropped",
                table::WITH_COLUMNS
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let table: u32 = row.take()?;
        let number: i16 = row.take()?;
        let address = Address::column(table, number);
        let table = Address::new(class::RELATION, table);
        let Some(mut draft) = reader.member(COLUMN, Some(address), table, row.take()?) else {
            return Ok(());
        };
        let type_oid: u32 = row.take()?;
        draft.set(TYPE, reader.type_text(type_oid, row.take()?)?);
        // Built-in types are no objects of a catalog; not to look for them saves much.
        if type_oid >= 16_384 {
            draft.needs(Address::new(class::TYPE, type_oid));
        }
        draft.set(POSITION, i64::from(number)).flag(NOT_NULL, row.take()?);
        if let Some(mut seldom) = Seldom::take(row)? {
            read_seldom(&mut seldom, reader, &mut draft);
        }
        let mut options = row.take::<Option<Vec<&str>>>()?.unwrap_or_default();
        options.retain(|option| !option.starts_with("pg_attver="));
        if !options.is_empty() {
            draft.set(OPTIONS, reader.names(options));
        }
        if let Some(options) = row.take::<Option<Vec<&str>>>()? {
            draft.set(FOREIGN_OPTIONS, reader.names(options));
        }
        common::read_acl(row, reader, &mut draft, u32::MAX)?;
        reader.push(draft);
        Ok(())
    }

    fn prepare(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Action> {
        if swap::can_swap(cx, old, new) {
            swap::prepare(cx, old, new)
        } else {
            Vec::new()
        }
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        if fill::can_wait(cx, new) {
            let mut actions = fill::add(cx, new);
            actions.extend(settings(cx, new));
            return actions;
        }
        if fill::is_row_elsewhere(cx, new) {
            let mut actions = fill::add_bare(cx, new);
            actions.extend(settings(cx, new));
            return actions;
        }
        let column = cx.new.at(new);
        let table = table_name(&column.id);
        let risk = Risk::none().lock_all(&table, Lock::AccessExclusive);
        let has_value = cx.new.children(new).iter().any(|at| (cx.inlined)(*at));
        let risk = if column.is(NOT_NULL) && !has_value {
            let risk = if is_elsewhere(cx.new, column) { risk } else { risk.scan() };
            risk.breaking("the statement itself, if the table has rows: there is no default")
                .breaking("writers that leave the column out")
        } else {
            risk
        };
        let risk = if volatile::fills_by_rewrite(cx, new) { risk.rewrite() } else { risk };
        let bringer = own::bringer(cx, new);
        let mut actions = Vec::new();
        if let Some(helper) = &bringer {
            actions.extend(inheritance::stand_in(&column.id, helper, ""));
        }
        let onto = bringer.as_ref().unwrap_or(&table);
        let sql = format!("ALTER TABLE {onto} ADD COLUMN {}", definition(cx, new));
        actions.push(
            Action::new(sql)
                .risk(risk)
                .undo(Undo::ExactIf("nothing was written to the column".into())),
        );
        actions.extend(identity::behind(cx, new));
        actions.extend(settings(cx, new));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let column = cx.old.at(old);
        let table = table_name(&column.id);
        let heirs = inheritance::heirs(cx, old);
        let risk = heirs.locked(&table).breaking("everybody who names the column");
        let name = column.id.dotted();
        let derived = cx.old.children(old).iter().any(|at| {
            cx.old.at(*at).id.kind == generated::GENERATED
        });
        let (risk, undo) = if derived || is_elsewhere(cx.old, column) {
            (risk, Undo::StructureOnly("the column's place among the others".into()))
        } else {
            (
                risk.losing(format!("the values of {name}")),
                Undo::StructureOnly(format!(
                    "the values of {name}, and the column's place among the others"
                )),
            )
        };
        let only = if heirs.kept.is_empty() { "" } else { "ONLY " };
        let sql = format!("ALTER TABLE {only}{table} DROP COLUMN {}", ident(column.id.name()));
        let mut actions = not_null::left_to_heirs(cx, old, &heirs);
        actions.push(Action::new(sql).risk(risk).undo(undo));
        if !heirs.kept.is_empty() {
            actions.extend(heirs.others.iter().flat_map(|heir| self.drop(cx, *heir)));
        }
        actions
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (mut actions, set) = not_null::around(cx, old, new);
        let retyped = changed.has(TYPE) || changed.has(COLLATION);
        if retyped && table::is_in_partition_key(cx.old.at(old), cx.old) {
            // Only a table made anew takes it; the rows are in its partitions.
            return Alter::ReplaceParent;
        }
        if own::is_made_with_table(cx, old, new, changed) {
            return Alter::ReplaceParent;
        }
        if retyped && (cx.is_prepared)(new) && swap::can_swap(cx, old, new) {
            return Alter::Swap(swap::swap(cx, old, new));
        }
        if retyped && !parent_does(cx, old, new, TYPE, COLLATION) {
            let retype = retype::action(cx, cx.old.at(old), cx.new.at(new));
            actions.extend(not_null::let_go_for(cx, old, retype));
        }
        actions.extend(retyped.then(|| retype::behind(cx, new, changed)).into_iter().flatten());
        let others = adjustments(cx, old, new, changed, set);
        if not_null::can_be_proven(cx, old, new) {
            // What reads the table begins; nothing else is done until that is over.
            actions.splice(0..0, fill::prove_not_null(cx, new));
            actions.extend(others);
            actions.push(fill::drop_proof(cx.new.at(new)));
        } else {
            actions.extend(others);
        }
        actions.extend(own::made_own(cx, new, changed));
        if retyped { Alter::Retype(actions) } else { Alter::InPlace(actions) }
    }

    fn leaves(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Option<String> {
        changed.has(INHERITED_ONLY).then(|| own::left(cx, new)).flatten()
    }

    fn changes_behind(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        own::comes_behind(cx, new)
    }

    fn changes_after(&self, cx: &Cx<'_>, _old: Ref, new: Ref) -> Vec<Ref> {
        own::waits_for(cx, new)
    }

    fn in_the_way(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        super::types::in_the_way(cx, new)
    }

    fn likeness(&self) -> Likeness {
        Likeness::COLUMN
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("COLUMN {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget {
            column: Some(ident(object.id.name()).into_owned()),
            ..GrantTarget::on(format!("TABLE {}", table_name(&object.id)))
        })
    }

    fn settle(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        settings::own_settings(cx, new)
    }

    /// `find_composite_type_dependencies` in `tablecmds.c` refuses what columns are of the
    /// row type for, arrays of it, and types made of it; foreign tables keep nothing here.
    fn row_keepers(&self, catalog: &Catalog, at: Ref) -> Vec<Ref> {
        let keepers = catalog.at(at).parent.map(|table| row_keepers(catalog, table));
        keepers.into_iter().flatten().filter(|it| *it != at).collect()
    }

    fn fills_rows(&self, cx: &Cx<'_>, new: Ref) -> bool {
        fill::is_checked(cx, new)
    }

    fn hollow(&self, catalog: &Catalog, at: Ref, is_there: bool) -> Option<Action> {
        (!is_there).then(|| fill::unchecked(catalog, catalog.at(at)))
    }

    fn fill(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let mut actions = fill::check(cx, new);
        actions.extend(settings(cx, new));
        actions
    }

    fn position(&self, object: &Object) -> Option<i64> {
        object.get(POSITION)
    }

    fn detach(&self, cx: &Cx<'_>, old: Ref) -> Option<Vec<Action>> {
        // A parent's statement reaches those below.
        let is_own = cx.old.followed(old).is_none() || own::is_set_free(cx, old);
        Some(is_own.then(|| carry::to_text(cx, cx.old.at(old))).into_iter().collect())
    }

    fn rehome(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Alter {
        carry::rehome(cx, old, new)
    }

    fn rehomed(&self) -> &'static [&'static str] {
        static ATTRS: &[&str] = &[TYPE.name(), COLLATION.name()];
        ATTRS
    }
}

/// Reads what most columns do not have.
fn read_seldom(seldom: &mut Seldom<'_>, reader: &mut Reader, draft: &mut Draft) {
    draft.flag(FROM_PARENT, !seldom.flag()).flag(INHERITED, seldom.flag());
    draft.flag(INHERITED_ONLY, seldom.flag());
    if let Some(collation) = seldom.text() {
        draft.set(COLLATION, reader.name(collation));
    }
    if let Some(target) = seldom.text().and_then(|it| it.parse().ok()) {
        draft.set(STATISTICS, target);
    }
    if let Some(letter) = seldom.text() {
        draft.set(STORAGE, reader.name(settings::storage_word(letter)));
    }
    if let Some(letter) = seldom.text() {
        draft.set(COMPRESSION, reader.name(if letter == "l" { "lz4" } else { "pglz" }));
    }
    not_null::read(seldom, reader, draft);
}

/// Returns the qualified name of the table that a member is a part of.
pub fn table_name(member: &ObjectId) -> String {
    crate::sql::quote::qualified(member.part(0), member.part(1))
}

/// Tells whether the statement on a parent table's column brings this one along.
fn parent_does(
    cx: &Cx<'_>,
    old: Ref,
    new: Ref,
    one: Attr<Name>,
    other: Attr<Name>,
) -> bool {
    let (Some(was), Some(is)) = (cx.old.followed(old), cx.new.followed(new)) else {
        return false;
    };
    if !not_null::is_tied(cx, new, is) {
        return false;
    }
    let (was, is) = (cx.old.at(was), cx.new.at(is));
    let moved = |attr: Attr<Name>| was.text(attr) != is.text(attr);
    was.id == is.id && (moved(one) || moved(other))
}

/// Returns the column as CREATE TABLE and ADD COLUMN write it.
pub fn definition(cx: &Cx<'_>, new: Ref) -> String {
    let column = cx.new.at(new);
    let mut text = format!("{} {}", ident(column.id.name()), column.text(TYPE));
    if let Some(method) = column.attrs.text(COMPRESSION) {
        text = format!("{text} COMPRESSION {method}");
    }
    text.push_str(&foreign_options::clause(column.list(FOREIGN_OPTIONS)));
    if let Some(collation) = column.attrs.text(COLLATION) {
        text = format!("{text} COLLATE {collation}");
    }
    text + &constraints(cx, new)
}

/// Returns the column as CREATE TABLE ... OF writes it; nothing if the type says it all.
pub fn definition_of_typed(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let own = constraints(cx, new);
    let name = ident(cx.new.at(new).id.name());
    (!own.is_empty()).then(|| format!("{name} WITH OPTIONS{own}"))
}

/// Returns what stands behind the type, each part with a blank before.
fn constraints(cx: &Cx<'_>, new: Ref) -> String {
    let mut text = String::new();
    for part in [
        default::clause(cx, new),
        generated::clause(cx, new),
        identity::clause(cx, new),
    ]
    .into_iter()
    .flatten()
    {
        text = format!("{text} {part}");
    }
    if let Some(clause) = not_null::clause(cx, new) {
        text = format!("{text} {clause}");
    }
    text
}

/// Returns the statements for all that differs but the type.
fn adjustments(
    cx: &Cx<'_>,
    old: Ref,
    new: Ref,
    changed: &Changed,
    mut actions: Vec<Action>,
) -> Vec<Action> {
    let (was, column) = (cx.old.at(old), cx.new.at(new));
    let table = table_name(&column.id);
    let name = ident(column.id.name());
    let mut push = |only: &str, clause: String, risk: Risk| {
        let sql = format!("ALTER TABLE {only}{table} ALTER COLUMN {name} {clause}");
        actions.push(Action::new(sql).risk(risk));
    };
    let exclusive = || Risk::none().lock(&table, Lock::AccessExclusive);
    let light = || Risk::none().lock(&table, Lock::ShareUpdateExclusive);
    if changed.has(STATISTICS) {
        let target = column.get(STATISTICS).unwrap_or(-1);
        push("ONLY ", format!("SET STATISTICS {target}"), light());
    }
    if changed.has(STORAGE) {
        match column.attrs.text(STORAGE) {
            Some(storage) => push("ONLY ", format!("SET STORAGE {storage}"), exclusive()),
            None if cx.version() >= 160_000 => {
                push("ONLY ", "SET STORAGE DEFAULT".into(), exclusive());
            }
            None => {
                let word = retype::default_storage(column.text(TYPE));
                push("ONLY ", format!("SET STORAGE {word}"), exclusive());
            }
        }
    }
    if changed.has(COMPRESSION) {
        let method = column.attrs.text(COMPRESSION).unwrap_or("DEFAULT");
        push("ONLY ", format!("SET COMPRESSION {method}"), exclusive());
    }
    if changed.has(OPTIONS) {
        for clause in option_clauses(was.list(OPTIONS), column.list(OPTIONS)) {
            push("ONLY ", clause, light());
        }
    }
    if changed.has(FOREIGN_OPTIONS) {
        let (was, is) = (was.list(FOREIGN_OPTIONS), column.list(FOREIGN_OPTIONS));
        if let Some(clause) = foreign_options::changes(was, is) {
            push("ONLY ", clause, exclusive());
        }
    }
    actions
}
