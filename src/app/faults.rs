//! Panics that a test asks for by `PGWORKS_TEST_PANIC`; only debug builds listen.

/// Panics where a test wants it: in the loop or in a job.
#[cfg(debug_assertions)]
pub(super) fn at(place: &str) {
    let is_wanted = std::env::var("PGWORKS_TEST_PANIC").is_ok_and(|wanted| wanted == place);
    assert!(
        !is_wanted,
        "a test \u{1b}[31m asked for a panic in the {place}"
    );
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub(super) const fn at(_place: &str) {}
