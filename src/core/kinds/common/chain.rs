//! Privileges that holders of the grant option passed on (manual, "Privileges", "GRANT").
//!
//! What the owner or a superuser grants and revokes counts as the owner's doing. So what
//! somebody else granted is granted again in his name, and goes only along with the option
//! from which it came: that one is revoked by the owner, with CASCADE, and what stays is
//! granted anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{Action, Name, Object},
    kinds::{
        Cx, GrantTarget,
        common::{OWNER, is_known_privilege},
    },
    risk::Risk,
    sql::quote::{dollar, ident, literal},
};

use super::right::Right;

/// Grantor (nothing for the owner) and grantee (empty for PUBLIC) of a privilege.
type Key = (Option<String>, String);
/// Whether it comes with the grant option.
type Held = BTreeMap<Key, bool>;

/// What brings the privileges that are passed on from old to new.
#[derive(Default)]
pub(super) struct Chain {
    /// The revocations, to be run before all else.
    pub revoked: Vec<Action>,
    /// The grants in the order in which they depend on each other, to be run last.
    pub granted: Vec<Action>,
    /// Privilege and grantee of what was revoked, some of it to be granted again.
    pub taken: Vec<(String, String)>,
}

/// Lists the privileges of which either list has one that somebody else than the owner
/// granted.
pub(super) fn passed_on<'a>(cx: &Cx<'_>, old: &'a [Name], new: &'a [Name]) -> BTreeSet<&'a str> {
    let items = old.iter().chain(new);
    let items = items.filter(|item| is_known_privilege(item, cx.version()));
    let rights = items.filter_map(|item| Right::parse(item));
    rights
        .filter(|it| it.grantor.is_some())
        .map(|it| it.privilege)
        .collect()
}

/// Tells whether an item is for [`changes`]; the others do not depend on each other.
pub(super) fn is_concerned(item: &str, privileges: &BTreeSet<&str>, object: &Object) -> bool {
    let owner = object.attrs.text(OWNER);
    Right::parse(item).is_some_and(|it| {
        let is_own = it.grantee.is_none() || it.grantee == owner;
        let is_passed_on = it.grantor.is_some() && it.grantor.as_deref() != owner;
        it.is_more && privileges.contains(it.privilege) && (is_passed_on || !is_own)
    })
}

/// Returns what brings those privileges from `old` to the `new` ones of `object`; `below` are
/// those that roles passed on by options on its columns, which a revocation takes too.
pub(super) fn changes(
    target: &GrantTarget,
    object: &Object,
    privileges: &BTreeSet<&str>,
    (old, new): (&[Name], &[Name]),
    below: &[(&str, &str)],
) -> Chain {
    let mut chain = Chain::default();
    for privilege in privileges {
        let mut was = held(old, privilege, privileges, object);
        let is = held(new, privilege, privileges, object);
        // What the new owner granted to all is what all have by default.
        let withheld = format!("-{privilege} ");
        if target.is_public(privilege) && !new.iter().any(|item| **item == *withheld) {
            was.remove(&(None, String::new()));
        }
        let kept = kept(&was, &is);
        let write = Write {
            target,
            privilege,
            was: &was,
            is: &is,
            below,
        };
        write.revoke(&kept, &mut chain);
        write.grant(&kept, &mut chain);
    }
    chain
}

/// Returns who holds a privilege from whom. The new owner's grants are the owner's by now.
fn held(list: &[Name], privilege: &str, privileges: &BTreeSet<&str>, object: &Object) -> Held {
    let owner = object.attrs.text(OWNER);
    let mut held = Held::new();
    let items = list
        .iter()
        .filter(|item| is_concerned(item, privileges, object));
    for right in items.filter_map(|item| Right::parse(item)) {
        let grantee = right.grantee.or(owner);
        let (true, Some(grantee)) = (right.privilege == privilege, grantee) else {
            continue;
        };
        let grantor = right.grantor.filter(|it| Some(it.as_str()) != owner);
        *held.entry((grantor, grantee.to_owned())).or_default() |= right.has_option;
    }
    held
}

