//! Tables, partitioned ones included (manual, "CREATE TABLE").
//!
//! Columns, constraints, indexes and the rest are objects of their own; those of foreign
//! tables are of the same kinds. Typed tables are read and written.

mod rows;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Below, Lock, Risk, Undo},
    sql::{ident, identifiers},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    check, class, column, common, foreign_key, inheritance, option_clauses, option_lock, partition,
};

/// The kind.
pub const TABLE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo { holds_data: true, ..KindInfo::new("table", "tables") };

/// Whether the table is unlogged.
pub const UNLOGGED: Attr<bool> = Attr::new(&AttrDef { name: "unlogged", class: AttrClass::Plain });
/// The partition key, as in PARTITION BY.
pub const PARTITION_KEY: Attr<Name> =
    Attr::new(&AttrDef { name: "partition_key", class: AttrClass::Expression });
/// Storage parameters, `key=value`; those of the TOAST table with `toast.` before.
pub const OPTIONS: Attr<Box<[Name]>> =
    Attr::new(&AttrDef { name: "options", class: AttrClass::Set });
/// The tablespace, if not the database's.
pub const TABLESPACE: Attr<Name> =
    Attr::new(&AttrDef { name: "tablespace", class: AttrClass::Plain });
/// The access method, if not heap; of a partitioned table, the one that its partitions
/// are made with (17 and later).
pub const ACCESS_METHOD: Attr<Name> =
    Attr::new(&AttrDef { name: "access_method", class: AttrClass::Plain });
/// The composite type of a typed table.
pub const OF_TYPE: Attr<Name> = Attr::new(&AttrDef { name: "of_type", class: AttrClass::Plain });
/// Whether row security is enabled.
pub const ROW_SECURITY: Attr<bool> =
    Attr::new(&AttrDef { name: "row_security", class: AttrClass::Plain });
/// Whether row security holds for the owner too.
pub const FORCE_ROW_SECURITY: Attr<bool> =
    Attr::new(&AttrDef { name: "force_row_security", class: AttrClass::Plain });
/// What identifies a row to subscribers, if not the primary key: `FULL`, `NOTHING`, or
/// `INDEX`, which is set by the index that it is.
pub const REPLICA_IDENTITY: Attr<Name> =
    Attr::new(&AttrDef { name: "replica_identity", class: AttrClass::Plain });

/// The condition that a relation `c` is a table with columns of its own: the members of
/// foreign tables are those of tables.
pub(super) const WITH_COLUMNS: &str = "c.relkind IN ('r', 'p', 'f')";

