//! The class of every piece of an SQL text, from squawk's tokens and lists of words.
//!
//! It is for colours only: where only a parser could tell a key word from a name it
//! guesses, and a wrong guess paints a word wrong and does nothing else.

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

use super::{
    sql_text::TokenClass,
    sql_words::{self, Hold, Lead, Word},
};

/// How deep bodies between dollar quotes are read inside each other.
const MAX_DEPTH: usize = 3;

/// How many tokens around a body are looked at for its language.
const REACH: usize = 80;

/// Shows each piece of `text` with its class, in order and without gaps.
pub(super) fn pieces<'a>(text: &'a str, see: &mut impl FnMut(TokenClass, &'a str)) {
    read(text, 0, see);
}

fn read<'a>(text: &'a str, depth: usize, see: &mut impl FnMut(TokenClass, &'a str)) {
    let tokens = Tokens::new(text);
    let upper = tokens.writes_upper();
    let mut last = Last::default();
    for (index, token) in tokens.list.iter().enumerate() {
        let piece = tokens.text(index);
        match token.kind {
            TokenKind::Whitespace => see(TokenClass::Plain, piece),
            TokenKind::LineComment | TokenKind::BlockComment { .. } => {
                see(TokenClass::Comment, piece);
            }
            TokenKind::Literal {
                kind: LiteralKind::DollarQuotedString { .. },
            } => {
                dollar(&tokens, index, depth, last.word, see);
                last.turn(piece, token.word);
            }
            TokenKind::Ident => {
                see(tokens.class_of_word(index, &last, upper, depth), piece);
                last.turn(piece, token.word);
            }
            kind => {
                see(class_of(kind), piece);
                last.turn(piece, token.word);
            }
        }
    }
}

/// The significant token just before.
#[derive(Default)]
struct Last<'a> {
    word: &'a str,
    /// Whether the last word that leads to a name leads to a relation's.
    in_relation: bool,
}

impl<'a> Last<'a> {
    fn turn(&mut self, piece: &'a str, known: Word) {
        self.word = piece;
        if let Some(lead) = known.lead {
            self.in_relation = lead == Lead::Relation;
        } else if piece == ";" {
            self.in_relation = false;
        }
    }

    fn is(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.word.eq_ignore_ascii_case(word))
    }
}

/// One token and where it ends; it starts where the one before ends.
struct At {
    kind: TokenKind,
    start: usize,
    end: usize,
    word: Word,
}

struct Tokens<'a> {
    whole: &'a str,
    list: Vec<At>,
}

impl<'a> Tokens<'a> {
    fn new(whole: &'a str) -> Self {
        let mut start = 0;
        let list = tokenize(whole)
            .map(|token| {
                let end = start + token.len as usize;
                let is_word = token.kind == TokenKind::Ident;
                let piece = whole.get(start..end).filter(|_| is_word);
                let at = At {
                    kind: token.kind,
                    start,
                    end,
                    word: piece.map(sql_words::word).unwrap_or_default(),
                };
                start = end;
                at
            })
            .collect();
        Self { whole, list }
    }

    fn text(&self, index: usize) -> &'a str {
        let piece = self
            .list
            .get(index)
            .and_then(|at| self.whole.get(at.start..at.end));
        piece.unwrap_or_default()
    }

    fn is_blank(&self, index: usize) -> bool {
        let kind = self.list.get(index).map(|at| at.kind);
        matches!(
            kind,
            Some(TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. })
        )
    }

    /// Returns the first significant token after `index`, or an empty text.
    fn next(&self, index: usize) -> &'a str {
        // More comments than this in a row hide the next word from the colours, no more.
        let next = (index + 1..self.list.len())
            .take(8)
            .find(|next| !self.is_blank(*next));
        next.map(|next| self.text(next)).unwrap_or_default()
    }

    /// Returns whether the text writes its key words in upper case, as the server does;
    /// a lower-case word that may be a name is then taken for one.
    fn writes_upper(&self) -> bool {
        let key = self.list.iter().position(|at| at.word.hold != Hold::None);
        let first = key.map(|index| self.text(index));
        first.is_some_and(|word| !word.contains(|letter: char| letter.is_ascii_lowercase()))
    }

    fn class_of_word(
        &self,
        index: usize,
        last: &Last<'_>,
        upper: bool,
        depth: usize,
    ) -> TokenClass {
        let piece = self.text(index);
        let next = self.next(index);
        if last.word == "." || next == "." {
            return self.class_of_name(index, last);
        }
        let word = self.list.get(index).map(|at| at.word).unwrap_or_default();
        if depth > 0 && word.is_plpgsql {
            return TokenClass::Keyword;
        }
        if word.hold == Hold::Reserved {
            return TokenClass::Keyword;
        }
        if word == Word::default() || starts_a_column(last, next, piece) {
            return self.class_of_name(index, last);
        }
        if word.is_type && (word.hold == Hold::None || last.is(&["returns", "time", "::"])) {
            let alone = last.is(&["(", ","]) && (word.names_too || word.hold != Hold::None);
            return if alone {
                TokenClass::Identifier
            } else {
                TokenClass::Type
            };
        }
        let is_lower = !piece.contains(|letter: char| letter.is_ascii_uppercase());
        if word.hold == Hold::Unreserved && !(upper && is_lower) {
            return TokenClass::Keyword;
        }
        self.class_of_name(index, last)
    }

    fn class_of_name(&self, index: usize, last: &Last<'_>) -> TokenClass {
        let called = self.text(index + 1) == "(" && !last.in_relation;
        if called {
            TokenClass::Function
        } else {
            TokenClass::Identifier
        }
    }

    /// Returns the words around `index` in its statement, those after it first.
    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        let inside = |at: &usize| self.text(*at) != ";";
        let after = (index + 1..self.list.len()).take(REACH).take_while(inside);
        let before = (0..index).rev().take(REACH).take_while(inside);
        after.chain(before)
    }

    /// Returns whether the body at `index` is SQL or PL/pgSQL, as far as one can see.
    fn is_ours(&self, index: usize) -> bool {
        let language = self
            .around(index)
            .find(|at| self.text(*at).eq_ignore_ascii_case("language"))
            .map(|at| self.next(at).trim_matches(['\'', '"']));
        language.is_none_or(|name| {
            name.eq_ignore_ascii_case("sql") || name.eq_ignore_ascii_case("plpgsql")
        })
    }
}

