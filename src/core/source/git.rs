//! SQL files as of a git revision, read by the user's own git.

use tokio::process::Command;

use crate::error::{Report, Result};

/// Reads a file of a revision, or all `.sql` files below a folder of it.
pub(super) async fn read(revision: &str, path: &str) -> Result<Vec<(String, String)>> {
    if revision.starts_with('-') {
        return Err(Report::usage("this is no git revision").on(revision));
    }
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--", path]).await?;
    let mut names: Vec<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
    names.retain(|name| *name == path || name.to_ascii_lowercase().ends_with(".sql"));
    if names.is_empty() {
        return Err(Report::usage("the revision holds no SQL file there")
            .on(format!("git:{revision}:{path}")));
    }
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        // `./`: the names that ls-tree gives count from the working folder.
        let text = git(&["show", &format!("{revision}:./{name}")]).await?;
        files.push((format!("git:{revision}:{name}"), text));
    }
    Ok(files)
}

async fn git(args: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .args(args)
        .kill_on_drop(true)
        .output()
        .await
        .map_err(|error| {
            Report::usage("cannot run git")
                .because(error)
                .hint("a git source needs git on the PATH")
        })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Report::usage("git refused").because(said));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Report::usage("the text in git must be UTF-8").because(error))
}
