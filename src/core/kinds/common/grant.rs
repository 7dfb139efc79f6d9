//! Grants (manual, "Privileges").
//!
//! The attribute holds how an object's privileges differ from those that PostgreSQL gives
//! an object without an access control list (`acldefault`): `+SELECT bob`, `+SELECT* bob`
//! with the grant option, `+SELECT ` (nothing behind the blank) for PUBLIC, `-EXECUTE ` for
//! a default that was revoked. The owner's own privileges have no blank: `-DELETE`. An
//! explicit list that says the default is thereby equal to none. `+SELECT"carol" bob` was
//! granted by carol, who holds the grant option, and not in the owner's name.

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

use super::{
    OWNER, chain,
    right::{Right, granted_by},
};

/// The difference between the object's privileges and the default ones.
pub const ACL: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "acl",
    class: AttrClass::Common,
});

/// Returns the SQL of the two columns that [`read_acl`] takes. Both are NULL for the many
/// objects without a list.
pub fn acl_columns(acl: &str, letter: &str, owner: &str) -> String {
    let exploded = |list: &str, grantor: &str| {
        format!(
            "CASE WHEN {acl} IS NOT NULL THEN ARRAY(SELECT x.grantee || ' ' || x.privilege_type \
             || ' ' || x.is_grantable{grantor} FROM aclexplode({list}) x) END"
        )
    };
    let grantor = format!(" || CASE WHEN x.grantor <> {owner} THEN ' ' || x.grantor ELSE '' END");
    let default = format!("acldefault('{letter}', {owner})");
    format!("{}, {}", exploded(acl, &grantor), exploded(&default, ""))
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
    // Where grantors are not read: a right that two of them granted is one.
    items.dedup();
    if !items.is_empty() {
        let items = reader.names(&items);
        draft.set(ACL, items);
    }
}

/// Returns the item for one line of [`acl_columns`]: grantee OID, privilege, grant option, and
/// the grantor's OID where it is not the owner.
fn entry(reader: &mut Reader, sign: char, line: &str, owner: u32) -> Option<String> {
    let mut parts = line.split(' ');
    let grantee: u32 = parts.next()?.parse().ok()?;
    let privilege = parts.next()?;
    let star = if parts.next()? == "true" { "*" } else { "" };
    let grantor = parts.next().and_then(|it| it.parse().ok());
    let by = grantor.map_or_else(String::new, |it| granted_by(&reader.role(it)));
    Some(match grantee {
        0 => format!("{sign}{privilege}{star}{by} "),
        it if it == owner => format!("{sign}{privilege}{star}{by}"),
        it => format!("{sign}{privilege}{star}{by} {}", reader.role(it)),
    })
}

/// Gives an object that was just created its grants, and takes away what default
/// privileges may have added (manual, "ALTER DEFAULT PRIVILEGES").
pub(super) fn create(cx: &Cx<'_>, rules: &dyn Rules, new: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(new) else {
        return Vec::new();
    };
    let privileges = chain::passed_on(cx, &[], new.list(ACL));
    let is_simple =
        |item: &&Name| is_known(item, cx.version()) && !chain::is_concerned(item, &privileges, new);
    let wanted: Vec<&Name> = new.list(ACL).iter().filter(is_simple).collect();
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
    let passed_on = chain::changes(&target, new, &privileges, (&[], new.list(ACL)), &[]);
    let mut actions = merge(actions);
    actions.extend(passed_on.granted);
    actions
}

/// Brings the grants from old to new.
pub(super) fn alter(cx: &Cx<'_>, rules: &dyn Rules, old: &Object, new: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(new) else {
        return Vec::new();
    };
    let table = cx.new.find(&new.id).and_then(|at| cx.new.at(at).parent);
    let owner = table.and_then(|at| cx.new.at(at).attrs.text(OWNER));
    let was: Vec<Name> = match owner.filter(|_| target.column.is_some()) {
        Some(owner) => old
            .list(ACL)
            .iter()
            .map(|item| handed_over(item, None, owner))
            .collect(),
        None => old.list(ACL).to_vec(),
    };
    let (was, is) = (&was[..], new.list(ACL));
    let privileges = chain::passed_on(cx, was, is);
    let below = passed_on_below(cx, new);
    let passed_on = chain::changes(&target, new, &privileges, (was, is), &below);
    let is_simple = |item: &&Name| !chain::is_concerned(item, &privileges, new);
    let (added, gone) = list_changes(was, is);
    let gone: Vec<_> = gone.into_iter().filter(is_simple).collect();
    let mut actions: Vec<Action> = gone
        .iter()
        .filter_map(|item| {
            if becomes_own(item, new) {
                own_options(&target, new, item)
            } else {
                let mut action = statement(&target, new, item, false)?;
                if rights(item).is_some_and(|right| below.contains(&right)) {
                    action.sql.push_str(" CASCADE");
                }
                Some(action)
            }
        })
        .collect();
    actions.extend(
        added
            .into_iter()
            .filter(is_simple)
            .filter(|item| is_known(item, cx.version()))
            .filter_map(|item| statement(&target, new, item, true)),
    );
    let mut taken: Vec<(&str, &str)> = gone
        .iter()
        .filter_map(|item| rights(item).filter(|_| !becomes_own(item, new)))
        .collect();
    let with_options = passed_on.taken.iter().map(|it| (&*it.0, &*it.1));
    taken.extend(with_options);
    let mut all = passed_on.revoked;
    all.extend(merge(actions));
    all.extend(passed_on.granted);
    all.extend(columns_again(cx, new, &taken));
    all
}

