//! [`Plan`]: what `plan` writes and `verify` and `apply` read.
//!
//! A JSON document with a version. It holds no secret and no connection string: only the
//! names of the sources, and fingerprints of what it touches, needs, and what needs that.

mod back;
mod short;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    catalog::{AttrClass, AttrDef, Catalog, Fingerprint, Name, Object, ObjectId, Unmodelled},
    diff::{Difference, candidates::Candidate, ignore::Ignored},
    error::{Report, Result},
    kinds::{self, common::OWNER},
};

use super::{Prepared, Remainder, Segment, Step, Wishes};

/// The version of the format that this program writes and reads.
pub const FORMAT: u32 = 2;

/// Where one side of a plan was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The source as the user named it, without a password.
    pub source: String,
    /// The database.
    pub database: String,
    /// The role that read it.
    pub role: String,
    /// The server's `server_version_num`.
    pub server_version: u32,
    /// Encoding, collation and character type.
    pub locale: [String; 3],
    /// The digest of the whole catalog.
    pub fingerprint: Fingerprint,
}

/// An object and the digest of what it is compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seal {
    /// The kind's name.
    pub kind: String,
    /// The path.
    pub path: Vec<String>,
    /// The digest; absent if the object must not be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// The objects that must be as they were when the plan was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guard {
    /// Whether the digests cover texts that PostgreSQL deparsed.
    pub has_texts: bool,
    /// Attributes that the digests leave out: what a source does not say or the user does
    /// not compare.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The objects, ordered.
    pub seals: Vec<Seal>,
    /// Of a way back in a file, and nowhere else: what is sealed when the plan has run and
    /// not here. What is sealed alike in both is not repeated there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Seal>,
}

/// The way back after some segments are done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Return {
    /// How many segments of the plan are done.
    pub after: usize,
    /// The statements.
    pub segments: Vec<Segment>,
    /// What they do not bring back.
    pub left: Vec<Remainder>,
    /// What the objects must be before they run.
    pub guard: Guard,
    /// The objects that are half changed then, and that no guard looks at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub under_way: Vec<Seal>,
    /// Why there is no way back from there: an object of which only a part has changed. Who
    /// stopped there goes on to the end first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// What a proof found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofNote {
    /// The digest of the statements that were proven.
    pub statements: String,
    /// The version of the server that proved them.
    pub server_version: u32,
    /// The sentence.
    pub says: String,
}

/// How many differences there are, by what is done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Objects created.
    pub creates: usize,
    /// Objects dropped.
    pub drops: usize,
    /// Objects altered.
    pub alters: usize,
    /// Statements.
    pub statements: usize,
}

/// The plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of the format.
    pub format: u32,
    /// The version of pgworks that made it.
    pub pgworks: String,
    /// When it was made, in RFC 3339.
    pub made: String,
    /// The digest of the statements: what the ledger knows the plan by.
    pub id: String,
    /// What is.
    pub old: Side,
    /// What should become.
    pub new: Side,
    /// How much it does.
    pub summary: Summary,
    /// The statements.
    pub segments: Vec<Segment>,
    /// The ways back; the last is from the end.
    pub returns: Vec<Return>,
    /// What the objects must be before it runs.
    pub before: Guard,
    /// What they are when it has run.
    pub after: Guard,
    /// Differences that it does not remove.
    pub left: Vec<Remainder>,
    /// Differences in what no kind models.
    pub unmodelled: Vec<Unmodelled>,
    /// What was left out of the comparison.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<Ignored>,
    /// What may have been renamed, and nobody said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// The proof, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofNote>,
    /// Whether comments, owners, grants were left out; which kinds; for comparing again.
    pub filter: crate::diff::Filter,
}

impl Plan {
    /// Reads a plan.
    pub fn from_json(text: &str, file: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let broken = |error: serde_json::Error| {
            Report::usage("this is not a plan that pgworks wrote")
                .on(file)
                .because(error)
                .hint("make a plan with: pgworks plan OLD NEW -o plan.json")
        };
        let head: Head = serde_json::from_str(text).map_err(broken)?;
        if head.format != FORMAT {
            return Err(Report::usage(format!(
                "the plan has format {}, not {FORMAT}",
                head.format
            ))
            .on(file)
            .hint("make it again with this version of pgworks"));
        }
        let mut plan: Self = serde_json::from_str(text).map_err(broken)?;
        short::complete(&mut plan);
        if plan.id != digest(&plan.segments) {
            return Err(
                Report::refused("the plan's statements were changed after it was made")
                    .on(file)
                    .hint("make it again, or run its SQL with psql"),
            );
        }
        Ok(plan)
    }

