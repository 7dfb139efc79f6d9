//! Extended statistics (manual, "CREATE STATISTICS").
//!
//! What they are about may be expressions since PostgreSQL 14. What ANALYZE found for them is
//! data and not read.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class, common::OWNER,
};

/// The kind.
pub const STATISTICS_OBJECT: Kind = Kind::new(&INFO);

// PostgreSQL makes them anew when a column changes its type, and forgets the target; they
// leave before and come back after.
static INFO: KindInfo = KindInfo::new("statistics object", "statistics objects");

/// The table, quoted and qualified.
pub const TABLE: Attr<Name> = Attr::new(&AttrDef {
    name: "table",
    class: AttrClass::Plain,
});

/// What is gathered: `ndistinct`, `dependencies`, `mcv`; absent for a single expression.
pub const KINDS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "kinds",
    class: AttrClass::Set,
});

/// The columns; PostgreSQL orders them by their place in the table.
pub const COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "columns",
    class: AttrClass::Set,
});

/// The expressions.
pub const EXPRESSIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "expressions",
    class: AttrClass::Expression,
});

/// The statistics target, if it is not that of the columns.
pub const TARGET: Attr<i64> = Attr::new(&AttrDef {
    name: "target",
    class: AttrClass::Plain,
});

/// The rules of statistics objects.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        STATISTICS_OBJECT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            TABLE.def,
            KINDS.def,
            COLUMNS.def,
            EXPRESSIONS.def,
            TARGET.def,
        ];
        ATTRS
    }

    /// No target is -1 before PostgreSQL 17, and NULL since.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("s.stxnamespace");
        let expressions = cx.since(
            14,
            "pg_get_statisticsobjdef_expressions(s.oid)",
            "NULL::text[]",
        );
        Query::new(
            Stage::Members,
            format!(
                "SELECT s.oid, s.stxnamespace, s.stxname, s.stxowner, s.stxrelid, \
                 quote_ident(n.nspname) || '.' || quote_ident(c.relname), s.stxkind::text[], \
                 ARRAY(SELECT a.attname::text FROM unnest(s.stxkeys::int2[]) WITH ORDINALITY k \
                 JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.k \
                 ORDER BY k.ordinality), {expressions}, nullif(s.stxstattarget::int, -1) \
                 FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid \
                 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::STATISTICS, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(STATISTICS_OBJECT, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        draft.set(OWNER, reader.role(row.take()?));
        draft.needs(Address::new(class::RELATION, row.take()?));
        draft.set(TABLE, reader.name(row.take()?));
        let letters: Vec<&str> = row.take()?;
        let kinds: Vec<&str> = letters.into_iter().filter_map(kind_word).collect();
        if !kinds.is_empty() {
            draft.set(KINDS, reader.names(kinds));
        }
        let columns: Vec<&str> = row.take()?;
        if !columns.is_empty() {
            draft.set(COLUMNS, reader.names(columns));
        }
        if let Some(expressions) = row.take::<Option<Vec<&str>>>()? {
            draft.set(EXPRESSIONS, reader.names(expressions));
        }
        if let Some(target) = row.take::<Option<i32>>()? {
            draft.set(TARGET, i64::from(target));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let columns = object.list(COLUMNS).iter().map(|it| ident(it).into_owned());
        let expressions = object.list(EXPRESSIONS).iter().map(|it| format!("({it})"));
        let on: Vec<String> = columns.chain(expressions).collect();
        let kinds = match object.list(KINDS) {
            [] => String::new(),
            kinds => format!(" ({})", kinds.join(", ")),
        };
        let (name, table) = (object.id.dotted(), object.text(TABLE));
        let on = on.join(", ");
        let sql = format!("CREATE STATISTICS {name}{kinds} ON {on} FROM {table}");
        let risk = Risk::none().lock(table, Lock::ShareUpdateExclusive);
        let mut actions = vec![Action::new(sql).risk(risk)];
        if object.get(TARGET).is_some() {
            actions.push(target(object));
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let name = object.id.dotted();
        let risk = Risk::none().lock(object.text(TABLE), Lock::ShareUpdateExclusive);
        vec![
            Action::new(format!("DROP STATISTICS {name}"))
                .risk(risk)
                .undo(Undo::StructureOnly(format!("what ANALYZE found for {name}"))),
        ]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(TABLE)
            || changed.has(KINDS)
            || changed.has(COLUMNS)
            || changed.has(EXPRESSIONS)
        {
            return Alter::Replace;
        }
        let target = changed.has(TARGET).then(|| target(cx.new.at(new)));
        Alter::InPlace(target.into_iter().collect())
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("STATISTICS {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("statistics object", &path)]
    }
}

fn kind_word(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "d" => "ndistinct",
        "f" => "dependencies",
        "m" => "mcv",
        _ => return None,
    })
}

fn target(object: &Object) -> Action {
    let (name, target) = (object.id.dotted(), object.get(TARGET).unwrap_or(-1));
    Action::new(format!("ALTER STATISTICS {name} SET STATISTICS {target}"))
}
