//! User mappings: as whom a role uses a foreign server (manual, "CREATE USER MAPPING").
//!
//! Of their options the server hands out those that are known to hold no secret, such as the
//! name of the user there, to whoever may see them; the values of all others are never read,
//! so that two mappings neither differ in them nor are equal.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, foreign_options,
};

/// The kind. Its path is the server and the role; `public` for all of them.
pub const USER_MAPPING: Kind = Kind::new(&INFO);

// DROP SERVER refuses while there is one.
static INFO: KindInfo = KindInfo {
    drops_with_parent: false,
    ..KindInfo::member("user mapping", "user mappings", Inline::Never)
};

/// The options that hold no secret, each `key=value`, by name; absent where this role may not
/// see any.
pub const OPTIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "options",
    class: AttrClass::IfTold,
});

/// The names of all other options.
pub const SECRETS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "secret_options",
    class: AttrClass::Silent,
});

/// The options that are known to hold no secret (manual, appendix F, and the like of other
/// wrappers).
const OPEN: &str = "'user', 'username', 'user_name', 'remote_user', 'password_required', \
                    'sslcert', 'sslkey', 'use_scram_passthrough'";

/// The rules of user mappings.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        USER_MAPPING
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[OPTIONS.def, SECRETS.def]
    }

    /// The view shows everybody which there are, and the options to whom they concern.
    fn query(&self, _cx: &ReadCx) -> Query {
        let list = |what: &str, is: &str| {
            format!(
                "ARRAY(SELECT {what} FROM unnest(m.umoptions) o \
                 WHERE split_part(o, '=', 1) {is} ({OPEN}) ORDER BY 1)"
            )
        };
        let (open, others) = (list("o", "IN"), list("split_part(o, '=', 1)", "NOT IN"));
        Query::new(
            Stage::Objects,
            format!(
                "SELECT m.umid, m.srvid, m.usename, \
                 CASE WHEN m.umoptions IS NOT NULL OR r.rolsuper THEN {open} END, {others} \
                 FROM pg_user_mappings m, pg_roles r WHERE r.rolname = current_user"
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::USER_MAPPING, row.take()?);
        let server = Address::new(class::FOREIGN_SERVER, row.take()?);
        // A role that was dropped has left a mapping without a name behind.
        let role: &str = row.take::<Option<&str>>()?.unwrap_or_default();
        if let Some(mut draft) = reader.member(USER_MAPPING, Some(address), server, role) {
            if let Some(options) = row.take::<Option<Vec<&str>>>()? {
                draft.set(OPTIONS, reader.names(options));
            }
            let secrets = reader.names(row.take::<Vec<&str>>()?);
            if !secrets.is_empty() {
                draft.set(SECRETS, secrets);
            }
            reader.push(draft);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let options = foreign_options::clause(object.list(OPTIONS));
        let sql = format!("CREATE USER MAPPING {}{options}", words(&object.id));
        let secrets = object.list(SECRETS).join(", ");
        let whom = who(&object.id);
        let risk = match object.attrs.get(OPTIONS) {
            None => Risk::none().breaking(format!(
                "{whom}, until the options of the mapping are set: they could not be read"
            )),
            Some(_) if secrets.is_empty() => Risk::none(),
            Some(_) => Risk::none().breaking(format!(
                "{whom}, until these options of the mapping are set: {secrets}; their values are \
                 never read, so none are written"
            )),
        };
        vec![Action::new(sql).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let mapping = cx.old.at(old);
        let id = &mapping.id;
        let action = Action::new(format!("DROP USER MAPPING {}", words(id)));
        let risk = Risk::none().breaking(who(id));
        if mapping.attrs.get(OPTIONS).is_some() && mapping.list(SECRETS).is_empty() {
            return vec![action.risk(risk)];
        }
        let options = format!("the options of the user mapping {} that are not read", words(id));
        vec![action.risk(risk.losing(&*options)).undo(Undo::StructureOnly(options))]
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, _changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        let changes = foreign_options::changes(was.list(OPTIONS), is.list(OPTIONS));
        let change = |clause: String| {
            let sql = format!("ALTER USER MAPPING {} {clause}", words(&is.id));
            Action::new(sql).risk(Risk::none().breaking(who(&is.id)))
        };
        Alter::InPlace(changes.map(change).into_iter().collect())
    }

    fn forget_role(&self, object: &mut Object, stand_in: &str, runner: &str) {
        object.id = self.about(&object.id, stand_in, runner);
    }

    fn about(&self, id: &ObjectId, role: &str, other: &str) -> ObjectId {
        if id.part(1) != role {
            return id.clone();
        }
        ObjectId::new(USER_MAPPING, vec![Name::from(id.part(0)), Name::from(other)])
    }

    fn roles(&self, object: &Object) -> Vec<String> {
        let role = object.id.part(1);
        let is_role = !role.is_empty() && role != PUBLIC;
        is_role.then(|| role.to_owned()).into_iter().collect()
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// The name that PostgreSQL keeps free: no role bears it.
const PUBLIC: &str = "public";

fn words(id: &ObjectId) -> String {
    let role = match id.part(1) {
        PUBLIC => "PUBLIC".to_owned(),
        "" => "CURRENT_USER".to_owned(),
        role => ident(role).into_owned(),
    };
    format!("FOR {role} SERVER {}", ident(id.part(0)))
}

fn who(id: &ObjectId) -> String {
    let server = ident(id.part(0));
    match id.part(1) {
        PUBLIC => format!("everybody who uses {server}"),
        role => format!("{} on {server}", ident(role)),
    }
}
