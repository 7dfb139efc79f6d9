//! What the process was started in: variables, home, search path, terminal.
//!
//! It is read here once and handed to core, which reads none of it. Variables other than
//! `PG*` are not kept.

use std::{collections::BTreeMap, env, io, io::IsTerminal, path::PathBuf};

use pgworks_core::{conn::Environment, scratch::binaries::Places};

use crate::app::launch::Terminal;

/// The surroundings of a process.
#[derive(Clone)]
pub struct Surroundings {
    /// What a connection may take from outside: `PG*` variables, home, user.
    pub environment: Environment,
    /// Where programs are looked for and temporary folders made.
    pub places: Places,
    /// The working directory, in which a project is looked for.
    pub folder: PathBuf,
    /// Whether the variable `NO_COLOR` asks for messages without colour (no-color.org).
    pub no_color: bool,
    /// Whether a person reads the messages.
    pub is_terminal: bool,
    /// What the environment says of the terminal.
    pub terminal: Terminal,
}

impl Surroundings {
    /// Returns the surroundings of this process.
    pub fn of_process() -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut places = Places::new(env::split_paths(&path).collect(), env::temp_dir());
        places.engine = engine();
        Self {
            environment: Environment {
                vars: pg_variables(),
                home: env::home_dir(),
                os_user: os_user(),
            },
            places,
            folder: env::current_dir().unwrap_or_default(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            is_terminal: io::stderr().is_terminal(),
            terminal: terminal(),
        }
    }
}

/// Returns what the variables say of the terminal.
fn terminal() -> Terminal {
    let text = |name| env::var(name).unwrap_or_default();
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    Terminal {
        no_color: is_set("NO_COLOR"),
        term: text("TERM"),
        colorterm: text("COLORTERM"),
        is_remote: is_set("SSH_TTY") || is_set("SSH_CONNECTION"),
        is_tmux: is_set("TMUX"),
    }
}

/// Returns how this program is started as the child that holds the embedded engine.
#[cfg(feature = "embedded")]
fn engine() -> Option<pgworks_core::scratch::Engine> {
    let folders = directories::ProjectDirs::from("", "", "pgworks");
    Some(pgworks_core::scratch::Engine {
        program: env::current_exe().ok()?,
        arguments: vec![crate::engine::ENTRY.into()],
        cache: folders.map(|folders| folders.cache_dir().join("engine")),
    })
}

/// There is none in this build.
#[cfg(not(feature = "embedded"))]
fn engine() -> Option<pgworks_core::scratch::Engine> {
    None
}

/// Returns the variables whose names begin with `PG`; one that is no UTF-8 is left out.
fn pg_variables() -> BTreeMap<String, String> {
    env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("PG"))
        .collect()
}

/// Returns the name that libpq would take: that of the effective user, whatever `USER` says.
fn os_user() -> Option<String> {
    user_of_passwd().or_else(|| {
        let names = ["USER", "LOGNAME", "USERNAME"];
        names
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|user| !user.is_empty()))
    })
}

/// Returns the effective user's name by `/etc/passwd`, where the system has these files.
#[cfg(target_os = "linux")]
fn user_of_passwd() -> Option<String> {
    use std::{fs, os::unix::fs::MetadataExt as _};

    let id = fs::metadata("/proc/self").ok()?.uid().to_string();
    let passwd = fs::read_to_string("/etc/passwd").ok()?;
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == id).then(|| name.to_owned())
    })
}

/// Elsewhere the environment knows best.
#[cfg(not(target_os = "linux"))]
fn user_of_passwd() -> Option<String> {
    None
}
