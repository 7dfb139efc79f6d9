//! Exclusion constraints (manual, "Exclusion Constraints").
//!
//! They are rare, so that PostgreSQL's own text of the definition is compared whole.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Likeness, Query, ReadCx, Reader, Rules, Stage,
    class,
    constraint::{
        self, attached,
        backing::{self, INDEX_COMMENT, PARTITIONED},
        key,
    },
    extension_tie::DEPENDS_ON_EXTENSION,
    index_attachment,
};

/// The kind.
pub const EXCLUSION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("exclusion constraint", "exclusion constraints", Inline::Never)
};

/// The definition from EXCLUDE on, storage parameters included.
pub const DEFINITION: Attr<Name> = Attr::new(&AttrDef {
    name: "definition",
    class: AttrClass::Expression,
});

/// The rules of exclusion constraints.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        EXCLUSION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[
            DEFINITION.def,
            backing::TABLESPACE.def,
            backing::CLUSTERED.def,
            backing::REPLICA_IDENTITY.def,
            INDEX_COMMENT.def,
            PARTITIONED.def,
            DEPENDS_ON_EXTENSION.def,
        ];
        ATTRS
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("k.connamespace", "k.conrelid");
        let columns = backing::columns("NULL::text[]");
        let joins = backing::joins();
        Query::new(
            Stage::Members,
            format!(
                "SELECT k.oid, k.conrelid, k.conname, k.conindid, i.indkey::int2[], \
                 pg_get_constraintdef(k.oid), d.description, {columns} \
                 FROM pg_constraint k JOIN pg_index i ON i.indexrelid = k.conindid \
                 JOIN pg_class c ON c.oid = k.conindid \
                 LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = k.conindid \
                 AND d.objsubid = 0 {joins} WHERE k.contype = 'x' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::CONSTRAINT, row.take()?);
        let relation: u32 = row.take()?;
        let table = Address::new(class::RELATION, relation);
        let Some(mut draft) = reader.member(EXCLUSION, Some(address), table, row.take()?) else {
            return Ok(());
        };
        reader.alias(Address::new(class::RELATION, row.take()?), address);
        let columns: Vec<i16> = row.take()?;
        constraint::needs_columns(&mut draft, relation, &columns);
        draft.set(DEFINITION, reader.name(row.take()?));
        if let Some(comment) = row.take::<Option<&str>>()? {
            draft.set(INDEX_COMMENT, comment.into());
        }
        let above = backing::read(row, reader, &mut draft)?;
        backing::push(reader, draft, above);
        Ok(())
    }

    /// The text of the definition leaves the tablespace out, and has no place at its end
    /// where it could be put in.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        if let Some(actions) = attached::rename(cx, self, new) {
            return actions;
        }
        let object = cx.new.at(new);
        let only = if object.is(PARTITIONED) { "ONLY " } else { "" };
        let risk = if constraint::is_on_made_table(cx, new) {
            Risk::none()
        } else {
            constraint::locked_to_add(cx, object, Lock::AccessExclusive)
        };
        let risk = key::builds(risk, object);
        let add = constraint::add(object, only, object.text(DEFINITION));
        let mut actions = vec![Action::new(add).risk(risk)];
        if object.attrs.text(backing::TABLESPACE).is_some() {
            actions.push(backing::move_to_tablespace(object));
        }
        actions.extend(backing::settings(cx, new));
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        key::drop(cx, old)
    }

    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        index_attachment::before(cx, new)
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        key::alter(cx, old, new, changed)
    }

    fn retyped(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        attached::again(cx, self, new)
    }

    fn likeness(&self) -> Likeness {
        Likeness::DEFINITION
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(constraint::address(object))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        key::claims(object)
    }
}
