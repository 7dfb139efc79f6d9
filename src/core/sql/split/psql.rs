//! Lines that are for `psql` and not for the server.
//!
//! It finds where they end; it executes none of them.

use super::open::Open;
use crate::sql::token::{Next, walk};

/// Returns where the line of byte `from` ends, before its newline.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    text.get(from..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |length| from + length)
}

/// Returns where the COPY data that starts at `first` ends, and where reading goes on.
pub(super) fn copy_end(text: &str, first: usize) -> Option<(usize, usize)> {
    let mut at = first;
    loop {
        let rest = text.get(at..)?;
        if let Some(behind) = rest.strip_prefix("\\.") {
            let end = line_end(text, at + 2);
            if matches!(behind.get(..end - at - 2), Some("" | "\r")) {
                return Some((at, end));
            }
        }
        at += rest.find("\n\\.")? + 1;
    }
}

/// Returns whether the `psql` command that starts here sends the statement before it.
pub(super) fn sends(command: &str) -> bool {
    let name_end = command
        .find(|letter: char| !letter.is_ascii_alphabetic() && letter != '_')
        .unwrap_or(command.len());
    matches!(
        command.get(..name_end),
        Some("g" | "gx" | "gset" | "gdesc" | "gexec" | "crosstabview" | "watch" | "bind")
    )
}

/// Returns whether a `psql` line, without its backslash, is a `\copy` whose data follows.
pub(super) fn is_copy_from_stdin(line: &str) -> bool {
    let mut open = Open::default();
    walk(line, |token| {
        if !token.is_blank() {
            open.add(token, line);
        }
        Next::Go
    });
    open.from_stdin
}
