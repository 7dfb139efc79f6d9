//! What tests that need PostgreSQL stand on: one private server a test binary, databases
//! in it, and the server's own `psql` and `pg_dump` as judges.
//!
//! It makes and reads databases by `psql`, never by the code under test. Where
//! PostgreSQL is not installed such tests are skipped, and each skip says how many so
//! far. The server is a private copy of what is installed and ends with this process.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use pgworks_core::scratch::binaries::{self, Places};
use pgworks_core::scratch::cluster::{self, Cluster, Options};

/// The server of this test binary.
#[derive(Debug)]
pub(crate) struct Server {
    cluster: Cluster,
}

/// A database of the server, dropped with this value.
#[derive(Debug)]
pub(crate) struct Database {
    server: &'static Server,
    name: String,
}

/// Set to anything, it hides the PostgreSQL of this machine from the tests.
const WITHOUT: &str = "PGWORKS_TEST_WITHOUT_POSTGRESQL";

/// A folder with `postgres` and `initdb`: the tests use that server and no other.
const SERVER: &str = "PGWORKS_TEST_SERVER";

/// A folder with `psql` and `pg_dump`, for server programs that come without them.
const CLIENTS: &str = "PGWORKS_TEST_CLIENTS";

/// Returns the places of this machine, as a front end would hand them in.
pub(crate) fn places() -> Places {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = Places::new(std::env::split_paths(&path).collect(), std::env::temp_dir());
    if std::env::var_os(WITHOUT).is_some() {
        places.path.clear();
        places.root = PathBuf::from("/nonexistent");
    }
    if let Some(server) = std::env::var_os(SERVER) {
        places.path = vec![PathBuf::from(server)];
        places.root = PathBuf::from("/nonexistent");
    }
    #[cfg(feature = "embedded")]
    {
        places.engine = Some(engine());
    }
    places
}

/// Returns a server of another major version than that of the tests: this machine's own,
/// where the tests were given one.
pub(crate) fn other_server() -> Option<&'static Server> {
    static OTHER: OnceLock<Option<Server>> = OnceLock::new();
    let other = OTHER.get_or_init(|| {
        std::env::var_os(SERVER)?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        start_at(&Places::new(
            std::env::split_paths(&path).collect(),
            std::env::temp_dir(),
        ))
    });
    let own = server()?.cluster.major();
    other.as_ref().filter(|other| other.cluster.major() != own)
}

/// Returns how the program is started as the child that holds the embedded engine; what it
/// unpacks is kept from one run of the tests to the next.
#[cfg(feature = "embedded")]
pub(crate) fn engine() -> binaries::Engine {
    binaries::Engine {
        program: env!("CARGO_BIN_EXE_pgworks").into(),
        arguments: vec![pgworks::engine::ENTRY.into()],
        cache: Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("engine")),
    }
}

/// Returns the server of this test binary, started at the first call, or nothing where
/// PostgreSQL is not installed.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref()
}

/// Starts one more server, for tests that change its rules or kill it; it ends with this
/// process too.
pub(crate) fn own_server() -> Option<&'static Server> {
    start().map(|server| &*Box::leak(Box::new(server)))
}

fn start() -> Option<Server> {
    start_at(&places())
}

fn start_at(places: &Places) -> Option<Server> {
    let found = binaries::find(places);
    let binaries = binaries::choose(&found, None)?;
    let setting = |name: &str, value: &str| (name.to_string(), value.to_string());
    let options = Options {
        superuser: SUPERUSER.to_string(),
        settings: vec![
            setting("max_connections", "100"),
            setting("max_locks_per_transaction", "2048"),
            setting("max_prepared_transactions", "10"),
            setting("wal_level", "logical"),
            setting("max_wal_senders", "4"),
        ],
        private_copy: true,
    };
    let cluster = cluster::start(binaries, places, &options).unwrap();
    Some(Server { cluster })
}

/// Waits until there is something, for half a minute.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = std::time::Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed().as_secs() < 30, "no {what}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// Returns a new, empty database whose name begins with `name`, or nothing where
/// PostgreSQL is not installed.
pub(crate) fn database(name: &str) -> Option<Database> {
    server().map(|server| server.database(name, "template0"))
}

