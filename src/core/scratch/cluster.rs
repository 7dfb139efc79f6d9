//! A private PostgreSQL cluster: made in a temporary folder, reached by a Unix socket
//! in it, gone when this process is gone.
//!
//! It starts and ends servers and knows nothing of databases or SQL. A keeper process
//! (`keeper.sh`) owns the server: this process holds its standard input, so that even
//! SIGKILL here ends the server there and removes the folder.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::binaries::{Binaries, Places};
use crate::error::{Report, Result};

/// The superuser of a private cluster by default. Not `postgres`: a text may name that role, and gets
/// an ordinary one.
pub const SUPERUSER: &str = "pgworks_superuser";

/// The port in the socket's name; nothing listens on the network.
pub const PORT: u16 = 5432;

/// How long making and starting a cluster may take before it counts as failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// `sockaddr_un.sun_path` holds 104 bytes with the final zero on macOS, 108 on Linux.
pub(super) const LONGEST_SOCKET: usize = 103;

/// Settings of every cluster: nothing here has to survive a crash, listens on a
/// network or reaches another server.
const SETTINGS: [(&str, &str); 17] = [
    ("listen_addresses", ""),
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("autovacuum", "off"),
    ("jit", "off"),
    // A schema of thousands of tables is dropped or dumped in one transaction.
    ("max_locks_per_transaction", "4096"),
    ("max_connections", "40"),
    // A subscription loaded from a text must never connect to its publisher.
    ("max_logical_replication_workers", "0"),
    ("max_wal_senders", "0"),
    ("wal_level", "minimal"),
    ("unix_socket_permissions", "0700"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("log_min_messages", "fatal"),
    ("log_min_error_statement", "panic"),
    ("shared_preload_libraries", ""),
];

/// What a cluster should be beyond the ordinary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The superuser's name.
    pub superuser: String,
    /// Settings that replace or follow the ordinary ones.
    pub settings: Vec<(String, String)>,
    /// Runs a copy of the programs made in the cluster's folder, where their layout
    /// allows it: a package upgrade under a running server breaks it.
    pub private_copy: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            superuser: SUPERUSER.to_owned(),
            settings: Vec::new(),
            private_copy: false,
        }
    }
}

/// A running private cluster; dropping it ends the server and removes its folder.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    major: u32,
    version: String,
    keeper: Mutex<Child>,
}

impl Cluster {
    /// Returns the folder of the Unix socket: the `host` of a connection.
    pub fn socket_folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder of the programs that run it, `psql` and `pg_dump` among them
    /// where they are installed.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// Returns the major version.
    pub const fn major(&self) -> u32 {
        self.major
    }

    /// Returns the version in full.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the last lines of the server's log.
    pub fn log(&self) -> String {
        last_lines(&self.folder)
    }

    /// Tells whether its server has not ended by itself.
    pub fn is_running(&self) -> bool {
        self.folder.exists() && !self.folder.join("ended").exists()
    }

    /// Ends the server and waits until its folder is gone.
    pub fn stop(self) {
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        drop(keeper.stdin.take());
        // The keeper cannot fail to be waited for: it is our child.
        let _ = keeper.wait();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let keeper = self
            .keeper
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        drop(keeper.stdin.take());
        // Reaps it if it is quick; it ends on its own either way.
        let _ = keeper.try_wait();
    }
}

/// Makes a cluster and starts its server; takes half a second to a second and blocks.
pub fn start(binaries: &Binaries, places: &Places, options: &Options) -> Result<Cluster> {
    let folder = make_folder(places)?;
    match run(&folder, binaries, options) {
        Ok(cluster) => Ok(cluster),
        Err(report) => {
            // Where the keeper lives it removes the folder itself.
            let _ = fs::remove_dir_all(&folder);
            Err(report)
        }
    }
}

