//! Grants on what an extension or initdb made, where they are no longer as they were made
//! (manual, "System Catalogs", `pg_init_privs`).
//!
//! The objects themselves are not ours to touch; who may use them is the user's to say,
//! and `pg_dump` writes it too. Grants on single columns are
//! objects of this kind as well.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
};

use super::{
    Address, Alter, Changed, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage, class,
    common,
};

/// The kind. Its path is the extension (empty for what initdb made) and what GRANT names.
pub const MEMBER_GRANT: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_grant: true,
    ..KindInfo::member("grant on a member", "grants on members", Inline::Never)
};

/// The column, quoted, where the grants are on one.
pub const COLUMN: Attr<Name> = Attr::new(&AttrDef {
    name: "column",
    class: AttrClass::Silent,
});

/// What GRANT names, where the name of the object has a column in it too.
pub const TABLE: Attr<Name> = Attr::new(&AttrDef {
    name: "table",
    class: AttrClass::Silent,
});

/// The rules of grants on members.
pub struct Own;

/// A catalog whose rows have privileges.
struct Privileged {
    name: &'static str,
    /// The columns of list and owner begin with it.
    prefix: &'static str,
    /// The letter that `acldefault` knows.
    letter: &'static str,
    /// What GRANT names, as SQL.
    target: &'static str,
    only: &'static str,
}

const CATALOGS: &[Privileged] = &[
    Privileged {
        name: "pg_class",
        prefix: "rel",
        letter: "CASE x.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\"",
        target: "CASE x.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || x.oid::regclass",
        only: "x.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND x.relnamespace",
    },
    Privileged {
        name: "pg_proc",
        prefix: "pro",
        letter: "'f'",
        target: "'ROUTINE ' || x.oid::regprocedure",
        only: "x.pronamespace",
    },
    Privileged {
        name: "pg_type",
        prefix: "typ",
        letter: "'T'",
        target: "CASE x.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END \
                 || x.typnamespace::regnamespace || '.' || quote_ident(x.typname)",
        only: "x.typnamespace",
    },
    Privileged {
        name: "pg_namespace",
        prefix: "nsp",
        letter: "'n'",
        target: "'SCHEMA ' || quote_ident(x.nspname)",
        only: "x.nspname <> 'public' AND x.oid",
    },
    Privileged {
        name: "pg_language",
        prefix: "lan",
        letter: "'l'",
        target: "'LANGUAGE ' || quote_ident(x.lanname)",
        only: "0",
    },
    Privileged {
        name: "pg_foreign_data_wrapper",
        prefix: "fdw",
        letter: "'F'",
        target: "'FOREIGN DATA WRAPPER ' || quote_ident(x.fdwname)",
        only: "0",
    },
];

/// Returns the rows of a catalog whose privileges differ from the initial ones. It starts
/// at what extensions and initdb made: the rest of a catalog is large.
fn select(catalog: &Privileged) -> String {
    let Privileged {
        name,
        prefix,
        letter,
        target,
        only,
    } = catalog;
    format!(
        "SELECT made.extension, x.oid, {target} AS target, \
         coalesce(x.{prefix}acl, acldefault({letter}, x.{prefix}owner)) AS acl, \
         coalesce(p.initprivs, acldefault({letter}, x.{prefix}owner)) AS initial, NULL \
         FROM (SELECT m.extension, m.oid FROM member m WHERE m.class = '{name}'::regclass \
         UNION ALL SELECT 0, b.oid FROM {name} b WHERE b.oid < 16384) made \
         JOIN {name} x ON x.oid = made.oid \
         LEFT JOIN pg_init_privs p ON p.classoid = '{name}'::regclass \
         AND p.objoid = x.oid AND p.objsubid = 0 \
         WHERE x.{prefix}acl IS DISTINCT FROM p.initprivs AND {only} \
         IS DISTINCT FROM (SELECT to_regnamespace('information_schema')::oid)"
    )
}

/// Grants on columns start from none.
const COLUMNS: &str = "SELECT made.extension, made.oid, 'TABLE ' || a.attrelid::regclass, \
     a.attacl, p.initprivs, quote_ident(a.attname) \
     FROM (SELECT m.extension, m.oid FROM member m WHERE m.class = 'pg_class'::regclass \
     UNION ALL SELECT 0, b.oid FROM pg_class b WHERE b.oid < 16384) made \
     JOIN pg_attribute a ON a.attrelid = made.oid \
     LEFT JOIN pg_init_privs p ON p.classoid = 'pg_class'::regclass \
     AND p.objoid = a.attrelid AND p.objsubid = a.attnum \
     WHERE a.attacl IS DISTINCT FROM p.initprivs";

impl Rules for Own {
    fn kind(&self) -> Kind {
        MEMBER_GRANT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TABLE.def, COLUMN.def]
    }

    /// initdb grants on `information_schema` after it took note of the initial privileges.
    fn query(&self, _cx: &ReadCx) -> Query {
        let mut rows: Vec<String> = CATALOGS.iter().map(select).collect();
        rows.push(COLUMNS.to_owned());
        let lines = |list: &str| {
            format!(
                "ARRAY(SELECT x.grantee || ' ' || x.privilege_type || ' ' || x.is_grantable \
                 FROM aclexplode({list}) x)"
            )
        };
        Query::new(
            Stage::Objects,
            format!(
                "WITH member AS MATERIALIZED (SELECT d.classid AS class, d.objid AS oid, \
                 d.refobjid AS extension FROM pg_extension e JOIN pg_depend d \
                 ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid \
                 WHERE d.deptype = 'e') \
                 SELECT g.extension, g.oid, g.target, g.part, {}, {} FROM ({}) \
                 g (extension, oid, target, acl, initial, part)",
                lines("g.acl"),
                lines("g.initial"),
                rows.join(" UNION ALL ")
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let extension = Address::new(class::EXTENSION, row.take()?);
        // What is granted on has no address among the objects that are read.
        let address = Address::new(0, row.take()?);
        let table: &str = row.take()?;
        let column: Option<&str> = row.take()?;
        let name = column.map(|column| format!("{table} ({column})"));
        let target = name.as_deref().unwrap_or(table);
        let draft = match reader.member(MEMBER_GRANT, None, extension, target) {
            Some(draft) => Some(draft),
            None => reader.global_path(MEMBER_GRANT, address, &["", target]),
        };
        let Some(mut draft) = draft else {
            return Ok(());
        };
        if let Some(column) = column {
            draft.set(TABLE, reader.name(table));
            draft.set(COLUMN, reader.name(column));
        }
        common::read_acl(row, reader, &mut draft, u32::MAX)?;
        // Lists that differ in the order of their entries only are equal.
        if draft.has(common::ACL) {
            reader.push(draft);
        }
        Ok(())
    }

    /// The grants themselves are written with those of all kinds.
    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        common::undo_grants(cx, self, cx.old.at(old))
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let whole = || GrantTarget::on(object.id.part(1));
        Some(object.attrs.text(COLUMN).map_or_else(whole, |column| GrantTarget {
            column: Some(column.to_owned()),
            ..GrantTarget::on(object.text(TABLE))
        }))
    }
}
