//! The shape of a statement: its keywords, with `…` for what is particular to it.

/// Words that are part of expressions, options and bodies: a shape ends before them.
const ENDS: &[&str] = &["AS", "IS", "EXECUTE", "SELECT", "OPTIONS", "LANGUAGE"];

/// Statements of which only the first words count: the rest is what the object is.
const HEADS: &[&str] = &[
    "CREATE FUNCTION",
    "CREATE OR REPLACE FUNCTION",
    "CREATE PROCEDURE",
    "CREATE OR REPLACE PROCEDURE",
    "CREATE AGGREGATE",
    "CREATE OR REPLACE AGGREGATE",
    "CREATE SEQUENCE",
    "CREATE POLICY",
    "CREATE OPERATOR CLASS",
];

/// Returns the shape of a statement of ours, whose keywords are in capitals.
pub(super) fn shape(sql: &str) -> String {
    if let Some(head) = HEADS.iter().find(|head| sql.starts_with(*head)) {
        return (*head).to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = token(rest, first);
        let (text, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() || first == ',' {
            continue;
        }
        let is_default = words.ends_with(&["SET".to_owned(), "DEFAULT".to_owned()]);
        if is_default {
            words.push("…".to_owned());
            break;
        }
        let is_keyword = text.chars().all(|it| it.is_ascii_uppercase());
        if is_keyword && ENDS.contains(&text) && words.len() > 1 {
            words.push(text.to_owned());
            words.push("…".to_owned());
            break;
        }
        let word = if is_keyword { text } else { "…" };
        if word != "…" || words.last().is_none_or(|last| last != "…") {
            words.push(word.to_owned());
        }
    }
    let words = privileges(words);
    words.join(" ")
}

/// Returns the length of the token that `text` begins with.
fn token(text: &str, first: char) -> usize {
    let to = |from: usize, end: &str| {
        let tail = text.get(from..).unwrap_or_default();
        tail.find(end)
            .map_or(text.len(), |at| from + at + end.len())
    };
    match first {
        '\'' => to(1, "'"),
        '"' => to(1, "\""),
        '$' => match text.get(1..).and_then(|tail| tail.find('$')) {
            Some(at) => to(at + 2, text.get(..at + 2).unwrap_or_default()),
            None => text.len(),
        },
        '(' => {
            let mut depth = 0_usize;
            let mut at = 0;
            while let Some(next) = text.get(at..).and_then(|it| it.chars().next()) {
                match next {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    '\'' | '"' => {
                        at += token(text.get(at..).unwrap_or_default(), next);
                        continue;
                    }
                    _ => {}
                }
                at += next.len_utf8();
                if depth == 0 {
                    break;
                }
            }
            at
        }
        _ if is_of_word(first) => text.find(|it| !is_of_word(it)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Leaves out which privileges a GRANT or REVOKE is about.
fn privileges(words: Vec<String>) -> Vec<String> {
    let verb = words.iter().position(|it| it == "GRANT" || it == "REVOKE");
    let on = words.iter().position(|it| it == "ON");
    match (verb, on) {
        (Some(verb), Some(on)) if verb < on => {
            let mut short = words.get(..=verb).unwrap_or_default().to_vec();
            short.push("…".to_owned());
            short.extend_from_slice(words.get(on..).unwrap_or_default());
            short
        }
        _ => words,
    }
}

#[test]
fn a_shape_holds_what_is_common() {
    for (sql, wanted) in [
        (
            "ALTER TABLE ONLY a.\"T x\" ALTER COLUMN b SET DEFAULT 'it''s'::text",
            "ALTER TABLE ONLY … ALTER COLUMN … SET DEFAULT …",
        ),
        (
            "GRANT SELECT, INSERT (a) ON TABLE a.t TO r WITH GRANT OPTION",
            "GRANT … ON TABLE … TO … WITH GRANT OPTION",
        ),
        (
            "CREATE OR REPLACE VIEW a.v WITH (x='1') AS\n SELECT 1",
            "CREATE OR REPLACE VIEW … WITH … AS …",
        ),
    ] {
        assert_eq!(shape(sql), wanted);
    }
}
