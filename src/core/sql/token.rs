//! The tokens of SQL with their places, from `squawk-lexer`.
//!
//! It adds what the lexer leaves out: places instead of lengths, a reader that can jump
//! over text that is no SQL, and `E''` constants continued on the next line. It keeps
//! comments and white space: whoever reads decides what they are worth.

use squawk_lexer::{LiteralKind, Token as Raw, TokenKind, tokenize};

/// One token: what it is and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What the reader of tokens wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The token that follows.
    Go,
    /// The token that starts at this byte, which lies behind the present one.
    Jump(usize),
    /// Nothing more.
    Stop,
}

impl Token {
    /// Returns whether the server's scanner drops it.
    pub(super) const fn is_blank(self) -> bool {
        matches!(
            self.kind,
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. }
        )
    }

    /// Returns whether it runs to the end of the text because its closing mark is missing.
    pub(super) const fn is_unterminated(self) -> bool {
        use LiteralKind as L;
        matches!(
            self.kind,
            TokenKind::BlockComment { terminated: false }
                | TokenKind::QuotedIdent {
                    terminated: false,
                    ..
                }
                | TokenKind::Literal {
                    kind: L::Str { terminated: false }
                        | L::NationalStr { terminated: false }
                        | L::ByteStr { terminated: false }
                        | L::BitStr { terminated: false }
                        | L::DollarQuotedString { terminated: false }
                        | L::UnicodeEscStr { terminated: false }
                        | L::EscStr { terminated: false }
                }
        )
    }

    /// Returns its text.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Shows the tokens of `text` to `see`, in order, each byte in exactly one token unless
/// `see` jumps. Time is linear in the text.
pub(super) fn walk(text: &str, mut see: impl FnMut(Token) -> Next) {
    let mut base = 0;
    while let Some(target) = walk_from(text, base, &mut see) {
        if target <= base {
            return;
        }
        base = target;
    }
}

/// Walks from `base` on; returns where the lexer must start anew.
fn walk_from(text: &str, base: usize, see: &mut impl FnMut(Token) -> Next) -> Option<usize> {
    let mut start = base;
    for raw in tokenize(text.get(base..)?) {
        let plain_end = start + raw.len as usize;
        let token = whole_token(text, raw, start, plain_end);
        match see(token) {
            Next::Go if token.end == plain_end => start = plain_end,
            Next::Go => return Some(token.end),
            Next::Jump(target) if target == plain_end => start = plain_end,
            Next::Jump(target) => return Some(target),
            Next::Stop => return None,
        }
    }
    None
}

fn whole_token(text: &str, raw: Raw, start: usize, plain_end: usize) -> Token {
    let mut token = Token {
        kind: raw.kind,
        start,
        end: plain_end,
    };
    if is_escape(raw.kind, true) {
        let (end, terminated) = continued(text, plain_end);
        token.end = end;
        token.kind = TokenKind::Literal {
            kind: LiteralKind::EscStr { terminated },
        };
    }
    token
}

fn is_escape(kind: TokenKind, closed: bool) -> bool {
    matches!(kind, TokenKind::Literal { kind: LiteralKind::EscStr { terminated } } if terminated == closed)
}

/// Returns the end of an `E''` constant whose first part ends at `end`.
///
/// Two parts with a newline between them are one constant (manual 4.1.2.1), and the
/// escapes of the first hold in the second, which the lexer reads as a plain string.
fn continued(text: &str, mut end: usize) -> (usize, bool) {
    while let Some(quote) = continuation(text.get(end..).unwrap_or_default()) {
        let Some(length) = escape_length(text.get(end + quote..).unwrap_or_default()) else {
            return (text.len(), false);
        };
        end += quote + length;
    }
    (end, true)
}

/// Returns where the quote of the next part stands, if only white space with a newline
/// and line comments lie before it.
fn continuation(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut newline = false;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => {
                newline = true;
                at += 1;
            }
            b' ' | b'\t' | b'\x0b' | b'\x0c' => at += 1,
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                at += rest.get(at..)?.find(['\n', '\r'])?;
            }
            b'\'' if newline => return Some(at),
            _ => return None,
        }
    }
}

/// Returns the length of the quoted part with backslash escapes that `rest` starts with.
fn escape_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            b'\'' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        let mut all = Vec::new();
        walk(sql, |token| {
            if !token.is_blank() {
                all.push(token.of(sql));
            }
            Next::Go
        });
        all
    }

    #[test]
    fn escapes_hold_over_a_line_end() {
        assert_eq!(
            texts("E'a'\n -- c\n 'it\\'s;' ;"),
            ["E'a'\n -- c\n 'it\\'s;'", ";"]
        );
        assert_eq!(texts("E'a' 'b\\' ;"), ["E'a'", "'b\\'", ";"]);
        assert_eq!(texts("'a'\n'b\\' ;"), ["'a'", "'b\\'", ";"]);
        assert_eq!(texts("E'a'\n'b\\'"), ["E'a'\n'b\\'"]);
        assert_eq!(texts("E'a'\n'é\\é''' x"), ["E'a'\n'é\\é'''", "x"]);
    }

    #[test]
    fn it_can_jump_and_stop() {
        let sql = "a 'never b c";
        let mut seen = Vec::new();
        walk(sql, |token| {
            seen.push(token.of(sql));
            match token.of(sql) {
                "a" => Next::Jump(9),
                "b" => Next::Stop,
                _ => Next::Go,
            }
        });
        assert_eq!(seen, ["a", "b"]);
    }
}