/// Says that a test was skipped, and why; past the capture of the test runner, so that
/// the count is seen whatever else is shown.
pub(crate) fn skip(why: &str) {
    static SKIPPED: AtomicUsize = AtomicUsize::new(0);
    let count = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test").to_string();
    let line = format!("skipped, {count} so far: {test}: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// The superuser of the test server, named as on most servers.
pub(crate) const SUPERUSER: &str = "postgres";

/// The reason most tests are skipped for.
pub(crate) const NO_SERVER: &str = "PostgreSQL is not installed";

impl Server {
    /// Returns the private cluster itself.
    pub(crate) fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Makes a database by template; its name begins with `name` and is unique.
    pub(crate) fn database(&'static self, name: &str, template: &str) -> Database {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("{name}_{number}");
        let strategy = if self.cluster.major() >= 15 {
            " STRATEGY file_copy"
        } else {
            ""
        };
        let sql = format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"{strategy}");
        self.psql("postgres", &sql).unwrap();
        Database { server: self, name }
    }

    /// Returns a database that is there.
    pub(crate) fn named(&'static self, name: &str) -> Database {
        Database {
            server: self,
            name: name.to_owned(),
        }
    }

    /// Runs SQL by `psql`, stopping at the first error; returns what it printed,
    /// unaligned and without headers, or its message.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"];
        self.run("psql", database, &arguments, sql)
    }

    /// Runs one of the server's own client programs on a database.
    pub(crate) fn run(
        &self,
        program: &str,
        database: &str,
        arguments: &[&str],
        input: &str,
    ) -> Result<String, String> {
        let mut child = Command::new(self.program(program))
            .args(arguments)
            .arg("-d")
            .arg(database)
            .env("PGHOST", self.cluster.socket_folder())
            .env("PGPORT", cluster::PORT.to_string())
            .env("PGUSER", SUPERUSER)
            .env("PGOPTIONS", "-c client_min_messages=warning")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_string();
        // A program that stops early closes the pipe: not an error of ours.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            Ok(text)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// Returns what `pg_dump` says of the schema of a database, without its version lines
    /// and the random words of `\restrict`.
    pub(crate) fn dump(&self, database: &str) -> String {
        let arguments = ["--schema-only", "--quote-all-identifiers"];
        let text = self.run("pg_dump", database, &arguments, "").unwrap();
        let passing = ["-- Dumped ", "\\restrict ", "\\unrestrict "];
        text.lines()
            .filter(|line| !passing.iter().any(|start| line.starts_with(start)))
            .flat_map(|line| [line, "\n"])
            .collect()
    }

    /// Returns where a client program is: in the folder set for it, beside the server, else
    /// on the search path.
    fn program(&self, name: &str) -> PathBuf {
        if let Some(folder) = std::env::var_os(CLIENTS) {
            return PathBuf::from(folder).join(name);
        }
        let beside = self.cluster.bin().join(name);
        if beside.is_file() {
            beside
        } else {
            PathBuf::from(name)
        }
    }
}

impl Database {
    /// Returns the database's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the server it is in.
    pub(crate) fn server(&self) -> &'static Server {
        self.server
    }

    /// Returns how to connect to it, as keywords.
    pub(crate) fn keywords(&self) -> String {
        self.keywords_as(SUPERUSER)
    }

    /// Returns how to connect to it as another role, as keywords.
    pub(crate) fn keywords_as(&self, role: &str) -> String {
        format!(
            "host={} port={} user={role} dbname={}",
            self.server.cluster.socket_folder().display(),
            cluster::PORT,
            self.name
        )
    }

    /// Returns the address of a database of the same server, as a URL.
    pub(crate) fn url(&self, name: &str) -> String {
        let folder = self.server.cluster.socket_folder().display();
        format!(
            "postgresql://{SUPERUSER}@:{}/{name}?host={folder}",
            cluster::PORT
        )
    }

    /// Makes a copy by template; nobody may be connected to the original.
    pub(crate) fn copy(&self, name: &str) -> Database {
        self.server.database(name, &self.name)
    }

    /// Runs SQL by `psql`; returns what it printed.
    ///
    /// # Panics
    ///
    /// Panics where a statement fails: use [`Server::psql`] to see failures.
    pub(crate) fn psql(&self, sql: &str) -> String {
        self.try_psql(sql).unwrap()
    }

    /// As [`Self::psql`], for SQL that may fail.
    pub(crate) fn try_psql(&self, sql: &str) -> Result<String, String> {
        self.server.psql(&self.name, sql)
    }

    /// Returns what `pg_dump` says of the schema.
    pub(crate) fn dump(&self) -> String {
        self.server.dump(&self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS \"{}\" WITH (FORCE)", self.name);
        // A server that is gone has no database left.
        let _ = self.server.psql("postgres", &sql);
    }
}
