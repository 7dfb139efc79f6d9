//! One item of an access control list as [`ACL`](super::ACL) holds it, taken apart.

/// An item: `+SELECT* bob`, `+SELECT"carol" bob`, `-EXECUTE `, `-DELETE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Right<'a> {
    /// Whether the list has it, which the default has not.
    pub is_more: bool,
    /// The privilege: `SELECT`.
    pub privilege: &'a str,
    /// Whether it may be granted on.
    pub has_option: bool,
    /// Who granted it, if not the object's owner.
    pub grantor: Option<String>,
    /// Who has it; empty for PUBLIC, nothing for the owner.
    pub grantee: Option<&'a str>,
}

impl<'a> Right<'a> {
    /// Takes an item apart.
    pub(super) fn parse(item: &'a str) -> Option<Self> {
        let is_more = item.starts_with('+');
        let rest = item.get(1..)?;
        let is_part = |sign: char| sign.is_ascii_uppercase();
        let end = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
        let (privilege, rest) = rest.split_at(end);
        let (has_option, rest) = match rest.strip_prefix('*') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let (grantor, rest) = quoted(rest);
        Some(Self {
            is_more,
            privilege,
            has_option,
            grantor,
            grantee: rest.strip_prefix(' '),
        })
    }

    /// Returns the item.
    pub(super) fn written(&self) -> String {
        let sign = if self.is_more { '+' } else { '-' };
        let option = if self.has_option { "*" } else { "" };
        let by = self.grantor.as_deref().map_or_else(String::new, granted_by);
        let grantee = self.grantee.map_or_else(String::new, |it| format!(" {it}"));
        format!("{sign}{}{option}{by}{grantee}", self.privilege)
    }
}

/// Writes the middle of an item: who granted it.
pub(super) fn granted_by(role: &str) -> String {
    format!("\"{}\"", role.replace('"', "\"\""))
}

/// Takes the name between double quotes off the beginning, if one is there.
fn quoted(text: &str) -> (Option<String>, &str) {
    let Some(inner) = text.strip_prefix('"') else {
        return (None, text);
    };
    let mut signs = inner.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '"' && signs.next_if(|(_, next)| *next == '"').is_none() {
            let (name, rest) = (inner.get(..at), inner.get(at + 1..));
            return (name.map(|it| it.replace("\"\"", "\"")), rest.unwrap_or(""));
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_taken_apart() {
        let parse = |item| {
            let it = Right::parse(item).unwrap();
            assert_eq!(it.written(), item);
            (
                it.is_more,
                it.privilege,
                it.has_option,
                it.grantor,
                it.grantee,
            )
        };
        assert_eq!(parse("-DELETE"), (false, "DELETE", false, None, None));
        assert_eq!(
            parse("-EXECUTE "),
            (false, "EXECUTE", false, None, Some(""))
        );
        let options = (true, "SELECT", true, None, Some("a \"b\" c"));
        assert_eq!(parse("+SELECT* a \"b\" c"), options);
        let grantor = Some("a\"b c".to_owned());
        assert_eq!(
            parse("+SELECT*\"a\"\"b c\" \"x"),
            (true, "SELECT", true, grantor.clone(), Some("\"x"))
        );
        assert_eq!(
            parse("+USAGE\"a\"\"b c\""),
            (true, "USAGE", false, grantor, None)
        );
        assert_eq!(granted_by("a\"b c"), "\"a\"\"b c\"");
    }
}
