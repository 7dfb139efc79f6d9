//! Views (manual, "CREATE VIEW"). Their columns are objects of their own: `view_column`.
//!
//! The rule `_RETURN` that a view is made of is not read: the definition says the same.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Catalog, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, option_clauses,
    view_column::{self, COLLATION, POSITION, TYPE, VIEW_COLUMN},
};

/// The kind.
pub const VIEW: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("view", "views");

/// The query, without a semicolon.
pub const DEFINITION: Attr<Name> = Attr::new(&AttrDef {
    name: "definition",
    class: AttrClass::Expression,
});

/// `security_barrier`, `security_invoker` and `check_option`, as `key=value`.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::Set,
});

/// The rules of views.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        VIEW
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[DEFINITION.def, OPTIONS.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let common = common::columns("c.relowner", "c.relacl", "r");
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.relnamespace, c.relname, pg_get_viewdef(c.oid), c.reloptions, \
                 {common} FROM pg_class c WHERE c.relkind = 'v' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RELATION, row.take()?);
        let schema: u32 = row.take()?;
        let Some(mut draft) = reader.top(VIEW, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let definition = reader.name(bare_query(row.take()?));
        draft.set(DEFINITION, definition);
        let options = row.take::<Option<Vec<&str>>>()?.unwrap_or_default();
        if !options.is_empty() {
            let options = reader.names(options);
            draft.set(OPTIONS, options);
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let view = cx.new.at(new);
        let mut actions = vec![Action::new(statement("CREATE VIEW", view))];
        for at in columns(cx.new, new) {
            actions.extend(view_column::settings("VIEW", view, false, cx.new.at(at)));
        }
        actions
    }

    fn hollow(&self, catalog: &Catalog, at: Ref, is_there: bool) -> Option<Action> {
        let view = catalog.at(at);
        let column = |at: Ref| {
            let column = catalog.at(at);
            let collate = column.attrs.text(COLLATION).map(|it| format!(" COLLATE {it}"));
            let (name, collate) = (ident(column.id.name()), collate.unwrap_or_default());
            format!("NULL::{}{collate} AS {name}", column.text(TYPE))
        };
        let columns: Vec<String> = columns(catalog, at).into_iter().map(column).collect();
        let verb = if is_there { "CREATE OR REPLACE" } else { "CREATE" };
        let (name, columns) = (view.id.dotted(), columns.join(", "));
        let action = Action::new(format!("{verb} VIEW {name} AS SELECT {columns}"));
        let risk = Risk::none().lock(&*name, Lock::AccessExclusive);
        Some(if is_there { action.risk(risk) } else { action })
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        vec![
            Action::new(format!("DROP VIEW {name}")).risk(
                Risk::none()
                    .breaking(format!("whoever reads {name}"))
                    .lock(name, Lock::AccessExclusive),
            ),
        ]
    }

    /// OR REPLACE takes away the options that are left out (manual, "CREATE VIEW"; measured
    /// on 15), so that it always states all of them.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let view = cx.new.at(new);
        let name = view.id.dotted();
        let risk = rights(cx.old.at(old), view).lock(&*name, Lock::AccessExclusive);
        if changed.has(DEFINITION) {
            let Some(added) = added_columns(cx, old, new) else {
                return Alter::Replace;
            };
            let sql = statement("CREATE OR REPLACE VIEW", view);
            let mut actions = vec![Action::new(sql).risk(risk)];
            for at in added {
                actions.extend(view_column::settings("VIEW", view, true, cx.new.at(at)));
            }
            return Alter::InPlace(actions);
        }
        let clauses = option_clauses(cx.old.at(old).list(OPTIONS), view.list(OPTIONS)).into_iter();
        let action = |clause| Action::new(format!("ALTER VIEW {name} {clause}")).risk(risk.clone());
        Alter::InPlace(clauses.map(action).collect())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("VIEW {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(format!("TABLE {}", object.id.dotted())))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        let path = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("relation", &path), Claim::new("type", &path)]
    }
}

/// Returns the text of `pg_get_viewdef` without its semicolon.
pub(super) fn bare_query(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix(';').unwrap_or(text)
}

fn statement(verb: &str, view: &Object) -> String {
    let options = match view.list(OPTIONS) {
        [] => String::new(),
        options => {
            let options = common::options(options.iter().map(|it| &**it));
            format!(" WITH ({options})")
        }
    };
    let (name, query) = (view.id.dotted(), view.text(DEFINITION));
    format!("{verb} {name}{options} AS\n{query}")
}

/// Says whose rights are asked for what the view reads, if that changes.
fn rights(old: &Object, new: &Object) -> Risk {
    let asks_reader = |view: &Object| {
        let mut options = view.list(OPTIONS).iter();
        options.any(|it| matches!(&**it, "security_invoker=true" | "security_invoker=on"))
    };
    if asks_reader(old) && !asks_reader(new) {
        let name = new.id.dotted();
        return Risk::none().security(format!("{name} reads with the rights of its owner"));
    }
    Risk::none()
}

/// Lists the columns of a view by position.
pub(super) fn columns(catalog: &Catalog, view: Ref) -> Vec<Ref> {
    let mut columns: Vec<Ref> = catalog
        .children(view)
        .iter()
        .copied()
        .filter(|at| catalog.at(*at).id.kind == VIEW_COLUMN)
        .collect();
    columns.sort_by_key(|at| catalog.at(*at).get(POSITION));
    columns
}

/// Lists the columns that the new view has behind the old one's. Nothing if it does not
/// begin with these, which OR REPLACE asks for: same names, types and collations.
fn added_columns(cx: &Cx<'_>, old: Ref, new: Ref) -> Option<Vec<Ref>> {
    let (before, mut after) = (columns(cx.old, old), columns(cx.new, new));
    if before.len() > after.len() {
        return None;
    }
    let added = after.split_off(before.len());
    let same = before.iter().zip(&after).all(|(old, new)| {
        let (old, new) = (cx.old.at(*old), cx.new.at(*new));
        old.id.name() == new.id.name()
            && old.text(TYPE) == new.text(TYPE)
            && old.text(COLLATION) == new.text(COLLATION)
    });
    same.then_some(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_loses_its_semicolon_only() {
        assert_eq!(bare_query(" SELECT ';'::text AS x;"), "SELECT ';'::text AS x");
    }
}
