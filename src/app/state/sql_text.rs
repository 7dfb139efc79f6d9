//! SQL text made ready to be drawn: lines, and the class of each piece of them.
//!
//! It is made once, away from drawing, and read by line from then on. What it hands out
//! is fit for a screen: whatever a terminal would obey is visible text. It does not know
//! what the SQL means.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use pgworks_core::sql::display::display;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::sql_tokens;

/// Cells between two tab stops.
const TAB: usize = 4;

/// What a piece of SQL is, as far as colours go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenClass {
    /// White space, and what is no token of SQL.
    Plain,
    /// A key word of SQL, or of PL/pgSQL inside a body.
    Keyword,
    /// The name of a type of PostgreSQL.
    Type,
    /// A name that is called.
    Function,
    /// Any other name.
    Identifier,
    /// A name between double quotes.
    QuotedIdentifier,
    /// A constant between quotes of whatever kind.
    String,
    /// A number.
    Number,
    /// `$1`.
    Parameter,
    /// `=`, `::`, `||` and the like.
    Operator,
    /// Brackets, commas, dots and semicolons.
    Punctuation,
    /// A comment, nested ones included.
    Comment,
    /// The `$tag$` around a body.
    DollarTag,
    /// A body in a language that is neither SQL nor PL/pgSQL.
    DollarBody,
    /// The visible form of what a terminal would have obeyed or hidden.
    Hidden,
}

impl TokenClass {
    /// Every class.
    pub const ALL: [Self; 15] = [
        Self::Plain,
        Self::Keyword,
        Self::Type,
        Self::Function,
        Self::Identifier,
        Self::QuotedIdentifier,
        Self::String,
        Self::Number,
        Self::Parameter,
        Self::Operator,
        Self::Punctuation,
        Self::Comment,
        Self::DollarTag,
        Self::DollarBody,
        Self::Hidden,
    ];
}

/// SQL text in lines, with the class of each piece. A clone shares the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SqlText(Arc<Inner>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Inner {
    /// All lines, one after the other, with nothing between them.
    shown: String,
    lines: Vec<Line>,
    spans: Vec<Span>,
    /// The lines that are not shown as they were written.
    written: BTreeMap<usize, String>,
    width: usize,
}

/// Where a line ends in the text and among the spans; it starts where the last one ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Line {
    text: usize,
    span: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    end: usize,
    class: TokenClass,
}

impl SqlText {
    /// Cuts `text` into lines and pieces. Time is linear in the text.
    ///
    /// Tabs become spaces. A carriage return is shown, unless every line ends in one.
    pub fn new(text: &str) -> Self {
        let text = unix_lines(text);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let mut builder = Builder::default();
        builder.inner.shown.reserve(text.len());
        if !text.is_empty() {
            sql_tokens::pieces(text, &mut |class, piece| builder.push(class, piece));
            builder.end_line();
        }
        Self(Arc::new(builder.inner))
    }

    /// Returns how many lines there are; a last newline starts none.
    pub fn len(&self) -> usize {
        self.0.lines.len()
    }

    /// Returns whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.0.lines.is_empty()
    }

    /// Returns the cells of the widest line.
    pub fn width(&self) -> usize {
        self.0.width
    }

    /// Returns a line as it is shown, or an empty text behind the end.
    pub fn line(&self, index: usize) -> &str {
        let (start, end) = self.ends(index);
        self.0.shown.get(start.text..end.text).unwrap_or_default()
    }

    /// Returns a line as it was written, with whatever a terminal would obey in it: for
    /// comparing, never for a screen.
    pub fn written(&self, index: usize) -> &str {
        let written = self.0.written.get(&index).map(String::as_str);
        written.unwrap_or_else(|| self.line(index))
    }

    /// Lists the pieces of a line as they are shown: class and bytes in [`Self::line`],
    /// without gaps, from the piece that holds byte `from` on.
    pub fn pieces(
        &self,
        index: usize,
        from: usize,
    ) -> impl Iterator<Item = (TokenClass, std::ops::Range<usize>)> {
        let (start, end) = self.ends(index);
        let spans = self.0.spans.get(start.span..end.span).unwrap_or_default();
        let first = spans.partition_point(|span| span.end - start.text <= from);
        let mut begin = match first.checked_sub(1).and_then(|before| spans.get(before)) {
            Some(before) => before.end - start.text,
            None => 0,
        };
        spans
            .get(first..)
            .unwrap_or_default()
            .iter()
            .map(move |span| {
                let end = span.end - start.text;
                (span.class, std::mem::replace(&mut begin, end)..end)
            })
    }

    fn ends(&self, index: usize) -> (Line, Line) {
        let at = |index: usize| self.0.lines.get(index).copied();
        let start = index.checked_sub(1).and_then(at).unwrap_or_default();
        (start, at(index).unwrap_or(start))
    }
}

