//! Two SQL texts compared: which lines differ, and which parts of lines.
//!
//! It compares what was written, so that texts that look alike and are not are told
//! apart; it knows nothing of SQL.

use std::{
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::{line_pairs, sql_text::SqlText};

/// How long the search for the shortest difference may take; a longer one is cut short
/// and is still right, only not the shortest.
const PATIENCE: Duration = Duration::from_millis(300);

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Both sides have it.
    Equal,
    /// Only the old side has it.
    Delete,
    /// Only the new side has it.
    Insert,
    /// Both sides have it, and it differs.
    Replace,
}

/// A row of the comparison side by side. Lines count from 0, as in [`SqlText::line`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of the line.
    pub kind: RowKind,
    /// The line of the old text, if it has one here.
    pub old: Option<usize>,
    /// The line of the new text, if it has one here.
    pub new: Option<usize>,
    /// What differs in the old line: bytes, in order, cut between characters.
    pub old_marks: Vec<Range<usize>>,
    /// What differs in the new line.
    pub new_marks: Vec<Range<usize>>,
}

/// Which side a row of the unified view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A line of both.
    Both,
    /// A line of the old text that the new one has not, or not like this.
    Old,
    /// A line of the new text that the old one has not, or not like this.
    New,
}

/// A row of the unified view: a side of a row of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnifiedRow {
    /// Which side it shows.
    pub side: Side,
    /// The index of its row side by side.
    pub row: usize,
}

/// Two SQL texts and how they differ. A clone shares all of it.
#[derive(Clone, Debug, Default)]
pub struct CompareText(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    old: SqlText,
    new: SqlText,
    rows: Vec<Row>,
    unified: Vec<UnifiedRow>,
}

impl CompareText {
    /// Compares two texts: lines first, then the words of lines that became each other.
    pub fn new(old: &SqlText, new: &SqlText) -> Self {
        let old_lines: Vec<&str> = (0..old.len()).map(|line| old.written(line)).collect();
        let new_lines: Vec<&str> = (0..new.len()).map(|line| new.written(line)).collect();
        let deadline = Instant::now().checked_add(PATIENCE);
        let ops =
            capture_diff_slices_deadline(Algorithm::Patience, &old_lines, &new_lines, deadline);
        let mut rows = Vec::with_capacity(old_lines.len().max(new_lines.len()));
        for op in ops {
            push_op(op, old, new, &mut rows);
        }
        let unified = unified(&rows);
        let (old, new) = (old.clone(), new.clone());
        Self(Arc::new(Inner {
            old,
            new,
            rows,
            unified,
        }))
    }

    /// Returns the old text.
    pub fn old(&self) -> &SqlText {
        &self.0.old
    }

    /// Returns the new text.
    pub fn new_text(&self) -> &SqlText {
        &self.0.new
    }

    /// Returns the rows side by side.
    pub fn rows(&self) -> &[Row] {
        &self.0.rows
    }

    /// Returns the rows of the unified view: what went stands above what came.
    pub fn unified(&self) -> &[UnifiedRow] {
        &self.0.unified
    }

    /// Returns whether both texts are the same.
    pub fn is_equal(&self) -> bool {
        self.0.rows.iter().all(|row| row.kind == RowKind::Equal)
    }

    /// Returns where changes begin, as rows side by side: for jumping to the next one.
    pub fn changes(&self) -> impl Iterator<Item = usize> {
        let rows = &self.0.rows;
        starts(rows.iter().map(|row| row.kind != RowKind::Equal))
    }

    /// Returns where changes begin, as rows of the unified view.
    pub fn unified_changes(&self) -> impl Iterator<Item = usize> {
        starts(self.0.unified.iter().map(|row| row.side != Side::Both))
    }

    /// Returns how many lines came and went; one that was replaced did both.
    pub fn counts(&self) -> (usize, usize) {
        let count = |side| self.0.unified.iter().filter(|row| row.side == side).count();
        (count(Side::New), count(Side::Old))
    }
}

/// Returns the places where a run of `true` begins.
fn starts(changed: impl Iterator<Item = bool>) -> impl Iterator<Item = usize> {
    let mut before = false;
    changed.enumerate().filter_map(move |(at, now)| {
        let was = std::mem::replace(&mut before, now);
        (now && !was).then_some(at)
    })
}

