//! Reading a connection text: the URL form and the keyword form of libpq.
//!
//! Only the text is read here: which parameters exist is known by [`super::parameters`], what
//! their values mean by [`super::conninfo`]. No error quotes a value, since any value may be
//! the password in the wrong place.

use super::parameters::{PARAMETERS, find, nearest};
use crate::error::{Report, Result};

/// Where the value of a parameter comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The connection text or a profile.
    Text,
    /// A service file, and the service in it.
    Service(String),
    /// An environment variable.
    Variable(&'static str),
}

impl Origin {
    /// Says where, as a message does.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Text => "the connection text".into(),
            Self::Service(name) => format!("service {name}"),
            Self::Variable(name) => format!("the variable {name}"),
        }
    }
}

/// The parameters a text sets, by name; later ones win.
pub(super) type Pairs = Vec<(&'static str, String)>;

const SCHEMES: [&str; 2] = ["postgresql://", "postgres://"];

/// Returns the parameters that a connection text sets.
pub(super) fn parse(text: &str) -> Result<Pairs> {
    let text = text.trim_ascii();
    if text.contains('\0') {
        return Err(Report::usage(
            "a connection text cannot hold a NUL character",
        ));
    }
    match SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)) {
        Some(rest) => url(rest),
        None => keywords(text),
    }
}

/// Returns the known name, or an error that offers the nearest.
pub(super) fn known(name: &str) -> Result<&'static str> {
    if let Some(parameter) = find(name) {
        return Ok(parameter.name);
    }
    let report = Report::usage("there is no such connection parameter").on(name);
    Err(
        match nearest(name, PARAMETERS.iter().map(|parameter| parameter.name)) {
            Some(near) => report.hint(format!("did you mean {near}?")),
            None => report.hint(
                "the parameters are those of libpq, such as host, port, dbname, user and sslmode",
            ),
        },
    )
}

/// Reads `name = value` pairs as libpq's `conninfo_parse` does.
fn keywords(text: &str) -> Result<Pairs> {
    let mut pairs = Pairs::new();
    let mut rest = text.trim_ascii_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(after) = after.trim_ascii_start().strip_prefix('=') else {
            return Err(missing_equals(name, pairs.is_empty()));
        };
        let name = known(name)?;
        let (value, after) = keyword_value(name, after.trim_ascii_start())?;
        pairs.push((name, value));
        rest = after.trim_ascii_start();
    }
    Ok(pairs)
}

/// Says that a word has no value. The word itself is shown only when it is the first: a
/// later one may be the tail of an unquoted password.
fn missing_equals(word: &str, first: bool) -> Report {
    let report = Report::usage("a connection parameter has no \"=\" after it");
    if first {
        report
            .on(word)
            .hint("write host=... dbname=..., or postgresql://user@host/dbname")
    } else {
        report.hint("a value that holds a space stands in single quotes: password='two words'")
    }
}

/// Reads one value, quoted or not, and returns what follows it.
fn keyword_value<'a>(name: &str, text: &'a str) -> Result<(String, &'a str)> {
    let quoted = text.starts_with('\'');
    let mut value = String::new();
    let mut chars = text.char_indices().skip(usize::from(quoted));
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            '\'' if quoted => return Ok((value, text.get(at + 1..).unwrap_or_default())),
            c if !quoted && c.is_ascii_whitespace() => {
                return Ok((value, text.get(at..).unwrap_or_default()));
            }
            c => value.push(c),
        }
    }
    if quoted {
        return Err(Report::usage("a quoted value does not end")
            .on(name)
            .hint("inside single quotes write \\' for a quote and \\\\ for a backslash"));
    }
    Ok((value, ""))
}

/// Reads what follows the scheme, as libpq's `conninfo_uri_parse_options` does.
fn url(rest: &str) -> Result<Pairs> {
    let mut pairs = Pairs::new();
    let mut rest = rest;
    let credentials_end = rest.find(['@', '/']);
    if let Some(end) = credentials_end.filter(|end| rest[*end..].starts_with('@')) {
        let (user, password) = match rest[..end].split_once(':') {
            Some((user, password)) => (user, Some(password)),
            None => (&rest[..end], None),
        };
        if !user.is_empty() {
            pairs.push(("user", decode("user", user)?));
        }
        if let Some(password) = password.filter(|password| !password.is_empty()) {
            pairs.push(("password", decode("password", password)?));
        }
        rest = &rest[end + 1..];
    }
    let (authority, path, query) = split(rest);
    hosts(authority, &mut pairs)?;
    if let Some(path) = path.filter(|path| !path.is_empty()) {
        pairs.push(("dbname", decode("dbname", path)?));
    }
    for pair in query.into_iter().flat_map(|query| query.split('&')) {
        if !pair.is_empty() {
            pairs.push(url_parameter(pair)?);
        }
    }
    Ok(pairs)
}

/// Splits into hosts, path and query.
fn split(rest: &str) -> (&str, Option<&str>, Option<&str>) {
    let (before, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (rest, None),
    };
    match before.split_once('/') {
        Some((authority, path)) => (authority, Some(path), query),
        None => (before, None, query),
    }
}

