//! A child process that holds one database of the embedded engine.
//!
//! It is known by its folder, which lies in the temporary folder and is closed to others;
//! the socket and the data are in it. The child ends and removes it when this process is
//! gone, whose end of a pipe it watches. It answers `ready ADDRESS` or `failed WHY` when it
//! has started, and later `have NAME` or `lack NAME` to each name of an extension that it
//! is to put at hand. What runs in it is the front end's business.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    os::unix::{ffi::OsStrExt as _, net::UnixStream, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{ChildStdin, ChildStdout, Command, Stdio},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    error::{Report, Result},
    scratch::{
        binaries::{Engine, Places},
        cluster::LONGEST_SOCKET,
    },
};

/// The socket's name in the folder.
const SOCKET: &str = ".s.PGSQL.5432";

/// How long it may take an engine to go down.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running child; dropping it ends it and removes its folder.
#[derive(Debug)]
pub(super) struct Child {
    folder: PathBuf,
    process: Mutex<std::process::Child>,
    talk: Mutex<Talk>,
}

/// What is said to a child and by it.
#[derive(Debug)]
struct Talk {
    says: BufReader<ChildStdout>,
    hears: ChildStdin,
    /// The extensions at hand.
    has: Vec<String>,
}

impl Child {
    /// Starts a child on an empty database, or on a copy of the database in another
    /// child's folder, which nobody may be connected to.
    ///
    /// It is not ready before [`Child::address`] has its answer.
    pub(super) fn start(engine: &Engine, places: &Places, template: Option<&Path>) -> Result<Self> {
        let folder = make_folder(places)?;
        let begun = begin(engine, &folder, template);
        if begun.is_err() {
            let _ = fs::remove_dir_all(&folder);
        }
        let (process, talk) = begun?;
        Ok(Self {
            folder,
            process: Mutex::new(process),
            talk: Mutex::new(talk),
        })
    }

    /// Waits for the address, as keywords of a connection; the error is the child's reason.
    /// It blocks, until the child is killed at the latest.
    pub(super) fn address(&self) -> std::result::Result<String, String> {
        let line = self.talk().hear().map_err(|error| error.to_string())?;
        match line.split_once(' ') {
            Some(("ready", address)) => Ok(address.to_owned()),
            Some(("failed", why)) => Err(why.to_owned()),
            _ => Err(format!("it ended while starting: {}", self.log())),
        }
    }

    /// Has an extension put at hand for the next session, if the engine has it; tells
    /// whether it has and none did yet. It takes some milliseconds.
    pub(super) fn bring(&self, extension: &str) -> bool {
        let mut talk = self.talk();
        // A child that is gone brings nothing, and whoever connects will hear of it.
        let is_news = !talk.has.iter().any(|known| known == extension)
            && writeln!(talk.hears, "{extension}").is_ok()
            && talk.hear().is_ok_and(|said| said.starts_with("have "));
        if is_news {
            talk.has.push(extension.to_owned());
        }
        is_news
    }

    fn talk(&self) -> std::sync::MutexGuard<'_, Talk> {
        self.talk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns its folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what it wrote to standard error.
    fn log(&self) -> String {
        let text = fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&text).trim().to_owned()
    }

    /// Waits until the engine of a session that has just ended is down: only then it takes
    /// the next connection, and all is in the files.
    pub(super) fn wait_until_quiet(&self) -> Result<()> {
        // A client that asks for TLS is told at once that there is none.
        const ASK: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
        let asked = UnixStream::connect(self.folder.join(SOCKET)).and_then(|mut stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.write_all(&ASK)?;
            stream.read_exact(&mut [0])
        });
        asked.map_err(|error| Report::connect("the embedded engine does not answer").because(error))
    }

    /// Ends it at once, whatever it is doing.
    pub(super) fn kill(&self) {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        // One that has ended cannot be killed, and that is as well.
        let _ = process.kill();
        let _ = process.wait();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Talk {
    fn hear(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        self.says.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

fn begin(
    engine: &Engine,
    folder: &Path,
    template: Option<&Path>,
) -> Result<(std::process::Child, Talk)> {
    let report = || {
        Report::connect("cannot start the embedded engine").on(engine.program.display().to_string())
    };
    let own = folder.join("cache");
    let cache = engine.cache.as_deref().unwrap_or(&own);
    // A home that cannot be written to costs time and is no reason to fail.
    let cache = if fs::create_dir_all(cache).is_ok() {
        cache
    } else {
        &own
    };
    if let Some(template) = template {
        copy(&template.join("root"), &folder.join("root"))
            .map_err(|error| report().because(error))?;
    }
    let log = fs::File::create(folder.join("log")).map_err(|error| report().because(error))?;
    let mut command = Command::new(&engine.program);
    command
        .args(&engine.arguments)
        .arg(folder)
        // Nothing of our environment may steer the engine, or leak a secret into it. The
        // last three say where it unpacks its files, by the habits of each system.
        .env_clear()
        .env("TMPDIR", folder)
        .env("HOME", cache)
        .env("XDG_CACHE_HOME", cache)
        .env("XDG_DATA_HOME", cache)
        .current_dir(folder)
        // Ctrl-C is for us to hear, not for it.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log);
    let mut process = command.spawn().map_err(|error| report().because(error))?;
    let (Some(hears), Some(says)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(Report::fault("a pipe that was asked for is not there"));
    };
    let says = BufReader::new(says);
    let has = Vec::new();
    Ok((process, Talk { says, hears, has }))
}

/// Copies a folder with all that is in it but the mark of who has it.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, there) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &there)?;
        } else if kind.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(entry.path())?, there)?;
        } else if entry.file_name() != ".pglite-oxide.lock" {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

/// Makes the folder, with 0700, at a path short enough for a socket.
fn make_folder(places: &Places) -> Result<PathBuf> {
    let mut causes = Vec::new();
    for parent in [&places.temp, &places.root.join("tmp")] {
        match tempfile::Builder::new()
            .prefix("pgworks-")
            .tempdir_in(parent)
        {
            Err(error) => causes.push(format!("{}: {error}", parent.display())),
            Ok(made) => {
                let socket = made.path().join(SOCKET);
                if socket.as_os_str().as_bytes().len() <= LONGEST_SOCKET {
                    return Ok(made.keep());
                }
                causes.push(format!("{}: too long for a socket", parent.display()));
            }
        }
    }
    let report = Report::connect("cannot make a temporary folder for the embedded engine");
    Err(causes
        .into_iter()
        .fold(report, Report::because)
        .hint("set TMPDIR to a short path"))
}