/// The rules of tables.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        TABLE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            UNLOGGED.def,
            PARTITION_KEY.def,
            OPTIONS.def,
            TABLESPACE.def,
            ACCESS_METHOD.def,
            OF_TYPE.def,
            ROW_SECURITY.def,
            FORCE_ROW_SECURITY.def,
            REPLICA_IDENTITY.def,
        ];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let common = common::columns("c.relowner", "c.relacl", "r");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.relnamespace, c.relname, c.relpersistence = 'u', \
                 CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, \
                 c.reloptions, toast.reloptions, space.spcname, \
                 CASE WHEN am.amname <> 'heap' OR c.relkind = 'p' THEN am.amname END, c.reloftype, \
                 CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END, \
                 c.relrowsecurity, c.relforcerowsecurity, c.relreplident::text, {common} \
                 FROM pg_class c \
                 LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid \
                 LEFT JOIN pg_tablespace space ON space.oid = c.reltablespace \
                 LEFT JOIN pg_am am ON am.oid = c.relam \
                 WHERE c.relkind IN ('r', 'p') AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RELATION, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(TABLE, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        draft.flag(UNLOGGED, row.take()?);
        if let Some(key) = row.take::<Option<&str>>()? {
            draft.set(PARTITION_KEY, key.into());
        }
        let own: Option<Vec<&str>> = row.take()?;
        let toast: Option<Vec<&str>> = row.take()?;
        let mut options: Vec<String> = own.into_iter().flatten().map(str::to_owned).collect();
        options.extend(toast.into_iter().flatten().map(|option| format!("toast.{option}")));
        if !options.is_empty() {
            draft.set(OPTIONS, reader.names(options));
        }
        if let Some(space) = row.take::<Option<&str>>()? {
            draft.set(TABLESPACE, reader.name(space));
        }
        if let Some(method) = row.take::<Option<&str>>()? {
            draft.set(ACCESS_METHOD, reader.name(method));
        }
        let of_type: u32 = row.take()?;
        if let Some(name) = row.take::<Option<&str>>()? {
            draft.set(OF_TYPE, reader.name(name)).needs(Address::new(class::TYPE, of_type));
        }
        draft.flag(ROW_SECURITY, row.take()?).flag(FORCE_ROW_SECURITY, row.take()?);
        let identity = match row.take::<&str>()? {
            "f" => Some("FULL"),
            "n" => Some("NOTHING"),
            "i" => Some("INDEX"),
            _ => None,
        };
        if let Some(identity) = identity {
            draft.set(REPLICA_IDENTITY, reader.name(identity));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    /// Manual, "ALTER TABLE"; `ATRewriteTables` in `tablecmds.c` asks for row types in use.
    fn rewrites(&self, changed: &Changed) -> bool {
        changed.has(UNLOGGED) || changed.has(ACCESS_METHOD)
    }

    /// No foreign key of a logged table points to an unlogged one (`ATPrepChangePersistence`
    /// in `tablecmds.c`).
    fn changes_after(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Ref> {
        match (cx.old.at(old).is(UNLOGGED), cx.new.at(new).is(UNLOGGED)) {
            (true, false) => foreign_key::referenced(cx.old, old),
            (false, true) => foreign_key::referencing(cx.old, old),
            _ => Vec::new(),
        }
    }

    fn row_keepers(&self, catalog: &Catalog, at: Ref) -> Vec<Ref> {
        column::row_keepers(catalog, at)
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let mut actions = vec![Action::new(create_table(cx, new)).risk(made(cx, new))];
        actions.extend(rows::brought_back(cx, new));
        actions.extend(settings(cx, new));
        let wanted = [
            (object.is(ROW_SECURITY), "ENABLE ROW LEVEL SECURITY"),
            (object.is(FORCE_ROW_SECURITY), "FORCE ROW LEVEL SECURITY"),
        ];
        for (_, clause) in wanted.iter().filter(|(is_wanted, _)| *is_wanted) {
            actions.push(Action::new(format!("ALTER TABLE {name} {clause}")));
        }
        actions.extend(replica_identity(object).map(Action::new));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let name = object.id.dotted();
        let set_aside = rows::set_aside(cx, old);
        let mut actions = partition::detach(cx, old);
        let risk = if actions.is_empty() { left(cx, old) } else { Risk::none() };
        let risk = risk.lock(&name, Lock::AccessExclusive);
        let Some(set_aside) = set_aside else {
            let risk = risk
                .losing(format!("all rows of {name}"))
                .breaking("everybody who names the table");
            let undo = Undo::StructureOnly(format!("the rows of {name}"));
            actions.push(Action::new(format!("DROP TABLE {name}")).risk(risk).undo(undo));
            return actions;
        };
        actions.extend(set_aside);
        actions.push(rows::dropped(cx, old, risk));
        actions
    }

    /// The columns of a typed table are its type's (manual, "ALTER TABLE", `OF`); one that
    /// logical decoding uses is not written anew (`ATRewriteTables` in `tablecmds.c`).
    fn untie(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Option<Vec<Action>> {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let typed = |table: &Object| table.attrs.text(OF_TYPE).is_some();
        let mut actions = Vec::new();
        if let Some(of) = was.attrs.text(OF_TYPE) {
            let back = of_type(was, &format!("OF {of}")).sql;
            actions.push(of_type(was, "NOT OF").taken_back_by(back));
        }
        let waits = options_wait(cx, old, new);
        if waits && was.list(OPTIONS).iter().any(is_for_decoding) {
            // As they stood, in their order.
            let clauses = option_clauses(&options_left(cx, old, new), was.list(OPTIONS));
            let back = options_action(was, &clauses.join(", ")).sql;
            let reset = options_action(was, &format!("RESET ({FOR_DECODING})"));
            actions.push(reset.taken_back_by(back));
        }
        (typed(was) || typed(is) || waits).then_some(actions)
    }

    /// What a partition key is made of does not change under it.
    fn rehome(&self, cx: &Cx<'_>, old: Ref, new: Ref) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        if was.attrs.text(PARTITION_KEY).is_some() && self.untie(cx, old, new).is_none() {
            return Alter::ReplaceParent;
        }
        let of = is.attrs.text(OF_TYPE).map(|of| of_type(is, &format!("OF {of}")));
        let mut actions: Vec<Action> = of.into_iter().collect();
        if was.list(OPTIONS) == is.list(OPTIONS) {
            let clauses = option_clauses(&options_left(cx, old, new), is.list(OPTIONS));
            actions.extend(clauses.iter().map(|clause| options_action(is, clause)));
        }
        Alter::InPlace(actions)
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(PARTITION_KEY) {
            return Alter::Replace;
        }
        if changed.has(ACCESS_METHOD) && cx.version() < 150_000 {
            return Alter::Replace;
        }
        let options = options_left(cx, old, new);
        Alter::InPlace(alterations(&options, cx.new.at(new), changed))
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("TABLE {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("relation", &path), Claim::new("type", &path)]
    }
}

pub(super) use rows::{can_be_made_anew, has_values};

/// Returns the risk of creating a table: on those that it inherits from.
pub(super) fn made(cx: &Cx<'_>, new: Ref) -> Risk {
    let parents = cx.inlined_children(new, inheritance::INHERITANCE);
    parents.fold(Risk::none(), |risk, (_, it)| {
        risk.lock(it.text(inheritance::PARENT), Lock::ShareUpdateExclusive)
    })
}

/// Returns the risk of dropping a table: on the one that it is a partition of and the one
/// there that takes all other rows, and on those that its foreign keys point to.
pub(super) fn left(cx: &Cx<'_>, old: Ref) -> Risk {
    let members = cx.old.children(old).iter().map(|at| cx.old.at(*at));
    let exclusive = Lock::AccessExclusive;
    let name = cx.old.at(old).id.dotted();
    let risk = Risk::none().lock_below(name, exclusive, Below::Referenced);
    members.fold(risk, |risk, it| {
        if it.id.kind == partition::PARTITION {
            let parent = it.text(partition::PARENT);
            risk.lock(parent, exclusive).lock_below(parent, exclusive, Below::Default)
        } else {
            risk
        }
    })
}

/// Tells whether a table is a partition, by its bound.
pub(super) fn is_partition(cx: &Cx<'_>, new: Ref) -> bool {
    cx.new.children(new).iter().any(|at| cx.new.at(*at).id.kind == partition::PARTITION)
}

/// Tells whether the partition key of its table names a column. A name that means something
/// else there counts as well: the table is then made anew without need.
pub(super) fn is_in_partition_key(column: &Object, catalog: &Catalog) -> bool {
    let table = column.parent.map(|table| catalog.at(table));
    let key = table.and_then(|table| table.attrs.text(PARTITION_KEY));
    let name = ident(column.id.name());
    key.is_some_and(|key| identifiers(key).iter().any(|it| *it == *name))
}

fn create_table(cx: &Cx<'_>, new: Ref) -> String {
    let object = cx.new.at(new);
    let unlogged = if object.is(UNLOGGED) { "UNLOGGED " } else { "" };
    let mut sql = format!("CREATE {unlogged}TABLE {}", object.id.dotted());
    let of_type = object.attrs.text(OF_TYPE);
    let parts = members(cx, new);
    if let Some(of_type) = of_type {
        sql = format!("{sql} OF {of_type}");
    }
    if !parts.is_empty() {
        sql = format!("{sql} (\n    {}\n)", parts.join(",\n    "));
    } else if of_type.is_none() {
        sql.push_str(" ()");
    }
    let parents: Vec<String> = inheritance::parents(cx, new);
    if !parents.is_empty() {
        sql = format!("{sql}\nINHERITS ({})", parents.join(", "));
    }
    if let Some(key) = object.attrs.text(PARTITION_KEY) {
        sql = format!("{sql}\nPARTITION BY {key}");
    }
    if let Some(method) = object.attrs.text(ACCESS_METHOD) {
        sql = format!("{sql}\nUSING {}", ident(method));
    }
    let options = object.list(OPTIONS);
    if !options.is_empty() {
        sql = format!("{sql}\nWITH ({})", common::options(options.iter().map(|it| &**it)));
    }
    if let Some(space) = object.attrs.text(TABLESPACE) {
        sql = format!("{sql}\nTABLESPACE {}", ident(space));
    }
    sql
}

/// Returns the columns and checks that stand in the statement which creates their table.
pub(super) fn members(cx: &Cx<'_>, new: Ref) -> Vec<String> {
    let stands_alone = is_partition(cx, new);
    let is_typed = cx.new.at(new).attrs.text(OF_TYPE).is_some();
    let mut columns: Vec<(i64, String)> = cx
        .inlined_children(new, column::COLUMN)
        .filter(|(_, column)| stands_alone || !column.is(column::FROM_PARENT))
        .filter_map(|(at, column)| {
            let text = if is_typed {
                column::definition_of_typed(cx, at)?
            } else {
                column::definition(cx, at)
            };
            Some((column.get(column::POSITION).unwrap_or(0), text))
        })
        .collect();
    columns.sort();
    let mut parts: Vec<String> = columns.into_iter().map(|(_, text)| text).collect();
    if !stands_alone {
        parts.extend(column::not_null::definitions(cx, new));
    }
    parts.extend(check::definitions(cx, new, stands_alone));
    parts
}

/// Returns the statements for what a new table's columns and checks have beyond that.
pub(super) fn settings(cx: &Cx<'_>, new: Ref) -> Vec<Action> {
    let columns = cx.inlined_children(new, column::COLUMN);
    let mut actions: Vec<Action> =
        columns.flat_map(|(at, _)| column::settings(cx, at)).collect();
    actions.extend(check::open_ones(cx, new));
    actions
}

fn of_type(table: &Object, clause: &str) -> Action {
    let name = table.id.dotted();
    let risk = Risk::none().lock(&name, Lock::AccessExclusive);
    Action::new(format!("ALTER TABLE {name} {clause}")).risk(risk)
}

fn replica_identity(object: &Object) -> Option<String> {
    let identity = object.attrs.text(REPLICA_IDENTITY).filter(|it| *it != "INDEX")?;
    Some(format!("ALTER TABLE {} REPLICA IDENTITY {identity}", object.id.dotted()))
}

/// The option of a table that logical decoding reads as if it were of the catalog.
const FOR_DECODING: &str = "user_catalog_table";

fn is_for_decoding(option: &Name) -> bool {
    option.strip_prefix(FOR_DECODING).is_some_and(|rest| rest.starts_with('='))
}

/// Tells whether options wait until columns have come or changed: one that forbids that the
/// table is written anew, and those of a TOAST table, which comes with the first long column.
fn options_wait(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let (was, is) = (cx.old.at(old).list(OPTIONS), cx.new.at(new).list(OPTIONS));
    let text = |attr: Attr<Name>, it: &Object| it.attrs.text(attr).map(str::to_owned);
    let moves = |part: &Ref| {
        let column = cx.new.at(*part);
        column.id.kind == column::COLUMN
            && cx.old.get(&column.id).is_none_or(|it| {
                text(column::TYPE, it) != text(column::TYPE, column)
                    || text(column::COLLATION, it) != text(column::COLLATION, column)
            })
    };
    let is_of_toast = |it: &Name| it.starts_with("toast.") && !was.contains(it);
    (was.iter().chain(is).any(is_for_decoding) || is.iter().any(is_of_toast))
        && cx.new.children(new).iter().any(moves)
}

/// Returns the options that a table has when its own statements run.
fn options_left(cx: &Cx<'_>, old: Ref, new: Ref) -> Vec<Name> {
    let options = cx.old.at(old).list(OPTIONS).iter().cloned();
    let waits = options_wait(cx, old, new);
    options.filter(|it| !(waits && is_for_decoding(it))).collect()
}

fn options_action(table: &Object, clause: &str) -> Action {
    let name = table.id.dotted();
    let risk = Risk::none().lock(&name, option_lock(clause));
    Action::new(format!("ALTER TABLE {name} {clause}")).risk(risk)
}

fn alterations(options: &[Name], new: &Object, changed: &Changed) -> Vec<Action> {
    let name = new.id.dotted();
    let mut actions = Vec::new();
    let mut push = |clause: String, risk: Risk| {
        actions.push(Action::new(format!("ALTER TABLE {name} {clause}")).risk(risk));
    };
    let exclusive = || Risk::none().lock(&name, Lock::AccessExclusive);
    // What is reset may forbid what follows: `user_catalog_table` that a table is rewritten.
    let clauses = if changed.has(OPTIONS) {
        option_clauses(options, new.list(OPTIONS))
    } else {
        Vec::new()
    };
    let (resets, sets): (Vec<String>, Vec<String>) =
        clauses.into_iter().partition(|clause| clause.starts_with("RESET"));
    for clause in resets {
        let risk = Risk::none().lock(&name, option_lock(&clause));
        push(clause, risk);
    }
    if changed.has(UNLOGGED) {
        let word = if new.is(UNLOGGED) { "UNLOGGED" } else { "LOGGED" };
        let risk = exclusive().rewrite();
        let whom = "whoever relies on its rows after a crash, and on standbys";
        push(format!("SET {word}"), if new.is(UNLOGGED) { risk.breaking(whom) } else { risk });
    }
    for clause in sets {
        let risk = Risk::none().lock(&name, option_lock(&clause));
        push(clause, risk);
    }
    if changed.has(TABLESPACE) {
        let space = new.attrs.text(TABLESPACE).unwrap_or("pg_default");
        push(format!("SET TABLESPACE {}", ident(space)), exclusive().rewrite());
    }
    if changed.has(ACCESS_METHOD) {
        let is_parted = new.attrs.text(PARTITION_KEY).is_some();
        let (otherwise, risk) =
            if is_parted { ("DEFAULT", exclusive()) } else { ("heap", exclusive().rewrite()) };
        let method = new.attrs.text(ACCESS_METHOD).map_or(otherwise.into(), ident);
        push(format!("SET ACCESS METHOD {method}"), risk);
    }
    if changed.has(ROW_SECURITY) {
        let (word, risk) = if new.is(ROW_SECURITY) {
            ("ENABLE", exclusive().breaking("roles without a policy, who see no rows"))
        } else {
            ("DISABLE", exclusive().security("row security no longer holds"))
        };
        push(format!("{word} ROW LEVEL SECURITY"), risk);
    }
    if changed.has(FORCE_ROW_SECURITY) {
        let word = if new.is(FORCE_ROW_SECURITY) { "FORCE" } else { "NO FORCE" };
        push(format!("{word} ROW LEVEL SECURITY"), exclusive());
    }
    if changed.has(REPLICA_IDENTITY) {
        match new.attrs.text(REPLICA_IDENTITY) {
            Some("INDEX") => {}
            identity => push(
                format!("REPLICA IDENTITY {}", identity.unwrap_or("DEFAULT")),
                exclusive().breaking("subscribers"),
            ),
        }
    }
    actions
}