impl From<&str> for SqlText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Returns `text` with plain newlines when every line of it ends in CR and LF.
fn unix_lines(text: &str) -> Cow<'_, str> {
    let all = text.bytes().filter(|byte| *byte == b'\n').count();
    if all > 0 && text.matches("\r\n").count() == all {
        return Cow::Owned(text.replace("\r\n", "\n"));
    }
    Cow::Borrowed(text)
}

#[derive(Default)]
struct Builder {
    inner: Inner,
    column: usize,
    /// The present line as written, once it differs from what is shown.
    written: Option<String>,
}

impl Builder {
    fn push(&mut self, class: TokenClass, piece: &str) {
        if piece.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            if let Some(written) = &mut self.written {
                written.push_str(piece);
            }
            return self.add(class, piece);
        }
        let mut parts = piece.split('\n');
        self.push_part(class, parts.next().unwrap_or_default());
        for part in parts {
            self.end_line();
            self.push_part(class, part);
        }
    }

    fn push_part(&mut self, class: TokenClass, part: &str) {
        if part.is_empty() {
            return;
        }
        if let Cow::Borrowed(_) = display(part) {
            if let Some(written) = &mut self.written {
                written.push_str(part);
            }
            return self.add(class, part);
        }
        let line = self.inner.lines.last().map_or(0, |line| line.text);
        let shown = self.inner.shown.get(line..).unwrap_or_default();
        let written = self.written.get_or_insert_with(|| shown.to_owned());
        written.push_str(part);
        self.add_visible(class, part);
    }

    /// Adds a part that holds something to be made visible.
    fn add_visible(&mut self, class: TokenClass, part: &str) {
        let mut plain = 0;
        for (at, letter) in part.char_indices() {
            if matches!(letter, ' '..='~') {
                continue;
            }
            let end = at + letter.len_utf8();
            let text = part.get(at..end).unwrap_or_default();
            let visible = display(text);
            if let Cow::Borrowed(_) = visible {
                continue;
            }
            self.add(class, part.get(plain..at).unwrap_or_default());
            plain = end;
            if letter == '\t' {
                let spaces = TAB - self.column % TAB;
                self.add(class, "    ".get(..spaces).unwrap_or(" "));
            } else {
                self.add(TokenClass::Hidden, &visible);
            }
        }
        self.add(class, part.get(plain..).unwrap_or_default());
    }

    fn add(&mut self, class: TokenClass, text: &str) {
        if text.is_empty() {
            return;
        }
        self.column += width(text);
        self.inner.shown.push_str(text);
        let end = self.inner.shown.len();
        let first = self.inner.lines.last().map_or(0, |line| line.span);
        let in_line = self.inner.spans.len() > first;
        match self.inner.spans.last_mut() {
            Some(span) if in_line && span.class == class => span.end = end,
            _ => self.inner.spans.push(Span { end, class }),
        }
    }

    fn end_line(&mut self) {
        if let Some(written) = self.written.take() {
            self.inner.written.insert(self.inner.lines.len(), written);
        }
        self.inner.lines.push(Line {
            text: self.inner.shown.len(),
            span: self.inner.spans.len(),
        });
        self.inner.width = self.inner.width.max(self.column);
        self.column = 0;
    }
}

fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // Each letter for itself is never less than the whole.
    text.chars()
        .filter_map(UnicodeWidthChar::width)
        .sum::<usize>()
        .max(text.width())
}

#[cfg(test)]
mod tests {
    use super::{TokenClass as C, *};

    fn pieces(text: &SqlText, line: usize) -> Vec<(C, String)> {
        let shown = text.line(line);
        text.pieces(line, 0)
            .map(|(class, range)| (class, shown[range].to_owned()))
            .collect()
    }

    /// Returns the pieces that are no blanks, as `class:text`.
    fn words(sql: &str) -> Vec<String> {
        let text = SqlText::new(sql);
        let all = (0..text.len()).flat_map(|line| pieces(&text, line));
        all.filter(|(_, piece)| !piece.trim().is_empty())
            .map(|(class, piece)| format!("{class:?}:{}", piece.trim()))
            .collect()
    }

