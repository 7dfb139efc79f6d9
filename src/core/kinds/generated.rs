//! Generation expressions of columns (manual, "Generated Columns").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, column, table,
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

    /// DROP EXPRESSION keeps the stored values; there are none of a virtual column.
    fn remove(&self, cx: &Cx<'_>, old: Ref) -> Alter {
        if cx.old.at(old).is(VIRTUAL) {
            Alter::ReplaceParent
        } else {
            Alter::InPlace(self.drop(cx, old))
        }
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(VIRTUAL) || cx.version() < 170_000 {
            return Alter::ReplaceParent;
        }
        let object = cx.new.at(new);
        let table = column::table_name(&object.id);
        let name = ident(object.id.part(2));
        let risk = Risk::none().lock_all(&table, Lock::AccessExclusive);
        let risk = if object.is(VIRTUAL) { risk } else { risk.rewrite() };
        let sql = format!(
            "ALTER TABLE {table} ALTER COLUMN {name} SET EXPRESSION AS ({})",
            object.text(EXPRESSION)
        );
        Alter::InPlace(vec![Action::new(sql).risk(risk)])
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Returns the expression as part of the definition of its column.
pub(super) fn clause(cx: &Cx<'_>, column: Ref) -> Option<String> {
    let (_, generated) = cx.inlined_children(column, GENERATED).next()?;
    let how = if generated.is(VIRTUAL) { "VIRTUAL" } else { "STORED" };
    Some(format!("GENERATED ALWAYS AS ({}) {how}", generated.text(EXPRESSION)))
}
