//! The column that a sequence belongs to (manual, "CREATE SEQUENCE": OWNED BY): PostgreSQL
//! drops the sequence with it.

use crate::{
    catalog::{
        Action, Attr, AttrClass, AttrDef, EdgeKind, Inline, Kind, KindInfo, Name, Object, Ref,
    },
    error::Result,
    risk::{Lock, Risk},
    sql::quote::qualified,
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind.
pub const SEQUENCE_OWNER: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo::member("sequence ownership", "sequence ownerships", Inline::Never);

/// The column, as OWNED BY takes it.
pub const COLUMN: Attr<Name> = Attr::new(&AttrDef {
    name: "column",
    class: AttrClass::Plain,
});

/// The rules of sequence ownerships.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SEQUENCE_OWNER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[COLUMN.def]
    }

    /// It starts at the few sequences: `pg_class` and `pg_depend` are large. Those not in
    /// scope were not read.
    fn query(&self, cx: &ReadCx) -> Query {
        let is_wanted = cx.relation_is_wanted("s.seqrelid");
        Query::new(
            Stage::Members,
            format!(
                "SELECT d.objid, d.refobjid, d.refobjsubid::int2 \
                 FROM pg_sequence s JOIN pg_depend d ON d.objid = s.seqrelid \
                 WHERE d.classid = 1259 AND d.refclassid = 1259 AND d.refobjsubid > 0 \
                 AND d.deptype = 'a' AND {is_wanted}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let sequence = Address::new(class::RELATION, row.take()?);
        let column = Address::column(row.take()?, row.take()?);
        let Some(at) = reader.place(column) else {
            return Ok(());
        };
        let Some(mut draft) = reader.member(SEQUENCE_OWNER, None, sequence, "owner") else {
            return Ok(());
        };
        let name = reader.object(at).map(|it| it.id.dotted());
        draft.set(COLUMN, reader.name(&name.unwrap_or_default()));
        draft.needs(column);
        reader.push(draft);
        reader.depend(sequence, column, EdgeKind::Owned);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        vec![owned_by(object, object.text(COLUMN))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        vec![owned_by(cx.old.at(old), "NONE")]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        Alter::InPlace(if changed.has(COLUMN) {
            self.create(cx, new)
        } else {
            Vec::new()
        })
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

fn owned_by(object: &Object, column: &str) -> Action {
    let sequence = qualified(object.id.part(0), object.id.part(1));
    let mut risk = Risk::none().lock(sequence.clone(), Lock::ShareRowExclusive);
    if let Some((table, _)) = column.rsplit_once('.') {
        risk = risk.lock(table, Lock::AccessShare);
    }
    Action::new(format!("ALTER SEQUENCE {sequence} OWNED BY {column}")).risk(risk)
}
