//! [`Input`]: a line of text that is being typed.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pgworks_core::sql::display;
use tui_textarea::TextArea;

/// A line that is being typed: an edit field of one line.
#[derive(Clone, Default)]
pub struct Input {
    area: TextArea<'static>,
    is_secret: bool,
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if self.is_secret { "***" } else { self.text() };
        f.debug_tuple("Input").field(&text).finish()
    }
}

impl Input {
    /// Returns a field that holds `text`, with the cursor behind it.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.paste(text);
        input
    }

    /// Returns an empty field that shows nothing of what is typed.
    pub fn secret() -> Self {
        let mut area = TextArea::default();
        area.set_mask_char('*');
        Self {
            area,
            is_secret: true,
        }
    }

    /// Tells whether what is typed is hidden.
    pub fn is_secret(&self) -> bool {
        self.is_secret
    }

    /// Returns what is typed.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Tells whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Returns the cursor's place, in signs.
    pub fn cursor(&self) -> usize {
        self.area.cursor().1
    }

    /// Takes a key; tells whether the text changed. Keys that would make a second line are
    /// not taken.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let is_break = key.code == KeyCode::Enter
            || (key.modifiers.contains(KeyModifiers::CONTROL)
                && matches!(key.code, KeyCode::Char('m' | 'j')));
        if is_break {
            return false;
        }
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('u') {
            return self.area.delete_line_by_head();
        }
        self.area.input(key)
    }

    /// Takes what was pasted: one line, nothing that a terminal would obey.
    pub fn paste(&mut self, text: &str) {
        let line: String = text.lines().collect::<Vec<_>>().join(" ");
        let _ = self.area.insert_str(display(line.trim_end()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_typed_and_pasted() {
        let mut input = Input::new("shop");
        assert!(input.key(KeyEvent::from(KeyCode::Char('s'))));
        assert!(!input.key(KeyEvent::from(KeyCode::Enter)));
        input.paste("a\nb\x1b[31m");
        assert_eq!(input.text().lines().count(), 1);
        assert!(input.text().starts_with("shopsa b"));
        assert!(!input.text().contains('\x1b'));
        assert!(!format!("{:?}", Input::secret().is_empty()).is_empty());
    }
}
