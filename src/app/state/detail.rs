//! The details of an object, made from its catalog: members by kind, DDL, dependencies both
//! ways, grants.
//!
//! No kind is named here: members come in the folders of their kinds, and what a member is
//! like is said by its attributes.

use pgworks_core::{
    catalog::{AttrClass, Catalog, Edge, EdgeKind, Object, Ref, Value},
    error::Result,
    kinds::{
        self,
        common::{ACL, COMMENT, OWNER},
    },
    plan::ddl,
    sql::display,
};

use super::{
    object::{Body, Detail, STATISTICS, Tab},
    sql_text::SqlText,
    table::Table,
};

/// How many attributes of members stand in columns of their own.
const COLUMNS: usize = 5;

/// Returns the details of an object.
pub fn of(catalog: &Catalog, at: Ref) -> Result<Detail> {
    let object = catalog.at(at);
    let mut tabs = members(catalog, at);
    tabs.push(Tab {
        title: "DDL".into(),
        body: Body::Sql(SqlText::new(&ddl::text(catalog, at)?)),
    });
    tabs.push(Tab {
        title: "Dependencies".into(),
        body: Body::Table(dependencies(catalog, at)),
    });
    tabs.push(Tab {
        title: "Grants".into(),
        body: Body::Table(grants(catalog, at)),
    });
    tabs.push(Tab {
        title: STATISTICS.into(),
        body: Body::Statistics,
    });
    let comment = object.text(COMMENT);
    Ok(Detail {
        id: object.id.clone(),
        title: display(&object.id.to_string()).into_owned(),
        comment: (!comment.is_empty()).then(|| display(comment).into_owned()),
        tabs,
    })
}

