//! The child process that holds the embedded engine: PostgreSQL in WebAssembly, one
//! database, one session at a time.
//!
//! The program re-executes itself with [`ENTRY`] as the first word, since a statement of the
//! engine can only be stopped by killing it. The child takes its folder as it is given,
//! says on standard output where it listens, puts the extensions at hand that it reads the
//! names of, and ends, its folder removed, when its standard input ends: so it cannot
//! outlive whoever started it. Nothing of SQL is known here.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Duration,
};

use pglite_oxide::{
    PglitePaths, PgliteServer, PgliteServerBuilder, extensions, install_extension_bytes,
};

/// The first word of the command line by which a process knows itself to be the child.
pub const ENTRY: &str = "__pgworks-engine";

/// Settings of every engine. Nothing in it has to survive a crash, and a text's event
/// trigger must not fire when its schema is read or led on.
const SETTINGS: [(&str, &str); 6] = [
    ("max_locks_per_transaction", "4096"),
    ("allow_system_table_mods", "off"),
    ("event_triggers", "off"),
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
];

/// Runs the child, if that is what the command line asks for.
pub fn entered(mut words: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if words.nth(1)? != ENTRY {
        return None;
    }
    let Some(folder) = words.next().map(PathBuf::from) else {
        return Some(ExitCode::FAILURE);
    };
    let begun = start(&folder);
    let told = say(&match &begun {
        Ok((_, address)) => format!("ready {address}"),
        Err(why) => format!("failed {}", why.replace('\n', ": ")),
    });
    if begun.is_err() || told.is_err() {
        if begun.is_ok() {
            remove(&folder);
        }
        return Some(ExitCode::FAILURE);
    }
    for name in io::stdin().lock().lines() {
        let Ok(name) = name else { break };
        let word = if bring(&folder, &name) {
            "have"
        } else {
            "lack"
        };
        if say(&format!("{word} {name}")).is_err() {
            break;
        }
    }
    remove(&folder);
    // A statement may be running in the engine's thread: nothing can stop it, so nothing
    // must wait for it.
    std::mem::forget(begun);
    Some(ExitCode::SUCCESS)
}

/// Removes the folder while the engine may still be writing there: it goes down when its
/// session ends, as it has just done, and files that appear meanwhile stop a removal.
fn remove(folder: &Path) {
    for _ in 0..100 {
        if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Says a line to whoever started this process.
fn say(line: &str) -> io::Result<()> {
    let mut output = io::stdout();
    writeln!(output, "{line}")?;
    output.flush()
}

/// Starts the engine on the database in `folder`, made there if there is none; returns it
/// and its address, as keywords of a connection.
fn start(folder: &Path) -> Result<(PgliteServer, String), String> {
    let (builder, address) = listening(PgliteServer::builder().path(folder.join("root")), folder);
    let server = builder
        .postgres_configs(SETTINGS)
        .start()
        .map_err(|error| format!("{error:#}"))?;
    let address = address.or_else(|| {
        let address = server.tcp_addr()?;
        Some(format!("host={} port={}", address.ip(), address.port()))
    });
    Ok((server, address.unwrap_or_default()))
}

/// Puts the files of an extension, and of those it needs, where the engine finds them when
/// its next session begins; tells whether there is such an extension. The engine's own way
/// would make the extension in every session.
fn bring(folder: &Path, name: &str) -> bool {
    let Some(extension) = extensions::by_sql_name(name) else {
        return false;
    };
    let Some(archive) = pglite_oxide_assets::extension_archive(name) else {
        return false;
    };
    let paths = PglitePaths::with_root(folder.join("root"));
    let mut needs = extension.dependencies().iter();
    needs.all(|needed| bring(folder, needed)) && install_extension_bytes(&paths, archive).is_ok()
}

/// Has the engine listen on a socket in the folder, which is closed to others.
#[cfg(unix)]
fn listening(builder: PgliteServerBuilder, folder: &Path) -> (PgliteServerBuilder, Option<String>) {
    let quoted = folder.display().to_string();
    let quoted = quoted.replace('\\', "\\\\").replace('\'', "\\'");
    let address = format!("host='{quoted}' port=5432");
    (builder.unix(folder.join(".s.PGSQL.5432")), Some(address))
}

/// Has the engine listen on a free port of this machine, where there are no sockets.
#[cfg(not(unix))]
fn listening(builder: PgliteServerBuilder, _: &Path) -> (PgliteServerBuilder, Option<String>) {
    (builder.tcp(([127, 0, 0, 1], 0).into()), None)
}
