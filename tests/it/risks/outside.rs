//! What statements outside of a transaction block must say: they commit on their way, so
//! that their locks cannot be read behind them (measured by a second session that waits).

use pgworks_core::risk::Lock;

use super::{shape::shape, trace::Traced};

/// The beginning of a shape, the locks on table and index or on table and partition, each
/// where it stands in the database before the plan, and whether it reads a whole table.
const TABLE: &[(&str, &[Lock], bool)] = &[
    (
        "CREATE INDEX CONCURRENTLY",
        &[Lock::ShareUpdateExclusive],
        true,
    ),
    (
        "CREATE UNIQUE INDEX CONCURRENTLY",
        &[Lock::ShareUpdateExclusive],
        true,
    ),
    (
        "DROP INDEX CONCURRENTLY",
        &[Lock::ShareUpdateExclusive],
        false,
    ),
    (
        "ALTER TABLE … DETACH PARTITION … CONCURRENTLY",
        &[Lock::ShareUpdateExclusive, Lock::AccessExclusive],
        false,
    ),
    ("DO …", &[Lock::RowExclusive], true),
];

/// Rows that subscribers get without a key are written under REPLICA IDENTITY FULL: the lock
/// for that is held for an instant, before and after.
const UNDER_IDENTITY: &[Lock] = &[Lock::AccessExclusive];

/// Lists the statements that say something else.
pub(super) fn faults(all: &[Traced]) -> Vec<String> {
    let outside = all.iter().filter(|it| it.step.action.timing.is_outside());
    outside
        .filter_map(|it| {
            let (sql, risk) = (&it.step.action.sql, &it.step.action.risk);
            let shape = shape(sql);
            let Some((_, locks, scans)) = TABLE.iter().find(|(of, ..)| shape.starts_with(of))
            else {
                return Some(format!("no word on {shape}: {sql}"));
            };
            let is_under = shape.starts_with("DO ") && sql.contains(" REPLICA IDENTITY ");
            let locks = if is_under { UNDER_IDENTITY } else { locks };
            let fits = it.locks.iter().all(|(_, lock)| locks.contains(lock))
                && locks
                    .iter()
                    .all(|lock| it.locks.iter().any(|(_, it)| it == lock))
                && risk.scans == *scans
                && !risk.rewrites;
            (!fits).then(|| format!("{}: {shape}: {}", it.plan, risk.words()))
        })
        .collect()
}
