//! The laws, as tables, and the judge that holds files against them.
//!
//! It judges what it is given, so that `planted` can hand it faults; it reads no folder.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    File,
    syntax::{self, Facts},
};

/// Lines a file may hold before its first `#[cfg(test)]`.
const MAX_FILE_LINES: usize = 500;

/// Lines of code a function's body may hold.
const MAX_FUNCTION_LINES: usize = 80;

/// `(module, what it may use of ours besides itself)`; the longest matching row counts.
const DIRECTIONS: &[(&str, &[&str])] = &[
    (
        "src::main",
        &[
            "src::cli",
            "src::app",
            "src::server",
            "src::engine",
            "src::core",
        ],
    ),
    (
        "src::cli",
        &[
            "src::app::config",
            "src::app::launch",
            "src::front",
            "src::engine",
            "src::core",
        ],
    ),
    ("src::engine", &[]),
    ("src::front", &["src::app::config", "src::core"]),
    ("src::app", &["src::views", "src::front", "src::core"]),
    (
        "src::app::launch",
        &["src::app::config", "src::front", "src::core"],
    ),
    ("src::app::state", &["src::app::command", "src::core"]),
    ("src::app::command", &["src::app::state", "src::core"]),
    ("src::app::config", &["src::core"]),
    (
        "src::views",
        &["src::app::state", "src::app::command", "src::core"],
    ),
    ("src::server", &["src::app::config", "src::core"]),
    ("src::core", &[]),
];

/// Modules of `src/core`, lowest first: a module may use only those in rows before its own.
const LAYERS: &[&[&str]] = &[
    &["error", "progress"],
    &["sql", "risk"],
    &["conn"],
    &["catalog"],
    &["kinds"],
    &["introspect"],
    &["scratch"],
    &["source"],
    &["diff"],
    &["plan"],
    &["verify"],
    &["exec"],
];

/// Modules of `src/core` that may name no kind by a path.
const KIND_FREE: &[&str] = &["introspect", "diff", "plan", "verify", "exec"];

/// Those that may name none by a text either. `introspect` lists what is no kind yet.
const KIND_FREE_TEXTS: &[&str] = &["diff", "plan", "verify", "exec"];

/// `(module, path it may not use, why)`. A path counts with all that lies below it.
const FORBIDDEN_PATHS: &[(&str, &str, &str)] = &[
    ("src::core", "ratatui", "the core draws nothing"),
    ("src::core", "crossterm", "the core draws nothing"),
    ("src::core", "tui_textarea", "the core draws nothing"),
    ("src::core", "clap", "the core knows no command line"),
    ("src::core", "color_eyre", "the core returns Reports"),
    ("src::core", "directories", "front ends hand folders in"),
    (
        "src::core",
        "std::env",
        "front ends hand the environment in",
    ),
    (
        "src::core",
        "std::process::exit",
        "the core returns Reports",
    ),
    ("src::core", "std::io::stdout", "the core prints nothing"),
    ("src::core", "std::io::stderr", "the core prints nothing"),
    ("src::core", "std::io::stdin", "front ends hand text in"),
    (
        "src::core",
        "tempfile::tempdir",
        "it reads TMPDIR: use tempdir_in",
    ),
    (
        "src::core",
        "tempfile::tempfile",
        "it reads TMPDIR: use tempfile_in",
    ),
    ("src::core", "tempfile::env", "front ends hand folders in"),
    ("src::views", "tokio", "a view only reads state and draws"),
    (
        "src::views",
        "futures_util",
        "a view only reads state and draws",
    ),
    (
        "src::views",
        "tokio_postgres",
        "a view only reads state and draws",
    ),
];

/// Paths that the table above lets through.
const ALLOWED_PATHS: &[(&str, &str)] = &[("src::core", "std::env::consts")];

/// `(module, macros it may not call, why)`.
const FORBIDDEN_MACROS: &[(&str, &[&str], &str)] = &[(
    "src::core",
    &["println", "eprintln", "print", "eprint", "dbg"],
    "the core prints nothing",
)];

/// The kinds that the files register.
struct Kinds<'a> {
    modules: BTreeSet<&'a String>,
    names: BTreeSet<&'a String>,
}

