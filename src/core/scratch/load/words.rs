//! The words of one statement: enough of its tokens to know what sort of statement it is.
//!
//! Blanks and comments are left out. Whether the statement is right is for the server.

use std::borrow::Cow;

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Bare,
    Quoted,
    Text,
    Escape,
    Other,
}

/// One word of a statement and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    raw: &'a str,
    sort: Sort,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Word<'a> {
    /// Tells whether this is the key word, in any case, or the sign.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self.sort, Sort::Bare | Sort::Other) && self.raw.eq_ignore_ascii_case(word)
    }

    /// Tells whether this is one of the key words or signs.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Returns the word as it stands there.
    pub(super) fn raw(&self) -> &'a str {
        self.raw
    }

    /// Returns the name this word is, folded and unquoted as the server does it.
    pub(super) fn name(&self) -> Option<Cow<'a, str>> {
        match self.sort {
            Sort::Bare => Some(Cow::Owned(self.raw.to_ascii_lowercase())),
            Sort::Quoted => {
                let inner = self.raw.strip_prefix('"')?.strip_suffix('"')?;
                Some(Cow::Owned(inner.replace("\"\"", "\"")))
            }
            Sort::Text | Sort::Escape | Sort::Other => None,
        }
    }

    /// Returns the value of a plain string constant, or of one in dollar quotes.
    pub(super) fn text(&self) -> Option<String> {
        if let Some(rest) = self.raw.strip_prefix('$') {
            let (tag, rest) = rest.split_once('$')?;
            let inner = rest
                .strip_suffix('$')?
                .strip_suffix(tag)?
                .strip_suffix('$')?;
            return (self.sort == Sort::Text).then(|| inner.to_owned());
        }
        let inner = self.raw.strip_prefix('\'')?.strip_suffix('\'')?;
        (self.sort == Sort::Text).then(|| inner.replace("''", "'"))
    }

    /// Tells whether this is a string with backslash escapes.
    pub(super) fn is_escape(&self) -> bool {
        self.sort == Sort::Escape
    }

    /// Returns the name this word is, be it written as a name or as a string.
    pub(super) fn name_or_text(&self) -> Option<String> {
        self.name().map(Cow::into_owned).or_else(|| self.text())
    }
}

/// Returns the words of a statement in order; lazily, so that the first few are cheap.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    tokenize(text).filter_map(move |token| {
        let end = start + token.len as usize;
        let raw = text.get(start..end)?;
        let sort = match token.kind {
            TokenKind::Whitespace
            | TokenKind::LineComment
            | TokenKind::BlockComment { .. }
            | TokenKind::Eof => None,
            TokenKind::Ident => Some(Sort::Bare),
            TokenKind::QuotedIdent { .. } => Some(Sort::Quoted),
            TokenKind::Literal {
                kind: LiteralKind::Str { .. } | LiteralKind::DollarQuotedString { .. },
            } => Some(Sort::Text),
            TokenKind::Literal {
                kind: LiteralKind::EscStr { .. },
            } => Some(Sort::Escape),
            _ => Some(Sort::Other),
        };
        let word = sort.map(|sort| Word {
            raw,
            sort,
            start,
            end,
        });
        start = end;
        word
    })
}

/// Tells whether the words begin with these key words; words in brackets may be left out:
/// `["CREATE", "[OR", "[REPLACE", "FUNCTION"]`.
pub(super) fn begins(words: &[Word<'_>], pattern: &[&str]) -> bool {
    after(words, pattern).is_some()
}

/// Returns what follows when the words begin as [`begins`] wants it.
pub(super) fn after<'w, 'a>(words: &'w [Word<'a>], pattern: &[&str]) -> Option<&'w [Word<'a>]> {
    let mut rest = words;
    for expected in pattern {
        let optional = expected.strip_prefix('[');
        match rest.split_first() {
            Some((word, others)) if word.is(optional.unwrap_or(expected)) => rest = others,
            _ if optional.is_some() => {}
            _ => return None,
        }
    }
    Some(rest)
}

/// Tells whether these key words follow one another somewhere.
pub(super) fn contains(words: &[Word<'_>], pattern: &[&str]) -> bool {
    (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| begins(rest, pattern)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_and_unquote_as_the_server_does() {
        let all: Vec<_> = words("SET /* x */ Role \"A\"\"b\" 'it''s' -- end").collect();
        assert_eq!(all.len(), 4);
        assert!(all[0].is("set"));
        assert_eq!(all[1].name().unwrap(), "role");
        assert_eq!(all[2].name().unwrap(), "A\"b");
        assert_eq!(all[3].text().unwrap(), "it's");
        assert!(!all[2].is("A\"b"));
        for (text, value) in [("$$a'b$$", "a'b"), ("$x$a$$b$x$", "a$$b"), ("$$$$", "")] {
            let word = words(text).next().unwrap();
            assert_eq!(word.text().as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn patterns_leave_out_what_is_optional() {
        let pattern = ["CREATE", "[OR", "[REPLACE", "FUNCTION"];
        let all = |text| words(text).collect::<Vec<_>>();
        assert!(begins(&all("create function f()"), &pattern));
        assert!(begins(&all("create or replace function f()"), &pattern));
        assert!(!begins(&all("create table t()"), &pattern));
        assert!(contains(&all("alter x owner to y"), &["OWNER", "TO"]));
        assert!(!contains(&all("alter x \"owner\" to y"), &["OWNER", "TO"]));
    }
}
