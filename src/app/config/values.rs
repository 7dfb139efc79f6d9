//! The values of settings that are more than a number: how they are written and read.
//!
//! The command line reads the same ones, so an option and a setting are spelt alike.

use std::{collections::BTreeMap, str::FromStr, time::Duration};

use secrecy::SecretString;
use toml::Value;

/// Where throw-away databases are made.
#[derive(Clone, Debug)]
pub enum ScratchChoice {
    /// The first provider that works.
    Auto,
    /// PostgreSQL binaries of this machine.
    Local,
    /// The engine that comes with pgworks.
    Embedded,
    /// A server; its URL may hold a password.
    Url(SecretString),
}

impl FromStr for ScratchChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "local" => Ok(Self::Local),
            "embedded" if cfg!(feature = "embedded") => Ok(Self::Embedded),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Url(url.into()))
            }
            _ if cfg!(feature = "embedded") => Err(
                "\"auto\", \"local\", \"embedded\" or the URL of a server (postgresql://...)"
                    .into(),
            ),
            _ => Err(
                "\"auto\", \"local\" or the URL of a server (postgresql://...): this pgworks was \
                 built without the feature `embedded`"
                    .into(),
            ),
        }
    }
}

/// Whether messages are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless the variable `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err("\"auto\", \"always\" or \"never\"".into()),
        }
    }
}

/// Reads a duration as PostgreSQL's settings write it: `500ms`, `3s`, `2min`, or `0`.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wanted = || "a duration with a unit: ms, s, min or h, such as 500ms or 3s".to_owned();
    let text = text.trim();
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    let unit = text
        .find(|c: char| !c.is_ascii_digit())
        .ok_or_else(wanted)?;
    let (count, unit) = text.split_at(unit);
    let milliseconds: u64 = match unit.trim_start() {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return Err(wanted()),
    };
    let count: u64 = count.parse().map_err(|_| wanted())?;
    // PostgreSQL keeps such settings in a signed 32 bit number of milliseconds.
    match count.checked_mul(milliseconds) {
        Some(all) if i32::try_from(all).is_ok() => Ok(Duration::from_millis(all)),
        _ => Err("a duration of 24 days or less".into()),
    }
}

/// Reads any text.
pub(super) fn string(value: &Value, set: impl FnOnce(String)) -> Result<(), String> {
    set(value.as_str().ok_or("a text in quotes")?.to_owned());
    Ok(())
}

/// Reads a table of lists of texts: commands and their keys.
pub(super) fn keys(value: &Value) -> Result<BTreeMap<String, Vec<String>>, String> {
    let wanted = "a table of commands and lists of keys, as in { tick = [\"space\"] }";
    let table = value.as_table().ok_or(wanted)?;
    let read = |(name, keys): (&String, &Value)| {
        let keys = keys.as_array()?.iter();
        let keys: Option<Vec<String>> = keys.map(|it| it.as_str().map(str::to_owned)).collect();
        Some((name.clone(), keys?))
    };
    let all: Option<_> = table.iter().map(read).collect();
    all.ok_or_else(|| wanted.to_owned())
}

/// Reads a setting that is written as text.
pub(super) fn text<T: FromStr<Err = String>>(
    value: &Value,
    set: impl FnOnce(T),
) -> Result<(), String> {
    // The text that a value which is no text is read from fits no type, and says so.
    set(value.as_str().unwrap_or_default().parse()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_the_server_writes_them() {
        for (text, milliseconds) in [
            ("0", 0),
            ("500ms", 500),
            ("3s", 3_000),
            ("3 s", 3_000),
            ("2min", 120_000),
        ] {
            assert_eq!(
                duration(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
        for text in [
            "",
            "3",
            "s",
            "-1s",
            "1.5s",
            "3d",
            "99999999999999999999s",
            "600h",
        ] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_url_of_a_scratch_server_is_a_secret() {
        let choice: ScratchChoice = "postgresql://me:sesame@host/".parse().unwrap();
        assert!(!format!("{choice:?}").contains("sesame"));
    }
}
