//! Copying into the clipboard of the user's own terminal, over SSH too: OSC 52.
//!
//! Whether the terminal takes it cannot be known, so success is never claimed.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The longest sequence that terminals are known to take.
const MOST: usize = 100_000;

/// Returns what is written to the terminal, or nothing if the text is too long.
///
/// tmux passes it on by itself where `set-clipboard` is `on`, which is not the default;
/// wrapped for passing through it reaches the outer terminal where `allow-passthrough` is.
/// Both are sent: a terminal that gets both sets the same text twice.
pub(super) fn sequence(text: &str, is_tmux: bool) -> Option<String> {
    let encoded = STANDARD.encode(text);
    if encoded.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{encoded}\x07");
    if is_tmux {
        let wrapped = format!("\x1bPtmux;\x1b{plain}\x1b\\");
        return Some(plain + &wrapped);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_encoded_and_bounded() {
        assert_eq!(sequence("hi\x1b", false).unwrap(), "\x1b]52;c;aGkb\x07");
        assert!(sequence("hi", true).unwrap().contains("Ptmux;"));
        assert!(sequence(&"x".repeat(MOST), false).is_none());
    }
}
