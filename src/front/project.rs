//! `pgworks.toml`: what a project says of its comparisons.
//!
//! It holds what is ignored and which renames somebody said yes or no to. It is looked for
//! from the working directory upward. People edit it: an answer is added at its end, and
//! nothing else in it changes.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pgworks_core::{
    conn::nearest,
    diff::ignore::{Ignore, Rule},
    error::{Report, Result},
    kinds::{self, managed},
    plan::rename::Rename,
};
use serde::Deserialize;
use toml::Spanned;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::saving;

/// The name of the file.
pub const NAME: &str = "pgworks.toml";

/// An answer to the question whether something was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The rename.
    pub rename: Rename,
    /// Whether it is one.
    pub is_accepted: bool,
}

/// What a project says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The file, be it there or not; nothing where none is wanted.
    pub file: Option<PathBuf>,
    /// What is left out of comparisons.
    pub ignore: Ignore,
    /// The answers, in the order of the file.
    pub answers: Vec<Answer>,
}

/// The file as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ignore: FileIgnore,
    #[serde(default)]
    renames: Vec<Spanned<FileRename>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileIgnore {
    #[serde(default)]
    policies: Vec<Spanned<String>>,
    #[serde(default)]
    objects: Vec<Spanned<Rule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRename {
    kind: Option<String>,
    old: String,
    new: String,
    answer: FileAnswer,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum FileAnswer {
    Accepted,
    Refused,
}

impl Project {
    /// Reads the file that lies in a folder or above it; where there is none, one would be
    /// made in the folder.
    pub fn find(folder: &Path) -> Result<Self> {
        for above in folder.ancestors() {
            let file = above.join(NAME);
            if file.is_file() {
                return Self::read(&file);
            }
        }
        Ok(Self {
            file: Some(folder.join(NAME)),
            ..Self::default()
        })
    }

    /// Reads a file.
    pub fn read(file: &Path) -> Result<Self> {
        Self::parse(&text_of(file)?, file)
    }

    /// Returns what `text` says; `file` stands in errors.
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let broken = |at: usize, title: &str| {
            let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
            Report::usage(title.to_owned()).at(
                file.to_string_lossy(),
                u32::try_from(line).unwrap_or(u32::MAX),
            )
        };
        let read: File = toml::from_str(text).map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            broken(at, "cannot read the project's file")
                .because(error.message())
                .hint("it may hold [ignore] with policies, [[ignore.objects]] and [[renames]]")
        })?;
        let mut project = Self {
            file: Some(file.to_owned()),
            ..Self::default()
        };
        for name in read.ignore.policies {
            let at = name.span().start;
            let name = name.into_inner();
            if managed::policy(&name).is_none() {
                return Err(unknown_policy(broken(at, "there is no such policy"), &name));
            }
            project.ignore.policies.push(name);
        }
        for rule in read.ignore.objects {
            let at = rule.span().start;
            let rule = rule.into_inner();
            judge(&rule, |title| broken(at, title))?;
            project.ignore.rules.push(rule);
        }
        for entry in read.renames {
            let at = entry.span().start;
            let entry = entry.into_inner();
            let kind = entry
                .kind
                .as_deref()
                .map_or(String::new(), |it| format!("{it} "));
            let words = format!("{kind}{}={}", entry.old, entry.new);
            let rename = Rename::parse(&words).map_err(|report| {
                let hints = report.hints().to_vec();
                hints
                    .into_iter()
                    .fold(broken(at, report.title()).on(words.clone()), Report::hint)
            })?;
            let is_accepted = matches!(entry.answer, FileAnswer::Accepted);
            project.answers.push(Answer {
                rename,
                is_accepted,
            });
        }
        Ok(project)
    }

    /// Lists the renames that were said yes or no to.
    pub fn renames(&self, accepted: bool) -> Vec<Rename> {
        let said = self.answers.iter().filter(|it| it.is_accepted == accepted);
        said.map(|it| it.rename.clone()).collect()
    }

    /// Keeps answers in the file, which is made if it is not there. An answer to what was
    /// answered before takes the place of that one. Returns the file, if anything changed.
    pub fn remember(&mut self, answers: &[Answer]) -> Result<Option<PathBuf>> {
        let Some(file) = self.file.clone() else {
            return Ok(None);
        };
        let fresh: Vec<&Answer> = answers
            .iter()
            .filter(|it| !self.answers.contains(it))
            .collect();
        if fresh.is_empty() {
            return Ok(None);
        }
        // Somebody may have edited it meanwhile.
        let text = if file.is_file() {
            text_of(&file)?
        } else {
            String::new()
        };
        Self::parse(&text, &file)?;
        saving::write(&file, &with_answers(&text, &fresh, &file)?)?;
        let again = Self::read(&file)?;
        *self = again;
        Ok(Some(file))
    }
}

