//! Defaults of domains (manual, "CREATE DOMAIN").
//!
//! What a default calls may itself take values of the domain, so it can be set after the
//! domain is made and dropped before it goes.

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, Catalog, Inline, Kind, KindInfo, Name, Object, Ref,
    },
    error::Result,
    risk::Risk,
    sql::quote::qualified,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    domain::DOMAIN,
};

/// The kind.
pub const DOMAIN_DEFAULT: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo::member("domain default", "domain defaults", Inline::IfPossible);

/// The expression.
pub const EXPRESSION: Attr<Name> =
    Attr::new(&AttrDef { name: "expression", class: AttrClass::Expression });

/// The rules of domain defaults.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        DOMAIN_DEFAULT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[EXPRESSION.def]
    }

    /// The server keeps what a default uses as dependencies of the domain: all but those on
    /// the type and the collation that it is made from. Its value is one of that type.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.typnamespace");
        Query::new(
            Stage::Members,
            format!(
                "SELECT t.oid, t.typbasetype, pg_get_expr(t.typdefaultbin, 0), ARRAY(SELECT d.refclassid \
                 FROM pg_depend d WHERE {OF_DEFAULT} ORDER BY d.ctid), ARRAY(SELECT d.refobjid \
                 FROM pg_depend d WHERE {OF_DEFAULT} ORDER BY d.ctid) \
                 FROM pg_type t WHERE t.typtype = 'd' AND t.typdefaultbin IS NOT NULL AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let domain = Address::new(class::TYPE, row.take()?);
        let base = Address::new(class::TYPE, row.take()?);
        let Some(mut draft) = reader.member(DOMAIN_DEFAULT, None, domain, "default") else {
            return Ok(());
        };
        draft.set(EXPRESSION, reader.name(row.take()?));
        draft.needs(base);
        let (classes, objects): (Vec<u32>, Vec<u32>) = (row.take()?, row.take()?);
        for (class, object) in classes.into_iter().zip(objects) {
            draft.needs(Address::new(class, object));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        vec![statement(object, &format!("SET DEFAULT {}", object.text(EXPRESSION)))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        vec![statement(cx.old.at(old), "DROP DEFAULT")]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(self.create(cx, new))
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// The condition on a row `d` of `pg_depend` to be of the default of the domain `t`.
const OF_DEFAULT: &str = "d.classid = 'pg_type'::regclass AND d.objid = t.oid \
     AND d.deptype = 'n' AND d.refobjid >= 16384 AND d.refclassid <> 'pg_namespace'::regclass \
     AND d.refobjid NOT IN (t.typbasetype, t.typcollation)";

/// Returns the condition on a row `d` of `pg_depend` not to be of a domain's default.
pub fn is_of_no_default() -> String {
    format!(
        "NOT (d.classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t \
         WHERE t.typtype = 'd' AND {OF_DEFAULT}))"
    )
}

fn statement(object: &Object, clause: &str) -> Action {
    let domain = qualified(object.id.part(0), object.id.part(1));
    Action::new(format!("ALTER DOMAIN {domain} {clause}")).risk(Risk::none())
}

/// Returns the default as part of the definition of its domain.
pub(super) fn clause(cx: &Cx<'_>, domain: Ref) -> Option<String> {
    let (_, default) = cx.inlined_children(domain, DOMAIN_DEFAULT).next()?;
    Some(format!("DEFAULT {}", default.text(EXPRESSION)))
}

/// Returns the default of a domain by its name.
pub(super) fn of<'a>(catalog: &'a Catalog, domain: &str) -> Option<&'a str> {
    let mut domains = catalog.of_kind(DOMAIN);
    let at = domains.find(|at| catalog.at(*at).id.dotted() == domain)?;
    let mut parts = catalog.children(at).iter().map(|at| catalog.at(*at));
    let default = parts.find(|it| it.id.kind == DOMAIN_DEFAULT)?;
    Some(default.text(EXPRESSION))
}

/// Tells whether a domain gets a default from the domain that it is made from and has none.
pub(super) fn is_taken_away(cx: &Cx<'_>, domain: Ref) -> bool {
    let has_one = |catalog: &Catalog, at: Ref| {
        let mut children = catalog.children(at).iter();
        children.any(|it| catalog.at(*it).id.kind == DOMAIN_DEFAULT)
    };
    let above = |at: Ref| cx.new.at(at).id.kind == DOMAIN && has_one(cx.new, at);
    !has_one(cx.new, domain) && cx.new.needs(domain).iter().any(|edge| above(edge.to))
}