/// Returns who can pass on what is held: the owner, and who has an option by way of him; on a
/// column also who has it on the whole table, of which the column's list says nothing.
fn holders(held: &Held, all: &Held) -> BTreeSet<Option<String>> {
    let given: BTreeSet<&String> = all.iter().filter(|it| *it.1).map(|it| &it.0.1).collect();
    let outside = all.keys().map(|it| &it.0);
    let outside = outside.filter(|it| it.as_ref().is_none_or(|role| !given.contains(role)));
    let mut holders: BTreeSet<Option<String>> = outside.cloned().collect();
    holders.insert(None);
    loop {
        let next: Vec<_> = held
            .iter()
            .filter(|((grantor, _), has_option)| **has_option && holders.contains(grantor))
            .map(|((_, grantee), _)| Some(grantee.clone()))
            .filter(|it| !holders.contains(it))
            .collect();
        if next.is_empty() {
            return holders;
        }
        holders.extend(next);
    }
}

/// Returns what no revocation touches.
fn kept(was: &Held, is: &Held) -> Held {
    let stays = |(key, has_option): &(&Key, &bool)| is.get(*key) >= Some(*has_option);
    let mut kept: Held = was
        .iter()
        .filter(stays)
        .map(|(key, it)| (key.clone(), *it))
        .collect();
    loop {
        let before = kept.len();
        let able = holders(&kept, was);
        let gone: BTreeSet<Option<String>> = was
            .keys()
            .filter(|key| !kept.contains_key(*key))
            .map(|key| key.0.clone())
            .collect();
        // It goes with the options of him who granted it.
        kept.retain(|(grantor, grantee), has_option| {
            able.contains(grantor)
                && (grantor.is_none() || !gone.contains(grantor))
                && !(*has_option && gone.contains(&Some(grantee.clone())))
        });
        if kept.len() == before {
            return kept;
        }
    }
}

struct Write<'a> {
    target: &'a GrantTarget,
    privilege: &'a str,
    was: &'a Held,
    is: &'a Held,
    /// Privileges and roles that passed them on by an option on a column.
    below: &'a [(&'a str, &'a str)],
}

