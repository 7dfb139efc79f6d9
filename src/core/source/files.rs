//! SQL files of a folder, in the order of their names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::error::{Report, Result};

/// Reads a file, or all `.sql` files below a folder.
pub(super) fn read(path: &Path) -> Result<Vec<(String, String)>> {
    let failed = |path: &Path, error: std::io::Error| {
        Report::usage("cannot read SQL files")
            .on(path.display().to_string())
            .because(error)
    };
    let mut found = Vec::new();
    let mut pending: Vec<PathBuf> = vec![path.to_owned()];
    while let Some(at) = pending.pop() {
        let kind = fs::metadata(&at).map_err(|error| failed(&at, error))?;
        if kind.is_dir() {
            for entry in fs::read_dir(&at).map_err(|error| failed(&at, error))? {
                let entry = entry.map_err(|error| failed(&at, error))?.path();
                let is_sql = entry
                    .extension()
                    .is_some_and(|end| end.eq_ignore_ascii_case("sql"));
                if entry.is_dir() || is_sql {
                    pending.push(entry);
                }
            }
        } else {
            let text = fs::read_to_string(&at)
                .map_err(|error| failed(&at, error).hint("the text must be UTF-8"))?;
            found.push((at.display().to_string(), text));
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(Report::usage("the folder holds no .sql file").on(path.display().to_string()));
    }
    Ok(found)
}
