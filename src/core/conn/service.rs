//! The connection service file (PostgreSQL manual, "The Connection Service File").
//!
//! Only the file form is read; entries that ask an LDAP server are refused.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::text::{Pairs, known};
use crate::error::{Report, Result};

/// Where packages look for the system-wide file when `PGSYSCONFDIR` is not set: Debian and
/// Ubuntu, then the PGDG packages for Red Hat.
const SYSTEM: [&str; 2] = ["/etc/postgresql-common", "/etc/sysconfig/pgsql"];

/// Returns the parameters of a service: from the user's file, else from the system's.
pub(super) fn find(name: &str, file: Option<PathBuf>, env: &Environment) -> Result<Pairs> {
    let mut files = Vec::new();
    match file {
        Some(file) => files.push(file),
        None => files.extend(env.home.as_ref().map(|home| home.join(".pg_service.conf"))),
    }
    match env.var("PGSYSCONFDIR") {
        Some(folder) => files.push(Path::new(folder).join("pg_service.conf")),
        None => files.extend(SYSTEM.map(|folder| Path::new(folder).join("pg_service.conf"))),
    }
    let mut looked = Vec::new();
    for file in files {
        let shown = file.display().to_string();
        match std::fs::read_to_string(&file) {
            Ok(text) => {
                if let Some(pairs) = read(name, &text, &shown)? {
                    return Ok(pairs);
                }
                looked.push(shown);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Report::usage("cannot read the connection service file")
                    .on(shown)
                    .because(error));
            }
        }
    }
    let report = Report::usage("there is no such connection service").on(name);
    Err(if looked.is_empty() {
        report.hint("there is no service file: ~/.pg_service.conf, or the one that the variable PGSERVICEFILE names")
    } else {
        report.hint(format!("it is not in {}", looked.join(", ")))
    })
}

/// Returns the parameters of a service in one file.
fn read(name: &str, text: &str, shown: &str) -> Result<Option<Pairs>> {
    let mut found: Option<Pairs> = None;
    let mut inside = false;
    for (number, line) in (1u32..).zip(text.lines()) {
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(heading) = line.strip_prefix('[') {
            // The first section of that name is the service; libpq reads no further.
            if found.is_some() {
                break;
            }
            inside = heading.split(']').next() == Some(name);
            if inside {
                found = Some(Pairs::new());
            }
            continue;
        }
        if !inside {
            continue;
        }
        let wrong = |title: &str| Report::usage(title).at(shown, number);
        if line.starts_with("ldap") {
            return Err(wrong("services that ask an LDAP server are not supported"));
        }
        let Some((key, value)) = line.split_once('=') else {
            return Err(wrong("a line of the service file has no \"=\""));
        };
        if matches!(key, "service" | "servicefile") {
            return Err(wrong("a service cannot name another service"));
        }
        let key = known(key).map_err(|report| report.at(shown, number))?;
        if let Some(pairs) = &mut found {
            // Unlike in a connection text, the first value of a key wins here.
            if !pairs.iter().any(|(earlier, _)| *earlier == key) {
                pairs.push((key, value.to_owned()));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# mine\n[other]\nhost=a\n\n[shop]\nhost=b\nhost=c\n port=5433\n\
                        password=two words \n[shop]\nhost=z\n";

    #[test]
    fn a_service_is_one_section() {
        let pairs = read("shop", FILE, "f").unwrap().unwrap();
        assert_eq!(
            pairs,
            vec![
                ("host", "b".into()),
                ("port", "5433".into()),
                ("password", "two words".into())
            ]
        );
        assert_eq!(read("none", FILE, "f").unwrap(), None);
    }

    #[test]
    fn faults_name_their_line() {
        let at = |text: &str| {
            let report = read("s", text, "f").unwrap_err();
            (report.title().to_owned(), report.place().unwrap().line)
        };
        assert_eq!(at("[s]\nhost a").1, 2);
        assert_eq!(at("[s]\n\nhots=a").1, 3);
        assert!(at("[s]\nservice=t").0.contains("another"));
        assert!(at("[s]\nldap://x").0.contains("LDAP"));
    }
}
