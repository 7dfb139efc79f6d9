//! Names of NOT NULL constraints that go from one column of a table to another: whoever
//! wants a name lets its holder give it up before.

use crate::{
    catalog::Action,
    kinds::{Cx, column::COLUMN},
};

use super::{NOT_NULL, change_alone, comment_change, family::Member, name, rename_to};

/// Returns the statements for a column whose constraint is no other table's business, and
/// before those for the column that has its name; nothing if another column's do it.
pub(super) fn change(cx: &Cx<'_>, member: Member) -> Vec<Action> {
    let mut chain = vec![member];
    while let Some(holder) = chain.last().and_then(|last| holder(cx, *last)) {
        if holder == member {
            return circle(cx, &chain);
        }
        if chain.contains(&holder) {
            return Vec::new();
        }
        chain.push(holder);
    }
    if claimant(cx, member).is_some() {
        return Vec::new();
    }
    let last_first = chain.iter().rev();
    last_first.flat_map(|it| change_alone(cx, it.old, it.new)).collect()
}

/// Returns the statements for columns that take each other's names: the first of them gets
/// out of the way under a name that nobody has.
fn circle(cx: &Cx<'_>, chain: &[Member]) -> Vec<Action> {
    let Some(first) = chain.first() else {
        return Vec::new();
    };
    if chain.iter().any(|it| it.new < first.new) {
        return Vec::new();
    }
    let was = name(cx.old, first.old);
    let aside = "pgworks_aside".to_owned();
    let mut actions = vec![rename_to(cx, first.new, &was, &aside)];
    for member in chain.iter().skip(1).rev() {
        actions.extend(change_alone(cx, member.old, member.new));
    }
    actions.push(rename_to(cx, first.new, &aside, &name(cx.new, first.new)));
    actions.extend(comment_change(cx, first.old, first.new));
    actions
}

/// Lists the columns of a column's table that are there before and after.
fn siblings<'a>(cx: &'a Cx<'_>, member: Member) -> impl Iterator<Item = Member> + 'a {
    let table = cx.new.at(member.new).parent;
    let all = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    all.filter(move |at| *at != member.new && cx.new.at(*at).id.kind == COLUMN)
        .filter(|at| !(cx.is_made)(*at))
        .filter_map(|new| Some(Member { old: cx.old.find(&cx.new.at(new).id)?, new }))
}

/// Returns the name that a column's constraint gets by this plan.
fn wanted(cx: &Cx<'_>, member: Member) -> Option<String> {
    let is = name(cx.new, member.new);
    let had = cx.old.at(member.old).is(NOT_NULL) && name(cx.old, member.old) == is;
    (cx.new.at(member.new).is(NOT_NULL) && !had).then_some(is)
}

/// Returns the name that a column's constraint gives up by this plan.
fn given_up(cx: &Cx<'_>, member: Member) -> Option<String> {
    let was = name(cx.old, member.old);
    let keeps = cx.new.at(member.new).is(NOT_NULL) && name(cx.new, member.new) == was;
    (cx.old.at(member.old).is(NOT_NULL) && !keeps).then_some(was)
}

/// Finds the column that has the name which another wants.
fn holder(cx: &Cx<'_>, member: Member) -> Option<Member> {
    let wanted = wanted(cx, member)?;
    siblings(cx, member).find(|it| given_up(cx, *it).as_ref() == Some(&wanted))
}

/// Finds the column that wants the name which another gives up.
fn claimant(cx: &Cx<'_>, member: Member) -> Option<Member> {
    let given = given_up(cx, member)?;
    siblings(cx, member).find(|it| wanted(cx, *it).as_ref() == Some(&given))
}
