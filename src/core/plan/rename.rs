//! Renames that the user names: `OLD=NEW`.
//!
//! A rename is applied to a scratch copy of the old schema, which is then read back:
//! PostgreSQL alone knows in which views, bodies and expressions a name occurs.

use std::fmt;

use crate::{
    catalog::{Action, Catalog, Name, Object, ObjectId, Ref},
    error::{Report, Result},
    kinds,
    scratch::{self, Database},
    source::{Reading, wish},
    sql::quote::ident,
};

use super::{
    Step, Wishes,
    compose::{Form, weave},
    moved::Moves,
    rebuild,
};

/// One rename.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rename {
    /// The kind, or the word for a name that is no object (`label`), where it was said.
    pub kind: Option<String>,
    /// The path that is.
    pub old: Vec<String>,
    /// The path that should become.
    pub new: Vec<String>,
    /// The argument list, where it was said.
    pub arguments: Option<String>,
}

impl Rename {
    /// Reads `[KIND ]schema.table=schema.table`, with a column or another part behind each
    /// table, or an argument list behind each name: `function public.f(integer)=public.g(integer)`.
    /// A part with a dot, an equals sign, a bracket or a quote in it stands in double quotes.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            Report::usage("a rename is written OLD=NEW")
                .on(text)
                .hint("for example public.staff=public.employee")
                .hint("or column public.staff.photo=public.staff.picture")
        };
        let (kind, paths) = split_kind(text);
        let (old, rest) = side(paths).ok_or_else(wrong)?;
        let (new, end) = rest.strip_prefix('=').and_then(side).ok_or_else(wrong)?;
        let fits = end.is_empty() && old.path.len() == new.path.len();
        if !fits || old.path.iter().chain(&new.path).any(String::is_empty) {
            return Err(wrong());
        }
        if old.arguments != new.arguments {
            return Err(Report::usage("a rename keeps the arguments")
                .on(text)
                .hint("the same argument list stands behind both names, or behind none"));
        }
        Ok(Self {
            kind,
            old: old.path,
            new: new.path,
            arguments: old.arguments,
        })
    }

    /// Tells whether two renames are about the same: what one leaves open the other may say.
    pub fn is_same(&self, other: &Self) -> bool {
        fn fits<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        (&self.old, &self.new) == (&other.old, &other.new)
            && fits(self.kind.as_ref(), other.kind.as_ref())
            && fits(self.arguments.as_ref(), other.arguments.as_ref())
    }

    /// Returns the old side as it is written.
    pub fn old_name(&self) -> String {
        self.written(&self.old)
    }

    /// Returns the new side as it is written.
    pub fn new_name(&self) -> String {
        self.written(&self.new)
    }

    fn written(&self, path: &[String]) -> String {
        let mut text = dotted(path);
        if let Some(arguments) = &self.arguments {
            text.push_str(&format!("({arguments})"));
        }
        text
    }

    /// Returns the steps that rename the object in the old catalog, and those back.
    pub fn steps(&self, old: &Catalog) -> Result<(Vec<Step>, Vec<Step>)> {
        match self.find(old)? {
            Found::Object(object) => self.steps_of_object(object),
            Found::Label(object) => Ok(self.steps_of_label(object)),
        }
    }

    /// Returns the rename under the names that there are before `others` are made.
    fn before(&self, others: &[Self]) -> Self {
        let mut first = self.clone();
        for other in others.iter().rev() {
            if first.old.len() > other.new.len() && first.old.starts_with(&other.new) {
                first
                    .old
                    .splice(..other.new.len(), other.old.iter().cloned());
            }
        }
        first
    }

    /// Tells whether the rename leads from what `old` has to what only `new` has, when
    /// `others` are made first.
    fn applies(&self, old: &Catalog, new: &Catalog, others: &[Self]) -> bool {
        let before = self.before(others);
        let done = Self {
            old: self.new.clone(),
            ..self.clone()
        };
        before.is_in(old) && done.is_in(new) && !done.before(others).is_in(old) && !self.is_in(new)
    }

    fn is_in(&self, catalog: &Catalog) -> bool {
        !self.all(catalog).is_empty()
    }

    fn steps_of_object(&self, object: &Object) -> Result<(Vec<Step>, Vec<Step>)> {
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
        Ok((steps(&object.id, there), steps(&renamed.id, back)))
    }

    fn steps_of_label(&self, object: &Object) -> (Vec<Step>, Vec<Step>) {
        let rules = kinds::of(object.id.kind);
        let name = |path: &[String]| path.last().cloned().unwrap_or_default();
        let (old, new) = (name(&self.old), name(&self.new));
        let there = rules.rename_label(object, &old, &new);
        let back = rules.rename_label(object, &new, &old);
        (steps(&object.id, there), steps(&object.id, back))
    }

    /// Lists what bears the old name.
    fn all<'a>(&self, catalog: &'a Catalog) -> Vec<Found<'a>> {
        let same =
            |path: &[Name], parts: &[String]| path.iter().zip(parts).all(|(is, was)| **is == **was);
        let is_kind = |name: &str| self.kind.as_ref().is_none_or(|kind| kind == name);
        let is_it = |object: &Object| {
            let id = &object.id;
            let has_signature = id.kind.info().has_signature;
            let arguments = id.path.last().filter(|_| has_signature);
            let said = self.arguments.as_deref();
            id.path.len() - usize::from(has_signature) == self.old.len()
                && same(&id.path, &self.old)
                && is_kind(id.kind.name())
                && said.is_none_or(|said| arguments.is_some_and(|it| **it == *said))
                && !id.kind.info().is_global
                && kinds::of(id.kind).address(object).is_some()
        };
        let holds_it = |object: &Object| {
            let Some((name, holder)) = self.old.split_last() else {
                return false;
            };
            let labels = || kinds::of(object.id.kind).labels(object);
            object.id.path.len() == holder.len()
                && same(&object.id.path, holder)
                && self.arguments.is_none()
                && labels().is_some_and(|(word, labels)| {
                    is_kind(word) && labels.iter().any(|it| **it == **name)
                })
        };
        let objects = || catalog.objects().map(|(_, object)| object);
        let mut found: Vec<Found<'a>> = objects()
            .filter(|it| is_it(it))
            .map(Found::Object)
            .collect();
        found.extend(objects().filter(|it| holds_it(it)).map(Found::Label));
        found
    }

    fn find<'a>(&self, old: &'a Catalog) -> Result<Found<'a>> {
        let mut found = self.all(old).into_iter();
        let name = || self.to_string();
        let first = found
            .next()
            .ok_or_else(|| Report::usage("there is nothing of this name to rename").on(name()))?;
        match found.next() {
            Some(second) => Err(Report::usage("more than one object has this name")
                .on(name())
                .because(format!("{} and {}", first.id(), second.id()))
                .hint("write the kind before it: column public.a.b=public.a.c")
                .hint("or the arguments behind it: public.f(integer)=public.g(integer)")),
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

impl fmt::Display for Rename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = &self.kind {
            write!(f, "{kind} ")?;
        }
        write!(f, "{}={}", self.old_name(), self.new_name())
    }
}