/// Returns a tab for each kind of members.
fn members(catalog: &Catalog, at: Ref) -> Vec<Tab> {
    let mut folders: Vec<(&'static str, Vec<Ref>)> = Vec::new();
    for child in catalog.children(at) {
        let folder = catalog.at(*child).id.kind.info().folder;
        match folders.iter_mut().find(|it| it.0 == folder) {
            Some(it) => it.1.push(*child),
            None => folders.push((folder, vec![*child])),
        }
    }
    let rank = |it: &Ref| kinds::rank(catalog.at(*it).id.kind);
    folders.sort_by_key(|(_, members)| members.iter().map(rank).min());
    let tab = |(folder, mut members): (&'static str, Vec<Ref>)| {
        members.sort_by_key(|it| position(catalog, *it));
        Tab {
            title: capital(folder),
            body: Body::Table(table(catalog, &members)),
        }
    };
    folders.into_iter().map(tab).collect()
}

/// Returns the place of a member among its like, where the server counts one: that of a
/// column. Members without one keep the order in which they were read.
pub fn position(catalog: &Catalog, at: Ref) -> i64 {
    match catalog.at(at).attrs.value("position") {
        Some(Value::Int(position)) => *position,
        _ => 0,
    }
}

/// Returns members as lines: the name, and the attributes that most of them have.
fn table(catalog: &Catalog, members: &[Ref]) -> Table {
    let mut counts: Vec<(&'static str, usize, bool)> = Vec::new();
    for at in members {
        for (def, value) in catalog.at(*at).attrs.iter() {
            let is_shown = def.class != AttrClass::Silent && !is_common(def.name);
            if !is_shown || words(value).is_empty() {
                continue;
            }
            match counts.iter_mut().find(|it| it.0 == def.name) {
                Some(it) => it.1 += 1,
                None => counts.push((def.name, 1, matches!(value, Value::Bool(_)))),
            }
        }
    }
    // Rare ones are left out first; what only says yes or no stands behind the others.
    let mut kept: Vec<usize> = (0..counts.len()).collect();
    kept.sort_by_key(|at| std::cmp::Reverse(counts.get(*at).map_or(0, |it| it.1)));
    kept.truncate(COLUMNS);
    kept.sort_by_key(|at| (counts.get(*at).is_some_and(|it| it.2), *at));
    let names: Vec<&str> = kept
        .iter()
        .filter_map(|at| counts.get(*at).map(|it| it.0))
        .collect();
    let head = std::iter::once("name".to_owned())
        .chain(names.iter().map(|name| name.replace('_', " ")))
        .chain(["more".to_owned(), "comment".to_owned()]);
    let rows = members.iter().map(|at| row(catalog, *at, &names));
    let objects = members.iter().map(|at| Some(catalog.at(*at).id.clone()));
    Table::new(head.collect(), rows.collect(), objects.collect())
}

/// Returns a member as a line: the rest is what its own members say, such as a default.
fn row(catalog: &Catalog, at: Ref, names: &[&str]) -> Vec<String> {
    let object = catalog.at(at);
    let mut row = vec![display(object.id.name()).into_owned()];
    for name in names {
        let value = object.attrs.value(name).map(words).unwrap_or_default();
        row.push(display(&value).into_owned());
    }
    let own = catalog.children(at).iter().map(|child| {
        let child = catalog.at(*child);
        let values: Vec<String> = child
            .attrs
            .iter()
            .filter(|(def, _)| def.class != AttrClass::Silent && !is_common(def.name))
            .map(|(_, value)| words(value))
            .filter(|it| !it.is_empty())
            .collect();
        format!("{} {}", child.id.kind, values.join(" "))
    });
    let own: Vec<String> = own.collect();
    row.push(display(&own.join("; ")).into_owned());
    row.push(display(object.text(COMMENT)).into_owned());
    row
}

/// Returns what an object is like in a few words: the first thing that its kind says of it,
/// such as the type of a column; safe to be shown.
pub fn summary(object: &Object) -> String {
    let first = object
        .attrs
        .iter()
        .filter(|(def, _)| def.class != AttrClass::Silent && !is_common(def.name))
        .find_map(|(_, value)| match value {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        });
    first.map_or_else(String::new, |text| {
        display(text.lines().next().unwrap_or_default()).into_owned()
    })
}

fn is_common(name: &str) -> bool {
    [ACL.name(), COMMENT.name(), OWNER.name()].contains(&name)
}

/// Returns a value as people read it; nothing for what is off or empty.
fn words(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".into(),
        Value::Bool(false) => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::List(texts) => texts.join(", "),
    }
}

/// Returns what the object and its members need, and what needs them.
fn dependencies(catalog: &Catalog, at: Ref) -> Table {
    let (mut rows, mut objects) = (Vec::new(), Vec::new());
    let mut inside = vec![at];
    let mut next = 0;
    while let Some(it) = inside.get(next).copied() {
        inside.extend(catalog.children(it));
        next += 1;
    }
    let mut seen: Vec<(bool, Ref)> = Vec::new();
    let mut add = |is_need: bool, edge: &Edge| {
        let (own, other) = if is_need {
            (edge.from, edge.to)
        } else {
            (edge.to, edge.from)
        };
        let top = catalog.root(other);
        if top == catalog.root(at)
            || edge.kind == EdgeKind::Mentions
            || seen.contains(&(is_need, other))
        {
            return;
        }
        seen.push((is_need, other));
        let direction = if is_need { "needs" } else { "needed by" };
        let through = match &catalog.at(own).id {
            _ if own == at => String::new(),
            id => format!("{} {}", id.kind, id.name()),
        };
        rows.push(vec![
            direction.to_owned(),
            display(&catalog.at(other).id.to_string()).into_owned(),
            display(&through).into_owned(),
        ]);
        objects.push(Some(catalog.at(other).id.clone()));
    };
    for it in &inside {
        for edge in catalog.needs(*it) {
            add(true, edge);
        }
    }
    for it in &inside {
        for edge in catalog.dependants(*it) {
            add(false, edge);
        }
    }
    let head = vec![String::new(), "object".into(), "through".into()];
    Table::new(head, rows, objects)
}

/// Returns the owner and the grants of the object and its members.
fn grants(catalog: &Catalog, at: Ref) -> Table {
    let mut rows = Vec::new();
    let own = std::iter::once(at).chain(catalog.children(at).iter().copied());
    for it in own {
        let object = catalog.at(it);
        let name = if it == at {
            object.id.to_string()
        } else {
            format!("{} {}", object.id.kind, object.id.name())
        };
        let name = display(&name).into_owned();
        let mut add = |text: String| {
            rows.push(vec![name.clone(), display(&text).into_owned()]);
        };
        let owner = object.text(OWNER);
        if it == at && !owner.is_empty() {
            add(format!("owner {owner}"));
        }
        if let Some(value) = object.attrs.value(ACL.name()) {
            match value {
                Value::List(items) => items.iter().for_each(|item| add(item.to_string())),
                other => add(words(other)),
            }
        }
    }
    let head = vec!["object".into(), "owner or grant".into()];
    Table::new(head, rows, Vec::new())
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + signs.as_str()
    })
}
