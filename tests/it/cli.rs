//! The command line as a process: words in, stdout, stderr and an exit code out.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::harness;

/// Returns the program, in a home of its own and with none of our variables.
pub(crate) fn pgworks(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pgworks"));
    command
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"));
    command.stdin(Stdio::null());
    command
}

pub(crate) fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Runs the program to its end.
pub(crate) fn run(args: &[&str]) -> Output {
    pgworks(home().path()).args(args).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn help_goes_to_stdout_and_names_sources_and_codes() {
    for words in [&["--help"][..], &["-h"], &["help"]] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        let text = stdout(&output);
        assert!(text.contains("pg_service.conf"), "{text}");
        assert!(text.contains("Exit codes"), "{text}");
        assert!(stderr(&output).is_empty());
    }
}

#[test]
fn every_subcommand_has_help_with_an_example() {
    for subcommand in pgworks::cli::command().get_subcommands() {
        let mut words = vec![subcommand.get_name()];
        let inner: Vec<_> = subcommand.get_subcommands().map(clap_name).collect();
        words.extend(inner.first());
        words.push("--help");
        let output = run(&words);
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert!(
            stdout(&output).contains("Examples:\n"),
            "{words:?} shows no example"
        );
    }
}

fn clap_name(command: &clap::Command) -> &str {
    command.get_name()
}

#[test]
fn wrong_use_is_2_and_names_the_near_word() {
    let output = run(&["completion", "bash"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("completions"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).is_empty());
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn completions_and_manual_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("log-level"), "{shell}");
    }
    assert!(
        stdout(&run(&["man"])).starts_with(".ie"),
        "{}",
        stdout(&run(&["man"]))
    );
}

#[test]
fn manual_pages_are_written_into_a_folder() {
    let home = home();
    let folder = home.path().to_str().unwrap();
    assert_eq!(run(&["man", "--dir", folder]).status.code(), Some(0));
    let page = fs::read_to_string(home.path().join("pgworks-completions.1")).unwrap();
    assert!(page.contains("completions"));
    let output = run(&["man", "--dir", "/nowhere\u{1b}/at/all"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(
        said.starts_with("error: cannot write the manual pages\n"),
        "{said}"
    );
    assert!(said.contains("object: /nowhere\\x1b/at/all\n"), "{said}");
    assert!(said.contains("hint: name a folder"), "{said}");
}

#[test]
fn a_wrong_setting_is_reported_with_file_and_line() {
    let home = home();
    let folder = home.path().join("config/pgworks");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "retries = 3\ncolour = 'auto'\n").unwrap();
    let output = pgworks(home.path())
        .args(["completions", "bash"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("config.toml:2\n"), "{said}");
    assert!(said.contains("did you mean `color`?"), "{said}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = home();
    let mut child = pgworks(home.path())
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_log_goes_to_its_file() {
    let home = home();
    let log = home.path().join("log.jsonl");
    let words = ["completions", "bash", "--log-level", "trace", "--log-file"];
    let output = pgworks(home.path()).args(words).arg(&log).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(log.exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&log).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn a_connection_is_tested_and_described() {
    let Some(database) = harness::database("conn_test") else {
        return harness::skip(harness::NO_SERVER);
    };
    let keywords = database.keywords();
    let output = run(&["conn", "test", &keywords]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains(&format!("database    {}\n", database.name())),
        "{text}"
    );
    assert!(text.contains("protection  Unix socket\n"), "{text}");

    let output = run(&["conn", "test", &keywords, "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["version"], 1);
    assert_eq!(found["database"], database.name());
    assert_eq!(found["is_superuser"], true);

    let output = run(&["conn", "test", &format!("{keywords} dbname=nowhere")]);
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("(SQLSTATE 3D000)"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_profile_is_found_and_a_near_name_offered() {
    let home = home();
    let folder = home.path().join("config/pgworks");
    fs::create_dir_all(&folder).unwrap();
    let profiles = "[shop]\nhost = '127.0.0.1'\nport = 1\nuser = 'me'\n";
    fs::write(folder.join("connections.toml"), profiles).unwrap();
    let test = |source: &str| {
        pgworks(home.path())
            .args(["conn", "test", source])
            .output()
            .unwrap()
    };

    let output = test("shop");
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(stderr(&output).contains("127.0.0.1"), "{}", stderr(&output));
    let output = test("shpo");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("hint: did you mean `shop`?"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_failure_as_json_is_one_object_on_stderr() {
    let output = run(&[
        "conn",
        "test",
        "host=127.0.0.1 port=1 user=me",
        "--format",
        "json",
    ]);
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stdout.is_empty());
    let said: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(
        (&said["version"], &said["exit_code"]),
        (&1.into(), &4.into())
    );
    assert_eq!(said["error"]["class"], "connect");
}

#[test]
fn a_password_on_the_command_line_is_warned_of_and_never_shown() {
    let home = home();
    let log = home.path().join("log.jsonl");
    for url in [
        "postgresql://me:sesame@127.0.0.1:1/shop",
        "postgresql://me:sesame@[::1/shop",
    ] {
        let output = pgworks(home.path())
            .args([
                "-v",
                "conn",
                "test",
                url,
                "--log-level",
                "trace",
                "--log-file",
            ])
            .arg(&log)
            .output()
            .unwrap();
        let said = stderr(&output) + &stdout(&output) + &fs::read_to_string(&log).unwrap();
        assert!(!said.contains("sesame"), "{said}");
        assert!(
            said.contains(".pgpass") || output.status.code() == Some(2),
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_silent_connection() {
    use std::{io::Read as _, net::TcpListener};

    // It accepts and says nothing, as a firewall in between would.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let home = home();
    let child = pgworks(home.path())
        .args([
            "conn",
            "test",
            &format!("host=127.0.0.1 port={port} user=me sslmode=disable"),
        ])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut peer, _) = silent.accept().unwrap();
    peer.read_exact(&mut [0; 8]).unwrap();
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(6), "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with("stopping"),
        "{}",
        stderr(&output)
    );
}
