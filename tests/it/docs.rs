//! What is printed from a table stays equal to it.
//!
//! To bring the files up to date: `PGWORKS_WRITE_DOCS=1 cargo test --test it docs`.

use std::{env, fmt::Write as _, fs, path::Path};

use pgworks::{app::config, cli};

const BEGIN: &str = "<!-- commands: printed by tests/it/docs.rs -->\n";
const END: &str = "<!-- end of commands -->";

const KEYS: &str = "<!-- keys: printed by tests/it/docs.rs -->\n";
const END_OF_KEYS: &str = "<!-- end of keys -->";

const POLICIES: &str = "<!-- policies: printed by tests/it/docs.rs -->\n";
const END_OF_POLICIES: &str = "<!-- end of policies -->";

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default()
}

/// Compares a committed file with what it should be, or writes it when asked.
fn holds(file: &str, expected: &str) {
    if env::var_os("PGWORKS_WRITE_DOCS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), expected).unwrap();
    }
    assert!(
        read(file) == expected,
        "{file} is out of date: PGWORKS_WRITE_DOCS=1 brings it up"
    );
}

/// Returns the commands that do something, each with its words and its sentence.
fn commands() -> Vec<(String, String)> {
    let mut root = cli::command();
    root.build();
    let mut found = Vec::new();
    below(&mut root, &mut found);
    found
}

fn below(parent: &mut clap::Command, found: &mut Vec<(String, String)>) {
    for command in parent
        .get_subcommands_mut()
        .filter(|command| command.get_name() != "help")
    {
        if command.has_subcommands() {
            below(command, found);
            continue;
        }
        let usage = command.render_usage().to_string();
        let usage = usage
            .trim_start_matches("Usage: ")
            .replace("[OPTIONS] ", "");
        let usage = usage.trim_end_matches(" [OPTIONS]").replace('|', "\\|");
        found.push((
            usage,
            command
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ));
    }
}

#[test]
fn the_example_settings_are_the_settings() {
    holds("config.example.toml", &config::example());
}

#[test]
fn the_commands_of_the_readme_are_the_commands() {
    let mut table = String::from("| command | |\n|---|---|\n");
    for (usage, about) in commands() {
        assert!(
            !about.is_empty() && !about.ends_with('.'),
            "{usage}: {about}"
        );
        let _ = writeln!(table, "| `{usage}` | {about} |");
    }
    let readme = read("README.md");
    let (before, rest) = readme.split_once(BEGIN).expect("the table has a beginning");
    let (_, after) = rest.split_once(END).expect("the table has an end");
    holds("README.md", &format!("{before}{BEGIN}{table}{END}{after}"));
}

#[test]
fn the_keys_of_the_readme_are_the_keys() {
    use pgworks::app::command::COMMANDS;

    let mut table = String::from("| key | command | |\n|---|---|---|\n");
    for row in COMMANDS.iter().filter(|row| !row.keys.is_empty()) {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let keys = keys.join(", ").replace('|', "\\|");
        let _ = writeln!(table, "| {keys} | {} | {} |", row.name, row.doc);
    }
    let readme = read("README.md");
    let (before, rest) = readme.split_once(KEYS).expect("the keys have a beginning");
    let (_, after) = rest.split_once(END_OF_KEYS).expect("the keys have an end");
    holds(
        "README.md",
        &format!("{before}{KEYS}{table}{END_OF_KEYS}{after}"),
    );
}

#[test]
fn the_policies_of_the_readme_are_the_policies() {
    let mut table = String::from("| policy | leaves out |\n|---|---|\n");
    for policy in pgworks_core::kinds::managed::POLICIES {
        let _ = writeln!(table, "| `{}` | {} |", policy.name, policy.doc);
    }
    let readme = read("README.md");
    let (before, rest) = readme
        .split_once(POLICIES)
        .expect("the policies have a beginning");
    let (_, after) = rest
        .split_once(END_OF_POLICIES)
        .expect("the policies have an end");
    holds(
        "README.md",
        &format!("{before}{POLICIES}{table}{END_OF_POLICIES}{after}"),
    );
}

#[test]
fn every_command_that_the_readme_runs_exists() {
    let readme = read("README.md");
    let known: Vec<String> = commands().into_iter().map(|(usage, _)| usage).collect();
    let shell = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    for line in shell.flat_map(str::lines) {
        let words = line.strip_prefix("cargo run --release -- ");
        let words = words.map(|words| format!("pgworks {words}"));
        let words = words.as_deref().unwrap_or(line);
        let command: Vec<&str> = words.split_whitespace().take(2).collect();
        let is_bare = command.get(1).is_none_or(|word| word.starts_with('#'));
        if command.first() == Some(&"pgworks") && !is_bare {
            let start = command.join(" ");
            assert!(
                known.iter().any(|usage| usage.starts_with(&start)),
                "{line}"
            );
        }
    }
}

#[test]
fn the_architecture_page_names_every_folder_of_the_code() {
    let page = read("ARCHITECTURE.md");
    for folder in ["src", "src/core"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                assert!(
                    page.contains(&format!("`src/{name}/`")) || page.contains(&format!("`{name}`")),
                    "ARCHITECTURE.md does not name {name}"
                );
            }
        }
    }
}
