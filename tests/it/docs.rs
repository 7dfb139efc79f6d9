//! What is printed from a table stays equal to it.
//!
//! To bring the files up to date: `PGWORKS_WRITE_DOCS=1 cargo test --test it docs`.

use std::{env, fs, path::Path};

use pgworks::app::config;

/// Compares a committed file with what it is printed from, or writes it when asked.
fn holds(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("PGWORKS_WRITE_DOCS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found, expected,
        "{file} is out of date: PGWORKS_WRITE_DOCS=1 brings it up"
    );
}

#[test]
fn the_example_settings_are_the_settings() {
    holds("config.example.toml", &config::example());
}