impl Write<'_> {
    /// Revokes what the owner granted, and with it all that came from it.
    fn revoke(&self, kept: &Held, chain: &mut Chain) {
        let able = holders(self.was, &Held::new());
        let revoked: Vec<(&Key, bool)> = self
            .was
            .iter()
            .filter(|(key, _)| !kept.contains_key(*key))
            .map(|(key, has_option)| (key, *has_option))
            .collect();
        let mut risk = Risk::none();
        for (_, grantee) in revoked.iter().map(|it| it.0) {
            chain
                .taken
                .push((self.privilege.to_owned(), grantee.clone()));
            if !self.is.keys().any(|key| key.1 == *grantee) {
                risk = risk.breaking(format!("{}, who loses {}", whom(grantee), self.privilege));
            }
        }
        let mut actions = Vec::new();
        let mut outside = BTreeSet::new();
        let (what, on) = (self.target.what(self.privilege), &self.target.on);
        for ((grantor, grantee), has_option) in revoked {
            if let Some(grantor) = grantor {
                // All that came from the owner's options goes with them.
                if !able.contains(&Some(grantor.clone())) {
                    outside.insert(grantor);
                }
                continue;
            }
            let stays = self.is.contains_key(&(None, grantee.clone()));
            let option = if stays && has_option {
                "GRANT OPTION FOR "
            } else {
                ""
            };
            let passes_on = has_option || self.below.contains(&(self.privilege, &**grantee));
            let cascade = if passes_on { " CASCADE" } else { "" };
            let role = whom(grantee);
            actions.push(self.said(&format!(
                "REVOKE {option}{what} ON {on} FROM {role}{cascade}"
            )));
        }
        // Who has the option on the table alone, or lost it since, is lent one on the column.
        for grantor in outside {
            let role = whom(grantor);
            actions.push(self.said(&format!("GRANT {what} ON {on} TO {role} WITH GRANT OPTION")));
            let end = format!("REVOKE GRANT OPTION FOR {what} ON {on} FROM {role} CASCADE");
            actions.push(self.said(&end));
            if !kept.contains_key(&(None, grantor.clone())) {
                actions.push(self.said(&format!("REVOKE {what} ON {on} FROM {role}")));
            }
        }
        if let Some(first) = actions.first_mut() {
            first.risk = risk;
        }
        chain.revoked.extend(actions);
    }

    /// Grants what is not there, by those first on whom the others depend.
    fn grant(&self, kept: &Held, chain: &mut Chain) {
        // Who loses the option alone keeps the rest.
        let stay = self.was.iter().filter(|(_, had)| **had);
        let stay = stay.filter(|(key, _)| key.0.is_none() && self.is.contains_key(*key));
        let mut now: Held = stay.map(|(key, _)| (key.clone(), false)).collect();
        now.extend(
            kept.iter()
                .map(|(key, has_option)| (key.clone(), *has_option)),
        );
        let mut wanted: Vec<(&Key, bool)> = self
            .is
            .iter()
            .filter(|(key, has_option)| now.get(*key) != Some(*has_option))
            .map(|(key, has_option)| (key, *has_option))
            .collect();
        while !wanted.is_empty() {
            let able = holders(&now, self.is);
            let (mut next, later): (Vec<_>, Vec<_>) =
                wanted.into_iter().partition(|it| able.contains(&it.0.0));
            wanted = later;
            // Nobody can have granted these; the server says so.
            if next.is_empty() {
                next = std::mem::take(&mut wanted);
            }
            for (key @ (grantor, grantee), has_option) in next {
                now.insert(key.clone(), has_option);
                chain
                    .granted
                    .push(self.granted(grantor.as_deref(), grantee, has_option));
            }
        }
    }

    fn said(&self, sql: &str) -> Action {
        Action::new(format!("{}{sql}", self.target.prefix))
    }

    fn granted(&self, grantor: Option<&str>, grantee: &str, has_option: bool) -> Action {
        let (what, on) = (self.target.what(self.privilege), &self.target.on);
        let option = if has_option { " WITH GRANT OPTION" } else { "" };
        let sql = format!("GRANT {what} ON {on} TO {}{option}", whom(grantee));
        let action = self.target.said_by(grantor, &sql);
        // Nobody gains what he had all the time.
        if self.was.keys().any(|key| key.1 == grantee) {
            return action;
        }
        let gain = format!("{} gains {}", whom(grantee), self.privilege);
        action.risk(Risk::none().security(gain))
    }
}

/// Returns a role as it stands behind TO and FROM.
fn whom(role: &str) -> String {
    match role {
        "" => "PUBLIC".to_owned(),
        role => ident(role).into_owned(),
    }
}

impl GrantTarget {
    /// Returns a privilege with the column that it is for.
    pub(super) fn what(&self, privilege: &str) -> String {
        match &self.column {
            Some(column) => format!("{privilege} ({column})"),
            None => privilege.to_owned(),
        }
    }

    /// Tells whether everybody has a privilege unless it is revoked (manual, "Privileges",
    /// table 5.2).
    fn is_public(&self, privilege: &str) -> bool {
        let words: &[&str] = match privilege {
            "EXECUTE" => &["FUNCTION", "PROCEDURE", "ROUTINE"],
            "USAGE" => &["TYPE", "DOMAIN", "LANGUAGE"],
            "CONNECT" | "TEMPORARY" => &["DATABASE"],
            _ => &[],
        };
        let mut on = self.on.split(' ');
        on.next().is_some_and(|word| words.contains(&word))
    }

    /// Returns the action of a GRANT or REVOKE, said by a role or by who runs the plan.
    pub(super) fn said_by(&self, role: Option<&str>, sql: &str) -> Action {
        let prefix = &self.prefix;
        let Some(role) = role else {
            return Action::new(format!("{prefix}{sql}"));
        };
        let body = format!(
            "DECLARE who text := pg_catalog.current_setting('role');\n\
             BEGIN\n  \
             PERFORM pg_catalog.set_config('role', {}, true);\n  \
             {prefix}{sql};\n  \
             PERFORM pg_catalog.set_config('role', who, true);\nEND",
            literal(role)
        );
        Action::new(format!("DO {}", dollar(&body, "grant")))
    }
}
