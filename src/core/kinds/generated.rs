//! Generation expressions of columns (manual, "Generated Columns").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Edge, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, check, class, column, inheritance,
    published_table, table,
};

/// The kind.
pub const GENERATED: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo::member("generation expression", "generation expressions", Inline::Always);

/// The expression.
pub const EXPRESSION: Attr<Name> =
    Attr::new(&AttrDef { name: "expression", class: AttrClass::Expression });
/// Whether it is computed when read (PostgreSQL 18), not stored.
pub const VIRTUAL: Attr<bool> = Attr::new(&AttrDef { name: "virtual", class: AttrClass::Plain });

/// The rules of generation expressions.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        GENERATED
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[EXPRESSION.def, VIRTUAL.def];
        ATTRS
    }

    fn since(&self, attribute: &str) -> u32 {
        if attribute == VIRTUAL.name() { 18 } else { 0 }
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Members,
            format!(
                "SELECT d.oid, d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid), \
                 a.attgenerated = 'v' \
                 FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid \
                 JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum \
                 WHERE {} AND {scope} AND a.attgenerated <> ''",
                table::WITH_COLUMNS
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::DEFAULT, row.take()?);
        let column = Address::column(row.take()?, row.take()?);
        if let Some(mut draft) = reader.member(GENERATED, Some(address), column, "generated") {
            draft.set(EXPRESSION, reader.name(row.take()?)).flag(VIRTUAL, row.take()?);
            reader.push(draft);
        }
        Ok(())
    }

    /// It is part of its column's definition.
    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let table = column::table_name(&object.id);
        let name = ident(object.id.part(2));
        vec![
            Action::new(format!("ALTER TABLE {table} ALTER COLUMN {name} DROP EXPRESSION"))
                .risk(
                    Risk::none()
                        .lock_all(table, Lock::AccessExclusive)
                        .breaking("writers that leave the column out"),
                )
                .undo(Undo::StructureOnly("the column's place among the others".into())),
        ]
    }

    /// PostgreSQL cannot turn a plain column into a generated one.
    fn add(&self, _cx: &Cx<'_>, _new: Ref) -> Alter {
        Alter::ReplaceParent
    }

    /// DROP EXPRESSION keeps the stored values; there are none of a virtual column. Said of a
    /// parent's it reaches those below, and is refused there.
    fn remove(&self, cx: &Cx<'_>, old: Ref) -> Alter {
        if cx.old.at(old).is(VIRTUAL) {
            return Alter::ReplaceParent;
        }
        let column = cx.old.at(old).parent;
        let is_reached = column.is_some_and(|it| !inheritance::still_above(cx, it).is_empty());
        Alter::InPlace(if is_reached { Vec::new() } else { self.drop(cx, old) })
    }

    /// What those above become reaches those below.
    fn changes_after(&self, cx: &Cx<'_>, old: Ref, _new: Ref) -> Vec<Ref> {
        let column = cx.old.at(old).parent;
        let mut above = column.map_or_else(Vec::new, |it| inheritance::still_above(cx, it));
        let mut next = 0;
        while let Some(at) = above.get(next).copied() {
            next += 1;
            above.extend(inheritance::still_above(cx, at));
        }
        above.into_iter().filter_map(|at| of(cx.old, at)).collect()
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(VIRTUAL) || cx.version() < 170_000 {
            return Alter::ReplaceParent;
        }
        let column = cx.old.at(old).parent;
        if cx.new.at(new).is(VIRTUAL) && column.is_some_and(|it| is_held(cx, it)) {
            return Alter::ReplaceParent;
        }
        if is_given(cx, old, new) {
            return Alter::InPlace(Vec::new());
        }
        let mut actions = vec![set(cx.new.at(new))];
        actions.extend(cx.old.at(old).parent.map_or_else(Vec::new, |it| again(cx, it, new)));
        Alter::InPlace(actions)
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

fn of(catalog: &Catalog, column: Ref) -> Option<Ref> {
    let mut members = catalog.children(column).iter().copied();
    members.find(|at| catalog.at(*at).id.kind == GENERATED)
}

fn set(object: &Object) -> Action {
    let table = column::table_name(&object.id);
    let name = ident(object.id.part(2));
    let risk = Risk::none().lock_all(&table, Lock::AccessExclusive);
    let risk = if object.is(VIRTUAL) { risk } else { risk.rewrite() };
    let expression = object.text(EXPRESSION);
    let sql = format!("ALTER TABLE {table} ALTER COLUMN {name} SET EXPRESSION AS ({expression})");
    Action::new(sql).risk(risk)
}

/// Tells whether the statement on the only parent's brings this one to what it shall be.
fn is_given(cx: &Cx<'_>, old: Ref, new: Ref) -> bool {
    let column = cx.old.at(old).parent;
    let above = column.map_or_else(Vec::new, |it| inheritance::still_above(cx, it));
    let [above] = above.as_slice() else {
        return false;
    };
    let was = of(cx.old, *above);
    let is = was.and_then(|was| cx.new.find(&cx.old.at(was).id));
    let (Some(was), Some(is)) = (was, is) else {
        return false;
    };
    let of_above = cx.new.at(is).text(EXPRESSION);
    (cx.old.at(was).text(EXPRESSION) != of_above) && of_above == cx.new.at(new).text(EXPRESSION)
}

/// Tells whether the server refuses another expression for a virtual column, which has no
/// values to lose: where the table or one below has a check, or the column is published
/// (`ATExecSetExpression` in `tablecmds.c`).
fn is_held(cx: &Cx<'_>, column: Ref) -> bool {
    let mut open = vec![column];
    while let Some(at) = open.pop() {
        let table = cx.old.at(at).parent;
        let is = table.and_then(|table| cx.new.find(&cx.old.at(table).id));
        let has = |catalog: &Catalog, table: Option<Ref>| {
            let mut members = table.map_or(&[][..], |table| catalog.children(table)).iter();
            members.any(|at| catalog.at(*at).id.kind == check::CHECK)
        };
        let is_published = |edge: &Edge| {
            let user = &cx.old.at(edge.from).id;
            user.kind == published_table::PUBLISHED_TABLE
        };
        if has(cx.old, table) || has(cx.new, is) || cx.old.dependants(at).iter().any(is_published) {
            return true;
        }
        open.extend(inheritance::still_below(cx, at));
    }
    false
}

/// Returns the statements that give those below, which do not change, their own again: the
/// statement on a column reaches all of them (`ATPrepSetExpression` in `tablecmds.c`).
fn again(cx: &Cx<'_>, column: Ref, new: Ref) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut open = vec![(column, new)];
    while let Some((column, given)) = open.pop() {
        for below in inheritance::still_below(cx, column) {
            let was = of(cx.old, below);
            let is = was.and_then(|was| cx.new.find(&cx.old.at(was).id));
            let (Some(was), Some(is)) = (was, is) else {
                continue;
            };
            let expression = |at: Ref| cx.new.at(at).text(EXPRESSION);
            let stays = cx.old.at(was).text(EXPRESSION) == expression(is);
            if expression(is) == expression(given) {
                open.push((below, given));
            } else if stays {
                actions.push(set(cx.new.at(is)));
                open.push((below, is));
            }
        }
    }
    actions
}

/// Returns the expression as part of the definition of its column.
pub(super) fn clause(cx: &Cx<'_>, column: Ref) -> Option<String> {
    let (_, generated) = cx.inlined_children(column, GENERATED).next()?;
    let how = if generated.is(VIRTUAL) { "VIRTUAL" } else { "STORED" };
    Some(format!("GENERATED ALWAYS AS ({}) {how}", generated.text(EXPRESSION)))
}

/// Returns the form in which a helper table, a parent for the time being, has a column that is
/// generated in the old catalog: from 16 on the server takes no other above it
/// (`MergeAttributesIntoExisting` in `tablecmds.c`). The expression is never read.
pub(super) fn form_for_helper(cx: &Cx<'_>, new: Ref) -> Option<String> {
    let old = cx.old.find(&cx.new.at(new).id).filter(|_| cx.version() >= 160_000)?;
    let mut parts = cx.old.children(old).iter().map(|at| cx.old.at(*at));
    let generated = parts.find(|it| it.id.kind == GENERATED)?;
    let how = if generated.is(VIRTUAL) { "VIRTUAL" } else { "STORED" };
    let form = column::form_now(cx.old.at(old));
    Some(format!("{form} GENERATED ALWAYS AS (NULL) {how}"))
}
