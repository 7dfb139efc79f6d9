//! What is worth trying again, and how long to wait before.

use std::{
    hash::{BuildHasher as _, RandomState},
    time::Duration,
};

use crate::{
    error::{Class, Report},
    progress::Cancel,
};

/// Codes that mean: somebody stood in the way, and may not a moment from now (manual,
/// "PostgreSQL Error Codes"). 57P03 and 53300 come at connecting.
const PASSING: &[&str] = &["40001", "40P01", "55P03", "55006", "57P03", "53300"];

/// Tells whether a refused statement may be accepted when its transaction is run again.
///
/// Of XX000 only "tuple concurrently updated" or "deleted" passes (two sessions granting,
/// or replacing one function), known by the routines that raise it; of 23505 only the
/// race of two that create a schema.
pub(super) fn passes(report: &Report) -> bool {
    let Some(server) = report
        .server_error()
        .filter(|_| report.class() == Class::Server)
    else {
        return false;
    };
    match server.sqlstate.as_str() {
        "XX000" => matches!(
            server.routine.as_deref(),
            Some("simple_heap_update" | "simple_heap_delete")
        ),
        "23505" => server.constraint.as_deref() == Some("pg_namespace_nspname_index"),
        code => PASSING.contains(&code),
    }
}

/// Waits before the next attempt: longer each time, never in step with others.
pub(super) async fn pause(attempt: u32, cancel: &Cancel) {
    let longest = Duration::from_millis(200 << attempt.min(6));
    let time = longest / 2 + jitter(longest / 2);
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = cancel.cancelled() => {}
    }
}

/// Returns a random part of a duration.
pub(super) fn jitter(longest: Duration) -> Duration {
    // The standard library seeds each of these from the system.
    let random = RandomState::new().hash_one(0_u8);
    let millis = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(random % millis.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ServerError;

    fn refused(sqlstate: &str, routine: Option<&str>, constraint: Option<&str>) -> Report {
        Report::new(Class::Server, "refused").server(ServerError {
            sqlstate: sqlstate.into(),
            routine: routine.map(str::to_owned),
            constraint: constraint.map(str::to_owned),
            ..ServerError::default()
        })
    }

    #[test]
    fn only_what_passes_is_tried_again() {
        for code in PASSING {
            assert!(passes(&refused(code, None, None)), "{code}");
        }
        for code in ["42P07", "23505", "XX000", "57014", "53100", "25006"] {
            assert!(!passes(&refused(code, None, None)), "{code}");
        }
        assert!(passes(&refused("XX000", Some("simple_heap_update"), None)));
        assert!(!passes(&refused("XX000", Some("relation_open"), None)));
        let race = Some("pg_namespace_nspname_index");
        assert!(passes(&refused("23505", None, race)));
        let lost = refused("40001", None, None).into_class(Class::Connect);
        assert!(!passes(&lost));
    }

    #[test]
    fn jitter_stays_within_its_bound() {
        let bound = Duration::from_millis(50);
        assert!((0..200).all(|_| jitter(bound) <= bound));
        assert_eq!(jitter(Duration::ZERO), Duration::ZERO);
    }
}
