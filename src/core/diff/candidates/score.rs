//! How alike an object that went and one that came are, and why.

use rustc_hash::FxHashMap;

use crate::{
    catalog::{AttrClass, Attrs, Catalog, EdgeKind, Kind, Name, ObjectId, Ref, Value},
    kinds::{self, Likeness},
    sql::canonical,
};

use super::{Moves, names};

/// A likeness from 0 to 1 and the reasons for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scored {
    /// The likeness.
    pub score: f64,
    /// The reasons, the weightiest first.
    pub reasons: Vec<String>,
}

/// How much each ground counts beside the name and the contents.
const USERS: f64 = 1.5;
const PLACE_AMONG: f64 = 3.0;
const PLACE_AT_END: f64 = 0.7;

/// What a difference in what should be equal leaves of a likeness.
const OTHER_DEFINITION: f64 = 0.5;
const OTHER_DECISIVE: f64 = 0.75;
const OTHER_LINK: f64 = 0.5;
const OTHER_NUMBER: f64 = 0.6;

/// Two catalogs as they are looked at for renames.
pub(super) struct Judge<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    /// By kind and own name: how many parts bear it.
    common: FxHashMap<(Kind, &'a str), f64>,
    /// By path: what stands below a schema.
    inside_old: FxHashMap<&'a str, Vec<Ref>>,
    inside_new: FxHashMap<&'a str, Vec<Ref>>,
}

impl<'a> Judge<'a> {
    /// Returns the judge of two catalogs.
    pub(super) fn new(old: &'a Catalog, new: &'a Catalog) -> Self {
        let mut common: FxHashMap<(Kind, &str), f64> = FxHashMap::default();
        for catalog in [old, new] {
            for (_, object) in catalog.objects().filter(|(_, it)| it.parent.is_some()) {
                *common
                    .entry((object.id.kind, object.id.name()))
                    .or_default() += 0.5;
            }
        }
        Self {
            old,
            new,
            common,
            inside_old: inside(old),
            inside_new: inside(new),
        }
    }

    /// Judges one pair.
    pub(super) fn judge(&self, old: Ref, new: Ref, moves: &Moves) -> Scored {
        let (was, is) = (self.old.at(old), self.new.at(new));
        let likeness = kinds::of(was.id.kind).likeness();
        let mut sum = Sum::default();
        let alike = names::alike(was.id.name(), is.id.name());
        sum.add(likeness.name, alike);
        if alike >= 0.5 {
            sum.say(alike, format!("names {} % alike", percent(alike)));
        }
        let attrs = attributes(&was.attrs, &is.attrs, &likeness, moves);
        sum.add(attrs.weight, attrs.share);
        sum.reasons.extend(attrs.reason());
        self.contents((old, new), moves, &mut sum);
        self.users((old, new), moves, &mut sum);
        if let Some(place) = likeness.place {
            self.place((old, new), place, moves, &mut sum);
        }
        let mut score = sum.share();
        if likeness.by_definition && attrs.share < 0.97 {
            score *= OTHER_DEFINITION;
        }
        if attrs.differs_decisively {
            score *= OTHER_DECISIVE;
        }
        if !likeness.by_definition && names::differ_in_number(was.id.name(), is.id.name()) {
            score *= OTHER_NUMBER;
        }
        score *= self.links(old, new, moves);
        sum.reasons.sort_by(|one, other| other.0.total_cmp(&one.0));
        Scored {
            score,
            reasons: sum.reasons.into_iter().map(|it| it.1).collect(),
        }
    }

