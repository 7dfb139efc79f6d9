//! Keys: from what the terminal sends to a command.
//!
//! A binding is a chord (`ctrl-r`) or a row of chords (`g g`). The user's bindings replace
//! the table's for the command they name.

use std::collections::BTreeMap;

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{COMMANDS, Command, Place, named};

/// The bindings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<Binding>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Binding {
    /// The place of the command in the table.
    command: usize,
    chords: Vec<KeyCombination>,
}

/// What a row of keys means.
#[derive(Clone, Copy, Debug)]
pub enum Match {
    /// Nothing.
    Nothing,
    /// The beginning of something.
    Prefix,
    /// A command.
    Command(&'static Command),
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::new();
        for (command, row) in COMMANDS.iter().enumerate() {
            for keys in row.keys {
                if let Ok(chords) = parse(keys) {
                    bindings.push(Binding { command, chords });
                }
            }
        }
        Self(bindings)
    }
}

impl Keymap {
    /// Returns the table's bindings with those of the user: command name to keys.
    ///
    /// Fails with a sentence that names the command or the key.
    pub fn with(wishes: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut map = Self::default();
        for (name, keys) in wishes {
            let command = COMMANDS
                .iter()
                .position(|row| row.name == name)
                .ok_or_else(|| format!("there is no command `{name}`"))?;
            map.0.retain(|binding| binding.command != command);
            for text in keys {
                let chords =
                    parse(text).map_err(|why| format!("`{text}` for `{name}` is no key: {why}"))?;
                map.0.push(Binding { command, chords });
            }
        }
        map.check()?;
        Ok(map)
    }

    /// Refuses two commands with the same keys at the same place, as far as the table's
    /// order does not settle it: a place's own command wins over one valid everywhere.
    fn check(&self) -> Result<(), String> {
        for place in Place::ALL {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for binding in &self.0 {
                let Some(row) = COMMANDS.get(binding.command) else {
                    continue;
                };
                if !row.places.contains(&place) || row.places.len() == Place::ALL.len() {
                    continue;
                }
                let keys = words(&binding.chords);
                if let Some(other) = seen.insert(keys.clone(), row.name)
                    && other != row.name
                {
                    return Err(format!(
                        "`{keys}` is bound to `{other}` and to `{}` in {}",
                        row.name,
                        place.name()
                    ));
                }
            }
        }
        Ok(())
    }

    /// Tells what the keys pressed so far mean at a place. A command of few places wins
    /// over one of many.
    pub fn find(&self, place: Place, pressed: &[KeyCombination]) -> Match {
        let mut best: Option<&'static Command> = None;
        let mut is_prefix = false;
        for binding in &self.0 {
            let Some(row) = COMMANDS.get(binding.command) else {
                continue;
            };
            if !row.is_at(place) {
                continue;
            }
            if binding.chords == pressed {
                let breadth = |row: &Command| match row.places.len() {
                    0 => usize::MAX,
                    some => some,
                };
                if best.is_none_or(|best| breadth(row) < breadth(best)) {
                    best = Some(row);
                }
            } else if binding.chords.starts_with(pressed) {
                is_prefix = true;
            }
        }
        match best {
            Some(row) => Match::Command(row),
            None if is_prefix => Match::Prefix,
            None => Match::Nothing,
        }
    }

    /// Lists the ways on from a prefix: the next key and the command.
    pub fn after(
        &self,
        place: Place,
        pressed: &[KeyCombination],
    ) -> Vec<(String, &'static Command)> {
        self.0
            .iter()
            .filter_map(|binding| {
                let row = COMMANDS.get(binding.command)?;
                let rest = binding.chords.strip_prefix(pressed)?;
                (row.is_at(place) && !rest.is_empty()).then(|| (words(rest), row))
            })
            .collect()
    }

    /// Lists the keys of a command, as people write them.
    pub fn keys(&self, name: &str) -> Vec<String> {
        let Some(wanted) = named(name) else {
            return Vec::new();
        };
        self.0
            .iter()
            .filter(|binding| {
                COMMANDS
                    .get(binding.command)
                    .is_some_and(|row| row.act == wanted.act)
            })
            .map(|binding| words(&binding.chords))
            .collect()
    }
}

/// Reads a row of chords.
fn parse(text: &str) -> Result<Vec<KeyCombination>, String> {
    let chords: Result<Vec<_>, String> = text.split_whitespace().map(one).collect();
    match chords {
        Ok(chords) if chords.is_empty() => Err("it is empty".into()),
        other => other,
    }
}

/// Reads a chord. A single sign stands for itself, whatever shift makes of it.
fn one(text: &str) -> Result<KeyCombination, String> {
    let mut signs = text.chars();
    if let (Some(sign), None) = (signs.next(), signs.next()) {
        return Ok(plain(KeyCode::Char(sign), KeyModifiers::NONE));
    }
    let read = crokey::parse(text).map_err(|error| error.to_string())?;
    Ok(normal(read))
}

