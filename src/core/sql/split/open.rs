//! [`Open`]: the statement being read, as far as it matters for where it ends.
//!
//! It follows `psql`'s scanner, and is stricter in two places: a body begins with BEGIN
//! ATOMIC, not with any BEGIN, and only the actions of a rule hold semicolons within
//! parentheses, so that a parenthesis left open spoils one statement and not the file.

use squawk_lexer::TokenKind;

use crate::sql::token::Token;

/// The statement being read.
#[derive(Default)]
pub(super) struct Open {
    /// Where it starts and where its last token ends.
    pub(super) span: Option<(usize, usize)>,
    pub(super) head: Head,
    last: Last,
    pub(super) parentheses: u32,
    /// How many BEGIN ATOMIC and CASE wait for their END.
    pub(super) blocks: u32,
    pub(super) from_stdin: bool,
}

/// How the statement begins, as far as it matters for where it ends.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Head {
    #[default]
    Nothing,
    Create,
    CreateOr,
    Routine,
    Rule,
    Copy,
    Other,
}

/// The last token, as far as it matters for the next word.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    Begin,
    From,
    /// AS or a dot: what follows is a name, be it a keyword.
    BeforeName,
}

impl Open {
    /// Adds a token that is neither white space nor a comment.
    pub(super) fn add(&mut self, token: Token, text: &str) {
        let start = self.span.map_or(token.start, |(start, _)| start);
        self.span = Some((start, token.end));
        let last = std::mem::take(&mut self.last);
        match token.kind {
            TokenKind::Ident => self.word(token.of(text), last),
            TokenKind::OpenParen => self.parentheses = self.parentheses.saturating_add(1),
            TokenKind::CloseParen => self.parentheses = self.parentheses.saturating_sub(1),
            TokenKind::Dot => self.last = Last::BeforeName,
            _ => {}
        }
        if token.kind != TokenKind::Ident {
            self.head = match self.head {
                head @ (Head::Routine | Head::Rule | Head::Copy) => head,
                _ => Head::Other,
            };
        }
    }

    fn word(&mut self, word: &str, last: Last) {
        let is = |keyword: &str| word.eq_ignore_ascii_case(keyword);
        self.head = match self.head {
            Head::Nothing if is("create") => Head::Create,
            Head::Nothing if is("copy") => Head::Copy,
            Head::Create if is("or") => Head::CreateOr,
            Head::CreateOr if is("replace") => Head::Create,
            Head::Create if is("function") || is("procedure") => Head::Routine,
            Head::Create if is("rule") => Head::Rule,
            head @ (Head::Routine | Head::Rule | Head::Copy) => head,
            _ => Head::Other,
        };
        if last == Last::BeforeName {
            return;
        }
        if is("as") {
            self.last = Last::BeforeName;
        }
        if self.parentheses > 0 {
            return;
        }
        match self.head {
            Head::Copy if is("from") => self.last = Last::From,
            Head::Copy if is("stdin") && last == Last::From => self.from_stdin = true,
            Head::Routine if self.blocks == 0 && is("begin") => self.last = Last::Begin,
            Head::Routine if self.blocks == 0 && is("atomic") && last == Last::Begin => {
                self.blocks = 1;
            }
            Head::Routine if self.blocks > 0 && is("case") => self.blocks += 1,
            Head::Routine if self.blocks > 0 && is("end") => self.blocks -= 1,
            _ => {}
        }
    }

    /// Returns whether a semicolon ends it: not within the body of a routine, and not
    /// between the actions of a rule.
    pub(super) fn semicolon_ends(&self) -> bool {
        self.blocks == 0 && !(self.head == Head::Rule && self.parentheses > 0)
    }
}
