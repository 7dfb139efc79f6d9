//! The token form of SQL text, for comparing what the server deparsed.
//!
//! Two texts with equal form are the same stream of tokens, so they mean the same in the
//! same place; two with different forms may still mean the same, and only a server can
//! tell. Nothing here parses.

use std::borrow::Cow;
use std::collections::BTreeSet;

use squawk_lexer::{LiteralKind, TokenKind};

use super::quote::{ident, is_reserved};
use super::token::{Next, Token, walk};

/// How deep strings within strings are searched for names.
const MAX_NESTING: u8 = 4;

/// How many parts a name has at most: database, schema, relation, column.
const MAX_PARTS: u8 = 4;

/// Returns `expression` without white space and comments: its tokens, one space apart.
///
/// Bare words are put in lower case; constants and quoted names keep their text.
pub fn canonical(expression: &str) -> String {
    let mut form = Form {
        text: expression,
        out: String::with_capacity(expression.len()),
        run: None,
        previous: None,
        newline: false,
    };
    walk(expression, |token| {
        form.see(token);
        Next::Go
    });
    form.close_run();
    form.out
}

/// The form under construction.
struct Form<'a> {
    text: &'a str,
    out: String,
    /// An operator or colon not yet complete: characters that touch belong together.
    run: Option<(usize, usize)>,
    /// The kind of the last token that counts.
    previous: Option<TokenKind>,
    /// Whether a newline lies between it and the present one.
    newline: bool,
}

impl Form<'_> {
    fn see(&mut self, token: Token) {
        if token.is_blank() && !token.is_unterminated() {
            self.close_run();
            self.newline |= token.of(self.text).contains(['\n', '\r']);
            return;
        }
        if is_operator_part(token.kind) {
            self.run = Some(match self.run {
                Some((start, _)) => (start, token.end),
                None => (token.start, token.end),
            });
        } else {
            self.close_run();
            // A string continues the one on the line before; on one line that is an error.
            let joins =
                self.newline && is_string(token.kind) && self.previous.is_some_and(is_string);
            let word = folded(token, self.text);
            self.push(&word, if joins { '\n' } else { ' ' });
        }
        self.previous = Some(token.kind);
        self.newline = false;
    }

    fn push(&mut self, word: &str, separator: char) {
        if !self.out.is_empty() {
            self.out.push(separator);
        }
        self.out.push_str(word);
    }

    fn close_run(&mut self) {
        let Some((start, end)) = self.run.take() else {
            return;
        };
        let mut rest = self.text.get(start..end).unwrap_or_default();
        while !rest.is_empty() {
            let (part, behind) = rest.split_at(part_length(rest));
            let (operator, signs) = part.split_at(operator_length(part));
            // The server's scanner reads both as one token.
            self.push(if operator == "!=" { "<>" } else { operator }, ' ');
            for sign in signs.split_inclusive(['+', '-']) {
                self.push(sign, ' ');
            }
            rest = behind;
        }
    }
}

/// Returns the length of what a run of operator characters and colons starts with: a
/// cast, an assignment, a colon, or all up to the next colon.
fn part_length(run: &str) -> usize {
    if run.starts_with("::") || run.starts_with(":=") {
        2
    } else if run.starts_with(':') {
        1
    } else {
        run.find(':').unwrap_or(run.len())
    }
}

/// Returns the length of the operator that `part` starts with; signs follow, one by one.
///
/// An operator that ends in a sign must hold a character of which no standard operator
/// before a sign is made, so that `a<-1` is a comparison (manual 4.1.3).
fn operator_length(part: &str) -> usize {
    let trimmed = part.trim_end_matches(['+', '-']);
    if trimmed.len() == part.len()
        || part.contains(['~', '!', '@', '#', '%', '^', '&', '|', '`', '?'])
    {
        part.len()
    } else {
        trimmed.len().max(1)
    }
}

const fn is_operator_part(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Slash
            | T::Minus
            | T::Colon
            | T::Eq
            | T::Gt
            | T::And
            | T::Lt
            | T::Bang
            | T::Plus
            | T::Tilde
            | T::Pound
            | T::Question
            | T::Or
            | T::Percent
            | T::Caret
            | T::Star
            | T::Backtick
            | T::At
    )
}

const fn is_string(kind: TokenKind) -> bool {
    use LiteralKind as L;
    matches!(
        kind,
        TokenKind::Literal {
            kind: L::Str { .. }
                | L::NationalStr { .. }
                | L::ByteStr { .. }
                | L::BitStr { .. }
                | L::UnicodeEscStr { .. }
                | L::EscStr { .. }
        }
    )
}

fn folded(token: Token, text: &str) -> Cow<'_, str> {
    let word = token.of(text);
    match token.kind {
        // The server folds ASCII only in UTF-8 databases.
        TokenKind::Ident => Cow::Owned(word.to_ascii_lowercase()),
        TokenKind::QuotedIdent { uescape: true, .. } => lower_first(word),
        kind if is_string(kind) => lower_first(word),
        _ => Cow::Borrowed(word),
    }
}

/// Puts the prefix of `E''`, `N''`, `B''`, `X''` and `U&''` in lower case.
fn lower_first(word: &str) -> Cow<'_, str> {
    match word.chars().next() {
        Some(first) if first.is_ascii_uppercase() => {
            let mut lower = word.to_owned();
            if let Some(prefix) = lower.get_mut(..1) {
                prefix.make_ascii_lowercase();
            }
            Cow::Owned(lower)
        }
        _ => Cow::Borrowed(word),
    }
}

