//! Extensions (manual, "Packaging Related Objects into an Extension").
//!
//! What an extension made is its own: introspection makes the members known beforehand,
//! and no kind reads them.

mod membership;

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk, Undo},
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Move, Query, ReadCx, Reader, Rules, Stage, class,
    common::COMMENT,
};

pub(crate) use membership::plain;
pub use membership::{Passage, passages};

/// The kind.
pub const EXTENSION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    holds_data: true,
    ..KindInfo::new("extension", "extensions")
};

/// The schema its objects stand in, quoted.
pub const SCHEMA: Attr<Name> = Attr::new(&AttrDef {
    name: "schema",
    class: AttrClass::Plain,
});

/// The installed version.
pub const VERSION: Attr<Name> = Attr::new(&AttrDef {
    name: "version",
    class: AttrClass::Plain,
});

/// Whether PostgreSQL can move its objects to another schema.
pub const RELOCATABLE: Attr<bool> = Attr::new(&AttrDef {
    name: "relocatable",
    class: AttrClass::Silent,
});

/// Whether it keeps rows of the user's in tables of its own.
pub const KEEPS_ROWS: Attr<bool> = Attr::new(&AttrDef {
    name: "keeps_rows",
    class: AttrClass::Silent,
});

/// Its members, as ALTER EXTENSION names them, without blanks.
pub const MEMBERS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "members",
    class: AttrClass::Silent,
});

/// The rules of extensions.
pub struct Own;

/// Returns the risk of a statement that drops or moves the members of an extension. What
/// its scripts do, by CREATE EXTENSION and UPDATE, nobody knows beforehand.
fn on_members(object: &Object) -> Risk {
    const RELATIONS: &[&str] = &["TABLE", "FOREIGNTABLE", "VIEW", "MATERIALIZEDVIEW", "SEQUENCE"];
    object.list(MEMBERS).iter().fold(Risk::none(), |risk, member| {
        let name = RELATIONS.iter().find_map(|word| member.strip_prefix(word));
        match name {
            Some(name) => risk.lock(name, Lock::AccessExclusive),
            None => risk,
        }
    })
}

/// Returns the statement that moves all members of an extension to another schema.
fn set_schema(old: &Object, new: &Object) -> Action {
    let sql = format!("ALTER EXTENSION {} SET SCHEMA {}", new.id.dotted(), new.text(SCHEMA));
    let whom = format!("everybody who names the objects of {}", new.id);
    Action::new(sql).risk(on_members(old).breaking(whom))
}

impl Rules for Own {
    fn kind(&self) -> Kind {
        EXTENSION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[SCHEMA.def, VERSION.def, RELOCATABLE.def, KEEPS_ROWS.def, MEMBERS.def]
    }

    /// Each major version comes with versions of its own, and seldom with a way back.
    fn is_same_across(&self, attribute: &str, _one: &str, _other: &str) -> bool {
        attribute == VERSION.name()
    }

    /// Extensions that initdb makes (plpgsql) are part of every database.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Containers,
            "SELECT e.oid, e.extname, quote_ident(n.nspname), e.extnamespace, e.extversion, \
             e.extrelocatable, e.extconfig IS NOT NULL \
             FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace \
             WHERE e.oid >= 16384",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::EXTENSION, row.take()?);
        let members = reader.members_of(address);
        let Some(mut draft) = reader.global(EXTENSION, address, row.take()?) else {
            return Ok(());
        };
        draft.set(SCHEMA, reader.name(row.take()?));
        draft.needs(Address::new(class::SCHEMA, row.take()?));
        draft.set(VERSION, reader.name(row.take()?));
        draft.flag(RELOCATABLE, row.take()?);
        draft.flag(KEEPS_ROWS, row.take()?);
        if !members.is_empty() {
            draft.set(MEMBERS, members.into());
        }
        reader.push(draft);
        Ok(())
    }

    /// The control file may bring a comment, which is taken away where none is wanted.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let schema = object.text(SCHEMA);
        let version = literal(object.text(VERSION));
        let mut actions = vec![
            Action::new(format!(
                "CREATE EXTENSION {name} WITH SCHEMA {schema} VERSION {version}"
            ))
            .risk(Risk::of_unknown()),
        ];
        if object.text(COMMENT).is_empty() {
            actions.push(Action::new(format!("COMMENT ON EXTENSION {name} IS NULL")));
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let name = object.id.dotted();
        let mut risk = on_members(object).breaking(format!("everybody who uses {}", object.id));
        let mut undo = Undo::Exact;
        if object.is(KEEPS_ROWS) {
            let rows = format!("rows in the tables of {}", object.id);
            risk = risk.losing(rows.clone());
            undo = Undo::StructureOnly(rows);
        }
        vec![
            Action::new(format!("DROP EXTENSION {name}"))
                .risk(risk)
                .undo(undo),
        ]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let mut actions = Vec::new();
        if changed.has(MEMBERS) {
            actions.extend(membership::statements(cx, old));
        }
        let (old, new) = (cx.old.at(old), cx.new.at(new));
        let name = new.id.dotted();
        if changed.has(SCHEMA) {
            if !old.is(RELOCATABLE) {
                return Alter::Replace;
            }
            actions.push(set_schema(old, new));
        }
        if changed.has(VERSION) {
            let (from, to) = (old.text(VERSION), new.text(VERSION));
            let sql = format!("ALTER EXTENSION {name} UPDATE TO {}", literal(to));
            let guard = format!("{} has a script from version {to} to {from}", new.id);
            let risk = Risk::of_unknown().breaking(format!("everybody who uses {}", new.id));
            let action = Action::new(sql).risk(risk);
            actions.push(action.undo(Undo::ExactIf(guard)));
        }
        Alter::InPlace(actions)
    }

    fn rename(&self, _object: &Object, _new: &[String]) -> Option<Vec<Action>> {
        None
    }

    fn brings_operators(&self, object: &Object) -> bool {
        let mut members = object.list(MEMBERS).iter();
        members.any(|member| member.starts_with("OPERATOR"))
    }

    fn moved(&self, old: &Object, new: &Object) -> Option<Move> {
        let moves = old.is(RELOCATABLE) && old.text(SCHEMA) != new.text(SCHEMA);
        moves.then(|| Move {
            there: vec![set_schema(old, new)],
            back: vec![set_schema(new, old)],
        })
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("EXTENSION {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("extension", &[object.id.name()])]
    }
}