/// Returns every broken law, as `file:line: what — why`.
pub(super) fn judge(files: &[File]) -> Vec<String> {
    let read: Vec<(&File, Facts)> = files
        .iter()
        .map(|file| (file, syntax::read(file)))
        .collect();
    let mut broken = Vec::new();
    let registered = Kinds {
        modules: read
            .iter()
            .flat_map(|(_, facts)| &facts.kind_modules)
            .collect(),
        names: read
            .iter()
            .filter(|(_, facts)| below(&facts.module, "src::core::kinds"))
            .flat_map(|(_, facts)| &facts.kind_names)
            .collect(),
    };
    for (file, facts) in &read {
        size(file, facts, &mut broken);
        if !facts.module.is_empty() {
            directions(file, facts, &mut broken);
            layers(file, facts, &mut broken);
            kinds(file, facts, &registered, &mut broken);
            forbidden(file, facts, &mut broken);
        }
    }
    circles(&read, &mut broken);
    forgotten(&read, &mut broken);
    broken
}

/// Tells whether `path` is `prefix` or lies below it.
fn below(path: &[String], prefix: &str) -> bool {
    let mut rest = path.iter();
    prefix
        .split("::")
        .all(|name| rest.next().is_some_and(|segment| segment == name))
}

fn size(file: &File, facts: &Facts, broken: &mut Vec<String>) {
    let path = &file.path;
    if !file.text.starts_with("//!") {
        broken.push(format!("{path}:1: no `//!` — a file says what it is for"));
    }
    let lines = file
        .text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .count();
    if lines > MAX_FILE_LINES {
        broken.push(format!(
            "{path}: {lines} lines — the limit is {MAX_FILE_LINES}"
        ));
    }
    for function in &facts.functions {
        let (name, length) = &function.what;
        if *length > MAX_FUNCTION_LINES {
            let line = function.line;
            broken.push(format!(
                "{path}:{line}: `{name}` has {length} lines — the limit is {MAX_FUNCTION_LINES}"
            ));
        }
    }
}

fn directions(file: &File, facts: &Facts, broken: &mut Vec<String>) {
    let row = DIRECTIONS
        .iter()
        .filter(|(module, _)| below(&facts.module, module))
        .max_by_key(|(module, _)| module.len());
    let Some((own, allowed)) = row else {
        if facts.module.len() > 1 {
            broken.push(format!(
                "{}: its module has no row in DIRECTIONS",
                file.path
            ));
        }
        return;
    };
    for used in facts
        .paths
        .iter()
        .filter(|used| used.what.len() > 1 && below(&used.what, "src"))
    {
        let may = below(&used.what, own) || allowed.iter().any(|to| below(&used.what, to));
        // `crate::Item` of the binary's own root.
        let is_own_root = used.what.len() == 2 && facts.module.len() <= 2;
        if !may && !is_own_root {
            let (path, line, to) = (&file.path, used.line, used.what.join("::"));
            broken.push(format!("{path}:{line}: `{to}` — {own} may not use it"));
        }
    }
}

fn layers(file: &File, facts: &Facts, broken: &mut Vec<String>) {
    let rank = |module: &str| LAYERS.iter().position(|row| row.contains(&module));
    let Some(own) = facts
        .module
        .get(2)
        .filter(|_| below(&facts.module, "src::core"))
    else {
        return;
    };
    let Some(own_rank) = rank(own) else {
        broken.push(format!("{}: `{own}` has no row in LAYERS", file.path));
        return;
    };
    for used in facts
        .paths
        .iter()
        .filter(|used| below(&used.what, "src::core"))
    {
        let Some(to) = used.what.get(2).filter(|to| *to != own) else {
            continue;
        };
        if rank(to).is_some_and(|to_rank| to_rank >= own_rank) {
            let (path, line) = (&file.path, used.line);
            broken.push(format!(
                "{path}:{line}: `{own}` may not use `{to}` — it is no lower layer"
            ));
        }
    }
}

fn kinds(file: &File, facts: &Facts, registered: &Kinds<'_>, broken: &mut Vec<String>) {
    let own = facts.module.get(2).map(String::as_str).unwrap_or_default();
    if !below(&facts.module, "src::core") || !KIND_FREE.contains(&own) {
        return;
    }
    for used in &facts.paths {
        let is_variant = used
            .what
            .windows(2)
            .any(|pair| pair[0] == "Kind" && is_variant(&pair[1]));
        // A kind's own module, with something of it: `kinds::table::PARTITION_KEY`.
        let is_module = below(&used.what, "src::core::kinds")
            && used.what.len() > 4
            && used
                .what
                .get(3)
                .is_some_and(|name| registered.modules.contains(name));
        if is_variant || is_module {
            let (path, line, to) = (&file.path, used.line, used.what.join("::"));
            broken.push(format!(
                "{path}:{line}: `{to}` — `{own}` may not know a kind by name"
            ));
        }
    }
    let texts = facts
        .literals
        .iter()
        .filter(|_| KIND_FREE_TEXTS.contains(&own));
    for quoted in texts.filter(|quoted| registered.names.contains(&quoted.what)) {
        let (path, line, name) = (&file.path, quoted.line, &quoted.what);
        broken.push(format!(
            "{path}:{line}: \"{name}\" — `{own}` may not know a kind by name"
        ));
    }
}

