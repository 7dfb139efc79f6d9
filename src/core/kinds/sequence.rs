//! Sequences (manual, "CREATE SEQUENCE"); those of identity columns are part of the columns.
//!
//! The position of a sequence is data and is not read.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, types,
};

mod change;
mod continued;
mod numbers;

pub(super) use change::within_bounds;
pub(super) use continued::{behind_values, behind_values_of, position_kept, positions_kept};

use numbers::Numbers;

/// The kind.
pub const SEQUENCE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    holds_data: true,
    ..KindInfo::new("sequence", "sequences")
};

/// The type of its numbers, where it is not `bigint`.
pub const TYPE: Attr<Name> = Attr::new(&AttrDef {
    name: "type",
    class: AttrClass::Plain,
});

/// What is added each time, where it is not 1.
pub const INCREMENT: Attr<i64> = Attr::new(&AttrDef {
    name: "increment",
    class: AttrClass::Plain,
});

/// The least number, where it is not the default for type and direction.
pub const MINIMUM: Attr<i64> = Attr::new(&AttrDef {
    name: "minimum",
    class: AttrClass::Plain,
});

/// The greatest number, where it is not the default for type and direction.
pub const MAXIMUM: Attr<i64> = Attr::new(&AttrDef {
    name: "maximum",
    class: AttrClass::Plain,
});

/// The first number, where it is not the least one, or the greatest when counting down.
pub const START: Attr<i64> = Attr::new(&AttrDef {
    name: "start",
    class: AttrClass::Plain,
});

/// How many numbers a session takes at a time, where it is not 1.
pub const CACHE: Attr<i64> = Attr::new(&AttrDef {
    name: "cache",
    class: AttrClass::Plain,
});

/// Whether it begins anew at its end.
pub const CYCLE: Attr<bool> = Attr::new(&AttrDef {
    name: "cycle",
    class: AttrClass::Plain,
});

/// Whether a crash resets it (PostgreSQL 15 and later).
pub const UNLOGGED: Attr<bool> = Attr::new(&AttrDef {
    name: "unlogged",
    class: AttrClass::Plain,
});

/// The rules of sequences.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SEQUENCE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            TYPE.def,
            INCREMENT.def,
            MINIMUM.def,
            MAXIMUM.def,
            START.def,
            CACHE.def,
            CYCLE.def,
            UNLOGGED.def,
        ]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.relation_in_scope("c.relnamespace", "c.oid");
        let common = common::columns("c.relowner", "c.relacl", "s");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT c.oid, c.relnamespace, c.relname, s.seqtypid, s.seqincrement, s.seqmin, \
                 s.seqmax, s.seqstart, s.seqcache, s.seqcycle, c.relpersistence = 'u', {common} \
                 FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid \
                 WHERE {scope} AND NOT EXISTS (SELECT FROM pg_depend d \
                 WHERE d.classid = 1259 AND d.objid = c.oid AND d.deptype = 'i')"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::RELATION, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(SEQUENCE, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let word = numbers::type_word(row.take()?);
        if word != numbers::BIGINT {
            draft.set(TYPE, reader.name(word));
        }
        let increment = row.take()?;
        let default = Numbers::default_for(word, increment);
        let (minimum, maximum): (i64, i64) = (row.take()?, row.take()?);
        let first = if increment > 0 { minimum } else { maximum };
        for (attr, value, default) in [
            (INCREMENT, increment, 1),
            (MINIMUM, minimum, default.minimum),
            (MAXIMUM, maximum, default.maximum),
            (START, row.take()?, first),
            (CACHE, row.take()?, 1),
        ] {
            if value != default {
                draft.set(attr, value);
            }
        }
        draft.flag(CYCLE, row.take()?);
        draft.flag(UNLOGGED, row.take()?);
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let unlogged = if object.is(UNLOGGED) { "UNLOGGED " } else { "" };
        let mut sql = format!("CREATE {unlogged}SEQUENCE {}", object.id.dotted());
        if let Some(word) = object.attrs.text(TYPE) {
            sql = sql + " AS " + word;
        }
        for (words, attr) in [
            ("INCREMENT BY", INCREMENT),
            ("MINVALUE", MINIMUM),
            ("MAXVALUE", MAXIMUM),
            ("START WITH", START),
            ("CACHE", CACHE),
        ] {
            if let Some(value) = object.get(attr) {
                sql = format!("{sql} {words} {value}");
            }
        }
        if object.is(CYCLE) {
            sql.push_str(" CYCLE");
        }
        vec![Action::new(sql)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let name = object.id.dotted();
        let risk = Risk::none()
            .lock(name.clone(), Lock::AccessExclusive)
            .breaking(format!("whoever takes numbers from {}", object.id));
        vec![
            Action::new(format!("DROP SEQUENCE {name}"))
                .risk(risk)
                .undo(Undo::StructureOnly(format!("the position of {}", object.id))),
        ]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        Alter::InPlace(change::actions(cx.old.at(old), cx.new.at(new), changed))
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("SEQUENCE {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        // The server looks for a type of the name of each relation but an index.
        let name = [object.id.part(0), object.id.part(1)];
        vec![Claim::new("relation", &name), types::claim(object)]
    }
}
