//! The walk of a proof: build OLD, run the plan, compare, run the way back, compare.

use std::collections::BTreeSet;

use super::{Sides, Stage, is_of_texts, rows, without_role};
use crate::{
    catalog::{Catalog, ObjectId, Value},
    diff::{Delta, Difference, Filter, diff},
    error::{Class, Report, Result},
    kinds::{self, Changed, common::OWNER},
    plan::{Segment, Step, confirm_difference, file::Plan, rebuild},
    scratch::{Database, Scratch},
    source::Reading,
};

/// A proof under way.
pub(super) struct Run<'a> {
    pub(super) plan: &'a Plan,
    pub(super) reading: &'a Reading,
    pub(super) scratch: &'a Scratch,
    pub(super) stages: Vec<Stage>,
    /// Roles that could not be made.
    pub(super) missing: Vec<String>,
    /// Objects whose owners may not own them on the scratch.
    pub(super) unowned: BTreeSet<String>,
    pub(super) rows: Rows,
}

/// What became of the rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The tables that had any, and how many these were.
    pub(super) count: (usize, usize),
    /// Tables for which none were found, each with the reason.
    pub(super) empty: Vec<String>,
    /// Statements that the server refused because of rows, each with its message: the rows
    /// of the tables they touch were taken out, and they ran.
    pub(super) refused: Vec<String>,
}

/// How often rows that a statement cannot take are taken out before all of them are.
const ROUNDS: usize = 12;

/// How a walk through the plan ended.
enum Walked {
    /// It came to its end, good or bad.
    Ended,
    /// A statement was refused because of rows: of these tables, with this message.
    Rows(Vec<String>, String),
}

