//! Names and comments that a screen must not obey, be misled by, or be broken by.

use crate::walk::random::Random;

/// What hostile texts are put together from. PostgreSQL keeps all of it in a name or comment.
const PARTS: &[&str] = &[
    // Sequences that terminals obey.
    "\u{1b}[2J",
    "\u{1b}[31m",
    "\u{1b}[?1049l",
    "\u{1b}[?25h",
    "\u{1b}[6n",
    "\u{1b}[20;1H",
    "\u{1b}[999D",
    "\u{1b}c",
    "\u{1b}(0",
    "\u{1b}#8",
    "\u{1b}7",
    "\u{1b}[!p",
    "\u{1b}[200~",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]52;c;?\u{1b}\\",
    "\u{1b}]8;;http://evil.example/\u{1b}\\",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_G\u{1b}\\",
    "\u{1b}^x\u{1b}\\",
    "\u{1b}Ptmux;\u{1b}\u{1b}]0;x\u{7}\u{1b}\\",
    "\u{1b}",
    "\u{1b}\u{1b}",
    // The same in one character each, and the characters that end strings.
    "\u{9b}2J",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}",
    "\u{85}",
    "\u{84}",
    "\u{8d}",
    "\u{9c}",
    // Controls.
    "\u{1}",
    "\u{5}",
    "\u{7}",
    "\u{8}\u{8}\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{f}",
    "\u{11}",
    "\u{13}",
    "\u{18}",
    "\u{1a}",
    "\u{1f}",
    "\u{7f}",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{2029}",
    // What runs the other way, what is not seen, what joins.
    "\u{202e}",
    "\u{202d}",
    "\u{2066}",
    "\u{2067}\u{2069}",
    "\u{200e}",
    "\u{200f}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{34f}",
    "\u{115f}",
    "\u{3164}",
    "\u{fe0f}",
    "\u{e0041}\u{e007f}",
    "\u{fff9}",
    "\u{1d173}",
    "\u{ffff}",
    "\u{2800}",
    "\u{a0}",
    // What is wider or narrower than it looks.
    "漢字",
    "한글",
    "ｱ",
    "Ａ",
    "👨\u{200d}👩\u{200d}👧",
    "🏳\u{fe0f}\u{200d}🌈",
    "🇩🇪",
    "👍🏽",
    "1\u{fe0f}\u{20e3}",
    "e\u{301}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "שלום",
    "مرحبا",
    "ﷺ",
    "กำที่",
    "देवनागरी",
    "ɐ",
    "𝕬",
    "\u{1f3fb}",
    "\u{903}",
    "ᄀᄀᄀ각ᆨᆨ",
    // What means something to SQL, to a shell, or to us.
    "'",
    "\"",
    "\"\"",
    "''",
    "`",
    "\\",
    "\\u{202e}",
    "\\x1b",
    "$$",
    "$function$",
    "--",
    "/*",
    "*/",
    ";",
    "; DROP TABLE x; --",
    "%s",
    "%n",
    "{}",
    "{0}",
    "${HOME}",
    "$(id)",
    "..",
    "../",
    "<b>",
    "&amp;",
    " ",
    "  ",
    ".",
    // What looks like our own screen.
    "▌PROD▐",
    "│",
    "┌─ Failed ─┐",
    "└────┘",
    "[x]",
    "+ ",
    "- ",
    "~ ",
    "! ",
    "> ",
    "…",
    "? help  q back",
    "1 Sides ▸ 2 Scope",
    "Type yes to run this.",
    "0 %",
    "done: 3 statements",
    // Plain words between.
    "orders",
    "a",
    "Z",
    "größe",
    "2024",
    "_",
];

/// Returns a text of some hostile parts, of at most `bytes` bytes and never empty.
pub(crate) fn text(random: &mut Random, bytes: usize) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(5) {
        let part = PARTS[random.below(PARTS.len())];
        let times = if random.one_in(20) { 40 } else { 1 };
        for _ in 0..times {
            if text.len() + part.len() <= bytes {
                text.push_str(part);
            }
        }
    }
    if text.is_empty() {
        "x".to_owned()
    } else {
        text
    }
}

/// Returns so many names, no two alike, each short enough for PostgreSQL. Every part is
/// among them.
pub(crate) fn names(random: &mut Random, count: usize) -> Vec<String> {
    let mut names: Vec<String> = PARTS.iter().map(|it| (*it).to_owned()).collect();
    while names.len() < count {
        names.push(text(random, 56));
    }
    names.truncate(count);
    for (at, name) in names.iter_mut().enumerate() {
        // NAMEDATALEN is 64, its last byte is for C.
        name.truncate(name.floor_char_boundary(57));
        name.push_str(&format!("#{at}"));
    }
    names
}