    /// Writes the plan.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string_pretty(&short::shortened(self))
            .map_err(|error| Report::fault("cannot write a plan as JSON").because(error))
    }

    /// Lists all steps.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.segments.iter().flat_map(|segment| &segment.steps)
    }

    /// Lists what the plan loses: the name to allow it by, and what in words.
    pub fn losses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.steps()
            .filter_map(|step| Some((step.name.as_str(), step.action.risk.loses.as_deref()?)))
    }

    /// Returns the way back from the end.
    pub fn rollback(&self) -> Option<&Return> {
        self.returns
            .iter()
            .find(|it| it.after == self.segments.len())
    }
}

/// Returns the digest of statements in their order and their transactions.
pub fn digest(segments: &[Segment]) -> String {
    let mut digest = Sha256::new();
    for segment in segments {
        digest.update([u8::from(segment.in_transaction)]);
        for step in &segment.steps {
            digest.update(step.action.sql.len().to_le_bytes());
            digest.update(step.action.sql.as_bytes());
        }
    }
    digest
        .finalize()
        .iter()
        .take(16)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What a plan is made of.
pub struct Making<'a> {
    /// What is.
    pub old: &'a Catalog,
    /// What should become.
    pub new: &'a Catalog,
    /// How the old source was named.
    pub old_source: &'a str,
    /// How the new source was named.
    pub new_source: &'a str,
    /// What differs, and the statements.
    pub prepared: &'a Prepared,
    /// The wishes.
    pub wishes: &'a Wishes,
    /// When, in RFC 3339.
    pub made: String,
}

/// How many segments a plan may have for each to get its own way back; beyond, only the
/// end has one.
const MOST_RETURNS: usize = 64;

/// How many objects a catalog may have to be compared whole as well, in a debug build.
const SMALL: usize = 1_000;

/// Makes the plan document, ways back included.
pub fn make(making: &Making<'_>) -> Result<Plan> {
    let Making {
        old,
        new,
        prepared,
        wishes,
        ..
    } = making;
    let route = &prepared.route;
    let end = prepared.segments.len();
    let stops: Vec<usize> = if end <= MOST_RETURNS {
        (1..=end).collect()
    } else {
        vec![end]
    };
    let ground = back::Ground::of(making);
    let mut returns = Vec::with_capacity(stops.len());
    for after in stops {
        let way = back::way_back(making, &ground, after)?;
        // Each test that plans holds what is left out of the comparison to be of no matter.
        debug_assert!(
            old.len() > SMALL
                || way == back::way_back(making, &back::Ground::whole(making), after)?,
            "the way back after {after} segments is another where whole catalogs are compared"
        );
        returns.push(way);
    }
    let reached = ground.halfway(making, route.segments.len());
    let concerned: BTreeSet<&ObjectId> = route.touched.iter().chain(&route.made).collect();
    Ok(Plan {
        format: FORMAT,
        pgworks: env!("CARGO_PKG_VERSION").to_owned(),
        made: making.made.clone(),
        id: digest(&prepared.segments),
        old: side(old, making.old_source),
        new: side(new, making.new_source),
        summary: summary(prepared),
        segments: prepared.segments.clone(),
        returns,
        before: before(making, &concerned),
        after: guard(&reached, &concerned, false, without(making)),
        left: route.left.clone(),
        unmodelled: unmodelled(&prepared.difference),
        ignored: prepared.ignored.clone(),
        candidates: prepared.candidates.clone(),
        proof: None,
        filter: wishes.filter.clone(),
    })
}

/// Seals what the plan touches under the names that it has before the renames.
fn before(making: &Making<'_>, concerned: &BTreeSet<&ObjectId>) -> Guard {
    let (old, without) = (making.old, without(making));
    let Some(renamed) = &making.prepared.renamed else {
        return guard(old, concerned, true, without);
    };
    let there = concerned.iter().copied().filter(|id| old.get(id).is_some());
    let moved = old.objects().map(|(_, object)| &object.id);
    let moved = moved.filter(|id| renamed.old.get(id).is_none());
    guard(old, &there.chain(moved).collect(), true, without)
}

/// Lists the attributes that the plan does not compare.
fn without(making: &Making<'_>) -> Vec<String> {
    let filter = &making.wishes.filter;
    let states_owners = making.old.origin.states_owners && making.new.origin.states_owners;
    let mut ignored = filter.unsaid();
    if !states_owners && !filter.no_owner {
        ignored.push(OWNER.name());
    }
    ignored.into_iter().map(str::to_owned).collect()
}

fn side(catalog: &Catalog, source: &str) -> Side {
    Side {
        source: source.to_owned(),
        database: catalog.origin.database.clone(),
        role: catalog.origin.role.clone(),
        server_version: catalog.origin.version,
        locale: catalog.origin.locale.clone(),
        fingerprint: catalog.fingerprint(),
    }
}

