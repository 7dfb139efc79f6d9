//! Faults planted in strings: each law finds its own, and an honest file breaks none.

use super::{File, laws};

fn file(path: &str, code: &str) -> File {
    File {
        path: path.into(),
        text: format!("//! Planted.\n{code}\n"),
    }
}

/// `(path, code, what the complaint must contain)`.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "src/cli/diff.rs",
        "use crate::app::state::Tree;",
        "src::cli may not use it",
    ),
    (
        "src/cli/diff.rs",
        "fn f() { crate::views::draw(); }",
        "src::cli may not use it",
    ),
    (
        "src/app/state/tree.rs",
        "use crate::views::theme;",
        "src::app::state may not use it",
    ),
    (
        "src/app/config.rs",
        "use crate::cli::output;",
        "src::app::config may not use it",
    ),
    (
        "src/views/tree.rs",
        "use crate::app::update::tree;",
        "src::views may not use it",
    ),
    (
        "src/core/diff/mod.rs",
        "use pgworks::cli;",
        "src::core may not use it",
    ),
    ("src/other/mod.rs", "", "no row in DIRECTIONS"),
    (
        "src/core/sql/quote.rs",
        "use crate::conn::Session;",
        "`sql` may not use `conn`",
    ),
    (
        "src/core/sql/quote.rs",
        "use super::super::plan;",
        "`sql` may not use `plan`",
    ),
    (
        "src/core/error.rs",
        "use crate::progress::Cancel;",
        "`error` may not use `progress`",
    ),
    (
        "src/core/plan/mod.rs",
        "use crate::{diff, exec::Ledger};",
        "`plan` may not use `exec`",
    ),
    (
        "src/core/conn/mod.rs",
        "fn f() { log!(crate::plan::X) }",
        "`conn` may not use `plan`",
    ),
    ("src/core/stuff.rs", "", "`stuff` has no row in LAYERS"),
    (
        "src/core/conn/mod.rs",
        "use ratatui::Frame;",
        "the core draws nothing",
    ),
    (
        "src/core/conn/mod.rs",
        "fn f() { println!(\"x\"); }",
        "`println!`",
    ),
    (
        "src/core/conn/mod.rs",
        "fn f() { g!({ eprintln!(\"x\") }); }",
        "`eprintln!`",
    ),
    (
        "src/core/conn/mod.rs",
        "fn f() { std::env::var(\"HOME\"); }",
        "hand the environment in",
    ),
    (
        "src/core/conn/mod.rs",
        "use std::env; fn f() { env::vars(); }",
        "src/core/conn/mod.rs:2: `std::env",
    ),
    (
        "src/core/conn/mod.rs",
        "use std::process; fn f() { process::exit(1); }",
        "`std::process::exit`",
    ),
    (
        "src/core/scratch/mod.rs",
        "fn f() { tempfile::tempdir(); }",
        "it reads TMPDIR",
    ),
    (
        "src/views/tree.rs",
        "use tokio::sync::watch;",
        "a view only reads state",
    ),
    (
        "src/views/tree.rs",
        "async fn f() {}",
        "a view awaits nothing",
    ),
    (
        "src/views/tree.rs",
        "fn f() { g.await; }",
        "a view awaits nothing",
    ),
    (
        "src/core/diff/mod.rs",
        "fn f() { g(Kind::Table); }",
        "`diff` may not know a kind",
    ),
    (
        "src/core/plan/mod.rs",
        "use crate::kinds::Kind as K; fn f() { K::Index; }",
        "may not know a kind",
    ),
    (
        "src/core/verify/mod.rs",
        "use crate::kinds::Kind::*;",
        "`verify` may not know a kind",
    ),
    (
        "src/core/exec/mod.rs",
        "fn f() { matches!(k, Kind::Rule) }",
        "`exec` may not know a kind",
    ),
    (
        "src/core/introspect/mod.rs",
        "use crate::kinds::table::KEY;",
        "`introspect` may not know",
    ),
    (
        "src/core/plan/mod.rs",
        "use crate::kinds; fn f() { kinds::view::X; }",
        "may not know a kind",
    ),
    (
        "src/core/plan/mod.rs",
        "fn f() { kinds::named(\"table\"); }",
        "`plan` may not know a kind",
    ),
    (
        "src/core/diff/mod.rs",
        "fn f() { assert!(k.name() != \"table\") }",
        "\"table\" — `diff`",
    ),
    ("tests/it/left_out.rs", "", "no `mod` line names it"),
];

