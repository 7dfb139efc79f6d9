//! Enumerated types (manual, "Enumerated Types").

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref, Timing},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common, types,
};

/// The kind.
pub const ENUM: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    folder: "types",
    ..KindInfo::new("enum", "enums")
};

/// The labels, the least first.
pub const LABELS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "labels",
    class: AttrClass::Plain,
});

/// The word for a value of an enumerated type in a rename.
pub const LABEL: &str = "label";

/// The rules of enumerated types.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        ENUM
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[LABELS.def]
    }

    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("t.typnamespace");
        let common = common::columns("t.typowner", "t.typacl", "T");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT t.oid, t.typnamespace, t.typname, \
                 ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid \
                 ORDER BY e.enumsortorder), {common} \
                 FROM pg_type t WHERE t.typtype = 'e' AND {scope}"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::TYPE, row.take()?);
        let schema = row.take()?;
        let Some(mut draft) = reader.top(ENUM, address, schema, &[row.take()?]) else {
            return Ok(());
        };
        let labels: Vec<String> = row.take()?;
        draft.set(LABELS, reader.names(&labels));
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let labels: Vec<String> = object.list(LABELS).iter().map(|it| literal(it)).collect();
        let (name, labels) = (object.id.dotted(), labels.join(", "));
        vec![Action::new(format!("CREATE TYPE {name} AS ENUM ({labels})"))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        vec![types::drop(&types::address(object), object)]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (old, new) = (cx.old.at(old), cx.new.at(new));
        if !changed.has(LABELS) {
            return Alter::InPlace(Vec::new());
        }
        match additions(old.list(LABELS), new.list(LABELS)) {
            Some(places) => Alter::InPlace(places.iter().map(|place| add(new, place)).collect()),
            None => Alter::Replace,
        }
    }

    fn labels<'a>(&self, object: &'a Object) -> Option<(&'static str, &'a [Name])> {
        Some((LABEL, object.list(LABELS)))
    }

    /// Rows keep the label's number, so nothing is written anew.
    fn rename_label(&self, object: &Object, old: &str, new: &str) -> Vec<Action> {
        let (whole, old, new) = (object.id.dotted(), literal(old), literal(new));
        let risk = Risk::none().breaking("everybody who uses the old label");
        vec![Action::new(format!("ALTER TYPE {whole} RENAME VALUE {old} TO {new}")).risk(risk)]
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(types::address(object))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        Some(GrantTarget::on(types::address(object)))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![types::claim(object)]
    }

    fn aside(&self, cx: &Cx<'_>, old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        Some(types::aside(cx, cx.old.at(old), "TYPE"))
    }
}

/// Returns what follows ADD VALUE for each new label, in an order in which each place is
/// known when it is named; nothing if a label went or moved, which no ALTER TYPE can do.
fn additions(old: &[Name], new: &[Name]) -> Option<Vec<String>> {
    let kept: Vec<&Name> = new.iter().filter(|label| old.contains(label)).collect();
    if !kept.iter().copied().eq(old) {
        return None;
    }
    let mut left = old.len();
    let mut before: Option<&Name> = None;
    let mut places = Vec::new();
    for label in new {
        if old.contains(label) {
            left -= 1;
        } else {
            let value = literal(label);
            places.push(match (left, before, old.first()) {
                (0, ..) | (_, None, None) => value,
                (_, Some(before), _) => format!("{value} AFTER {}", literal(before)),
                (_, None, Some(first)) => format!("{value} BEFORE {}", literal(first)),
            });
        }
        before = Some(label);
    }
    Some(places)
}

/// A value cannot be used before its transaction is committed (SQLSTATE 55P04).
fn add(new: &Object, place: &str) -> Action {
    Action::new(format!("ALTER TYPE {} ADD VALUE {place}", new.id.dotted()))
        .timing(Timing::CommitBeforeUse)
        .undo(Undo::ExactIf("no row uses the new label".to_owned()))
        .risk(Risk::none().breaking(format!("readers that know all labels of {}", new.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<Name> {
        text.split_whitespace().map(Name::from).collect()
    }

    /// What the server does with the additions.
    fn apply(old: &[Name], places: &[String]) -> Vec<Name> {
        let mut list = old.to_vec();
        for place in places {
            let words: Vec<&str> = place.split(' ').map(|it| it.trim_matches('\'')).collect();
            let of = |name: &str| list.iter().position(|it| **it == *name).unwrap();
            let at = match words.as_slice() {
                [_] => list.len(),
                [_, "AFTER", it] => of(it) + 1,
                [_, "BEFORE", it] => of(it),
                _ => unreachable!(),
            };
            list.insert(at, words[0].into());
        }
        list
    }

    #[test]
    fn additions_end_in_the_new_order() {
        for (old, new) in [
            ("b d", "a b c d e f"),
            ("", "a b"),
            ("m", "a b m"),
            ("m n", "m x y n z"),
        ] {
            let (old, new) = (labels(old), labels(new));
            let places = additions(&old, &new).unwrap();
            assert_eq!(apply(&old, &places), new);
        }
    }

    #[test]
    fn what_goes_or_moves_is_no_addition() {
        assert_eq!(additions(&labels("a b"), &labels("b a")), None);
        assert_eq!(additions(&labels("a b"), &labels("a c")), None);
        assert_eq!(additions(&labels("a b"), &labels("b a b2")), None);
    }
}
