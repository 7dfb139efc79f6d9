//! User mappings: as whom a role uses a foreign server (manual, "CREATE USER MAPPING").
//!
//! Their options may hold passwords and are never read: two mappings neither differ in them
//! nor are equal. What can be seen, and is compared, is whether there is one.

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::ident,
};

use super::{Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class};

/// The kind. Its path is the server and the role; `public` for all of them.
pub const USER_MAPPING: Kind = Kind::new(&INFO);

// DROP SERVER refuses while there is one.
static INFO: KindInfo = KindInfo {
    drops_with_parent: false,
    ..KindInfo::member("user mapping", "user mappings", Inline::Never)
};

/// The rules of user mappings.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        USER_MAPPING
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    /// The view shows everybody which there are; the options are not asked for.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Objects,
            "SELECT m.umid, m.srvid, m.usename FROM pg_user_mappings m",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::USER_MAPPING, row.take()?);
        let server = Address::new(class::FOREIGN_SERVER, row.take()?);
        // A role that was dropped has left a mapping without a name behind.
        let role: &str = row.take::<Option<&str>>()?.unwrap_or_default();
        if let Some(draft) = reader.member(USER_MAPPING, Some(address), server, role) {
            reader.push(draft);
        }
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let risk = Risk::none().breaking(format!(
            "{}, until the options of the mapping are set: they are never read, so none are \
             written",
            who(&object.id)
        ));
        vec![Action::new(format!("CREATE USER MAPPING {}", words(&object.id))).risk(risk)]
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let id = &cx.old.at(old).id;
        let options = format!("the options of the user mapping {}", words(id));
        let risk = Risk::none().losing(&*options).breaking(who(id));
        vec![
            Action::new(format!("DROP USER MAPPING {}", words(id)))
                .risk(risk)
                .undo(Undo::StructureOnly(options)),
        ]
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
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