/// A registry with two kinds, as the faults know it.
fn registry() -> [File; 2] {
    [
        file(
            "src/core/kinds/mod.rs",
            "pub mod common; kinds! { table, view }",
        ),
        file(
            "src/core/kinds/table.rs",
            "static I: KindInfo = KindInfo::new(\"table\", \"tables\");",
        ),
    ]
}

#[test]
fn each_planted_fault_is_found() {
    for (path, code, expected) in FAULTS {
        let [registry, table] = registry();
        let broken = laws::judge(&[registry, table, file(path, code)]);
        assert!(
            broken.iter().any(|one| one.contains(expected)),
            "{path}: {code}\nexpected: {expected}\nfound: {broken:#?}"
        );
    }
}

#[test]
fn sizes_are_found() {
    let long = "\n".repeat(500);
    let function = format!("fn long() {{\n{}}}", "    f();\n".repeat(81));
    let method = format!(
        "struct S; impl S {{ fn long() {{\n{}}} }}",
        "f();\n".repeat(81)
    );
    let cases = [
        (
            File {
                path: "src/lib.rs".into(),
                text: "fn f() {}".into(),
            },
            "no `//!`",
        ),
        (file("src/lib.rs", &long), "502 lines"),
        (file("src/lib.rs", &function), "`long` has 81 lines"),
        (file("tests/it/main.rs", &method), "`long` has 81 lines"),
    ];
    for (file, expected) in cases {
        let broken = laws::judge(std::slice::from_ref(&file));
        assert!(
            broken.iter().any(|one| one.contains(expected)),
            "{expected}: {broken:?}"
        );
    }
}

#[test]
fn circles_are_found() {
    let round = [
        file("src/cli/one.rs", "use super::two::f;"),
        file("src/cli/two.rs", "use crate::cli::three;"),
        file("src/cli/three/mod.rs", "mod deep;"),
        file("src/cli/three/deep.rs", "fn f() { crate::cli::one::g(); }"),
    ];
    let broken = laws::judge(&round);
    assert_eq!(
        broken
            .iter()
            .filter(|one| one.contains("in a circle"))
            .count(),
        3,
        "{broken:?}"
    );
    assert_eq!(laws::judge(&round[..3]), Vec::<String>::new());
}

#[test]
fn honest_files_break_no_law() {
    let long_tests = format!("#[cfg(test)]\nmod tests {{\n{}}}", "\n".repeat(600));
    let honest = [
        file("src/main.rs", "use pgworks::cli; fn main() { cli::run(); }"),
        file("src/lib.rs", "pub mod cli;"),
        file(
            "src/cli/diff.rs",
            "use crate::app::config::Config; use pgworks_core::plan;",
        ),
        file("src/core/lib.rs", "pub mod plan; pub use plan::Plan;"),
        file(
            "src/core/plan/mod.rs",
            "// println!(\"Kind::Table\")\nconst S: &str = \"std::env\";",
        ),
        file(
            "src/core/plan/cut.rs",
            "use super::order; use crate::diff::Delta;",
        ),
        file(
            "src/core/diff/mod.rs",
            "use crate::kinds::{Kind, registry}; fn f() { Kind::ALL; }",
        ),
        file(
            "src/core/conn/mod.rs",
            "const OS: &str = std::env::consts::OS;",
        ),
        file(
            "src/core/diff/ids.rs",
            "fn f() { Kind::from_name(\"x\"); crate::kinds::of(1); }",
        ),
        file(
            "src/core/verify/mod.rs",
            "#[cfg(test)]\nmod tests { use crate::kinds::Kind::*; }",
        ),
        file("src/core/exec/mod.rs", &long_tests),
        file(
            "src/core/plan/write.rs",
            "use crate::kinds::common; fn f() { common::alter(); }",
        ),
        file(
            "src/core/plan/say.rs",
            "const S: &str = \"table of contents\";",
        ),
        file("src/core/introspect/mod.rs", "const S: &str = \"table\";"),
        file("tests/it/main.rs", "mod cli;"),
        file("tests/it/cli.rs", "mod deep;"),
        file("tests/it/cli/deep.rs", ""),
    ];
    let honest: Vec<File> = registry().into_iter().chain(honest).collect();
    assert_eq!(laws::judge(&honest), Vec::<String>::new());
}
