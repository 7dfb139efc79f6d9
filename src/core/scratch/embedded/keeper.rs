//! What a database of the embedded engine does for its one session.

use std::sync::{Arc, Weak};

use super::{child::Child, lacks};
use crate::{conn::Keeper, error::Report};

/// The child, as sessions know it: who may connect need not keep the database.
pub(super) struct Holder(Weak<Child>);

impl Holder {
    pub(super) fn of(child: &Arc<Child>) -> Self {
        Self(Arc::downgrade(child))
    }
}

impl Keeper for Holder {
    fn stop(&self) {
        if let Some(child) = self.0.upgrade() {
            child.kill();
        }
    }

    /// Puts the extensions at hand that the text makes: each costs every session some
    /// milliseconds, so none is there unasked.
    fn prepare(&self, sql: &str) -> bool {
        let Some(child) = self.0.upgrade() else {
            return false;
        };
        let mut is_news = false;
        for name in extensions(sql) {
            is_news |= child.bring(&name);
        }
        is_news
    }

    fn explain(&self, report: Report) -> Report {
        lacks::explain(report)
    }
}

/// Lists the words that may name an extension to be made: a word too many costs time only.
fn extensions(sql: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = sql.split(|c| !is_part(c)).filter(|word| !word.is_empty());
    let mut names = Vec::new();
    while let Some(word) = words.next() {
        if !word.eq_ignore_ascii_case("extension") {
            continue;
        }
        let is_filler = |word: &&str| {
            let fillers = ["if", "not", "exists"];
            fillers.iter().any(|it| word.eq_ignore_ascii_case(it))
        };
        if let Some(name) = words.find(|word| !is_filler(word)) {
            let name = name.to_ascii_lowercase();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::extensions;

    #[test]
    fn the_names_behind_the_word_are_found() {
        let sql = "CREATE EXTENSION IF NOT EXISTS \"citext\" WITH SCHEMA x;\n\
                   create extension hstore; COMMENT ON EXTENSION hstore IS 'an extension';";
        assert_eq!(extensions(sql), ["citext", "hstore"]);
        assert!(extensions("SELECT extension").is_empty());
    }
}
