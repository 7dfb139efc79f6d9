//! What a subcommand shows: data on stdout, messages and Reports on stderr.
//!
//! All text from outside (names, server messages, files) passes `display`, so that it can
//! not command the terminal. A closed stdout (`pgworks diff .. | head`) ends quietly.

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
    io::{self, Write as _},
    panic::Location,
};

use pgworks_core::{
    error::{Class, Report, Result, ServerError},
    sql::display::display,
};
use serde::Serialize;
use serde_json::json;

use super::{options::Global, surroundings::Surroundings};
use crate::app::config::Color;

/// The version of the shape of an error written as JSON.
const JSON_VERSION: u32 = 1;

/// Lines of a refused statement that are shown.
const SHOWN_LINES: usize = 5;

/// How a subcommand ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, or there is no difference.
    Done,
    /// There are differences, and the exit code was to say so.
    Differs,
    /// It said in its own output what went wrong, and the exit code has that class.
    Ended(Class),
}

impl Outcome {
    /// Returns the exit code.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Differs => 1,
            Self::Ended(class) => class.exit_code(),
        }
    }
}

/// Writes data to stdout. A reader that went away is no failure.
pub(super) fn data(text: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Report::usage("cannot write to standard output").because(error))
        }
        _ => Ok(()),
    }
}

/// Writes a value to stdout as JSON, piece by piece: a large schema is a hundred megabytes.
pub(super) fn json(value: &impl Serialize) -> Result<()> {
    let mut stdout = Tame(io::BufWriter::new(io::stdout().lock()));
    let written = serde_json::to_writer_pretty(&mut stdout, value)
        .map_err(io::Error::from)
        .and_then(|()| stdout.write_all(b"\n"))
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Report::usage("cannot write JSON to standard output").because(error))
        }
        _ => Ok(()),
    }
}

/// Passes JSON on with the escapes of [`tame`]. What comes at once is never cut within a
/// letter, since `serde_json` writes pieces of texts whole.
struct Tame<W>(W);

impl<W: io::Write> io::Write for Tame<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.write_all(tame(text).as_bytes())?,
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Returns JSON with escapes for what a terminal obeys or hides, where JSON itself asks for
/// those of ASCII only. It means the same: outside of strings JSON is ASCII.
fn tame(json: &str) -> Cow<'_, str> {
    if json.is_ascii() {
        return Cow::Borrowed(json);
    }
    let (mut text, mut bytes) = (String::with_capacity(json.len()), [0; 4]);
    for letter in json.chars() {
        let own = &*letter.encode_utf8(&mut bytes);
        if letter.is_ascii() || display(own) == own {
            text.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    Cow::Owned(text)
}

/// Where messages go, and how they look.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    has_color: bool,
    is_json: bool,
}

impl Messages {
    /// Returns messages as the options, the settings and the terminal want them.
    pub(super) fn new(
        global: &Global,
        surroundings: &Surroundings,
        color: Color,
        is_json: bool,
    ) -> Self {
        let has_color = match color {
            _ if global.no_color => false,
            Color::Auto => surroundings.is_terminal && !surroundings.no_color,
            Color::Always => true,
            Color::Never => false,
        };
        Self { has_color, is_json }
    }

    /// Returns messages as plain text.
    pub const fn plain() -> Self {
        Self {
            has_color: false,
            is_json: false,
        }
    }

