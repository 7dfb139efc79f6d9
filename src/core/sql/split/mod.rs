//! Splitting a file into statements, as `psql` would send them.
//!
//! It reads what `pg_dump` writes and what people write by hand: `psql` lines, COPY data,
//! all forms of quotes and comments, routine bodies that are not quoted, rules with several
//! actions. It executes no `psql` command, expands no variable and judges no syntax: a
//! statement that PostgreSQL cannot parse comes out whole and is refused there.

mod error;
mod open;
mod psql;

use squawk_lexer::TokenKind;

use error::unterminated;
pub use error::{Fault, SplitError};
use open::{Head, Open};
use psql::{copy_end, is_copy_from_stdin, line_end, sends};

use super::token::{Next, Token, walk};

/// One statement of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Its text, without the comments before it and the semicolon behind it.
    pub text: &'a str,
    /// The line it starts on, from 1.
    pub line: u32,
    /// The byte it starts at.
    pub offset: usize,
    /// What it is.
    pub what: What<'a>,
}

/// What a statement of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// SQL for the server.
    Sql,
    /// A COPY from the client, with the lines that stand behind it in the file.
    CopyIn {
        /// The lines before `\.`, with their line ends.
        data: &'a str,
    },
    /// A line for `psql`, such as `\restrict` or `\connect`, with its backslash.
    Meta,
}

/// Splits the text of a file into its statements; empty ones are dropped.
pub fn split(text: &str) -> Result<Vec<Statement<'_>>, SplitError> {
    let mut file = File {
        text,
        statements: Vec::new(),
        counted: (0, 1),
        open: Open::default(),
        fault: None,
    };
    walk(text, |token| file.see(token));
    if file.fault.is_none() {
        file.end();
    }
    match file.fault {
        Some(error) => Err(error),
        None => Ok(file.statements),
    }
}

/// The file as far as it has been read.
struct File<'a> {
    text: &'a str,
    statements: Vec<Statement<'a>>,
    /// A byte and its line; lines are counted once, from here on.
    counted: (usize, u32),
    open: Open,
    fault: Option<SplitError>,
}

impl<'a> File<'a> {
    fn see(&mut self, token: Token) -> Next {
        if token.is_unterminated() {
            let fault = unterminated(token, self.text);
            return self.stop(token.start, fault);
        }
        if token.is_blank() {
            return Next::Go;
        }
        match token.kind {
            TokenKind::Semi if self.open.semicolon_ends() => self.close(token.end),
            TokenKind::Unknown if token.of(self.text) == "\\" => self.meta(token.start),
            _ => {
                self.open.add(token, self.text);
                Next::Go
            }
        }
    }

    fn stop(&mut self, offset: usize, fault: Fault) -> Next {
        let line = self.line(offset);
        self.fault = Some(SplitError {
            line,
            offset,
            fault,
        });
        Next::Stop
    }

    /// Returns the line of a byte.
    fn line(&mut self, offset: usize) -> u32 {
        let (from, line) = self.counted;
        // An error may point back to where the statement began; counting starts anew then.
        let (from, line) = if offset < from { (0, 1) } else { (from, line) };
        let between = self.text.as_bytes().get(from..offset).unwrap_or_default();
        #[expect(clippy::naive_bytecount, reason = "quick enough to need no crate")]
        let newlines = between.iter().filter(|byte| **byte == b'\n').count();
        let line = line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        self.counted = (offset, line);
        line
    }

    fn push(&mut self, start: usize, end: usize, what: What<'a>) {
        let line = self.line(start);
        let text = self.text.get(start..end).unwrap_or_default();
        self.statements.push(Statement {
            text,
            line,
            offset: start,
            what,
        });
    }

    /// Ends the open statement; reading goes on at `behind`, or behind its COPY data.
    fn close(&mut self, behind: usize) -> Next {
        let open = std::mem::take(&mut self.open);
        let Some((start, end)) = open.span else {
            return Next::Jump(behind);
        };
        if open.from_stdin {
            return self.copy(start, end, behind);
        }
        self.push(start, end, What::Sql);
        Next::Jump(behind)
    }

