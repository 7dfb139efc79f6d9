//! Finds the PostgreSQL server programs installed on this machine.
//!
//! Looks at places only: it starts nothing but `postgres --version` and
//! `pg_config --bindir`. It reads no environment: the search path is handed in.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where to look for programs and where to put temporary folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The folders of the search path (`PATH`).
    pub path: Vec<PathBuf>,
    /// The folder for temporary files (`TMPDIR`, else `/tmp`).
    pub temp: PathBuf,
    /// The root of the file system, below which the well-known folders lie.
    pub root: PathBuf,
    /// The embedded engine, where the front end has one.
    pub engine: Option<Engine>,
}

/// How a child process that holds the embedded engine is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// The program.
    pub program: PathBuf,
    /// Its arguments; the folder of the database follows.
    pub arguments: Vec<OsString>,
    /// The folder in which the engine keeps its unpacked files for the next start; without
    /// one it unpacks them at each. They are run: nobody else may write there.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// Returns the places of this machine for a search path and a temporary folder.
    pub fn new(path: Vec<PathBuf>, temp: impl Into<PathBuf>) -> Self {
        Self {
            path,
            temp: temp.into(),
            root: PathBuf::from("/"),
            engine: None,
        }
    }
}

/// One set of server programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binaries {
    /// The folder that holds `postgres` and `initdb`.
    pub bin: PathBuf,
    /// The major version.
    pub major: u32,
    /// The version as the program says it: `15.18`.
    pub version: String,
}

/// Folders that packagers use, below the root; `*` is one name.
const KNOWN: [&str; 8] = [
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
    "usr/local/pgsql/bin",
    "usr/lib/postgresql/bin",
];

/// Describes in words where [`find`] looks, for an error message.
pub const LOOKED_AT: &str = "the search path, /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin, \
                             Homebrew, Postgres.app and pg_config --bindir";

/// Lists the server programs found, the newest major version first.
pub fn find(places: &Places) -> Vec<Binaries> {
    let mut folders = places.path.clone();
    for pattern in KNOWN {
        folders.extend(expand(&places.root, pattern));
    }
    for folder in &places.path {
        folders.extend(bindir(&folder.join("pg_config")));
    }
    let mut found: Vec<Binaries> = Vec::new();
    for folder in folders {
        // A symbolic link to a folder already seen would be offered twice.
        let Ok(bin) = folder.canonicalize() else {
            continue;
        };
        if found.iter().any(|known| known.bin == bin) || !bin.join("initdb").is_file() {
            continue;
        }
        if let Some((major, version)) = version(&bin.join("postgres")) {
            found.push(Binaries {
                bin,
                major,
                version,
            });
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.major));
    found
}

/// Picks the programs nearest to the wanted major version.
///
/// That version itself, else the next newer (it accepts most of what an older one does),
/// else the newest there is.
pub fn choose(found: &[Binaries], wanted: Option<u32>) -> Option<&Binaries> {
    let newest = || found.iter().max_by_key(|one| one.major);
    let Some(wanted) = wanted else {
        return newest();
    };
    found
        .iter()
        .filter(|one| one.major >= wanted)
        .min_by_key(|one| one.major)
        .or_else(newest)
}

/// Lists the folders below `root` that fit a pattern.
fn expand(root: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut folders = vec![root.to_path_buf()];
    for part in pattern.split('/') {
        folders = match part.split_once('*') {
            None => folders.iter().map(|folder| folder.join(part)).collect(),
            Some((before, after)) => folders
                .iter()
                .flat_map(|folder| matching(folder, before, after))
                .collect(),
        };
    }
    folders
}

fn matching(folder: &Path, before: &str, after: &str) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(before) && name.ends_with(after))
        .collect();
    names.sort_unstable();
    names.iter().map(|name| folder.join(name)).collect()
}

fn bindir(program: &Path) -> Option<PathBuf> {
    Some(PathBuf::from(said_by(program, "--bindir")?))
}

fn version(program: &Path) -> Option<(u32, String)> {
    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"; betas say "19beta1".
    let said = said_by(program, "--version")?;
    let version = said.split_once("(PostgreSQL) ")?.1.split(' ').next()?;
    let digits = version.find(|c: char| !c.is_ascii_digit());
    let major = version.get(..digits.unwrap_or(version.len()))?;
    Some((major.parse().ok()?, version.to_string()))
}

/// Returns what a program prints for one option, or nothing if it cannot be run.
fn said_by(program: &Path, option: &str) -> Option<String> {
    if !program.is_file() {
        return None;
    }
    let output = Command::new(program)
        .arg(option)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn program(folder: &Path, name: &str, says: &str) {
        fs::create_dir_all(folder).unwrap();
        let file = folder.join(name);
        fs::write(&file, format!("#!/bin/sh\necho '{says}'\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn server(folder: &Path, version: &str) {
        program(folder, "initdb", "");
        let says = format!("postgres (PostgreSQL) {version} (Debian {version}-1)");
        program(folder, "postgres", &says);
    }

    fn places(root: &Path) -> Places {
        Places {
            path: vec![root.join("path")],
            temp: root.join("tmp"),
            root: root.to_path_buf(),
            engine: None,
        }
    }

    #[test]
    fn finds_path_packages_and_what_pg_config_names() {
        let root = tempfile::tempdir().unwrap();
        let here = root.path();
        server(&here.join("path"), "14.2");
        server(&here.join("usr/lib/postgresql/15/bin"), "15.18");
        server(&here.join("usr/pgsql-17/bin"), "17.5");
        server(&here.join("elsewhere"), "19beta1");
        let elsewhere = here.join("elsewhere").display().to_string();
        program(&here.join("path"), "pg_config", &elsewhere);
        // Programs for clients only are no server.
        program(&here.join("usr/lib/postgresql/12/bin"), "psql", "");

        let found = find(&places(here));
        let majors: Vec<_> = found.iter().map(|one| one.major).collect();
        assert_eq!(majors, [19, 17, 15, 14]);
        assert_eq!(found[2].version, "15.18");
    }

    #[test]
    fn a_folder_reached_twice_is_listed_once() {
        let root = tempfile::tempdir().unwrap();
        let bin = root.path().join("usr/lib/postgresql/15/bin");
        server(&bin, "15.1");
        let mut places = places(root.path());
        places.path = vec![bin.clone(), root.path().join("link")];
        std::os::unix::fs::symlink(&bin, root.path().join("link")).unwrap();
        assert_eq!(find(&places).len(), 1);
    }

    #[test]
    fn the_wanted_version_then_the_next_newer_then_the_newest() {
        let root = tempfile::tempdir().unwrap();
        for major in [13, 15, 17] {
            let bin = root.path().join(format!("usr/lib/postgresql/{major}/bin"));
            server(&bin, &format!("{major}.1"));
        }
        let found = find(&places(root.path()));
        let major = |wanted| choose(&found, wanted).unwrap().major;
        assert_eq!(major(Some(15)), 15);
        assert_eq!(major(Some(14)), 15);
        assert_eq!(major(Some(18)), 17);
        assert_eq!(major(None), 17);
        assert!(choose(&[], Some(15)).is_none());
    }
}
