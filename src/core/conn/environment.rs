//! What a connection may take from its surroundings, handed in by the front end.
//!
//! Core reads neither the environment nor the home directory itself, so that a server or a
//! test can say exactly what a connection is allowed to see.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// The surroundings libpq would look into: variables, home directory, user.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// The variables whose names begin with `PG`.
    pub vars: BTreeMap<String, String>,
    /// The home directory: `.pgpass`, `.pg_service.conf` and `.postgresql` lie there.
    pub home: Option<PathBuf>,
    /// The name of the operating system's user, the default for `user`.
    pub os_user: Option<String>,
}

impl Environment {
    /// Returns a variable.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str)
    }
}

impl fmt::Debug for Environment {
    /// Names the variables and leaves their values out: `PGPASSWORD` is one of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("vars", &self.vars.keys())
            .field("home", &self.home)
            .field("os_user", &self.os_user)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let mut env = Environment::default();
        env.vars.insert("PGPASSWORD".into(), "sesame".into());
        let shown = format!("{env:?}");
        assert!(shown.contains("PGPASSWORD") && !shown.contains("sesame"));
    }
}