fn text_of(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error: io::Error| {
        Report::usage("cannot read the project's file")
            .on(file.to_string_lossy())
            .because(error)
    })
}

/// Returns the text with answers added or changed; all else stays as it is.
fn with_answers(text: &str, answers: &[&Answer], file: &Path) -> Result<String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        Report::usage("cannot read the project's file")
            .on(file.to_string_lossy())
            .because(error.message())
    })?;
    let list = document
        .entry("renames")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(list) = list.as_array_of_tables_mut() else {
        return Err(Report::usage("the renames are not written as [[renames]]")
            .on(file.to_string_lossy())
            .hint("write each rename as a table of its own below [[renames]]"));
    };
    for answer in answers {
        let word = if answer.is_accepted {
            "accepted"
        } else {
            "refused"
        };
        let is_it = |table: &Table| {
            let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default();
            let kind = match text("kind") {
                "" => String::new(),
                kind => format!("{kind} "),
            };
            Rename::parse(&format!("{kind}{}={}", text("old"), text("new")))
                .is_ok_and(|it| it.is_same(&answer.rename))
        };
        let known = list.iter_mut().find(|table| is_it(table));
        if let Some(table) = known {
            match table.get_mut("answer").and_then(Item::as_value_mut) {
                Some(old) => {
                    let decor = old.decor().clone();
                    *old = word.into();
                    *old.decor_mut() = decor;
                }
                None => table["answer"] = value(word),
            }
            continue;
        }
        let mut table = Table::new();
        if let Some(kind) = &answer.rename.kind {
            table["kind"] = value(kind);
        }
        table["old"] = value(answer.rename.old_name());
        table["new"] = value(answer.rename.new_name());
        table["answer"] = value(word);
        list.push(table);
    }
    Ok(document.to_string())
}

fn unknown_policy(report: Report, name: &str) -> Report {
    let names = || managed::POLICIES.iter().map(|it| it.name);
    let report = report.on(name);
    if let Some(near) = nearest(name, names()) {
        return report.hint(format!("did you mean `{near}`?"));
    }
    let names: Vec<&str> = names().collect();
    report.hint(format!("the policies are {}", names.join(", ")))
}