    /// Compares what the two objects hold, by name and attributes.
    fn contents(&self, (old, new): (Ref, Ref), moves: &Moves, sum: &mut Sum) {
        let (was, is) = (
            parts(self.old, old, &self.inside_old),
            parts(self.new, new, &self.inside_new),
        );
        let there: FxHashMap<(Kind, &str), Ref> =
            is.iter().map(|at| (key(self.new, *at), *at)).collect();
        // Half of what either side holds, all in all; what both have counts for both.
        let (mut all, mut found) = (0.0, 0.0);
        let mut counts: Vec<(&'static str, usize, usize)> = Vec::new();
        for at in was {
            let key = key(self.old, at);
            let info = key.0.info();
            let weight = self.weight(key);
            all += weight / 2.0;
            let known = counts.iter().position(|it| it.0 == info.plural);
            let slot = known.unwrap_or_else(|| {
                counts.push((info.plural, 0, 0));
                counts.len() - 1
            });
            let is_there = there
                .get(&(key.0, moves.word(key.1)))
                .or_else(|| there.get(&key));
            if let Some(there) = is_there {
                let likeness = kinds::of(key.0).likeness();
                let (was, is) = (&self.old.at(at).attrs, &self.new.at(*there).attrs);
                let share = attributes(was, is, &likeness, moves).share;
                found += weight * (0.4 + 0.6 * share);
            }
            if let Some(count) = counts.get_mut(slot) {
                count.1 += usize::from(is_there.is_some());
                count.2 += 1;
            }
        }
        for at in &is {
            all += self.weight(key(self.new, *at)) / 2.0;
        }
        if all > 0.0 {
            let share = found / all;
            let weight = (all * 1.1).min(4.0);
            sum.add(weight, share);
            for (plural, same, of) in counts.into_iter().filter(|it| it.1 > 0) {
                sum.say(weight * share, format!("{same} of {of} {plural} alike"));
            }
        }
    }

    /// Says how much a part tells: one that every second table has tells little.
    fn weight(&self, key: (Kind, &str)) -> f64 {
        let count = self.common.get(&key).copied().unwrap_or(1.0).max(1.0);
        1.0 / (1.0 + 1.5 * count.ln())
    }

    /// Compares who uses the one and who uses the other, of those that are on both sides.
    fn users(&self, (old, new): (Ref, Ref), moves: &Moves, sum: &mut Sum) {
        let of = |catalog: &'a Catalog, at: Ref| -> Vec<Ref> {
            let edges = catalog.dependants(at).iter();
            let strong = edges.filter(|it| it.kind != EdgeKind::Mentions);
            let apart = strong.filter(|it| !is_below(catalog, it.from, at));
            let mut users: Vec<Ref> = apart.map(|it| it.from).collect();
            users.sort_unstable();
            users.dedup();
            users
        };
        let users_of_new = of(self.new, new);
        let (mut both, mut same, mut example) = (0.0, 0.0, None);
        for user in of(self.old, old) {
            let id = &self.old.at(user).id;
            let Some(there) = self.new.find(&moves.image(id)) else {
                continue;
            };
            both += 1.0;
            if users_of_new.contains(&there) {
                same += 1.0;
                example.get_or_insert_with(|| self.new.at(there).id.to_string());
            }
        }
        if both > 0.0 {
            let share: f64 = same / both;
            sum.add(USERS, share);
            if let Some(example) = example {
                sum.say(USERS * share, format!("used by the same: {example}"));
            }
        }
    }

    /// Compares the places of two parts among the others of their kind.
    fn place(&self, (old, new): (Ref, Ref), place: &str, moves: &Moves, sum: &mut Sum) {
        let was = slot(self.old, old, place, |id| {
            self.new.find(&moves.image(id)).is_some()
        });
        let is = slot(self.new, new, place, |id| {
            self.old.find(&moves.origin(id)).is_some()
        });
        let (Some(was), Some(is)) = (was, is) else {
            return;
        };
        let is_end = was.is_last && is.is_last && was.before > 0;
        let weight = if is_end { PLACE_AT_END } else { PLACE_AMONG };
        if was.before == is.before {
            sum.add(weight, if was.within == is.within { 1.0 } else { 0.8 });
            if !is_end {
                sum.say(weight, "in the same place".to_owned());
            }
        } else {
            sum.add(PLACE_AMONG, 0.0);
        }
    }

    /// Compares what ties the two to others: partitions with different bounds are others.
    fn links(&self, old: Ref, new: Ref, moves: &Moves) -> f64 {
        let of = |catalog: &'a Catalog, at: Ref| -> Option<&'a Attrs> {
            let mut parts = catalog.children(at).iter().map(|it| catalog.at(*it));
            parts.find(|it| it.id.kind.info().links).map(|it| &it.attrs)
        };
        match (of(self.old, old), of(self.new, new)) {
            (None, None) => 1.0,
            (Some(was), Some(is)) => {
                let share = attributes(was, is, &Likeness::OBJECT, moves).share;
                if share >= 0.99 { 1.0 } else { OTHER_LINK }
            }
            _ => 0.8,
        }
    }
}

