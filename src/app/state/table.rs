//! [`Table`]: lines with columns, and how wide these are where there is too little room.

use pgworks_core::catalog::ObjectId;
use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// The blanks between two columns.
pub const GAP: usize = 2;

/// The width below which a column is not cut further: others are left out instead.
const LEAST: usize = 14;

/// Lines with columns; all texts are safe to be shown.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The lines.
    pub rows: Vec<Vec<String>>,
    /// The objects that the lines stand for, where they do.
    pub objects: Vec<Option<ObjectId>>,
    /// The cells that each column needs.
    widths: Vec<usize>,
}

/// A column as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place among all columns.
    pub at: usize,
    /// The cells it has.
    pub width: usize,
}

impl Table {
    /// Returns a table. A column that is empty in every line is left out.
    pub fn new(
        mut head: Vec<String>,
        mut rows: Vec<Vec<String>>,
        objects: Vec<Option<ObjectId>>,
    ) -> Self {
        if !rows.is_empty() {
            let is_used = |at: usize| {
                rows.iter()
                    .any(|row| row.get(at).is_some_and(|it| !it.is_empty()))
            };
            let used: Vec<bool> = (0..head.len()).map(is_used).collect();
            keep(&mut head, &used);
            for row in &mut rows {
                keep(row, &used);
            }
        }
        let mut widths: Vec<usize> = head.iter().map(|it| cells(it)).collect();
        for row in &rows {
            for (width, text) in widths.iter_mut().zip(row) {
                *width = (*width).max(cells(text));
            }
        }
        Self {
            head,
            rows,
            objects,
            widths,
        }
    }

    /// Returns a table of labels and values.
    pub fn of_pairs(label: &str, pairs: Vec<(String, String)>) -> Self {
        let rows: Vec<Vec<String>> = pairs.into_iter().map(|(one, two)| vec![one, two]).collect();
        Self::new(vec![label.to_owned(), "value".to_owned()], rows, Vec::new())
    }

    /// Tells whether not everything fits into `room` cells.
    pub fn is_cut(&self, room: usize) -> bool {
        self.needed() > room
    }

    /// Lists the columns that are shown in `room` cells when `left` of them are skipped. The
    /// first one always stays: it says which line it is.
    pub fn columns(&self, room: usize, left: usize) -> Vec<Column> {
        let widest = if self.is_cut(room) {
            self.widest(room).max(LEAST)
        } else {
            usize::MAX
        };
        let left = left.min(self.last_left(room));
        let mut columns = Vec::new();
        let mut used = 0;
        for (at, width) in self.widths.iter().enumerate() {
            if at > 0 && at <= left {
                continue;
            }
            let before = if columns.is_empty() { 0 } else { GAP };
            let rest = room.saturating_sub(used + before);
            let width = (*width).min(widest).min(rest);
            if width == 0 || (width < LEAST && width < self.width(at) && at > 0) {
                break;
            }
            used += before + width;
            columns.push(Column { at, width });
        }
        columns
    }

    /// Returns how many columns are skipped at most: so many that the last one is seen.
    pub fn last_left(&self, room: usize) -> usize {
        if !self.is_cut(room) {
            return 0;
        }
        let widest = self.widest(room).max(LEAST);
        let mut used = self.width(0).min(widest);
        let mut shown = 0;
        for width in self.widths.iter().skip(1).rev() {
            used += GAP + (*width).min(widest);
            if used > room {
                break;
            }
            shown += 1;
        }
        self.widths
            .len()
            .saturating_sub(1)
            .saturating_sub(shown.max(1))
    }

    fn width(&self, at: usize) -> usize {
        self.widths.get(at).copied().unwrap_or(0)
    }

    fn needed(&self) -> usize {
        let gaps = self.widths.len().saturating_sub(1) * GAP;
        self.widths.iter().sum::<usize>() + gaps
    }

    /// Returns the width that the widest columns are cut to so that all fit.
    fn widest(&self, room: usize) -> usize {
        let mut widths = self.widths.clone();
        widths.sort_unstable();
        let mut room = room.saturating_sub(self.widths.len().saturating_sub(1) * GAP);
        let mut left = widths.len();
        for width in widths {
            let share = room / left.max(1);
            if width > share {
                return share;
            }
            room -= width;
            left -= 1;
        }
        usize::MAX
    }
}

/// Returns the cells that a safe text takes on the screen.
fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true)
        .map(|it| usize::from(it.cell_width()))
        .sum()
}

/// Keeps the texts whose place is wanted.
fn keep(texts: &mut Vec<String>, wanted: &[bool]) {
    let mut wanted = wanted.iter();
    texts.retain(|_| wanted.next().copied().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let words = |row: &[&str]| row.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let head = words(&["name", "type", "more"]);
        Table::new(
            head,
            rows.iter().map(|row| words(row)).collect(),
            Vec::new(),
        )
    }

    fn widths(table: &Table, room: usize, left: usize) -> Vec<(usize, usize)> {
        let columns = table.columns(room, left);
        columns.iter().map(|it| (it.at, it.width)).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let it = table(&[&["id", "bigint", "x"], &["größe", "text", ""]]);
        assert_eq!(widths(&it, 80, 0), [(0, 5), (1, 6), (2, 4)]);
        assert!(!it.is_cut(19) && it.is_cut(18));
    }

    #[test]
    fn the_widest_columns_are_cut_first() {
        let long = "x".repeat(90);
        let it = table(&[&["id", &long, &long]]);
        assert_eq!(widths(&it, 60, 0), [(0, 4), (1, 26), (2, 26)]);
    }

    #[test]
    fn what_has_no_room_is_reached_by_scrolling() {
        let long = "x".repeat(90);
        let it = table(&[&[&long, &long, &long]]);
        assert_eq!(widths(&it, 40, 0), [(0, 14), (1, 14)]);
        assert_eq!(widths(&it, 40, 1), [(0, 14), (2, 14)]);
        assert_eq!(widths(&it, 40, 99), [(0, 14), (2, 14)]);
    }

    #[test]
    fn a_column_with_nothing_in_it_is_left_out() {
        let it = table(&[&["id", "", "x"], &["of", "", ""]]);
        assert_eq!(it.head, ["name", "more"]);
        assert_eq!(it.rows, [["id", "x"], ["of", ""]]);
        assert_eq!(table(&[]).head.len(), 3, "an empty table keeps its heads");
    }
}