/// Refuses a rule that names no kind there is, or that would leave everything out.
fn judge(rule: &Rule, broken: impl Fn(&str) -> Report) -> Result<()> {
    if let Some(kind) = &rule.kind {
        let wanted = kind.replace('-', " ");
        let mut infos = kinds::ALL.iter().map(|it| it.kind().info());
        if !infos.any(|it| it.name == wanted || it.plural == wanted) {
            let names = kinds::ALL.iter().map(|it| it.kind().name());
            let report = broken("there is no such kind").on(kind.clone());
            return Err(match nearest(&wanted, names) {
                Some(near) => report.hint(format!("did you mean `{near}`?")),
                None => report.hint("kinds are written as `table`, `materialized view`, `index`"),
            });
        }
    }
    if *rule == Rule::default() {
        return Err(
            broken("a rule that says nothing would leave everything out")
                .hint("say kind, schema, name or partitions_of"),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# ours\n[ignore]\npolicies = [\"pg_partman\"] # they come and go\n\n\
        [[ignore.objects]]\nkind = \"table\"\nname = \"tmp_*\"\n\n\
        [[renames]]\nkind = \"column\"\nold = \"public.staff.photo\"\n\
        new = \"public.staff.picture\"\nanswer = \"accepted\" # asked Ann\n";

    fn parse(text: &str) -> Result<Project> {
        Project::parse(text, Path::new("pgworks.toml"))
    }

    fn answer(text: &str, is_accepted: bool) -> Answer {
        Answer {
            rename: Rename::parse(text).unwrap(),
            is_accepted,
        }
    }

    #[test]
    fn what_a_project_says_is_read() {
        let project = parse(TEXT).unwrap();
        assert_eq!(project.ignore.policies, ["pg_partman"]);
        assert_eq!(project.ignore.rules[0].name.as_deref(), Some("tmp_*"));
        assert_eq!(project.renames(true).len(), 1);
        assert!(project.renames(false).is_empty());
    }

    #[test]
    fn what_is_broken_is_told_by_line_with_a_way_out() {
        for (text, line, title, hint) in [
            (
                "[ignore\n",
                1,
                "cannot read the project's file",
                "it may hold",
            ),
            (
                "\n[ignored]\n",
                2,
                "cannot read the project's file",
                "it may hold",
            ),
            (
                "[ignore]\npolicies = [\n\"pg_part\"]\n",
                3,
                "there is no such policy",
                "pg_partman",
            ),
            (
                "[[ignore.objects]]\nkind = \"tabel\"\n",
                1,
                "there is no such kind",
                "table",
            ),
            (
                "[[ignore.objects]]\n",
                1,
                "a rule that says nothing",
                "say kind",
            ),
            (
                "\n[[renames]]\nold = \"a\"\nnew = \"a.b\"\nanswer = \"accepted\"\n",
                2,
                "a rename is written",
                "for example",
            ),
            (
                "[[renames]]\nold = \"a\"\nnew = \"b\"\nanswer = \"maybe\"\n",
                4,
                "cannot read the project's file",
                "it may hold",
            ),
        ] {
            let report = parse(text).unwrap_err();
            assert!(report.title().starts_with(title), "{text}: {report}");
            assert_eq!(report.place().unwrap().line, line, "{text}");
            assert!(
                report.hints().iter().any(|it| it.contains(hint)),
                "{text}: {report:?}"
            );
            assert_eq!(report.class().exit_code(), 2);
        }
    }

    #[test]
    fn answers_are_added_and_nothing_else_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(NAME);
        fs::write(&file, TEXT).unwrap();
        let below = folder.path().join("a/b");
        fs::create_dir_all(&below).unwrap();
        let mut project = Project::find(&below).unwrap();
        assert_eq!(project.file.as_deref(), Some(&*file));
        let known = answer("column public.staff.photo=public.staff.picture", true);
        assert_eq!(
            project.remember(std::slice::from_ref(&known)).unwrap(),
            None
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), TEXT);
        let new = answer("table public.a=public.\"B c\"", false);
        assert_eq!(
            project.remember(std::slice::from_ref(&new)).unwrap(),
            Some(file.clone())
        );
        let added = "\n[[renames]]\nkind = \"table\"\nold = \"public.a\"\n\
            new = 'public.\"B c\"'\nanswer = \"refused\"\n";
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{TEXT}{added}"));
        assert_eq!(project.answers, [known.clone(), new]);
        let turned = Answer {
            is_accepted: false,
            ..known
        };
        project.remember(&[turned]).unwrap();
        let expected = TEXT.replace("\"accepted\" # asked Ann", "\"refused\" # asked Ann");
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            format!("{expected}{added}")
        );
    }

    #[test]
    fn without_a_file_one_is_made_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::find(folder.path()).unwrap();
        assert!(project.ignore.is_empty() && project.answers.is_empty());
        let file = project
            .remember(&[answer("schema a=b", true)])
            .unwrap()
            .unwrap();
        assert_eq!(Project::read(&file).unwrap().renames(true).len(), 1);
        assert_eq!(
            Project::default()
                .remember(&[answer("schema a=b", true)])
                .unwrap(),
            None
        );
    }
}