/// Returns those of remembered renames that lead from `old` to `new`, in an order in which
/// each finds its names; others were made long ago or are about another schema.
pub fn applicable(remembered: &[Rename], old: &Catalog, new: &Catalog) -> Vec<Rename> {
    let mut found: Vec<Rename> = Vec::new();
    let mut left: Vec<&Rename> = remembered.iter().collect();
    // The outermost first: what is in them is remembered under their new names.
    left.sort_by_key(|it| it.old.len());
    for rename in left {
        if !found.iter().any(|it| it.is_same(rename)) && rename.applies(old, new, &found) {
            found.push(rename.clone());
        }
    }
    found
}

/// What a rename is about.
enum Found<'a> {
    /// An object.
    Object(&'a Object),
    /// A name within it that is no object.
    Label(&'a Object),
}

impl Found<'_> {
    fn id(&self) -> String {
        match self {
            Self::Object(object) => object.id.to_string(),
            Self::Label(object) => format!("a label of {}", object.id),
        }
    }
}

fn steps(id: &ObjectId, actions: Vec<Action>) -> Vec<Step> {
    let step = |action| Step {
        object: id.to_string(),
        name: id.dotted(),
        action,
    };
    actions.into_iter().map(step).collect()
}

fn dotted(path: &[String]) -> String {
    let parts: Vec<_> = path.iter().map(|part| ident(part)).collect();
    parts.join(".")
}

/// Takes the word for the kind off the beginning, if there is one.
fn split_kind(text: &str) -> (Option<String>, &str) {
    let words = kinds::ALL.iter().map(|rules| rules.kind().name());
    let words = words.chain([kinds::LABEL]);
    let fitting = words.filter_map(|word| {
        let rest = text.strip_prefix(word)?.strip_prefix(' ')?;
        Some((word, rest.trim_start()))
    });
    // `foreign table` before `foreign`.
    match fitting.max_by_key(|(word, _)| word.len()) {
        Some((word, rest)) => (Some(word.to_owned()), rest),
        None => (None, text),
    }
}

