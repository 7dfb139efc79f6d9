//! Roles (manual, "Database Roles"). They belong to the cluster, not to a database.
//!
//! They are compared only where the user asks for it; one that an object of the new side
//! names and the old side's server lacks is made all the same. Passwords are never read, so
//! none is written, and no role is ever dropped: it may own objects in other databases.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::literal,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
};

/// The kind.
pub const ROLE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_global: true,
    stays: Some("a role is never dropped: it may own objects in other databases"),
    ..KindInfo::new("role", "roles")
};

/// Whether it may do everything.
pub const SUPERUSER: Attr<bool> = Attr::new(&AttrDef {
    name: "superuser",
    class: AttrClass::Plain,
});

/// Whether it has the rights of the roles it is a member of unasked; absent if so.
pub const INHERIT: Attr<bool> = Attr::new(&AttrDef {
    name: "inherit",
    class: AttrClass::Plain,
});

/// Whether it may make roles.
pub const CREATE_ROLE: Attr<bool> = Attr::new(&AttrDef {
    name: "create_role",
    class: AttrClass::Plain,
});

/// Whether it may make databases.
pub const CREATE_DATABASE: Attr<bool> = Attr::new(&AttrDef {
    name: "create_database",
    class: AttrClass::Plain,
});

/// Whether it may log in.
pub const LOGIN: Attr<bool> = Attr::new(&AttrDef {
    name: "login",
    class: AttrClass::Plain,
});

/// Whether it may replicate.
pub const REPLICATION: Attr<bool> = Attr::new(&AttrDef {
    name: "replication",
    class: AttrClass::Plain,
});

/// Whether row security does not hold for it.
pub const BYPASS_RLS: Attr<bool> = Attr::new(&AttrDef {
    name: "bypass_rls",
    class: AttrClass::Plain,
});

/// How many sessions it may have; absent if any number.
pub const CONNECTION_LIMIT: Attr<i64> = Attr::new(&AttrDef {
    name: "connection_limit",
    class: AttrClass::Plain,
});

/// Until when its password is valid; absent if for ever.
pub const VALID_UNTIL: Attr<Name> = Attr::new(&AttrDef {
    name: "valid_until",
    class: AttrClass::Plain,
});

/// The yes-or-no attributes that a role has not by default, with their words.
const RIGHTS: [(Attr<bool>, &str, &str); 6] = [
    (SUPERUSER, "SUPERUSER", "NOSUPERUSER"),
    (CREATE_ROLE, "CREATEROLE", "NOCREATEROLE"),
    (CREATE_DATABASE, "CREATEDB", "NOCREATEDB"),
    (LOGIN, "LOGIN", "NOLOGIN"),
    (REPLICATION, "REPLICATION", "NOREPLICATION"),
    (BYPASS_RLS, "BYPASSRLS", "NOBYPASSRLS"),
];

/// The rules of roles.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        ROLE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[
            SUPERUSER.def,
            INHERIT.def,
            CREATE_ROLE.def,
            CREATE_DATABASE.def,
            LOGIN.def,
            REPLICATION.def,
            BYPASS_RLS.def,
            CONNECTION_LIMIT.def,
            VALID_UNTIL.def,
        ]
    }

    /// The view shows stars for passwords; not even those are asked for. Predefined roles
    /// are the server's own.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Containers,
            "SELECT r.oid, r.rolname, r.rolinherit, r.rolsuper, r.rolcreaterole, r.rolcreatedb, \
             r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit::bigint, \
             nullif(r.rolvaliduntil, 'infinity')::text FROM pg_roles r WHERE r.rolname !~ '^pg_'",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::ROLE, row.take()?);
        let Some(mut draft) = reader.global(ROLE, address, row.take()?) else {
            return Ok(());
        };
        if !row.take::<bool>()? {
            draft.set(INHERIT, false);
        }
        for (attr, ..) in RIGHTS {
            draft.flag(attr, row.take()?);
        }
        let limit: i64 = row.take()?;
        if limit >= 0 {
            draft.set(CONNECTION_LIMIT, limit);
        }
        if let Some(until) = row.take::<Option<&str>>()? {
            draft.set(VALID_UNTIL, reader.name(until));
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let mut words: Vec<String> = RIGHTS
            .iter()
            .filter(|(attr, ..)| object.is(*attr))
            .map(|(_, word, _)| (*word).to_owned())
            .collect();
        if !object.is(LOGIN) {
            words.push("NOLOGIN".into());
        }
        if object.get(INHERIT) == Some(false) {
            words.push("NOINHERIT".into());
        }
        if object.get(CONNECTION_LIMIT).is_some() {
            words.push(limit(object));
        }
        if object.attrs.text(VALID_UNTIL).is_some() {
            words.push(until(object));
        }
        let words = words.join(" ");
        let mut risk = Risk::none().security(format!(
            "the role {name} is new to the whole server, with: {words}"
        ));
        if object.is(LOGIN) {
            risk = risk.breaking(format!(
                "whoever logs in as {name} by a password, until one is set: passwords are never read"
            ));
        }
        let stays = format!("that there was no role {name}: it stays, others may use it by then");
        vec![
            Action::new(format!("CREATE ROLE {name} WITH {words}"))
                .risk(risk)
                .undo(Undo::StructureOnly(stays)),
        ]
    }

    /// Never: see the reason in the kind.
    fn drop(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let mut words = Vec::new();
        let (mut gains, mut loses) = (Vec::new(), Vec::new());
        for (attr, word, without) in RIGHTS.into_iter().filter(|it| changed.has(it.0)) {
            let is_gained = object.is(attr);
            words.push(if is_gained { word } else { without }.to_owned());
            if is_gained { &mut gains } else { &mut loses }.push(word);
        }
        if changed.has(INHERIT) {
            let inherits = object.get(INHERIT) != Some(false);
            words.push(if inherits { "INHERIT" } else { "NOINHERIT" }.to_owned());
            if inherits { &mut gains } else { &mut loses }.push("INHERIT");
        }
        if changed.has(CONNECTION_LIMIT) {
            words.push(limit(object));
        }
        if changed.has(VALID_UNTIL) {
            words.push(until(object));
        }
        if words.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        let mut risk = Risk::none();
        if !gains.is_empty() {
            risk = risk.security(format!("{name} gains {}", gains.join(", ")));
        }
        if !loses.is_empty() {
            risk = risk.breaking(format!("{name}, which loses {}", loses.join(", ")));
        }
        if changed.has(CONNECTION_LIMIT) || changed.has(VALID_UNTIL) {
            risk = risk.breaking(format!("whoever logs in as {name}"));
        }
        let sql = format!("ALTER ROLE {name} WITH {}", words.join(" "));
        Alter::InPlace(vec![Action::new(sql).risk(risk)])
    }

    fn role(&self, id: &ObjectId) -> Option<String> {
        Some(id.name().to_owned())
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("ROLE {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("role", &[object.id.name()])]
    }
}

fn limit(object: &Object) -> String {
    format!("CONNECTION LIMIT {}", object.get(CONNECTION_LIMIT).unwrap_or(-1))
}

fn until(object: &Object) -> String {
    let until = object.attrs.text(VALID_UNTIL).unwrap_or("infinity");
    format!("VALID UNTIL {}", literal(until))
}
