//! Publications (manual, "CREATE PUBLICATION"). They belong to the database, not to a
//! schema. The tables and schemas of one are objects of their own.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Edge, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER, published_schema::PUBLISHED_SCHEMA, schema::SCHEMA,
};

/// The kind.
pub const PUBLICATION: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo { sways: true, ..KindInfo::new("publication", "publications") };

/// Whether it publishes all tables, those to come as well.
pub const ALL_TABLES: Attr<bool> = Attr::new(&AttrDef {
    name: "all_tables",
    class: AttrClass::Plain,
});

/// What is published: `insert`, `update`, `delete`, `truncate`; absent if all of them.
pub const OPERATIONS: Attr<Name> = Attr::new(&AttrDef {
    name: "publish",
    class: AttrClass::Plain,
});

/// Whether changes of partitions are published as those of the table above them.
pub const VIA_ROOT: Attr<bool> = Attr::new(&AttrDef {
    name: "publish_via_partition_root",
    class: AttrClass::Plain,
});

/// Which generated columns are published where no list of columns says so (PostgreSQL 18):
/// `stored`; absent if none.
pub const GENERATED: Attr<Name> = Attr::new(&AttrDef {
    name: "publish_generated_columns",
    class: AttrClass::Plain,
});

/// All operations, in the order of the manual.
const ALL: &str = "insert, update, delete, truncate";

/// The rules of publications.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        PUBLICATION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[ALL_TABLES.def, OPERATIONS.def, VIA_ROOT.def, GENERATED.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let generated = cx.since(18, "nullif(p.pubgencols::text, 'n')", "NULL::text");
        Query::new(
            Stage::Containers,
            format!(
                "SELECT p.oid, p.pubname, p.pubowner, p.puballtables, p.pubinsert, p.pubupdate, \
                 p.pubdelete, p.pubtruncate, p.pubviaroot, {generated} FROM pg_publication p"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::PUBLICATION, row.take()?);
        let Some(mut draft) = reader.global(PUBLICATION, address, row.take()?) else {
            return Ok(());
        };
        draft.set(OWNER, reader.role(row.take()?));
        draft.flag(ALL_TABLES, row.take()?);
        let mut operations = Vec::new();
        for operation in ALL.split(", ") {
            if row.take()? {
                operations.push(operation);
            }
        }
        let operations = operations.join(", ");
        if operations != ALL {
            draft.set(OPERATIONS, reader.name(&operations));
        }
        draft.flag(VIA_ROOT, row.take()?);
        if row.take::<Option<&str>>()?.is_some() {
            draft.set(GENERATED, reader.name("stored"));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let all = if object.is(ALL_TABLES) { " FOR ALL TABLES" } else { "" };
        let mut options = Vec::new();
        if object.attrs.text(OPERATIONS).is_some() {
            options.push(operations(object));
        }
        if object.is(VIA_ROOT) {
            options.push(via_root(object));
        }
        if object.attrs.text(GENERATED).is_some() {
            options.push(generated(object));
        }
        let with = if options.is_empty() {
            String::new()
        } else {
            format!(" WITH ({})", options.join(", "))
        };
        let sql = format!("CREATE PUBLICATION {}{all}{with}", object.id.dotted());
        let risk = Risk::none();
        let risk = if object.is(ALL_TABLES) {
            risk.breaking("whoever updates or deletes in a table without replica identity")
        } else {
            risk
        };
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let sql = format!("DROP PUBLICATION {}", cx.old.at(old).id.dotted());
        vec![Action::new(sql).risk(Risk::none().breaking("subscribers"))]
    }

    /// From FOR ALL TABLES to single ones and back leads no statement.
    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(ALL_TABLES) {
            return Alter::Replace;
        }
        let object = cx.new.at(new);
        let mut options = Vec::new();
        if changed.has(OPERATIONS) {
            options.push(operations(object));
        }
        if changed.has(VIA_ROOT) {
            options.push(via_root(object));
        }
        if changed.has(GENERATED) {
            options.push(generated(object));
        }
        if options.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let (name, options) = (object.id.dotted(), options.join(", "));
        let sql = format!("ALTER PUBLICATION {name} SET ({options})");
        Alter::InPlace(vec![
            Action::new(sql).risk(Risk::none().breaking("subscribers")),
        ])
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("PUBLICATION {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("publication", &[object.id.name()])]
    }
}

fn operations(object: &Object) -> String {
    let wanted = object.attrs.text(OPERATIONS).unwrap_or(ALL);
    format!("publish = {}", literal(wanted))
}

fn via_root(object: &Object) -> String {
    format!("publish_via_partition_root = {}", object.is(VIA_ROOT))
}

fn generated(object: &Object) -> String {
    let wanted = object.attrs.text(GENERATED).unwrap_or("none");
    format!("publish_generated_columns = {wanted}")
}

/// Tells whether a table is published from its first row on: with its schema, or with all.
pub(super) fn sends_unnamed(catalog: &Catalog, table: Ref) -> bool {
    let is_named = |edge: &Edge| catalog.at(edge.from).id.kind == PUBLISHED_SCHEMA;
    let schema = Catalog::id(SCHEMA, &[catalog.at(table).id.part(0)]);
    let schema = catalog.find(&schema).map_or(&[][..], |at| catalog.dependants(at));
    schema.iter().any(is_named)
        || catalog.of_kind(PUBLICATION).any(|it| catalog.at(it).is(ALL_TABLES))
}
