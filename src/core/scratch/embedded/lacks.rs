//! What the embedded engine lacks, said where a statement fails for it.
//!
//! Told apart by SQLSTATE and by the routine of the server that refused.

use crate::error::{Class, Report};

/// The way out, wherever the engine is at its end.
pub(super) const WAY_OUT: &str =
    "use a real server: --scratch local, or --scratch postgresql://...";

/// Adds to a failure what the engine lacks, if that is why.
pub(super) fn explain(report: Report) -> Report {
    match what(&report) {
        Some(what) => report
            .because(format!("the embedded engine lacks {what}"))
            .hint(WAY_OUT),
        None if report.class() == Class::Connect => report.because(
            "the embedded engine has ended: a statement of it can be stopped in no other way",
        ),
        None => report,
    }
}

/// Returns what is lacking, in words.
fn what(report: &Report) -> Option<&'static str> {
    let error = report.server_error()?;
    let routine = error.routine.as_deref().unwrap_or_default();
    match error.sqlstate.as_str() {
        // Extensions: the control file, the library, a function of the library.
        "0A000" if routine == "parse_extension_control_file" => Some(EXTENSIONS),
        "58P01" | "42883"
            if matches!(
                routine,
                "internal_load_library"
                    | "lookup_external_function"
                    | "expand_dynamic_library_name"
                    | "load_external_function"
            ) =>
        {
            Some(EXTENSIONS)
        }
        "0A000" | "22023" | "42704"
            if routine.contains("icu")
                || routine.contains("collation")
                || routine == "DefineCollation" =>
        {
            Some("ICU: it has the collations C and POSIX only")
        }
        "0A000" if routine.contains("xml") || routine.starts_with("xpath") => Some("XML functions"),
        // A stop word list, a thesaurus or an affix file cannot be read.
        "F0000" => Some("the files of text search dictionaries"),
        _ => None,
    }
}

/// The extensions that are not there, in words.
const EXTENSIONS: &str = "this extension: of PostgreSQL's own collection it has no pgcrypto, \
     uuid-ossp, postgres_fdw, dblink or pg_stat_statements, and of others few";
