//! Rules that leave objects out of a comparison: patterns, and named policies for what
//! tools make by themselves. It knows no kinds; those of a policy are the kinds' own.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{
    catalog::{Catalog, EdgeKind, Ref},
    introspect::matches,
    kinds::managed::{self, Pattern, Policy},
};

/// A rule of the user's. What it does not say fits all; names are patterns with `*` and `?`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The kind, as one or as many: `table`, `tables`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The schema.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The object's own name. Without a kind, parts of tables are not meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Partitions of the table of this path, and theirs: `public.events`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partitions_of: Option<String>,
}

/// What is left out of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignore {
    /// Names of [`managed::POLICIES`].
    pub policies: Vec<String>,
    /// Rules of the user's.
    pub rules: Vec<Rule>,
}

/// What a rule left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The rule in words.
    pub rule: String,
    /// How many objects it left out on either side, parts not counted.
    pub objects: usize,
    /// How many differences were passed over for it.
    pub differences: usize,
}

impl Ignored {
    /// Returns it in words.
    pub fn words(&self) -> String {
        let objects = if self.objects == 1 {
            "object"
        } else {
            "objects"
        };
        let differences = match self.differences {
            0 => "no difference".to_owned(),
            1 => "1 difference".to_owned(),
            many => format!("{many} differences"),
        };
        format!(
            "ignored by {}: {} {objects}, {differences}",
            self.rule, self.objects
        )
    }
}

/// Which objects of two catalogs are left out, and by which rule.
#[derive(Debug, Default)]
pub struct Marks {
    /// By place in the old catalog: the number of the rule.
    pub old: FxHashMap<Ref, usize>,
    /// By place in the new catalog.
    pub new: FxHashMap<Ref, usize>,
    /// The rules in words, and how many objects each leaves out.
    pub rules: Vec<Ignored>,
}

impl Ignore {
    /// Tells whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.rules.is_empty()
    }

    /// Marks the objects that are left out.
    pub fn marks(&self, old: &Catalog, new: &Catalog) -> Marks {
        let mut marks = Marks::default();
        let policies = self.policies.iter().filter_map(|it| managed::policy(it));
        let policies = policies.map(|policy| {
            let is_meant = policy.is_used(old) || policy.is_used(new);
            let patterns = policy.patterns.iter().filter(|_| is_meant).copied();
            (words_of(policy), patterns.map(Test::Policy).collect())
        });
        let own = self
            .rules
            .iter()
            .map(|rule| (words(rule), vec![Test::Own(rule)]));
        let all: Vec<(String, Vec<Test<'_>>)> = policies.chain(own).collect();
        marks.rules = all
            .iter()
            .map(|(rule, _)| Ignored {
                rule: rule.clone(),
                objects: 0,
                differences: 0,
            })
            .collect();
        for (catalog, map) in [(old, &mut marks.old), (new, &mut marks.new)] {
            mark(catalog, &all, map);
        }
        let mut counted: BTreeMap<usize, std::collections::BTreeSet<String>> = BTreeMap::new();
        for (catalog, map) in [(old, &marks.old), (new, &marks.new)] {
            for (at, rule) in map {
                let object = catalog.at(*at);
                let is_part = object.parent.is_some_and(|it| map.contains_key(&it));
                if !is_part {
                    counted
                        .entry(*rule)
                        .or_default()
                        .insert(object.id.to_string());
                }
            }
        }
        for (rule, names) in counted {
            if let Some(ignored) = marks.rules.get_mut(rule) {
                ignored.objects = names.len();
            }
        }
        marks
    }
}

/// What an object is held against.
enum Test<'a> {
    Policy(Pattern),
    Own(&'a Rule),
}