    /// Takes a COPY from stdin and the data that starts on the line behind `behind`.
    fn copy(&mut self, start: usize, end: usize, behind: usize) -> Next {
        let newline = line_end(self.text, behind);
        let rest = self.text.get(behind..newline).unwrap_or_default().trim();
        if !rest.is_empty() && !rest.starts_with("--") {
            return self.stop(behind, Fault::TextBehindCopy);
        }
        let first = (newline + 1).min(self.text.len());
        let Some((data_end, resume)) = copy_end(self.text, first) else {
            return self.stop(start, Fault::CopyData);
        };
        let data = self.text.get(first..data_end).unwrap_or_default();
        self.push(start, end, What::CopyIn { data });
        Next::Jump(resume)
    }

    /// Takes a backslash outside of strings: the start of a `psql` command.
    fn meta(&mut self, start: usize) -> Next {
        let command = self.text.get(start + 1..).unwrap_or_default();
        // `\;` separates statements that psql sends in one message, `\\` commands on a line.
        if command.starts_with(';') {
            return self.close(start + 2);
        }
        if command.starts_with('\\') {
            return Next::Jump(start + 2);
        }
        let end = line_end(self.text, start);
        if self.open.span.is_none() {
            return self.meta_line(start, end);
        }
        if !sends(command) {
            return self.stop(start, Fault::MetaInside);
        }
        let next = self.close(end);
        if self.fault.is_none() {
            self.push_meta(start, end);
        }
        next
    }

    fn meta_line(&mut self, start: usize, end: usize) -> Next {
        let line = self.text.get(start + 1..end).unwrap_or_default();
        if !is_copy_from_stdin(line) {
            self.push_meta(start, end);
            return Next::Jump(end);
        }
        // psql's own \copy is COPY on one line; the server takes it without the backslash.
        let sql = line.trim_end().trim_end_matches(';').trim_end();
        self.copy(start + 1, start + 1 + sql.len(), end)
    }

    fn push_meta(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        self.push(start, start + line.trim_end().len(), What::Meta);
    }

