//! Grants (manual, "Privileges").
//!
//! The attribute holds how an object's privileges differ from those that PostgreSQL gives
//! an object without an access control list (`acldefault`): `+SELECT bob`, `+SELECT* bob`
//! with the grant option, `+SELECT ` (nothing behind the blank) for PUBLIC, `-EXECUTE ` for
//! a default that was revoked. The owner's own privileges have no blank: `-DELETE`. An
//! explicit list that says the default is thereby equal to none.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Name, Object},
    error::Result,
    kinds::{
        self, Cx, Draft, Fields, GrantTarget, Reader, Rules, changes::list_changes,
        default_privilege,
    },
    risk::Risk,
    sql::quote::ident,
};

use super::OWNER;

/// The difference between the object's privileges and the default ones.
pub const ACL: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "acl",
    class: AttrClass::Common,
});

/// Returns the SQL of the two columns that [`read_acl`] takes. Both are NULL for the many
/// objects without a list.
pub fn acl_columns(acl: &str, letter: &str, owner: &str) -> String {
    let exploded = |list: &str| {
        format!(
            "CASE WHEN {acl} IS NOT NULL THEN ARRAY(SELECT x.grantee || ' ' || x.privilege_type \
             || ' ' || x.is_grantable FROM aclexplode({list}) x) END"
        )
    };
    let default = format!("acldefault('{letter}', {owner})");
    format!("{}, {}", exploded(acl), exploded(&default))
}

/// Reads the grants of an object that `owner` owns.
pub fn read_acl(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
    owner: u32,
) -> Result<()> {
    let list: Option<Vec<String>> = row.take()?;
    let default: Option<Vec<String>> = row.take()?;
    let (Some(list), Some(default)) = (list, default) else {
        return Ok(());
    };
    set_difference(reader, draft, owner, &list, &default);
    Ok(())
}

/// Reads a list of grants that starts from no privilege: those on columns, and default
/// privileges of one schema.
pub fn read_acl_from_nothing(
    row: &mut Fields<'_>,
    reader: &mut Reader,
    draft: &mut Draft,
) -> Result<()> {
    let list: Option<Vec<String>> = row.take()?;
    set_difference(reader, draft, u32::MAX, &list.unwrap_or_default(), &[]);
    Ok(())
}

fn set_difference(
    reader: &mut Reader,
    draft: &mut Draft,
    owner: u32,
    list: &[String],
    default: &[String],
) {
    let mut items: Vec<String> = Vec::new();
    let mut collect = |sign: char, of: &[String], without: &[String]| {
        for item in of.iter().filter(|item| !without.contains(item)) {
            items.extend(entry(reader, sign, item, owner));
        }
    };
    collect('+', list, default);
    collect('-', default, list);
    items.sort_unstable();
    // The same right granted by two grantors is one right.
    items.dedup();
    if !items.is_empty() {
        let items = reader.names(&items);
        draft.set(ACL, items);
    }
}

/// Returns the item for one line of [`acl_columns`]: grantee OID, privilege, grant option.
fn entry(reader: &mut Reader, sign: char, line: &str, owner: u32) -> Option<String> {
    let mut parts = line.split(' ');
    let grantee: u32 = parts.next()?.parse().ok()?;
    let privilege = parts.next()?;
    let star = if parts.next()? == "true" { "*" } else { "" };
    Some(match grantee {
        0 => format!("{sign}{privilege}{star} "),
        it if it == owner => format!("{sign}{privilege}{star}"),
        it => format!("{sign}{privilege}{star} {}", reader.role(it)),
    })
}

/// Gives an object that was just created its grants, and takes away what default
/// privileges may have added (manual, "ALTER DEFAULT PRIVILEGES").
pub(super) fn create(cx: &Cx<'_>, rules: &dyn Rules, new: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(new) else {
        return Vec::new();
    };
    let is_known = |item: &&Name| is_known(item, cx.version());
    let wanted: Vec<&Name> = new.list(ACL).iter().filter(is_known).collect();
    // Default privileges say nothing of columns.
    let given = match target.column {
        Some(_) => Vec::new(),
        None => default_privilege::given_to(cx, new, &target),
    };
    let mut actions = Vec::new();
    let is_unwanted = |item: &&Name| !wanted.contains(item) && !becomes_own(item, new);
    for item in given.iter().filter(is_unwanted) {
        actions.extend(statement(&target, new, item, false));
    }
    actions.extend(
        given
            .iter()
            .filter_map(|item| own_options(&target, new, item)),
    );
    for item in wanted {
        actions.extend(statement(&target, new, item, true));
    }
    merge(actions)
}

