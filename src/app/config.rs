//! The settings: one table, `config.toml` read into [`Config`], and where files lie.
//!
//! Every default lives in [`SETTINGS`]; `config.example.toml` is printed from it. What may
//! differ between two calls is an option of the command line and wins over the file.
//! Connections are read here too, but what is in one is [`pgworks_core`]'s business.

use std::{
    collections::BTreeMap, fmt::Write as _, fs, io, path::Path, path::PathBuf, time::Duration,
};

use pgworks_core::conn::nearest;
use pgworks_core::error::{Report, Result};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

mod values;

pub use values::{Color, ScratchChoice, duration};

/// A setting: one row of the table that feeds the reader and `config.example.toml`.
#[derive(Debug)]
pub struct Setting {
    /// The name in `config.toml`.
    pub name: &'static str,
    /// The default, as it is written in `config.toml`.
    pub default: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Takes a value over; says what it should have been where it does not fit.
    set: fn(&mut Config, &Value) -> Result<(), String>,
}

/// The table of settings.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "scratch",
        default: "\"auto\"",
        doc: "Where throw-away databases are made: \"auto\" (the first of the next two \
              that is there), \"local\" (PostgreSQL binaries of this machine), \"embedded\" (the \
              engine inside pgworks) or the URL of a server where databases may be created.",
        set: |config, value| values::text(value, |it| config.scratch = it),
    },
    Setting {
        name: "lock_timeout",
        default: "\"3s\"",
        doc: "How long a statement waits for a lock before its transaction is rolled back \
              and tried again.",
        set: |config, value| match value.as_str().map(duration) {
            Some(read) => read.map(|it| config.lock_timeout = it),
            None => Err("a duration in quotes such as \"3s\" or \"500ms\"".into()),
        },
    },
    Setting {
        name: "retries",
        default: "10",
        doc: "How often a step is tried again after a lock was not granted in time.",
        set: |config, value| {
            let count = value
                .as_integer()
                .and_then(|count| u32::try_from(count).ok());
            config.retries = count.ok_or("a whole number that is not negative")?;
            Ok(())
        },
    },
    Setting {
        name: "online",
        default: "false",
        doc: "Whether plans prefer statements that let others work (CREATE INDEX \
              CONCURRENTLY) to statements that run in one transaction.",
        set: |config, value| {
            config.online = value.as_bool().ok_or("true or false")?;
            Ok(())
        },
    },
    Setting {
        name: "color",
        default: "\"auto\"",
        doc: "Whether messages are coloured: \"auto\" (on a terminal, unless NO_COLOR is \
              set), \"always\" or \"never\".",
        set: |config, value| values::text(value, |it| config.color = it),
    },
    Setting {
        name: "theme",
        default: "\"ansi\"",
        doc: "The colours of the workbench: \"ansi\" (those of your terminal), \"dark\", \
              \"light\", \"colorblind\", or the path of a .tmTheme file for the SQL.",
        set: |config, value| values::string(value, |it| config.theme = it),
    },
    Setting {
        name: "keys",
        default: "{}",
        doc: "Keys of your own: the name of a command (`pgworks` shows them with `:`) and its \
              keys, as in { tick = [\"space\", \"ctrl-t\"], first = [\"g g\"] }.",
        set: |config, value| {
            config.keys = values::keys(value)?;
            Ok(())
        },
    },
];

/// The settings, as every front end uses them.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where throw-away databases are made.
    pub scratch: ScratchChoice,
    /// How long a statement waits for a lock.
    pub lock_timeout: Duration,
    /// How often a step is tried again.
    pub retries: u32,
    /// Whether plans prefer statements that let others work.
    pub online: bool,
    /// Whether messages are coloured.
    pub color: Color,
    /// The colours of the workbench: a theme's name or a file.
    pub theme: String,
    /// The user's keys: command and keys.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            scratch: ScratchChoice::Auto,
            lock_timeout: Duration::from_secs(3),
            retries: 10,
            online: false,
            color: Color::Auto,
            theme: "ansi".into(),
            keys: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Returns the settings of `config.toml`, or the defaults where there is no such file.
    pub fn load(locations: &Locations) -> Result<Self> {
        let file = &locations.config;
        match read(file)? {
            Some(text) => Self::parse(&text, file),
            None => Ok(Self::default()),
        }
    }

    /// Returns the settings that `text` says; `file` stands in errors.
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let mut config = Self::default();
        for (name, value) in &table(text, file)? {
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                return Err(unknown(text, file, name));
            };
            (setting.set)(&mut config, value).map_err(|wanted| {
                Report::usage(format!("the setting is not {wanted}"))
                    .on(name.clone())
                    .at(file.to_string_lossy(), line_of_key(text, name))
                    .hint(format!(
                        "the default is {} = {}",
                        setting.name, setting.default
                    ))
            })?;
        }
        Ok(config)
    }
}