impl Run<'_> {
    /// Builds the scratch database and walks.
    pub(super) async fn all(&mut self, built_from: &Catalog, sides: &Sides) -> Result<()> {
        let Some(database) = self.build(built_from).await? else {
            return Ok(());
        };
        self.have_roles(sides).await?;
        let outcome = self.walk(sides, &database).await;
        database.drop().await?;
        outcome
    }

    /// Sees to the roles that the plan names: those that it makes are not made on the scratch
    /// by its own statements, which would be for a whole server.
    async fn have_roles(&mut self, sides: &Sides) -> Result<()> {
        let made = sides
            .outside
            .iter()
            .filter_map(|id| kinds::of(id.kind).role(id));
        let mut named: Vec<String> = made.collect();
        named.extend(sides.new.iter().flat_map(rebuild::roles));
        named.sort_unstable();
        named.dedup();
        let missing = self.scratch.ensure_roles(&named).await?;
        self.missing.extend(missing);
        self.missing.sort_unstable();
        self.missing.dedup();
        Ok(())
    }

    /// Walks there and back on copies with rows, until there are none left that a statement
    /// cannot take.
    async fn walk(&mut self, sides: &Sides, database: &Database) -> Result<()> {
        let equal = self
            .compare(database, &sides.old, "the scratch database equals OLD")
            .await?;
        if !equal {
            return Ok(());
        }
        let mut except = BTreeSet::new();
        for round in 0..=ROUNDS {
            let copy = rebuild::copy(database, &sides.old, self.scratch, self.reading).await?;
            let seeds = if round < ROUNDS {
                self.sow(&copy, &except).await
            } else {
                Ok(rows::Seeds::default())
            };
            let kept = self.stages.len();
            let walked = match seeds {
                Ok(seeds) => {
                    self.rows.count = seeds.count();
                    self.rows.empty.clone_from(&seeds.empty);
                    Box::pin(self.there_and_back(sides, &copy, &seeds)).await
                }
                Err(report) => Err(report),
            };
            copy.drop().await?;
            match walked? {
                Walked::Ended => break,
                Walked::Rows(tables, message) => {
                    self.stages.truncate(kept);
                    self.rows.refused.push(message);
                    except.extend(tables);
                }
            }
        }
        Ok(())
    }

    /// Fills the tables that the plan touches.
    async fn sow(&self, copy: &Database, except: &BTreeSet<String>) -> Result<rows::Seeds> {
        let session = copy.connect_to_fill().await?;
        let reader = match copy.conninfo().sole {
            None => Some(copy.connect().await?),
            Some(_) => None,
        };
        let (segments, cancel) = (&self.plan.segments, &self.reading.cancel);
        let by = reader.as_ref().unwrap_or(&session);
        let seeds = rows::sow(&session, by, segments, except, cancel).await;
        session.close().await;
        if let Some(reader) = reader {
            reader.close().await;
        }
        seeds
    }

    async fn there_and_back(
        &mut self,
        sides: &Sides,
        database: &Database,
        seeds: &rows::Seeds,
    ) -> Result<Walked> {
        let left_out = sides.left_out();
        let there = &self.plan.segments;
        match self
            .segments(database, there, &left_out, "the plan runs")
            .await?
        {
            Ran::Through => {}
            ran @ Ran::Refused(..) => return Ok(ran.walked(seeds)),
        }
        match &sides.new {
            Some(new) => drop(self.compare(database, new, "the plan ends in NEW").await?),
            None => self.compare_seals(database, &left_out).await?,
        }
        let reader = database.connect().await?;
        let lost = rows::lost_there(&reader, seeds, there).await;
        reader.close().await;
        self.stage_of_rows(seeds, "rows survive the plan", lost?);
        let Some(back) = self.plan.rollback() else {
            let is_empty = self.plan.segments.is_empty();
            let against = if is_empty {
                Vec::new()
            } else {
                vec!["it has no way back".to_owned()]
            };
            self.stage("the way back is there", against);
            return Ok(Walked::Ended);
        };
        let back = &back.segments;
        match self
            .segments(database, back, &left_out, "the way back runs")
            .await?
        {
            Ran::Through => {}
            ran @ Ran::Refused(..) => return Ok(ran.walked(seeds)),
        }
        self.compare(database, &sides.old, "the way back ends in OLD")
            .await?;
        let reader = database.connect().await?;
        let lost = rows::lost_back(&reader, seeds, there, back).await;
        reader.close().await;
        self.stage_of_rows(seeds, "rows are back as they were", lost?);
        Ok(Walked::Ended)
    }

    /// Adds what came of the rows, if there were any.
    fn stage_of_rows(&mut self, seeds: &rows::Seeds, claim: &str, lost: Vec<String>) {
        if seeds.count().0 > 0 {
            self.stage(claim, lost);
        }
    }

    /// Builds the scratch; nothing if the server refuses our statements for it.
    async fn build(&mut self, old: &Catalog) -> Result<Option<Database>> {
        match rebuild::rebuild(old, self.scratch, self.reading).await {
            Ok(built) => {
                self.missing = built.missing;
                self.unowned = built.unowned;
                Ok(Some(built.database))
            }
            Err(report) if report.class() == Class::Server => {
                self.stage(
                    "the scratch database can be built like OLD",
                    vec![report.to_string()],
                );
                Ok(None)
            }
            Err(report) => Err(report),
        }
    }

    /// Runs segments without what the proof left out.
    async fn segments(
        &mut self,
        database: &Database,
        segments: &[Segment],
        silenced: &[ObjectId],
        claim: &str,
    ) -> Result<Ran> {
        let names: BTreeSet<String> = silenced.iter().map(ToString::to_string).collect();
        let mut segments = segments.to_vec();
        for segment in &mut segments {
            segment.steps.retain(|step| !names.contains(&step.object));
        }
        let session = database.connect_to_run(rebuild::texts(&segments)).await?;
        let ran = rebuild::run(&session, &segments, self.reading).await;
        self.unowned.extend(rebuild::unowned(&session, &segments));
        session.close().await;
        match ran {
            Ok(()) => {
                self.stage(claim, Vec::new());
                Ok(Ran::Through)
            }
            Err(report) if report.class() == Class::Server => {
                self.stage(claim, vec![report.to_string()]);
                let sql = report.refused_statement().unwrap_or_default();
                let steps = segments.iter().flat_map(|segment| &segment.steps);
                let step = steps
                    .into_iter()
                    .find(|step| step.action.sql == sql)
                    .cloned();
                Ok(Ran::Refused(step.map(Box::new), Box::new(report)))
            }
            Err(report) => Err(report),
        }
    }

    /// Reads the scratch. What a text says of whoever runs it is there for the role of the
    /// proof.
    async fn read(&self, database: &Database) -> Result<Catalog> {
        let read = rebuild::read(database, self.reading).await?;
        if !is_of_texts(self.plan) {
            return Ok(read);
        }
        let mut plain = without_role(&read, database.runner());
        plain.origin.role = String::new();
        Ok(plain)
    }

    /// Reads the scratch and compares it with what it should be.
    async fn compare(
        &mut self,
        database: &Database,
        wanted: &Catalog,
        claim: &str,
    ) -> Result<bool> {
        let read = self.read(database).await?;
        let filter = Filter {
            kinds: Vec::new(),
            globals: false,
            ..self.plan.filter.clone()
        };
        let mut difference = diff(&read, wanted, &filter);
        // What no kind models is not built on the scratch, and said with the proof.
        difference.unmodelled_old.clear();
        difference.unmodelled_new.clear();
        self.without_owners(&read, &mut difference);
        let unsettled = confirm_difference(&read, wanted, &mut difference, self.reading).await;
        let mut against = unsettled;
        against.extend(differences(&read, wanted, &difference));
        let holds = against.is_empty();
        self.stage(claim, against);
        Ok(holds)
    }

    /// Lets go of differences in owners that could not be given.
    fn without_owners(&self, read: &Catalog, difference: &mut Difference) {
        difference.deltas.retain_mut(|delta| {
            let Delta::Alter { old, changed, .. } = delta else {
                return true;
            };
            if self.unowned.contains(&read.at(*old).id.to_string()) {
                let rest = changed.iter().filter(|name| *name != OWNER.name());
                *changed = Changed::new(rest);
            }
            !changed.is_empty()
        });
    }

    /// Reads the scratch and compares it with what the plan sealed.
    async fn compare_seals(&mut self, database: &Database, silenced: &[ObjectId]) -> Result<()> {
        let read = self.read(database).await?;
        let mut guard = self.plan.after.clone();
        let is_looked_at =
            |id: &ObjectId| !silenced.contains(id) && !self.unowned.contains(&id.to_string());
        guard
            .seals
            .retain(|seal| seal.id().is_none_or(|id| is_looked_at(&id)));
        self.stage(
            "the plan ends in what it sealed of NEW",
            guard.broken(&read),
        );
        Ok(())
    }

    fn stage(&mut self, claim: &str, against: Vec<String>) {
        self.stages.push(Stage {
            claim: claim.to_owned(),
            against,
        });
    }
}

