//! Procedural languages (manual, "CREATE LANGUAGE"). They belong to the database, not to a
//! schema; those that an extension made are its own.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage,
    class, common,
};

/// The kind.
pub const LANGUAGE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo::new("language", "languages");

const fn plain(name: &'static str) -> AttrDef {
    AttrDef {
        name,
        class: AttrClass::Plain,
    }
}

/// Whether everybody may be given the right to use it.
pub const TRUSTED: Attr<bool> = Attr::new(&plain("trusted"));

/// The function that runs the code, quoted and qualified like the others.
pub const HANDLER: Attr<Name> = Attr::new(&plain("handler"));

/// The function that runs DO blocks.
pub const INLINE: Attr<Name> = Attr::new(&plain("inline"));

/// The function that checks the code when a function is made.
pub const VALIDATOR: Attr<Name> = Attr::new(&plain("validator"));

const FUNCTIONS: [(&str, Attr<Name>); 3] = [
    ("HANDLER", HANDLER),
    ("INLINE", INLINE),
    ("VALIDATOR", VALIDATOR),
];

/// The rules of languages.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        LANGUAGE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[TRUSTED.def, HANDLER.def, INLINE.def, VALIDATOR.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        let common = common::columns("l.lanowner", "l.lanacl", "l");
        Query::new(
            Stage::Containers,
            format!(
                "SELECT l.oid, l.lanname, l.lanpltrusted, NULLIF(l.lanplcallfoid::regproc::text, '-'), \
                 NULLIF(l.laninline::regproc::text, '-'), \
                 NULLIF(l.lanvalidator::regproc::text, '-'), {common} \
                 FROM pg_language l WHERE l.oid >= 16384"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::LANGUAGE, row.take()?);
        let Some(mut draft) = reader.global(LANGUAGE, address, row.take()?) else {
            return Ok(());
        };
        draft.flag(TRUSTED, row.take()?);
        for (_, attr) in FUNCTIONS {
            if let Some(name) = row.take::<Option<&str>>()? {
                draft.set(attr, reader.name(name));
            }
        }
        common::read(row, reader, &mut draft)?;
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        vec![statement("CREATE", cx.new.at(new))]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let risk = Risk::none().breaking(format!("whoever writes functions in {}", object.id));
        vec![Action::new(format!("DROP LANGUAGE {}", object.id.dotted())).risk(risk)]
    }

    /// OR REPLACE keeps owner, grants and comment, and states all else.
    /// What is no longer trusted loses its grants before, since they cannot be changed after.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let mut actions = Vec::new();
        if was.is(TRUSTED) && !is.is(TRUSTED) {
            actions.extend(common::undo_grants(cx, self, was));
        }
        if self.attrs().iter().any(|def| changed.has_name(def.name)) {
            actions.push(statement("CREATE OR REPLACE", is));
        }
        Alter::InPlace(actions)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("LANGUAGE {}", object.id.dotted()))
    }

    /// Privileges on a language that is not trusted cannot be given to anybody.
    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let target = || GrantTarget::on(format!("LANGUAGE {}", object.id.dotted()));
        object.is(TRUSTED).then(target)
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("language", &[object.id.name()])]
    }
}

fn statement(verb: &str, object: &Object) -> Action {
    let trusted = if object.is(TRUSTED) { "TRUSTED " } else { "" };
    let mut sql = format!("{verb} {trusted}LANGUAGE {}", object.id.dotted());
    for (word, attr) in FUNCTIONS {
        if let Some(name) = object.attrs.text(attr) {
            sql = format!("{sql} {word} {name}");
        }
    }
    let mut risk = Risk::none().breaking(format!("the functions written in {}", object.id));
    if verb == "CREATE" {
        risk = Risk::none();
    }
    if object.is(TRUSTED) {
        risk = risk.security(format!("{} is trusted: it must keep code from the server", object.id));
    }
    Action::new(sql).risk(risk)
}