/// Returns the text of `config.example.toml`: each setting with its sentence and default.
pub fn example() -> String {
    let mut text = String::from(
        "# The settings of pgworks, each with its default. Copy what you want to change to\n\
         # config.toml; `pgworks --help` says where that file lies.\n",
    );
    for setting in SETTINGS {
        text.push('\n');
        let mut line = String::from("#");
        for word in setting.doc.split_whitespace() {
            if line.len() + 1 + word.len() > 90 {
                let _ = writeln!(text, "{line}");
                line.truncate(1);
            }
            line.push(' ');
            line.push_str(word);
        }
        let _ = writeln!(text, "{line}\n{} = {}", setting.name, setting.default);
    }
    text
}

/// Where the files of pgworks lie.
#[derive(Clone, Debug)]
pub struct Locations {
    /// The settings: `config.toml`.
    pub config: PathBuf,
    /// The profiles: `connections.toml`.
    pub connections: PathBuf,
}

impl Locations {
    /// Returns the places the operating system wants for this user.
    pub fn of_user() -> Result<Self> {
        let folders = directories::ProjectDirs::from("", "", "pgworks").ok_or_else(|| {
            Report::usage("no home directory is known to look for settings in")
                .hint("set HOME to a directory")
        })?;
        Ok(Self::in_folder(folders.config_dir()))
    }

    /// Returns the places when all files lie in one folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            config: folder.join("config.toml"),
            connections: folder.join("connections.toml"),
        }
    }
}

/// Returns the profiles of `connections.toml` by name; none where there is no such file.
pub fn profiles<Profile: DeserializeOwned>(
    locations: &Locations,
) -> Result<BTreeMap<String, Profile>> {
    let file = &locations.connections;
    let Some(text) = read(file)? else {
        return Ok(BTreeMap::new());
    };
    let mut profiles = BTreeMap::new();
    for (name, value) in table(&text, file)? {
        let profile = value.try_into().map_err(|error: toml::de::Error| {
            Report::usage("cannot read the profile")
                .on(name.clone())
                .at(file.to_string_lossy(), line_of_table(&text, &name))
                .because(error.message())
        })?;
        profiles.insert(name, profile);
    }
    Ok(profiles)
}

/// Returns a file's text, or nothing where there is none.
fn read(file: &Path) -> Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Report::usage("cannot read the file")
            .on(file.to_string_lossy())
            .because(error)),
    }
}

/// Returns a file's TOML. The error quotes no line of it: it may hold a password.
fn table(text: &str, file: &Path) -> Result<Table> {
    text.parse().map_err(|error: toml::de::Error| {
        let before = error
            .span()
            .and_then(|span| text.get(..span.start))
            .unwrap_or_default();
        Report::usage("the file is not TOML")
            .at(file.to_string_lossy(), number(before.matches('\n').count()))
            .because(error.message())
    })
}