/// Marks what fits, its parts, and what belongs to those.
fn mark(catalog: &Catalog, rules: &[(String, Vec<Test<'_>>)], map: &mut FxHashMap<Ref, usize>) {
    let parents = ties(catalog);
    // Parents stand before their parts.
    for (at, object) in catalog.objects() {
        let above = object.parent.and_then(|it| map.get(&it).copied());
        let fitting = || {
            rules
                .iter()
                .position(|(_, tests)| tests.iter().any(|test| fits(catalog, at, test, &parents)))
        };
        if let Some(rule) = above.or_else(fitting) {
            map.insert(at, rule);
        }
    }
    // What is owned goes with its owner: the sequence of a serial column.
    for edge in catalog
        .edges()
        .iter()
        .filter(|it| it.kind == EdgeKind::Owned)
    {
        if let Some(rule) = map.get(&edge.to).copied()
            && catalog.at(edge.from).parent.is_none()
        {
            map.entry(edge.from).or_insert(rule);
            for part in catalog.children(edge.from) {
                map.entry(*part).or_insert(rule);
            }
        }
    }
}

/// Lists what each object is tied to: a partition to its table.
pub fn ties(catalog: &Catalog) -> FxHashMap<Ref, Ref> {
    let mut parents = FxHashMap::default();
    for (at, object) in catalog.objects() {
        if let (true, Some(child)) = (object.id.kind.info().links, object.parent) {
            let above =
                catalog.needs(at).iter().map(|it| it.to).find(|to| {
                    *to != child && catalog.at(*to).id.kind == catalog.at(child).id.kind
                });
            if let Some(above) = above {
                parents.insert(child, above);
            }
        }
    }
    parents
}

fn fits(catalog: &Catalog, at: Ref, test: &Test<'_>, parents: &FxHashMap<Ref, Ref>) -> bool {
    let object = catalog.at(at);
    let id = &object.id;
    let own = |pattern: Option<&str>| pattern.is_none_or(|it| matches(it, id.name()));
    // A schema stands for itself and for all in it; other objects without one are in none.
    let has_schema = id.path.len() > 1 || managed::is_schema(object);
    let schema =
        |pattern: Option<&str>| pattern.is_none_or(|it| has_schema && matches(it, id.part(0)));
    let kind = |wanted: Option<&str>| match wanted {
        Some(wanted) => {
            let wanted = wanted.replace('-', " ");
            wanted == id.kind.name() || wanted == id.kind.info().plural
        }
        None => object.parent.is_none(),
    };
    match test {
        Test::Policy(pattern) => {
            let parent = || parents.get(&at).map(|it| catalog.at(*it).id.name());
            let is_child = || {
                pattern.suffix.is_none_or(|suffix| {
                    parent().is_some_and(|parent| {
                        id.name()
                            .strip_prefix(parent)
                            .is_some_and(|it| matches(suffix, it))
                    })
                })
            };
            kind(pattern.kind) && schema(pattern.schema) && own(pattern.name) && is_child()
        }
        Test::Own(rule) => {
            let is_child = || match &rule.partitions_of {
                None => true,
                Some(path) => is_below(catalog, at, path, parents),
            };
            let has_place = rule.schema.is_none() || rule.name.is_none() || id.path.len() > 1;
            has_place
                && kind(rule.kind.as_deref())
                && schema(rule.schema.as_deref())
                && own(rule.name.as_deref())
                && is_child()
        }
    }
}

/// Tells whether an object is a partition of what a path names, or of one of its partitions.
fn is_below(catalog: &Catalog, at: Ref, path: &str, parents: &FxHashMap<Ref, Ref>) -> bool {
    let mut here = at;
    let mut steps = 0;
    while let Some(above) = parents.get(&here).copied() {
        let id = &catalog.at(above).id;
        let plain: Vec<&str> = id.path.iter().map(|part| &**part).collect();
        if matches(path, &plain.join(".")) || matches(path, &id.dotted()) {
            return true;
        }
        here = above;
        steps += 1;
        if steps > 100 {
            return false;
        }
    }
    false
}

fn words_of(policy: &Policy) -> String {
    format!("policy {}", policy.name)
}

/// Returns a rule in words.
fn words(rule: &Rule) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(rule.kind.as_ref().map(|it| format!("kind {it}")));
    said.extend(rule.schema.as_ref().map(|it| format!("schema {it}")));
    said.extend(rule.name.as_ref().map(|it| format!("name {it}")));
    said.extend(
        rule.partitions_of
            .as_ref()
            .map(|it| format!("partitions of {it}")),
    );
    format!("rule ({})", said.join(", "))
}