fn summary(prepared: &Prepared) -> Summary {
    use crate::diff::Delta;
    let count = |wanted: fn(&Delta) -> bool| {
        prepared
            .difference
            .deltas
            .iter()
            .filter(|delta| wanted(delta))
            .count()
    };
    Summary {
        creates: count(|delta| matches!(delta, Delta::Add(_))),
        drops: count(|delta| matches!(delta, Delta::Drop(_))),
        alters: count(|delta| matches!(delta, Delta::Alter { .. })),
        statements: prepared
            .segments
            .iter()
            .map(|segment| segment.steps.len())
            .sum(),
    }
}

fn unmodelled(difference: &Difference) -> Vec<Unmodelled> {
    difference
        .unmodelled_old
        .iter()
        .chain(&difference.unmodelled_new)
        .cloned()
        .collect()
}

/// Seals objects, what they need and what depends on them. Without texts, what PostgreSQL
/// deparses is left out: once applied it may come back in another form.
pub fn guard(
    catalog: &Catalog,
    concerned: &BTreeSet<&ObjectId>,
    has_texts: bool,
    without: Vec<String>,
) -> Guard {
    let mut ids: BTreeSet<&ObjectId> = concerned.clone();
    for at in concerned.iter().filter_map(|id| catalog.find(id)) {
        ids.extend(catalog.needs(at).iter().map(|edge| &catalog.at(edge.to).id));
        ids.extend(
            catalog
                .dependants(at)
                .iter()
                .map(|edge| &catalog.at(edge.from).id),
        );
    }
    let mut guard = Guard {
        has_texts,
        without,
        ..Guard::default()
    };
    guard.seals = ids.into_iter().map(|id| guard.seal(catalog, id)).collect();
    guard
}

impl Guard {
    fn seal(&self, catalog: &Catalog, id: &ObjectId) -> Seal {
        let counts = |def: &AttrDef| match def.class {
            AttrClass::Silent => false,
            AttrClass::Expression if !self.has_texts => false,
            _ => !self.without.iter().any(|name| name == def.name),
        };
        let digest = |object: &Object| {
            let fingerprint = Fingerprint::of_attributes([object], counts);
            fingerprint
                .as_str()
                .get(..32)
                .unwrap_or_default()
                .to_owned()
        };
        Seal {
            kind: id.kind.name().to_owned(),
            path: id.path.iter().map(ToString::to_string).collect(),
            digest: catalog.get(id).map(digest).or_else(|| {
                // What a text says of whoever runs it is there for the role that looks.
                let there = kinds::of(id.kind).about(id, "", &catalog.origin.role);
                let mut object = catalog.get(&there)?.clone();
                kinds::of(id.kind).forget_role(&mut object, &catalog.origin.role, "");
                Some(digest(&object))
            }),
        }
    }

    /// Lists the objects sealed; those of kinds unknown here are left out.
    pub fn ids(&self) -> Vec<ObjectId> {
        self.seals.iter().filter_map(Seal::id).collect()
    }

    /// Lists what is not as it was sealed: the object, and how it differs.
    pub fn broken(&self, catalog: &Catalog) -> Vec<String> {
        self.seals
            .iter()
            .filter_map(|sealed| self.fault(sealed, catalog))
            .collect()
    }

    fn fault(&self, sealed: &Seal, catalog: &Catalog) -> Option<String> {
        let Some(id) = sealed.id() else {
            return Some(format!(
                "{} {}: unknown kind",
                sealed.kind,
                sealed.path.join(".")
            ));
        };
        match (&sealed.digest, &self.seal(catalog, &id).digest) {
            (was, is) if was == is => None,
            (Some(_), None) => Some(format!("{id} is no longer there")),
            // What is never dropped stays when the plan that made it is taken back.
            (None, Some(_)) if id.kind.info().stays.is_some() => None,
            (None, Some(_)) => Some(format!("{id} is there already")),
            _ => Some(format!("{id} has changed")),
        }
    }
}

impl Seal {
    /// Returns the seal of an object that is not there.
    fn away(id: &ObjectId) -> Self {
        Self {
            kind: id.kind.name().to_owned(),
            path: id.path.iter().map(ToString::to_string).collect(),
            digest: None,
        }
    }

    /// Returns the object's id, if its kind is known here.
    pub fn id(&self) -> Option<ObjectId> {
        let kind = kinds::named(&self.kind)?.kind();
        let path: Vec<Name> = self
            .path
            .iter()
            .map(|part| Name::from(part.as_str()))
            .collect();
        Some(ObjectId::new(kind, path))
    }
}