/// Takes a grant to a role apart: the privilege without its option, and the role.
fn rights(item: &Name) -> Option<(&str, &str)> {
    let right = Right::parse(item).filter(|it| it.is_more)?;
    Some((right.privilege, right.grantee?))
}

/// Lists privileges and roles that passed them on by an option on a column: a table's
/// REVOKE takes that option too.
fn passed_on_below<'a>(cx: &Cx<'a>, new: &Object) -> Vec<(&'a str, &'a str)> {
    let parts = cx.old.find(&new.id);
    let parts = parts.map_or(&[][..], |at| cx.old.children(at)).iter();
    let mut all = Vec::new();
    for part in parts.map(|at| cx.old.at(*at)) {
        let target = kinds::of(part.id.kind).grant_target(part);
        if target.is_none_or(|it| it.column.is_none()) {
            continue;
        }
        let items = part.list(ACL).iter().filter_map(|item| Right::parse(item));
        let rights: Vec<Right<'_>> = items.collect();
        let passes_on = |it: &&Right<'_>| {
            let by = |other: &Right<'_>| other.grantor.as_deref() == it.grantee;
            it.has_option
                && rights
                    .iter()
                    .any(|other| other.privilege == it.privilege && by(other))
        };
        let holders = rights.iter().filter(passes_on);
        all.extend(holders.filter_map(|it| Some((it.privilege, it.grantee?))));
    }
    all
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
        let has_option = |privilege: &str, role: &str| {
            let mut rights = was.list(ACL).iter().filter_map(|item| Right::parse(item));
            rights.any(|it| it.has_option && it.privilege == privilege && it.grantee == Some(role))
        };
        // As it was: what changes of it does so after this. What was granted by an option on
        // the column went with that, by one on the table it is still there.
        let is_taken = |item: &&Name| {
            let right = Right::parse(item).filter(|it| it.is_more);
            right.is_some_and(|it| {
                let by = it.grantor.as_deref();
                let mut roles = it.grantee.into_iter().chain(by);
                by.is_none_or(|role| has_option(it.privilege, role))
                    && roles.any(|role| taken.contains(&(it.privilege, role)))
            })
        };
        let kept: Vec<Name> = was.list(ACL).iter().filter(is_taken).cloned().collect();
        let privileges = kept.iter().filter_map(rights).map(|it| it.0).collect();
        let grants = chain::changes(&target, part, &privileges, (&[], &kept), &[]).granted;
        // Nobody gains what he had all the time.
        actions.extend(grants.into_iter().map(|action| action.risk(Risk::none())));
    }
    actions
}

/// Gives the columns of a table that changes hands their grants again: ALTER ... OWNER TO
/// makes the former owner's those of the new one (`change_owner_fix_column_acls`).
pub(super) fn columns_kept(cx: &Cx<'_>, old: &Object, new: &Object) -> Vec<Action> {
    let (Some(before), Some(owner)) = (old.attrs.text(OWNER), new.attrs.text(OWNER)) else {
        return Vec::new();
    };
    let parts = cx.old.find(&old.id);
    let parts = parts.map_or(&[][..], |at| cx.old.children(at)).iter();
    let mut actions = Vec::new();
    for part in parts.map(|at| cx.old.at(*at)) {
        let target = kinds::of(part.id.kind).grant_target(part);
        let Some(target) = target.filter(|it| it.column.is_some()) else {
            continue;
        };
        if cx.new.find(&part.id).is_none() {
            continue;
        }
        let was = part
            .list(ACL)
            .iter()
            .map(|item| handed_over(item, None, owner));
        let was: Vec<Name> = was.collect();
        let is = was
            .iter()
            .map(|item| handed_over(item, Some(before), owner));
        let is: Vec<Name> = is.collect();
        let write = |list: &[Name], other: &[Name], is_wanted: bool| -> Vec<Action> {
            let items = list.iter().filter(|item| !other.contains(item));
            items
                .filter_map(|item| statement(&target, part, item, is_wanted))
                .collect()
        };
        actions.extend(write(&is, &was, false));
        actions.extend(write(&was, &is, true));
    }
    // Nobody gains or loses what he had.
    actions
        .into_iter()
        .map(|action| action.risk(Risk::none()))
        .collect()
}

