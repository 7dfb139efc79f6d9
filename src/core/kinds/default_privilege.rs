//! Default privileges (manual, "ALTER DEFAULT PRIVILEGES").

use crate::{
    catalog::{Action, AttrDef, Kind, KindInfo, Name, Object, ObjectId, Ref},
    error::Result,
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Cx, Fields, GrantTarget, Query, ReadCx, Reader, Rules, Stage, class,
    common::{self, ACL, OWNER},
};

/// The kind. Its path is the creating role, the schema (empty for all), the type of object.
pub const DEFAULT_PRIVILEGE: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    sways: true,
    is_grant: true,
    ..KindInfo::new("default privilege", "default privileges")
};

/// The rules of default privileges.
pub struct Own;

/// The letter in `pg_default_acl`, the letter that `acldefault` knows, the words.
const TYPES: &[(&str, &str, &str)] = &[
    ("r", "r", "TABLES"),
    ("S", "s", "SEQUENCES"),
    ("f", "f", "FUNCTIONS"),
    ("T", "T", "TYPES"),
    ("n", "n", "SCHEMAS"),
    ("L", "L", "LARGE OBJECTS"),
];

impl Rules for Own {
    fn kind(&self) -> Kind {
        DEFAULT_PRIVILEGE
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[]
    }

    /// A list for all schemas replaces PostgreSQL's default, one for a schema adds to it.
    fn query(&self, cx: &ReadCx) -> Query {
        let scope = cx.in_scope("d.defaclnamespace");
        let letters = TYPES.iter().fold(String::new(), |text, (stored, known, _)| {
            text + " WHEN '" + stored + "' THEN '" + known + "'::\"char\""
        });
        let default = format!("acldefault(CASE d.defaclobjtype{letters} END, d.defaclrole)");
        let lines = |list: &str| {
            format!(
                "ARRAY(SELECT x.grantee || ' ' || x.privilege_type || ' ' || x.is_grantable \
                 FROM aclexplode({list}) x)"
            )
        };
        Query::new(
            Stage::Objects,
            format!(
                "SELECT d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype::text, {}, \
                 CASE WHEN d.defaclnamespace = 0 THEN {} ELSE '{{}}' END \
                 FROM pg_default_acl d WHERE d.defaclnamespace = 0 OR {scope}",
                lines("d.defaclacl"),
                lines(&default),
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::DEFAULT_ACL, row.take()?);
        let role: u32 = row.take()?;
        let schema: u32 = row.take()?;
        let letter: &str = row.take()?;
        let role_name = reader.role(role);
        let schema_name = reader.schema(schema).cloned().unwrap_or_else(|| "".into());
        let words = TYPES.iter().find(|(stored, ..)| *stored == letter).map_or(letter, |it| it.2);
        let Some(mut draft) = reader.global_path(DEFAULT_PRIVILEGE, address, &[&role_name, &schema_name, words])
        else {
            return Ok(());
        };
        if schema != 0 {
            draft.needs(Address::new(class::SCHEMA, schema));
        }
        draft.set(OWNER, role_name);
        let owner = if schema == 0 { role } else { u32::MAX };
        common::read_acl(row, reader, &mut draft, owner)?;
        reader.push(draft);
        Ok(())
    }

    /// The grants themselves are written with those of all kinds.
    fn create(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        common::undo_grants(cx, self, cx.old.at(old))
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::InPlace(Vec::new())
    }

    fn forget_role(&self, object: &mut Object, stand_in: &str, runner: &str) {
        if object.id.part(0) != stand_in {
            return;
        }
        object.id = self.about(&object.id, stand_in, runner);
        common::forget_owner(object, stand_in);
        if !runner.is_empty() {
            object.attrs.set(OWNER, runner.into());
        }
    }

    fn about(&self, id: &ObjectId, role: &str, other: &str) -> ObjectId {
        if id.part(0) != role {
            return id.clone();
        }
        let rest = id.path.iter().skip(1).cloned();
        let path: Vec<Name> = std::iter::once(Name::from(other)).chain(rest).collect();
        ObjectId::new(id.kind, path)
    }

    fn roles(&self, object: &Object) -> Vec<String> {
        let mut roles = common::roles(object);
        roles.push(object.id.part(0).to_owned());
        roles.retain(|role| !role.is_empty());
        roles
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }

    fn grant_target(&self, object: &Object) -> Option<GrantTarget> {
        let schema = object.id.part(1);
        let within = if schema.is_empty() {
            String::new()
        } else {
            format!(" IN SCHEMA {}", ident(schema))
        };
        // Of a text that names no role: whoever runs the statements.
        let role = match object.id.part(0) {
            "" => String::new(),
            role => format!(" FOR ROLE {}", ident(role)),
        };
        Some(GrantTarget {
            prefix: format!("ALTER DEFAULT PRIVILEGES{role}{within} "),
            ..GrantTarget::on(object.id.part(2))
        })
    }
}

/// Lists the grants that a new object may get by default privileges of either catalog:
/// which of them hold when it is created depends on the order of the plan.
pub(super) fn given_to(cx: &Cx<'_>, object: &Object, target: &GrantTarget) -> Vec<Name> {
    // Default privileges grant nothing on single columns.
    let Some(words) = words_for(&target.on).filter(|_| target.column.is_none()) else {
        return Vec::new();
    };
    let schema = object.id.part(0);
    let mut given: Vec<Name> = Vec::new();
    for catalog in [cx.old, cx.new] {
        for at in catalog.of_kind(DEFAULT_PRIVILEGE) {
            let rule = catalog.at(at);
            let creator = rule.id.part(0);
            let concerns = cx.role.is_none_or(|role| creator.is_empty() || role == creator)
                && (rule.id.part(1).is_empty() || rule.id.part(1) == schema)
                && rule.id.part(2) == words;
            if concerns {
                given.extend(rule.list(ACL).iter().cloned());
            }
        }
    }
    given.sort_unstable();
    given.dedup();
    given
}

fn words_for(on: &str) -> Option<&'static str> {
    Some(match on.split(' ').next()? {
        "TABLE" => "TABLES",
        "SEQUENCE" => "SEQUENCES",
        "FUNCTION" | "PROCEDURE" | "ROUTINE" => "FUNCTIONS",
        "TYPE" | "DOMAIN" => "TYPES",
        "SCHEMA" => "SCHEMAS",
        _ => return None,
    })
}
