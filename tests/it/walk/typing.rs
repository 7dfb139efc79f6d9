//! Keys as they come from a keyboard that a cat walks over, and sizes of terminals.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pgworks::app::command::{COMMANDS, Command, Place};

use super::random::Random;

/// Keys that no command has, or that move a cursor in a field.
const OTHERS: [KeyCode; 15] = [
    KeyCode::Esc,
    KeyCode::Enter,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::F(1),
];

/// Words that are typed where something is asked.
const WORDS: [&str; 8] = [
    "yes",
    "shop",
    "orders",
    "x",
    "漢字 ",
    "é\u{301}",
    "a.sql",
    "y",
];

/// Returns the next keys: one, the same several times, or a word.
pub(crate) fn keys(random: &mut Random, place: Place) -> Vec<KeyEvent> {
    match random.below(12) {
        0 => random
            .pick(&WORDS)
            .chars()
            .map(|it| KeyCode::Char(it).into())
            .collect(),
        1 => {
            let times = 1 + random.below(20);
            vec![key(random); times]
        }
        2 => vec![KeyCode::Esc.into()],
        3 => vec![KeyCode::Enter.into()],
        4..=8 => command(random, place),
        _ => vec![key(random)],
    }
}

/// Returns the keys that lead from a comparison to the end of its migration.
pub(crate) fn road() -> Vec<KeyEvent> {
    let chords = [
        "esc", "esc", "3", "a", "a", "m", "ctrl-n", "ctrl-n", "ctrl-g",
    ];
    let answer = "yes".chars().map(|it| KeyCode::Char(it).into());
    let keys = chords.into_iter().map(named).chain(answer);
    keys.chain([KeyCode::Enter.into(), KeyCode::Down.into()])
        .collect()
}

/// Returns the keys of a command; mostly of one that is valid at the place.
fn command(random: &mut Random, place: Place) -> Vec<KeyEvent> {
    let any = random.one_in(4);
    let fits = |row: &&Command| any || (row.places.contains(&place) && row.places.len() < 8);
    let rows: Vec<&Command> = COMMANDS.iter().filter(fits).collect();
    let keys = if rows.is_empty() {
        &[]
    } else {
        random.pick(&rows).keys
    };
    if keys.is_empty() {
        return vec![key(random)];
    }
    random.pick(keys).split(' ').map(named).collect()
}

fn named(chord: &str) -> KeyEvent {
    let event: crokey::KeyCombination = chord.parse().expect("a key of the table");
    let code = event.codes;
    KeyEvent::new(*code.first(), event.modifiers)
}

fn key(random: &mut Random) -> KeyEvent {
    match random.below(10) {
        0..=3 => (*random.pick(&OTHERS)).into(),
        4 => {
            let letter = char::from(b'a' + u8::try_from(random.below(26)).expect("a letter"));
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        _ => {
            let letter = char::from(b' ' + u8::try_from(random.below(95)).expect("a letter"));
            KeyCode::Char(letter).into()
        }
    }
}

/// Returns the size of a terminal: mostly a usual one.
pub(crate) fn size(random: &mut Random) -> (u16, u16) {
    let usual = [
        (80, 24),
        (60, 15),
        (100, 30),
        (120, 40),
        (160, 45),
        (80, 30),
        (99, 29),
    ];
    if random.one_in(3) {
        let between = |random: &mut Random, low: usize, high: usize| {
            u16::try_from(low + random.below(high - low + 1)).expect("a size")
        };
        (between(random, 20, 250), between(random, 5, 80))
    } else {
        *random.pick(&usual)
    }
}