/// Returns what becomes of an item when an object gets another owner: what he granted is the
/// owner's doing, and what `from` had is his.
fn handed_over(item: &Name, from: Option<&str>, to: &str) -> Name {
    let Some(mut right) = Right::parse(item) else {
        return item.clone();
    };
    right.grantor = right.grantor.filter(|it| it != to);
    if from.is_some() && right.grantee == from {
        right.grantee = Some(to);
    }
    right.written().into()
}

/// Tells whether a server of a version (`server_version_num`) has the privilege of an item:
/// MAINTAIN came with PostgreSQL 17.
pub(crate) fn is_known(item: &str, version: u32) -> bool {
    version >= 170_000 || !item.get(1..).unwrap_or_default().starts_with("MAINTAIN")
}

/// Tells whether a grant is one to the owner: ALTER ... OWNER TO, which comes before, makes
/// the new owner's grants part of the owner's own rights.
fn becomes_own(item: &Name, new: &Object) -> bool {
    let Some(owner) = new.attrs.text(OWNER) else {
        return false;
    };
    Right::parse(item).is_some_and(|it| match it.grantee {
        Some(role) => role == owner,
        None => it.grantor.as_deref() == Some(owner),
    })
}

/// Takes away the grant option that a grant to the owner brought along: owners have it anyway,
/// yet the list would say so.
fn own_options(target: &GrantTarget, new: &Object, item: &Name) -> Option<Action> {
    let right = Right::parse(item).filter(|it| it.is_more && it.has_option)?;
    let own = Right {
        grantee: None,
        ..right.clone()
    }
    .written();
    let is_wanted = new.list(ACL).iter().any(|it| **it == *own);
    (becomes_own(item, new) && !is_wanted).then_some(())?;
    let (what, role) = (target.what(right.privilege), ident(right.grantee?));
    let (on, prefix) = (&target.on, &target.prefix);
    Some(Action::new(format!(
        "{prefix}REVOKE GRANT OPTION FOR {what} ON {on} FROM {role}"
    )))
}

/// Returns the statements that take away all that an object's grants add to the default.
pub fn undo_grants(cx: &Cx<'_>, rules: &dyn Rules, old: &Object) -> Vec<Action> {
    let Some(target) = rules.grant_target(old) else {
        return Vec::new();
    };
    let list = old.list(ACL);
    let privileges = chain::passed_on(cx, list, &[]);
    let mut all = chain::changes(&target, old, &privileges, (list, &[]), &[]).revoked;
    let simple = list
        .iter()
        .filter(|item| !chain::is_concerned(item, &privileges, old));
    all.extend(merge(
        simple
            .filter_map(|item| statement(&target, old, item, false))
            .collect(),
    ));
    all
}

/// Returns the statement that makes an item true or untrue.
fn statement(target: &GrantTarget, object: &Object, item: &str, is_wanted: bool) -> Option<Action> {
    let right = Right::parse(item)?;
    let privilege = right.privilege;
    let role = match right.grantee {
        Some("") => "PUBLIC".to_owned(),
        Some(role) => ident(role).into_owned(),
        None => ident(object.attrs.text(OWNER)?).into_owned(),
    };
    let (what, on) = (target.what(privilege), &target.on);
    let grantor = right.grantor.as_deref();
    Some(if right.is_more == is_wanted {
        let option = if right.has_option {
            " WITH GRANT OPTION"
        } else {
            ""
        };
        target
            .said_by(grantor, &format!("GRANT {what} ON {on} TO {role}{option}"))
            .risk(Risk::none().security(format!("{role} gains {privilege}")))
    } else {
        target
            .said_by(grantor, &format!("REVOKE {what} ON {on} FROM {role}"))
            .risk(Risk::none().breaking(format!("{role}, who loses {privilege}")))
    })
}

/// Puts revocations first: a right that loses its grant option is revoked and granted anew.
fn merge(mut actions: Vec<Action>) -> Vec<Action> {
    actions.sort_by_key(|action| action.risk.security.is_some());
    actions
}