/// Returns the names that occur in the body of a function, sorted, each once.
///
/// Of `a.b.c` it returns `a`, `a.b` and `a.b.c`, written as [`super::qualified`] writes
/// them. Strings are searched too, for a body may build the statements it executes. It is
/// a guess, good for ordering what may depend on what and for nothing else.
pub fn identifiers(body: &str) -> Vec<String> {
    let mut names = BTreeSet::new();
    collect_names(body, MAX_NESTING, &mut names);
    names.into_iter().collect()
}

fn collect_names(text: &str, nesting: u8, names: &mut BTreeSet<String>) {
    let mut path = String::new();
    let mut parts = 0;
    let mut dotted = false;
    let mut inner: Vec<Cow<'_, str>> = Vec::new();
    walk(text, |token| {
        match token.kind {
            _ if token.is_blank() => return Next::Go,
            TokenKind::Dot if !path.is_empty() => {
                dotted = true;
                return Next::Go;
            }
            TokenKind::Ident | TokenKind::QuotedIdent { .. } => {
                let name = name_of(token, text);
                if dotted {
                    path.push('.');
                    parts += 1;
                } else {
                    path.clear();
                    parts = 1;
                    if token.kind == TokenKind::Ident && is_reserved(&name) {
                        return Next::Go;
                    }
                }
                path.push_str(&ident(&name));
                names.insert(path.clone());
                if parts == MAX_PARTS {
                    path.clear();
                }
            }
            _ => {
                path.clear();
                inner.extend(content(token, text));
            }
        }
        dotted = false;
        Next::Go
    });
    if nesting > 0 {
        for text in inner {
            collect_names(&text, nesting - 1, names);
        }
    }
}

fn name_of(token: Token, text: &str) -> String {
    let word = token.of(text);
    match word.split_once('"') {
        Some((_, quoted)) => quoted
            .strip_suffix('"')
            .unwrap_or(quoted)
            .replace("\"\"", "\""),
        None => word.to_ascii_lowercase(),
    }
}

/// Returns what stands between the quotes of a string.
fn content(token: Token, text: &str) -> Option<Cow<'_, str>> {
    let word = token.of(text);
    if let TokenKind::Literal {
        kind: LiteralKind::DollarQuotedString { .. },
    } = token.kind
    {
        let tag = word.get(1..)?.find('$')? + 2;
        let body = word.get(tag..)?;
        return Some(Cow::Borrowed(
            body.get(..body.len().saturating_sub(tag)).unwrap_or(body),
        ));
    }
    if !is_string(token.kind) {
        return None;
    }
    let (_, body) = word.split_once('\'')?;
    Some(Cow::Owned(
        body.strip_suffix('\'').unwrap_or(body).replace("''", "'"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_comments_and_case_do_not_count() {
        let form =
            "( a + 1 ) :: numeric ( 10 , 2 ) <> 'A  b' and \"X y\" = any ( array [ e'\\n' ] )";
        assert_eq!(
            canonical("((a+1))::Numeric(10,2)").replace("( ( a + 1 ) )", "( a + 1 )"),
            "( a + 1 ) :: numeric ( 10 , 2 )"
        );
        assert_eq!(
            canonical(
                "(A + 1)::numeric(10,2)\n != /* x /* y */ */ 'A  b' -- c\nAND \"X y\"=ANY(ARRAY[E'\\n'])"
            ),
            form
        );
        assert_eq!(canonical(form), form);
        assert_eq!(canonical(" \n"), "");
    }

    #[test]
    fn what_the_server_reads_differently_stays_different() {
        for (one, other) in [
            ("a < = b", "a <= b"),
            ("a: :b", "a::b"),
            ("'a' 'b'", "'a'\n'b'"),
            ("'a b'", "'a  b'"),
            ("e 'x'", "e'x'"),
            ("\"A\"", "a"),
            ("'x'", "e'x'"),
            ("1 2", "12"),
            ("- - 1", "1"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one}");
        }
    }

    #[test]
    fn operators_end_where_the_manual_says() {
        for (text, form) in [
            ("a<-1", "a < - 1"),
            ("a<+-1", "a < + - 1"),
            ("a@-1", "a @- 1"),
            ("a->>'b'", "a ->> 'b'"),
            ("a+++b", "a + + + b"),
            ("f(a=>1,b:=2)", "f ( a => 1 , b := 2 )"),
            ("x[1::int:2]", "x [ 1 :: int : 2 ]"),
            ("a=:b", "a = : b"),
            ("count(*)", "count ( * )"),
        ] {
            assert_eq!(canonical(text), form);
            assert_eq!(canonical(form), form);
        }
    }

    #[test]
    fn names_in_a_body_are_found() {
        let body = "DECLARE r public.film%ROWTYPE; BEGIN
            -- not.this
            PERFORM \"My Schema\".\"F\"(r.id) FROM ONLY actor a JOIN Public . Inventory i USING (id);
            EXECUTE 'SELECT other.tab('' x.y '')'; EXECUTE $q$ call deep.er() $q$; END";
        let names = identifiers(body);
        for name in [
            "public.film",
            "\"My Schema\".\"F\"",
            "actor",
            "public.inventory",
            "other.tab",
            "x.y",
            "deep.er",
            "r.id",
        ] {
            assert!(
                names.iter().any(|found| found == name),
                "{name} in {names:?}"
            );
        }
        for keyword in ["from", "not", "not.this", "using"] {
            assert!(!names.iter().any(|found| found == keyword), "{keyword}");
        }
    }

    #[test]
    fn hostile_lengths_cost_no_more_than_their_length() {
        let started = std::time::Instant::now();
        assert_eq!(canonical(&"+".repeat(300_000)).len(), 599_999);
        assert_eq!(canonical(&":".repeat(300_000)).len(), 449_999);
        assert!(identifiers(&"a.".repeat(300_000)).len() < 10);
        assert!(identifiers(&"'".repeat(300_000)).len() < 10);
        assert!(started.elapsed().as_secs() < 10);
    }
}
