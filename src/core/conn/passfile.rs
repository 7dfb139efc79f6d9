//! The password file (PostgreSQL manual, "The Password File").
//!
//! A file that others may read is not used, as in libpq; why it was not used is returned, so
//! that a missing password can be explained.

use std::path::Path;

use secrecy::SecretString;

/// What the password file had for a connection.
#[derive(Debug)]
pub(super) enum Found {
    /// The password.
    Password(SecretString),
    /// No line matches, or there is no file.
    Nothing,
    /// The file cannot be used, for this reason.
    Unusable(String),
}

/// Looks a password up.
pub(super) fn find(file: &Path, host: &str, port: u16, dbname: &str, user: &str) -> Found {
    let shown = file.display();
    let Ok(about) = std::fs::metadata(file) else {
        return Found::Nothing;
    };
    if !about.is_file() {
        return Found::Unusable(format!("the password file {shown} is not a plain file"));
    }
    if is_open_to_others(&about) {
        return Found::Unusable(format!(
            "the password file {shown} is not used, because others can read it: chmod 0600 {shown}"
        ));
    }
    match std::fs::read_to_string(file) {
        Ok(text) => search(&text, [host, &port.to_string(), dbname, user])
            .map_or(Found::Nothing, |password| Found::Password(password.into())),
        Err(error) => Found::Unusable(format!("the password file {shown} cannot be read: {error}")),
    }
}

#[cfg(unix)]
fn is_open_to_others(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_about: &std::fs::Metadata) -> bool {
    false
}

/// Returns the password of the first line that matches host, port, database and user.
fn search(text: &str, wanted: [&str; 4]) -> Option<String> {
    'lines: for line in text.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut rest = line;
        for want in wanted {
            match field(rest) {
                Some((value, after)) if value == "*" || unescape(value) == want => rest = after,
                _ => continue 'lines,
            }
        }
        // The password runs to the end of the line; a bare colon is part of it.
        return Some(unescape(rest)).filter(|password| !password.is_empty());
    }
    None
}

/// Splits at the first colon that no backslash escapes.
fn field(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ':' => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

/// Takes the backslashes away that escape the next character.
fn unescape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_matching_line_wins() {
        let text = "# comment\nh:5432:db:u:one\n*:*:db:u:two\nh:5432:d\\:b:u:th\\:r\\\\ee:x\n\
                    *:*:*:u\\*:star\nbroken:line\n*:*:*:empty:\n";
        let get = |host, db, user| search(text, [host, "5432", db, user]);
        assert_eq!(get("h", "db", "u").as_deref(), Some("one"));
        assert_eq!(get("other", "db", "u").as_deref(), Some("two"));
        assert_eq!(get("h", "d:b", "u").as_deref(), Some("th:r\\ee:x"));
        assert_eq!(get("h", "x", "u*").as_deref(), Some("star"));
        assert_eq!(get("h", "x", "u"), None);
        assert_eq!(get("h", "x", "empty"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pgpass");
        std::fs::write(&file, "*:*:*:*:sesame\n").unwrap();
        let mode = |mode| {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            find(&file, "h", 1, "d", "u")
        };
        assert!(matches!(mode(0o600), Found::Password(_)));
        assert!(matches!(mode(0o640), Found::Unusable(why) if why.contains("chmod")));
        assert!(!format!("{:?}", mode(0o600)).contains("sesame"));
    }
}
