//! Writes a file whole or not at all: beside it first, then under its name.

use std::{io::Write as _, path::Path};

use pgworks_core::error::{Report, Result};

/// Writes `text` to a file.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    let failed = |error: std::io::Error| {
        Report::usage("cannot write the file")
            .on(path.display().to_string())
            .because(error)
    };
    let folder = path
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
