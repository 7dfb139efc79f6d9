//! Renames that the user names: `OLD=NEW`.
//!
//! A rename is applied to a scratch copy of the old schema, which is then read back:
//! PostgreSQL alone knows in which views, bodies and expressions a name occurs.

use crate::{
    catalog::{Action, Catalog, Name, Object, ObjectId},
    error::{Report, Result},
    kinds, scratch,
    source::{Reading, wish},
    sql::quote::ident,
};

use super::{Step, rebuild};

/// One rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The path that is.
    pub old: Vec<String>,
    /// The path that should become.
    pub new: Vec<String>,
}

impl Rename {
    /// Reads `schema.table=schema.table` or `schema.table.column=schema.table.column`;
    /// a part with a dot, an equals sign or a quote in it stands in double quotes.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            Report::usage("a rename is written OLD=NEW")
                .on(text)
                .hint("for example public.staff=public.employee")
                .hint("or public.staff.photo=public.staff.picture")
        };
        let mut sides: Vec<Vec<String>> = vec![vec![String::new()]];
        let mut signs = text.chars().peekable();
        let mut is_quoted = false;
        while let Some(sign) = signs.next() {
            let side = sides.last_mut().ok_or_else(wrong)?;
            let part = side.last_mut().ok_or_else(wrong)?;
            match sign {
                '"' if is_quoted && signs.peek() == Some(&'"') => {
                    part.push('"');
                    signs.next();
                }
                '"' => is_quoted = !is_quoted,
                '.' if !is_quoted => side.push(String::new()),
                '=' if !is_quoted => sides.push(vec![String::new()]),
                _ => part.push(sign),
            }
        }
        match <[_; 2]>::try_from(sides) {
            Ok([old, new]) if !is_quoted && old.len() == new.len() && !old.is_empty() => {
                if old.iter().chain(&new).any(String::is_empty) {
                    return Err(wrong());
                }
                Ok(Self { old, new })
            }
            _ => Err(wrong()),
        }
    }

    /// Returns the steps that rename the object in the old catalog, and those back.
    pub fn steps(&self, old: &Catalog) -> Result<(Vec<Step>, Vec<Step>)> {
        let object = self.find(old)?;
        let rules = kinds::of(object.id.kind);
        let refused = || {
            Report::usage("this kind of object cannot be renamed so")
                .on(object.id.to_string())
                .hint("a part of a table keeps its table; schemas are renamed by themselves")
        };
        let there = rules.rename(object, &self.new).ok_or_else(refused)?;
        let renamed = Object {
            id: self.renamed(&object.id),
            ..object.clone()
        };
        let back = rules.rename(&renamed, &self.old).ok_or_else(refused)?;
        let steps = |id: &ObjectId, actions: Vec<Action>| {
            let step = |action| Step {
                object: id.to_string(),
                name: id.dotted(),
                action,
            };
            actions.into_iter().map(step).collect()
        };
        Ok((steps(&object.id, there), steps(&renamed.id, back)))
    }

    fn find<'a>(&self, old: &'a Catalog) -> Result<&'a Object> {
        let is_it = |object: &&Object| {
            let id = &object.id;
            let parts = id.path.len() - usize::from(id.kind.info().has_signature);
            parts == self.old.len()
                && id.path.iter().zip(&self.old).all(|(is, was)| **is == **was)
                && kinds::of(id.kind).address(object).is_some()
        };
        let mut found = old.objects().map(|(_, object)| object).filter(is_it);
        let name = || {
            self.old
                .iter()
                .map(|part| ident(part))
                .collect::<Vec<_>>()
                .join(".")
        };
        let first = found
            .next()
            .ok_or_else(|| Report::usage("there is nothing of this name to rename").on(name()))?;
        match found.next() {
            Some(second) => Err(Report::usage("more than one object has this name")
                .on(name())
                .because(format!("{} and {}", first.id, second.id))),
            None => Ok(first),
        }
    }

    /// Returns the id under the new path; an argument list stays.
    fn renamed(&self, id: &ObjectId) -> ObjectId {
        let rest = id.path.iter().skip(self.new.len()).cloned();
        let path: Vec<Name> = self
            .new
            .iter()
            .map(|part| Name::from(part.as_str()))
            .chain(rest)
            .collect();
        ObjectId::new(id.kind, path)
    }
}

/// The old catalog under its new names.
#[derive(Clone, Debug, Default)]
pub struct Renamed {
    /// The catalog, as PostgreSQL writes it after the renames.
    pub old: Catalog,
    /// The steps that rename.
    pub there: Vec<Step>,
    /// The steps that rename back, in their order.
    pub back: Vec<Step>,
}

/// Applies renames to a scratch copy of the old catalog and reads that back.
pub async fn apply(old: &Catalog, renames: &[Rename], reading: &Reading) -> Result<Renamed> {
    reading.progress.say("renaming on a scratch database");
    let scratch = scratch::open(&reading.choice, &reading.places, wish(&old.origin)).await?;
    let (database, _) = rebuild::rebuild(old, &scratch, reading).await?;
    let copy = rebuild::read(&database, reading).await?;
    let mut renamed = Renamed::default();
    for rename in renames {
        // Later renames see the names that earlier ones made.
        let now = rebuild::read(&database, reading).await?;
        let (there, back) = rename.steps(&now)?;
        let session = database
            .connect_to_run(there.iter().map(|step| &*step.action.sql))
            .await?;
        for step in &there {
            session
                .execute(&step.action.sql)
                .await
                .map_err(|it| it.on(&*step.object))?;
        }
        session.close().await;
        renamed.there.extend(there);
        renamed.back.splice(0..0, back);
    }
    let after = rebuild::read(&database, reading).await?;
    database.drop().await?;
    renamed.old = carry_over(old, &copy, &after);
    Ok(renamed)
}

/// Gives objects that the renames left alone the form that they have in the original: what
/// the copy and the original write differently is no difference.
fn carry_over(old: &Catalog, copy: &Catalog, after: &Catalog) -> Catalog {
    let mut after = after.map(|object| {
        let untouched = copy
            .get(&object.id)
            .is_some_and(|it| it.attrs == object.attrs);
        if let (true, Some(original)) = (untouched, old.get(&object.id)) {
            object.attrs = original.attrs.clone();
        }
    });
    after.origin = old.origin.clone();
    after.unmodelled.clone_from(&old.unmodelled);
    after.unread.clone_from(&old.unread);
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_is_two_paths_of_one_length() {
        let read = |text| Rename::parse(text).map(|it| (it.old, it.new));
        let path = |parts: &[&str]| parts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(read("a.b=a.c"), Ok((path(&["a", "b"]), path(&["a", "c"]))));
        assert_eq!(
            read(r#"a."b.=""".c=a."B".d"#),
            Ok((path(&["a", "b.=\"", "c"]), path(&["a", "B", "d"])))
        );
        for wrong in ["a", "a=b.c", "=", "a.=b.", "\"a=b", "a=b=c"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