fn run(folder: &Path, binaries: &Binaries, options: &Options) -> Result<Cluster> {
    let account = account(folder, Path::new("/etc/passwd"))?;
    let prefix = if options.private_copy {
        relocatable(&binaries.bin, binaries.major)
    } else {
        None
    };
    let bin = match prefix {
        None => binaries.bin.clone(),
        Some(_) => folder
            .join("usr/lib/postgresql")
            .join(binaries.major.to_string())
            .join("bin"),
    };
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(include_str!("keeper.sh"))
        .arg("pgworks-keeper")
        .args([folder, &bin])
        .arg(prefix.unwrap_or(Path::new("")))
        .arg(binaries.major.to_string())
        .arg(&options.superuser)
        .args(settings(folder, options))
        // Nothing of our environment may steer the server, or leak a secret into it.
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("LC_ALL", "C")
        .current_dir(folder)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(Account { uid, gid }) = account {
        chown(folder, Some(uid), Some(gid)).map_err(|error| {
            Report::connect("cannot hand the scratch folder to an ordinary user")
                .on(folder.display().to_string())
                .because(error)
        })?;
        command.uid(uid).gid(gid);
    }
    let keeper = command.spawn().map_err(|error| {
        Report::connect("cannot start the keeper of a scratch server").because(error)
    })?;
    let cluster = Cluster {
        folder: folder.to_path_buf(),
        bin,
        major: binaries.major,
        version: binaries.version.clone(),
        keeper: Mutex::new(keeper),
    };
    wait_until_ready(&cluster)?;
    Ok(cluster)
}

fn settings(folder: &Path, options: &Options) -> Vec<OsString> {
    let mut arguments = vec![
        OsString::from("-k"),
        folder.into(),
        OsString::from("-p"),
        PORT.to_string().into(),
    ];
    let ordinary = SETTINGS.iter().map(|(name, value)| (*name, *value));
    let wanted = options
        .settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    // The server keeps the last value of a setting given twice.
    for (name, value) in ordinary.chain(wanted) {
        arguments.push("-c".into());
        arguments.push(format!("{name}={value}").into());
    }
    arguments
}

/// Waits until the server says in `postmaster.pid` that it is ready, as `pg_ctl` does.
fn wait_until_ready(cluster: &Cluster) -> Result<()> {
    let status = cluster.folder.join("data/postmaster.pid");
    let begun = Instant::now();
    loop {
        let ready = fs::read_to_string(&status).is_ok_and(|text| {
            text.lines()
                .nth(7)
                .is_some_and(|line| line.trim() == "ready")
        });
        if ready {
            return Ok(());
        }
        let dead = !cluster.is_running();
        if dead || begun.elapsed() > PATIENCE {
            let title = if dead {
                "the scratch server ended while starting"
            } else {
                "the scratch server did not get ready"
            };
            return Err(Report::connect(title)
                .on(cluster.bin.display().to_string())
                .because(cluster.log()));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn last_lines(folder: &Path) -> String {
    let text = fs::read(folder.join("log")).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(8)..].join("\n")
}

/// Makes the folder, with 0700, at a path short enough for a socket.
fn make_folder(places: &Places) -> Result<PathBuf> {
    let slash_tmp = places.root.join("tmp");
    let mut causes = Vec::new();
    for parent in [&places.temp, &slash_tmp] {
        match tempfile::Builder::new()
            .prefix("pgworks-")
            .tempdir_in(parent)
        {
            Err(error) => causes.push(format!("{}: {error}", parent.display())),
            Ok(made) => {
                let socket = made.path().join(format!(".s.PGSQL.{PORT}"));
                if socket.as_os_str().as_bytes().len() > LONGEST_SOCKET {
                    causes.push(format!("{}: too long for a socket", parent.display()));
                } else if let Some(closed) = closed_to_others(made.path()) {
                    causes.push(format!("{}: closed to others", closed.display()));
                } else {
                    return Ok(made.keep());
                }
            }
        }
    }
    let report = Report::connect("cannot make a temporary folder for a scratch server");
    Err(causes
        .into_iter()
        .fold(report, Report::because)
        .hint("set TMPDIR to a short path that every user may enter"))
}

/// Returns the folder above `made` that the account which runs the server may not
/// enter; it matters only where we are root and the server is not.
fn closed_to_others(made: &Path) -> Option<PathBuf> {
    let owner = fs::metadata(made).ok()?.uid();
    if owner != 0 {
        return None;
    }
    made.ancestors()
        .skip(1)
        .find(|folder| {
            fs::metadata(folder).is_ok_and(|known| known.permissions().mode() & 0o001 == 0)
        })
        .map(Path::to_path_buf)
}

/// An account of the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Account {
    uid: u32,
    gid: u32,
}

/// Returns the account to run the server as, or nothing where we are an ordinary user.
///
/// PostgreSQL refuses to run as root (manual, "The PostgreSQL User Account"). The owner
/// of a folder just made is who we are.
fn account(folder: &Path, passwd: &Path) -> Result<Option<Account>> {
    if fs::metadata(folder).is_ok_and(|known| known.uid() != 0) {
        return Ok(None);
    }
    let text = fs::read_to_string(passwd).unwrap_or_default();
    ["postgres", "_postgres", "nobody"]
        .iter()
        .find_map(|name| named_account(&text, name))
        .map(Some)
        .ok_or_else(|| {
            Report::connect("PostgreSQL does not run as root, and no account to run it was found")
                .hint("run pgworks as an ordinary user, or create the account postgres")
        })
}

fn named_account(passwd: &str, name: &str) -> Option<Account> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let uid = fields.nth(1)?.parse().ok().filter(|uid| *uid != 0)?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account { uid, gid })
    })
}

