//! Loose members of operator families: operators and functions that no operator class
//! holds (manual, "ALTER OPERATOR FAMILY").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::{ident, qualified},
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind. Its path is that of the family, and what DROP names: `OPERATOR 1 (a, b)`.
pub const FAMILY_MEMBER: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    unrecorded: true,
    ..KindInfo::member("operator family member", "operator family members", Inline::Never)
};

/// The operator or function, as ADD takes it.
pub const DEFINITION: Attr<Name> = Attr::new(&AttrDef {
    name: "definition",
    class: AttrClass::Plain,
});

/// The rules of loose members.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        FAMILY_MEMBER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[DEFINITION.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let loose = |catalog: &str, oid: &str| {
            format!(
                "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalog}'::regclass \
                 AND d.objid = {oid} AND d.refclassid = 'pg_opfamily'::regclass)"
            )
        };
        let scope = cx.in_scope("f.opfnamespace");
        Query::new(
            Stage::Columns,
            format!(
                "SELECT '{operators}'::oid, o.oid, o.amopfamily, 'OPERATOR ' || o.amopstrategy || ' (' || \
                 format_type(o.amoplefttype, NULL) || ', ' || format_type(o.amoprighttype, NULL) \
                 || ')', {OPERATOR}, 'pg_operator'::regclass::oid, \
                 o.amopopr, ARRAY[o.amoplefttype, o.amoprighttype] FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily \
                 WHERE {scope} AND {} UNION ALL \
                 SELECT '{functions}'::oid, p.oid, p.amprocfamily, 'FUNCTION ' || p.amprocnum || ' (' || \
                 format_type(p.amproclefttype, NULL) || ', ' || \
                 format_type(p.amprocrighttype, NULL) || ')', {FUNCTION}, \
                 'pg_proc'::regclass::oid, p.amproc::oid, \
                 ARRAY[p.amproclefttype, p.amprocrighttype] FROM pg_amproc p JOIN pg_opfamily f ON f.oid = p.amprocfamily \
                 WHERE {scope} AND {}",
                loose("pg_amop", "o.oid"),
                loose("pg_amproc", "p.oid"),
                operators = class::FAMILY_OPERATOR,
                functions = class::FAMILY_FUNCTION,
            ),
        )
    }

    /// The server's own dependency is one by which it drops the member in silence.
    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(row.take()?, row.take()?);
        let family = Address::new(class::OPERATOR_FAMILY, row.take()?);
        let name = row.take()?;
        let Some(mut draft) = reader.member(FAMILY_MEMBER, Some(address), family, name) else {
            return Ok(());
        };
        draft.set(DEFINITION, reader.name(row.take()?));
        draft.needs(Address::new(row.take()?, row.take()?));
        // Of a loose member the server records only what it calls.
        for oid in row.take::<Vec<u32>>()? {
            draft.needs(Address::new(class::TYPE, oid));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let sql = format!("ALTER {} ADD {}", family(object), object.text(DEFINITION));
        vec![Action::new(sql).risk(changes_plans(object))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let member = object.id.part(3);
        let sql = format!("ALTER {} DROP {member}", family(object));
        vec![Action::new(sql).risk(changes_plans(object))]
    }

    /// A member is taken out and added anew.
    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, changed: &Changed) -> Alter {
        super::replace(self, changed)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// The member `o` of `pg_amop` as SQL text.
pub(super) const OPERATOR: &str = "'OPERATOR ' || o.amopstrategy || ' ' || \
     (SELECT quote_ident(n.nspname) || '.' || x.oprname || ' (' || \
     format_type(o.amoplefttype, NULL) || ', ' || format_type(o.amoprighttype, NULL) || ')' \
     FROM pg_operator x JOIN pg_namespace n ON n.oid = x.oprnamespace WHERE x.oid = o.amopopr) || \
     COALESCE((SELECT ' FOR ORDER BY ' || quote_ident(n.nspname) || '.' || quote_ident(s.opfname) \
     FROM pg_opfamily s JOIN pg_namespace n ON n.oid = s.opfnamespace \
     WHERE s.oid = o.amopsortfamily), '')";

/// The member `p` of `pg_amproc` as SQL text.
pub(super) const FUNCTION: &str = "'FUNCTION ' || p.amprocnum || ' (' || \
     format_type(p.amproclefttype, NULL) || ', ' || format_type(p.amprocrighttype, NULL) \
     || ') ' || p.amproc::oid::regprocedure";

fn family(member: &Object) -> String {
    let id = &member.id;
    let name = qualified(id.part(0), id.part(1));
    format!("OPERATOR FAMILY {name} USING {}", ident(id.part(2)))
}

fn changes_plans(member: &Object) -> Risk {
    Risk::none().breaking(format!("plans of queries that compare by {}", family(member)))
}