/// Lists what stands in each object that is no part and holds others by their paths.
fn inside(catalog: &Catalog) -> FxHashMap<&str, Vec<Ref>> {
    let mut inside: FxHashMap<&str, Vec<Ref>> = FxHashMap::default();
    for (at, object) in catalog.objects() {
        if object.parent.is_none() && object.id.path.len() > 1 {
            inside.entry(object.id.part(0)).or_default().push(at);
        }
    }
    inside
}

/// Lists the parts that tell something: neither what only a definition tells nor ties.
fn parts<'a>(catalog: &'a Catalog, at: Ref, inside: &'a FxHashMap<&str, Vec<Ref>>) -> Vec<Ref> {
    let id = &catalog.at(at).id;
    let below = if id.path.len() == 1 {
        inside.get(id.name()).map_or(&[][..], Vec::as_slice)
    } else {
        catalog.children(at)
    };
    let tells = |at: &Ref| {
        let kind = catalog.at(*at).id.kind;
        !kind.info().links && !kinds::of(kind).likeness().by_definition
    };
    below.iter().copied().filter(tells).collect()
}

fn key(catalog: &Catalog, at: Ref) -> (Kind, &str) {
    let id = &catalog.at(at).id;
    (id.kind, id.name())
}

fn is_below(catalog: &Catalog, at: Ref, above: Ref) -> bool {
    let mut at = Some(at);
    while let Some(here) = at {
        if here == above {
            return true;
        }
        at = catalog.at(here).parent;
    }
    false
}

/// A place among siblings.
struct Slot {
    /// How many siblings that both sides have stand before.
    before: usize,
    /// How many others stand between the last of those and this one.
    within: usize,
    /// Whether no sibling that both sides have stands behind.
    is_last: bool,
}

fn slot(
    catalog: &Catalog,
    at: Ref,
    place: &str,
    is_both: impl Fn(&ObjectId) -> bool,
) -> Option<Slot> {
    let object = catalog.at(at);
    let number = |at: Ref| match catalog.at(at).attrs.value(place) {
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    };
    let own = number(at)?;
    let mut siblings: Vec<(i64, bool)> = catalog
        .children(object.parent?)
        .iter()
        .filter(|it| catalog.at(**it).id.kind == object.id.kind)
        .filter_map(|it| Some((number(*it)?, is_both(&catalog.at(*it).id))))
        .collect();
    siblings.sort_unstable();
    let mut slot = Slot {
        before: 0,
        within: 0,
        is_last: true,
    };
    for (number, is_both) in siblings {
        match (number < own, is_both) {
            (true, true) => (slot.before, slot.within) = (slot.before + 1, 0),
            (true, false) => slot.within += 1,
            (false, true) => slot.is_last = false,
            (false, false) => {}
        }
    }
    Some(slot)
}

/// A weighted mean under construction.
#[derive(Default)]
struct Sum {
    weight: f64,
    total: f64,
    reasons: Vec<(f64, String)>,
}

impl Sum {
    fn add(&mut self, weight: f64, share: f64) {
        self.weight += weight;
        self.total += weight * share;
    }

    fn say(&mut self, weight: f64, reason: String) {
        self.reasons.push((weight, reason));
    }

    fn share(&self) -> f64 {
        if self.weight > 0.0 {
            self.total / self.weight
        } else {
            0.0
        }
    }
}

/// How alike the attributes of two objects are.
struct Compared {
    share: f64,
    /// How much they tell.
    weight: f64,
    differs_decisively: bool,
    /// A decisive attribute that is equal: its name and value.
    equal: Option<String>,
    is_telling: bool,
}

impl Compared {
    fn reason(&self) -> Option<(f64, String)> {
        let reason = match (&self.equal, self.is_telling) {
            (Some(equal), _) => equal.clone(),
            (None, true) if self.share >= 0.99 => "same definition".to_owned(),
            (None, true) if self.share >= 0.6 => {
                format!("definitions {} % alike", percent(self.share))
            }
            _ => return None,
        };
        Some((self.weight * self.share, reason))
    }
}

