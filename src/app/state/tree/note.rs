//! Rows and sizes beside the names of relations, in few signs.

use std::sync::Arc;

/// Returns rows and bytes in few signs: `1.2M  380MB`.
pub(super) fn note(rows: Option<i64>, bytes: Option<i64>) -> Option<Arc<str>> {
    let rows = rows.map(|it| short(it, 1_000, &["", "k", "M", "G", "T"]));
    let bytes = bytes.map(|it| short(it, 1_024, &["B", "kB", "MB", "GB", "TB"]));
    match (rows, bytes) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one.into()),
        (Some(rows), Some(bytes)) => Some(format!("{rows}  {bytes}").into()),
    }
}

/// Returns a number with three digits at most and a unit.
fn short(number: i64, base: i64, units: &[&str]) -> String {
    let mut whole = number.max(0);
    let mut tenth = 0;
    let mut at = 0;
    while whole >= base && at + 1 < units.len() {
        tenth = whole % base * 10 / base;
        whole /= base;
        at += 1;
    }
    let unit = units.get(at).copied().unwrap_or_default();
    if at > 0 && whole < 10 {
        format!("{whole}.{tenth}{unit}")
    } else {
        format!("{whole}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            note(Some(1_234_567), Some(400_000_000)).unwrap().as_ref(),
            "1.2M  381MB"
        );
        assert_eq!(note(Some(0), None).unwrap().as_ref(), "0");
        assert_eq!(note(None, Some(8192)).unwrap().as_ref(), "8.0kB");
        assert!(note(None, None).is_none());
    }
}