fn unknown(text: &str, file: &Path, name: &str) -> Report {
    let report = Report::usage("there is no such setting")
        .on(name)
        .at(file.to_string_lossy(), line_of_key(text, name));
    match nearest(name, SETTINGS.iter().map(|setting| setting.name)) {
        Some(near) => report.hint(format!("did you mean `{near}`?")),
        None => report.hint(format!(
            "the settings are {}",
            SETTINGS
                .iter()
                .map(|setting| setting.name)
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}

/// Returns the line that sets `name`, which is bare or quoted; 1 where it is not found.
fn line_of_key(text: &str, name: &str) -> u32 {
    let sets = |line: &str| {
        let key = line.split(['=', '.']).next().unwrap_or_default();
        key.trim().trim_matches(['[', ']', '"', '\'']) == name
    };
    number(text.lines().position(sets).unwrap_or_default())
}

/// Returns the line where the table `name` starts; 1 where it is not found.
fn line_of_table(text: &str, name: &str) -> u32 {
    let starts = |line: &str| {
        let key = line.trim().strip_prefix('[').unwrap_or_default();
        key.split(']')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches(['"', '\''])
            == name
    };
    number(text.lines().position(starts).unwrap_or_default())
}

/// Returns the number people give to a line.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("config.toml"))
    }

    #[test]
    fn the_table_and_the_defaults_are_equal() {
        let written = parse(&example()).unwrap();
        assert_eq!(format!("{written:?}"), format!("{:?}", Config::default()));
        assert_eq!(example().parse::<Table>().unwrap().len(), SETTINGS.len());
    }

    #[test]
    fn settings_are_read() {
        let config = parse(
            "scratch = 'local'\nlock_timeout = '1500ms'\nretries = 0\nonline = true\n\
             color = 'never'",
        )
        .unwrap();
        assert!(matches!(config.scratch, ScratchChoice::Local));
        assert_eq!(config.lock_timeout, Duration::from_millis(1500));
        assert_eq!((config.retries, config.online), (0, true));
        assert_eq!(config.color, Color::Never);
    }

    #[test]
    fn an_unknown_setting_names_the_near_one() {
        let report = parse("retries = 1\n\nlock_timout = '1s'\n").unwrap_err();
        assert_eq!(
            report.to_string(),
            "there is no such setting: lock_timout (config.toml:3)"
        );
        assert_eq!(report.hints(), ["did you mean `lock_timeout`?"]);
        let report = parse("[wholly.other]\n").unwrap_err();
        assert_eq!(report.place().unwrap().line, 1);
        assert!(report.hints()[0].starts_with("the settings are scratch, lock_timeout"));
    }

    #[test]
    fn a_value_that_does_not_fit_says_what_would() {
        for (text, expected) in [
            (
                "retries = -1",
                "the setting is not a whole number that is not negative: retries",
            ),
            ("online = 'yes'", "the setting is not true or false: online"),
            (
                "lock_timeout = 3",
                "the setting is not a duration in quotes",
            ),
            (
                "lock_timeout = '3'",
                "the setting is not a duration with a unit",
            ),
            (
                "color = 'green'",
                "the setting is not \"auto\", \"always\" or \"never\": color",
            ),
            (
                "scratch = 'docker'",
                "the setting is not \"auto\", \"local\"",
            ),
        ] {
            let report = parse(text).unwrap_err();
            assert!(report.to_string().starts_with(expected), "{report}");
            assert_eq!(report.class().exit_code(), 2);
        }
    }

    #[test]
    fn broken_toml_is_reported_by_line_and_never_quoted() {
        let report = parse("retries = 1\nscratch = 'postgres://me:sesame@host/\n").unwrap_err();
        assert_eq!(report.place().unwrap().line, 2);
        assert!(!format!("{report:?}").contains("sesame"), "{report:?}");
    }

    #[test]
    fn profiles_are_read_and_a_broken_one_is_named() {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Host {
            host: String,
        }
        let folder = tempfile::tempdir().unwrap();
        let locations = Locations::in_folder(folder.path());
        assert!(profiles::<Host>(&locations).unwrap().is_empty());
        fs::write(
            &locations.connections,
            "[one]\nhost = 'a'\n['two']\nhost = 'b'\n",
        )
        .unwrap();
        assert_eq!(profiles::<Host>(&locations).unwrap()["two"].host, "b");
        fs::write(
            &locations.connections,
            "[one]\nhost = 'a'\n['two']\npass = 'sesame'\n",
        )
        .unwrap();
        let Err(report) = profiles::<Host>(&locations) else {
            panic!("it was read")
        };
        assert_eq!(report.object(), Some("two"));
        assert_eq!(report.place().unwrap().line, 3);
        assert!(!format!("{report:?}").contains("sesame"));
    }
}