/// Compares attributes, old names taken for the new ones that were found for them.
fn attributes(was: &Attrs, is: &Attrs, likeness: &Likeness, moves: &Moves) -> Compared {
    let mut compared = Compared {
        share: 1.0,
        weight: if likeness.by_definition { 1.0 } else { 0.2 },
        differs_decisively: false,
        equal: None,
        is_telling: false,
    };
    let (mut all, mut same) = (0.0, 0.0);
    let mut seen: Vec<&str> = Vec::new();
    for (def, _) in was.iter().chain(is.iter()) {
        if matches!(def.class, AttrClass::Common | AttrClass::Silent) || seen.contains(&def.name) {
            continue;
        }
        seen.push(def.name);
        let (old, new) = (was.value(def.name), is.value(def.name));
        let is_decisive = likeness.decisive.contains(&def.name);
        let share = value(old, new, moves);
        let tells = tells(old).max(tells(new)) + if is_decisive { 0.5 } else { 0.0 };
        all += tells;
        same += tells * share;
        compared.is_telling |= tells > 0.5 && !is_decisive;
        if is_decisive && share < 1.0 {
            compared.differs_decisively = true;
        }
        if is_decisive
            && share >= 1.0
            && let Some(Value::Text(text)) = new
        {
            compared.equal = Some(format!("same {} {text}", def.name));
        }
    }
    compared.weight += all.min(3.0);
    if all > 0.0 {
        compared.share = same / all;
    }
    compared
}

/// Says how much a value tells by being equal.
fn tells(value: Option<&Value>) -> f64 {
    match value {
        None => 0.0,
        Some(Value::Bool(_)) => 0.1,
        Some(Value::Int(_)) => 0.2,
        Some(Value::Text(text)) => (0.12 * float(tokens(text).split(' ').count())).min(3.0),
        Some(Value::List(list)) => (0.3 * float(list.len())).min(2.0),
    }
}

/// Texts longer than this are compared by their beginning.
const LONGEST: usize = 20_000;

fn tokens(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    canonical(text.get(..end).unwrap_or_default())
}

fn value(old: Option<&Value>, new: Option<&Value>, moves: &Moves) -> f64 {
    if old == new {
        return 1.0;
    }
    match (old, new) {
        (Some(Value::Text(old)), Some(Value::Text(new))) => texts(old, new, moves),
        (Some(Value::List(old)), Some(Value::List(new))) => lists(old, new, moves),
        _ => 0.0,
    }
}

/// Returns the share of tokens that two texts have in common.
fn texts(old: &str, new: &str, moves: &Moves) -> f64 {
    let (old, new) = (tokens(old), tokens(new));
    let old: Vec<&str> = old.split(' ').map(|word| moves.token(word)).collect();
    let new: Vec<&str> = new.split(' ').collect();
    if old == new {
        return 1.0;
    }
    // A single word is equal or it is not.
    if old.len() == 1 && new.len() == 1 {
        return 0.0;
    }
    let mut counts: FxHashMap<&str, i32> = FxHashMap::default();
    for word in &old {
        *counts.entry(word).or_default() += 1;
    }
    let mut both = 0;
    for word in &new {
        if let Some(count) = counts.get_mut(word).filter(|it| **it > 0) {
            *count -= 1;
            both += 1;
        }
    }
    // Equal words in another order are not the same.
    (2.0 * f64::from(both) / float(old.len() + new.len())).min(0.98)
}

fn lists(old: &[Name], new: &[Name], moves: &Moves) -> f64 {
    let longest = float(old.len().max(new.len()));
    let by_place = old
        .iter()
        .zip(new)
        .filter(|(old, new)| old == new || texts(old, new, moves) >= 1.0)
        .count();
    let both = old.iter().filter(|it| new.contains(it)).count();
    float(by_place.max(both.min(new.len()))) / longest.max(1.0)
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Returns a share in whole percent.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it lies between 0 and 100"
)]
pub(super) fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
