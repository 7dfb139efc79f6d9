//! Settings that a role's sessions begin with (manual, "ALTER ROLE ... SET"), in all
//! databases or in this one. They belong to the cluster and are compared only where the
//! user asks for it.

use crate::{
    catalog::{Action, AttrDef, Inline, Kind, KindInfo, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    setting::{self, SETTINGS},
};

/// The kind. Its path is the role, empty for all of them, and where the settings hold.
pub const ROLE_SETTING: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_global: true,
    drops_with_parent: false,
    ..KindInfo::member("role setting", "role settings", Inline::Never)
};

/// The word for settings that hold in this database only.
const HERE: &str = "in this database";

/// The word for settings that hold in all databases.
const EVERYWHERE: &str = "in all databases";

/// The rules of settings of roles.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        ROLE_SETTING
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[SETTINGS.def]
    }

    /// Those of all roles in this database are the database's.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Objects,
            "SELECT s.setrole, s.setdatabase <> 0, s.setconfig FROM pg_db_role_setting s \
             WHERE s.setdatabase = 0 OR s.setrole <> 0 AND s.setdatabase = \
             (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let role: u32 = row.take()?;
        let place = if row.take()? { HERE } else { EVERYWHERE };
        let address = Address::new(class::ROLE_SETTING, role);
        let draft = if role == 0 {
            reader.global_path(ROLE_SETTING, address, &["", place])
        } else {
            reader.member(ROLE_SETTING, None, Address::new(class::ROLE, role), place)
        };
        let Some(mut draft) = draft else {
            return Ok(());
        };
        draft.set(SETTINGS, reader.names(row.take::<Vec<&str>>()?));
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        changes(cx, cx.new.at(new), &[], cx.new.at(new).list(SETTINGS))
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        changes(cx, cx.old.at(old), cx.old.at(old).list(SETTINGS), &[])
    }

    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter {
        let (was, is) = (cx.old.at(old), cx.new.at(new));
        if !changed.has(SETTINGS) {
            return Alter::InPlace(Vec::new());
        }
        Alter::InPlace(changes(cx, is, was.list(SETTINGS), is.list(SETTINGS)))
    }

    fn roles(&self, object: &Object) -> Vec<String> {
        let role = object.id.part(0);
        (!role.is_empty()).then(|| role.to_owned()).into_iter().collect()
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

fn changes(
    cx: &Cx<'_>,
    object: &Object,
    old: &[crate::catalog::Name],
    new: &[crate::catalog::Name],
) -> Vec<Action> {
    let who = match object.id.part(0) {
        "" => "ALL".to_owned(),
        role => ident(role).into_owned(),
    };
    let place = if object.id.part(1) == HERE {
        format!(" IN DATABASE {}", ident(&cx.old.origin.database))
    } else {
        String::new()
    };
    let breaks = if who == "ALL" { "all new sessions" } else { "new sessions of the role" };
    setting::changes(old, new)
        .into_iter()
        .map(|change| {
            Action::new(format!("ALTER ROLE {who}{place} {change}"))
                .risk(Risk::none().breaking(breaks))
        })
        .collect()
}
