//! Private clusters and the harness itself, on a real server.

mod loading;
mod providers;
mod real;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pgworks_core::scratch::{binaries, cluster};

use crate::harness;

#[test]
fn a_cluster_starts_answers_and_leaves_nothing() {
    let places = harness::places();
    let found = binaries::find(&places);
    let Some(binaries) = binaries::choose(&found, None) else {
        return harness::skip(harness::NO_SERVER);
    };
    let cluster = cluster::start(binaries, &places, &cluster::Options::default()).unwrap();
    let folder = cluster.socket_folder().to_path_buf();
    assert!(folder.join(".s.PGSQL.5432").exists());
    assert!(cluster.is_running());
    cluster.stop();
    assert!(!folder.exists());
}

#[test]
fn databases_are_empty_unique_and_copied() {
    let Some(first) = harness::database("shop") else {
        return harness::skip(harness::NO_SERVER);
    };
    let second = harness::database("shop").unwrap();
    assert_ne!(first.name(), second.name());
    assert_eq!(first.dump(), second.dump());
    first.psql("CREATE TABLE t (id integer PRIMARY KEY); INSERT INTO t VALUES (7);");
    assert_ne!(first.dump(), second.dump());
    let copy = first.copy("copy");
    assert_eq!(copy.psql("SELECT id FROM t"), "7\n");
    assert!(first.keywords().contains(first.name()));
    assert!(first.server().cluster().major() >= 13);
}

#[test]
fn a_killed_process_leaves_no_server_and_no_folder() {
    if harness::server().is_none() {
        return harness::skip(harness::NO_SERVER);
    }
    let temp = tempfile::tempdir_in("/tmp").unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o1777);
    std::fs::set_permissions(temp.path(), open).unwrap();
    // This test binary again, running only the test that starts a cluster and waits.
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scratch::a_process_to_kill", "--nocapture"])
        .env("PGWORKS_TEST_TO_KILL", "1")
        .env("TMPDIR", temp.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let pid = wait_for("a server", || server_pid(temp.path()));
    child.kill().unwrap();
    child.wait().unwrap();
    wait_for("an empty folder", || {
        temp.path()
            .read_dir()
            .unwrap()
            .next()
            .is_none()
            .then_some(())
    });
    assert!(!Path::new("/proc").join(pid).exists());
}

/// Not a test of its own: the process that the test above kills.
#[test]
fn a_process_to_kill() {
    if std::env::var_os("PGWORKS_TEST_TO_KILL").is_some() {
        harness::server().unwrap();
        std::thread::sleep(Duration::from_mins(1));
    }
}

/// Returns the process id of the server whose folder lies in `temp`, once it is ready.
fn server_pid(temp: &Path) -> Option<String> {
    let folder = temp.read_dir().unwrap().next()?.unwrap().path();
    let text = std::fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
    let ready = text
        .lines()
        .nth(7)
        .is_some_and(|line| line.trim() == "ready");
    ready.then(|| text.lines().next().unwrap().to_string())
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "no {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