/// Tells whether a name is an enum's variant (or `*`), no constant and no function.
fn is_variant(name: &str) -> bool {
    let is_camel = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    name == "*" || is_camel
}

fn forbidden(file: &File, facts: &Facts, broken: &mut Vec<String>) {
    let path = &file.path;
    let allowed = |used: &[String]| {
        ALLOWED_PATHS
            .iter()
            .any(|(module, to)| below(&facts.module, module) && below(used, to))
    };
    for (module, word, why) in FORBIDDEN_PATHS {
        let tail = word.split("::").skip(1).collect::<Vec<_>>().join("::");
        for used in facts.paths.iter().filter(|_| below(&facts.module, module)) {
            let is_it = below(&used.what, word)
                || (used.what.len() > 1 && tail.contains("::") && below(&used.what, &tail));
            if is_it && !allowed(&used.what) {
                let (line, to) = (used.line, used.what.join("::"));
                broken.push(format!("{path}:{line}: `{to}` — {why}"));
            }
        }
    }
    for (module, names, why) in FORBIDDEN_MACROS {
        for call in facts.macros.iter().filter(|_| below(&facts.module, module)) {
            if names.contains(&call.what.as_str()) {
                broken.push(format!("{path}:{}: `{}!` — {why}", call.line, call.what));
            }
        }
    }
    if below(&facts.module, "src::views") {
        for line in &facts.asyncs {
            broken.push(format!("{path}:{line}: async — a view awaits nothing"));
        }
    }
}

/// Counts circles between second-level modules: `core::diff`, `app::state`, `cli::output`.
fn circles(read: &[(&File, Facts)], broken: &mut Vec<String>) {
    let second = |path: &[String]| path.get(..3).map(|three| three.join("::"));
    let nodes: BTreeSet<String> = read
        .iter()
        .filter(|(_, facts)| below(&facts.module, "src"))
        .filter_map(|(_, facts)| second(&facts.module))
        .collect();
    let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, facts) in read {
        let Some(own) = second(&facts.module) else {
            continue;
        };
        let Some(own) = nodes.get(&own) else { continue };
        let to = facts.paths.iter().filter_map(|used| second(&used.what));
        uses.entry(own)
            .or_default()
            .extend(to.filter(|to| to != own && nodes.contains(to)));
    }
    for (own, direct) in &uses {
        let mut reached = BTreeSet::new();
        let mut pending: Vec<&str> = direct.iter().map(String::as_str).collect();
        while let Some(next) = pending.pop() {
            if reached.insert(next) {
                pending.extend(uses.get(next).into_iter().flatten().map(String::as_str));
            }
        }
        if reached.contains(own) {
            let to = direct.iter().filter(|to| reached.contains(to.as_str()));
            let to = to.map(String::as_str).collect::<Vec<_>>().join(", ");
            broken.push(format!("{own}: imports in a circle, by way of {to}"));
        }
    }
}

/// Finds files below `tests/it` that no `mod` line names: they would never run.
fn forgotten(read: &[(&File, Facts)], broken: &mut Vec<String>) {
    let declared: BTreeSet<String> = read
        .iter()
        .flat_map(|(file, facts)| {
            let stem = file.path.trim_end_matches(".rs");
            let folder = stem
                .strip_suffix("/main")
                .or(stem.strip_suffix("/mod"))
                .unwrap_or(stem);
            facts
                .modules
                .iter()
                .map(move |module| format!("{folder}/{module}"))
        })
        .collect();
    for (file, _) in read
        .iter()
        .filter(|(file, _)| file.path.starts_with("tests/it/"))
    {
        let stem = file.path.trim_end_matches(".rs");
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        if stem != "tests/it/main" && !declared.contains(stem) {
            broken.push(format!(
                "{}: no `mod` line names it — it never runs",
                file.path
            ));
        }
    }
}
