//! [`Cursor`]: which line of a list is selected and which is the first one shown.

/// The place in a list. How many lines are seen is told by `update` from the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected line.
    pub at: usize,
    /// The first line shown.
    pub top: usize,
}

impl Cursor {
    /// Moves by `by` lines in a list of `len`, of which `page` are seen.
    pub fn step(&mut self, by: isize, len: usize, page: usize) {
        self.go(self.at.saturating_add_signed(by), len, page);
    }

    /// Goes to a line, which stays within the list and is scrolled into sight.
    pub fn go(&mut self, at: usize, len: usize, page: usize) {
        let page = page.max(1);
        self.at = at.min(len.saturating_sub(1));
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + page {
            self.top = self.at + 1 - page;
        }
        self.top = self.top.min(len.saturating_sub(page));
    }

    /// Scrolls so that as many of the `inside` lines after the selected one are seen as fit.
    pub fn show(&mut self, inside: usize, len: usize, page: usize) {
        let hidden = (self.at + inside + 1).saturating_sub(self.top + page);
        self.top = (self.top + hidden).min(self.at);
        self.fit(len, page);
    }

    /// Keeps the cursor within a list that changed.
    pub fn fit(&mut self, len: usize, page: usize) {
        self.go(self.at, len, page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_within_the_list_and_in_sight() {
        let mut cursor = Cursor::default();
        cursor.step(-1, 10, 3);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
        cursor.step(3, 10, 3);
        assert_eq!(cursor, Cursor { at: 3, top: 1 });
        cursor.go(99, 10, 3);
        assert_eq!(cursor, Cursor { at: 9, top: 7 });
        cursor.fit(2, 3);
        assert_eq!(cursor, Cursor { at: 1, top: 0 });
        cursor.fit(0, 3);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
    }

    #[test]
    fn what_was_opened_is_brought_into_sight() {
        let mut cursor = Cursor { at: 4, top: 0 };
        cursor.show(3, 20, 5);
        assert_eq!(cursor, Cursor { at: 4, top: 3 });
        cursor.show(10, 20, 5);
        assert_eq!(cursor, Cursor { at: 4, top: 4 });
    }
}