    /// Writes a line. It is ours: what came from outside was escaped when it was put in.
    pub fn say(self, line: impl fmt::Display) {
        // A terminal that is gone is no reason to stop a run.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Writes a failure.
    pub fn report(self, report: &Report) {
        if self.is_json {
            let code = report.class().exit_code();
            let line = json!({ "version": JSON_VERSION, "exit_code": code, "error": report });
            self.say(tame(&line.to_string()));
        } else {
            self.say(text(report, self.has_color).trim_end());
        }
    }
}

/// Returns a Report as lines of text.
fn text(report: &Report, has_color: bool) -> String {
    let (red, bold, plain) = if has_color {
        ("\x1b[1;31m", "\x1b[1m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    let mut text = format!(
        "{red}error:{plain} {bold}{}{plain}\n",
        display(report.title())
    );
    let mut line = |name: &str, what: &str| {
        let _ = writeln!(text, "  {name}: {}", display(what));
    };
    if let Some(object) = report.object() {
        line("object", object);
    }
    if let Some(place) = report.place() {
        line("place", &format!("{}:{}", place.file, place.line));
    }
    for cause in report.causes() {
        line("cause", cause);
    }
    if let Some(server) = report.server_error() {
        for (name, what) in server_lines(server) {
            line(name, &what);
        }
    }
    if let Some(statement) = report.refused_statement() {
        let position = report.server_error().and_then(|server| server.position);
        for shown in excerpt(statement, position) {
            line("statement", shown);
        }
    }
    for hint in report.hints() {
        line("hint", hint);
    }
    text
}

fn server_lines(server: &ServerError) -> Vec<(&'static str, String)> {
    let mut lines = vec![(
        "server",
        format!("{} (SQLSTATE {})", server.message, server.sqlstate),
    )];
    let optional = [
        ("detail", &server.detail),
        ("constraint", &server.constraint),
        ("server's hint", &server.hint),
    ];
    for (name, what) in optional {
        lines.extend(what.iter().map(|what| (name, what.clone())));
    }
    for call in server.context.iter().flat_map(|context| context.lines()) {
        lines.push(("context", call.to_owned()));
    }
    lines
}

/// Returns the lines of a statement around the position the server named, in characters.
fn excerpt(statement: &str, position: Option<u32>) -> impl Iterator<Item = &str> {
    let before = position.map_or(0, |position| position.saturating_sub(1) as usize);
    let at = statement
        .chars()
        .take(before)
        .filter(|c| *c == '\n')
        .count();
    let first = at.saturating_sub(SHOWN_LINES / 2);
    statement
        .lines()
        .skip(first)
        .filter(|line| !line.trim().is_empty())
        .take(SHOWN_LINES)
}

/// Writes the sentence of a panic: what is known, and what to do.
pub fn fault(
    f: &mut fmt::Formatter<'_>,
    message: &str,
    place: Option<&Location<'_>>,
) -> fmt::Result {
    write!(
        f,
        "error: pgworks has a fault and stopped: {}",
        display(message)
    )?;
    if let Some(place) = place {
        write!(f, " ({}:{})", place.file(), place.line())?;
    }
    f.write_str(
        "\n  hint: please report this line with what you did\n  \
         hint: a migration that was running is in its ledger: `pgworks status --to TARGET`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report::new(Class::Server, "cannot load the file")
            .on("public.\"a\nb\"")
            .at("schema.sql", 7)
            .because("the server refused a statement")
            .server(ServerError {
                sqlstate: "42601".into(),
                message: "syntax error at or near \"\x1b[2J\"".into(),
                detail: Some("why".into()),
                hint: Some("what".into()),
                position: Some(9),
                context: Some("line 1\nline 2".into()),
                ..ServerError::default()
            })
            .statement("select\n\nfrom\u{202e}")
            .hint("mend the file")
    }

    #[test]
    fn a_report_is_shown_in_lines_and_escaped() {
        assert_eq!(
            text(&report(), false),
            "error: cannot load the file\n  \
             object: public.\"a\\nb\"\n  \
             place: schema.sql:7\n  \
             cause: the server refused a statement\n  \
             server: syntax error at or near \"\\x1b[2J\" (SQLSTATE 42601)\n  \
             detail: why\n  \
             server's hint: what\n  \
             context: line 1\n  \
             context: line 2\n  \
             statement: select\n  \
             statement: from\\u{202e}\n  \
             hint: mend the file\n"
        );
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let coloured = text(&report(), true);
        let plain = coloured
            .replace("\x1b[1;31m", "")
            .replace("\x1b[1m", "")
            .replace("\x1b[0m", "");
        assert_eq!(plain, text(&report(), false));
        assert_ne!(coloured, plain);
    }

    #[test]
    fn json_commands_no_terminal_and_means_the_same() {
        let wild = json!({ "a\u{9b}": "\u{1b}[2J \u{202e}\u{feff} \u{e0041} ü 😀 \\ \" \n" });
        let text = serde_json::to_string_pretty(&wild).unwrap();
        let tamed = tame(&text);
        assert_eq!(display(&tamed.replace('\n', " ")), tamed.replace('\n', " "));
        assert!(tamed.contains("\\udb40\\udc41 ü 😀"), "{tamed}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&tamed).unwrap(),
            wild
        );
    }

    #[test]
    fn a_long_statement_is_shown_around_the_fault() {
        let lines: Vec<String> = (1..=100).map(|line| format!("line {line}")).collect();
        let statement = lines.join("\n");
        let position = statement.find("line 50").unwrap();
        let shown: Vec<_> = excerpt(&statement, u32::try_from(position + 1).ok()).collect();
        assert_eq!(
            shown,
            ["line 48", "line 49", "line 50", "line 51", "line 52"]
        );
        assert_eq!(excerpt("", Some(9)).count(), 0);
    }

    #[test]
    fn outcomes_have_the_codes_of_the_design() {
        let classes = [
            Class::Usage,
            Class::Refused,
            Class::Connect,
            Class::Server,
            Class::Interrupted,
            Class::Proof,
            Class::Fault,
        ];
        let codes: Vec<u8> = [Outcome::Done, Outcome::Differs]
            .into_iter()
            .chain(classes.map(Outcome::Ended))
            .map(Outcome::exit_code)
            .collect();
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 7, 70]);
    }
}
