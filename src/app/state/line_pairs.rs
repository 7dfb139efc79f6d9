//! Lines that became other lines: which became which, and what differs inside.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::sql_text::SqlText;

/// The most pairs of lines that are weighed against each other; larger blocks pair their
/// lines in order.
const MAX_WEIGHED: usize = 10_000;

/// The longest line whose words are compared; of a longer one the middle is marked.
const MAX_WORDS: usize = 1_000;

/// How much alike two lines must be to be the same line changed, in hundredths.
const ALIKE: usize = 40;

/// A row made of a line of each side, or of one.
type Pair = (Option<usize>, Option<usize>);

/// Pairs the lines of a block that was replaced, each side in its order.
pub(super) fn pairs(
    old: &SqlText,
    old_range: Range<usize>,
    new: &SqlText,
    new_range: Range<usize>,
) -> Vec<Pair> {
    if old_range.len() == 1 && new_range.len() == 1 {
        return vec![(Some(old_range.start), Some(new_range.start))];
    }
    if old_range.len() * new_range.len() > MAX_WEIGHED {
        return in_order(old_range, new_range);
    }
    let old_words: Vec<_> = old_range
        .clone()
        .map(|line| word_hashes(old.line(line)))
        .collect();
    let new_words: Vec<_> = new_range
        .clone()
        .map(|line| word_hashes(new.line(line)))
        .collect();
    let mut rows = Vec::new();
    let (mut from, mut to) = (old_range.start, new_range.start);
    for (old_at, new_at) in best(&old_words, &new_words) {
        let (old_at, new_at) = (old_range.start + old_at, new_range.start + new_at);
        rows.extend((from..old_at).map(|line| (Some(line), None)));
        rows.extend((to..new_at).map(|line| (None, Some(line))));
        rows.push((Some(old_at), Some(new_at)));
        (from, to) = (old_at + 1, new_at + 1);
    }
    rows.extend((from..old_range.end).map(|line| (Some(line), None)));
    rows.extend((to..new_range.end).map(|line| (None, Some(line))));
    rows
}

fn in_order(old: Range<usize>, new: Range<usize>) -> Vec<Pair> {
    let rows = old.len().max(new.len());
    let at = |range: &Range<usize>, row| Some(range.start + row).filter(|line| *line < range.end);
    (0..rows)
        .map(|row| (at(&old, row), at(&new, row)))
        .collect()
}

/// Returns the hashes of a line's words, sorted; white space does not count.
fn word_hashes(line: &str) -> Vec<u64> {
    let words = line
        .split_word_bounds()
        .filter(|word| !word.trim().is_empty());
    let mut hashes: Vec<u64> = words.take(MAX_WORDS).map(word_hash).collect();
    hashes.sort_unstable();
    hashes
}

fn word_hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Returns how much alike two lines are, in hundredths, or 0 if too little to count.
fn likeness(old: &[u64], new: &[u64]) -> usize {
    let (mut both, mut rest) = (0, new);
    for word in old {
        let first = rest.partition_point(|other| other < word);
        rest = rest.get(first..).unwrap_or_default();
        if rest.first() == Some(word) {
            both += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    let alike = 200 * both / (old.len() + new.len()).max(1);
    if alike < ALIKE { 0 } else { alike }
}

/// Returns the pairs, in the order of both sides, that are most alike taken together.
fn best(old: &[Vec<u64>], new: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let wide = new.len() + 1;
    let likenesses: Vec<usize> = old
        .iter()
        .flat_map(|one| new.iter().map(|other| likeness(one, other)))
        .collect();
    let alike = |row: usize, column: usize| {
        likenesses
            .get(row * new.len() + column)
            .copied()
            .unwrap_or_default()
    };
    // `sums[row * wide + column]`: the best from that row and column to the end.
    let mut sums = vec![0; (old.len() + 1) * wide];
    let sum = |sums: &[usize], row: usize, column: usize| {
        sums.get(row * wide + column).copied().unwrap_or_default()
    };
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let here = alike(row, column);
            let taken = if here == 0 {
                0
            } else {
                here + sum(&sums, row + 1, column + 1)
            };
            let left = sum(&sums, row + 1, column).max(sum(&sums, row, column + 1));
            if let Some(place) = sums.get_mut(row * wide + column) {
                *place = taken.max(left);
            }
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < old.len() && column < new.len() {
        let (whole, here) = (sum(&sums, row, column), alike(row, column));
        if here > 0 && whole == here + sum(&sums, row + 1, column + 1) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if whole == sum(&sums, row + 1, column) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

type Marks = Vec<Range<usize>>;

/// Returns what differs between two lines: bytes of each, cut between words.
pub(super) fn marks(old: &str, new: &str) -> (Marks, Marks) {
    let old_words = words(old);
    let new_words = words(new);
    let (Some(old_words), Some(new_words)) = (old_words, new_words) else {
        return middles(old, new);
    };
    let old_texts: Vec<&str> = old_words.iter().map(|(_, word)| *word).collect();
    let new_texts: Vec<&str> = new_words.iter().map(|(_, word)| *word).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old_texts, &new_texts);
    let (mut old_marks, mut new_marks) = (Vec::new(), Vec::new());
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        mark(old, &old_words, op.old_range(), &mut old_marks);
        mark(new, &new_words, op.new_range(), &mut new_marks);
    }
    (old_marks, new_marks)
}

/// Returns a line's words with their places, unless they are too many to compare.
fn words(line: &str) -> Option<Vec<(usize, &str)>> {
    let words: Vec<_> = line
        .split_word_bound_indices()
        .take(MAX_WORDS + 1)
        .collect();
    (words.len() <= MAX_WORDS).then_some(words)
}

fn mark(line: &str, words: &[(usize, &str)], range: Range<usize>, marks: &mut Marks) {
    let at = |word: usize| words.get(word).map_or(line.len(), |(at, _)| *at);
    let (start, end) = (at(range.start), at(range.end));
    if range.is_empty() {
        return;
    }
    match marks.last_mut() {
        // Blanks alone between two marks would only make them flicker.
        Some(last)
            if line
                .get(last.end..start)
                .is_some_and(|gap| gap.trim().is_empty()) =>
        {
            last.end = end;
        }
        _ => marks.push(start..end),
    }
}

/// Returns what is left between the common beginning and the common end.
fn middles(old: &str, new: &str) -> (Marks, Marks) {
    let same = |(one, other): &(&str, &str)| one == other;
    let prefix: usize = old
        .graphemes(true)
        .zip(new.graphemes(true))
        .take_while(same)
        .map(|(one, _)| one.len())
        .sum();
    let rest = |line: &'_ str| line.len() - prefix;
    let most = rest(old).min(rest(new));
    let mut suffix = 0;
    for (one, other) in old.graphemes(true).rev().zip(new.graphemes(true).rev()) {
        if one != other || suffix + one.len() > most {
            break;
        }
        suffix += one.len();
    }
    let middle = |line: &str| Some(prefix..line.len() - suffix).filter(|range| !range.is_empty());
    (
        middle(old).into_iter().collect(),
        middle(new).into_iter().collect(),
    )
}
