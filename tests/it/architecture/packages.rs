//! What we build on: licences and sources as `deny.toml` states them.
//!
//! cargo-deny does more (advisories, duplicates); this holds the two that must never
//! slip, with nothing but cargo, also where the advisory database cannot be reached.

use std::{collections::BTreeSet, fs, process::Command};

use super::root;

/// Returns `deny.toml`.
fn deny() -> toml::Table {
    let text = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is readable");
    text.parse().expect("deny.toml is TOML")
}

/// Returns a list of names at `section.key` of `deny.toml`.
fn names(deny: &toml::Table, section: &str, key: &str) -> BTreeSet<String> {
    let list = deny[section][key].as_array().expect("it is a list");
    list.iter()
        .filter_map(|one| one.as_str())
        .map(ToOwned::to_owned)
        .collect()
}

/// Tells whether an SPDX expression can be met with `allowed` licences.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // Old manifests write `MIT/Apache-2.0` for `OR`.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any(&words, allowed);
    met && rest.is_empty()
}

fn any<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    let (mut met, mut rest) = all(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, after) = all(after, allowed);
        met |= other;
        rest = after;
    }
    (met, rest)
}

fn all<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    let (mut met, mut rest) = one(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, after) = one(after, allowed);
        met &= other;
        rest = after;
    }
    (met, rest)
}

fn one<'w>(words: &'w [&'w str], allowed: &BTreeSet<String>) -> (bool, &'w [&'w str]) {
    match words {
        ["(", inside @ ..] => match any(inside, allowed) {
            (met, [")", after @ ..]) => (met, after),
            (_, rest) => (false, rest),
        },
        [name, "WITH", exception, rest @ ..] => {
            (allowed.contains(&format!("{name} WITH {exception}")), rest)
        }
        [name, rest @ ..] => (allowed.contains(*name), rest),
        [] => (false, words),
    }
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"]
        .map(Into::into)
        .into();
    for yes in [
        "MIT",
        "MIT/GPL-3.0",
        "GPL-3.0 OR MIT",
        "(GPL-3.0 OR MIT) AND Zlib",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_met(yes, &allowed), "{yes}");
    }
    for no in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT AND GPL-3.0) OR BSD-3-Clause",
        "Apache-2.0",
        "(MIT",
    ] {
        assert!(!is_met(no, &allowed), "{no}");
    }
}

/// Returns the licence of a package that names none, as `deny.toml` clarifies it.
fn clarified<'d>(deny: &'d toml::Table, name: &str) -> Option<&'d str> {
    let list = deny["licenses"].get("clarify")?.as_array()?;
    let entry = list.iter().find(|it| it["crate"].as_str() == Some(name))?;
    entry["expression"].as_str()
}

/// Lists what is built for this platform with the features of these tests: each package with
/// the licence it names. Only that is sure to be downloaded after a build.
fn built() -> BTreeSet<(String, String)> {
    let features: &[&str] = if cfg!(feature = "embedded") {
        &[]
    } else {
        &["--no-default-features"]
    };
    let ran = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--workspace",
            "--prefix",
            "none",
        ])
        .args(["--edges", "normal,build,dev", "--format", "{p}|{l}"])
        .args(features)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    let text = String::from_utf8(ran.stdout).expect("UTF-8");
    let lines = text.lines().filter_map(|line| line.split_once('|'));
    // What was printed before bears a mark.
    let plain = |licence: &str| licence.trim_end_matches("(*)").trim().to_owned();
    lines
        .map(|(package, licence)| (package.to_owned(), plain(licence)))
        .collect()
}

#[test]
fn licences_are_allowed() {
    let deny = deny();
    let (allowed, packages) = (names(&deny, "licenses", "allow"), built());
    assert!(
        packages.len() > 50,
        "only {} packages were found",
        packages.len()
    );
    let is_allowed = |package: &str, licence: &str| {
        let name = package.split(' ').next().unwrap_or_default();
        let licence = match licence {
            "" => clarified(&deny, name).unwrap_or_default(),
            named => named,
        };
        is_met(licence, &allowed)
    };
    let broken: Vec<String> = packages
        .iter()
        .filter(|(package, licence)| !is_allowed(package, licence))
        .map(|(package, licence)| format!("{package}: {licence}"))
        .collect();
    assert!(
        broken.is_empty(),
        "not allowed by deny.toml:\n{}",
        broken.join("\n")
    );
}

#[test]
fn sources_are_registries_that_are_allowed() {
    let allowed = names(&deny(), "sources", "allow-registry");
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is readable");
    let lock: toml::Table = lock.parse().expect("Cargo.lock is TOML");
    let ours = ["pgworks", "pgworks-core"];
    for package in lock["package"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        let source = package.get("source").and_then(|source| source.as_str());
        let registry = source.and_then(|source| source.strip_prefix("registry+"));
        let is_allowed = registry.is_some_and(|registry| allowed.contains(registry));
        assert!(
            is_allowed || (source.is_none() && ours.contains(&name)),
            "{name}: {source:?}"
        );
    }
}
