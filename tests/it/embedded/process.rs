//! The engine's child process: it leaves nothing behind, and writes where it may.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{cli, harness};

/// Lists the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Returns the program in a home of its own, with a temporary folder in it that is empty.
fn pgworks(home: &Path) -> Command {
    let temp = home.join("t");
    fs::create_dir(&temp).unwrap();
    let mut command = cli::pgworks(home);
    command.env("TMPDIR", temp);
    command
}

#[test]
fn the_demo_walks_its_road_and_writes_nowhere_else() {
    let home = tempfile::tempdir_in("/tmp").unwrap();
    let output = pgworks(home.path())
        .args(["demo", "--headless", "--scratch", "embedded"])
        .output()
        .unwrap();
    let (text, said) = (cli::stdout(&output), cli::stderr(&output));
    assert_eq!(output.status.code(), Some(0), "{text}\n{said}");
    assert!(text.contains("PostgreSQL 17.5 embedded"), "{text}");
    assert!(text.contains("Proven: "), "{text}");
    assert!(text.ends_with("   no difference\n"), "{text}");
    let cache = home.path().join(".cache/pgworks/engine");
    let (inside, outside): (Vec<PathBuf>, Vec<PathBuf>) = files(home.path())
        .into_iter()
        .partition(|file| file.starts_with(&cache));
    assert!(inside.len() > 10, "{inside:?}");
    assert!(outside.is_empty(), "{outside:?}");
    assert_eq!(files(&home.path().join("t")).len(), 0);
}

#[test]
fn a_killed_program_leaves_no_engine_and_no_folder() {
    let home = tempfile::tempdir_in("/tmp").unwrap();
    let text = home.path().join("t.sql");
    fs::write(&text, "SELECT pg_sleep(600);").unwrap();
    let mut command = pgworks(home.path());
    let cache = harness::engine().cache.unwrap();
    let caches = home.path().join(".cache/pgworks");
    fs::create_dir_all(&caches).unwrap();
    fs::create_dir_all(&cache).unwrap();
    std::os::unix::fs::symlink(&cache, caches.join("engine")).unwrap();
    let mut program = command
        .args(["inspect", "--scratch", "embedded"])
        .arg(&text)
        .spawn()
        .unwrap();
    let temp = home.path().join("t");
    let folder = harness::wait_for("an engine", || {
        let folder = fs::read_dir(&temp).unwrap().next()?.unwrap().path();
        folder.join(".s.PGSQL.5432").exists().then_some(folder)
    });
    // It is at work by then, and cannot be stopped in any other way.
    std::thread::sleep(Duration::from_secs(2));
    let engines = || {
        let processes = fs::read_dir("/proc").unwrap();
        let is_its = |path: PathBuf| {
            let line = fs::read(path.join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(folder.to_str().unwrap())
        };
        processes
            .filter(|it| is_its(it.as_ref().unwrap().path()))
            .count()
    };
    assert_eq!(engines(), 1);
    program.kill().unwrap();
    program.wait().unwrap();
    harness::wait_for("the end of the engine", || (engines() == 0).then_some(()));
    harness::wait_for("an empty folder", || {
        fs::read_dir(&temp).unwrap().next().is_none().then_some(())
    });
}
