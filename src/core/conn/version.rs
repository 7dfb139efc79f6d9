//! The version of a server, as `server_version_num` gives it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A server version: 150018 is 15.18.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ServerVersion(u32);

impl ServerVersion {
    /// The oldest version that pgworks reads and writes in full.
    pub const OLDEST: Self = Self(130_000);

    /// Returns the version that `server_version_num` names.
    pub const fn new(num: u32) -> Self {
        Self(num)
    }

    /// Returns `server_version_num`.
    pub const fn num(self) -> u32 {
        self.0
    }

    /// Returns the major version: 15 of 15.18.
    pub const fn major(self) -> u32 {
        self.0 / 10_000
    }

    /// Returns the minor version: 18 of 15.18.
    pub const fn minor(self) -> u32 {
        self.0 % 10_000
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Since 10 a version has two parts; before, three (manual, "Preset Options").
        if self.0 >= 100_000 {
            write!(f, "{}.{}", self.major(), self.minor())
        } else {
            let (first, second) = (self.0 / 10_000, self.0 / 100 % 100);
            write!(f, "{first}.{second}.{}", self.0 % 100)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_print_as_the_server_prints_them() {
        assert_eq!(ServerVersion::new(150_018).to_string(), "15.18");
        assert_eq!(ServerVersion::new(90_624).to_string(), "9.6.24");
        assert_eq!(ServerVersion::new(180_000).major(), 18);
        assert!(ServerVersion::new(120_022) < ServerVersion::OLDEST);
    }
}
