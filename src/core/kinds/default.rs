//! Defaults of columns (manual, "Default Values").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, EdgeKind, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, column,
    sequence::{behind_values_of, positions_kept},
    table,
};

/// The kind.
pub const DEFAULT: Kind = Kind::new(&INFO);

// ALTER COLUMN TYPE converts a default by itself only where an assignment cast exists, so
// it leaves before and comes back after.
static INFO: KindInfo = KindInfo::member("default", "defaults", Inline::IfPossible);

/// The expression.
pub const EXPRESSION: Attr<Name> =
    Attr::new(&AttrDef { name: "expression", class: AttrClass::Expression });

/// The rules of defaults.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        DEFAULT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[EXPRESSION.def];
        ATTRS
    }

    /// A default names no column (manual, "CREATE TABLE"), so it is deparsed without its
    /// relation: looking that up would cost four times as much.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Members,
            format!(
                "SELECT d.oid, d.adrelid, d.adnum, pg_get_expr(d.adbin, 0) \
                 FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid \
                 JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum \
                 WHERE {} AND {scope} AND a.attgenerated = ''",
                table::WITH_COLUMNS
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::DEFAULT, row.take()?);
        let column = Address::column(row.take()?, row.take()?);
        if let Some(mut draft) = reader.member(DEFAULT, Some(address), column, "default") {
            draft.set(EXPRESSION, reader.name(row.take()?));
            reader.push(draft);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let expression = cx.new.at(new).text(EXPRESSION);
        let mut actions = vec![statement(cx.new.at(new), &format!("SET DEFAULT {expression}"))];
        actions.extend(behind_values_of(cx, new));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let mut actions = positions_kept(cx, old);
        actions.push(statement(cx.old.at(old), "DROP DEFAULT"));
        actions
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, _changed: &Changed) -> Alter {
        let mut actions = positions_kept(cx, old);
        actions.extend(self.create(cx, new));
        Alter::InPlace(actions)
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Children keep defaults of their own, so a change never reaches them: ONLY.
fn statement(object: &Object, clause: &str) -> Action {
    let table = column::table_name(&object.id);
    let name = ident(object.id.part(2));
    Action::new(format!("ALTER TABLE ONLY {table} ALTER COLUMN {name} {clause}"))
        .risk(
            Risk::none()
                .lock(table, Lock::AccessExclusive)
                .breaking("writers that leave the column out"),
        )
}

/// Returns the default as part of the definition of its column.
pub(super) fn clause(cx: &Cx<'_>, column: Ref) -> Option<String> {
    let (_, default) = cx.inlined_children(column, DEFAULT).next()?;
    Some(format!("DEFAULT {}", default.text(EXPRESSION)))
}

/// Tells whether a column that a table inherits comes with a default that it should not
/// have: what CREATE TABLE ... INHERITS takes from the parent, now or before the parent
/// changes. A partition is made for itself and takes nothing.
pub(super) fn is_taken_away(cx: &Cx<'_>, column: Ref) -> bool {
    let has_one = |catalog: &Catalog, at: Ref| {
        catalog.children(at).iter().any(|it| catalog.at(*it).id.kind == DEFAULT)
    };
    let table = cx.new.at(column).parent;
    if has_one(cx.new, column) || table.is_some_and(|table| table::is_partition(cx, table)) {
        return false;
    }
    let edges = cx.new.needs(column).iter().filter(|edge| edge.kind == EdgeKind::Follows);
    edges.map(|edge| edge.to).any(|above| {
        let before = cx.old.find(&cx.new.at(above).id);
        has_one(cx.new, above) || before.is_some_and(|at| has_one(cx.old, at))
    })
}

/// Returns the default as a change of a column that a parent table gave.
pub(super) fn own_clause(cx: &Cx<'_>, column: Ref) -> Option<String> {
    clause(cx, column).map(|clause| format!("SET {clause}"))
}