/// How a run of segments ended.
enum Ran {
    /// Every statement ran.
    Through,
    /// The server refused one: the step, if it is known, and the refusal.
    Refused(Option<Box<Step>>, Box<Report>),
}

impl Ran {
    /// Says whether rows were in the way: values (SQLSTATE class 22), constraints (class 23)
    /// or limits (class 54: a long value in an index) while tables had rows.
    fn walked(self, seeds: &rows::Seeds) -> Walked {
        let Self::Refused(step, report) = self else {
            return Walked::Ended;
        };
        let of_rows = report.sqlstate().is_some_and(|code| {
            ["22", "23", "54"]
                .iter()
                .any(|class| code.starts_with(class))
        });
        if !of_rows || seeds.count().0 == 0 {
            return Walked::Ended;
        }
        let tables = step
            .as_ref()
            .map_or_else(|| seeds.filled(), |step| seeds.touched_by(step));
        Walked::Rows(tables, report.to_string())
    }
}

/// Returns differences in words.
fn differences(is: &Catalog, wanted: &Catalog, difference: &Difference) -> Vec<String> {
    let words = |delta: &Delta| match delta {
        Delta::Add(at) => format!("{} is not there", wanted.at(*at).id),
        Delta::Drop(at) => format!("{} is there and should not be", is.at(*at).id),
        Delta::Alter { old, new, changed } => {
            let (old, new) = (is.at(*old), wanted.at(*new));
            let list: Vec<String> = changed
                .iter()
                .map(|name| {
                    let value = |it: Option<&Value>| {
                        it.and_then(|it| serde_json::to_string(it).ok())
                            .unwrap_or("none".into())
                    };
                    format!(
                        "{name} is {}, not {}",
                        value(old.attrs.value(name)),
                        value(new.attrs.value(name))
                    )
                })
                .collect();
            format!("{}: {}", new.id, list.join("; "))
        }
    };
    difference.deltas.iter().map(words).collect()
}