/// Returns the root whose `lib/postgresql/<major>` and `share/postgresql/<major>` work
/// from another place when copied together: Debian's layout.
fn relocatable(bin: &Path, major: u32) -> Option<&Path> {
    let prefix = bin
        .ancestors()
        .nth(4)
        .filter(|prefix| bin == prefix.join(format!("lib/postgresql/{major}/bin")))?;
    prefix
        .join(format!("share/postgresql/{major}"))
        .is_dir()
        .then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_ordinary_account_is_used() {
        let text = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n";
        assert_eq!(named_account(text, "postgres"), None);
        assert_eq!(
            named_account(text, "nobody"),
            Some(Account {
                uid: 65534,
                gid: 65534
            })
        );
        assert_eq!(named_account(text, "root"), None);
        assert_eq!(named_account("nobody:*:-2:-2:::", "nobody"), None);
    }

    #[test]
    fn only_the_layout_that_relocates_is_copied() {
        let root = tempfile::tempdir().unwrap();
        let bin = root.path().join("usr/lib/postgresql/15/bin");
        assert_eq!(relocatable(&bin, 15), None);
        fs::create_dir_all(root.path().join("usr/share/postgresql/15")).unwrap();
        assert_eq!(
            relocatable(&bin, 15),
            Some(root.path().join("usr").as_path())
        );
        assert_eq!(relocatable(Path::new("/opt/pg/bin"), 15), None);
        assert_eq!(relocatable(Path::new("/bin"), 15), None);
    }

    #[test]
    fn a_folder_too_deep_for_a_socket_is_not_used() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("d".repeat(90));
        fs::create_dir_all(&deep).unwrap();
        let places = Places {
            path: Vec::new(),
            temp: deep,
            root: root.path().join("no such root"),
            engine: None,
        };
        let report = make_folder(&places).unwrap_err();
        assert!(report.causes()[0].ends_with("too long for a socket"));
        assert_eq!(report.causes().len(), 2);
    }

    #[test]
    fn a_folder_that_cannot_run_a_server_leaves_nothing_behind() {
        let root = tempfile::tempdir_in("/tmp").unwrap();
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let temp = root.path().join("t");
        fs::create_dir(&temp).unwrap();
        fs::set_permissions(&temp, fs::Permissions::from_mode(0o1777)).unwrap();
        let places = Places::new(Vec::new(), &temp);
        let none = Binaries {
            bin: PathBuf::from("/nonexistent"),
            major: 15,
            version: "15".into(),
        };
        let report = start(&none, &places, &Options::default()).unwrap_err();
        assert_eq!(report.class().exit_code(), 4);
        let begun = Instant::now();
        while temp.read_dir().unwrap().next().is_some() {
            assert!(begun.elapsed() < Duration::from_secs(10));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