fn plain(code: KeyCode, modifiers: KeyModifiers) -> KeyCombination {
    KeyCombination::one_key(code, modifiers)
}

/// Returns a chord without the shift that a sign already shows.
fn normal(chord: KeyCombination) -> KeyCombination {
    let crokey::OneToThree::One(code) = chord.codes else {
        return chord;
    };
    match code {
        KeyCode::Char(sign) => {
            let shifted = chord.modifiers.contains(KeyModifiers::SHIFT);
            let sign = if chord.modifiers.contains(KeyModifiers::CONTROL) {
                sign.to_ascii_lowercase()
            } else if shifted {
                sign.to_ascii_uppercase()
            } else {
                sign
            };
            plain(KeyCode::Char(sign), chord.modifiers - KeyModifiers::SHIFT)
        }
        KeyCode::BackTab => plain(KeyCode::BackTab, chord.modifiers - KeyModifiers::SHIFT),
        code => plain(code, chord.modifiers),
    }
}

/// Returns the chord of a key event.
pub fn chord(key: KeyEvent) -> KeyCombination {
    normal(plain(key.code, key.modifiers))
}

/// Returns chords as people write them: `g g`, `ctrl-r`, `space`.
pub fn words(chords: &[KeyCombination]) -> String {
    let mut text = String::new();
    for chord in chords {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word(*chord));
    }
    text
}

fn word(chord: KeyCombination) -> String {
    let mut text = String::new();
    if chord.modifiers.contains(KeyModifiers::CONTROL) {
        text.push_str("ctrl-");
    }
    if chord.modifiers.contains(KeyModifiers::ALT) {
        text.push_str("alt-");
    }
    if chord.modifiers.contains(KeyModifiers::SHIFT) {
        text.push_str("shift-");
    }
    let crokey::OneToThree::One(code) = chord.codes else {
        return chord.to_string();
    };
    match code {
        KeyCode::Char(' ') => text.push_str("space"),
        KeyCode::Char(sign) => text.push(sign),
        KeyCode::F(number) => text.push_str(&format!("f{number}")),
        code => text.push_str(&format!("{code:?}").to_lowercase()),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Act;

    fn press(text: &str) -> Vec<KeyCombination> {
        parse(text).unwrap()
    }

    #[test]
    fn every_key_of_the_table_can_be_read_and_none_is_bound_twice() {
        for row in COMMANDS {
            for keys in row.keys {
                assert!(parse(keys).is_ok(), "{keys} of {}", row.name);
                assert_eq!(words(&press(keys)), *keys, "{}", row.name);
            }
        }
        Keymap::default().check().unwrap();
    }

    #[test]
    fn names_are_unique_and_sentences_are_there() {
        let mut names: Vec<_> = COMMANDS.iter().map(|row| row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
        assert!(COMMANDS.iter().all(|row| row.doc.len() > 5));
    }

    #[test]
    fn the_command_of_the_place_wins_over_the_one_of_all() {
        let map = Keymap::default();
        let act = |place, keys: &str| match map.find(place, &press(keys)) {
            Match::Command(row) => Some(row.act),
            _ => None,
        };
        assert_eq!(act(Place::Object, "l"), Some(Act::NextTab));
        assert_eq!(act(Place::Tree, "l"), Some(Act::Expand));
        assert_eq!(act(Place::Connections, "l"), Some(Act::Open));
        assert_eq!(act(Place::Tree, "g g"), Some(Act::First));
        assert!(matches!(map.find(Place::Tree, &press("g")), Match::Prefix));
        assert_eq!(act(Place::Tree, "w"), None);
    }

    #[test]
    fn shift_is_part_of_the_sign() {
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(vec![chord(event)], press("G"));
        let event = KeyEvent::new(KeyCode::Char('?'), KeyModifiers::SHIFT);
        assert_eq!(vec![chord(event)], press("?"));
    }

    #[test]
    fn the_users_keys_replace_those_of_the_table() {
        let wish = |name: &str, keys: &[&str]| {
            let keys = keys.iter().map(|it| (*it).to_owned()).collect();
            Keymap::with(&BTreeMap::from([(name.to_owned(), keys)]))
        };
        let map = wish("tick", &["ctrl-t"]).unwrap();
        assert_eq!(map.keys("tick"), ["ctrl-t"]);
        assert!(matches!(
            map.find(Place::Diff, &press("space")),
            Match::Nothing
        ));
        assert!(wish("tik", &["t"]).unwrap_err().contains("`tik`"));
        assert!(wish("tick", &["hyper-t"]).unwrap_err().contains("hyper-t"));
        assert!(wish("tick", &["s"]).unwrap_err().contains("side-by-side"));
    }
}