/// Brings the grants from old to new.
pub(super) fn alter(cx: &Cx<'_>, rules: &dyn Rules, old: &Object, new: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(new) else {
        return Vec::new();
    };
    let (added, gone) = list_changes(old.list(ACL), new.list(ACL));
    let mut actions: Vec<Action> = gone
        .iter()
        .filter_map(|item| {
            if becomes_own(item, new) {
                own_options(&target, new, item)
            } else {
                statement(&target, new, item, false)
            }
        })
        .collect();
    actions.extend(
        added
            .into_iter()
            .filter(|item| is_known(item, cx.version()))
            .filter_map(|item| statement(&target, new, item, true)),
    );
    let taken: Vec<(&str, &str)> = gone
        .iter()
        .filter_map(|item| rights(item).filter(|_| !becomes_own(item, new)))
        .collect();
    let mut actions = merge(actions);
    actions.extend(columns_again(cx, new, &taken));
    actions
}

/// Takes a grant to a role apart: the privilege without its option, and the role.
fn rights(item: &Name) -> Option<(&str, &str)> {
    let (privilege, role) = item.strip_prefix('+')?.split_once(' ')?;
    Some((privilege.trim_end_matches('*'), role))
}

/// Gives the columns again what REVOKE on their table takes from them too (manual,
/// "REVOKE").
fn columns_again(cx: &Cx<'_>, new: &Object, taken: &[(&str, &str)]) -> Vec<Action> {
    let parts = cx
        .new
        .find(&new.id)
        .map_or(&[][..], |at| cx.new.children(at));
    let mut actions = Vec::new();
    for part in parts.iter().map(|at| cx.new.at(*at)) {
        let target = kinds::of(part.id.kind).grant_target(part);
        let (Some(target), Some(was)) = (target, cx.old.get(&part.id)) else {
            continue;
        };
        if target.column.is_none() {
            continue;
        }
        // As it was: what changes of it does so after this.
        let kept = was.list(ACL).iter();
        let kept = kept.filter(|item| rights(item).is_some_and(|it| taken.contains(&it)));
        let grants = kept.filter_map(|item| statement(&target, part, item, true));
        // Nobody gains what he had all the time.
        actions.extend(grants.map(|action| action.risk(Risk::none())));
    }
    actions
}

/// Tells whether a server of a version (`server_version_num`) has the privilege of an item:
/// MAINTAIN came with PostgreSQL 17.
pub(crate) fn is_known(item: &str, version: u32) -> bool {
    version >= 170_000 || !item.get(1..).unwrap_or_default().starts_with("MAINTAIN")
}

/// Tells whether a grant is one to the owner: ALTER ... OWNER TO, which comes before, makes
/// the new owner's grants part of the owner's own rights.
fn becomes_own(item: &Name, new: &Object) -> bool {
    item.split_once(' ')
        .is_some_and(|(_, role)| !role.is_empty() && Some(role) == new.attrs.text(OWNER))
}

/// Takes away the grant option that a grant to the owner brought along: owners have it anyway,
/// yet the list would say so.
fn own_options(target: &GrantTarget, new: &Object, item: &Name) -> Option<Action> {
    let (privilege, role) = item.strip_prefix('+')?.split_once("* ")?;
    becomes_own(item, new).then_some(())?;
    let what = match &target.column {
        Some(column) => format!("{privilege} ({column})"),
        None => privilege.to_owned(),
    };
    let (on, prefix, role) = (&target.on, &target.prefix, ident(role));
    Some(Action::new(format!(
        "{prefix}REVOKE GRANT OPTION FOR {what} ON {on} FROM {role}"
    )))
}

/// Returns the statements that take away all that an object's grants add to the default.
pub fn undo_grants(rules: &dyn Rules, old: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(old) else {
        return Vec::new();
    };
    merge(
        old.list(ACL)
            .iter()
            .filter_map(|item| statement(&target, old, item, false))
            .collect(),
    )
}

/// Returns the statement that makes an item true or untrue.
fn statement(target: &GrantTarget, object: &Object, item: &str, is_wanted: bool) -> Option<Action> {
    let sign = item.get(..1)?;
    let (privilege, role) = match item.get(1..)?.split_once(' ') {
        Some((privilege, "")) => (privilege, "PUBLIC".to_owned()),
        Some((privilege, role)) => (privilege, ident(role).into_owned()),
        None => (
            item.get(1..)?,
            ident(object.attrs.text(OWNER)?).into_owned(),
        ),
    };
    let (privilege, option) = match privilege.strip_suffix('*') {
        Some(privilege) => (privilege, true),
        None => (privilege, false),
    };
    let what = match &target.column {
        Some(column) => format!("{privilege} ({column})"),
        None => privilege.to_owned(),
    };
    let (on, prefix) = (&target.on, &target.prefix);
    let grants = (sign == "+") == is_wanted;
    Some(if grants {
        let option = if option { " WITH GRANT OPTION" } else { "" };
        Action::new(format!("{prefix}GRANT {what} ON {on} TO {role}{option}"))
            .risk(Risk::none().security(format!("{role} gains {privilege}")))
    } else {
        Action::new(format!("{prefix}REVOKE {what} ON {on} FROM {role}"))
            .risk(Risk::none().breaking(format!("{role}, who loses {privilege}")))
    })
}

/// Puts revocations first: a right that loses its grant option is revoked and granted anew.
fn merge(mut actions: Vec<Action>) -> Vec<Action> {
    actions.sort_by_key(|action| action.risk.security.is_some());
    actions
}
