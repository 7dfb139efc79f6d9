//! The built binary in a pseudo-terminal: what it writes is kept, byte by byte and as the
//! screen that a terminal would show.

use std::{
    io::{Read, Write},
    num::NonZero,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal has got so far.
struct Seen {
    bytes: Vec<u8>,
    screen: vt100::Parser,
    at: Instant,
}

/// A program in a terminal.
pub(crate) struct Session {
    pair: PtyPair,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    /// Whether the terminal takes nothing for now.
    is_blocked: Arc<AtomicBool>,
    /// Whether the reader is to let go of the terminal.
    is_closing: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    _home: tempfile::TempDir,
}

/// How a program is started.
pub(crate) struct Start {
    words: Vec<String>,
    vars: Vec<(String, String)>,
    size: (u16, u16),
    has_control: bool,
}

impl Start {
    /// The workbench with these words.
    pub(crate) fn of(words: &[&str]) -> Self {
        let binary = env!("CARGO_BIN_EXE_pgworks");
        let words = std::iter::once(binary).chain(words.iter().copied());
        Self::program(&words.collect::<Vec<_>>())
    }

    /// Another program.
    pub(crate) fn program(words: &[&str]) -> Self {
        Self {
            words: words.iter().map(|it| (*it).to_owned()).collect(),
            vars: Vec::new(),
            size: (80, 24),
            has_control: true,
        }
    }

    /// Sets a variable.
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Leaves the terminal without control: its end is told by no signal.
    pub(crate) fn uncontrolled(mut self) -> Self {
        self.has_control = false;
        self
    }

    /// Starts it.
    pub(crate) fn run(self) -> Session {
        let home = tempfile::tempdir().expect("a folder");
        let pair = native_pty_system()
            .openpty(size(self.size))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::from_argv(self.words.iter().map(Into::into).collect());
        command.env_clear();
        command.set_controlling_tty(self.has_control);
        command.cwd(home.path());
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
        ] {
            command.env(name, home.path());
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in &self.vars {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("it starts");
        let writer = pair.master.take_writer().expect("keys");
        let seen = Arc::new(Mutex::new(Seen {
            bytes: Vec::new(),
            screen: vt100::Parser::new(some(self.size.1), some(self.size.0), 0),
            at: Instant::now(),
        }));
        let (is_blocked, is_closing) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        let mut session = Session {
            pair,
            writer,
            child,
            seen,
            is_blocked,
            is_closing,
            reader: None,
            _home: home,
        };
        session.listen();
        session
    }
}

fn some(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a cell")
}

fn size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Session {
    fn listen(&mut self) {
        let mut reader = self.pair.master.try_clone_reader().expect("a reader");
        let seen = Arc::clone(&self.seen);
        let (is_blocked, is_closing) = (Arc::clone(&self.is_blocked), Arc::clone(&self.is_closing));
        self.reader = Some(thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut seen = seen.lock().expect("the screen");
                seen.bytes.extend(&buffer[..count]);
                seen.screen.process(&buffer[..count]);
                seen.at = Instant::now();
                drop(seen);
                if is_closing.load(Ordering::SeqCst) {
                    return;
                }
                while is_blocked.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
            }
        }));
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("the screen")
    }

    /// Types keys.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys");
        self.writer.flush().expect("keys");
    }

    /// Returns the text on the screen.
    pub(crate) fn text(&self) -> String {
        self.seen().screen.screen().contents()
    }

    /// Returns all that was written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    /// Looks at the terminal.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.seen().screen.screen())
    }

    /// Waits until the screen shows a text.
    pub(crate) fn shows(&self, text: &str) {
        self.until(text, |session| session.text().contains(text));
    }

    /// Waits until the screen does not show a text.
    pub(crate) fn hides(&self, text: &str) {
        self.until(text, |session| !session.text().contains(text));
    }

    /// Waits until something holds.
    pub(crate) fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited for {what:?} on\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until nothing was written for a while.
    pub(crate) fn rest(&self) {
        let asked = Instant::now();
        self.until("rest", |session| {
            session.seen().at.max(asked).elapsed() > Duration::from_millis(300)
        });
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen();
        seen.screen.screen_mut().set_size(some(rows), some(columns));
        self.pair
            .master
            .resize(size((columns, rows)))
            .expect("a size");
    }

    /// Lets the terminal take nothing, or go on.
    pub(crate) fn block(&self, is_blocked: bool) {
        self.is_blocked.store(is_blocked, Ordering::SeqCst);
    }

    /// Returns the number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Sends the process a signal.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.pid(), name);
    }

    /// Returns the settings of the terminal, to be compared.
    pub(crate) fn settings(&self) -> String {
        format!("{:?}", self.pair.master.get_termios().expect("settings"))
    }

    /// Waits for the end and returns the exit code; the rest of what was written is read.
    pub(crate) fn code(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                self.rest();
                assert_eq!(status.signal(), None);
                return status.exit_code();
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "it does not end:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Closes the terminal; returns how long the process lived on.
    pub(crate) fn close(mut self) -> Duration {
        self.is_closing.store(true, Ordering::SeqCst);
        // The reader lets go after the next bytes.
        self.keys("\u{c}");
        self.reader
            .take()
            .expect("a reader")
            .join()
            .expect("a reader");
        let Self {
            pair,
            writer,
            child,
            ..
        } = &mut self;
        let closed: (Box<dyn MasterPty + Send>, Box<dyn Write + Send>) = {
            let other = native_pty_system()
                .openpty(size((80, 24)))
                .expect("another");
            let master = std::mem::replace(&mut pair.master, other.master);
            (master, std::mem::replace(writer, Box::new(std::io::sink())))
        };
        drop(closed);
        let begun = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            assert!(begun.elapsed() < PATIENCE, "it lives on");
            thread::sleep(Duration::from_millis(10));
        }
        begun.elapsed()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a process a signal.
pub(crate) fn signal(pid: u32, name: &str) {
    let status = std::process::Command::new("kill")
        .args([&format!("-{name}"), &pid.to_string()])
        .status();
    assert!(status.is_ok_and(|it| it.success()), "kill -{name} {pid}");
}
