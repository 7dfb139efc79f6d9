//! The constants that stand in an expression.

use squawk_lexer::{LiteralKind, TokenKind};

use super::token::{Next, walk};

/// Lists the strings and numbers of an expression as they are written, each once.
pub fn constants(expression: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    walk(expression, |token| {
        let is_constant = matches!(
            token.kind,
            TokenKind::Literal {
                kind: LiteralKind::Str { .. }
                    | LiteralKind::EscStr { .. }
                    | LiteralKind::Int { .. }
                    | LiteralKind::Numeric { .. }
            }
        );
        let text = token.of(expression);
        if is_constant && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
        Next::Go
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_found_once() {
        let check = "CHECK (((status = ANY (ARRAY['a'::text, 'it''s'::text])) AND (n >= 1) \
                     AND (n < 2.5) AND (m <> 1)))";
        assert_eq!(constants(check), ["'a'", "'it''s'", "1", "2.5"]);
    }
}