/// Reads `host:port,host:port`, where a host may be `[IPv6]`.
fn hosts(authority: &str, pairs: &mut Pairs) -> Result<()> {
    if authority.contains('@') {
        return Err(Report::usage("the host of the URL holds an @")
            .hint("inside the user name or the password write %40 for @ and %3A for a colon"));
    }
    let (mut names, mut ports) = (Vec::new(), Vec::new());
    for one in authority.split(',') {
        let (name, port) = if let Some(inner) = one.strip_prefix('[') {
            let (name, after) = inner.split_once(']').ok_or_else(|| {
                Report::usage("an IPv6 address in the URL has no closing bracket").on("host")
            })?;
            match after.strip_prefix(':') {
                Some(port) => (name, port),
                None if after.is_empty() => (name, ""),
                None => {
                    return Err(Report::usage(
                        "after the bracket of an IPv6 address only :port may follow",
                    )
                    .on("host"));
                }
            }
        } else {
            one.split_once(':').unwrap_or((one, ""))
        };
        names.push(decode("host", name)?);
        ports.push(decode("port", port)?);
    }
    if names.iter().any(|name| !name.is_empty()) {
        pairs.push(("host", names.join(",")));
    }
    if ports.iter().any(|port| !port.is_empty()) {
        pairs.push(("port", ports.join(",")));
    }
    Ok(())
}

fn url_parameter(pair: &str) -> Result<(&'static str, String)> {
    let Some((name, value)) = pair.split_once('=') else {
        return Err(Report::usage(
            "a parameter of the URL has no \"=\" after it",
        ));
    };
    let name = decode("a parameter's name", name)?;
    if value.contains('=') {
        return Err(Report::usage("a parameter of the URL has two \"=\"")
            .on(name)
            .hint("inside a value write %3D for ="));
    }
    // JDBC's spelling, which libpq understands too.
    if name == "ssl" && value == "true" {
        return Ok(("sslmode", "require".into()));
    }
    let name = known(&name)?;
    Ok((name, decode(name, value)?))
}

/// Resolves `%XX`; a lone `%` and `%00` are errors.
fn decode(name: &str, text: &str) -> Result<String> {
    let wrong = || {
        Report::usage("the URL has a % that two hexadecimal digits do not follow")
            .on(name)
            .hint("write %25 for a percent sign")
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || {
            let digit = rest.next().map(char::from)?;
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        };
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(wrong());
        };
        match high * 16 + low {
            0 => return Err(Report::usage("the URL holds %00").on(name)),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).map_err(|_| Report::usage("the URL does not decode to UTF-8").on(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let pairs = parse(text).unwrap();
        pairs.iter().fold(String::new(), |all, (name, value)| {
            all + name + "=" + value + "|"
        })
    }

    fn refuse(text: &str) -> String {
        let report = parse(text).unwrap_err();
        assert_eq!(report.class(), crate::error::Class::Usage);
        format!("{report} {:?}", report.hints())
    }

    #[test]
    fn the_keyword_form_follows_libpq() {
        assert_eq!(
            read(r"host = a  port=5433 password='it\'s \\ two' user=o\'k"),
            r"host=a|port=5433|password=it's \ two|user=o'k|"
        );
        assert_eq!(read("host='a'dbname=b"), "host=a|dbname=b|");
        assert_eq!(read("dbname=''  "), "dbname=|");
        assert_eq!(read("dbname="), "dbname=|");
        assert_eq!(read(""), "");
        assert!(refuse("hots=x").contains("did you mean host?"));
        assert!(refuse("shop").contains("shop"));
        assert!(refuse("host='x").contains("does not end"));
    }

    #[test]
    fn no_part_of_a_password_is_quoted_in_an_error() {
        assert!(!refuse("user=x password=se same").contains("same"));
        assert!(!refuse("postgresql://u:ses%zzame@h/db").contains("ame@"));
        assert!(!refuse("postgresql://u:se@same@h/db").contains("same"));
    }

    #[test]
    fn the_url_form_follows_libpq() {
        assert_eq!(
            read("postgresql://u:p%40%3A@h:5433/d%20b?sslmode=require&application_name=x"),
            "user=u|password=p@:|host=h|port=5433|dbname=d b|sslmode=require|application_name=x|"
        );
        assert_eq!(
            read("postgres://a,b:2,[::1]:3/x?target_session_attrs=any"),
            "host=a,b,::1|port=,2,3|dbname=x|target_session_attrs=any|"
        );
        assert_eq!(read("postgresql://%2Ftmp/x"), "host=/tmp|dbname=x|");
        assert_eq!(
            read("postgresql:///x?host=/tmp&port=1"),
            "dbname=x|host=/tmp|port=1|"
        );
        assert_eq!(read("postgresql://"), "");
        assert_eq!(read("postgresql://u@"), "user=u|");
        assert_eq!(read("postgresql://h?ssl=true"), "host=h|sslmode=require|");
        assert!(refuse("postgresql://[::1/x").contains("bracket"));
        assert!(refuse("postgresql://[::1]x/x").contains("bracket"));
        assert!(refuse("postgresql://h/%00").contains("%00"));
        assert!(refuse("postgresql://h/%fe").contains("UTF-8"));
        assert!(refuse("postgresql://h/d?sslmod=x").contains("did you mean sslmode?"));
        assert!(refuse("postgresql://h/d?sslmode").contains("\"=\""));
    }
}