fn push_op(op: DiffOp, old: &SqlText, new: &SqlText, rows: &mut Vec<Row>) {
    let (old_range, new_range) = (op.old_range(), op.new_range());
    match op {
        DiffOp::Equal { .. } => rows.extend(
            old_range
                .zip(new_range)
                .map(|(old, new)| bare(RowKind::Equal, Some(old), Some(new))),
        ),
        DiffOp::Delete { .. } => {
            rows.extend(old_range.map(|old| bare(RowKind::Delete, Some(old), None)));
        }
        DiffOp::Insert { .. } => {
            rows.extend(new_range.map(|new| bare(RowKind::Insert, None, Some(new))));
        }
        DiffOp::Replace { .. } => {
            for pair in line_pairs::pairs(old, old_range, new, new_range) {
                rows.push(match pair {
                    (Some(from), Some(to)) => replaced(old, from, new, to),
                    (Some(from), None) => bare(RowKind::Delete, Some(from), None),
                    (None, to) => bare(RowKind::Insert, None, to),
                });
            }
        }
    }
}

fn bare(kind: RowKind, old: Option<usize>, new: Option<usize>) -> Row {
    Row {
        kind,
        old,
        new,
        old_marks: Vec::new(),
        new_marks: Vec::new(),
    }
}

fn replaced(old: &SqlText, from: usize, new: &SqlText, to: usize) -> Row {
    let (old_line, new_line) = (old.line(from), new.line(to));
    let (mut old_marks, mut new_marks) = line_pairs::marks(old_line, new_line);
    if old_line == new_line {
        // They look alike and are not: tabs against spaces, or text that reads like what
        // another character is shown as. All of it is marked.
        old_marks.push(0..old_line.len());
        new_marks.push(0..new_line.len());
    }
    Row {
        kind: RowKind::Replace,
        old: Some(from),
        new: Some(to),
        old_marks,
        new_marks,
    }
}

