//! Tables of a publication, with a list of columns and a filter of rows (PostgreSQL 15;
//! manual, "CREATE PUBLICATION").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind. Its path is the publication, the schema and the table.
pub const PUBLISHED_TABLE: Kind = Kind::new(&INFO);

// A column that a filter or a list names changes its type only while it is not published.
static INFO: KindInfo = KindInfo::member("published table", "published tables", Inline::Never);

/// The columns that are published; absent if all.
pub const COLUMNS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "columns",
    class: AttrClass::Set,
});

/// What must be true of a row.
pub const FILTER: Attr<Name> = Attr::new(&AttrDef {
    name: "filter",
    class: AttrClass::Expression,
});

/// The rules of published tables.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PUBLISHED_TABLE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[COLUMNS.def, FILTER.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("c.relnamespace");
        let columns = cx.since(
            15,
            "CASE WHEN r.prattrs IS NOT NULL THEN ARRAY(SELECT a.attname::text \
             FROM pg_attribute a WHERE a.attrelid = r.prrelid \
             AND a.attnum = ANY (r.prattrs::int2[]) ORDER BY a.attnum) END",
            "NULL::text[]",
        );
        let filter = cx.since(15, "pg_get_expr(r.prqual, r.prrelid)", "NULL::text");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT r.oid, r.prpubid, r.prrelid, n.nspname, c.relname, {columns}, {filter} \
                 FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid \
                 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::PUBLISHED_TABLE, row.take()?);
        let publication = Address::new(class::PUBLICATION, row.take()?);
        let table = Address::new(class::RELATION, row.take()?);
        let path = [row.take()?, row.take()?];
        let Some(mut draft) = reader
            .place(publication)
            .and_then(|parent| reader.part_path(PUBLISHED_TABLE, Some(address), parent, &path))
        else {
            return Ok(());
        };
        draft.needs(table);
        if let Some(columns) = row.take::<Option<Vec<&str>>>()? {
            draft.set(COLUMNS, reader.names(columns));
        }
        if let Some(filter) = row.take::<Option<&str>>()? {
            draft.set(FILTER, reader.name(filter));
        }
        reader.push(draft);
        Ok(())
    }

    /// ONLY: tables that inherit from it are members of their own.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (publication, table) = names(object);
        let columns: Vec<_> = object.list(COLUMNS).iter().map(|it| ident(it)).collect();
        let columns = match columns.as_slice() {
            [] => String::new(),
            columns => format!(" ({})", columns.join(", ")),
        };
        let filter = object
            .attrs
            .text(FILTER)
            .map_or_else(String::new, |filter| format!(" WHERE ({filter})"));
        let sql =
            format!("ALTER PUBLICATION {publication} ADD TABLE ONLY {table}{columns}{filter}");
        let risk = Risk::none()
            .lock(&table, Lock::ShareUpdateExclusive)
            .breaking(format!(
                "whoever updates or deletes in {table}, if nothing there identifies a row"
            ));
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let (publication, table) = names(cx.old.at(old));
        let sql = format!("ALTER PUBLICATION {publication} DROP TABLE ONLY {table}");
        let risk = Risk::none()
            .lock(&table, Lock::ShareUpdateExclusive)
            .breaking(format!("subscribers: changes of {table} are not sent"));
        vec![Action::new(sql).risk(risk)]
    }

    /// SET TABLE would name all tables of the publication.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::Replace
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Returns the publication and the table, as SQL names them.
fn names(object: &Object) -> (String, String) {
    let id = &object.id;
    let table = qualified(id.part(1), id.part(2));
    (ident(id.part(0)).into_owned(), table)
}
