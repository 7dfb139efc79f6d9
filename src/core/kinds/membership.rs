//! Memberships of roles in roles (manual, "Role Membership"). They belong to the cluster and
//! are compared only where the user asks for it.
//!
//! Who granted one is not kept; of several grants of one role to another the options add up.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind. Its path is the member and the role that it is a member of.
pub const MEMBERSHIP: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_global: true,
    drops_with_parent: false,
    ..KindInfo::member("membership", "memberships", Inline::Never)
};

/// Whether the member may grant the role to others.
pub const ADMIN: Attr<bool> = Attr::new(&AttrDef {
    name: "admin",
    class: AttrClass::Plain,
});

/// Whether the member has the role's rights unasked (PostgreSQL 16).
pub const INHERIT: Attr<bool> = Attr::new(&AttrDef {
    name: "inherit",
    class: AttrClass::Plain,
});

/// Whether the member may become the role (PostgreSQL 16).
pub const SET: Attr<bool> = Attr::new(&AttrDef {
    name: "set",
    class: AttrClass::Plain,
});

/// The rules of memberships.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        MEMBERSHIP
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[ADMIN.def, INHERIT.def, SET.def]
    }

    fn since(&self, attribute: &str) -> u32 {
        if attribute == INHERIT.name() || attribute == SET.name() { 16 } else { 0 }
    }

    /// Those of predefined roles are the server's own.
    fn query(&self, cx: &ReadCx) -> Query {
        let inherit = cx.since(16, "bool_or(m.inherit_option)", "NULL::boolean");
        let set = cx.since(16, "bool_or(m.set_option)", "NULL::boolean");
        Query::new(
            Stage::Objects,
            format!(
                "SELECT m.member, m.roleid, bool_or(m.admin_option), {inherit}, {set} \
                 FROM pg_auth_members m WHERE pg_get_userbyid(m.member) !~ '^pg_' \
                 GROUP BY m.member, m.roleid"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let member = Address::new(class::ROLE, row.take()?);
        let role: u32 = row.take()?;
        let name = reader.role(role);
        let Some(mut draft) = reader.member(MEMBERSHIP, None, member, &name) else {
            return Ok(());
        };
        draft.needs(Address::new(class::ROLE, role));
        draft.flag(ADMIN, row.take()?);
        for attr in [INHERIT, SET] {
            if let Some(value) = row.take::<Option<bool>>()? {
                draft.set(attr, value);
            }
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        vec![grant(cx, object, &[ADMIN, INHERIT, SET])]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let (member, role) = names(cx.old.at(old));
        let risk = Risk::none().breaking(format!("{member}, who loses the rights of {role}"));
        vec![Action::new(format!("REVOKE {role} FROM {member}")).risk(risk)]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        let object = cx.new.at(new);
        let options: Vec<Attr<bool>> =
            [ADMIN, INHERIT, SET].into_iter().filter(|it| changed.has(*it)).collect();
        if options.is_empty() {
            return Alter::InPlace(Vec::new());
        }
        if cx.version() < 160_000 && !object.is(ADMIN) {
            let (member, role) = names(object);
            let risk = Risk::none().breaking(format!("{member}, who may no longer grant {role}"));
            let sql = format!("REVOKE ADMIN OPTION FOR {role} FROM {member}");
            return Alter::InPlace(vec![Action::new(sql).risk(risk)]);
        }
        Alter::InPlace(vec![grant(cx, object, &options)])
    }

    fn roles(&self, object: &Object) -> Vec<String> {
        vec![object.id.part(0).to_owned(), object.id.part(1).to_owned()]
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Returns the member and the role, quoted.
fn names(object: &Object) -> (String, String) {
    (ident(object.id.part(0)).into_owned(), ident(object.id.part(1)).into_owned())
}

/// Grants, with these options written out where the server knows them (PostgreSQL 16).
fn grant(cx: &Cx<'_>, object: &Object, options: &[Attr<bool>]) -> Action {
    let (member, role) = names(object);
    let with = if cx.version() >= 160_000 {
        let told = options.iter().filter_map(|attr| {
            // One that is not there was read from an older server; ADMIN always is told.
            let value = object.get(*attr).or((attr.name() == ADMIN.name()).then_some(false))?;
            Some(format!("{} {}", attr.name().to_uppercase(), value.to_string().to_uppercase()))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { String::new() } else { format!(" WITH {}", told.join(", ")) }
    } else if object.is(ADMIN) {
        " WITH ADMIN OPTION".to_owned()
    } else {
        String::new()
    };
    let risk = Risk::none().security(format!("{member} is a member of {role}{with}"));
    Action::new(format!("GRANT {role} TO {member}{with}")).risk(risk)
}
