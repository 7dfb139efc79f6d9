//! [`SplitError`]: what was opened and never closed.
//!
//! It covers what keeps a file from being split; wrong SQL is the server's to refuse.

use squawk_lexer::{LiteralKind, TokenKind};
use thiserror::Error;

use crate::error::Report;
use crate::sql::display::display;
use crate::sql::token::Token;

/// Why a file cannot be split.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault} on line {line}")]
pub struct SplitError {
    /// The line where it was opened, from 1.
    pub line: u32,
    /// The byte where it was opened.
    pub offset: usize,
    /// What was opened and never closed, or stands where it cannot.
    pub fault: Fault,
}

/// What is wrong with a file that cannot be split.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A string.
    #[error("a string is never closed; it opens")]
    String,
    /// A string between dollar quotes, with its tag.
    #[error("a string is never closed by {}; it opens", display(.0))]
    DollarQuote(String),
    /// A quoted name.
    #[error("a quoted name is never closed; it opens")]
    QuotedName,
    /// A comment.
    #[error("a comment is never closed; it opens")]
    Comment,
    /// The body of a routine.
    #[error("BEGIN ATOMIC has no END; the routine starts")]
    Atomic,
    /// The actions of a rule.
    #[error("a parenthesis is never closed; the rule starts")]
    RuleActions,
    /// The data of a COPY.
    #[error("the data of a COPY has no final \\. line; the COPY starts")]
    CopyData,
    /// Text between a COPY from stdin and the end of its line.
    #[error("the data of a COPY must start on a line of its own; text stands behind it")]
    TextBehindCopy,
    /// A `psql` command that neither ends a statement nor stands between two.
    #[error("a psql command stands inside a statement")]
    MetaInside,
}

impl SplitError {
    /// Returns what a user has to know about it, `file` being the user's name for the text.
    pub fn report(&self, file: &str) -> Report {
        Report::usage("cannot split the file into statements")
            .at(file, self.line)
            .because(self)
            .hint("close what is open, or check that the file is complete")
    }
}

/// Returns what a token that runs to the end of the text has left open.
pub(super) fn unterminated(token: Token, text: &str) -> Fault {
    match token.kind {
        TokenKind::BlockComment { .. } => Fault::Comment,
        TokenKind::QuotedIdent { .. } => Fault::QuotedName,
        TokenKind::Literal {
            kind: LiteralKind::DollarQuotedString { .. },
        } => {
            let tag = token.of(text).split('$').nth(1).unwrap_or_default();
            // The length of a name; what is longer is no tag that anyone wants to read.
            Fault::DollarQuote(format!("${}$", tag.chars().take(63).collect::<String>()))
        }
        _ => Fault::String,
    }
}
