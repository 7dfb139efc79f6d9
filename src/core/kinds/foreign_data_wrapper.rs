//! Foreign-data wrappers (manual, "CREATE FOREIGN DATA WRAPPER"). They belong to the
//! database, not to a schema; only a superuser makes one.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
    foreign_options::{self, FOREIGN_OPTIONS},
};

/// The kind.
pub const FOREIGN_DATA_WRAPPER: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("foreign-data wrapper", "foreign-data wrappers");

/// The function that does the work, quoted and qualified.
pub const HANDLER: Attr<Name> = Attr::new(&AttrDef {
    name: "handler",
    class: AttrClass::Plain,
});

/// The function that checks options, quoted and qualified.
pub const VALIDATOR: Attr<Name> = Attr::new(&AttrDef {
    name: "validator",
    class: AttrClass::Plain,
});

/// The rules of foreign-data wrappers.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        FOREIGN_DATA_WRAPPER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[HANDLER.def, VALIDATOR.def, FOREIGN_OPTIONS.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        let common = common::columns("w.fdwowner", "w.fdwacl", "F");
        Query::new(
            Stage::Containers,
            format!(
                "SELECT w.oid, w.fdwname, nullif(w.fdwhandler, 0)::regproc::text, \
                 nullif(w.fdwvalidator, 0)::regproc::text, w.fdwoptions, {common} \
                 FROM pg_foreign_data_wrapper w WHERE w.oid >= 16384"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::FOREIGN_DATA_WRAPPER, row.take()?);
        let Some(mut draft) = reader.global(FOREIGN_DATA_WRAPPER, address, row.take()?) else {
            return Ok(());
        };
        for attr in [HANDLER, VALIDATOR] {
            if let Some(function) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(function));
            }
        }
        if let Some(options) = row.take::<Option<Vec<&str>>>()? {
            draft.set(FOREIGN_OPTIONS, reader.names(options));
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let mut sql = format!("CREATE FOREIGN DATA WRAPPER {}", object.id.dotted());
        for (word, attr) in [("HANDLER", HANDLER), ("VALIDATOR", VALIDATOR)] {
            if let Some(function) = object.attrs.text(attr) {
                sql = format!("{sql} {word} {function}");
            }
        }
        sql.push_str(&foreign_options::clause(object.list(FOREIGN_OPTIONS)));
        vec![Action::new(sql)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        vec![Action::new(format!("DROP FOREIGN DATA WRAPPER {name}"))]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let mut clauses = Vec::new();
        for (word, attr) in [("HANDLER", HANDLER), ("VALIDATOR", VALIDATOR)] {
            if changed.has(attr) {
                clauses.push(match is.attrs.text(attr) {
                    Some(function) => format!("{word} {function}"),
                    None => format!("NO {word}"),
                });
            }
        }
        clauses.extend(foreign_options::changes(
            was.list(FOREIGN_OPTIONS),
            is.list(FOREIGN_OPTIONS),
        ));
        if clauses.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let (name, clauses) = (is.id.dotted(), clauses.join(" "));
        let sql = format!("ALTER FOREIGN DATA WRAPPER {name} {clauses}");
        let risk = Risk::none().breaking("whoever reads a table of one of its servers");
        Alter::InPlace(vec![Action::new(sql).risk(risk)])
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("FOREIGN DATA WRAPPER {}", object.id.dotted()))
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        self.address(object).map(GrantTarget::on)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("foreign-data wrapper", &[object.id.name()])]
    }
}