    fn class_of(sql: &str, word: &str) -> C {
        let text = SqlText::new(sql);
        (0..text.len())
            .flat_map(|line| pieces(&text, line))
            .find(|(_, piece)| piece.trim() == word)
            .map_or_else(
                || panic!("no {word} in {sql}: {:?}", words(sql)),
                |(class, _)| class,
            )
    }

    fn whole(text: &SqlText) -> String {
        (0..text.len())
            .map(|line| text.line(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_table_as_the_server_writes_it() {
        let sql = "CREATE TABLE public.orders (\n    id bigint NOT NULL,\n    name text,\n    \
                   at timestamp with time zone DEFAULT now(),\n    \"Sum\" numeric(10,2)\n);\n";
        for (word, class) in [
            ("CREATE", C::Keyword),
            ("orders", C::Identifier),
            ("id", C::Identifier),
            ("bigint", C::Type),
            ("name", C::Identifier),
            ("text", C::Type),
            ("timestamp", C::Type),
            ("DEFAULT", C::Keyword),
            ("now", C::Function),
            ("\"Sum\"", C::QuotedIdentifier),
            ("numeric", C::Type),
            ("10", C::Number),
        ] {
            assert_eq!(class_of(sql, word), class, "{word}");
        }
        let text = SqlText::new(sql);
        assert_eq!((text.len(), text.width()), (6, 46));
        assert_eq!(whole(&text) + "\n", sql);
    }

    #[test]
    fn words_that_may_be_names_go_by_their_surroundings() {
        for (sql, word, class) in [
            ("select name from t", "name", C::Type),
            ("SELECT t.name FROM t", "name", C::Identifier),
            ("SELECT version FROM t", "version", C::Identifier),
            ("select version from t", "version", C::Keyword),
            (
                "CREATE INDEX i ON t USING btree (date)",
                "date",
                C::Identifier,
            ),
            ("FOREIGN KEY (a) REFERENCES t(b)", "t", C::Identifier),
            ("SELECT f (1), g(2)", "g", C::Function),
            ("CREATE FUNCTION f() RETURNS trigger", "trigger", C::Type),
            ("CREATE TRIGGER t", "TRIGGER", C::Keyword),
            ("SELECT $1 + :x", "$1", C::Parameter),
            ("SELECT a::text", "text", C::Type),
        ] {
            assert_eq!(class_of(sql, word), class, "{word} in {sql}");
        }
    }

    #[test]
    fn comments_nest_and_run_over_lines() {
        let text = SqlText::new("a /* one /* two */\nstill */ b -- rest\nc");
        assert_eq!(pieces(&text, 0)[2], (C::Comment, "/* one /* two */".into()));
        assert_eq!(pieces(&text, 1)[0], (C::Comment, "still */".into()));
        assert_eq!(pieces(&text, 1)[4], (C::Comment, "-- rest".into()));
        assert_eq!(pieces(&text, 2)[0].0, C::Identifier);
    }

    #[test]
    fn constants_of_every_kind() {
        for (sql, class) in [
            ("'it''s'", C::String),
            (r"E'a\'b'", C::String),
            ("U&'d\\0061t'", C::String),
            ("U&\"d\\0061t\"", C::QuotedIdentifier),
            ("B'101'", C::String),
            ("x'1F'", C::String),
            ("N'a'", C::String),
            ("$$a$$", C::String),
            ("1.5e-3", C::Number),
            ("0xff", C::Number),
        ] {
            assert_eq!(
                class_of(&format!("SELECT {sql} FROM t"), sql),
                class,
                "{sql}"
            );
        }
    }

    #[test]
    fn bodies_between_dollars_are_read_as_what_they_are() {
        let sql = "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $fn$\nBEGIN\n  \
                   IF a THEN EXECUTE $q$select 1$q$; END IF; -- no\nEND $fn$;";
        for (word, class) in [
            ("$fn$", C::DollarTag),
            ("BEGIN", C::Keyword),
            ("a", C::Identifier),
            ("$q$", C::DollarTag),
            ("select", C::Keyword),
            ("-- no", C::Comment),
        ] {
            assert_eq!(class_of(sql, word), class, "{word}");
        }
        let python =
            "CREATE FUNCTION f() RETURNS int AS $$\nif x: return 1\n$$ LANGUAGE plpython3u;";
        assert_eq!(class_of(python, "if x: return 1"), C::DollarBody);
        let sql = "DO $$ BEGIN PERFORM 1; END $$";
        assert_eq!(class_of(sql, "PERFORM"), C::Keyword);
        let comment = "COMMENT ON TABLE t IS $$select all$$";
        assert_eq!(class_of(comment, "$$select all$$"), C::String);
    }

    #[test]
    fn what_is_not_closed_runs_to_the_end() {
        for (sql, class) in [
            ("SELECT 'a\nb", C::String),
            ("SELECT \"a\nb", C::QuotedIdentifier),
            ("SELECT /* a\nb", C::Comment),
            ("SELECT E'a\\\nb", C::String),
            ("SELECT $x$a\nb", C::String),
        ] {
            let text = SqlText::new(sql);
            assert_eq!(text.len(), 2, "{sql}");
            assert_eq!(pieces(&text, 1), [(class, "b".into())], "{sql}");
        }
        assert_eq!(class_of("DO $x$ BEGIN x", "BEGIN"), C::Keyword);
    }

    #[test]
    fn an_escape_string_that_goes_on_in_the_next_line_is_read_wrongly() {
        // The escapes of the first part hold in the second (manual 4.1.2.1); squawk's lexer
        // takes the parts for two constants, so `\'` ends the second. Only a colour is wrong.
        let text = SqlText::new("E'a'\n'b\\' c' d");
        assert_eq!(pieces(&text, 1)[0], (C::String, "'b\\'".into()));
    }

    #[test]
    fn garbage_is_taken_as_it_comes() {
        for sql in [
            "\\restrict abc\n\\connect db\n\\.\n",
            "COPY t FROM stdin;\n1\t\\N\t'\n\\.\n",
            "$",
            "$a",
            "$$",
            "$1a$",
            "'",
            "\"",
            "/*",
            "`",
            "\\",
            "\u{0}",
            "))))",
            "\n\n\n",
            "größe 漢字 👩\u{200d}👧",
            ":'x' :\"y\" @@ ?| #>>",
            "--",
            "E'\\",
            "U&'",
            "\u{feff}a",
        ] {
            let text = SqlText::new(sql);
            let raw: Vec<&str> = (0..text.len()).map(|line| text.written(line)).collect();
            assert_eq!(
                raw.join("\n"),
                sql.strip_suffix('\n').unwrap_or(sql),
                "{sql:?}"
            );
        }
        assert!(SqlText::new("").is_empty() && SqlText::new("").line(7).is_empty());
    }

    #[test]
    fn nothing_reaches_the_screen_that_a_terminal_obeys() {
        let text = SqlText::new("a\tb -- \u{1b}[31m\u{202e}x\nab\tc\r\n'\u{200b}'");
        assert_eq!(text.line(0), "a   b -- \\x1b[31m\\u{202e}x");
        assert_eq!(text.line(1), "ab  c\\r");
        assert_eq!(text.written(1), "ab\tc\r");
        assert_eq!(pieces(&text, 0)[5], (C::Hidden, "\\x1b".into()));
        assert_eq!(pieces(&text, 2)[1], (C::Hidden, "\\u{200b}".into()));
    }

    #[test]
    fn a_carriage_return_ends_a_comment_as_in_the_server() {
        assert_eq!(class_of("-- no\rDROP TABLE t", "DROP"), C::Keyword);
        let dos = SqlText::new("a\r\nb\r\n");
        assert_eq!((dos.line(0), dos.written(1), dos.len()), ("a", "b", 2));
    }

    #[test]
    fn pieces_start_where_they_are_asked_for() {
        let text = SqlText::new("x\nSELECT 1, 'abc'");
        let all: Vec<_> = text.pieces(1, 0).collect();
        for from in 0..text.line(1).len() {
            let some: Vec<_> = text.pieces(1, from).collect();
            let expected: Vec<_> = all
                .iter()
                .filter(|piece| piece.1.end > from)
                .cloned()
                .collect();
            assert_eq!(some, expected, "{from}");
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_one_line() {
        let sql = format!(
            "SELECT '{}', 漢{}",
            "x".repeat(1 << 20),
            ",1".repeat(1 << 19)
        );
        let text = SqlText::new(&sql);
        assert_eq!((text.len(), text.line(0).len()), (1, sql.len()));
        assert!(text.pieces(0, 1 << 20).count() > 1 << 19);
    }
}