fn unified(rows: &[Row]) -> Vec<UnifiedRow> {
    let mut lines = Vec::with_capacity(rows.len());
    let mut row = 0;
    for run in
        rows.chunk_by(|one, next| (one.kind == RowKind::Equal) == (next.kind == RowKind::Equal))
    {
        let indices = row..row + run.len();
        row = indices.end;
        let side = |side, has: fn(&Row) -> Option<usize>| {
            let shown = indices
                .clone()
                .zip(run)
                .filter(move |(_, line)| has(line).is_some());
            shown.map(move |(row, _)| UnifiedRow { side, row })
        };
        if run.first().is_some_and(|line| line.kind == RowKind::Equal) {
            lines.extend(side(Side::Both, |line| line.new));
        } else {
            lines.extend(side(Side::Old, |line| line.old));
            lines.extend(side(Side::New, |line| line.new));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(old: &str, new: &str) -> CompareText {
        CompareText::new(&SqlText::new(old), &SqlText::new(new))
    }

    /// Writes a row as sign, old line and new line, with brackets around what is marked.
    fn rows(compare: &CompareText) -> Vec<String> {
        let marked = |line: &str, marks: &[Range<usize>]| {
            let mut text = line.to_owned();
            for mark in marks.iter().rev() {
                text.insert(mark.end, ']');
                text.insert(mark.start, '[');
            }
            text
        };
        let side = |text: &SqlText, line: Option<usize>, marks: &[Range<usize>]| {
            line.map_or_else(|| "·".to_owned(), |line| marked(text.line(line), marks))
        };
        let row = |row: &Row| {
            let sign = match row.kind {
                RowKind::Equal => '=',
                RowKind::Delete => '-',
                RowKind::Insert => '+',
                RowKind::Replace => '~',
            };
            let old = side(compare.old(), row.old, &row.old_marks);
            let new = side(compare.new_text(), row.new, &row.new_marks);
            format!("{sign} {old} | {new}")
        };
        compare.rows().iter().map(row).collect()
    }

    #[test]
    fn changed_lines_meet_their_like_and_mark_their_words() {
        let old = "CREATE TABLE t (\n  id integer NOT NULL,\n  note text\n);";
        let new = "CREATE TABLE t (\n  id bigint NOT NULL,\n  email text,\n  note text\n);";
        assert_eq!(
            rows(&compare(old, new)),
            [
                "= CREATE TABLE t ( | CREATE TABLE t (",
                "~   id [integer] NOT NULL, |   id [bigint] NOT NULL,",
                "+ · |   email text,",
                "=   note text |   note text",
                "= ); | );",
            ]
        );
    }

    #[test]
    fn a_block_pairs_by_likeness_and_keeps_the_order() {
        let old = "alpha integer NOT NULL\nbeta text";
        let new = "gamma uuid DEFAULT f()\nalpha bigint NOT NULL\nbeta text NOT NULL";
        assert_eq!(
            rows(&compare(old, new)),
            [
                "+ · | gamma uuid DEFAULT f()",
                "~ alpha [integer] NOT NULL | alpha [bigint] NOT NULL",
                "~ beta text | beta text[ NOT NULL]",
            ]
        );
    }

    #[test]
    fn what_looks_alike_and_is_not_is_told_apart() {
        for (old, new) in [
            ("a\tb", "a   b"),
            ("a\r\nb", "a\nb\n"),
            ("a\u{1b}", "a\\x1b"),
        ] {
            let compared = compare(&format!("{old}\nz"), &format!("{new}\nz"));
            assert!(!compared.is_equal(), "{old:?}");
        }
        assert_eq!(
            rows(&compare("a\tb\nz", "a   b\nz"))[0],
            "~ [a   b] | [a   b]"
        );
        assert!(compare("a\nb", "a\nb").is_equal());
    }

    #[test]
    fn the_unified_view_shows_what_went_above_what_came() {
        let compared = compare("a\nx 1 y\nx 2 y\nb\nc", "a\nx 3 y\nx 4 y\nb");
        let lines: Vec<_> = compared
            .unified()
            .iter()
            .map(|unified| (unified.side, unified.row))
            .collect();
        let (both, old, new) = (Side::Both, Side::Old, Side::New);
        let expected = [
            (both, 0),
            (old, 1),
            (old, 2),
            (new, 1),
            (new, 2),
            (both, 3),
            (old, 4),
        ];
        assert_eq!(lines, expected);
        assert_eq!(compared.changes().collect::<Vec<_>>(), [1, 4]);
        assert_eq!(compared.unified_changes().collect::<Vec<_>>(), [1, 6]);
        assert_eq!(compared.counts(), (2, 3));
    }

    #[test]
    fn one_side_may_be_empty() {
        assert_eq!(rows(&compare("", "a\nb")), ["+ · | a", "+ · | b"]);
        assert_eq!(rows(&compare("a", "")), ["- a | ·"]);
        assert!(rows(&compare("", "")).is_empty());
    }

    #[test]
    fn very_long_lines_mark_their_middle() {
        let line =
            |middle: &str| format!("{}{middle}{}", "é a ".repeat(9_000), " b 漢".repeat(9_000));
        let compared = compare(&line("one"), &line("two"));
        let row = &compared.rows()[0];
        assert_eq!(&compared.old().line(0)[row.old_marks[0].clone()], "one");
        assert_eq!(
            &compared.new_text().line(0)[row.new_marks[0].clone()],
            "two"
        );
        let same = compare(&"a ".repeat(9_000), &"a ".repeat(9_001));
        assert!(same.rows()[0].old_marks.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn every_line_is_shown_once_and_marks_are_cut_between_characters(
            old in "([ab ,(]|é|漢|e\u{301}|\n|\t|\u{1b}){0,60}",
            new in "([ab ,(]|é|漢|e\u{301}|\n|\t|\u{1b}){0,60}",
        ) {
            use unicode_segmentation::UnicodeSegmentation as _;

            let compared = compare(&old, &new);
            let old_lines: Vec<_> = compared.rows().iter().filter_map(|row| row.old).collect();
            let new_lines: Vec<_> = compared.rows().iter().filter_map(|row| row.new).collect();
            proptest::prop_assert!(old_lines.into_iter().eq(0..compared.old().len()));
            proptest::prop_assert!(new_lines.into_iter().eq(0..compared.new_text().len()));
            for row in compared.rows() {
                for (text, line, marks) in [
                    (compared.old(), row.old, &row.old_marks),
                    (compared.new_text(), row.new, &row.new_marks),
                ] {
                    let shown = line.map(|line| text.line(line)).unwrap_or_default();
                    let mut cuts: Vec<_> = shown.grapheme_indices(true).map(|(at, _)| at).collect();
                    cuts.push(shown.len());
                    for mark in marks {
                        proptest::prop_assert!(cuts.contains(&mark.start) && cuts.contains(&mark.end));
                    }
                }
            }
        }
    }
}
