//! The best one-to-one assignment of rows to columns (Kuhn and Munkres, with potentials).

/// Returns the pairs of row and column whose scores add up to the most; a pair of score 0 is
/// none. `score` must be at least 0.
pub(super) fn best(
    rows: usize,
    columns: usize,
    score: &dyn Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    if rows > columns {
        let turned = best(columns, rows, &|column, row| score(row, column));
        return turned
            .into_iter()
            .map(|(column, row)| (row, column))
            .collect();
    }
    let row_of = assign(rows, columns, score);
    let mut pairs: Vec<(usize, usize)> = row_of
        .iter()
        .enumerate()
        .filter_map(|(column, row)| row.map(|row| (row, column)))
        .filter(|(row, column)| score(*row, *column) > 0.0)
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Returns the row of each column. There are no more rows than columns.
#[expect(
    clippy::indexing_slicing,
    reason = "all places are below the lengths that the vectors are made with"
)]
fn assign(rows: usize, columns: usize, score: &dyn Fn(usize, usize) -> f64) -> Vec<Option<usize>> {
    // One more than there are: the last column stands for the row to be placed.
    let free = columns;
    let (mut of_row, mut of_column) = (vec![0.0; rows], vec![0.0; columns + 1]);
    let mut row_of: Vec<Option<usize>> = vec![None; columns + 1];
    for row in 0..rows {
        row_of[free] = Some(row);
        let mut at = free;
        let mut least = vec![f64::INFINITY; columns];
        let mut from = vec![free; columns];
        let mut is_used = vec![false; columns + 1];
        while let Some(here) = row_of[at] {
            is_used[at] = true;
            let (mut next, mut step) = (None, f64::INFINITY);
            for column in (0..columns).filter(|it| !is_used[*it]) {
                let cost = 1.0 - score(here, column) - of_row[here] - of_column[column];
                if cost < least[column] {
                    (least[column], from[column]) = (cost, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], Some(column));
                }
            }
            for column in 0..=columns {
                if is_used[column] {
                    if let Some(row) = row_of[column] {
                        of_row[row] += step;
                    }
                    of_column[column] -= step;
                } else if column < columns {
                    least[column] -= step;
                }
            }
            let Some(column) = next else { break };
            at = column;
        }
        while at != free {
            let before = from[at];
            row_of[at] = row_of[before];
            at = before;
        }
    }
    row_of.truncate(columns);
    row_of
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(table: &[&[f64]]) -> Vec<(usize, usize)> {
        best(
            table.len(),
            table.first().map_or(0, |it| it.len()),
            &|row, column| table[row][column],
        )
    }

    #[test]
    fn the_sum_counts_not_the_first_best() {
        // Greedy would take 0.9 and leave 0.1.
        assert_eq!(pairs(&[&[0.9, 0.8], &[0.8, 0.1]]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn tables_need_not_be_square_and_nothing_is_no_pair() {
        assert_eq!(pairs(&[&[0.0, 0.7, 0.2]]), [(0, 1)]);
        assert_eq!(pairs(&[&[0.3], &[0.0], &[0.9]]), [(2, 0)]);
        assert_eq!(pairs(&[&[0.0, 0.0], &[0.0, 0.0]]), []);
        assert_eq!(pairs(&[]), []);
    }

    #[test]
    fn it_is_the_best_of_all() {
        // Each of the 24 ways to assign four, tried.
        let table: [[f64; 4]; 4] = [
            [0.31, 0.62, 0.17, 0.55],
            [0.61, 0.93, 0.42, 0.71],
            [0.22, 0.58, 0.39, 0.64],
            [0.47, 0.81, 0.35, 0.12],
        ];
        let sum = |pairs: &[(usize, usize)]| pairs.iter().map(|(r, c)| table[*r][*c]).sum::<f64>();
        let mut most: f64 = 0.0;
        for code in 0..256_usize {
            let way: Vec<usize> = (0..4).map(|row| code >> (2 * row) & 3).collect();
            if (0..4).all(|column| way.contains(&column)) {
                let way: Vec<_> = way.into_iter().enumerate().collect();
                most = most.max(sum(&way));
            }
        }
        let found = best(4, 4, &|row, column| table[row][column]);
        assert!((sum(&found) - most).abs() < 1e-9);
    }
}
