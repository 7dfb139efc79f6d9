//! The laws of the module tree, checked on the source text.
//!
//! Each law is a row of a table in `laws`; a broken one names the file, the line and the
//! reason. What a file says is read with `syn` (`syntax`), so that a word in a comment or
//! a string never counts. What the compiler or clippy already refuses is not repeated,
//! but for the size limits, which a single `#[allow]` would switch off.

mod laws;
mod packages;
mod planted;
mod syntax;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One Rust file: its path below the repository's root with `/` between parts, its text.
#[derive(Clone)]
struct File {
    path: String,
    text: String,
}

/// Returns the repository's root.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns every Rust file below the named folders, sorted by path.
fn files(folders: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    let mut pending: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is readable");
                let below = path.strip_prefix(root()).expect("it lies below the root");
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                found.push(File {
                    path: parts.join("/"),
                    text,
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

#[test]
fn the_laws_hold() {
    let broken = laws::judge(&files(&["src", "tests", "benches", "examples"]));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_laws_were_held_against_something() {
    let files = files(&["src"]);
    assert!(files.iter().any(|file| file.path == "src/core/lib.rs"));
    let paths: usize = files
        .iter()
        .map(|file| syntax::read(file).paths.len())
        .sum();
    assert!(paths > 1000, "only {paths} paths were found in all of src");
    let facts: Vec<_> = files.iter().map(syntax::read).collect();
    let modules: usize = facts.iter().map(|facts| facts.kind_modules.len()).sum();
    // Tests of other modules invent kinds of their own.
    let kinds = facts
        .iter()
        .filter(|facts| facts.module.get(2).is_some_and(|it| it == "kinds"));
    let names: usize = kinds.map(|facts| facts.kind_names.len()).sum();
    assert!(modules > 20, "only {modules} kinds were found");
    assert_eq!(modules, names, "kinds, and names of kinds");
}