    fn end(&mut self) {
        let Some((start, _)) = self.open.span else {
            return;
        };
        if self.open.blocks > 0 {
            self.stop(start, Fault::Atomic);
        } else if self.open.head == Head::Rule && self.open.parentheses > 0 {
            self.stop(start, Fault::RuleActions);
        } else {
            self.close(self.text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        split(sql)
            .unwrap()
            .into_iter()
            .map(|one| one.text)
            .collect()
    }

    fn lines(sql: &str) -> Vec<u32> {
        split(sql)
            .unwrap()
            .into_iter()
            .map(|one| one.line)
            .collect()
    }

    fn fault(sql: &str) -> (Fault, u32) {
        let error = split(sql).unwrap_err();
        (error.fault, error.line)
    }

    #[test]
    fn quotes_and_comments_hide_semicolons() {
        for sql in [
            "SELECT 'a;''b;'",
            "SELECT E'it\\'s;'",
            "SELECT E'a'\n'it\\'s;'",
            "SELECT U&'d\\0061t;' UESCAPE '!'",
            "SELECT \"we;ird\"\"x;\", U&\"x;\"",
            "SELECT $$;$$, $a$ ; $$ ; $a$, $größe$;$größe$, a$b",
            "SELECT 1 /* ; /* ; */ ; */ + 2 -- ;\n + 3",
            "SELECT B'1;', X'1;', N'1;'",
            "SELECT '\\'",
        ] {
            assert_eq!(texts(&format!(" {sql} ;SELECT 2")), [sql, "SELECT 2"]);
        }
    }

    #[test]
    fn comments_and_empty_statements_are_left_out() {
        let sql =
            "\u{feff}-- head\r\n;;\r\n/* a\n b */ SELECT 1 -- tail\r\n;\r\n\r\nSELECT 2 /* end */";
        assert_eq!(texts(sql), ["SELECT 1", "SELECT 2"]);
        assert_eq!(lines(sql), [4, 7]);
        assert_eq!(texts(" -- nothing\n;"), Vec::<&str>::new());
    }

    #[test]
    fn bodies_that_are_not_quoted_stay_whole() {
        let body = "CREATE OR REPLACE FUNCTION f(begin int DEFAULT (1)) RETURNS int\nBEGIN ATOMIC\n \
            SELECT CASE WHEN begin > 0 THEN 1 ELSE (CASE WHEN true THEN 2 END) END AS end;\n \
            SELECT t.end, 'END;' FROM t AS case; /* END; */\nEND";
        assert_eq!(texts(&format!("{body};\nSELECT 1;")), [body, "SELECT 1"]);
        let empty = "create procedure p() begin atomic end";
        assert_eq!(
            texts(&format!("{empty}; END;BEGIN; COMMIT")),
            [empty, "END", "BEGIN", "COMMIT"]
        );
        assert_eq!(
            fault("\n\nCREATE FUNCTION f() BEGIN ATOMIC SELECT 1;"),
            (Fault::Atomic, 3)
        );
    }

    #[test]
    fn rules_and_schemas_with_many_parts_stay_whole() {
        let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT (1); DELETE FROM t;)";
        let schema = "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1";
        assert_eq!(texts(&format!("{rule};{schema};")), [rule, schema]);
        assert_eq!(texts("SELECT (1; SELECT 2"), ["SELECT (1", "SELECT 2"]);
        assert_eq!(
            fault("CREATE RULE r AS ON INSERT TO t DO (SELECT 1;").0,
            Fault::RuleActions
        );
    }

    #[test]
    fn copy_data_is_no_sql() {
        let sql = "COPY t (a) FROM stdin WITH (FORMAT text); -- data\n1;'\n\\.x\n\\\\.\n\\.\nSELECT 1;\n\
            copy u from STDIN;\r\n\\.\r\nCOPY (SELECT a FROM stdin) TO stdout;";
        let all = split(sql).unwrap();
        assert_eq!(all[0].text, "COPY t (a) FROM stdin WITH (FORMAT text)");
        assert_eq!(
            all[0].what,
            What::CopyIn {
                data: "1;'\n\\.x\n\\\\.\n"
            }
        );
        assert_eq!((all[1].text, all[1].line), ("SELECT 1", 6));
        assert_eq!((all[2].what, all[2].line), (What::CopyIn { data: "" }, 7));
        assert_eq!((all[3].what, all[3].line), (What::Sql, 9));
        assert_eq!(all.len(), 4);
        assert_eq!(
            fault("SELECT 1;\nCOPY t FROM stdin;\n1\n"),
            (Fault::CopyData, 2)
        );
        assert_eq!(fault("COPY t FROM stdin").0, Fault::CopyData);
        assert_eq!(
            fault("COPY t FROM stdin; SELECT 1;\n1\n\\.").0,
            Fault::TextBehindCopy
        );
    }

    #[test]
    fn lines_for_psql_are_told_apart() {
        let sql = "\\restrict abc'\r\n\\connect \"my;db\"\nSELECT 1 \\gset x_\nSELECT 2\\;SELECT 3;\n\
            \\copy t from stdin csv;\n1\n\\.\n\\copy t from 'f'\n";
        let all: Vec<_> = split(sql)
            .unwrap()
            .into_iter()
            .map(|one| (one.text, one.what))
            .collect();
        assert_eq!(
            all,
            [
                ("\\restrict abc'", What::Meta),
                ("\\connect \"my;db\"", What::Meta),
                ("SELECT 1", What::Sql),
                ("\\gset x_", What::Meta),
                ("SELECT 2", What::Sql),
                ("SELECT 3", What::Sql),
                ("copy t from stdin csv", What::CopyIn { data: "1\n" }),
                ("\\copy t from 'f'", What::Meta),
            ]
        );
        assert_eq!(fault("SELECT 1\n\\connect x\n"), (Fault::MetaInside, 2));
    }

    #[test]
    fn what_is_never_closed_is_named_with_its_line() {
        for (sql, wanted) in [
            ("'a", Fault::String),
            ("E'a\\'", Fault::String),
            ("E'a'\n'b\\'", Fault::String),
            ("$é$ $$", Fault::DollarQuote("$é$".into())),
            ("\"a\"\"", Fault::QuotedName),
            ("/* /* */", Fault::Comment),
        ] {
            assert_eq!(
                fault(&format!("SELECT 1;\nSELECT\n{sql}")),
                (wanted, 3),
                "{sql}"
            );
        }
        assert_eq!(
            split("\n$a$").unwrap_err().report("x.sql").to_string(),
            "cannot split the file into statements (x.sql:2): \
             a string is never closed by $a$; it opens on line 2"
        );
    }

    /// Returns whether nothing but white space, comments, semicolons and `\.` stands here.
    fn is_gap(text: &str) -> bool {
        let mut gap = true;
        walk(&text.replace("\\.", ""), |token| {
            let bare = token.is_blank() || matches!(token.kind, TokenKind::Semi);
            let slash = token.kind == TokenKind::Unknown && token.of(text) == "\\";
            gap &= bare || slash;
            Next::Go
        });
        gap
    }

    const NASTY: &str = "\\restrict k\nCREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN \
        true THEN 1 END; END;\nCOPY t FROM stdin;\n1\ta;'\n\\.\nCREATE RULE r AS ON INSERT TO t DO \
        (SELECT 1; SELECT $x$;$x$);\r\n/* a /* b */ ; */ SELECT E'\\';'\n'\\'', U&\"é;\" -- ';\n; \
        INSERT INTO t VALUES ('ü', $$;$$, \"a\"\";\") ;;\nSELECT 1 \\gx\nSELECT 漢字";

    #[test]
    fn mutated_files_never_panic_and_lose_nothing() {
        let pieces = [
            "'",
            "\"",
            "$$",
            "$x$",
            "\\",
            "\\.\n",
            "\n",
            ";",
            "(",
            ")",
            "/*",
            "*/",
            "--",
            "\0",
            "E'",
            "COPY t FROM stdin;\n",
            " BEGIN ATOMIC ",
            " END ",
            " CASE ",
            "é",
            "\u{feff}",
            "\r",
        ];
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 33).unwrap() % below
        };
        let mut good = 0;
        for _ in 0..20_000 {
            let mut letters: Vec<char> = NASTY.chars().collect();
            for _ in 0..random(6) {
                let at = random(letters.len() + 1);
                match random(3) {
                    0 => drop(letters.drain(at..(at + random(9)).min(letters.len()))),
                    1 => letters.truncate(at.max(1)),
                    _ => drop(letters.splice(at..at, pieces[random(pieces.len())].chars())),
                }
            }
            let text: String = letters.into_iter().collect();
            let Ok(all) = split(&text) else { continue };
            good += 1;
            let mut at = 0;
            for one in &all {
                assert_eq!(
                    text.get(one.offset..one.offset + one.text.len()),
                    Some(one.text)
                );
                let newlines = text[..one.offset].matches('\n').count();
                assert_eq!(usize::try_from(one.line).unwrap(), newlines + 1);
                assert!(
                    is_gap(&text[at..one.offset]),
                    "{text:?}: {:?}",
                    &text[at..one.offset]
                );
                at = one.offset + one.text.len();
                if let What::CopyIn { data } = one.what {
                    let behind = text[at..].find(data).unwrap();
                    at += behind + data.len();
                }
            }
            assert!(is_gap(&text[at..]), "{text:?}: {:?}", &text[at..]);
        }
        assert!(good > 2_000, "only {good} mutants could be split");
    }
}