/// One side of a rename as it is read.
#[derive(Default)]
struct Read {
    path: Vec<String>,
    arguments: Option<String>,
}

/// Reads a path up to an equals sign; returns what is left.
fn side(text: &str) -> Option<(Read, &str)> {
    let mut read = Read::default();
    let mut part = String::new();
    let mut signs = text.char_indices().peekable();
    let mut is_quoted = false;
    let mut end = text.len();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek().is_some_and(|it| it.1 == '"') => {
                part.push('"');
                signs.next();
            }
            '"' => is_quoted = !is_quoted,
            '.' if !is_quoted => read.path.push(std::mem::take(&mut part)),
            '=' if !is_quoted => {
                end = at;
                break;
            }
            '(' if !is_quoted => {
                let rest = text.get(at + 1..)?;
                let close = closing(rest)?;
                read.arguments = rest.get(..close).map(str::to_owned);
                end = at + 1 + close + 1;
                break;
            }
            _ => part.push(sign),
        }
    }
    read.path.push(part);
    (!is_quoted).then_some((read, text.get(end..)?))
}

/// Returns where the bracket closes that was open before `text`.
fn closing(text: &str) -> Option<usize> {
    let (mut open, mut is_quoted) = (1_usize, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => open += 1,
            ')' if !is_quoted => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
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

/// Applies renames, then what moves on the way to `new`, to a scratch copy of the old catalog
/// and reads that back.
pub async fn apply(
    old: &Catalog,
    new: &Catalog,
    renames: &[Rename],
    wishes: &Wishes,
    reading: &Reading,
) -> Result<Renamed> {
    reading.progress.say("renaming on a scratch database");
    let scratch = scratch::open(&reading.choice, &reading.places, wish(&old.origin)).await?;
    let database = rebuild::rebuild(old, &scratch, reading).await?.database;
    let copy = rebuild::read(&database, reading).await?;
    let mut renamed = Renamed::default();
    for rename in renames {
        // Later renames see the names that earlier ones made.
        let now = rebuild::read(&database, reading).await?;
        let (there, back) = rename.steps(&now)?;
        run(&database, &there).await?;
        renamed.there.extend(there);
        renamed.back.splice(0..0, back);
    }
    let mut after = carry_over(old, &copy, &rebuild::read(&database, reading).await?);
    let moves = Moves::between(&after, new, wishes);
    if !moves.is_empty() {
        scratch.ensure_roles(&moves.owners).await?;
        run(&database, &moves.there).await?;
        let moved = carry_over(old, &copy, &rebuild::read(&database, reading).await?);
        after = moves.owned(&moved, new);
        renamed.there.extend(moves.there);
        renamed.back.splice(0..0, moves.back);
    }
    database.drop().await?;
    renamed.old = after;
    Ok(renamed)
}

async fn run(database: &Database, steps: &[Step]) -> Result<()> {
    let session = database
        .connect_to_run(steps.iter().map(|step| &*step.action.sql))
        .await?;
    for step in steps {
        session
            .execute(&step.action.sql)
            .await
            .map_err(|it| it.on(&*step.object))?;
    }
    session.close().await;
    Ok(())
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
    // The scratch has its own.
    let is_global = |at: Ref| old.at(at).id.kind.info().is_global;
    after = weave(&after, old, |_| Form::Old, is_global);
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
        for wrong in [
            "a",
            "a=b.c",
            "=",
            "a.=b.",
            "\"a=b",
            "a=b=c",
            "a.f(=a.g(",
            "a.f()=a.g(int)",
            "a.f()=a.g",
            "table =",
        ] {
            assert!(Rename::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_kind_and_arguments_may_be_said() {
        for (text, kind, arguments) in [
            ("table a.b=a.c", Some("table"), None),
            ("foreign table a.b=a.c", Some("foreign table"), None),
            ("label a.b.\"x y\"=a.b.z", Some("label"), None),
            ("tables.b=a.c", None, None),
            (
                "function a.f(\"a(\".t, integer)=a.g(\"a(\".t, integer)",
                Some("function"),
                Some("\"a(\".t, integer"),
            ),
            ("a.f()=a.g()", None, Some("")),
        ] {
            let read = Rename::parse(text).unwrap();
            assert_eq!(
                (read.kind.as_deref(), read.arguments.as_deref()),
                (kind, arguments),
                "{text}"
            );
            assert_eq!(read.to_string(), text);
        }
        let plain = Rename::parse("a.b=a.c").unwrap();
        assert!(plain.is_same(&Rename::parse("table a.b=a.c").unwrap()));
        assert!(!plain.is_same(&Rename::parse("a.b=a.d").unwrap()));
    }
}
