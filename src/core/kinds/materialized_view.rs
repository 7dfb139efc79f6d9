//! Materialized views (manual, "CREATE MATERIALIZED VIEW"). Their columns are objects of
//! the kind `view_column`. Whether it holds rows now is not compared: that is data.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, extension_tie, extension_tie::DEPENDS_ON_EXTENSION, option_clauses,
    option_lock, reach,
    view::{VIEW, bare_query, columns},
    view_column,
};

/// The kind.
pub const MATERIALIZED_VIEW: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("materialized view", "materialized views");

/// The query, without a semicolon.
pub const DEFINITION: Attr<Name> = Attr::new(&AttrDef {
    name: "definition",
    class: AttrClass::Expression,
});

/// The storage parameters as `key=value`, those of the TOAST table as `toast.key=value`.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::Set,
});

/// The tablespace, where it is not the database's.
pub const TABLESPACE: Attr<Name> = Attr::new(&AttrDef {
    name: "tablespace",
    class: AttrClass::Plain,
});

/// The access method, where it is not `heap`.
pub const ACCESS_METHOD: Attr<Name> = Attr::new(&AttrDef {
    name: "access_method",
    class: AttrClass::Plain,
});

/// Whether it was never filled, or emptied by REFRESH ... WITH NO DATA.
pub const UNPOPULATED: Attr<bool> = Attr::new(&AttrDef {
    name: "unpopulated",
    class: AttrClass::Silent,
});

/// The rules of materialized views.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        MATERIALIZED_VIEW
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            DEFINITION.def,
            OPTIONS.def,
            TABLESPACE.def,
            ACCESS_METHOD.def,
            UNPOPULATED.def,
            DEPENDS_ON_EXTENSION.def,
        ]
    }

    /// A dump of schemas alone fills no view.
    fn kept(&self) -> &'static [&'static str] {
        static KEPT: &[&str] = &[UNPOPULATED.def.name];
        KEPT
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let common = common::columns("c.relowner", "c.relacl", "r");
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let tie = extension_tie::join("pg_class", "c.oid");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.relnamespace, c.relname, pg_get_viewdef(c.oid), c.reloptions, \
                 t.reloptions, s.spcname, NULLIF(m.amname, 'heap'), NOT c.relispopulated, \
                 tie.extensions, {common} FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid \
                 LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace \
                 LEFT JOIN pg_am m ON m.oid = c.relam {tie} WHERE c.relkind = 'm' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RELATION, row.take()?);
        let schema: u32 = row.take()?;
        let Some(mut draft) = reader.top(MATERIALIZED_VIEW, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let definition = reader.name(bare_query(row.take()?));
        draft.set(DEFINITION, definition);
        let own: Option<Vec<&str>> = row.take()?;
        let toast: Option<Vec<&str>> = row.take()?;
        let mut options: Vec<String> = own.into_iter().flatten().map(str::to_owned).collect();
        options.extend(toast.into_iter().flatten().map(|it| format!("toast.{it}")));
        if !options.is_empty() {
            draft.set(OPTIONS, reader.names(options));
        }
        for attr in [TABLESPACE, ACCESS_METHOD] {
            if let Some(name) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(name));
            }
        }
        draft.flag(UNPOPULATED, row.take()?);
        extension_tie::read(row, reader, &mut draft)?;
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    /// One that is made anew is filled if its predecessor was, and what it reads is.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let view = cx.new.at(new);
        let is_empty = is_left_empty(cx, new);
        let mut sql = format!("CREATE MATERIALIZED VIEW {}", view.id.dotted());
        if let Some(method) = view.attrs.text(ACCESS_METHOD) {
            sql = format!("{sql} USING {}", ident(method));
        }
        if let options @ [_, ..] = view.list(OPTIONS) {
            let options = common::options(options.iter().map(|it| &**it));
            sql = format!("{sql} WITH ({options})");
        }
        if let Some(tablespace) = view.attrs.text(TABLESPACE) {
            sql = format!("{sql} TABLESPACE {}", ident(tablespace));
        }
        sql = format!("{sql} AS\n{}", view.text(DEFINITION));
        let mut risk = Risk::none();
        if is_empty {
            sql.push_str("\nWITH NO DATA");
        } else {
            risk.scans = reach::reads_old_tables(cx, new);
        }
        let mut actions = vec![Action::new(sql).risk(risk)];
        for at in columns(cx.new, new) {
            let column = cx.new.at(at);
            actions.extend(view_column::settings("MATERIALIZED VIEW", view, false, column));
        }
        let ties = view.list(DEPENDS_ON_EXTENSION);
        actions.extend(extension_tie::changes(self.address(view), &[], ties));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        let rows = format!("the rows of {name} as of its last REFRESH");
        let risk = Risk::none()
            .breaking(format!("whoever reads {name}"))
            .lock(&*name, Lock::AccessExclusive);
        let drop = Action::new(format!("DROP MATERIALIZED VIEW {name}"));
        vec![drop.risk(risk).undo(Undo::StructureOnly(rows))]
    }

    /// SET ACCESS METHOD came with PostgreSQL 15.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (old, view) = (cx.old.at(old), cx.new.at(new));
        if changed.has(DEFINITION) || (changed.has(ACCESS_METHOD) && cx.version() < 150_000) {
            return Alter::Replace;
        }
        let name = view.id.dotted();
        let mut actions = Vec::new();
        let mut add = |what: String, risk: Risk| {
            actions.push(Action::new(format!("ALTER MATERIALIZED VIEW {name} {what}")).risk(risk));
        };
        let rewrite = || Risk::none().lock(&*name, Lock::AccessExclusive).rewrite();
        if changed.has(ACCESS_METHOD) {
            let method = ident(view.attrs.text(ACCESS_METHOD).unwrap_or("heap"));
            add(format!("SET ACCESS METHOD {method}"), rewrite());
        }
        if changed.has(TABLESPACE) {
            let tablespace = ident(view.attrs.text(TABLESPACE).unwrap_or("pg_default"));
            add(format!("SET TABLESPACE {tablespace}"), rewrite());
        }
        for clause in option_clauses(old.list(OPTIONS), view.list(OPTIONS)) {
            let risk = Risk::none().lock(&*name, option_lock(&clause));
            add(clause, risk);
        }
        let (before, after) = (old.list(DEPENDS_ON_EXTENSION), view.list(DEPENDS_ON_EXTENSION));
        actions.extend(extension_tie::changes(self.address(view), before, after));
        Alter::InPlace(actions)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("MATERIALIZED VIEW {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(format!("TABLE {}", object.id.dotted())))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("relation", &path), Claim::new("type", &path)]
    }
}

/// Tells whether a view cannot be read in the end: since nobody filled it, or one that it reads,
/// be it through others. Views may read one another in a circle.
fn is_left_empty(cx: &Cx<'_>, new: Ref) -> bool {
    let mut seen = vec![new];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        let view = cx.new.at(at);
        if cx.old.get(&view.id).unwrap_or(view).is(UNPOPULATED) {
            return true;
        }
        for whole in cx.new.needs(at).iter().map(|edge| cx.new.root(edge.to)) {
            let is_view = [MATERIALIZED_VIEW, VIEW].contains(&cx.new.at(whole).id.kind);
            if is_view && !seen.contains(&whole) {
                seen.push(whole);
            }
        }
    }
    false
}