/// Returns whether a word opens an entry of a list and its type follows: `(name text,`.
fn starts_a_column(last: &Last<'_>, next: &str, piece: &str) -> bool {
    const PARTS: &[&str] = &[
        "precision",
        "varying",
        "character",
        "char",
        "with",
        "without",
    ];
    if !matches!(last.word, "(" | ",") || PARTS.iter().any(|part| next.eq_ignore_ascii_case(part)) {
        return false;
    }
    let follows = sql_words::word(next);
    let is_name = next.starts_with(|first: char| first.is_alphabetic() || "_\"".contains(first));
    let clause = [
        "constraint",
        "foreign",
        "primary",
        "unique",
        "check",
        "like",
        "exclude",
    ];
    is_name
        && (follows.is_type || follows.hold == Hold::None)
        && !clause.iter().any(|word| piece.eq_ignore_ascii_case(word))
}

/// Shows a text between dollar quotes: what it holds is read as SQL where it is SQL.
fn dollar<'a>(
    tokens: &Tokens<'a>,
    index: usize,
    depth: usize,
    last: &str,
    see: &mut impl FnMut(TokenClass, &'a str),
) {
    let piece = tokens.text(index);
    let opens = ["as", "do", "execute", "plpgsql", "sql", "atomic"];
    let is_body = opens.iter().any(|word| last.eq_ignore_ascii_case(word))
        || (last.eq_ignore_ascii_case("'plpgsql'"));
    let Some((open, body, close)) = is_body.then(|| split_dollar(piece)).flatten() else {
        return see(TokenClass::String, piece);
    };
    see(TokenClass::DollarTag, open);
    if depth < MAX_DEPTH && tokens.is_ours(index) {
        read(body, depth + 1, see);
    } else {
        see(TokenClass::DollarBody, body);
    }
    see(TokenClass::DollarTag, close);
}

/// Returns the opening tag, what stands between, and the closing tag if there is one.
fn split_dollar(piece: &str) -> Option<(&str, &str, &str)> {
    let tag = piece.get(1..)?.find('$')? + 2;
    let (open, rest) = piece.split_at_checked(tag)?;
    let body = rest.strip_suffix(open).unwrap_or(rest);
    let (body, close) = rest.split_at_checked(body.len())?;
    Some((open, body, close))
}

fn class_of(kind: TokenKind) -> TokenClass {
    use TokenKind as K;
    match kind {
        K::Literal {
            kind: LiteralKind::Int { .. } | LiteralKind::Numeric { .. },
        } => TokenClass::Number,
        K::Literal { .. } => TokenClass::String,
        K::QuotedIdent { .. } => TokenClass::QuotedIdentifier,
        K::PositionalParam { .. } => TokenClass::Parameter,
        K::Semi
        | K::Comma
        | K::Dot
        | K::OpenParen
        | K::CloseParen
        | K::OpenBracket
        | K::CloseBracket
        | K::OpenCurly
        | K::CloseCurly => TokenClass::Punctuation,
        K::Unknown | K::Eof => TokenClass::Plain,
        _ => TokenClass::Operator,
    }
}
